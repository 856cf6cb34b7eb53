/* network.c - a graph: words as marks, edges as lines. A table of edges is drawn; where the stage has a map of the same words, they
 * stand where they stand there, with its sizes and colours. */
#include "drawing.h"
#include <math.h>
#include <string.h>

/* row: of the table that has its place, or GLANE_NONE. */
typedef struct { glane_str name; double x, y, size; uint32_t series, row, part; } node;
typedef struct {
	uint32_t n, n_edges, *edge_row;
	node *at;
	figure_edge *edge;
	double most_weight;
	figure_box box;
} graph;

enum { MOST_NODES = 80, IN_PANELS = 50, MOST_EDGES = 160 };

static uint32_t find(const graph *g, glane_str name)
{
	uint32_t i = 0;
	while (i < g->n && (g->at[i].name.n != name.n || memcmp(g->at[i].name.p, name.p, name.n)))
		i++;
	return i;
}

/* Edges in order of what they count for: those of a spanning tree, then the heaviest. */
static uint32_t *by_weight(const drawing *d, const panel *p, int edge)
{
	int tree = data_named(d->grid, "tree");
	double *weight = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)p->n + 1) * sizeof *weight), most = 0;
	for (uint32_t i = 0; i < p->n; i++) {
		if (!data_number(d->grid, edge, p->row[i], &weight[i]))
			weight[i] = -1;
		most = weight[i] > most ? weight[i] : most;
	}
	for (uint32_t i = 0; i < p->n; i++)
		if (tree >= 0 && weight[i] > 0 && d->h->value(d->ctx, d->grid, (uint32_t)tree, p->row[i]).n)
			weight[i] += most;
	return data_falling(d, p->n, weight);
}

static void collect(drawing *d, const panel *p, graph *g)
{
	int a = data_column(d, "x"), b = data_column(d, "y"), edge = data_column(d, "edge");
	uint32_t *order = by_weight(d, p, edge), most = d->n_panels > 1 && data_named(d->grid, "tree") < 0 ? IN_PANELS : MOST_NODES;
	g->at = d->h->alloc(d->ctx, GLANE_SCRATCH, (MOST_NODES + 2) * sizeof *g->at);
	g->edge = d->h->alloc(d->ctx, GLANE_SCRATCH, MOST_EDGES * sizeof *g->edge);
	g->edge_row = d->h->alloc(d->ctx, GLANE_SCRATCH, MOST_EDGES * sizeof *g->edge_row);
	for (uint32_t i = 0; i < p->n && g->n_edges < MOST_EDGES; i++) {
		uint32_t row = p->row[order[i]], from, to, before = g->n;
		double weight = 1;
		if (edge >= 0 && (!data_number(d->grid, edge, row, &weight) || weight <= 0))
			continue;
		glane_str x = data_text(d, a, row), y = data_text(d, b, row);
		from = find(g, x);
		if (from == g->n)
			g->at[g->n++] = (node){ .name = x, .size = 1, .row = GLANE_NONE };
		to = find(g, y);
		if (to == g->n)
			g->at[g->n++] = (node){ .name = y, .size = 1, .row = GLANE_NONE };
		if (g->n > most || from == to) {
			g->n = before;
			continue;
		}
		g->most_weight = weight > g->most_weight ? weight : g->most_weight;
		g->edge[g->n_edges] = (figure_edge){ from, to, weight };
		g->edge_row[g->n_edges++] = row;
		d->state[row] = DRAWN;
	}
}

static const glane_figure *map_of(const glane_grid *g)
{
	for (const glane_figure *f = g->def->figures; f && f->name; f++)
		if (!strcmp(f->kind, "map"))
			return f;
	return NULL;
}

static bool same_group(const drawing *d, const glane_grid *g, uint32_t row, const panel *p)
{
	int theirs = data_named(g, "group"), mine = data_named(d->grid, "group");
	return theirs < 0 || mine < 0 || !p->n || !strcmp(d->h->value(d->ctx, g, (uint32_t)theirs, row).p,
		d->h->value(d->ctx, d->grid, (uint32_t)mine, p->row[0]).p);
}

