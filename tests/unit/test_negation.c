/* What is denied: a sentence a line, its tokens apart, and below how each word of interest is denied. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "negation/negation.h"

/* `text`: tokens parted by blanks; those in {} must be denied as `how` says, those in <> must not be denied. */
typedef struct {
	int how;
	const char *text;
} sentence;

static const char *const names[N_NEGATION] = { "none", "denied", "without", "far", "little", "not without", "restricted" };

static bool is_mark(const char *p, size_t n)
{
	static const char *const marks[] = { ".", "!", "?", ";", ":", ",", "(", ")", "«", "»", "“", "”", "…", "—", "\"" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strlen(marks[i]) == n && !memcmp(p, marks[i], n))
			return true;
	return false;
}

static uint32_t wrong_in(uint32_t language, const sentence *c)
{
	enum { MOST = 64 };
	static negation out[MOST];
	static glane_str form[MOST];
	static bool word[MOST];
	char bracket[MOST], text[512];
	uint32_t n = 0, wrong = 0, asked = 0;
	snprintf(text, sizeof text, "%s", c->text);
	for (char *t = strtok(text, " "); t; t = strtok(NULL, " ")) {
		size_t length = strlen(t);
		bracket[n] = *t == '{' || *t == '<' ? *t : 0;
		form[n] = bracket[n] ? (glane_str){ t + 1, (uint32_t)length - 2 } : (glane_str){ t, (uint32_t)length };
		word[n] = !is_mark(form[n].p, form[n].n);
		n++;
	}
	negation_find(language, &(negation_sentence){ n, form, word }, out);
	for (uint32_t i = 0; i < n; i++) {
		bool good = bracket[i] == '{' ? out[i].how == c->how && out[i].cue < n :
		            bracket[i] == '<' ? !negation_denies(&out[i]) : true;
		asked += bracket[i] != 0;
		if (!good) {
			fprintf(stderr, "%s: %.*s is %s by %u\n", c->text, GLANE_STR(form[i]), names[out[i].how], out[i].times);
			wrong++;
		}
	}
	return wrong + !asked;
}

static void check_all(uint32_t language, const sentence *c, size_t n)
{
	uint32_t wrong = 0;
	for (size_t i = 0; i < n; i++)
		wrong += wrong_in(language, &c[i]);
	ck_assert_uint_eq(wrong, 0);
}
#define CHECK(language, list) check_all(language, list, sizeof list / sizeof *list)

START_TEST(french_with_ne)
{
	static const sentence list[] = {
		{ NEGATION_DENIED, "ce n' est pas {utile}" },
		{ NEGATION_DENIED, "ce n' est pas très {utile}" },
		{ NEGATION_DENIED, "ce n' est guère {utile}" },
		{ NEGATION_DENIED, "ce n' est pas {inutile}" },
		{ NEGATION_DENIED, "je n' ai pas {peur}" },
		{ NEGATION_DENIED, "je n' {aime} pas ce travail" },
		{ NEGATION_DENIED, "je n' ai jamais {peur}" },
		{ NEGATION_DENIED, "je n' ai plus {confiance}" },
		{ NEGATION_DENIED, "il n' y a aucun {problème}" },
		{ NEGATION_DENIED, "il n' y a nullement {danger}" },
		{ NEGATION_DENIED, "ça n' a aucunement {amélioré} les choses" },
		{ NEGATION_DENIED, "rien ne {marche}" },
		{ NEGATION_DENIED, "personne ne m' {aide}" },
		{ NEGATION_DENIED, "ce n' est ni {utile} ni {fiable}" },
		{ NEGATION_DENIED, "il ne faut point {craindre} la machine" },
		{ NEGATION_DENIED, "je n' ose {espérer}" },
		{ NEGATION_DENIED, "je ne pense pas que cette idée soit vraiment une très {bonne} chose" },
		{ NEGATION_DENIED, "je ne suis pas sûr que tout cela soit au fond une {bonne} chose" },
		{ NEGATION_NONE, "n' importe quel outil <utile>" },
		{ NEGATION_NONE, "avant qu' il ne soit <dangereux>" },
		{ NEGATION_NONE, "de peur qu' il ne soit <dangereux>" },
		{ NEGATION_NONE, "c' est plus utile que je ne le <craignais>" },
		{ NEGATION_NONE, "je n' ai pas peur , c' est <utile>" },
		{ NEGATION_NONE, "ce n' est pas grave mais <utile>" },
		{ NEGATION_NONE, "je n' y pense pas car c' est <utile>" },
		{ NEGATION_NONE, "je ne m' en sers pas parce que c' est <dangereux>" },
		{ NEGATION_NONE, "il n' y a pas de doute que c' est <utile>" },
	};
	CHECK(NEGATION_FR, list);
}
END_TEST

