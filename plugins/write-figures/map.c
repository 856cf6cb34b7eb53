/* map.c - points by two numbers, with names; quadrants: the same, with the lines between their fields. */
#include "drawing.h"
#include <math.h>
#include <string.h>

typedef struct {
	int x, y, label, size, colour;
	uint32_t n, *row;		/* rows that have a place */
	double *vx, *vy;
	figure_scale sx, sy;
	figure_box box;
	double most;			/* greatest size */
	figure_box cut[2];		/* of quadrants: the lines upwards and across */
	uint32_t n_cut;
	bool *rare;			/* its modality has few points: named first and in bold, as groups among words */
} points;

/* Of more points than NAMED only the weightiest that there is room to name have a mark: the others are dots that no name minds, of those again
 * only the weightiest DOTS. */
enum { LEFT = 58, BOTTOM = 38, FEW = 12, NAMED = 150, LONGEST = 160, DOTS = 1500, AIR = 2 };

/* Rows in which both are known, and above nought where the scale will be logarithmic. */
static void collect(drawing *d, const panel *p, points *t)
{
	size_t room = (size_t)p->n + 1;
	uint32_t count[MAX_SERIES] = { 0 };
	t->row = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof *t->row);
	t->vx = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof *t->vx);
	t->vy = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof *t->vy);
	t->rare = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof *t->rare);
	for (uint32_t i = 0; i < p->n; i++) {
		uint32_t row = p->row[i];
		double size;
		if (!data_number(d->grid, t->x, row, &t->vx[t->n]) || !data_number(d->grid, t->y, row, &t->vy[t->n]))
			continue;
		if (data_number(d->grid, t->size, row, &size) && size > t->most)
			t->most = size;
		t->row[t->n++] = row;
		if (t->colour >= 0)
			count[data_series_of(d, t->colour, row)]++;
	}
	for (uint32_t i = 0; i < t->n && t->colour >= 0 && d->n_series > 1; i++) {
		uint32_t k = count[data_series_of(d, t->colour, t->row[i])];
		t->rare[i] = k <= FEW && k * 3 < t->n;
	}
}

static void range(uint32_t n, const double *v, double *least, double *most)
{
	*least = *most = n ? v[0] : 0;
	for (uint32_t i = 1; i < n; i++) {
		*least = v[i] < *least ? v[i] : *least;
		*most = v[i] > *most ? v[i] : *most;
	}
}

static figure_scale scale_of(const drawing *d, int column, uint32_t n, const double *v, uint32_t about)
{
	double least, most;
	const glane_column *k = &d->grid->def->columns[column];
	range(n, v, &least, &most);
	if (k->role != GLANE_VALUE && k->role != GLANE_KEY && least > 0 && most / least > 20)
		return figure_scale_log(least, most);
	double air = (most - least) * 0.03;
	bool counts = least >= 0;
	return figure_scale_linear(counts && least - air < 0 ? 0 : least - air, most + air, about, counts && least < most / 3);
}

/* Both are places in the same space, as axes 1 and 2 of a correspondence analysis: a unit is as long on one as on the other. */
static bool same_space(const drawing *d, const points *t)
{
	const char *a = d->grid->def->columns[t->x].name, *b = d->grid->def->columns[t->y].name;
	size_t n = strlen(a);
	return (n == strlen(b) && n > 1 && !strncmp(a, b, n - 1)) || (!strcmp(a, "x") && !strcmp(b, "y"));
}

/* At least `wanted` long, with as much more at either end. */
static void stretch(double *least, double *most, double wanted)
{
	double more = (wanted - (*most - *least)) / 2;
	if (more > 0) {
		*least -= more;
		*most += more;
	}
}

