/* tokens.c - regions of the text, rows of tokens, forms. */
#include "tokens/tokens.h"
#include <string.h>
#include "form/form.h"

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
	uint32_t grown = s->room + 256;
	s->piece = ctx->host->grow(ctx, GLANE_SCRATCH, s->piece, s->n * sizeof *s->piece,
	                           ((size_t)s->room - s->n + grown) * sizeof *s->piece);
	s->room += grown;
}

/* Text without notes and code. */
static void scan_plain(glane_ctx *ctx, scan *s, unsigned char *text, glane_span r, scanner *scanner_of)
{
	unsigned char saved = text[r.end];
	text[r.end] = 0;
	s->at = text + r.begin;
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

/* ---- Rows ------------------------------------------------------------------------------------ */

static bool is_form(const unsigned char *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (p[i] >= 0x80 || (p[i] >= 'A' && p[i] <= 'Z'))
			return false;
	return true;
}

/* The forms of n pieces, from piece p on, into out: many at a time, through a small room. */
static void intern_forms(glane_ctx *ctx, const unsigned char *text, const piece *p, uint32_t n, glane_sym *out)
{
	enum { PORTION = 256, SMALL = 64 };
	glane_str in[PORTION];
	char room[PORTION][FORM_ROOM(SMALL)];
	for (uint32_t i = 0, k = 0; i < n; i++) {
		const char *word = (const char *)text + p[i].begin;
		uint32_t size = p[i].end - p[i].begin, form = 0;
		char *to = room[k];
		if (is_form((const unsigned char *)word, size)) {
			in[k] = (glane_str){ word, size };
		} else {
			if (size > SMALL)
				to = ctx->host->alloc(ctx, GLANE_SCRATCH, FORM_ROOM(size));
			form = (uint32_t)form_of(word, size, to);
			in[k] = form ? (glane_str){ to, form } : (glane_str){ word, size };
		}
		if (++k == PORTION || i + 1 == n) {
			ctx->host->intern(ctx, k, in, out + i + 1 - k);
			k = 0;
		}
	}
}

static void write_tokens(glane_ctx *ctx, const scan *s)
{
	static const char *const names[N_KINDS] = { "word", "number", "punctuation", "symbol", "mark" };
	glane_sym kind[N_KINDS];
	token_rows out;
	for (int i = 0; i < N_KINDS; i++)
		kind[i] = ctx->host->sym(ctx, names[i]);
	ctx->host->rows(ctx, TOKEN, s->n, &out);
	for (uint32_t i = 0; i < s->n; i++) {
		out.span[i] = (glane_span){ s->piece[i].begin, s->piece[i].end };
		out.kind[i] = kind[s->piece[i].kind];
	}
	intern_forms(ctx, s->text, s->piece, s->n, out.form);
	ctx->host->seal(ctx, TOKEN, s->n);
}

int tokens_process(glane_ctx *ctx, const glane_doc *doc, const tokens_language *l)
{
	const glane_host *h = ctx->host;
	uint32_t n = doc->text.n;
	/* A copy, because the lexer wants a NUL at the end of each region, and reads up to SCAN_BEYOND bytes behind it. */
	unsigned char *text = h->alloc(ctx, GLANE_SCRATCH, (size_t)n + 1 + SCAN_BEYOND);
	scan s = { .text = text, .room = n / 4 + 256 };
	sentence_rows out;
	if (n)
		memcpy(text, doc->text.p, n);
	memset(text + n, 0, 1 + SCAN_BEYOND);
	s.piece = h->alloc(ctx, GLANE_SCRATCH, (size_t)s.room * sizeof *s.piece);
	scan_text(ctx, &s, text, n, l->scan);
	write_tokens(ctx, &s);
	glane_span *sentence = h->alloc(ctx, GLANE_SCRATCH, ((size_t)s.n + 1) * sizeof *sentence);
	uint32_t k = tokens_sentences(l, text, s.piece, s.n, sentence);
	h->rows(ctx, SENTENCE, k, &out);
	if (k)
		memcpy(out.span, sentence, k * sizeof *sentence);
	h->seal(ctx, SENTENCE, k);
	return GLANE_OK;
}
