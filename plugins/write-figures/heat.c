/* heat.c - a table whose cells are shaded by their values, which stand in them. */
#include "drawing.h"
#include <math.h>
#include <string.h>

typedef struct {
	int x, y, value;
	uint32_t n_rows, n_columns, all_columns;
	uint32_t *row_of, *column_of;	/* those shown: number of the distinct text */
	uint32_t *row_first, *column_first;
	uint32_t *cell;			/* distinct row * all_columns + distinct column */
	double least, most, left, top, w, h;
} heat;

enum { CELL = 22, MOST_COLUMNS = 24, WIDEST = 150, SLANTED = 110 };

static double extent(const drawing *d, int column, uint32_t n, const uint32_t *which, const uint32_t *first, double most)
{
	double w = 0;
	for (uint32_t i = 0; i < n; i++) {
		double k = figure_width(data_name(d, column, first[which[i]]), TEXT, false);
		w = k > w ? k : w;
	}
	return w > most ? most : w;
}

static void collect(drawing *d, const panel *p, heat *t)
{
	uint32_t *row, *column, n_rows = data_distinct(d, p, t->y, &row, &t->row_first);
	double v;
	t->all_columns = data_distinct(d, p, t->x, &column, &t->column_first);
	size_t n = (size_t)n_rows * t->all_columns;
	double *size = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n_rows + 1) * sizeof *size);
	t->cell = d->h->alloc(d->ctx, GLANE_SCRATCH, (n + 1) * sizeof *t->cell);
	memset(t->cell, 0xff, n * sizeof *t->cell);
	for (uint32_t i = 0; i < p->n; i++) {
		t->cell[(size_t)row[i] * t->all_columns + column[i]] = p->row[i];
		if (!data_number(d->grid, t->value, p->row[i], &v))
			continue;
		t->least = v < t->least ? v : t->least;
		t->most = v > t->most ? v : t->most;
		size[row[i]] = fabs(v) > size[row[i]] ? fabs(v) : size[row[i]];
	}
	t->n_rows = n_rows < (uint32_t)d->o->most ? n_rows : (uint32_t)d->o->most;
	t->n_columns = t->all_columns < MOST_COLUMNS ? t->all_columns : MOST_COLUMNS;
	t->row_of = data_falling(d, n_rows, size);
	t->column_of = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n_columns + 1) * sizeof *t->column_of);
	for (uint32_t i = 0; i < t->n_columns; i++)
		t->column_of[i] = i;
	for (uint32_t i = 0; n_rows == t->n_rows && i < n_rows; i++)
		t->row_of[i] = i;
}

/* Modalities of groups in their declared order. */
static void order_columns(const drawing *d, heat *t)
{
	if (strcmp(d->grid->def->columns[t->x].name, "group") || !d->n_series)
		return;
	uint32_t n = 0;
	for (uint32_t k = 0; k < d->n_series; k++)
		for (uint32_t i = 0; i < t->all_columns && n < t->n_columns; i++)
			if (data_series_of(d, t->x, t->column_first[i]) == k)
				t->column_of[n++] = i;
}

static void draw_cell(drawing *d, const heat *t, uint32_t row, double x, double y)
{
	double v, most = fabs(t->least) > t->most ? fabs(t->least) : t->most;
	bool dark = false, there = data_number(d->grid, t->value, row, &v);
	glane_str said = d->h->cell(d->ctx, d->grid, (uint32_t)t->value, row);
	svg_open(d->s, "g");
	svg_says(d->s, str_of(data_join(d, data_name(d, t->y, row).p, " · ",
		data_join(d, data_name(d, t->x, row).p, d->french ? "\u00a0: " : ": ", said.p))));
	svg_rect(d->s, x, y, t->w - 1, t->h - 1, there ? frame_shade(d, most > 0 ? v / most : 0, &dark) : "#e4e4e4");
	d->state[row] = DRAWN;
	if (figure_width(said, SMALL, false) > t->w - 3)
		d->state[row] = NO_LABEL;
	else if (said.n)
		svg_text(d->s, (svg_place){ .x = x + t->w / 2, .y = y + t->h / 2 + 3.5, .size = SMALL, .anchor = SVG_MIDDLE,
			.colour = dark ? "#ffffff" : "#111111" }, said);
	svg_close(d->s);
}

