/* code.c - code that people set off as in Markdown: `x` within a line, and lines between two fences, ``` or ~~~.
 *
 * Nobody says it, so none of it is a word, whatever it holds. As backticks are also typed by mistake, and as apostrophes
 * and quotation marks (l`homme, `so'), only what has both its signs, standing as they stand around code, is taken for it. */
#include <string.h>
#include "form/form.h"
#include "tokens/lexer.h"

enum {
	MOST_SIGNS = 8,			/* of one run that sets off code; longer ones are drawings */
	FENCE = 3
};

/* While one turn, text[at..end), is looked through. */
typedef struct {
	glane_ctx *ctx;
	const unsigned char *text;
	uint32_t at, end;
	uint32_t unclosed[2];		/* of backticks, tildes: fences of so many signs find no end in the rest */
	uint32_t n, room;
	code_span *code;
} finder;

static uint32_t line_end_at(const unsigned char *text, uint32_t i, uint32_t end)
{
	return (uint32_t)form_line_end((const char *)text + i, end - i);
}

static uint32_t blank_at(const unsigned char *text, uint32_t i, uint32_t end)
{
	return (uint32_t)form_blank((const char *)text + i, end - i);
}

static uint32_t line_end_from(const unsigned char *text, uint32_t i, uint32_t end)
{
	/* No line end begins with most bytes. */
	while (i < end && ((text[i] > '\r' && text[i] < 0xC2) || !line_end_at(text, i, end)))
		i++;
	return i;
}

static uint32_t without_blanks(const unsigned char *text, uint32_t i, uint32_t end)
{
	for (uint32_t k; i < end && (k = blank_at(text, i, end)) > 0; )
		i += k;
	return i;
}

/* Where the character before i begins; i > 0. */
static uint32_t before(const unsigned char *text, uint32_t i)
{
	do
		i--;
	while (i && (text[i] & 0xC0) == 0x80);
	return i;
}

/* The end of text[from..end) without the blanks that stand there. */
static uint32_t end_without_blanks(const unsigned char *text, uint32_t from, uint32_t end)
{
	for (uint32_t i; end > from && blank_at(text, i = before(text, end), end); )
		end = i;
	return end;
}

static uint32_t run_of(const unsigned char *text, uint32_t i, uint32_t end)
{
	uint32_t from = i;
	while (i < end && text[i] == text[from])
		i++;
	return i - from;
}

