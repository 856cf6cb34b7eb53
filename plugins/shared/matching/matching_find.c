/* matching_find.c - patterns tried where their anchors are. */
#include "matching_private.h"
#include <stdlib.h>
#include <string.h>

/* The document as a row of places: its tokens, or its words and, where a token has none, the token. */
typedef struct {
	uint32_t n;
	const fits **fits;
	uint32_t *token;
} row_of_places;

typedef struct {
	glane_ctx *ctx;
	const matcher *m;
	const matching_text *t;
	row_of_places tokens, words;
	uint8_t *kind;			/* of tokens: what a place is for gaps */
	glane_sym nous, vous, ne, en;
	match *found;
	uint32_t n, room;
} search;

enum { PLACE_WORD, PLACE_POINT, PLACE_NUMBER };

static void look_at_tokens(search *s, matching_memo *memo)
{
	const matching_text *t = s->t;
	const glane_host *h = s->ctx->host;
	glane_sym point = h->sym(s->ctx, "punctuation"), number = h->sym(s->ctx, "number");
	uint32_t n = t->token.n;
	row_of_places *p = &s->tokens;
	*p = (row_of_places){ n, h->alloc(s->ctx, GLANE_SCRATCH, (n + 1) * sizeof *p->fits), NULL };
	p->token = h->alloc(s->ctx, GLANE_SCRATCH, (n + 1) * sizeof *p->token);
	s->kind = h->alloc(s->ctx, GLANE_SCRATCH, (size_t)n + 1);
	for (uint32_t i = 0; i < n; i++) {
		p->fits[i] = fits_of_form(s->ctx, s->m, &memo->form, t->form[i]);
		p->token[i] = i;
		s->kind[i] = t->kind[i].id == point.id ? PLACE_POINT : t->kind[i].id == number.id ? PLACE_NUMBER : PLACE_WORD;
	}
}

static void look_at_words(search *s, matching_memo *memo)
{
	const matching_text *t = s->t;
	const glane_host *h = s->ctx->host;
	const bool words = t->word.n && t->token_of;
	const bool lemma = words && t->lemma && (t->chosen || !t->readings), upos = lemma && t->upos && t->chosen;
	uint32_t room = t->token.n + (words ? t->word.n : 0), w = 0;
	row_of_places *p = &s->words;
	*p = (row_of_places){ 0, h->alloc(s->ctx, GLANE_SCRATCH, ((size_t)room + 1) * sizeof *p->fits), NULL };
	p->token = h->alloc(s->ctx, GLANE_SCRATCH, ((size_t)room + 1) * sizeof *p->token);
	for (uint32_t i = 0; i < t->token.n; i++) {
		uint32_t from = p->n;
		for (; words && w < t->word.n && t->token_of[w] <= i; w++) {
			if (t->token_of[w] < i)
				continue;
			known_word k = { .form = t->word_form && t->word_form[w].id ? t->word_form[w] : t->form[i] };
			if (t->readings)
				k.readings = t->readings[w];
			if (lemma)
				k.lemma = t->lemma[w];
			if (upos)
				k.upos = t->upos[w];
			p->fits[p->n] = fits_of_word(s->ctx, s->m, &memo->word, k);
			p->token[p->n++] = i;
		}
		if (p->n == from) {
			p->fits[p->n] = fits_of_word(s->ctx, s->m, &memo->word, (known_word){ .form = t->form[i] });
			p->token[p->n++] = i;
		}
	}
}

/* ---- One pattern ----------------------------------------------------------------------------- */

enum { MOST_DETERMINERS = 3, MOST_FILLERS = 4 };

/* A pattern at work. */
typedef struct {
	const search *s;
	const pattern *p;
	const row_of_places *row;
	uint32_t unit;
} trial;

static bool in_unit(const trial *r, uint32_t place)
{
	const uint32_t *unit = r->s->t->unit;
	return !unit || unit[r->row->token[place]] == r->unit;
}

static bool starts_with(glane_str s, glane_str begin)
{
	return s.n >= begin.n && (!begin.n || !memcmp(s.p, begin.p, begin.n));
}

static bool holds(glane_str s, glane_str part)
{
	for (uint32_t at = 0; at + part.n <= s.n; at++)
		if (!memcmp(s.p + at, part.p, part.n))
			return true;
	return !part.n;
}

static bool capital(glane_str s)
{
	return s.n && ((s.p[0] >= 'A' && s.p[0] <= 'Z') ||
	               (s.n > 1 && (unsigned char)s.p[0] == 0xC3 && (unsigned char)s.p[1] < 0x9F));
}

