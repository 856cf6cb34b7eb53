/* Merges two means by their mean: (a + b) + c is not a + (b + c). Caught by algebra/associative. */
#include "tiny.h"

typedef struct { double mean; bool any; } state;
typedef struct { glane_sym what; double mean; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, what, "what", "What"), GLANE_COL_VALUE(row, mean, "mean", "bytes", 3,
	        "Mean"), GLANE_LAST };
static const glane_table tables[] = {
	{ "means", GLANE_REPORTED, columns, sizeof(row), "what", NULL, NULL, "Means", NULL },
	GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	*(state *)ctx->state = (state){ (double)doc->text.n, true };
	return GLANE_OK;
}

static int merge(glane_ctx *ctx, const void *from)
{
	state *into = ctx->state;
	const state *more = from;
	if (more->any)
		*into = (state){ into->any ? (into->mean + more->mean) / 2 : more->mean, true };
	return GLANE_OK;
}

static int save(glane_ctx *ctx, glane_io *io)
{
	const state *s = ctx->state;
	ctx->host->put_int(io, s->any);
	ctx->host->put_real(io, s->mean);
	return GLANE_OK;
}

static int load(glane_ctx *ctx, glane_io *io)
{
	state *s = ctx->state;
	s->any = ctx->host->get_int(io) != 0;
	s->mean = ctx->host->get_real(io);
	return GLANE_OK;
}

static int report(glane_ctx *ctx)
{
	row r = { ctx->host->sym(ctx, "length"), ((const state *)ctx->state)->mean };
	ctx->host->row(ctx, 0, &r, NULL);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-merge"), .tables = tables, .state_size = sizeof(state), .state_version = 1,
	        .process = process,
	.merge = merge, .save = save, .load = load, .report = report,
};
