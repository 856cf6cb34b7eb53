/* Encodings: what a file is taken for, its text, the map back to the file, and the repairs. */
#include <config.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "arena.h"
#include "encoding/encoding.h"
#include "text.h"

static arena *in;
static encoding_memory memory;

static void *grow(void *user, void *p, size_t n, size_t more)
{
	return arena_grow(user, p, n, more);
}

static void setup(void)
{
	in = arena_new();
	memory = (encoding_memory){ grow, in };
}

static void teardown(void)
{
	arena_free(in);
}

#define INIT(s) { (const unsigned char *)(s), sizeof(s) - 1 }
#define BYTES(s) ((glane_bytes)INIT(s))

START_TEST(what_a_file_is_taken_for)
{
	trouble t;
	ck_assert_int_eq(encoding_detect(BYTES(""), ENCODING_AUTO, &t), ENCODING_UTF_8);
	ck_assert_int_eq(encoding_detect(BYTES("plain"), ENCODING_AUTO, &t), ENCODING_UTF_8);
	ck_assert_int_eq(encoding_detect(BYTES("d\xc3\xa9j\xc3\xa0"), ENCODING_AUTO, &t), ENCODING_UTF_8);
	ck_assert_int_eq(encoding_detect(BYTES("d\xe9j\xe0"), ENCODING_AUTO, &t), ENCODING_WINDOWS_1252);
	ck_assert_int_eq(encoding_detect(BYTES("\xc3\xa9t\xc3\xa9, d\xe9"), ENCODING_AUTO, &t), ENCODING_MIXED);
	ck_assert_int_eq(encoding_detect(BYTES("\xff\xfe" "a\0\n\0"), ENCODING_AUTO, &t), ENCODING_UTF_16);
	ck_assert_int_eq(encoding_detect(BYTES("\xfe\xff\0a\0\n"), ENCODING_AUTO, &t), ENCODING_UTF_16BE);
	ck_assert_int_eq(encoding_detect(BYTES("a\0b\0"), ENCODING_UTF_16, &t), ENCODING_UTF_16);
	ck_assert_int_eq(encoding_detect(BYTES("\0a\0b"), ENCODING_UTF_16, &t), ENCODING_UTF_16BE);
	ck_assert_int_eq(encoding_detect(BYTES("d\x8ej\x88"), ENCODING_MACROMAN, &t), ENCODING_MACROMAN);
	ck_assert_ptr_null(t.format);
}
END_TEST

START_TEST(what_is_refused_has_a_place)
{
	static const struct { glane_bytes b; int declared; const char *word; uint32_t line, column; } tests[] = {
		{ INIT("a\nb\0c"), ENCODING_AUTO, "NUL", 2, 2 },
		{ INIT("a\0b\0c\0"), ENCODING_AUTO, "utf-16", 1, 2 },
		{ INIT("\xc3\xa9t\n\xc3\xa9 \xe9 x"), ENCODING_UTF_8, "not %s", 2, 3 },
		{ INIT("d\xc3\xa9j\xc3\xa0"), ENCODING_WINDOWS_1252, "is UTF-8", 0, 0 },
		{ INIT("x\r\ny\rz\x81"), ENCODING_AUTO, "neither", 3, 2 },
		{ INIT("%PDF-1.7"), ENCODING_AUTO, "not plain text", 0, 0 },
		{ INIT("PK\3\4    xl/workbook.xml"), ENCODING_AUTO, "not plain text", 0, 0 },
		{ INIT("\xff\xfe" "a\0b"), ENCODING_AUTO, "odd number", 1, 0 },
	};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		trouble t;
		ck_assert_int_eq(encoding_detect(tests[i].b, tests[i].declared, &t), 0);
		ck_assert_msg(t.format && strstr(t.format, tests[i].word), "%zu: %s", i, t.format);
		ck_assert_uint_eq(t.line, tests[i].line);
		if (tests[i].column)
			ck_assert_uint_eq(t.column, tests[i].column);
	}
}
END_TEST

