/* Drafts: text with its map to the source, edits by filters, rows that move along, sealing. */
#include <config.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "document.h"
#include "language.h"
#include "sym.h"

static arena *in;
static corpus *c;
static stage reading;
static corpus_file file;
static planned plan;

static void setup(void)
{
	setenv("LANGUAGE", "en", 1);
	language_init();
	in = arena_new();
	c = arena_alloc(in, sizeof *c);
	c->arena = in;
	reading = (stage){ .id = "interviews" };
	file = (corpus_file){ .name = "a.txt", .path = "/a.txt", .read = &reading };
	plan = (planned){ .file = &file, .read = &reading };
	plan.pub.name = sym_of("a");
}

static void teardown(void)
{
	arena_free(in);
}

static uint32_t add(glane_draft *d, const char *text, uint64_t offset, uint32_t line)
{
	return draft_text(d, str_of(text), glane_where_line(offset, line));
}

static document *seal(glane_draft *d)
{
	const char *error = NULL;
	document *k = draft_seal(d, &error);
	ck_assert_msg(k != NULL, "%s", error);
	return k;
}

static void check_where(const document *d, uint32_t offset, uint64_t source, uint32_t line)
{
	glane_where w;
	ck_assert(document_where(d, offset, &w));
	ck_assert_uint_eq(w.offset, source);
	ck_assert_uint_eq(w.line, line);
}

START_TEST(pieces_that_go_on_are_one_run)
{
	glane_draft *d = draft_new(in, c, &plan);
	ck_assert_uint_eq(add(d, "un\ndeux", 10, 3), 0);
	ck_assert_uint_eq(add(d, "\ntrois", 17, 4), 7);
	ck_assert_uint_eq(d->doc.n_runs, 1);
	add(d, "quatre", 30, 5);	/* elsewhere in the file */
	add(d, "cinq", 36, 6);		/* where it goes on, but in another line */
	ck_assert_uint_eq(d->doc.n_runs, 3);
	document *k = seal(d);
	check_where(k, 0, 10, 3);
	check_where(k, 3, 13, 4);
	check_where(k, 12, 22, 5);
	check_where(k, 13, 30, 5);
	check_where(k, k->pub.text.n, 40, 6);
	glane_where w;
	ck_assert(!document_where(k, k->pub.text.n + 1, &w));
}
END_TEST

START_TEST(what_has_no_place_has_none)
{
	glane_draft *d = draft_new(in, c, &plan);
	draft_text(d, str_of("made up"), (glane_where){ 0, 0, 0, -1 });
	draft_text(d, str_of("page"), (glane_where){ 0, 0, 7, -1 });
	draft_text(d, str_of("time"), (glane_where){ 0, 0, 0, 3723000 });
	document *k = seal(d);
	glane_where w;
	ck_assert(!document_where(k, 3, &w));
	ck_assert_str_eq(document_place(in, k, 3, "en"), "");
	ck_assert_str_eq(document_place(in, k, 8, "en"), "a.txt, p. 7");
	ck_assert_str_eq(document_place(in, k, 12, "en"), "a.txt, at 01:02:03");
}
END_TEST

START_TEST(long_texts_know_their_lines)
{
	glane_draft *d = draft_new(in, c, &plan);
	for (uint32_t i = 0; i < 5000; i++)
		add(d, "une ligne\n", i * 10, i + 1);
	ck_assert_uint_eq(d->doc.n_runs, 1);
	document *k = seal(d);
	for (uint32_t i = 0; i < 50000; i += 37)
		check_where(k, i, i, i / 10 + 1);
}
END_TEST

/* ---- Edits ----------------------------------------------------------------------------------- */

