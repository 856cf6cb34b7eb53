/* parse.c - what an attribution says: "CTO, grande entreprise de conseil IT / entreprise pionnière" is a role, an
 * organisation and a profile.
 *
 * It is cut at commas and slashes. A field of profile words gives the profile; the organisation begins with the first
 * field that begins with a size or a structure; what stands before is the role. Words are the study's (a file). */
#include <stdlib.h>
#include <string.h>
#include "form/form.h"
#include "room/room.h"
#include "quotations.h"

enum { PROFILE, SIZE, STRUCTURE, ASIDE, SPELLING, WHATS };
static const char *const whats[] = { "profile", "size", "structure", "aside", "spelling" };
enum { WORDS_MOST = 64, KEY_MOST = 48 };

typedef struct { char key[KEY_MOST]; uint32_t words; int what; glane_str value; } known_form;
struct vocabulary {
	uint32_t n, room;
	known_form *form;
	const lexicon *words;
};

/* ---- Reading ----------------------------------------------------------------------------------- */

/* Small letters without accents, hyphens as blanks, no plural s: "Entreprises pionnières" is "entreprise pionniere". */
static uint32_t key_of(const char *p, size_t n, char *out)
{
	char form[FORM_ROOM(4 * KEY_MOST)];
	size_t m = 0, k = n > 3 * KEY_MOST ? 0 : form_of(p, n, form);
	k = form_without_accents(form, k);
	for (size_t i = 0; i < k && m + 1 < KEY_MOST; i++) {
		char c = form[i] == '-' ? ' ' : form[i];
		bool plural = c == 's' && m > 2 && (i + 1 == k || form[i + 1] == ' ' || form[i + 1] == '-') && out[m - 1] != 's';
		if (!plural && !(c == ' ' && (!m || out[m - 1] == ' ')))
			out[m++] = c;
	}
	while (m && out[m - 1] == ' ')
		m--;
	out[m] = 0;
	return (uint32_t)m;
}

static void add(glane_ctx *ctx, vocabulary *v, int what, glane_str value, const char *p, size_t n)
{
	known_form f = { .words = 1, .what = what, .value = value };
	if (!key_of(p, n, f.key))
		return;
	for (const char *s = f.key; *s; s++)
		f.words += *s == ' ';
	v->form = room_for(ctx, GLANE_RUN, v->form, sizeof *v->form, v->n, &v->room, 1);
	v->form[v->n++] = f;
}

static int read_line(glane_ctx *ctx, vocabulary *v, const char *p, const char *end, const char *path, uint32_t line)
{
	const char *tab = memchr(p, '\t', (size_t)(end - p)), *second = tab ? memchr(tab + 1, '\t', (size_t)(end - tab - 1)) : NULL;
	int what = WHATS;
	if (!second)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, line, 0),
			"three columns with tabs between them are expected: what, value, ways of writing it separated by ;");
	for (int i = 0; i < WHATS; i++)
		if (strlen(whats[i]) == (size_t)(tab - p) && !memcmp(p, whats[i], (size_t)(tab - p)))
			what = i;
	if (what == WHATS)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, line, 1),
			"\"%.*s\" is none of profile, size, structure, aside, spelling", (int)(tab - p), p);
	char *copy = ctx->host->alloc(ctx, GLANE_RUN, (size_t)(second - tab));
	memcpy(copy, tab + 1, (size_t)(second - tab - 1));
	glane_str value = { copy, (uint32_t)(second - tab - 1) };
	for (p = second + 1; p < end; p++) {
		const char *from = p;
		while (p < end && *p != ';' && *p != '\r')
			p++;
		while (from < p && *from == ' ')
			from++;
		add(ctx, v, what, value, from, (size_t)(p - from));
	}
	return GLANE_OK;
}

static int by_key(const void *a, const void *b)
{
	const known_form *x = a, *y = b;
	int c = strcmp(x->key, y->key);
	return c ? c : x->what - y->what;
}

int vocabulary_read(glane_ctx *ctx, const char *path, const lexicon *words, vocabulary **out)
{
	glane_bytes b;
	int code = ctx->host->file(ctx, path, &b);
	uint32_t line = 0;
	*out = ctx->host->alloc(ctx, GLANE_RUN, sizeof **out);
	(*out)->words = words;
	for (size_t i = 0; !code && i < b.n; i++) {
		const char *p = (const char *)b.p + i, *end = memchr(p, '\n', b.n - i);
		line++;
		end = end ? end : (const char *)b.p + b.n;
		i += (size_t)(end - p);
		if (p < end && *p != '#' && *p != '\r')
			code = read_line(ctx, *out, p, end, path, line);
	}
	if ((*out)->n)
		qsort((*out)->form, (*out)->n, sizeof *(*out)->form, by_key);
	return code;
}

