/* analysis.c - lists of readings, tables of words, letters; the readings of a form. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "analysis_private.h"

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
	/* Maud'Huy, Anne-d'Auray; McGregor. */
	for (char *p = out; !all && (p = strchr(p, '\'')) != NULL; ) {
		char rest[FORM_MOST];
		if (strlen(++p) < 3)
			continue;
		strcpy(rest, p);
		form_capital(rest, false, p);
		if (p > out + 2 && p[-3] == '-' && (p[-2] == 'D' || p[-2] == 'L'))
			p[-2] = (char)(p[-2] + 32);
	}
	if (!all && !strncmp(out, "Mc", 2) && out[2] >= 'a' && out[2] <= 'z' && strlen(out) > 4)
		out[2] = (char)(out[2] - 32);
	return changed;
}

/* ---- Readings of a form ----------------------------------------------------------------------- */

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
