/* layout.c - tables as they are, and their views. */
#include "write_csv.h"
#include <stdlib.h>
#include <string.h>

static uint32_t count_columns(const glane_grid *g)
{
	uint32_t n = 0;
	while (g->def->columns[n].name)
		n++;
	return n;
}

static glane_str str_of(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

layout layout_long(glane_ctx *ctx, const glane_grid *g)
{
	uint32_t n = count_columns(g);
	glane_str *name = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *name);
	glane_str *label = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *label);
	for (uint32_t c = 0; c < n; c++) {
		name[c] = str_of(g->def->columns[c].name);
		label[c] = str_of(g->column[c].label);
	}
	return (layout){ g->n, n, name, label, NULL };
}

/* ---- Values of keys, numbered ------------------------------------------------------------------- */

/* of[r]: the number of what row r has; first[k]: the first row that has number k. */
typedef struct { uint32_t n, *of, *first; } numbers;
typedef struct { uint64_t value; uint32_t row; } valued;

static int compare_values(const void *a, const void *b)
{
	const valued *x = a, *y = b;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Numbers n values as they first come; v is sorted. */
static numbers number_of(glane_ctx *ctx, uint32_t n, valued *v)
{
	const glane_host *h = ctx->host;
	size_t size = ((size_t)n + 1) * sizeof(uint32_t);
	numbers out = { 0, h->alloc(ctx, GLANE_SCRATCH, size), h->alloc(ctx, GLANE_SCRATCH, size) };
	uint32_t *first_of = h->alloc(ctx, GLANE_SCRATCH, size);	/* of each row: the first that has the same */
	if (n)
		qsort(v, n, sizeof *v, compare_values);
	for (uint32_t i = 0, first = 0; i < n; i++) {
		if (!i || v[i].value != v[i - 1].value)
			first = v[i].row;
		first_of[v[i].row] = first;
	}
	for (uint32_t r = 0; r < n; r++) {
		if (first_of[r] == r) {
			out.first[out.n] = r;
			out.of[r] = out.n++;
		} else {
			out.of[r] = out.of[first_of[r]];
		}
	}
	return out;
}

static numbers numbers_of_key(glane_ctx *ctx, const glane_grid *g, uint32_t column)
{
	const glane_cells *k = &g->column[column];
	valued *v = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)g->n + 1) * sizeof *v);
	for (uint32_t r = 0; r < g->n; r++) {
		v[r].row = r;
		if (k->state && k->state[r])
			v[r].value = UINT64_MAX - k->state[r];
		else if (k->type == GLANE_SYM)
			v[r].value = ((const glane_sym *)k->array)[r].id;
		else
			memcpy(&v[r].value, (const char *)k->array + 8 * (size_t)r, 8);
	}
	return number_of(ctx, g->n, v);
}

/* Both together. */
static numbers numbers_crossed(glane_ctx *ctx, uint32_t n, const numbers *a, const numbers *b)
{
	valued *v = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *v);
	for (uint32_t r = 0; r < n; r++)
		v[r] = (valued){ (uint64_t)a->of[r] << 32 | b->of[r], r };
	return number_of(ctx, n, v);
}

/* Has each value of `by` one value of `k` alone? */
static bool goes_with(uint32_t n, const numbers *k, const numbers *by)
{
	for (uint32_t r = 0; r < n; r++)
		if (k->of[r] != k->of[by->first[by->of[r]]])
			return false;
	return true;
}

/* In the order of a pivot, which knows that of modalities: at[i] is the place of its i-th heading in another direction. */
static void reorder(glane_ctx *ctx, const glane_pivot *p, uint32_t n_rows, bool rows, numbers *k)
{
	const glane_host *h = ctx->host;
	uint32_t count = rows ? p->n_rows : p->n_columns, across = rows ? p->n_columns : p->n_rows;
	uint32_t *to = h->alloc(ctx, GLANE_SCRATCH, ((size_t)k->n + 1) * sizeof *to);
	uint32_t *first = h->alloc(ctx, GLANE_SCRATCH, ((size_t)k->n + 1) * sizeof *first);
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t j = 0; j < across; j++) {
			uint32_t row = p->cell[rows ? (size_t)i * p->n_columns + j : (size_t)j * p->n_columns + i];
			if (row == GLANE_NONE)
				continue;
			to[k->of[row]] = i;
			first[i] = k->first[k->of[row]];
			break;
		}
	for (uint32_t r = 0; r < n_rows; r++)
		k->of[r] = to[k->of[r]];
	k->first = first;
}

