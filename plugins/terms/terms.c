/* terms: what is counted. Expressions become one unit, all other words stay units of their own; each is active,
 * supplementary (it helps to read a result, and takes no part in making it), or doesn't count. */
#include <string.h>
#include "analysis/analysis.h"
#include "analysis/upos.h"
#include "matching/matching.h"
#include "terms.h"

typedef struct {
	const char *expressions[ANALYSIS_LANGUAGES], *stop[ANALYSIS_LANGUAGES], *active;
} config;
static const glane_option options[] = {
	GLANE_OPT_PATH(config, expressions[ANALYSIS_FR], "expressions-fr", "plugins/terms/data/expressions.fr.txt",
		"French expressions that count as one word, one a line"),
	GLANE_OPT_PATH(config, expressions[ANALYSIS_EN], "expressions-en", "plugins/terms/data/expressions.en.txt",
		"English expressions that count as one word, one a line"),
	GLANE_OPT_PATH(config, stop[ANALYSIS_FR], "stop-fr", "plugins/terms/data/stop.fr.txt",
		"French words that don't count, one a line"),
	GLANE_OPT_PATH(config, stop[ANALYSIS_EN], "stop-en", "plugins/terms/data/stop.en.txt",
		"English words that don't count, one a line"),
	GLANE_OPT_TEXT(config, active, "active", "NOUN PROPN VERB ADJ ADV X",
		"Parts of speech of what is active; all others are supplementary"),
	GLANE_LAST
};

typedef struct {
	glane_str lang;
	glane_rows sentence, token, word;
	glane_scope said, unit;
	const glane_sym *form, *kind, *word_form, *readings, *lemma, *upos;
	const uint32_t *token_of;
} input;
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

typedef struct { glane_span *span; glane_sym *form, *lemma, *upos; } expression_rows;
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
enum { EXPRESSION, TERM };
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
	GLANE_COL_KEY(term_row, upos, "upos", "Part of speech"),
	GLANE_COL_KEY(term_row, status, "status", "Status"),
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
enum { TERMS };
static const glane_table tables[] = {
	[TERMS] = { "terms", GLANE_COUNTED, term_columns, sizeof(term_row), "group status -tokens", term_views, NULL,
		"Terms by group", "{term} is said {tokens} times in {group}, by {speakers} speakers" },
	GLANE_LAST
};

typedef struct { glane_str lemma, upos; } expression;
typedef struct {
	matcher *matcher;
	expression *expression;		/* by the matcher's numbers */
	uint32_t n_expressions, room;
	stop_list stop[ANALYSIS_LANGUAGES];
	uint32_t n_active;
	glane_str *active;
} settings;

enum { ACTIVE, SUPPLEMENTARY, STOP, N_STATUS };
/* The status of a word by form, lemma, part of speech; a form of 0 is a free place. */
typedef struct { uint32_t form, lemma, upos; uint8_t language, status; } known_word;
typedef struct {
	matching_memo memo;
	uint32_t n, room;
	known_word *slot;
	glane_sym *lemma, *upos;	/* of expressions, by the matcher's numbers */
} worker;

/* ---- Lists ----------------------------------------------------------------------------------- */

static bool same(glane_str a, const char *b)
{
	return a.n == strlen(b) && !memcmp(a.p, b, a.n);
}

/* Nouns, verbs and adjectives are found in all their forms. Others as they are written: "de fait" isn't "des faits". */
static bool inflected(glane_str upos)
{
	return same(upos, "NOUN") || same(upos, "VERB") || same(upos, "ADJ");
}

