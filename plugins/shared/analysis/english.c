/* english.c - the readings of an English form. The dictionary has stems and affixes but no parts of speech; they are
 * told by the inflections that a stem has ("worked" and "working": a verb; "harder" and "hardest": an adjective),
 * by endings, and by tables for closed classes and irregular forms. */
#include <stdlib.h>
#include <string.h>
#include "analysis_private.h"

enum { RANK_TABLE = 10, RANK_IRREGULAR = 20, RANK_STEM = 40, RANK_DERIVED = 60, RANK_NAME = 80, RANK_GUESS = 100 };
enum { HAS_VERB = 1, HAS_NOUN = 2, HAS_ADJECTIVE = 4, HAS_DEGREES = 8 };

/* ---- Which inflections a stem has ------------------------------------------------------------ */

typedef struct { const char *stem; bool found; } sought;

static void is_of_stem(analysis *a, const entry *e, void *user)
{
	sought *s = user;
	(void)a;
	s->found |= e->affixed && !strcmp(e->stem, s->stem);
}

static void is_known(analysis *a, const entry *e, void *user)
{
	(void)a;
	(void)e;
	*(bool *)user = true;
}

static bool known(analysis *a, const char *form)
{
	bool yes = false;
	dictionary_lines(a, form, is_known, &yes);
	return yes;
}

/* Consonant after one vowel, at the end of a word that doubles it: stop, plan, big. */
static bool doubles(const char *s, size_t n)
{
	return n > 2 && !strchr("aeiouwxyh", s[n - 1]) && strchr("aeiou", s[n - 2]) && !strchr("aeiou", s[n - 3]);
}

/* Does the dictionary have stem + suffix? With the changes of spelling: use, using; happy, happier; stop, stopping.
 * own: as a word of this stem, or also as one for itself (threatening). */
static bool inflects(analysis *a, const char *stem, const char *suffix, bool own)
{
	char form[FORM_MOST + 8];
	size_t n = strlen(stem);
	bool vowel = strchr("aei", suffix[0]) != NULL;
	if (n < 2)
		return false;
	memcpy(form, stem, n + 1);
	if (vowel && stem[n - 1] == 'e' && stem[n - 2] != 'e' && stem[n - 2] != 'o' && stem[n - 2] != 'y')
		n--;
	else if (suffix[0] != 'i' && suffix[0] != '\'' && stem[n - 1] == 'y' && !strchr("aeou", stem[n - 2]))
		form[n - 1] = 'i';
	strcpy(form + n, suffix);
	sought s = { stem, false };
	dictionary_lines(a, form, own ? is_of_stem : is_known, own ? (void *)&s : &s.found);
	if (!s.found && vowel && doubles(stem, n)) {
		form[n] = stem[n - 1];
		strcpy(form + n + 1, suffix);
		s.found = known(a, form);
	}
	return s.found;
}

static unsigned look_at(analysis *a, const char *stem)
{
	char possessive[FORM_MOST + 2];
	unsigned what = 0;
	/* threatening and comply have entries of their own, or come from ply. */
	if (inflects(a, stem, "ing", true) || (inflects(a, stem, "ing", false) && inflects(a, stem, "ed", false)))
		what |= HAS_VERB;
	/* "study's" may be an entry of its own. */
	strcpy(possessive, stem);
	strcat(possessive, "'s");
	if (known(a, possessive))
		what |= HAS_NOUN;
	if (inflects(a, stem, "est", true))
		what |= HAS_ADJECTIVE | HAS_DEGREES;
	else if (inflects(a, stem, "ness", true) || inflects(a, stem, "ly", true))
		what |= HAS_ADJECTIVE;
	return what;
}

static known_stem *place_of(known_stems *k, const char *stem)
{
	uint32_t h = 2166136261u;
	for (const char *p = stem; *p; p++)
		h = (h ^ (unsigned char)*p) * 16777619u;
	uint32_t at = (h ^ h >> 15) & (k->room - 1);
	while (k->stem[at].stem && strcmp(k->stem[at].stem, stem))
		at = (at + 1) & (k->room - 1);
	return &k->stem[at];
}

