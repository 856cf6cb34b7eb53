/* cloud.c - words as large as they are frequent. */
#include "drawing.h"
#include <math.h>

enum { LEAST = 10, GREATEST = 42, MOST_WORDS = 100 };

void cloud_draw(drawing *d, const panel *p)
{
	int label = data_column(d, "label"), size = data_column(d, "size"), colour = data_column(d, "colour");
	double *value = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)p->n + 1) * sizeof *value), most = 0;
	for (uint32_t i = 0; i < p->n; i++) {
		if (!data_number(d->grid, size, p->row[i], &value[i]))
			value[i] = -1;
		most = value[i] > most ? value[i] : most;
	}
	uint32_t *order = data_falling(d, p->n, value), n = 0;
	figure_box *box = d->h->alloc(d->ctx, GLANE_SCRATCH, MOST_WORDS * sizeof *box);
	double *high = d->h->alloc(d->ctx, GLANE_SCRATCH, MOST_WORDS * sizeof *high);
	bool *shown = d->h->alloc(d->ctx, GLANE_SCRATCH, MOST_WORDS);
	if (d->n_series > 1)
		frame_legend(d, colour, false);
	for (uint32_t i = 0; i < p->n && n < MOST_WORDS && value[order[i]] > 0; i++, n++) {
		/* The area of a word, not its height, is as its number. */
		high[n] = LEAST + (GREATEST - LEAST) * sqrt(value[order[i]] / most);
		box[n] = (figure_box){ .w = figure_width(data_name(d, label, p->row[order[i]]), high[n], false) + 6, .h = high[n] * 1.1 };
	}
	figure_box frame = { 0, d->y + 8, d->width, n > 40 ? d->width * 0.6 : d->width * 0.4 };
	figure_cloud(frame, n, box, shown);
	double top = frame.y + frame.h, bottom = frame.y;
	for (uint32_t i = 0; i < n; i++)
		if (shown[i]) {
			top = box[i].y < top ? box[i].y : top;
			bottom = box[i].y + box[i].h > bottom ? box[i].y + box[i].h : bottom;
		}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t row = p->row[order[i]], series = colour < 0 ? 0 : data_series_of(d, colour, row);
		d->state[row] = shown[i] ? DRAWN : NO_LABEL;
		if (!shown[i])
			continue;
		svg_row(d->s, NULL, row);
		svg_says(d->s, say_str(say_join(d->ctx, data_name(d, label, row).p, ", ", data_text(d, size, row).p)));
		svg_text(d->s, (svg_place){ .x = box[i].x + 3, .y = box[i].y - top + frame.y + box[i].h * 0.8, .size = high[i],
			.colour = frame_colour(d, series) }, data_name(d, label, row));
		svg_close(d->s);
		svg_line_end(d->s);
	}
	d->y = frame.y + (bottom > top ? bottom - top : 0) + 8;
}
