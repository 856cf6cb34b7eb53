/* Memory, symbols, streams, text, files, messages: what everything else stands on. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "file.h"
#include "io.h"
#include "language.h"
#include "message.h"
#include "sym.h"
#include "text.h"

static arena *in;
static void setup(void) { in = arena_new(); }
static void teardown(void) { arena_free(in); }

static bool all_are(const unsigned char *p, size_t n, unsigned char value)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != value)
			return false;
	return true;
}

START_TEST(arena_pieces_are_zeroed_aligned_and_apart)
{
	unsigned char *p[500];
	for (int i = 0; i < 500; i++) {
		size_t n = (size_t)(i * 977 % 5000);
		p[i] = arena_alloc(in, n);
		ck_assert_uint_eq((uintptr_t)p[i] % 16, 0);
		ck_assert(all_are(p[i], n, 0));
		memset(p[i], i & 255, n);
	}
	for (int i = 0; i < 500; i++)
		ck_assert(all_are(p[i], (size_t)(i * 977 % 5000), (unsigned char)(i & 255)));
	arena_reset(in);
	ck_assert_uint_eq(arena_used(in), 0);
	ck_assert(all_are(arena_alloc(in, 1000), 1000, 0));
}
END_TEST

START_TEST(arena_grow_keeps_and_zeroes)
{
	uint32_t *a = NULL, room = 0;
	for (uint32_t n = 0; n < 100000; n++) {
		ARRAY_ROOM(in, a, room, n);
		if (a[n])
			ck_abort_msg("place %u isn't zeroed", n);
		a[n] = n * 7;
		if (n % 1000 == 0)
			arena_alloc(in, 3);	/* the array isn't always the last piece */
	}
	uint32_t wrong = 0;
	for (uint32_t n = 0; n < 100000; n++)
		wrong += a[n] != n * 7;
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(without_memory_the_process_ends_and_says_so)
{
	pid_t child = fork();
	if (!child) {
		int null = dup2(STDOUT_FILENO, STDERR_FILENO);
		(void)null;
		memory_fail_at(3);
		for (int i = 0; i < 10; i++)
			free(memory_get(10));
		_exit(0);
	}
	int status;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), EXIT_MEMORY);
}
END_TEST

START_TEST(symbols_are_equal_when_strings_are)
{
	char name[32];
	glane_sym first = sym_of("first");
	ck_assert_uint_eq(sym_of("").id, 0);
	ck_assert_uint_eq(sym_of(NULL).id, 0);
	sym_shuffle(12345);
	for (int i = 0; i < 50000; i++) {
		snprintf(name, sizeof name, "word%d", i % 25000);
		glane_sym s = sym_of(name);
		ck_assert_str_eq(sym_text(s), name);
		ck_assert_uint_eq(s.id, sym_intern((glane_str){ name, (uint32_t)strlen(name) }).id);
	}
	ck_assert_uint_eq(sym_of("first").id, first.id);
	glane_str nul = { "a\0b", 3 };
	ck_assert_uint_ne(sym_intern(nul).id, sym_of("a").id);
	ck_assert_uint_eq(sym_string(sym_intern(nul)).n, 3);
}
END_TEST

START_TEST(order_is_that_of_code_points)
{
	const char *words[] = { "été", "zèbre", "a", "Zoé", "", "\xf0\x9f\x91\x8d", "a", "\xef\xbf\xbd" };
	const uint32_t expected[] = { 4, 3, 2, 6, 1, 0, 7, 5 };
	glane_sym s[8];
	uint32_t out[8];
	for (int i = 0; i < 8; i++)
		s[i] = sym_of(words[i]);
	sym_order(8, s, out);
	for (int i = 0; i < 8; i++)
		ck_assert_uint_eq(out[i], expected[i]);
}
END_TEST

START_TEST(streams_give_back_what_was_put)
{
	static const int64_t ints[] = { 0, 1, -1, 63, 64, -64, -65, 1000000, INT64_MAX, INT64_MIN };
	glane_io io, from;
	io_open_memory(&io);
	for (size_t i = 0; i < 10; i++)
		io_put_int(&io, ints[i]);
	io_put_real(&io, -0.1);
	io_put_str(&io, STR("h\xc3\xa9"));
	io_put_sym(&io, sym_of("mot"));
	io_open_bytes(&from, io.p, io.n);
	for (size_t i = 0; i < 10; i++)
		ck_assert_int_eq(io_get_int(&from), ints[i]);
	ck_assert(fabs(io_get_real(&from) + 0.1) < 1e-18);
	ck_assert(str_equal(io_get_str(&from), STR("h\xc3\xa9")));
	ck_assert_str_eq(sym_text(io_get_sym(&from)), "mot");
	ck_assert(!from.bad);
	ck_assert_uint_eq(from.at, from.n);
	io_get_int(&from);
	ck_assert(from.bad);
	for (size_t cut = 0; cut < io.n; cut++) {	/* cut anywhere: bad, never a wild read */
		unsigned char *copy = malloc(cut ? cut : 1);
		memcpy(copy, io.p, cut);
		io_open_bytes(&from, copy, cut);
		for (int i = 0; i < 10; i++)
			io_get_int(&from);
		io_get_real(&from);
		io_get_str(&from);
		io_get_sym(&from);
		ck_assert(from.bad);
		free(copy);
	}
	io_close(&io);
	const unsigned char huge[] = { 0xfe, 0xff, 0xff, 0xff, 0x0f };
	io_open_bytes(&from, huge, sizeof huge);
	ck_assert_uint_eq(io_get_number(&from), 0);
	ck_assert(from.bad);
}
END_TEST

