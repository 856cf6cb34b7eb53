/* raster.c - SVG as PNG and PDF. */
#include "plugins/shared/figure/raster.h"
#include <cairo-pdf.h>
#include <librsvg/rsvg.h>

typedef struct { raster_sink *write; void *user; } sink;

static cairo_status_t hand_on(void *user, const unsigned char *p, unsigned n)
{
	const sink *s = user;
	s->write(s->user, p, n);
	return CAIRO_STATUS_SUCCESS;
}

/* A PDF says when it was made; the same study is to give the same bytes. */
static cairo_surface_t *surface(sink *s, int format, double w, double h, double scale)
{
	cairo_surface_t *made;
	if (format == RASTER_PNG)
		return cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(w * scale + 0.5), (int)(h * scale + 0.5));
	made = cairo_pdf_surface_create_for_stream(hand_on, s, w * scale, h * scale);
	cairo_pdf_surface_set_metadata(made, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
	return made;
}

static bool draw(RsvgHandle *svg, cairo_surface_t *on, double w, double h, double scale)
{
	cairo_t *c = cairo_create(on);
	RsvgRectangle all = { 0, 0, w, h };
	cairo_scale(c, scale, scale);
	cairo_set_source_rgb(c, 1, 1, 1);
	cairo_paint(c);
	bool well = rsvg_handle_render_document(svg, c, &all, NULL) && cairo_status(c) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(c);
	return well;
}

bool raster_draw(glane_bytes svg, int format, double scale, raster_sink *write, void *user)
{
	sink s = { write, user };
	double w = 0, h = 0;
	RsvgHandle *handle = rsvg_handle_new_from_data(svg.p, svg.n, NULL);
	bool well = handle && rsvg_handle_get_intrinsic_size_in_pixels(handle, &w, &h);
	scale = format == RASTER_PNG ? scale : 72.0 / 96;
	if (well) {
		cairo_surface_t *on = surface(&s, format, w, h, scale);
		well = cairo_surface_status(on) == CAIRO_STATUS_SUCCESS && draw(handle, on, w, h, scale);
		if (well && format == RASTER_PNG)
			well = cairo_surface_write_to_png_stream(on, hand_on, &s) == CAIRO_STATUS_SUCCESS;
		cairo_surface_finish(on);
		well = well && cairo_surface_status(on) == CAIRO_STATUS_SUCCESS;
		cairo_surface_destroy(on);
	}
	if (handle)
		g_object_unref(handle);
	return well;
}
