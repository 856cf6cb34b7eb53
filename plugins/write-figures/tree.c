/* tree.c - a dendrogram from left to right, its leaves with their names and, where the stage has a table of what is said in each, their
 * first words. */
#include "drawing.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
	int node, parent, height, label, size;
	uint32_t n, *row, *order, leaves;
	figure_node *knot;
	double *y, step;		/* of each node; between leaves */
	uint32_t *number;		/* of leaves that have a name: that of their colour */
	double left, right, top, bottom;	/* of the drawing, without names */
	int lines;			/* of words of a leaf */
	figure_scale scale;
} tree;

enum { NAMES = 13, NAMELESS = 20, LINE = 13, MOST_HEIGHT = 4000 };

static uint32_t node_named(const drawing *d, const tree *t, glane_str name)
{
	for (uint32_t i = 0; i < t->n && name.n; i++)
		if (!strcmp(d->h->value(d->ctx, d->grid, (uint32_t)t->node, t->row[i]).p, name.p))
			return i;
	return GLANE_NONE;
}

static bool has_name(const drawing *d, const tree *t, uint32_t i)
{
	return d->h->value(d->ctx, d->grid, (uint32_t)t->label, t->row[i]).n > 0;
}

/* Leaves without a name are what is in no class, and most of them are tiny: where two leaves or more have names, only these are drawn, and
 * a knot that one branch is left of is none. Rows that go are taken out of t->row; the parents of the others are those above. */
static void prune(const drawing *d, tree *t, uint32_t *parent)
{
	uint32_t *children = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *children), named = 0, n = 0;
	uint32_t *now = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *now);
	bool *gone = d->h->alloc(d->ctx, GLANE_SCRATCH, (size_t)t->n + 1), again = true;
	for (uint32_t i = 0; i < t->n; i++)
		if (parent[i] != GLANE_NONE)
			children[parent[i]]++;
	for (uint32_t i = 0; i < t->n; i++)
		named += !children[i] && has_name(d, t, i);
	while (named > 1 && again) {
		again = false;
		for (uint32_t i = 0; i < t->n; i++)
			if (!gone[i] && !children[i] && !has_name(d, t, i)) {
				gone[i] = again = true;
				if (parent[i] != GLANE_NONE)
					children[parent[i]]--;
			}
	}
	for (uint32_t i = 0; named > 1 && i < t->n; i++)
		gone[i] |= children[i] == 1 && !has_name(d, t, i);
	for (uint32_t i = 0; i < t->n; i++) {
		now[i] = n;
		n += !gone[i];
	}
	for (uint32_t i = 0; i < t->n; i++) {
		if (gone[i])
			continue;
		uint32_t up = parent[i];
		for (uint32_t steps = 0; up != GLANE_NONE && gone[up] && steps < t->n; steps++)
			up = parent[up];
		t->row[now[i]] = t->row[i];
		t->knot[now[i]].parent = up == GLANE_NONE || gone[up] ? GLANE_NONE : now[up];
	}
	t->n = n;
}

static bool collect(drawing *d, const panel *p, tree *t)
{
	double most = 0, v;
	uint32_t *parent = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)p->n + 1) * sizeof *parent);
	t->n = p->n;
	t->row = p->row;
	t->knot = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *t->knot);
	t->order = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *t->order);
	for (uint32_t i = 0; i < t->n; i++) {
		parent[i] = node_named(d, t, d->h->value(d->ctx, d->grid, (uint32_t)t->parent, t->row[i]));
		if (parent[i] == i)
			parent[i] = GLANE_NONE;
	}
	prune(d, t, parent);
	for (uint32_t i = 0; i < t->n; i++)
		if (data_number(d->grid, t->height, t->row[i], &v) && v > most)
			most = v;
	t->scale = figure_scale_linear(0, most, d->width < 400 ? 3 : 6, true);
	t->leaves = figure_tree(t->n, t->knot, t->order);
	return t->leaves > 0;
}

/* ---- First words of a class ------------------------------------------------------------------------- */

