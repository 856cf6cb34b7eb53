/* Readings of forms with the tests' own dictionaries, words of tokens, and a user's lexicon. */
#include <config.h>
#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "analysis/upos.h"
#include "plugins/lexicon/lexicon.h"

/* ---- A host that has memory, files and the last message ---- */

static char message[1024], failed_at[512];
static uint32_t failed_line, n_failed;
static void *block[4096];
enum { FORM_ROOM = 64 };
static size_t n_blocks;

static void *alloc(glane_ctx *ctx, int life, size_t n)
{
	(void)ctx;
	(void)life;
	ck_assert_uint_lt(n_blocks, 4096);
	return block[n_blocks++] = calloc(1, n + 1);
}

static void *grow(glane_ctx *ctx, int life, void *p, size_t n, size_t more)
{
	void *q = alloc(ctx, life, n + more);
	if (n)
		memcpy(q, p, n);
	return q;
}

static int fails(glane_ctx *ctx, int code, glane_place at, const char *format, ...)
{
	va_list list;
	(void)ctx;
	va_start(list, format);
	vsnprintf(message, sizeof message, format, list);
	va_end(list);
	snprintf(failed_at, sizeof failed_at, "%s", at.file ? at.file : at.option ? at.option : "");
	failed_line = at.line;
	n_failed++;
	return code;
}

static int file(glane_ctx *ctx, const char *path, glane_bytes *out)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return fails(ctx, GLANE_EIO, glane_at_line(path, 0, 0), "can't be read");
	char *p = alloc(ctx, GLANE_RUN, 1 << 20);
	*out = (glane_bytes){ (unsigned char *)p, fread(p, 1, 1 << 20, f) };
	fclose(f);
	return GLANE_OK;
}

/* Nothing is kept between runs; without a table hunspell is asked for every form. */
struct glane_io { unsigned char *p; size_t n; };
static bool without_table;

static void write_bytes(glane_io *io, const void *p, size_t n)
{
	io->p = realloc(io->p, io->n + n + 1);
	ck_assert_ptr_nonnull(io->p);
	memcpy(io->p + io->n, p, n);
	io->n += n;
}

static int cached(glane_ctx *ctx, const char *name, uint32_t n, const glane_bytes *of,
                  int (*make)(glane_ctx *, void *user, glane_io *out), void *user, glane_bytes *out)
{
	glane_io io = { NULL, 0 };
	(void)name, (void)n, (void)of;
	int code = without_table ? GLANE_OK : make(ctx, user, &io);
	ck_assert_uint_lt(n_blocks, 4096);
	block[n_blocks++] = io.p;
	*out = (glane_bytes){ io.p, io.n };
	return code;
}

static const glane_host host = { .size = sizeof host, .alloc = alloc, .grow = grow, .fail = fails, .file = file,
	.write = write_bytes, .cached = cached };
static glane_ctx ctx = { .host = &host };

static void clean(void)
{
	while (n_blocks)
		free(block[--n_blocks]);
	message[0] = '\0';
	n_failed = 0;
}

static analysis *dictionary(uint32_t language, const char *name)
{
	char path[4096];
	const char *top = getenv("top_srcdir");
	analysis *a = NULL;
	snprintf(path, sizeof path, "%s/tests/dictionaries/%s", top ? top : ".", name);
	ck_assert_msg(!analysis_open(&ctx, language, path, "dictionary", &a), "%s", message);
	return a;
}

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

/* Lines "form readings", a "?" before the readings: they are guessed. */
static void check(analysis *a, const char *const *line, int capital)
{
	for (; *line; line++) {
		const char *blank = strchr(*line, ' '), *expected = blank + 1;
		int how, guessed = *expected == '?';
		glane_str form = { *line, (uint32_t)(blank - *line) }, found = analysis_readings(a, form, capital, &how);
		expected += guessed;
		ck_assert_msg(found.n == strlen(expected) && !memcmp(found.p, expected, found.n), "%s: %.*s", *line, GLANE_STR(found));
		ck_assert_msg((how == ANALYSIS_GUESSED) == guessed, "%s", *line);
	}
}

/* ---- Readings ---- */