START_TEST(utf8_is_told_from_what_is_not)
{
	static const struct { const char *s; size_t n, valid; } cases[] = {
		{ "plain", 5, 5 }, { "", 0, 0 }, { "h\xc3\xa9!", 4, 4 }, { "\xf0\x9f\x91\x8d", 4, 4 },
		{ "abcdefgh\xe9", 9, 8 },			/* Windows-1252 */
		{ "a\xc0\x80", 3, 1 }, { "\xe0\x80\x80", 3, 0 },	/* overlong */
		{ "\xed\xa0\x80", 3, 0 },			/* a surrogate */
		{ "\xf4\x90\x80\x80", 4, 0 },			/* beyond the last code point */
		{ "ab\xc3", 3, 2 }, { "ab\xf0\x9f\x91", 5, 2 },	/* cut off */
		{ "0123456789\0x", 12, 10 }, { "\x80", 1, 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_uint_eq(text_valid(cases[i].s, cases[i].n), cases[i].valid);
}
END_TEST

START_TEST(offsets_in_three_units)
{
	/* The worked example of quotations: inner quote at code points 8 to 28, bytes 9 to 37, UTF-16 8 to 29. */
	glane_str s = STR("Moi : « L’IA, c’est 👍 génial », dit-elle.");
	const uint32_t bytes[] = { 0, 9, 37, s.n };
	uint32_t out[4];
	text_offsets(s, 32, 4, bytes, out);
	ck_assert_uint_eq(out[1], 8);
	ck_assert_uint_eq(out[2], 28);
	ck_assert_uint_eq(out[3], text_code_points(s));
	text_offsets(s, 16, 4, bytes, out);
	ck_assert_uint_eq(out[1], 8);
	ck_assert_uint_eq(out[2], 29);
	uint32_t line, column;
	text_line_column("é\nàbc", 7, 5, &line, &column);
	ck_assert_uint_eq(line, 2);
	ck_assert_uint_eq(column, 2);
}
END_TEST

START_TEST(names_fold_alike)
{
	ck_assert_str_eq(text_fold(in, STR(" Métier du Père ")), "metier_du_pere");
	ck_assert_str_eq(text_fold(in, STR("min-count")), "min_count");
	ck_assert_str_eq(text_fold(in, STR("e\xcc\x81t\xc3\xa9")), "ete");
	ck_assert(str_equal(text_nfc(in, STR("e\xcc\x81")), STR("\xc3\xa9")));
	ck_assert(str_equal(text_trim(STR("\xc2\xa0 a b\xe2\x80\xaf\n")), STR("a b")));
}
END_TEST

START_TEST(lists_and_numbers)
{
	glane_str rest = STR(" un ; deux mots;;\ntrois "), part;
	ck_assert(text_item(&rest, &part) && str_equal(part, STR("un")));
	ck_assert(text_item(&rest, &part) && str_equal(part, STR("deux mots")));
	ck_assert(text_item(&rest, &part) && str_equal(part, STR("trois")));
	ck_assert(!text_item(&rest, &part));
	rest = STR("a=b and c");
	ck_assert(text_name(&rest, &part) && str_equal(part, STR("a=b")));
	static const struct { const char *s; double v; bool ok; } cases[] = {
		{ "3", 3, true }, { "-0,5", -.5, true }, { "1.25e2", 125, true }, { ".5", .5, true },
		{ "", 0, false }, { "1 2", 0, false }, { "x", 0, false }, { "1.2.3", 0, false }, { "-", 0, false },
		{ "0.1", .1, true }, { "37.2", 37.2, true }, { "123456789.123456", 123456789.123456, true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		double v = 0;
		ck_assert_msg(text_number(str_of(cases[i].s), &v) == cases[i].ok, "%s", cases[i].s);
		if (cases[i].ok)
			ck_assert_double_eq(v, cases[i].v);
	}
	int64_t n;
	ck_assert(text_integer(STR("-12"), &n) && n == -12);
	ck_assert(!text_integer(STR("4.5"), &n));
	ck_assert(!text_integer(STR("99999999999999999999"), &n));
}
END_TEST

START_TEST(hashes_differ_and_stay)
{
	ck_assert_uint_ne(text_hash("a", 1, 0), text_hash("b", 1, 0));
	ck_assert_uint_ne(text_hash("a", 1, 0), text_hash("a", 1, 1));
	ck_assert_uint_ne(text_hash("a\0", 2, 0), text_hash("a", 1, 0));
	/* Evidence is chosen by it: it must be the same on every machine and in every version. */
	ck_assert_uint_eq(text_hash("glane", 5, 7), 0xb9c5ac3a8f0da1ddu);
	ck_assert_uint_eq(text_hash("entretiens.csv", 14, 128), 0x9618882d0a92ed06u);
	char out[65];
	file_sha256((glane_bytes){ (const unsigned char *)"abc", 3 }, out);
	ck_assert_str_eq(out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(paths_are_made_plain)
{
	ck_assert_str_eq(path_join(in, "/a/b", "../c/./d"), "/a/c/d");
	ck_assert_str_eq(path_join(in, "/a", "/b//c/"), "/b/c");
	ck_assert_str_eq(path_join(in, "/", "../x"), "/x");
	ck_assert_str_eq(path_join(in, "a", "../../b"), "../b");
	ck_assert_str_eq(path_join(in, "a", ".."), ".");
	ck_assert_str_eq(path_stem(in, "/x/02 - Marc (suite).txt"), "02 - Marc (suite)");
	ck_assert_str_eq(path_stem(in, ".hidden"), ".hidden");
	ck_assert_str_eq(path_folder(in, "a.txt"), ".");
	ck_assert_str_eq(path_folder(in, "/a.txt"), "/");
}
END_TEST

START_TEST(a_file_that_changes_is_another)
{
	char name[] = "/tmp/glane-test-XXXXXX";
	int fd = mkstemp(name);
	glane_bytes b;
	file_stamp first, second;
	ck_assert_int_eq(write(fd, "one\n", 4), 4);
	ck_assert(file_read(in, name, &b, &first));
	ck_assert_uint_eq(b.n, 4);
	ck_assert_int_eq(b.p[4], 0);
	ck_assert(file_stamp_of(name, &second) && file_same(&first, &second));
	ck_assert_int_eq(write(fd, "two\n", 4), 4);
	ck_assert(file_stamp_of(name, &second) && !file_same(&first, &second));
	close(fd);
	unlink(name);
	ck_assert(!file_read(in, name, &b, NULL));
}
END_TEST

START_TEST(messages_come_sorted_once_and_with_place)
{
	messages *m = messages_new(in);
	messages_add(m, MESSAGE_ERROR, (place){ "b.xml", 9, 2 }, "second %d", 2);
	messages_add(m, MESSAGE_ERROR, (place){ "a.csv", 1, 0 }, "other file");
	messages_add(m, MESSAGE_WARNING, (place){ "b.xml", 3, 0 }, "first");
	messages_add(m, MESSAGE_ERROR, (place){ "b.xml", 9, 2 }, "second %d", 2);
	ck_assert_uint_eq(messages_count(m, MESSAGE_ERROR), 2);
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);
	ck_assert_uint_eq(messages_print(m, to), 2);
	fclose(to);
	ck_assert_str_eq(text, "b.xml:3: warning: first\nb.xml:9:2: error: second 2\na.csv:1: error: other file\n");
	free(text);
}
END_TEST

START_TEST(near_names_are_found)
{
	const char *known[] = { "codebook", "min-count", "stimulus", "by" };
	ck_assert_str_eq(suggest_name("codebok", 4, known), "codebook");
	ck_assert_str_eq(suggest_name("min_cuont", 4, known), "min-count");
	ck_assert_ptr_null(suggest_name("zebra", 4, known));
	ck_assert_str_eq(suggest_english("par"), "by");
	ck_assert_str_eq(suggest_english("phrase"), "sentence");
	ck_assert_ptr_null(suggest_english("xyz"));
}
END_TEST

int main(void)
{
	TCase *c = tcase_create("foundations");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, arena_pieces_are_zeroed_aligned_and_apart);
	tcase_add_test(c, arena_grow_keeps_and_zeroes);
	tcase_add_test(c, without_memory_the_process_ends_and_says_so);
	tcase_add_test(c, symbols_are_equal_when_strings_are);
	tcase_add_test(c, order_is_that_of_code_points);
	tcase_add_test(c, streams_give_back_what_was_put);
	tcase_add_test(c, utf8_is_told_from_what_is_not);
	tcase_add_test(c, offsets_in_three_units);
	tcase_add_test(c, names_fold_alike);
	tcase_add_test(c, lists_and_numbers);
	tcase_add_test(c, hashes_differ_and_stay);
	tcase_add_test(c, paths_are_made_plain);
	tcase_add_test(c, a_file_that_changes_is_another);
	tcase_add_test(c, messages_come_sorted_once_and_with_place);
	tcase_add_test(c, near_names_are_found);
	Suite *s = suite_create("foundations");
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	setenv("LC_ALL", "C", 1);
	language_init();
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
