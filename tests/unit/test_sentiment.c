/* sentiment: worked numbers of its rules, its lexicons, and what they refuse. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "mini_host.h"
#include "plugins/sentiment/lexicon.h"

extern const glane_plugin glane_plugin_sentiment, glane_plugin_tokenize_fr, glane_plugin_tokenize_en;

/* ---- One sentence ---------------------------------------------------------------------------- */

typedef struct { double score, sum; char label[16], trace[512], message[512]; } found;

static const char *file_of(const char *name)
{
	static char path[8][512];
	static int at;
	const char *top = getenv("top_srcdir");
	at = (at + 1) % 8;
	snprintf(path[at], sizeof path[at], "%s/plugins/sentiment/%s", top ? top : ".", name);
	return path[at];
}

/* The first sentence of the text. small: with the French lexicon of the tests, alone. */
static found score(const char *language, const char *text, bool small, const char *option, const char *value)
{
	found f = { 0, 0, "", "", "" };
	bool french = !strcmp(language, "fr");
	mini *m = mini_new(text, strlen(text));
	const char *const options[] = { "lexicon-fr", file_of(small ? "tests/mini.fr.tsv" : "data/lexicon.fr.tsv"),
		"lexicon-en", file_of("data/lexicon.en.tsv"), "lexicon-signs", file_of("data/lexicon.signs.tsv"), option, value,
		NULL };
	mini_variable(m, "lang", language);
	ck_assert_int_eq(mini_run(m, french ? &glane_plugin_tokenize_fr : &glane_plugin_tokenize_en, NULL), GLANE_OK);
	if (mini_run(m, &glane_plugin_sentiment, options) == GLANE_OK) {
		const mini_layer *l = mini_find(m, "sentiment");
		ck_assert_uint_gt(l->n, 0);
		for (uint32_t k = 0; k < l->n_columns; k++)
			if (!strcmp(l->column[k].name, "score"))
				f.score = ((const double *)l->column[k].cells)[0];
		snprintf(f.label, sizeof f.label, "%s", mini_cell(m, l, "label", 0));
		snprintf(f.trace, sizeof f.trace, "%s", mini_cell(m, l, "trace", 0));
		f.sum = f.score * sqrt(15 / (1 - f.score * f.score));
	}
	snprintf(f.message, sizeof f.message, "%s", mini_message(m));
	mini_free(m);
	return f;
}

static double rounded(double x)
{
	return round(x * 1e4) / 1e4;
}

/* ---- Worked numbers ------------------------------------------------------------------------------ */

START_TEST(french_numbers)
{
	static const struct { const char *text; double sum, score; } list[] = {
		{ "C’est utile.", 2, 0.4588 },
		{ "C’est très utile.", 2.293, 0.5095 },
		{ "C’est assez utile.", 1.707, 0.4033 },
		{ "Ce n’est pas utile.", -1.48, -0.357 },
		{ "C’est pas utile.", -1.48, -0.357 },
		{ "Ce n’est pas très utile.", -1.69682, -0.4013 },
		{ "Ce n’est guère utile.", -1.48, -0.357 },
		{ "C’est guère utile.", -1.48, -0.357 },
		{ "Ce n’est qu’utile.", 2, 0.4588 },
		{ "Ce n’est pas qu’utile.", 2, 0.4588 },
		{ "C’est peu utile.", -1, -0.25 },
		{ "C’est un peu utile.", 1.707, 0.4033 },
		{ "C’est loin d’être fiable.", -1.48, -0.357 },
		{ "Sans risque.", 1.184, 0.2924 },
		{ "Sans aucun problème.", 1.258, 0.3089 },
		{ "Ce n’est pas sans risque.", -0.8, -0.2023 },
		{ "Ce n’est pas inutile.", 1.332, 0.3252 },
		{ "Rien d’intéressant.", -1.332, -0.3252 },
		{ "C’est utile, mais dangereux.", -2.3, -0.5106 },
		{ "C’est dangereux mais utile !", 2.192, 0.4926 },
		{ "Je n’ai pas peur.", 1.628, 0.3875 },
		{ "Cela pourrait être utile.", 1.4, 0.34 },
		/* Beyond these: inflected forms, speech, the two languages' common rules. */
		{ "Elles sont utiles et fiables.", 4, 0.7184 },
		{ "J’ai jamais peur.", 1.628, 0.3875 },
		{ "Si c’est utile, on verra.", 1.4, 0.34 },
		{ "C’est moins utile.", -1, -0.25 },
		{ "Il y a moins de problèmes.", 0.85, 0.2144 },
		{ "C’est au moins utile.", 2, 0.4588 },
		{ "C’est UTILE.", 2.733, 0.5766 },
		{ "C’est utile !!!!!!", 3.168, 0.6331 },
		{ "Mon travail est là.", 0, 0 },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		found f = score("fr", list[i].text, true, NULL, NULL);
		ck_assert_msg(fabs(f.sum - list[i].sum) < 1e-6, "%s: %f: %s", list[i].text, f.sum, f.trace);
		ck_assert_msg(fabs(rounded(f.score) - list[i].score) < 1e-9, "%s: %f: %s", list[i].text, f.score, f.trace);
	}
}
END_TEST

