/* keyness: which words mark a group against all others, or against one that is named: how sure that is, how large, and by how many
 * people they are said. */
#include <math.h>
#include <stdio.h>
#include "analysis/upos.h"
#include "measure.h"
#include "references/references.h"
#include "references/sentences.h"

typedef struct {
	units_choice units;
	bool supplementary;
	const char *reference;
	int measure, prior;
	double max_p, alpha, prior_size;
	int64_t least_speakers, top;
} config;
static const glane_option options[] = {
	GLANE_OPT_TEXT(config, reference, "reference", "", "The group that every other one is compared with; none: each is with all others"),
	GLANE_OPT_CHOICE(config, measure, "measure", "g2", "g2|g2-row|chi2|chi2-yates|log-ratio|log-odds",
		"What words are ranked by; all measures are shown"),
	GLANE_OPT_REAL(config, max_p, "max-p", "0.05", 0, 1, "Words whose p is greater are not listed; 1 lists all"),
	GLANE_OPT_INT(config, least_speakers, "min-speakers", "3", 1, 1000000,
		"Words that fewer speakers use are not ranked: of the group, and among what it says less, of those it is compared with"),
	GLANE_OPT_CHOICE(config, prior, "prior", "corpus", "corpus|flat",
		"The prior of log-odds: how frequent words are on both sides, or the same for each word"),
	GLANE_OPT_REAL(config, prior_size, "prior-size", "100", 0.000001, 1000000000, "With prior=corpus: words that the prior is worth"),
	GLANE_OPT_REAL(config, alpha, "alpha", "0.01", 0.000001, 1000000, "With prior=flat: what it gives to each word"),
	UNITS_OPTIONS(config, units, "3", "0"),
	GLANE_OPT_BOOL(config, supplementary, "supplementary-terms", "yes", "Compare supplementary terms, such as pronouns, too"),
	GLANE_OPT_INT(config, top, "top", "10", 0, 1000, "First active words of each group that are shown beside each other in all groups"),
	GLANE_LAST
};

typedef struct { units_input u; } input;
static const glane_need needs[] = {
	UNITS_NEEDS(input, u),
	GLANE_LAST
};