/* Places, sizes and colours from another table's map; false: there is none that has every word. */
static bool from_map(drawing *d, const panel *p, graph *g, drawing *map)
{
	uint32_t found = 0;
	for (uint32_t i = 0; i < d->n_grids; i++) {
		*map = *d;
		map->grid = d->grids[i];
		map->figure = map_of(map->grid);
		if (map->grid == d->grid || !map->figure || strcmp(map->grid->stage, d->grid->stage) || strcmp(map->grid->by, d->grid->by))
			continue;
		map->n_columns = 0;
		while (map->grid->def->columns[map->n_columns].name)
			map->n_columns++;
		int x = data_column(map, "x"), y = data_column(map, "y"), label = data_column(map, "label");
		int size = data_column(map, "size"), colour = data_column(map, "colour");
		data_series(map, colour);
		for (uint32_t r = 0; r < map->grid->n; r++) {
			uint32_t k = same_group(d, map->grid, r, p) ? find(g, data_text(map, label, r)) : g->n;
			double up;
			if (k == g->n || !data_number(map->grid, x, r, &g->at[k].x) || !data_number(map->grid, y, r, &up))
				continue;
			g->at[k].y = -up;
			g->at[k].row = r;
			g->at[k].series = colour < 0 ? 0 : data_series_of(map, colour, r);
			data_number(map->grid, size, r, &g->at[k].size);
			found++;
		}
		if (found == g->n)
			return true;
	}
	return false;
}

/* ---- Without given places: parts that hang together are laid out by springs, each alone, the largest first, and stand in lines ------- */

typedef struct { uint32_t n, *member; double w, h, *x, *y, side; } part;

/* Numbers the parts of the graph; returns how many there are. */
static uint32_t parts_of(graph *g)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < g->n; i++)
		g->at[i].part = i;
	for (bool again = true; again; ) {
		again = false;
		for (uint32_t e = 0; e < g->n_edges; e++) {
			uint32_t *a = &g->at[g->edge[e].a].part, *b = &g->at[g->edge[e].b].part;
			again |= *a != *b;
			*a = *b = *a < *b ? *a : *b;
		}
	}
	for (uint32_t i = 0; i < g->n; i++)
		g->at[i].part = g->at[i].part == i ? n++ : g->at[g->at[i].part].part;
	return n;
}

/* Places inside a part, from its upper left corner. About as far apart as names need. */
static void lay_out_part(const drawing *d, const graph *g, uint32_t number, part *p)
{
	uint32_t *local = d->h->alloc(d->ctx, GLANE_SCRATCH, g->n * sizeof *local), n_edges = 0;
	figure_edge *edge = d->h->alloc(d->ctx, GLANE_SCRATCH, g->n_edges * sizeof *edge);
	p->member = d->h->alloc(d->ctx, GLANE_SCRATCH, g->n * sizeof *p->member);
	p->side = 0;
	for (uint32_t i = 0; i < g->n; i++)
		if (g->at[i].part == number) {
			double w = figure_width(g->at[i].name, TEXT, false) + 8;
			p->side = w > p->side ? w : p->side;
			local[i] = p->n;
			p->member[p->n++] = i;
		}
	for (uint32_t e = 0; e < g->n_edges; e++)
		if (g->at[g->edge[e].a].part == number)
			edge[n_edges++] = (figure_edge){ local[g->edge[e].a], local[g->edge[e].b], g->edge[e].weight };
	p->x = d->h->alloc(d->ctx, GLANE_SCRATCH, (size_t)p->n * 4 * sizeof *p->x);
	p->y = p->x + p->n;
	figure_network(p->n, p->x, p->y, n_edges, edge, p->x + (size_t)2 * p->n);
	p->side = p->side > 90 ? 90 : p->side;
	double room = d->width - 2 * p->side - 4, root = sqrt((double)p->n - 1);
	p->w = p->n == 2 ? 36 : 80 * root > room ? room : 80 * root;
	p->h = p->n == 2 ? 0 : p->n == 3 ? 34 : 52 * root;
	for (uint32_t i = 0; i < p->n; i++) {
		p->x[i] *= p->w;
		p->y[i] = p->n == 2 ? 0 : p->y[i] * p->h;
	}
}

