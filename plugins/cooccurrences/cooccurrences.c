/* cooccurrences: which words stand together more often than chance would have it: pairs of words in units of text, or the words around a
 * pivot, by all the measures that are in use. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "analysis/upos.h"
#include "cooccurrences.h"
#include "form/form.h"
#include "references/references.h"
#include "references/sentences.h"
#include "statistics/contrast.h"

#define N_(text) text		/* said by translate() */

static const glane_option options[] = {
	GLANE_OPT_TEXT(config, pivot, "pivot", "",
		"Words, by form or lemma, separated by semicolons: what stands around them; without any: pairs of words in units"),
	GLANE_OPT_INT(config, window, "window", "10", 0, 1000000,
		"Words before and behind the pivot that are its context, inside of the unit; 0: all of the unit"),
	GLANE_OPT_CHOICE(config, measure, "measure", "specificity",
		"specificity|mi|mi3|npmi|t|z|dice|log-dice|g2|chi2|chi2-yates|phi|delta-second|delta-first", "The measure that orders"),
	GLANE_OPT_INT(config, top, "top", "100", 0, 10000000, "Pairs, or words, of each group that are listed: the first by the measure; 0: all"),
	GLANE_OPT_INT(config, together, "min-together", "2", 1, 1000000, "Those that stand together less often are not listed"),
	GLANE_OPT_INT(config, speakers, "min-speakers", "1", 0, 1000000, "Those that fewer speakers say together are not listed"),
	UNITS_OPTIONS(config, units, "3", "1000"),
	GLANE_LAST
};

static const glane_need needs[] = {
	UNITS_NEEDS(input, u),
	GLANE_LAST
};

#define MEASURE_COLUMNS(S) \
	GLANE_COL_VALUE(S, score, "score", "measure", 4, "Measure that orders"), \
	GLANE_COL_VALUE(S, m.expected, "expected", "expected", 2, "Expected together"), \
	GLANE_COL_VALUE(S, m.value[BY_SPECIFICITY], "specificity", "log10", 2, "Specificity"), \
	GLANE_COL_VALUE(S, m.value[BY_MI], "mi", "bits", 3, "Mutual information"), \
	GLANE_COL_VALUE(S, m.value[BY_MI3], "mi3", "bits", 3, "Cubic mutual information"), \
	GLANE_COL_VALUE(S, m.value[BY_NPMI], "npmi", "npmi", 3, "Normalised mutual information"), \
	GLANE_COL_VALUE(S, m.value[BY_T], "t", "t", 2, "t score"), \
	GLANE_COL_VALUE(S, m.value[BY_Z], "z", "z", 2, "z score"), \
	GLANE_COL_VALUE(S, m.value[BY_DICE], "dice", "dice", 4, "Dice"), \
	GLANE_COL_VALUE(S, m.value[BY_LOG_DICE], "log-dice", "logDice", 2, "logDice"), \
	GLANE_COL_VALUE(S, m.value[BY_G2], "g2", "G²", 2, "Signed G²"), \
	GLANE_COL_VALUE(S, m.value[BY_CHI2], "chi2", "χ²", 2, "Signed χ²"), \
	GLANE_COL_VALUE(S, m.value[BY_YATES], "chi2-yates", "χ²", 2, "Signed χ² with Yates' correction"), \
	GLANE_COL_VALUE(S, m.value[BY_PHI], "phi", "φ", 3, "φ"), \
	GLANE_COL_VALUE(S, m.value[BY_DELTA_SECOND], "delta-second", "ΔP", 4, "ΔP of the second word, given the first"), \
	GLANE_COL_VALUE(S, m.value[BY_DELTA_FIRST], "delta-first", "ΔP", 4, "ΔP of the first word, given the second"), \
	GLANE_COL_VALUE(S, m.p, "p", "p", 4, "p"), \
	GLANE_COL_VALUE(S, m.q, "q", "q", 4, "q")

