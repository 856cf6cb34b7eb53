/* sheet.c - a table as a sheet: one row of headings, then a row for each of the table, numbers as numbers. */
#include "book.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAST_ROW = 1048575 };		/* of a sheet, from 0: it holds as many rows beside its headings */

static bool is_text(const glane_grid *g, uint32_t c)
{
	return g->column[c].type == GLANE_SYM;
}

static uint8_t state_of(const glane_grid *g, uint32_t c, uint32_t row)
{
	return g->column[c].state ? g->column[c].state[row] : 0;
}

const char *sheet_heading(const book *b, const sheet *s, uint32_t column)
{
	const char *label = s->grid->column[column].label, *name = s->grid->def->columns[column].name;
	return b->config->headings == HEADINGS_LABELS && label && *label ? label : name;
}

/* ---- Looks of columns ------------------------------------------------------------------------ */

/* The number format, as Excel has it: always with a point and a comma, which it shows as the reader's computer does. */
static const char *number_format(const book *b, const glane_column *k, uint32_t type)
{
	int decimals = k->decimals > 9 ? 9 : k->decimals;
	const char *unit = k->unit ? k->unit : "", *nines = ".000000000";
	if (type == GLANE_INT)		/* a year is no quantity */
		return k->role == GLANE_KEY ? "0" : "#,##0";
	if (k->role == GLANE_KEY || decimals < 0)
		return "General";
	char *format = b->h->alloc(b->ctx, GLANE_SCRATCH, 64);
	if (!strcmp(unit, "p") || !strcmp(unit, "q")) {
		decimals = decimals < 3 ? 3 : decimals;
		snprintf(format, 64, "[<0.001]\"< 0%s001\";0%.*s", b->french ? "," : ".", decimals + 1, nines);
		return format;
	}
	const char *sign = unit[0] != '%' ? "" : b->french ? "\"\u00a0%\"" : "\"%\"";
	snprintf(format, 64, "#,##0%.*s%s", decimals ? decimals + 1 : 0, nines, sign);
	return format;
}

static lxw_format **column_looks(const book *b, const sheet *s)
{
	lxw_format **look = b->h->alloc(b->ctx, GLANE_SCRATCH, (s->n_columns + 1) * sizeof(lxw_format *));
	for (uint32_t c = 0; c < s->n_columns; c++) {
		look[c] = b->looks.text;
		if (is_text(s->grid, c))
			continue;
		look[c] = workbook_add_format(b->file);
		format_set_num_format(look[c], number_format(b, &s->grid->def->columns[c], s->grid->column[c].type));
	}
	return look;
}

/* ---- Widths: by the longest of the first cells ------------------------------------------------- */

enum { CELLS_MEASURED = 500, NARROWEST = 8, WIDEST = 60 };

static void set_widths(const book *b, const sheet *s, lxw_worksheet *to)
{
	for (uint32_t c = 0; c < s->n_columns; c++) {
		uint32_t most = say_letters(sheet_heading(b, s, c)) + 3;	/* beside the filter's button */
		most = most > 24 ? 24 : most;			/* headings go on in a second line */
		for (uint32_t r = 0; r < s->grid->n && r < CELLS_MEASURED; r++) {
			uint32_t n = say_letters(b->h->cell(b->ctx, s->grid, c, r).p) + 1;
			most = n > most ? n : most;
		}
		most = most < NARROWEST ? NARROWEST : most > WIDEST ? WIDEST : most;
		worksheet_set_column(to, (lxw_col_t)c, (lxw_col_t)c, most, NULL);
	}
}

/* ---- Cells ------------------------------------------------------------------------------------ */

/* 15 digits: those of a number that don't come from how a computer keeps it. */
static double rounded(double x)
{
	char digits[40];
	snprintf(digits, sizeof digits, "%.15g", x);
	return strtod(digits, NULL);
}

static void write_cell(const book *b, const sheet *s, lxw_worksheet *to, uint32_t line, uint32_t c, uint32_t row,
                       lxw_format *look, uint32_t *cut)
{
	const glane_grid *g = s->grid;
	uint8_t state = state_of(g, c, row);
	const void *array = g->column[c].array;
	lxw_col_t at = (lxw_col_t)c;
	if (state == GLANE_SUPPRESSED || (state && !is_text(g, c))) {
		worksheet_write_blank(to, line, at, b->looks.empty[state]);
	} else if (is_text(g, c)) {
		const char *text = book_text(b, b->h->cell(b->ctx, g, c, row), cut);
		if (*text)
			worksheet_write_string(to, line, at, text, look);
	} else {
		double x = g->column[c].type == GLANE_INT ? (double)((const int64_t *)array)[row] : rounded(((const double *)array)[row]);
		worksheet_write_number(to, line, at, x, look);
	}
}

