/* svg.c - an SVG document while it is written. */
#include "svg.h"
#include <libxml/xmlwriter.h>
#include <math.h>
#include <string.h>
#include "plugins/shared/figure/figure.h"

enum { DEPTH = 16 };

struct svg {
	glane_ctx *ctx;
	xmlBuffer *buffer;
	xmlTextWriter *writer;
	bool bad;			/* want of memory, which libxml2 tells */
	uint32_t depth;
	svg_style style[DEPTH];		/* of the elements that are open, the file's first */
};

static const svg_style plain = { .fill = "currentColor", .stroke = "none", .width = 1, .opacity = 1, .size = SVG_SIZE };

static void check(svg *s, int said)
{
	s->bad |= said < 0;
}

svg *svg_begin(glane_ctx *ctx)
{
	svg *s = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *s);
	s->ctx = ctx;
	s->buffer = xmlBufferCreate();
	s->writer = s->buffer ? xmlNewTextWriterMemory(s->buffer, 0) : NULL;
	s->bad = !s->writer;
	s->style[0] = plain;
	return s;
}

static const svg_style *style_of(const svg *s)
{
	return &s->style[s->depth < DEPTH ? s->depth : DEPTH - 1];
}

void svg_open(svg *s, const char *element)
{
	svg_style outer = *style_of(s);
	if (++s->depth < DEPTH)
		s->style[s->depth] = outer;
	if (!s->bad)
		check(s, xmlTextWriterStartElement(s->writer, (const xmlChar *)element));
}

void svg_attr(svg *s, const char *name, const char *value)
{
	if (!s->bad)
		check(s, xmlTextWriterWriteAttribute(s->writer, (const xmlChar *)name, (const xmlChar *)value));
}

/* A tenth of a pixel is less than anybody sees; printf would ask the locale for the point. */
static uint32_t number_text(char out[32], double value)
{
	double limited = value > 1e9 ? 1e9 : value < -1e9 ? -1e9 : value;
	int64_t v = llround(limited * 10);
	uint64_t u = v < 0 ? (uint64_t)-v : (uint64_t)v;
	char digit[24];
	uint32_t n = 0, d = 0;
	if (v < 0)
		out[n++] = '-';
	for (uint64_t w = u / 10; w; w /= 10)
		digit[d++] = (char)('0' + w % 10);
	if (!u)
		digit[d++] = '0';
	while (d)
		out[n++] = digit[--d];
	if (u % 10) {
		out[n++] = '.';
		out[n++] = (char)('0' + u % 10);
	}
	out[n] = 0;
	return n;
}

void svg_number(svg *s, const char *name, double value)
{
	char text[32];
	number_text(text, value);
	svg_attr(s, name, text);
}

void svg_close(svg *s)
{
	s->depth -= s->depth > 0;
	if (!s->bad)
		check(s, xmlTextWriterEndElement(s->writer));
}

void svg_line_end(svg *s)
{
	if (!s->bad)
		check(s, xmlTextWriterWriteRaw(s->writer, (const xmlChar *)"\n"));
}

/* Text of interviews may hold characters that XML doesn't allow. */
static void write_text(svg *s, glane_str text, bool cut)
{
	char *out = s->ctx->host->alloc(s->ctx, GLANE_SCRATCH, (size_t)text.n + 4);
	for (uint32_t i = 0; i < text.n; i++)
		out[i] = (unsigned char)text.p[i] < 0x20 ? ' ' : text.p[i];
	memcpy(out + text.n, cut ? "\u2026" : "", cut ? 4 : 1);
	/* U+FFFE and U+FFFF are three bytes that XML doesn't allow either. */
	for (char *p = out; (p = strstr(p, "\xef\xbf")); p += 3)
		if ((unsigned char)p[2] >= 0xbe)
			memcpy(p, "\xef\xbf\xbd", 3);
	if (!s->bad)
		check(s, xmlTextWriterWriteString(s->writer, (const xmlChar *)out));
}

static void element(svg *s, const char *name, glane_str text)
{
	svg_open(s, name);
	write_text(s, text, false);
	svg_close(s);
}

void svg_says(svg *s, glane_str text)
{
	element(s, "title", text);
}

/* ---- Shapes ----------------------------------------------------------------------------------- */

