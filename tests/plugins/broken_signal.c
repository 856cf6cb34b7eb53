/* Handles a signal that is glane's. Caught by contract/signals. */
#include <signal.h>
#include "tiny.h"

static void ignore(int number) { (void)number; }

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	signal(SIGTERM, ignore);
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-signal"), .process = process };