static int add_expression(glane_ctx *ctx, settings *s, const char *path, uint32_t language, const list_line *l)
{
	const glane_host *h = ctx->host;
	expression e = { l->n > 1 && l->field[1].n ? l->field[1] : l->field[0], { "NOUN", 4 } };
	if (l->n > 2 && l->field[2].n)
		e.upos = l->field[2];
	if (!upos_find(e.upos))
		return upos_refuse(ctx, glane_at_line(path, l->line, 0), e.upos);
	matching_entry entry = { .text = l->field[0], .language = (uint8_t)language,
	                         .how = inflected(e.upos) ? MATCHING_LEMMAS : MATCHING_WORDS };
	uint32_t number = matcher_add(s->matcher, &entry);
	if (number == GLANE_NONE)
		return h->fail(ctx, GLANE_EOPTION, glane_at_line(path, l->line, 0), "\"%.*s\" holds no word",
		               GLANE_STR(l->field[0]));
	while (number >= s->room) {
		uint32_t more = s->room ? s->room : 256;
		s->expression = h->grow(ctx, GLANE_RUN, s->expression, s->room * sizeof e, more * sizeof e);
		s->room += more;
	}
	s->expression[number] = e;
	s->n_expressions = number + 1;
	return GLANE_OK;
}

static int read_expressions(glane_ctx *ctx, settings *s, const char *path, uint32_t language)
{
	list_line *line;
	uint32_t n;
	int code = list_read(ctx, path, 3, &line, &n);
	for (uint32_t i = 0; i < n; i++) {
		int e = add_expression(ctx, s, path, language, &line[i]);
		code = code ? code : e;
	}
	return code;
}

static int read_active(glane_ctx *ctx, settings *s)
{
	const config *c = ctx->config;
	s->active = ctx->host->alloc(ctx, GLANE_RUN, (strlen(c->active) / 2 + 1) * sizeof *s->active);
	for (const char *p = c->active; *p; ) {
		uint32_t n = (uint32_t)strcspn(p, " ;,\t\n");
		glane_str name = { p, n };
		if (n && !upos_find(name))
			return upos_refuse(ctx, glane_at_option("active"), name);
		if (n)
			s->active[s->n_active++] = name;
		p += n + (p[n] != '\0');
	}
	return GLANE_OK;
}

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	settings *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	*self = s;
	s->matcher = matcher_new(ctx);
	int code = read_active(ctx, s);
	for (uint32_t l = 0; l < ANALYSIS_LANGUAGES; l++) {
		int e = *c->expressions[l] ? read_expressions(ctx, s, c->expressions[l], l) : GLANE_OK;
		code = code ? code : e;
		e = *c->stop[l] ? stop_read(ctx, c->stop[l], &s->stop[l]) : GLANE_OK;
		code = code ? code : e;
	}
	matcher_finish(s->matcher);
	return code;
}

static int open(glane_ctx *ctx)
{
	const settings *s = ctx->self;
	worker *w = ctx->worker;
	w->lemma = ctx->host->alloc(ctx, GLANE_WORKER, (s->n_expressions + 1) * sizeof *w->lemma);
	w->upos = ctx->host->alloc(ctx, GLANE_WORKER, (s->n_expressions + 1) * sizeof *w->upos);
	for (uint32_t i = 0; i < s->n_expressions; i++) {
		ctx->host->intern(ctx, 1, &s->expression[i].lemma, &w->lemma[i]);
		ctx->host->intern(ctx, 1, &s->expression[i].upos, &w->upos[i]);
	}
	return GLANE_OK;
}

/* ---- Status ---------------------------------------------------------------------------------- */

static known_word *slot_of(const worker *w, const known_word *k)
{
	uint32_t h = (k->form * 31 + k->lemma * 7 + k->upos * 2 + k->language) * 2654435761u;
	uint32_t at = (h ^ h >> 15) & (w->room - 1);
	for (; w->slot[at].form; at = (at + 1) & (w->room - 1))
		if (w->slot[at].form == k->form && w->slot[at].lemma == k->lemma && w->slot[at].upos == k->upos &&
		    w->slot[at].language == k->language)
			break;
	return &w->slot[at];
}

static void make_room(glane_ctx *ctx, worker *w)
{
	if (2 * (w->n + 1) <= w->room)
		return;
	worker more = *w;
	more.room = w->room ? 2 * w->room : 8192;
	more.slot = ctx->host->alloc(ctx, GLANE_WORKER, more.room * sizeof *more.slot);
	for (uint32_t i = 0; i < w->room; i++)
		if (w->slot[i].form)
			*slot_of(&more, &w->slot[i]) = w->slot[i];
	*w = more;
}

