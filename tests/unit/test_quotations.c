/* quotations: marks of all manners with their offsets, kinds, attributions, what is wrong in texts, and time. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "mini_host.h"
#include "plugins/quotations/quotations.h"

extern const glane_plugin glane_plugin_quotations;

static mini *run(const char *text, size_t n, const char *lang, const char *const *options)
{
	mini *m = mini_new(text, n);
	mini_variable(m, "lang", lang);
	ck_assert_int_eq(mini_run(m, &glane_plugin_quotations, options), GLANE_OK);
	return m;
}

static uint32_t code_points(const char *text, uint32_t bytes)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < bytes; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

/* "kind|what is said|attribution|role|organisation|profile|flags", one row after the other, " // " between. */
static const char *shown(const char *text, const char *lang, const char *const *options)
{
	static const char *const columns[] = { "attribution", "role", "organisation", "profile", "flags" };
	static char out[8192];
	mini *m = run(text, strlen(text), lang, options);
	const mini_layer *l = mini_find(m, "verbatim");
	char *to = out;
	*to = 0;
	for (uint32_t i = 0; l && i < l->n; i++) {
		to += sprintf(to, "%s%s|%.*s", i ? " // " : "", mini_cell(m, l, "kind", i), (int)(l->span[i].end - l->span[i].begin),
		              text + l->span[i].begin);
		for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
			to += sprintf(to, "|%s", mini_cell(m, l, columns[k], i));
	}
	mini_free(m);
	return out;
}

static const char *fr(const char *text)
{
	return shown(text, "fr", NULL);
}

static const char *en(const char *text)
{
	return shown(text, "en", NULL);
}

/* ---- Offsets ----------------------------------------------------------------------------------- */

/* Code points from the opening mark to behind the closing one, of the row's text, and of its attribution. */
typedef struct { uint32_t begin, end, attribution, attribution_end; } place;

static uint32_t find_bytes(const char *text, const char *what)
{
	const char *p = *what ? strstr(text, what) : NULL;
	return p ? code_points(text, (uint32_t)(p - text)) : 0;
}

static place place_of(const char *text, uint32_t row)
{
	static const char *const blanks[] = { " ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89" };
	mini *m = run(text, strlen(text), "fr", NULL);
	const mini_layer *l = mini_find(m, "verbatim");
	ck_assert_ptr_nonnull(l);
	ck_assert_uint_lt(row, l->n);
	uint32_t begin = l->span[row].begin, end = l->span[row].end;
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t k = strlen(blanks[i]);
		if (begin >= k && !memcmp(text + begin - k, blanks[i], k))
			begin -= (uint32_t)k;
		if (!strncmp(text + end, blanks[i], k))
			end += (uint32_t)k;
	}
	const char *who = mini_cell(m, l, "attribution", row);
	place p = { code_points(text, begin) - 1, code_points(text, end) + 1, find_bytes(text, who), 0 };
	p.attribution_end = p.attribution + code_points(who, (uint32_t)strlen(who));
	mini_free(m);
	return p;
}

