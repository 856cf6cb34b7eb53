/* write_csv.h - which cells of a table a file has, and where. */
#ifndef WRITE_CSV_H
#define WRITE_CSV_H
#include <glane/plugin.h>

/* A cell of the table; row GLANE_NONE: nothing stands there. */
typedef struct { uint32_t column, row; } csv_cell;

/* cell NULL: the table as it is. Otherwise cell[r * n_columns + c]. */
typedef struct {
	uint32_t n_rows, n_columns;
	const glane_str *name;		/* headings */
	const csv_cell *cell;
} layout;

layout layout_long(glane_ctx *ctx, const glane_grid *g);
/* Rows are the values of the view's key of rows, columns those of its key of columns. Keys that the view leaves out stand before, and
 * there is a row for each combination of theirs: `group` of a grouped table, for instance. Those that go with the columns, as a number
 * that orders them, are left out. false: too many cells. */
bool layout_view(glane_ctx *ctx, const glane_grid *g, const glane_view *v, layout *out);

static inline csv_cell layout_cell(const layout *l, uint32_t row, uint32_t column)
{
	return l->cell ? l->cell[(size_t)row * l->n_columns + column] : (csv_cell){ column, row };
}
#endif
