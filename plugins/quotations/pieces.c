/* pieces.c - cuts a text into words, numbers and signs, and finds paragraphs where lines are cut by a PDF.
 *
 * Paragraphs cannot be told by blank lines: texts from PDFs have one between any two lines, or none at all. A line
 * end begins a paragraph unless the sentence goes on over it: the line before is as wide as the page, or ends in the
 * middle of a sentence and the next one begins with a small letter. */
#include <string.h>
#include <unicode/uchar.h>
#include "form/form.h"
#include "room/room.h"
#include "quotations.h"

/* ---- Signs ------------------------------------------------------------------------------------- */

bool sign_dash(uint32_t s)
{
	return s == '-' || s == 0x2010 || s == 0x2011 || s == 0x2013 || s == 0x2014 || s == 0x2015;
}

bool sign_opens(uint32_t s)
{
	return s == '"' || s == 0xab || s == 0x201c || s == 0x2018 || s == 0x201e || s == 0x201a || s == 0x2039 || s == '\'';
}

bool sign_marks(uint32_t s)
{
	return sign_opens(s) || s == 0xbb || s == 0x201d || s == 0x2019 || s == 0x203a || s == 0x201f;
}

bool sign_ends(uint32_t s)
{
	return s == '.' || s == '?' || s == '!' || s == 0x2026;
}

static bool apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

static bool letter(uint32_t c)
{
	return c < 128 ? (c | 32) - 'a' < 26u : u_isalpha((UChar32)c) || u_getCombiningClass((UChar32)c);
}

static bool digit(uint32_t c)
{
	return c < 128 ? c - '0' < 10u : u_isdigit((UChar32)c);
}

/* ---- Words ------------------------------------------------------------------------------------- */

static piece *room_for_piece(pieces *p)
{
	p->piece = room_for(p->ctx, GLANE_SCRATCH, p->piece, sizeof *p->piece, p->n, &p->room, 1);
	p->piece[p->n] = (piece){ 0 };
	return &p->piece[p->n++];
}

enum { FORM_MOST = 60 };		/* bytes of a word that can be in a lexicon */

static void name_word(pieces *p, piece *w, const lexicon *l)
{
	uint32_t n = w->end - w->begin;
	if (n > FORM_MOST)
		return;
	if (p->room_forms - p->n_forms < FORM_ROOM(FORM_MOST)) {
		uint32_t more = p->room_forms + 64 * 1024;
		p->forms = p->ctx->host->grow(p->ctx, GLANE_SCRATCH, p->forms, p->room_forms, more);
		p->room_forms += more;
	}
	w->form = p->n_forms;
	w->form_n = (uint16_t)form_of(p->text.p + w->begin, n, p->forms + w->form);
	p->n_forms += w->form_n;
	w->classes = lexicon_classes(l, p->language, p->forms + w->form, w->form_n);
}

/* Where the word at `i` ends. An apostrophe ends an elided word ("l'"), and is inside of others ("aujourd'hui", "don't"). */
static uint32_t word_end(const pieces *p, uint32_t i, const lexicon *l)
{
	uint32_t from = i;
	bool elided = true;
	while (i < p->text.n) {
		size_t k;
		uint32_t c = form_decode(p->text.p + i, p->text.n - i, &k);
		if (apostrophe(c) && i > from && i + k < p->text.n) {
			size_t next;
			uint32_t after = form_decode(p->text.p + i + k, p->text.n - i - (uint32_t)k, &next);
			char form[FORM_ROOM(8)];
			if (!letter(after) && (!sign_opens(after) || apostrophe(after)))
				return i;
			if (elided && i - from <= 8) {
				size_t n = form_of(p->text.p + from, i - from, form);
				if (lexicon_classes(l, p->language, form, (uint32_t)n) & ELISION)
					return i + (uint32_t)k;
			}
			if (!letter(after))
				return i;
			elided = false;
		} else if (!letter(c) && !digit(c) && c != 0xad && c != 0xb7) {
			return i;
		}
		i += (uint32_t)k;
	}
	return i;
}

static uint32_t number_end(const pieces *p, uint32_t i)
{
	while (i < p->text.n && (digit((unsigned char)p->text.p[i]) ||
	       (strchr(".,", p->text.p[i]) && i + 1 < p->text.n && digit((unsigned char)p->text.p[i + 1]))))
		i++;
	return i;
}

/* ---- Paragraphs -------------------------------------------------------------------------------- */

enum { WIDEST = 160 };			/* bytes of a line in a text cut at one width */

/* Is the text cut at one width? Then most of its longer lines are nearly as long as the longest. */
static void measure(pieces *p)
{
	uint32_t lines[WIDEST + 2] = { 0 }, n = 0, width = 0;
	for (uint32_t i = 0, begin = 0; i <= p->text.n; i++) {
		if (i < p->text.n && p->text.p[i] != '\n')
			continue;
		uint32_t k = i - begin;
		if (k > 20) {
			lines[k > WIDEST ? WIDEST + 1 : k]++;
			n++;
		}
		begin = i + 1;
	}
	uint32_t above = lines[WIDEST + 1], near = 0;
	if (n < 20 || above * 20 > n)
		return;
	for (width = WIDEST; width && above + lines[width] <= n / 10; width--)
		above += lines[width];
	for (uint32_t k = width * 3 / 4; k <= WIDEST; k++)
		near += lines[k];
	p->wrapped = near * 5 > n * 2;
	p->width = width;
}

