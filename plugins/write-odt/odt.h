/* odt.h - what the files of write-odt share: the text while it is written.
 *
 * Two pieces of XML grow side by side, the text and the styles that it needs; write_odt.c puts them together. A failure
 * (there is only want of memory) is remembered and told at the end. */
#ifndef ODT_H
#define ODT_H
#include <glane/plugin.h>
#include <libxml/xmlwriter.h>
#include "plugins/shared/say/say.h"

enum { QUOTED, NO_PASSAGES };
typedef struct { int64_t rows; int passages; const char *styles; } config;

/* XML in memory. */
typedef struct { xmlBufferPtr bytes; xmlTextWriterPtr writer; } markup;

/* A file of the archive. */
typedef struct { const char *name, *type; glane_bytes bytes; } part;

typedef struct { const char *id, *text; int level; } heading;

typedef struct {
	glane_ctx *ctx;
	const glane_host *h;
	const config *config;
	const glane_study *study;
	bool french, public, failed;
	markup text, styles;
	uint32_t n_tables, n_headings, room_headings, n_parts, room_parts;
	uint32_t n_captions[2], n_notes, n_languages;
	const glane_grid *const *table;
	heading *heading;
	part *part;			/* pictures */
	const char *language[16];	/* of quotations, other than the study's */
	const char *left_out;		/* titles of tables that are not in the document */
} odt;

/* markup.c: elements. Text is cleaned of what XML doesn't allow; blanks and line ends stay as they are. */
void markup_begin(odt *o, markup *m);
glane_bytes markup_end(odt *o, markup *m);	/* a copy for the callback */
void markup_open(odt *o, markup *m, const char *name);
void markup_attr(odt *o, markup *m, const char *name, const char *value);
void markup_text(odt *o, markup *m, glane_str text);
void markup_raw(odt *o, markup *m, glane_bytes xml);
void markup_close(odt *o, markup *m);

/* Sentences of the document: say/say.h. */
#define sentence(o, ...) say_sentence((o)->ctx, __VA_ARGS__)
static inline const char *translate(const odt *o, const char *english)		/* named for xgettext */
{
	return o->h->translate(o->ctx, english);
}
static inline const char *number(const odt *o, uint64_t n)
{
	return say_number(o->ctx, o->study->language, n);
}
static inline const char *join(const odt *o, const char *a, const char *b, const char *c)
{
	return say_join(o->ctx, a, b, c);
}
static inline const char *decimal(const odt *o, const char *before, uint32_t n)
{
	return say_decimal(o->ctx, before, n);
}
static inline glane_str str(const char *text)
{
	return say_str(text);
}

/* text.c: paragraphs. */
void text_open(odt *o, const char *style);	/* a paragraph; markup_close() ends it */
void text_paragraph(odt *o, const char *style, const char *text);
void text_span(odt *o, const char *style, glane_str text);
void text_heading(odt *o, int level, const char *text);
enum { CAPTION_TABLE, CAPTION_FIGURE };
void text_caption(odt *o, int of, const char *text);
void text_contents(odt *o, markup *m);	/* the table of contents, of all headings */

/* grids.c: a table's rows and views, in a size for reading. */
const char *grids_title(const odt *o, const glane_grid *g);
int grids_column(const glane_grid *g, const char *name);	/* -1: there is none */
void grids_write(odt *o, const glane_grid *g);

/* quotes.c: passages as quotations. */
void quotes_write(odt *o, const glane_grid *g, const glane_figure *f);

/* pictures.c: a figure that an earlier writer drew. */
void pictures_write(odt *o, const glane_grid *g, const glane_figure *f);

/* method.c: what was done, with the works that are cited. */
void method_write(odt *o);

/* package.c: the archive. GLANE_OK or the value of fail(). */
int package_write(odt *o, glane_io *to, uint32_t n, const part *parts);
#endif