static const char *profile(const drawing *d, const tree *t, const glane_grid *words, uint32_t row)
{
	const char *label = d->grid->def->columns[t->label].name, *said = "";
	const char *mine = d->h->value(d->ctx, d->grid, (uint32_t)t->label, row).p;
	uint32_t n = 0;
	int class = data_named(words, label), form = data_named(words, "form"), score = data_named(words, "chi2"), kind = data_named(words, "kind");
	const char *first_kind = NULL;
	for (uint32_t r = 0; r < words->n && n < 14; r++) {
		double v = 1;
		if (strcmp(d->h->value(d->ctx, words, (uint32_t)class, r).p, mine))
			continue;
		const char *of = kind < 0 ? "" : d->h->value(d->ctx, words, (uint32_t)kind, r).p;
		first_kind = first_kind ? first_kind : of;
		if (strcmp(of, first_kind) || (score >= 0 && (!data_number(words, score, r, &v) || v <= 0)))
			continue;
		said = say_join(d->ctx, said, n++ ? ", " : "", d->h->cell(d->ctx, words, (uint32_t)form, r).p);
	}
	return said;
}

static glane_str leaf_name(const drawing *d, const tree *t, uint32_t row)
{
	glane_str name = data_text(d, t->label, row), size = data_text(d, t->size, row);
	/* "Class 2" rather than "2"; what is in none is in none. */
	if (!name.n)
		name = say_str("\u2013");
	else if (strspn(name.p, "0123456789") == name.n)
		name = say_str(say_join(d->ctx, d->grid->column[t->label].label, " ", name.p));
	return size.n ? say_str(say_join(d->ctx, name.p, " (", say_join(d->ctx, size.p, ")", ""))) : name;
}

/* ---- Drawing ---------------------------------------------------------------------------------------- */

static double x_of(const drawing *d, const tree *t, uint32_t i)
{
	double v;
	data_number(d->grid, t->height, t->row[i], &v);
	return t->knot[i].children ? figure_place(&t->scale, v, t->right, t->left) : t->right;
}

/* Heights: of leaves `step`, of those without a name, which have no words beside them, less; of others the middle of their children's. */
static void places(const drawing *d, tree *t)
{
	uint32_t *leaf = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->leaves + 1) * sizeof *leaf);
	t->y = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *t->y);
	for (uint32_t i = 0; i < t->n; i++)
		if (!t->knot[i].children)
			leaf[(uint32_t)t->knot[i].at] = i;
	t->number = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)t->n + 1) * sizeof *t->number);
	t->bottom = t->top;
	uint32_t named = 0;
	for (uint32_t k = 0; k < t->leaves; k++) {
		double h = t->step > NAMELESS && !has_name(d, t, leaf[k]) ? NAMELESS : t->step;
		t->y[leaf[k]] = t->bottom + h / 2;
		t->bottom += h;
		/* Class 3 has the third colour wherever its branch is; names that are no numbers have theirs from the top. */
		const char *name = d->h->value(d->ctx, d->grid, (uint32_t)t->label, t->row[leaf[k]]).p;
		bool number = *name && strlen(name) < 6 && strspn(name, "0123456789") == strlen(name) && strcmp(name, "0");
		t->number[leaf[k]] = number ? (uint32_t)strtoul(name, NULL, 10) - 1 : named;
		named += has_name(d, t, leaf[k]);
	}
	for (uint32_t k = t->n; k-- > 0; ) {
		uint32_t i = t->order[k], up = t->knot[i].parent;
		if (t->knot[i].children)
			t->y[i] /= t->knot[i].children;
		if (up != GLANE_NONE)
			t->y[up] += t->y[i];
	}
}

/* A node's branch, from the knot above it to its own height, leads to its row. */
static void branches(drawing *d, const tree *t)
{
	svg_group(d->s, (svg_style){ .fill = "none", .stroke = "currentColor", .width = 1.2 });
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t up = t->knot[i].parent;
		d->state[t->row[i]] = DRAWN;
		if (up == GLANE_NONE)
			continue;
		svg_path path = { 0 };
		double from[] = { x_of(d, t, i), t->y[i] }, to[] = { x_of(d, t, up), t->y[up] };
		svg_path_add(d->s, &path, 'M', 2, from);
		svg_path_add(d->s, &path, 'H', 1, to);
		svg_path_add(d->s, &path, 'V', 1, to + 1);
		svg_row(d->s, NULL, t->row[i]);
		svg_open(d->s, "path");
		svg_attr(d->s, "d", path.p);
		svg_close(d->s);
		svg_close(d->s);
	}
	svg_close(d->s);
	svg_line_end(d->s);
}

