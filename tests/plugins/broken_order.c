/* Numbers documents as they come. Caught by determinism/order, and by contract/statics: the
 * number is a variable that every worker has for itself. */
#include "tiny.h"

TINY_NEEDS;
TINY_COUNTED;

static int64_t number;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const tiny_input *in = ctx->input;
	(void)doc;
	number++;
	if (in->token.n)
		tiny_count(ctx, in->form[in->token.row[0]], number, 0);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-order"), .needs = needs, .input_size = sizeof(tiny_input), .tables = tables,
	        .process = process };
