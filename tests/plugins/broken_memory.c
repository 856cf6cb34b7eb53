/* Ends the process by itself when there is no memory. Caught by contract/survives. */
#include <stdlib.h>
#include "tiny.h"

static char *volatile held;	/* so that no compiler finds the memory superfluous */

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx;
	/* More than any machine has: malloc() says no. */
	char *p = held = malloc((size_t)1 << 46);
	if (!p)
		exit(1);
	p[0] = doc->text.n ? doc->text.p[0] : 0;
	held = p;
	free(p);
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-memory"), .process = process };