static void lay_out(drawing *d, points *t)
{
	double w = d->width - LEFT - 12, h = w * 0.72, x0, x1, y0, y1;
	t->sx = scale_of(d, t->x, t->n, t->vx, d->width < 400 ? 4 : 7);
	t->sy = scale_of(d, t->y, t->n, t->vy, 6);
	range(t->n, t->vx, &x0, &x1);
	range(t->n, t->vy, &y0, &y1);
	if (same_space(d, t) && x1 > x0 && y1 > y0) {
		/* Room at the sides for names. */
		stretch(&x0, &x1, (x1 - x0) * 1.12);
		stretch(&y0, &y1, (y1 - y0) * 1.08);
		stretch(&y0, &y1, (x1 - x0) * 0.55);
		stretch(&x0, &x1, (y1 - y0) / 1.05);
		t->sx = figure_scale_tight(x0, x1, d->width < 400 ? 4 : 7);
		t->sy = figure_scale_tight(y0, y1, d->width < 400 ? 4 : 7);
		h = w * (y1 - y0) / (x1 - x0);
	}
	t->box = (figure_box){ LEFT, d->y + 8, w, h };
}

/* "Axis 1 (34.2%)": where a table of the stage says what part of the inertia its axes have. */
static glane_str axis_label(const drawing *d, int column)
{
	glane_str label = data_label(d, column);
	const char *name = d->grid->def->columns[column].name;
	const glane_grid *axes = strncmp(name, "axis", 4) ? NULL : data_sibling(d, "axis", "percent");
	int axis = axes ? data_named(axes, "axis") : -1;
	for (uint32_t r = 0; axes && r < axes->n; r++)
		if (!strcmp(d->h->value(d->ctx, axes, (uint32_t)axis, r).p, name + 4)) {
			const char *said = d->h->cell(d->ctx, axes, (uint32_t)data_named(axes, "percent"), r).p;
			return say_str(say_join(d->ctx, label.p, " (", say_join(d->ctx, said, d->french ? "\u00a0%)" : "%)", "")));
		}
	return label;
}

static double radius(const drawing *d, const points *t, uint32_t row)
{
	double size;
	if (!data_number(d->grid, t->size, row, &size) || !(t->most > 0) || size < 0)
		return 3.5;
	return 2.5 + 5.5 * sqrt(size / t->most);
}

static double mean(uint32_t n, const double *v)
{
	double sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += v[i];
	return n ? sum / n : 0;
}

/* The order in which texts get their places: rare modalities first, then points by size. On axes a point weighs by what it adds to the
 * inertia of the plane, its mass times its squared distance; where there is no size, by its distance from the middle of all. */
static uint32_t *by_weight(const drawing *d, const points *t)
{
	double *weight = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *weight), most = 0;
	bool axes = !strncmp(d->grid->def->columns[t->x].name, "axis", 4);
	double mx = mean(t->n, t->vx), my = mean(t->n, t->vy), x0, x1, y0, y1;
	range(t->n, t->vx, &x0, &x1);
	range(t->n, t->vy, &y0, &y1);
	for (uint32_t i = 0; i < t->n; i++) {
		double size, x = x1 > x0 ? (t->vx[i] - mx) / (x1 - x0) : 0, y = y1 > y0 ? (t->vy[i] - my) / (y1 - y0) : 0;
		bool sized = data_number(d->grid, t->size, t->row[i], &size) && t->most > 0;
		weight[i] = !sized ? x * x + y * y : axes ? size * (t->vx[i] * t->vx[i] + t->vy[i] * t->vy[i]) : size;
		most = weight[i] > most ? weight[i] : most;
	}
	for (uint32_t i = 0; i < t->n; i++)
		weight[i] += t->rare[i] ? most + 1 : 0;
	return data_falling(d, t->n, weight);
}

static uint32_t series_of(const drawing *d, const points *t, uint32_t row)
{
	return t->colour < 0 ? 0 : data_series_of(d, t->colour, row);
}

/* The line from a mark to a name that stands farther away. */
static void leader(drawing *d, const figure_label *l)
{
	double x = l->x < l->box.x ? l->box.x : l->x > l->box.x + l->box.w ? l->box.x + l->box.w : l->x;
	double y = l->y < l->box.y ? l->box.y : l->y > l->box.y + l->box.h ? l->box.y + l->box.h : l->y;
	svg_stroke(d->s, l->x, l->y, x, y, "#8c8c8c", 0.5);
}

