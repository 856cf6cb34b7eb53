/* similarity: which words go together, as a graph: the analysis of similarity of Flament (1962), with its maximum spanning tree,
 * communities, and where to draw the words. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "analysis/upos.h"
#include "communities.h"
#include "matrix/pairs.h"
#include "references/sentences.h"
#include "statistics/association.h"
#include "statistics/contrast.h"

#define N_(text) text		/* said by translate() */

typedef struct {
	units_choice units;
	int index, communities;
	bool tree;
	double threshold;
} config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, index, "index", "cooccurrence",
		"cooccurrence|russel-rao|jaccard|dice|ochiai|kulczynski|simpson|braun-blanquet|matching|phi|yule|binomial",
		"How strongly two words go together"),
	GLANE_OPT_REAL(config, threshold, "threshold", "0", 0, 1000000000, "Edges that are not heavier are left out, and words without any"),
	GLANE_OPT_BOOL(config, tree, "tree", "yes", "Edges of the maximum spanning tree alone are listed and drawn; no: all"),
	GLANE_OPT_CHOICE(config, communities, "communities", "fast-greedy",
		"fast-greedy|walktrap|louvain|edge-betweenness|leading-eigenvector|label-propagation|none",
		"How communities of words are found, in the graph of all edges"),
	UNITS_OPTIONS(config, units, "3", "100"),
	GLANE_LAST
};

typedef struct { units_input u; } input;
static const glane_need needs[] = {
	UNITS_NEEDS(input, u),
	GLANE_LAST
};

