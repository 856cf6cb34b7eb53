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

/* ---- Pairs --------------------------------------------------------------------------------------- */

/* A thing that stands in pairs: where it stands first, row by row; how many that come before it aren't placed yet; and those that
 * come after it. */
typedef struct { uint64_t place; uint32_t waits, first, n; bool placed; } paired;
typedef struct { uint32_t n; uint64_t *value; uint32_t *rank; } pair_order;

static int compare_bits(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static uint32_t place_of(const pair_order *o, uint64_t value)
{
	const uint64_t *at = bsearch(&value, o->value, o->n, sizeof *o->value, compare_bits);
	return (uint32_t)(at - o->value);
}

/* Are these the first two keys, the group aside, of a table of pairs? */
static bool are_pairs(const table *t, uint32_t a, uint32_t b)
{
	uint32_t n = 0, key[2] = { GLANE_NONE, GLANE_NONE };
	for (uint32_t c = 0; t->def->columns[c].name && n < 2; c++)
		if (t->def->columns[c].role == GLANE_KEY && strcmp(t->def->columns[c].name, "group"))
			key[n++] = c;
	return t->def->how & GLANE_PAIRS && key[0] == a && key[1] == b;
}

/* Of a table of pairs both keys' values in one order, in which the first of each pair comes before the other; of those that might
 * come next the one that stands in the earliest row does (Kahn 1962). n 0: of more than can be read in a view. */
static pair_order pairs_in_order(arena *scratch, const table *t, uint32_t a, uint32_t b)
{
	enum { MOST = 4096 };
	uint32_t n = t->grid.n;
	pair_order o = { 0, arena_alloc(scratch, 2 * (size_t)n * sizeof *o.value), NULL };
	if (!are_pairs(t, a, b))
		return o;
	uint32_t *x = arena_alloc(scratch, n * sizeof *x), *y = arena_alloc(scratch, n * sizeof *y), *behind = arena_alloc(scratch, n * sizeof *behind);
	for (uint32_t i = 0; i < n; i++) {
		o.value[2 * i] = value_bits(t, a, i);
		o.value[2 * i + 1] = value_bits(t, b, i);
	}
	qsort(o.value, 2 * (size_t)n, sizeof *o.value, compare_bits);
	for (uint32_t i = 0; i < 2 * n; i++)
		if (!i || o.value[i] != o.value[i - 1])
			o.value[o.n++] = o.value[i];
	if (o.n > MOST)
		o.n = 0;
	if (!o.n)
		return o;
	o.rank = arena_alloc(scratch, o.n * sizeof *o.rank);
	paired *p = arena_alloc(scratch, o.n * sizeof *p);
	for (uint32_t i = n; i-- > 0; ) {
		x[i] = place_of(&o, value_bits(t, a, i));
		y[i] = place_of(&o, value_bits(t, b, i));
		p[y[i]].place = 2 * (uint64_t)i + 1;
		p[x[i]].place = 2 * (uint64_t)i;
		p[x[i]].n++;
		p[y[i]].waits++;
	}
	for (uint32_t i = 0, sum = 0; i < o.n; i++) {
		p[i].first = sum;
		sum += p[i].n;
		p[i].n = 0;
	}
	for (uint32_t i = 0; i < n; i++)
		behind[p[x[i]].first + p[x[i]].n++] = y[i];
	for (uint32_t rank = 0; rank < o.n; rank++) {
		uint32_t next = GLANE_NONE;
		for (uint32_t i = 0; i < o.n; i++)	/* in a circle nothing is free: the earliest is taken all the same */
			if (!p[i].placed && (next == GLANE_NONE || (!p[i].waits && p[next].waits) ||
			    (!p[i].waits == !p[next].waits && p[i].place < p[next].place)))
				next = i;
		p[next].placed = true;
		o.rank[next] = rank;
		for (uint32_t k = 0; k < p[next].n; k++)
			p[behind[p[next].first + k]].waits--;
	}
	return o;
}

/* ---- Axes ---------------------------------------------------------------------------------------- */

/* Headings are ranked by their first row, or, groups, by the order declared, or as their pairs are. */
static void rank_headings(arena *in, const corpus *c, const table *t, uint32_t at, const pair_order *pairs, uint32_t n,
                          heading **h)
{
	const glane_column *k = &t->def->columns[at];
	bool of_group = k->role == GLANE_KEY && k->type == GLANE_SYM && !strcmp(k->name, "group");
	glane_sym *value = arena_alloc(in, n * sizeof *value);
	uint32_t *rank = arena_alloc(in, n * sizeof *rank);
	for (uint32_t i = 0; i < n; i++) {
		rank[i] = pairs->n ? pairs->rank[place_of(pairs, h[i]->value)] : h[i]->row;
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

static axis axis_of(arena *in, arena *scratch, const corpus *c, const table *t, uint32_t at, const pair_order *pairs)
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
	rank_headings(scratch, c, t, at, pairs, kept, first);
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
	pair_order pairs = pairs_in_order(scratch, t, (uint32_t)r, (uint32_t)k);
	axis down = axis_of(in, scratch, c, t, (uint32_t)r, &pairs);
	axis across = axis_of(in, scratch, c, t, (uint32_t)k, &pairs);
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
