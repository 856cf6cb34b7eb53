/* analysis.c - dictionaries: where they are, what they say of a form; lists of readings. */
#include <config.h>
#include <hunspell/hunspell.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unistd.h>
#include "analysis_private.h"
#include "form/form.h"

/* ---- Readings -------------------------------------------------------------------------------- */

void readings_add(readings *r, const char *upos, const char *lemma, size_t n, int rank)
{
	if (!n || n >= FORM_MOST)
		return;
	for (uint32_t i = 0; i < r->n; i++)
		if (!strcmp(r->reading[i].upos, upos) && strlen(r->reading[i].lemma) == n &&
		    !memcmp(r->reading[i].lemma, lemma, n)) {
			if (rank < r->reading[i].rank)
				r->reading[i].rank = rank;
			return;
		}
	if (r->n == READINGS_MOST)
		return;
	r->reading[r->n].upos = upos;
	memcpy(r->reading[r->n].lemma, lemma, n);
	r->reading[r->n].lemma[n] = '\0';
	r->reading[r->n++].rank = rank;
}

static const char *const upos_names[] = { "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
	"PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X" };

static const char *upos_constant(glane_str name)
{
	for (size_t i = 0; i < sizeof upos_names / sizeof *upos_names; i++)
		if (strlen(upos_names[i]) == name.n && !memcmp(upos_names[i], name.p, name.n))
			return upos_names[i];
	return "X";
}

void readings_add_text(readings *r, const char *text, int rank)
{
	reading cut[READINGS_MOST];
	uint32_t n = readings_cut((glane_str){ text, (uint32_t)strlen(text) }, cut, READINGS_MOST);
	for (uint32_t i = 0; i < n; i++)
		readings_add(r, upos_constant(cut[i].upos), cut[i].lemma.p, cut[i].lemma.n, rank + (int)i);
}

uint32_t readings_cut(glane_str s, reading *out, uint32_t most)
{
	uint32_t n = 0;
	for (uint32_t i = 0, begin = 0, colon = GLANE_NONE; i <= s.n && n < most; i++) {
		if (i < s.n && s.p[i] == ':' && colon == GLANE_NONE)
			colon = i;
		/* A reading goes on behind a "|" that is itself the lemma: "SYM:|". */
		if (i < s.n && (s.p[i] != '|' || colon == GLANE_NONE || i == colon + 1))
			continue;
		if (colon != GLANE_NONE)
			out[n++] = (reading){ { s.p + begin, colon - begin }, { s.p + colon + 1, i - colon - 1 } };
		begin = i + 1;
		colon = GLANE_NONE;
	}
	return n;
}

static glane_str readings_text(analysis *a)
{
	readings *r = &a->found;
	size_t at = 0;
	for (uint32_t k = 0; k < r->n; k++) {
		uint32_t best = GLANE_NONE;
		for (uint32_t i = 0; i < r->n; i++)
			if (r->reading[i].upos && (best == GLANE_NONE || r->reading[i].rank < r->reading[best].rank))
				best = i;
		at += (size_t)sprintf(a->text + at, "%s%s:%s", k ? "|" : "", r->reading[best].upos,
		                      r->reading[best].lemma);
		r->reading[best].upos = NULL;
	}
	a->text[at] = '\0';
	return (glane_str){ a->text, (uint32_t)at };
}

/* ---- Tables ---------------------------------------------------------------------------------- */

static uint32_t hash_of(const char *p, size_t n)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 16777619u;
	return h ^ h >> 15;
}

bool table_open(word_table *t, const char *const *line, uint32_t n)
{
	for (t->room = 64; t->room < 2 * n; )
		t->room *= 2;
	t->word = calloc(t->room, sizeof *t->word);
	if (!t->word)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		const char *blank = strchr(line[i], ' ');
		uint32_t size = (uint32_t)(blank - line[i]), at = hash_of(line[i], size) & (t->room - 1);
		while (t->word[at].form)
			at = (at + 1) & (t->room - 1);
		t->word[at] = (table_word){ line[i], size, blank + 1 };
	}
	return true;
}

