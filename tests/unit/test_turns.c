/* turns and language: marks of all manners, what is no mark, remarks, and which language it is. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "mini_host.h"

extern const glane_plugin glane_plugin_turns, glane_plugin_language;

/* "Q:alors R:oui" — the turns, and after a bar the notes that are no markers. */
static const char *shown(const char *text, const char *const *options, int expect)
{
	static char out[4096];
	char *to = out;
	mini *m = mini_new(text, strlen(text));
	mini_variable(m, "initiales", "MB");
	ck_assert_int_eq(mini_run(m, &glane_plugin_turns, options), expect);
	if (expect) {
		snprintf(out, sizeof out, "%s", mini_message(m));
		mini_free(m);
		return out;
	}
	const mini_layer *turn = mini_find(m, "turn"), *note = mini_find(m, "note");
	for (uint32_t i = 0; i < turn->n; i++)
		to += sprintf(to, "%s%s=%.*s", i ? " / " : "", mini_cell(m, turn, "speaker", i),
		              (int)(turn->span[i].end - turn->span[i].begin), text + turn->span[i].begin);
	for (uint32_t i = 0; note && i < note->n; i++)
		if (strcmp(mini_cell(m, note, "kind", i), "marker"))
			to += sprintf(to, " {%s %.*s}", mini_cell(m, note, "kind", i),
			              (int)(note->span[i].end - note->span[i].begin), text + note->span[i].begin);
	*to = 0;
	mini_free(m);
	return out;
}

static const char *const marks[] = { "interviewer", "Enquêteur :; Q.; Interviewer", "respondent", "Enquêté·e; R.; {initiales}",
                                     NULL };

