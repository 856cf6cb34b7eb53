/* verbatim: which passage stands better by itself, what makes it worth quoting, and what forms say of it. */
#include <check.h>
#include <math.h>
#include <string.h>
#include "plugins/verbatim/passages.h"
#include "plugins/verbatim/senses.h"

static unsigned sense(uint32_t language, const char *form)
{
	return sense_of(language, (glane_str){ form, (uint32_t)strlen(form) }) & ~(unsigned)SHORT;
}

static unsigned after(uint32_t language, const char *before, const char *form)
{
	return sense_after(language, (glane_str){ before, (uint32_t)strlen(before) }, (glane_str){ form, (uint32_t)strlen(form) });
}

static const double tolerance = 1e-12;
static const passage_traits good = { .words = 37, .own = 1, .ends = true, .sentences = 1, .bytes = 200 };

static double of(passage_traits t)
{
	return passage_judged(&t, 15, 60).complete;
}

START_TEST(each_fault_has_its_factor)
{
	passage_traits t;
	ck_assert_double_eq_tol(of(good), 1, tolerance);
#define FAULT(what, factor) t = good; t.what; ck_assert_double_eq_tol(of(t), factor, tolerance)
	FAULT(first = POINTS_BACK, 0.8);
	FAULT(first = JOINS, 0.9);
	FAULT(first = ANSWERS, 0.9);
	FAULT(first = POINTS_BACK | JOINS | ANSWERS, 0.8);	/* the worst of them counts, once */
	FAULT(ends = false, 0.85);
	FAULT(ends = false; t.closes = true, 0.92);
	FAULT(asks = true, 0.8);
	FAULT(marked = true, 0.7);
	FAULT(opening = true, 0.8);
	FAULT(own = 0, 1);
	FAULT(stumbles = 1, 1 - 2.0 / 37);
	FAULT(stumbles = 30, 0.5);
#undef FAULT
	t = (passage_traits){ .words = 37, .first = JOINS, .asks = true, .marked = true, .stumbles = 37 };
	ck_assert_double_eq_tol(of(t), 0.9 * 0.85 * 0.8 * 0.7 * 0.5, tolerance);
}
END_TEST

/* 15 to 60: full from 22.5 to 52.5. */
START_TEST(words_around_the_middle)
{
	static const struct { uint32_t words; double factor; } expected[] = {
		{ 15, 0.85 }, { 60, 0.85 }, { 100, 0.85 }, { 0, 0.85 }, { 18, 1 - 0.15 * 4.5 / 7.5 }, { 23, 1 }, { 52, 1 },
		{ 53, 1 - 0.15 * 0.5 / 7.5 }
	};
	passage_traits t = good;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		t.words = expected[i].words;
		ck_assert_double_eq_tol(of(t), expected[i].factor, tolerance);
	}
	/* Where there is but one length, it is the middle. */
	t.words = 20;
	ck_assert_double_eq_tol(passage_judged(&t, 20, 20).complete, 1, tolerance);
}
END_TEST

START_TEST(parts_are_full_when_enough)
{
	passage_traits t = good;
	passage_parts p = passage_judged(&t, 15, 60);
	ck_assert_double_eq_tol(p.stance, 0.25, tolerance);
	ck_assert_double_eq_tol(p.contrast + p.concrete + p.feeling, 0, tolerance);
	ck_assert(isnan(p.theme) && isnan(p.specific));
	t.own = 5, t.stance = 1, t.disclaims = 2, t.concrete = 7, t.strongest = 0.4;
	p = passage_judged(&t, 15, 60);
	ck_assert_double_eq_tol(p.stance, 0.75, tolerance);
	ck_assert_double_eq_tol(p.contrast, 2.0 / 3, tolerance);
	ck_assert_double_eq_tol(p.concrete, 1, tolerance);
	ck_assert_double_eq_tol(p.feeling, 0.4, tolerance);
	/* What others think is no stand of the speaker's. */
	t.own = 0;
	ck_assert_double_eq_tol(passage_judged(&t, 15, 60).stance, 0, tolerance);
}
END_TEST

START_TEST(score_of_known_parts)
{
	passage_parts p = { .complete = 0.9, .stance = 0.5, .contrast = 1, .concrete = 0, .feeling = NAN, .theme = NAN, .specific = NAN };
	ck_assert_double_eq_tol(passage_score(&p), 0.9 * (1 + 2 * 0.5) / 3, tolerance);
	p.theme = 1;
	ck_assert_double_eq_tol(passage_score(&p), 0.9 * (1 + 2 * 2.5 / 4) / 3, tolerance);
	p.feeling = 0.5, p.specific = 1;
	ck_assert_double_eq_tol(passage_score(&p), 0.9 * (1 + 2 * 4.0 / 6) / 3, tolerance);
	p = (passage_parts){ 1, NAN, NAN, NAN, NAN, NAN, NAN };
	ck_assert_double_eq_tol(passage_score(&p), 1.0 / 3, tolerance);
}
END_TEST