START_TEST(offsets)
{
	static const struct { const char *text; uint32_t row; place at; const char *kind; } cases[] = {
		{ "Il affirme : « Je résiste, pour l’instant. »", 0, { 13, 44, 0, 0 }, "verbatim" },
		{ "“On n'en parle pas du tout” (Juriste, grande entreprise de conseil / entreprise réfractaire).", 0, { 0, 27, 29, 91 },
		  "verbatim" },
		{ "« Ce n’est pas simple, explique-t-elle, mais on avance. »", 0, { 0, 57, 0, 0 }, "verbatim" },
		{ "Pour l’un d’eux, « le mot “magique” est trompeur » (CTO, petite entreprise).", 0, { 17, 50, 52, 74 }, "verbatim" },
		{ "Pour l’un d’eux, « le mot “magique” est trompeur » (CTO, petite entreprise).", 1, { 26, 35, 0, 0 }, "term" },
		{ "Selon lui, l’IA « pâtit de nombreux freins ».", 0, { 16, 44, 0, 0 }, "verbatim" },
		{ "Le “prompting” apparaît comme la technique propre au prompting.", 0, { 3, 14, 0, 0 }, "term" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		place p = place_of(cases[i].text, cases[i].row), *e = (place *)(uintptr_t)&cases[i].at;
		ck_assert_msg(p.begin == e->begin && p.end == e->end, "case %zu: [%u,%u)", i, p.begin, p.end);
		if (e->attribution_end)
			ck_assert_msg(p.attribution == e->attribution && p.attribution_end == e->attribution_end, "case %zu: attribution [%u,%u)",
			              i, p.attribution, p.attribution_end);
		mini *m = run(cases[i].text, strlen(cases[i].text), "fr", NULL);
		ck_assert_str_eq(mini_cell(m, mini_find(m, "verbatim"), "kind", cases[i].row), cases[i].kind);
		mini_free(m);
	}
}
END_TEST

START_TEST(bytes_and_code_points)
{
	const char *text = "Moi : « L’IA, c’est 👍 génial », dit-elle.";
	mini *m = run(text, strlen(text), "fr", NULL);
	const mini_layer *l = mini_find(m, "verbatim");
	ck_assert_uint_eq(l->n, 1);
	ck_assert_uint_eq(l->span[0].begin, 9);
	ck_assert_uint_eq(l->span[0].end, 37);
	ck_assert_uint_eq(code_points(text, 9), 8);
	ck_assert_uint_eq(code_points(text, 37), 28);
	ck_assert_str_eq(mini_cell(m, l, "kind", 0), "verbatim");
	mini_free(m);
}
END_TEST

START_TEST(incises_have_rows_of_their_own)
{
	const char *text = "« Ce n’est pas simple, explique-t-elle, mais on avance. »\n\n— Non, dit-il.\n— Vous partez ? demanda Jeanne. Je reste.";
	static const char *const inside[] = { ", explique-t-elle,", "demanda Jeanne." };
	mini *m = run(text, strlen(text), "fr", NULL);
	const mini_layer *l = mini_find(m, "glane:incise"), *v = mini_find(m, "verbatim");
	ck_assert_uint_eq(l->n, 2);
	for (uint32_t i = 0; i < 2; i++) {
		ck_assert_uint_eq(l->span[i].end - l->span[i].begin, strlen(inside[i]));
		ck_assert_int_eq(strncmp(text + l->span[i].begin, inside[i], strlen(inside[i])), 0);
	}
	ck_assert_uint_eq(v->n, 3);
	ck_assert_int_eq(strncmp(text + v->span[1].begin, "Non", v->span[1].end - v->span[1].begin), 0);
	ck_assert_str_eq(mini_cell(m, v, "attribution", 2), "Jeanne");
	ck_assert_str_eq(mini_cell(m, v, "verb", 2), "demanda");
	mini_free(m);
}
END_TEST

/* ---- Marks ------------------------------------------------------------------------------------- */

START_TEST(marks_of_all_manners)
{
	static const char *const marks[][2] = { { "«\xC2\xA0", "\xC2\xA0»" }, { "«\xE2\x80\xAF", "\xE2\x80\xAF»" }, { "“", "”" }, { "„", "“" },
		{ "‘", "’" }, { "‚", "’" }, { "‹", "›" }, { "\"", "\"" }, { "'", "'" } };
	char text[256];
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!strcmp(marks[i][0], "‚"))		/* closed by ‘ */
			snprintf(text, sizeof text, "Elle dit : ‚Je ne sais pas, l’an prochain peut-être.‘");
		else
			snprintf(text, sizeof text, "Elle dit : %sJe ne sais pas, l’an prochain peut-être.%s", marks[i][0], marks[i][1]);
		ck_assert_str_eq(fr(text), "verbatim|Je ne sais pas, l’an prochain peut-être.|||||");
	}
}
END_TEST

START_TEST(options_choose_marks)
{
	static const char *const straight[] = { "straight", "no", NULL }, *const single[] = { "single", "no", NULL };
	static const char *const never[] = { "dashes", "no", NULL }, *const always[] = { "dashes", "yes", NULL };
	ck_assert_str_eq(shown("Il dit : \"Je viens.\"", "fr", straight), "");
	ck_assert_str_eq(shown("He said 'I am coming.'", "en", single), "");
	ck_assert_str_eq(shown("— Tu viens ?\n— Oui !", "fr", never), "");
	ck_assert_str_eq(shown("- des pommes\n- des poires", "fr", NULL), "");
	ck_assert_str_eq(shown("- des pommes", "fr", always), "verbatim|des pommes|||||dialogue");
}
END_TEST

