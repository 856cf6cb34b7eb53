/* twin.c - the table that a figure was drawn from, with what became of each row: "drawn", "label left out" or "not drawn". Fields are as
 * RFC 4180 has them. */
#include "drawing.h"
#include <string.h>

static void field(const drawing *d, glane_io *io, glane_str text)
{
	bool quote = false;
	for (uint32_t i = 0; i < text.n; i++)
		quote |= strchr("\",\r\n", text.p[i]) != NULL;
	if (!quote) {
		d->h->write(io, text.p, text.n);
		return;
	}
	d->h->write(io, "\"", 1);
	for (uint32_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			d->h->write(io, "\"", 1);
		d->h->write(io, text.p + i, 1);
	}
	d->h->write(io, "\"", 1);
}

void twin_write(const drawing *d, glane_io *io)
{
	static const char *const said[] = { "not drawn", "drawn", "label left out" };
	for (uint32_t c = 0; c < d->n_columns; c++) {
		field(d, io, say_str(d->grid->def->columns[c].name));
		d->h->write(io, ",", 1);
	}
	d->h->write(io, "in_figure\r\n", 11);
	for (uint32_t r = 0; r < d->grid->n; r++) {
		for (uint32_t c = 0; c < d->n_columns; c++) {
			field(d, io, d->h->value(d->ctx, d->grid, c, r));
			d->h->write(io, ",", 1);
		}
		field(d, io, say_str(said[d->state[r]]));
		d->h->write(io, "\r\n", 2);
	}
}
