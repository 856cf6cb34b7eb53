/* codebook_shape.c - the elements and attributes that there are, values that they may have, and what was probably
 * meant by a name that there isn't: a slip of the keyboard, or French. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "codebook_private.h"
#include "form/form.h"

const char *const shape_elements[] = { "codebook", "title", "note", "list", "set", "theme", "label", "definition", "limit",
	"example", "lemmas", "words", "near", "regex", "not-in", "not-with", "only-with", NULL };
const char *const shape_attributes[] = { "version", "languages", "accents", "code", "colour", "codable", "threshold",
	"lang", "negated", "weight", "id", "pos", "gap", "case", "within", "order", "unit", "guid", NULL };

int shape_find(const char *name, const char *const *names)
{
	for (int i = 0; names[i]; i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}

const char *const codebook_kinds[N_RULES] = { "lemmas", "words", "near", "regex", "not-in", "not-with", "only-with" };
const char *const codebook_languages[CODEBOOK_LANGUAGES] = { "fr", "en" };
const char *const codebook_units[N_UNITS] = { "", "sentence", "segment", "turn", "answer", "document", "verbatim" };

#define BIT(x) (1u << (x))
enum { RULE_BITS = 1u << A_LANG | 1u << A_NEGATED | 1u << A_WEIGHT | 1u << A_ID,
       MATCH_BITS = 1u << A_POS | 1u << A_GAP | 1u << A_CASE };

static const uint32_t attributes_of[N_ELEMENTS] = {
	[E_CODEBOOK] = BIT(A_VERSION) | BIT(A_LANGUAGES) | BIT(A_UNIT) | BIT(A_ACCENTS),
	[E_TITLE] = BIT(A_LANG), [E_NOTE] = BIT(A_LANG), [E_LIST] = BIT(A_LANG) | BIT(A_ID),
	[E_SET] = BIT(A_ID) | BIT(A_GUID),
	[E_THEME] = BIT(A_CODE) | BIT(A_COLOUR) | BIT(A_CODABLE) | BIT(A_UNIT) | BIT(A_THRESHOLD) | BIT(A_GUID),
	[E_LABEL] = BIT(A_LANG), [E_DEFINITION] = BIT(A_LANG), [E_LIMIT] = BIT(A_LANG), [E_EXAMPLE] = BIT(A_LANG),
	[E_LEMMAS] = RULE_BITS | MATCH_BITS, [E_WORDS] = RULE_BITS | MATCH_BITS, [E_REGEX] = RULE_BITS,
	[E_NEAR] = RULE_BITS | BIT(A_WITHIN) | BIT(A_ORDER),
	[E_NOT_IN] = BIT(A_LANG), [E_NOT_WITH] = BIT(A_LANG) | BIT(A_UNIT), [E_ONLY_WITH] = BIT(A_LANG) | BIT(A_UNIT),
};

bool shape_holds(int outer, int inner)
{
	switch (outer) {
	case E_CODEBOOK: return inner >= E_TITLE && inner <= E_THEME;
	case E_THEME: return inner >= E_THEME || inner == E_NOTE;
	case E_NEAR: return inner == E_LEMMAS || inner == E_WORDS;
	default: return false;
	}
}

bool shape_has(int outer, int element, int attribute)
{
	uint32_t bits = outer == E_NEAR ? MATCH_BITS : attributes_of[element];
	return bits & BIT(attribute);
}

/* "a, b, c": those of the names whose bits are set. */
static const char *list(builder *b, uint32_t bits, const char *const *names)
{
	char *s = b->h->alloc(b->ctx, GLANE_SCRATCH, 512);
	for (uint32_t i = 0; names[i]; i++)
		if (bits & BIT(i))
			snprintf(s + strlen(s), 512 - strlen(s), "%s%s", *s ? ", " : "", names[i]);
	return s;
}

const char *shape_list(builder *b, const char *const *names)
{
	return list(b, UINT32_MAX, names);
}