START_TEST(marks_of_all_manners)
{
	static const struct { const char *text, *turns; } cases[] = {
		{ "Enquêteur : bon\nEnquêté·e\xC2\xA0: oui", "Enquêteur=bon / Enquêté·e=oui" },
		{ "enquêteur\xE2\x80\xAF:bon\n\nENQUÊTÉ•E: oui\n", "Enquêteur=bon / Enquêté·e=oui" },
		{ "Enque\xCC\x82teur : bon", "Enquêteur=bon" },				/* composed or not */
		{ "Q. Bon ?\r\nR. Oui.\r\nDeux lignes.\r\n", "Q.=Bon ? / R.=Oui.\r\nDeux lignes." },
		{ "[00:12:43] Q. a\n#00:12:34-5# R. : b", "Q.=a / R.=b" },
		{ "00:12:43 Interviewer: a\nMB [0:13] : b", "Interviewer=a / MB=b" },
		{ "Q. [00:01] a\nR. 00:01:02 : b\nMB : [00:02:03] c\nMB: 00:02:03 d", "Q.=a / R.=b / MB=c / MB=d" },
		{ "**MB** (0:13) : a\n**Interviewer [0:14 - 0:15] :** b\nMB : 17:30 c", "MB=a / Interviewer=b / MB=17:30 c" },
		{ "**Interviewer:** a\n__MB__ : b", "Interviewer=a / MB=b" },
		{ "Titre\n\nQ. a\n\nb\n\nQ. c\nR.", "Q.=a\n\nb / Q.=c / R.=" },
		{ "Q. à 17:30\n17:30 déjà", "Q.=à 17:30\n17:30 déjà" },
		{ "Q. oui\nQ.R. n'est rien\nAvant : plus", "Q.=oui\nQ.R. n'est rien\nAvant : plus" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_str_eq(shown(cases[i].text, marks, GLANE_OK), cases[i].turns);
}
END_TEST

START_TEST(remarks_are_notes_and_placeholders_are_not)
{
	ck_assert_str_eq(shown("Q. a [rires] b (long silence) ((laughs)) (…) [00:01:02]", marks, GLANE_OK),
	                 "Q.=a [rires] b (long silence) ((laughs)) (…) [00:01:02] {transcriber [rires]}"
	                 " {transcriber (long silence)} {transcriber ((laughs))} {transcriber (…)} {time [00:01:02]}");
	ck_assert_str_eq(shown("Q. [REDACTED] [service A] (in my opinion) [XXX] (2) [M+H] (rires et chansons)", marks, GLANE_OK),
	                 "Q.=[REDACTED] [service A] (in my opinion) [XXX] (2) [M+H] (rires et chansons)");
}
END_TEST

START_TEST(forgotten_marks_are_refused)
{
	static const char *const refused[] = { "Q. a\nEnqueteur : b", "Q. a\nIntervewer: b", "Q. a\nCD : b", "Q. a\nSpeaker 2: b",
		"Q. a\nAnna : b\nQ. c\nAnna : d", "Q. a\n[00:10] Anna : b",
		"Q. a\nAnna [00:10] : b", "Q. a\n**Anna** 00:10:11 : b", "Q. a\nCD 12:43 : b" };
	static const char *const text[] = { "Q. a\nAvant : b", "Q. a\nNB : b", "Interview 10: x\nQ. a", "Date : x\nLieu : y\nQ. a",
		"Q. a\nVers 12:30 : b", "Q. a\nBon [00:10] alors : b" };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		ck_assert_ptr_nonnull(strstr(shown(refused[i], marks, GLANE_EINPUT), "looks like the mark"));
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		shown(text[i], marks, GLANE_OK);
	ck_assert_ptr_nonnull(strstr(shown(refused[0], marks, GLANE_EINPUT), "\"Enquêteur\" is meant"));
}
END_TEST

START_TEST(other_labels_as_text_or_speakers)
{
	const char *const text[] = { "interviewer", "Q.", "other-labels", "text", NULL };
	const char *const speaker[] = { "interviewer", "Q.", "other-labels", "speaker", NULL };
	ck_assert_str_eq(shown("Q. a\nAnna : b\nAnna : c", text, GLANE_OK), "Q.=a\nAnna : b\nAnna : c");
	ck_assert_str_eq(shown("Q. a\nAnna [0:10] : b\nAnna : [0:20] c", speaker, GLANE_OK), "Q.=a / Anna=b / Anna=c");
	ck_assert_str_eq(shown("Q. a\nAnna : b\nAvant : d\nAnna : c", speaker, GLANE_OK), "Q.=a / Anna=b\nAvant : d / Anna=c");
}
END_TEST

START_TEST(documents_without_marks)
{
	const char *const one[] = { "unmarked", "respondent", NULL };
	ck_assert_ptr_nonnull(strstr(shown("Anna : bon\n", marks, GLANE_EINPUT), "begins with \"Anna:\""));
	ck_assert_ptr_nonnull(strstr(shown("", marks, GLANE_EINPUT), "no line begins with"));
	ck_assert_str_eq(shown("  Je dis tout.\n", one, GLANE_OK), "document=Je dis tout.");
}
END_TEST

static const char *language_of(const char *text, const char *declared)
{
	static char out[64];
	mini *m = mini_new(text, strlen(text));
	if (declared)
		mini_variable(m, "lang", declared);
	ck_assert_int_eq(mini_run(m, &glane_plugin_language, NULL), GLANE_OK);
	snprintf(out, sizeof out, "%s", mini_value(m, "lang"));
	mini_free(m);
	return out;
}

START_TEST(languages)
{
	ck_assert_str_eq(language_of("je ne sais pas si c'est une bonne chose pour les gens avec qui je travaille", NULL), "fr");
	ck_assert_str_eq(language_of("I don't know if it is a good thing for the people that I work with", NULL), "en");
	ck_assert_str_eq(language_of("ich weiß nicht ob das eine gute Sache ist aber wir haben auch keine andere und das ist so", NULL), "de");
	ck_assert_str_eq(language_of("no sé si es una buena cosa para la gente con la que trabajo pero yo creo que sí", NULL), "es");
	ck_assert_str_eq(language_of("oui", NULL), "");
	ck_assert_str_eq(language_of("", NULL), "");
	ck_assert_str_eq(language_of("I don't know if it is a good thing for the people that I work with", "Français"), "fr");
	ck_assert_str_eq(language_of("I don't know if it is a good thing for the people that I work with", "fr_FR"), "fr");
	ck_assert_str_eq(language_of("I don't know if it is a good thing for the people that I work with", "br"), "br");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("turns");
	TCase *c = tcase_create("turns");
	tcase_add_test(c, marks_of_all_manners);
	tcase_add_test(c, remarks_are_notes_and_placeholders_are_not);
	tcase_add_test(c, forgotten_marks_are_refused);
	tcase_add_test(c, other_labels_as_text_or_speakers);
	tcase_add_test(c, documents_without_marks);
	tcase_add_test(c, languages);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