START_TEST(french_speech)
{
	static const sentence list[] = {
		{ NEGATION_DENIED, "c' est pas {utile}" },
		{ NEGATION_DENIED, "c' est pas quelque chose qui me fait {peur}" },
		{ NEGATION_DENIED, "j' ai jamais {peur}" },
		{ NEGATION_DENIED, "j' {aime} pas ça" },
		{ NEGATION_DENIED, "ça m' {intéresse} absolument pas" },
		{ NEGATION_DENIED, "ça {marche} même pas" },
		{ NEGATION_DENIED, "les outils {marchent} pas" },
		{ NEGATION_DENIED, "y'a aucun {problème}" },
		{ NEGATION_DENIED, "c' est pas grand-chose de {grave}" },
		{ NEGATION_DENIED, "je pense pas que ce soit {dangereux} pour nous" },
		{ NEGATION_DENIED, "j' ai pas l' impression que ce soit vraiment très {utile}" },
		{ NEGATION_DENIED, "rien d' {intéressant}" },
		{ NEGATION_DENIED, "personne m' {aide}" },
		{ NEGATION_DENIED, "un outil non {fiable}" },
		{ NEGATION_NONE, "il y a plus de <travail>" },
		{ NEGATION_NONE, "j' ai plus <peur>" },
		{ NEGATION_NONE, "c' est pas grave on a <aimé>" },
		{ NEGATION_NONE, "pourquoi pas , c' est <utile>" },
		{ NEGATION_NONE, "pourquoi pas <utiliser> ça" },
		{ NEGATION_NONE, "y'a pas mal de <problèmes>" },
		{ NEGATION_NONE, "un premier pas <utile>" },
		{ NEGATION_NONE, "si jamais c' est <utile>" },
		{ NEGATION_NONE, "plus <utile> que jamais" },
		{ NEGATION_NONE, "une personne <compétente>" },
		{ NEGATION_NONE, "non , c' est <utile>" },
		{ NEGATION_NONE, "non c' est <utile>" },
		{ NEGATION_NONE, "c' est <utile> , pas vrai" },
		{ NEGATION_NONE, "une solution <utile> pas chère" },
	};
	CHECK(NEGATION_FR, list);
}
END_TEST

START_TEST(french_other_cues)
{
	static const sentence list[] = {
		{ NEGATION_RESTRICTED, "ce n' est qu' {utile}" },
		{ NEGATION_RESTRICTED, "ce n' est pas qu' {utile}" },
		{ NEGATION_RESTRICTED, "ce n' est pas seulement {utile}" },
		{ NEGATION_RESTRICTED, "c' est pas juste un {jouet}" },
		{ NEGATION_RESTRICTED, "il n' y a plus que des {problèmes}" },
		{ NEGATION_RESTRICTED, "c' est rien que du {bonheur}" },
		{ NEGATION_RESTRICTED, "non seulement {utile}" },
		{ NEGATION_DENIED, "ce n' est pas juste {utile}" },
		{ NEGATION_LITTLE, "c' est peu {utile}" },
		{ NEGATION_LITTLE, "très peu de {problèmes}" },
		{ NEGATION_NONE, "un peu <utile>" },
		{ NEGATION_NONE, "un petit peu <utile>" },
		{ NEGATION_NONE, "c' est à peu près <utile>" },
		{ NEGATION_FAR, "loin d' être {fiable}" },
		{ NEGATION_FAR, "on est loin du {bonheur}" },
		{ NEGATION_NONE, "pas loin d' être <fiable>" },
		{ NEGATION_NONE, "loin de là , c' est <fiable>" },
		{ NEGATION_WITHOUT, "sans {risque}" },
		{ NEGATION_WITHOUT, "sans aucun {problème}" },
		{ NEGATION_WITHOUT, "sans jamais avoir {peur}" },
		{ NEGATION_WITHOUT, "sans que ce soit vraiment {dangereux}" },
		{ NEGATION_NONE, "sans doute <utile>" },
		{ NEGATION_NONE, "sans aucun doute <utile>" },
		{ NEGATION_NOT_WITHOUT, "ce n' est pas sans {risque}" },
		{ NEGATION_NOT_WITHOUT, "c' est pas sans {risque}" },
		{ NEGATION_NOT_WITHOUT, "non sans {mal}" },
	};
	CHECK(NEGATION_FR, list);
}
END_TEST

