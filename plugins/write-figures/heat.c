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
	const char *hatched;		/* in grey, where there are numbers below nought: what is drawn over these, as "url(#…)" */
	bool bent;			/* shades go with the square root: a few cells have much greater values than all others */
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

/* Half of the cells would all be pale. */
static bool bent(const drawing *d, const panel *p, const heat *t)
{
	double most = fabs(t->least) > t->most ? fabs(t->least) : t->most, v;
	uint32_t n = 0, pale = 0;
	for (uint32_t i = 0; i < p->n; i++)
		if (data_number(d->grid, t->value, p->row[i], &v)) {
			pale += fabs(v) < most / 8;
			n++;
		}
	return n > 8 && 2 * pale > n;
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
	t->bent = bent(d, p, t);
}

static double greatest(const heat *t)
{
	return fabs(t->least) > t->most ? fabs(t->least) : t->most;
}

/* How dark a value is, -1 to 1. */
static double shade(const heat *t, double v)
{
	double part = greatest(t) > 0 ? v / greatest(t) : 0;
	return !t->bent ? part : part < 0 ? -sqrt(-part) : sqrt(part);
}

/* Words by groups: those of the first group, then those of the next, each from its greatest value, as they'd be read. */
static void order_rows(const drawing *d, heat *t)
{
	double *key = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n_rows + 1) * sizeof *key), v;
	uint32_t *row = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n_rows + 1) * sizeof *row);
	const glane_column *y = &d->grid->def->columns[t->y];
	if (strcmp(d->grid->def->columns[t->x].name, "group") || y->role != GLANE_KEY || y->type != GLANE_SYM || !(t->least < 0))
		return;
	for (uint32_t r = 0; r < t->n_rows; r++) {
		double most = -1e300;
		uint32_t at = 0;
		for (uint32_t c = 0; c < t->n_columns; c++) {
			uint32_t cell = t->cell[(size_t)t->row_of[r] * t->all_columns + t->column_of[c]];
			if (cell != GLANE_NONE && data_number(d->grid, t->value, cell, &v) && v > most)
				most = v, at = c;
		}
		key[r] = shade(t, most) / 4 - at;
	}
	uint32_t *order = data_falling(d, t->n_rows, key);
	for (uint32_t r = 0; r < t->n_rows; r++)
		row[r] = t->row_of[order[r]];
	memcpy(t->row_of, row, t->n_rows * sizeof *row);
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

/* In grey both signs would look alike. */
static void hatching(drawing *d, heat *t)
{
	if (d->o->palette != PALETTE_GREY || !(t->least < 0))
		return;
	const char *id = say_join(d->ctx, d->id, "-below-nought", "");
	svg_open(d->s, "pattern");
	svg_attr(d->s, "id", id);
	svg_number(d->s, "width", 5);
	svg_number(d->s, "height", 5);
	svg_attr(d->s, "patternUnits", "userSpaceOnUse");
	svg_attr(d->s, "patternTransform", "rotate(45)");
	svg_stroke(d->s, 0, 0, 0, 5, "#2b2b2b", 1);
	svg_close(d->s);
	svg_line_end(d->s);
	t->hatched = say_join(d->ctx, "url(#", id, ")");
}

