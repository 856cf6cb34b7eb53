/* Counts what everybody says, the interviewer too. Caught by contract/interviewer. */
#include "tiny.h"

typedef struct { glane_rows token; const glane_sym *form; } input;
static const glane_need needs[] = {
	GLANE_NEED(input, token, "token"), GLANE_NEED(input, form, "token.form"), GLANE_LAST };
typedef struct { glane_sym form; int64_t tokens; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, form, "form", "Form"), GLANE_COL_COUNT(row, tokens, "tokens", "tokens",
	        "Tokens"), GLANE_LAST };
static const glane_table tables[] = {
	{ "forms", GLANE_COUNTED, columns, sizeof(row), "form", NULL, NULL, "Forms", NULL },
	GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	(void)doc;
	for (uint32_t i = 0; i < in->token.n; i++) {
		row r = { in->form[i], 1 };
		ctx->host->count(ctx, 0, 1, &r, NULL, NULL);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	TINY("broken-speakers"), .needs = needs, .input_size = sizeof(input), .tables = tables,
	        .process = process };