static bool letter_or_digit(const unsigned char *text, uint32_t i, uint32_t end)
{
	size_t k;
	uint32_t c = form_decode((const char *)text + i, end - i, &k);
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

static void add_code(finder *f, uint32_t begin, uint32_t end, uint32_t signs, bool fence)
{
	if (f->n == f->room) {
		uint32_t more = f->room ? f->room : 16;
		f->room += more;
		f->code = f->ctx->host->grow(f->ctx, GLANE_SCRATCH, f->code, f->n * sizeof *f->code, more * sizeof *f->code);
	}
	f->code[f->n++] = (code_span){ { begin, end }, signs, fence };
}

/* `x` — the backtick after x that belongs to the n backticks at i is the next run of as many. 0: there is none, or it
 * stands where an apostrophe or a quotation mark would. */
static uint32_t end_in_line(const unsigned char *text, uint32_t i, uint32_t n, uint32_t line_from, uint32_t line_to)
{
	uint32_t from = i + n;
	if (from >= line_to || blank_at(text, from, line_to) ||
	    (i > line_from && letter_or_digit(text, before(text, i), line_to)))
		return 0;
	for (i = from; i < line_to; i++) {
		uint32_t k = text[i] == '`' ? run_of(text, i, line_to) : 0;
		if (k == n && (blank_at(text, before(text, i), i) || (i + n < line_to && letter_or_digit(text, i + n, line_to))))
			return 0;
		if (k == n)
			return i + n;
		i += k ? k - 1 : 0;
	}
	return 0;
}

/* The end of the line that closes a fence of n signs, looked for from a line's end on: it ends with as many or more;
 * tildes stand there alone. 0: the turn has none. */
static uint32_t end_of_fence(finder *f, unsigned char sign, uint32_t n, uint32_t from)
{
	uint32_t *unclosed = &f->unclosed[sign == '~'];
	if (*unclosed && n >= *unclosed)
		return 0;
	while (from < f->end) {
		from += line_end_at(f->text, from, f->end);
		uint32_t line_to = line_end_from(f->text, from, f->end), to = end_without_blanks(f->text, from, line_to), k = 0;
		while (to - k > from && f->text[to - k - 1] == sign)
			k++;
		if (k >= n && (sign == '`' || without_blanks(f->text, from, to) == to - k))
			return to;
		from = line_to;
	}
	*unclosed = n;
	return 0;
}

/* Do the n signs at i open a fence? They begin a line and none of them comes after, or they end one, as in
 * "look: ```"; of tildes, with which people also rule off, there are three, and they begin it. */
static bool opens_fence(const unsigned char *text, uint32_t i, uint32_t n, uint32_t line_from, uint32_t line_to)
{
	bool first = without_blanks(text, line_from, i) == i;
	if (n < FENCE || (text[i] == '~' && n > FENCE))
		return false;
	if (!memchr(text + i + n, text[i], line_to - i - n))
		return first || (text[i] == '`' && without_blanks(text, i + n, line_to) == line_to);
	return false;
}

/* Where to go on after the signs at i. */
static uint32_t at_signs(finder *f, uint32_t i, uint32_t line_from, uint32_t line_to)
{
	uint32_t n = run_of(f->text, i, line_to), end = 0;
	if (n > MOST_SIGNS)
		return i + n;
	if (f->text[i] == '`')
		end = end_in_line(f->text, i, n, line_from, line_to);
	bool fence = !end && opens_fence(f->text, i, n, line_from, line_to);
	if (fence)
		end = end_of_fence(f, f->text[i], n, line_to);
	if (end)
		add_code(f, i, end, n, fence);
	return end ? end : i + n;
}

static void find_in_turn(finder *f)
{
	uint32_t line_from = f->at, line_to = line_end_from(f->text, f->at, f->end);
	f->unclosed[0] = f->unclosed[1] = 0;
	while (f->at < f->end) {
		if (f->text[f->at] == '`' || f->text[f->at] == '~') {
			f->at = at_signs(f, f->at, line_from, line_to);
			if (f->at > line_to)		/* behind a fence */
				line_to = line_end_from(f->text, f->at, f->end);
		} else if (f->at == line_to) {
			f->at += line_end_at(f->text, f->at, f->end);
			line_from = f->at;
			line_to = line_end_from(f->text, f->at, f->end);
		} else {
			f->at++;
		}
	}
}

uint32_t code_find(glane_ctx *ctx, const unsigned char *text, uint32_t n, const glane_rows *turn, code_span **out)
{
	finder f = { .ctx = ctx, .text = text };
	*out = NULL;
	if (!n || (!memchr(text, '`', n) && !memchr(text, '~', n)))
		return 0;
	for (uint32_t i = 0; i <= turn->n; i++) {
		glane_span t = i < turn->n ? turn->span[i] : (glane_span){ n, n };
		if (t.begin > f.at) {		/* what stands before a turn */
			f.end = t.begin;
			find_in_turn(&f);
		}
		if (t.end > f.at) {
			f.end = t.end;
			find_in_turn(&f);
		}
	}
	*out = f.code;
	return f.n;
}

/* ---- Pieces ---------------------------------------------------------------------------------- */

/* text[begin..end) without the blanks around it, if that leaves something. */
static void add_trimmed(scan *s, uint32_t begin, uint32_t end, int kind, int sense)
{
	uint32_t from = without_blanks(s->text, begin, end), to = end_without_blanks(s->text, from, end);
	if (from > begin)
		add_blank(s, BEFORE_BLANK);
	if (to > from)
		add_piece(s, s->text + from, s->text + to, kind, sense);
	if (to < end && to > from)
		add_blank(s, BEFORE_BLANK);
}

/* The part of begin..end that lies in `part`. */
static void add_within(scan *s, glane_span part, uint32_t begin, uint32_t end, int kind, int sense)
{
	begin = begin > part.begin ? begin : part.begin;
	end = end < part.end ? end : part.end;
	if (begin < end)
		add_trimmed(s, begin, end, kind, sense);
}

static void scan_fence(glane_ctx *ctx, scan *s, const code_span *c, glane_span part)
{
	if (part.begin == c->at.begin)
		add_blank(s, BEFORE_PARAGRAPH);
	for (uint32_t at = part.begin; at < part.end; ) {
		uint32_t end = line_end_from(s->text, at, part.end);
		scan_room(ctx, s);
		add_trimmed(s, at, end, KIND_SYMBOL, SENSE_PLAIN);
		at = end;
		if (at < part.end) {
			at += line_end_at(s->text, at, part.end);
			add_blank(s, BEFORE_BLANK);	/* one sentence, not one a line */
		}
	}
	if (part.end == c->at.end)
		add_blank(s, BEFORE_PARAGRAPH);
}

void code_scan(glane_ctx *ctx, scan *s, const code_span *c, glane_span part)
{
	uint32_t from = c->at.begin + c->signs, to = c->at.end - c->signs;
	if (c->fence) {
		scan_fence(ctx, s, c, part);
		return;
	}
	scan_room(ctx, s);
	add_within(s, part, c->at.begin, from, KIND_PUNCTUATION, SENSE_OPEN);
	add_within(s, part, from, to, KIND_SYMBOL, SENSE_PLAIN);
	add_within(s, part, to, c->at.end, KIND_PUNCTUATION, SENSE_CLOSE);
}
