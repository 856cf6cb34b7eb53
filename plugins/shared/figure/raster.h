/* raster.h - SVG as PNG and PDF, by librsvg and cairo, where glane was configured with them. */
#ifndef RASTER_H
#define RASTER_H
#include <glane/plugin.h>

enum { RASTER_PNG, RASTER_PDF };
typedef void raster_sink(void *user, const void *p, size_t n);
/* Hands the picture on, piece by piece: of a PNG with `scale` pixels for each unit of the SVG (there are 96 an inch), on
 * white; a PDF as large as the SVG says. false: it can't be drawn, perhaps because it is too large. */
bool raster_draw(glane_bytes svg, int format, double scale, raster_sink *write, void *user);
#endif
