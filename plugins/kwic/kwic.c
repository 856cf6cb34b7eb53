/* kwic: where words are said, and between which others: key words in context, a concordance. Here they are found, marked and counted;
 * lines.c writes the lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "codebook/codebook.h"
#include "kwic.h"
#include "matching/matching.h"
#include "references/sentences.h"

static const glane_option options[] = {
	GLANE_OPT_TEXT(config, find, "find", NULL,
		"What is looked for, as in a codebook: dictionary forms (perdre son emploi ; chômage), or as written (words fr: débord*)"),
	GLANE_OPT_INT(config, left, "left", "8", 0, 200, "Words before"),
	GLANE_OPT_INT(config, right, "right", "8", 0, 200, "Words after"),
	GLANE_OPT_CHOICE(config, sort, "sort", "place", "place|left|right",
		"Order of the lines: as they are said, or by the words before, the nearest first, or after"),
	GLANE_OPT_PATTERN(config, variables, "variables", "", "What is told of who speaks, as a signature: {craft}, {age}"),
	GLANE_OPT_INT(config, most, "lines", "1000", 0, 10000000, "Lines, at most; of more they are taken evenly. 0: all"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(input, lang, "var:lang?"),
	GLANE_NEED(input, all_tokens, "token"),
	GLANE_NEED_KEPT(input, token, "token"),
	GLANE_NEED_KEPT(input, form, "token.form"),
	GLANE_NEED_KEPT(input, kind, "token.kind"),
	GLANE_NEED(input, word, "word?"),
	GLANE_NEED(input, token_of, "word.token?"),
	GLANE_NEED(input, word_form, "word.form?"),
	GLANE_NEED(input, readings, "word.readings?"),
	GLANE_NEED(input, lemma, "word.lemma?"),
	GLANE_NEED(input, upos, "word.upos?"),
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED_KEPT(input, turn, "turn?"),
	GLANE_NEED_KEPT(input, unit, "unit"),
	/* Its own rows, read again in report(). */
	GLANE_NEED_KEPT(input, hit, "kwic:hit?"),
	GLANE_NEED_KEPT(input, hit_find, "kwic:hit.find?"),
	GLANE_NEED_KEPT(input, hit_entry, "kwic:hit.entry?"),
	GLANE_LAST
};

typedef struct { glane_span *span; glane_sym *find, *entry; } hit_rows;
static const glane_column hit_layer_columns[] = {
	GLANE_COLUMN(hit_rows, find, "find", "Looked for"),
	GLANE_COLUMN(hit_rows, entry, "entry", "Entry"),
	GLANE_LAST
};
static const glane_layer layers[] = {
	GLANE_LAYER(hit_rows, "kwic:hit", GLANE_MAKES, hit_layer_columns, "Words that were looked for, where they are said"),
	GLANE_LAST
};

