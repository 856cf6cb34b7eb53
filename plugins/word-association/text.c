/* text.c - the words that are said around a stimulus in running text: at most so many words away, inside the same
 * turn. */
#include <stdlib.h>
#include <string.h>
#include "association.h"
#include "statistics/statistics.h"

/* A place where the stimulus is spoken of, in tokens, both included. A passage of a theme is itself among what is
 * said around it; a word of the stimulus isn't. */
typedef struct { uint32_t first, last; bool passage; } place;

/* A word that is counted, in the order of the text. */
typedef struct { glane_sym word; uint32_t token, turn, at; bool near; } counted;

/* ---- What is counted: terms, or words ------------------------------------------------------------- */

/* For each token the word it is counted as, 0: none. */
static glane_sym *words_of_tokens(glane_ctx *ctx)
{
	const input *in = ctx->input;
	const glane_sym active = ctx->host->sym(ctx, "active"), word = ctx->host->sym(ctx, "word");
	glane_sym *out = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->tokens.n + 1) * sizeof *out);
	if (!in->term_lemma) {
		for (uint32_t i = 0; i < in->tokens.n; i++)
			if (in->kind[i].id == word.id)
				out[i] = in->form[i];
		return out;
	}
	for (uint32_t i = 0, t = 0; i < in->terms.n; i++) {
		t = glane_seek(in->tokens, t, in->terms.span[i].begin);
		if (t < in->tokens.n && in->tokens.span[t].begin == in->terms.span[i].begin &&
		    (!in->term_status || in->term_status[i].id == active.id))
			out[t] = in->term_lemma[i];
	}
	return out;
}

/* For each token its turn; GLANE_NONE for one that doesn't count. */
static uint32_t *turns_of_tokens(glane_ctx *ctx)
{
	const input *in = ctx->input;
	uint32_t *out = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->tokens.n + 1) * sizeof *out), turn = 0;
	memset(out, 0xff, in->tokens.n * sizeof *out);
	for (uint32_t i = 0; i < in->token.n; i++) {
		while (turn < in->turns.n && in->turns.span[turn].begin <= in->token.span[i].begin)
			turn++;
		out[in->token.row[i]] = turn;
	}
	return out;
}

/* ---- Where the stimulus is ------------------------------------------------------------------------ */

static uint32_t add_place(glane_ctx *ctx, place **list, uint32_t n, uint32_t *room, place p)
{
	if (n == *room) {
		uint32_t more = *room ? *room : 16;
		*list = ctx->host->grow(ctx, GLANE_SCRATCH, *list, *room * sizeof **list, more * sizeof **list);
		*room += more;
	}
	(*list)[n] = p;
	return n + 1;
}

/* Matches that overlap are one place: "intelligence artificielle" and "IA générative" may share words. */
static uint32_t places_of_words(glane_ctx *ctx, const glane_doc *doc, const uint32_t *turn, place **out, uint32_t *room)
{
	const study *s = ctx->self;
	const input *in = ctx->input;
	const glane_str l = in->lang;
	match *m;
	uint32_t n = 0, found = 0;
	const matching_text text = {
		.language = l.n == 2 && !memcmp(l.p, "fr", 2) ? MATCHING_FR : l.n == 2 && !memcmp(l.p, "en", 2) ? MATCHING_EN
			: MATCHING_ANY,
		.doc = doc, .token = in->tokens, .word = in->words, .form = in->form, .kind = in->kind,
		.token_of = in->token_of, .word_form = in->word_form, .readings = in->readings, .lemma = in->lemma,
		.unit = turn };
	if (s->matcher)
		found = matcher_find(ctx, s->matcher, ctx->worker, &text, &m);
	for (uint32_t i = 0; i < found; i++)
		if (n && m[i].first <= (*out)[n - 1].last)
			(*out)[n - 1].last = m[i].last > (*out)[n - 1].last ? m[i].last : (*out)[n - 1].last;
		else
			n = add_place(ctx, out, n, room, (place){ m[i].first, m[i].last, false });
	return n;
}

static uint32_t places_of_themes(glane_ctx *ctx, const uint32_t *turn, place **out, uint32_t n, uint32_t *room)
{
	const study *s = ctx->self;
	const input *in = ctx->input;
	for (uint32_t i = 0, t = 0; in->code && i < in->themes.n; i++) {
		bool one = false;
		for (uint32_t k = 0; k < s->n_themes; k++)
			one |= in->code[i].id == s->theme[k].id;
		t = glane_seek(in->tokens, t, in->themes.span[i].begin);
		uint32_t last = t;
		while (one && last < in->tokens.n && in->tokens.span[last].begin < in->themes.span[i].end)
			last++;
		while (one && t < last && turn[t] == GLANE_NONE)
			t++;
		if (one && t < last)
			n = add_place(ctx, out, n, room, (place){ t, last - 1, true });
	}
	return n;
}

/* ---- Around it -------------------------------------------------------------------------------------- */

static uint32_t count_words(glane_ctx *ctx, const glane_sym *word, const uint32_t *turn, const place *p, uint32_t n,
                            counted **out)
{
	const input *in = ctx->input;
	bool *inside = ctx->host->alloc(ctx, GLANE_SCRATCH, in->tokens.n + 1);
	counted *c = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->token.n + 1) * sizeof *c);
	uint32_t m = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!p[i].passage)
			memset(inside + p[i].first, true, p[i].last - p[i].first + 1);
	for (uint32_t i = 0; i < in->token.n; i++) {
		uint32_t t = in->token.row[i];
		if (word[t].id && !inside[t])
			c[m++] = (counted){ word[t], t, turn[t], i, false };
	}
	*out = c;
	return m;
}