START_TEST(a_line_has_at_most_16_MiB)
{
	size_t most = ENCODING_LINE_MOST, n = 2 * most + 8;
	unsigned char *p = malloc(n);
	trouble t;
	ck_assert_ptr_nonnull(p);
	memset(p, 'x', n);
	p[most] = '\n';
	p[2 * most + 1] = '\r';
	ck_assert_int_eq(encoding_detect((glane_bytes){ p, n }, ENCODING_AUTO, &t), ENCODING_UTF_8);
	p[2 * most + 1] = 'x';
	ck_assert_int_eq(encoding_detect((glane_bytes){ p, n }, ENCODING_AUTO, &t), 0);
	ck_assert_uint_eq(t.line, 2);
	free(p);
}
END_TEST

static const char *text_of(const encoding_text *t)
{
	return arena_copy(in, t->p, t->n);
}

START_TEST(text_becomes_utf8_with_line_feeds)
{
	static const struct { glane_bytes b; int encoding; const char *text; } tests[] = {
		{ INIT("\xef\xbb\xbf" "a"), ENCODING_UTF_8, "a" },
		{ INIT("d\xe9j\xe0 \x93vu\x94 \x80"), ENCODING_WINDOWS_1252, "déjà “vu” €" },
		{ INIT("\xa4"), ENCODING_ISO_8859_15, "€" },
		{ INIT("d\x8ej\x88"), ENCODING_MACROMAN, "déjà" },
		{ INIT("\xff\xfe\xe9\0\r\0\n\0\x3d\xd8\x4d\xdc"), ENCODING_UTF_16, "é\n👍" },
		{ INIT("\xfe\xff\0\xe9\0\r\xd8\x3d\xdc\x4d"), ENCODING_UTF_16BE, "é\n👍" },
		{ INIT("\xc3\xa9 \xe9"), ENCODING_MIXED, "é é" },
		{ INIT("a\r\nb\rc\n\r\r\n"), ENCODING_UTF_8, "a\nb\nc\n\n\n" },
		{ INIT("a\fb\vc\ad\x7f\xef\xbb\xbf" "e"), ENCODING_UTF_8, "a\nb\ncde" },
		{ INIT("l\xc2\x92\xc3\xa9t\xc3\xa9\xc2\x81"), ENCODING_UTF_8, "l’été" },
		{ INIT("e\xcc\x81"), ENCODING_UTF_8, "e\xcc\x81" },	/* not composed */
	};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		encoding_text t;
		encoding_decode(tests[i].b, tests[i].encoding, 0, tests[i].b.n, 1, memory, &t);
		ck_assert_str_eq(text_of(&t), tests[i].text);
		ck_assert_uint_eq(text_valid(t.p, t.n), t.n);
	}
}
END_TEST

START_TEST(clean_text_is_not_copied)
{
	glane_bytes b = BYTES("\xef\xbb\xbf" "d\xc3\xa9j\xc3\xa0\tvu\n");
	encoding_text t;
	encoding_decode(b, ENCODING_UTF_8, 0, b.n, 1, memory, &t);
	ck_assert_ptr_eq(t.p, (const char *)b.p + 3);
	ck_assert_uint_eq(encoding_source(&t, 0), 3);
}
END_TEST

/* ---- The map --------------------------------------------------------------------------------- */

