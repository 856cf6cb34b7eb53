/* grids.c - a table of the study in the text: its views, or the first of its rows, with what a page has room for. */
#include "odt.h"
#include "plugins/shared/figure/figure.h"
#include <string.h>

enum { COLUMNS_MOST = 7, VIEW_COLUMNS_MOST = 8, VIEWS_MOST = 3, WIDTH = 1700 };	/* WIDTH: of the text, in tenths of millimetres */

int grids_column(const glane_grid *g, const char *name)
{
	for (int c = 0; g->def->columns[c].name; c++)
		if (!strcmp(g->def->columns[c].name, name))
			return c;
	return -1;
}

/* A table that is there once for each of several variables says which. */
const char *grids_title(const odt *o, const glane_grid *g)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < o->n_tables; i++)
		n += o->table[i]->def == g->def && !strcmp(o->table[i]->stage, g->stage);
	if (n < 2 || !g->by || !*g->by)
		return g->title;
	int c = grids_column(g, "group");
	const char *by = c >= 0 && g->column[c].label && *g->column[c].label ? g->column[c].label : g->by;
	return sentence(o, translate(o, "{title}, by {variable}"), "{title}", g->title, "{variable}", by, NULL);
}

static bool is_number(const glane_grid *g, uint32_t c)
{
	return g->column[c].type != GLANE_SYM;
}

static const char *label_of(const glane_grid *g, uint32_t c)
{
	const char *label = g->column[c].label;
	return label && *label ? label : g->def->columns[c].name;
}

/* ---- A table of the document -------------------------------------------------------------------- */

/* What a column needs, in tenths of millimetres: its longest word, and its longest text in one line. */
typedef struct { uint32_t least, wanted; } extent;
enum { PADDING = 24, WORD_MOST = WIDTH / 3, TEXT_MOST = WIDTH / 2 };

static uint32_t tenths(glane_str text, bool bold)
{
	/* 9 points; widths are those of a wide font, so that they do for others. */
	return (uint32_t)figure_width(text, 31.75, bold) + PADDING;
}

static void measure(extent *e, glane_str text, bool bold)
{
	for (uint32_t i = 0, n; i < text.n; i += n + 1) {
		for (n = 0; i + n < text.n && text.p[i + n] != ' '; n++)
			;
		uint32_t word = tenths((glane_str){ text.p + i, n }, bold);
		e->least = word > e->least ? word : e->least;
	}
	uint32_t all = tenths(text, bold);
	all = bold ? all / 2 : all;				/* headings may have lines */
	e->wanted = all > e->wanted ? all : e->wanted;
	e->least = e->least > WORD_MOST ? WORD_MOST : e->least;
	e->wanted = e->wanted > TEXT_MOST ? TEXT_MOST : e->wanted;
	e->wanted = e->wanted < e->least ? e->least : e->wanted;
}

/* The text's width shared out: no word is broken where there is room for all, otherwise only those of the widest columns; what is left goes
 * where lines are long. */
static void share_out(uint32_t n, const extent *e, uint32_t *width)
{
	uint32_t least = WIDTH + 1, wanted = 0;
	for (uint32_t most = WORD_MOST; least > WIDTH; most -= 5) {
		least = 0;
		for (uint32_t c = 0; c < n; c++) {
			width[c] = e[c].least < most ? e[c].least : most;
			least += width[c];
		}
	}
	for (uint32_t c = 0; c < n; c++)
		wanted += e[c].wanted;
	for (uint32_t c = 0; c < n; c++)
		width[c] = wanted < WIDTH ? (wanted ? WIDTH * e[c].wanted / wanted : WIDTH / n) :
		           width[c] + (wanted > least ? (WIDTH - least) * (e[c].wanted - width[c]) / (wanted - least) : 0);
}