START_TEST(french)
{
	static const char *const lines[] = {
		/* closed classes */
		"suis AUX:être|VERB:suivre|VERB:être", "est AUX:être|NOUN:est", "la DET:le|PRON:le|INTJ:la|ADV:là", "-t-il PRON:il",
		"je PRON:je", "m' PRON:me", "eux PRON:eux", "mes DET:mon", "leurs DET:leur|PRON:leur",
		/* lemmas by the dictionary: st:, po:, is: */
		"travaillait VERB:travailler", "dangereuse ADJ:dangereux", "journaux NOUN:journal", "bureaux NOUN:bureau",
		"traductrices NOUN:traducteur|ADJ:traducteur", "grandes ADJ:grand|NOUN:grand",
		/* the same in one dictionary: typographic apostrophe there, plain one in forms */
		"aujourd'hui ADV:aujourd'hui|NOUN:aujourd'hui",
		/* the noun before the verb's present, the verb's other tenses before any */
		"portes NOUN:porte|VERB:porter", "portait VERB:porter", "utilisées VERB:utiliser",
		/* names and abbreviations in small letters */
		"paris PROPN:Paris", "ia NOUN:IA", "xixe ADJ:XIXe",
		/* inclusive writing */
		"traducteur·rice·s NOUN:traducteur|ADJ:traducteur",
		/* in no dictionary */
		"prompter ?VERB:prompter", "googlisations ?NOUN:googlisation", "chatbotisaient ?VERB:chatbotiser",
		"reprogrammer ?VERB:reprogrammer", "retravailler ?VERB:retravailler",
		NULL
	};
	static const char *const capitals[] = { "paris PROPN:Paris", "midjourney ?PROPN:Midjourney", "jean-luc ?PROPN:Jean-Luc", NULL };
	static const char *const all[] = { "sncf ?PROPN:SNCF", NULL };
	analysis *a = dictionary(ANALYSIS_FR, "fr.dic");
	check(a, lines, ANALYSIS_SMALL);
	check(a, capitals, ANALYSIS_CAPITAL);
	check(a, all, ANALYSIS_CAPITALS);
	analysis_close(a);
	clean();
}
END_TEST

START_TEST(english)
{
	static const char *const lines[] = {
		/* closed classes and irregular forms */
		"to PART:to|ADP:to|SCONJ:to|ADV:to", "me PRON:me", "went VERB:go", "children NOUN:child",
		"better ADJ:good|ADV:well|VERB:better|NOUN:better", "is AUX:be|VERB:be",
		/* parts of speech by the inflections that a stem has */
		"worked VERB:work", "works NOUN:work|VERB:work", "happier ADJ:happy", "biggest ADJ:big", "quickly ADV:quickly",
		/* stems that the dictionary doesn't name */
		"months NOUN:month", "taking VERB:take", "stopped VERB:stop", "hoping VERB:hope", "studies NOUN:study|VERB:study",
		/* prefixes stay */
		"unhappy ADJ:unhappy", "reworked VERB:rework",
		/* names */
		"monday PROPN:Monday", "american ADJ:American|PROPN:American", "ai NOUN:AI|AUX:be",
		/* in no dictionary */
		"reskilling ?VERB:reskill", "hallucinations ?NOUN:hallucination", "gobbledygookness ?NOUN:gobbledygookness",
		NULL
	};
	static const char *const capitals[] = { "claude PROPN:Claude", "word PROPN:Word|NOUN:word|VERB:word", "the DET:the|ADV:the",
		"sonnet ?PROPN:Sonnet", NULL };
	static const char *const all[] = { "us PROPN:US|PRON:us", "it PROPN:IT|PRON:it", "i PRON:I", NULL };
	analysis *a = dictionary(ANALYSIS_EN, "en.dic");
	check(a, lines, ANALYSIS_SMALL);
	check(a, capitals, ANALYSIS_CAPITAL);
	check(a, all, ANALYSIS_CAPITALS);
	analysis_close(a);
	clean();
}
END_TEST

START_TEST(other_encoding)
{
	static const char *const lines[] = { "métiers NOUN:métier", "élèves NOUN:élève", NULL };
	analysis *a = dictionary(ANALYSIS_FR, "latin1.dic");
	int how;
	check(a, lines, ANALYSIS_SMALL);
	/* what the encoding doesn't have is in no word of the dictionary */
	analysis_readings(a, str("日本"), ANALYSIS_SMALL, &how);
	ck_assert_int_eq(how, ANALYSIS_GUESSED);
	analysis_close(a);
	clean();
}
END_TEST

/* Every form of the dictionary, forms that are like one, and what no letters are: the table and hunspell say the same. */
static void read_with(uint32_t language, const char *name, const char *const *form, int capital, char *out, size_t room)
{
	analysis *a = dictionary(language, name);
	size_t n = 0;
	for (; *form; form++) {
		int how;
		glane_str r = analysis_readings(a, str(*form), capital, &how);
		n += (size_t)snprintf(out + n, room - n, "%s %d %.*s\n", *form, how, GLANE_STR(r));
		ck_assert_uint_lt(n, room);
	}
	analysis_close(a);
}