static void by_springs(drawing *d, graph *g)
{
	enum { HIGH = 12 };			/* above and below a part, for names */
	uint32_t n = parts_of(g), used = 0;
	part *p = d->h->alloc(d->ctx, GLANE_SCRATCH, n * sizeof *p);
	double *size = d->h->alloc(d->ctx, GLANE_SCRATCH, n * sizeof *size), y = d->y + 14;
	for (uint32_t i = 0; i < n; i++) {
		lay_out_part(d, g, i, &p[i]);
		size[i] = p[i].n;
	}
	uint32_t *order = data_falling(d, n, size);
	while (used < n) {
		uint32_t in = 0;
		double wide = 0, high = 0, w;
		while (used + in < n && (w = p[order[used + in]].w + 2 * p[order[used + in]].side, !in || wide + w <= d->width)) {
			wide += w;
			high = p[order[used + in]].h > high ? p[order[used + in]].h : high;
			in++;
		}
		double gap = in > 1 ? (d->width - wide) / in : 0, x = in > 1 ? gap / 2 : (d->width - wide) / 2;
		for (uint32_t i = used; i < used + in; i++) {
			const part *q = &p[order[i]];
			for (uint32_t k = 0; k < q->n; k++) {
				g->at[q->member[k]].x = x + q->side + q->x[k];
				g->at[q->member[k]].y = y + HIGH + (high - q->h) / 2 + q->y[k];
			}
			x += q->w + 2 * q->side + gap;
		}
		y += high + 2 * HIGH;
		used += in;
	}
	g->box = (figure_box){ 0, d->y + 14, d->width, y - d->y - 14 };
	for (uint32_t i = 0; i < g->n; i++) {
		g->at[i].size = 0;
		g->at[i].series = 0;	/* a map that lacked some word may have set it */
		g->at[i].row = GLANE_NONE;
	}
	for (uint32_t e = 0; e < g->n_edges; e++) {
		g->at[g->edge[e].a].size += g->edge[e].weight;
		g->at[g->edge[e].b].size += g->edge[e].weight;
	}
}

static void into_box(graph *g)
{
	double x0 = g->at[0].x, x1 = x0, y0 = g->at[0].y, y1 = y0;
	for (uint32_t i = 0; i < g->n; i++) {
		x0 = g->at[i].x < x0 ? g->at[i].x : x0;
		x1 = g->at[i].x > x1 ? g->at[i].x : x1;
		y0 = g->at[i].y < y0 ? g->at[i].y : y0;
		y1 = g->at[i].y > y1 ? g->at[i].y : y1;
	}
	for (uint32_t i = 0; i < g->n; i++) {
		g->at[i].x = g->box.x + (x1 > x0 ? (g->at[i].x - x0) / (x1 - x0) : 0.5) * g->box.w;
		g->at[i].y = g->box.y + (y1 > y0 ? (g->at[i].y - y0) / (y1 - y0) : 0.5) * g->box.h;
	}
}

static void draw_edges(drawing *d, const graph *g)
{
	int edge = data_column(d, "edge");
	svg_group(d->s, (svg_style){ .stroke = "#8c8c8c", .opacity = 0.6 });
	for (uint32_t e = 0; e < g->n_edges; e++) {
		const node *a = &g->at[g->edge[e].a], *b = &g->at[g->edge[e].b];
		double k = g->most_weight > 0 ? g->edge[e].weight / g->most_weight : 1;
		svg_row(d->s, NULL, g->edge_row[e]);
		svg_says(d->s, say_str(say_join(d->ctx, say_join(d->ctx, a->name.p, " – ", b->name.p), ", ",
		                                data_text(d, edge, g->edge_row[e]).p)));
		svg_stroke(d->s, a->x, a->y, b->x, b->y, "#8c8c8c", 0.6 + 3.4 * k);
		svg_close(d->s);
		svg_line_end(d->s);
	}
	svg_close(d->s);
}

