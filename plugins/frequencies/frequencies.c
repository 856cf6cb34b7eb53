/* frequencies: how often each form, lemma or part of speech is said in each group, in how many passages, by how many speakers; how
 * rich the groups are in hapax legomena; and, in the whole corpus, ranks and how evenly each is spread. */
#include "frequencies.h"
#include "references/references.h"
#include "references/sentences.h"

static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, kinds, "kinds", "words", "words|all",
		"What is counted: words, or numbers, punctuation and symbols as well"),
	GLANE_OPT_CHOICE(config, features, "features", "form", "form|lemma|upos",
		"As what words are counted: forms as they are said, lemmas, or parts of speech"),
	GLANE_OPT_INT(config, least, "min-count", "5", 1, 1000000,
		"Dispersion is told of what is said at least so many times"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, token, "token"),
	GLANE_NEED_KEPT(input, form, "token.form"),
	GLANE_NEED_KEPT(input, kind, "token.kind"),
	GLANE_NEED_KEPT(input, term, "term?"),
	GLANE_NEED_KEPT(input, lemma, "term.lemma?"),
	GLANE_NEED_KEPT(input, upos, "term.upos?"),
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

typedef struct {
	glane_sym group;
	int64_t tokens, types, hapax, passages, documents, speakers;
	double mean, hapax_types, hapax_tokens;
} summary_row;
static const glane_column summary_columns[] = {
	GLANE_COL_KEY(summary_row, group, "group", "Group"),
	GLANE_COL_COUNT(summary_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_COUNT(summary_row, types, "types", "forms", "Distinct forms"),
	GLANE_COL_COUNT(summary_row, hapax, "hapax", "forms", "Hapax: forms that are said once in the group"),
	GLANE_COL_VALUE(summary_row, mean, "mean", "tokens per form", 2, "Occurrences of a form, on average"),
	GLANE_COL_VALUE(summary_row, hapax_types, "hapax_of_types", "%", 1, "Hapax among the forms, %"),
	GLANE_COL_VALUE(summary_row, hapax_tokens, "hapax_of_tokens", "%", 1, "Hapax among the occurrences, %"),
	GLANE_COL_PASSAGES(summary_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(summary_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(summary_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

static const glane_column zipf_columns[] = {
	GLANE_COL_KEY(zipf_row, rank, "rank", "Rank: forms that are said so often or more"),
	GLANE_COL_COUNT(zipf_row, tokens, "tokens", "tokens", "Occurrences of each"),
	GLANE_COL_COUNT(zipf_row, forms, "forms", "forms", "Forms that are said just so often"),
	GLANE_COL_VALUE(zipf_row, lg_rank, "lg_rank", "lg", 4, "lg rank"),
	GLANE_COL_VALUE(zipf_row, lg_tokens, "lg_tokens", "lg", 4, "lg occurrences"),
	GLANE_LAST
};

static const glane_column dispersion_columns[] = {
	GLANE_COL_KEY(dispersion_row, form, "form", "Form"),
	GLANE_COL_COUNT(dispersion_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_DOCUMENTS(dispersion_row, documents, "documents", "Documents"),
	GLANE_COL_VALUE(dispersion_row, of_documents.dp, "documents_dp", "from 0 to 1", 3, "Documents: Gries' DP (0: even)"),
	GLANE_COL_VALUE(dispersion_row, of_documents.dp_norm, "documents_dp_norm", "from 0 to 1", 3, "Documents: normalised DP"),
	GLANE_COL_VALUE(dispersion_row, of_documents.d, "documents_d", "from 0 to 1", 3, "Documents: Juilland's D (1: even)"),
	GLANE_COL_SPEAKERS(dispersion_row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(dispersion_row, of_speakers.dp, "speakers_dp", "from 0 to 1", 3, "Speakers: Gries' DP (0: even)"),
	GLANE_COL_VALUE(dispersion_row, of_speakers.dp_norm, "speakers_dp_norm", "from 0 to 1", 3, "Speakers: normalised DP"),
	GLANE_COL_VALUE(dispersion_row, of_speakers.d, "speakers_d", "from 0 to 1", 3, "Speakers: Juilland's D (1: even)"),
	GLANE_LAST
};

static const glane_view form_views[] = {
	{ "occurrences", "form", "group", "tokens", "Occurrences of each form, by group" },
	{ "per-1000", "form", "group", "per_1000", "Per thousand tokens of the group" },
	{ "speakers", "form", "group", "speakers", "Speakers who use each form, by group" },
	GLANE_LAST
};

static const glane_figure summary_figures[] = {
	{ "hapax", "bars", NULL, "x=group y=hapax_of_types", "Hapax among the forms of each group, %" },
	GLANE_LAST
};
static const glane_figure zipf_figures[] = {
	{ "zipf", "map", NULL, "x=lg_rank y=lg_tokens", "Rank and frequency (Zipf), both as decimal logarithms" },
	GLANE_LAST
};

static const glane_table tables[] = {
	[FORMS] = { "forms", GLANE_COUNTED, form_columns, sizeof(form_row), "group -tokens", form_views, NULL,
		"Forms by group",
		"{form} is said {tokens} times in {group}, in {passages} passages, by {speakers} speakers" },
	[GROUPS] = { "groups", GLANE_COUNTED, group_columns, sizeof(group_row), "group", NULL, NULL,
		"What is counted in each group",
		"{speakers} speakers of {group} say {tokens} tokens in {documents} documents" },
	[SUMMARY] = { "summary", GLANE_COUNTED, summary_columns, sizeof(summary_row), "group", NULL, summary_figures,
		"Occurrences, forms and hapax of each group",
		"{group} has {types} forms in {tokens} tokens of {speakers} speakers; {hapax} of the forms ({hapax_of_types}%) are said once" },
	[ZIPF] = { "zipf", GLANE_REPORTED, zipf_columns, sizeof(zipf_row), "rank", NULL, zipf_figures,
		"Rank and frequency in the whole corpus", "{forms} forms are said {tokens} times, {rank} so often or more" },
	[DISPERSION] = { "dispersion", GLANE_REPORTED, dispersion_columns, sizeof(dispersion_row), "-tokens", NULL, NULL,
		"How evenly forms are spread over documents and speakers",
		"{form} is said {tokens} times, in {documents} documents (DP {documents_dp}) by {speakers} speakers (DP {speakers_dp})" },
	GLANE_LAST
};

/* A scope is counted in portions, so that a long document needs little memory. */
enum { PORTION = 4096 };
typedef struct {
	form_row form[PORTION];
	group_row group[PORTION];
	summary_row summary[PORTION];
	uint32_t at[PORTION];
} portion;

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	const counted c = counted_of(ctx);
	portion *p = h->alloc(ctx, GLANE_SCRATCH, sizeof *p);
	(void)doc;
	for (uint32_t i = 0, n = 0; i < c.rows->n; i++) {
		if (counts(&c, i)) {
			p->form[n].form = c.what[c.rows->row[i]];
			p->form[n].tokens = p->group[n].tokens = p->summary[n].tokens = 1;
			p->at[n++] = c.rows->unit[i];
		}
		if (n == PORTION || (n && i + 1 == c.rows->n)) {
			h->count(ctx, FORMS, n, p->form, &in->unit, p->at);
			h->count(ctx, GROUPS, n, p->group, &in->unit, p->at);
			h->count(ctx, SUMMARY, n, p->summary, &in->unit, p->at);
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

static double percent(int64_t part, int64_t whole)
{
	return 100.0 * (double)part / (double)whole;
}

/* What the forms from..to of one grouping come to in each of its groups, and each form's part of that. The groups' rows are the
 * next ones of `summary`; returns how many there are. */
static uint32_t complete(form_row *form, uint32_t from, uint32_t to, summary_row *summary, uint32_t n_summary)
{
	uint32_t n = 0;
	for (uint32_t i = from, g = 0; i < to; i++) {
		if (summary[g].group.id != form[i].group.id)
			for (g = 0; g + 1 < n_summary && summary[g].group.id != form[i].group.id; )
				g++;
		summary[g].types++;
		summary[g].hapax += form[i].tokens == 1;
		form[i].per_1000 = 1000.0 * (double)form[i].tokens / (double)summary[g].tokens;
	}
	for (; n < n_summary && summary[n].types; n++) {
		summary_row *s = &summary[n];
		s->mean = (double)s->tokens / (double)s->types;
		s->hapax_types = percent(s->hapax, s->types);
		s->hapax_tokens = percent(s->hapax, s->tokens);
	}
	return n;
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	form_row *form;
	summary_row *summary;
	uint32_t n = h->counted(ctx, FORMS, &form), n_summary = h->counted(ctx, SUMMARY, &summary);
	if (!n && c->features != FORM)
		h->log(ctx, GLANE_WARNING, glane_at_option("features"), "there is nothing to count: lemmas and parts of speech are those of "
			"terms; put the steps lexicon and terms above this one, or write features=\"form\"");
	glane_sym *sym = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *sym);
	uint32_t *order = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *order);
	uint32_t *rank = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *rank);
	for (uint32_t i = 0; i < n; i++)
		sym[i] = form[i].form;
	h->order(ctx, n, sym, order);
	for (uint32_t i = 0; i < n; i++)
		rank[order[i]] = i;
	for (uint32_t from = 0, to, at = 0; from < n; from = to) {
		to = grouping_end(form, rank, n, from);
		at += complete(form, from, to, summary + at, n_summary - at);
	}
	return frequencies_spread(ctx);
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "features=form", "Counted are forms of words, in small letters." },
	{ "features=lemma", "Counted are lemmas." },
	{ "features=upos", "Counted are parts of speech." },
	{ "kinds=all", "Numbers, punctuation and symbols count as well." },
	METHOD_PASSAGE,
	{ NULL, "Relative frequencies are per thousand of all that is counted in the group; ranks and "
	  "frequencies are shown as Zipf did [@zipf1935]." },
	{ NULL, "How evenly a word that is said at least {min-count} times is spread over documents and over "
	  "speakers is told by DP [@gries2008], also normalised [@lijffijt2012], and by Juilland's D "
	  "[@juilland1964]." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "zipf1935", "book", "Zipf, George Kingsley", "1935", "The Psycho-Biology of Language",
	  .in = "Houghton Mifflin" },
	REFERENCE_GRIES_2008,
	REFERENCE_LIJFFIJT_2012,
	REFERENCE_JUILLAND_1964,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "frequencies", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How often each form is said in each group, and by how many speakers",
	.topic = "words", .method = method, .references = references,
	.units = "sentence segment turn answer verbatim document speaker",
	.options = options, .needs = needs, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input),
	.process = process, .report = report,
};
