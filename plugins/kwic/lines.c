/* lines.c - the lines of a concordance, read again from the run store: each hit between the words around it that the same person says
 * in the same turn. They hold what people said, so there are none in a study for the public, nor of those who may not be quoted. */
#include <stdlib.h>
#include <string.h>
#include "kwic.h"
#include "room/room.h"

typedef struct {
	line_row row;
	glane_passage at;
	uint32_t place, first, n;	/* in order of place; the words by which it is sorted, in `word` */
	const uint32_t *rank;		/* … and their ranks */
} line;

typedef struct {
	glane_ctx *ctx;
	uint32_t total, hidden, n, n_words, room_words;	/* of all hits that may be shown; of those that may not; lines */
	line *line;
	glane_sym *word;
} lines;

/* ---- Which -------------------------------------------------------------------------------------------- */

/* Steps that look for other words have rows of the same layer, and one that looks for the same ones has the same row twice. */
static bool is_own(const input *in, uint32_t i, glane_sym find)
{
	if (!in->hit_find || in->hit_find[in->hit.row[i]].id != find.id)
		return false;
	for (uint32_t k = i; k > 0 && in->hit.span[k - 1].begin == in->hit.span[i].begin; k--)
		if (in->hit_find[in->hit.row[k - 1]].id == find.id)
			return false;
	return true;
}

static bool may_be_shown(const glane_doc *doc, const input *in, uint32_t i)
{
	return doc->speaker[in->hit.speaker[i]].quotable;
}

static void count_lines(lines *l, const glane_doc *doc, glane_sym find)
{
	const input *in = l->ctx->input;
	for (uint32_t i = 0; i < in->hit.n; i++)
		if (is_own(in, i, find)) {
			l->total += may_be_shown(doc, in, i);
			l->hidden += !may_be_shown(doc, in, i);
		}
}

/* ---- Texts -------------------------------------------------------------------------------------------- */

/* A piece of the text on one line. */
static glane_sym piece(glane_ctx *ctx, const glane_doc *doc, uint32_t begin, uint32_t end)
{
	char *text = ctx->host->alloc(ctx, GLANE_SCRATCH, (size_t)(end - begin) + 1);
	glane_str out = { text, 0 };
	for (uint32_t i = begin; i < end; i++) {
		char c = doc->text.p[i];
		bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
		if (!blank)
			text[out.n++] = c;
		else if (out.n && text[out.n - 1] != ' ')
			text[out.n++] = ' ';
	}
	while (out.n && text[out.n - 1] == ' ')
		out.n--;
	glane_sym sym;
	ctx->host->intern(ctx, 1, &out, &sym);
	return sym;
}

static glane_str value_of(const glane_doc *doc, const glane_speaker *s, const char *name, size_t n)
{
	for (uint32_t pass = 0; pass < 2; pass++) {
		const glane_variable *v = pass ? doc->variable : s->variable;
		uint32_t n_variables = pass ? doc->n_variables : s->n_variables;
		for (uint32_t i = 0; i < n_variables; i++)
			if (strlen(v[i].name) == n && !memcmp(v[i].name, name, n) && v[i].value.n)
				return v[i].value;
	}
	return (glane_str){ "", 0 };
}

/* The pattern with the values of who speaks in it. */
static glane_sym described(glane_ctx *ctx, const glane_doc *doc, const glane_speaker *s, const char *pattern)
{
	char *text = NULL;
	uint32_t n = 0;
	while (*pattern) {
		size_t plain = strcspn(pattern, "{"), name = pattern[plain] ? strcspn(pattern + plain + 1, "}") : 0;
		glane_str value = pattern[plain] ? value_of(doc, s, pattern + plain + 1, name) : (glane_str){ "", 0 };
		text = ctx->host->grow(ctx, GLANE_SCRATCH, text, n, plain + value.n + 1);
		memcpy(text + n, pattern, plain);
		memcpy(text + n + plain, value.p, value.n);
		n += (uint32_t)plain + value.n;
		pattern += plain + (pattern[plain] ? 1 + name : 0);
		pattern += *pattern == '}';
	}
	glane_str whole = { text, n };
	glane_sym out = { 0 };
	if (n)
		ctx->host->intern(ctx, 1, &whole, &out);
	return out;
}