/* false: no memory; nothing is remembered then. */
static bool make_room(known_stems *k)
{
	if (2 * (k->n + 1) <= k->room)
		return true;
	known_stems more = { k->n, k->room ? 2 * k->room : 1024, NULL };
	more.stem = calloc(more.room, sizeof *more.stem);
	if (!more.stem)
		return false;
	for (uint32_t i = 0; i < k->room; i++)
		if (k->stem[i].stem)
			*place_of(&more, k->stem[i].stem) = k->stem[i];
	free(k->stem);
	*k = more;
	return true;
}

static unsigned inflections(analysis *a, const char *stem)
{
	known_stems *k = &a->stems;
	known_stem *place = make_room(k) ? place_of(k, stem) : NULL;
	if (place && place->stem)
		return place->what;
	unsigned what = look_at(a, stem);
	char *copy = place ? malloc(strlen(stem) + 1) : NULL;
	if (copy) {
		strcpy(copy, stem);
		*place = (known_stem){ copy, what };
		k->n++;
	}
	return what;
}

/* ---- Endings --------------------------------------------------------------------------------- */

static const struct { const char *end, *upos; } shapes[] = {
	{ "ness", "NOUN" }, { "ment", "NOUN" }, { "tion", "NOUN" }, { "sion", "NOUN" }, { "ity", "NOUN" },
	{ "ism", "NOUN" }, { "ist", "NOUN" },
	{ "ship", "NOUN" }, { "ance", "NOUN" }, { "ence", "NOUN" }, { "ency", "NOUN" }, { "ancy", "NOUN" },
	{ "hood", "NOUN" }, { "logy", "NOUN" },
	{ "graphy", "NOUN" }, { "ware", "NOUN" }, { "flow", "NOUN" },
	{ "able", "ADJ" }, { "ible", "ADJ" }, { "ful", "ADJ" }, { "less", "ADJ" }, { "ous", "ADJ" }, { "ive", "ADJ" },
	{ "ical", "ADJ" }, { "ial", "ADJ" },
	{ "nal", "ADJ" }, { "ral", "ADJ" }, { "ic", "ADJ" }, { "like", "ADJ" }, { "based", "ADJ" },
	{ "cal", "ADJ" }, { "tal", "ADJ" }, { "gal", "ADJ" }, { "tual", "ADJ" }, { "ular", "ADJ" }, { "ilar", "ADJ" },
	{ "clear", "ADJ" },
	{ "ward", "ADV" }, { "wards", "ADV" }, { "wise", "ADV" }, { "ly", "ADV" },
	{ "ize", "VERB" }, { "ise", "VERB" }, { "ify", "VERB" },
	{ "ed", "VERB" }, { "ing", "VERB" },
};

static const char *shape(const char *form)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (ends_with(form, shapes[i].end) && strlen(form) > strlen(shapes[i].end) + 2)
			return shapes[i].upos;
	return "";
}

/* The parts of speech of a stem, the likelier first; at most 4. */
static uint32_t stem_classes(analysis *a, const char *stem, const char **out)
{
	reading cut[4];
	const char *words = table_find(&a->words, stem, strlen(stem));
	uint32_t n = 0;
	if (words) {
		uint32_t k = readings_cut((glane_str){ words, (uint32_t)strlen(words) }, cut, 4);
		for (uint32_t i = 0; i < k; i++)
			if (cut[i].lemma.n == strlen(stem) && !memcmp(cut[i].lemma.p, stem, cut[i].lemma.n)) {
				static const char *const open[] = { "NOUN", "VERB", "ADJ", "ADV", "AUX" };
				for (size_t j = 0; j < sizeof open / sizeof *open; j++)
					if (cut[i].upos.n == strlen(open[j]) && !memcmp(cut[i].upos.p, open[j], cut[i].upos.n))
						out[n++] = open[j];
			}
		if (n)
			return n;
	}
	unsigned has = inflections(a, stem);
	const char *end = shape(stem);
	/* "possible" has a noun's 's in the dictionary; "receive" and "give" are no adjectives. */
	bool adjective = !strcmp(end, "ADJ") && (!(has & HAS_VERB) || (has & HAS_ADJECTIVE));
	if ((has & HAS_DEGREES) || adjective)
		out[n++] = "ADJ";
	if (has & HAS_NOUN)
		out[n++] = "NOUN";
	if ((has & HAS_ADJECTIVE) && (!n || strcmp(out[0], "ADJ")))
		out[n++] = "ADJ";
	if (has & HAS_VERB)
		out[n++] = "VERB";
	if (!n)
		out[n++] = *end ? end : "NOUN";
	return n;
}

