/* terms: what is counted. Expressions become one unit, all other words stay units of their own; each is active,
 * supplementary (it helps to read a result, and takes no part in making it), or doesn't count. */
#include <stdlib.h>
#include <string.h>
#include "analysis/analysis.h"
#include "analysis/upos.h"
#include "matching/matching.h"
#include "terms.h"

typedef struct {
	const char *expressions[ANALYSIS_LANGUAGES], *stop[ANALYSIS_LANGUAGES], *add[ANALYSIS_LANGUAGES], *active;
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
	GLANE_OPT_PATH(config, add[ANALYSIS_FR], "add-fr", "",
		"French expressions and words of your own, with their status, one a line: add to those lists, or say otherwise"),
	GLANE_OPT_PATH(config, add[ANALYSIS_EN], "add-en", "",
		"English expressions and words of your own, with their status, one a line: add to those lists, or say otherwise"),
	GLANE_OPT_TEXT(config, active, "active", "NOUN PROPN VERB ADJ ADV X",
		"Parts of speech of what is active (NOUN, or nom; adj; ver); all others are supplementary"),
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
typedef struct {
	glane_sym expression, upos, group;
	int64_t tokens, passages, documents, speakers;
} expression_row;
static const glane_column expression_table_columns[] = {
	GLANE_COL_KEY(expression_row, expression, "expression", "Expression"),
	GLANE_COL_KEY(expression_row, upos, "upos", "Part of speech"),
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
		"Terms by group", "{term} is said {tokens} times in {group}, by {speakers} speakers" },
	[EXPRESSIONS] = { "expressions", GLANE_COUNTED, expression_table_columns, sizeof(expression_row), "group -tokens",
		expression_views, NULL, "Expressions counted as one word, by group",
		"{expression} is said {tokens} times in {group}, by {speakers} speakers" },
	GLANE_LAST
};

typedef struct {
	expressions expressions;
	word_list own[ANALYSIS_LANGUAGES], stop[ANALYSIS_LANGUAGES];
	uint32_t n_active;
	glane_str *active;
} settings;

/* The status of a word by form, lemma, part of speech; a form of 0 is a free place. */
typedef struct { uint32_t form, lemma, upos; uint8_t language, status; } known_word;
/* A condition with its texts interned. */
typedef struct checked {
	glane_sym word, upos[CONDITION_UPOS];
	uint32_t n;
	bool negated;
	const struct checked *next;
} checked;
/* What an expression is in this process. */
typedef struct {
	glane_sym lemma, upos;
	const checked *conditions;
	uint8_t status;
	bool tool, light;		/* it links words; or is an adverb */
} known_expression;
typedef struct {
	matching_memo memo;
	uint32_t n, room;
	known_word *slot;
	known_expression *expression;	/* by the matcher's numbers */
	glane_sym status[N_STATUS], word, number, mark;
} worker;

/* ---- Lists ----------------------------------------------------------------------------------- */

/* "NOUN ADJ", "nom; adj; ver", "noms propres; verbes": cut at ; and , or else at blanks. */
static int read_active(glane_ctx *ctx, settings *s)
{
	const config *c = ctx->config;
	const char *cuts = strpbrk(c->active, ";,") ? ";,\n" : " ;,\t\n";
	s->active = ctx->host->alloc(ctx, GLANE_RUN, (strlen(c->active) / 2 + 1) * sizeof *s->active);
	for (const char *p = c->active; *p; ) {
		uint32_t n = (uint32_t)strcspn(p, cuts);
		glane_str name = { p, n };
		p += n + (p[n] != '\0');
		for (; name.n && strchr(" \t", *name.p); name.n--)
			name.p++;
		while (name.n && strchr(" \t", name.p[name.n - 1]))
			name.n--;
		const char *upos = name.n ? upos_named(name) : "";
		if (!upos)
			return upos_refuse(ctx, glane_at_option("active"), name);
		if (*upos)
			s->active[s->n_active++] = (glane_str){ upos, (uint32_t)strlen(upos) };
	}
	return GLANE_OK;
}

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	settings *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	*self = s;
	s->expressions.matcher = matcher_new(ctx);
	int code = read_active(ctx, s);
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
	glane_str form_text = h->string(ctx, form), lemma_text = h->string(ctx, lemma);
	uint8_t said = words_status(&s->own[language], form_text, lemma_text, part);
	if (said == UNSAID)
		said = words_status(&s->stop[language], form_text, lemma_text, part);
	if (said != UNSAID)
		k.status = said;
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