START_TEST(apostrophes_are_no_marks)
{
	ck_assert_str_eq(en("The boys’ room wasn't theirs; rock 'n' roll was the '90s’ music, 'tis said."), "");
	ck_assert_str_eq(en("She said: ‘The boys’ room is mine.’"), "verbatim|The boys’ room is mine.|||||");
	ck_assert_str_eq(fr("J’ai l’impression qu’aujourd’hui l'outil n'aide pas."), "");
	ck_assert_str_eq(en("A board of 5\" by 7\" is small."), "");
}
END_TEST

START_TEST(marks_that_are_missing)
{
	/* Closed with its paragraph. */
	ck_assert_str_eq(fr("Il dit : « Je ne sais pas encore.\n\nOn verra bien, dit-on, « demain »."),
	                 "verbatim|Je ne sais pas encore.|||||unclosed // scare-quote|demain|||||");
	/* Before the remark that says who. */
	ck_assert_str_eq(fr("“Nous ne formons personne (Associé, petite entreprise / attentiste).\n\nAutre sujet."),
	                 "verbatim|Nous ne formons personne|Associé, petite entreprise / attentiste|Associé|petite entreprise|attentiste|unclosed");
	/* A stray one. */
	ck_assert_str_eq(fr("Fin de phrase. “\n\n“On verra bien, je ne sais pas” (CTO, PME)."),
	                 "verbatim|On verra bien, je ne sais pas|CTO, PME|CTO|PME||");
	ck_assert_str_eq(fr("Une phrase ” et une autre » sans rien."), "");
	/* The wrong one of a pair. */
	ck_assert_str_eq(fr("”Nous y allons tous” (CTO, PME)."), "verbatim|Nous y allons tous|CTO, PME|CTO|PME||mismatched");
	ck_assert_str_eq(fr("“Nous y allons tous“\n(CTO, PME)."), "verbatim|Nous y allons tous|CTO, PME|CTO|PME||mismatched");
	/* A mark at each paragraph of one quotation. */
	ck_assert_str_eq(fr("Il dit : « Je viens.\n« Je reste. »"), "verbatim|Je viens.\n« Je reste.|||||running");
	/* Too far away. */
	static const char *const near[] = { "longest", "50", NULL };
	ck_assert_str_eq(shown("Il dit : « Je viens.\nPuis un long récit qui n’est de personne et qui dure. Fin »", "fr", near),
	                 "verbatim|Je viens.|||||unclosed");
}
END_TEST

START_TEST(lines_of_a_pdf)
{
	char text[4096], *to = text;
	for (int i = 0; i < 30; i++)
		to += sprintf(to, "Une ligne de prose qui est aussi large que la page et dont le nombre est %02d,\n\n", i);
	sprintf(to, "et voici :\n\n“On ne nous a rien demandé, et je le regrette, parce que chacun aurait voulu\n\nêtre entendu” "
	            "(Juriste, grande entreprise de\n\nconseil / entreprise réfractaire).\n\nSuite.");
	ck_assert_str_eq(fr(text), "verbatim|On ne nous a rien demandé, et je le regrette, parce que chacun aurait voulu\n\nêtre entendu|"
	                           "Juriste, grande entreprise de conseil / entreprise réfractaire|Juriste|grande entreprise de conseil|réfractaire|");
}
END_TEST

/* ---- Kinds and attributions -------------------------------------------------------------------- */