/* ---- Forms ----------------------------------------------------------------------------------- */

static void add(analysis *a, const char *upos, const char *lemma, size_t cut, int rank)
{
	readings_add(&a->found, upos, lemma, strlen(lemma) - cut, rank);
}

static void add_stem(analysis *a, const char *stem, int rank)
{
	const char *upos[4];
	uint32_t n = stem_classes(a, stem, upos);
	for (uint32_t i = 0; i < n; i++)
		add(a, upos[i], stem, 0, rank + (int)i);
}

/* Those of the stem's classes that take this ending, in their order; none does: `otherwise`. */
static void add_inflected(analysis *a, const char *stem, const char *lemma, const char *first, const char *second,
                          const char *otherwise, int rank)
{
	const char *upos[4];
	uint32_t n = stem_classes(a, stem, upos), k = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(upos[i], first) || !strcmp(upos[i], second) ||
		    (!strcmp(upos[i], "AUX") && !strcmp(first, "VERB")))
			add(a, upos[i], lemma, 0, rank + (int)k++);
	if (!k)
		add(a, otherwise, lemma, 0, rank);
}

/* "reruns" = re + run + s: the dictionary's stem is "run"; the lemma keeps the prefix. */
static const char *without_prefix(const char *form, const char *stem)
{
	static const char *const prefixes[] = { "re", "un", "in", "de", "dis", "con", "pro" };
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t n = strlen(prefixes[i]);
		if (!strncmp(form, prefixes[i], n) && !strncmp(form + n, stem, 2) && strncmp(stem, prefixes[i], n))
			return form + n;
	}
	return form;
}

/* What the form adds to its stem: "s", "ing", "ier"… e and y at the end of the stem may have gone. */
static const char *ending(const char *form, const char *stem)
{
	size_t same = 0;
	while (form[same] && form[same] == stem[same])
		same++;
	const char *left = stem + same;
	if (strcmp(left, "") && strcmp(left, "e") && strcmp(left, "y"))
		return NULL;
	return form + same;
}

