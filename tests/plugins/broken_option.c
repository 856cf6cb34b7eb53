/* Divides by an option that may be 0. Caught by options/every. */
#include "tiny.h"

typedef struct { int64_t every; } config;
static const glane_option options[] = {
	GLANE_OPT_INT(config, every, "every", "10", 0, 100, "Which bytes are looked at"),
	GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const config *c = ctx->config;
	return doc->text.n / c->every < 0 ? GLANE_EBUG : GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-option"), .options = options, .config_size = sizeof(config),
	        .process = process };
