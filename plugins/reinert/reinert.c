/* reinert: classes of segments that share their words: the descending hierarchical classification of Max Reinert (1983), with
 * profiles of forms and of people, typical segments, and how well each class is found again. */
#include "analysis/upos.h"
#include "references/references.h"
#include "references/sentences.h"
#include <stdio.h>
#include "reinert.h"

static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, mode, "mode", "simple", "simple|double",
		"One classification of segments, or two of shorter and longer units, of which the classes that both find are kept"),
	GLANE_OPT_CHOICE(config, compat, "compat", "glane", "glane|iramuteq|rainette",
		"Whose rules: of units, of exchange, of forms that are left out, of classes that are kept"),
	GLANE_OPT_INT(config, classes, "classes", "10", 2, 200, "Classes at the end of the cuts, of which those are kept that are large enough"),
	GLANE_OPT_INT(config, least, "min-class", "0", 0, 1000000000,
		"Segments of the smallest class that is kept; 0: as the rules have it, 1: all"),
	GLANE_OPT_INT(config, min_split, "min-split", "5", 3, 1000000000, "Units: smaller classes are not cut"),
	GLANE_OPT_REAL(config, contingency, "contingency", "0.3", 0, 1,
		"With rainette's rules: forms whose coefficient of contingency is greater stay in one of two classes"),
	GLANE_OPT_INT(config, joined[0], "unit-forms", "12", 0, 1000,
		"Segments of one person that follow each other are joined until they have so many active forms; 0: none is"),
	GLANE_OPT_INT(config, joined[1], "second-unit-forms", "14", 1, 1000, "The same, for the second of a double classification"),
	UNITS_OPTIONS(config, units, "3", "20000"),
	GLANE_OPT_INT(config, resamples, "resamples", "10", 0, 1000,
		"How often four fifths of the segments are classified anew, for the stability of the classes"),
	GLANE_OPT_INT(config, typical, "typical", "10", 0, 1000, "Typical segments of each class"),
	GLANE_LAST
};

static const glane_need needs[] = {
	UNITS_NEEDS(input, u),
	GLANE_LAST
};

typedef struct { glane_span *span; glane_sym *name; } label_rows;
static const glane_column label_columns[] = {
	GLANE_COLUMN(label_rows, name, "class", "Class"),
	GLANE_LAST
};
static const glane_layer layers[] = {
	GLANE_LAYER(label_rows, "segment", GLANE_LABELS, label_columns, "The class of each segment that has one"),
	GLANE_LAST
};

