/* write-figures: every figure that the tables of the study declare, as SVG, and for papers as PNG and PDF, each with its table. */
#include "drawing.h"
#include "plugins/shared/figure/raster.h"
#include <string.h>

enum { SVG = 1, PNG = 2, PDF = 4 };

static const glane_option options[] = {
	GLANE_OPT_TEXT(config, formats, "formats", "svg", "Kinds of files, separated by blanks: svg, png, pdf"),
	GLANE_OPT_INT(config, width, "width", "170", 60, 600, "Width of the figures in millimetres"),
	GLANE_OPT_INT(config, dpi, "dpi", "300", 72, 1200, "Pixels an inch of PNG files"),
	GLANE_OPT_CHOICE(config, palette, "palette", "colour", "colour|grey", "Colours, or greys for print"),
	GLANE_OPT_INT(config, most, "most", "30", 3, 500, "At most so many bars, or rows of a heat table or strip, in a figure"),
	GLANE_LAST
};

typedef struct { int formats; } writer;

static int create(glane_ctx *ctx, void **self)
{
	static const char *const names[] = { "svg", "png", "pdf" };
	const config *o = ctx->config;
	writer *w = ctx->host->alloc(ctx, GLANE_RUN, sizeof *w);
	for (const char *p = o->formats; *(p += strspn(p, " ;,")); p += strcspn(p, " ;,")) {
		size_t n = strcspn(p, " ;,"), i = 0;
		while (i < 3 && (strlen(names[i]) != n || strncmp(names[i], p, n)))
			i++;
		if (i == 3)
			return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("formats"),
				"there is no format \"%.*s\"; formats are svg, png and pdf", (int)n, p);
		w->formats |= 1 << i;
	}
	if (!w->formats)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("formats"), "no format is named; formats are svg, png and pdf");
#ifndef HAVE_RSVG
	if (w->formats & (PNG | PDF))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("formats"),
			"this glane was built without librsvg, which draws png and pdf: write formats=\"svg\", or install a glane with librsvg");
#endif
	*self = w;
	return GLANE_OK;
}

/* ---- Names of files -------------------------------------------------------------------------- */

static const char *safe(const drawing *d, const char *name)
{
	char *out = d->h->alloc(d->ctx, GLANE_SCRATCH, 3 * strlen(name) + 1), *to = out;
	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;
		bool plain = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || strchr("._-", c);
		if (c == '*') {
			memcpy(to, "-x-", 3);
			to += 3;
		} else {
			*to++ = plain ? (char)c : '_';
		}
	}
	return out;
}

/* STAGE.FIGURE[.by-VARIABLE], and ~2 … where two would have the same name. */
static const char *base_name(const drawing *d, const char *const *used, uint32_t n)
{
	const char *by = *d->grid->by ? say_join(d->ctx, ".by-", safe(d, d->grid->by), "") : "";
	const char *base = say_join(d->ctx, safe(d, d->grid->stage), ".", say_join(d->ctx, d->figure->name, by, "")), *name = base;
	for (uint32_t again = 2, i = 0; i < n; i++)
		if (!strcmp(used[i], name)) {
			name = say_decimal(d->ctx, say_join(d->ctx, base, "~", ""), again++);
			i = GLANE_NONE;		/* look through all again */
		}
	return name;
}

static glane_io *file_of(const drawing *d, const char *name, const char *ending)
{
	const char *to = d->ctx->to && *d->ctx->to ? d->ctx->to : "figures";
	size_t n = strlen(to);
	const char *slash = n && to[n - 1] == '/' ? "" : "/";
	return d->h->output_of(d->ctx, say_join(d->ctx, say_join(d->ctx, to, slash, name), ending, ""), d->grid, d->figure->name);
}

/* ---- One figure ------------------------------------------------------------------------------ */

