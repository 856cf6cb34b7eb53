/* counted.c - the way back from a text to its numbers: which rows were counted from passages that lie in a part of a document. */
#include "documents.h"
#include <stdlib.h>

static int by_row(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* Tables and rows, each once, in their order. Lists of documents and persons count nothing. */
static uint32_t rows_of(const report *r, uint32_t from, uint32_t to, uint64_t *row)
{
	uint32_t n = 0, m = 0;
	for (uint32_t i = from; i < to; i++) {
		const passage *p = &r->passage[r->by_place[i]];
		if (!(r->table[p->table].grid->def->how & GLANE_PERSONAL))
			row[n++] = (uint64_t)p->table << 32 | p->row;
	}
	if (n)
		qsort(row, n, sizeof *row, by_row);
	for (uint32_t i = 0; i < n; i++)
		if (!m || row[m - 1] != row[i])
			row[m++] = row[i];
	return m;
}

static glane_sym group_of(const shown_table *t, uint32_t row)
{
	return t->group < 0 ? (glane_sym){ 0 } : ((const glane_sym *)t->grid->column[t->group].array)[row];
}

/* Where a table's rows, which are row[0 …] of n, end; *mixed: they are of several groups. What is said here is mostly of one,
 * which is known. */
static uint32_t end_of_table(const report *r, const uint64_t *row, uint32_t n, bool *mixed)
{
	const shown_table *t = &r->table[row[0] >> 32];
	uint32_t k = 1;
	*mixed = false;
	for (; k < n && row[k] >> 32 == t->number; k++)
		*mixed |= group_of(t, (uint32_t)row[k]).id != group_of(t, (uint32_t)row[0]).id;
	return k;
}

/* A key may be a whole rule: its beginning says which. */
static const char *beginning(const report *r, glane_str key)
{
	enum { MOST = 36 };
	uint32_t n = MOST;
	if (key.n <= MOST + 8)
		return key.p;
	while (n && (key.p[n] & 0xc0) == 0x80)
		n--;
	return join(r, copy(r, (glane_str){ key.p, n }).p, "…", "");
}

/* The keys of a row, without its group where that says nothing. */
static void link_to_row(const report *r, html *h, const shown_table *t, uint32_t row, bool mixed)
{
	const char *text = "";
	for (uint32_t c = 0; c < t->n_columns; c++) {
		glane_str key = { "", 0 };
		if (t->grid->def->columns[c].role == GLANE_KEY && (mixed || (int)c != t->group))
			key = tables_key(r, t, c, row);
		if (key.n)
			text = join(r, text, *text ? " · " : "", beginning(r, key));
	}
	html_open(h, "a");
	html_attr(h, "href", evidence_href(r, t, row));
	html_text(h, *text ? text : translate(r, "all"));
	html_close(h);
}

void counted_write(const report *r, html *h, uint32_t from, uint32_t to, const char *one, const char *several)
{
	uint64_t *row = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, ((size_t)(to - from) + 1) * sizeof *row);
	uint32_t n = rows_of(r, from, to, row);
	if (!n)
		return;
	html_open_class(h, "details", "counted");
	html_element(h, "summary", NULL, n == 1 ? one : sentence(r, several, "{n}", number(r, n), NULL));
	html_open(h, "dl");
	for (uint32_t i = 0, end; i < n; i = end) {
		const shown_table *t = &r->table[row[i] >> 32];
		bool mixed;
		end = i + end_of_table(r, row + i, n - i, &mixed);
		html_element(h, "dt", NULL, tables_title(r, t));
		html_open(h, "dd");
		for (uint32_t k = i; k < end; k++) {
			html_text(h, k > i ? ", " : "");
			link_to_row(r, h, t, (uint32_t)row[k], mixed);
		}
		html_close(h);
	}
	html_close(h);
	html_close(h);
	html_line(h);
}