static bool equal(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

void svg_group(svg *s, svg_style style)
{
	static const char *const anchors[] = { "start", "middle", "end" };
	svg_open(s, "g");
	svg_style *now = &s->style[s->depth < DEPTH ? s->depth : DEPTH - 1];
	if (style.fill)
		svg_attr(s, "fill", now->fill = style.fill);
	if (style.stroke)
		svg_attr(s, "stroke", now->stroke = style.stroke);
	if (style.width > 0)
		svg_number(s, "stroke-width", now->width = style.width);
	if (style.opacity > 0) {
		now->opacity = style.opacity;
		svg_number(s, style.stroke ? "stroke-opacity" : "fill-opacity", style.opacity);
	}
	if (style.size > 0)
		svg_number(s, "font-size", now->size = style.size);
	if (style.anchor)
		svg_attr(s, "text-anchor", anchors[now->anchor = style.anchor]);
}

/* The attribute, unless the group around says the same. */
static void colour(svg *s, const char *attribute, const char *value, const char *around)
{
	if (strcmp(value, around))
		svg_attr(s, attribute, value);
}

void svg_row(svg *s, const char *table, uint32_t row)
{
	char text[16], *p = text + 15;
	*p = 0;
	do
		*--p = (char)('0' + row % 10);
	while (row /= 10);
	svg_open(s, "a");
	svg_attr(s, "data-row", p);
	if (table)
		svg_attr(s, "data-of", table);
}

void svg_rect(svg *s, double x, double y, double w, double h, const char *fill)
{
	svg_open(s, "rect");
	svg_number(s, "x", x);
	svg_number(s, "y", y);
	svg_number(s, "width", w);
	svg_number(s, "height", h);
	colour(s, "fill", fill, style_of(s)->fill);
	svg_close(s);
}

void svg_stroke(svg *s, double x1, double y1, double x2, double y2, const char *stroke, double width)
{
	svg_path path = { 0 };
	double at[] = { x1, y1, x2, y2 };
	svg_path_add(s, &path, 'M', 2, at);
	/* Upright and level lines, which are most, in fewer bytes. */
	if (equal(x1, x2))
		svg_path_add(s, &path, 'V', 1, at + 3);
	else if (equal(y1, y2))
		svg_path_add(s, &path, 'H', 1, at + 2);
	else
		svg_path_add(s, &path, 'L', 2, at + 2);
	svg_open(s, "path");
	svg_attr(s, "d", path.p);
	colour(s, "stroke", stroke ? stroke : "currentColor", style_of(s)->stroke);
	if (!equal(width, style_of(s)->width))
		svg_number(s, "stroke-width", width);
	svg_close(s);
}

void svg_text(svg *s, svg_place at, glane_str text)
{
	static const char *const anchors[] = { "start", "middle", "end" };
	const svg_style *around = style_of(s);
	svg_open(s, "text");
	svg_number(s, "x", at.x);
	svg_number(s, "y", at.y);
	if (!equal(at.size, around->size))
		svg_number(s, "font-size", at.size);
	if (at.anchor != around->anchor)
		svg_attr(s, "text-anchor", anchors[at.anchor]);
	if (at.bold)
		svg_attr(s, "font-weight", "bold");
	colour(s, "fill", at.colour ? at.colour : "currentColor", around->fill);
	if (fabs(at.turn) > 0) {
		char x[32], y[32], turn[32], all[128];
		size_t nx = number_text(x, at.x), ny = number_text(y, at.y), nt = number_text(turn, at.turn), n = 7;
		memcpy(all, "rotate(", 7);
		memcpy(all + n, turn, nt), n += nt;
		all[n++] = ' ';
		memcpy(all + n, x, nx), n += nx;
		all[n++] = ' ';
		memcpy(all + n, y, ny), n += ny;
		memcpy(all + n, ")", 2);
		svg_attr(s, "transform", all);
	}
	write_text(s, text, at.cut);
	svg_close(s);
}

void svg_path_add(svg *s, svg_path *path, char command, uint32_t n, const double *number)
{
	const glane_host *h = s->ctx->host;
	uint32_t need = path->n + 2 + n * 32;
	if (need > path->room) {
		path->p = h->grow(s->ctx, GLANE_SCRATCH, path->p, path->room, need * 2);
		path->room = need * 2;
	}
	path->p[path->n++] = command;
	for (uint32_t i = 0; i < n; i++) {
		char text[32];
		uint32_t length = number_text(text, number[i]);
		if (i && *text != '-')		/* a minus sign parts numbers as well */
			path->p[path->n++] = ' ';
		memcpy(path->p + path->n, text, length);
		path->n += length;
	}
	path->p[path->n] = 0;
}

/* ---- Marks ------------------------------------------------------------------------------------ */

/* Corners in units of the radius, of shapes that are told apart in grey and by people who see no colours. */
static const struct { uint32_t n; double xy[24]; } shapes[SVG_SHAPES] = {
	{ 0, { 0 } },							/* circle */
	{ 4, { -0.89, -0.89, 0.89, -0.89, 0.89, 0.89, -0.89, 0.89 } },
	{ 3, { 0, -1.2, 1.1, 0.75, -1.1, 0.75 } },
	{ 4, { 0, -1.25, 1.25, 0, 0, 1.25, -1.25, 0 } },
	{ 3, { 0, 1.2, 1.1, -0.75, -1.1, -0.75 } },
	{ 12, { -0.4, -1.1, 0.4, -1.1, 0.4, -0.4, 1.1, -0.4, 1.1, 0.4, 0.4, 0.4, 0.4, 1.1, -0.4, 1.1, -0.4, 0.4, -1.1, 0.4,
	        -1.1, -0.4, -0.4, -0.4 } },
	{ 6, { 0, -1.1, 0.95, -0.55, 0.95, 0.55, 0, 1.1, -0.95, 0.55, -0.95, -0.55 } },
	{ 5, { 0, -1.15, 1.09, -0.36, 0.68, 0.93, -0.68, 0.93, -1.09, -0.36 } },
};

void svg_mark(svg *s, uint32_t shape, double x, double y, double r, const char *fill)
{
	uint32_t k = shape % SVG_SHAPES;
	svg_path path = { 0 };
	if (!shapes[k].n) {
		svg_open(s, "circle");
		svg_number(s, "cx", x);
		svg_number(s, "cy", y);
		svg_number(s, "r", r);
	} else {
		for (uint32_t i = 0; i < shapes[k].n; i++) {
			double at[] = { x + shapes[k].xy[2 * i] * r, y + shapes[k].xy[2 * i + 1] * r };
			svg_path_add(s, &path, i ? 'L' : 'M', 2, at);
		}
		svg_path_add(s, &path, 'Z', 0, NULL);
		svg_open(s, "path");
		svg_attr(s, "d", path.p);
	}
	colour(s, "fill", fill, style_of(s)->fill);
	svg_close(s);
}

/* ---- The file --------------------------------------------------------------------------------- */

static void with_ending(svg *s, const char *name, const char *id, const char *ending)
{
	size_t n = strlen(id), m = strlen(ending);
	char *all = s->ctx->host->alloc(s->ctx, GLANE_SCRATCH, n + m + 1);
	memcpy(all, id, n);
	memcpy(all + n, ending, m);
	svg_attr(s, name, all);
}

static void root(svg *s, const svg_head *h)
{
	char w[32], t[32], box[80] = "0 0 ";
	size_t nw = number_text(w, h->width), nt = number_text(t, h->height);
	memcpy(box + 4, w, nw);
	box[4 + nw] = ' ';
	memcpy(box + 5 + nw, t, nt + 1);
	svg_open(s, "svg");
	svg_attr(s, "xmlns", "http://www.w3.org/2000/svg");
	svg_attr(s, "width", w);
	svg_attr(s, "height", t);
	svg_attr(s, "viewBox", box);
	svg_attr(s, "role", "img");
	svg_attr(s, "xml:lang", h->language);
	with_ending(s, "aria-labelledby", h->id, "-title");
	with_ending(s, "aria-describedby", h->id, "-desc");
	svg_attr(s, "font-family", FIGURE_FONT);
	svg_number(s, "font-size", SVG_SIZE);
	svg_attr(s, "fill", "currentColor");
	svg_line_end(s);
	svg_open(s, "title");
	with_ending(s, "id", h->id, "-title");
	write_text(s, (glane_str){ h->title, (uint32_t)strlen(h->title) }, false);
	svg_close(s);
	svg_line_end(s);
	svg_open(s, "desc");
	with_ending(s, "id", h->id, "-desc");
	write_text(s, (glane_str){ h->desc, (uint32_t)strlen(h->desc) }, false);
	svg_close(s);
	svg_line_end(s);
}

int svg_end(svg *s, const svg_head *head, glane_bytes *out)
{
	const glane_host *h = s->ctx->host;
	svg whole = { .ctx = s->ctx, .buffer = xmlBufferCreate(), .bad = s->bad };
	whole.writer = whole.buffer ? xmlNewTextWriterMemory(whole.buffer, 0) : NULL;
	whole.bad |= !whole.writer;
	if (s->writer)
		xmlFreeTextWriter(s->writer);	/* flushes into its buffer */
	if (!whole.bad) {
		check(&whole, xmlTextWriterStartDocument(whole.writer, NULL, "UTF-8", NULL));
		root(&whole, head);
		check(&whole, xmlTextWriterWriteRaw(whole.writer, xmlBufferContent(s->buffer)));
		check(&whole, xmlTextWriterEndDocument(whole.writer));
	}
	if (whole.writer)
		xmlFreeTextWriter(whole.writer);
	if (!whole.bad) {
		size_t n = (size_t)xmlBufferLength(whole.buffer);
		unsigned char *copy = h->alloc(s->ctx, GLANE_SCRATCH, n + 1);
		memcpy(copy, xmlBufferContent(whole.buffer), n);
		*out = (glane_bytes){ copy, n };
	}
	if (s->buffer)
		xmlBufferFree(s->buffer);
	if (whole.buffer)
		xmlBufferFree(whole.buffer);
	return whole.bad ? h->fail(s->ctx, GLANE_EIO, glane_here(), "a figure can't be written: not enough memory") : GLANE_OK;
}
