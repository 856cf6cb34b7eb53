/* Makes rows that end behind the text. Caught by contract/interface. */
#include "tiny.h"

typedef struct { glane_span *span; } mark;
static const glane_layer layers[] = {
	GLANE_LAYER(mark, "broken:mark", GLANE_MAKES, NULL, "One row too far"), GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	mark out;
	ctx->host->rows(ctx, 0, 1, &out);
	out.span[0] = (glane_span){ 0, doc->text.n + 1 };
	ctx->host->seal(ctx, 0, 1);
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-span"), .layers = layers, .process = process };
