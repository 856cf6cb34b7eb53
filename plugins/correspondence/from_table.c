/* from_table.c - the table that an earlier stage found. */
#include <string.h>
#include "correspondence.h"

static uint32_t column_named(const glane_grid *g, const char *name)
{
	for (uint32_t i = 0; g->def->columns[i].name; i++)
		if (!strcmp(g->def->columns[i].name, name))
			return i;
	return GLANE_NONE;
}

/* What is asked for, or what the first view of the table that has a count in its cells says; otherwise GLANE_NONE. */
static uint32_t chosen(const glane_grid *g, const char *asked, int which)
{
	if (*asked)
		return column_named(g, asked);
	for (const glane_view *v = g->def->views; v && v->name; v++) {
		uint32_t cell = column_named(g, v->cell);
		const char *const of[] = { v->rows, v->columns, v->cell };
		if (cell != GLANE_NONE && g->column[cell].type == GLANE_INT)
			return column_named(g, of[which]);
	}
	return GLANE_NONE;
}

/* The cells of those rows of the grid, as a matrix. */
static sparse cells_of(pool *p, uint32_t n, const bool *keep, const int64_t *count, uint32_t rows, const uint32_t *row, uint32_t columns,
                       const uint32_t *column)
{
	uint64_t all = 0, at = 0;
	for (uint32_t r = 0; r < n; r++)
		all += keep[r] && column[r] != GLANE_NONE && count[r] > 0 ? (uint64_t)count[r] : 0;
	uint32_t *of_row = pool_array(p, of_row, all), *of_column = pool_array(p, of_column, all);
	for (uint32_t r = 0; r < n; r++)
		for (int64_t i = 0; keep[r] && column[r] != GLANE_NONE && i < count[r]; i++) {
			of_row[at] = row[r];
			of_column[at++] = column[r];
		}
	return sparse_of(p, rows, columns, (uint32_t)all, of_row, of_column);
}

static uint32_t column_of_speakers(const glane_grid *g)
{
	for (uint32_t i = 0; g->def->columns[i].name; i++)
		if (g->def->columns[i].role == GLANE_SPEAKERS)
			return i;
	return GLANE_NONE;
}

/* The names in those rows of the grid. People may be in several cells: at least as many say a name as in the fullest one. */
static points points_of(pool *p, const glane_grid *g, const glane_sym *name, const bool *keep, uint32_t *of)
{
	uint32_t column = column_of_speakers(g);
	const int64_t *people = column == GLANE_NONE ? NULL : g->column[column].array;
	distinct d = distinct_of(p, g->n, name, keep, of);
	points out = { d.n, d.name, NULL };
	out.speakers = pool_array(p, out.speakers, d.n);
	for (uint32_t i = 0; i < d.n; i++)
		out.speakers[i] = GLANE_MISSING_INT;
	for (uint32_t r = 0; people && r < g->n; r++)
		if (keep[r] && people[r] > out.speakers[of[r]])
			out.speakers[of[r]] = people[r];
	return out;
}

int source_from_table(glane_ctx *ctx, pool *p, source *out)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const glane_grid *g = ((const input *)ctx->input)->of;
	uint32_t row = chosen(g, c->row_key, 0), column = chosen(g, c->column_key, 1), cell = chosen(g, c->cell, 2);
	*out = (source){ .empty = 0 };
	const char *const option[] = { "row-key", "column-key", "cell" }, *const asked[] = { c->row_key, c->column_key, c->cell };
	const uint32_t found[] = { row, column, cell };
	for (int i = 0; i < 3; i++) {
		uint32_t type = i < 2 ? GLANE_SYM : GLANE_INT;
		if (found[i] == GLANE_NONE || g->column[found[i]].type != type)
			return h->fail(ctx, GLANE_EOPTION, glane_at_option(option[i]), "\"%s\" is no column of table %s.%s that can be used here: %s",
				asked[i], g->stage, g->def->name, h->translate(ctx, i < 2 ? "a column of names is needed" : "a column of counts is needed"));
	}
	const glane_sym *of_row = g->column[row].array, *of_column = g->column[column].array;
	const int64_t *count = g->column[cell].array;
	/* Tables that tell active from supplementary terms do so in a key of this name. */
	uint32_t kind = column_named(g, "kind");
	const glane_sym supplementary = h->sym(ctx, "supplementary");
	bool *active = pool_array(p, active, g->n), *other = pool_array(p, other, g->n);
	uint32_t *row_of = pool_array(p, row_of, g->n), *other_of = pool_array(p, other_of, g->n), *column_of = pool_array(p, column_of, g->n);
	for (uint32_t r = 0; r < g->n; r++) {
		bool more = kind != GLANE_NONE && g->column[kind].type == GLANE_SYM &&
			((const glane_sym *)g->column[kind].array)[r].id == supplementary.id;
		bool known = !g->column[cell].state || !g->column[cell].state[r];
		active[r] = known && !more;
		other[r] = known && more && c->other_terms;
	}
	out->row = points_of(p, g, of_row, active, row_of);
	out->column = points_of(p, g, of_column, active, column_of);
	out->more_row = points_of(p, g, of_row, other, other_of);
	out->cells = cells_of(p, g->n, active, count, out->row.n, row_of, out->column.n, column_of);
	out->more_rows = cells_of(p, g->n, other, count, out->more_row.n, other_of, out->column.n, column_of);
	return GLANE_OK;
}
