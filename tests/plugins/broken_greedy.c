/* Takes all memory on documents that speak of fear. Caught by contract/survives; a run with a
 * memory limit sets those documents aside. */
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	while (tiny_holds(doc, "peur", 4)) {
		char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, 64 << 20);
		for (size_t i = 0; i < 64 << 20; i += 4096)
			p[i] = 1;
	}
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-greedy"), .process = process };
