/* The prototypical analysis, on eight words of a study of generative AI, with every rule of the cut-offs; and what a
 * group's words say of its feelings. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "plugins/word-association/zones.h"

enum { N = 8 };
static const word_use words[N] = {
	{ 12, 12, 1.8 }, { 9, 9, 2.9 }, { 8, 8, 2.1 }, { 5, 5, 1.5 },	/* chatgpt utile danger emploi */
	{ 4, 4, 3.2 }, { 3, 3, 2.4 }, { 2, 2, 3.5 }, { 1, 1, 2.0 },	/* rapide flou prompt jouet */
};

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* zones: a letter per word: C core, 1 first periphery, c contrasted, 2 second periphery, - none. */
static cutoffs check_zones(int how, double least, double frequency, double rank, const char *zones)
{
	double room[N];
	cutoffs c = cutoffs_of(how, N, words, least, frequency, rank, room);
	for (int i = 0; i < N; i++)
		ck_assert_msg("-C1c2"[zone_of(&c, &words[i])] == zones[i], "word %d is in zone %d, expected %c", i,
		              zone_of(&c, &words[i]), zones[i]);
	return c;
}

START_TEST(mean_rank_of_evocations)
{
	cutoffs c = check_zones(CUT_MEAN, 1, 0, 0, "C1Cc222c");
	near(c.frequency, 5.5);
	near(c.rank, 2.295455);
	ck_assert_uint_eq(c.kept, N);
}
END_TEST

START_TEST(mean_rank_of_words)
{
	cutoffs c = check_zones(CUT_UNWEIGHTED, 1, 0, 0, "C1Cc2c2c");
	near(c.frequency, 5.5);
	near(c.rank, 2.425);
}
END_TEST

START_TEST(medians)
{
	cutoffs c = check_zones(CUT_MEDIAN, 1, 0, 0, "C1CC222c");
	near(c.frequency, 4.5);
	near(c.rank, 2.25);
}
END_TEST

START_TEST(rare_words_left_out)
{
	cutoffs c = check_zones(CUT_MEAN, 3, 0, 0, "C1Cc22--");
	near(c.frequency, 6.833333);
	near(c.rank, 2.243902);
	ck_assert_uint_eq(c.kept, 6);
}
END_TEST

START_TEST(cuts_by_hand)
{
	cutoffs c = check_zones(CUT_MANUAL, 2, 4, 2.1, "C1CC122-");
	near(c.frequency, 4);
	near(c.rank, 2.1);
}
END_TEST

/* Only "emploi" and "flou" hang on the rule; those near a cut leave their zone when it moves. */
START_TEST(hold_of_zones)
{
	static const uint32_t left[N] = { 0, 0, 5, 10, 0, 10, 0, 0 };
	static const bool by_all[N] = { true, true, true, false, true, false, true, true };
	double room[N];
	cutoffs rule[CUT_RULES];
	for (int i = 0; i < CUT_RULES; i++)
		rule[i] = cutoffs_of(i, N, words, 1, 0, 0, room);
	for (int i = 0; i < N; i++) {
		zone_hold h = hold_of(&rule[CUT_MEAN], rule, &words[i]);
		ck_assert_int_eq(h.zone, zone_of(&rule[CUT_MEAN], &words[i]));
		ck_assert_int_eq(h.by_rule[CUT_MEDIAN], zone_of(&rule[CUT_MEDIAN], &words[i]));
		ck_assert_uint_eq(h.left, left[i]);
		ck_assert_int_eq(h.by_all, by_all[i]);
	}
}
END_TEST

/* All give three words: the weighted mean is the middle rank, whatever the words are, and words that stand exactly on
 * a cut are frequent, and early. */
START_TEST(as_many_words_each)
{
	static const word_use same[] = { { 3, 3, 5 / 3. }, { 3, 3, 7 / 3. }, { 3, 3, 2 } };
	double room[3];
	cutoffs c = cutoffs_of(CUT_MEAN, 3, same, 1, 0, 0, room);
	near(c.rank, 2);
	ck_assert_int_eq(zone_of(&c, &same[0]), ZONE_CORE);
	ck_assert_int_eq(zone_of(&c, &same[1]), ZONE_FIRST_PERIPHERY);
	ck_assert_int_eq(zone_of(&c, &same[2]), ZONE_CORE);
}
END_TEST

START_TEST(ranks_that_are_missing)
{
	static const word_use some[] = { { 4, 1, 1 }, { 4, 3, 3 }, { 1, 0, NAN } }, none[] = { { 4, 0, NAN } };
	double room[3];
	cutoffs c = cutoffs_of(CUT_MEAN, 3, some, 1, 0, 0, room);
	near(c.frequency, 3);
	near(c.rank, 2.5);	/* of the four evocations that have one */
	ck_assert_int_eq(zone_of(&c, &some[2]), ZONE_NONE);
	c = cutoffs_of(CUT_MEDIAN, 1, none, 1, 0, 0, room);
	ck_assert(isnan(c.rank));
	ck_assert_int_eq(zone_of(&c, &none[0]), ZONE_NONE);
}
END_TEST

START_TEST(feelings)
{
	near(polarity_of(5, 9, 20), -.2);
	near(neutrality_of(5, 9, 20), -.4);
	near(polarity_of(7, 2, 19), .263158);
	near(neutrality_of(7, 2, 19), .052632);
	ck_assert(isnan(polarity_of(0, 0, 0)));
	ck_assert_int_eq(tone_of(-.2), TONE_NEGATIVE);
	ck_assert_int_eq(tone_of(.04), TONE_BALANCED);
	ck_assert_int_eq(tone_of(-.04), TONE_BALANCED);
	ck_assert_int_eq(tone_of(.041), TONE_POSITIVE);
	ck_assert_int_eq(tone_of(NAN), TONE_NONE);
}
END_TEST

START_TEST(stereotypy)
{
	near(stereotypy_of(16, 20), -.6);
	near(stereotypy_of(15, 19), -.578947);
	near(stereotypy_of(20, 20), -1);
	ck_assert(isnan(stereotypy_of(0, 0)));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("zones");
	TCase *t = tcase_create("zones");
	tcase_add_test(t, mean_rank_of_evocations);
	tcase_add_test(t, mean_rank_of_words);
	tcase_add_test(t, medians);
	tcase_add_test(t, rare_words_left_out);
	tcase_add_test(t, cuts_by_hand);
	tcase_add_test(t, hold_of_zones);
	tcase_add_test(t, as_many_words_each);
	tcase_add_test(t, ranks_that_are_missing);
	tcase_add_test(t, feelings);
	tcase_add_test(t, stereotypy);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
