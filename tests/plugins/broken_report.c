/* Crashes in report(). Caught by contract/survives. */
#include "tiny.h"

TINY_NEEDS;
TINY_COUNTED;

static volatile int *volatile nowhere;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const tiny_input *in = ctx->input;
	(void)doc;
	for (uint32_t i = 0; i < in->token.n; i++)
		tiny_count(ctx, in->form[in->token.row[i]], 1, i);
	return GLANE_OK;
}

static int report(glane_ctx *ctx)
{
	(void)ctx;
	*nowhere = 1;
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-report"), .needs = needs, .input_size = sizeof(tiny_input), .tables = tables,
	.process = process, .report = report,
};