static uint32_t seed;
static uint32_t roll(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* The same text kept the simple way: a place for each byte. */
typedef struct { char text[4096]; uint64_t offset[4096]; uint32_t line[4096], n; bool exact[4096]; } plain;

static void plain_add(plain *p, const char *s, size_t n, uint64_t offset, uint32_t line, bool exact)
{
	for (size_t i = 0; i < n; i++) {
		p->text[p->n] = s[i];
		p->offset[p->n] = offset;
		p->line[p->n] = line;
		p->exact[p->n++] = exact;
		if (exact) {
			offset++;
			line += s[i] == '\n';
		}
	}
}

static void random_text(glane_draft *d, plain *p)
{
	static const char *const bits[] = { "a", "\n", "Marie", "é", " ", "\n\n", "Paul " };
	uint64_t offset = roll(100);
	uint32_t line = 1 + roll(3);
	for (uint32_t n = 1 + roll(30); n; n--) {
		const char *s = bits[roll(7)];
		if (!roll(4)) {
			offset += 1 + roll(5);
			line += roll(3);
		}
		draft_text(d, str_of(s), glane_where_line(offset, line));
		plain_add(p, s, strlen(s), offset, line, true);
		for (; *s; s++) {
			offset++;
			line += *s == '\n';
		}
	}
}

/* One filter's edits on both. moved[i]: where the byte at i begins now. */
static void random_edits(glane_draft *d, plain *p, uint32_t *moved)
{
	static const char *const names[] = { "", "X", "[NOM]", "\xc3\xa9", "a\nb" };
	static plain q;
	uint32_t at = 0;
	q.n = 0;
	while (at < p->n) {
		uint32_t end = at + roll(4);
		while (end < p->n && ((unsigned char)p->text[end] & 0xc0) == 0x80)
			end++;
		end = end > p->n ? p->n : end;
		if (!roll(3)) {
			const char *now = names[roll(5)];
			draft_replace(d, (glane_span){ at, end }, str_of(now));
			for (uint32_t i = at; i < end; i++)
				moved[i] = q.n;
			plain_add(&q, now, strlen(now), p->offset[at], p->line[at], false);
		} else if (end > at) {
			for (uint32_t i = at; i < end; i++) {
				moved[i] = q.n;
				plain_add(&q, p->text + i, 1, p->offset[i], p->line[i], p->exact[i]);
			}
		}
		if (end == at) {	/* after an insertion, or nothing: go on by a character */
			do {
				moved[at] = q.n;
				plain_add(&q, p->text + at, 1, p->offset[at], p->line[at], p->exact[at]);
				at++;
			} while (at < p->n && ((unsigned char)p->text[at] & 0xc0) == 0x80);
			end = at;
		}
		at = end;
	}
	moved[p->n] = q.n;
	*p = q;
}

static void compare(const document *k, const plain *p)
{
	ck_assert_uint_eq(k->pub.text.n, p->n);
	ck_assert(!memcmp(k->pub.text.p, p->text, p->n));
	for (uint32_t i = 0; i < p->n; i++) {
		glane_where w;
		ck_assert(document_where(k, i, &w));
		ck_assert_uint_eq(w.offset, p->offset[i]);
		ck_assert_uint_eq(w.line, p->line[i]);
	}
}

START_TEST(edits_lead_back_to_the_source)
{
	static plain p;
	static uint32_t moved[4096];
	for (uint32_t s = 1; s < 1500; s++) {
		seed = s * 2654435761u;
		p.n = 0;
		glane_draft *d = draft_new(in, c, &plan);
		random_text(d, &p);
		for (uint32_t filters = roll(4); filters; filters--) {
			random_edits(d, &p, moved);
			draft_apply(d);
			ck_assert_ptr_null(d->misuse);
		}
		compare(seal(d), &p);
		arena_reset(in);
		c = arena_alloc(in, sizeof *c);
		c->arena = in;
	}
}
END_TEST

START_TEST(rows_of_readers_move_along)
{
	glane_draft *d = draft_new(in, c, &plan);
	add(d, "A: Marie part. B: Oui, Marie.", 0, 1);
	layer *l = document_add_layer(&d->doc, "turn");
	l->n = 2;
	l->span = arena_alloc(in, 2 * sizeof *l->span);
	l->span[0] = (glane_span){ 3, 14 };
	l->span[1] = (glane_span){ 18, 29 };
	draft_replace(d, (glane_span){ 3, 8 }, str_of("[PRÉNOM]"));
	draft_replace(d, (glane_span){ 15, 18 }, str_of(""));
	draft_replace(d, (glane_span){ 23, 28 }, str_of("X"));
	document *k = seal(d);
	ck_assert_str_eq(k->pub.text.p, "A: [PRÉNOM] part. Oui, X.");
	ck_assert_str_eq(arena_copy(in, k->pub.text.p + l->span[0].begin, l->span[0].end - l->span[0].begin),
	                 "[PRÉNOM] part.");
	ck_assert_str_eq(arena_copy(in, k->pub.text.p + l->span[1].begin, l->span[1].end - l->span[1].begin),
	                 "Oui, X.");
}
END_TEST

START_TEST(what_was_replaced_is_kept_nowhere)
{
	glane_draft *d = draft_new(in, c, &plan);
	char block[3000];
	memset(block, 'x', sizeof block);
	add(d, "Marie Dupont", 0, 1);
	const char *first = d->text;
	for (int i = 0; i < 4; i++)	/* the buffer grows and moves */
		draft_text(d, (glane_str){ block, sizeof block }, glane_where_line(12 + (uint64_t)i * 3000, 1));
	ck_assert_ptr_ne(d->text, first);
	ck_assert_ptr_null(memmem(first, 12, "Dupont", 6));
	draft_repair(d, "encoding", glane_where_line(6, 1), str_of("Dupont"), str_of("Dupont"));
	const char *second = d->text;
	draft_replace(d, (glane_span){ 0, 12 }, str_of("M. D."));
	draft_apply(d);
	ck_assert_ptr_null(memmem(second, 12, "Dupont", 6));
	ck_assert_str_eq(d->doc.repair[0].was, "");
	ck_assert_str_eq(d->doc.repair[0].now, "");
	ck_assert_ptr_null(memmem(d->text, d->n, "Dupont", 6));
}
END_TEST

START_TEST(misuse_is_noted_once)
{
	static const struct { uint32_t begin, end; const char *now, *word; } tests[] = {
		{ 5, 4, "x", "outside" }, { 0, 99, "x", "outside" }, { 3, 4, "x", "character" },
		{ 0, 1, "\xff", "UTF-8" },
	};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		glane_draft *d = draft_new(in, c, &plan);
		add(d, "ab\xc3\xa9" "cd", 0, 1);
		draft_replace(d, (glane_span){ tests[i].begin, tests[i].end }, str_of(tests[i].now));
		ck_assert_msg(d->misuse && strstr(d->misuse, tests[i].word), "%zu: %s", i, d->misuse);
		draft_repair(d, "", glane_where_line(0, 1), str_of(""), str_of(""));
		ck_assert_ptr_nonnull(strstr(d->misuse, tests[i].word));
	}
	glane_draft *d = draft_new(in, c, &plan);
	add(d, "abcd", 0, 1);
	draft_replace(d, (glane_span){ 2, 3 }, str_of("x"));
	draft_replace(d, (glane_span){ 1, 2 }, str_of("x"));
	ck_assert_ptr_nonnull(d->misuse);
}
END_TEST

