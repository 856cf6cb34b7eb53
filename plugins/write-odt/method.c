/* method.c - what was done: the sentences of the stages, and the works that they cite. */
#include "odt.h"
#include "plugins/shared/references/citations.h"
#include <string.h>

/* "[@lafon1980; @x]" as "(Lafon, 1980; X, 1990)". */
static const char *cited(const odt *o, const citations *c, const char *from)
{
	const char *text = "";
	uint32_t number[CITED_TOGETHER];
	glane_str before;
	for (uint32_t n; (n = citations_next(c, &from, &before, number));) {
		text = join(o, text, say_part(o->ctx, before.p, before.n), "(");
		for (uint32_t i = 0; i < n; i++) {
			const cited_work *w = &c->work[number[i]];
			text = join(o, text, i ? "; " : "", join(o, w->who, ", ", w->year));
		}
		text = join(o, text, ")", "");
	}
	return join(o, text, before.p, "");
}

/* ---- References --------------------------------------------------------------------------------- */

static void link_to(odt *o, const char *url)
{
	markup_text(o, &o->text, str(" "));
	markup_open(o, &o->text, "text:a");
	markup_attr(o, &o->text, "xlink:type", "simple");
	markup_attr(o, &o->text, "xlink:href", url);
	markup_text(o, &o->text, str(url));
	markup_close(o, &o->text);
}

/* "Lafon, Pierre, 1980. Title. Mots, 1, 127-165. https://doi.org/…"; what stands alone is in italics. */
static void reference(odt *o, const cited_work *c)
{
	const glane_reference *r = c->of;
	bool alone = !citations_within(r);
	const char *authors = r->author, *said = "";
	for (const char *one; (one = citations_author(o->ctx, &authors));)
		said = join(o, said, *said ? "; " : "", one);
	text_open(o, "Bibliography_20_1");
	markup_text(o, &o->text, str(join(o, join(o, said, ", ", c->year), ". ", "")));
	if (!alone)
		markup_text(o, &o->text, str(r->title));
	else
		text_span(o, "Emphasis", str(r->title));
	if (r->in) {
		markup_text(o, &o->text, str(". "));
		if (!alone)
			text_span(o, "Emphasis", str(r->in));
		else
			markup_text(o, &o->text, str(r->in));
	}
	if (r->volume)
		markup_text(o, &o->text, str(join(o, ", ", r->volume, "")));
	if (r->pages)
		markup_text(o, &o->text, str(join(o, ", ", r->pages, "")));
	markup_text(o, &o->text, str("."));
	if (r->doi)
		link_to(o, join(o, "https://doi.org/", r->doi, ""));
	else if (r->url)
		link_to(o, r->url);
	markup_close(o, &o->text);
}

void method_write(odt *o)
{
	citations c = { 0, 0, NULL };
	uint32_t n;
	const glane_method *m = o->h->methods(o->ctx, &n);
	const char *versions = "", **text = o->h->alloc(o->ctx, GLANE_SCRATCH, (n + 1) * sizeof *text);
	for (uint32_t i = 0; i < n; i++) {
		citations_offer(o->ctx, &c, m[i].references);
		text[i] = m[i].text ? m[i].text : "";
	}
	citations_keep(o->ctx, &c, n, text);
	text_heading(o, 1, translate(o, "Method"));
	for (uint32_t i = 0; i < n; i++) {
		if (*text[i])
			text_paragraph(o, "Text_20_body", cited(o, &c, text[i]));
		const char *one = join(o, m[i].plugin, " ", m[i].version);
		if (!strstr(join(o, ", ", versions, ","), join(o, ", ", one, ",")))
			versions = join(o, versions, *versions ? ", " : "", one);
	}
	text_paragraph(o, "Text_20_body", sentence(o, translate(o, "Made with glane, by the plugins {plugins}. manifest.json, in the same folder, "
		"lists every file that was read with its SHA-256, and all that the pipeline says."), "{plugins}", versions, NULL));
	if (*o->left_out)
		text_paragraph(o, "Text_20_body", sentence(o, translate(o, "Not in this document, but in the tables of the study: {tables}."),
			"{tables}", o->left_out, NULL));
	if (!c.n)
		return;
	text_heading(o, 1, translate(o, "References"));
	for (uint32_t i = 0; i < c.n; i++)
		reference(o, &c.work[i]);
}