START_TEST(kinds)
{
	static const char *const cases[][2] = {
		{ "Le mot « souveraineté » revient.", "term" }, { "Les grands modèles, dits « fondamentaux », coûtent cher.", "term" },
		{ "Le questionnaire “salariés” a été clos ; les salariés ont répondu, tous les salariés.", "term" },
		{ "Des “modèles de langage” (LLM) sont en cause.", "term" },
		{ "Il agit comme un « copilote ».", "scare-quote" }, { "Cette « révolution » tarde.", "scare-quote" },
		{ "C’est un usage très « littéraire ».", "scare-quote" }, { "On l’a fait pour « dresser » la machine.", "scare-quote" },
		{ "Un rapport intitulé « Le travail et l’outil » a paru.", "title" },
		{ "Marsh, 2023, “Working with Machines at Night”, p. 3.", "title" },
		{ "Il répond : « Peut-être. »", "verbatim" }, { "“Oui” (Juriste, PME).", "scare-quote" },
		{ "L’outil pose problème.\n« Je perds une heure par jour à tout relire derrière lui »\nSuite.", "verbatim" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *s = fr(cases[i][0]);
		ck_assert_msg(!strncmp(s, cases[i][1], strlen(cases[i][1])) && s[strlen(cases[i][1])] == '|', "%s: %s", cases[i][0], s);
	}
}
END_TEST

START_TEST(who_is_quoted_in_french)
{
	ck_assert_str_eq(fr("« Je vérifie tout moi-même. » – Un comédien de doublage.\nSuite."),
	                 "verbatim|Je vérifie tout moi-même.|Un comédien de doublage|comédien de doublage|||");
	ck_assert_str_eq(fr("Citations\n- **Dispatcher routier** : “Je cherche ce que nous apportons”\n"),
	                 "verbatim|Je cherche ce que nous apportons|Dispatcher routier|Dispatcher routier|||");
	ck_assert_str_eq(fr("Comme l’a résumé une professeure de lettres : « Je relis tout. »"),
	                 "verbatim|Je relis tout.|une professeure de lettres|professeure de lettres|||");
	ck_assert_str_eq(fr("Un chercheur en optique résume bien la chose : « Je relis tout. »"),
	                 "verbatim|Je relis tout.|Un chercheur en optique|chercheur en optique|||");
	ck_assert_str_eq(fr("« Je relis tout », explique Marie Dupont, directrice de l’agence."),
	                 "verbatim|Je relis tout|Marie Dupont, directrice de l’agence|directrice de l’agence|||");
	ck_assert_str_eq(fr("« Je relis tout, explique Marie Dupont, et je corrige. »"),
	                 "verbatim|Je relis tout, explique Marie Dupont, et je corrige.|Marie Dupont||||incise");
	ck_assert_str_eq(fr("Selon les salariés interrogés, l’outil « fait perdre un temps fou »."),
	                 "verbatim|fait perdre un temps fou|les salariés interrogés|salariés|||");
}
END_TEST

START_TEST(who_is_quoted_in_english)
{
	ck_assert_str_eq(en("“It saves me an hour,” said Ada Marsh, a teacher."), "verbatim|It saves me an hour,|Ada Marsh, a teacher|teacher|||");
	ck_assert_str_eq(en("A nurse told us: \"I check every line.\""), "verbatim|I check every line.|A nurse|nurse|||");
	ck_assert_str_eq(en("\"I check every line\" (nurse, small hospital)"), "verbatim|I check every line|nurse, small hospital|nurse|small hospital||");
	ck_assert_str_eq(en("\"Yes,\" he said, \"every line.\""), "verbatim|Yes,||||| // verbatim|every line.|||||");
	ck_assert_str_eq(en("According to a pilot, the tool “makes mistakes that nobody sees”."),
	                 "reported|the tool “makes mistakes that nobody sees”|a pilot|pilot||| // "
	                 "verbatim|makes mistakes that nobody sees|a pilot|pilot|||");
}
END_TEST

START_TEST(descriptions)
{
	static const char *const cases[][4] = {
		{ "CT0, Petite entreprise de conseil IA / entreprise pionnière", "CTO", "Petite entreprise de conseil IA", "pionnier" },
		{ "CTO, petite entreprise de conseil IA, entreprise pionnière", "CTO", "petite entreprise de conseil IA", "pionnier" },
		{ "CEO / petite entreprise conseil IA / entreprise pionnière", "CEO", "petite entreprise conseil IA", "pionnier" },
		{ "Développeur informatique, projets IAG, grande entreprise éditricre de logiciels / Pionnier",
		  "Développeur informatique, projets IAG", "grande entreprise éditrice de logiciels", "pionnier" },
		{ "Traducteur, entreprise individuelle/ entreprise réfractaire", "Traducteur", "entreprise individuelle", "réfractaire" },
		{ "développeurs / pionniers", "développeurs", "", "pionnier" },
		{ "Consultante, travailleuse indépendante SASU / ATTENTISTE", "Consultante", "travailleuse indépendante SASU", "attentiste" },
		{ "Traducteur indépendant", "Traducteur indépendant", "", "" },
	};
	char text[512], expected[512];
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		snprintf(text, sizeof text, "« Je ne sais pas encore » (%s).", cases[i][0]);
		snprintf(expected, sizeof expected, "verbatim|Je ne sais pas encore|%s|%s|%s|%s|", cases[i][0], cases[i][1], cases[i][2], cases[i][3]);
		ck_assert_str_eq(fr(text), expected);
	}
}
END_TEST