static void mark_near(glane_ctx *ctx, const uint32_t *turn, const place *p, uint32_t n, counted *c, uint32_t m)
{
	const uint32_t window = (uint32_t)((const config *)ctx->config)->window;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t low = 0, high = m, from, to;
		while (low < high) {		/* the first counted word at or after the place */
			uint32_t middle = low + (high - low) / 2;
			if (c[middle].token < p[i].first)
				low = middle + 1;
			else
				high = middle;
		}
		for (from = to = low; to < m && c[to].token <= p[i].last; to++)
			c[to].near = true;
		for (uint32_t k = 0; k < window && from && c[from - 1].turn == turn[p[i].first]; k++)
			c[--from].near = true;
		for (uint32_t k = 0; k < window && to < m && c[to].turn == turn[p[i].last]; k++)
			c[to++].near = true;
	}
}

/* ---- Counting --------------------------------------------------------------------------------------- */

/* In portions, so that a long document needs little memory. */
enum { PORTION = 4096 };
typedef struct {
	term_row term[PORTION];
	associate_row near[PORTION];
	uint32_t at[PORTION], near_at[PORTION];
} portion;

static void count(glane_ctx *ctx, const counted *c, uint32_t m)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	portion *p = h->alloc(ctx, GLANE_SCRATCH, sizeof *p);
	for (uint32_t i = 0, n = 0, near = 0; i < m; i++) {
		p->term[n] = (term_row){ .word = c[i].word, .tokens = 1 };
		p->at[n++] = c[i].at;
		if (c[i].near) {
			p->near[near] = (associate_row){ .word = c[i].word };
			p->near_at[near++] = c[i].at;
		}
		if (n < PORTION && i + 1 < m)
			continue;
		h->count(ctx, TERMS, n, p->term, &in->token, p->at);
		h->count(ctx, ASSOCIATES, near, p->near, &in->token, p->near_at);
		n = near = 0;
	}
}

/* Each place once, at its first token that counts. */
static void count_places(glane_ctx *ctx, const place *p, uint32_t n)
{
	const input *in = ctx->input;
	mention_row *row = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *row);
	uint32_t *at = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *at), k = 0;
	for (uint32_t i = 0, t = 0; i < n; i++) {
		if (i && p[i].first < p[i - 1].first)
			t = 0;		/* themes after words */
		while (t < in->token.n && in->token.row[t] < p[i].first)
			t++;
		if (t < in->token.n && in->token.row[t] <= p[i].last)
			at[k++] = t;
	}
	ctx->host->count(ctx, MENTIONS, k, row, &in->token, at);
}

int text_process(glane_ctx *ctx, const glane_doc *doc)
{
	const study *s = ctx->self;
	const input *in = ctx->input;
	if ((!s->matcher && !s->n_themes) || !in->form || !in->kind)
		return GLANE_OK;
	place *p = NULL;
	counted *c;
	uint32_t room = 0, *turn = turns_of_tokens(ctx);
	uint32_t n = places_of_words(ctx, doc, turn, &p, &room);
	n = places_of_themes(ctx, turn, &p, n, &room);
	uint32_t m = count_words(ctx, words_of_tokens(ctx), turn, p, n, &c);
	mark_near(ctx, turn, p, n, c, m);
	count(ctx, c, m);
	count_places(ctx, p, n);
	return GLANE_OK;
}

/* ---- Report ----------------------------------------------------------------------------------------- */

static int by_word_and_group(const void *a, const void *b)
{
	const term_row *x = *(const term_row *const *)a, *y = *(const term_row *const *)b;
	if (x->word.id != y->word.id)
		return x->word.id < y->word.id ? -1 : 1;
	return (x->group.id > y->group.id) - (x->group.id < y->group.id);
}

/* All words of a group, and those near the stimulus. */
typedef struct { glane_sym group; double whole, part; } group_sum;

static group_sum *sum_of(glane_ctx *ctx, group_sum **list, uint32_t *n, glane_sym group)
{
	for (uint32_t i = 0; i < *n; i++)
		if ((*list)[i].group.id == group.id)
			return &(*list)[i];
	*list = ctx->host->grow(ctx, GLANE_SCRATCH, *list, *n * sizeof **list, sizeof **list);
	(*list)[*n].group = group;
	return &(*list)[(*n)++];
}

int text_report(glane_ctx *ctx)
{
	const config *k = ctx->config;
	const glane_host *h = ctx->host;
	associate_row *a;
	term_row *t;
	group_sum *sums = NULL;
	uint32_t n = h->counted(ctx, ASSOCIATES, &a), m = h->counted(ctx, TERMS, &t), n_sums = 0;
	const term_row **by = h->alloc(ctx, GLANE_SCRATCH, (m + 1) * sizeof *by);
	for (uint32_t i = 0; i < m; i++) {
		sum_of(ctx, &sums, &n_sums, t[i].group)->whole += (double)t[i].tokens;
		by[i] = &t[i];
	}
	for (uint32_t i = 0; i < n; i++)
		sum_of(ctx, &sums, &n_sums, a[i].group)->part += (double)a[i].together;
	if (m)
		qsort(by, m, sizeof *by, by_word_and_group);
	for (uint32_t i = 0; i < n; i++) {
		const term_row wanted = { .word = a[i].word, .group = a[i].group }, *p = &wanted;
		const term_row *const *found = bsearch(&p, by, m, sizeof *by, by_word_and_group);
		const group_sum *g = sum_of(ctx, &sums, &n_sums, a[i].group);
		a[i].tokens = found ? (double)(*found)->tokens : 0;
		a[i].expected = a[i].tokens * g->part / g->whole;
		a[i].specificity = a[i].together < k->min_frequency ? GLANE_UNDEFINED_REAL :
			lafon_specificity((double)a[i].together, a[i].tokens, g->part, g->whole);
	}
	return GLANE_OK;
}
