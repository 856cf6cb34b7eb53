/* bars.c - horizontal bars, grouped by the modalities of the colour, or, where modalities share few categories (the words most said in
 * each group), a block for each. */
#include "drawing.h"
#include <math.h>
#include <string.h>

/* Bars of one block; cell[category * n_bars + i]: a row of the table or GLANE_NONE. */
typedef struct {
	double x, y, width, labels;	/* labels: room for the names, to the left */
	uint32_t n, n_bars;
	const uint32_t *first, *cell, *colour;
	int name, value;
	bool two;			/* names may have two lines */
	figure_scale scale;
} block;

enum { THICK = 14, THIN = 11, GAP = 7, LINE = 13, NUMBER_ROOM = 46, AXIS_ROOM = 38 };

static double bar_height(const block *b)
{
	return b->n_bars > 1 ? THIN : THICK;
}

static double pitch(const block *b)
{
	double bars = b->n_bars * bar_height(b) + (b->n_bars > 1 ? GAP : 4);
	return b->two && bars < 2 * LINE + 4 ? 2 * LINE + 4 : bars;
}

/* Room for the longest name, but never more than leaves the bars theirs; then names have two lines. */
static void label_room(const drawing *d, block *b)
{
	double most = 0, limit = b->width * (b->width < 300 ? 0.5 : 0.42);
	for (uint32_t i = 0; i < b->n; i++) {
		double w = figure_width(data_name(d, b->name, b->first[i]), TEXT, false) + 8;
		most = w > most ? w : most;
	}
	b->labels = most > b->labels ? most : b->labels;
	if (b->labels > limit)
		b->labels = limit, b->two = true;
}

static void draw_name(drawing *d, const block *b, uint32_t i, double middle)
{
	glane_str text = data_name(d, b->name, b->first[i]);
	double room = b->labels - 7;
	uint32_t n = b->two ? figure_line(text, TEXT, false, room) : text.n;
	svg_place at = { .x = b->x + b->labels - 6, .y = middle + (n < text.n ? 4 - LINE / 2.0 : 4), .size = TEXT, .anchor = SVG_END };
	frame_text(d, at, (glane_str){ text.p, n }, room);
	if (n == text.n)
		return;
	n += text.p[n] == ' ';
	at.y += LINE;
	frame_text(d, at, (glane_str){ text.p + n, text.n - n }, room);
}

/* A bar and its number, beside it on the side where nothing is. */
static void one_bar(drawing *d, const block *b, uint32_t row, uint32_t colour, double x0, double x1, double y)
{
	double value, h = bar_height(b) - 1, size = h > 10 ? SMALL : SMALL - 1;
	glane_str said = data_text(d, b->value, row);
	bool there = data_number(d->grid, b->value, row, &value);
	double zero = figure_place(&b->scale, 0, x0, x1), end = there ? figure_place(&b->scale, value, x0, x1) : zero;
	double w = figure_width(said, size, false);
	if (there)
		frame_bar(d, (figure_box){ end < zero ? end : zero, y, fabs(end - zero), h }, colour);
	bool left = end < zero && end - 4 - w >= x0;
	svg_place at = { .x = left ? end - 4 : (end > zero ? end : zero) + 4, .y = y + h / 2 + 3.5, .size = size,
		.anchor = left ? SVG_END : SVG_START };
	frame_text(d, at, said, b->x + b->width - at.x);
	d->state[row] = DRAWN;
}

/* One bar of a category leads to its row together with the name; of several each does, and says whose it is. */
static void draw_bars(drawing *d, const block *b, uint32_t i, double x0, double x1, double step)
{
	double top = b->y + i * step, middle = top + step / 2, first = middle - b->n_bars * bar_height(b) / 2;
	if (b->n_bars > 1)
		draw_name(d, b, i, middle);
	for (uint32_t k = 0; k < b->n_bars; k++) {
		uint32_t row = b->cell[i * b->n_bars + k];
		d->gaps |= row == GLANE_NONE;
		if (row == GLANE_NONE || !d->h->cell(d->ctx, d->grid, (uint32_t)b->value, row).n) {
			if (b->n_bars == 1)
				draw_name(d, b, i, middle);
			continue;
		}
		svg_row(d->s, NULL, row);
		if (b->n_bars > 1)
			svg_says(d->s, say_str(say_join(d->ctx, data_name(d, b->name, row).p, ", ", say_join(d->ctx, d->series[b->colour[k]].p, ", ",
				data_text(d, b->value, row).p))));
		else
			draw_name(d, b, i, middle);
		one_bar(d, b, row, b->colour[k], x0, x1, first + k * bar_height(b));
		svg_close(d->s);
	}
	svg_line_end(d->s);
}

/* Returns its height. */
static double draw_block(drawing *d, const block *b)
{
	double x0 = b->x + b->labels, x1 = b->x + b->width - NUMBER_ROOM, step = pitch(b);
	frame_across(d, &b->scale, (figure_box){ x0, b->y, x1 - x0, b->n * step }, data_label(d, b->value),
		b->x, b->x + b->width);
	for (uint32_t i = 0; i < b->n; i++)
		draw_bars(d, b, i, x0, x1, step);
	return b->n * step + AXIS_ROOM;
}

/* One for all panels, so that their bars can be compared. */
static figure_scale scale_of(const drawing *d, int value, uint32_t about)
{
	double least = 0, most = 0, v;
	for (uint32_t r = 0; r < d->grid->n; r++)
		if (data_shown(d, r) && data_number(d->grid, value, r, &v)) {
			least = v < least ? v : least;
			most = v > most ? v : most;
		}
	return figure_scale_linear(least, most, about, true);
}