const char *table_find(const word_table *t, const char *form, size_t n)
{
	if (!t->room)
		return NULL;
	for (uint32_t at = hash_of(form, n) & (t->room - 1); t->word[at].form; at = (at + 1) & (t->room - 1))
		if (t->word[at].n == n && !memcmp(t->word[at].form, form, n))
			return t->word[at].readings;
	return NULL;
}

/* ---- Letters --------------------------------------------------------------------------------- */

bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);
	return n >= k && !memcmp(s + n - k, end, k);
}

/* Only letters of French and English: à (C3 A0) is À (C3 80), œ (C5 93) is Œ. */
bool form_capital(const char *form, bool all, char *out)
{
	bool changed = false;
	size_t n = strlen(form);
	memcpy(out, form, n + 1);
	for (size_t i = 0; i < n && (all || !i); i++) {
		unsigned char c = (unsigned char)out[i], d = (unsigned char)out[i + 1];
		if (c >= 'a' && c <= 'z')
			out[i] = (char)(c - 'a' + 'A');
		else if (c == 0xC3 && d >= 0xA0 && d != 0xB7 && d != 0xBF)
			out[i + 1] = (char)(d - 0x20);
		else if (c == 0xC5 && d == 0x93)
			out[i + 1] = (char)0x92;
		else
			continue;
		changed = true;
	}
	return changed;
}

bool form_first_capital(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	return (*p >= 'A' && *p <= 'Z') || (*p == 0xC3 && p[1] >= 0x80 && p[1] <= 0x9E) || (*p == 0xC5 && p[1] == 0x92);
}

bool form_all_capitals(const char *s)
{
	char all[FORM_MOST];
	return !form_capital(s, true, all);
}

/* hunspell has "Bbc" for each "BBC", so that "BBC" at the beginning of a sentence is right as well. */
bool readings_have_capitals(const readings *r, const char *lemma)
{
	char all[FORM_MOST];
	form_capital(lemma, true, all);
	for (uint32_t i = 0; i < r->n; i++)
		if (!strcmp(r->reading[i].lemma, all))
			return true;
	return false;
}

/* Jean-Christophe, États-Unis; Castille-et-León. */
bool form_name(const char *form, bool all, char *out)
{
	static const char *const small[] = { "de", "du", "des", "la", "le", "les", "et", "en", "sur", "sous", "lès", "aux",
		"of", "the", "and", "in", "on", "to" };
	bool changed = form_capital(form, all, out);
	for (char *p = out; !all && (p = strchr(p, '-')) != NULL; ) {
		char piece[FORM_MOST];
		size_t n = strcspn(++p, "-");
		bool keep = false;
		for (size_t i = 0; i < sizeof small / sizeof *small; i++)
			keep |= strlen(small[i]) == n && !memcmp(p, small[i], n);
		if (keep || !n)
			continue;
		strcpy(piece, p);
		form_capital(piece, false, p);
	}
	return changed;
}

/* ---- hunspell -------------------------------------------------------------------------------- */

static bool convert(UConverter *c, bool to_utf8, const char *in, char *out, int32_t room)
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = to_utf8 ? ucnv_toAlgorithmic(UCNV_UTF8, c, out, room, in, -1, &code)
	                    : ucnv_fromAlgorithmic(c, UCNV_UTF8, out, room, in, -1, &code);
	return U_SUCCESS(code) && n < room && !strchr(out, 0x1A);
}

/* The stem of a line, with ' for ’ as forms have it; the form itself where the line names none. */
static void read_stem(const char *line, const char *form, entry *e)
{
	const char *p = strstr(line, "st:");
	size_t n = p ? strcspn(p + 3, " \t") : 0, to = 0;
	if (p && p != line && p[-1] != ' ' && p[-1] != '\t')
		n = 0;
	const char *from = n && n < FORM_MOST ? p + 3 : form;
	if (from == form)
		n = strlen(form);
	for (size_t i = 0; i < n; i++) {
		bool apostrophe = i + 2 < n && !memcmp(from + i, "\xE2\x80\x99", 3);
		e->stem[to++] = apostrophe ? '\'' : from[i];
		i += apostrophe ? 2 : 0;
	}
	e->stem[to] = '\0';
	e->affixed = strstr(line, " fl:") != NULL;
}

