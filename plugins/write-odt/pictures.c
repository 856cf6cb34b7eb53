/* pictures.c - figures that an earlier writer drew, in the text as SVG, which LibreOffice shows, and as PNG, which Word does. */
#include "odt.h"
#include <stdlib.h>
#include <string.h>
#include "plugins/shared/figure/raster.h"

enum { WIDEST = 170, HIGHEST = 215, DPI = 200 };	/* millimetres; pixels an inch */

typedef struct { double width, height; } size;		/* in millimetres */

/* ---- Sizes -------------------------------------------------------------------------------------- */

/* The number of pixels that the outermost element says; 0: it doesn't. */
static double attribute(glane_bytes svg, const char *name)
{
	size_t n = strlen(name), i = 0;
	while (i + 4 < svg.n && memcmp(svg.p + i, "<svg", 4))
		i++;
	for (; i + n + 24 < svg.n && svg.p[i] != '>'; i++)
		if (!memcmp(svg.p + i, name, n)) {
			char digits[24] = { 0 };
			memcpy(digits, svg.p + i + n, sizeof digits - 1);
			double whole = 0, place = 1;
			bool after = false;
			for (const char *p = digits; (*p >= '0' && *p <= '9') || *p == '.'; p++) {
				if (*p == '.')
					after = true;
				else
					whole = 10 * whole + (*p - '0');
				place *= after && *p != '.' ? 10 : 1;
			}
			return whole / place;
		}
	return 0;
}

static size svg_size(glane_bytes svg)
{
	return (size){ attribute(svg, " width=\"") * 25.4 / 96, attribute(svg, " height=\"") * 25.4 / 96 };
}

/* A PNG says how many pixels it has, not how large they are: it is as wide as the text. */
static size png_size(glane_bytes png)
{
	double side[2] = { 0, 0 };
	for (size_t i = 0; i < 8 && png.n >= 24; i++)
		side[i / 4] = side[i / 4] * 256 + png.p[16 + i];
	return side[0] > 0 ? (size){ WIDEST, WIDEST * side[1] / side[0] } : (size){ 0, 0 };
}

static size fitted(size s)
{
	double by = s.width > WIDEST ? WIDEST / s.width : 1;
	by = s.height * by > HIGHEST ? HIGHEST / s.height : by;
	return (size){ s.width * by, s.height * by };
}

/* ---- SVG as PNG --------------------------------------------------------------------------------- */

#ifdef HAVE_RSVG
typedef struct { odt *o; unsigned char *p; size_t n, room; } bytes;

static void append(void *user, const void *p, size_t n)
{
	bytes *b = user;
	while (b->room - b->n < n) {
		size_t more = b->room ? b->room : 1 << 16;
		b->p = b->o->h->grow(b->o->ctx, GLANE_SCRATCH, b->p, b->room, more);
		b->room += more;
	}
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

/* Nothing where it can't be drawn: the document then has the SVG alone. */
static glane_bytes rasterised(odt *o, glane_bytes svg, size s)
{
	bytes out = { .o = o };
	bool well = raster_draw(svg, RASTER_PNG, s.width / svg_size(svg).width * DPI / 96, append, &out);
	return well ? (glane_bytes){ out.p, out.n } : (glane_bytes){ NULL, 0 };
}
#else
static glane_bytes rasterised(odt *o, glane_bytes svg, size s)
{
	(void)o, (void)svg, (void)s;
	return (glane_bytes){ NULL, 0 };
}
#endif

/* ---- In the text -------------------------------------------------------------------------------- */

static void add_part(odt *o, const char *name, const char *type, glane_bytes b)
{
	if (o->n_parts == o->room_parts) {
		uint32_t more = o->room_parts + 32;
		o->part = o->h->grow(o->ctx, GLANE_SCRATCH, o->part, o->room_parts * sizeof *o->part, more * sizeof *o->part);
		o->room_parts += more;
	}
	o->part[o->n_parts++] = (part){ name, type, b };
}

static void image(odt *o, const char *ending, const char *type, glane_bytes b)
{
	const char *name = join(o, decimal(o, "Pictures/figure", o->n_captions[CAPTION_FIGURE] + 1), ending, "");
	if (!b.n)
		return;
	add_part(o, name, type, b);
	markup_open(o, &o->text, "draw:image");
	markup_attr(o, &o->text, "xlink:href", name);
	markup_attr(o, &o->text, "xlink:type", "simple");
	markup_attr(o, &o->text, "xlink:show", "embed");
	markup_attr(o, &o->text, "xlink:actuate", "onLoad");
	markup_attr(o, &o->text, "draw:mime-type", type);
	markup_close(o, &o->text);
}

static const char *millimetres(const odt *o, double x)
{
	uint32_t tenths = (uint32_t)(x * 10 + 0.5);
	return join(o, decimal(o, "", tenths / 10), ".", join(o, decimal(o, "", tenths % 10), "mm", ""));
}

void pictures_write(odt *o, const glane_grid *g, const glane_figure *f)
{
	glane_bytes svg = { NULL, 0 }, png = { NULL, 0 };
	bool is_svg = o->h->artefact(o->ctx, "svg", g, f->name, &svg), is_png = o->h->artefact(o->ctx, "png", g, f->name, &png);
	const char *said = g->figure[f - g->def->figures], *title = said && *said ? said : f->name;
	size s = fitted(is_svg ? svg_size(svg) : is_png ? png_size(png) : (size){ 0, 0 });
	if (s.width < 1 || s.height < 1)
		return;
	if (is_svg && !is_png)
		png = rasterised(o, svg, s);
	text_open(o, "Figure_20_Picture");
	markup_open(o, &o->text, "draw:frame");
	markup_attr(o, &o->text, "draw:style-name", "Glane_20_Picture");
	markup_attr(o, &o->text, "draw:name", decimal(o, "Figure", o->n_captions[CAPTION_FIGURE] + 1));
	markup_attr(o, &o->text, "text:anchor-type", "as-char");
	markup_attr(o, &o->text, "svg:width", millimetres(o, s.width));
	markup_attr(o, &o->text, "svg:height", millimetres(o, s.height));
	if (is_svg)
		image(o, ".svg", "image/svg+xml", svg);
	image(o, ".png", "image/png", png);
	markup_open(o, &o->text, "svg:title");
	markup_text(o, &o->text, str(title));
	markup_close(o, &o->text);
	glane_str reading = g->n ? o->h->reading(o->ctx, g, GLANE_NONE) : str("");
	if (reading.n) {
		markup_open(o, &o->text, "svg:desc");
		markup_text(o, &o->text, reading);
		markup_close(o, &o->text);
	}
	markup_close(o, &o->text);
	markup_close(o, &o->text);
	text_caption(o, CAPTION_FIGURE, title);
}
