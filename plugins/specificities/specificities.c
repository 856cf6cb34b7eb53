/* specificities: which words a group says more, and less, than chance would have it: Lafon's hypergeometric model (1980). */
#include "analysis/upos.h"
#include "references/references.h"
#include "references/sentences.h"
#include <math.h>
#include "score.h"
#include "statistics/contrast.h"

enum { COMPAT_GLANE, COMPAT_IRAMUTEQ };
typedef struct {
	units_choice units;
	bool supplementary;
	double threshold;
	int64_t least_speakers, top;
	int compat;
} config;
static const glane_option options[] = {
	GLANE_OPT_REAL(config, threshold, "threshold", "2", 0, 1000000,
		"Banality: forms nearer to 0 are not listed; 2 is a chance of one in a hundred, 0 lists all"),
	GLANE_OPT_INT(config, least_speakers, "min-speakers", "1", 1, 1000000,
		"Forms that fewer speakers use are not listed: of the group, and among what it says less, of all groups"),
	UNITS_OPTIONS(config, units, "2", "0"),
	GLANE_OPT_BOOL(config, supplementary, "supplementary-terms", "yes", "Compare supplementary terms, such as pronouns, too"),
	GLANE_OPT_INT(config, top, "top", "10", 0, 1000, "Most specific active forms of each group that are shown beside each other in all groups"),
	GLANE_OPT_CHOICE(config, compat, "compat", "glane", "glane|iramuteq",
		"What the score is: Lafon's index, or the exponent of p of a χ², which IRaMuTeQ offers as well"),
	GLANE_LAST
};

typedef struct { units_input u; } input;
static const glane_need needs[] = {
	UNITS_NEEDS(input, u),
	GLANE_LAST
};

