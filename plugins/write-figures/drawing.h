/* drawing.h - a figure while it is drawn: what its table says, its colours, what stands around it. */
#ifndef DRAWING_H
#define DRAWING_H
#include <glane/plugin.h>
#include "plugins/shared/figure/figure.h"
#include "plugins/shared/say/say.h"
#include "svg.h"

enum { PALETTE_COLOUR, PALETTE_GREY };
typedef struct {
	int64_t width, dpi, most;	/* millimetres; pixels an inch; bars, rows, words of a figure */
	int palette;
	const char *formats;
} config;

enum { TITLE = 14, TEXT = SVG_SIZE, SMALL = 10 };	/* sizes of fonts, pixels */
enum { MAX_COLUMNS = 32, MAX_PANELS = 12, MAX_SERIES = 64 };

/* What became of a row of the table. */
enum { NOT_DRAWN, DRAWN, NO_LABEL };

typedef struct {
	glane_ctx *ctx;
	const glane_host *h;
	const config *o;
	const char *language;
	bool french;
	uint32_t n_grids;
	const glane_grid *const *grids;
	const glane_grid *grid;
	const glane_figure *figure;
	uint32_t n_columns;
	svg *s;
	double width, y;		/* y: below what has been drawn */
	uint32_t n_panels;
	uint8_t *state;			/* of each row of the grid */
	const char *id;			/* for ids inside the file */
	uint32_t n_series;		/* modalities of the colour, over all panels */
	glane_str *series;
	bool gaps;			/* a modality has no bar, as the table has no row for it */
} drawing;

/* Part of the figure: rows of one group. */
typedef struct { glane_str heading; uint32_t n; uint32_t *row; } panel;

/* data.c. What the map says: the column, or -1. */
int data_column(const drawing *d, const char *what);
int data_named(const glane_grid *g, const char *column);
bool data_number(const glane_grid *g, int column, uint32_t row, double *out);	/* false: missing, undefined, suppressed, no number */
glane_str data_text(const drawing *d, int column, uint32_t row);		/* as people read it; a key in words where the table has them */
/* `data_text` of the column and, where a key that nothing of the figure shows tells rows of the same text apart, that too. */
glane_str data_name(const drawing *d, int column, uint32_t row);
glane_str data_label(const drawing *d, int column);				/* heading with its unit */
bool data_shown(const drawing *d, uint32_t row);	/* false: not of the kind of words that is drawn */
/* Panels of the rows, by keys that the map doesn't name. */
uint32_t data_panels(const drawing *d, panel **out);
/* Modalities of the column in their declared order, else as they first come; -1: none. */
void data_series(drawing *d, int column);
uint32_t data_series_of(const drawing *d, int column, uint32_t row);
/* Distinct texts as they first come: *index[i] for row[i] of the panel, *first the row where each was first seen. Returns how many. */
uint32_t data_distinct(const drawing *d, const panel *p, int column, uint32_t **index, uint32_t **first);
const glane_grid *data_sibling(const drawing *d, const char *a, const char *b);	/* a table of the stage with these columns */
/* The numbers 0 … n - 1 by falling value, ties as they come. */
uint32_t *data_falling(const drawing *d, uint32_t n, const double *value);
glane_str data_mark(const drawing *d, const figure_scale *s, uint32_t i);

/* frame.c. */
const char *frame_colour(const drawing *d, uint32_t series);
void frame_paths(const drawing *d, const svg_path *path, uint32_t n);	/* strokes of n series, each in its colour */
const char *frame_shade(const drawing *d, double part, bool *dark);	/* -1 … 1 */
void frame_bar(const drawing *d, figure_box box, uint32_t series);	/* an area in the colour of a series */
/* Text cut to `room`; returns its width. */
double frame_text(const drawing *d, svg_place at, glane_str text, double room);
void frame_title(drawing *d);
void frame_heading(drawing *d, const panel *p);
void frame_legend(drawing *d, int column, bool marks);
/* An axis along the bottom of a box, with lines through it, its label between left and right; and the same up its left side. */
void frame_across(const drawing *d, const figure_scale *s, figure_box box, glane_str label, double left, double right);
void frame_upwards(const drawing *d, const figure_scale *s, figure_box box, glane_str label);
void frame_notes(drawing *d, const char *twin);

/* What draws a panel, below d->y, which it moves. */
void bars_draw(drawing *d, const panel *p);
void heat_draw(drawing *d, const panel *p);
void map_draw(drawing *d, const panel *p);
void tree_draw(drawing *d, const panel *p);
void network_draw(drawing *d, const panel *p);
void cloud_draw(drawing *d, const panel *p);
void strip_draw(drawing *d, const panel *p);

/* twin.c: what the figure was drawn from, as a table, with what became of each row. */
void twin_write(const drawing *d, glane_io *io);
#endif
