/* Takes the smallest id of a symbol for the first word of the alphabet. Caught by
 * determinism/symbols. */
#include "tiny.h"

TINY_NEEDS;
TINY_COUNTED;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const tiny_input *in = ctx->input;
	uint32_t first = 0;
	(void)doc;
	for (uint32_t i = 1; i < in->token.n; i++)
		if (in->form[in->token.row[i]].id < in->form[in->token.row[first]].id)
			first = i;
	if (in->token.n)
		tiny_count(ctx, in->form[in->token.row[first]], 1, first);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-ids"), .needs = needs, .input_size = sizeof(tiny_input), .tables = tables,
	        .process = process };