/* A mark with its name, both leading to the row. */
static void draw_point(drawing *d, const points *t, uint32_t i, const figure_label *l)
{
	uint32_t row = t->row[i], series = series_of(d, t, row);
	glane_str text = data_name(d, t->label, row);
	svg_row(d->s, NULL, row);
	if (t->label >= 0 && (!l->shown || figure_width(text, TEXT, t->rare[i]) > LONGEST + 1))
		svg_says(d->s, text);
	if (l->shown && l->far)
		leader(d, l);
	svg_mark(d->s, series, l->x, l->y, l->r, frame_colour(d, series));
	if (l->shown)
		frame_text(d, (svg_place){ .x = l->box.x, .y = l->box.y + l->box.h - 3.5, .size = TEXT, .bold = t->rare[i] }, text, LONGEST + 1);
	svg_close(d->s);
	svg_line_end(d->s);
}

/* Points without a name as dots, those of a modality together. */
static void draw_dots(drawing *d, const points *t, const uint32_t *order, const figure_label *l)
{
	uint32_t n = 0, most = d->n_series > 1 ? d->n_series : 1;
	svg_path *path = d->h->alloc(d->ctx, GLANE_SCRATCH, most * sizeof *path);
	for (uint32_t k = 0; k < t->n && n < DOTS; k++) {
		uint32_t row = t->row[order[k]];
		double at[] = { floor(l[k].x + 0.5), floor(l[k].y + 0.5) }, none = 0;
		if (l[k].shown)
			continue;
		svg_path_add(d->s, &path[series_of(d, t, row)], 'M', 2, at);
		svg_path_add(d->s, &path[series_of(d, t, row)], 'h', 1, &none);
		d->state[row] = l[k].w > 0 ? NO_LABEL : DRAWN;
		n++;
	}
	svg_open(d->s, "g");
	svg_attr(d->s, "stroke-width", n > 500 ? "3" : "4");
	svg_attr(d->s, "stroke-linecap", "round");
	svg_attr(d->s, "stroke-opacity", "0.4");
	frame_paths(d, path, most);
	svg_close(d->s);
}

static void draw_points(drawing *d, const points *t)
{
	uint32_t *order = by_weight(d, t), named = t->n < NAMED ? t->n : NAMED;
	figure_label *l = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *l);
	figure_box frame = t->box;
	for (uint32_t k = 0; k < t->n; k++) {
		uint32_t i = order[k];
		l[k] = (figure_label){ .x = figure_place(&t->sx, t->vx[i], frame.x, frame.x + frame.w),
			.y = figure_place(&t->sy, t->vy[i], frame.y + frame.h, frame.y), .r = radius(d, t, t->row[i]), .h = TEXT + 3,
			.must = t->rare[i] };
		double w = t->label < 0 ? 0 : figure_width(data_name(d, t->label, t->row[i]), TEXT, t->rare[i]);
		l[k].w = w > LONGEST ? LONGEST : w > 0 ? w + AIR : 0;
	}
	figure_label_all(frame, named, l, t->n_cut, t->cut);
	if (named < t->n)
		draw_dots(d, t, order, l);
	/* The lightest first, so that the weighty ones lie above. */
	for (uint32_t k = t->n; k-- > 0; ) {
		if (named < t->n && !l[k].shown)
			continue;
		draw_point(d, t, order[k], &l[k]);
		d->state[t->row[order[k]]] = l[k].shown || !(l[k].w > 0) ? DRAWN : NO_LABEL;
	}
	svg_line_end(d->s);
}

/* ---- Quadrants ------------------------------------------------------------------------------------ */

/* The cut-off of a number: the column cut-NAME of a table of the stage, in the row with the same keys. */
static bool cut_off(const drawing *d, const points *t, int column, double *out)
{
	const char *name = say_join(d->ctx, "cut-", d->grid->def->columns[column].name, "");
	const glane_grid *g = t->n ? data_sibling(d, name, name) : NULL;
	for (uint32_t r = 0; g && r < g->n; r++) {
		bool same = true;
		for (int c = 0; g->def->columns[c].name; c++) {
			int mine = g->def->columns[c].role == GLANE_KEY ? data_named(d->grid, g->def->columns[c].name) : -1;
			same &= mine < 0 || !strcmp(d->h->value(d->ctx, g, (uint32_t)c, r).p,
			                            d->h->value(d->ctx, d->grid, (uint32_t)mine, t->row[0]).p);
		}
		if (same)
			return data_number(g, data_named(g, name), r, out);
	}
	return false;
}

