/* Indices of similarity and measures of collocation, against numbers worked elsewhere (R). */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "statistics/association.h"
#include "statistics/contrast.h"

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

START_TEST(similarity)
{
	/* Two words in 5 and 4 of 8 units, 3 of them the same. */
	static const two_by_two t = { 3, 2, 1, 2 };
	static const double expected[SIMILARITY_INDICES] = {
		[SIMILARITY_COOCCURRENCE] = 3, [SIMILARITY_RUSSEL_RAO] = .375, [SIMILARITY_JACCARD] = .5, [SIMILARITY_DICE] = .666667,
		[SIMILARITY_OCHIAI] = .670820, [SIMILARITY_KULCZYNSKI] = .675, [SIMILARITY_SIMPSON] = .75,
		[SIMILARITY_BRAUN_BLANQUET] = .6, [SIMILARITY_MATCHING] = .625, [SIMILARITY_PHI] = .258199, [SIMILARITY_YULE] = .5,
		/* pbinom(2, 8, 5/8 * 4/8) */
		[SIMILARITY_BINOMIAL] = .520129,
	};
	for (int i = 0; i < SIMILARITY_INDICES; i++)
		near(similarity_index(i, t), expected[i]);
	ck_assert(similarity_index(SIMILARITY_BINOMIAL, (two_by_two){ 0, 2, 2, 4 }) == 0);
	/* Nowhere, or everywhere: what has nothing to be divided by is not defined. */
	for (int i = SIMILARITY_RUSSEL_RAO; i < SIMILARITY_INDICES; i++)
		ck_assert(isnan(similarity_index(i, (two_by_two){ 0, 0, 0, 0 })));
	ck_assert(isnan(similarity_index(SIMILARITY_PHI, (two_by_two){ 4, 0, 2, 0 })));
}
END_TEST

START_TEST(binomial)
{
	near(binomial_lower(2, 8, .3125), .520129);
	near(binomial_lower(0, 10, .1), .348678);
	near(binomial_lower(7, 10, .5), .9453125);
	near(binomial_lower(499, 1000, .5), .487387);
	ck_assert(binomial_lower(-1, 10, .1) == 0 && binomial_lower(10, 10, .1) == 1 && binomial_lower(3, 10, 0) == 1);
	ck_assert(binomial_lower(3, 10, 1) == 0);
	ck_assert(binomial_lower(10, 100000, .5) == 0);
}
END_TEST

START_TEST(collocates)
{
	static const collocation c = { 20, 100, 50, 10000, 1 };
	two_by_two t = collocation_table(c);
	near(collocation_expected(c), .5);
	near(collocation_mi(c), 5.321928);
	near(collocation_mi3(c), 13.965784);
	near(collocation_npmi(c), .593582);
	near(collocation_t(c), 4.360333);
	near(collocation_z(c), 27.577164);
	near(collocation_dice(c), .266667);
	near(collocation_log_dice(c), 12.093109);
	near(g2_signed(t), 121.646276);
	near(chi2_signed(t), 772.042028);
	near(chi2_yates_signed(t), 732.957718);
	near(collocation_delta_second(c), .196970);
	near(collocation_delta_first(c), .391960);
	near(collocation_specificity(c), 27.303138);
}
END_TEST

/* Contexts of 5 words: as if the first were 5 times as frequent. */
START_TEST(contexts)
{
	static const collocation c = { 20, 20, 50, 10000, 5 };
	near(collocation_expected(c), .5);
	near(collocation_specificity(c), 27.303138);
	near(collocation_delta_second(c), .196970);
	near(collocation_dice(c), 40 / 70.);
}
END_TEST

START_TEST(nothing_together)
{
	static const collocation never = { 0, 10, 10, 1000, 1 }, nothing = { 0, 0, 0, 0, 1 };
	ck_assert(isnan(collocation_mi(never)) && isnan(collocation_mi3(never)) && isnan(collocation_npmi(never)));
	ck_assert(isnan(collocation_t(never)) && isnan(collocation_log_dice(never)));
	near(collocation_z(never), -.316228);
	ck_assert(collocation_dice(never) == 0);
	ck_assert(isnan(collocation_expected(nothing)) && isnan(collocation_dice(nothing)) && isnan(collocation_z(nothing)));
	/* All there is. */
	ck_assert(isnan(collocation_npmi((collocation){ 10, 10, 10, 10, 1 })));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("association");
	TCase *t = tcase_create("association");
	tcase_add_test(t, similarity);
	tcase_add_test(t, binomial);
	tcase_add_test(t, collocates);
	tcase_add_test(t, contexts);
	tcase_add_test(t, nothing_together);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
