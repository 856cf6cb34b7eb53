/* Ends the process by itself when there is no memory. Caught by contract/survives. */
#include <stdlib.h>
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx;
	/* More than any machine has: malloc() says no. */
	char *p = malloc((size_t)1 << 46);
	if (!p)
		exit(1);
	p[0] = doc->text.p[0];
	free(p);
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-memory"), .process = process };
