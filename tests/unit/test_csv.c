/* Tables of text: separators, quotes, line ends, headers, and what is wrong with them. */
#include <config.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "arena.h"
#include "csv/csv.h"

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

static void open_text(csv *c, const char *text)
{
	csv_open(c, text, strlen(text), 0, 1, memory);
}

static const char *field(const csv *c, uint32_t i)
{
	char *p = arena_alloc(in, c->field[i].n + 1);
	p[csv_text(&c->field[i], p)] = 0;
	return p;
}

START_TEST(the_separator_is_found_in_the_header)
{
	static const struct { const char *text; char separator; uint32_t n; } tests[] = {
		{ "a;b;c\n", ';', 3 }, { "a,b\n", ',', 2 }, { "a\tb\tc\td\n", '\t', 4 },
		{ "\"a,b,c,d\";e;f\n", ';', 3 }, { "only\n1,2,3\n", ';', 1 }, { "\n\na,b;c,d\n", ',', 3 },
		{ "\xef\xbb\xbf" "a;b\n", ';', 2 },
	};
	trouble t;
	csv c;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		open_text(&c, tests[i].text);
		ck_assert_int_eq(c.separator, tests[i].separator);
		ck_assert(csv_header(&c, &t));
		ck_assert_uint_eq(c.n, tests[i].n);
	}
	open_text(&c, "\xef\xbb\xbf" "a;b\n");
	ck_assert(csv_header(&c, &t));
	ck_assert_str_eq(field(&c, 0), "a");	/* without the mark */
}
END_TEST

START_TEST(fields_hold_quotes_separators_and_line_ends)
{
	trouble t;
	csv c;
	open_text(&c, "id;text;n\r\nA;\"Il dit \"\"oui\"\";\r\net part.\";1\r\n\r\n B ; \"x\" ;2\rC;;\n");
	ck_assert(csv_header(&c, &t));
	ck_assert(csv_record(&c, &t));
	ck_assert_str_eq(field(&c, 0), "A");
	ck_assert_str_eq(field(&c, 1), "Il dit \"oui\";\r\net part.");
	ck_assert_str_eq(field(&c, 2), "1");
	ck_assert_uint_eq(c.record_line, 2);
	ck_assert_uint_eq(c.field[2].line, 3);
	ck_assert(csv_record(&c, &t));
	ck_assert_uint_eq(c.record_line, 5);
	ck_assert_str_eq(field(&c, 0), " B ");
	ck_assert_str_eq(field(&c, 1), "x");
	ck_assert(csv_record(&c, &t));
	ck_assert_uint_eq(c.record_line, 6);
	ck_assert_str_eq(field(&c, 1), "");
	ck_assert(!csv_record(&c, &t));
	ck_assert_ptr_null(t.format);
}
END_TEST

START_TEST(columns_behind_the_last_are_left_away)
{
	trouble t;
	csv c;
	open_text(&c, "id;text;;\nA;Oui.;;\nB;Non.\n");
	ck_assert(csv_header(&c, &t));
	ck_assert_uint_eq(c.n_header, 2);
	ck_assert(csv_record(&c, &t));
	ck_assert_uint_eq(c.n, 2);
	ck_assert(csv_record(&c, &t));
}
END_TEST

/* The first thing wrong in a text; NULL: nothing. */
static const char *first_trouble(const char *text, trouble *t)
{
	csv c;
	open_text(&c, text);
	bool ok = csv_header(&c, t);
	while (ok && csv_record(&c, t))
		;
	return t->format;
}

START_TEST(what_is_wrong_is_told_with_its_line)
{
	static const struct { const char *text, *word; uint32_t line; const char *a, *b; } tests[] = {
		{ "", "empty", 0, "", "" }, { "\n\n", "empty", 0, "", "" },
		{ "a;;c\n", "no name", 1, "2", "" }, { "a;b;a\n", "two columns", 1, "a", "" },
		{ "a;b\n1;2\n1;2;3\n", "fields", 3, "3", "2" }, { "a;b\n1\n", "fields", 2, "1", "2" },
		{ "a;b\n1;\"x\ny\nz\n", "never closed", 2, "", "" },
		{ "a;b\n1;\"x\"y\n", "closing", 2, "", "" },
	};
	trouble t;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		const char *said = first_trouble(tests[i].text, &t);
		ck_assert_msg(said && strstr(said, tests[i].word), "%zu: %s", i, said ? said : "nothing");
		ck_assert_uint_eq(t.line, tests[i].line);
		ck_assert_str_eq(t.a, tests[i].a);
		ck_assert_str_eq(t.b, tests[i].b);
	}
}
END_TEST

START_TEST(a_record_of_64_MiB_is_too_much)
{
	size_t n = (size_t)CSV_RECORD_MOST + 16;
	char *text = malloc(n + 1);
	ck_assert_ptr_nonnull(text);
	memset(text, 'x', n);
	memcpy(text, "a;b\n1;", 6);
	text[n] = 0;
	trouble t;
	csv c;
	csv_open(&c, text, n, 0, 1, memory);
	ck_assert(csv_header(&c, &t));
	ck_assert(!csv_record(&c, &t));
	ck_assert_ptr_nonnull(t.format);
	ck_assert_uint_eq(t.line, 2);
	free(text);
}
END_TEST

