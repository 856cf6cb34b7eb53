/* Where sentences end: a text a line (plugins/tokenize-…/tests/sentences.txt), with the model and by rules alone. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "mini_host.h"

extern const glane_plugin glane_plugin_tokenize_fr, glane_plugin_tokenize_en;

static const char mark[] = "‖";
enum { MARK = sizeof mark - 1, LINE = 2048 };

/* The text without marks, and with line ends. */
static void text_of(const char *line, char *out)
{
	while (*line)
		if (!strncmp(line, mark, MARK))
			line += MARK;
		else if (!strncmp(line, "\\n", 2))
			*out++ = '\n', line += 2;
		else
			*out++ = *line++;
	*out = 0;
}

/* The text as in the data files: marked at the ends of all sentences but the last. */
static void shown(const glane_plugin *p, const char *const *options, const char *text, char *out)
{
	mini *m = mini_new(text, strlen(text));
	ck_assert_int_eq(mini_run(m, p, options), GLANE_OK);
	const mini_layer *sentence = mini_find(m, "sentence");
	for (uint32_t i = 0, k = 0; text[i]; i++) {
		if (k + 1 < sentence->n && i == sentence->span[k].end) {
			out += sprintf(out, "%s", mark);
			k++;
		}
		if (text[i] == '\n')
			out += sprintf(out, "\\n");
		else
			*out++ = text[i];
	}
	*out = 0;
	mini_free(m);
}

/* Lines that begin with ~ only if `all`. Returns how many came out wrong; *asked: of how many. */
static uint32_t wrong_sentences(const glane_plugin *p, const char *language, const char *const *options, bool all,
                                uint32_t *asked)
{
	static char path[512], line[LINE], text[LINE], got[2 * LINE];
	const char *top = getenv("top_srcdir");
	uint32_t wrong = 0;
	snprintf(path, sizeof path, "%s/plugins/tokenize-%s/tests/sentences.txt", top ? top : ".", language);
	FILE *f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s: cannot be opened", path);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = 0;
		const char *expected = *line == '~' ? line + 1 : line;
		if (!*line || *line == '#' || (*line == '~' && !all))
			continue;
		++*asked;
		text_of(expected, text);
		shown(p, options, text, got);
		if (strcmp(got, expected)) {
			fprintf(stderr, "%s\n  expected %s\n  got      %s\n", all ? "model" : "rules", expected, got);
			wrong++;
		}
	}
	fclose(f);
	return wrong;
}

static void check_both(const glane_plugin *p, const char *language)
{
	const char *const rules_alone[] = { "sentences", "", NULL };
	uint32_t asked = 0, wrong = wrong_sentences(p, language, NULL, true, &asked);
	wrong += wrong_sentences(p, language, rules_alone, false, &asked);
	ck_assert_uint_gt(asked, 100);
	ck_assert_uint_eq(wrong, 0);
}

START_TEST(french_sentences)
{
	check_both(&glane_plugin_tokenize_fr, "fr");
}
END_TEST

START_TEST(english_sentences)
{
	check_both(&glane_plugin_tokenize_en, "en");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sentences");
	TCase *c = tcase_create("sentences");
	tcase_add_test(c, french_sentences);
	tcase_add_test(c, english_sentences);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
