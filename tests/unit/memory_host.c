/* memory_host.c - a context that has memory to give and nothing else. */
#include <stdlib.h>
#include <string.h>
#include "memory_host.h"

typedef struct block { struct block *before; } block;
static block *last;

static void *alloc(glane_ctx *ctx, int life, size_t n)
{
	(void)ctx;
	(void)life;
	block *b = calloc(1, sizeof *b + 16 + n);
	if (!b)
		abort();
	b->before = last;
	last = b;
	return (char *)b + 16;
}

static void *grow(glane_ctx *ctx, int life, void *p, size_t n, size_t more)
{
	void *q = alloc(ctx, life, n + more);
	if (n)
		memcpy(q, p, n);
	return q;
}

glane_ctx *memory_host(void)
{
	static const glane_host host = { .size = sizeof host, .alloc = alloc, .grow = grow };
	static glane_ctx ctx = { .host = &host };
	return &ctx;
}

void memory_host_free(void)
{
	while (last) {
		block *b = last;
		last = b->before;
		free(b);
	}
}
