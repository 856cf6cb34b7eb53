/* Goes to another folder, so that relative paths mean something else. Caught by contract/folder. */
#include <unistd.h>
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)doc;
	return chdir("/") ? ctx->host->fail(ctx, GLANE_EIO, glane_here(), "no folder /") : GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-folder"), .process = process };