/* ---- Words of an attribution ------------------------------------------------------------------- */

typedef struct {
	glane_str text;
	char key[KEY_MOST];
	bool determiner, pronoun, capital;
	uint32_t field;
	const known_form *known;	/* the longest that begins here */
} token;

typedef struct { token *t; uint32_t n, fields; } tokens;

static int by_prefix(const void *key, const void *form)
{
	return strcmp(key, ((const known_form *)form)->key);
}

/* The longest known form that begins with token i. */
static const known_form *known_at(const vocabulary *v, const tokens *t, uint32_t i)
{
	enum { LONGEST = 3 };
	char key[(KEY_MOST + 1) * LONGEST] = "";
	const known_form *best = NULL;
	for (uint32_t k = i; k < t->n && k < i + LONGEST && t->t[k].field == t->t[i].field; k++) {
		if (k > i)
			strcat(key, " ");
		strcat(key, t->t[k].key);
		const known_form *f = v->n ? bsearch(key, v->form, v->n, sizeof *v->form, by_prefix) : NULL;
		best = f ? f : best;
	}
	return best;
}

static bool cuts(glane_str s, uint32_t i)
{
	bool blank = (i && s.p[i - 1] == ' ') || (i + 1 < s.n && s.p[i + 1] == ' ');
	return s.p[i] == ',' ? blank : s.p[i] == '/' && blank;
}

/* "je", "j'", "on"; and "y'" of "y'en a un", a word that stands by a verb. */
static bool is_pronoun(const vocabulary *v, const char *form, uint32_t n)
{
	bool elided = n > 1 && form[n - 1] == '\'';
	return n && ((lexicon_classes(v->words, EITHER, form, n) & SUBJECT) ||
	             (elided && (lexicon_classes(v->words, EITHER, form, n - 1) & CLITIC)));
}

static void cut(glane_ctx *ctx, const vocabulary *v, glane_str s, tokens *t)
{
	t->t = ctx->host->alloc(ctx, GLANE_SCRATCH, WORDS_MOST * sizeof *t->t);
	t->n = t->fields = 0;
	for (uint32_t i = 0, from = 0; i <= s.n && t->n < WORDS_MOST; i++) {
		bool end = i == s.n || s.p[i] == ' ' || cuts(s, i);
		bool elided = !end && (s.p[i] == '\'' || (i > 1 && !memcmp(s.p + i - 2, "\xE2\x80\x99", 3))) && i - from < 5;
		uint32_t to = elided ? i + 1 : i;
		if (!end && !elided)
			continue;
		if (to > from) {
			token *k = &t->t[t->n++];
			char form[FORM_ROOM(4 * KEY_MOST)];
			k->text = (glane_str){ s.p + from, to - from };
			k->field = t->fields;
			key_of(k->text.p, k->text.n, k->key);
			size_t m = k->text.n < KEY_MOST ? form_of(k->text.p, k->text.n, form) : 0;
			k->determiner = m && (lexicon_classes(v->words, EITHER, form, (uint32_t)m) & DETERMINER);
			k->pronoun = !k->determiner && is_pronoun(v, form, (uint32_t)m);
			k->capital = m && (k->text.n != m || memcmp(form, k->text.p, m < k->text.n ? m : k->text.n));
		}
		if (i < s.n && cuts(s, i) && t->n && t->t[t->n - 1].field == t->fields)
			t->fields++;
		from = to + (elided ? 0 : 1);
	}
	for (uint32_t i = 0; i < t->n; i++)
		t->t[i].known = known_at(v, t, i);
	t->fields = t->n ? t->t[t->n - 1].field + 1 : 0;
}

/* ---- What it says ------------------------------------------------------------------------------ */

/* The first and one after the last token of a field. */
static void field(const tokens *t, uint32_t f, uint32_t *first, uint32_t *last)
{
	for (*first = 0; *first < t->n && t->t[*first].field < f; ++*first) { }
	for (*last = *first; *last < t->n && t->t[*last].field == f; ++*last) { }
}

/* The profile of a field, and whether it says nothing else ("entreprise pionnière"). */
static const known_form *profile_of(const tokens *t, uint32_t f, bool *alone)
{
	uint32_t first, last;
	const known_form *found = NULL;
	field(t, f, &first, &last);
	*alone = last - first <= 3;
	for (uint32_t i = first; i < last; i++) {
		const known_form *k = t->t[i].known;
		if (k && k->what == PROFILE)
			found = k;
		*alone = *alone && ((k && (k->what == PROFILE || k->what == STRUCTURE)) || t->t[i].determiner);
	}
	return found;
}

static bool organisation_begins(const tokens *t, uint32_t f)
{
	uint32_t first, last;
	field(t, f, &first, &last);
	while (first < last && t->t[first].determiner)
		first++;
	return first < last && t->t[first].known && (t->t[first].known->what == SIZE || t->t[first].known->what == STRUCTURE);
}