/* The zones of prototypical analysis in words; others by their own name. */
static glane_str zone_name(const drawing *d, int cell, uint32_t row)
{
	const struct { const char *zone, *said; } zones[] = {
		{ "core", d->h->translate(d->ctx, "Core zone: frequent, said early") },
		{ "first-periphery", d->h->translate(d->ctx, "First periphery: frequent, said late") },
		{ "contrasted", d->h->translate(d->ctx, "Contrasted elements: rare, said early") },
		{ "second-periphery", d->h->translate(d->ctx, "Second periphery: rare, said late") },
	};
	glane_str value = d->h->value(d->ctx, d->grid, (uint32_t)cell, row);
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		if (!strcmp(zones[i].zone, value.p))
			return say_str(zones[i].said);
	return data_text(d, cell, row);
}

/* The name of a quarter is that of the words in it; it stands in its outer corner, below or above the frame. */
static void quarter(drawing *d, const points *t, int cell, double cx, double cy, bool right, bool top)
{
	for (uint32_t i = 0; i < t->n; i++) {
		double x = figure_place(&t->sx, t->vx[i], t->box.x, t->box.x + t->box.w);
		double y = figure_place(&t->sy, t->vy[i], t->box.y + t->box.h, t->box.y);
		glane_str name = zone_name(d, cell, t->row[i]);
		if (!name.n || (x > cx) != right || (y < cy) != top)
			continue;
		svg_place at = { .x = right ? t->box.x + t->box.w : t->box.x, .y = top ? t->box.y - 6 : t->box.y + t->box.h + 46,
			.size = TEXT, .bold = true, .anchor = right ? SVG_END : SVG_START };
		/* "Core zone: frequent, said early", or the name alone where there is no room for what it means. */
		const char *colon = strchr(name.p, ':');
		if (colon && figure_width(name, TEXT, true) > t->box.w / 2 - 8)
			name.n = (uint32_t)(colon - name.p) - (d->french ? (uint32_t)strlen("\u00a0") : 0);
		frame_text(d, at, name, t->box.w / 2 - 8);
		return;
	}
}

static void draw_quadrants(drawing *d, points *t)
{
	double x, y;
	int cell = data_column(d, "cell");
	if (!cut_off(d, t, t->x, &x) || !cut_off(d, t, t->y, &y) || (t->sy.log && y <= 0) || (t->sx.log && x <= 0))
		return;
	double cx = figure_place(&t->sx, x, t->box.x, t->box.x + t->box.w);
	double cy = figure_place(&t->sy, y, t->box.y + t->box.h, t->box.y);
	if (cx > t->box.x && cx < t->box.x + t->box.w) {
		svg_stroke(d->s, cx, t->box.y, cx, t->box.y + t->box.h, "#8c8c8c", 1.4);
		t->cut[t->n_cut++] = (figure_box){ cx - 0.7, t->box.y, 1.4, t->box.h };
	}
	if (cy > t->box.y && cy < t->box.y + t->box.h) {
		svg_stroke(d->s, t->box.x, cy, t->box.x + t->box.w, cy, "#8c8c8c", 1.4);
		t->cut[t->n_cut++] = (figure_box){ t->box.x, cy - 0.7, t->box.w, 1.4 };
	}
	for (int q = 0; q < 4 && cell >= 0; q++)
		quarter(d, t, cell, cx, cy, q & 1, q & 2);
	svg_line_end(d->s);
}

void map_draw(drawing *d, const panel *p)
{
	bool quadrants = !strcmp(d->figure->kind, "quadrants");
	points t = { .x = data_column(d, "x"), .y = data_column(d, "y"), .label = data_column(d, "label"),
	             .size = data_column(d, "size"), .colour = data_column(d, "colour") };
	collect(d, p, &t);
	if (d->n_series > 1)
		frame_legend(d, t.colour, true);
	if (quadrants)
		d->y += 16;
	lay_out(d, &t);
	if (!t.n)
		return;
	frame_across(d, &t.sx, t.box, axis_label(d, t.x), 0, d->width);
	frame_upwards(d, &t.sy, t.box, axis_label(d, t.y));
	if (quadrants)
		draw_quadrants(d, &t);
	draw_points(d, &t);
	d->y = t.box.y + t.box.h + BOTTOM + (quadrants ? 16 : 0);
}
