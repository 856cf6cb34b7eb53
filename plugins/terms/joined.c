/* joined.c - the expressions of a text, and which of them that overlap. */
#include <stdlib.h>
#include <string.h>
#include "work.h"

/* Which sentence each token stands in: no expression goes beyond one. */
static uint32_t *sentences(glane_ctx *ctx)
{
	const input *in = ctx->input;
	uint32_t *of = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->token.n + 1) * sizeof *of);
	for (uint32_t i = 0, s = 0; i < in->token.n; i++) {
		while (s < in->sentence.n && in->sentence.span[s].end <= in->token.span[i].begin)
			s++;
		of[i] = s;
	}
	return of;
}

/* The first word of a token or of those after it; words are in the order of tokens. */
static uint32_t first_word(const input *in, uint32_t token)
{
	uint32_t low = 0, high = in->word.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (in->token_of[middle] < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Have the words of a match the parts of speech that its expression wants? */
static bool holds(const input *in, const match *m, const checked *c)
{
	for (; c; c = c->next)
		for (uint32_t i = first_word(in, m->first); i < in->word.n && in->token_of[i] <= m->last; i++) {
			bool among = false;
			if (in->word_form[i].id != c->word.id && in->lemma[i].id != c->word.id)
				continue;
			for (uint32_t k = 0; k < c->n; k++)
				among |= in->upos[i].id == c->upos[k].id;
			if (among == c->negated)
				return false;
		}
	return true;
}

/* Takes out of the matches those whose conditions don't hold, those set apart and their equals; in place. */
static uint32_t admit(glane_ctx *ctx, match *m, uint32_t n)
{
	const worker *w = ctx->worker;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; ) {
		uint32_t first = m[i].first, last = m[i].last, k = i;
		while (k < n && m[k].first == first && m[k].last == last && !holds(ctx->input, &m[k], w->expression[m[k].entry].conditions))
			k++;
		if (k < n && m[k].first == first && m[k].last == last && w->expression[m[k].entry].status != APART)
			m[kept++] = m[k];
		while (i < n && m[i].first == first && m[i].last == last)
			i++;
	}
	return kept;
}

/* A match with what decides between those that overlap. */
typedef struct { match m; uint32_t length; bool light; } candidate;

static int by_claim(const void *a, const void *b)
{
	const candidate *x = a, *y = b;
	if (x->light != y->light)
		return x->light ? 1 : -1;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	return (x->m.first > y->m.first) - (x->m.first < y->m.first);
}

static int by_place(const void *a, const void *b)
{
	const match *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

/* The end of those, from m[i] on, that hang together by overlapping. */
static uint32_t cluster(const match *m, uint32_t i, uint32_t n)
{
	uint32_t last = m[i].last;
	for (i++; i < n && m[i].first <= last; i++)
		last = m[i].last > last ? m[i].last : last;
	return i;
}

/* Is m[k] part of a longer one of its cluster? "long run" is, of "in the long run". */
static bool inside(const match *m, uint32_t from, uint32_t end, uint32_t k)
{
	for (uint32_t j = from; j < end; j++)
		if (m[j].first <= m[k].first && m[j].last >= m[k].last && m[j].last - m[j].first > m[k].last - m[k].first)
			return true;
	return false;
}

/* Of matches that overlap those with a content of their own come before tools and adverbs ("base de données", not "à la
 * base"), then the longer, then the leftmost; in place. Returns how many. */
static uint32_t choose(glane_ctx *ctx, match *m, uint32_t n)
{
	const worker *w = ctx->worker;
	candidate *c = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *c);
	uint32_t kept = 0;
	for (uint32_t i = 0, end; i < n; i = end) {
		const uint32_t from = kept;
		uint32_t n_candidates = 0;
		end = cluster(m, i, n);
		for (uint32_t k = i; k < end; k++)
			if (!inside(m, i, end, k))
				c[n_candidates++] = (candidate){ m[k], m[k].last - m[k].first, w->expression[m[k].entry].light };
		if (n_candidates > 1)
			qsort(c, n_candidates, sizeof *c, by_claim);
		for (uint32_t k = 0; k < n_candidates; k++) {
			bool free = true;
			for (uint32_t j = from; j < kept; j++)
				free &= c[k].m.last < m[j].first || c[k].m.first > m[j].last;
			if (free)
				m[kept++] = c[k].m;
		}
		if (kept - from > 1)
			qsort(m + from, kept - from, sizeof *m, by_place);
	}
	return kept;
}

uint32_t expressions_find(glane_ctx *ctx, const glane_doc *doc, uint32_t language, match **out, expression_rows *rows)
{
	const input *in = ctx->input;
	const settings *s = ctx->self;
	worker *w = ctx->worker;
	matching_text text = { .language = (uint8_t)language, .doc = doc, .token = in->token, .word = in->word, .form = in->form,
		.kind = in->kind, .token_of = in->token_of, .word_form = in->word_form, .readings = in->readings, .lemma = in->lemma,
		.unit = sentences(ctx) };
	uint32_t found = matcher_find(ctx, s->expressions.matcher, &w->memo, &text, out);
	uint32_t n = choose(ctx, *out, admit(ctx, *out, found));
	ctx->host->rows(ctx, EXPRESSION, n, rows);
	for (uint32_t i = 0; i < n; i++) {
		const match *m = &(*out)[i];
		rows->span[i] = (glane_span){ in->token.span[m->first].begin, in->token.span[m->last].end };
		rows->form[i] = matching_said(ctx, m, in->form, in->token);
		rows->lemma[i] = w->expression[m->entry].lemma;
		rows->upos[i] = w->expression[m->entry].upos;
	}
	ctx->host->seal(ctx, EXPRESSION, n);
	return n;
}