START_TEST(bad_text_is_not_sealed)
{
	static const struct { const char *text; uint32_t n; const char *said; } tests[] = {
		{ "a\nb\xe9", 4, "the text is not UTF-8: byte 0xE9 in line 6" },
		{ "a\0b", 3, "there is a NUL character in line 5: is this a text file?" },
	};
	const char *error = NULL;
	for (size_t i = 0; i < 2; i++) {
		glane_draft *d = draft_new(in, c, &plan);
		draft_text(d, (glane_str){ tests[i].text, tests[i].n }, glane_where_line(40, 5));
		ck_assert_ptr_null(draft_seal(d, &error));
		ck_assert_str_eq(error, tests[i].said);
	}
	glane_draft *d = draft_new(in, c, &plan);
	add(d, "a", 0, 1);
	draft_text(d, (glane_str){ "", TEXT_MOST }, glane_where_line(1, 1));	/* not looked at */
	ck_assert_ptr_null(draft_seal(d, &error));
	ck_assert_str_eq(error, "the text is longer than 1 GiB: cut the document into several");
}
END_TEST

START_TEST(an_empty_text_is_a_document)
{
	document *k = seal(draft_new(in, c, &plan));
	ck_assert_uint_eq(k->pub.text.n, 0);
	ck_assert_str_eq(k->pub.text.p, "");
	ck_assert_uint_eq(k->n_speakers, 1);
	ck_assert_str_eq(document_place(in, k, 0, "en"), "");
}
END_TEST