typedef struct {
	glane_sym group, kind, form, upos;
	int64_t tokens, all;
	double expected, specificity, p, q;
	int64_t passages, documents, speakers, all_speakers;
} form_row;
static const glane_column form_columns[] = {
	GLANE_COL_KEY(form_row, group, "group", "Group"),
	GLANE_COL_KEY_WORD(form_row, kind, "kind", "active|supplementary", "Active or supplementary"),
	GLANE_COL_KEY(form_row, form, "form", "Form"),
	GLANE_COL_LABEL_WORD(form_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_COUNT(form_row, tokens, "tokens", "tokens", "Said by the group"),
	GLANE_COL_COUNT(form_row, all, "all", "tokens", "Said by all"),
	GLANE_COL_VALUE(form_row, expected, "expected", "tokens", 2, "Expected of the group"),
	GLANE_COL_VALUE(form_row, specificity, "specificity", "log10", 2, "Specificity"),
	GLANE_COL_VALUE(form_row, p, "p", "p", 4, "p"),
	GLANE_COL_VALUE(form_row, q, "q", "q", 4, "q"),
	GLANE_COL_PASSAGES(form_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(form_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(form_row, speakers, "speakers", "Speakers"),
	GLANE_COL_COUNT(form_row, all_speakers, "all-speakers", "speakers", "Speakers of all groups"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, kind, form;
	int64_t tokens;
	double specificity;
	int64_t passages, documents, speakers;
} compared_row;
static const glane_column compared_columns[] = {
	GLANE_COL_KEY_WORD(compared_row, kind, "kind", "active|supplementary", "Active or supplementary"),
	GLANE_COL_KEY(compared_row, form, "form", "Form"),
	GLANE_COL_KEY(compared_row, group, "group", "Group"),
	GLANE_COL_COUNT(compared_row, tokens, "tokens", "tokens", "Said by the group"),
	GLANE_COL_VALUE(compared_row, specificity, "specificity", "log10", 2, "Specificity"),
	GLANE_COL_PASSAGES(compared_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(compared_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(compared_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group;
	int64_t terms, positive, negative, passages, documents, speakers;
} group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_COUNT(group_row, terms, "terms", "tokens", "Terms, whether they are compared or not"),
	GLANE_COL_COUNT(group_row, positive, "positive", "forms", "Forms said more than expected"),
	GLANE_COL_COUNT(group_row, negative, "negative", "forms", "Forms said less than expected"),
	GLANE_COL_PASSAGES(group_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(group_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

static const glane_view form_views[] = {
	{ "specificity", "form", "group", "specificity", "Specificity of each form, by group" },
	GLANE_LAST
};
static const glane_view compared_views[] = {
	{ "specificity", "form", "group", "specificity", "Specificity of each form, by group" },
	{ "tokens", "form", "group", "tokens", "How often each form is said, by group" },
	GLANE_LAST
};
static const glane_figure positive_figures[] = {
	{ "most-specific", "bars", NULL, "x=form y=specificity colour=group", "The most specific forms of each group" },
	GLANE_LAST
};
static const glane_figure compared_figures[] = {
	{ "heat", "heat", "specificity", "x=group y=form colour=specificity", "Specific forms in all groups" },
	GLANE_LAST
};

enum { POSITIVE, NEGATIVE, COMPARED, GROUPS };
enum { COMPARED_MOST = 100 };		/* groups: more can't be read side by side */
static const glane_table tables[] = {
	[POSITIVE] = { "positive", GLANE_REPORTED, form_columns, sizeof(form_row), "group kind -specificity -tokens", form_views,
		positive_figures, "Specific forms: said more than expected",
		"{group} says {form} {tokens} times, where {expected} are expected (specificity {specificity}): {speakers} speakers" },
	[NEGATIVE] = { "negative", GLANE_REPORTED, form_columns, sizeof(form_row), "group kind specificity -all", form_views, NULL,
		"Specific forms: said less than expected",
		"{group} says {form} {tokens} times, where {expected} are expected (specificity {specificity}): {speakers} speakers" },
	[COMPARED] = { "compared", GLANE_REPORTED, compared_columns, sizeof(compared_row), "kind form group", compared_views,
		compared_figures, "The most specific forms in all groups", "{group} says {form} {tokens} times (specificity {specificity})" },
	[GROUPS] = { "groups", GLANE_REPORTED, group_columns, sizeof(group_row), "group", NULL, NULL, "Groups that are compared",
		"{speakers} speakers of {group} say {terms} terms; {positive} forms are said more than expected, {negative} less" },
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
	glane_sym kind[2];		/* active, supplementary */
	int64_t *positive, *negative;	/* forms listed of each group */
} study;

static lexical_test score_of(const study *s, double terms, double in, double out)
{
	return s->c->compat == COMPAT_IRAMUTEQ ? score_exponent(terms, s->g.all, in, out) : score_lafon(terms, s->g.all, in, out);
}

static lexical_test measure(const void *user, double terms, double in, double out)
{
	return score_of(user, terms, in, out);
}

static bool listed(const void *user, const lexical_test *test)
{
	const study *s = user;
	return decided(fabs(test->score)) >= s->c->threshold;
}

static void write_form(study *s, const lexical_found *f)
{
	const lexical_table *t = &s->t;
	const lexical_cell none = { 0 }, *cell = f->cell == GLANE_NONE ? &none : &t->cell[f->cell];
	bool more = f->test.score > 0 || (f->test.score == 0 && f->in >= (f->in + f->out) * s->g.terms[f->group] / s->g.all);
	if ((more ? cell->speakers : t->speakers[f->feature]) < s->c->least_speakers)
		return;
	(more ? s->positive : s->negative)[f->group]++;
	form_row row = { s->g.name[f->group], s->kind[f->feature >= t->n_active], t->name[f->feature], t->upos[f->feature],
		(int64_t)f->in, (int64_t)(f->in + f->out), (f->in + f->out) * s->g.terms[f->group] / s->g.all,
		f->test.score, f->test.p, f->test.q, cell->n, cell->documents, cell->speakers, t->speakers[f->feature] };
	pool_mark then = pool_now(s->p);
	glane_evidence e = lexical_evidence(s->p, &s->u, t, f->cell);
	s->ctx->host->row(s->ctx, more ? POSITIVE : NEGATIVE, &row, &e);
	pool_back(s->p, then);
}

/* ---- The most specific forms, side by side ---------------------------------------------------------------- */

static void write_compared(study *s, uint32_t feature)
{
	const lexical_table *t = &s->t;
	const uint32_t *cell = lexical_cells_of(s->p, &s->g, t, feature);
	for (uint32_t k = 0; k < s->g.n; k++) {
		if (!(s->g.terms[k] > 0))
			continue;
		const lexical_cell none = { 0 }, *at = cell[k] == GLANE_NONE ? &none : &t->cell[cell[k]];
		compared_row row = { s->g.name[k], s->kind[feature >= t->n_active], t->name[feature], (int64_t)at->tokens,
			score_of(s, s->g.terms[k], at->tokens, t->tokens[feature] - at->tokens).score, at->n, at->documents, at->speakers };
		glane_evidence e = lexical_evidence(s->p, &s->u, t, cell[k]);
		s->ctx->host->row(s->ctx, COMPARED, &row, &e);
	}
}

/* None where groups are too many. */
static void compare_most_specific(study *s, const lexical_tests *tests)
{
	if (s->g.n > COMPARED_MOST)
		return;
	lexical_found *f = pool_array(s->p, f, tests->n);
	uint32_t n = 0;
	for (uint32_t i = 0; i < tests->n; i++) {
		uint32_t cell = tests->found[i].cell;
		if (cell != GLANE_NONE && s->t.cell[cell].speakers >= s->c->least_speakers)
			f[n++] = tests->found[i];
	}
	const bool *chosen = lexical_most(s->p, &s->t, n, f, (uint32_t)s->c->top);
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
	for (uint32_t k = 0; k < s->g.n; k++) {
		group_row row = { s->g.name[k], (int64_t)s->g.terms[k], s->positive[k], s->negative[k],
			s->g.start[k + 1] - s->g.start[k], s->g.documents[k], s->g.speakers[k] };
		glane_evidence e = lexical_evidence_of_group(s->p, &s->u, &s->g, k);
		s->ctx->host->row(s->ctx, GROUPS, &row, &e);
	}
}

/* Whether there is something to compare; says what is missing. */
static bool comparable(const study *s)
{
	const glane_host *h = s->ctx->host;
	uint32_t speaking = 0;
	for (uint32_t k = 0; k < s->g.n; k++)
		speaking += s->g.terms[k] > 0;
	if (!speaking) {
		h->log(s->ctx, GLANE_WARNING, glane_here(), "there are no specificities: nothing is said that counts as a term");
	} else if (speaking < 2) {
		h->log(s->ctx, GLANE_WARNING, glane_here(), "there are no specificities: groups are compared, and there is one; write by=\"…\" with "
			"a variable of several values");
	} else if (!s->t.n) {
		h->log(s->ctx, GLANE_WARNING, glane_here(), "there are no specificities: no form is said %u times (option min-count)",
			(unsigned)s->c->units.least);
	} else {
		for (uint32_t k = 0; k < s->g.n; k++)
			if (!(s->g.terms[k] > 0))
				h->log(s->ctx, GLANE_WARNING, glane_here(), "group %.*s is compared with nothing: it says no term",
					GLANE_STR(h->string(s->ctx, s->g.name[k])));
		return true;
	}
	return false;
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	study s = { .ctx = ctx, .c = ctx->config, .p = pool_new(ctx), .kind = { h->sym(ctx, "active"), h->sym(ctx, "supplementary") } };
	s.u = units_read(s.p, &in->u, &s.c->units);
	s.g = lexical_groups_of(s.p, &s.u);
	s.t = lexical_table_of(s.p, &s.g, &s.u, s.c->supplementary);
	s.positive = pool_array(s.p, s.positive, s.g.n);
	s.negative = pool_array(s.p, s.negative, s.g.n);
	if (comparable(&s)) {
		lexical_tests tests = lexical_test_all(s.p, &s.g, &s.t, GLANE_NONE, measure, listed, &s);
		for (uint32_t i = 0; i < tests.n; i++)
			write_form(&s, &tests.found[i]);
		compare_most_specific(&s, &tests);
	}
	write_groups(&s);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "compat=glane", "Which words a group says more, or less, than chance would have it was measured by "
	  "Lafon's specificity [@lafon1980; @lebart1994]: the hypergeometric probability of its count of the "
	  "word, given how often all say the word and how much the group says. The score is the power of ten of "
	  "that probability: 3 is one chance in a thousand, negative what the group says less." },
	{ "compat=iramuteq", "Which words a group says more, or less, than chance would have it was measured by "
	  "a χ² without Yates' correction; the score is the exponent of its p, with the sign of the difference, "
	  "as IRaMuTeQ shows it, and cannot be compared with Lafon's specificity [@lafon1980]." },
	METHOD_GROUPS,
	METHOD_WORDS,
	{ NULL, "Totals hold all terms, those that are not compared too." },
	{ "supplementary-terms=no", "Supplementary terms were not compared." },
	{ "threshold!=0", "Words with a score nearer to 0 than {threshold} are not listed." },
	{ "min-speakers!=1", "Words of fewer than {min-speakers} speakers are not listed." },
	{ "compat=glane", "Probabilities were computed in logarithms [@loader2000]." },
	{ NULL, "q is the false discovery rate over all words in all groups [@benjamini1995]. Words of one "
	  "person are not independent of each other: the number of speakers stands beside each word." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_LAFON_1980,
	{ "lebart1994", "book", "Lebart, Ludovic and Salem, André", "1994", "Statistique textuelle", .in = "Dunod" },
	{ "loader2000", "misc", "Loader, Catherine", "2000",
	  "Fast and accurate computation of binomial probabilities",
	  .url = "https://www.r-project.org/doc/reports/CLoader-dbinom-2002.pdf" },
	REFERENCE_BENJAMINI_1995,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "specificities", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Which words a group says more, and less, than chance would have it",
	.topic = "words", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "sentence segment turn",
	.tables = tables,
	.report = report,
};