/* Are the capitals of a token those of the entry? */
static bool capitals_fit(const trial *r, const step *s, uint32_t token)
{
	enum { SMALL = 256 };
	char room[3 * SMALL + 16];
	const matching_text *t = r->s->t;
	glane_span at = t->token.span[token];
	uint32_t n = at.end - at.begin < SMALL ? at.end - at.begin : SMALL;
	glane_str seen = { room, surface_of(t->doc->text.p + at.begin, n, room) };
	if (r->p->lemmas)
		return capital(seen) == capital(s->surface);
	switch (r->s->m->element[s->element].kind) {
	case ELEMENT_FORM: return !compare_str(seen, s->surface);
	case ELEMENT_PREFIX: return starts_with(seen, s->surface);
	case ELEMENT_SUFFIX:
		return seen.n >= s->surface.n &&
		       !compare_str((glane_str){ seen.p + seen.n - s->surface.n, s->surface.n }, s->surface);
	default: return holds(seen, s->surface);
	}
}

/* "nous" and "vous" are subjects more often than not. They are taken for reflexives where they are said twice (nous ne
 * nous formons pas), after "en" (en nous formant) and before the infinitive (pour nous y former). */
static bool is_object(const trial *r, uint32_t i, uint32_t place)
{
	const search *s = r->s;
	const glane_sym *form = s->t->form, me = form[r->row->token[place]];
	if (me.id != s->nous.id && me.id != s->vous.id)
		return true;
	for (uint32_t k = place; k-- && in_unit(r, k); ) {
		uint32_t before = form[r->row->token[k]].id;
		if (before == me.id || before == s->en.id)
			return true;
		if (before != s->ne.id)
			break;
	}
	if (i + 1 == r->p->n)
		return false;
	glane_str verb = s->m->element[r->p->step[i + 1].element].text;
	for (uint32_t k = place + 1; k < r->row->n && in_unit(r, k) && k - place <= MOST_FILLERS + 1; k++) {
		if (!compare_str(s->ctx->host->string(s->ctx, form[r->row->token[k]]), verb))
			return true;
		if (!r->row->fits[k]->filler)
			break;
	}
	return false;
}

/* Does the word at a place fit step i? */
static bool step_fits(const trial *r, uint32_t i, uint32_t place, bool *several)
{
	const step *s = &r->p->step[i];
	const fits *f = r->row->fits[place];
	uint32_t k = 0;
	if (r->s->m->element[s->element].kind == ELEMENT_ANY)
		return r->s->kind[r->row->token[place]] != PLACE_POINT;
	while (k < f->n && f->fit[k].element != s->element)
		k++;
	if (k == f->n)
		return false;
	if (r->p->pos && i == r->p->head && !(f->fit[k].upos & r->p->pos))
		return false;
	if (s->reflexive && !is_object(r, i, place))
		return false;
	*several |= f->fit[k].several;
	/* A surface is kept of exact entries only, and never empty there. */
	return !s->surface.n || capitals_fit(r, s, r->row->token[place]);
}

/* Places that a step may be at, given those of the step before; a span of an entry is short. */
enum { MOST_PLACES = 64 };
typedef struct { uint32_t n; struct { uint32_t place; bool several; } at[MOST_PLACES]; } places;

static void add_place(places *p, uint32_t place, bool several)
{
	for (uint32_t i = 0; i < p->n; i++)
		if (p->at[i].place == place)
			return;
	if (p->n < MOST_PLACES) {
		p->at[p->n].place = place;
		p->at[p->n++].several = several;
	}
}

/* All places where step `to` may be that can be reached from `from`, to the right (way 1) or left (-1), over what may
 * stand after the step `between`, the left one of the two. */
static void reach(const trial *r, uint32_t to, const step *between, uint32_t from, int way, bool several, places *out)
{
	uint32_t words = 0, determiners = 0, fillers = 0;
	for (uint32_t at = from;;) {
		if (way > 0 ? at + 1 >= r->row->n : at == 0)
			return;
		at = way > 0 ? at + 1 : at - 1;
		if (!in_unit(r, at))
			return;
		bool more = several;
		if (step_fits(r, to, at, &more))
			add_place(out, at, more);
		uint8_t kind = r->s->kind[r->row->token[at]];
		const fits *f = r->row->fits[at];
		if (kind == PLACE_POINT && r->p->gap)
			continue;
		if (between->determiners && determiners < MOST_DETERMINERS && (f->determiner || kind == PLACE_NUMBER))
			determiners++;
		else if (between->reflexive && fillers < MOST_FILLERS && f->filler)
			fillers++;
		else if (words++ == r->p->gap || kind == PLACE_POINT)
			return;
	}
}

/* As extend(), of a pattern whose words stand side by side: most do, and most trials end at the first neighbour. */
static bool extend_plain(const trial *r, uint32_t anchor, int way, uint32_t *end, bool *several)
{
	const pattern *p = r->p;
	uint32_t at = anchor;
	for (uint32_t i = p->anchor; way > 0 ? i + 1 < p->n : i > 0; ) {
		if (way > 0 ? at + 1 >= r->row->n : at == 0)
			return false;
		at = way > 0 ? at + 1 : at - 1;
		i = way > 0 ? i + 1 : i - 1;
		if (!in_unit(r, at) || !step_fits(r, i, at, several))
			return false;
	}
	*end = at;
	return true;
}

