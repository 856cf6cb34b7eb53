/* Looks at every pair of bytes. Caught by time/documents. */
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	volatile uint32_t equal = 0;
	uint32_t n = doc->text.n < 2000000 ? doc->text.n : 0;
	(void)ctx;
	for (uint32_t i = 0; i < n; i += 32)
		for (uint32_t k = 0; k < i; k += 32)
			if (doc->text.p[i] == doc->text.p[k] && doc->text.p[i] > 'y')
				equal++;
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-time"), .process = process };