START_TEST(english_numbers)
{
	static const struct { const char *text; double score; } list[] = {
		{ "The book was good.", 0.4404 },
		{ "The book was very good.", 0.4927 },
		{ "The book was VERY good.", 0.6028 },
		{ "The book was kind of good.", 0.3832 },
		{ "The book was not good.", -0.3412 },
		{ "The book was not very good.", -0.3865 },
		{ "The plot was good, but the characters are uncompelling and the dialog is not great.", -0.7042 },
		{ "AI is great!!!", 0.7163 },
		{ "AI is great??", 0.6662 },
		{ "No problem", 0.3089 },
		{ "It was at least good", 0.4404 },
		/* Where VADER's program errs: equal values around "but"; "so" three words before; a denied opinion. */
		{ "good but good but bad", 0.0129 },
		{ "I don't think it is a bad tool", 0.4310 },
		{ "The tool helps us to do artificial intelligence", 0.25 },
		{ "It looks like a box", 0 },
		{ "I like it", 0.3612 },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		found f = score("en", list[i].text, true, NULL, NULL);
		ck_assert_msg(fabs(rounded(f.score) - list[i].score) < 1e-9, "%s: %f: %s", list[i].text, f.score, f.trace);
	}
}
END_TEST

/* ---- Traces and labels --------------------------------------------------------------------------- */

START_TEST(traces)
{
	static const struct { const char *text, *label, *trace; } list[] = {
		{ "C’est très utile.", "positive", "utile +2, très +0.293 = +2.293" },
		{ "Ce n’est pas très utile.", "negative", "utile +2, très +0.293, pas ×-0.74 = -1.697" },
		{ "C’est utile, mais dangereux.", "mixed", "utile +2, mais ×0.5; dangereux -2.2, mais ×1.5 = -2.3" },
		{ "Ce n’est qu’utile.", "positive", "utile +2, qu' restrictive = +2" },
		{ "Cela pourrait être utile.", "positive", "utile +2, pourrait ×0.7 hypothetical = +1.4" },
		{ "C’est trop utile.", "positive", "utile +2, trop +0.293, trop excess = +2.293" },
		{ "C’est UTILE !", "positive", "utile +2, capitals +0.733; ! +0.292 = +3.025" },
		{ "C’est un outil.", "neutral", "" },
		{ "Elle a dit : « c’est utile ».", "positive", "utile +2, elle holder = +2" },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		found f = score("fr", list[i].text, true, NULL, NULL);
		ck_assert_str_eq(f.trace, list[i].trace);
		ck_assert_str_eq(f.label, list[i].label);
	}
	ck_assert_str_eq(score("fr", "Elle a dit : « c’est utile ».", true, "others", "leave-out").label, "neutral");
	ck_assert_str_eq(score("fr", "J’ai dit : « c’est utile ».", true, "others", "leave-out").label, "positive");
	ck_assert_str_eq(score("fr", "C’est utile, mais dangereux.", true, "mixed-from", "1").label, "negative");
	ck_assert_str_eq(score("fr", "C’est utile.", true, "neutral-below", "0.5").label, "neutral");
}
END_TEST

/* ---- The lexicons that are shipped ----------------------------------------------------------------- */

