/* orders.c - the order in which words came beside the order of their importance. */
#include <math.h>
#include <stdlib.h>
#include "association.h"

/* Numbers of symbols only bring together what is equal. */
static int by_list(const void *a, const void *b)
{
	const ordered *x = a, *y = b;
	if (x->stimulus.id != y->stimulus.id)
		return x->stimulus.id < y->stimulus.id ? -1 : 1;
	if (x->instruction.id != y->instruction.id)
		return x->instruction.id < y->instruction.id ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Are two of the words in another order by importance than as they came? */
static bool reordered(uint32_t n, const ordered *o)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < i; k++)
			if ((o[i].appearance - o[k].appearance) * (o[i].importance - o[k].importance) < 0)
				return true;
	return false;
}

void orders_count(glane_ctx *ctx, uint32_t n, const ordered *all)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	ordered *o = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *o);
	ranks_row *word = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *word);
	orders_row *list = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *list);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *at), *list_at = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *at);
	uint32_t m = 0, n_lists = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(all[i].appearance) && !isnan(all[i].importance))
			o[m++] = all[i];
	if (m)
		qsort(o, m, sizeof *o, by_list);
	for (uint32_t i = 0, end; i < m; i = end) {
		for (end = i; end < m && o[end].stimulus.id == o[i].stimulus.id && o[end].instruction.id == o[i].instruction.id; end++) {
			word[end] = (ranks_row){ .stimulus = o[end].stimulus, .word = o[end].word, .appearances = o[end].appearance,
				.importances = o[end].importance };
			at[end] = o[end].at;
		}
		if (end - i < 2)
			continue;		/* one word has no order */
		list_at[n_lists] = o[i].at;
		list[n_lists++] = (orders_row){ .stimulus = o[i].stimulus, .lists = 1, .reordered = reordered(end - i, o + i) };
	}
	h->count(ctx, RANKS, m, word, &in->evocation, at);
	h->count(ctx, ORDERS, n_lists, list, &in->evocation, list_at);
}

void orders_report(glane_ctx *ctx)
{
	ranks_row *word;
	orders_row *list;
	uint32_t n = ctx->host->counted(ctx, RANKS, &word);
	for (uint32_t i = 0; i < n; i++) {
		word[i].appearance = word[i].appearances / (double)word[i].both;
		word[i].importance = word[i].importances / (double)word[i].both;
		word[i].later = word[i].importance - word[i].appearance;
	}
	n = ctx->host->counted(ctx, ORDERS, &list);
	for (uint32_t i = 0; i < n; i++)
		list[i].share = 100 * (double)list[i].reordered / (double)list[i].lists;
}