START_TEST(a_name_too_long_for_a_message_is_cut_between_characters)
{
	char text[2000] = "";
	for (int i = 0; i < 200; i++)
		strcat(text, "é");
	strcat(text, ";");
	memcpy(text + strlen(text), text, strlen(text) - 1);
	trouble t;
	ck_assert_ptr_nonnull(first_trouble(text, &t));
	ck_assert_uint_gt(strlen(t.a), 100);
	ck_assert_uint_eq(strlen(t.a) % 2, 0);
}
END_TEST

/* Tables made up by chance, written, and read again. */
static uint32_t seed;
static uint32_t roll(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

typedef struct { char text[65536]; size_t n; uint32_t rows, columns; char cell[12][6][64]; uint32_t line[12]; }
	random_table;

static void append(random_table *r, const char *s)
{
	size_t k = strlen(s);
	memcpy(r->text + r->n, s, k);
	r->n += k;
}

static void make_table(random_table *r, char separator, const char *end)
{
	static const char *const bits[] = { "a", "é", "\"", ";", ",", "\t", "\n", " ", "long", "1" };
	const char between[2] = { separator, 0 };
	uint32_t line = 1;
	r->n = 0;
	r->rows = 1 + roll(11);
	r->columns = 2 + roll(4);
	for (uint32_t i = 0; i < r->rows; i++) {
		r->line[i] = line;
		for (uint32_t k = 0; k < r->columns; k++) {
			char *cell = r->cell[i][k];
			*cell = 0;
			if (!i || k + 1 == r->columns)	/* names; and no row ends in nothing */
				sprintf(cell, "%c%u", 'a' + (int)k, i);
			for (uint32_t j = i ? roll(6) : 0; j; j--)
				strcat(cell, bits[roll(10)]);
			append(r, k ? between : "");
			append(r, "\"");
			for (char *p = cell; *p; p++) {
				r->text[r->n++] = *p;
				if (*p == '"')
					r->text[r->n++] = '"';
				line += *p == '\n';
			}
			append(r, "\"");
		}
		append(r, end);
		line++;
	}
}

START_TEST(what_is_written_is_read)
{
	static const char separators[] = ";,\t";
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	static random_table r;
	for (seed = 1; seed < 3000; seed += 7) {
		uint32_t kept = seed;
		make_table(&r, separators[kept % 3], ends[kept / 3 % 3]);
		trouble t;
		csv c;
		csv_open(&c, r.text, r.n, separators[kept % 3], 1, memory);
		for (uint32_t i = 0; i < r.rows; i++) {
			ck_assert(i ? csv_record(&c, &t) : csv_header(&c, &t));
			ck_assert_uint_eq(c.record_line, r.line[i]);
			ck_assert_uint_eq(c.n, r.columns);
			for (uint32_t k = 0; k < c.n; k++)
				ck_assert_str_eq(field(&c, k), r.cell[i][k]);
		}
		ck_assert(!csv_record(&c, &t) && !t.format);
		seed = kept;
		arena_reset(in);
	}
}
END_TEST

START_TEST(a_record_that_may_go_on_is_not_taken)
{
	static random_table r;
	for (seed = 1; seed < 400; seed += 11) {
		uint32_t kept = seed;
		make_table(&r, ';', "\r\n");
		/* Cut anywhere: the records before the cut are the same, and nothing is wrong yet. */
		size_t cut = roll((uint32_t)r.n);
		trouble t;
		csv c, part;
		csv_open(&c, r.text, r.n, ';', 1, memory);
		csv_open(&part, r.text, cut, ';', 1, memory);
		part.whole = false;
		uint32_t n = 0;
		while (csv_record(&part, &t)) {
			ck_assert(csv_record(&c, &t));
			ck_assert_ptr_eq(c.record, part.record);
			ck_assert_uint_eq(c.n, part.n);
			n++;
		}
		ck_assert_ptr_null(t.format);
		ck_assert(part.at <= r.text + cut);
		/* From there a longer text goes on. */
		csv_open(&part, part.at, (size_t)(r.text + r.n - part.at), ';', part.line, memory);
		while (csv_record(&part, &t)) {
			ck_assert_uint_eq(part.record_line, r.line[n]);
			n++;
		}
		ck_assert_uint_eq(n, r.rows);
		seed = kept;
		arena_reset(in);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("csv");
	TCase *t = tcase_create("csv");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_separator_is_found_in_the_header);
	tcase_add_test(t, fields_hold_quotes_separators_and_line_ends);
	tcase_add_test(t, columns_behind_the_last_are_left_away);
	tcase_add_test(t, what_is_wrong_is_told_with_its_line);
	tcase_add_test(t, a_record_of_64_MiB_is_too_much);
	tcase_add_test(t, a_name_too_long_for_a_message_is_cut_between_characters);
	tcase_add_test(t, what_is_written_is_read);
	tcase_add_test(t, a_record_that_may_go_on_is_not_taken);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
