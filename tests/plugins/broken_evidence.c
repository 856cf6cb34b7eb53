/* Says of each form one passage more than it shows. Caught by contract/evidence. */
#include "tiny.h"

typedef struct { const glane_sym *form; glane_rows token; } input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, token, "token"), GLANE_NEED_KEPT(input, form, "token.form"),
	GLANE_LAST };
typedef struct { glane_sym document; int64_t tokens; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, document, "document", "Document"),
	GLANE_COL_PASSAGES(row, tokens, "tokens", "tokens", "Tokens"),
	GLANE_LAST
};
static const glane_table tables[] = {
	{ "lengths", GLANE_REPORTED | GLANE_PERSONAL, columns, sizeof(row), "document", NULL, NULL, "Lengths",
	        NULL }, GLANE_LAST };

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	for (uint32_t d = 0, n = h->documents(ctx); d < n; d++) {
		const glane_doc *doc = h->document(ctx, d);
		const input *in = ctx->input;
		glane_passage *rows = h->alloc(ctx, GLANE_SCRATCH,
		                               (in->token.n + 1u) * sizeof *rows);
		for (uint32_t i = 0; i < in->token.n; i++)
			rows[i] = (glane_passage){ doc->name, i };
		glane_evidence e = { "token", 0, in->token.n, NULL, rows };
		row out = { doc->name, in->token.n + 1 };
		h->row(ctx, 0, &out, &e);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-evidence"), .needs = needs, .input_size = sizeof(input), .tables = tables,
	        .report = report };
