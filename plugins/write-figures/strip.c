/* strip.c - a line for each modality of y with a stroke for each of its rows: where they gather, and how far they are apart. */
#include "drawing.h"
#include <math.h>

enum { LANE = 24, FEW = 400, LAYERS = 4 };

/* One for all panels. */
static figure_scale scale_of(const drawing *d, int x)
{
	double least = 0, most = 0, v;
	bool any = false;
	for (uint32_t r = 0; r < d->grid->n; r++)
		if (data_shown(d, r) && data_number(d->grid, x, r, &v)) {
			least = !any || v < least ? v : least;
			most = !any || v > most ? v : most;
			any = true;
		}
	return figure_scale_linear(least, most, 7, least >= 0 && least < most / 3);
}

typedef struct {
	figure_box box;
	const figure_scale *scale;
	int x, size, colour, name;
	const uint32_t *lane;
	uint32_t shown;
	double most;			/* greatest size */
} lanes;

/* A stroke for each row, leading to it. Where there are so many that none can be pointed at, those of a modality are a few paths, through
 * each of which the others are seen: where strokes lie closer, it is darker. */
static void stroke_all(drawing *d, const panel *p, const lanes *l)
{
	uint32_t n_series = d->n_series > 1 ? d->n_series : 1;
	svg_path *path = d->h->alloc(d->ctx, GLANE_SCRATCH, LAYERS * n_series * sizeof *path);
	bool many = p->n > FEW;
	svg_group(d->s, (svg_style){ .stroke = frame_colour(d, 0), .width = many ? 1 : 1.8, .opacity = many ? 0.55 : 0 });
	for (uint32_t i = 0; i < p->n; i++) {
		double h = (LANE - 6) / 2.0, value, v;
		if (l->lane[i] >= l->shown || !data_number(d->grid, l->x, p->row[i], &value))
			continue;
		if (data_number(d->grid, l->size, p->row[i], &v) && l->most > 0)
			h *= 0.25 + 0.75 * sqrt(fabs(v) / l->most);
		double mid = l->box.y + (l->lane[i] + 0.5) * LANE;
		double at[] = { figure_place(l->scale, value, l->box.x, l->box.x + l->box.w), mid - h }, end = mid + h;
		uint32_t series = l->colour < 0 ? 0 : data_series_of(d, l->colour, p->row[i]);
		d->state[p->row[i]] = DRAWN;
		if (many) {
			svg_path *one = &path[i % LAYERS * n_series + series];
			svg_path_add(d->s, one, 'M', 2, at);
			svg_path_add(d->s, one, 'V', 1, &end);
			continue;
		}
		svg_row(d->s, NULL, p->row[i]);
		if (l->name >= 0)
			svg_says(d->s, say_str(say_join(d->ctx, data_name(d, l->name, p->row[i]).p, ", ", data_text(d, l->x, p->row[i]).p)));
		svg_stroke(d->s, at[0], at[1], at[0], end, frame_colour(d, series), 1.8);
		svg_close(d->s);
	}
	for (uint32_t k = 0; k < LAYERS; k++)
		frame_paths(d, path + k * n_series, n_series);
	svg_close(d->s);
}

void strip_draw(drawing *d, const panel *p)
{
	int x = data_column(d, "x"), y = data_column(d, "y"), size = data_column(d, "size"), colour = data_column(d, "colour");
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
	figure_scale s = scale_of(d, x);
	figure_box box = { labels, d->y + 8, d->width - labels - 14, shown * (double)LANE };
	frame_across(d, &s, box, data_label(d, x), 0, d->width);
	for (uint32_t i = 0; i < shown; i++) {
		double mid = box.y + (i + 0.5) * LANE;
		frame_text(d, (svg_place){ .x = labels - 6, .y = mid + 4, .size = TEXT, .anchor = SVG_END }, data_name(d, y, first[i]),
		           labels - 7);
		svg_stroke(d->s, box.x, mid, box.x + box.w, mid, "#8c8c8c", 0.5);
	}
	stroke_all(d, p, &(lanes){ .box = box, .scale = &s, .x = x, .size = size, .colour = colour, .name = data_column(d, "label"),
		.lane = lane, .shown = shown, .most = most });
	svg_line_end(d->s);
	d->y = box.y + box.h + 38;
}