START_TEST(table_and_hunspell)
{
	static const char *const dictionaries[] = { "fr.dic", "en.dic", "latin1.dic" };
	static const char *const ends[] = { "", "s", "e", "es", "er", "ons", "ait", "ed", "ing", "'s", "-vous", "·e·s", ".", "z", "2", "ﬁ",
		"’s", "’", "“", "日", "\U0001F600", "e\u0301", "ſ", "İ", "\u212A", "\uFFFD", "ß" };
	static const char *const starts[] = { "", "re", "dé", "un", "l'", "anti-", "A", "É", "l’", "“", "Ω", "日本-" };
	enum { ENDS = sizeof ends / sizeof *ends, STARTS = sizeof starts / sizeof *starts, FORMS = 10000, ROOM = 1 << 21 };
	static char form[FORMS][FORM_ROOM], with[ROOM], without[ROOM];
	static const char *forms[FORMS + 1];
	for (size_t d = 0; d < 3; d++) {
		uint32_t n = 0, language = d == 1 ? ANALYSIS_EN : ANALYSIS_FR;
		char path[4096], line[256];
		snprintf(path, sizeof path, "%s/tests/dictionaries/%s", getenv("top_srcdir") ? getenv("top_srcdir") : ".", dictionaries[d]);
		FILE *f = fopen(path, "r");
		ck_assert_ptr_nonnull(f);
		for (uint32_t k = 0; fgets(line, sizeof line, f); k++) {
			line[strcspn(line, "/ \t\n")] = '\0';
			for (size_t i = 0; i < ENDS && n < FORMS && strlen(line) < 40; i++, n++)
				snprintf(form[n], FORM_ROOM, "%s%.40s%s", starts[(i + k) % (3 * STARTS) < STARTS ? (i + k) % (3 * STARTS) : 0], line,
				         ends[i]);
		}
		fclose(f);
		for (uint32_t i = 0; i < n; i++)
			forms[i] = form[i];
		forms[n] = NULL;
		for (int capital = ANALYSIS_SMALL; capital <= ANALYSIS_CAPITALS; capital++) {
			without_table = false;
			read_with(language, dictionaries[d], forms, capital, with, ROOM);
			without_table = true;
			read_with(language, dictionaries[d], forms, capital, without, ROOM);
			without_table = false;
			ck_assert_msg(!strcmp(with, without), "%s", dictionaries[d]);
			clean();
		}
	}
}
END_TEST

START_TEST(no_words)
{
	static const char *const forms[] = { "", "42", "a|b", "14:30", "!" };
	char longest[300];
	analysis *a = dictionary(ANALYSIS_FR, "fr.dic");
	int how;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		ck_assert_uint_eq(analysis_readings(a, str(forms[i]), ANALYSIS_SMALL, &how).n, 0);
	memset(longest, 'a', sizeof longest);
	for (uint32_t n = 60; n < sizeof longest; n++) {
		glane_str r = analysis_readings(a, (glane_str){ longest, n }, n % 3 == 0, &how);
		ck_assert(n < 96 ? r.n > 0 : r.n == 0);
	}
	analysis_close(a);
	clean();
}
END_TEST

START_TEST(dictionaries_refused)
{
	analysis *a = NULL;
	ck_assert_int_eq(analysis_open(&ctx, ANALYSIS_FR, "/nowhere/fr.dic", "dictionary-fr", &a), GLANE_EIO);
	ck_assert_str_eq(failed_at, "/nowhere/fr.dic");
	ck_assert_int_eq(analysis_open(&ctx, ANALYSIS_FR, "/nowhere/fr.aff", "dictionary-fr", &a), GLANE_EOPTION);
	ck_assert_str_eq(failed_at, "dictionary-fr");
	ck_assert_ptr_null(a);
	clean();
}
END_TEST

