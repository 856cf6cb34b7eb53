/* select.c - which rows of which tables the page shows, and their passages.
 *
 * Tables are long and sorted by group first, as a rule, so their first rows would all be of one group:
 * each group gets its share. A view shows the rows that come first in any group, and all cells of a
 * view that is shown lead to a row that is shown. */
#include "report.h"
#include <stdlib.h>
#include <string.h>

enum { VIEW_ROWS = 40, VIEW_CELLS = 600 };

bool select_is_core(const glane_grid *g)
{
	return !strcmp(g->stage, "core");
}

int select_column(const glane_grid *g, const char *name)
{
	for (int c = 0; g->def->columns[c].name; c++)
		if (!strcmp(g->def->columns[c].name, name))
			return c;
	return -1;
}

static int column_of_role(const glane_grid *g, uint32_t role)
{
	for (int c = 0; g->def->columns[c].name; c++)
		if (g->def->columns[c].role == role)
			return c;
	return -1;
}

typedef struct { glane_sym group; uint32_t n; } share;

/* rank[row]: how many rows of its group come before it. Returns the number of groups. */
static uint32_t rank_rows(report *r, const shown_table *t, uint32_t *rank, share **shares)
{
	const glane_host *h = r->ctx->host;
	const glane_grid *g = t->grid;
	const glane_sym *group = t->group < 0 ? NULL : g->column[t->group].array;
	uint32_t n = 0, room = 0, last = 0;
	share *s = NULL;
	for (uint32_t i = 0; i < g->n; i++) {
		glane_sym mine = group ? group[i] : (glane_sym){ 0 };
		if (!n || s[last].group.id != mine.id)
			for (last = 0; last < n && s[last].group.id != mine.id; last++)
				;
		if (last == n) {
			if (n == room) {
				uint32_t more = room + 16;
				s = h->grow(r->ctx, GLANE_SCRATCH, s, room * sizeof *s, more * sizeof *s);
				room += more;
			}
			s[n++] = (share){ mine, 0 };
		}
		rank[i] = s[last].n++;
	}
	*shares = s;
	return n;
}

/* The largest number of rows per group with which at most `most` are shown; at least 1. */
static uint32_t quota(const share *s, uint32_t n, uint64_t most)
{
	uint64_t low = 1, high = most > 1 ? most : 1;
	while (low < high) {
		uint64_t try = low + (high - low + 1) / 2, sum = 0;
		for (uint32_t i = 0; i < n; i++)
			sum += s[i].n < try ? s[i].n : try;
		if (sum <= most)
			low = try;
		else
			high = try - 1;
	}
	return (uint32_t)low;
}

static int by_rank(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* The rows of a pivot with the best ranks, in the pivot's order; their cells are marked in show[]. */
static void choose_view_rows(report *r, shown_view *v, const uint32_t *rank, bool *show)
{
	const glane_pivot *p = v->pivot;
	uint64_t *best = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, (size_t)p->n_rows * sizeof *best);
	uint32_t *before = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, p->n_rows * sizeof *before);
	uint32_t most = p->n_columns ? VIEW_CELLS / p->n_columns : 0;
	most = most > VIEW_ROWS ? VIEW_ROWS : most < 10 ? 10 : most;
	for (uint32_t i = 0; i < p->n_rows; i++) {
		uint32_t least = GLANE_NONE;
		for (uint32_t c = 0; c < p->n_columns; c++) {
			uint32_t row = p->cell[(size_t)i * p->n_columns + c];
			if (row != GLANE_NONE && rank[row] < least)
				least = rank[row];
		}
		best[i] = (uint64_t)least << 32 | i;
	}
	qsort(best, p->n_rows, sizeof *best, by_rank);
	for (uint32_t i = 0; i < p->n_rows; i++)
		before[(uint32_t)best[i]] = i;
	v->row = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, most * sizeof *v->row);
	v->before = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, most * sizeof *v->before);
	for (uint32_t i = 0; i < p->n_rows; i++) {
		if (before[i] >= most)
			continue;
		v->before[v->n] = before[i];
		v->row[v->n++] = i;
		for (uint32_t c = 0; c < p->n_columns; c++) {
			uint32_t row = p->cell[(size_t)i * p->n_columns + c];
			if (row != GLANE_NONE)
				show[row] = true;
		}
	}
}

static bool is_key(const glane_grid *g, int c)
{
	return c >= 0 && g->def->columns[c].role == GLANE_KEY && g->column[c].type == GLANE_SYM;
}

static uint32_t place_of(const glane_sym *heading, uint32_t n, glane_sym key)
{
	uint32_t i = 0;
	while (i < n && heading[i].id != key.id)
		i++;
	return i;
}