void dictionary_lines(analysis *a, const char *form, void (*each)(analysis *, const entry *, void *), void *user)
{
	enum { LINE_MOST = 512 };
	char native[2 * FORM_MOST], line[LINE_MOST];
	char **list = NULL;
	const char *ask = form;
	if (a->to_utf8) {
		if (!convert(a->to_utf8, false, form, native, sizeof native))
			return;
		ask = native;
	}
	int n = Hunspell_analyze(a->dictionary, &list, ask);
	for (int i = 0; i < n; i++) {
		const char *p = list[i];
		entry e;
		if (a->to_utf8) {
			if (!convert(a->to_utf8, true, p, line, LINE_MOST))
				continue;
			p = line;
		}
		e.parts = p;
		read_stem(p, form, &e);
		each(a, &e, user);
	}
	Hunspell_free_list(a->dictionary, &list, n);
}

/* ---- Opening --------------------------------------------------------------------------------- */

static const struct { const char *name[2], *package, *language; } system_dictionary[ANALYSIS_LANGUAGES] = {
	[ANALYSIS_FR] = { { "fr.dic", "fr_FR.dic" }, "hunspell-fr", "fr" },
	[ANALYSIS_EN] = { { "en_US.dic", "en_GB.dic" }, "hunspell-en-us", "en" },
};

enum { PATH_ROOM = sizeof GLANE_DICTIONARIES + 32 };

/* Which of the two names of the system's dictionary is there, with its .aff; 2: neither. */
static int system_name(uint32_t language)
{
	int i = 0;
	for (; i < 2; i++) {
		char dic[PATH_ROOM], aff[PATH_ROOM];
		const char *name = system_dictionary[language].name[i];
		snprintf(dic, sizeof dic, "%s/%s", GLANE_DICTIONARIES, name);
		snprintf(aff, sizeof aff, "%s/%.*saff", GLANE_DICTIONARIES, (int)strlen(name) - 3, name);
		if (!access(dic, R_OK) && !access(aff, R_OK))
			break;
	}
	return i;
}

bool analysis_there(uint32_t language)
{
	return system_name(language) < 2;
}

int analysis_missing(glane_ctx *ctx, uint32_t language, const char *option)
{
	return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option(option),
	                       "there is no dictionary of the language %s in %s (looked for %s and %s): install it (Debian: "
	                       "%s), or name a .dic file in %s", system_dictionary[language].language, GLANE_DICTIONARIES,
	                       system_dictionary[language].name[0], system_dictionary[language].name[1],
	                       system_dictionary[language].package, option);
}

/* The .aff beside a .dic. */
static char *beside(glane_ctx *ctx, const char *dic)
{
	size_t n = strlen(dic);
	char *aff = ctx->host->alloc(ctx, GLANE_SCRATCH, n + 5);
	strcpy(aff, dic);
	strcpy(aff + (ends_with(dic, ".dic") ? n - 4 : n), ".aff");
	return aff;
}

static int find_dictionary(glane_ctx *ctx, uint32_t language, const char *option, const char **out)
{
	int i = system_name(language);
	if (i == 2)
		return analysis_missing(ctx, language, option);
	char *path = ctx->host->alloc(ctx, GLANE_SCRATCH, PATH_ROOM);
	snprintf(path, PATH_ROOM, "%s/%s", GLANE_DICTIONARIES, system_dictionary[language].name[i]);
	*out = path;
	return GLANE_OK;
}

