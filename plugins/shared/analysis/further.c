/* further.c - readings that a dictionary doesn't name, behind those that it does: for who looks at the sentence.
 *
 * A participle may be an adjective (une offre adaptée, a coordinated effort), what is written with a capital a name,
 * at the beginning of a sentence as well, and what no dictionary has, whatever its shape allows. Only a name at the
 * beginning of a sentence that no dictionary has is ever the first. */
#include <string.h>
#include "analysis_private.h"

typedef struct {
	uint32_t n, room;		/* bytes, NUL not counted */
	char *text;
} list;

static void add(list *l, const char *upos, const char *lemma)
{
	char one[FORM_MOST + 16];
	size_t n = strlen(upos) + 1;
	strcpy(one, upos);
	strcpy(one + n - 1, ":");
	strcpy(one + n, lemma);
	n += strlen(lemma);
	for (const char *p = l->text; (p = strstr(p, one)) != NULL; p++)
		if ((p == l->text || p[-1] == '|') && (!p[n] || p[n] == '|'))
			return;
	if (l->n + n + 2 > l->room)
		return;
	if (l->n)
		l->text[l->n++] = '|';
	memcpy(l->text + l->n, one, n + 1);
	l->n += (uint32_t)n;
}

static bool has(const list *l, const char *upos)
{
	size_t n = strlen(upos);
	for (const char *p = l->text; (p = strstr(p, upos)) != NULL; p++)
		if ((p == l->text || p[-1] == '|') && p[n] == ':')
			return true;
	return false;
}

static void cut(char *s, size_t n)
{
	s[strlen(s) - n] = '\0';
}

/* ---- French ---------------------------------------------------------------------------------- */

/* The masculine singular of what would be a participle; false: it is none. */
static bool participle(const char *form, char *out)
{
	static const char *const ends[] = { "é", "i", "u", "it", "ert", "eint", "aint", "oint", "aut", "uit", "os", "is", "us", "ant" };
	strcpy(out, form);
	if (ends_with(out, "és") || ends_with(out, "us") || ends_with(out, "ts") || ends_with(out, "es") || ends_with(out, "is"))
		cut(out, 1);
	if (ends_with(out, "ée") || ends_with(out, "ue") || ends_with(out, "ie") || ends_with(out, "te") || ends_with(out, "se"))
		cut(out, 1);
	if (strlen(out) < 4 || ends_with(out, "ait"))
		return false;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(out, ends[i]))
			return true;
	return false;
}

/* The first reading's lemma as this part of speech; false: there is none. */
static bool lemma_of(const list *l, const char *upos, char *out)
{
	size_t n = strlen(upos);
	for (const char *p = l->text; (p = strstr(p, upos)) != NULL; p++)
		if ((p == l->text || p[-1] == '|') && p[n] == ':') {
			size_t k = strcspn(p + n + 1, "|");
			memcpy(out, p + n + 1, k);
			out[k] = '\0';
			return true;
		}
	return false;
}

static void without_s(const char *form, char *out)
{
	strcpy(out, form);
	if (strlen(out) > 3 && ends_with(out, "s") && !ends_with(out, "ss") && !ends_with(out, "us"))
		cut(out, 1);
}

/* être and avoir with a meaning of their own; faire before an infinitive. */
static void auxiliaries(list *l)
{
	static const char *const both[] = { "être", "avoir", "faire" };
	char lemma[FORM_MOST], verb[FORM_MOST];
	bool aux = lemma_of(l, "AUX", lemma), as_verb = lemma_of(l, "VERB", verb);
	for (size_t i = 0; i < 3; i++) {
		if (aux && !strcmp(lemma, both[i]))
			add(l, "VERB", lemma);
		else if (as_verb && !strcmp(verb, both[i]))
			add(l, "AUX", verb);
	}
}

/* The dictionary has "capitale" and "actrice" under capital and acteur, "enseignants" as an adjective alone. */
static void nouns(list *l, const char *form)
{
	char own[FORM_MOST], lemma[FORM_MOST];
	bool noun = lemma_of(l, "NOUN", lemma);
	if (!noun && !lemma_of(l, "ADJ", lemma))
		return;
	without_s(form, own);
	bool feminine = ends_with(own, "e") && strcmp(own, lemma) && !ends_with(lemma, "e");
	if (!noun)
		add(l, "NOUN", lemma);
	if (feminine)
		add(l, "NOUN", own);
}