/* Its name, and its first words in as many lines as there are. */
static void leaf(drawing *d, const tree *t, const glane_grid *words, uint32_t i)
{
	double x = t->right + 8, y = t->y[i], room = d->width - x;
	glane_str name = leaf_name(d, t, t->row[i]);
	if (t->step < NAMES) {
		d->state[t->row[i]] = NO_LABEL;
		return;
	}
	svg_row(d->s, NULL, t->row[i]);
	if (!words || !has_name(d, t, i)) {
		frame_text(d, (svg_place){ .x = x, .y = y + 4, .size = TEXT }, name, room);
		svg_close(d->s);
		return;
	}
	y -= (t->lines - 1) * LINE / 2.0 + 9;
	svg_mark(d->s, t->number[i], x + 5, y, 5, frame_colour(d, t->number[i]));
	frame_text(d, (svg_place){ .x = x + 16, .y = y + 4, .size = TEXT, .bold = true }, name, room - 16);
	glane_str text = say_str(profile(d, t, words, t->row[i]));
	svg_group(d->s, (svg_style){ .size = SMALL });
	for (int line = 0; line < t->lines && text.n; line++) {
		uint32_t n = line == t->lines - 1 ? text.n : figure_line(text, SMALL, false, room);
		frame_text(d, (svg_place){ .x = x, .y = y + 6 + (line + 1) * LINE, .size = SMALL }, (glane_str){ text.p, n }, room);
		n += n < text.n && text.p[n] == ' ';
		text = (glane_str){ text.p + n, text.n - n };
	}
	svg_close(d->s);
	svg_close(d->s);
}

/* Heights grow to the left. The names' numbers in brackets are said below them. */
static void axis(drawing *d, const tree *t)
{
	figure_scale back = t->scale;
	double last = -1e9;
	back.low = t->scale.high;
	back.high = t->scale.low;
	for (uint32_t i = t->scale.n; i-- > 0; ) {
		double x = figure_place(&back, figure_mark(&t->scale, i), t->left, t->right);
		glane_str mark = data_mark(d, &t->scale, i);
		double half = figure_width(mark, SMALL, false) / 2, at = x < half ? half : x;
		svg_stroke(d->s, x, t->bottom, x, t->bottom + 4, NULL, 0.7);
		if (at - half < last + 4)
			continue;
		svg_text(d->s, (svg_place){ .x = at, .y = t->bottom + 15, .size = SMALL, .anchor = SVG_MIDDLE }, mark);
		last = at + half;
	}
	svg_stroke(d->s, t->left, t->bottom, t->right, t->bottom, NULL, 0.7);
	frame_text(d, (svg_place){ .x = t->left, .y = t->bottom + 31, .size = TEXT }, data_label(d, t->height), d->width - t->left);
	/* The number at the axis' end is that of nought, which stands out by half its width. */
	double x = last + 8 > t->right + 8 ? last + 8 : t->right + 8;
	if (t->size >= 0 && t->step >= NAMES)
		frame_text(d, (svg_place){ .x = x, .y = t->bottom + 15, .size = SMALL },
		           say_str(say_join(d->ctx, "(", data_label(d, t->size).p, ")")), d->width - x);
}

void tree_draw(drawing *d, const panel *p)
{
	tree t = { .node = data_column(d, "node"), .parent = data_column(d, "parent"), .height = data_column(d, "y"),
	           .label = data_column(d, "label"), .size = data_column(d, "size") };
	double widest = 0;
	if (t.node < 0 || t.parent < 0 || t.label < 0 || !collect(d, p, &t))
		return;
	const char *label = d->grid->def->columns[t.label].name;
	const glane_grid *words = t.leaves <= 40 ? data_sibling(d, label, "form") : NULL;
	for (uint32_t i = 0; i < t.n; i++)
		if (!t.knot[i].children) {
			double w = figure_width(leaf_name(d, &t, t.row[i]), TEXT, false) + 10;
			widest = w > widest ? w : widest;
		}
	widest = words ? d->width * 0.6 : widest > d->width * 0.45 ? d->width * 0.45 : widest;
	t.lines = d->width < 400 ? 4 : 2;
	t.step = words ? t.lines * LINE + 32 : t.leaves * 17.0 <= MOST_HEIGHT ? 17 : (double)MOST_HEIGHT / t.leaves;
	t.left = 12;
	t.right = d->width - widest;
	t.top = d->y + 8;
	places(d, &t);
	if (t.height >= 0)
		axis(d, &t);
	branches(d, &t);
	for (uint32_t i = 0; i < t.n; i++)
		if (!t.knot[i].children) {
			leaf(d, &t, words, i);
			svg_line_end(d->s);
		}
	d->y = t.bottom + (t.height >= 0 ? 38 : 8);
}