START_TEST(cut)
{
	reading r[READINGS_MOST];
	ck_assert_uint_eq(readings_cut(str("VERB:suivre|AUX:être"), r, READINGS_MOST), 2);
	ck_assert(r[0].upos.n == 4 && !memcmp(r[0].upos.p, "VERB", 4) && r[0].lemma.n == 6 && !memcmp(r[0].lemma.p, "suivre", 6));
	ck_assert(r[1].upos.n == 3 && !memcmp(r[1].upos.p, "AUX", 3) && r[1].lemma.n == 5 && !memcmp(r[1].lemma.p, "être", 5));
	ck_assert_uint_eq(readings_cut(str("NUM:14:30"), r, READINGS_MOST), 1);
	ck_assert(r[0].lemma.n == 5 && !memcmp(r[0].lemma.p, "14:30", 5));
	ck_assert_uint_eq(readings_cut(str(""), r, READINGS_MOST), 0);
	ck_assert_uint_eq(readings_cut(str("VERB:a|VERB:b|VERB:c"), r, 2), 2);
}
END_TEST

/* ---- Tokens of several words ---- */

START_TEST(split)
{
	static const struct { uint32_t language; const char *token, *words; } cases[] = {
		{ ANALYSIS_FR, "du", "de=ADP:de le=DET:le " }, { ANALYSIS_FR, "aux", "à=ADP:à les=DET:le " },
		{ ANALYSIS_FR, "desquelles", "de=ADP:de lesquelles=PRON:lequel " }, { ANALYSIS_FR, "des", "de=ADP:de les=DET:le " },
		{ ANALYSIS_FR, "don't", "don't " },
		{ ANALYSIS_EN, "don't", "do n't=PART:not " }, { ANALYSIS_EN, "can't", "ca n't=PART:not " },
		{ ANALYSIS_EN, "cannot", "can=AUX:can not=PART:not " }, { ANALYSIS_EN, "gonna", "gon=VERB:go na=PART:to " },
		{ ANALYSIS_EN, "john's", "john 's=PART:'s|AUX:be|AUX:have|VERB:be " },
		{ ANALYSIS_EN, "it's", "it 's=AUX:be|AUX:have|VERB:be|PART:'s " },
		{ ANALYSIS_EN, "let's", "let=VERB:let 's=PRON:us " }, { ANALYSIS_EN, "workers'", "workers '=PART:'s " },
		{ ANALYSIS_EN, "wouldn't've", "would n't=PART:not 've=AUX:have|VERB:have " }, { ANALYSIS_EN, "'s", "'s " },
		{ ANALYSIS_EN, "well", "well " },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[256] = "";
		word_part p[WORDS_MOST];
		uint32_t n = analysis_parts(cases[i].language, str(cases[i].token), p);
		ck_assert_uint_le(n, WORDS_MOST);
		for (uint32_t k = 0; k < n; k++)
			sprintf(text + strlen(text), p[k].readings ? "%.*s=%s " : "%.*s ", GLANE_STR(p[k].form), p[k].readings);
		ck_assert_str_eq(text, cases[i].words);
	}
}
END_TEST

/* ---- Phenomena: tests/words ---- */

static const struct { const char *name; uint8_t way; } ways[] = {
	{ "small", ANALYSIS_SMALL }, { "capital", ANALYSIS_CAPITAL }, { "capitals", ANALYSIS_CAPITALS },
	{ "begins", ANALYSIS_BEGINS }, { "number", WAY_NUMBER }, { "sign", WAY_PUNCTUATION }, { "mark", WAY_MARK },
	{ "whole", WAY_WHOLE },
};

/* "form/UPOS:lemma" or "form/~UPOS:lemma": the first reading, or one of them. */
static bool as_said(const analysed *w, const char *said, size_t n)
{
	reading r[READINGS_MOST];
	uint32_t k = readings_cut(w->readings, r, READINGS_MOST);
	if (n <= w->form.n || memcmp(said, w->form.p, w->form.n) || said[w->form.n] != '/')
		return false;
	said += w->form.n + 1;
	n -= w->form.n + 1;
	bool any = *said == '~';
	for (uint32_t i = 0; i < (any ? k : k > 0); i++) {
		size_t upos = r[i].upos.n;
		if (n - any == upos + 1 + r[i].lemma.n && !memcmp(said + any, r[i].upos.p, upos) &&
		    !memcmp(said + any + upos + 1, r[i].lemma.p, r[i].lemma.n))
			return true;
	}
	return false;
}

