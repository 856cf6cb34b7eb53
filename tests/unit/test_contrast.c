/* Measures of a feature's tie to a group, and probabilities, against numbers worked elsewhere (R). */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "statistics/contrast.h"

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* a of n1 in the group, b of n2 outside. */
static two_by_two table(double a, double b, double n1, double n2)
{
	return (two_by_two){ a, b, n1 - a, n2 - b };
}

START_TEST(chi2)
{
	near(chi2_signed((two_by_two){ 14, 6, 86, 894 }), 81.632653);
	near(chi2_signed(table(30, 10, 1000, 1200)), 14.344136);
	near(chi2_signed(table(4, 0, 1000, 1200)), 4.808743);
	near(chi2_signed(table(1, 9, 1000, 1200)), -5.093151);
	near(chi2_yates_signed(table(30, 10, 1000, 1200)), 13.156076);
	near(chi2_yates_signed(table(4, 0, 1000, 1200)), 2.857278);
	near(chi2_yates_signed(table(1, 9, 1000, 1200)), -3.757915);
	/* A class of 40 segments of 100; 12 of the form's 15 are in it. Then two classes that share 30 of 40 and 45. */
	near(chi2_signed((two_by_two){ 12, 3, 28, 57 }), 11.764706);
	near(chi2_signed((two_by_two){ 30, 10, 15, 145 }), 79.032258);
	near(chi2_yates_signed((two_by_two){ 30, 10, 15, 145 }), 75.313620);
	ck_assert(chi2_signed((two_by_two){ 2, 2, 3, 3 }) == 0);
	ck_assert(isnan(chi2_signed((two_by_two){ 0, 0, 3, 3 })));
	ck_assert(isnan(chi2_yates_signed((two_by_two){ 3, 0, 3, 0 })));
}
END_TEST

START_TEST(keyness)
{
	near(g2_signed(table(30, 10, 1000, 1200)), 14.704328);
	near(g2_row_signed(table(30, 10, 1000, 1200)), 14.443346);
	near(g2_signed(table(4, 0, 1000, 1200)), 6.316403);
	near(g2_row_signed(table(4, 0, 1000, 1200)), 6.307659);
	near(g2_signed(table(1, 9, 1000, 1200)), -6.008846);
	near(g2_row_signed(table(1, 9, 1000, 1200)), -5.985699);
	near(log_ratio(table(30, 10, 1000, 1200)), 1.847997);
	near(log_ratio(table(4, 0, 1000, 1200)), 3.263034);
	near(log_ratio(table(1, 9, 1000, 1200)), -2.906891);
	near(percent_difference(table(30, 10, 1000, 1200)), 260);
	ck_assert(isinf(percent_difference(table(4, 0, 1000, 1200))));
	ck_assert(isnan(g2_signed(table(0, 0, 1000, 1200))));
	ck_assert(isnan(log_ratio(table(0, 0, 1000, 1200))));
}
END_TEST

START_TEST(odds_with_a_prior)
{
	static const double y1[] = { 30, 5, 40, 925 }, y2[] = { 10, 25, 35, 1130 };
	static const double weak[] = { 3.568126, -2.945128, 1.413135, -6.069977 };
	static const double pooled[] = { 3.457111, -2.873215, 1.352914, -5.814450 };
	for (int i = 0; i < 4; i++) {
		double z, share = (y1[i] + y2[i]) / 2200;
		dirichlet_log_odds(table(y1[i], y2[i], 1000, 1200), .01, .04, &z);
		near(z, weak[i]);
		dirichlet_log_odds(table(y1[i], y2[i], 1000, 1200), 100 * share, 100, &z);
		near(z, pooled[i]);
	}
}
END_TEST

START_TEST(probabilities)
{
	near(chi2_upper(14.704328, 1), .000125757);
	near(chi2_upper(11.764706, 1), .000604);
	near(chi2_upper(36.469512, 4) * 1e3, .000231650);
	near(chi2_upper(3.841459, 1), .05);
	near(chi2_upper(0.5, 5), .992123);		/* below the middle */
	near(chi2_upper(100, 90), .221040);		/* pchisq(100, 90, lower = FALSE) */
	near(chi2_log_upper(2000, 1), -1004.026742);	/* pchisq(2000, 1, lower = FALSE, log = TRUE) */
	ck_assert(chi2_upper(0, 3) == 1 && chi2_upper(-5, 1) == 1);
	ck_assert(isnan(chi2_upper(1, 0)) && isnan(chi2_upper(NAN, 1)));
	near(normal_two_sided(-1.959964), .05);
	/* With one degree of freedom both are the same. */
	for (double z = .1; z < 30; z *= 1.3)
		ck_assert_double_eq_tol(chi2_upper(z * z, 1) / normal_two_sided(z), 1, 1e-9);
}
END_TEST

START_TEST(holm)
{
	const double p[] = { .205, .001, .039, .008, .041, .042, NAN, .06, .074 };
	const double expected[] = { .234, .008, .234, .056, .234, .234, NAN, .234, .234 };
	double q[9];
	uint32_t room[9];
	holm_adjusted(9, p, q, room);
	for (int i = 0; i < 9; i++)
		ck_assert(isnan(expected[i]) ? isnan(q[i]) : fabs(q[i] - expected[i]) < 1e-9);
}
END_TEST

START_TEST(conventions)
{
	double x[] = { .5, 9, -2, 9, 2 + 1e-12, 9 };		/* every other one is an axis */
	ck_assert(orient_axis(3, x, 2) == -1);			/* -2 comes first; 2 + 1e-12 is no more */
	ck_assert(x[0] == -.5 && x[2] == 2 && x[1] == 9);
	ck_assert(orient_axis(3, x, 2) == 1);
	ck_assert(decided(1234.5678901234) == decided(1234.5678900001));
	ck_assert(decided(1.0000001) != decided(1));
	ck_assert(decided(0) == 0 && decided(-3) == -3 && decided(1e300) == 1e300 && decided(1e-308) == 1e-308);
	ck_assert(isinf(decided(INFINITY)));
}
END_TEST

START_TEST(strength)
{
	near(phi_coefficient((two_by_two){ 3, 2, 1, 2 }), .258199);	/* ia and outil in eight units */
	near(phi_coefficient((two_by_two){ 0, 5, 3, 0 }), -1);
	ck_assert(isnan(phi_coefficient((two_by_two){ 0, 0, 3, 5 })));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("contrast");
	TCase *t = tcase_create("contrast");
	tcase_add_test(t, chi2);
	tcase_add_test(t, keyness);
	tcase_add_test(t, odds_with_a_prior);
	tcase_add_test(t, probabilities);
	tcase_add_test(t, holm);
	tcase_add_test(t, conventions);
	tcase_add_test(t, strength);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
