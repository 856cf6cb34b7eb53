/* Calls a function that no library has. Caught by elf/undefined and descriptor/loads. */
#include "tiny.h"

extern int glane_there_is_no_such_function(const glane_doc *doc);

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx;
	return glane_there_is_no_such_function(doc);
}

GLANE_PLUGIN = { TINY("broken-undefined"), .process = process };
