/* intertextual-distance: how far groups, documents or speakers are from each other by all that they say (Labbé & Labbé 2001), who
 * is nearest to whom, and the tree that this gives. */
#include <stdio.h>
#include <math.h>
#include "average.h"
#include "labbe.h"
#include "matrix/distinct.h"
#include "matrix/units.h"
#include "references/sentences.h"
#include "statistics/contrast.h"

enum { OF_GROUPS, OF_DOCUMENTS, OF_SPEAKERS };
enum { WORDS_ALL, WORDS_ACTIVE };
typedef struct {
	units_choice units;
	int of, words;
	int64_t short_below, ratio_above, most;
} config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, of, "texts", "groups", "groups|documents|speakers",
		"What is compared: what each group of `by` says, each document, each speaker; without `by` groups are documents"),
	GLANE_OPT_CHOICE(config, words, "words", "all", "all|active", "All words, tool words too, as the method has it, or active terms alone"),
	UNITS_OPTIONS(config, units, "1", "0"),
	GLANE_OPT_INT(config, short_below, "short-below", "1000", 0, 1000000000, "Pairs with a text of fewer tokens get a warning"),
	GLANE_OPT_INT(config, ratio_above, "ratio-above", "10", 1, 1000000, "Pairs of which one text is more than so many times as long get a warning"),
	GLANE_OPT_INT(config, most, "max-texts", "2000", 2, 5000, "More texts are refused: the number of pairs grows with their square"),
	GLANE_LAST
};

typedef struct { units_input u; } input;
static const glane_need needs[] = {
	UNITS_NEEDS(input, u),
	GLANE_LAST
};

