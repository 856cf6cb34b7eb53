/* probe-table: an analysis of an earlier table, named by an option: how many forms are said how
 * often. */
#include <string.h>
#include <glane/plugin.h>

typedef struct { const char *of; } config;
static const glane_option options[] = {
	GLANE_OPT_REF(config, of, "of", "table:probe-counts.forms", "table",
	              "Table that is counted once more"),
	GLANE_LAST
};

typedef struct { const glane_grid *of; } input;
static const glane_need needs[] = { GLANE_NEED(input, of, "@of"), GLANE_LAST };

typedef struct { int64_t times, forms; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, times, "times", "Times said"),
	GLANE_COL_COUNT(row, forms, "forms", "forms", "Forms said that often"),
	GLANE_LAST
};
static const glane_figure figures[] = {
	{ "spectrum", "bars", NULL, "x=times y=forms", "How many forms are said how often" },
	GLANE_LAST };
static const glane_table tables[] = {
	{ "spectrum", GLANE_REPORTED, columns, sizeof(row), "times", NULL, figures,
	        "Spectrum of forms", NULL }, GLANE_LAST };

static const int64_t *count_column(const glane_grid *t)
{
	for (uint32_t i = 0; t->def->columns[i].name; i++)
		if (t->def->columns[i].role == GLANE_COUNT)
			return t->column[i].array;
	return NULL;
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const glane_grid *t = ((const input *)ctx->input)->of;
	const int64_t *count = count_column(t);
	enum { MOST = 1000 };
	int64_t *forms = h->alloc(ctx, GLANE_SCRATCH, (MOST + 1) * sizeof *forms);
	if (!count)
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("of"),
		               "table %s.%s counts nothing", t->stage, t->def->name);
	for (uint32_t i = 0; i < t->n; i++)
		forms[count[i] < MOST ? count[i] : MOST]++;
	for (int64_t k = 0; k <= MOST; k++)
		if (forms[k]) {
			row r = { k, forms[k] };
			h->row(ctx, 0, &r, NULL);
		}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-table", .version = "1", .license = "MIT",
	.summary = "Counts the rows of a table by their count",
	.options = options, .config_size = sizeof(config), .needs = needs,
	.input_size = sizeof(input),
	.tables = tables, .report = report,
};