typedef struct {
	glane_sym entry, found, group;
	int64_t hits, passages, documents, speakers;
} found_row;
static const glane_column found_columns[] = {
	GLANE_COL_KEY(found_row, entry, "entry", "Entry"),
	GLANE_COL_KEY(found_row, found, "found", "As it is said"),
	GLANE_COL_KEY(found_row, group, "group", "Group"),
	GLANE_COL_COUNT(found_row, hits, "hits", "hits", "Hits"),
	GLANE_COL_PASSAGES(found_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(found_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(found_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_column line_columns[] = {
	GLANE_COL_KEY(line_row, line, "line", "Line"),
	GLANE_COL_KEY(line_row, group, "group", "Group"),
	GLANE_COL_LABEL(line_row, left, "left", "Before"),
	GLANE_COL_LABEL(line_row, found, "found", "Found"),
	GLANE_COL_LABEL(line_row, right, "right", "After"),
	GLANE_COL_LABEL(line_row, entry, "entry", "Entry"),
	GLANE_COL_LABEL(line_row, document, "document", "Document"),
	GLANE_COL_LABEL(line_row, speaker, "speaker", "Speaker"),
	GLANE_COL_LABEL(line_row, variables, "variables", "Who speaks"),
	GLANE_COL_PASSAGES(line_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(line_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(line_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_view found_views[] = {
	{ "hits", "found", "group", "hits", "Hits by group" },
	{ "speakers", "found", "group", "speakers", "Speakers by group" },
	GLANE_LAST
};
static const glane_table tables[] = {
	[HITS] = { "hits", GLANE_COUNTED, found_columns, sizeof(found_row), "group -hits", found_views, NULL, "What was found, by group",
		"{found} is said {hits} times in {group}, by {speakers} speakers" },
	[LINES] = { "lines", GLANE_REPORTED, line_columns, sizeof(line_row), "line", NULL, NULL, "Key words in context",
		"… {left} {found} {right} … ({document})" },
	GLANE_LAST
};

/* ---- What is looked for -------------------------------------------------------------------------------- */

typedef struct {
	matcher *matcher;
	uint32_t n;
	glane_sym *entry;		/* of the matcher's entries their text */
} finder;

static int add_rule(glane_ctx *ctx, finder *f, const codebook *book, const codebook_rule *r)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	if (r->kind != RULE_LEMMAS && r->kind != RULE_WORDS)
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("find"), "find=\"%s\" is a rule of another kind than lemmas and words: for it, "
			"write the step theme-coder with rule=\"%s\", whose passages its tables show", c->find, c->find);
	if (r->negated != NEGATED_ANY)
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("find"), "find=\"%s\" asks what is denied, which lines don't look at: "
			"leave negated out, or write the step theme-coder with rule=\"%s\"", c->find, c->find);
	for (uint32_t i = 0; i < r->group->n; i++)
		if (strchr(r->group->entry[i].text, ':'))
			return h->fail(ctx, GLANE_EOPTION, glane_at_option("find"), "find=\"%s\": what stands before the colon is no kind of rule "
				"with a language: write words fr: …, or lemmas en: …, or entries alone", c->find);
	f->entry = h->grow(ctx, GLANE_RUN, f->entry, f->n * sizeof *f->entry, r->group->n * sizeof *f->entry);
	for (uint32_t i = 0; i < r->group->n; i++) {
		const char *text = r->group->entry[i].text;
		const matching_entry e = { .text = { text, (uint32_t)strlen(text) },
			.language = r->language == CODEBOOK_FR ? MATCHING_FR : MATCHING_EN,
			.how = r->kind == RULE_LEMMAS ? MATCHING_LEMMAS : MATCHING_WORDS, .gap = r->group->gap, .exact = r->group->exact,
			.loose = book->loose, .pos = r->group->pos };
		if (matcher_add(f->matcher, &e) != GLANE_NONE)
			f->entry[f->n++] = h->sym(ctx, text);
	}
	return GLANE_OK;
}

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	const codebook *book;
	finder *f = *self = ctx->host->alloc(ctx, GLANE_RUN, sizeof *f);
	if (!c->find[strspn(c->find, " ;\t\n")])
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("find"), "find is empty: write what is looked for, as "
			"find=\"perdre son emploi ; chômage\"");
	int code = codebook_read(ctx, &(codebook_source){ "", "find", "", c->find }, &book);
	f->matcher = matcher_new(ctx);
	for (uint32_t t = 0; !code && t < book->n_themes; t++)
		for (uint32_t i = 0; !code && i < book->theme[t].n_rules; i++)
			code = add_rule(ctx, f, book, &book->theme[t].rule[i]);
	matcher_finish(f->matcher);
	return code;
}

/* ---- Finding ------------------------------------------------------------------------------------------- */

/* Of each token of the document the sentence it is in, where it counts; others are passed over. */
static uint32_t *sentences(glane_ctx *ctx, uint32_t *scope_of)
{
	const input *in = ctx->input;
	uint32_t *of = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)in->all_tokens.n + 1) * sizeof *of);
	memset(of, 0xff, in->all_tokens.n * sizeof *of);	/* GLANE_NONE */
	for (uint32_t i = 0, s = 0; i < in->token.n; i++) {
		while (s < in->sentence.n && in->sentence.span[s].end <= in->token.span[i].begin)
			s++;
		if (s < in->sentence.n && in->sentence.span[s].begin <= in->token.span[i].begin && in->token.unit[i] != GLANE_NONE)
			of[in->token.row[i]] = s;
		scope_of[in->token.row[i]] = i;
	}
	return of;
}

static int longest_first(const void *a, const void *b)
{
	const match *x = a, *y = b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	return (x->entry > y->entry) - (x->entry < y->entry);
}

/* No word stands in two lines: of matches that overlap the first one stays, of those that begin together the longest. */
static uint32_t apart(match *m, uint32_t n)
{
	uint32_t kept = 0;
	if (n)
		qsort(m, n, sizeof *m, longest_first);
	for (uint32_t i = 0; i < n; i++)
		if (!kept || m[i].first > m[kept - 1].last)
			m[kept++] = m[i];
	return kept;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const input *in = ctx->input;
	const finder *f = ctx->self;
	const uint8_t language = in->lang.n >= 2 && !memcmp(in->lang.p, "fr", 2) ? MATCHING_FR :
		in->lang.n >= 2 && !memcmp(in->lang.p, "en", 2) ? MATCHING_EN : MATCHING_ANY;
	uint32_t *scope_of = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->all_tokens.n + 1) * sizeof *scope_of);
	const matching_text text = { .language = language, .doc = doc, .token = in->all_tokens, .word = in->word, .form = in->form,
		.kind = in->kind, .token_of = in->token_of, .word_form = in->word_form, .readings = in->readings, .lemma = in->lemma,
		.upos = in->upos, .unit = sentences(ctx, scope_of) };
	match *m;
	uint32_t n = matcher_find(ctx, f->matcher, ctx->worker, &text, &m);
	n = apart(m, n);
	const glane_sym find = h->sym(ctx, c->find);
	found_row *row = h->alloc(ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *row);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *at);
	hit_rows out;
	h->rows(ctx, 0, n, &out);
	for (uint32_t i = 0; i < n; i++) {
		out.span[i] = (glane_span){ in->all_tokens.span[m[i].first].begin, in->all_tokens.span[m[i].last].end };
		out.find[i] = find;
		out.entry[i] = f->entry[m[i].entry];
		row[i] = (found_row){ .entry = out.entry[i], .found = matching_said(ctx, &m[i], in->form, in->all_tokens), .hits = 1 };
		at[i] = in->token.unit[scope_of[m[i].first]];
	}
	h->seal(ctx, 0, n);
	h->count(ctx, HITS, n, row, &in->unit, at);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "The concordance shows where “{find}” is said, with {left} words before and {right} after, by "
	  "the same person in the same turn; who may not be quoted is counted and not shown." },
	{ "lines!=0", "Of more than {lines} places, lines were taken evenly in their order." },
	METHOD_PASSAGE,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "kwic", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "A concordance: where words are said, and between which others",
	.topic = "words", .method = method,
	.units = "sentence segment turn answer verbatim document speaker",
	.options = options, .needs = needs, .layers = layers, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(matching_memo),
	.create = create, .process = process, .report = kwic_lines,
};
