/* frequencies: how often each form is said in each group, in how many passages, by how many speakers. */
#include <glane/plugin.h>

enum { WORDS, ALL };
typedef struct { int kinds; } config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, kinds, "kinds", "words", "words|all",
		"What is counted: words, or numbers, punctuation and symbols as well"),
	GLANE_LAST
};

typedef struct {
	glane_scope token, unit;
	const glane_sym *form, *kind;
} input;
static const glane_need needs[] = {
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

typedef struct {
	glane_sym form, group;
	int64_t tokens, passages, documents, speakers;
	double per_1000;
} form_row;
static const glane_column form_columns[] = {
	GLANE_COL_KEY(form_row, form, "form", "Form"),
	GLANE_COL_KEY(form_row, group, "group", "Group"),
	GLANE_COL_COUNT(form_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_VALUE(form_row, per_1000, "per_1000", "per thousand tokens", 3,
		"Per thousand tokens of the group"),
	GLANE_COL_PASSAGES(form_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(form_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(form_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

typedef struct {
	glane_sym group;
	int64_t tokens, passages, documents, speakers;
} group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_COUNT(group_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_PASSAGES(group_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(group_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

static const glane_view form_views[] = {
	{ "occurrences", "form", "group", "tokens", "Occurrences of each form, by group" },
	{ "per-1000", "form", "group", "per_1000", "Per thousand tokens of the group" },
	{ "speakers", "form", "group", "speakers", "Speakers who use each form, by group" },
	GLANE_LAST
};

enum { FORMS, GROUPS };
static const glane_table tables[] = {
	[FORMS] = { "forms", GLANE_COUNTED, form_columns, sizeof(form_row), "group -tokens", form_views, NULL,
		"Forms by group",
		"{form} is said {tokens} times in {group}, in {passages} passages, by {speakers} speakers" },
	[GROUPS] = { "groups", GLANE_COUNTED, group_columns, sizeof(group_row), "group", NULL, NULL,
		"What is counted in each group",
		"{speakers} speakers of {group} say {tokens} tokens in {documents} documents" },
	GLANE_LAST
};

/* A scope is counted in portions, so that a long document needs little memory. */
enum { PORTION = 4096 };
typedef struct {
	form_row form[PORTION];
	group_row group[PORTION];
	uint32_t at[PORTION];
} portion;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const config *c = ctx->config;
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	const glane_sym word = h->sym(ctx, "word");
	portion *p = h->alloc(ctx, GLANE_SCRATCH, sizeof *p);
	(void)doc;
	for (uint32_t i = 0, n = 0; i < in->token.n; i++) {
		uint32_t row = in->token.row[i], unit = in->token.unit[i];
		if (unit != GLANE_NONE && (c->kinds == ALL || in->kind[row].id == word.id)) {
			p->form[n].form = in->form[row];
			p->form[n].tokens = p->group[n].tokens = 1;
			p->at[n++] = unit;
		}
		if (n == PORTION || (n && i + 1 == in->token.n)) {
			h->count(ctx, FORMS, n, p->form, &in->unit, p->at);
			h->count(ctx, GROUPS, n, p->group, &in->unit, p->at);
			n = 0;
		}
	}
	return GLANE_OK;
}

/* The row after the last one of the grouping that begins with row `from`. Rows come in the order of their keys, one
 * grouping (by="a b" has two) after the other, so a form that precedes the one before it begins the next. */
static uint32_t grouping_end(const form_row *form, const uint32_t *rank, uint32_t n, uint32_t from)
{
	uint32_t i = from + 1;
	while (i < n && (form[i].form.id == form[i - 1].form.id || rank[i] > rank[i - 1]))
		i++;
	return i;
}

/* What the forms from..to of one grouping come to in each of its groups, and each form's part of that. */
static void complete(glane_ctx *ctx, form_row *form, uint32_t from, uint32_t to)
{
	const glane_host *h = ctx->host;
	group_row *sum = NULL;
	for (uint32_t pass = 0, n = 0, g = 0; pass < 2; pass++)
		for (uint32_t i = from; i < to; i++) {
			if (g >= n || sum[g].group.id != form[i].group.id)
				for (g = 0; g < n && sum[g].group.id != form[i].group.id; )
					g++;
			if (g == n) {
				sum = h->grow(ctx, GLANE_SCRATCH, sum, n * sizeof *sum, sizeof *sum);
				sum[n++].group = form[i].group;
			}
			if (!pass)
				sum[g].tokens += form[i].tokens;
			else
				form[i].per_1000 = 1000.0 * (double)form[i].tokens / (double)sum[g].tokens;
		}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	form_row *form;
	uint32_t n = h->counted(ctx, FORMS, &form);
	glane_sym *sym = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *sym);
	uint32_t *order = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *order);
	uint32_t *rank = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *rank);
	for (uint32_t i = 0; i < n; i++)
		sym[i] = form[i].form;
	h->order(ctx, n, sym, order);
	for (uint32_t i = 0; i < n; i++)
		rank[order[i]] = i;
	for (uint32_t from = 0, to; from < n; from = to) {
		to = grouping_end(form, rank, n, from);
		complete(ctx, form, from, to);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "frequencies", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How often each form is said in each group, and by how many speakers",
	.units = "sentence segment turn answer verbatim document speaker",
	.options = options, .needs = needs, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input),
	.process = process, .report = report,
};
