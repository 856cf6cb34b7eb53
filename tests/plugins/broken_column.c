/* Its view lays out a column that the table doesn't have. Caught by descriptor/loads. */
#include "tiny.h"

TINY_NEEDS;
TINY_COLUMNS;
static const glane_view views[] = {
	{ "by-theme", "form", "theme", "tokens", "Forms by theme" }, GLANE_LAST };
static const glane_table tables[] = {
	{ "forms", GLANE_COUNTED, columns, sizeof(tiny_row), "form", views, NULL, "Forms", NULL },
	GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const tiny_input *in = ctx->input;
	(void)doc;
	for (uint32_t i = 0; i < in->token.n; i++)
		tiny_count(ctx, in->form[in->token.row[i]], 1, i);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-column"), .needs = needs, .input_size = sizeof(tiny_input), .tables = tables,
	        .process = process };