/* Headings upright where they fit, slanted where they don't. */
static void headings(drawing *d, const heat *t, bool slanted)
{
	for (uint32_t c = 0; c < t->n_columns; c++) {
		glane_str text = data_name(d, t->x, t->column_first[t->column_of[c]]);
		svg_place at = { .x = t->left + (c + 0.5) * t->w, .y = t->top - 6, .size = TEXT, .anchor = SVG_MIDDLE };
		if (slanted) {
			at.anchor = SVG_START;
			at.turn = -50;
			at.x += 3;
		}
		double room = slanted ? (d->width - at.x) / 0.65 < SLANTED ? (d->width - at.x) / 0.65 : SLANTED : t->w - 2;
		frame_text(d, at, text, room);
	}
	svg_line_end(d->s);
}

static void legend(drawing *d, const heat *t)
{
	double x = t->left, w = 140, y = d->y + 6, most = fabs(t->least) > t->most ? fabs(t->least) : t->most;
	double from = t->least < 0 ? -1 : 0;
	bool dark;
	int decimals = d->grid->def->columns[t->value].decimals;
	for (int i = 0; i < 28; i++)
		svg_rect(d->s, x + w / 28 * i, y, w / 28 + 0.3, 9, frame_shade(d, from + (1 - from) * (i + 0.5) / 28, &dark));
	svg_text(d->s, (svg_place){ .x = x, .y = y + 21, .size = SMALL, .anchor = SVG_MIDDLE },
	         data_digits(d, from * most, decimals));
	svg_text(d->s, (svg_place){ .x = x + w, .y = y + 21, .size = SMALL, .anchor = SVG_MIDDLE },
	         data_digits(d, most, decimals));
	frame_text(d, (svg_place){ .x = x + w + 12, .y = y + 9, .size = TEXT }, data_label(d, t->value), d->width - x - w - 12);
	svg_line_end(d->s);
	d->y += 30;
}

void heat_draw(drawing *d, const panel *p)
{
	heat t = { .x = data_column(d, "x"), .y = data_column(d, "y"), .value = data_column(d, "colour"), .h = CELL };
	collect(d, p, &t);
	order_columns(d, &t);
	if (!t.n_columns || !t.n_rows)
		return;
	t.left = extent(d, t.y, t.n_rows, t.row_of, t.row_first, d->width * 0.35) + 10;
	double heading = extent(d, t.x, t.n_columns, t.column_of, t.column_first, WIDEST), room = d->width - t.left;
	t.w = room / t.n_columns > WIDEST ? WIDEST : room / t.n_columns;
	bool slanted = heading > t.w - 2;
	/* The last slanted heading needs room to the right. */
	if (slanted)
		t.w = (room - 60) / t.n_columns > WIDEST ? WIDEST : (room - 60) / t.n_columns;
	t.top = d->y + (slanted ? (heading < SLANTED ? heading : SLANTED) * 0.77 + 14 : 22);
	headings(d, &t, slanted);
	for (uint32_t r = 0; r < t.n_rows; r++) {
		double y = t.top + r * t.h;
		frame_text(d, (svg_place){ .x = t.left - 6, .y = y + t.h / 2 + 4, .size = TEXT, .anchor = SVG_END },
		           data_name(d, t.y, t.row_first[t.row_of[r]]), t.left - 7);
		for (uint32_t c = 0; c < t.n_columns; c++) {
			uint32_t row = t.cell[(size_t)t.row_of[r] * t.all_columns + t.column_of[c]];
			if (row != GLANE_NONE)
				draw_cell(d, &t, row, t.left + c * t.w, y);
		}
		svg_line_end(d->s);
	}
	d->y = t.top + t.n_rows * t.h;
	legend(d, &t);
}