/* From the anchor to one end of the pattern: the nearest place where its last step may be. false: none. */
static bool extend(const trial *r, uint32_t anchor, int way, uint32_t *end, bool *several)
{
	const pattern *p = r->p;
	if (p->plain)
		return extend_plain(r, anchor, way, end, several);
	places one = { 1, { { anchor, false } } }, two;
	for (uint32_t i = p->anchor; way > 0 ? i + 1 < p->n : i > 0; ) {
		uint32_t to = way > 0 ? i + 1 : i - 1;
		two.n = 0;
		for (uint32_t k = 0; k < one.n; k++)
			reach(r, to, &p->step[way > 0 ? i : to], one.at[k].place, way, one.at[k].several, &two);
		if (!two.n)
			return false;
		one = two;
		i = to;
	}
	uint32_t best = 0;
	for (uint32_t k = 1; k < one.n; k++)
		if (way > 0 ? one.at[k].place < one.at[best].place : one.at[k].place > one.at[best].place)
			best = k;
	*end = one.at[best].place;
	*several |= one.at[best].several;
	return true;
}

static void try_pattern(search *s, const pattern *p, const row_of_places *row, uint32_t place)
{
	trial r = { s, p, row, s->t->unit ? s->t->unit[row->token[place]] : 0 };
	bool several = false;
	uint32_t left, right;
	if (!(p->languages & 1u << s->t->language) || !step_fits(&r, p->anchor, place, &several) ||
	    !extend(&r, place, -1, &left, &several) || !extend(&r, place, 1, &right, &several))
		return;
	if (s->n == s->room) {
		uint32_t more = s->room + 256;
		s->found = s->ctx->host->grow(s->ctx, GLANE_SCRATCH, s->found, s->n * sizeof *s->found, more * sizeof *s->found);
		s->room += more;
	}
	s->found[s->n++] = (match){ p->entry, row->token[left], row->token[right], several };
}

/* ---- All of them ------------------------------------------------------------------------------- */

static void try_places(search *s, const row_of_places *row)
{
	const matcher *m = s->m;
	for (uint32_t i = 0; i < row->n; i++) {
		if (s->t->unit && s->t->unit[row->token[i]] == GLANE_NONE)
			continue;
		const fits *f = row->fits[i];
		for (uint32_t k = 0; k < f->n; k++)
			for (uint32_t a = m->first[f->fit[k].element]; a < m->first[f->fit[k].element + 1]; a++)
				try_pattern(s, &m->pattern[m->anchored[a]], row, i);
	}
}

static int compare_matches(const void *a, const void *b)
{
	const match *x = a, *y = b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

static bool asks_words(const matcher *m)
{
	for (uint32_t i = 0; i < m->n_patterns; i++)
		if (m->pattern[i].lemmas)
			return true;
	return false;
}

uint32_t matcher_find(glane_ctx *ctx, const matcher *m, matching_memo *memo, const matching_text *t, match **out)
{
	const glane_host *h = ctx->host;
	search s = { .ctx = ctx, .m = m, .t = t, .nous = h->sym(ctx, "nous"), .vous = h->sym(ctx, "vous"),
	             .ne = h->sym(ctx, "ne"), .en = h->sym(ctx, "en") };
	uint32_t n = 0;
	*out = NULL;
	if (!m->n_patterns || !t->token.n)
		return 0;
	look_at_tokens(&s, memo);
	try_places(&s, &s.tokens);
	if (asks_words(m)) {
		look_at_words(&s, memo);
		try_places(&s, &s.words);
	}
	if (s.n)
		qsort(s.found, s.n, sizeof *s.found, compare_matches);
	for (uint32_t i = 0; i < s.n; i++) {	/* one entry may be found from two anchors */
		if (n && !compare_matches(&s.found[n - 1], &s.found[i]))
			s.found[n - 1].several |= s.found[i].several;
		else
			s.found[n++] = s.found[i];
	}
	*out = s.found;
	return n;
}

glane_sym matching_said(glane_ctx *ctx, const match *m, const glane_sym *form, glane_rows token)
{
	const glane_host *h = ctx->host;
	size_t n = 0, room = 0;
	for (uint32_t i = m->first; i <= m->last; i++)
		room += h->string(ctx, form[i]).n + 1;
	char *text = h->alloc(ctx, GLANE_SCRATCH, room);
	for (uint32_t i = m->first; i <= m->last; i++) {
		glane_str word = h->string(ctx, form[i]);
		if (i > m->first && token.span[i].begin > token.span[i - 1].end)
			text[n++] = ' ';
		memcpy(text + n, word.p, word.n);
		n += word.n;
	}
	glane_str whole = { text, (uint32_t)n };
	glane_sym said;
	h->intern(ctx, 1, &whole, &said);
	return said;
}
