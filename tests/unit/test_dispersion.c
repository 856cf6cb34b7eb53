/* How evenly words are spread: numbers worked by hand, and Gries' example of five parts. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "statistics/dispersion.h"

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* 15 times "a" in five parts of 9, 10, 10, 10 and 11 words (Gries 2008, table 1). */
START_TEST(five_parts)
{
	static const dispersion_part part[] = { { 1, 9 }, { 2, 10 }, { 3, 10 }, { 4, 10 }, { 5, 11 } };
	dispersion d = dispersion_of(5, part, (dispersion_whole){ 5, 50, 9 });
	ck_assert_uint_eq(d.range, 5);
	near(d.dp, .18);				/* (.113333 + .066667 + 0 + .066667 + .113333) / 2 */
	near(d.dp_norm, .18 / .82);
	near(d.d, .785150);				/* 1 - (.125956 / .293131) / 2 */
}
END_TEST

START_TEST(equal_parts)
{
	static const dispersion_part part[] = { { 1, 100 }, { 2, 100 }, { 3, 100 } };
	dispersion d = dispersion_of(3, part, (dispersion_whole){ 3, 300, 100 });
	near(d.dp, 1. / 6);				/* (1/6 + 0 + 1/6) / 2 */
	near(d.dp_norm, .25);
	near(d.d, 1 - sqrt(2. / 3) / 2 / sqrt(2.));	/* .711325 */
	near(d.d, .711325);
}
END_TEST

/* Where it isn't counts as well: all in one of four parts is as uneven as can be. */
START_TEST(parts_without_any)
{
	static const dispersion_part one = { 7, 25 }, two[] = { { 1, 10 }, { 3, 30 } };
	dispersion d = dispersion_of(1, &one, (dispersion_whole){ 4, 100, 25 });
	ck_assert_uint_eq(d.range, 1);
	near(d.dp, .75);
	near(d.dp_norm, 1);
	near(d.d, 0);
	/* Shares .1 and .3 of the words, 1/4 and 3/4 of the counts; .6 elsewhere. Frequencies .1, .1, 0. */
	d = dispersion_of(2, two, (dispersion_whole){ 3, 100, 10 });
	near(d.dp, (.15 + .45 + .6) / 2);
	near(d.dp_norm, .6 / .9);
	near(d.d, .5);
}
END_TEST

START_TEST(what_is_not_defined)
{
	static const dispersion_part one = { 3, 40 };
	dispersion d = dispersion_of(1, &one, (dispersion_whole){ 1, 40, 40 });
	near(d.dp, 0);
	ck_assert(isnan(d.dp_norm) && isnan(d.d));
	d = dispersion_of(0, NULL, (dispersion_whole){ 3, 40, 10 });
	ck_assert_uint_eq(d.range, 0);
	ck_assert(isnan(d.dp) && isnan(d.dp_norm) && isnan(d.d));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("dispersion");
	TCase *t = tcase_create("parts");
	tcase_add_test(t, five_parts);
	tcase_add_test(t, equal_parts);
	tcase_add_test(t, parts_without_any);
	tcase_add_test(t, what_is_not_defined);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