typedef struct {
	glane_sym group, kind;
	int64_t units, terms, pivots, context, tests, documents, speakers;
	double factor;
} summary_row;
static const glane_column summary_columns[] = {
	GLANE_COL_KEY(summary_row, group, "group", "Group"),
	GLANE_COL_KEY(summary_row, kind, "kind", "What stands together"),
	GLANE_COL_PASSAGES(summary_row, units, "units", "units", "Units"),
	GLANE_COL_COUNT(summary_row, terms, "terms", "tokens", "Words"),
	GLANE_COL_COUNT(summary_row, pivots, "pivots", "tokens", "Occurrences of the pivot"),
	GLANE_COL_COUNT(summary_row, context, "context", "tokens", "Words around it"),
	GLANE_COL_VALUE(summary_row, factor, "window-factor", "words", 4, "Words around each occurrence of the pivot: factor k of what is expected"),
	GLANE_COL_COUNT(summary_row, tests, "tests", "tests", "Pairs, or words, that were tested"),
	GLANE_COL_DOCUMENTS(summary_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(summary_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, first, second;
	int64_t units, first_units, second_units, documents, speakers;
	double score;
	measures m;
} pair_row;
static const glane_column pair_columns[] = {
	GLANE_COL_KEY(pair_row, group, "group", "Group"),
	GLANE_COL_KEY(pair_row, first, "first", "Word"),
	GLANE_COL_KEY(pair_row, second, "second", "Other word"),
	GLANE_COL_PASSAGES(pair_row, units, "units", "units", "Units that hold both"),
	GLANE_COL_COUNT(pair_row, first_units, "first-units", "units", "Units that hold the word"),
	GLANE_COL_COUNT(pair_row, second_units, "second-units", "units", "Units that hold the other word"),
	MEASURE_COLUMNS(pair_row),
	GLANE_COL_DOCUMENTS(pair_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(pair_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, word, upos;
	int64_t together, tokens, before, behind, documents, speakers;
	double distance, score;
	measures m;
} word_row;
static const glane_column word_columns[] = {
	GLANE_COL_KEY(word_row, group, "group", "Group"),
	GLANE_COL_KEY(word_row, word, "word", "Word"),
	GLANE_COL_LABEL_WORD(word_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_PASSAGES(word_row, together, "together", "tokens", "Said around the pivot"),
	GLANE_COL_COUNT(word_row, tokens, "tokens", "tokens", "Said at all"),
	GLANE_COL_COUNT(word_row, before, "before", "tokens", "Before the pivot"),
	GLANE_COL_COUNT(word_row, behind, "behind", "tokens", "Behind the pivot"),
	GLANE_COL_VALUE(word_row, distance, "distance", "words", 2, "Mean distance"),
	MEASURE_COLUMNS(word_row),
	GLANE_COL_DOCUMENTS(word_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(word_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_figure pair_figures[] = {
	{ "network", "network", NULL, "x=first y=second edge=score", "Words that stand together" },
	GLANE_LAST
};
static const glane_view word_views[] = {
	{ "score", "word", "group", "score", "Measure of each word, by group" },
	{ "together", "word", "group", "together", "How often each word stands by the pivot, by group" },
	GLANE_LAST
};
static const glane_figure word_figures[] = {
	{ "words", "bars", NULL, "x=word y=score colour=group", "Words around the pivot" },
	GLANE_LAST
};
enum { SUMMARY, PAIRS, WORDS };
static const glane_table tables[] = {
	[SUMMARY] = { "summary", GLANE_REPORTED, summary_columns, sizeof(summary_row), "group kind", NULL, NULL, "What was looked at",
		"{tests} tests in {units} units, of {speakers} speakers; words around each occurrence of the pivot: {window-factor}" },
	[PAIRS] = { "pairs", GLANE_REPORTED, pair_columns, sizeof(pair_row), "group -score -units", NULL, pair_figures, "Words that stand together",
		"{first} and {second} are both in {units} units, where {expected} are expected (specificity {specificity}): {speakers} speakers" },
	[WORDS] = { "words", GLANE_REPORTED, word_columns, sizeof(word_row), "group -score -together", word_views, word_figures,
		"Words around the pivot",
		"{word} is said {together} times around the pivot, where {expected} are expected (specificity {specificity}): {speakers} speakers" },
	GLANE_LAST
};

/* ---- What both kinds share ------------------------------------------------------------------------ */

/* What was tested: first and second are features; of a pivot first is 0. */
typedef struct { uint32_t first, second; double together, score; measures m; } candidate;

static int by_score(const void *a, const void *b)
{
	const candidate *x = a, *y = b;
	if (isnan(x->score) != isnan(y->score))
		return isnan(x->score) ? 1 : -1;
	if (x->score != y->score && !isnan(x->score))
		return x->score > y->score ? -1 : 1;
	if (x->together != y->together)
		return x->together > y->together ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->second > y->second) - (x->second < y->second);
}

/* Adjusts p for all tests, and puts the n candidates in the order in which they are listed. */
static void rank(const study *s, uint32_t n, candidate *list, double tests)
{
	measures *m = pool_array(s->p, m, n);
	for (uint32_t i = 0; i < n; i++)
		m[i] = list[i].m;
	measures_correct(s->p, n, m, tests);
	for (uint32_t i = 0; i < n; i++) {
		list[i].m = m[i];
		list[i].score = decided(m[i].value[s->c->measure]);
	}
	if (n)
		qsort(list, n, sizeof *list, by_score);
}

static double cell(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

static measures cells(measures m)
{
	m.expected = cell(m.expected);
	m.p = cell(m.p);
	m.q = cell(m.q);
	for (int i = 0; i < MEASURES; i++)
		m.value[i] = cell(m.value[i]);
	return m;
}

static void write_summary(const study *s, tally *t, uint32_t group, const contexts *x, double tests)
{
	const glane_host *h = s->ctx->host;
	tally_group(t, group);
	glane_evidence e = tally_evidence(t);
	summary_row row = { s->g.name[group], h->sym(s->ctx, h->translate(s->ctx, x ? N_("words around the pivot") : N_("pairs in units"))),
		t->units, (int64_t)s->g.terms[group], x ? (int64_t)x->pivots : GLANE_UNDEFINED_INT,
		x ? (int64_t)x->context : GLANE_UNDEFINED_INT, (int64_t)tests, t->documents, t->speakers,
		!x ? 1 : x->pivots > 0 ? x->context / x->pivots : GLANE_UNDEFINED_REAL };
	h->row(s->ctx, SUMMARY, &row, &e);
}

/* ---- Pairs in units -------------------------------------------------------------------------------- */

static void report_pairs(const study *s, tally *t, const sparse *presence, uint32_t group)
{
	pool_mark then = pool_now(s->p);
	group_units of = group_units_of(s->p, &s->g, group, presence);
	const uint32_t *start = of.by_feature.start;
	pair_counts pairs = pairs_of(s->p, &of.rows, &of.by_feature, 1);
	candidate *list = pool_array(s->p, list, pairs.n);
	double said = 0;
	for (uint32_t f = 0; f < s->u.active.n; f++)
		said += start[f + 1] > start[f];
	for (uint32_t i = 0; i < pairs.n; i++) {
		const pair_count *k = &pairs.pair[i];
		collocation c = { k->together, start[k->first + 1] - start[k->first], start[k->second + 1] - start[k->second], of.rows.rows, 1 };
		list[i] = (candidate){ k->first, k->second, c.together, 0, measures_of(c) };
	}
	rank(s, pairs.n, list, said * (said - 1) / 2);
	write_summary(s, t, group, NULL, said * (said - 1) / 2);
	int64_t listed = 0;
	for (uint32_t i = 0; i < pairs.n && (!s->c->top || listed < s->c->top); i++) {
		const candidate *k = &list[i];
		if (k->together < (double)s->c->together)
			continue;
		tally_pair(t, &of, k->first, k->second);
		if (t->speakers < s->c->speakers)
			continue;
		glane_evidence e = tally_evidence(t);
		pair_row row = { s->g.name[group], s->u.active.name[k->first], s->u.active.name[k->second], t->units, start[k->first + 1] - start[k->first],
			start[k->second + 1] - start[k->second], t->documents, t->speakers, cell(k->score), cells(k->m) };
		s->ctx->host->row(s->ctx, PAIRS, &row, &e);
		listed++;
	}
	pool_back(s->p, then);
}

/* ---- Words around a pivot -------------------------------------------------------------------------- */

/* The words of the option: lists are cut at semicolons and line ends. Returns how many. */
static uint32_t read_pivots(const study *s, glane_sym *out)
{
	uint32_t n = 0;
	for (const char *p = s->c->pivot; *p; p += strspn(p, ";\n")) {
		size_t length = strcspn(p, ";\n");
		char *form = pool_alloc(s->p, FORM_ROOM(length));
		glane_str word = { form, (uint32_t)form_of_label(p, length, form) };
		p += length;
		if (word.n)
			s->ctx->host->intern(s->ctx, 1, &word, &out[n++]);
	}
	return n;
}

/* Where a word stands around the pivot: its tokens, documents, speakers. Neighbours come in the order of the corpus. */
typedef struct { uint32_t *seen, stamp; glane_passage *passage; } standing;

static word_row stands(const study *s, standing *w, uint32_t group, const contexts *x, uint32_t feature)
{
	word_row row = { .group = s->g.name[group], .word = s->u.active.name[feature], .upos = s->u.active.upos[feature] };
	uint32_t last = GLANE_NONE;
	double distance = 0;
	w->stamp++;
	for (uint32_t i = x->start[feature]; i < x->start[feature + 1]; i++) {
		const neighbour *k = &x->at[i];
		const units_row *unit = &s->u.row[k->unit];
		uint32_t who = s->g.person[k->unit];
		w->passage[row.together++] = (glane_passage){ unit->name, k->row };
		distance += k->distance;
		row.before += k->before;
		row.documents += unit->document != last;
		last = unit->document;
		if (who != GLANE_NONE && w->seen[who] != w->stamp) {
			w->seen[who] = w->stamp;
			row.speakers++;
		}
	}
	row.behind = row.together - row.before;
	row.tokens = (int64_t)x->tokens[feature];
	row.distance = row.together ? distance / (double)row.together : GLANE_UNDEFINED_REAL;
	return row;
}

static void report_words(const study *s, tally *t, standing *w, const contexts *x, uint32_t group)
{
	pool_mark then = pool_now(s->p);
	candidate *list = pool_array(s->p, list, s->u.active.n);
	uint32_t n = 0;
	double tests = 0;
	for (uint32_t f = 0; f < s->u.active.n; f++) {
		uint32_t together = x->start[f + 1] - x->start[f];
		collocation c = { together, x->pivots, x->tokens[f], s->g.terms[group], x->pivots > 0 ? x->context / x->pivots : 0 };
		tests += x->pivots > 0 && x->tokens[f] > 0;
		if (together)
			list[n++] = (candidate){ 0, f, together, 0, measures_of(c) };
	}
	rank(s, n, list, tests);
	write_summary(s, t, group, x, tests);
	int64_t listed = 0;
	for (uint32_t i = 0; i < n && (!s->c->top || listed < s->c->top); i++) {
		if (list[i].together < (double)s->c->together)
			continue;
		word_row row = stands(s, w, group, x, list[i].second);
		if (row.speakers < s->c->speakers)
			continue;
		row.score = cell(list[i].score);
		row.m = cells(list[i].m);
		glane_evidence e = { .in = "term", .n_rows = (uint32_t)row.together, .rows = w->passage };
		s->ctx->host->row(s->ctx, WORDS, &row, &e);
		listed++;
	}
	pool_back(s->p, then);
}

static void report_pivot(study *s, tally *t)
{
	const glane_host *h = s->ctx->host;
	glane_sym *pivot = pool_array(s->p, pivot, strlen(s->c->pivot) + 1);
	uint32_t n = read_pivots(s, pivot), most = 0;
	bool *found = pool_array(s->p, found, n);
	const contexts *x = contexts_read(s, n, pivot, found);
	for (uint32_t i = 0; i < n; i++)
		if (!found[i])
			h->log(s->ctx, GLANE_WARNING, glane_at_option("pivot"), "nobody says \"%s\", neither as a form nor as a lemma: see the table of "
				"frequencies for what is said", h->string(s->ctx, pivot[i]).p);
	for (uint32_t g = 0; g < s->g.n; g++)
		for (uint32_t f = 0; f < s->u.active.n; f++)
			most = x[g].start[f + 1] - x[g].start[f] > most ? x[g].start[f + 1] - x[g].start[f] : most;
	standing w = { .seen = pool_array(s->p, w.seen, s->g.n_persons), .passage = pool_array(s->p, w.passage, most) };
	for (uint32_t g = 0; g < s->g.n; g++)
		report_words(s, t, &w, &x[g], g);
}

static int report(glane_ctx *ctx)
{
	const config *c = ctx->config;
	study s = { .ctx = ctx, .c = c, .in = ctx->input, .p = pool_new(ctx) };
	units_choice choice = c->units;
	if (*c->pivot)			/* all words that stand around it */
		choice.most = 0;
	s.u = units_read(s.p, &s.in->u, &choice);
	if (!s.u.n || !s.u.active.n) {
		ctx->host->log(ctx, GLANE_WARNING, glane_here(), "there are no cooccurrences: %u units were said, and %u active words often enough "
			"(option min-count: %u)", s.u.n, s.u.active.n, (unsigned)choice.least);
		return GLANE_OK;
	}
	s.g = lexical_groups_of(s.p, &s.u);
	tally t = tally_new(s.p, &s.u, &s.g);
	if (*c->pivot)
		report_pivot(&s, &t);
	else {
		sparse presence = sparse_presence(s.p, &s.u.active.cells);
		for (uint32_t g = 0; g < s.g.n; g++)
			report_pairs(&s, &t, &presence, g);
	}
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "pivot=", "Pairs of words were counted in the units that hold both, once each, however often they are "
	  "said there." },
	{ "pivot!=", "The words around “{pivot}” were counted, never beyond the unit; contexts that overlap are "
	  "one." },
	{ "pivot!= and window!=0", "Their context is {window} words before and behind." },
	{ "pivot!= and window=0", "Their context is all of the unit." },
	METHOD_UNIT,
	{ "features=lemma", "Words are lemmas." },
	{ "features=form", "Words are forms as they are said." },
	{ "min-count!=1", "Words said fewer than {min-count} times in all were left out." },
	{ "pivot= and max-features!=0", "Of more than {max-features} words the most frequent ones were kept." },
	{ "measure=specificity", "They are ordered by Lafon's specificity [@lafon1980], the power of ten of the "
	  "hypergeometric probability of meeting so often." },
	{ "measure=mi", "They are ordered by mutual information [@church1990], which favours rare words." },
	{ "measure=mi3", "They are ordered by cubic mutual information [@daille1994]." },
	{ "measure=npmi", "They are ordered by normalised mutual information [@bouma2009]." },
	{ "measure=z", "They are ordered by the z score [@berryrogghe1973]." },
	{ "measure=log-dice", "They are ordered by logDice [@rychly2008]." },
	{ "measure=g2", "They are ordered by the log-likelihood ratio G² [@dunning1993]." },
	{ "measure=delta-second|delta-first", "They are ordered by ΔP, a measure with a direction [@gries2013]." },
	{ "measure=t|dice|chi2|chi2-yates|phi", "They are ordered by the measure “{measure}” [@evert2005]." },
	{ NULL, "Those that stand together less than {min-together} times are not listed." },
	{ "min-speakers!=0|1", "Those of fewer than {min-speakers} speakers are not listed." },
	{ NULL, "p is the hypergeometric probability of meeting so often or more, q its false discovery rate "
	  "over all that could meet in the group [@benjamini1995]." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_LAFON_1980,
	{ "church1990", "article", "Church, Kenneth Ward and Hanks, Patrick", "1990",
	  "Word association norms, mutual information, and lexicography", .in = "Computational Linguistics",
	  .volume = "16(1)", .pages = "22-29" },
	{ "daille1994", "phdthesis", "Daille, Béatrice", "1994",
	  "Approche mixte pour l'extraction automatique de terminologie : statistiques lexicales et filtres linguistiques",
	  .in = "Université Paris 7" },
	{ "bouma2009", "inproceedings", "Bouma, Gerlof", "2009",
	  "Normalized (pointwise) mutual information in collocation extraction", .in = "Proceedings of GSCL 2009",
	  .pages = "31-40" },
	{ "berryrogghe1973", "incollection", "Berry-Rogghe, Godelieve L. M.", "1973",
	  "The computation of collocations and their relevance in lexical studies",
	  .in = "The Computer and Literary Studies, Edinburgh University Press", .pages = "103-112" },
	{ "rychly2008", "inproceedings", "Rychlý, Pavel", "2008", "A lexicographer-friendly association score",
	  .in = "Proceedings of Recent Advances in Slavonic Natural Language Processing (RASLAN 2008)",
	  .pages = "6-9" },
	REFERENCE_DUNNING_1993,
	{ "gries2013", "article", "Gries, Stefan Th.", "2013",
	  "50-something years of work on collocations: what is or should be next …",
	  .in = "International Journal of Corpus Linguistics", .volume = "18(1)", .pages = "137-165",
	  .doi = "10.1075/ijcl.18.1.09gri" },
	{ "evert2005", "phdthesis", "Evert, Stefan", "2005",
	  "The statistics of word cooccurrences: word pairs and collocations", .in = "Universität Stuttgart" },
	REFERENCE_BENJAMINI_1995,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "cooccurrences", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Words that stand together, in units or around a pivot, by all measures of collocation",
	.topic = "associations", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "sentence segment turn answer document",
	.tables = tables,
	.report = report,
};
