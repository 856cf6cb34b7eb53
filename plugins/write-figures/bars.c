/* bars.c - horizontal bars, grouped by the modalities of the colour, or, where modalities share few categories (the words most said in
 * each group), a block for each. */
#include "drawing.h"
#include <math.h>
#include <string.h>

/* Bars of one block; cell[category * n_bars + i]: a row of the table or GLANE_NONE. */
typedef struct {
	double x, y, width;
	uint32_t n, n_bars;
	const uint32_t *first, *cell, *colour;
	int name, value;
	figure_scale scale;
} block;

enum { THICK = 14, THIN = 10, GAP = 7, NUMBER_ROOM = 46, AXIS_ROOM = 38 };

static double bar_height(const block *b)
{
	return b->n_bars > 1 ? THIN : THICK;
}

static double pitch(const block *b)
{
	return b->n_bars * bar_height(b) + (b->n_bars > 1 ? GAP : 4);
}

static double label_room(const drawing *d, const block *b)
{
	double most = 0;
	for (uint32_t i = 0; i < b->n; i++) {
		double w = figure_width(data_name(d, b->name, b->first[i]), TEXT, false);
		most = w > most ? w : most;
	}
	most += 8;
	return most > b->width * 0.42 ? b->width * 0.42 : most;
}

static void one_bar(drawing *d, const block *b, uint32_t row, uint32_t colour, double x0, double x1, double y)
{
	double value, h = bar_height(b) - 1;
	glane_str said = d->h->cell(d->ctx, d->grid, (uint32_t)b->value, row);
	bool there = data_number(d->grid, b->value, row, &value);
	double zero = figure_place(&b->scale, 0, x0, x1), end = there ? figure_place(&b->scale, value, x0, x1) : zero;
	svg_open(d->s, "g");
	svg_says(d->s, str_of(data_join(d, data_name(d, b->name, row).p, ", ", said.p)));
	if (there)
		svg_rect(d->s, end < zero ? end : zero, y, fabs(end - zero), h, frame_colour(d, colour));
	/* A number beside its bar, on the side where nothing is. */
	if (said.n) {
		svg_place at = { .x = (end > zero ? end : zero) + 4, .y = y + h / 2 + 3.5, .size = h > 10 ? SMALL : SMALL - 1 };
		frame_text(d, at, said, b->x + b->width - at.x);
		d->state[row] = DRAWN;
	}
	svg_close(d->s);
}

/* Returns its height. */
static double draw_block(drawing *d, const block *b)
{
	double labels = label_room(d, b), x0 = b->x + labels, x1 = b->x + b->width - NUMBER_ROOM, step = pitch(b);
	double bar = bar_height(b);
	frame_across(d, &b->scale, (figure_box){ x0, b->y, x1 - x0, b->n * step }, data_label(d, b->value));
	for (uint32_t i = 0; i < b->n; i++) {
		double y = b->y + i * step + (step - b->n_bars * bar) / 2;
		svg_place at = { .x = x0 - 6, .y = b->y + (i + 0.5) * step + 4, .size = TEXT, .anchor = SVG_END };
		frame_text(d, at, data_name(d, b->name, b->first[i]), labels - 7);
		for (uint32_t k = 0; k < b->n_bars; k++)
			if (b->cell[i * b->n_bars + k] != GLANE_NONE)
				one_bar(d, b, b->cell[i * b->n_bars + k], b->colour[k], x0, x1, y + k * bar);
		svg_line_end(d->s);
	}
	return b->n * step + AXIS_ROOM;
}

static figure_scale scale_of(const drawing *d, const panel *p, int value, bool wide)
{
	double least = 0, most = 0, v;
	for (uint32_t i = 0; i < p->n; i++)
		if (data_number(d->grid, value, p->row[i], &v)) {
			least = v < least ? v : least;
			most = v > most ? v : most;
		}
	return figure_scale_linear(least, most, wide ? 6 : 4, true);
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

/* A table of categories × bars from rows; series NULL: one bar each. */
static void draw_rows(drawing *d, const panel *p, int colour, const uint32_t *only, block *b, uint32_t most)
{
	uint32_t *index, *first, *chosen, n = data_distinct(d, p, b->name, &index, &first), k = b->n_bars;
	uint32_t *cell = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n * k + 1) * sizeof *cell);
	uint32_t *kept = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n * k + 1) * sizeof *kept);
	uint32_t *named = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *named);
	double *size = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *size), v;
	memset(cell, 0xff, (size_t)n * k * sizeof *cell);
	for (uint32_t i = 0; i < p->n; i++) {
		uint32_t at = index[i] * k + (only ? 0 : colour < 0 ? 0 : data_series_of(d, colour, p->row[i]));
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

/* A block for each modality of the colour, two beside each other. */
static void draw_blocks(drawing *d, const panel *p, int name, int value, int colour)
{
	uint32_t most = d->o->most < 12 ? (uint32_t)d->o->most : 12, beside = 0;
	double width = (d->width - 24) / 2, high = 0;
	figure_scale scale = scale_of(d, p, value, false);
	for (uint32_t k = 0; k < d->n_series && k < MAX_PANELS; k++) {
		panel part = { .row = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)p->n + 1) * sizeof(uint32_t)) };
		for (uint32_t i = 0; i < p->n; i++)
			if (data_series_of(d, colour, p->row[i]) == k)
				part.row[part.n++] = p->row[i];
		if (!part.n)
			continue;
		block b = { .x = beside ? width + 24 : 0, .y = d->y + 22, .width = width, .n_bars = 1, .colour = &k, .name = name,
		            .value = value, .scale = scale };
		draw_rows(d, &part, colour, &k, &b, most);
		frame_text(d, (svg_place){ .x = b.x, .y = d->y + 14, .size = TEXT, .bold = true }, d->series[k], width);
		double h = 22 + draw_block(d, &b) + 6;
		high = h > high ? h : high;
		beside = !beside;
		if (!beside)
			d->y += high, high = 0;
	}
	d->y += high;
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
	            .value = value, .scale = scale_of(d, p, value, true) };
	if (d->n_series > 1)
		frame_legend(d, colour, false);
	frame_text(d, (svg_place){ .x = 0, .y = d->y + 12, .size = SMALL }, data_label(d, name), d->width);
	b.y = d->y + 20;
	draw_rows(d, p, d->n_series > 1 ? colour : -1, NULL, &b, (uint32_t)d->o->most);
	d->y = b.y + draw_block(d, &b);
}
