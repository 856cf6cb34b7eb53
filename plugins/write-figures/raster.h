/* raster.h - SVG as PNG and PDF, by librsvg and cairo, where glane was configured with them. */
#ifndef RASTER_H
#define RASTER_H
#include <glane/plugin.h>

enum { RASTER_PNG, RASTER_PDF };
/* Writes the picture to `out`, of a PNG with so many pixels an inch on white. GLANE_OK or the value of fail(). */
int raster_write(glane_ctx *ctx, int format, glane_bytes svg, int64_t dpi, glane_io *out);
#endif