/* Of its rows and columns those that have a cell. */
static const glane_pivot *without_empty(report *r, const glane_pivot *p)
{
	const glane_host *h = r->ctx->host;
	uint32_t *y = h->alloc(r->ctx, GLANE_SCRATCH, p->n_rows * sizeof *y), n_y = 0;
	uint32_t *x = h->alloc(r->ctx, GLANE_SCRATCH, p->n_columns * sizeof *x), n_x = 0;
	for (uint32_t i = 0; i < p->n_rows; i++)
		for (uint32_t c = 0; c < p->n_columns; c++)
			if (p->cell[(size_t)i * p->n_columns + c] != GLANE_NONE) {
				y[n_y++] = i;
				break;
			}
	for (uint32_t c = 0; c < p->n_columns; c++)
		for (uint32_t i = 0; i < p->n_rows; i++)
			if (p->cell[(size_t)i * p->n_columns + c] != GLANE_NONE) {
				x[n_x++] = c;
				break;
			}
	glane_str *row = h->alloc(r->ctx, GLANE_SCRATCH, n_y * sizeof *row);
	glane_str *column = h->alloc(r->ctx, GLANE_SCRATCH, n_x * sizeof *column);
	uint32_t *cell = h->alloc(r->ctx, GLANE_SCRATCH, (size_t)n_y * n_x * sizeof *cell);
	for (uint32_t i = 0; i < n_y; i++) {
		row[i] = p->row[y[i]];
		for (uint32_t c = 0; c < n_x; c++) {
			column[c] = p->column[x[c]];
			cell[(size_t)i * n_x + c] = p->cell[(size_t)y[i] * p->n_columns + x[c]];
		}
	}
	glane_pivot *left = h->alloc(r->ctx, GLANE_SCRATCH, sizeof *left);
	*left = (glane_pivot){ n_y, n_x, row, column, cell };
	return left;
}

/* A view that leaves the group out would show the first group's cells: this is the one of `group`. */
static const glane_pivot *pivot_of_group(report *r, const shown_table *t, const glane_pivot *p, int down, int across,
                                         glane_sym group)
{
	const glane_host *h = r->ctx->host;
	const glane_grid *g = t->grid;
	const glane_sym *key = g->column[down].array, *other = g->column[across].array;
	const glane_sym *groups = g->column[t->group].array;
	glane_sym *rows = h->alloc(r->ctx, GLANE_SCRATCH, p->n_rows * sizeof *rows);
	glane_sym *columns = h->alloc(r->ctx, GLANE_SCRATCH, p->n_columns * sizeof *columns);
	uint32_t *cell = h->alloc(r->ctx, GLANE_SCRATCH, (size_t)p->n_rows * p->n_columns * sizeof *cell);
	for (uint32_t i = 0; i < p->n_rows * p->n_columns; i++) {
		cell[i] = GLANE_NONE;
		if (p->cell[i] == GLANE_NONE)
			continue;
		rows[i / p->n_columns] = key[p->cell[i]];
		columns[i % p->n_columns] = other[p->cell[i]];
	}
	for (uint32_t i = 0; i < g->n; i++) {
		uint32_t y = place_of(rows, p->n_rows, key[i]), x = place_of(columns, p->n_columns, other[i]);
		if (groups[i].id == group.id && y < p->n_rows && x < p->n_columns)
			cell[(size_t)y * p->n_columns + x] = i;
	}
	glane_pivot one = { p->n_rows, p->n_columns, p->row, p->column, cell };
	return without_empty(r, &one);
}

/* The groups of a table, each once, in the order of its rows; at most `most`. */
static uint32_t groups_of(const shown_table *t, uint32_t *row, uint32_t most)
{
	const glane_sym *group = t->grid->column[t->group].array;
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->grid->n && n < most; i++) {
		uint32_t k = 0;
		while (k < n && group[row[k]].id != group[i].id)
			k++;
		if (k == n)
			row[n++] = i;
	}
	return n;
}

/* A view of more columns can't be read: its rows are there all the same. */
enum { COLUMNS_SHOWN = 60, GROUPS_SHOWN = 8, PLACES_SEARCHED = 200 };

