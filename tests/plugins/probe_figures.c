/* probe-figures: a table for every kind of figure, with cells that are missing or undefined, texts that are markup, and names too long for
 * any place. */
#include <string.h>
#include <glane/plugin.h>

typedef struct { glane_sym word, kind; int64_t count, speakers; double x, y; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, kind, "kind", "Kind"),
	GLANE_COL_KEY(row, word, "word", "Word & <sign>"),
	GLANE_COL_COUNT(row, count, "count", "tokens", "Count"),
	GLANE_COL_SPEAKERS(row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(row, x, "x", "score", 2, "Across"),
	GLANE_COL_VALUE(row, y, "y", "score", 2, "Upwards"),
	GLANE_LAST
};
static const glane_figure figures[] = {
	{ "bars", "bars", NULL, "x=word y=x colour=kind", "Bars" },
	{ "heat", "heat", NULL, "x=kind y=word colour=x", "Heat table" },
	{ "map", "map", NULL, "x=x y=y label=word size=count colour=kind", "Map" },
	{ "cloud", "cloud", NULL, "label=word size=count colour=kind", "Cloud" },
	{ "strip", "strip", NULL, "x=x y=kind size=count", "Strip" },
	GLANE_LAST
};
typedef struct { glane_sym node, word; glane_sym parent; double height; int64_t count; } node;
static const glane_column nodes[] = {
	GLANE_COL_KEY(node, node, "node", "Node"),
	GLANE_COL_LABEL(node, parent, "parent", "Parent"),
	GLANE_COL_LABEL(node, word, "word", "Word"),
	GLANE_COL_COUNT(node, count, "count", "tokens", "Count"),
	GLANE_COL_VALUE(node, height, "height", "score", 1, "Height"),
	GLANE_LAST
};
static const glane_figure trees[] = {
	{ "tree", "tree", NULL, "node=node parent=parent y=height size=count label=word", "Tree" }, GLANE_LAST };
typedef struct { glane_sym a, b; double weight; } edge;
static const glane_column edges[] = {
	GLANE_COL_KEY(edge, a, "a", "Word"), GLANE_COL_KEY(edge, b, "b", "Other word"),
	GLANE_COL_VALUE(edge, weight, "weight", "score", 1, "Weight"), GLANE_LAST };
static const glane_figure networks[] = { { "network", "network", NULL, "x=a y=b edge=weight", "Network" }, GLANE_LAST };
typedef struct { glane_sym zone, word; int64_t count; double rank; } placed;
static const glane_column zones[] = {
	GLANE_COL_KEY(placed, word, "evoked", "Word"), GLANE_COL_LABEL(placed, zone, "zone", "Zone"),
	GLANE_COL_COUNT(placed, count, "frequency", "evocations", "Evocations"),
	GLANE_COL_VALUE(placed, rank, "rank", "rank", 2, "Mean rank"), GLANE_LAST };
static const glane_figure quadrants[] = {
	{ "quadrants", "quadrants", NULL, "cell=zone label=evoked x=rank y=frequency", "Quadrants" }, GLANE_LAST };
typedef struct { glane_sym cut; double rank, frequency; } cut;
static const glane_column cuts[] = {
	GLANE_COL_KEY(cut, cut, "rule", "Rule"), GLANE_COL_VALUE(cut, rank, "cut-rank", "rank", 2, "Early up to"),
	GLANE_COL_VALUE(cut, frequency, "cut-frequency", "evocations", 2, "Frequent from"), GLANE_LAST };
/* Of no row, and of one. */
static const glane_figure nothing[] = { { "nothing", "map", NULL, "x=cut-rank y=cut-frequency label=rule", "Nothing" }, GLANE_LAST };
static const glane_figure single[] = { { "single", "map", NULL, "x=cut-rank y=cut-frequency label=rule", "Single" }, GLANE_LAST };