static void draw_cell(drawing *d, const heat *t, uint32_t row, double x, double y)
{
	double v;
	bool dark = false, there = data_number(d->grid, t->value, row, &v);
	glane_str said = data_text(d, t->value, row);
	svg_row(d->s, NULL, row);
	svg_says(d->s, say_str(say_join(d->ctx, data_name(d, t->y, row).p, " · ",
		say_join(d->ctx, data_name(d, t->x, row).p, d->french ? "\u00a0: " : ": ", said.p))));
	const char *fill = there ? frame_shade(d, shade(t, v), &dark) : "#e4e4e4";
	double wide = figure_width(said, SMALL, false);
	svg_rect(d->s, x, y, t->w - 1, t->h - 1, fill);
	if (there && v < 0 && t->hatched) {
		svg_rect(d->s, x, y, t->w - 1, t->h - 1, t->hatched);
		if (said.n && wide <= t->w - 3)		/* so that the number isn't crossed out */
			svg_rect(d->s, x + (t->w - wide) / 2 - 3, y + 4, wide + 6, t->h - 9, fill);
	}
	d->state[row] = DRAWN;
	if (wide > t->w - 3)
		d->state[row] = NO_LABEL;
	else if (said.n)
		svg_text(d->s, (svg_place){ .x = x + t->w / 2, .y = y + t->h / 2 + 3.5, .size = SMALL, .anchor = SVG_MIDDLE,
			.colour = dark ? "#fff" : "#111" }, said);
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
	enum { STEPS = 24, WIDE = 192 };
	double most = greatest(t), from = t->least < 0 ? -1 : 0, y = d->y + 6, last = -1e9;
	double x = d->width < t->left + WIDE + 20 ? 20 : t->left;
	int decimals = d->grid->def->columns[t->value].decimals;
	bool dark;
	for (int i = 0; i < STEPS; i++)
		svg_rect(d->s, x + WIDE / STEPS * i, y, WIDE / STEPS + (i < STEPS - 1 ? 0.3 : 0), 9,
		         frame_shade(d, from + (1 - from) * (i + 0.5) / STEPS, &dark));
	if (t->hatched)
		svg_rect(d->s, x, y, WIDE / 2.0, 9, t->hatched);
	svg_group(d->s, (svg_style){ .size = SMALL, .anchor = SVG_MIDDLE });
	for (int i = 0; i <= 4; i++) {
		double part = from + (1 - from) * i / 4;
		glane_str said = say_str(say_real(d->ctx, d->language, most * (t->bent ? part * fabs(part) : part), decimals));
		double half = figure_width(said, SMALL, false) / 2, at = x + WIDE * i / 4.0;
		at = at < half ? half : at;
		if (at - half < last + 4)
			continue;
		svg_text(d->s, (svg_place){ .x = at, .y = y + 21, .size = SMALL, .anchor = SVG_MIDDLE }, said);
		last = at + half;
	}
	svg_close(d->s);
	glane_str label = data_label(d, t->value);
	if (d->width - x - WIDE - 12 > figure_width(label, TEXT, false)) {
		frame_text(d, (svg_place){ .x = x + WIDE + 12, .y = y + 9, .size = TEXT }, label, d->width);
	} else {
		frame_text(d, (svg_place){ .x = 0, .y = y + 36, .size = TEXT }, label, d->width);
		d->y += 16;
	}
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
	order_rows(d, &t);
	t.left = extent(d, t.y, t.n_rows, t.row_of, t.row_first, d->width * 0.35) + 10;
	double heading = extent(d, t.x, t.n_columns, t.column_of, t.column_first, WIDEST), room = d->width - t.left;
	t.w = room / t.n_columns > WIDEST ? WIDEST : room / t.n_columns;
	bool slanted = heading > t.w - 2;
	/* The last slanted heading needs room to the right. */
	if (slanted)
		t.w = (room - 60) / t.n_columns > WIDEST ? WIDEST : (room - 60) / t.n_columns;
	t.top = d->y + (slanted ? (heading < SLANTED ? heading : SLANTED) * 0.77 + 14 : 22);
	hatching(d, &t);
	headings(d, &t, slanted);
	svg_group(d->s, (svg_style){ .anchor = SVG_END });
	for (uint32_t r = 0; r < t.n_rows; r++) {
		double y = t.top + r * t.h;
		frame_text(d, (svg_place){ .x = t.left - 6, .y = y + t.h / 2 + 4, .size = TEXT, .anchor = SVG_END },
		           data_name(d, t.y, t.row_first[t.row_of[r]]), t.left - 7);
	}
	svg_close(d->s);
	svg_line_end(d->s);
	svg_group(d->s, (svg_style){ .fill = "#111", .size = SMALL, .anchor = SVG_MIDDLE });
	for (uint32_t r = 0; r < t.n_rows; r++) {
		double y = t.top + r * t.h;
		for (uint32_t c = 0; c < t.n_columns; c++) {
			uint32_t row = t.cell[(size_t)t.row_of[r] * t.all_columns + t.column_of[c]];
			if (row != GLANE_NONE)
				draw_cell(d, &t, row, t.left + c * t.w, y);
		}
		svg_line_end(d->s);
	}
	svg_close(d->s);
	d->y = t.top + t.n_rows * t.h;
	legend(d, &t);
}
