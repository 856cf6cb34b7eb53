/* distinct.c - which names there are in a list. */
#include "matrix/distinct.h"

distinct distinct_of(pool *p, uint32_t n, const glane_sym *name, const bool *keep, uint32_t *of)
{
	glane_ctx *ctx = pool_context(p);
	uint32_t most = 0, k = 0;
	for (uint32_t i = 0; i < n; i++)
		most = name[i].id > most ? name[i].id : most;
	distinct d = { 0, NULL };
	d.name = pool_array(p, d.name, n);
	pool_mark then = pool_now(p);
	uint32_t *number = pool_array(p, number, most + 1), *order = pool_array(p, order, n), *rank = pool_array(p, rank, n);
	glane_sym *found = pool_array(p, found, n);
	for (uint32_t i = 0; i < n; i++)
		if ((!keep || keep[i]) && !number[name[i].id]) {
			found[k] = name[i];
			number[name[i].id] = ++k;
		}
	ctx->host->order(ctx, k, found, order);
	for (uint32_t i = 0; i < k; i++) {
		rank[order[i]] = i;
		d.name[d.n++] = found[order[i]];
	}
	for (uint32_t i = 0; i < n; i++)
		of[i] = number[name[i].id] ? rank[number[name[i].id] - 1] : GLANE_NONE;
	pool_back(p, then);
	return d;
}