enum { WORDS, TREE, EDGES, ZONES, CUTS, EMPTY };
static const glane_table tables[] = {
	[WORDS] = { "words", GLANE_REPORTED, columns, sizeof(row), "kind -count", NULL, figures, "Words", "{word} is said {count} times" },
	[TREE] = { "tree", GLANE_REPORTED, nodes, sizeof(node), "node", NULL, trees, "Tree", NULL },
	[EDGES] = { "edges", GLANE_REPORTED, edges, sizeof(edge), "-weight", NULL, networks, "Edges", NULL },
	[ZONES] = { "zones", GLANE_REPORTED, zones, sizeof(placed), "-frequency", NULL, quadrants, "Zones", NULL },
	[CUTS] = { "cuts", GLANE_REPORTED, cuts, sizeof(cut), "rule", NULL, single, "Cut-offs", NULL },
	[EMPTY] = { "empty", GLANE_REPORTED, cuts, sizeof(cut), "rule", NULL, nothing, "Nothing", NULL },
	GLANE_LAST
};

static void words(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	static const char *const kinds[] = { "one", "two & <more>" };
	static const char *const said[] = { "clé", "<b>&amp;\"", "été", "a very long name that no picture has room for, whatever its width may be, and so on and on",
		"l'œuvre", "2", "\xd0\xbc\xd0\xb8\xd1\x80" };
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < 7; i++) {
			row r = { .word = h->sym(ctx, said[i]), .kind = h->sym(ctx, kinds[k]), .count = 4 + 7 * i * (k + 1),
				.speakers = 1 + i, .x = (i - 2) * 0.31 + k, .y = (i * i % 5) * 0.2 - k * 0.4 };
			if (i == 4)
				r.x = k ? GLANE_MISSING_REAL : GLANE_UNDEFINED_REAL;
			h->row(ctx, WORDS, &r, NULL);
		}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	static const struct { const char *node, *parent, *word; double height; } tree[] = {
		{ "1", "", "", 9.5 }, { "2", "1", "", 4 }, { "3", "2", "été", 0 }, { "4", "2", "<b>", 0 }, { "5", "1", "mer", 0 } };
	static const struct { const char *a, *b; double w; } edge_of[] = {
		{ "été", "mer", 3 }, { "mer", "<b>", 2 }, { "été", "<b>", 1 }, { "mer", "nuit", 1 }, { "nuit", "jour", 4 } };
	static const struct { const char *word, *zone; int64_t n; double rank; } zone_of[] = {
		{ "utile", "core", 9, 1.5 }, { "peur", "first-periphery", 8, 3.5 }, { "flou", "contrasted", 2, 1.2 }, { "jouet", "second-periphery", 1, 4 } };
	words(ctx);
	for (size_t i = 0; i < sizeof tree / sizeof *tree; i++) {
		node n = { h->sym(ctx, tree[i].node), h->sym(ctx, tree[i].word), h->sym(ctx, tree[i].parent), tree[i].height, (int64_t)(3 * i) };
		h->row(ctx, TREE, &n, NULL);
	}
	for (size_t i = 0; i < sizeof edge_of / sizeof *edge_of; i++) {
		edge e = { h->sym(ctx, edge_of[i].a), h->sym(ctx, edge_of[i].b), edge_of[i].w };
		h->row(ctx, EDGES, &e, NULL);
	}
	for (size_t i = 0; i < sizeof zone_of / sizeof *zone_of; i++) {
		placed z = { h->sym(ctx, zone_of[i].zone), h->sym(ctx, zone_of[i].word), zone_of[i].n, zone_of[i].rank };
		h->row(ctx, ZONES, &z, NULL);
	}
	cut c = { h->sym(ctx, "given"), 2.5, 4 };
	h->row(ctx, CUTS, &c, NULL);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-figures", .version = "1", .license = "MIT",
	.summary = "A figure of every kind",
	.tables = tables,
	.report = report,
};
