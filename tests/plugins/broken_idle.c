/* Declares a column and never fills it. Caught by contract/declared. */
#include "tiny.h"

typedef struct { glane_span *span; glane_sym *kind; } mark;
static const glane_column columns[] = { GLANE_COLUMN(mark, kind, "kind", "Kind"), GLANE_LAST };
static const glane_layer layers[] = {
	GLANE_LAYER(mark, "broken:mark", GLANE_MAKES, columns, "The whole text"), GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	mark out;
	ctx->host->rows(ctx, 0, 1, &out);
	out.span[0] = (glane_span){ 0, doc->text.n };
	ctx->host->seal(ctx, 0, 1);
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-idle"), .layers = layers, .process = process };