const char *shape_list_elements(builder *b, int outer)
{
	uint32_t bits = 0;
	for (int i = 0; i < N_ELEMENTS; i++)
		bits |= shape_holds(outer, i) ? BIT(i) : 0;
	return list(b, bits, shape_elements);
}

const char *shape_list_attributes(builder *b, int outer, int element)
{
	return list(b, outer == E_NEAR ? MATCH_BITS : attributes_of[element], shape_attributes);
}

/* ---- What was probably meant ----------------------------------------------------------------- */

/* Small letters without accents; blanks and _ as hyphens. */
static char *fold(builder *b, const char *word)
{
	size_t n = strlen(word);
	char *f = b->h->alloc(b->ctx, GLANE_SCRATCH, FORM_ROOM(n) + 1);
	n = form_without_accents(f, form_of_label(word, n, f));
	f[n] = 0;
	for (size_t i = 0; i < n; i++)
		if (f[i] == ' ' || f[i] == '_')
			f[i] = '-';
	return f;
}

/* What people may write, folded: first the names that some think in, then the one that there is. One word may stand for
 * several names; the one that can stand there counts. */
static const char *const words[][2] = {
	{ "mot", "words" }, { "mots", "words" }, { "word", "words" }, { "terme", "words" }, { "termes", "words" },
	{ "forme", "words" }, { "formes", "words" }, { "expression", "words" }, { "expressions", "words" },
	{ "lemme", "lemmas" }, { "lemmes", "lemmas" }, { "lemma", "lemmas" }, { "theme", "theme" },
	{ "themes", "theme" }, { "categorie", "theme" }, { "noeud", "theme" }, { "code", "theme" },
	{ "exemple", "example" }, { "exemples", "example" }, { "verbatim", "example" }, { "etiquette", "label" },
	{ "libelle", "label" }, { "nom", "label" }, { "intitule", "label" }, { "definition", "definition" },
	{ "limite", "limit" }, { "limites", "limit" }, { "exclut", "limit" }, { "liste", "list" },
	{ "listes", "list" }, { "proche", "near" }, { "proches", "near" }, { "pres", "near" },
	{ "pres-de", "near" }, { "proximite", "near" }, { "regexp", "regex" }, { "expression-reguliere", "regex" },
	{ "motif", "regex" }, { "pas-dans", "not-in" }, { "sauf-dans", "not-in" }, { "sauf", "not-in" },
	{ "exclure", "not-in" }, { "pas-avec", "not-with" }, { "sans", "not-with" },
	{ "seulement-avec", "only-with" }, { "uniquement-avec", "only-with" }, { "avec", "only-with" },
	{ "titre", "title" }, { "remarque", "note" }, { "remarques", "note" }, { "memo", "note" },
	{ "commentaire", "note" }, { "livre-de-codes", "codebook" }, { "grille", "codebook" },
	{ "langue", "lang" }, { "language", "lang" }, { "langues", "languages" }, { "poids", "weight" },
	{ "seuil", "threshold" }, { "couleur", "colour" }, { "color", "colour" }, { "unite", "unit" },
	{ "ordre", "order" }, { "distance", "within" }, { "fenetre", "within" }, { "dans", "within" },
	{ "window", "within" }, { "ecart", "gap" }, { "casse", "case" }, { "majuscules", "case" },
	{ "nie", "negated" }, { "negation", "negated" }, { "negatif", "negated" }, { "codage", "codable" },
	{ "identifiant", "id" }, { "nom", "id" }, { "nom", "code" }, { "id", "code" }, { "accent", "accents" },
	{ "categorie-grammaticale", "pos" }, { "nature", "pos" }, { "oui", "yes" }, { "vrai", "yes" },
	{ "true", "yes" }, { "non", "no" }, { "faux", "no" }, { "false", "no" }, { "seulement", "only" },
	{ "uniquement", "only" }, { "yes", "only" }, { "oui", "only" }, { "tout", "any" }, { "tous", "any" },
	{ "toutes", "any" }, { "exacte", "exact" }, { "phrase", "sentence" }, { "phrases", "sentence" },
	{ "tour", "turn" }, { "tour-de-parole", "turn" }, { "reponse", "answer" }, { "entretien", "document" },
	{ "texte", "document" }, { "souple", "loose" }, { "ignorer", "loose" }, { "francais", "fr" },
	{ "anglais", "en" }, { "french", "fr" }, { "english", "en" }, { "verbe", "VERB" }, { "v", "VERB" },
	{ "nom", "NOUN" }, { "n", "NOUN" }, { "adjectif", "ADJ" }, { "adjective", "ADJ" }, { "adverbe", "ADV" },
	{ "adverb", "ADV" }, { "pronom", "PRON" }, { "pronoun", "PRON" }, { "nom-propre", "PROPN" },
	{ "auxiliaire", "AUX" }, { "preposition", "ADP" }, { "determinant", "DET" }, { "nombre", "NUM" },
};