START_TEST(shipped_words)
{
	static const struct { const char *language, *text, *label; } list[] = {
		{ "fr", "Ça me fait gagner beaucoup de temps.", "positive" },
		{ "fr", "On ne gagne pas de temps.", "negative" },
		{ "fr", "Nous perdons notre travail.", "negative" },
		{ "fr", "Ça ne sert à rien.", "negative" },
		{ "fr", "C’est pas mal.", "positive" },
		{ "fr", "Ça tire tout le métier vers le bas, ça tire vers le bas.", "negative" },
		{ "fr", "J’aime pas ça.", "negative" },
		{ "fr", "Elles nous ont déçues.", "negative" },
		{ "fr", "Je ne m’inquiète pas.", "positive" },
		{ "fr", "Il n’y a pas que des avantages.", "positive" },
		{ "fr", "Ça m’inquiète énormément.", "negative" },
		{ "fr", "Quelle belle réussite 😍", "positive" },
		{ "fr", "Mon emploi, mon travail, l’intelligence artificielle.", "neutral" },
		{ "fr", "Bien sûr, c’est sans doute une question.", "neutral" },
		{ "en", "I can't trust it :(", "negative" },
		{ "en", "My job, my work, artificial intelligence.", "neutral" },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		found f = score(list[i].language, list[i].text, false, NULL, NULL);
		ck_assert_msg(!strcmp(f.label, list[i].label), "%s: %s: %s", list[i].text, f.label, f.trace);
	}
}
END_TEST

/* Each line of the file: a sentence, its label, and, where they aren't empty, whose it is and who that is. All of them are
 * one text, since lexicons take their time to read. */
typedef struct { uint32_t begin; char cell[4][160]; } phrase;
enum { PHRASES_MOST = 500 };

static uint32_t read_phrases(const char *name, phrase *p, char *text, size_t room)
{
	char line[700];
	uint32_t n = 0;
	size_t length = 0;
	FILE *f = fopen(file_of(name), "r");
	ck_assert_ptr_nonnull(f);
	while (fgets(line, sizeof line, f)) {
		char *at = line;
		if (*line == '#')
			continue;
		ck_assert_uint_lt(n, PHRASES_MOST);
		line[strcspn(line, "\n")] = 0;
		for (int k = 0; k < 4; k++) {
			size_t cell = strcspn(at, "\t");
			snprintf(p[n].cell[k], sizeof p[n].cell[k], "%.*s", (int)cell, at);
			at += cell + (at[cell] == '\t');
		}
		p[n].begin = (uint32_t)length;
		length += (size_t)snprintf(text + length, room - length, "%s\n\n", p[n++].cell[0]);
		ck_assert_uint_lt(length, room);
	}
	fclose(f);
	return n;
}

static int wrong_phrases(const char *language, const char *name)
{
	static phrase p[PHRASES_MOST];
	static char text[PHRASES_MOST * 160];
	uint32_t n = read_phrases(name, p, text, sizeof text), row = 0;
	int wrong = 0;
	mini *m = mini_new(text, strlen(text));
	const char *const options[] = { "lexicon-fr", file_of("data/lexicon.fr.tsv"), "lexicon-en", file_of("data/lexicon.en.tsv"),
		"lexicon-signs", file_of("data/lexicon.signs.tsv"), "whole-below", "0", NULL };
	mini_variable(m, "lang", language);
	ck_assert_int_eq(mini_run(m, strcmp(language, "fr") ? &glane_plugin_tokenize_en : &glane_plugin_tokenize_fr, NULL),
	                 GLANE_OK);
	ck_assert_int_eq(mini_run(m, &glane_plugin_sentiment, options), GLANE_OK);
	const mini_layer *l = mini_find(m, "sentiment");
	for (uint32_t i = 0; i < n; i++) {
		while (row < l->n && l->span[row].begin < p[i].begin)
			row++;
		ck_assert_msg(row < l->n && l->span[row].begin == p[i].begin, "%s: begins no sentence", p[i].cell[0]);
		const char *got[4] = { "", mini_cell(m, l, "label", row), mini_cell(m, l, "holder", row),
			mini_cell(m, l, "who", row) };
		bool right = !strcmp(got[1], p[i].cell[1]);
		for (int k = 2; k < 4; k++)
			right = right && (!*p[i].cell[k] || !strcmp(got[k], p[i].cell[k]));
		if (!right)
			fprintf(stderr, "%s: %s %s %s, expected %s %s %s: %s\n", p[i].cell[0], got[1], got[2], got[3], p[i].cell[1],
			       p[i].cell[2], p[i].cell[3], mini_cell(m, l, "trace", row));
		wrong += !right;
	}
	mini_free(m);
	ck_assert_uint_gt(n, 100);
	return wrong;
}

START_TEST(phrases)
{
	int wrong = wrong_phrases("fr", "tests/phrases.fr.tsv") + wrong_phrases("en", "tests/phrases.en.tsv");
	ck_assert_int_eq(wrong, 0);
}
END_TEST

static const char *wanted;
static bool seen;
static void look(void *user, const char *form, uint32_t n)
{
	(void)user;
	seen = seen || (strlen(wanted) == n && !memcmp(form, wanted, n));
}