static void check_phenomenon(analysis *a, char *line)
{
	char *way = strchr(line, '\t'), *said = way ? strchr(way + 1, '\t') : NULL;
	ck_assert_msg(said != NULL, "%s", line);
	*way++ = *said++ = '\0';
	uint32_t i = 0, k = 0;
	while (i < sizeof ways / sizeof *ways && strcmp(ways[i].name, way))
		i++;
	ck_assert_msg(i < sizeof ways / sizeof *ways, "%s", way);
	analysed w[WORDS_MOST];
	uint32_t n = analysis_token(a, str(line), ways[i].way, w);
	for (char *word = said; *word; k++) {
		size_t size = strcspn(word, " ");
		ck_assert_msg(k < n && as_said(&w[k], word, size), "%s: %.*s is %.*s", line, (int)size, word,
		              GLANE_STR(k < n ? w[k].readings : str("nothing")));
		word += size + (word[size] == ' ');
	}
	ck_assert_msg(k == n, "%s has %u words", line, (unsigned)n);
}

START_TEST(phenomena)
{
	static const char *const names[] = { [ANALYSIS_FR] = "fr", [ANALYSIS_EN] = "en" };
	const char *top = getenv("top_srcdir");
	char path[4096], line[512];
	uint32_t n = 0;
	for (uint32_t l = 0; l < ANALYSIS_LANGUAGES; l++) {
		snprintf(path, sizeof path, "%s.dic", names[l]);
		analysis *a = dictionary(l, path);
		snprintf(path, sizeof path, "%s/tests/words/%s.txt", top ? top : ".", names[l]);
		FILE *f = fopen(path, "r");
		ck_assert_msg(f != NULL, "%s", path);
		while (fgets(line, sizeof line, f)) {
			line[strcspn(line, "\n")] = '\0';
			if (*line == '#')
				continue;
			check_phenomenon(a, line);
			n++;
		}
		fclose(f);
		analysis_close(a);
		clean();
	}
	ck_assert_uint_gt(n, 100);
}
END_TEST

/* Where the words of a token stand in it: one after the other, or all over it. */
START_TEST(places)
{
	analysis *a = dictionary(ANALYSIS_EN, "en.dic");
	analysed w[WORDS_MOST];
	ck_assert_uint_eq(analysis_token(a, str("wouldn't"), ANALYSIS_SMALL, w), 2);
	ck_assert(w[0].from == 0 && w[0].to == 5 && w[1].from == 5 && w[1].to == 8);
	analysis_close(a);
	clean();
	a = dictionary(ANALYSIS_FR, "fr.dic");
	ck_assert_uint_eq(analysis_token(a, str("du"), ANALYSIS_SMALL, w), 2);
	ck_assert(w[0].from == 0 && w[0].to == 2 && w[1].from == 0 && w[1].to == 2);
	analysis_close(a);
	clean();
}
END_TEST

/* ---- A user's lexicon ---- */

static int read_text(const char *text, user_lexicon *u)
{
	char path[] = "/tmp/glane-lexicon-XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "wb");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
	*u = (user_lexicon){ .n = 0 };
	int code = user_read(&ctx, path, u);
	remove(path);
	return code;
}

static const char *applied(const user_lexicon *u, uint32_t language, const char *form, const char *readings, bool known)
{
	static char out[USER_ROOM];
	return user_apply(u, language, str(form), str(readings), known, out) ? out : "-";
}

START_TEST(user)
{
	user_lexicon u;
	ck_assert_int_eq(read_text("Forme;lemme;upos;what;langue\nprompter;prompter;VERB;;\nL’IA;IA;NOUN;change;fr\n"
	                           "suis;suivre;VERB;forbid;\nson;son;NOUN;ajouter;fr\ntrucs;;;forbid;\n"
	                           "claude;Claude;PROPN;change;\nclaude;claude;ADJ;change;\n", &u), GLANE_OK);
	ck_assert_str_eq(message, "");
	/* added to what is only guessed: instead of it */
	ck_assert_str_eq(applied(&u, ANALYSIS_FR, "prompter", "NOUN:prompter", false), "VERB:prompter");
	ck_assert_str_eq(applied(&u, ANALYSIS_EN, "prompter", "NOUN:prompter", true), "NOUN:prompter|VERB:prompter");
	ck_assert_str_eq(applied(&u, ANALYSIS_FR, "son", "DET:son", true), "DET:son|NOUN:son");
	ck_assert_str_eq(applied(&u, ANALYSIS_EN, "son", "NOUN:son", true), "-");
	ck_assert_str_eq(applied(&u, ANALYSIS_FR, "l'ia", "X:l'ia", false), "NOUN:IA");
	ck_assert_str_eq(applied(&u, ANALYSIS_FR, "suis", "AUX:être|VERB:suivre", true), "AUX:être");
	ck_assert_str_eq(applied(&u, ANALYSIS_FR, "trucs", "NOUN:truc", true), "X:trucs");
	ck_assert_str_eq(applied(&u, ANALYSIS_FR, "claude", "ADJ:claude", true), "PROPN:Claude|ADJ:claude");
	ck_assert_str_eq(applied(&u, ANALYSIS_FR, "autre", "ADJ:autre", true), "-");
	clean();
}
END_TEST