START_TEST(sentences_add_up)
{
	passage_traits a = { .words = 5, .own = 1, .first = JOINS, .ends = false, .bytes = 20, .themed = 20, .mood = 0.5, .strongest = 0.5,
		.sentences = 1 };
	const passage_traits b = { .words = 7, .stance = 2, .first = POINTS_BACK, .ends = true, .asks = true, .bytes = 30,
		.mood = -0.75, .strongest = 0.75, .sentences = 1, .stumbles = 1 };
	passage_join(&a, &b);
	ck_assert_uint_eq(a.words, 12);
	ck_assert_uint_eq(a.first, JOINS);
	ck_assert(a.ends && a.asks && !a.marked);
	ck_assert_uint_eq(a.bytes, 50);
	ck_assert_uint_eq(a.themed, 20);
	ck_assert_uint_eq(a.sentences, 2);
	ck_assert_double_eq_tol(a.mood, -0.25, tolerance);
	ck_assert_double_eq_tol(a.strongest, 0.75, tolerance);
}
END_TEST

START_TEST(senses_of_forms)
{
	ck_assert_uint_eq(sense(SENSE_FR, "elle"), POINTS_BACK);
	ck_assert_uint_eq(sense(SENSE_FR, "ça"), POINTS_BACK);
	ck_assert_uint_eq(sense(SENSE_FR, "il"), POINTS_BACK | UNLESS_NEXT);
	ck_assert_uint_eq(sense(SENSE_FR, "j'"), OWN);
	ck_assert_uint_eq(sense(SENSE_FR, "mais"), JOINS | DISCLAIMS);
	ck_assert_uint_eq(sense(SENSE_FR, "euh"), HESITATES | ANSWERS);
	ck_assert_uint_eq(sense(SENSE_FR, "crains"), STANCE);
	ck_assert_uint_eq(sense(SENSE_FR, "hier"), CONCRETE);
	ck_assert_uint_eq(sense(SENSE_FR, "tra-"), BEGUN);
	ck_assert_uint_eq(sense(SENSE_FR, "-"), 0);
	ck_assert_uint_eq(sense(SENSE_EN, "yes"), ANSWERS);
	ck_assert_uint_eq(sense(SENSE_EN, "it's"), POINTS_BACK | UNLESS_LATER);
	ck_assert_uint_eq(sense(SENSE_EN, "i've"), OWN);
	ck_assert_uint_eq(sense(SENSE_EN, "guilty"), STANCE);
	/* Of one language, whole forms. */
	ck_assert_uint_eq(sense(SENSE_EN, "mais"), 0);
	ck_assert_uint_eq(sense(SENSE_FR, "yes"), 0);
	ck_assert_uint_eq(sense(SENSE_FR, "el"), 0);
	ck_assert_uint_eq(sense(SENSE_FR, "elles-mêmes"), 0);
	ck_assert_uint_eq(sense(SENSE_FR, "elle elles"), 0);
	ck_assert_uint_eq(sense(SENSE_FR, ""), 0);
	/* The length of a form is said as well; never are all senses, which verbatim.c has for "not yet looked up". */
	ck_assert_uint_eq(sense_of(SENSE_FR, (glane_str){ "la", 2 }), SHORT);
	ck_assert_uint_eq(sense_of(SENSE_FR, (glane_str){ "avec", 4 }), 0);
}
END_TEST

START_TEST(senses_of_pairs)
{
	ck_assert_uint_eq(after(SENSE_FR, "en", "fait"), DISCLAIMS);
	ck_assert_uint_eq(after(SENSE_FR, "au", "contraire"), DISCLAIMS);
	ck_assert_uint_eq(after(SENSE_FR, "il", "fait"), 0);
	ck_assert_uint_eq(after(SENSE_FR, "fait", "alors"), 0);
	ck_assert_uint_eq(after(SENSE_EN, "i", "like"), STANCE);
	ck_assert_uint_eq(after(SENSE_EN, "machine", "like"), 0);
	/* Every second word is one that is asked about. */
	ck_assert(sense(SENSE_FR, "fait") & AFTER);
	ck_assert(sense(SENSE_FR, "contraire") & AFTER);
	ck_assert(sense(SENSE_EN, "like") & AFTER);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("verbatim");
	TCase *c = tcase_create("verbatim");
	tcase_add_test(c, each_fault_has_its_factor);
	tcase_add_test(c, words_around_the_middle);
	tcase_add_test(c, parts_are_full_when_enough);
	tcase_add_test(c, score_of_known_parts);
	tcase_add_test(c, sentences_add_up);
	tcase_add_test(c, senses_of_forms);
	tcase_add_test(c, senses_of_pairs);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
