/* Crossed variables and composite indices: worked numbers. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "statistics/statistics.h"
#include "statistics/survey.h"

static void near(double found, double expected, double within)
{
	ck_assert_msg(fabs(found - expected) <= within, "%.9f, expected %.9f", found, expected);
}

/* Three sectors of 100 each: pioneers, those who wait, those who refuse. */
static const double sectors[] = { 52, 33, 15, 15, 46, 39, 35, 46, 19 };

START_TEST(sectors_by_type)
{
	static const double residual[] = { 4.6538, -2.1530, -2.6640, -4.9123, 1.0765, 4.1862, .2585, 1.0765, -1.5223 };
	static const double pem[] = { 27.2727, -20.8, -38.3562, -55.8824, 7.4286, 30.1370, 1.5152, 7.4286, -21.9178 };
	double row[3], column[3];
	survey_table t = survey_margins(3, 3, sectors, row, column);
	survey_test s = survey_test_of(&t);
	near(s.chi2, 36.469512, 1e-6);
	near(s.df, 4, 0);
	near(s.p, 2.3165e-7, 5e-12);
	near(s.v, .246541, 1e-6);
	near(s.v_corrected, .233362, 1e-6);
	near(s.g2, 37.360135, 1e-6);
	near(s.least_expected, 73 / 3., 1e-9);
	ck_assert_uint_eq(s.below_five, 0);
	for (uint32_t i = 0; i < 9; i++) {
		survey_cell c = survey_cell_of(&t, i / 3, i % 3);
		near(c.residual, residual[i], 5e-5);
		near(c.pem, pem[i], 5e-5);
	}
}
END_TEST

START_TEST(tables_without_a_test)
{
	static const double one[] = { 3, 4, 5 };
	double row[3], column[3];
	survey_table t = survey_margins(1, 3, one, row, column);
	survey_test s = survey_test_of(&t);
	ck_assert(isnan(s.chi2) && isnan(s.p) && isnan(s.v) && isnan(s.v_corrected));
	survey_cell c = survey_cell_of(&t, 0, 1);
	near(c.expected, 4, 1e-12);
	ck_assert(isnan(c.residual) && isnan(c.pem));
}
END_TEST

/* By chance a table of two by two is as far from independence as Fisher's exact test says, two-sided by probability; these
 * margins have as many tables on one side as on the other. */
START_TEST(random_tables)
{
	static const double small[] = { 7, 1, 2, 6 };
	double row[2], column[2], cells[4];
	uint32_t room[32];
	survey_table t = survey_margins(2, 2, small, row, column);
	double p = survey_monte_carlo(&t, 20000, 1, room, cells);
	near(p, fisher_exact((two_by_two){ 7, 1, 2, 6 }), .006);
	near(p, survey_monte_carlo(&t, 20000, 1, room, cells), 0);
	ck_assert(p > survey_monte_carlo(&t, 20000, 2, room, cells) || p < survey_monte_carlo(&t, 20000, 2, room, cells));
}
END_TEST

static const double answers[6][7] = {
	{ 3, 2, 3, 1, 2, 3, 2 }, { 0, 1, -1, 0, 1, 0, 0 }, { -3, -2, -3, -1, -2, -3, -2 },
	{ 2, 3, 1, 2, 0, 1, 3 }, { -1, 0, -2, 1, -1, 0, -1 }, { 1, 1, 0, 2, 1, -1, 2 },
};

START_TEST(six_respondents)
{
	static const double sum[] = { 16, 1, -16, 12, -4, 6 }, rescaled[] = { 88.0952, 52.3810, 11.9048, 78.5714, 40.4762, 64.2857 };
	static const double cut[] = { -7, 7 };
	static const uint32_t type[] = { 2, 1, 0, 2, 1, 1 };
	uint32_t n;
	for (int i = 0; i < 6; i++) {
		double s = survey_sum(7, answers[i], 5, &n);
		ck_assert_uint_eq(n, 7);
		near(s, sum[i], 1e-12);
		near(survey_rescaled(s, 7, -3, 3), rescaled[i], 5e-5);
		ck_assert_uint_eq(survey_type(s, 2, cut), type[i]);
	}
	near(survey_cronbach(6, 7, answers[0], &n), .960784, 1e-6);
	ck_assert_uint_eq(n, 6);
	ck_assert_uint_eq(survey_type(7, 2, cut), 2);
	ck_assert_uint_eq(survey_type(-7, 2, cut), 1);
}
END_TEST

START_TEST(missing_answers)
{
	static const double five[] = { 3, NAN, 1, 2, NAN, 2, 1 };
	double some[7 * 7];
	uint32_t n;
	near(survey_sum(7, five, 5, &n), 12.6, 1e-12);
	ck_assert_uint_eq(n, 5);
	ck_assert(isnan(survey_sum(7, five, 6, &n)));
	ck_assert_uint_eq(n, 5);
	ck_assert(isnan(survey_sum(7, (double[]){ NAN, NAN, NAN, NAN, NAN, NAN, NAN }, 0, &n)));
	ck_assert_uint_eq(n, 0);
	/* Whoever left something out isn't in alpha. */
	memcpy(some, answers, sizeof answers);
	memcpy(some + 42, five, sizeof five);
	near(survey_cronbach(7, 7, some, &n), .960784, 1e-6);
	ck_assert_uint_eq(n, 6);
	ck_assert(isnan(survey_cronbach(1, 7, some, &n)));
	ck_assert(isnan(survey_cronbach(2, 2, (double[]){ 1, 2, 2, 1 }, &n)));
}
END_TEST

START_TEST(shares)
{
	double low, high;
	wilson_interval(52, 100, 1.959964, &low, &high);
	near(low, .423166, 1e-6);
	near(high, .615354, 1e-6);
}
END_TEST

START_TEST(numbers)
{
	static const struct { const char *text; bool is; double x; } list[] = {
		{ "3", true, 3 }, { " -3 ", true, -3 }, { "+2", true, 2 }, { "2.5", true, 2.5 }, { "2,5", true, 2.5 }, { "-0,25", true, -.25 },
		{ "", false, 0 }, { "-", false, 0 }, { ".", false, 0 }, { "2.5.1", false, 0 }, { "3 4", false, 0 }, { "trois", false, 0 },
		{ "1e3", false, 0 }, { "12345678901234567", false, 0 },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		double x = 0;
		ck_assert_msg(survey_number(list[i].text, (uint32_t)strlen(list[i].text), &x) == list[i].is, "%s", list[i].text);
		if (list[i].is)
			near(x, list[i].x, 1e-12);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("survey");
	TCase *t = tcase_create("worked");
	tcase_add_test(t, sectors_by_type);
	tcase_add_test(t, tables_without_a_test);
	tcase_add_test(t, random_tables);
	tcase_add_test(t, six_respondents);
	tcase_add_test(t, missing_answers);
	tcase_add_test(t, shares);
	tcase_add_test(t, numbers);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