/* The categories that are shown: at most `most`, those of the greatest values; groups and numbers keep their order. */
static uint32_t choose(const drawing *d, int name, uint32_t n, const double *size, uint32_t most, uint32_t **out)
{
	bool ordered = !strcmp(d->grid->def->columns[name].name, "group") || d->grid->def->columns[name].type != GLANE_SYM;
	if (ordered && n <= most) {
		*out = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof **out);
		for (uint32_t i = 0; i < n; i++)
			(*out)[i] = i;
		return n;
	}
	*out = data_falling(d, n, size);
	return n < most ? n : most;
}

/* A table of categories × bars from rows; alone: all are of one modality. */
static void draw_rows(drawing *d, const panel *p, int colour, bool alone, block *b, uint32_t most)
{
	uint32_t *index, *first, *chosen, n = data_distinct(d, p, b->name, &index, &first), k = b->n_bars;
	uint32_t *cell = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n * k + 1) * sizeof *cell);
	uint32_t *kept = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n * k + 1) * sizeof *kept);
	uint32_t *named = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *named);
	double *size = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *size), v;
	memset(cell, 0xff, (size_t)n * k * sizeof *cell);
	for (uint32_t i = 0; i < p->n; i++) {
		uint32_t at = index[i] * k + (alone || colour < 0 ? 0 : data_series_of(d, colour, p->row[i]));
		if (cell[at] == GLANE_NONE)
			cell[at] = p->row[i];
		if (data_number(d->grid, b->value, p->row[i], &v) && fabs(v) > size[index[i]])
			size[index[i]] = fabs(v);
	}
	b->n = choose(d, b->name, n, size, most, &chosen);
	for (uint32_t i = 0; i < b->n; i++) {
		named[i] = first[chosen[i]];
		memcpy(kept + (size_t)i * k, cell + (size_t)chosen[i] * k, k * sizeof *kept);
	}
	b->first = named;
	b->cell = kept;
}

/* A block for each modality of the colour, side by side as far as there is room. */
static void draw_blocks(drawing *d, const panel *p, int name, int value, int colour)
{
	enum { BETWEEN = 20, NARROWEST = 195 };
	uint32_t most = d->o->most < 12 ? (uint32_t)d->o->most : 12, n = 0, number[MAX_SERIES];
	block *b = d->h->alloc(d->ctx, GLANE_SCRATCH, MAX_SERIES * sizeof *b);
	double labels = 0, high = 0;
	bool two = false;
	for (uint32_t k = 0; k < d->n_series && n < MAX_PANELS; k++) {
		panel part = { .row = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)p->n + 1) * sizeof(uint32_t)) };
		for (uint32_t i = 0; i < p->n; i++)
			if (data_series_of(d, colour, p->row[i]) == k)
				part.row[part.n++] = p->row[i];
		if (!part.n)
			continue;
		number[n] = k;
		b[n] = (block){ .n_bars = 1, .colour = &number[n], .name = name, .value = value };
		draw_rows(d, &part, colour, true, &b[n++], most);
	}
	uint32_t beside = (uint32_t)((d->width + BETWEEN) / (NARROWEST + BETWEEN));
	beside = n == 4 && beside == 3 ? 2 : beside < 1 ? 1 : beside > n ? n : beside;
	for (uint32_t i = 0; i < n; i++) {
		b[i].width = (d->width - (beside - 1) * BETWEEN) / beside;
		b[i].scale = scale_of(d, value, beside > 2 ? 3 : 4);
		label_room(d, &b[i]);
		labels = b[i].labels > labels ? b[i].labels : labels;
	}
	for (uint32_t i = 0; i < n; i++)
		two |= b[i].two;
	for (uint32_t i = 0; i < n; i++) {
		b[i].labels = labels;
		b[i].two = two;
		b[i].x = (i % beside) * (b[i].width + BETWEEN);
		b[i].y = d->y + 22;
		frame_text(d, (svg_place){ .x = b[i].x, .y = d->y + 14, .size = TEXT, .bold = true }, d->series[number[i]], b[i].width);
		double h = 22 + draw_block(d, &b[i]) + 6;
		high = h > high ? h : high;
		if (i % beside == beside - 1 || i == n - 1)
			d->y += high, high = 0;
	}
}

void bars_draw(drawing *d, const panel *p)
{
	int name = data_column(d, "x"), value = data_column(d, "y"), colour = data_column(d, "colour");
	uint32_t *index, *first, number[MAX_SERIES], n = data_distinct(d, p, name, &index, &first);
	if (d->n_series > 1 && ((double)p->n < 0.6 * n * d->n_series || d->n_series > 6)) {
		draw_blocks(d, p, name, value, colour);
		return;
	}
	for (uint32_t i = 0; i < MAX_SERIES; i++)
		number[i] = i;
	block b = { .width = d->width, .n_bars = d->n_series > 1 ? d->n_series : 1, .colour = number, .name = name,
	            .value = value, .scale = scale_of(d, value, d->width < 400 ? 4 : 6) };
	if (d->n_series > 1)
		frame_legend(d, colour, false);
	draw_rows(d, p, d->n_series > 1 ? colour : -1, false, &b, (uint32_t)d->o->most);
	label_room(d, &b);
	b.y = d->y + 8;
	d->y = b.y + draw_block(d, &b);
}
