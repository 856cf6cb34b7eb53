/* Prints. Caught by contract/silent. */
#include <stdio.h>
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx;
	printf("%u bytes\n", doc->text.n);
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-prints"), .process = process };