START_TEST(what_the_plan_knows_wins_over_the_reader)
{
	known_value known[] = { { "craft", "image", NOWHERE } };
	plan.value = known;
	plan.n_values = 1;
	glane_draft *d = draft_new(in, c, &plan);
	draft_variable(d, GLANE_NONE, "craft", str_of("son"));
	draft_variable(d, GLANE_NONE, "date", str_of("2026"));
	draft_variable(d, GLANE_NONE, "age", str_of("NSP"));
	uint32_t s = draft_speaker(d, str_of("Anna"), GLANE_RESPONDENT);
	draft_variable(d, s, "age", str_of("29"));
	document *k = seal(d);
	ck_assert_str_eq(document_variable(k, "craft"), "image");
	ck_assert_str_eq(document_variable(k, "date"), "2026");
	ck_assert_ptr_null(document_variable(k, "age"));
	ck_assert_str_eq(document_speaker_variable(k, s, "age"), "29");
	ck_assert_str_eq(document_speaker_variable(k, s, "craft"), "image");
}
END_TEST

START_TEST(filters_rename)
{
	glane_draft *d = draft_new(in, c, &plan);
	uint32_t anna = draft_speaker(d, str_of("Anna"), GLANE_RESPONDENT);
	draft_speaker(d, str_of("Paul"), GLANE_RESPONDENT);
	draft_variable(d, GLANE_NONE, "employer", str_of("ACME"));
	draft_rename(d, anna, NULL, str_of("R1"));
	draft_rename(d, GLANE_NONE, "employer", str_of("E1"));
	draft_rename(d, anna, "city", str_of("V1"));
	ck_assert_ptr_null(d->misuse);
	const glane_doc *view = draft_view(d);
	ck_assert_str_eq(sym_text(view->speaker[anna].id), "R1");
	document *k = seal(d);
	ck_assert_str_eq(sym_text(k->pub.speaker[anna].id), "R1");
	ck_assert_str_eq(sym_text(k->pub.speaker[anna].person), "a/R1");
	ck_assert_str_eq(document_variable(k, "employer"), "E1");
	ck_assert_str_eq(document_speaker_variable(k, anna, "city"), "V1");
	draft_rename(d, GLANE_NONE, NULL, str_of("b"));
	ck_assert_ptr_nonnull(d->misuse);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("draft");
	TCase *t = tcase_create("draft");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, pieces_that_go_on_are_one_run);
	tcase_add_test(t, what_has_no_place_has_none);
	tcase_add_test(t, long_texts_know_their_lines);
	tcase_add_test(t, edits_lead_back_to_the_source);
	tcase_add_test(t, rows_of_readers_move_along);
	tcase_add_test(t, what_was_replaced_is_kept_nowhere);
	tcase_add_test(t, misuse_is_noted_once);
	tcase_add_test(t, bad_text_is_not_sealed);
	tcase_add_test(t, an_empty_text_is_a_document);
	tcase_add_test(t, what_the_plan_knows_wins_over_the_reader);
	tcase_add_test(t, filters_rename);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