/* The first word of a token or of those after it; words are in the order of tokens. */
static uint32_t first_word(const input *in, uint32_t token)
{
	uint32_t low = 0, high = in->word.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (in->token_of[middle] < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Have the words of a match the parts of speech that its expression wants? */
static bool holds(const input *in, const match *m, const checked *c)
{
	for (; c; c = c->next)
		for (uint32_t i = first_word(in, m->first); i < in->word.n && in->token_of[i] <= m->last; i++) {
			bool among = false;
			if (in->word_form[i].id != c->word.id && in->lemma[i].id != c->word.id)
				continue;
			for (uint32_t k = 0; k < c->n; k++)
				among |= in->upos[i].id == c->upos[k].id;
			if (among == c->negated)
				return false;
		}
	return true;
}

/* Takes out of the matches those whose conditions don't hold, those set apart and their equals; in place. */
static uint32_t admit(glane_ctx *ctx, match *m, uint32_t n)
{
	const worker *w = ctx->worker;
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; ) {
		uint32_t first = m[i].first, last = m[i].last, k = i;
		while (k < n && m[k].first == first && m[k].last == last && !holds(ctx->input, &m[k], w->expression[m[k].entry].conditions))
			k++;
		if (k < n && m[k].first == first && m[k].last == last && w->expression[m[k].entry].status != APART)
			m[kept++] = m[k];
		while (i < n && m[i].first == first && m[i].last == last)
			i++;
	}
	return kept;
}

/* A match with what decides between those that overlap. */
typedef struct { match m; uint32_t length; bool light; } candidate;

static int by_claim(const void *a, const void *b)
{
	const candidate *x = a, *y = b;
	if (x->light != y->light)
		return x->light ? 1 : -1;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	return (x->m.first > y->m.first) - (x->m.first < y->m.first);
}

static int by_place(const void *a, const void *b)
{
	const match *x = a, *y = b;
	return (x->first > y->first) - (x->first < y->first);
}

/* The end of those, from m[i] on, that hang together by overlapping. */
static uint32_t cluster(const match *m, uint32_t i, uint32_t n)
{
	uint32_t last = m[i].last;
	for (i++; i < n && m[i].first <= last; i++)
		last = m[i].last > last ? m[i].last : last;
	return i;
}

/* Is m[k] part of a longer one of its cluster? "long run" is, of "in the long run". */
static bool inside(const match *m, uint32_t from, uint32_t end, uint32_t k)
{
	for (uint32_t j = from; j < end; j++)
		if (m[j].first <= m[k].first && m[j].last >= m[k].last && m[j].last - m[j].first > m[k].last - m[k].first)
			return true;
	return false;
}

/* Of matches that overlap those with a content of their own come before tools and adverbs ("base de données", not "à la
 * base"), then the longer, then the leftmost; in place. Returns how many. */
static uint32_t choose(glane_ctx *ctx, match *m, uint32_t n)
{
	const worker *w = ctx->worker;
	candidate *c = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *c);
	uint32_t kept = 0;
	for (uint32_t i = 0, end; i < n; i = end) {
		const uint32_t from = kept;
		uint32_t n_candidates = 0;
		end = cluster(m, i, n);
		for (uint32_t k = i; k < end; k++)
			if (!inside(m, i, end, k))
				c[n_candidates++] = (candidate){ m[k], m[k].last - m[k].first, w->expression[m[k].entry].light };
		if (n_candidates > 1)
			qsort(c, n_candidates, sizeof *c, by_claim);
		for (uint32_t k = 0; k < n_candidates; k++) {
			bool free = true;
			for (uint32_t j = from; j < kept; j++)
				free &= c[k].m.last < m[j].first || c[k].m.first > m[j].last;
			if (free)
				m[kept++] = c[k].m;
		}
		if (kept - from > 1)
			qsort(m + from, kept - from, sizeof *m, by_place);
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

static uint32_t find_expressions(glane_ctx *ctx, const glane_doc *doc, uint32_t language, match **out, expression_rows *rows)
{
	const input *in = ctx->input;
	const settings *s = ctx->self;
	worker *w = ctx->worker;
	matching_text text = { .language = (uint8_t)language, .doc = doc, .token = in->token, .word = in->word, .form = in->form,
		.kind = in->kind, .token_of = in->token_of, .word_form = in->word_form, .readings = in->readings, .lemma = in->lemma,
		.unit = sentences(ctx) };
	uint32_t found = matcher_find(ctx, s->expressions.matcher, &w->memo, &text, out);
	uint32_t n = choose(ctx, *out, admit(ctx, *out, found));
	ctx->host->rows(ctx, EXPRESSION, n, rows);
	for (uint32_t i = 0; i < n; i++) {
		const match *m = &(*out)[i];
		rows->span[i] = (glane_span){ in->token.span[m->first].begin, in->token.span[m->last].end };
		rows->form[i] = form_of_match(ctx, m);
		rows->lemma[i] = w->expression[m->entry].lemma;
		rows->upos[i] = w->expression[m->entry].upos;
	}
	ctx->host->seal(ctx, EXPRESSION, n);
	return n;
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
	uint32_t n = find_expressions(ctx, doc, language, &m, &found);
	output o = { .n = 0 };
	o.first = h->alloc(ctx, GLANE_SCRATCH, (in->word.n + 1) * sizeof *o.first);
	o.joined = h->alloc(ctx, GLANE_SCRATCH, (in->word.n + 1) * sizeof *o.joined);
	h->rows(ctx, TERM, in->word.n, &o.rows);
	add_terms(ctx, language, &o, m, &found, n);
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
