/* bibliography.c - the works that are cited: how they are called, listed and exported (BibTeX, in UTF-8, as biber reads it). */
#include "method.h"
#include <stdlib.h>
#include <string.h>

static const char *part(const report *r, const char *from, size_t n)
{
	return copy(r, (glane_str){ from, (uint32_t)n }).p;
}

/* ---- Labels ----------------------------------------------------------------------------------- */

/* The next author of "Lafon, Pierre and Muller, Charles"; NULL: there is none. */
static const char *next_author(const report *r, const char **authors)
{
	const char *from = *authors, *end = from ? strstr(from, " and ") : NULL;
	if (!from)
		return NULL;
	*authors = end ? end + strlen(" and ") : NULL;
	return part(r, from, end ? (size_t)(end - from) : strlen(from));
}

static const char *family(const report *r, const char *author)
{
	return part(r, author, strcspn(author, ","));
}

/* "Lafon 1980", "Flament and Rouquette 2003", "Blondel et al. 2008". */
static const char *label(const report *r, const glane_reference *w)
{
	const char *authors = w->author, *first = family(r, next_author(r, &authors)), *second = next_author(r, &authors);
	const char *who = !second ? first :
		authors ? sentence(r, translate(r, "{first author} et al."), "{first author}", first, NULL) :
		sentence(r, translate(r, "{first author} and {second author}"), "{first author}", first, "{second author}",
		         family(r, second), NULL);
	return join(r, who, " ", w->year);
}

/* Capitals are small letters: de Rosa is among the D. */
static int compare(const char *a, const char *b)
{
	int x, y;
	do {
		x = (unsigned char)*a++;
		y = (unsigned char)*b++;
		x += x >= 'A' && x <= 'Z' ? 'a' - 'A' : 0;
		y += y >= 'A' && y <= 'Z' ? 'a' - 'A' : 0;
	} while (x && x == y);
	return x - y;
}

static int by_label(const void *a, const void *b)
{
	const method_reference *v = a, *w = b;
	int c = compare(v->label, w->label);
	c = c ? c : strcmp(v->label, w->label);
	return c ? c : strcmp(v->of->key, w->of->key);
}

/* Works of the same people in the same year are told apart by letters: 1980a, 1980b. */
void bibliography_sort(const report *r, method *m)
{
	for (uint32_t i = 0; i < m->n_references; i++)
		m->reference[i].label = label(r, m->reference[i].of);
	if (m->n_references)
		qsort(m->reference, m->n_references, sizeof *m->reference, by_label);
	for (uint32_t i = 0, to; i < m->n_references; i = to) {
		const char *same = m->reference[i].label;
		for (to = i + 1; to < m->n_references && !strcmp(m->reference[to].label, same); to++) { }
		for (uint32_t k = i; k < to && to > i + 1 && to - i <= 26; k++)
			m->reference[k].label = join(r, same, (const char [2]){ (char)('a' + (k - i)), 0 }, "");
	}
}

/* ---- The list --------------------------------------------------------------------------------- */

/* "127-165" with a dash of print. */
static const char *range(const report *r, const char *pages, const char *dash)
{
	const char *at = strchr(pages, '-');
	return at ? join(r, part(r, pages, (size_t)(at - pages)), dash, at + 1) : pages;
}

static void authors_of(const report *r, html *h, const glane_reference *w)
{
	const char *authors = w->author, *one = next_author(r, &authors);
	html_text(h, one);
	while ((one = next_author(r, &authors))) {
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

/* What carries the title of a work in italics: the journal or book that holds it, or itself. */
static bool within(const glane_reference *w)
{
	return !strcmp(w->type, "article") || !strcmp(w->type, "incollection") || !strcmp(w->type, "inproceedings");
}

static void work(const report *r, html *h, const method_reference *m)
{
	const glane_reference *w = m->of;
	const char *letter = m->label + strlen(m->label) - 1;
	html_open(h, "li");
	html_attr(h, "id", join(r, "ref-", w->key, ""));
	authors_of(r, h, w);
	html_text(h, join(r, " (", w->year, *letter >= 'a' && *letter <= 'z' ? letter : ""));
	html_text(h, "). ");
	html_element(h, within(w) ? "span" : "i", NULL, w->title);
	html_text(h, strchr("?!…", w->title[strlen(w->title) - 1]) ? " " : ". ");
	if (w->in)
		html_element(h, within(w) ? "i" : "span", NULL, w->in);
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

void bibliography_write(const report *r, html *h, const method *m)
{
	html_open_class(h, "ul", "references");
	html_line(h);
	for (uint32_t i = 0; i < m->n_references; i++)
		work(r, h, &m->reference[i]);
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
	for (const char *one; (one = next_author(r, &authors));) {
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
		text = join(r, text, field(r, "volume", "{", escaped(r, part(r, w->volume, strcspn(w->volume, "("))), "}"), "");
	if (end)
		text = join(r, text, field(r, "number", "{", escaped(r, part(r, issue + 1, (size_t)(end - issue) - 1)), "}"), "");
	if (w->pages)
		text = join(r, text, field(r, "pages", "{", escaped(r, range(r, w->pages, "--")), "}"), "");
	text = join(r, text, field(r, "doi", "{", w->doi, "}"), field(r, "url", "{", w->url, "}"));
	return join(r, text, "}\n", "");
}
