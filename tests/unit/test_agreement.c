/* test_agreement.c - coefficients of agreement with the numbers of the literature, and distances of sets. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "statistics/agreement.h"
#include "statistics/resample.h"

static void near(agreement_value v, double expected)
{
	ck_assert_int_eq(v.undefined, AGREEMENT_DEFINED);
	ck_assert_double_eq_tol(v.value, expected, 6e-7);
}

/* A A B B A C C A B A against A B B B A C A A B C. */
START_TEST(two_coders)
{
	static const int64_t table[] = { 3, 1, 1,  0, 3, 0,  1, 0, 1 };
	agreement_pair p = { 3, table };
	near(agreement_observed(p), .7);
	near(agreement_cohen(p), .53125);
	near(agreement_scott(p), .527559);
	near(agreement_gwet(p), .560440);
	near(agreement_alpha(p), .551181);
}
END_TEST

/* Krippendorff (2011): four coders, twelve units, values 1 to 5; 0 is missing. */
START_TEST(krippendorff)
{
	static const char rows[4][13] = { "123321412000", "123322412503", "033323422510", "123324412510" };
	static const double value[] = { 1, 2, 3, 4, 5 };
	uint32_t code[48];
	double room[30];
	int64_t n;
	for (uint32_t i = 0; i < 48; i++)
		code[i] = rows[i / 12][i % 12] == '0' ? AGREEMENT_MISSING : (uint32_t)(rows[i / 12][i % 12] - '1');
	ck_assert_uint_eq(agreement_room(5), 30);
	near(agreement_krippendorff(4, 12, code, 5, agreement_nominal, NULL, room, &n), .743421);
	ck_assert_int_eq(n, 40);
	near(agreement_krippendorff(4, 12, code, 5, agreement_interval, value, room, NULL), .849107);
	double score[48];
	agreement_rank ranks[48];
	for (uint32_t i = 0; i < 48; i++)
		score[i] = code[i] == AGREEMENT_MISSING ? NAN : 1000 + value[code[i]];
	near(agreement_alpha_of_numbers(4, 12, score, NULL, &n), .849107);
	ck_assert_int_eq(n, 40);
	agreement_to_ranks(4, 12, score, ranks);
	near(agreement_alpha_of_numbers(4, 12, score, NULL, NULL), 0.815388);
}
END_TEST

/* The same example, each value for itself as yes and no, and its units counted two by two. */
START_TEST(several_coders)
{
	static const char rows[4][13] = { "123321412000", "123322412503", "033323422510", "123324412510" };
	double room[30];
	agreement_units pairs[72];
	uint32_t n = 0;
	for (uint32_t u = 0; u < 12; u++) {
		uint32_t m = 0;
		for (int c = 0; c < 4; c++)
			m += rows[c][u] != '0';
		for (int c = 0; c < 4; c++)
			for (int k = c + 1; k < 4; k++)
				if (rows[c][u] != '0' && rows[k][u] != '0')
					pairs[n++] = (agreement_units){ (uint32_t)(rows[c][u] - '1'), (uint32_t)(rows[k][u] - '1'), 1, m };
	}
	near(agreement_of_units(5, n, pairs, agreement_nominal, NULL, room), .743421);
	for (char value = '1'; value <= '5'; value++) {
		int64_t units[25] = { 0 };
		uint32_t code[48];
		for (uint32_t i = 0; i < 48; i++)
			code[i] = rows[i / 12][i % 12] == '0' ? AGREEMENT_MISSING : rows[i / 12][i % 12] == value;
		for (uint32_t u = 0; u < 12; u++) {
			uint32_t m = 0, k = 0;
			for (uint32_t c = 0; c < 4; c++) {
				m += code[c * 12 + u] != AGREEMENT_MISSING;
				k += code[c * 12 + u] == 1;
			}
			units[m * 5 + k]++;
		}
		near(agreement_alpha_of_yes(4, units), agreement_krippendorff(4, 12, code, 2, agreement_nominal, NULL, room, NULL).value);
	}
}
END_TEST

/* Every unit drawn once gives the figure itself; draws are the same for the same seed, and as likely as each other. */
START_TEST(draws)
{
	resample_stream s = { 1 }, again = { 1 };
	uint32_t times[7], more[7], seen[7] = { 0 }, all = 0;
	double value[1001], low, high;
	for (int i = 0; i < 10000; i++) {
		resample_draw(&s, 7, times);
		resample_draw(&again, 7, more);
		for (int k = 0; k < 7; k++) {
			ck_assert_uint_eq(times[k], more[k]);
			seen[k] += times[k];
			all += times[k];
		}
	}
	ck_assert_uint_eq(all, 70000);
	for (int k = 0; k < 7; k++)
		ck_assert_msg(seen[k] > 9500 && seen[k] < 10500, "%d was drawn %u times", k, (unsigned)seen[k]);
	for (int i = 0; i <= 1000; i++)
		value[i] = (i * 8 % 1001) / 1000.0;
	ck_assert(resample_interval(1001, value, &low, &high));
	ck_assert_double_eq_tol(low, .025, 1e-12);
	ck_assert_double_eq_tol(high, .975, 1e-12);
	for (int i = 0; i < 60; i++)
		value[i * 3] = NAN;
	ck_assert(!resample_interval(1001, value, &low, &high));
	ck_assert(!resample_interval(0, value, &low, &high));
}
END_TEST

