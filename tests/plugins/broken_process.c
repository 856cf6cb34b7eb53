/* Crashes in process(), on documents that speak of fear. Caught by contract/survives; a run sets
 * those documents aside. */
#include "tiny.h"

static volatile int *volatile nowhere;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx;
	if (tiny_holds(doc, "peur", 4))
		*nowhere = 1;
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-process"), .process = process };