typedef struct {
	glane_sym group, index;
	int64_t units, words, linked, edges, ties, components, communities, documents, speakers;
	double weight, modularity;
} summary_row;
static const glane_column summary_columns[] = {
	GLANE_COL_KEY(summary_row, group, "group", "Group"),
	GLANE_COL_KEY(summary_row, index, "index", "Index"),
	GLANE_COL_PASSAGES(summary_row, units, "units", "units", "Units"),
	GLANE_COL_COUNT(summary_row, words, "words", "words", "Words that were compared"),
	GLANE_COL_COUNT(summary_row, linked, "linked", "words", "Words with an edge"),
	GLANE_COL_COUNT(summary_row, edges, "edges", "edges", "Edges"),
	GLANE_COL_COUNT(summary_row, components, "components", "components", "Parts of the graph that no edge links"),
	GLANE_COL_VALUE(summary_row, weight, "tree-weight", "index", 3, "Weight of the maximum spanning tree"),
	GLANE_COL_COUNT(summary_row, ties, "ties", "edges", "Edges that could replace one of the tree; 0: there is no other tree"),
	GLANE_COL_COUNT(summary_row, communities, "communities", "communities", "Communities"),
	GLANE_COL_VALUE(summary_row, modularity, "modularity", "Q", 3, "Modularity of the communities"),
	GLANE_COL_DOCUMENTS(summary_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(summary_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, word, upos, community;
	int64_t units, edges, documents, speakers;
	double strength, x, y;
} vertex_row;
static const glane_column vertex_columns[] = {
	GLANE_COL_KEY(vertex_row, group, "group", "Group"),
	GLANE_COL_KEY(vertex_row, word, "word", "Word"),
	GLANE_COL_LABEL_WORD(vertex_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_LABEL(vertex_row, community, "community", "Community"),
	GLANE_COL_PASSAGES(vertex_row, units, "units", "units", "Units that hold it"),
	GLANE_COL_COUNT(vertex_row, edges, "edges", "edges", "Edges"),
	GLANE_COL_VALUE(vertex_row, strength, "strength", "index", 3, "Sum of their weights"),
	GLANE_COL_VALUE(vertex_row, x, "x", "drawing", 4, "Place, to the right"),
	GLANE_COL_VALUE(vertex_row, y, "y", "drawing", 4, "Place, upwards"),
	GLANE_COL_DOCUMENTS(vertex_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(vertex_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, first, second, tree;
	int64_t units, first_units, second_units, documents, speakers;
	double weight;
} edge_row;
static const glane_column edge_columns[] = {
	GLANE_COL_KEY(edge_row, group, "group", "Group"),
	GLANE_COL_KEY(edge_row, first, "first", "Word"),
	GLANE_COL_KEY(edge_row, second, "second", "Other word"),
	GLANE_COL_VALUE(edge_row, weight, "weight", "index", 3, "Weight"),
	GLANE_COL_LABEL(edge_row, tree, "tree", "Of the maximum spanning tree"),
	GLANE_COL_PASSAGES(edge_row, units, "units", "units", "Units that hold both"),
	GLANE_COL_COUNT(edge_row, first_units, "first-units", "units", "Units that hold the word"),
	GLANE_COL_COUNT(edge_row, second_units, "second-units", "units", "Units that hold the other word"),
	GLANE_COL_DOCUMENTS(edge_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(edge_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_figure vertex_figures[] = {
	{ "places", "map", NULL, "x=x y=y label=word size=units colour=community", "Words that go together" },
	GLANE_LAST
};
static const glane_figure edge_figures[] = {
	{ "graph", "network", NULL, "x=first y=second edge=weight", "Graph of similarity" },
	GLANE_LAST
};
enum { SUMMARY, VERTICES, EDGES };
static const glane_table tables[] = {
	[SUMMARY] = { "summary", GLANE_REPORTED, summary_columns, sizeof(summary_row), "group index", NULL, NULL, "The graph",
		"{edges} edges link {linked} of {words} words, which {speakers} speakers say in {units} units; {ties} edges could replace one of "
		"the tree" },
	[VERTICES] = { "vertices", GLANE_REPORTED, vertex_columns, sizeof(vertex_row), "group -units", NULL, vertex_figures, "Words of the graph",
		"{speakers} speakers say {word}, in {units} units; it has {edges} edges and is of community {community}" },
	[EDGES] = { "edges", GLANE_REPORTED, edge_columns, sizeof(edge_row), "group -weight -units", NULL, edge_figures, "Edges of the graph",
		"{first} and {second} are both in {units} units, of {speakers} speakers (weight {weight})" },
	GLANE_LAST
};

/* ---- The graph of a group -------------------------------------------------------------------------------- */

typedef struct {
	glane_ctx *ctx;
	const config *c;
	pool *p;
	units u;
	lexical_groups g;
	sparse presence;
	tally count;
} study;

/* Vertices are the features that have an edge; edges speak of vertices. */
typedef struct {
	uint32_t group, n, n_edges, n_communities;
	uint32_t *feature, *community;	/* of each vertex; community NULL: not looked for, or not found */
	edge *edge;
	double *x, *y;			/* NULL: not drawn */
	spanning_tree tree;
	double modularity;
} graph;

static double units_with(const group_units *of, uint32_t feature)
{
	return of->by_feature.start[feature + 1] - of->by_feature.start[feature];
}

/* Edges between features, heavier than the threshold. */
static void find_edges(const study *s, const group_units *of, graph *g)
{
	pair_counts pairs = pairs_of(s->p, &of->rows, &of->by_feature, s->c->index == SIMILARITY_MATCHING ? 0 : 1);
	const double threshold = decided(s->c->threshold);
	g->edge = pool_array(s->p, g->edge, pairs.n);
	for (uint32_t i = 0; i < pairs.n; i++) {
		const pair_count *k = &pairs.pair[i];
		double both = k->together, first = units_with(of, k->first), second = units_with(of, k->second);
		double weight = first > 0 && second > 0 ? decided(similarity_index(s->c->index,
			(two_by_two){ both, first - both, second - both, of->rows.rows - first - second + both })) : NAN;
		/* What isn't defined is no edge. */
		if (weight > threshold)
			g->edge[g->n_edges++] = (edge){ k->first, k->second, weight, false };
	}
}

/* Makes vertices of features that have edges. */
static void find_vertices(const study *s, graph *g)
{
	uint32_t n = s->u.active.n, *vertex = pool_array(s->p, vertex, n);
	g->feature = pool_array(s->p, g->feature, n);
	for (uint32_t i = 0; i < g->n_edges; i++)
		vertex[g->edge[i].first] = vertex[g->edge[i].second] = 1;
	for (uint32_t f = 0; f < n; f++)
		if (vertex[f]) {
			vertex[f] = g->n;
			g->feature[g->n++] = f;
		}
	for (uint32_t i = 0; i < g->n_edges; i++) {
		g->edge[i].first = vertex[g->edge[i].first];
		g->edge[i].second = vertex[g->edge[i].second];
	}
}

static void find_communities(const study *s, graph *g)
{
	const char *why;
	g->modularity = NAN;
	if (s->c->communities == COMMUNITIES_NONE || !g->n)
		return;
	uint32_t *of = pool_array(s->p, of, g->n);
	g->n_communities = communities_find(s->p, s->c->communities, g->n, g->n_edges, g->edge, of, &why);
	if (!g->n_communities) {
		s->ctx->host->log(s->ctx, GLANE_WARNING, glane_at_option("communities"), "no communities are found this way (igraph says: %s): "
			"fast-greedy finds them in any graph", why);
		return;
	}
	g->community = of;
	g->modularity = graph_modularity(s->p, g->n, g->n_edges, g->edge, of);
}

/* Draws what is listed. Edges of the tree are brought together for igraph. */
static void draw(const study *s, graph *g)
{
	const char *why;
	edge *e = pool_array(s->p, e, g->n_edges);
	uint32_t n = 0;
	for (uint32_t i = 0; i < g->n_edges; i++)
		if (g->edge[i].in_tree || !s->c->tree)
			e[n++] = g->edge[i];
	double *x = pool_array(s->p, x, g->n), *y = pool_array(s->p, y, g->n);
	if (communities_layout(g->n, n, e, x, y, &why)) {
		g->x = x;
		g->y = y;
	} else
		s->ctx->host->log(s->ctx, GLANE_WARNING, glane_here(), "the graph can't be drawn (igraph says: %s): its tables have no places", why);
}

/* ---- Tables ---------------------------------------------------------------------------------------- */

static void write_row(const study *s, uint32_t table, const void *row)
{
	glane_evidence e = tally_evidence(&s->count);
	s->ctx->host->row(s->ctx, table, row, &e);
}

static double cell(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

static void write_summary(study *s, const graph *g)
{
	/* As the option has them. */
	static const char *const names[SIMILARITY_INDICES] = { "cooccurrence", "russel-rao", "jaccard", "dice", "ochiai", "kulczynski",
		"simpson", "braun-blanquet", "matching", "phi", "yule", "binomial" };
	tally_group(&s->count, g->group);
	summary_row row = { s->g.name[g->group], s->ctx->host->sym(s->ctx, names[s->c->index]), s->count.units, s->u.active.n, g->n, g->n_edges,
		g->tree.ties, g->tree.components, g->community ? g->n_communities : GLANE_UNDEFINED_INT, s->count.documents, s->count.speakers,
		g->n ? g->tree.weight : GLANE_UNDEFINED_REAL, cell(g->modularity) };
	write_row(s, SUMMARY, &row);
}

static void write_vertices(study *s, const graph *g, const group_units *of)
{
	int64_t *edges = pool_array(s->p, edges, g->n);
	double *strength = pool_array(s->p, strength, g->n);
	for (uint32_t i = 0; i < g->n_edges; i++) {
		const uint32_t ends[] = { g->edge[i].first, g->edge[i].second };
		for (int k = 0; k < 2; k++) {
			edges[ends[k]]++;
			strength[ends[k]] += g->edge[i].weight;
		}
	}
	for (uint32_t v = 0; v < g->n; v++) {
		uint32_t f = g->feature[v];
		char number[16] = "";
		if (g->community)
			snprintf(number, sizeof number, "%u", g->community[v] + 1);
		tally_feature(&s->count, of, f);
		vertex_row row = { s->g.name[g->group], s->u.active.name[f], s->u.active.upos[f], s->ctx->host->sym(s->ctx, number), s->count.units,
			edges[v], s->count.documents, s->count.speakers, strength[v], g->x ? g->x[v] : GLANE_UNDEFINED_REAL,
			g->y ? g->y[v] : GLANE_UNDEFINED_REAL };
		write_row(s, VERTICES, &row);
	}
}

static void write_edges(study *s, const graph *g, const group_units *of)
{
	const glane_host *h = s->ctx->host;
	const glane_sym yes = h->sym(s->ctx, h->translate(s->ctx, N_("yes"))), no = h->sym(s->ctx, h->translate(s->ctx, N_("no")));
	for (uint32_t i = 0; i < g->n_edges; i++) {
		const edge *e = &g->edge[i];
		uint32_t a = g->feature[e->first], b = g->feature[e->second];
		if (s->c->tree && !e->in_tree)
			continue;
		tally_pair(&s->count, of, a, b);
		edge_row row = { s->g.name[g->group], s->u.active.name[a], s->u.active.name[b], e->in_tree ? yes : no, s->count.units,
			(int64_t)units_with(of, a), (int64_t)units_with(of, b), s->count.documents, s->count.speakers, e->weight };
		write_row(s, EDGES, &row);
	}
}

static void report_group(study *s, uint32_t group)
{
	pool_mark then = pool_now(s->p);
	group_units of = group_units_of(s->p, &s->g, group, &s->presence);
	graph g = { .group = group };
	find_edges(s, &of, &g);
	find_vertices(s, &g);
	g.tree = graph_tree(s->p, g.n, g.n_edges, g.edge);
	find_communities(s, &g);
	if (g.n)
		draw(s, &g);
	else {
		glane_str name = s->ctx->host->string(s->ctx, s->g.name[group]);
		s->ctx->host->log(s->ctx, GLANE_WARNING, glane_here(), "there is no graph%s%.*s: of %u words in %u units, no two go together by more than "
			"the threshold %g; a lower min-count or threshold, or longer units, may help", name.n ? ": " : "", GLANE_STR(name),
			s->u.active.n, of.rows.rows, s->c->threshold);
	}
	write_summary(s, &g);
	write_vertices(s, &g, &of);
	write_edges(s, &g, &of);
	pool_back(s->p, then);
}

static int report(glane_ctx *ctx)
{
	const config *c = ctx->config;
	const input *in = ctx->input;
	study s = { .ctx = ctx, .c = c, .p = pool_new(ctx) };
	s.u = units_read(s.p, &in->u, &c->units);
	if (!s.u.n || s.u.active.n < 2) {
		ctx->host->log(ctx, GLANE_WARNING, glane_here(), "there is no graph: %u units were said, and %u active words often enough "
			"(option min-count: %u)", s.u.n, s.u.active.n, (unsigned)c->units.least);
		return GLANE_OK;
	}
	s.g = lexical_groups_of(s.p, &s.u);
	s.presence = sparse_presence(s.p, &s.u.active.cells);
	s.count = tally_new(s.p, &s.u, &s.g);
	for (uint32_t group = 0; group < s.g.n; group++)
		report_group(&s, group);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Which words go together was shown by an analysis of similarity [@flament1962; @flament1981; "
	  "@marchand2012]: words are linked the more strongly the more units hold both." },
	METHOD_UNIT,
	METHOD_WORDS,
	{ "index=cooccurrence", "The strength of a link is the number of units that hold both words." },
	{ "index!=cooccurrence", "The strength of a link is the index “{index}” of presence in units." },
	{ "threshold!=0", "Links that are not stronger than {threshold} were left out." },
	{ "tree=yes", "Of all links those of the maximum spanning tree are shown [@kruskal1956]; among links of "
	  "equal strength the order of characters decides, and how many such ties there are is told." },
	{ "communities=fast-greedy", "Communities of words were found in the graph of all links by fast-greedy "
	  "optimisation of modularity [@clauset2004; @newman2004]." },
	{ "communities=louvain", "Communities of words were found in the graph of all links by the Louvain "
	  "method [@blondel2008; @newman2004], with random numbers from a fixed seed." },
	{ "communities=walktrap|edge-betweenness|leading-eigenvector|label-propagation", "Communities of words "
	  "were found in the graph of all links by the method “{communities}”; their modularity is that of "
	  "Newman and Girvan [@newman2004]." },
	{ NULL, "Words are placed by the springs of Fruchterman and Reingold [@fruchterman1991], from a fixed "
	  "start; distances on the map have no meaning of their own. Computed with igraph [@csardi2006]." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "flament1962", "article", "Flament, Claude", "1962", "L'analyse de similitude",
	  .in = "Cahiers du Centre de recherche opérationnelle", .volume = "4", .pages = "63-97" },
	{ "flament1981", "article", "Flament, Claude", "1981",
	  "L'analyse de similitude : une technique pour les recherches sur les représentations sociales",
	  .in = "Cahiers de psychologie cognitive", .volume = "1", .pages = "375-395" },
	{ "marchand2012", "inproceedings", "Marchand, Pascal and Ratinaud, Pierre", "2012",
	  "L'analyse de similitude appliquée aux corpus textuels : les primaires socialistes pour l'élection présidentielle française (septembre-octobre 2011)",
	  .in = "JADT 2012 : 11es Journées internationales d'analyse statistique des données textuelles",
	  .pages = "687-699" },
	{ "kruskal1956", "article", "Kruskal, Joseph B.", "1956",
	  "On the shortest spanning subtree of a graph and the traveling salesman problem",
	  .in = "Proceedings of the American Mathematical Society", .volume = "7(1)", .pages = "48-50" },
	{ "clauset2004", "article", "Clauset, Aaron and Newman, Mark E. J. and Moore, Cristopher", "2004",
	  "Finding community structure in very large networks", .in = "Physical Review E", .volume = "70",
	  .pages = "066111", .doi = "10.1103/PhysRevE.70.066111" },
	{ "newman2004", "article", "Newman, Mark E. J. and Girvan, Michelle", "2004",
	  "Finding and evaluating community structure in networks", .in = "Physical Review E", .volume = "69",
	  .pages = "026113", .doi = "10.1103/PhysRevE.69.026113" },
	{ "blondel2008", "article",
	  "Blondel, Vincent D. and Guillaume, Jean-Loup and Lambiotte, Renaud and Lefebvre, Etienne", "2008",
	  "Fast unfolding of communities in large networks",
	  .in = "Journal of Statistical Mechanics: Theory and Experiment", .volume = "2008(10)", .pages = "P10008",
	  .doi = "10.1088/1742-5468/2008/10/P10008" },
	{ "fruchterman1991", "article", "Fruchterman, Thomas M. J. and Reingold, Edward M.", "1991",
	  "Graph drawing by force-directed placement", .in = "Software: Practice and Experience",
	  .volume = "21(11)", .pages = "1129-1164", .doi = "10.1002/spe.4380211102" },
	{ "csardi2006", "article", "Csárdi, Gábor and Nepusz, Tamás", "2006",
	  "The igraph software package for complex network research", .in = "InterJournal, Complex Systems",
	  .volume = "1695" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "similarity", .version = "1", .license = "GPL-2.0-or-later", .domain = "glane",
	.summary = "Graph of words that go together: similarity, maximum spanning tree, communities",
	.topic = "associations", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "segment sentence turn answer document",
	.tables = tables,
	.report = report,
};