/* ---- Views ---------------------------------------------------------------------------------------- */

static uint32_t column_named(const glane_grid *g, const char *name, size_t n)
{
	for (uint32_t c = 0; g->def->columns[c].name; c++)
		if (!strncmp(g->def->columns[c].name, name, n) && !g->def->columns[c].name[n])
			return c;
	return GLANE_NONE;
}

/* "value|text": the first of these columns that isn't missing. */
static csv_cell cell_of(const glane_grid *g, const char *names, uint32_t row)
{
	csv_cell k = { GLANE_NONE, row };
	for (const char *p = names; ; p++) {
		size_t n = strcspn(p, "|");
		uint32_t c = column_named(g, p, n);
		const uint8_t *state = c == GLANE_NONE ? NULL : g->column[c].state;
		if (k.column == GLANE_NONE)
			k.column = c;
		if (c != GLANE_NONE && (!state || state[row] != GLANE_MISSING))
			return (csv_cell){ c, row };
		p += n;
		if (!*p)
			return k;
	}
}

/* Keys that stand before: which columns of the table, in its order. */
static uint32_t keys_before(glane_ctx *ctx, const glane_grid *g, const glane_view *v, const numbers *across, numbers *down,
                            uint32_t *key)
{
	uint32_t n = 0;
	for (uint32_t c = 0; g->def->columns[c].name; c++) {
		const glane_column *k = &g->def->columns[c];
		bool group = !strcmp(k->name, "group");
		if (k->role != GLANE_KEY || !strcmp(k->name, v->rows) || !strcmp(k->name, v->columns) || (group && !*g->by))
			continue;
		numbers of = numbers_of_key(ctx, g, c);
		if (!group && goes_with(g->n, &of, across))
			continue;
		*down = numbers_crossed(ctx, g->n, &of, down);
		key[n++] = c;
	}
	return n;
}

enum { MOST_CELLS = 1 << 24 };

bool layout_view(glane_ctx *ctx, const glane_grid *g, const glane_view *v, layout *out)
{
	const glane_host *h = ctx->host;
	const glane_pivot *p = h->pivot(ctx, g, v->rows, v->columns);
	uint32_t rows = column_named(g, v->rows, strlen(v->rows)), columns = column_named(g, v->columns, strlen(v->columns));
	if (!p)
		return false;
	numbers down = numbers_of_key(ctx, g, rows), across = numbers_of_key(ctx, g, columns);
	reorder(ctx, p, g->n, true, &down);
	reorder(ctx, p, g->n, false, &across);
	uint32_t *key = h->alloc(ctx, GLANE_SCRATCH, ((size_t)count_columns(g) + 1) * sizeof *key);
	uint32_t n_keys = keys_before(ctx, g, v, &across, &down, key);
	key[n_keys++] = rows;
	uint32_t width = n_keys + across.n;
	if ((uint64_t)down.n * width > MOST_CELLS)
		return false;
	glane_str *name = h->alloc(ctx, GLANE_SCRATCH, ((size_t)width + 1) * sizeof *name);
	glane_str *label = h->alloc(ctx, GLANE_SCRATCH, ((size_t)width + 1) * sizeof *label);
	csv_cell *cell = h->alloc(ctx, GLANE_SCRATCH, ((size_t)down.n * width + 1) * sizeof *cell);
	for (uint32_t k = 0; k < n_keys; k++) {
		name[k] = str_of(g->def->columns[key[k]].name);
		label[k] = str_of(g->column[key[k]].label);
	}
	for (uint32_t c = 0; c < across.n; c++) {
		name[n_keys + c] = h->value(ctx, g, columns, across.first[c]);
		label[n_keys + c] = h->cell(ctx, g, columns, across.first[c]);
	}
	for (uint32_t r = 0; r < down.n; r++) {
		for (uint32_t k = 0; k < n_keys; k++)
			cell[(size_t)r * width + k] = (csv_cell){ key[k], down.first[r] };
		for (uint32_t c = 0; c < across.n; c++)
			cell[(size_t)r * width + n_keys + c].row = GLANE_NONE;
	}
	for (uint32_t r = g->n; r--; )	/* the first, where there are several */
		cell[(size_t)down.of[r] * width + n_keys + across.of[r]] = cell_of(g, v->cell, r);
	*out = (layout){ down.n, width, name, label, cell };
	return true;
}