static bool is_one_of(const char *s, const char *list)
{
	size_t n = strlen(s);
	for (const char *p = list; (p = strstr(p, s)) != NULL; p += n)
		if ((p == list || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
	return false;
}

/* ---- Endings that the dictionary has without their stem, or with the wrong one ---- */

static bool has_class(analysis *a, const char *stem, const char *class)
{
	const char *upos[4];
	uint32_t n = known(a, stem) ? stem_classes(a, stem, upos) : 0;
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(upos[i], class))
			return true;
	return false;
}

/* The stem of a form by the rules of spelling: stopped is stop, hoping hope, taking take. */
static bool restore(analysis *a, const char *form)
{
	static const struct { const char *end, *class; } ends[] = {
		{ "ing", "VERB" }, { "ed", "VERB" }, { "er", "ADJ" }, { "est", "ADJ" } };
	size_t n = strlen(form);
	for (size_t i = 0; i < 4; i++) {
		char stem[2][FORM_MOST];
		size_t k = strlen(ends[i].end);
		if (!ends_with(form, ends[i].end) || n < k + 3)
			continue;
		size_t base = n - k, doubled = form[base - 1] == form[base - 2] && doubles(form, base - 1);
		bool e_first = !doubled && doubles(form, base);
		for (size_t j = 0; j < 2; j++) {
			memcpy(stem[j], form, base);
			strcpy(stem[j] + base, !doubled && j == !e_first ? "e" : "");
			/* called is of call, stopped of stop. */
			if (doubled && j == (strchr("lsfz", form[base - 1]) != NULL))
				stem[j][base - 1] = '\0';
			bool sure = e_first && !j && i < 2 && known(a, stem[j]);
			if (!sure && (!has_class(a, stem[j], ends[i].class) || (i > 1 && !(inflections(a, stem[j]) & HAS_DEGREES))))
				continue;
			add(a, ends[i].class, stem[j], 0, RANK_STEM);
			if (!i && (inflections(a, form) & HAS_NOUN))
				add(a, "NOUN", form, 0, RANK_STEM + 1);
			return true;
		}
		/* "guaranteeing" is there as it is, so its stem seems to be no verb. */
		for (size_t j = 0; !i && j < 2; j++)
			if (known(a, stem[j]) && !inflections(a, form)) {
				add(a, ends[i].class, stem[j], 0, RANK_STEM);
				return true;
			}
	}
	return false;
}

/* "months", where the dictionary has it beside "month". */
static bool restore_plural(analysis *a, const char *form)
{
	char stem[FORM_MOST];
	size_t n = strlen(form);
	if (n > 4 && ends_with(form, "men")) {
		strcpy(stem, form);
		stem[n - 2] = 'a';
		if (!known(a, stem))
			return false;
		add(a, "NOUN", stem, 0, RANK_STEM);
		return true;
	}
	if (n < 4 || form[n - 1] != 's' || strchr("usi", form[n - 2]))
		return false;
	memcpy(stem, form, n);
	strcpy(stem + n - (ends_with(form, "ies") ? 3 : 1), ends_with(form, "ies") ? "y" : "");
	if (!has_class(a, stem, "NOUN") && !has_class(a, stem, "VERB")) {
		stem[n - 1] = '\0';
		if (!ends_with(form, "es"))
			return false;
		stem[n - 2] = '\0';
		if (!has_class(a, stem, "NOUN"))
			return false;
	}
	add_inflected(a, stem, stem, "NOUN", "VERB", "NOUN", RANK_STEM);
	return true;
}

/* ---- Forms with the stem that the dictionary names ---- */

static void add_degree(analysis *a, const char *form, const char *stem, const char *lemma, int rank)
{
	unsigned has = inflections(a, stem);
	if (has & HAS_DEGREES)
		add(a, "ADJ", lemma, 0, rank);
	if (!(has & HAS_DEGREES) || (has & HAS_VERB))
		add(a, "NOUN", form, 0, rank + 1);
}

static void add_ending(analysis *a, const char *form, const char *stem, const char *lemma, const char *end, int rank)
{
	if (is_one_of(end, "s es ies"))
		add_inflected(a, stem, lemma, "NOUN", "VERB", "NOUN", rank);
	else if (is_one_of(end, "ed d ied"))
		add_inflected(a, stem, lemma, "VERB", "VERB", "VERB", rank);
	else if (is_one_of(end, "ing")) {
		add_inflected(a, stem, lemma, "VERB", "VERB", "VERB", rank);
		add(a, "NOUN", form, 0, rank + 4);
	} else if (is_one_of(end, "ings ers rs iers ors ments ions ications nesses"))
		add(a, "NOUN", form, 1, rank);
	else if (is_one_of(end, "er r ier"))
		add_degree(a, form, stem, lemma, rank);
	else if (is_one_of(end, "est st iest"))
		add(a, "ADJ", lemma, 0, rank);
	else if (is_one_of(end, "'s s' '"))
		add_inflected(a, stem, lemma, "NOUN", "NOUN", "NOUN", rank);
	else if (is_one_of(end, "ly y ily"))
		add(a, "ADV", form, 0, rank);
	else
		add(a, *shape(form) ? shape(form) : "NOUN", form, 0, rank);
}

/* Does the form lack the doubling that its stem asks for? "hoping" is not of "hop", though the dictionary allows it. */
static bool undoubled(const char *rest, const char *stem, const char *end)
{
	size_t n = strlen(stem);
	return end && (*end == 'i' || *end == 'e') && doubles(stem, n) && (size_t)(end - rest) == n &&
	       !is_one_of(end, "es ies");
}

static void add_form(analysis *a, const char *form, const char *stem)
{
	char lemma[FORM_MOST];
	const char *upos[4], *rest = without_prefix(form, stem), *end = ending(rest, stem);
	size_t prefix = (size_t)(rest - form);
	int rank = prefix ? RANK_DERIVED : RANK_STEM;
	if (prefix + strlen(stem) >= FORM_MOST || strlen(stem) < 2 || (undoubled(rest, stem, end) && restore(a, form)))
		return;
	memcpy(lemma, form, prefix);
	strcpy(lemma + prefix, stem);
	if (!end)
		add_stem(a, form, rank);
	else if (*end)
		add_ending(a, form, stem, lemma, end, rank);
	else {
		uint32_t n = stem_classes(a, stem, upos);
		for (uint32_t i = 0; i < n; i++)
			add(a, upos[i], lemma, 0, rank + (int)i);
	}
}

typedef struct { const char *form; bool capital, own; } asked;

static bool has_capital(const char *s)
{
	for (; *s; s++)
		if (*s >= 'A' && *s <= 'Z')
			return true;
	return false;
}

/* American, English: adjectives, and names as well. */
static void add_capital(analysis *a, const char *form, const char *stem)
{
	const char *end = ending(form, stem);
	char name[FORM_MOST];
	/* Mariner is no Marine; "Lt." keeps its point. */
	if (end && *end && is_one_of(end, "r er rs ers .") && form_name(form, false, name))
		stem = name;
	if (!form_all_capitals(stem) && readings_have_capitals(&a->found, stem))
		return;
	static const char *const of_place[] = { "can", "ian", "ean", "ese", "ish", "rman", "eli", "aqi", "ani", "ic",
		"French", "Dutch", "Greek", "Swiss", "Welsh", "Arab" };
	for (size_t i = 0; i < sizeof of_place / sizeof *of_place; i++)
		if (ends_with(stem, of_place[i])) {
			add(a, "ADJ", stem, 0, RANK_STEM);
			add(a, end && *end == 's' ? "NOUN" : "PROPN", stem, 0, RANK_STEM + 1);
			return;
		}
	add(a, "PROPN", stem, 0, RANK_STEM);
}

/* An inflected form that is an entry as well: "meeting" is a noun; "children" has nothing of its own. */
static void add_own_entry(analysis *a, const char *form)
{
	unsigned has = inflections(a, form);
	bool noun = false;
	for (uint32_t i = 0; i < a->found.n; i++)
		noun |= !strcmp(a->found.reading[i].upos, "NOUN");
	if ((has & HAS_NOUN) && !noun)
		add(a, "NOUN", form, 0, RANK_DERIVED);
	if (has & HAS_ADJECTIVE)
		add(a, "ADJ", form, 0, RANK_DERIVED + 1);
}

static void read_line(analysis *a, const entry *e, void *user)
{
	asked *q = user;
	if (q->capital != has_capital(e->stem))
		return;
	if (q->capital)
		add_capital(a, q->form, e->stem);
	else if (strcmp(e->stem, q->form))
		add_form(a, q->form, e->stem);
	else
		q->own = true;
}

static bool look_up(analysis *a, const char *form, bool capital)
{
	uint32_t before = a->found.n;
	asked q = { form, capital, false };
	dictionary_lines(a, form, read_line, &q);
	/* An entry of its own may still be an inflected form, which the dictionary has for its other affixes. */
	if (q.own && a->found.n)
		add_own_entry(a, form);
	else if (q.own && !restore(a, form) && !restore_plural(a, form))
		add_stem(a, form, RANK_DERIVED);
	return a->found.n > before;
}

/* Names, which the dictionary has with capitals. hunspell is asked for PARIS, which it takes for Paris as well. */
static bool look_up_capitals(analysis *a, const char *form)
{
	char name[FORM_MOST];
	return (strchr(form, '-') && form_name(form, false, name) && look_up(a, name, true)) ||
	       (form_capital(form, true, name) && look_up(a, name, true));
}

/* ---- Forms that no dictionary has ------------------------------------------------------------ */

static void guess(analysis *a, const char *form)
{
	size_t n = strlen(form);
	char lemma[FORM_MOST];
	const char *upos = shape(form);
	strcpy(lemma, form);
	if (n > 4 && ends_with(form, "men")) {
		strcpy(lemma + n - 3, "man");
		upos = "NOUN";
	} else if (!strcmp(upos, "VERB") && (ends_with(form, "ing") || ends_with(form, "ed"))) {
		size_t k = n - (ends_with(form, "ing") ? 3 : 2);
		lemma[k] = '\0';
		bool doubled = k > 2 && lemma[k - 1] == lemma[k - 2] && lemma[k - 1] != 'e';
		if (doubled && lemma[k - 1] == 'l') {
			/* unravelling, but not enrolling */
			lemma[k - 1] = '\0';
			if (!known(a, lemma))
				lemma[k - 1] = 'l';
		} else if (doubled && lemma[k - 1] != 's')
			lemma[k - 1] = '\0';
		else if (strchr("vzcsu", lemma[k - 1]) || ends_with(lemma, "at") || ends_with(lemma, "bl") || ends_with(lemma, "dg"))
			strcpy(lemma + k, "e");
	} else if (n > 3 && form[n - 1] == 's' && !strchr("usi", form[n - 2])) {
		bool ies = n > 4 && ends_with(form, "ies");
		bool es = ends_with(form, "ches") || ends_with(form, "shes") || ends_with(form, "sses") || ends_with(form, "xes");
		strcpy(lemma + n - (ies ? 3 : es ? 2 : 1), ies ? "y" : "");
		upos = !strcmp(shape(lemma), "VERB") ? "VERB" : "NOUN";
	}
	add(a, *upos ? upos : "NOUN", lemma, 0, RANK_GUESS);
}

/* In small letters or capitals, tables and dictionary. */
static bool find(analysis *a, const char *form)
{
	const char *words = table_find(&a->words, form, strlen(form));
	const char *irregular = table_find(&a->irregular, form, strlen(form));
	if (words || irregular)
		readings_add_text(&a->found, words ? words : irregular, RANK_TABLE);
	return words || irregular || look_up(a, form, false) || look_up_capitals(a, form);
}

/* Not of the table: its words are American by accident only. */
static bool find_small(analysis *a, const char *form)
{
	return look_up(a, form, false);
}

/* Not names: they are anything with a letter changed. */
static bool find_slip(analysis *a, const char *form)
{
	const char *words = table_find(&a->words, form, strlen(form));
	if (words && strstr(words, "PROPN"))
		return false;
	if (words)
		readings_add_text(&a->found, words, RANK_TABLE);
	return words || look_up(a, form, false);
}

/* The beginning of a compound, n bytes, before what its last part is as this part of speech; false: it is none. */
static bool head_and(const readings *r, const char *form, size_t n, const char *upos, char *out)
{
	for (uint32_t i = 0; i < r->n; i++)
		if (!strcmp(r->reading[i].upos, upos) && n + strlen(r->reading[i].lemma) < FORM_MOST) {
			memcpy(out, form, n);
			strcpy(out + n, r->reading[i].lemma);
			return true;
		}
	return false;
}

/* well-known, follow-up: what a compound is, its last part tells; parts of participles make adjectives. With a prefix it
 * is a verb as well: re-read, co-signing. */
static bool compound(analysis *a, const char *form)
{
	const char *last = strrchr(form, '-');
	char noun[FORM_MOST], verb[FORM_MOST], prefix[FORM_MOST];
	if (!last || last == form || !last[1] || !look_up(a, last + 1, false))
		return false;
	const char *upos = a->found.reading[0].upos;
	const size_t head = (size_t)(last + 1 - form);
	bool participle = ends_with(last, "ed") || ends_with(last, "ing");
	memcpy(prefix, form, head - 1);
	prefix[head - 1] = '\0';
	bool as_noun = !strcmp(upos, "NOUN") && head_and(&a->found, form, head, "NOUN", noun);
	bool as_verb = is_one_of(prefix, "re co e pre over under mis de out inter cross") &&
	               head_and(&a->found, form, head, "VERB", verb);
	if (!strcmp(upos, "VERB") || participle)
		upos = participle ? "ADJ" : "NOUN";
	a->found.n = 0;
	add(a, upos, as_noun && !participle ? noun : form, 0, RANK_DERIVED);
	if (as_verb)
		add(a, "VERB", verb, 0, RANK_DERIVED + 1);
	return true;
}

/* goin, findin: as they are said. */
static bool dropped_g(analysis *a, const char *form)
{
	char whole[FORM_MOST];
	size_t n = strlen(form);
	if (n < 4 || n + 2 > FORM_MOST || !ends_with(form, "in"))
		return false;
	memcpy(whole, form, n);
	strcpy(whole + n, "g");
	return find(a, whole);
}

static bool closed(const char *words)
{
	static const char *const open[] = { "NOUN", "VERB", "ADJ" };
	for (size_t i = 0; i < 3; i++)
		if (!strncmp(words, open[i], strlen(open[i])))
			return false;
	return true;
}

/* The States are a State, Kurds each a Kurd; the Jones stay. */
static void add_name(analysis *a, const char *form, const char *name)
{
	char one[FORM_MOST], plural[FORM_MOST];
	uint32_t n = a->found.n;
	for (uint32_t i = 0; i < n; i++) {
		if (strcmp(a->found.reading[i].upos, "NOUN") || !form_capital(a->found.reading[i].lemma, false, one))
			continue;
		strcpy(plural, a->found.reading[i].lemma);
		strcat(plural, "s");
		if (!strcmp(plural, form) || ends_with(form, "ies"))
			add(a, "PROPN", one, 0, RANK_NAME);
	}
	strcpy(one, form);
	one[strlen(one) - 1] = '\0';
	if (!n && strlen(form) > 3 && ends_with(form, "s") && !ends_with(form, "ss"))
		look_up_capitals(a, one);
	if (a->found.n == n)
		add(a, "PROPN", name, 0, RANK_NAME);
}

/* A word with a capital inside a sentence: only names have one in English, and adjectives of them. */
static bool capitalised(analysis *a, const char *form, int capital, bool table)
{
	char name[FORM_MOST];
	const char *first = a->found.reading[0].lemma;
	bool had = a->found.n > 0, acronym = had && (has_capital(first) || strchr(first, '.'));
	form_name(form, capital == ANALYSIS_CAPITALS, name);
	if (acronym)
		return true;
	if (!table && look_up_capitals(a, form))
		had = true;
	else
		add_name(a, form, name);
	for (uint32_t i = 0; i < a->found.n; i++)
		if (has_capital(a->found.reading[i].lemma))
			a->found.reading[i].rank -= 2 * RANK_NAME;
	return had;
}

/* Words of closed classes that are something else with capitals. */
static bool homonym(const char *form, int capital)
{
	return (capital == ANALYSIS_CAPITALS && is_one_of(form, "us it who")) || (capital && is_one_of(form, "may will"));
}

bool english_readings(analysis *a, const char *form, int capital)
{
	/* Initials: J. */
	if (capital && form[0] >= 'a' && form[0] <= 'z' && !strcmp(form + 1, ".")) {
		const char initial[] = { (char)(form[0] - 32), '.', '\0' };
		add(a, "PROPN", initial, 0, RANK_TABLE);
		return true;
	}
	if (spelling_broken_off(form))
		return spelling_begun(a, form, find);
	const char *words = table_find(&a->words, form, strlen(form));
	const char *irregular = table_find(&a->irregular, form, strlen(form));
	if (words) {
		readings_add_text(&a->found, words, RANK_TABLE);
		if (closed(words) && !homonym(form, capital))
			return true;
	} else {
		if (irregular)
			readings_add_text(&a->found, irregular, RANK_IRREGULAR);
		look_up(a, form, false);
	}
	if (capital)
		return capitalised(a, form, capital, words != NULL);
	if (a->found.n || spelling_british(a, form, find_small) || look_up_capitals(a, form) || compound(a, form))
		return true;
	if (dropped_g(a, form) || spelling_stretched(a, form, find) || spelling_slips(a, form, find_slip))
		return false;
	guess(a, form);
	return false;
}
