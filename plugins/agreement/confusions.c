/* confusions.c - which theme one coder gives where the other gives another. */
#include "tables.h"

/* A cell: first coder's theme × second coder's, the last of either being none. */
typedef struct { uint32_t n, at; } confusion;

static bool holds(const uint32_t *set, uint32_t theme)
{
	for (; *set != GLANE_NONE; set++)
		if (*set == theme)
			return true;
	return false;
}

/* Calls for each cell that a unit belongs to: themes that both give are each itself; of the others, every one of the first coder
 * stands against every one of the second, or against none. Counts, or, where `unit` isn't NULL, lists. */
static void place(const coded *c, const uint32_t *a, const uint32_t *b, confusion *cell, uint32_t *list, uint32_t unit)
{
	const uint32_t none = c->theme.n, width = c->theme.n + 1;
	uint32_t alone = 0;
	for (const uint32_t *x = a; ; x++) {
		const bool end = *x == GLANE_NONE, both = !end && holds(b, *x);
		uint32_t against = 0;
		if (end && alone)
			return;
		alone += !end && !both;
		for (const uint32_t *y = b; *y != GLANE_NONE; y++)
			if (both ? *y == *x : !holds(a, *y)) {
				confusion *k = &cell[(size_t)(end ? none : *x) * width + *y];
				if (list)
					list[k->at + k->n] = unit;
				k->n++;
				against++;
			}
		if (!end && !against) {
			confusion *k = &cell[(size_t)*x * width + none];
			if (list)
				list[k->at + k->n] = unit;
			k->n++;
		}
		if (end)
			return;
	}
}

void report_confusions(const coded *c, uint32_t group, uint32_t pair)
{
	const glane_host *h = c->ctx->host;
	const uint32_t width = c->theme.n + 1;
	confusion *cell = h->alloc(c->ctx, GLANE_SCRATCH, (size_t)width * width * sizeof *cell);
	uint32_t *list = NULL, n = 0;
	const glane_sym none = h->sym(c->ctx, h->translate(c->ctx, "(none)"));
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t u = 0; u < c->n_units; u++) {
			uint32_t a = answer_of(c, u, c->first[pair]), b = answer_of(c, u, c->second[pair]);
			if (c->unit[u].group == group && a != GLANE_NONE && b != GLANE_NONE)
				place(c, c->set_of[a], c->set_of[b], cell, list, u);
		}
		for (uint32_t i = 0; !pass && i < width * width; i++) {
			cell[i].at = n;
			n += cell[i].n;
			cell[i].n = 0;
		}
		if (!pass)
			list = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *list);
	}
	for (uint32_t i = 0; i < width * width; i++) {
		if (!cell[i].n)
			continue;
		unit_list l = units_listed(c, cell[i].n, list + cell[i].at);
		confusion_line line = { .coder = c->coder.sym[c->first[pair]], .with = c->coder.sym[c->second[pair]],
			.group = c->group.sym[group], .passages = cell[i].n, .documents = l.documents, .speakers = l.speakers };
		line.theme = i / width == c->theme.n ? none : c->theme.sym[i / width];
		line.other = i % width == c->theme.n ? none : c->theme.sym[i % width];
		h->row(c->ctx, CONFUSIONS, &line, &l.evidence);
	}
}