START_TEST(nested_rows_point_at_the_outer_one)
{
	const char *text = "« A “b ‘c’ d” e » et « f »";
	mini *m = run(text, strlen(text), "fr", NULL);
	const mini_layer *l = mini_find(m, "verbatim");
	static const uint32_t outer[] = { GLANE_NONE, 0, 1, GLANE_NONE };
	ck_assert_uint_eq(l->n, 4);
	for (uint32_t k = 0; k < l->n_columns; k++)
		if (!strcmp(l->column[k].name, "within"))
			for (uint32_t i = 0; i < l->n; i++)
				ck_assert_uint_eq(((const uint32_t *)l->column[k].cells)[i], outer[i]);
	mini_free(m);
}
END_TEST

/* ---- Phrases ----------------------------------------------------------------------------------- */

/* A line of a file of phrases with \n for line ends. */
static void unescape(char *line)
{
	char *to = line;
	for (; *line && *line != '\n'; line++)
		if (line[0] == '\\' && line[1] == 'n') {
			*to++ = '\n';
			line++;
		} else {
			*to++ = *line;
		}
	*to = 0;
}

/* The rows of a phrase as the files have them. */
static const char *rows_of(const char *text, const char *lang)
{
	static const char *const columns[] = { "attribution", "role", "flags" };
	static char out[8192];
	mini *m = run(text, strlen(text), lang, NULL);
	const mini_layer *l = mini_find(m, "verbatim");
	char *to = out;
	*to = 0;
	for (uint32_t i = 0; l && i < l->n; i++) {
		to += sprintf(to, "%s|%.*s", mini_cell(m, l, "kind", i), (int)(l->span[i].end - l->span[i].begin), text + l->span[i].begin);
		for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
			to += sprintf(to, "|%s", mini_cell(m, l, columns[k], i));
		*to++ = '\t';
		*to = 0;
	}
	mini_free(m);
	return out;
}

static uint32_t check_phrases(const char *lang)
{
	char path[4096], line[2048], phrase[2048] = "", expected[8192] = "";
	const char *top = getenv("top_srcdir");
	uint32_t phrases = 0;
	snprintf(path, sizeof path, "%s/plugins/quotations/tests/phrases.%s.txt", top ? top : ".", lang);
	FILE *f = fopen(path, "r");
	ck_assert_msg(f != NULL, "cannot open %s", path);
	for (bool more = true; more;) {
		more = fgets(line, sizeof line, f) != NULL;
		if (more && *line == '\t') {
			unescape(line);
			strcat(strcat(expected, line + 1), "\t");
			continue;
		}
		if (*phrase) {
			const char *found = rows_of(phrase, lang);
			ck_assert_msg(!strcmp(found, expected), "%s\nexpected: %s\nfound:    %s", phrase, expected, found);
			phrases++;
		}
		*phrase = *expected = 0;
		if (more && *line != '#' && *line != '\n') {
			unescape(line);
			strcpy(phrase, line);
		}
	}
	fclose(f);
	return phrases;
}

START_TEST(phrases)
{
	ck_assert_uint_gt(check_phrases("fr"), 50);
	ck_assert_uint_gt(check_phrases("en"), 35);
}
END_TEST

