/* probe-counts: forms by group, counted by glane; completed in report() by each form's share. */
#include <glane/plugin.h>

typedef struct { glane_scope token; const glane_sym *form; } input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, token, "token"), GLANE_NEED_KEPT(input, form, "token.form"),
	GLANE_LAST };

typedef struct {
	glane_sym form, group;
	int64_t tokens, passages, documents, speakers;
	double share;
} row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, form, "form", "Form"),
	GLANE_COL_KEY(row, group, "group", "Group"),
	GLANE_COL_COUNT(row, tokens, "tokens", "tokens", "Tokens"),
	GLANE_COL_PASSAGES(row, passages, "passages", "tokens", "Passages"),
	GLANE_COL_DOCUMENTS(row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(row, share, "share", "%", 1, "Share of all tokens"),
	GLANE_LAST
};
enum { FORMS };
static const glane_table tables[] = {
	{ "forms", GLANE_COUNTED, columns, sizeof(row), "-tokens", NULL, NULL, "Forms",
	        "{form} is said {tokens} times" },
	GLANE_LAST
};

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	uint32_t n = in->token.n;
	row *rows = h->alloc(ctx, GLANE_SCRATCH, (n + 1u) * sizeof *rows);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, (n + 1u) * sizeof *at);
	(void)doc;
	for (uint32_t i = 0; i < n; i++) {
		rows[i].form = in->form[in->token.row[i]];
		rows[i].tokens = 1;
		at[i] = i;
	}
	h->count(ctx, FORMS, n, rows, &in->token, at);
	return GLANE_OK;
}

static int report(glane_ctx *ctx)
{
	row *rows;
	uint32_t n = ctx->host->counted(ctx, FORMS, &rows);
	int64_t all = 0;
	for (uint32_t i = 0; i < n; i++)
		all += rows[i].tokens;
	for (uint32_t i = 0; i < n; i++)
		rows[i].share = 100.0 * (double)rows[i].tokens / (double)all;
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-counts", .version = "1", .license = "MIT", .summary = "Counts forms",
	.needs = needs, .input_size = sizeof(input), .tables = tables, .process = process,
	.report = report,
};