static void further_french(list *l, const char *form, bool known)
{
	char lemma[FORM_MOST];
	if (has(l, "VERB") && !has(l, "ADJ") && participle(form, lemma))
		add(l, "ADJ", lemma);
	nouns(l, form);
	if (known)
		return;
	without_s(form, lemma);
	add(l, "NOUN", lemma);
	add(l, "ADJ", lemma);
	if (ends_with(form, "ment"))
		add(l, "ADV", form);
	if (ends_with(form, "er") || ends_with(form, "ir") || ends_with(form, "re"))
		add(l, "VERB", form);
	add(l, "X", form);
}

/* ---- English --------------------------------------------------------------------------------- */

/* Of a place, of a people, of a belief: American, Islamist, Philippine. */
static bool belonging(const char *form)
{
	static const char *const ends[] = { "an", "i", "ese", "ist", "ish", "ine", "ic", "ite", "ist" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(form, ends[i]))
			return true;
	return false;
}

static void names_english(list *l, const char *form, const char *name)
{
	char lemma[FORM_MOST], one[FORM_MOST];
	/* New York: adjectives inside of names are written like them. */
	if (has(l, "ADJ"))
		add(l, "ADJ", name);
	/* The United States are a State. */
	if (lemma_of(l, "NOUN", lemma) && strcmp(lemma, form) && form_capital(lemma, false, one))
		add(l, "PROPN", one);
	if (belonging(form)) {
		add(l, "ADJ", name);
		add(l, "NOUN", name);
	}
}

static void further_english(list *l, const char *form, bool known)
{
	char lemma[FORM_MOST];
	bool ing = ends_with(form, "ing"), noun = lemma_of(l, "NOUN", lemma) && !strcmp(lemma, form);
	/* frozen, torn: participles that no rule makes; been and then aren't. */
	bool torn = lemma_of(l, "VERB", lemma) && ends_with(form, "n") && strcmp(lemma, form) && strlen(form) > 4;
	if (has(l, "VERB") && (ing || torn || ends_with(form, "ed")))
		add(l, "ADJ", form);
	if (has(l, "VERB") && ing)
		add(l, "NOUN", form);
	if (known && has(l, "ADJ")) {
		add(l, "NOUN", form);
		if (!ends_with(form, "ly"))
			add(l, "ADV", form);
	}
	if (known && noun)
		add(l, "ADJ", form);
	if (known)
		return;
	without_s(form, lemma);
	add(l, "NOUN", lemma);
	add(l, "ADJ", form);
	add(l, "VERB", lemma);
	add(l, "INTJ", form);
}

/* ---- Both ------------------------------------------------------------------------------------ */

/* Words of the open classes may be names. */
static bool open_class(const list *l)
{
	static const char *const closed[] = { "DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART" };
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
		if (has(l, closed[i]))
			return false;
	return true;
}

glane_str further_readings(const analysis *a, glane_str form, uint8_t way, bool known, glane_str found, char *room)
{
	char s[FORM_MOST], name[FORM_MOST];
	list l = { 0, READINGS_ROOM - 1, room };
	room[0] = '\0';
	if (!found.n || form.n >= FORM_MOST)
		return found;
	memcpy(s, form.p, form.n);
	s[form.n] = '\0';
	/* What no dictionary has and begins a sentence with a capital is a name in the first place. */
	if (!known && way == ANALYSIS_BEGINS) {
		form_name(s, false, name);
		add(&l, "PROPN", name);
		room[l.n++] = '|';
	}
	memcpy(room + l.n, found.p, found.n);
	l.n += found.n;
	room[l.n] = '\0';
	if (a->language == ANALYSIS_FR)
		auxiliaries(&l);
	if (open_class(&l)) {
		if (a->language == ANALYSIS_FR)
			further_french(&l, s, known);
		else
			further_english(&l, s, known);
		form_name(s, way == ANALYSIS_CAPITALS, name);
		if ((way != ANALYSIS_SMALL || !known) && !has(&l, "PROPN"))
			add(&l, "PROPN", name);
		if (way == ANALYSIS_CAPITALS)
			add(&l, "NOUN", name);
		if (way != ANALYSIS_SMALL && a->language == ANALYSIS_EN)
			names_english(&l, s, name);
		if (way == ANALYSIS_CAPITAL && !has(&l, "X"))
			add(&l, "X", name);
	}
	return (glane_str){ room, l.n };
}
