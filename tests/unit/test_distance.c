/* Distances of texts by hand, and trees of them. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "memory_host.h"
#include "plugins/intertextual-distance/average.h"
#include "plugins/intertextual-distance/labbe.h"

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* Words 0 … 4 of a text. */
static labbe_text text(const double *count, uint32_t *word, double *some)
{
	labbe_text t = { 0, word, some, 0 };
	for (uint32_t i = 0; i < 5; i++)
		if (count[i] > 0) {
			word[t.n] = i;
			some[t.n++] = count[i];
			t.tokens += count[i];
		}
	return t;
}

static double distance(const double *a, const double *b)
{
	uint32_t word[2][5];
	double some[2][5];
	labbe_text x = text(a, word[0], some[0]), y = text(b, word[1], some[1]);
	double d = labbe_distance(&x, &y), other = labbe_distance(&y, &x);
	ck_assert((isnan(d) && isnan(other)) || (d >= other && d <= other));
	return d;
}

/* Of 5 words and of 10, scaled by 1/2: 2, 1, -, 1.5 and .5, which isn't expected. |3 - 2| + |1 - 1| + |1 - 0| + 1.5 = 3.5, of
 * 5 + 2 + 1 + 1.5 = 9.5. */
START_TEST(by_hand)
{
	near(distance((double[]){ 3, 1, 1, 0, 0 }, (double[]){ 4, 2, 0, 3, 1 }), 3.5 / 9.5);
	near(distance((double[]){ 3, 1, 1, 0, 0 }, (double[]){ 4, 2, 0, 3, 1 }), .368421);
}
END_TEST

START_TEST(limits)
{
	static const double a[] = { 3, 1, 1, 0, 0 }, twice[] = { 6, 2, 2, 0, 0 }, other[] = { 0, 0, 0, 4, 1 }, nothing[] = { 0, 0, 0, 0, 0 };
	near(distance(a, a), 0);
	near(distance(a, twice), 0);
	near(distance(a, other), 1);
	ck_assert(isnan(distance(a, nothing)));
	/* A third of 3 is 1, and is expected: |1 - 1| + |1 - 0| + 1, of 2 + 1 + 1. */
	near(distance((double[]){ 1, 1, 0, 0, 0 }, (double[]){ 3, 0, 3, 0, 0 }), 2 / 4.);
}
END_TEST

/* 0 and 1 are 2 apart, 2 and 3 are 4; 0 and 1 from 2 and 3 on average 8; 4 is 20 from all. */
START_TEST(tree_of_five)
{
	static const double far[5][5] = {
		{ 0, 2, 7, 8, 20 }, { 2, 0, 8, 9, 20 }, { 7, 8, 0, 4, 20 }, { 8, 9, 4, 0, 20 }, { 20, 20, 20, 20, 0 },
	};
	static const average_joint expected[] = { { 0, 1, 2 }, { 2, 3, 4 }, { 5, 6, 8 }, { 7, 4, 20 } };
	double d[25];
	for (int i = 0; i < 25; i++)
		d[i] = far[i / 5][i % 5];
	const average_joint *joint = average_linkage(pool_new(memory_host()), 5, d);
	for (int i = 0; i < 4; i++) {
		ck_assert_uint_eq(joint[i].left, expected[i].left);
		ck_assert_uint_eq(joint[i].right, expected[i].right);
		near(joint[i].height, expected[i].height);
	}
	memory_host_free();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("distance");
	TCase *t = tcase_create("texts");
	tcase_add_test(t, by_hand);
	tcase_add_test(t, limits);
	tcase_add_test(t, tree_of_five);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
