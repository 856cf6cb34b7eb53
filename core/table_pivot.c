/* table_pivot.c - a long table laid out as rows × columns of two of its columns. */
#include <config.h>
#include "table.h"
#include <stdlib.h>
#include <string.h>
#include "sym.h"

/* A heading: a value of one column, and the row of the table where it stands first. */
typedef struct { uint64_t value; uint32_t row, rank; } heading;
typedef struct { uint32_t n; uint32_t *of_row; const glane_str *text; } axis;

/* Equal cells, equal numbers, within one table. */
static uint64_t value_bits(const table *t, uint32_t at, uint32_t row)
{
	const glane_cells *k = &t->grid.column[at];
	uint64_t bits;
	if (k->state && k->state[row])
		return UINT64_MAX - k->state[row];
	if (k->type == GLANE_SYM)
		return ((const glane_sym *)k->array)[row].id;
	memcpy(&bits, (const unsigned char *)k->array + 8 * (size_t)row, sizeof bits);
	return bits;
}

static int compare_values(const void *a, const void *b)
{
	const heading *x = a, *y = b;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static int compare_ranks(const void *a, const void *b)
{
	const heading *const *x = a, *const *y = b;
	return ((*x)->rank > (*y)->rank) - ((*x)->rank < (*y)->rank);
}

/* Headings are ranked by their first row, or, groups, by the order declared. */
static void rank_headings(arena *in, const corpus *c, const table *t, uint32_t at, uint32_t n,
                          heading **h)
{
	const glane_column *k = &t->def->columns[at];
	bool of_group = k->role == GLANE_KEY && k->type == GLANE_SYM && !strcmp(k->name, "group");
	glane_sym *value = arena_alloc(in, n * sizeof *value);
	uint32_t *rank = arena_alloc(in, n * sizeof *rank);
	for (uint32_t i = 0; i < n; i++) {
		rank[i] = h[i]->row;
		if (of_group)
			value[i] = ((const glane_sym *)t->grid.column[at].array)[h[i]->row];
	}
	if (of_group)
		group_ranks(in, c, table_grouping(t), n, value, rank);
	for (uint32_t i = 0; i < n; i++)
		h[i]->rank = rank[i];
	qsort(h, n, sizeof *h, compare_ranks);
	for (uint32_t i = 0; i < n; i++)
		h[i]->rank = i;
}

static axis axis_of(arena *in, arena *scratch, const corpus *c, const table *t, uint32_t at)
{
	uint32_t n = t->grid.n, kept = 0;
	axis a = { 0, arena_alloc(scratch, n * sizeof *a.of_row), NULL };
	heading *all = arena_alloc(scratch, n * sizeof *all);
	heading **first = arena_alloc(scratch, n * sizeof *first);
	if (!n)
		return a;
	for (uint32_t i = 0; i < n; i++)
		all[i] = (heading){ value_bits(t, at, i), i, 0 };
	qsort(all, n, sizeof *all, compare_values);
	for (uint32_t i = 0; i < n; i++)
		if (!i || all[i].value != all[i - 1].value)
			first[kept++] = &all[i];
	rank_headings(scratch, c, t, at, kept, first);
	for (uint32_t i = 0, rank = 0; i < n; i++) {
		if (!i || all[i].value != all[i - 1].value)
			rank = all[i].rank;
		a.of_row[all[i].row] = rank;
	}
	glane_str *text = arena_alloc(in, kept * sizeof *text);
	for (uint32_t i = 0; i < kept; i++)
		text[i] = table_cell(in, c, t, at, first[i]->row, t->language);
	a.n = kept;
	a.text = text;
	return a;
}

const glane_pivot *table_pivot(arena *in, const corpus *c, const table *t, const char *rows,
                               const char *columns)
{
	enum { MOST = 1 << 24 };
	int r = table_column(t, rows), k = table_column(t, columns);
	if (r < 0 || k < 0)
		return NULL;
	arena *scratch = arena_new();
	axis down = axis_of(in, scratch, c, t, (uint32_t)r);
	axis across = axis_of(in, scratch, c, t, (uint32_t)k);
	uint64_t n = (uint64_t)down.n * across.n;
	glane_pivot *p = NULL;
	if (n <= MOST) {
		uint32_t *cell = arena_alloc(in, n * sizeof *cell);
		memset(cell, 0xff, n * sizeof *cell);	/* GLANE_NONE */
		for (uint32_t i = 0; i < t->grid.n; i++) {
			uint32_t *at = &cell[(size_t)down.of_row[i] * across.n + across.of_row[i]];
			*at = *at == GLANE_NONE ? i : *at;	/* the first, when keys are left out */
		}
		p = arena_alloc(in, sizeof *p);
		*p = (glane_pivot){ down.n, across.n, down.text, across.text, cell };
	}
	arena_free(scratch);
	return p;
}
