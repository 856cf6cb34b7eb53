/* terms: what is counted. Expressions become one unit, all other words stay units of their own; each is active,
 * supplementary (it helps to read a result, and takes no part in making it), or doesn't count. */
#include <string.h>
#include "analysis/upos.h"
#include "work.h"

static const glane_option options[] = {
	GLANE_OPT_PATH(config, expressions[ANALYSIS_FR], "expressions-fr", "plugins/terms/data/expressions.fr.txt",
		"French expressions that count as one word, one a line"),
	GLANE_OPT_PATH(config, expressions[ANALYSIS_EN], "expressions-en", "plugins/terms/data/expressions.en.txt",
		"English expressions that count as one word, one a line"),
	GLANE_OPT_PATH(config, stop[ANALYSIS_FR], "stop-fr", "plugins/terms/data/stop.fr.txt",
		"French words that don't count, one a line"),
	GLANE_OPT_PATH(config, stop[ANALYSIS_EN], "stop-en", "plugins/terms/data/stop.en.txt",
		"English words that don't count, one a line"),
	GLANE_OPT_PATH(config, add[ANALYSIS_FR], "add-fr", "",
		"French expressions and words of your own, with their status, one a line: add to those lists, or say otherwise"),
	GLANE_OPT_PATH(config, add[ANALYSIS_EN], "add-en", "",
		"English expressions and words of your own, with their status, one a line: add to those lists, or say otherwise"),
	GLANE_OPT_TEXT(config, active, "active", "NOUN PROPN VERB ADJ ADV X",
		"Parts of speech of what is active (NOUN, or nom; adj; ver); all others are supplementary"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(input, lang, "var:lang"),
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, said, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED(input, word, "word"),
	GLANE_NEED(input, token_of, "word.token"),
	GLANE_NEED(input, word_form, "word.form"),
	GLANE_NEED(input, readings, "word.readings"),
	GLANE_NEED(input, lemma, "word.lemma"),
	GLANE_NEED(input, upos, "word.upos"),
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

static const glane_column expression_columns[] = {
	GLANE_COLUMN(expression_rows, form, "form", "Form"),
	GLANE_COLUMN(expression_rows, lemma, "lemma", "Lemma"),
	GLANE_COLUMN(expression_rows, upos, "upos", "Part of speech"),
	GLANE_LAST
};
typedef struct { glane_span *span; glane_sym *form, *lemma, *upos, *status; } term_rows;
static const glane_column term_layer_columns[] = {
	GLANE_COLUMN(term_rows, form, "form", "Form"),
	GLANE_COLUMN(term_rows, lemma, "lemma", "Lemma"),
	GLANE_COLUMN(term_rows, upos, "upos", "Part of speech"),
	GLANE_COLUMN(term_rows, status, "status", "Status"),
	GLANE_LAST
};
static const glane_layer layers[] = {
	[EXPRESSION] = GLANE_LAYER(expression_rows, "expression", GLANE_MAKES, expression_columns,
		"Several tokens that count as one word"),
	[TERM] = GLANE_LAYER(term_rows, "term", GLANE_MAKES, term_layer_columns,
		"What is counted: expressions, and words outside of them"),
	GLANE_LAST
};

typedef struct {
	glane_sym term, upos, status, group;
	int64_t tokens, passages, documents, speakers;
} term_row;
static const glane_column term_columns[] = {
	GLANE_COL_KEY(term_row, term, "term", "Term"),
	GLANE_COL_KEY_WORD(term_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_KEY_WORD(term_row, status, "status", "active|supplementary|stop", "Status"),
	GLANE_COL_KEY(term_row, group, "group", "Group"),
	GLANE_COL_COUNT(term_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_PASSAGES(term_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(term_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(term_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_view term_views[] = {
	{ "occurrences", "term", "group", "tokens", "Occurrences of each term, by group" },
	{ "speakers", "term", "group", "speakers", "Speakers who use each term, by group" },
	GLANE_LAST
};
typedef struct {
	glane_sym expression, upos, group;
	int64_t tokens, passages, documents, speakers;
} expression_row;
static const glane_column expression_table_columns[] = {
	GLANE_COL_KEY(expression_row, expression, "expression", "Expression"),
	GLANE_COL_KEY_WORD(expression_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_KEY(expression_row, group, "group", "Group"),
	GLANE_COL_COUNT(expression_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_PASSAGES(expression_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(expression_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(expression_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_view expression_views[] = {
	{ "occurrences", "expression", "group", "tokens", "Occurrences of each expression, by group" },
	GLANE_LAST
};
enum { TERMS, EXPRESSIONS };
static const glane_table tables[] = {
	[TERMS] = { "terms", GLANE_COUNTED, term_columns, sizeof(term_row), "group status -tokens", term_views, NULL,
		"Terms by group", "in {group}, “{term}” ({upos}) is said {tokens} times, by {speakers} speakers" },
	[EXPRESSIONS] = { "expressions", GLANE_COUNTED, expression_table_columns, sizeof(expression_row), "group -tokens",
		expression_views, NULL, "Expressions counted as one word, by group",
		"in {group}, “{expression}” is said {tokens} times, by {speakers} speakers" },
	GLANE_LAST
};


/* ---- Life ------------------------------------------------------------------------------------ */

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	settings *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	*self = s;
	s->expressions.matcher = matcher_new(ctx);
	int code = active_read(ctx, s);
	for (uint32_t l = 0; l < ANALYSIS_LANGUAGES; l++) {
		/* A study's own come first: of two that are the same the first one counts. */
		int e = *c->add[l] ? expressions_read(ctx, c->add[l], l, &s->expressions, &s->own[l]) : GLANE_OK;
		code = code ? code : e;
		e = *c->expressions[l] ? expressions_read(ctx, c->expressions[l], l, &s->expressions, NULL) : GLANE_OK;
		code = code ? code : e;
		e = *c->stop[l] ? words_read(ctx, c->stop[l], &s->stop[l]) : GLANE_OK;
		code = code ? code : e;
		words_finish(&s->own[l]);
		words_finish(&s->stop[l]);
	}
	matcher_finish(s->expressions.matcher);
	return code;
}

static const checked *intern_conditions(glane_ctx *ctx, const condition *c)
{
	const checked *list = NULL;
	for (; c; c = c->next) {
		checked *k = ctx->host->alloc(ctx, GLANE_WORKER, sizeof *k);
		*k = (checked){ .n = c->n, .negated = c->negated, .next = list };
		ctx->host->intern(ctx, 1, &c->word, &k->word);
		ctx->host->intern(ctx, c->n, c->upos, k->upos);
		list = k;
	}
	return list;
}

static int open(glane_ctx *ctx)
{
	const settings *s = ctx->self;
	const glane_host *h = ctx->host;
	worker *w = ctx->worker;
	w->status[ACTIVE] = h->sym(ctx, "active");
	w->status[SUPPLEMENTARY] = h->sym(ctx, "supplementary");
	w->status[STOP] = h->sym(ctx, "stop");
	w->word = h->sym(ctx, "word");
	w->number = h->sym(ctx, "number");
	w->mark = h->sym(ctx, "mark");
	w->expression = h->alloc(ctx, GLANE_WORKER, (s->expressions.n + 1) * sizeof *w->expression);
	for (uint32_t i = 0; i < s->expressions.n; i++) {
		const expression *e = &s->expressions.item[i];
		known_expression *k = &w->expression[i];
		h->intern(ctx, 1, &e->lemma, &k->lemma);
		h->intern(ctx, 1, &e->upos, &k->upos);
		k->conditions = intern_conditions(ctx, e->conditions);
		k->status = e->status;
		k->tool = expression_is_tool(e->upos);
		k->light = k->tool || (e->upos.n == 3 && !memcmp(e->upos.p, "ADV", 3));
	}
	return GLANE_OK;
}

/* ---- Terms ----------------------------------------------------------------------------------- */

typedef struct {
	term_rows rows;
	uint32_t n;
	uint32_t *first;		/* of each term its first token */
	bool *joined;			/* is it an expression? */
} output;

static void add_term(glane_ctx *ctx, output *o, uint32_t token, uint32_t last, const glane_sym text[3], uint8_t status)
{
	const input *in = ctx->input;
	const worker *w = ctx->worker;
	o->first[o->n] = token;
	o->rows.span[o->n] = (glane_span){ in->token.span[token].begin, in->token.span[last].end };
	o->rows.form[o->n] = text[0];
	o->rows.lemma[o->n] = text[1];
	o->rows.upos[o->n] = text[2];
	o->rows.status[o->n++] = w->status[status];
}

/* What its line says, or the lists of words; a tool like "parce que" is none of the others' business either. */
static uint8_t status_of_expression(glane_ctx *ctx, uint32_t language, const match *m, glane_sym form)
{
	const known_expression *e = &((const worker *)ctx->worker)->expression[m->entry];
	if (e->status != UNSAID)
		return e->status;
	uint8_t status = status_of(ctx, language, form, e->lemma, e->upos);
	return status == SUPPLEMENTARY && e->tool ? STOP : status;
}

static void add_terms(glane_ctx *ctx, uint32_t language, output *o, const match *m, const expression_rows *found, uint32_t n)
{
	const input *in = ctx->input;
	const worker *w = ctx->worker;
	for (uint32_t i = 0, k = 0; i < in->word.n; ) {
		uint32_t token = in->token_of[i], kind = in->kind[token].id;
		if (k < n && token == m[k].first) {
			const glane_sym text[] = { found->form[k], found->lemma[k], found->upos[k] };
			o->joined[o->n] = true;
			add_term(ctx, o, token, m[k].last, text, status_of_expression(ctx, language, &m[k], found->form[k]));
			while (i < in->word.n && in->token_of[i] <= m[k].last)
				i++;
			k++;
			continue;
		}
		const glane_sym text[] = { in->word_form[i], in->lemma[i], in->upos[i] };
		if (kind == w->word.id)
			add_term(ctx, o, token, token, text, status_of(ctx, language, text[0], text[1], text[2]));
		else if (kind == w->number.id || kind == w->mark.id)
			add_term(ctx, o, token, token, text, SUPPLEMENTARY);
		i++;
	}
}

/* Rows on their way into the tables, in portions: a long document needs little memory. */
enum { PORTION = 4096 };
typedef struct {
	term_row *term;
	expression_row *expression;
	uint32_t *term_at, *expression_at, n_terms, n_expressions;
} counting;

static void count_now(glane_ctx *ctx, counting *c)
{
	const input *in = ctx->input;
	if (c->n_terms)
		ctx->host->count(ctx, TERMS, c->n_terms, c->term, &in->unit, c->term_at);
	if (c->n_expressions)
		ctx->host->count(ctx, EXPRESSIONS, c->n_expressions, c->expression, &in->unit, c->expression_at);
	c->n_terms = c->n_expressions = 0;
}

/* Terms whose first token is in scope. */
static void count_terms(glane_ctx *ctx, const output *o)
{
	const input *in = ctx->input;
	const worker *w = ctx->worker;
	const term_rows *r = &o->rows;
	const uint32_t room = o->n < PORTION ? o->n + 1 : PORTION;
	counting counted = { .n_terms = 0 }, *c = &counted;
	c->term = ctx->host->alloc(ctx, GLANE_SCRATCH, room * sizeof *c->term);
	c->term_at = ctx->host->alloc(ctx, GLANE_SCRATCH, room * sizeof *c->term_at);
	c->expression = ctx->host->alloc(ctx, GLANE_SCRATCH, room * sizeof *c->expression);
	c->expression_at = ctx->host->alloc(ctx, GLANE_SCRATCH, room * sizeof *c->expression_at);
	for (uint32_t i = 0, t = 0; i < in->said.n; i++) {
		uint32_t token = in->said.row[i], unit = in->said.unit[i];
		while (t < o->n && o->first[t] < token)
			t++;
		for (; t < o->n && o->first[t] == token && unit != GLANE_NONE; t++) {
			if (o->joined[t]) {
				c->expression_at[c->n_expressions] = unit;
				c->expression[c->n_expressions++] = (expression_row){ .expression = r->lemma[t], .upos = r->upos[t],
					.tokens = 1 };
			}
			if (r->status[t].id != w->status[STOP].id) {
				c->term_at[c->n_terms] = unit;
				c->term[c->n_terms++] = (term_row){ .term = r->lemma[t], .upos = r->upos[t], .status = r->status[t],
					.tokens = 1 };
			}
			if (c->n_terms == room || c->n_expressions == room)
				count_now(ctx, c);
		}
	}
	count_now(ctx, c);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	uint32_t language = analysis_language(in->lang.p, in->lang.n);
	if (language == ANALYSIS_LANGUAGES)
		return GLANE_OK;
	if (in->token.n && !in->word.n)
		return h->fail(ctx, GLANE_EOPTION, glane_here(), "the document %s has tokens and no words: put the step lexicon before "
		               "this one", h->string(ctx, doc->name).p);
	match *m;
	expression_rows found;
	uint32_t n = expressions_find(ctx, doc, language, &m, &found);
	output o = { .n = 0 };
	o.first = h->alloc(ctx, GLANE_SCRATCH, (in->word.n + 1) * sizeof *o.first);
	o.joined = h->alloc(ctx, GLANE_SCRATCH, (in->word.n + 1) * sizeof *o.joined);
	h->rows(ctx, TERM, in->word.n, &o.rows);
	add_terms(ctx, language, &o, m, &found, n);
	h->seal(ctx, TERM, o.n);
	count_terms(ctx, &o);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Counted are terms: words, and expressions of several words from lists of such. Active terms, "
	  "which make the results, have one of the parts of speech {active}; all others are supplementary and "
	  "only help to read the results, and tool words count as neither." },
	{ "add-fr!=", "A list made for this study adds French expressions and words, or changes what they count "
	  "for." },
	{ "add-en!=", "A list made for this study adds English expressions and words, or changes what they "
	  "count for." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "terms", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "What is counted: expressions and words, active, supplementary or left out",
	.topic = "words", .method = method,
	.languages = "fr en", .units = "sentence segment turn answer verbatim document speaker",
	.options = options, .needs = needs, .layers = layers, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(worker),
	.create = create, .open = open, .process = process,
};