/* ---- Context ------------------------------------------------------------------------------------------ */

static void add_word(lines *l, glane_sym form)
{
	l->word = room_for(l->ctx, GLANE_SCRATCH, l->word, sizeof *l->word, l->n_words, &l->room_words, 1);
	l->word[l->n_words++] = form;
}

/* From token `at` of the scope on, which isn't of the context itself, in one direction: the last token with which there are at
 * most `most` words, all between the turn's begin and end. */
static uint32_t context(lines *l, uint32_t at, int step, int64_t most, glane_span turn, glane_sym word, bool sorts)
{
	const input *in = l->ctx->input;
	const glane_scope *t = &in->token;
	uint32_t last = at;
	for (int64_t words = 0; words < most; ) {
		uint32_t next = at + (uint32_t)step;
		if (next >= t->n || t->speaker[next] != t->speaker[at] || t->row[next] != t->row[at] + (uint32_t)step ||
		    t->span[next].begin < turn.begin || t->span[next].end > turn.end)
			break;
		at = next;
		if (in->kind[t->row[at]].id == word.id) {
			words++;
			last = at;
			if (sorts)
				add_word(l, in->form[t->row[at]]);
		} else if (step > 0)
			last = at;	/* what ends a sentence stays with its words */
	}
	return last;
}

/* The turn that holds offset, or the whole document. */
static glane_span turn_of(const glane_doc *doc, const input *in, uint32_t offset, uint32_t *from)
{
	while (*from < in->turn.n && in->turn.span[*from].end <= offset)
		++*from;
	return *from < in->turn.n && in->turn.span[*from].begin <= offset ? in->turn.span[*from] : (glane_span){ 0, doc->text.n };
}

static void add_line(lines *l, const glane_doc *doc, uint32_t i, uint32_t token, glane_span turn)
{
	const glane_host *h = l->ctx->host;
	const config *c = l->ctx->config;
	const input *in = l->ctx->input;
	const glane_span at = in->hit.span[i];
	const glane_sym word = h->sym(l->ctx, "word");
	const glane_speaker *who = &doc->speaker[in->hit.speaker[i]];
	uint32_t last = token;
	while (last + 1 < in->token.n && in->token.span[last + 1].end <= at.end)
		last++;
	line *one = &l->line[l->n];
	*one = (line){ .place = l->n, .first = l->n_words, .at = { doc->name, in->hit.row[i] } };
	uint32_t from = context(l, token, -1, c->left, turn, word, c->sort == BY_LEFT);
	uint32_t to = context(l, last, 1, c->right, turn, word, c->sort == BY_RIGHT);
	one->n = l->n_words - one->first;
	one->row = (line_row){ .group = in->hit.group[i], .left = piece(l->ctx, doc, in->token.span[from].begin, at.begin),
		.found = piece(l->ctx, doc, at.begin, at.end), .right = piece(l->ctx, doc, at.end, in->token.span[to].end),
		.entry = in->hit_entry[in->hit.row[i]], .document = doc->name, .speaker = who->id,
		.variables = described(l->ctx, doc, who, c->variables), .passages = 1, .documents = 1, .speakers = 1 };
	l->n++;
}

/* Of `total` hits every so many-th, so that there are `most`. */
static bool is_taken(uint64_t number, uint64_t total, uint64_t most)
{
	return !most || total <= most || number * most / total != (number + 1) * most / total;
}

