/* figure.h - the geometry of figures, apart from how they are written: widths of texts, scales, where labels, leaves, nodes
 * and words stand. Lengths are in pixels, x to the right, y down. The same input gives the same places: nothing is drawn by lot, and
 * ties are those of the caller's order. */
#ifndef FIGURE_H
#define FIGURE_H
#include <glane/plugin.h>

/* advance.c. Widths are those of FIGURE_FONT's first font. */
#define FIGURE_FONT "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"
double figure_width(glane_str text, double size, bool bold);
/* How many bytes of the text fit into `room`: all, or so many that an ellipsis fits behind them. */
uint32_t figure_fit(glane_str text, double size, bool bold, double room);
/* How many bytes the first line has where lines may be broken at blanks (a longer word is cut); at least one of a text that has any. */
uint32_t figure_line(glane_str text, double size, bool bold, double room);

/* scale.c. A scale with round marks: 1, 2 or 5 times a power of ten apart, `about` so many. */
typedef struct {
	double low, high, step;		/* of values; of a logarithmic scale: of their decimal logarithms */
	double first;			/* the value at the first mark; a logarithmic scale's begin at low */
	uint32_t n;			/* marks */
	int decimals;			/* that their numbers need */
	bool log;
} figure_scale;
/* From least to most, rounded outwards to marks; zero: 0 is on it. */
figure_scale figure_scale_linear(double least, double most, uint32_t about, bool zero);
/* From least to most as they are, with the round marks between them. */
figure_scale figure_scale_tight(double least, double most, uint32_t about);
/* Marks at 1, 2, 5, 10 …; least > 0. */
figure_scale figure_scale_log(double least, double most);
double figure_mark(const figure_scale *s, uint32_t i);	/* the value at mark i < s->n */
/* Where a value stands if the scale lies between the places `from` and `to`. */
double figure_place(const figure_scale *s, double value, double from, double to);

/* labels.c. */
typedef struct { double x, y, w, h; } figure_box;
bool figure_overlap(figure_box a, figure_box b);
typedef struct {
	double x, y, r;			/* the mark that is named, and its radius */
	double w, h;			/* of its text; w 0: it has none */
	bool must;			/* rather over marks than not at all */
	bool left;			/* rather to the left of its mark than to the right */
	figure_box box;			/* out: where the text stands */
	bool shown, far;		/* out; far: not beside its mark, so that a line should lead there */
} figure_label;
/* Places texts beside their marks, the first label first: inside the frame, over no other text and no mark; one for which no
 * place is found isn't shown (one that must be may cover marks, never another text). At most FIGURE_LABELS are tried. Of strokes that
 * would cross out what is written on them (n_strokes boxes, which may be 0) texts keep clear where another place is free. */
enum { FIGURE_LABELS = 1000 };
void figure_label_all(figure_box frame, uint32_t n, figure_label *label, uint32_t n_strokes, const figure_box *stroke);

/* words.c. Words of a cloud, the first in the middle, each in the nearest free place on a spiral. box[i].w, .h: in; .x, .y: out; shown[i]: whether
 * there was room inside the frame. */
void figure_cloud(figure_box frame, uint32_t n, figure_box *box, bool *shown);

/* tree.c. */
typedef struct {
	uint32_t parent;		/* a node, or GLANE_NONE */
	double at;			/* out: of a leaf its place, 0 to leaves - 1; of others the middle of their children's */
	uint32_t children;		/* out */
} figure_node;
/* Children come in the order of the nodes. Returns the number of leaves; 0: there are none, or nodes are their own ancestors. order: room
 * for n; out: the nodes, parents first. */
uint32_t figure_tree(uint32_t n, figure_node *node, uint32_t *order);

/* network.c. Places nodes in the unit square: linked ones near each other, all apart (Fruchterman and Reingold 1991, from a
 * circle, with a fixed number of steps). weight > 0. move: room for 2 n. */
typedef struct { uint32_t a, b; double weight; } figure_edge;
void figure_network(uint32_t n, double *x, double *y, uint32_t n_edges, const figure_edge *edge, double *move);
#endif
