/* further.c - readings that a dictionary doesn't name, behind those that it does: for who looks at the sentence.
 *
 * A participle may be an adjective (une offre adaptée, a coordinated effort), what is written with a capital a name,
 * at the beginning of a sentence as well, and what no dictionary has, whatever its shape allows. None of them is ever
 * the first. */
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

static void without_s(const char *form, char *out)
{
	strcpy(out, form);
	if (strlen(out) > 3 && ends_with(out, "s") && !ends_with(out, "ss") && !ends_with(out, "us"))
		cut(out, 1);
}

static void further_french(list *l, const char *form, bool known)
{
	char lemma[FORM_MOST];
	if (has(l, "VERB") && !has(l, "ADJ") && participle(form, lemma))
		add(l, "ADJ", lemma);
	if (known)
		return;
	without_s(form, lemma);
	add(l, "NOUN", lemma);
	add(l, "ADJ", lemma);
}

/* ---- English --------------------------------------------------------------------------------- */

static void further_english(list *l, const char *form, bool known)
{
	char lemma[FORM_MOST];
	bool ing = ends_with(form, "ing");
	if (has(l, "VERB") && (ing || ends_with(form, "ed")))
		add(l, "ADJ", form);
	if (has(l, "VERB") && ing)
		add(l, "NOUN", form);
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
	list l = { found.n, READINGS_ROOM - 1, room };
	memcpy(room, found.p, found.n);
	room[found.n] = '\0';
	if (!found.n || form.n >= FORM_MOST)
		return (glane_str){ room, found.n };
	memcpy(s, form.p, form.n);
	s[form.n] = '\0';
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
	}
	return (glane_str){ room, l.n };
}
