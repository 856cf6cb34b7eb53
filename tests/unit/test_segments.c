/* Where speech is cut into segments: worked examples of both rules, and what no segment crosses. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "mini_host.h"

extern const glane_plugin glane_plugin_tokenize_fr, glane_plugin_turns, glane_plugin_segments;

static const char text[] = "On n'en parle pas du tout. C'est surprenant, ça n'a pas l'air d'être un sujet. Et je travaille "
	"beaucoup avec la DRH, et elle m'a remonté la surprise, car on manque d'outils ; on voulait avoir Copilot. On "
	"appartient à une entreprise du CAC 40, et ils ont pas mal d'outils, et nous, on n'a rien du tout.";

static mini *cut(const char *what, const char *size, const char *rule, bool turns)
{
	const char *const options[] = { "size", size, "rule", rule, NULL };
	mini *m = mini_new(what, strlen(what));
	mini_variable(m, "lang", "fr");
	if (turns)
		ck_assert_int_eq(mini_run(m, &glane_plugin_turns, NULL), GLANE_OK);
	ck_assert_int_eq(mini_run(m, &glane_plugin_tokenize_fr, NULL), GLANE_OK);
	ck_assert_int_eq(mini_run(m, &glane_plugin_segments, options), GLANE_OK);
	return m;
}

/* Words of each segment: all of them, or what stands between blanks (in "outils ; on" three). */
static void words_of(mini *m, bool between_blanks, char *out)
{
	const mini_layer *segment = mini_find(m, "segment"), *token = mini_find(m, "token");
	for (uint32_t s = 0; s < segment->n; s++) {
		glane_span at = segment->span[s];
		uint32_t n = 0, end = GLANE_NONE;
		for (uint32_t i = 0; i < token->n; i++) {
			const char *kind = mini_cell(m, token, "kind", i);
			bool word = !strcmp(kind, "word") || !strcmp(kind, "number");
			if (token->span[i].begin >= at.begin && token->span[i].end <= at.end)
				n += between_blanks ? end != token->span[i].begin : word;
			end = token->span[i].end;
		}
		out += sprintf(out, "%s%u", s ? "/" : "", n);
	}
}

static void check_words(const char *size, const char *rule, const char *expected)
{
	char found[200] = "";
	mini *m = cut(text, size, rule, false);
	words_of(m, !strcmp(rule, "rainette"), found);
	mini_free(m);
	ck_assert_str_eq(found, expected);
}

START_TEST(worked_examples)
{
	check_words("20", "iramuteq", "20/19/27");
	check_words("20", "rainette", "15/22/21");
	check_words("10", "rainette", "6/9/7/11/4/8/13");
}
END_TEST

static void check_segments(const char *what, bool turns, const char *expected)
{
	char found[1000] = "", *p = found;
	mini *m = cut(what, "10", "iramuteq", turns);
	const mini_layer *segment = mini_find(m, "segment");
	for (uint32_t i = 0; i < segment->n; i++)
		p += sprintf(p, "%s%.*s", i ? "|" : "", (int)(segment->span[i].end - segment->span[i].begin),
			mini_doc(m)->text.p + segment->span[i].begin);
	mini_free(m);
	ck_assert_str_eq(found, expected);
}

START_TEST(speakers_and_signs)
{
	check_segments("Enquêteur : Et alors ?\nEnquêté : Alors rien.\nEnquêté : Du tout.\n", true, "Et alors ?|Alors rien.|Du tout.");
	check_segments("Elle disait toujours « le métier est un art. » « Et la vie non, pas du tout vraiment. »", false,
		"Elle disait toujours « le métier est un art. »|« Et la vie non, pas du tout vraiment. »");
	check_segments("", false, "");
	check_segments("… !", false, "");
	check_segments("Oui", false, "Oui");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("segments");
	TCase *t = tcase_create("segments");
	tcase_add_test(t, worked_examples);
	tcase_add_test(t, speakers_and_signs);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