static void columns(odt *o, uint32_t n, const extent *e)
{
	uint32_t share[VIEW_COLUMNS_MOST + 1];
	share_out(n, e, share);
	const char *table = decimal(o, "Table", o->n_captions[CAPTION_TABLE]);
	for (uint32_t c = 0; c < n; c++) {
		uint32_t width = share[c];
		const char *name = decimal(o, join(o, table, ".", ""), c + 1);
		markup_open(o, &o->styles, "style:style");
		markup_attr(o, &o->styles, "style:name", name);
		markup_attr(o, &o->styles, "style:family", "table-column");
		markup_open(o, &o->styles, "style:table-column-properties");
		markup_attr(o, &o->styles, "style:column-width", join(o, decimal(o, "", width / 10), ".", join(o, decimal(o, "", width % 10), "mm", "")));
		markup_close(o, &o->styles);
		markup_close(o, &o->styles);
		markup_open(o, &o->text, "table:table-column");
		markup_attr(o, &o->text, "table:style-name", name);
		markup_close(o, &o->text);
	}
}

static void open_table(odt *o, uint32_t n, const extent *e)
{
	markup_open(o, &o->text, "table:table");
	markup_attr(o, &o->text, "table:name", decimal(o, "Table", o->n_captions[CAPTION_TABLE]));
	markup_attr(o, &o->text, "table:style-name", "Glane_20_Table");
	columns(o, n, e);
}

static void open_row(odt *o)
{
	markup_open(o, &o->text, "table:table-row");
	markup_attr(o, &o->text, "table:style-name", "Glane_20_Row");
}

static void cell(odt *o, const char *style, const char *paragraph, const char *text)
{
	markup_open(o, &o->text, "table:table-cell");
	markup_attr(o, &o->text, "table:style-name", style);
	markup_attr(o, &o->text, "office:value-type", "string");
	text_paragraph(o, paragraph, text);
	markup_close(o, &o->text);
}

static void heading_cell(odt *o, bool right, const char *text)
{
	cell(o, "Glane_20_Heading", right ? "Table_20_Heading_20_Number" : "Table_20_Heading", text);
}

static void body_cell(odt *o, bool right, const char *text)
{
	cell(o, "Glane_20_Cell", right ? "Table_20_Number" : "Table_20_Contents", text);
}

/* What stands below a table: how a row is to be read, and what isn't there. */
static void below(odt *o, const glane_grid *g, bool first, const char *note)
{
	glane_str reading = g->n && first ? o->h->reading(o->ctx, g, GLANE_NONE) : str("");
	if (reading.n) {
		text_open(o, "Reading");
		text_span(o, "Strong_20_Emphasis", str(translate(o, "Reading:")));
		markup_text(o, &o->text, str(join(o, " ", reading.p, ".")));
		markup_close(o, &o->text);
	}
	if (*note)
		text_paragraph(o, "Reading", note);
}

static const char *file_of(const odt *o, const glane_grid *g)
{
	const char *path = o->h->artefact(o->ctx, "csv", g, NULL, NULL);
	return path ? path : o->h->artefact(o->ctx, "xlsx", g, NULL, NULL);
}

/* "12 of 431 rows; all are in tables/x.csv." */
static const char *rows_left(const odt *o, const glane_grid *g, uint32_t shown, uint32_t of)
{
	const char *file = file_of(o, g);
	if (shown == of)
		return "";
	return sentence(o, file ? translate(o, "{shown} of {total} rows; all of them are in {file}.") : translate(o, "{shown} of {total} rows."),
	                "{shown}", number(o, shown), "{total}", number(o, of), "{file}", file ? file : "", NULL);
}

/* ---- Rows --------------------------------------------------------------------------------------- */

/* How soon a column has its place on the page; 9: another one says it. */
static int rank_of(const glane_grid *g, uint32_t c)
{
	const glane_column *k = &g->def->columns[c];
	switch (k->role) {
	case GLANE_KEY:
		return glane_key_label(g->def->columns, k->name) >= 0 ? 9 : !strcmp(k->name, "group") && (!g->by || !*g->by) ? 9 : 0;
	case GLANE_LABEL:
		return glane_is_key_label(g->def->columns, c) ? 0 : 3;
	case GLANE_DOCUMENTS:
		return 4;
	default:
		return k->role == GLANE_SPEAKERS ? 1 : 2;
	}
}

