/* Fills a layer that it doesn't declare. Caught by contract/interface. */
#include "tiny.h"

typedef struct { glane_span *span; } mark;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	mark out = { NULL };
	(void)doc;
	ctx->host->rows(ctx, 3, 1, &out);
	ctx->host->seal(ctx, 3, 0);
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-layer"), .process = process };
