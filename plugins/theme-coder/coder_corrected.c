/* coder_corrected.c - what people said otherwise: the units of themes after the corrections by hand, parents and headings following
 * their children. */
#include "coder_corrected.h"
#include <stdlib.h>
#include <string.h>

static bool same_span(glane_span a, glane_span b)
{
	return a.begin == b.begin && a.end == b.end;
}

static uint32_t find_unit(const coded_theme *t, glane_span span)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (same_span(t->unit[i].span, span))
			return i;
	return GLANE_NONE;
}

typedef struct {
	glane_ctx *ctx;
	const coder *c;
	coded_theme *theme;		/* as it becomes */
	corrected_rows rows;
	glane_sym **why;		/* of each unit of each theme: what explains it, where no rule does */
} correcting;

static void add_unit(correcting *k, uint32_t t, glane_span span, glane_sym why)
{
	const glane_host *h = k->ctx->host;
	coded_theme *to = &k->theme[t];
	uint32_t n = to->n, at = n;
	to->unit = h->grow(k->ctx, GLANE_SCRATCH, to->unit, n * sizeof *to->unit, sizeof *to->unit);
	k->why[t] = h->grow(k->ctx, GLANE_SCRATCH, k->why[t], n * sizeof *k->why[t], sizeof *k->why[t]);
	for (; at && to->unit[at - 1].span.begin > span.begin; at--) {
		to->unit[at] = to->unit[at - 1];
		k->why[t][at] = k->why[t][at - 1];
	}
	to->unit[at] = (coded){ .span = span, .weight = k->c->book->theme[t].threshold };
	k->why[t][at] = why;
	to->n++;
}

static void remove_unit(correcting *k, uint32_t t, uint32_t i)
{
	coded_theme *from = &k->theme[t];
	uint32_t behind = --from->n - i;
	memmove(from->unit + i, from->unit + i + 1, behind * sizeof *from->unit);
	memmove(k->why[t] + i, k->why[t] + i + 1, behind * sizeof *k->why[t]);
}

/* Without the words by which the child was coded; a parent that has no others is not coded either. */
static void remove_from_parents(correcting *k, uint32_t child, glane_span span)
{
	const coder *c = k->c;
	for (uint32_t p = c->book->theme[child].parent; p != GLANE_NONE; p = c->book->theme[p].parent) {
		uint32_t i = find_unit(&k->theme[p], span), n = 0;
		if (i == GLANE_NONE || !k->theme[p].unit[i].n)
			continue;
		coded *u = &k->theme[p].unit[i];
		const hit **left = k->ctx->host->alloc(k->ctx, GLANE_SCRATCH, u->n * sizeof *left);
		for (uint32_t j = 0; j < u->n; j++)
			if (c->cue[u->hit[j]->cue].theme != child)
				left[n++] = u->hit[j];
		u->hit = left;
		if (!(u->n = n))
			remove_unit(k, p, i);
	}
}

/* Copies: what the coder found stays as it is. */
static void copy_units(correcting *k, const coded_theme *theme)
{
	const glane_host *h = k->ctx->host;
	uint32_t n = k->c->book->n_themes;
	k->theme = h->alloc(k->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *k->theme);
	k->why = h->alloc(k->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *k->why);
	for (uint32_t t = 0; t < n; t++) {
		k->theme[t] = theme[t];
		k->theme[t].unit = h->alloc(k->ctx, GLANE_SCRATCH, (theme[t].n + 1) * sizeof *theme[t].unit);
		k->why[t] = h->alloc(k->ctx, GLANE_SCRATCH, (theme[t].n + 1) * sizeof *k->why[t]);
		if (theme[t].n)
			memcpy(k->theme[t].unit, theme[t].unit, theme[t].n * sizeof *theme[t].unit);
	}
}

static uint32_t theme_of(const coder *c, glane_sym code)
{
	uint32_t t = 0;
	while (t < c->book->n_themes && c->code[t].id != code.id)
		t++;
	return t;
}

static bool has_row(const correcting *k, glane_sym code, glane_span span)
{
	for (uint32_t i = 0; i < k->rows.n; i++)
		if (k->rows.code[i].id == code.id && same_span(k->rows.span[i], span))
			return true;
	return false;
}

static void take_away(correcting *k, const coded_theme *theme)
{
	const coder *c = k->c;
	for (uint32_t t = 0; t < c->book->n_themes; t++)
		for (uint32_t u = 0; c->book->theme[t].codable && u < theme[t].n; u++) {
			glane_span span = theme[t].unit[u].span;
			uint32_t i = find_unit(&k->theme[t], span);
			if (has_row(k, c->code[t], span))
				continue;
			if (i != GLANE_NONE)
				remove_unit(k, t, i);
			remove_from_parents(k, t, span);
		}
}

static void put_in(correcting *k, const coded_theme *theme)
{
	const coder *c = k->c;
	for (uint32_t i = 0; i < k->rows.n; i++) {
		uint32_t t = theme_of(c, k->rows.code[i]);
		glane_span span = k->rows.span[i];
		if (t == c->book->n_themes || find_unit(&theme[t], span) != GLANE_NONE)
			continue;
		for (; t != GLANE_NONE; t = c->book->theme[t].parent)
			if (find_unit(&k->theme[t], span) == GLANE_NONE)
				add_unit(k, t, span, k->rows.why[i]);
	}
}

const coded_theme *coder_corrected(glane_ctx *ctx, const coder *c, const coded_theme *theme, const corrected_rows *rows,
                                   glane_sym ***why)
{
	correcting k = { .ctx = ctx, .c = c, .rows = *rows };
	copy_units(&k, theme);
	take_away(&k, theme);
	put_in(&k, theme);
	*why = k.why;
	return k.theme;
}