static const struct { const char *kind, *needs[4]; void (*draw)(drawing *, const panel *); } kinds[] = {
	{ "bars", { "x", "y" }, bars_draw },
	{ "heat", { "x", "y", "colour" }, heat_draw },
	{ "map", { "x", "y" }, map_draw },
	{ "quadrants", { "x", "y" }, map_draw },
	{ "tree", { "node", "parent", "label" }, tree_draw },
	{ "network", { "x", "y" }, network_draw },
	{ "cloud", { "label", "size" }, cloud_draw },
	{ "strip", { "x", "y" }, strip_draw },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* Its number among the kinds that are drawn; KINDS: its text is shown by others, or its map lacks something. */
static uint32_t kind_of(const drawing *d)
{
	uint32_t k = 0;
	while (k < KINDS && strcmp(kinds[k].kind, d->figure->kind))
		k++;
	for (uint32_t i = 0; k < KINDS && i < 4 && kinds[k].needs[i]; i++)
		if (data_column(d, kinds[k].needs[i]) < 0)
			return KINDS;
	return k;
}

/* A map that says only where a network's words are drawn, which then has its places, sizes and colours, and the edges as well. */
static bool is_in_network(const drawing *d)
{
	int x = data_column(d, "x");
	if (strcmp(d->figure->kind, "map") || x < 0 || !d->grid->def->columns[x].unit || strcmp(d->grid->def->columns[x].unit, "drawing"))
		return false;
	for (uint32_t i = 0; i < d->n_grids; i++)
		for (const glane_figure *f = d->grids[i]->def->figures; f && f->name; f++)
			if (!strcmp(f->kind, "network") && !strcmp(d->grids[i]->stage, d->grid->stage) && !strcmp(d->grids[i]->by, d->grid->by)
			    && d->grids[i]->n)
				return true;
	return false;
}

/* The reading sentence of the first row that was drawn and has one. */
static const char *description(const drawing *d)
{
	const char *title = d->grid->title;
	for (uint32_t r = 0; r < d->grid->n; r++) {
		glane_str said = d->state[r] == NOT_DRAWN ? (glane_str){ "", 0 } : d->h->reading(d->ctx, d->grid, r);
		if (said.n)
			return say_join(d->ctx, title, ". ", say_join(d->ctx, d->h->translate(d->ctx, "Reading:"), " ", said.p));
	}
	return title;
}

#ifdef HAVE_RSVG
typedef struct { const drawing *d; glane_io *out; } file_sink;

static void to_file(void *user, const void *p, size_t n)
{
	const file_sink *s = user;
	s->d->h->write(s->out, p, n);
}

static int rasterise(const drawing *d, int format, glane_bytes picture, glane_io *out)
{
	file_sink s = { d, out };
	if (raster_draw(picture, format, (double)d->o->dpi / 96, to_file, &s))
		return GLANE_OK;
	return d->h->fail(d->ctx, GLANE_EIO, glane_at_option("formats"),
		"a figure can't be drawn as %s: it may be too large; ask for a lower dpi, or for svg alone", format == RASTER_PNG ? "png" : "pdf");
}
#endif

static int draw(drawing *d, uint32_t kind, const char *name, int formats)
{
	panel *p;
	glane_bytes file;
	double v;
	uint32_t n = d->n_panels = data_panels(d, &p), drawn = 0;
	d->s = svg_begin(d->ctx);
	d->state = d->h->alloc(d->ctx, GLANE_SCRATCH, (size_t)d->grid->n + 1);
	d->id = say_join(d->ctx, "figure-", name, "");
	d->width = (double)d->o->width * 96 / 25.4;
	data_series(d, data_column(d, "colour"));
	frame_title(d);
	for (uint32_t i = 0; i < n; i++) {
		frame_heading(d, &p[i]);
		kinds[kind].draw(d, &p[i]);
	}
	/* A bar or a cell that only says "<10" is no reason for a picture. */
	int value = kinds[kind].draw == bars_draw ? data_column(d, "y") : kinds[kind].draw == heat_draw ? data_column(d, "colour") : -1;
	for (uint32_t r = 0; r < d->grid->n; r++)
		drawn += d->state[r] != NOT_DRAWN && (value < 0 || data_number(d->grid, value, r, &v));
	frame_notes(d, say_join(d->ctx, name, ".csv", ""));
	const char *said = d->grid->figure[d->figure - d->grid->def->figures];
	svg_head head = { d->id, d->french ? "fr" : "en", said && *said ? said : d->figure->name, description(d), d->width, d->y };
	int code = svg_end(d->s, &head, &file);
	if (code || !drawn)		/* an empty picture says nothing */
		return code;
	if (formats & SVG)
		d->h->write(file_of(d, name, ".svg"), file.p, file.n);
#ifdef HAVE_RSVG
	if (formats & PNG)
		code = rasterise(d, RASTER_PNG, file, file_of(d, name, ".png"));
	if (!code && formats & PDF)
		code = rasterise(d, RASTER_PDF, file, file_of(d, name, ".pdf"));
#endif
	twin_write(d, file_of(d, name, ".csv"));
	return code;
}

static int render(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const char *language = h->study(ctx)->language;
	uint32_t n, n_used = 0, room = 0;
	const glane_grid *const *grids = h->tables(ctx, &n);
	const char **used = NULL;
	for (uint32_t i = 0; i < n; i++) {
		for (const glane_figure *f = grids[i]->def->figures; f && f->name; f++) {
			drawing d = { .ctx = ctx, .h = h, .o = ctx->config, .n_grids = n, .grids = grids, .grid = grids[i], .figure = f,
			              .language = language, .french = say_french(language) };
			while (d.n_columns < MAX_COLUMNS && grids[i]->def->columns[d.n_columns].name)
				d.n_columns++;
			uint32_t kind = kind_of(&d);
			if (kind == KINDS || !grids[i]->n || is_in_network(&d))
				continue;
			if (n_used == room) {
				used = h->grow(ctx, GLANE_SCRATCH, used, room * sizeof *used, (room + 32) * sizeof *used);
				room += 32;
			}
			const char *name = base_name(&d, used, n_used);
			used[n_used++] = name;
			int code = draw(&d, kind, name, ((const writer *)ctx->self)->formats);
			if (code)
				return code;
		}
		if (!h->progress(ctx, i + 1, n))
			return GLANE_ECANCEL;
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-figures", .version = "1", .license = "MIT",
	.summary = "The figures of the study, as SVG, and for papers as PNG and PDF",
	.domain = "glane",
	.options = options,
	.config_size = sizeof(config),
	.create = create,
	.render = render,
};
