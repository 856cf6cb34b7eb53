/* Never returns from documents that speak of fear. Caught by contract/survives; a run with a
 * time limit sets those documents aside. */
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	volatile bool always = tiny_holds(doc, "peur", 4);
	(void)ctx;
	while (always) { }
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-hang"), .process = process };