/* Narrator's words cut out: a row for each piece, and what holds or repeats a piece is its first one. */
START_TEST(incises_are_cut_where_asked)
{
	static const char *const cut[] = { "incises", "cut", NULL }, *const silent[] = { "reported", "no", NULL };
	ck_assert_str_eq(shown("« Ce n’est pas simple, explique Marie, mais on avance. »", "fr", cut),
	                 "verbatim|Ce n’est pas simple|Marie||||incise // verbatim|mais on avance.|Marie||||incise");
	ck_assert_str_eq(shown("Mon chef dit que « oui, c’est bon ». Il dit que tout va bien.", "fr", silent),
	                 "verbatim|oui, c’est bon|Mon chef|chef|||");
	const char *text = "« Pour moi, dit-elle, le mot “vrai” est de trop. » Et « le mot vrai est de trop » revient.";
	mini *m = mini_new(text, strlen(text));
	mini_variable(m, "lang", "fr");
	ck_assert_int_eq(mini_run(m, &glane_plugin_quotations, cut), GLANE_OK);
	const mini_layer *l = mini_find(m, "verbatim");
	ck_assert_uint_eq(l->n, 4);
	for (uint32_t k = 0; k < l->n_columns; k++)
		if (!strcmp(l->column[k].name, "within"))
			ck_assert_uint_eq(((const uint32_t *)l->column[k].cells)[2], 0);
	mini_free(m);
}
END_TEST

START_TEST(cited_twice)
{
	const char *text = "« On perd du temps à tout vérifier, tous les jours, depuis un an, et sans que personne le dise. »\n"
		"On regrette que l’on « perd du temps à tout vérifier ».\n"
		"« On perd du temps à tout vérifier, tous les jours, depuis un an environ, sans que personne ne le dise. »";
	mini *m = run(text, strlen(text), "fr", NULL);
	const mini_layer *l = mini_find(m, "verbatim");
	static const uint32_t of[] = { GLANE_NONE, 0, 0 };
	ck_assert_uint_eq(l->n, 3);
	for (uint32_t k = 0; k < l->n_columns; k++)
		if (!strcmp(l->column[k].name, "repeats"))
			for (uint32_t i = 0; i < l->n; i++)
				ck_assert_uint_eq(((const uint32_t *)l->column[k].cells)[i], of[i]);
	ck_assert_str_eq(mini_cell(m, l, "flags", 2), "repeated");
	mini_free(m);
}
END_TEST

/* ---- Conjugation ------------------------------------------------------------------------------- */

static void collect(void *to, const char *form)
{
	strcat(strcat(to, form), " ");
}

START_TEST(verbs_by_rule)
{
	static const char *const cases[][5] = {
		{ "er", "annoncer", "annonça ", "annoncera ", "annonçait " }, { "er", "interroger", "interrogea ", "interroge ", "interrogeait " },
		{ "er", "répéter", "répète ", "répéta ", "répétait " }, { "er", "rappeler", "rappelle ", "rappela ", "rappelait " },
		{ "er", "bégayer", "bégaie ", "bégaya ", "bégayent " },
		{ "en", "reply", "replied ", "replies ", "replying " }, { "en", "admit", "admitted ", "admits ", "admitting " },
		{ "en", "gasp", "gasped ", "gasps ", "gasping " }, { "en", "hiss", "hissed ", "hisses ", "hissing " },
		{ "en", "state", "stated ", "states ", "stating " }, { "en", "nod", "nodded ", "nods ", "nodding " },
		{ "en", "answer", "answered ", "answers ", "answering " },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char all[4096] = " ";
		(*cases[i][0] == 'e' && cases[i][0][1] == 'r' ? conjugate_er : conjugate_en)(cases[i][1], collect, all);
		for (int k = 2; k < 5; k++) {
			char wanted[64];
			snprintf(wanted, sizeof wanted, " %s", cases[i][k]);
			ck_assert_msg(strstr(all, wanted), "%s: no %s", cases[i][1], cases[i][k]);
		}
	}
}
END_TEST

/* ---- Bad texts --------------------------------------------------------------------------------- */

