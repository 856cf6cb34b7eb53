/* Reads back less than it has saved. Caught by algebra/saved. */
#include "tiny.h"

typedef struct { int64_t bytes, documents; } state;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	*(state *)ctx->state = (state){ doc->text.n, 1 };
	return GLANE_OK;
}

static int merge(glane_ctx *ctx, const void *from)
{
	state *into = ctx->state;
	const state *more = from;
	into->bytes += more->bytes;
	into->documents += more->documents;
	return GLANE_OK;
}

static int save(glane_ctx *ctx, glane_io *io)
{
	const state *s = ctx->state;
	ctx->host->put_int(io, s->bytes);
	ctx->host->put_int(io, s->documents);
	return GLANE_OK;
}

static int load(glane_ctx *ctx, glane_io *io)
{
	state *s = ctx->state;
	s->bytes = ctx->host->get_int(io);
	ctx->host->get_int(io);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-state"), .state_size = sizeof(state), .state_version = 1, .process = process,
	        .merge = merge,
	.save = save, .load = load,
};
