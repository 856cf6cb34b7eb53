/* bibliography.c - the works that are cited: how they are listed and exported (BibTeX, in UTF-8, as biber reads it). */
#include "method.h"
#include <string.h>

/* ---- The list --------------------------------------------------------------------------------- */

/* "127-165" with a dash of print. */
static const char *range(const report *r, const char *pages, const char *dash)
{
	const char *at = strchr(pages, '-');
	return at ? join(r, say_part(r->ctx, pages, (size_t)(at - pages)), dash, at + 1) : pages;
}

static void authors_of(const report *r, html *h, const glane_reference *w)
{
	const char *authors = w->author, *one = citations_author(r->ctx, &authors);
	html_text(h, one);
	while ((one = citations_author(r->ctx, &authors))) {
		html_text(h, authors ? "; " : translate(r, " and "));
		html_text(h, one);
	}
}

static void link_out(const report *r, html *h, const char *address)
{
	html_text(h, " ");
	html_open(h, "a");
	html_attr(h, "href", address);
	html_attr(h, "rel", "noreferrer");
	html_text(h, address);
	html_close(h);
	(void)r;
}

static void work(const report *r, html *h, const cited_work *c)
{
	const glane_reference *w = c->of;
	html_open(h, "li");
	html_attr(h, "id", join(r, "ref-", w->key, ""));
	authors_of(r, h, w);
	html_text(h, join(r, " (", c->year, "). "));
	html_element(h, citations_within(w) ? "span" : "i", NULL, w->title);
	html_text(h, strchr("?!…", w->title[strlen(w->title) - 1]) ? " " : ". ");
	if (w->in)
		html_element(h, citations_within(w) ? "i" : "span", NULL, w->in);
	if (w->volume)
		html_text(h, join(r, ", ", w->volume, ""));
	if (w->pages)
		html_text(h, join(r, ", ", range(r, w->pages, "–"), ""));
	html_text(h, w->in || w->volume || w->pages ? "." : "");
	if (w->doi)
		link_out(r, h, join(r, "https://doi.org/", w->doi, ""));
	else if (w->url)
		link_out(r, h, w->url);
	html_close(h);
	html_line(h);
}

void bibliography_write(const report *r, html *h, const citations *c)
{
	html_open_class(h, "ul", "references");
	html_line(h);
	for (uint32_t i = 0; i < c->n; i++)
		work(r, h, &c->work[i]);
	html_close(h);
	html_line(h);
}

/* ---- BibTeX ----------------------------------------------------------------------------------- */

/* Signs that TeX would take for its own. Letters with accents stay as they are. */
static const char *escaped(const report *r, const char *text)
{
	char *out = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, 20 * strlen(text) + 1), *to = out;
	for (; *text; text++) {
		const char *as = *text == '\\' ? "\\textbackslash{}" : *text == '~' ? "\\textasciitilde{}" :
			*text == '^' ? "\\textasciicircum{}" : NULL;
		if (as) {
			memcpy(to, as, strlen(as));
			to += strlen(as);
			continue;
		}
		if (strchr("&%#_${}", *text))
			*to++ = '\\';
		*to++ = *text;
	}
	return out;
}

static const char *field(const report *r, const char *name, const char *open, const char *value, const char *close)
{
	return value && *value ? join(r, join(r, "\t", name, " = "), open, join(r, value, close, ",\n")) : "";
}

/* A name without a comma is that of a body: braces keep it whole. */
static const char *authors_bibtex(const report *r, const char *authors)
{
	const char *all = "";
	for (const char *one; (one = citations_author(r->ctx, &authors));) {
		one = escaped(r, one);
		all = join(r, all, *all ? " and " : "", strchr(one, ',') ? one : join(r, "{", one, "}"));
	}
	return all;
}

static const char *field_of_in(const char *type)
{
	static const char *const names[][2] = { { "article", "journal" }, { "book", "publisher" }, { "incollection", "booktitle" },
		{ "inproceedings", "booktitle" }, { "phdthesis", "school" }, { "techreport", "institution" } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i][0], type))
			return names[i][1];
	return "howpublished";
}

const char *bibliography_bibtex(const report *r, const glane_reference *w)
{
	const char *issue = w->volume ? strchr(w->volume, '(') : NULL, *end = issue ? strchr(issue, ')') : NULL;
	const char *text = join(r, join(r, "@", w->type, "{"), w->key, ",\n");
	text = join(r, text, field(r, "author", "{", authors_bibtex(r, w->author), "}"), "");
	text = join(r, text, field(r, "year", "{", escaped(r, w->year), "}"), "");
	text = join(r, text, field(r, "title", "{{", escaped(r, w->title), "}}"), "");
	if (w->in)
		text = join(r, text, field(r, field_of_in(w->type), "{", escaped(r, w->in), "}"), "");
	if (w->volume)
		text = join(r, text, field(r, "volume", "{", escaped(r, say_part(r->ctx, w->volume, strcspn(w->volume, "("))), "}"), "");
	if (end)
		text = join(r, text, field(r, "number", "{", escaped(r, say_part(r->ctx, issue + 1, (size_t)(end - issue) - 1)), "}"), "");
	if (w->pages)
		text = join(r, text, field(r, "pages", "{", escaped(r, range(r, w->pages, "--")), "}"), "");
	text = join(r, text, field(r, "doi", "{", w->doi, "}"), field(r, "url", "{", w->url, "}"));
	return join(r, text, "}\n", "");
}
