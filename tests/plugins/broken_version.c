/* Was built for an interface that doesn't exist yet. Caught by descriptor/loads. */
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	return GLANE_OK;
}

GLANE_PLUGIN = {
	.magic = GLANE_MAGIC, .size = sizeof(glane_plugin), .major = 7, .minor = 3,
	.name = "broken-version", .version = "1", .license = "MIT",
	.summary = "Is broken on purpose", .process = process,
};