/* Sets of codes as bits: A 1, B 2, C 4. */
static uint32_t bits(uint32_t v)
{
	return (v & 1) + (v >> 1 & 1) + (v >> 2 & 1);
}

static double jaccard(const void *user, uint32_t a, uint32_t b)
{
	(void)user;
	return agreement_jaccard(bits(a), bits(b), bits(a & b));
}

static double masi(const void *user, uint32_t a, uint32_t b)
{
	(void)user;
	return agreement_masi(bits(a), bits(b), bits(a & b));
}

/* As NLTK has it: .67 and .33 in the place of thirds. */
static double rounded_masi(const void *user, uint32_t a, uint32_t b)
{
	(void)user;
	double all = bits(a | b), both = bits(a & b), m = a == b ? 1 : both == 0 ? 0 : (a & b) == a || (a & b) == b ? .67 : .33;
	return all > 0 ? 1 - both / all * m : 0;
}

/* {A}{AB}{B}{}{C}{AC} against {A}{A}{B}{C}{C}{AB}. */
START_TEST(sets)
{
	static const uint32_t code[12] = { 1, 3, 2, 0, 4, 5,  1, 1, 2, 4, 4, 3 };
	static const double kappa[] = { 1, .25, .25 }, alpha[] = { 1, .3125, .3125 };
	double room[72];
	agreement_units pairs[6];
	near(agreement_krippendorff(2, 6, code, 8, jaccard, NULL, room, NULL), .516892);
	near(agreement_krippendorff(2, 6, code, 8, masi, NULL, room, NULL), .463983);
	for (uint32_t u = 0; u < 6; u++)
		pairs[u] = (agreement_units){ code[u], code[6 + u], 1, 2 };
	near(agreement_of_units(8, 6, pairs, jaccard, NULL, room), .516892);
	for (uint32_t k = 0; k < 3; k++) {
		int64_t table[4] = { 0 };
		for (uint32_t u = 0; u < 6; u++)
			table[(code[u] >> k & 1) * 2 + (code[6 + u] >> k & 1)]++;
		near(agreement_cohen((agreement_pair){ 2, table }), kappa[k]);
		near(agreement_alpha((agreement_pair){ 2, table }), alpha[k]);
	}
	near(agreement_of_units(8, 6, pairs, rounded_masi, NULL, room), .463850);
	ck_assert_double_eq_tol(agreement_masi(2, 4, 2), 2.0 / 3, 1e-12);
	ck_assert_double_eq_tol(agreement_masi(0, 0, 0), 0, 1e-12);
	ck_assert_double_eq_tol(agreement_jaccard(0, 0, 0), 0, 1e-12);
	ck_assert_double_eq_tol(agreement_masi(0, 2, 0), 1, 1e-12);
}
END_TEST

/* 1000 characters: [100, 300) against [150, 320). */
START_TEST(characters)
{
	static const int64_t table[] = { 780, 20, 50, 150 };
	agreement_pair p = { 2, table };
	near(agreement_observed(p), .93);
	near(agreement_cohen(p), .768212);
}
END_TEST

START_TEST(undefined)
{
	static const int64_t none[4] = { 0 }, one[] = { 7, 0, 0, 0 }, split[] = { 0, 7, 0, 0 };
	agreement_retrieval r = agreement_against(0, 0, 3);
	ck_assert_int_eq(agreement_cohen((agreement_pair){ 2, none }).undefined, AGREEMENT_NO_UNITS);
	ck_assert_int_eq(agreement_observed((agreement_pair){ 2, none }).undefined, AGREEMENT_NO_UNITS);
	ck_assert_int_eq(agreement_cohen((agreement_pair){ 2, one }).undefined, AGREEMENT_SINGLE);
	ck_assert_int_eq(agreement_alpha((agreement_pair){ 2, one }).undefined, AGREEMENT_SINGLE);
	ck_assert_int_eq(agreement_scott((agreement_pair){ 2, one }).undefined, AGREEMENT_SINGLE);
	ck_assert_int_eq(agreement_gwet((agreement_pair){ 2, one }).undefined, AGREEMENT_SINGLE);
	near(agreement_observed((agreement_pair){ 2, one }), 1);
	near(agreement_cohen((agreement_pair){ 2, split }), 0);	/* one never codes, the other always */
	ck_assert_int_eq(r.precision.undefined, AGREEMENT_NOBODY);
	near(r.recall, 0);
	near(r.f1, 0);
	ck_assert_int_eq(agreement_against(0, 0, 0).f1.undefined, AGREEMENT_NOBODY);
	r = agreement_against(6, 2, 4);
	near(r.precision, .75);
	near(r.recall, .6);
	near(r.f1, 2.0 / 3);
	near(agreement_holsti(6, 8, 10), 2.0 / 3);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("agreement");
	TCase *t = tcase_create("agreement");
	tcase_add_test(t, two_coders);
	tcase_add_test(t, krippendorff);
	tcase_add_test(t, several_coders);
	tcase_add_test(t, draws);
	tcase_add_test(t, sets);
	tcase_add_test(t, characters);
	tcase_add_test(t, undefined);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
