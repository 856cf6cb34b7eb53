/* context.c - a look at every document, once: on which page it comes, and what stands around the
 * passages that are shown. A passage may be a single word; it is read with what the same speaker says
 * before and after it. */
#include "report.h"
#include <stdlib.h>
#include <string.h>

enum {
	PAGE_SIZE = 1000000,		/* bytes of a page of documents, about: of text, a third more of what was coded in it, */
	PASSAGE_SIZE = 140,		/* and for each passage its place and the link back to its row */
	CONTEXT = 90,			/* code points shown on either side of a short passage */
	SHORT = 200,			/* bytes: longer passages are shown alone */
	LONG = 900			/* bytes: longer ones are cut */
};

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool begins_character(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* From `from` down to at most CONTEXT code points before it, not below `least`, not inside a word. */
static uint32_t back(const char *text, uint32_t from, uint32_t least)
{
	uint32_t at = from;
	for (int n = 0; at > least && n < CONTEXT; n += begins_character(text[at]))
		at--;
	while (at > least && !begins_character(text[at]))
		at--;
	if (at == least)
		return at;
	uint32_t word_end = at;
	while (word_end < from && !blank(text[word_end]))
		word_end++;
	while (word_end < from && blank(text[word_end]))
		word_end++;
	return word_end;
}

static uint32_t forth(const char *text, uint32_t from, uint32_t most)
{
	uint32_t at = from;
	for (int n = 0; at < most && n < CONTEXT; at++)
		n += begins_character(text[at]);
	if (at == most)
		return at;
	uint32_t word_begin = at;
	while (word_begin > from && !blank(text[word_begin]))
		word_begin--;
	while (word_begin > from && blank(text[word_begin - 1]))
		word_begin--;
	return word_begin;
}

/* The turn that holds the byte `at`; the whole text where there is none. */
static glane_span turn_at(const input *in, glane_str text, uint32_t at)
{
	uint32_t low = 0, high = in->turn.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (in->turn.span[middle].begin <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low && in->turn.span[low - 1].end > at)
		return in->turn.span[low - 1];
	return (glane_span){ 0, text.n };
}

static void find_words(const report *r, const glane_doc *d, passage *p)
{
	const char *text = d->text.p;
	uint32_t begin = p->q->span.begin, end = p->q->span.end;
	if (end > d->text.n || begin > end)
		return;
	while (begin < end && blank(text[begin]))
		begin++;
	while (end > begin && blank(text[end - 1]))
		end--;
	if (end - begin > LONG) {
		uint32_t most = end;
		for (end = begin + LONG; end < most && !begins_character(text[end]); end++)
			;
		uint32_t cut = end;
		while (cut > begin + LONG / 2 && !blank(text[cut]))
			cut--;
		end = cut > begin + LONG / 2 ? cut : end;
		p->cut = true;
	}
	p->begin = p->from = begin;
	p->end = p->to = end;
	if (end - begin < SHORT) {
		glane_span turn = turn_at(r->ctx->input, d->text, begin);
		p->from = back(text, begin, turn.begin);
		p->to = end < turn.end ? forth(text, end, turn.end) : end;
		p->cut_before = p->from > turn.begin;
		p->cut_after = p->to < turn.end;
		while (p->from < begin && blank(text[p->from]))
			p->from++;
		while (p->to > end && blank(text[p->to - 1]))
			p->to--;
	}
	p->text = copy(r, (glane_str){ text + p->from, p->to - p->from });
}

static glane_str language_of(const report *r, const glane_doc *d)
{
	for (uint32_t i = 0; i < d->n_variables; i++)
		if (!strcmp(d->variable[i].name, "lang") && d->variable[i].value.n)
			return copy(r, d->variable[i].value);
	return (glane_str){ "", 0 };
}

/* Passages with what qsort compares. */
typedef struct { uint32_t document, begin, end, number; } place;

static int by_place(const void *a, const void *b)
{
	const place *x = a, *y = b;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void sort_passages(report *r)
{
	const glane_host *h = r->ctx->host;
	place *p = h->alloc(r->ctx, GLANE_SCRATCH, r->n_passages * sizeof *p);
	r->by_place = h->alloc(r->ctx, GLANE_SCRATCH, r->n_passages * sizeof *r->by_place);
	for (uint32_t i = 0; i < r->n_passages; i++) {
		const glane_quote *q = r->passage[i].q;
		p[i] = (place){ q->document, q->span.begin, q->span.end, i };
	}
	if (r->n_passages)
		qsort(p, r->n_passages, sizeof *p, by_place);
	for (uint32_t i = 0; i < r->n_passages; i++)
		r->by_place[i] = p[i].number;
}

/* Pages are filled in plan order; a document is on one page. */
static uint32_t page_for(report *r, uint32_t *filled, uint32_t text, uint32_t passages)
{
	uint64_t size = (uint64_t)text + text / 3 + (uint64_t)passages * PASSAGE_SIZE;
	if (!r->config->documents || r->public)
		return 0;
	if (!r->n_pages || (*filled && *filled + size > PAGE_SIZE)) {
		r->n_pages++;
		*filled = 0;
	}
	*filled += size < PAGE_SIZE ? (uint32_t)size : PAGE_SIZE;
	return r->n_pages;
}

bool context_find(report *r)
{
	const glane_host *h = r->ctx->host;
	uint32_t n = h->documents(r->ctx), filled = 0, next = 0;
	sort_passages(r);
	studied_begin(r);
	r->document = h->alloc(r->ctx, GLANE_SCRATCH, n * sizeof *r->document);
	for (uint32_t i = 0; i < n; i++) {
		const glane_doc *d = h->document(r->ctx, i);
		if (!d || !h->progress(r->ctx, i, 2 * (uint64_t)n))
			return false;
		studied_look(r, d);
		while (next < r->n_passages && r->passage[r->by_place[next]].q->document < d->number)
			next++;
		uint32_t end = next;
		while (end < r->n_passages && r->passage[r->by_place[end]].q->document == d->number)
			end++;
		uint32_t page = page_for(r, &filled, d->text.n, end - next);
		r->document[r->n_documents++] = (shown_document){ i, d->number, page, d->text.n, d->name };
		glane_str language = next < end ? language_of(r, d) : (glane_str){ "", 0 };
		for (; next < end; next++) {
			passage *p = &r->passage[r->by_place[next]];
			p->language = language;
			p->page = page;
			find_words(r, d, p);
		}
	}
	studied_end(r);
	return true;
}
