/* Lexical richness: the worked example of thirteen words, texts as a group, and what isn't defined. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "plugins/richness/measures.h"

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* le chat dort et le chien mange et le chat mange le chien */
static const uint32_t thirteen[] = { 0, 1, 2, 3, 0, 4, 5, 3, 0, 1, 5, 0, 4 };
static const measures_rules rules = { 5, 5, .72 };
enum { TYPES = 200 };

static measures of(const measures_rules *r, uint32_t n, const measured_text *text)
{
	static uint32_t count[TYPES], seen[TYPES];
	static double value[TYPES];
	measures m = measures_of(&(measures_room){ count, seen, value }, r, n, text);
	for (int i = 0; i < TYPES; i++)
		ck_assert(!count[i] && !seen[i]);
	return m;
}

START_TEST(thirteen_words)
{
	measures m = of(&rules, 1, &(measured_text){ 13, thirteen });
	near(m.tokens, 13);
	near(m.types, 6);
	near(m.hapax, 1);
	near(m.ttr, .461538);
	near(m.guiraud, 1.664101);
	near(m.cttr, 1.176697);
	near(m.herdan, .698555);
	near(m.dugast, 8.508861);
	near(m.dugast / log(10), 3.695351);	/* with decimal logarithms */
	near(m.maas, .270610);
	near(m.yule, 1183.431953);
	near(m.simpson, .128205);
	near(m.entropy, 2.469670);
	near(m.honore, 307.793923);
	near(m.brunet, 6.584223);
}
END_TEST

START_TEST(windows_and_stretches)
{
	measures m = of(&rules, 1, &(measured_text){ 13, thirteen });
	near(m.mattr, .866667);
	near(m.msttr, .9);
	near(m.mtld_forward, 13);
	near(m.mtld_backward, 8.149254);
	near(m.mtld, 10.574627);
	near(m.hdd, .770163);
}
END_TEST

/* A window of one word is a word; a window as long as the text is its TTR; a sample of all words holds all types. */
START_TEST(smallest_and_largest)
{
	measures m = of(&(measures_rules){ 1, 1, .72 }, 1, &(measured_text){ 13, thirteen });
	near(m.mattr, 1);
	near(m.msttr, 1);
	near(m.hdd, 1);
	m = of(&(measures_rules){ 13, 13, .72 }, 1, &(measured_text){ 13, thirteen });
	near(m.mattr, m.ttr);
	near(m.msttr, m.ttr);
	near(m.hdd, m.ttr);
	m = of(&(measures_rules){ 14, 14, .72 }, 1, &(measured_text){ 13, thirteen });
	ck_assert(isnan(m.mattr) && isnan(m.msttr) && isnan(m.hdd));
}
END_TEST

/* Two texts as one: counts of both, but no window and no stretch that goes on from one into the other. */
START_TEST(texts_together)
{
	static const uint32_t aab[] = { 0, 0, 1 }, bc[] = { 1, 2 };
	const measured_text both[] = { { 3, aab }, { 2, bc } };
	measures m = of(&(measures_rules){ 2, 2, .6 }, 2, both);
	near(m.tokens, 5);
	near(m.types, 3);
	near(m.hapax, 1);
	near(m.mattr, (.5 + 1 + 1) / 3);	/* aa, ab; bc */
	near(m.msttr, (.5 + 1) / 2);		/* aa; bc */
	near(m.mtld_forward, 5. / 1);		/* aa falls to 1/2, then b; bc doesn't fall */
	near(m.mtld_backward, 5. / (1. / 3 / .4));	/* baa falls to 2/3; cb not */
	near(m.hdd, ((1 - 3. / 10) + (1 - 3. / 10) + (1 - 6. / 10)) / 2);
}
END_TEST

START_TEST(what_is_not_defined)
{
	static const uint32_t different[] = { 0, 1, 2, 3, 4, 5 };
	measures m = of(&rules, 0, NULL);
	ck_assert(isnan(m.ttr) && isnan(m.yule) && isnan(m.entropy) && isnan(m.mtld) && isnan(m.hdd));
	near(m.tokens, 0);
	m = of(&rules, 1, &(measured_text){ 1, different });
	near(m.ttr, 1);
	ck_assert(isnan(m.herdan) && isnan(m.maas) && isnan(m.simpson) && isnan(m.dugast) && isnan(m.honore));
	m = of(&rules, 1, &(measured_text){ 6, different });
	near(m.mattr, 1);
	near(m.yule, 0);
	near(m.herdan, 1);
	ck_assert(isnan(m.dugast) && isnan(m.honore) && isnan(m.mtld));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("richness");
	TCase *t = tcase_create("measures");
	tcase_add_test(t, thirteen_words);
	tcase_add_test(t, windows_and_stretches);
	tcase_add_test(t, smallest_and_largest);
	tcase_add_test(t, texts_together);
	tcase_add_test(t, what_is_not_defined);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