static uint8_t status_of(glane_ctx *ctx, uint32_t language, glane_sym form, glane_sym lemma, glane_sym upos)
{
	const settings *s = ctx->self;
	const glane_host *h = ctx->host;
	worker *w = ctx->worker;
	known_word k = { form.id, lemma.id, upos.id, (uint8_t)language, SUPPLEMENTARY };
	make_room(ctx, w);
	known_word *slot = slot_of(w, &k);
	if (slot->form)
		return slot->status;
	glane_str part = h->string(ctx, upos);
	for (uint32_t i = 0; i < s->n_active; i++)
		if (s->active[i].n == part.n && !memcmp(s->active[i].p, part.p, part.n))
			k.status = ACTIVE;
	if (stop_has(&s->stop[language], h->string(ctx, form), h->string(ctx, lemma), part))
		k.status = STOP;
	*slot = k;
	w->n++;
	return k.status;
}

/* ---- Expressions ----------------------------------------------------------------------------- */

/* Which sentence each token stands in: no expression goes beyond one. */
static uint32_t *sentences(glane_ctx *ctx)
{
	const input *in = ctx->input;
	uint32_t *of = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->token.n + 1) * sizeof *of);
	for (uint32_t i = 0, s = 0; i < in->token.n; i++) {
		while (s < in->sentence.n && in->sentence.span[s].end <= in->token.span[i].begin)
			s++;
		of[i] = s;
	}
	return of;
}

/* Of all matches the longest at the leftmost place, none over another; in place. Returns how many. */
static uint32_t choose(match *m, uint32_t n)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; ) {
		uint32_t best = i, k = i;
		for (; k < n && m[k].first == m[i].first; k++)
			if (m[k].last > m[best].last)
				best = k;
		match longest = m[best];
		while (k < n && m[k].first <= longest.last)
			k++;
		m[kept++] = longest;
		i = k;
	}
	return kept;
}

/* The forms of its tokens, with a blank where the text has some. */
static glane_sym form_of_match(glane_ctx *ctx, const match *m)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	size_t n = 0, room = 0;
	for (uint32_t i = m->first; i <= m->last; i++)
		room += h->string(ctx, in->form[i]).n + 1;
	char *text = h->alloc(ctx, GLANE_SCRATCH, room);
	for (uint32_t i = m->first; i <= m->last; i++) {
		glane_str form = h->string(ctx, in->form[i]);
		if (i > m->first && in->token.span[i].begin > in->token.span[i - 1].end)
			text[n++] = ' ';
		memcpy(text + n, form.p, form.n);
		n += form.n;
	}
	glane_str whole = { text, (uint32_t)n };
	glane_sym sym;
	h->intern(ctx, 1, &whole, &sym);
	return sym;
}

static uint32_t find_expressions(glane_ctx *ctx, const glane_doc *doc, uint32_t language, match **out)
{
	const input *in = ctx->input;
	const settings *s = ctx->self;
	worker *w = ctx->worker;
	matching_text text = { .language = (uint8_t)language, .doc = doc, .token = in->token, .word = in->word, .form = in->form,
		.kind = in->kind, .token_of = in->token_of, .word_form = in->word_form, .readings = in->readings, .lemma = in->lemma,
		.unit = sentences(ctx) };
	uint32_t found = matcher_find(ctx, s->matcher, &w->memo, &text, out), n = choose(*out, found);
	expression_rows rows;
	ctx->host->rows(ctx, EXPRESSION, n, &rows);
	for (uint32_t i = 0; i < n; i++) {
		const match *m = &(*out)[i];
		rows.span[i] = (glane_span){ in->token.span[m->first].begin, in->token.span[m->last].end };
		rows.form[i] = form_of_match(ctx, m);
		rows.lemma[i] = w->lemma[m->entry];
		rows.upos[i] = w->upos[m->entry];
	}
	ctx->host->seal(ctx, EXPRESSION, n);
	return n;
}

/* ---- Terms ----------------------------------------------------------------------------------- */