/* Fields as they are written, with spelling put right. */
static glane_str joined(glane_ctx *ctx, int life, const tokens *t, uint32_t first, uint32_t last)
{
	size_t n = 0, room = 1;
	if (first >= last)
		return (glane_str){ "", 0 };
	for (uint32_t i = first; i < last; i++)
		room += t->t[i].text.n + (t->t[i].known ? t->t[i].known->value.n : 0) + 3;
	char *out = ctx->host->alloc(ctx, life, room);
	for (uint32_t i = first; i < last; i++) {
		const token *k = &t->t[i];
		glane_str s = k->known && k->known->what == SPELLING ? k->known->value : k->text;
		bool glued = i > first && t->t[i - 1].text.p + t->t[i - 1].text.n == k->text.p;
		if (i > first && k->field != t->t[i - 1].field)
			out[n++] = ',';
		if (i > first && !glued)
			out[n++] = ' ';
		memcpy(out + n, s.p, s.n);
		n += s.n;
	}
	return (glane_str){ out, (uint32_t)n };
}

/* "Marie Dupont": every word with a capital and no article before, particles aside. */
static bool names_somebody(const tokens *t, uint32_t first, uint32_t last, bool one)
{
	uint32_t capitals = 0;
	for (uint32_t i = first; i < last; i++) {
		if (t->t[i].determiner && !t->t[i].capital && i > first)
			continue;
		if (!t->t[i].capital || t->t[i].determiner || (t->t[i].known && t->t[i].known->what != PROFILE))
			return false;
		capitals++;
	}
	return capitals > 1 || (one && capitals == 1);
}

static bool partitive(const token *t)
{
	return !strcmp(t->key, "of") || !strcmp(t->key, "de") || !strcmp(t->key, "d'") || !strcmp(t->key, "d\xE2\x80\x99");
}

described attribution_parse(glane_ctx *ctx, int life, const vocabulary *v, glane_str text, bool named)
{
	static const glane_str none = { "", 0 };
	described d = { none, none, none, false };
	tokens t;
	cut(ctx, v, text, &t);
	uint32_t end = t.n, begin = 0, organisation, first, last;
	for (uint32_t f = t.fields; f--;) {
		bool alone;
		const known_form *k = profile_of(&t, f, &alone);
		if (!k)
			continue;
		d.profile = k->value;
		d.known = true;
		field(&t, f, &first, &last);
		if (alone && last == end)
			end = first;
		break;
	}
	organisation = end;
	for (uint32_t f = 0; f < t.fields; f++) {
		field(&t, f, &first, &last);
		if (first < end && organisation_begins(&t, f)) {
			organisation = first;
			d.known = true;
			break;
		}
	}
	field(&t, 0, &first, &last);
	if (last < organisation || named)
		begin = names_somebody(&t, 0, last < organisation ? last : organisation, named) ? last : 0;
	begin = begin < organisation ? begin : organisation;
	/* "une directrice", "un de mes collègues", "many of my colleagues" */
	for (uint32_t from = begin; begin < organisation && (named || begin) && (t.t[begin].determiner || (begin > from && partitive(&t.t[begin])));)
		begin++;
	uint32_t from = organisation;
	while (from < end && t.t[from].determiner)
		from++;
	for (last = organisation; last > begin && t.t[last - 1].known && t.t[last - 1].known->what == ASIDE;)
		last--;
	/* "je", "il m'envoie ça": a pronoun and what it does name no role. */
	if (begin < last && !t.t[begin].pronoun)
		d.role = joined(ctx, life, &t, begin, last);
	d.organisation = joined(ctx, life, &t, from, end);
	return d;
}

glane_str vocabulary_profile(const vocabulary *v, const char *word, uint32_t n)
{
	char key[KEY_MOST];
	const known_form *f = v->n && key_of(word, n, key) ? bsearch(key, v->form, v->n, sizeof *v->form, by_prefix) : NULL;
	while (f && f > v->form && !strcmp(f[-1].key, key))
		f--;
	return f && f->what == PROFILE ? f->value : (glane_str){ "", 0 };
}

glane_str folded(glane_ctx *ctx, int life, glane_str s)
{
	char *out = ctx->host->alloc(ctx, life, s.n + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s.n;) {
		size_t k = form_blank(s.p + i, s.n - i);
		k = k ? k : form_line_end(s.p + i, s.n - i);
		if (k) {
			if (n && out[n - 1] != ' ')
				out[n++] = ' ';
			i += (uint32_t)k;
		} else {
			out[n++] = s.p[i++];
		}
	}
	while (n && out[n - 1] == ' ')
		n--;
	return (glane_str){ out, n };
}
