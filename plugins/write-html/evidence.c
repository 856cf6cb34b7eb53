/* evidence.c - the passages behind the numbers: a section for each row that is shown, to which its numbers lead and from which
 * the reader comes back. Each passage with the words around it, who said it, and where it stands in its document. */
#include "report.h"
#include <string.h>

static const char *evidence_id(const report *r, const shown_table *t, uint32_t row)
{
	return decimal(r, join(r, tables_id(r, t), "e", ""), row);
}

const char *evidence_href(const report *r, const shown_table *t, uint32_t row)
{
	const shown_row *shown = select_find(t, row);
	if (!shown)
		return NULL;
	return page_href(r, page_home(r, t), shown->n ? evidence_id(r, t, row) : tables_row(r, t, row));
}

/* ---- One passage ------------------------------------------------------------------------------ */

static void document_name(const report *r, html *h, const passage *p)
{
	if (!p->page) {
		html_str(h, p->q->name);
		return;
	}
	const char *anchor = decimal(r, join(r, decimal(r, "d", p->q->document), "-", ""), p->q->span.begin);
	html_open(h, "a");
	html_attr(h, "href", page_href(r, (home){ PAGE_DOCUMENTS, p->page }, anchor));
	html_str(h, p->q->name);
	html_close(h);
}

/* Who said it, and where. For the public the signature alone, as the pipeline has it: names of speakers, documents and files are
 * no results. */
static void source(const report *r, html *h, const passage *p)
{
	const glane_quote *q = p->q;
	glane_str speaker = r->ctx->host->string(r->ctx, q->speaker);
	bool named = q->signature.n == speaker.n && !memcmp(q->signature.p, speaker.p, speaker.n);
	if (r->public && (named || !q->signature.n))
		return;
	html_open(h, "cite");
	html_str(h, q->signature);
	if (!r->public) {
		html_text(h, q->signature.n ? " – " : "");
		document_name(r, h, p);
		html_text(h, q->where.n ? ", " : "");
		html_str(h, q->where);
	}
	html_close(h);
	glane_str corrected = r->ctx->host->corrected(r->ctx, q);
	if (corrected.n)
		html_element(h, "small", "corrected", sentence(r, translate(r, "Corrected by hand – {what}"), "{what}",
			join(r, corrected.p, "", ""), NULL));
}

static void language_attr(const report *r, html *h, const passage *p)
{
	if (p->language.n && strcmp(p->language.p, r->study->language))
		html_attr_str(h, "lang", p->language);
}

/* The document's bytes from … to, of which the passage has a copy. */
static void piece(html *h, const passage *p, uint32_t from, uint32_t to)
{
	from = from > p->from ? from : p->from;
	to = to < p->to ? to : p->to;
	if (from < to)
		html_str(h, (glane_str){ p->text.p + (from - p->from), to - from });
}

/* How many passages from p on are read together, because what is shown around them overlaps: the same words stand once. */
static uint32_t together(const passage *p, uint32_t n)
{
	uint32_t k = 1, to = p->to;
	while (k < n && p[k].q->document == p->q->document && p[k].from >= p->from && p[k].from <= to) {
		to = p[k].to > to ? p[k].to : to;
		k++;
	}
	return k;
}

static void quotation(const report *r, html *h, const passage *p, uint32_t n)
{
	uint32_t at = p->from;
	const passage *last = p;
	html_open(h, "li");
	html_text(h, translate(r, "“"));
	html_open(h, "span");
	language_attr(r, h, p);
	html_text(h, p->cut_before ? "… " : "");
	for (uint32_t k = 0; k < n; k++) {
		uint32_t begin = p[k].begin > at ? p[k].begin : at;
		piece(h, last, at, begin);
		piece(h, &p[k], last->to > at ? last->to : at, begin);
		if (p[k].end > begin) {
			bool mark = n > 1 || p->from < p->begin || p->end < p->to;
			if (mark)
				html_open(h, "mark");
			piece(h, &p[k], begin, p[k].end);
			if (mark)
				html_close(h);
			at = p[k].end;
		}
		last = p[k].to > last->to ? &p[k] : last;
	}
	piece(h, last, at, last->to);
	html_text(h, last->cut || last->cut_after ? " …" : "");
	html_close(h);
	html_text(h, translate(r, "”"));
	html_text(h, " ");
	source(r, h, p);
	html_close(h);
	html_line(h);
}

void evidence_quote(const report *r, html *h, const passage *p)
{
	html_open(h, "blockquote");
	html_open(h, "p");
	language_attr(r, h, p);
	html_text(h, translate(r, "“"));
	piece(h, p, p->begin, p->end);
	html_text(h, p->cut ? " …" : "");
	html_text(h, translate(r, "”"));
	html_close(h);
	source(r, h, p);
	html_close(h);
	html_line(h);
}

/* ---- The passages of a row ---------------------------------------------------------------------- */

static void list(const report *r, html *h, const shown_row *row)
{
	const passage *p = &r->passage[row->first];
	html_open(h, "ol");
	html_line(h);
	for (uint32_t i = 0, n; i < row->n; i += n) {
		n = together(p + i, row->n - i);
		quotation(r, h, p + i, n);
	}
	html_close(h);
	html_line(h);
}

static void section(const report *r, html *h, const shown_table *t, const shown_row *row, const char *heading)
{
	html_open_class(h, "section", "evidence");
	html_attr(h, "id", evidence_id(r, t, row->row));
	html_open(h, heading);
	html_text(h, tables_keys(r, t, row->row));
	html_close(h);
	html_open_class(h, "a", "close");
	html_attr(h, "href", page_href(r, page_home(r, t), tables_row(r, t, row->row)));
	html_text(h, r->apart ? translate(r, "Back to the row") : translate(r, "Close"));
	html_close(h);
	const char *said = row->n < row->total ? translate(r, "{shown} of {total} passages are shown.") :
		row->n == 1 ? translate(r, "1 passage") : translate(r, "{shown} passages");
	html_element(h, "p", "shown", sentence(r, said, "{shown}", number(r, row->n), "{total}", number(r, row->total), NULL));
	list(r, h, row);
	html_close(h);
	html_line(h);
}

void evidence_write(const report *r, html *h, const shown_table *t, const char *heading)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->row[i].n)
			section(r, h, t, &t->row[i], heading);
}
