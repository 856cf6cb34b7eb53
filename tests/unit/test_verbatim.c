/* verbatim: which passage stands better by itself, and what forms say of it. */
#include <check.h>
#include <string.h>
#include "plugins/verbatim/passages.h"

static unsigned sense(uint32_t language, const char *form)
{
	return passage_sense(language, (glane_str){ form, (uint32_t)strlen(form) });
}

/* 37.5 words are the middle of 15 to 60: 37 of them, with the speaker in it, ended and begun well. */
static const passage_traits good = { .words = 37, .own = 1, .ends = true };

static double of(passage_traits t)
{
	return passage_readability(&t, 15, 60);
}

START_TEST(each_fault_has_its_factor)
{
	const double tolerance = 1e-12, best = of(good);
	passage_traits t;
	ck_assert_double_eq_tol(best, 1 - 0.25 * 0.5 / 22.5, tolerance);
#define FAULT(what, factor) t = good; t.what; ck_assert_double_eq_tol(of(t) / best, factor, tolerance)
	FAULT(first = POINTS_BACK, 0.75);
	FAULT(first = JOINS, 0.85);
	FAULT(first = ANSWERS, 0.9);
	FAULT(first = POINTS_BACK | JOINS | ANSWERS, 0.75);	/* the worst of them counts, once */
	FAULT(first = HESITATES, 1);				/* counted by its share */
	FAULT(ends = false, 0.6);
	FAULT(asks = true, 0.8);
	FAULT(marked = true, 0.7);
	FAULT(own = 0, 0.9);
	FAULT(own = 30, 1);
	FAULT(hesitations = 1, 1 - 2.0 / 37);
	FAULT(hesitations = 30, 0.5);
#undef FAULT
	t = (passage_traits){ .words = 37, .first = JOINS, .asks = true, .marked = true, .hesitations = 37 };
	ck_assert_double_eq_tol(of(t) / best, 0.85 * 0.6 * 0.8 * 0.7 * 0.9 * 0.5, tolerance);
}
END_TEST

/* From the best to the worst, each below the one before. */
START_TEST(passages_in_their_order)
{
	static const passage_traits order[] = {
		{ .words = 38, .own = 2, .ends = true },
		{ .words = 38, .ends = true, .first = ANSWERS, .own = 1, .hesitations = 1 },
		{ .words = 38, .ends = true, .asks = true, .own = 1 },
		{ .words = 16, .own = 2, .ends = true },			/* short */
		{ .words = 38, .ends = true, .first = JOINS, .hesitations = 1 },
		{ .words = 38, .ends = true, .first = POINTS_BACK },
		{ .words = 38, .own = 1 },					/* broken off */
		{ .words = 60, .own = 1 },
		{ .words = 60, .own = 1, .hesitations = 20 },
	};
	for (size_t i = 1; i < sizeof order / sizeof *order; i++)
		ck_assert_msg(of(order[i - 1]) > of(order[i]), "%zu: %g, then %g", i, of(order[i - 1]), of(order[i]));
}
END_TEST

START_TEST(words_around_the_middle)
{
	passage_traits t = good;
	const uint32_t words[] = { 15, 60, 100, 0 };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {	/* beyond both ends no worse than there */
		t.words = words[i];
		ck_assert_double_eq_tol(of(t), 0.75, 1e-12);
	}
	t.words = 26;
	double below = of(t);
	t.words = 49;
	ck_assert_double_eq_tol(below, of(t), 1e-12);
	/* Where there is but one length, it is the middle. */
	t.words = 20;
	ck_assert_double_eq_tol(passage_readability(&t, 20, 20), 1, 1e-12);
}
END_TEST

START_TEST(senses_of_forms)
{
	ck_assert_uint_eq(sense(PASSAGE_FR, "elle"), POINTS_BACK);
	ck_assert_uint_eq(sense(PASSAGE_FR, "ça"), POINTS_BACK);
	ck_assert_uint_eq(sense(PASSAGE_FR, "j'"), SPEAKS_FOR_ITSELF);
	ck_assert_uint_eq(sense(PASSAGE_FR, "mais"), JOINS);
	ck_assert_uint_eq(sense(PASSAGE_FR, "euh"), HESITATES | ANSWERS);
	ck_assert_uint_eq(sense(PASSAGE_EN, "yes"), ANSWERS);
	ck_assert_uint_eq(sense(PASSAGE_EN, "it's"), POINTS_BACK);
	ck_assert_uint_eq(sense(PASSAGE_EN, "i've"), SPEAKS_FOR_ITSELF);
	/* Of one language, whole forms. */
	ck_assert_uint_eq(sense(PASSAGE_EN, "mais"), 0);
	ck_assert_uint_eq(sense(PASSAGE_FR, "yes"), 0);
	ck_assert_uint_eq(sense(PASSAGE_FR, "el"), 0);
	ck_assert_uint_eq(sense(PASSAGE_FR, "elles-mêmes"), 0);
	ck_assert_uint_eq(sense(PASSAGE_FR, ""), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("verbatim");
	TCase *c = tcase_create("verbatim");
	tcase_add_test(c, each_fault_has_its_factor);
	tcase_add_test(c, passages_in_their_order);
	tcase_add_test(c, words_around_the_middle);
	tcase_add_test(c, senses_of_forms);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