/* The host reads both files as well: it says why one can't be read, and enters them in the manifest. */
static int read_files(glane_ctx *ctx, const char *dic, const char *aff, const char *option)
{
	glane_bytes bytes;
	if (!ends_with(dic, ".dic"))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option(option),
		                       "%s is not the name of a hunspell dictionary: name its .dic file; the .aff file "
		                       "must stand beside it", dic);
	int code = ctx->host->file(ctx, dic, &bytes);
	if (code)
		return code;
	/* A dictionary begins with the number of its words. */
	size_t i = bytes.n >= 3 && !memcmp(bytes.p, "\xEF\xBB\xBF", 3) ? 3 : 0;
	if (i >= bytes.n || bytes.p[i] < '0' || bytes.p[i] > '9')
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(dic, 1, 1),
		                       "this is not a hunspell dictionary: its first line must be the number of its words");
	return ctx->host->file(ctx, aff, &bytes);
}

static int open_encoding(glane_ctx *ctx, analysis *a, const char *aff)
{
	const char *name = Hunspell_get_dic_encoding(a->dictionary);
	UErrorCode code = U_ZERO_ERROR;
	if (!strcmp(name, "UTF-8"))
		return GLANE_OK;
	/* hunspell's names of encodings: ISO8859-1, KOI8-R, microsoft-cp1251. */
	char icu[64];
	snprintf(icu, sizeof icu, "%s", !strncmp(name, "microsoft-", 10) ? name + 10 : name);
	a->to_utf8 = ucnv_open(icu, &code);
	if (U_FAILURE(code)) {
		a->to_utf8 = NULL;
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(aff, 0, 0),
		                       "the dictionary is in the encoding %s, which isn't known", name);
	}
	return GLANE_OK;
}

static bool open_tables(analysis *a)
{
	if (a->language == ANALYSIS_FR)
		return table_open(&a->words, french_words, french_words_n);
	return table_open(&a->words, english_words, english_words_n) &&
	       table_open(&a->irregular, english_irregular, english_irregular_n);
}

int analysis_open(glane_ctx *ctx, uint32_t language, const char *dictionary, const char *option, analysis **out)
{
	const char *dic = dictionary;
	int code = *dic ? GLANE_OK : find_dictionary(ctx, language, option, &dic);
	char *aff = code ? NULL : beside(ctx, dic);
	if (!code)
		code = read_files(ctx, dic, aff, option);
	if (code)
		return code;
	/* Not the host's memory: what create() makes is constant, and this holds buffers. */
	analysis *a = calloc(1, sizeof *a);
	if (a) {
		a->language = language;
		a->dictionary = Hunspell_create(aff, dic);
	}
	if (!a || !a->dictionary || !open_tables(a))
		code = ctx->host->fail(ctx, GLANE_EIO, glane_at_option(option), "%s can't be opened: out of memory", dic);
	else
		code = open_encoding(ctx, a, aff);
	if (code)
		analysis_close(a);
	else
		*out = a;
	return code;
}

void analysis_close(analysis *a)
{
	if (!a)
		return;
	if (a->dictionary)
		Hunspell_destroy(a->dictionary);
	if (a->to_utf8)
		ucnv_close(a->to_utf8);
	for (uint32_t i = 0; i < a->stems.room; i++)
		free(a->stems.stem[i].stem);
	free(a->stems.stem);
	free(a->words.word);
	free(a->irregular.word);
	free(a->other);
	free(a);
}

static bool holds_letter(glane_str s)
{
	for (uint32_t i = 0; i < s.n; i++)
		if ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || (unsigned char)s.p[i] >= 0xC3)
			return true;
	return false;
}

glane_str analysis_readings(analysis *a, glane_str form, int capital, int *how)
{
	char s[FORM_MOST];
	*how = ANALYSIS_GUESSED;
	a->found.n = 0;
	if (form.n >= FORM_MOST || !holds_letter(form) || memchr(form.p, '|', form.n) || memchr(form.p, '\0', form.n))
		return (glane_str){ "", 0 };
	memcpy(s, form.p, form.n);
	s[form.n] = '\0';
	bool known = a->language == ANALYSIS_FR ? french_readings(a, s, capital) : english_readings(a, s, capital);
	*how = known ? ANALYSIS_KNOWN : ANALYSIS_GUESSED;
	return readings_text(a);
}
