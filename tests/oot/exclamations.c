/* exclamations: how many sentences end with "!", by group. A plugin outside of glane, in one
 * file. */
#include <glane/plugin.h>

typedef struct { glane_scope sentence; } input;
static const glane_need needs[] = { GLANE_NEED(input, sentence, "sentence"), GLANE_LAST };
typedef struct { glane_sym ending, group; int64_t sentences, speakers; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, ending, "ending", "Ending"), GLANE_COL_KEY(row, group, "group", "Group"),
	GLANE_COL_PASSAGES(row, sentences, "sentences", "sentences", "Sentences"),
	GLANE_COL_SPEAKERS(row, speakers, "speakers", "Speakers"), GLANE_LAST };
static const glane_table tables[] = {
	{ "endings", GLANE_COUNTED, columns, sizeof(row), "ending group", NULL, NULL, "Endings",
	        NULL }, GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_scope *s = &((const input *)ctx->input)->sentence;
	for (uint32_t i = 0; i < s->n; i++) {
		bool loud = s->span[i].end < doc->text.n && doc->text.p[s->span[i].end] == '!';
		loud |= s->span[i].end > s->span[i].begin && doc->text.p[s->span[i].end - 1] == '!';
		row r = { ctx->host->sym(ctx, loud ? "exclamation" : "other"), { 0 }, 0, 0 };
		ctx->host->count(ctx, 0, 1, &r, s, &i);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = { GLANE_HEAD, .name = "exclamations", .version = "1", .license = "MIT",
	.summary = "Counts exclamations", .needs = needs, .input_size = sizeof(input),
	.tables = tables, .process = process };
