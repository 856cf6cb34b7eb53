/* Reads the byte before the first one of a token that isn't there. Caught by documents/empty. */
#include "tiny.h"

TINY_NEEDS;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const tiny_input *in = ctx->input;
	const char *volatile last = doc->text.p + (in->token.n
	                                           ? in->token.span[in->token.n - 1].begin
	                                           : UINT32_MAX);
	return *last ? GLANE_OK : ctx->host->fail(ctx, GLANE_EINPUT, glane_here(), "no last token");
}

GLANE_PLUGIN = { TINY("broken-empty"), .needs = needs, .input_size = sizeof(tiny_input),
        .process = process };
