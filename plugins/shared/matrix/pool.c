/* pool.c - memory for computations that come in steps. */
#include <string.h>
#include "matrix/pool.h"

enum { CHUNK = 1 << 20, ALIGN = 16, CHUNKS = 64 };

/* Each chunk is at least as large as all before it together, so there are never many. */
struct pool {
	glane_ctx *ctx;
	uint32_t n, at;			/* the open chunk; those behind it are free */
	size_t used, all;
	struct { char *p; size_t room; } chunk[CHUNKS];
};

pool *pool_new(glane_ctx *ctx)
{
	pool *p = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *p);
	p->ctx = ctx;
	return p;
}

glane_ctx *pool_context(const pool *p)
{
	return p->ctx;
}

void *pool_alloc(pool *p, size_t n)
{
	n = (n + ALIGN - 1) / ALIGN * ALIGN;
	while (p->at < p->n && p->chunk[p->at].room - p->used < n) {
		p->at++;
		p->used = 0;
	}
	if (p->at == p->n) {
		size_t room = n > CHUNK ? n : CHUNK;
		if (room < p->all / 2)
			room = p->all / 2;
		if (p->n == CHUNKS)	/* nobody has so much memory */
			p->n = p->at = CHUNKS - 1;
		p->chunk[p->n].p = p->ctx->host->alloc(p->ctx, GLANE_SCRATCH, room);
		p->chunk[p->n++].room = room;
		p->all += room;
		p->used = 0;
	}
	char *q = p->chunk[p->at].p + p->used;
	p->used += n;
	return memset(q, 0, n);
}

pool_mark pool_now(const pool *p)
{
	return (pool_mark){ p->at, p->used };
}

void pool_back(pool *p, pool_mark then)
{
	p->at = then.chunk;
	p->used = then.used;
}