/* A name stands rather on the side where its word has no neighbours. */
static void choose_sides(const drawing *d, const graph *g, const uint32_t *order, figure_label *l)
{
	double *pull = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)g->n + 1) * sizeof *pull);
	for (uint32_t e = 0; e < g->n_edges; e++) {
		const figure_edge *k = &g->edge[e];
		pull[k->a] += g->at[k->b].x - g->at[k->a].x;
		pull[k->b] += g->at[k->a].x - g->at[k->b].x;
	}
	for (uint32_t k = 0; k < g->n; k++)
		l[k].left = pull[order[k]] > 0;
}

static void draw_node(drawing *d, const node *v, const figure_label *l, const char *table)
{
	if (v->row == GLANE_NONE)
		svg_open(d->s, "g");
	else
		svg_row(d->s, table, v->row);
	if (!l->shown)
		svg_says(d->s, v->name);
	svg_mark(d->s, v->series, v->x, v->y, l->r, frame_colour(d, v->series));
	if (l->shown)
		frame_text(d, (svg_place){ .x = l->box.x, .y = l->box.y + l->h - 3.5, .size = TEXT }, v->name, 151);
	svg_close(d->s);
	svg_line_end(d->s);
}

static void draw_nodes(drawing *d, graph *g, const char *table)
{
	double *size = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)g->n + 1) * sizeof *size), most = 0;
	figure_label *l = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)g->n + 1) * sizeof *l);
	bool *named = d->h->alloc(d->ctx, GLANE_SCRATCH, (size_t)g->n + 1);
	for (uint32_t i = 0; i < g->n; i++) {
		size[i] = g->at[i].size;
		most = size[i] > most ? size[i] : most;
	}
	uint32_t *order = data_falling(d, g->n, size);
	for (uint32_t k = 0; k < g->n; k++) {
		const node *v = &g->at[order[k]];
		double w = figure_width(v->name, TEXT, false);
		l[k] = (figure_label){ .x = v->x, .y = v->y, .r = 2.5 + 5 * sqrt(most > 0 ? v->size / most : 0),
			.w = w > 150 ? 150 : w + 2, .h = TEXT + 3 };
	}
	choose_sides(d, g, order, l);
	figure_label_all((figure_box){ 0, g->box.y - 16, d->width, g->box.h + 32 }, g->n, l, 0, NULL);
	for (uint32_t k = g->n; k-- > 0; ) {
		draw_node(d, &g->at[order[k]], &l[k], table);
		named[order[k]] = l[k].shown;
	}
	for (uint32_t e = 0; e < g->n_edges; e++)
		if (!named[g->edge[e].a] || !named[g->edge[e].b])
			d->state[g->edge_row[e]] = NO_LABEL;
}

void network_draw(drawing *d, const panel *p)
{
	graph g = { 0 };
	drawing map;
	const char *table = NULL;
	collect(d, p, &g);
	if (!g.n)
		return;
	if (from_map(d, p, &g, &map)) {
		if (map.n_series > 1) {
			drawing said = map;
			frame_legend(&said, data_column(&map, "colour"), true);
			d->y = said.y;
		}
		table = map.grid->def->name;
		g.box = (figure_box){ 60, d->y + 24, d->width - 120, g.n < 12 ? d->width * 0.45 : d->width * 0.8 };
		into_box(&g);
	} else {
		by_springs(d, &g);
	}
	draw_edges(d, &g);
	draw_nodes(d, &g, table);
	d->y = g.box.y + g.box.h + 24;
}