/* Optimal string alignment distance of two folded words (Damerau 1964), in bytes. */
static size_t distance(const char *a, const char *b)
{
	enum { LONGEST = 40 };
	size_t row[3][LONGEST + 1], n = strlen(a), m = strlen(b), *before = row[0], *last = row[1], *now = row[2];
	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	memset(row, 0, sizeof row);
	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	for (size_t i = 1; i <= n; i++) {
		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t d = last[j - 1] + (a[i - 1] != b[j - 1]);
			d = last[j] + 1 < d ? last[j] + 1 : d;
			d = now[j - 1] + 1 < d ? now[j - 1] + 1 : d;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < d)
				d = before[j - 2] + 1;
			now[j] = d;
		}
		size_t *unused = before;
		before = last;
		last = now;
		now = unused;
	}
	return last[m];
}

const char *shape_meant(builder *b, const char *word, const char *const *names)
{
	const char *folded = fold(b, word), *found = NULL;
	size_t best = SIZE_MAX;
	for (const char *const *n = names; *n; n++)
		if (!strcmp(folded, fold(b, *n)))
			return *n;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		for (const char *const *n = names; *n && !strcmp(words[i][0], folded); n++)
			if (!strcmp(words[i][1], *n))
				return *n;
	for (const char *const *n = names; *n; n++) {
		const char *known = fold(b, *n);
		size_t d = distance(folded, known), longer = strlen(known);
		if (strlen(folded) > longer)
			longer = strlen(folded);
		/* A third of it may be wrong; of "ia" one letter, or their order. */
		if (longer > 1 && d <= (longer < 3 ? 1 : longer / 3) && d < best) {
			best = d;
			found = *n;
		}
	}
	return found;
}

/* ---- Values ---------------------------------------------------------------------------------- */

static glane_place at_value(const builder *b, const said *s)
{
	return builder_at(b, s->line, s->column);
}

bool shape_choice(builder *b, const item *it, int attribute, const char *choices, uint8_t *out)
{
	const said *s = &it->attribute[attribute];
	const char *names[32] = { NULL };
	uint8_t n = 0;
	if (!s->value)
		return true;
	for (; *choices && n < 31; n++) {
		size_t k = strcspn(choices, "|");
		names[n] = builder_copy(b, GLANE_SCRATCH, choices, k);
		if (!strcmp(names[n], s->value)) {
			*out = n;
			return true;
		}
		choices += k + (choices[k] == '|');
	}
	const char *meant = shape_meant(b, s->value, names);
	if (meant)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s), "%s=\"%s\": did you mean \"%s\"?",
		                     shape_attributes[attribute], s->value, meant);
	else
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s), "%s=\"%s\": expected is one of %s",
		                     shape_attributes[attribute], s->value, list(b, (1u << n) - 1, names));
	return false;
}