static const glane_column summary_columns[] = {
	GLANE_COL_KEY(summary_row, classification, "classification", "Classification"),
	GLANE_COL_PASSAGES(summary_row, segments, "segments", "segments", "Segments"),
	GLANE_COL_COUNT(summary_row, classified, "classified", "segments", "Segments in a class"),
	GLANE_COL_VALUE(summary_row, percent, "percent", "%", 1, "In a class, %"),
	GLANE_COL_COUNT(summary_row, units, "units", "units", "Units of the classification"),
	GLANE_COL_COUNT(summary_row, forms, "forms", "forms", "Active forms"),
	GLANE_COL_COUNT(summary_row, occurrences, "occurrences", "tokens", "Their occurrences"),
	GLANE_COL_DOCUMENTS(summary_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(summary_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_column class_columns[] = {
	GLANE_COL_KEY(class_row, name, "class", "Class"),
	GLANE_COL_PASSAGES(class_row, segments, "segments", "segments", "Segments"),
	GLANE_COL_VALUE(class_row, percent, "percent", "%", 1, "Of those in a class, %"),
	GLANE_COL_DOCUMENTS(class_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(class_row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(class_row, stability, "stability", "%", 0, "Found again in resamples, %"),
	GLANE_LAST
};
static const glane_column tree_columns[] = {
	GLANE_COL_KEY(tree_row, node, "node", "Node"),
	GLANE_COL_LABEL(tree_row, parent, "parent", "Cut from"),
	GLANE_COL_LABEL(tree_row, name, "class", "Class"),
	GLANE_COL_COUNT(tree_row, units, "units", "units", "Units of the classification"),
	GLANE_COL_VALUE(tree_row, height, "height", "χ²", 2, "Height: χ² of this cut and of all after it"),
	GLANE_COL_VALUE(tree_row, chi2, "chi2", "χ²", 2, "χ² of the cut"),
	GLANE_LAST
};
static const glane_column profile_columns[] = {
	GLANE_COL_KEY(profile_row, name, "class", "Class"),
	GLANE_COL_KEY_WORD(profile_row, kind, "kind", "active|supplementary", "Active or supplementary"),
	GLANE_COL_KEY(profile_row, form, "form", "Form"),
	GLANE_COL_LABEL_WORD(profile_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_PASSAGES(profile_row, segments, "segments", "segments", "Segments of the class"),
	GLANE_COL_COUNT(profile_row, all, "all", "segments", "Segments of all classes"),
	GLANE_COL_VALUE(profile_row, percent, "percent", "%", 1, "In the class, %"),
	GLANE_COL_VALUE(profile_row, chi2, "chi2", "χ²", 2, "Signed χ²"),
	GLANE_COL_VALUE(profile_row, p, "p", "p", 4, "p"),
	GLANE_COL_VALUE(profile_row, q, "q", "q", 4, "q"),
	GLANE_COL_DOCUMENTS(profile_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(profile_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_column variable_columns[] = {
	GLANE_COL_KEY(variable_row, name, "class", "Class"),
	GLANE_COL_KEY(variable_row, variable, "variable", "Variable"),
	GLANE_COL_KEY(variable_row, value, "value", "Value"),
	GLANE_COL_PASSAGES(variable_row, segments, "segments", "segments", "Segments of the class"),
	GLANE_COL_COUNT(variable_row, all, "all", "segments", "Segments of all classes"),
	GLANE_COL_VALUE(variable_row, percent, "percent", "%", 1, "In the class, %"),
	GLANE_COL_VALUE(variable_row, chi2, "chi2", "χ²", 2, "Signed χ²"),
	GLANE_COL_VALUE(variable_row, p, "p", "p", 4, "p"),
	GLANE_COL_VALUE(variable_row, q, "q", "q", 4, "q"),
	GLANE_COL_DOCUMENTS(variable_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(variable_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_column typical_columns[] = {
	GLANE_COL_KEY(typical_row, name, "class", "Class"),
	GLANE_COL_KEY(typical_row, rank, "rank", "Rank"),
	GLANE_COL_PASSAGES(typical_row, segments, "segments", "segments", "Segments"),
	GLANE_COL_VALUE(typical_row, absolute, "absolute", "χ²", 2, "Sum of χ² of its forms"),
	GLANE_COL_VALUE(typical_row, relative, "relative", "χ²", 2, "Mean of χ² of its forms"),
	GLANE_LAST
};

static const glane_view profile_views[] = {
	{ "chi2", "form", "class", "chi2", "Signed χ² of each form, by class" },
	{ "segments", "form", "class", "segments", "Segments that have each form, by class" },
	GLANE_LAST
};
static const glane_figure tree_figures[] = {
	{ "dendrogram", "tree", NULL, "node=node parent=parent y=height size=units label=class", "Tree of the classes" },
	GLANE_LAST
};
static const glane_figure class_figures[] = {
	{ "sizes", "bars", NULL, "x=class y=percent", "Share of each class" },
	GLANE_LAST
};
static const glane_table tables[] = {
	[SUMMARY] = { "summary", GLANE_REPORTED, summary_columns, sizeof(summary_row), "classification", NULL, NULL, "The classification",
		"{classified} of {segments} segments ({percent}%) are in a class" },
	[CLASSES] = { "classes", GLANE_REPORTED, class_columns, sizeof(class_row), "class", NULL, class_figures, "Classes",
		"class {class} has {segments} segments ({percent}% of those in a class), of {speakers} speakers" },
	[TREE] = { "tree", GLANE_REPORTED, tree_columns, sizeof(tree_row), "node", NULL, tree_figures, "Tree of the classes", NULL },
	[PROFILES] = { "profiles", GLANE_REPORTED, profile_columns, sizeof(profile_row), "class kind -chi2 -segments", profile_views, NULL,
		"Profiles of the classes: forms",
		"{form} is in {segments} segments of class {class}, {percent}% of the segments that have it (χ² = {chi2})" },
	[VARIABLES] = { "variables", GLANE_REPORTED, variable_columns, sizeof(variable_row), "class -chi2 -segments", NULL, NULL,
		"Profiles of the classes: who speaks",
		"{segments} segments of class {class} are of {variable} {value}, {percent}% of all of these (χ² = {chi2})" },
	[TYPICAL] = { "typical", GLANE_REPORTED | GLANE_PERSONAL, typical_columns, sizeof(typical_row), "class rank", NULL, NULL, "Typical segments", NULL },
	GLANE_LAST
};

/* ---- From segments to classes ----------------------------------------------------------------------- */

static glane_sym numbered(glane_ctx *ctx, uint32_t n)
{
	char text[16];
	snprintf(text, sizeof text, "%u", n);
	return ctx->host->sym(ctx, text);
}

/* source[s] differs from that of the segment before where document or person does. */
static void number_sources(const units *u, uint32_t *source)
{
	for (uint32_t s = 1; s < u->n; s++)
		source[s] = source[s - 1] + (u->row[s].document != u->row[s - 1].document || u->row[s].person.id != u->row[s - 1].person.id);
}

static classes_rules rules_of(const config *c)
{
	bool iramuteq = c->compat == COMPAT_IRAMUTEQ;
	return (classes_rules){ c->mode, (uint32_t)c->classes, (uint32_t)c->least, c->compat == COMPAT_GLANE, c->compat == COMPAT_RAINETTE,
		{ (uint32_t)c->joined[0], (uint32_t)c->joined[1] },
		{ iramuteq ? RULES_IRAMUTEQ : RULES_RAINETTE, iramuteq ? 4 : 3, c->contingency, (uint32_t)c->min_split, 0,
		c->compat == COMPAT_GLANE } };
}

static void write_tree(glane_ctx *ctx, const classes *k, const glane_sym *name)
{
	const tree *t = &k->tree[0];
	for (uint32_t i = 0; i < t->n; i++) {
		const tree_node *node = &t->node[i];
		bool leaf = node->daughter[0] == GLANE_NONE;
		tree_row row = { numbered(ctx, i + 1), { 0 }, { 0 }, node->n, node->height, leaf ? GLANE_UNDEFINED_REAL : node->chi2 };
		if (node->parent != GLANE_NONE)
			row.parent = numbered(ctx, node->parent + 1);
		for (uint32_t c = 0; c < k->n; c++)
			if (k->node[c] == i)
				row.name = name[c];
		ctx->host->row(ctx, TREE, &row, NULL);
	}
}

/* Labels the segments of each document that are in a class. */
static void label_segments(const result *r)
{
	const units *u = r->u;
	glane_sym *name = pool_array(r->p, name, u->n);
	uint32_t *row = pool_array(r->p, row, u->n);
	for (uint32_t from = 0, to; from < u->n; from = to) {
		uint32_t n = 0;
		for (to = from; to < u->n && u->row[to].document == u->row[from].document; to++)
			if (r->k->of[to] != GLANE_NONE) {
				row[n] = u->row[to].row;
				name[n++] = r->name[r->k->of[to]];
			}
		label_rows out = { NULL, name };
		if (n)
			r->ctx->host->label(r->ctx, 0, u->row[from].name, n, row, &out);
	}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const input *in = ctx->input;
	pool *p = pool_new(ctx);
	units u = units_read(p, &in->u, &c->units);
	if (!u.n || !u.active.n) {
		h->log(ctx, GLANE_WARNING, glane_here(), "there are no classes: %u segments were said, and %u active forms often enough "
			"(option min-count: %u)", u.n, u.active.n, (unsigned)c->units.least);
		return GLANE_OK;
	}
	result r = { .ctx = ctx, .p = p, .c = c, .u = &u };
	uint32_t *source = pool_array(p, source, u.n);
	r.person = pool_array(p, r.person, u.n);
	r.n_persons = units_people(p, &u, r.person);
	number_sources(&u, source);
	sparse presence = sparse_presence(p, &u.active.cells);
	const segments s = { u.n, &presence, source };
	const classes_rules rules = rules_of(c);
	classes k;
	int code = classes_find(p, &s, &rules, &k);
	if (code != GLANE_OK)
		return code;
	if (!k.n) {
		h->log(ctx, GLANE_WARNING, glane_here(), "there are no classes: %u segments with %u active forms can't be cut into classes of "
			"enough segments; a lower min-class or min-count, or fewer classes, may help", u.n, u.active.n);
		return GLANE_OK;
	}
	double *stability = pool_array(p, stability, k.n);
	if (c->resamples && (code = stability_of(p, &s, &rules, &k, (uint32_t)c->resamples, stability)) != GLANE_OK)
		return code;
	r.k = &k;
	r.presence = &presence;
	r.stability = c->resamples ? stability : NULL;
	r.name = pool_array(p, r.name, k.n);
	for (uint32_t i = 0; i < k.n; i++)
		r.name[i] = numbered(ctx, i + 1);
	units_modalities m = units_modalities_read(p, &u, &in->u);
	label_segments(&r);
	profiles_write(&r, &m);
	write_tree(ctx, &k, r.name);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Segments were put into classes by Reinert's descending hierarchical classification "
	  "[@reinert1983; @reinert1990]: the table of units by active words, presence and absence, is cut in "
	  "two where the χ² of both parts is greatest, then the larger part again, up to {classes} classes at "
	  "the end of the cuts." },
	{ "unit-forms!=0", "A unit is a segment, or segments of one person that follow each other, joined until "
	  "they have {unit-forms} active words." },
	METHOD_WORDS,
	{ "mode=double", "Two classifications were made, the second of units with {second-unit-forms} active "
	  "words; the classes that both find were kept." },
	{ "compat=iramuteq", "The rules are those of IRaMuTeQ [@ratinaud2009]." },
	{ "compat=rainette", "The rules are those of the R package rainette." },
	{ "min-class!=0", "Classes of fewer than {min-class} segments were not kept." },
	{ NULL, "Segments of classes too small to be kept, or without any active word, are in no class; the "
	  "share that is classified is told." },
	{ NULL, "The words of a class are told by the χ² of their presence in its segments, without Yates' "
	  "correction, negative where they are rarer than expected; those beyond ±2 are listed. q is the false "
	  "discovery rate over all that was tested [@benjamini1995]." },
	{ "resamples!=0", "The stability of a class is the mean, over {resamples} samples of four fifths of the "
	  "segments, of the greatest Jaccard index with a class that is found there [@hennig2007]; below 50 per "
	  "cent a class should not be interpreted." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "reinert1983", "article", "Reinert, Max", "1983",
	  "Une méthode de classification descendante hiérarchique : application à l'analyse lexicale par contexte",
	  .in = "Les cahiers de l'analyse des données", .volume = "8(2)", .pages = "187-198" },
	REFERENCE_REINERT_1990,
	REFERENCE_RATINAUD_2009,
	REFERENCE_BENJAMINI_1995,
	{ "hennig2007", "article", "Hennig, Christian", "2007", "Cluster-wise assessment of cluster stability",
	  .in = "Computational Statistics & Data Analysis", .volume = "52(1)", .pages = "258-271",
	  .doi = "10.1016/j.csda.2006.11.025" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "reinert", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Classes of segments that share their words, by Reinert's descending classification",
	.topic = "classes", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "segment",
	.layers = layers, .tables = tables,
	.report = report,
};