static uint32_t seed;
static uint32_t roll(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static glane_bytes random_bytes(int encoding)
{
	static const char *const utf8[] = { "a", "b", " ", "\n", "\r\n", "\r", "\xc3\xa9", "\xe2\x80\x99",
		"\xf0\x9f\x91\x8d", "\f", "\a", "\xc2\x92", "\xef\xbb\xbf", "\t" };
	static const char *const ansi[] = { "a", "b", " ", "\n", "\r\n", "\r", "\xe9", "\x92", "\x80", "\f",
		"\a", "c", "\xa0", "\t" };
	uint32_t n = roll(60);
	char *p = arena_alloc(in, 4 * n + 8);
	*p = 'x';
	p[1] = 0;
	while (n--)
		strcat(p, (encoding == ENCODING_WINDOWS_1252 ? ansi : utf8)[roll(14)]);
	return (glane_bytes){ (unsigned char *)p, strlen(p) };
}

/* The line in which a byte of the file stands: LF, CRLF and CR end lines. */
static uint32_t line_of(glane_bytes b, uint64_t at)
{
	uint32_t line = 1;
	for (uint64_t i = 0; i < at; i++)
		line += b.p[i] == '\n' || (b.p[i] == '\r' && !(i + 1 < b.n && b.p[i + 1] == '\n'));
	return line;
}

/* What encoding_give gives, byte by byte. */
typedef struct { char text[1024]; glane_where where[1024]; uint32_t n; uint32_t repairs; char said[4096]; } given;
static given *to;

static uint32_t take_text(glane_draft *d, glane_str piece, glane_where w)
{
	uint32_t begin = to->n;
	(void)d;
	for (uint32_t i = 0; i < piece.n; i++) {
		to->text[to->n] = piece.p[i];
		to->where[to->n++] = w;
		w.offset++;
		w.line += piece.p[i] == '\n';
	}
	return begin;
}

static void take_repair(glane_draft *d, const char *kind, glane_where w, glane_str was, glane_str now)
{
	(void)d;
	to->repairs++;
	size_t n = strlen(to->said);
	snprintf(to->said + n, sizeof to->said - n, "%s l%u %.*s>%.*s; ", kind, w.line, GLANE_STR(was),
	         GLANE_STR(now));
}

static const glane_host host = { .text = take_text, .repair = take_repair };

static void give(const encoding_text *t, size_t begin, size_t end, given *g)
{
	*g = (given){ .n = 0 };
	to = g;
	encoding_give(t, begin, end, &host, NULL);
	encoding_report(t, begin, end, &host, NULL);
}

/* Does the character at a place of the file say what the text says there? */
static void check_place(glane_bytes b, int encoding, const given *g, uint32_t i)
{
	static const struct { unsigned char byte; const char *text; } ansi[] = {
		{ 0xe9, "é" }, { 0x92, "’" }, { 0x80, "€" }, { 0xa0, "\xc2\xa0" } };
	if (((unsigned char)g->text[i] & 0xc0) == 0x80)
		return;			/* inside of a character */
	uint64_t at = g->where[i].offset;
	ck_assert_uint_lt(at, b.n);
	ck_assert_uint_eq(g->where[i].line, line_of(b, at));
	unsigned char byte = b.p[at];
	if (g->text[i] == '\n') {
		ck_assert(byte == '\n' || byte == '\r' || byte == '\f');
	} else if (encoding == ENCODING_WINDOWS_1252 && byte >= 0x80) {
		bool ok = false;
		for (size_t k = 0; k < 4; k++)
			ok = ok || (ansi[k].byte == byte && !memcmp(g->text + i, ansi[k].text, strlen(ansi[k].text)));
		ck_assert(ok);
	} else if (byte == 0xc2) {	/* U+0092 */
		ck_assert(!memcmp(g->text + i, "’", 3));
	} else {
		ck_assert_int_eq(byte, (unsigned char)g->text[i]);
	}
}

START_TEST(every_character_leads_back_to_its_byte_and_line)
{
	static given g;
	for (uint32_t s = 1; s < 4000; s++) {
		seed = s * 2654435761u;
		int encoding = s & 1 ? ENCODING_UTF_8 : ENCODING_WINDOWS_1252;
		glane_bytes b = random_bytes(encoding);
		encoding_text t;
		encoding_decode(b, encoding, 0, b.n, 1, memory, &t);
		size_t begin = roll((uint32_t)t.n), end = begin + roll((uint32_t)(t.n - begin) + 1);
		while (begin && ((unsigned char)t.p[begin] & 0xc0) == 0x80)
			begin--;
		while (end < t.n && ((unsigned char)t.p[end] & 0xc0) == 0x80)
			end++;
		give(&t, begin, end, &g);
		ck_assert_uint_eq(g.n, end - begin);
		ck_assert(!memcmp(g.text, t.p + begin, g.n));
		for (uint32_t i = 0; i < g.n; i++)
			check_place(b, encoding, &g, i);
		arena_reset(in);
	}
}
END_TEST

START_TEST(a_part_is_decoded_as_in_the_whole)
{
	static given whole, first, second;
	for (uint32_t s = 1; s < 2000; s++) {
		seed = s * 2246822519u;
		int encoding = s & 1 ? ENCODING_UTF_8 : ENCODING_WINDOWS_1252;
		glane_bytes b = random_bytes(encoding);
		encoding_text t;
		size_t cut = encoding_cut(b, encoding, roll((uint32_t)b.n + 1));
		if (cut < b.n && encoding == ENCODING_WINDOWS_1252 && (b.p[cut] & 0xc0) == 0x80)
			continue;
		encoding_decode(b, encoding, 0, b.n, 1, memory, &t);
		give(&t, 0, t.n, &whole);
		encoding_decode(b, encoding, 0, cut, 1, memory, &t);
		give(&t, 0, t.n, &first);
		encoding_decode(b, encoding, cut, b.n, line_of(b, cut), memory, &t);
		give(&t, 0, t.n, &second);
		ck_assert_uint_eq(whole.n, first.n + second.n);
		ck_assert(!memcmp(whole.text, first.text, first.n));
		ck_assert(!memcmp(whole.text + first.n, second.text, second.n));
		for (uint32_t i = 0; i < second.n; i++) {
			if (((unsigned char)second.text[i] & 0xc0) == 0x80)
				continue;
			ck_assert_uint_eq(second.where[i].offset, whole.where[first.n + i].offset);
			ck_assert_uint_eq(second.where[i].line, whole.where[first.n + i].line);
		}
		arena_reset(in);
	}
}
END_TEST

START_TEST(repairs_are_told_once_with_their_number)
{
	static given g;
	glane_bytes b = BYTES("x\r\nd\xe9j\xe0\a\r\ny\xef\xbb\xbf\f");
	encoding_text t;
	encoding_decode(b, ENCODING_WINDOWS_1252, 0, 10, 1, memory, &t);
	give(&t, 0, t.n, &g);
	ck_assert_str_eq(g.said, "control character l2 U+0007>; encoding l2 Windows-1252>UTF-8 ×2; "
	                 "line ends l1 CRLF>LF ×2; ");
	/* Of a part of the text only its own. */
	give(&t, 2, t.n - 1, &g);
	ck_assert_str_eq(g.said, "control character l2 U+0007>; encoding l2 Windows-1252>UTF-8 ×2; ");
	b = BYTES("a\xef\xbb\xbf" "b\f\nc");
	encoding_decode(b, ENCODING_UTF_8, 0, b.n, 1, memory, &t);
	give(&t, 0, t.n, &g);
	ck_assert_str_eq(g.said, "control character l1 U+000C>; byte order mark l1 U+FEFF ×1>; ");
	b = BYTES("\xff\xfe" "a\0\n\0");
	encoding_decode(b, ENCODING_UTF_16, 0, b.n, 1, memory, &t);
	give(&t, 0, t.n, &g);
	ck_assert_str_eq(g.said, "encoding l1 UTF-16LE>UTF-8; ");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("encoding");
	TCase *t = tcase_create("encoding");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, what_a_file_is_taken_for);
	tcase_add_test(t, what_is_refused_has_a_place);
	tcase_add_test(t, a_line_has_at_most_16_MiB);
	tcase_add_test(t, text_becomes_utf8_with_line_feeds);
	tcase_add_test(t, clean_text_is_not_copied);
	tcase_add_test(t, every_character_leads_back_to_its_byte_and_line);
	tcase_add_test(t, a_part_is_decoded_as_in_the_whole);
	tcase_add_test(t, repairs_are_told_once_with_their_number);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
