/* strip.c - a line for each modality of y with a stroke for each of its rows: where they gather, and how far they are apart. */
#include "drawing.h"
#include <math.h>

enum { LANE = 24, FEW = 400 };

static figure_scale scale_of(const drawing *d, const panel *p, int x)
{
	double least = 0, most = 0, v;
	bool any = false;
	for (uint32_t i = 0; i < p->n; i++)
		if (data_number(d->grid, x, p->row[i], &v)) {
			least = !any || v < least ? v : least;
			most = !any || v > most ? v : most;
			any = true;
		}
	return figure_scale_linear(least, most, 7, least >= 0 && least < most / 3);
}

void strip_draw(drawing *d, const panel *p)
{
	int x = data_column(d, "x"), y = data_column(d, "y"), size = data_column(d, "size"), colour = data_column(d, "colour");
	int name = data_column(d, "label");
	uint32_t *lane, *first, n = data_distinct(d, p, y, &lane, &first);
	uint32_t shown = n < (uint32_t)d->o->most ? n : (uint32_t)d->o->most;
	double labels = 0, most = 0, v;
	if (!n)
		return;
	if (d->n_series > 1)
		frame_legend(d, colour, false);
	for (uint32_t i = 0; i < p->n; i++)
		if (data_number(d->grid, size, p->row[i], &v) && v > most)
			most = v;
	for (uint32_t i = 0; i < shown; i++) {
		double w = figure_width(data_name(d, y, first[i]), TEXT, false) + 10;
		labels = w > labels ? w : labels;
	}
	labels = labels > d->width * 0.35 ? d->width * 0.35 : labels;
	figure_scale s = scale_of(d, p, x);
	figure_box box = { labels, d->y + 8, d->width - labels - 14, shown * (double)LANE };
	frame_across(d, &s, box, data_label(d, x));
	for (uint32_t i = 0; i < shown; i++) {
		double mid = box.y + (i + 0.5) * LANE;
		frame_text(d, (svg_place){ .x = labels - 6, .y = mid + 4, .size = TEXT, .anchor = SVG_END }, data_name(d, y, first[i]),
		           labels - 7);
		svg_stroke(d->s, box.x, mid, box.x + box.w, mid, "#8c8c8c", 0.5);
	}
	svg_group(d->s, (svg_style){ .width = p->n > FEW ? 1 : 1.8 });
	for (uint32_t i = 0; i < p->n; i++) {
		double h = (LANE - 6) / 2.0, value;
		if (lane[i] >= shown || !data_number(d->grid, x, p->row[i], &value))
			continue;
		if (data_number(d->grid, size, p->row[i], &v) && most > 0)
			h *= 0.25 + 0.75 * sqrt(fabs(v) / most);
		double at = figure_place(&s, value, box.x, box.x + box.w), mid = box.y + (lane[i] + 0.5) * LANE;
		uint32_t series = colour < 0 ? 0 : data_series_of(d, colour, p->row[i]);
		svg_row(d->s, NULL, p->row[i]);
		if (name >= 0)
			svg_says(d->s, str_of(data_join(d, data_name(d, name, p->row[i]).p, ", ", data_text(d, x, p->row[i]).p)));
		svg_stroke(d->s, at, mid - h, at, mid + h, frame_colour(d, series), p->n > FEW ? 1 : 1.8);
		svg_close(d->s);
		d->state[p->row[i]] = DRAWN;
	}
	svg_close(d->s);
	svg_line_end(d->s);
	d->y = box.y + box.h + 38;
}
