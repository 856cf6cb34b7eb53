/* Opens a file for each document and closes none. Caught by contract/descriptors. */
#include <fcntl.h>
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	return open("/dev/zero", O_RDONLY) < 0 ? GLANE_EIO : GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-open"), .process = process };