typedef struct {
	glane_sym a, b, warning;
	double distance;
	int64_t tokens_a, tokens_b;
} pair_row;
static const glane_column pair_columns[] = {
	GLANE_COL_KEY(pair_row, a, "a", "Text"),
	GLANE_COL_KEY(pair_row, b, "b", "Other text"),
	GLANE_COL_VALUE(pair_row, distance, "distance", "0 to 1", 4, "Distance"),
	GLANE_COL_COUNT(pair_row, tokens_a, "tokens-a", "tokens", "Tokens of the text"),
	GLANE_COL_COUNT(pair_row, tokens_b, "tokens-b", "tokens", "Tokens of the other text"),
	GLANE_COL_LABEL(pair_row, warning, "warning", "Warning"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, text, nearest, warning;
	int64_t tokens, types, passages, documents, speakers;
	double distance, mean;
} text_row;
static const glane_column text_columns[] = {
	GLANE_COL_KEY(text_row, group, "group", "Group"),
	GLANE_COL_KEY(text_row, text, "text", "Text"),
	GLANE_COL_COUNT(text_row, tokens, "tokens", "tokens", "Tokens"),
	GLANE_COL_COUNT(text_row, types, "words", "words", "Different words"),
	GLANE_COL_LABEL(text_row, nearest, "nearest", "Nearest text"),
	GLANE_COL_VALUE(text_row, distance, "distance", "0 to 1", 4, "Distance of the nearest text"),
	GLANE_COL_LABEL(text_row, warning, "warning", "Warning"),
	GLANE_COL_VALUE(text_row, mean, "mean", "0 to 1", 4, "Mean distance of all others"),
	GLANE_COL_PASSAGES(text_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(text_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(text_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym node, parent, text;
	int64_t tokens;
	double height;
} tree_row;
static const glane_column tree_columns[] = {
	GLANE_COL_KEY(tree_row, node, "node", "Node"),
	GLANE_COL_LABEL(tree_row, parent, "parent", "Part of"),
	GLANE_COL_LABEL(tree_row, text, "text", "Text"),
	GLANE_COL_COUNT(tree_row, tokens, "tokens", "tokens", "Tokens"),
	GLANE_COL_VALUE(tree_row, height, "height", "0 to 1", 4, "Mean distance of the two that are joined"),
	GLANE_LAST
};

static const glane_view pair_views[] = {
	{ "distance", "a", "b", "distance", "Distances" },
	GLANE_LAST
};
static const glane_figure pair_figures[] = {
	{ "heat", "heat", "distance", "x=b y=a colour=distance", "Distances" },
	GLANE_LAST
};
static const glane_figure text_figures[] = {
	{ "nearest", "bars", NULL, "x=text y=distance", "How far the nearest text is" },
	GLANE_LAST
};
static const glane_figure tree_figures[] = {
	{ "dendrogram", "tree", NULL, "node=node parent=parent y=height size=tokens label=text", "Tree of the texts" },
	GLANE_LAST
};

enum { PAIRS, TEXTS, TREE };
static const glane_table tables[] = {
	[PAIRS] = { "pairs", GLANE_REPORTED | GLANE_PERSONAL, pair_columns, sizeof(pair_row), "distance", pair_views, pair_figures,
		"Intertextual distances", "{a} and {b} are {distance} apart, on a scale from 0 (the same words as often) to 1 (none in common)" },
	[TEXTS] = { "texts", GLANE_REPORTED, text_columns, sizeof(text_row), "group text", NULL, text_figures, "Texts that are compared",
		"{nearest} is nearest to {text} (distance {distance}); {text} has {tokens} tokens of {speakers} speakers" },
	[TREE] = { "tree", GLANE_REPORTED | GLANE_PERSONAL, tree_columns, sizeof(tree_row), "-height", NULL, tree_figures, "Tree of the texts", NULL },
	GLANE_LAST
};

/* ---- Texts ------------------------------------------------------------------------------------------------ */

typedef struct {
	glane_ctx *ctx;
	const config *c;
	pool *p;
	units u;
	distinct name;			/* of the texts, in code-point order: their order everywhere */
	uint32_t *of;			/* of each unit: its text; GLANE_NONE: no text's */
	sparse cells;			/* texts by words */
	labbe_text *text;
	double *distance;		/* n by n */
} study;

static void find_texts(study *s)
{
	const units *u = &s->u;
	glane_sym *name = pool_array(s->p, name, u->n);
	bool *keep = pool_array(s->p, keep, u->n), grouped = false;
	for (uint32_t i = 0; i < u->n; i++)
		grouped |= u->row[i].group.id != 0;
	int of = s->c->of == OF_GROUPS && !grouped ? OF_DOCUMENTS : s->c->of;
	for (uint32_t i = 0; i < u->n; i++) {
		name[i] = of == OF_GROUPS ? u->row[i].group : of == OF_DOCUMENTS ? u->row[i].name : u->row[i].person;
		keep[i] = name[i].id && u->row[i].terms;
	}
	s->of = pool_array(s->p, s->of, u->n);
	s->name = distinct_of(s->p, u->n, name, keep, s->of);
}

/* Adds the words of f, numbered from `first`, to the places of single occurrences; returns how many there are then. */
static uint32_t place_words(const study *s, const units_features *f, uint32_t first, uint32_t n, uint32_t *row, uint32_t *column)
{
	for (uint32_t i = 0; i < s->u.n; i++)
		for (uint32_t k = f->cells.start[i]; s->of[i] != GLANE_NONE && k < f->cells.start[i + 1]; k++)
			for (uint32_t times = (uint32_t)f->cells.value[k]; times > 0; times--) {
				row[n] = s->of[i];
				column[n++] = first + f->cells.column[k];
			}
	return n;
}

static void count_words(study *s)
{
	const units_features *active = &s->u.active, *others = &s->u.supplementary;
	bool all = s->c->words == WORDS_ALL;
	uint32_t columns = active->n + (all ? others->n : 0), n;
	double most = sparse_sums(&active->cells, NULL, NULL) + (all ? sparse_sums(&others->cells, NULL, NULL) : 0);
	uint32_t *row = pool_array(s->p, row, most), *column = pool_array(s->p, column, most);
	n = place_words(s, active, 0, 0, row, column);
	if (all)
		n = place_words(s, others, active->n, n, row, column);
	s->cells = sparse_of(s->p, s->name.n, columns, n, row, column);
	s->text = pool_array(s->p, s->text, s->name.n);
	double *tokens = pool_array(s->p, tokens, s->name.n);
	sparse_sums(&s->cells, tokens, NULL);
	for (uint32_t t = 0; t < s->name.n; t++) {
		uint32_t from = s->cells.start[t];
		s->text[t] = (labbe_text){ s->cells.start[t + 1] - from, s->cells.column + from, s->cells.value + from, tokens[t] };
	}
}

/* ---- Tables ----------------------------------------------------------------------------------------------- */

static double cell(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

static glane_sym warning_of(const study *s, uint32_t a, uint32_t b)
{
	double less = fmin(s->text[a].tokens, s->text[b].tokens), more = fmax(s->text[a].tokens, s->text[b].tokens);
	bool is_short = less < (double)s->c->short_below, uneven = more > less * (double)s->c->ratio_above;
	return s->ctx->host->sym(s->ctx, is_short && uneven ? "short text, uneven lengths" : is_short ? "short text" : uneven ? "uneven lengths" : "");
}

static int write_pairs(study *s)
{
	uint32_t n = s->name.n, warned = 0;
	s->distance = pool_array(s->p, s->distance, (size_t)n * n);
	for (uint32_t a = 0; a < n; a++) {
		if (!s->ctx->host->progress(s->ctx, a, n))
			return GLANE_ECANCEL;
		for (uint32_t b = a + 1; b < n; b++) {
			double d = labbe_distance(&s->text[a], &s->text[b]);
			s->distance[(size_t)a * n + b] = s->distance[(size_t)b * n + a] = d;
			pair_row row = { s->name.name[a], s->name.name[b], warning_of(s, a, b), cell(d),
				(int64_t)s->text[a].tokens, (int64_t)s->text[b].tokens };
			warned += row.warning.id != 0;
			s->ctx->host->row(s->ctx, PAIRS, &row, NULL);
		}
	}
	if (warned)
		s->ctx->host->log(s->ctx, GLANE_WARNING, glane_here(), "%u pairs of texts are compared that are short or of uneven lengths: their "
			"distances are too great (column warning)", warned);
	return GLANE_OK;
}

/* The nearest text, the first of equals, and the mean distance of all others, as far as they are defined. */
static void compare(const study *s, uint32_t t, text_row *row)
{
	uint32_t n = s->name.n, best = GLANE_NONE, others = 0;
	const double *d = s->distance + (size_t)t * n;
	double sum = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i == t || isnan(d[i]))
			continue;
		if (best == GLANE_NONE || decided(d[i]) < decided(d[best]))
			best = i;
		sum += d[i];
		others++;
	}
	row->distance = row->mean = GLANE_UNDEFINED_REAL;
	if (!others)
		return;
	row->nearest = s->name.name[best];
	row->distance = d[best];
	row->mean = sum / others;
	row->warning = warning_of(s, t, best);
}

static void write_texts(study *s)
{
	uint32_t n = s->name.n;
	const units *u = &s->u;
	uint32_t *seen = units_marks(s->p, u), *start = pool_array(s->p, start, n + 1), *next = pool_array(s->p, next, n);
	uint32_t *unit = pool_array(s->p, unit, u->n);
	glane_passage *passage = pool_array(s->p, passage, u->n);
	for (uint32_t i = 0; i < u->n; i++)
		if (s->of[i] != GLANE_NONE)
			start[s->of[i] + 1]++;
	for (uint32_t t = 0; t < n; t++)
		next[t] = start[t + 1] += start[t];
	for (uint32_t i = u->n; i-- > 0; )
		if (s->of[i] != GLANE_NONE)
			unit[--next[s->of[i]]] = i;
	for (uint32_t t = 0; t < n; t++) {
		text_row row = { .text = s->name.name[t], .tokens = (int64_t)s->text[t].tokens, .types = s->text[t].n };
		uint32_t document = GLANE_NONE;
		/* Of a document of several groups the first one. */
		row.group = u->row[unit[start[t]]].group;
		for (uint32_t k = start[t]; k < start[t + 1]; k++) {
			const units_row *at = &u->row[unit[k]];
			row.documents += at->document != document;
			row.speakers += at->person.id && seen[at->person.id] != t + 1;
			seen[at->person.id] = t + 1;
			document = at->document;
			passage[row.passages++] = (glane_passage){ at->name, at->row };
		}
		compare(s, t, &row);
		glane_evidence e = { .in = u->layer, .n_rows = (uint32_t)row.passages, .rows = passage };
		s->ctx->host->row(s->ctx, TEXTS, &row, &e);
	}
}

static glane_sym numbered(glane_ctx *ctx, uint32_t n)
{
	char text[16];
	snprintf(text, sizeof text, "%u", n);
	return ctx->host->sym(ctx, text);
}

/* Nodes from 1, the whole, down to the texts. */
static void write_tree(study *s)
{
	uint32_t n = s->name.n, *parent = pool_array(s->p, parent, 2 * (size_t)n);
	double *tokens = pool_array(s->p, tokens, 2 * (size_t)n);
	const average_joint *joint = average_linkage(s->p, n, s->distance);
	for (uint32_t i = 0; i < n; i++)
		tokens[i] = s->text[i].tokens;
	for (uint32_t i = 0; i + 1 < n; i++) {
		parent[joint[i].left] = parent[joint[i].right] = n + i;
		tokens[n + i] = tokens[joint[i].left] + tokens[joint[i].right];
	}
	for (uint32_t i = 2 * n - 1; i-- > 0; ) {
		tree_row row = { numbered(s->ctx, 2 * n - 1 - i), { 0 }, { 0 }, (int64_t)tokens[i], i < n ? 0 : joint[i - n].height };
		if (i + 2 < 2 * n)
			row.parent = numbered(s->ctx, 2 * n - 1 - parent[i]);
		if (i < n)
			row.text = s->name.name[i];
		s->ctx->host->row(s->ctx, TREE, &row, NULL);
	}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	study s = { .ctx = ctx, .c = ctx->config, .p = pool_new(ctx) };
	units_choice choice = s.c->units;
	choice.stop = true;
	s.u = units_read(s.p, &in->u, &choice);
	find_texts(&s);
	if (s.name.n > s.c->most)
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("max-texts"), "%u texts are too many to compare each with each: at most %u are; write "
			"by=\"…\" with a variable of fewer values, or raise max-texts", s.name.n, (unsigned)s.c->most);
	count_words(&s);
	if (s.name.n < 2)
		h->log(ctx, GLANE_WARNING, glane_here(), "there are no distances: texts are compared, and there are %u in which something is said; write "
			"by=\"…\" with a variable of several values, or texts=\"documents\"", s.name.n);
	int code = write_pairs(&s);
	if (code != GLANE_OK)
		return code;
	write_texts(&s);
	bool known = s.name.n > 1;
	for (uint32_t t = 0; t < s.name.n; t++)
		known = known && s.text[t].tokens > 0;
	if (known)
		write_tree(&s);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Labbé's intertextual distance [@labbe2001; @labbe2003] compares all words of two texts, the "
	  "longer one scaled down to the length of the shorter: 0 where they have the same words as often, 1 "
	  "where they have none in common." },
	{ "texts=groups", "Texts are what each group says (without groups, each document)." },
	{ "texts=documents", "Texts are documents." },
	{ "texts=speakers", "Texts are what each speaker says." },
	{ "words=active", "Active terms alone were counted." },
	METHOD_WORDS,
	{ NULL, "Pairs with a text of fewer than {short-below} words, or of which one is more than "
	  "{ratio-above} times as long, are marked: their distance is too great. The tree joins those that are "
	  "nearest on average [@sokal1958; @murtagh1983]." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "labbe2001", "article", "Labbé, Cyril and Labbé, Dominique", "2001",
	  "Inter-textual distance and authorship attribution. Corneille and Molière",
	  .in = "Journal of Quantitative Linguistics", .volume = "8(3)", .pages = "213-231",
	  .doi = "10.1076/jqul.8.3.213.4100" },
	{ "labbe2003", "article", "Labbé, Cyril and Labbé, Dominique", "2003", "La distance intertextuelle",
	  .in = "Corpus", .volume = "2" },
	{ "sokal1958", "article", "Sokal, Robert R. and Michener, Charles D.", "1958",
	  "A statistical method for evaluating systematic relationships",
	  .in = "University of Kansas Science Bulletin", .volume = "38", .pages = "1409-1438" },
	{ "murtagh1983", "article", "Murtagh, Fionn", "1983",
	  "A survey of recent advances in hierarchical clustering algorithms", .in = "The Computer Journal",
	  .volume = "26(4)", .pages = "354-359", .doi = "10.1093/comjnl/26.4.354" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "intertextual-distance", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How far groups, documents or speakers are from each other by all their words (Labbé)",
	.topic = "maps", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "sentence segment turn",
	.tables = tables,
	.report = report,
};