static uint32_t choose_columns(const odt *o, const glane_grid *g, uint32_t *out, const char **left)
{
	uint32_t n = 0, all = 0, taken = 0, m = 0;
	while (g->def->columns[all].name)
		all++;
	bool *take = o->h->alloc(o->ctx, GLANE_SCRATCH, all + 1);
	for (int rank = 0; rank < 9; rank++)
		for (uint32_t c = 0; c < all && taken < COLUMNS_MOST; c++)
			if (rank_of(g, c) == rank) {
				take[c] = true;
				taken++;
			}
	/* Where keys take all places, there is one more for the first number: a table of keys alone says nothing. */
	bool number = false;
	for (uint32_t c = 0; c < all; c++)
		number |= take[c] && is_number(g, c) && g->def->columns[c].role != GLANE_KEY;
	for (uint32_t c = 0; c < all && !number; c++)
		if (is_number(g, c) && g->def->columns[c].role != GLANE_KEY)
			number = take[c] = true;
	*left = "";
	for (uint32_t c = 0; c < all; c++) {
		if (take[c])
			out[n++] = c;
		else if (rank_of(g, c) < 9 && ++m)
			*left = join(o, *left, **left ? ", " : "", label_of(g, c));
	}
	return n;
}

/* The first rows; where the table is grouped each group has its share. */
static uint32_t choose_rows(const odt *o, const glane_grid *g, uint32_t most, uint32_t *out)
{
	int group = grids_column(g, "group");
	const glane_sym *of = group >= 0 && !is_number(g, (uint32_t)group) ? g->column[group].array : NULL;
	uint32_t n_groups = 0, n = 0, *seen = o->h->alloc(o->ctx, GLANE_SCRATCH, (g->n + 1) * sizeof *seen);
	glane_sym *groups = o->h->alloc(o->ctx, GLANE_SCRATCH, (g->n + 1) * sizeof *groups);
	for (uint32_t pass = 0; pass < 2; pass++) {
		uint32_t share = pass && n_groups ? (most + n_groups - 1) / n_groups : most;
		for (uint32_t i = 0; i < n_groups; i++)
			seen[i] = 0;
		for (uint32_t r = 0; r < g->n; r++) {
			uint32_t k = 0;
			while (of && k < n_groups && groups[k].id != of[r].id)
				k++;
			if (!pass && k == n_groups && (!n_groups || of))
				groups[n_groups++] = of ? of[r] : (glane_sym){ 0 };
			if (pass && seen[k]++ < share)
				out[n++] = r;
		}
	}
	return n;
}

static void write_rows(odt *o, const glane_grid *g)
{
	const glane_host *h = o->h;
	uint32_t column[COLUMNS_MOST + 1];
	extent e[COLUMNS_MOST + 1] = { { 0 } };
	const char *left, *note;
	uint32_t n_columns = choose_columns(o, g, column, &left);
	uint32_t *row = h->alloc(o->ctx, GLANE_SCRATCH, (g->n + 1) * sizeof *row);
	uint32_t n = choose_rows(o, g, (uint32_t)o->config->rows, row);
	for (uint32_t c = 0; c < n_columns; c++) {
		measure(&e[c], str(label_of(g, column[c])), true);
		for (uint32_t i = 0; i < n; i++)
			measure(&e[c], h->cell(o->ctx, g, column[c], row[i]), false);
	}
	text_caption(o, CAPTION_TABLE, grids_title(o, g));
	open_table(o, n_columns, e);
	markup_open(o, &o->text, "table:table-header-rows");
	open_row(o);
	for (uint32_t c = 0; c < n_columns; c++)
		heading_cell(o, is_number(g, column[c]), label_of(g, column[c]));
	markup_close(o, &o->text);
	markup_close(o, &o->text);
	for (uint32_t i = 0; i < n; i++) {
		open_row(o);
		for (uint32_t c = 0; c < n_columns; c++)
			body_cell(o, is_number(g, column[c]), h->cell(o->ctx, g, column[c], row[i]).p);
		markup_close(o, &o->text);
	}
	markup_close(o, &o->text);
	note = rows_left(o, g, n, g->n);
	if (*left)
		note = join(o, note, *note ? " " : "", sentence(o, translate(o, "Columns that aren't shown: {columns}."), "{columns}", left, NULL));
	below(o, g, true, note);
}

/* ---- Views -------------------------------------------------------------------------------------- */

/* Whether the view says all of its group by itself: otherwise its cells would be those of the first one. */
static bool whole(const glane_grid *g, const glane_view *v)
{
	int group = grids_column(g, "group");
	if (group < 0 || !g->by || !*g->by || !strcmp(v->rows, "group") || !strcmp(v->columns, "group"))
		return true;
	const glane_sym *of = g->column[group].array;
	for (uint32_t r = 1; r < g->n; r++)
		if (of[r].id != of[0].id)
			return false;
	return true;
}