static void choose_view(report *r, shown_table *t, const glane_view *view, const uint32_t *rank, bool *show)
{
	const glane_grid *g = t->grid;
	int cell = select_column(g, view->cell), down = select_column(g, view->rows), across = select_column(g, view->columns);
	const glane_pivot *p = r->ctx->host->pivot(r->ctx, g, view->rows, view->columns);
	uint32_t group[GROUPS_SHOWN], n = 1;
	if (cell < 0 || !p || !p->n_rows || !p->n_columns || p->n_columns > COLUMNS_SHOWN)
		return;
	bool each = t->group >= 0 && down != t->group && across != t->group && is_key(g, down) && is_key(g, across) &&
	            p->n_rows <= PLACES_SEARCHED && p->n_columns <= PLACES_SEARCHED;
	if (each)
		n = groups_of(t, group, GROUPS_SHOWN);
	for (uint32_t i = 0; i < n; i++) {
		shown_view *v = &t->view[t->n_views++];
		*v = (shown_view){ .view = view, .pivot = p, .cell = (uint32_t)cell, .group = GLANE_NONE };
		if (each && n > 1) {
			glane_sym of = ((const glane_sym *)g->column[t->group].array)[group[i]];
			v->pivot = pivot_of_group(r, t, p, down, across, of);
			v->group = group[i];
		}
		if (!v->pivot->n_rows) {
			t->n_views--;
			continue;
		}
		choose_view_rows(r, v, rank, show);
	}
}

static void choose_views(report *r, shown_table *t, const uint32_t *rank, bool *show)
{
	const glane_host *h = r->ctx->host;
	uint32_t n = 0;
	while (t->grid->def->views && t->grid->def->views[n].name)
		n++;
	t->view = h->alloc(r->ctx, GLANE_SCRATCH, n * GROUPS_SHOWN * sizeof *t->view);
	for (uint32_t i = 0; i < n; i++)
		choose_view(r, t, &t->grid->def->views[i], rank, show);
}

static void add_passages(report *r, shown_table *t, shown_row *row)
{
	const glane_host *h = r->ctx->host;
	const glane_quote *q;
	uint32_t most = (uint32_t)r->config->most;
	if (!most || r->passages == PASSAGES_NONE || (r->passages == PASSAGES_QUOTED && !figures_of_kind(t, "quotes")))
		return;
	row->n = h->passages(r->ctx, t->grid, row->row, most, &q, &row->total);
	row->first = r->n_passages;
	t->evidence |= row->n > 0;
	while (r->n_passages + row->n > r->room_passages) {
		uint32_t more = r->room_passages + 1024;
		r->passage = h->grow(r->ctx, GLANE_SCRATCH, r->passage,
		                     r->room_passages * sizeof *r->passage, more * sizeof *r->passage);
		r->room_passages += more;
	}
	for (uint32_t i = 0; i < row->n; i++)
		r->passage[r->n_passages++] = (passage){ .q = &q[i], .table = t->number, .row = row->row };
}

static void choose_rows(report *r, shown_table *t)
{
	const glane_host *h = r->ctx->host;
	uint32_t n = t->grid->n;
	uint32_t *rank = h->alloc(r->ctx, GLANE_SCRATCH, n * sizeof *rank);
	bool *show = h->alloc(r->ctx, GLANE_SCRATCH, n);
	share *shares;
	uint32_t n_shares = rank_rows(r, t, rank, &shares);
	uint32_t each = quota(shares, n_shares, (uint64_t)r->config->rows);

	for (uint32_t i = 0; i < n; i++)
		show[i] = rank[i] < each;
	choose_views(r, t, rank, show);
	for (uint32_t i = 0; i < n; i++)
		t->n += show[i];
	t->row = h->alloc(r->ctx, GLANE_SCRATCH, t->n * sizeof *t->row);
	for (uint32_t i = 0, m = 0; i < n; i++)
		if (show[i]) {
			t->row[m].row = i;
			if (!select_is_core(t->grid))
				add_passages(r, t, &t->row[m]);
			m++;
		}
}

void select_tables(report *r)
{
	const glane_host *h = r->ctx->host;
	const glane_grid *const *grid = h->tables(r->ctx, &r->n_tables);
	r->table = h->alloc(r->ctx, GLANE_SCRATCH, r->n_tables * sizeof *r->table);
	for (uint32_t i = 0; i < r->n_tables; i++) {
		shown_table *t = &r->table[i];
		t->grid = grid[i];
		t->number = i;
		while (grid[i]->def->columns[t->n_columns].name)
			t->n_columns++;
		t->passages = column_of_role(grid[i], GLANE_PASSAGES);
		t->group = select_column(grid[i], "group");
		if (t->group >= 0 && grid[i]->column[t->group].type != GLANE_SYM)
			t->group = -1;
		choose_rows(r, t);
	}
}

static int by_row(const void *key, const void *row)
{
	const uint32_t *a = key, *b = &((const shown_row *)row)->row;
	return *a < *b ? -1 : *a > *b;
}

const shown_row *select_find(const shown_table *t, uint32_t row)
{
	return t->n ? bsearch(&row, t->row, t->n, sizeof *t->row, by_row) : NULL;
}
