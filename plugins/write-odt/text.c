/* text.c - paragraphs, headings, captions, and the table of contents. */
#include "odt.h"

void text_open(odt *o, const char *style)
{
	markup_open(o, &o->text, "text:p");
	markup_attr(o, &o->text, "text:style-name", style);
}

void text_paragraph(odt *o, const char *style, const char *text)
{
	text_open(o, style);
	markup_text(o, &o->text, str(text));
	markup_close(o, &o->text);
}

void text_span(odt *o, const char *style, glane_str text)
{
	markup_open(o, &o->text, "text:span");
	markup_attr(o, &o->text, "text:style-name", style);
	markup_text(o, &o->text, text);
	markup_close(o, &o->text);
}

static void mark(odt *o, const char *element, const char *name)
{
	markup_open(o, &o->text, element);
	markup_attr(o, &o->text, "text:name", name);
	markup_close(o, &o->text);
}

void text_heading(odt *o, int level, const char *text)
{
	if (o->n_headings == o->room_headings) {
		uint32_t more = o->room_headings + 32;
		o->heading = o->h->grow(o->ctx, GLANE_SCRATCH, o->heading, o->room_headings * sizeof *o->heading, more * sizeof *o->heading);
		o->room_headings += more;
	}
	heading *h = &o->heading[o->n_headings];
	*h = (heading){ decimal(o, "heading", ++o->n_headings), text, level };
	markup_open(o, &o->text, "text:h");
	markup_attr(o, &o->text, "text:style-name", decimal(o, "Heading_20_", (uint32_t)level));
	markup_attr(o, &o->text, "text:outline-level", decimal(o, "", (uint32_t)level));
	mark(o, "text:bookmark-start", h->id);
	markup_text(o, &o->text, str(text));
	mark(o, "text:bookmark-end", h->id);
	markup_close(o, &o->text);
}

/* "Table 3 – Themes by group". The number is a field: tables that are added or taken away in the text count again. */
void text_caption(odt *o, int of, const char *text)
{
	static const char *const sequence[] = { "Table", "Figure" };
	const char *n = decimal(o, "", ++o->n_captions[of]);
	text_open(o, sequence[of]);
	markup_text(o, &o->text, str(join(o, of == CAPTION_TABLE ? translate(o, "Table") : translate(o, "Figure"), "\u00a0", "")));
	markup_open(o, &o->text, "text:sequence");
	markup_attr(o, &o->text, "text:ref-name", join(o, sequence[of], "-", n));
	markup_attr(o, &o->text, "text:name", sequence[of]);
	markup_attr(o, &o->text, "text:formula", join(o, "ooow:", sequence[of], "+1"));
	markup_attr(o, &o->text, "style:num-format", "1");
	markup_text(o, &o->text, str(n));
	markup_close(o, &o->text);
	markup_text(o, &o->text, str(" – "));
	markup_text(o, &o->text, str(text));
	markup_close(o, &o->text);
}

/* ---- Contents --------------------------------------------------------------------------------- */

enum { LEVELS = 2 };

static void empty(odt *o, markup *m, const char *element)
{
	markup_open(o, m, element);
	markup_close(o, m);
}

static void contents_source(odt *o, markup *m)
{
	markup_open(o, m, "text:table-of-content-source");
	markup_attr(o, m, "text:outline-level", "2");
	markup_open(o, m, "text:index-title-template");
	markup_attr(o, m, "text:style-name", "Contents_20_Heading");
	markup_text(o, m, str(translate(o, "Contents")));
	markup_close(o, m);
	for (uint32_t level = 1; level <= LEVELS; level++) {
		markup_open(o, m, "text:table-of-content-entry-template");
		markup_attr(o, m, "text:outline-level", decimal(o, "", level));
		markup_attr(o, m, "text:style-name", decimal(o, "Contents_20_", level));
		empty(o, m, "text:index-entry-link-start");
		empty(o, m, "text:index-entry-text");
		markup_open(o, m, "text:index-entry-tab-stop");
		markup_attr(o, m, "style:type", "right");
		markup_attr(o, m, "style:leader-char", ".");
		markup_close(o, m);
		empty(o, m, "text:index-entry-page-number");
		empty(o, m, "text:index-entry-link-end");
		markup_close(o, m);
	}
	markup_close(o, m);
}

/* Pages are known to who lays the text out: until the contents are updated there, a reference stands for each. */
static void contents_entry(odt *o, markup *m, const heading *h)
{
	markup_open(o, m, "text:p");
	markup_attr(o, m, "text:style-name", decimal(o, "Contents_20_", (uint32_t)h->level));
	markup_open(o, m, "text:a");
	markup_attr(o, m, "xlink:type", "simple");
	markup_attr(o, m, "xlink:href", join(o, "#", h->id, ""));
	markup_attr(o, m, "text:style-name", "Index_20_Link");
	markup_attr(o, m, "text:visited-style-name", "Index_20_Link");
	markup_text(o, m, str(h->text));
	empty(o, m, "text:tab");
	markup_open(o, m, "text:bookmark-ref");
	markup_attr(o, m, "text:reference-format", "page");
	markup_attr(o, m, "text:ref-name", h->id);
	markup_close(o, m);
	markup_close(o, m);
	markup_close(o, m);
}

void text_contents(odt *o, markup *m)
{
	markup_open(o, m, "text:table-of-content");
	markup_attr(o, m, "text:name", "Contents");
	markup_attr(o, m, "text:protected", "false");
	contents_source(o, m);
	markup_open(o, m, "text:index-body");
	markup_open(o, m, "text:index-title");
	markup_attr(o, m, "text:name", "Contents_Head");
	markup_open(o, m, "text:p");
	markup_attr(o, m, "text:style-name", "Contents_20_Heading");
	markup_text(o, m, str(translate(o, "Contents")));
	markup_close(o, m);
	markup_close(o, m);
	for (uint32_t i = 0; i < o->n_headings; i++)
		if (o->heading[i].level <= LEVELS)
			contents_entry(o, m, &o->heading[i]);
	markup_close(o, m);
	markup_close(o, m);
}
