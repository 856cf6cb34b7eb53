/* svg.h - an SVG document while it is written, through libxml2. The body comes first and the height is known last. */
#ifndef SVG_H
#define SVG_H
#include <glane/plugin.h>

typedef struct svg svg;
enum { SVG_START, SVG_MIDDLE, SVG_END };	/* of a text: which part stands at x */

svg *svg_begin(glane_ctx *ctx);
void svg_open(svg *s, const char *element);
void svg_attr(svg *s, const char *name, const char *value);
void svg_number(svg *s, const char *name, double value);	/* to a tenth, without the locale */
void svg_close(svg *s);
void svg_line_end(svg *s);
/* What the elements of a group have in common; NULL, 0: as around it. `opacity` is the stroke's where there is a stroke, otherwise the fill's.
 * What shapes and texts below are told, and their group says already, isn't written again. */
enum { SVG_SIZE = 11 };			/* of texts, pixels, where nothing else is said */
typedef struct { const char *fill, *stroke; double width, opacity, size; int anchor; } svg_style;
void svg_group(svg *s, svg_style style);	/* ended by svg_close() */
/* Opens <a data-row="M">, M being the row of the figure's table, or of `table` of the same stage, that the marks inside stand for. Inert here; a
 * page that embeds the figure can make it a link. Ended by svg_close(). */
void svg_row(svg *s, const char *table, uint32_t row);
/* The shapes that figures need. stroke NULL: the colour of text. */
void svg_rect(svg *s, double x, double y, double w, double h, const char *fill);
void svg_stroke(svg *s, double x1, double y1, double x2, double y2, const char *stroke, double width);
/* The base line of the text is at y. cut: it ends with an ellipsis. */
typedef struct { double x, y, size; int anchor; bool bold, cut; const char *colour; double turn; } svg_place;
void svg_text(svg *s, svg_place at, glane_str text);
/* Path data: points are added, to a tenth. */
typedef struct { char *p; uint32_t n, room; } svg_path;
void svg_path_add(svg *s, svg_path *path, char command, uint32_t n, const double *number);
/* The mark number `shape` of the palette (circle, square, triangle …) around x, y, about as large as a circle of radius r. */
enum { SVG_SHAPES = 8 };
void svg_mark(svg *s, uint32_t shape, double x, double y, double r, const char *fill);
/* A `<title>` in the element that is open: what pointing at it shows, and screen readers say. */
void svg_says(svg *s, glane_str text);
typedef struct { const char *id, *language, *title, *desc; double width, height; } svg_head;
/* The whole file: bytes live as long as GLANE_SCRATCH. GLANE_OK, or the value of fail(). */
int svg_end(svg *s, const svg_head *head, glane_bytes *out);
#endif
