/* reads-codebook: reads a codebook, as every plugin that has one does, and nothing else. */
#include "codebook/codebook.h"

typedef struct { const char *codebook; } config;
static const glane_option options[] = {
	GLANE_OPT_PATH(config, codebook, "codebook", NULL, "The codebook"), GLANE_LAST };

static int create(glane_ctx *ctx, void **self)
{
	const codebook *k;
	(void)self;
	return codebook_read(ctx, &(codebook_source){ ((const config *)ctx->config)->codebook, "codebook", "", "" }, &k);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx;
	(void)doc;
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "reads-codebook", .version = "1", .license = "MIT", .domain = "glane", .summary = "Reads a codebook",
	.options = options, .config_size = sizeof(config), .create = create, .process = process,
};