/* Does the line end before piece i begin a paragraph? */
static bool hard_break(const pieces *p, uint32_t i, uint32_t line_begin)
{
	const piece *a = &p->piece[i - 1], *b = &p->piece[i];
	bool low = b->kind == WORD ? !b->capital : b->kind == SIGN && strchr(",;.:)?!", (int)(b->sign < 128 ? b->sign : 'a')) != NULL;
	bool ended = a->kind == SIGN && (sign_ends(a->sign) || a->sign == ':' || a->sign == 0xbb || a->sign == 0x201d || a->sign == ')');
	if (b->kind == SIGN && (b->sign == 0xbb || b->sign == 0x201d))
		return false;
	bool closed = a->kind == SIGN && (a->sign == 0xbb || a->sign == 0x201d);
	if (low && (!ended || (closed && b->kind == WORD)))
		return false;
	/* "un indice⏎“d'engouement”": a mark before a small letter goes on with the sentence */
	if (!ended && b->kind == SIGN && sign_opens(b->sign) && i + 1 < p->n && p->piece[i + 1].kind == WORD && !p->piece[i + 1].capital)
		return false;
	if (ended && b->kind == SIGN && sign_opens(b->sign) && i + 1 < p->n && p->piece[i + 1].capital)
		return true;
	if (p->wrapped && a->end - line_begin >= p->width * 4 / 5)
		return false;
	return true;
}

static void find_paragraphs(pieces *p)
{
	uint32_t line = 0, end = p->n;
	for (uint32_t i = 0; i < p->n; i++) {
		piece *b = &p->piece[i];
		if (i && !b->breaks)
			continue;
		b->hard = !i || hard_break(p, i, line);
		line = b->begin;
	}
	for (uint32_t i = p->n; i--;) {
		p->piece[i].paragraph_end = end;
		if (p->piece[i].hard)
			end = i;
	}
}

/* ---- Pieces ------------------------------------------------------------------------------------ */

/* The hyphen of "dit-il" is no piece. */
static bool joins(glane_str text, uint32_t i, uint32_t c, uint32_t k)
{
	size_t next;
	return (c == '-' || c == 0x2010 || c == 0x2011) && i + k < text.n &&
	       letter(form_decode(text.p + i + k, text.n - i - k, &next));
}

void pieces_cut(pieces *p, glane_ctx *ctx, glane_str text, int language, const lexicon *l)
{
	uint32_t breaks = 0, place = 0, glued = 0;
	bool blank = true;
	*p = (pieces){ .ctx = ctx, .text = text, .language = language, .room_forms = 1024 };
	p->forms = ctx->host->alloc(ctx, GLANE_SCRATCH, p->room_forms);
	for (uint32_t i = 0, counted = 0; i < text.n;) {
		size_t k = form_line_end(text.p + i, text.n - i);
		if (k || (form_blank(text.p + i, text.n - i))) {
			breaks += k > 0;
			blank = true;
			glued = 0;
			i += (uint32_t)(k ? k : form_blank(text.p + i, text.n - i));
			continue;
		}
		uint32_t c = form_decode(text.p + i, text.n - i, &k), end = i + (uint32_t)k;
		if (glued && joins(text, i, c, (uint32_t)k)) {
			glued = 2;
			i = end;
			continue;
		}
		piece *b = room_for_piece(p);
		for (; counted < i; counted++)
			place += ((unsigned char)text.p[counted] & 0xc0) != 0x80;
		*b = (piece){ .begin = i, .place = place, .kind = SIGN, .sign = c, .blank = blank,
		              .breaks = (uint8_t)(breaks < 255 ? breaks : 255), .hyphen = glued == 2 };
		if (c == '-' && end < text.n && text.p[end] == '-') {	/* typed for a dash */
			while (end < text.n && text.p[end] == '-')
				end++;
			b->sign = 0x2014;
		}
		if (c == '.' && end + 1 < text.n && text.p[end] == '.' && text.p[end + 1] == '.') {
			while (end < text.n && text.p[end] == '.')
				end++;
			b->sign = 0x2026;
		}
		if (letter(c)) {
			end = word_end(p, i, l);
			b->kind = WORD;
			b->capital = u_isupper((UChar32)c);
		} else if (digit(c)) {
			end = number_end(p, i);
			end = end > i ? end : i + (uint32_t)k;
			b->kind = NUMBER;
		}
		b->end = end;
		if (b->kind == WORD)
			name_word(p, b, l);
		glued = b->kind == WORD;
		blank = false;
		breaks = 0;
		i = end;
	}
	measure(p);
	find_paragraphs(p);
}

glane_span pieces_span(const pieces *p, uint32_t first, uint32_t last)
{
	if (first >= last)
		return (glane_span){ 0, 0 };
	return (glane_span){ p->piece[first].begin, p->piece[last - 1].end };
}

uint32_t sentence_begin(const pieces *p, uint32_t i, uint32_t most)
{
	uint32_t from = i;
	while (from && i - from < most) {
		const piece *a = &p->piece[from - 1];
		if (p->piece[from].hard || (a->kind == SIGN && sign_ends(a->sign) && p->piece[from].blank))
			break;
		from--;
	}
	return from;
}

bool speaks(const pieces *p, uint32_t i)
{
	enum { BACK = 4 };
	if (is_word(&p->piece[i], SPEECH))
		return true;
	if (!is_word(&p->piece[i], SPEECH_PARTICIPLE))
		return false;
	for (uint32_t k = i; k-- > 0 && i - k < BACK && p->piece[k].kind == WORD;)
		if (is_word(&p->piece[k], AUXILIARY))
			return true;
	return false;
}
