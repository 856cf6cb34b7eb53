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
	const glane_str *label;		/* what they say to people */
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

/* For SPSS: a variable is text of so many bytes, or a number with so many decimals. */
typedef struct {
	glane_str name, label;
	bool text;
	uint32_t width, decimals;
} spss_variable;

/* Names that SPSS allows, each once; a column beside one may be called NAME__state. */
const glane_str *spss_names(glane_ctx *ctx, uint32_t n, const glane_str *from);
/* Without line ends and straight quotation marks, which it would take for its own. */
glane_str spss_text(glane_ctx *ctx, glane_str s);
/* The commands by which SPSS reads the file. */
void spss_commands(glane_ctx *ctx, glane_io *io, const char *file, uint32_t n, const spss_variable *v);
#endif
