/* probe-variable: sets a variable that the `when` of later stages looks at. */
#include <glane/plugin.h>

typedef struct { int64_t bytes; } config;
static const glane_option options[] = {
	GLANE_OPT_INT(config, bytes, "bytes", "200", 0, 1000000000,
	              "From how many bytes on a document is long"), GLANE_LAST };

enum { LENGTH };
static const glane_variable variables[] = { { "length", GLANE_NOMINAL, { NULL, 0 } }, GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const config *c = ctx->config;
	bool is_long = doc->text.n >= c->bytes;
	ctx->host->set(ctx, LENGTH, is_long ? (glane_str){ "long", 4 } : (glane_str){ "short", 5 });
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-variable", .version = "1", .license = "MIT",
	.summary = "Tells long documents from short ones",
	.options = options, .config_size = sizeof(config), .variables = variables,
	.process = process,
};