typedef struct {
	glane_sym group, kind, form, upos;
	int64_t tokens, other;
	double per_1000, other_per_1000, keyness, p, q, g2, g2_row, chi2, yates, log_ratio, diff, log_odds, z;
	int64_t passages, documents, speakers, other_speakers;
} word_row;
static const glane_column word_columns[] = {
	GLANE_COL_KEY(word_row, group, "group", "Group"),
	GLANE_COL_KEY_WORD(word_row, kind, "kind", "active|supplementary", "Active or supplementary"),
	GLANE_COL_KEY(word_row, form, "form", "Form"),
	GLANE_COL_LABEL_WORD(word_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_COUNT(word_row, tokens, "tokens", "tokens", "Said by the group"),
	GLANE_COL_COUNT(word_row, other, "other", "tokens", "Said by those it is compared with"),
	GLANE_COL_VALUE(word_row, per_1000, "per_1000", "per thousand terms", 3, "Per thousand terms of the group"),
	GLANE_COL_VALUE(word_row, other_per_1000, "other_per_1000", "per thousand terms", 3, "Per thousand terms of the others"),
	GLANE_COL_VALUE(word_row, keyness, "keyness", NULL, 2, "Keyness, by the measure that ranks"),
	GLANE_COL_VALUE(word_row, p, "p", "p", 4, "p"),
	GLANE_COL_VALUE(word_row, q, "q", "q", 4, "q"),
	GLANE_COL_VALUE(word_row, log_ratio, "log_ratio", "log2", 2, "Log ratio"),
	GLANE_COL_VALUE(word_row, diff, "diff", "%", 1, "%DIFF"),
	GLANE_COL_VALUE(word_row, log_odds, "log_odds", "ln", 3, "Log-odds with a prior"),
	GLANE_COL_VALUE(word_row, z, "z", "standard deviations", 2, "z of the log-odds"),
	GLANE_COL_VALUE(word_row, g2, "g2", "G²", 2, "G²"),
	GLANE_COL_VALUE(word_row, g2_row, "g2_row", "G²", 2, "G² of the word's row alone"),
	GLANE_COL_VALUE(word_row, chi2, "chi2", "χ²", 2, "Signed χ²"),
	GLANE_COL_VALUE(word_row, yates, "chi2_yates", "χ²", 2, "Signed χ² with Yates' correction"),
	GLANE_COL_PASSAGES(word_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(word_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(word_row, speakers, "speakers", "Speakers"),
	GLANE_COL_COUNT(word_row, other_speakers, "other-speakers", "speakers", "Speakers of those it is compared with"),
	GLANE_LAST
};
typedef struct {
	glane_sym kind, form, group;
	int64_t tokens;
	double keyness, log_ratio;
	int64_t passages, documents, speakers;
} compared_row;
static const glane_column compared_columns[] = {
	GLANE_COL_KEY_WORD(compared_row, kind, "kind", "active|supplementary", "Active or supplementary"),
	GLANE_COL_KEY(compared_row, form, "form", "Form"),
	GLANE_COL_KEY(compared_row, group, "group", "Group"),
	GLANE_COL_COUNT(compared_row, tokens, "tokens", "tokens", "Said by the group"),
	GLANE_COL_VALUE(compared_row, keyness, "keyness", NULL, 2, "Keyness, by the measure that ranks"),
	GLANE_COL_VALUE(compared_row, log_ratio, "log_ratio", "log2", 2, "Log ratio"),
	GLANE_COL_PASSAGES(compared_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(compared_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(compared_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, with;
	int64_t terms, positive, negative, unranked, passages, documents, speakers;
} group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_LABEL(group_row, with, "with", "Compared with"),
	GLANE_COL_COUNT(group_row, terms, "terms", "tokens", "Terms, whether they are compared or not"),
	GLANE_COL_COUNT(group_row, positive, "positive", "forms", "Forms said more than by the others"),
	GLANE_COL_COUNT(group_row, negative, "negative", "forms", "Forms said less than by the others"),
	GLANE_COL_COUNT(group_row, unranked, "unranked", "forms", "Forms of too few speakers, which are not ranked"),
	GLANE_COL_PASSAGES(group_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(group_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

static const glane_view word_views[] = {
	{ "keyness", "form", "group", "keyness", "Keyness of each word, by group" },
	{ "log-ratio", "form", "group", "log_ratio", "Log ratio of each word, by group" },
	GLANE_LAST
};
static const glane_figure positive_figures[] = {
	{ "keywords", "bars", NULL, "x=form y=keyness colour=group", "The first keywords of each group" },
	GLANE_LAST
};
static const glane_figure compared_figures[] = {
	{ "heat", "heat", "keyness", "x=group y=form colour=keyness", "Keywords in all groups" },
	GLANE_LAST
};

enum { POSITIVE, NEGATIVE, COMPARED, GROUPS };
enum { COMPARED_MOST = 100 };		/* groups: more can't be read side by side */
static const glane_table tables[] = {
	[POSITIVE] = { "positive", GLANE_REPORTED, word_columns, sizeof(word_row), "group kind -keyness -tokens", word_views,
		positive_figures, "Keywords: said more than by the others",
		"{form} is said {tokens} times by {group} and {other} times by those it is compared with (G² = {g2}, log ratio {log_ratio}): "
		"{speakers} speakers" },
	[NEGATIVE] = { "negative", GLANE_REPORTED, word_columns, sizeof(word_row), "group kind keyness -other", word_views, NULL,
		"Words said less than by the others",
		"{form} is said {tokens} times by {group} and {other} times by those it is compared with (G² = {g2}, log ratio {log_ratio}): "
		"{speakers} speakers" },
	[COMPARED] = { "compared", GLANE_REPORTED, compared_columns, sizeof(compared_row), "kind form group", word_views,
		compared_figures, "The first keywords in all groups", "{group} says {form} {tokens} times (log ratio {log_ratio})" },
	[GROUPS] = { "groups", GLANE_REPORTED, group_columns, sizeof(group_row), "group", NULL, NULL, "Groups that are compared",
		"{speakers} speakers of {group} say {terms} terms; {unranked} forms are not ranked, being of too few speakers" },
	GLANE_LAST
};

/* ---- What is compared ---------------------------------------------------------------------------------- */

typedef struct {
	glane_ctx *ctx;
	const config *c;
	pool *p;
	units u;
	lexical_groups g;
	lexical_table t;
	uint32_t reference;		/* a group; GLANE_NONE: all others */
	measure_prior prior;
	glane_sym kind[2];		/* active, supplementary */
	int64_t *positive, *negative, *unranked;	/* forms of each group */
} study;

static double terms_outside(const study *s, double terms)
{
	return s->reference == GLANE_NONE ? s->g.all - terms : s->g.terms[s->reference];
}

static two_by_two table_of(const study *s, double terms, double in, double out)
{
	return (two_by_two){ in, out, terms - in, terms_outside(s, terms) - out };
}

static lexical_test measure(const void *user, double terms, double in, double out)
{
	const study *s = user;
	return measure_rank(s->c->measure, table_of(s, terms, in, out), &s->prior);
}

static bool listed(const void *user, const lexical_test *test)
{
	const study *s = user;
	return decided(test->p) <= s->c->max_p;
}

/* Types of words, for a prior that gives something to each: features, and one of all the rest. */
static double types_of(const lexical_groups *g, const lexical_table *t)
{
	double said = 0;
	for (uint32_t f = 0; f < t->n; f++)
		said += t->tokens[f];
	return t->n + (said < g->all);
}

static double cell_of(double x)
{
	return isfinite(x) ? x : GLANE_UNDEFINED_REAL;
}

static const lexical_cell *cell_at(const study *s, uint32_t cell)
{
	static const lexical_cell none = { 0 };
	return cell == GLANE_NONE ? &none : &s->t.cell[cell];
}

/* Whether enough people say a word for it to be ranked: those of the side that says it more. */
static bool ranked(const study *s, const lexical_found *f, uint32_t elsewhere)
{
	return (f->test.score > 0 ? cell_at(s, f->cell)->speakers : elsewhere) >= s->c->least_speakers;
}

static word_row row_of(const study *s, const lexical_found *f, uint32_t elsewhere)
{
	const lexical_cell *cell = cell_at(s, f->cell);
	const lexical_table *t = &s->t;
	double terms = s->g.terms[f->group], outside = terms_outside(s, terms), z;
	two_by_two x = table_of(s, terms, f->in, f->out);
	double odds = measure_log_odds(x, &s->prior, &z);
	return (word_row){ s->g.name[f->group], s->kind[f->feature >= t->n_active], t->name[f->feature], t->upos[f->feature],
		(int64_t)f->in, (int64_t)f->out, 1000 * f->in / terms, 1000 * f->out / outside,
		f->test.score, f->test.p, f->test.q, cell_of(g2_signed(x)), cell_of(g2_row_signed(x)), cell_of(chi2_signed(x)),
		cell_of(chi2_yates_signed(x)), cell_of(log_ratio(x)), cell_of(percent_difference(x)), cell_of(odds), cell_of(z),
		cell->n, cell->documents, cell->speakers, elsewhere };
}

/* Writes what is ranked, and returns how many of the list are: those come first in it then. */
static uint32_t write_words(study *s, lexical_tests *tests)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < tests->n; i++) {
		const lexical_found *f = &tests->found[i];
		uint32_t elsewhere = lexical_speakers_elsewhere(&s->g, &s->t, f->feature, f->group, s->reference);
		if (!ranked(s, f, elsewhere)) {
			s->unranked[f->group]++;
			continue;
		}
		bool more = f->test.score > 0;
		(more ? s->positive : s->negative)[f->group]++;
		pool_mark then = pool_now(s->p);
		word_row row = row_of(s, f, elsewhere);
		glane_evidence e = lexical_evidence(s->p, &s->u, &s->t, f->cell);
		s->ctx->host->row(s->ctx, more ? POSITIVE : NEGATIVE, &row, &e);
		pool_back(s->p, then);
		tests->found[n++] = *f;
	}
	return n;
}

/* ---- The first words, side by side ------------------------------------------------------------------------ */

static void write_compared(study *s, uint32_t feature)
{
	const lexical_table *t = &s->t;
	const uint32_t *cell = lexical_cells_of(s->p, &s->g, t, feature);
	double said = s->reference == GLANE_NONE ? 0 : cell_at(s, cell[s->reference])->tokens;
	for (uint32_t k = 0; k < s->g.n; k++) {
		if (k == s->reference || !(s->g.terms[k] > 0))
			continue;
		const lexical_cell *at = cell_at(s, cell[k]);
		double out = s->reference == GLANE_NONE ? t->tokens[feature] - at->tokens : said;
		two_by_two x = table_of(s, s->g.terms[k], at->tokens, out);
		compared_row row = { s->kind[feature >= t->n_active], t->name[feature], s->g.name[k], (int64_t)at->tokens,
			cell_of(measure_rank(s->c->measure, x, &s->prior).score), cell_of(log_ratio(x)), at->n, at->documents, at->speakers };
		glane_evidence e = lexical_evidence(s->p, &s->u, t, cell[k]);
		s->ctx->host->row(s->ctx, COMPARED, &row, &e);
	}
}

/* None where groups are too many. */
static void compare_first(study *s, uint32_t n, const lexical_found *found)
{
	if (s->g.n > COMPARED_MOST)
		return;
	const bool *chosen = lexical_most(s->p, &s->t, n, found, (uint32_t)s->c->top);
	for (uint32_t i = 0; i < s->t.n_active; i++)
		if (chosen[i]) {
			pool_mark then = pool_now(s->p);
			write_compared(s, i);
			pool_back(s->p, then);
		}
}

/* ---- The report ------------------------------------------------------------------------------------------- */

static void write_groups(study *s)
{
	const glane_host *h = s->ctx->host;
	glane_sym others = h->sym(s->ctx, h->translate(s->ctx, "all others")), nothing = { 0 };
	for (uint32_t k = 0; k < s->g.n; k++) {
		glane_sym with = s->reference == GLANE_NONE ? others : k == s->reference ? nothing : s->g.name[s->reference];
		group_row row = { s->g.name[k], with, (int64_t)s->g.terms[k], s->positive[k], s->negative[k], s->unranked[k],
			s->g.start[k + 1] - s->g.start[k], s->g.documents[k], s->g.speakers[k] };
		glane_evidence e = lexical_evidence_of_group(s->p, &s->u, &s->g, k);
		h->row(s->ctx, GROUPS, &row, &e);
	}
}

/* Finds the group that the option names. */
static int find_reference(study *s)
{
	const glane_host *h = s->ctx->host;
	glane_sym wanted = h->sym(s->ctx, s->c->reference);
	size_t n = 0;
	char text[400] = "";
	s->reference = GLANE_NONE;
	if (!*s->c->reference || !s->g.n)
		return GLANE_OK;
	for (uint32_t k = 0; k < s->g.n; k++) {
		glane_str name = h->string(s->ctx, s->g.name[k]);
		if (s->g.name[k].id == wanted.id)
			s->reference = k;
		if (n + name.n + 3 < sizeof text)
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%.*s", n ? ", " : "", GLANE_STR(name));
	}
	if (s->reference == GLANE_NONE)
		return h->fail(s->ctx, GLANE_EOPTION, glane_at_option("reference"), "no group is called \"%s\"; there are: %s", s->c->reference, text);
	return GLANE_OK;
}

/* Whether there is something to compare; says what is missing. */
static bool comparable(const study *s)
{
	const glane_host *h = s->ctx->host;
	const glane_place here = glane_here();
	uint32_t speaking = 0, silent = GLANE_NONE;
	for (uint32_t k = 0; k < s->g.n; k++) {
		speaking += s->g.terms[k] > 0;
		silent = s->g.terms[k] > 0 ? silent : k;
	}
	if (!speaking)
		h->log(s->ctx, GLANE_WARNING, here, "there are no keywords: nothing is said that counts as a term");
	else if (speaking < 2)
		h->log(s->ctx, GLANE_WARNING, here, "there are no keywords: groups are compared, and there is one; write by=\"…\" with "
			"a variable of several values");
	else if (s->reference != GLANE_NONE && !(s->g.terms[s->reference] > 0))
		h->log(s->ctx, GLANE_WARNING, here, "there are no keywords: the reference, %s, says no term", s->c->reference);
	else if (!s->t.n)
		h->log(s->ctx, GLANE_WARNING, here, "there are no keywords: no word is said %u times (option min-count)", (unsigned)s->c->units.least);
	else {
		if (silent != GLANE_NONE)
			h->log(s->ctx, GLANE_WARNING, here, "group %.*s is compared with nothing: it says no term",
				GLANE_STR(h->string(s->ctx, s->g.name[silent])));
		return true;
	}
	return false;
}

/* No keyword, though words differ: people should know why. */
static void say_too_few(const study *s)
{
	int64_t kept = 0, unranked = 0;
	for (uint32_t k = 0; k < s->g.n; k++) {
		kept += s->positive[k] + s->negative[k];
		unranked += s->unranked[k];
	}
	if (!kept && unranked)
		s->ctx->host->log(s->ctx, GLANE_WARNING, glane_here(), "there are no keywords: %u words differ between groups, but fewer than %u "
			"speakers use each of them (option min-speakers)", (unsigned)unranked, (unsigned)s->c->least_speakers);
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	const config *c = ctx->config;
	study s = { .ctx = ctx, .c = c, .p = pool_new(ctx), .kind = { h->sym(ctx, "active"), h->sym(ctx, "supplementary") } };
	s.u = units_read(s.p, &in->u, &c->units);
	s.g = lexical_groups_of(s.p, &s.u);
	s.t = lexical_table_of(s.p, &s.g, &s.u, c->supplementary);
	int code = find_reference(&s);
	if (code != GLANE_OK)
		return code;
	s.prior = (measure_prior){ c->prior, c->alpha, c->prior_size, types_of(&s.g, &s.t) };
	s.positive = pool_array(s.p, s.positive, s.g.n);
	s.negative = pool_array(s.p, s.negative, s.g.n);
	s.unranked = pool_array(s.p, s.unranked, s.g.n);
	if (comparable(&s)) {
		lexical_tests tests = lexical_test_all(s.p, &s.g, &s.t, s.reference, measure, listed, &s);
		compare_first(&s, write_words(&s, &tests), tests.found);
		say_too_few(&s);
	}
	write_groups(&s);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "reference=", "Each group was compared with all others together, word by word." },
	{ "reference!=", "Each group was compared with the group “{reference}”, word by word." },
	METHOD_GROUPS,
	METHOD_WORDS,
	{ "measure=g2", "Words are ranked by the log-likelihood ratio G² over four cells [@dunning1993]." },
	{ "measure=g2-row", "Words are ranked by the log-likelihood ratio G² over the two cells of the word "
	  "[@rayson2000]." },
	{ "measure=chi2", "Words are ranked by Pearson's χ², without Yates' correction." },
	{ "measure=chi2-yates", "Words are ranked by Pearson's χ² with Yates' correction." },
	{ "measure=log-ratio", "Words are ranked by the binary logarithm of the ratio of both relative "
	  "frequencies, 0 counting as 0.5 [@hardie2014]; p is that of G² [@dunning1993]." },
	{ "measure=log-odds", "Words are ranked by z, the logarithm of the ratio of odds with a Dirichlet "
	  "prior, divided by its standard deviation [@monroe2008]." },
	{ NULL, "Besides, the table has log-odds with a prior [@monroe2008], the log ratio [@hardie2014] and "
	  "%DIFF [@gabrielatos2012] as sizes of the difference." },
	{ "measure=log-odds and prior=corpus", "The prior is worth {prior-size} words, shared out as the words "
	  "of both sides are." },
	{ "measure=log-odds and prior=flat", "The prior gives {alpha} to each word." },
	{ NULL, "Words with p above {max-p}, or of fewer than {min-speakers} speakers, are not listed. q is the "
	  "false discovery rate over all words in all groups [@benjamini1995]. Words of one person are not "
	  "independent of each other: a small p alone is no finding." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_DUNNING_1993,
	{ "rayson2000", "inproceedings", "Rayson, Paul and Garside, Roger", "2000",
	  "Comparing corpora using frequency profiling", .in = "Proceedings of the Workshop on Comparing Corpora",
	  .pages = "1-6" },
	{ "hardie2014", "misc", "Hardie, Andrew", "2014", "Log Ratio: an informal introduction",
	  .in = "ESRC Centre for Corpus Approaches to Social Science" },
	{ "monroe2008", "article", "Monroe, Burt L. and Colaresi, Michael P. and Quinn, Kevin M.", "2008",
	  "Fightin' words: lexical feature selection and evaluation for identifying the content of political conflict",
	  .in = "Political Analysis", .volume = "16(4)", .pages = "372-403", .doi = "10.1093/pan/mpn018" },
	{ "gabrielatos2012", "misc", "Gabrielatos, Costas and Marchi, Anna", "2012",
	  "Keyness: appropriate metrics and practical issues", .in = "CADS International Conference 2012, Bologna" },
	REFERENCE_BENJAMINI_1995,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "keyness", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Which words mark a group against the others, how sure that is, how large, and by how many people",
	.topic = "words", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "sentence segment turn",
	.tables = tables,
	.report = report,
};
