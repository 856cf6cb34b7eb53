/* Readability: formulas with given counts, so that they don't depend on syllables; and the syllables of the words in
 * plugins/readability/tests/syllables.*.txt. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "plugins/readability/formulas.h"
#include "plugins/readability/syllables.h"

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

START_TEST(formulas)
{
	const text_counts t = { .sentences = 3, .words = 45, .syllables = 72, .letters = 212, .long_words = 11, .complex_words = 6 };
	near(flesch(t), 56.25);
	near(flesch_kincaid(t), 9.14);
	near(kandel_moles(t), 74.015);
	near(lix(t), 39.444444);
	near(rix(t), 3.666667);
	near(ari(t), 8.259333);
	near(coleman_liau(t), 9.928);
	near(fog(t), 11.333333);
	near(smog(t), 11.208143);
}
END_TEST

START_TEST(nothing_to_read)
{
	const text_counts none = { 0, 0, 0, 0, 0, 0 }, silent = { .sentences = 2 };
	ck_assert(isnan(flesch(none)) && isnan(kandel_moles(none)) && isnan(lix(none)) && isnan(rix(none)) && isnan(smog(none)));
	ck_assert(isnan(flesch(silent)) && isnan(coleman_liau(silent)) && isnan(fog(silent)) && isnan(lix(silent)));
	near(rix(silent), 0);
}
END_TEST

static void words_of(const char *name, uint32_t (*syllables)(glane_str))
{
	const char *top = getenv("top_srcdir");
	char path[4096], line[256], word[256];
	unsigned expected, n = 0, wrong = 0;
	snprintf(path, sizeof path, "%s/plugins/readability/tests/%s", top ? top : ".", name);
	FILE *f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s", path);
	while (fgets(line, sizeof line, f)) {
		if (*line == '#')
			continue;
		ck_assert_msg(sscanf(line, "%255s %u", word, &expected) == 2, "%s: %s", name, line);
		uint32_t found = syllables((glane_str){ word, (uint32_t)strlen(word) });
		if (found != expected)
			printf("%s: %s has %u syllables, %u expected\n", name, word, (unsigned)found, expected);
		wrong += found != expected;
		n++;
	}
	fclose(f);
	ck_assert_uint_gt(n, 100);
	ck_assert_uint_eq(wrong, 0);
}

START_TEST(french_words)
{
	words_of("syllables.fr.txt", syllables_fr);
}
END_TEST

START_TEST(english_words)
{
	words_of("syllables.en.txt", syllables_en);
}
END_TEST

/* Whatever the bytes, as long as a word may be. */
START_TEST(strange_words)
{
	char bytes[400];
	uint32_t seed = 1;
	for (int round = 0; round < 20000; round++) {
		uint32_t n = 0;
		static const char *const pieces[] = { "e", "é", "i", "u", "y", "q", "g", "l", "nt", "es", "œ", "'", "-", "ж", "\U0001F600", "ment", "ï", "ed", "a", "o" };
		for (uint32_t k = seed >> 28; n + 8 < sizeof bytes && k < 14; k++) {
			seed = seed * 1664525u + 1013904223u;
			const char *p = pieces[(seed >> 16) % 20];
			memcpy(bytes + n, p, strlen(p));
			n += (uint32_t)strlen(p);
		}
		seed = seed * 1664525u + 1013904223u;
		glane_str s = { bytes, n };
		ck_assert_uint_le(syllables_fr(s), n);
		ck_assert_uint_le(syllables_en(s), n + 1);
	}
	memset(bytes, 'a', sizeof bytes);
	ck_assert_uint_le(syllables_fr((glane_str){ bytes, sizeof bytes }), sizeof bytes);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("readability");
	TCase *t = tcase_create("all");
	tcase_add_test(t, formulas);
	tcase_add_test(t, nothing_to_read);
	tcase_add_test(t, french_words);
	tcase_add_test(t, english_words);
	tcase_add_test(t, strange_words);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
