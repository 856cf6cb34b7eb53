/* tokens.c - regions of the text, rows of tokens, forms. */
#include <string.h>
#include "form/form.h"
#include "tokens/sentences.h"

const glane_need tokens_needs[] = {
	GLANE_NEED(tokens_input, turn, "turn?"),
	GLANE_NEED(tokens_input, note, "note?"),
	GLANE_LAST
};

typedef struct { glane_span *span; glane_sym *form, *kind; } token_rows;
typedef struct { glane_span *span; } sentence_rows;
enum { TOKEN, SENTENCE };
static const glane_column token_columns[] = {
	GLANE_COLUMN(token_rows, form, "form", "Form"),
	GLANE_COLUMN(token_rows, kind, "kind", "Kind"),
	GLANE_LAST
};
const glane_layer tokens_layers[] = {
	[TOKEN] = GLANE_LAYER(token_rows, "token", GLANE_MAKES, token_columns,
		"Words, numbers, punctuation, symbols and placeholders, as written"),
	[SENTENCE] = GLANE_LAYER(sentence_rows, "sentence", GLANE_MAKES, NULL, "Sentences; none crosses a turn"),
	GLANE_LAST
};

/* ---- Regions --------------------------------------------------------------------------------- */

/* Walks along notes and turns, both in order of begin. */
typedef struct {
	const tokens_input *in;
	uint32_t at, n, note, turn;	/* at: where the text is read to */
} walk;

/* The next stretch of text without notes and within (or without) one turn; *turned: another turn than the
 * stretch before, or from turn to none. */