/* Heading of a pivot's row or column, in words where the table has them. */
static const char *heading_of(const odt *o, const glane_grid *g, const char *key, glane_str said, const glane_pivot *p, uint32_t from,
                              uint32_t step, uint32_t n)
{
	int words = glane_key_label(g->def->columns, key);
	for (uint32_t i = 0; words >= 0 && i < n; i++) {
		uint32_t row = p->cell[from + (size_t)i * step];
		if (row != GLANE_NONE && o->h->cell(o->ctx, g, (uint32_t)words, row).n)
			return o->h->cell(o->ctx, g, (uint32_t)words, row).p;
	}
	return said.n ? join(o, said.p, "", "") : "–";
}

static void view_rows(odt *o, const glane_grid *g, const glane_view *v, const glane_pivot *p, uint32_t cells, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		open_row(o);
		body_cell(o, false, heading_of(o, g, v->rows, p->row[i], p, i * p->n_columns, 1, p->n_columns));
		for (uint32_t c = 0; c < p->n_columns; c++) {
			uint32_t row = p->cell[(size_t)i * p->n_columns + c];
			body_cell(o, is_number(g, cells), row == GLANE_NONE ? "" : o->h->cell(o->ctx, g, cells, row).p);
		}
		markup_close(o, &o->text);
	}
}

static bool write_view(odt *o, const glane_grid *g, const glane_view *v, bool first)
{
	int cells = grids_column(g, v->cell), down = grids_column(g, v->rows);
	const glane_pivot *p = o->h->pivot(o->ctx, g, v->rows, v->columns);
	if (cells < 0 || down < 0 || !p || !p->n_rows || !p->n_columns || p->n_columns > VIEW_COLUMNS_MOST || !whole(g, v))
		return false;
	uint32_t n = p->n_rows < 2 * (uint32_t)o->config->rows ? p->n_rows : 2 * (uint32_t)o->config->rows;
	extent e[VIEW_COLUMNS_MOST + 1] = { { 0 } };
	const char *rows = label_of(g, (uint32_t)(glane_key_label(g->def->columns, v->rows) >= 0 ? glane_key_label(g->def->columns, v->rows) : down));
	const char *label = g->view[v - g->def->views];
	const char *title = join(o, grids_title(o, g), " – ", label && *label ? label : label_of(g, (uint32_t)cells));
	measure(&e[0], str(rows), true);
	for (uint32_t i = 0; i < n; i++)
		measure(&e[0], str(heading_of(o, g, v->rows, p->row[i], p, i * p->n_columns, 1, p->n_columns)), false);
	for (uint32_t c = 0; c < p->n_columns; c++) {
		measure(&e[c + 1], str(heading_of(o, g, v->columns, p->column[c], p, c, p->n_columns, p->n_rows)), true);
		for (uint32_t i = 0; i < n; i++) {
			uint32_t row = p->cell[(size_t)i * p->n_columns + c];
			measure(&e[c + 1], row == GLANE_NONE ? str("") : o->h->cell(o->ctx, g, (uint32_t)cells, row), false);
		}
	}
	text_caption(o, CAPTION_TABLE, title);
	open_table(o, p->n_columns + 1, e);
	markup_open(o, &o->text, "table:table-header-rows");
	open_row(o);
	heading_cell(o, false, rows);
	for (uint32_t c = 0; c < p->n_columns; c++)
		heading_cell(o, is_number(g, (uint32_t)cells), heading_of(o, g, v->columns, p->column[c], p, c, p->n_columns, p->n_rows));
	markup_close(o, &o->text);
	markup_close(o, &o->text);
	view_rows(o, g, v, p, (uint32_t)cells, n);
	markup_close(o, &o->text);
	below(o, g, first, rows_left(o, g, n, p->n_rows));
	return true;
}

void grids_write(odt *o, const glane_grid *g)
{
	uint32_t n = 0;
	for (const glane_view *v = g->def->views; v && v->name && n < VIEWS_MOST; v++)
		n += write_view(o, g, v, n == 0);
	if (!n)
		write_rows(o, g);
}