static void read_lines(lines *l, const glane_doc *doc, glane_sym find, uint32_t *number)
{
	const config *c = l->ctx->config;
	const input *in = l->ctx->input;
	for (uint32_t i = 0, token = 0, turn = 0; i < in->hit.n; i++) {
		if (!is_own(in, i, find) || !may_be_shown(doc, in, i) || !is_taken((*number)++, l->total, (uint64_t)c->most))
			continue;
		while (token < in->token.n && in->token.span[token].begin < in->hit.span[i].begin)
			token++;
		if (token < in->token.n)
			add_line(l, doc, i, token, turn_of(doc, in, in->hit.span[i].begin, &turn));
	}
}

/* ---- Order -------------------------------------------------------------------------------------------- */

/* Of each word in l->word its rank by code points. */
static const uint32_t *ranks(lines *l)
{
	const glane_host *h = l->ctx->host;
	uint32_t *order = h->alloc(l->ctx, GLANE_SCRATCH, ((size_t)l->n_words + 1) * sizeof *order);
	uint32_t *rank = h->alloc(l->ctx, GLANE_SCRATCH, ((size_t)l->n_words + 1) * sizeof *rank), n = 0;
	h->order(l->ctx, l->n_words, l->word, order);
	for (uint32_t k = 0; k < l->n_words; k++) {
		n += k && l->word[order[k]].id != l->word[order[k - 1]].id;
		rank[order[k]] = n;
	}
	return rank;
}

static int compare(const void *a, const void *b)
{
	const line *x = a, *y = b;
	for (uint32_t i = 0; i < x->n && i < y->n; i++)
		if (x->rank[i] != y->rank[i])
			return x->rank[i] < y->rank[i] ? -1 : 1;
	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static void write_lines(lines *l)
{
	const glane_host *h = l->ctx->host;
	const uint32_t *rank = ranks(l);
	for (uint32_t i = 0; i < l->n; i++)
		l->line[i].rank = rank + l->line[i].first;
	if (l->n)
		qsort(l->line, l->n, sizeof *l->line, compare);
	for (uint32_t i = 0; i < l->n; i++) {
		l->line[i].row.line = i + 1;
		h->row(l->ctx, LINES, &l->line[i].row, &(glane_evidence){ .in = "kwic:hit", .n_rows = 1, .rows = &l->line[i].at });
	}
}

static void say(const lines *l)
{
	const glane_host *h = l->ctx->host;
	const config *c = l->ctx->config;
	if (!l->total && !l->hidden)
		h->log(l->ctx, GLANE_WARNING, glane_at_option("find"), "nothing was found of find=\"%s\": dictionary forms need the step lexicon "
			"above this one; other words are found as they are written, as in find=\"words fr: débord*\"", c->find);
	if (l->hidden)
		h->log(l->ctx, GLANE_INFO, glane_here(), "%u hits have no line, since who said them may not be quoted; they are counted", l->hidden);
	if (l->n < l->total)
		h->log(l->ctx, GLANE_INFO, glane_at_option("lines"), "%u of %u hits have a line", l->n, l->total);
}

int kwic_lines(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const glane_sym find = h->sym(ctx, c->find);
	lines l = { .ctx = ctx };
	uint32_t n = h->documents(ctx), number = 0;
	if (!strcmp(h->study(ctx)->audience, "public")) {
		h->log(ctx, GLANE_WARNING, glane_here(), "lines hold what people said, so audience=\"public\" has none: hits are counted alone");
		return GLANE_OK;
	}
	for (uint32_t pass = 0; pass < 2; pass++) {
		if (pass)
			l.line = h->alloc(ctx, GLANE_SCRATCH, (size_t)(c->most && c->most < l.total ? (uint32_t)c->most : l.total) * sizeof *l.line);
		for (uint32_t d = 0; d < n; d++) {
			const glane_doc *doc = h->document(ctx, d);
			if (!doc)
				return GLANE_OK;	/* what is wrong has been noted */
			if (pass)
				read_lines(&l, doc, find, &number);
			else
				count_lines(&l, doc, find);
		}
	}
	say(&l);
	write_lines(&l);
	return GLANE_OK;
}