START_TEST(english)
{
	static const sentence list[] = {
		{ NEGATION_DENIED, "the book was not {good}" },
		{ NEGATION_DENIED, "the book was not very {good}" },
		{ NEGATION_DENIED, "i can't {recommend} it" },
		{ NEGATION_DENIED, "it isn't {good}" },
		{ NEGATION_DENIED, "it dont {work}" },
		{ NEGATION_DENIED, "nobody {likes} it" },
		{ NEGATION_DENIED, "no {problem}" },
		{ NEGATION_DENIED, "no {problem} or {trouble}" },
		{ NEGATION_DENIED, "i don't think it's {bad}" },
		{ NEGATION_DENIED, "i don't think it is a {bad} tool" },
		{ NEGATION_DENIED, "i don't really think that this new thing is a {bad} tool" },
		{ NEGATION_DENIED, "i rarely {trust} it" },
		{ NEGATION_NONE, "i don't think about it , it is <good>" },
		{ NEGATION_NONE, "i don't think it matters and i am <happy> with it" },
		{ NEGATION_NONE, "it isn't not <good>" },
		{ NEGATION_NONE, "no , it is <good>" },
		{ NEGATION_NONE, "not bad but <good>" },
		{ NEGATION_NONE, "no doubt it is <good>" },
		{ NEGATION_NONE, "without a doubt <good>" },
		{ NEGATION_NONE, "never so <good>" },
		{ NEGATION_RESTRICTED, "not only {good}" },
		{ NEGATION_RESTRICTED, "nothing but {problems}" },
		{ NEGATION_WITHOUT, "without any {problem}" },
		{ NEGATION_NONE, "not without <risk>" },
		{ NEGATION_FAR, "far from being {good}" },
		{ NEGATION_LITTLE, "it is hardly {useful}" },
		{ NEGATION_LITTLE, "it is barely {useful}" },
		{ NEGATION_LITTLE, "it is scarcely {useful}" },
		{ NEGATION_LITTLE, "i have little {trust}" },
		{ NEGATION_LITTLE, "there are few {problems}" },
		{ NEGATION_NONE, "a little <slow>" },
		{ NEGATION_NONE, "my little brother is <happy>" },
	};
	CHECK(NEGATION_EN, list);
}
END_TEST

/* Each contraction, with and without its apostrophe, and each word that denies in VADER. */
START_TEST(every_cue)
{
	static const char *const en[] = { "aint", "arent", "cannot", "cant", "couldnt", "darent", "didnt", "doesnt", "dont",
		"hadnt", "hasnt", "havent", "isnt", "mightnt", "mustnt", "neednt", "neither", "never", "nobody", "none", "nope",
		"nor", "not", "nothing", "nowhere", "oughtnt", "rarely", "seldom", "shant", "shouldnt", "uhuh", "wasnt",
		"werent", "wont", "wouldnt", "isn't", "won't", "couldn't", "no" };
	static const char *const fr[] = { "aucun", "aucune", "aucunement", "guère", "jamais", "nullement", "pas", "rien", "ni",
		"ne", "n'", "non" };
	static const char *const clauses[] = { "although", "because", "but", "however", "though", "whereas" };
	static const char *const ends[] = { "car", "cependant", "donc", "lorsqu'", "lorsque", "mais", "néanmoins", "parce",
		"pourtant", "puisqu'", "puisque", "quand", "quoiqu'", "quoique", "sinon", "tandis", "toutefois" };
	char text[64];
	for (size_t i = 0; i < sizeof en / sizeof *en; i++) {
		snprintf(text, sizeof text, "%s {good}", en[i]);
		ck_assert_uint_eq(wrong_in(NEGATION_EN, &(sentence){ NEGATION_DENIED, text }), 0);
	}
	for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
		snprintf(text, sizeof text, "not this %s <good>", clauses[i]);
		ck_assert_uint_eq(wrong_in(NEGATION_EN, &(sentence){ NEGATION_NONE, text }), 0);
	}
	for (size_t i = 0; i < sizeof fr / sizeof *fr; i++) {
		snprintf(text, sizeof text, "%s {utile}", fr[i]);
		ck_assert_uint_eq(wrong_in(NEGATION_FR, &(sentence){ NEGATION_DENIED, text }), 0);
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(text, sizeof text, "pas ça %s <utile>", ends[i]);
		ck_assert_uint_eq(wrong_in(NEGATION_FR, &(sentence){ NEGATION_NONE, text }), 0);
	}
}
END_TEST

START_TEST(two_cues_in_english)
{
	glane_str form[] = { { "never", 5 }, { "not", 3 }, { "good", 4 } };
	bool word[] = { true, true, true };
	negation out[3];
	negation_find(NEGATION_EN, &(negation_sentence){ 3, form, word }, out);
	ck_assert_uint_eq(out[2].times, 2);
	ck_assert(!negation_denies(&out[2]));
	ck_assert(negation_denies(&out[1]));
	negation_find(NEGATION_FR, &(negation_sentence){ 0, NULL, NULL }, NULL);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("negation");
	TCase *t = tcase_create("negation");
	tcase_add_test(t, french_with_ne);
	tcase_add_test(t, french_speech);
	tcase_add_test(t, french_other_cues);
	tcase_add_test(t, english);
	tcase_add_test(t, every_cue);
	tcase_add_test(t, two_cues_in_english);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