static double seconds(const char *unit, size_t times)
{
	size_t n = strlen(unit);
	char *text = malloc(n * times + 1);
	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < times; i++)
		memcpy(text + i * n, unit, n);
	clock_t from = clock();
	mini_free(run(text, n * times, "fr", NULL));
	free(text);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/* Where time is multiplied for Check (under valgrind), less is tried. */
static bool slow(void)
{
	return getenv("CK_TIMEOUT_MULTIPLIER") != NULL;
}

/* Four times the text may take six times the time, and noise. */
START_TEST(time_is_linear)
{
	static const char *const units[] = { "“", "« ", "\"", "‘a ", "'a ", "»", "“a ” ", "« a (", "\n— ", "\n« a", "(", "a, dit le ", "« a » (b, ", ": « ",
	                                     "« a » dit ", "selon « a ", "Pionniers\n« a b c d » ", "il dit que ", "chef dit ",
	                                     "Il dit, et ", "— A ? ", "\n« A, dit-il, b", "she told me that ", "il dit que « a » " };
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t n = (i ? 5000u : 25000u) / (slow() ? 50u : 1u);
		double once = seconds(units[i], n), more = seconds(units[i], 4 * n);
		ck_assert_msg(more < 6 * once + 0.25, "%s: %.3f s, and %.3f s for four times as much", units[i], once, more);
	}
}
END_TEST

START_TEST(random_texts)
{
	static const char *const atoms[] = { "« ", " »", "“", "”", "‘", "’", "„", "‚", "\"", "'", "‹", "›", "—", "- ", "--", "\n", "\n\n", " ", ",", ".", "?",
		":", "(", ")", "/", "dit", "-il", "Marie", "le", "selon", "d’", "après", "mot", "pionnier", "entreprise", "2023", "é", "\xE2\x80\xAF", "…", "A",
		"\xF0\x9F\x91\x8D", "[", "]", "comme", "je", "\r\n", "e\xCC\x81", "\t", "said", "he",
		"que", "a dit", "chef", "Note", "...", "qu'", "et", "like", "was", "that", "il", "d'", "Jeanne", "Il se leva. ", "nous" };
	uint32_t seed = 12345;
	char text[1024];
	for (int round = 0; round < (slow() ? 60 : 1000); round++) {
		size_t n = 0;
		for (int k = 0; k < 120; k++) {
			seed = seed * 1664525u + 1013904223u;
			const char *a = atoms[(seed >> 12) % (sizeof atoms / sizeof *atoms)];
			if (n + strlen(a) < sizeof text) {
				memcpy(text + n, a, strlen(a));
				n += strlen(a);
			}
		}
		/* mini_host checks that rows are inside of the text and in order */
		static const char *const cut[] = { "incises", "cut", NULL };
		mini *m = run(text, n, round % 3 ? round % 3 == 1 ? "fr" : "en" : "", round % 2 ? cut : NULL);
		const mini_layer *l = mini_find(m, "verbatim");
		for (uint32_t i = 0; l && i < l->n; i++)
			ck_assert_uint_lt(l->span[i].begin, l->span[i].end);
		mini_free(m);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("quotations");
	TCase *t = tcase_create("quotations");
	tcase_add_test(t, offsets);
	tcase_add_test(t, bytes_and_code_points);
	tcase_add_test(t, incises_have_rows_of_their_own);
	tcase_add_test(t, marks_of_all_manners);
	tcase_add_test(t, options_choose_marks);
	tcase_add_test(t, apostrophes_are_no_marks);
	tcase_add_test(t, marks_that_are_missing);
	tcase_add_test(t, lines_of_a_pdf);
	tcase_add_test(t, kinds);
	tcase_add_test(t, who_is_quoted_in_french);
	tcase_add_test(t, who_is_quoted_in_english);
	tcase_add_test(t, descriptions);
	tcase_add_test(t, nested_rows_point_at_the_outer_one);
	tcase_add_test(t, phrases);
	tcase_add_test(t, incises_are_cut_where_asked);
	tcase_add_test(t, cited_twice);
	tcase_add_test(t, verbs_by_rule);
	tcase_add_test(t, time_is_linear);
	tcase_add_test(t, random_texts);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