static bool next_region(walk *w, glane_span *out, bool *turned)
{
	const glane_rows *note = &w->in->note, *turn = &w->in->turn;
	*turned = false;
	for (;;) {
		if (w->at >= w->n)
			return false;
		if (w->note < note->n && note->span[w->note].begin <= w->at) {
			uint32_t end = note->span[w->note++].end;
			w->at = end > w->at ? end : w->at;
			continue;
		}
		if (w->turn < turn->n && turn->span[w->turn].end <= w->at) {
			w->turn++;
			*turned = true;
			continue;
		}
		break;
	}
	uint32_t end = w->note < note->n ? note->span[w->note].begin : w->n;
	if (w->turn < turn->n) {
		glane_span t = turn->span[w->turn];
		uint32_t edge = t.begin > w->at ? t.begin : t.end;
		*turned = *turned || t.begin == w->at;
		end = edge < end ? edge : end;
	}
	*out = (glane_span){ w->at, end };
	w->at = end;
	return true;
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

void scan_room(glane_ctx *ctx, scan *s)
{
	if (s->n + 2 * SCAN_SPARE <= s->room)
		return;
	uint32_t grown = s->room + 4096;
	s->piece = ctx->host->grow(ctx, GLANE_WORKER, s->piece, s->n * sizeof *s->piece,
	                           ((size_t)s->room - s->n + grown) * sizeof *s->piece);
	s->room += grown;
}

/* Text without notes and code. */
static void scan_plain(glane_ctx *ctx, scan *s, unsigned char *text, glane_span r, scanner *scanner_of)
{
	unsigned char saved = text[r.end];
	text[r.end] = 0;
	s->at = text + r.begin;
	s->window = NULL;
	do
		scan_room(ctx, s);
	while (scanner_of(s));
	text[r.end] = saved;
}

/* Code that people set off, and how far the text has gone along it. */
typedef struct { code_span *code; uint32_t n, at; } codes;

/* Text without notes: in turn plain, and code. */
static void scan_region(glane_ctx *ctx, scan *s, unsigned char *text, glane_span r, codes *c, scanner *scanner_of)
{
	while (r.begin < r.end) {
		while (c->at < c->n && c->code[c->at].at.end <= r.begin)
			c->at++;
		glane_span code = c->at < c->n ? c->code[c->at].at : (glane_span){ r.end, r.end }, part = r;
		uint32_t edge = code.begin > r.begin ? code.begin : code.end;
		part.end = edge < r.end ? edge : r.end;
		if (code.begin > r.begin)
			scan_plain(ctx, s, text, part, scanner_of);
		else
			code_scan(ctx, s, &c->code[c->at], part);
		r.begin = part.end;
	}
}

/* A region begins with something before it that isn't nothing: a note, or the edge of a turn. */
static void scan_text(glane_ctx *ctx, scan *s, unsigned char *text, uint32_t n, scanner *scanner_of)
{
	walk w = { .in = ctx->input, .n = n };
	codes c = { .n = 0 };
	glane_span r;
	bool turned, seen = true;		/* the first piece begins as one of a new turn does */
	c.n = code_find(ctx, text, n, &w.in->turn, &c.code);
	while (next_region(&w, &r, &turned)) {
		seen = seen || turned;		/* a stretch between turns may be all blank */
		uint8_t before = seen ? BEFORE_TURN : BEFORE_BLANK;
		uint32_t had = s->n;
		if (s->before < before)
			s->before = before;
		scan_region(ctx, s, text, r, &c, scanner_of);
		seen = seen && s->n == had;
	}
}

/* ---- Words that were met --------------------------------------------------------------------- */

enum { MET_BITS = 16, MET_LONG = 15 };	/* words of so many bytes at most */

/* All bytes of the piece, and its size and kind in the place of the sixteenth; of a longer piece a key that no shorter
 * one has. There are no branches but that one: how long the next word is, is what a processor cannot guess. */
static inline met_word key_of(const unsigned char *text, const piece *p)
{
	static const unsigned char mask[2 * (MET_LONG + 1)] = {
		0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF
	};
	uint32_t n = p->end - p->begin;
	uint64_t sign = n <= MET_LONG ? (uint64_t)p->kind << 4 | n : 0xFF;
	n = n <= MET_LONG ? n : 0;
	const unsigned char *bytes = text + p->begin, *those = mask + MET_LONG + 1 - n;
	return (met_word){ .first = eight_bytes(bytes) & eight_bytes(those),
	                   .last = (eight_bytes(bytes + 8) & eight_bytes(those + 8)) | sign << 56 };
}

static inline uint32_t met_place(const met_word *k)
{
	return (uint32_t)((k->first * 0x9E3779B97F4A7C15u ^ k->last * 0xC2B2AE3D27D4EB4Fu) >> (64 - MET_BITS));
}

/* ---- Rows ------------------------------------------------------------------------------------ */

enum { PORTION = 256, SMALL = 64 };	/* words that are done together; bytes of most */

/* The pieces `which`, one at least, of those from `p` on, that were not met: their forms are asked of the host
 * together. */
static void meet(glane_ctx *ctx, const unsigned char *text, piece *p, const uint8_t *which, uint32_t n, glane_sym *form)
{
	tokens_worker *w = ctx->worker;
	char room[PORTION][FORM_ROOM(SMALL)];
	glane_str in[PORTION];
	glane_sym out[PORTION];
	uint32_t i = 0;
	do {
		const piece *one = &p[which[i]];
		uint32_t size = one->end - one->begin;
		char *to = size <= SMALL ? room[i] : ctx->host->alloc(ctx, GLANE_SCRATCH, FORM_ROOM(size));
		in[i] = (glane_str){ (const char *)text + one->begin, size };
		uint32_t m = (uint32_t)form_of(in[i].p, size, to);
		if (m)
			in[i] = (glane_str){ to, m };
	} while (++i < n);
	ctx->host->intern(ctx, n, in, out);
	for (i = 0; i < n; i++) {
		piece *one = &p[which[i]];
		met_word k = key_of(text, one);
		k.form = form[which[i]] = out[i];
		k.look = one->look = look_of(text, one);
		if (one->end - one->begin <= MET_LONG)
			w->met[met_place(&k)] = k;
	}
}

/* Writes the rows of n pieces, PORTION at most. Memory answers for all of their words at once; a branch is taken once,
 * not for each of them. */
static void write_portion(glane_ctx *ctx, const unsigned char *text, piece *p, uint32_t n, const glane_sym *kinds,
                          token_rows out)
{
	const met_word *met = ((const tokens_worker *)ctx->worker)->met;
	uint64_t first[PORTION], last[PORTION];		/* of keys; in one array, gcc copies them in a way that stalls */
	uint32_t place[PORTION], n_unmet = 0;
	uint8_t unmet[PORTION];
	for (uint32_t i = 0; i < n; i++) {
		met_word k = key_of(text, &p[i]);
		first[i] = k.first;
		last[i] = k.last;
		place[i] = met_place(&k);
		__builtin_prefetch(&met[place[i]]);
		out.span[i] = (glane_span){ p[i].begin, p[i].end };
		out.kind[i] = kinds[p[i].kind];
	}
	for (uint32_t i = 0; i < n; i++) {
		const met_word *m = &met[place[i]];
		out.form[i] = m->form;
		p[i].look = m->look;
		unmet[n_unmet] = (uint8_t)i;
		n_unmet += ((m->first ^ first[i]) | (m->last ^ last[i])) != 0;
	}
	if (n_unmet)
		meet(ctx, text, p, unmet, n_unmet, out.form);
}

static void write_tokens(glane_ctx *ctx, const scan *s)
{
	static const char *const names[N_KINDS] = { "word", "number", "punctuation", "symbol", "mark" };
	glane_sym kind[N_KINDS];
	token_rows out;
	for (int i = 0; i < N_KINDS; i++)
		kind[i] = ctx->host->sym(ctx, names[i]);
	ctx->host->rows(ctx, TOKEN, s->n, &out);
	for (uint32_t at = 0; at < s->n; at += PORTION) {
		uint32_t n = s->n - at < PORTION ? s->n - at : PORTION;
		token_rows part = { out.span + at, out.form + at, out.kind + at };
		write_portion(ctx, s->text, s->piece + at, n, kind, part);
	}
	ctx->host->seal(ctx, TOKEN, s->n);
}

static void write_sentences(glane_ctx *ctx, const scan *s, const tokens_language *l)
{
	const tokens_self *self = ctx->self;
	tokens_worker *w = ctx->worker;
	sentence_rows out;
	if (w->sentence_room < s->n + 1) {
		w->sentence_room = s->room;
		w->sentence = ctx->host->alloc(ctx, GLANE_WORKER, w->sentence_room * sizeof *w->sentence);
	}
	uint32_t k = tokens_sentences(ctx, l, self->model, s->text, s->piece, s->n, w->sentence);
	ctx->host->rows(ctx, SENTENCE, k, &out);
	if (k)
		memcpy(out.span, w->sentence, k * sizeof *out.span);
	ctx->host->seal(ctx, SENTENCE, k);
}

/* A copy of the text, because the lexer wants a NUL at the end of each region, and reads up to SCAN_BEYOND bytes
 * behind it. */
static unsigned char *copy_text(glane_ctx *ctx, glane_str text)
{
	tokens_worker *w = ctx->worker;
	size_t n = text.n, want = n + 1 + SCAN_BEYOND;
	if (w->text_room < want) {
		w->text_room = want + want / 2;
		w->text = ctx->host->alloc(ctx, GLANE_WORKER, w->text_room);
	}
	if (n)
		memcpy(w->text, text.p, n);
	memset(w->text + n, 0, 1 + SCAN_BEYOND);
	return w->text;
}

int tokens_create(glane_ctx *ctx, const tokens_language *l, void **self)
{
	const tokens_config *c = ctx->config;
	tokens_self *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	*self = s;
	return *c->sentences ? sentences_open(ctx, c->sentences, l, &s->model) : GLANE_OK;
}

int tokens_process(glane_ctx *ctx, const glane_doc *doc, const tokens_language *l)
{
	tokens_worker *w = ctx->worker;
	unsigned char *text = copy_text(ctx, doc->text);
	scan s = { .text = text, .piece = w->piece, .room = w->piece_room };
	if (!w->met)
		w->met = ctx->host->alloc(ctx, GLANE_WORKER, sizeof *w->met << MET_BITS);
	scan_text(ctx, &s, text, doc->text.n, l->scan);
	w->piece = s.piece;
	w->piece_room = s.room;
	write_tokens(ctx, &s);
	write_sentences(ctx, &s, l);
	return GLANE_OK;
}
