/* Crashes when it is loaded. Caught by descriptor/loads. */
#include "tiny.h"

static volatile int *volatile nowhere;

__attribute__((constructor)) static void crash(void) { *nowhere = 1; }

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-load"), .process = process };