/* The names of the columns that are empty because they were suppressed, as write-csv says it; NULL: none. */
static const char *suppressed_in(const book *b, const sheet *s, uint32_t row)
{
	const char *names = NULL;
	for (uint32_t c = 0; c < s->n_columns; c++)
		if (state_of(s->grid, c, row) == GLANE_SUPPRESSED)
			names = book_join(b, names ? names : "", names ? ", " : "", sheet_heading(b, s, c));
	return names;
}

static bool any_suppressed(const book *b, const sheet *s)
{
	for (uint32_t r = 0; r < s->grid->n; r++)
		if (suppressed_in(b, s, r))
			return true;
	return false;
}

static void headings(const book *b, const sheet *s, lxw_worksheet *to, bool suppressed)
{
	uint32_t ignored = 0, lines = 1;
	for (uint32_t c = 0; c < s->n_columns; c++)
		lines = say_letters(sheet_heading(b, s, c)) > 20 ? 2 : lines;
	worksheet_set_row(to, 0, 16.0 * lines, NULL);
	for (uint32_t c = 0; c < s->n_columns; c++) {
		const char *text = sheet_heading(b, s, c);
		worksheet_write_string(to, 0, (lxw_col_t)c, book_text(b, (glane_str){ text, (uint32_t)strlen(text) }, &ignored),
		                       b->looks.heading);
	}
	if (suppressed)
		worksheet_write_string(to, 0, (lxw_col_t)s->n_columns,
			b->config->headings == HEADINGS_NAMES ? "suppressed" : b->h->translate(b->ctx, "suppressed"), b->looks.heading);
}

/* For reading on paper: as wide as the page, headings on each. */
static void for_print(lxw_worksheet *to)
{
	enum { A4 = 9 };
	worksheet_set_paper(to, A4);
	worksheet_set_landscape(to);
	worksheet_fit_to_pages(to, 1, 0);
	worksheet_repeat_rows(to, 0, 0);
	worksheet_set_footer(to, "&L&A&R&P / &N");
}

static void warn(const book *b, const sheet *s, uint32_t cut)
{
	if (cut)
		b->h->log(b->ctx, GLANE_WARNING, glane_here(),
			"sheet %s: %u texts are longer than 32,767 characters, which is what a cell holds, and end with \"…\"; "
			"write-csv writes them whole", s->name, cut);
	if (s->n_sheets > 1)
		b->h->log(b->ctx, GLANE_WARNING, glane_here(),
			"sheet %s: the table has %u rows and a sheet holds 1,048,575 beside its headings: it goes on in %u more sheets; "
			"a spreadsheet opens so much slowly, write-csv writes it whole", s->name, s->grid->n, s->n_sheets - 1);
}

int sheet_write(book *b, sheet *s)
{
	const glane_grid *g = s->grid;
	lxw_format **look = column_looks(b, s);
	bool suppressed = any_suppressed(b, s);
	uint32_t cut = 0, columns = s->n_columns + suppressed;
	lxw_worksheet *to = NULL;
	for (uint32_t r = 0, line = 0; r < g->n || !to; r++, line++) {
		if (line % LAST_ROW == 0) {
			if (!(to = book_add(b, s->n_sheets++ ? book_name(b, s->name) : s->name)))
				return GLANE_EIO;
			uint32_t left = g->n - r, rows = left < LAST_ROW ? left : LAST_ROW;
			line = 0;
			set_widths(b, s, to);
			for_print(to);
			worksheet_freeze_panes(to, 1, 0);
			worksheet_autofilter(to, 0, 0, rows, (lxw_col_t)(columns ? columns - 1 : 0));
			headings(b, s, to, suppressed);
		}
		if (r == g->n)
			break;
		for (uint32_t c = 0; c < s->n_columns; c++)
			write_cell(b, s, to, line + 1, c, r, look[c], &cut);
		const char *names = suppressed ? suppressed_in(b, s, r) : NULL;
		if (names)
			worksheet_write_string(to, line + 1, (lxw_col_t)s->n_columns, names, b->looks.text);
	}
	warn(b, s, cut);
	return GLANE_OK;
}
