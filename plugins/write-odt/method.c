/* method.c - what was done: the sentences of the stages, and the works that they cite. */
#include "odt.h"
#include <stdlib.h>
#include <string.h>

typedef struct { const glane_reference **cited; uint32_t n, room; } list;

static const glane_reference *find(const glane_reference *all, const char *key, size_t n)
{
	for (; all && all->key; all++)
		if (strlen(all->key) == n && !memcmp(all->key, key, n))
			return all;
	return NULL;
}

static void cite(odt *o, list *l, const glane_reference *r)
{
	for (uint32_t i = 0; i < l->n; i++)
		if (!strcmp(l->cited[i]->key, r->key))
			return;
	if (l->n == l->room) {
		l->cited = o->h->grow(o->ctx, GLANE_SCRATCH, l->cited, l->room * sizeof *l->cited, (l->room + 16) * sizeof *l->cited);
		l->room += 16;
	}
	l->cited[l->n++] = r;
}

/* "Lafon", "Brin and Motwani", "Collins et al.": of "Family, Given and Family, Given". */
static const char *families(const odt *o, const char *author)
{
	const char *names[2] = { "", "" };
	uint32_t n = 0;
	for (const char *p = author; ; n++) {
		const char *end = strstr(p, " and ");
		size_t all = end ? (size_t)(end - p) : strlen(p), family = strcspn(p, ",");
		if (n < 2) {
			char *name = o->h->alloc(o->ctx, GLANE_SCRATCH, all + 1);
			memcpy(name, p, family < all ? family : all);
			names[n] = name;
		}
		if (!end) {
			n++;
			break;
		}
		p = end + strlen(" and ");
	}
	if (n == 1)
		return names[0];
	return n == 2 ? join(o, join(o, names[0], " ", translate(o, "and")), " ", names[1]) : join(o, names[0], " ", "et al.");
}

/* "[@lafon1980; @x]" as "(Lafon, 1980; X, 1990)"; a key that no reference has stays as it is. */
static const char *citation(odt *o, list *l, const glane_method *m, const char *from, const char *to)
{
	const char *text = "";
	for (const char *p = from; p < to; p++) {
		if (*p != '@')
			continue;
		size_t n = strcspn(p + 1, "; ],");
		const glane_reference *r = find(m->references, p + 1, n);
		if (r) {
			cite(o, l, r);
			text = join(o, text, *text ? "; " : "", join(o, families(o, r->author), ", ", r->year));
		}
		p += n;
	}
	return *text ? join(o, "(", text, ")") : "";
}

static const char *cited(odt *o, list *l, const glane_method *m)
{
	const char *text = "", *p = m->text;
	for (const char *open; (open = strstr(p, "[@")); ) {
		const char *close = strchr(open, ']');
		if (!close)
			break;
		char *before = o->h->alloc(o->ctx, GLANE_SCRATCH, (size_t)(open - p) + 1);
		memcpy(before, p, (size_t)(open - p));
		text = join(o, text, before, citation(o, l, m, open, close));
		p = close + 1;
	}
	return join(o, text, p, "");
}

/* ---- References --------------------------------------------------------------------------------- */

static int by_author(const void *a, const void *b)
{
	const glane_reference *x = *(const glane_reference *const *)a, *y = *(const glane_reference *const *)b;
	int c = strcmp(x->author, y->author);
	c = c ? c : strcmp(x->year, y->year);
	return c ? c : strcmp(x->key, y->key);
}

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
static void reference(odt *o, const glane_reference *r)
{
	bool alone = strcmp(r->type, "article") && strcmp(r->type, "incollection") && strcmp(r->type, "inproceedings");
	const char *author = r->author;
	for (const char *at; (at = strstr(author, " and ")); ) {
		char *before = o->h->alloc(o->ctx, GLANE_SCRATCH, (size_t)(at - author) + 1);
		memcpy(before, author, (size_t)(at - author));
		author = join(o, before, "; ", at + strlen(" and "));
	}
	text_open(o, "Bibliography_20_1");
	markup_text(o, &o->text, str(join(o, join(o, author, ", ", r->year), ". ", "")));
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
	list l = { NULL, 0, 0 };
	uint32_t n;
	const glane_method *m = o->h->methods(o->ctx, &n);
	const char *versions = "";
	text_heading(o, 1, translate(o, "Method"));
	for (uint32_t i = 0; i < n; i++) {
		if (m[i].text && *m[i].text)
			text_paragraph(o, "Text_20_body", cited(o, &l, &m[i]));
		const char *one = join(o, m[i].plugin, " ", m[i].version);
		if (!strstr(join(o, ", ", versions, ","), join(o, ", ", one, ",")))
			versions = join(o, versions, *versions ? ", " : "", one);
	}
	text_paragraph(o, "Text_20_body", sentence(o, translate(o, "Made with glane, by the plugins {plugins}. manifest.json, in the same folder, "
		"lists every file that was read with its SHA-256, and all that the pipeline says."), "{plugins}", versions, NULL));
	if (*o->left_out)
		text_paragraph(o, "Text_20_body", sentence(o, translate(o, "Not in this document, but in the tables of the study: {tables}."),
			"{tables}", o->left_out, NULL));
	if (!l.n)
		return;
	qsort(l.cited, l.n, sizeof(const glane_reference *), by_author);
	text_heading(o, 1, translate(o, "References"));
	for (uint32_t i = 0; i < l.n; i++)
		reference(o, l.cited[i]);
}