typedef struct {
	term_rows rows;
	uint32_t n;
	uint32_t *first;		/* of each term its first token */
	glane_sym status[N_STATUS];
} output;

static void add_term(const input *in, output *o, uint32_t token, uint32_t last, glane_sym form, glane_sym lemma,
                     glane_sym upos, uint8_t status)
{
	o->first[o->n] = token;
	o->rows.span[o->n] = (glane_span){ in->token.span[token].begin, in->token.span[last].end };
	o->rows.form[o->n] = form;
	o->rows.lemma[o->n] = lemma;
	o->rows.upos[o->n] = upos;
	o->rows.status[o->n++] = o->status[status];
}

static void add_terms(glane_ctx *ctx, uint32_t language, output *o, const match *m, uint32_t n_matches)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	const worker *w = ctx->worker;
	const glane_sym word = h->sym(ctx, "word"), number = h->sym(ctx, "number"), mark = h->sym(ctx, "mark");
	for (uint32_t i = 0, k = 0; i < in->word.n; ) {
		uint32_t token = in->token_of[i];
		if (k < n_matches && token == m[k].first) {
			glane_sym form = form_of_match(ctx, &m[k]), lemma = w->lemma[m[k].entry], upos = w->upos[m[k].entry];
			add_term(in, o, token, m[k].last, form, lemma, upos, status_of(ctx, language, form, lemma, upos));
			while (i < in->word.n && in->token_of[i] <= m[k].last)
				i++;
			k++;
			continue;
		}
		uint32_t kind = in->kind[token].id;
		if (kind == word.id)
			add_term(in, o, token, token, in->word_form[i], in->lemma[i], in->upos[i],
			         status_of(ctx, language, in->word_form[i], in->lemma[i], in->upos[i]));
		else if (kind == number.id || kind == mark.id)
			add_term(in, o, token, token, in->word_form[i], in->lemma[i], in->upos[i], SUPPLEMENTARY);
		i++;
	}
}

/* Terms whose first token is in scope, in portions: a long document needs little memory. */
static void count_terms(glane_ctx *ctx, const output *o)
{
	enum { PORTION = 4096 };
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	term_row *row = h->alloc(ctx, GLANE_SCRATCH, PORTION * sizeof *row);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, PORTION * sizeof *at), n = 0;
	for (uint32_t i = 0, t = 0; i < in->said.n; i++) {
		uint32_t token = in->said.row[i];
		while (t < o->n && o->first[t] < token)
			t++;
		for (; t < o->n && o->first[t] == token && in->said.unit[i] != GLANE_NONE; t++) {
			if (o->rows.status[t].id == o->status[STOP].id)
				continue;
			row[n] = (term_row){ .term = o->rows.lemma[t], .upos = o->rows.upos[t], .status = o->rows.status[t],
				.tokens = 1 };
			at[n++] = in->said.unit[i];
			if (n == PORTION) {
				h->count(ctx, TERMS, n, row, &in->unit, at);
				n = 0;
			}
		}
	}
	if (n)
		h->count(ctx, TERMS, n, row, &in->unit, at);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	uint32_t language = analysis_language(in->lang.p, in->lang.n);
	if (language == ANALYSIS_LANGUAGES)
		return GLANE_OK;
	match *m;
	uint32_t n = find_expressions(ctx, doc, language, &m);
	output o = { .n = 0, .status = { h->sym(ctx, "active"), h->sym(ctx, "supplementary"), h->sym(ctx, "stop") } };
	o.first = h->alloc(ctx, GLANE_SCRATCH, (in->word.n + 1) * sizeof *o.first);
	h->rows(ctx, TERM, in->word.n, &o.rows);
	add_terms(ctx, language, &o, m, n);
	h->seal(ctx, TERM, o.n);
	count_terms(ctx, &o);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "terms", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "What is counted: expressions and words, active, supplementary or left out",
	.languages = "fr en", .units = "sentence segment turn answer verbatim document speaker",
	.options = options, .needs = needs, .layers = layers, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(worker),
	.create = create, .open = open, .process = process,
};