START_TEST(user_refused)
{
	static const struct { const char *text, *says; uint32_t line; } cases[] = {
		{ "mot;lemma\na;b\n", "there is no column \"upos\"", 1 },
		{ "form;lemma;upos\nprompter;prompter;VERBB\n", "\"VERBB\" is no part of speech of Universal Dependencies: write VERB", 2 },
		{ "form;lemma;upos\nprompter;prompter;verbe\n", "\"verbe\" is no part of speech of Universal Dependencies: write VERB", 2 },
		{ "form;lemma;upos\n\nprompter;prompter;\n", "\"prompter\" has no part of speech", 3 },
		{ "form;lemma;upos\nprompter;;VERB\n", "\"prompter\" has no lemma", 2 },
		{ "form;lemma;upos\n;prompter;VERB\n", "the form is missing", 2 },
		{ "form;lemma;upos\nmise en page;mise en page;NOUN\n", "\"mise en page\" is more than one word", 2 },
		{ "form;lemma;upos;what\na;a;NOUN;chnge\n", "\"chnge\" is nothing that a row can do: write change", 2 },
		{ "form;lemma;upos;what;lang\na;a;NOUN;add;de\n", "\"de\" is no language of this step", 2 },
		{ "form;lemma;upos\na;b;NOUN\na;b;NOUN\n", "\"a\" stands here for the second time", 3 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		user_lexicon u;
		ck_assert_int_eq(read_text(cases[i].text, &u), GLANE_EOPTION);
		ck_assert_msg(!strncmp(message, cases[i].says, strlen(cases[i].says)), "%s", message);
		ck_assert_uint_eq(failed_line, cases[i].line);
		clean();
	}
	user_lexicon u;
	ck_assert_int_eq(read_text("form;lemma;upos\na;b;NUON\nc;d;NOUN\ne;;VERB\n", &u), GLANE_EOPTION);
	ck_assert_uint_eq(n_failed, 2);		/* every row that is wrong is told */
	clean();
}
END_TEST

/* French words, English words, IRaMuTeQ's codes, TreeTagger's. */
START_TEST(parts_of_speech)
{
	static const char *const names[][2] = {
		{ "nom", "NOUN" }, { "Noms", "NOUN" }, { "noun", "NOUN" }, { "nc", "NOUN" }, { "nom propre", "PROPN" },
		{ "proper nouns", "PROPN" }, { "ver", "VERB" }, { "verbe", "VERB" }, { "verbs", "VERB" }, { "aux", "AUX" },
		{ "auxiliaire", "AUX" }, { "auxiliary", "AUX" }, { "adj", "ADJ" }, { "adjectif", "ADJ" }, { "adjective", "ADJ" },
		{ "adj_num", "NUM" }, { "adj_pos", "DET" }, { "art_def", "DET" }, { "adv", "ADV" }, { "adverbes", "ADV" },
		{ "pro_rel", "PRON" }, { "pronoun", "PRON" }, { "pre", "ADP" }, { "con", "CCONJ" }, { "ono", "INTJ" },
		{ "nr", "X" }, { "non reconnu", "X" }, { "NOUN", "NOUN" },
	};
	static const char *const wrong[] = { "verbbe", "mot", "", "n", "nom; adj" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *upos = upos_named((glane_str){ names[i][0], (uint32_t)strlen(names[i][0]) });
		ck_assert_msg(upos && !strcmp(upos, names[i][1]), "%s is %s", names[i][0], upos ? upos : "nothing");
	}
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_ptr_null(upos_named((glane_str){ wrong[i], (uint32_t)strlen(wrong[i]) }));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("lexicon");
	TCase *t = tcase_create("all");
	tcase_add_test(t, parts_of_speech);
	tcase_add_test(t, french);
	tcase_add_test(t, english);
	tcase_add_test(t, other_encoding);
	tcase_add_test(t, table_and_hunspell);
	tcase_add_test(t, no_words);
	tcase_add_test(t, dictionaries_refused);
	tcase_add_test(t, cut);
	tcase_add_test(t, split);
	tcase_add_test(t, phenomena);
	tcase_add_test(t, places);
	tcase_add_test(t, user);
	tcase_add_test(t, user_refused);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
