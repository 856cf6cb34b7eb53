/* counted.c - the way back from a text to its numbers: which rows were counted from passages that lie in a part of a document. */
#include "documents.h"
#include <stdlib.h>

static int by_row(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Tables and rows, each once, in their order. */
static uint32_t rows_of(const report *r, uint32_t from, uint32_t to, uint64_t *row)
{
	uint32_t n = 0;
	for (uint32_t i = from; i < to; i++) {
		const passage *p = &r->passage[r->by_place[i]];
		row[i - from] = (uint64_t)p->table << 32 | p->row;
	}
	if (from < to)
		qsort(row, to - from, sizeof *row, by_row);
	for (uint32_t i = 0; i < to - from; i++)
		if (!n || row[n - 1] != row[i])
			row[n++] = row[i];
	return n;
}

void counted_write(const report *r, html *h, uint32_t from, uint32_t to, const char *one, const char *several)
{
	uint64_t *row = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, ((size_t)(to - from) + 1) * sizeof *row);
	uint32_t n = rows_of(r, from, to, row), last = GLANE_NONE;
	if (!n)
		return;
	html_open_class(h, "details", "counted");
	html_element(h, "summary", NULL, n == 1 ? one : sentence(r, several, "{n}", number(r, n), NULL));
	html_open(h, "dl");
	for (uint32_t i = 0; i < n; i++) {
		const shown_table *t = &r->table[row[i] >> 32];
		if (t->number != last && i)
			html_close(h);
		if (t->number != last) {
			html_element(h, "dt", NULL, tables_title(r, t));
			html_open(h, "dd");
		} else {
			html_text(h, ", ");
		}
		html_open(h, "a");
		html_attr(h, "href", evidence_href(r, t, (uint32_t)row[i]));
		html_text(h, tables_keys(r, t, (uint32_t)row[i]));
		html_close(h);
		last = t->number;
	}
	html_close(h);
	html_close(h);
	html_close(h);
	html_line(h);
}
