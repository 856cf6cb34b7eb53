/* The arithmetic that analyses share, against numbers worked elsewhere (R, scipy). */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "statistics/statistics.h"

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

START_TEST(fisher_of_one_side)
{
	const double rest1 = 1000, rest2 = 1200;
	near(fisher_greater((two_by_two){ 30, 10, rest1 - 30, rest2 - 10 }), .000125024);
	near(fisher_greater((two_by_two){ 4, 0, rest1 - 4, rest2 }), .042548626);
	near(fisher_greater((two_by_two){ 0, 5, 10, 5 }), 1);
}
END_TEST

START_TEST(fisher_of_both_sides)
{
	/* The lady who tasted tea (Fisher 1935), and tables for which the sides are not alike. */
	near(fisher_exact((two_by_two){ 3, 1, 1, 3 }), .485714286);
	near(fisher_exact((two_by_two){ 4, 0, 0, 4 }), .028571429);
	near(fisher_exact((two_by_two){ 1, 9, 11, 3 }), .002759456);
	near(fisher_exact((two_by_two){ 0, 0, 5, 7 }), 1);
	near(fisher_exact((two_by_two){ 8, 2, 1, 5 }), .034965035);
	/* Groups that change places change nothing. */
	for (double a = 0; a <= 6; a++)
		near(fisher_exact((two_by_two){ a, 6 - a, 4, 9 }), fisher_exact((two_by_two){ 6 - a, a, 9, 4 }));
}
END_TEST

START_TEST(specificity)
{
	static const struct { double f, F, part, whole, s; } tests[] = {
		{ 14, 20, 100, 1000, 10.0078 }, { 2, 20, 100, 1000, .2141 }, { 3, 20, 100, 1000, .4911 },
		{ 1, 20, 100, 1000, -.4099 }, { 0, 20, 100, 1000, -.9244 }, { 20, 20, 100, 1000, 20.8017 },
		{ 11, 296, 1084, 61449, 1.7698 }, { 14, 296, 6903, 61449, -4.1743 },
		{ 200, 200, 2000, 200000, 404.4293 },	/* beyond what a probability can be written as */
		{ 0, 900, 500, 1000, -32.4952 }, { 400, 900, 500, 1000, -32.4952 },	/* fewer than 400 can't be */
		{ 30, 20, 100, 1000, 20.8017 },
	};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		double s = lafon_specificity(tests[i].f, tests[i].F, tests[i].part, tests[i].whole);
		ck_assert_msg(fabs(s - tests[i].s) < 5e-5, "case %zu: %.6f, expected %.4f", i, s, tests[i].s);
	}
}
END_TEST

START_TEST(rates_of_false_discoveries)
{
	const double p[] = { .205, .001, .039, .008, .041, .042, .06, .074 };
	const double expected[] = { .205, .008, .0672, .032, .0672, .0672, .08, .084571 };
	double q[8], holes[3] = { NAN, .04, .01 };
	uint32_t room[8];
	false_discovery_rate(8, p, q, room);
	for (int i = 0; i < 8; i++)
		near(q[i], expected[i]);
	/* A p that several tests have is that of each. */
	const double each[] = { .01, .2, .2, .2, .03, .03, 1, .004 }, distinct[] = { .01, .2, .03, 1, .004, .5 }, times[] = { 1, 3, 2, 1, 1, 0 };
	double once[6];
	false_discovery_rate(8, each, q, room);
	false_discovery_rate_times(6, distinct, times, once, room);
	near(once[0], q[0]);
	near(once[1], q[1]);
	near(once[2], q[4]);
	near(once[3], q[6]);
	near(once[4], q[7]);
	false_discovery_rate(3, holes, holes, room);
	ck_assert(isnan(holes[0]));
	near(holes[1], .04);
	near(holes[2], .02);
}
END_TEST

START_TEST(interval_of_a_share)
{
	double low, high;
	wilson_interval(52, 100, 1.959964, &low, &high);
	near(low, .423166);
	near(high, .615354);
	wilson_interval(0, 0, 1.959964, &low, &high);
	ck_assert(isnan(low) && isnan(high));
}
END_TEST

/* Two groups of a study of word association: 4 words in common of 16 and 15. */
enum { TYPES = 27 };
static void vocabularies(double x[TYPES], double y[TYPES])
{
	static const double low[] = { 3, 2, 2, 1 }, high[] = { 2, 1, 2, 3 };
	for (int i = 0; i < TYPES; i++) {
		x[i] = i < 4 ? low[i] : i < 16;
		y[i] = i < 4 ? high[i] : i >= 16;
	}
}

START_TEST(entropy)
{
	double x[TYPES], y[TYPES], nothing[] = { 0, 0 }, one[] = { 0, 7 };
	vocabularies(x, y);
	near(shannon_entropy(TYPES, x), 3.884184);
	near(shannon_entropy(TYPES, y), 3.787144);
	near(shannon_entropy(2, one), 0);
	ck_assert(isnan(shannon_entropy(2, nothing)));
}
END_TEST

START_TEST(overlap_of_vocabularies)
{
	double x[TYPES], y[TYPES], nothing[] = { 0, 0 }, one[] = { 0, 7 };
	vocabularies(x, y);
	near(jaccard_index(TYPES, x, y), .148148);
	near(ellegard_index(TYPES, x, y), .258199);
	near(dice_index(TYPES, x, y), .258065);
	near(ruzicka_index(TYPES, x, y), .181818);
	near(jensen_shannon(TYPES, x, y), .618973);
	near(hellinger_distance(TYPES, x, y), .781246);
	near(jaccard_index(TYPES, x, x), 1);
	near(jensen_shannon(TYPES, x, x), 0);
	near(hellinger_distance(TYPES, x, x), 0);
	near(dice_index(2, one, nothing), 0);
	ck_assert(isnan(jaccard_index(2, nothing, nothing)));
	ck_assert(isnan(hellinger_distance(2, nothing, one)));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("statistics");
	TCase *t = tcase_create("statistics");
	tcase_add_test(t, fisher_of_one_side);
	tcase_add_test(t, fisher_of_both_sides);
	tcase_add_test(t, specificity);
	tcase_add_test(t, rates_of_false_discoveries);
	tcase_add_test(t, interval_of_a_share);
	tcase_add_test(t, entropy);
	tcase_add_test(t, overlap_of_vocabularies);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