START_TEST(inflections)
{
	static const struct { const char *word; uint8_t pos; const char *form; } list[] = {
		{ "utile", POS_ADJ, "utiles" }, { "dangereux", POS_ADJ, "dangereuses" }, { "créatif", POS_ADJ, "créative" },
		{ "beau", POS_ADJ, "belles" }, { "inquiet", POS_ADJ, "inquiète" }, { "trompeur", POS_ADJ, "trompeuse" },
		{ "loyal", POS_ADJ, "loyaux" }, { "mal", POS_NOUN, "maux" }, { "enjeu", POS_NOUN, "enjeux" },
		{ "aimer", POS_VERB, "aimaient" }, { "espérer", POS_VERB, "espère" }, { "menacer", POS_VERB, "menaçait" },
		{ "décourager", POS_VERB, "décourageant" }, { "harceler", POS_VERB, "harcèle" }, { "ennuyer", POS_VERB, "ennuie" },
		{ "réussir", POS_VERB, "réussissent" }, { "souffrir", POS_VERB, "souffert" }, { "mentir", POS_VERB, "ment" },
		{ "craindre", POS_VERB, "craignons" }, { "détruire", POS_VERB, "détruites" }, { "perdre", POS_VERB, "perdu" },
		{ "décevoir", POS_VERB, "déçoit" }, { "faire", POS_VERB, "feront" }, { "avoir", POS_VERB, "aura" },
		{ "plaire", POS_VERB, "plaît" }, { "permettre", POS_VERB, "permis" }, { "prendre", POS_VERB, "prenait" },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		wanted = list[i].form;
		seen = false;
		inflect(list[i].word, list[i].pos, look, NULL);
		ck_assert_msg(seen, "%s of %s", list[i].form, list[i].word);
	}
	wanted = "plus";		/* of plaire: no, for it is another word a thousand times as often */
	seen = false;
	inflect("plaire", POS_VERB, look, NULL);
	ck_assert(!seen);
}
END_TEST

/* ---- Files of users ------------------------------------------------------------------------------ */

static found with_file(const char *text, const char *table)
{
	char path[] = "/tmp/glane-test-XXXXXX";
	int fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	FILE *f = fdopen(fd, "w");
	ck_assert_ptr_nonnull(f);
	fputs(table, f);
	fclose(f);
	found out = score("fr", text, true, "add-fr", path);
	remove(path);
	return out;
}

START_TEST(own_words)
{
	ck_assert_str_eq(with_file("Des outils robotisés.", "mot;catégorie;valeur\nrobotisé;ADJ;-1,5\n").trace,
	                 "robotisés -1.5 = -1.5");
	ck_assert_str_eq(with_file("C’est utile.", "word,valence\nutile,0\n").trace, "");
	ck_assert_str_eq(with_file("C’est utile, hein.", "word,valence\nutile hein,3\n").trace, "utile +2 = +2");
}
END_TEST

START_TEST(refused_lines)
{
	static const struct { const char *table, *message; } list[] = {
		{ "word;valence\nutile;bon\n", "the valence \"bon\" is not a number" },
		{ "word;valence\nutile;\n", "the valence \"\" is not a number" },
		{ "word;valence\nutile;5\n", "the valence 5 is out of range" },
		{ "word;valence\nrobot;1\nRobot;2\n", "\"robot\" has another valence in line 2" },
		{ "word;valence\nrobot;1;2\n", "field" },
		{ "word;valense\nrobot;1\n", "did you mean it by \"valense\"" },
		{ "word;valence;poss\nrobot;1;NOUN\n", "did you mean \"pos\"" },
		{ "word;valence;pos\nrobot;1;nom\n", "write NOUN" },
		{ "word;valence;pos\nrobot;1;quoi\n", "is no part of speech" },
		{ "word;valence\n ;1\n", "there is no word in this line" },
		{ "word;valence\na b c d e f g h i j k l m;1\n", "has more than 12 words" },
		{ "", "empty" },
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		found f = with_file("C’est utile.", list[i].table);
		ck_assert_msg(strstr(f.message, list[i].message) != NULL, "%s: %s", list[i].table, f.message);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("sentiment");
	TCase *t = tcase_create("sentiment");
	tcase_add_test(t, french_numbers);
	tcase_add_test(t, english_numbers);
	tcase_add_test(t, traces);
	tcase_add_test(t, shipped_words);
	tcase_add_test(t, phrases);
	tcase_add_test(t, inflections);
	tcase_add_test(t, own_words);
	tcase_add_test(t, refused_lines);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