bool shape_whole(builder *b, const item *it, int attribute, int least, int most, uint8_t *out)
{
	const said *s = &it->attribute[attribute];
	if (!s->value)
		return true;
	size_t digits = strspn(s->value, "0123456789");
	long v = digits && digits < 6 && !s->value[digits] ? strtol(s->value, NULL, 10) : -1;
	if (v < least || v > most) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s),
		                     "%s=\"%s\": a whole number from %d to %d was expected",
		                     shape_attributes[attribute], s->value, least, most);
		return false;
	}
	*out = (uint8_t)v;
	return true;
}

/* A decimal number without the locale: digits, a point, digits. false: it is none. */
static bool decimal(const char *p, char point, double *out)
{
	double v = 0, unit = 1;
	size_t n = strspn(p, "0123456789"), m = p[n] == point ? strspn(p + n + 1, "0123456789") : 0;
	if (!n || n > 9 || m > 9 || p[n + (p[n] == point ? m + 1 : 0)])
		return false;
	for (size_t i = 0; i < n; i++)
		v = v * 10 + (p[i] - '0');
	for (size_t i = 0; i < m; i++) {
		v = v * 10 + (p[n + 1 + i] - '0');
		unit *= 10;
	}
	*out = v / unit;
	return true;
}

bool shape_number(builder *b, const item *it, int attribute, double most, double *out)
{
	const said *s = &it->attribute[attribute];
	double v = 0;
	if (!s->value)
		return true;
	bool number = decimal(s->value, '.', &v), comma = !number && decimal(s->value, ',', &v);
	if (comma && !b->table) {
		size_t k = strcspn(s->value, ",");
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s),
		                     "%s=\"%s\": numbers are written with a point: %s=\"%.*s.%s\"",
		                     shape_attributes[attribute], s->value, shape_attributes[attribute], (int)k,
		                     s->value, s->value + k + 1);
		return false;
	}
	if ((!number && !comma) || v <= 0 || v > most) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s),
		                     "%s=\"%s\": a number above 0, at most %d, was expected",
		                     shape_attributes[attribute], s->value, (int)most);
		return false;
	}
	*out = v;
	return true;
}

static bool is_code(const char *p)
{
	size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyz0123456789-_");
	return n && !p[n] && *p != '-' && *p != '_';
}

bool shape_code(builder *b, const said *s, const char *what)
{
	if (is_code(s->value))
		return true;
	char *f = fold(b, s->value);
	size_t n = 0;
	for (const char *p = f; *p; p++)
		if (strchr("abcdefghijklmnopqrstuvwxyz0123456789-_", *p) && (n || (*p != '-' && *p != '_')))
			f[n++] = *p;
		else if (n && f[n - 1] != '-')
			f[n++] = '-';
	while (n && f[n - 1] == '-')
		n--;
	f[n] = 0;
	if (n)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s),
		                     "%s=\"%s\": small letters without accents, digits, - and _ were expected: write \"%s\" "
		                     "(the label may say it in full)", what, s->value, f);
	else
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s),
		                     "%s=\"%s\": small letters without accents, digits, - and _ were expected", what,
		                     s->value);
	return false;
}

const char *shape_pos(builder *b, const said *s)
{
	static const char *const upos[] = { "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
		"PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", NULL };
	if (!s->value)
		return NULL;
	for (const char *p = s->value; *p;) {
		size_t n = strcspn(p, " ,;|");
		const char *name = builder_copy(b, GLANE_SCRATCH, p, n);
		const char *const *k = upos;
		while (n && *k && strcmp(*k, name))
			k++;
		const char *meant = *k ? NULL : shape_meant(b, name, upos);
		if (meant)
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s), "pos=\"%s\": did you mean \"%s\"?", name,
			                     meant);
		else if (!*k)
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s),
			                     "pos=\"%s\": expected are names of Universal Dependencies, as NOUN, VERB, ADJ, ADV",
			                     name);
		p += n;
		if (*p && *p != ' ')
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at_value(b, s),
			                     "pos=\"%s\": several are written with a blank between them", s->value);
		p += strspn(p, " ,;|");
	}
	return *s->value ? builder_fold(b, GLANE_RUN, s->value, strlen(s->value)) : NULL;
}
