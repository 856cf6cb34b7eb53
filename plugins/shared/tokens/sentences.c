/* sentences.c - where sentences end, given pieces and what each means.
 *
 * A turn and a paragraph end a sentence; so does a line, unless lines were cut at a width. Within a line "." ends
 * one unless a small letter follows; closing quotation marks and brackets stay with what they close. Two things
 * are a habit of the document and are looked at first: lines cut at a width, and no capitals. */
#include "tokens/tokens.h"

typedef struct {
	const tokens_language *language;
	const unsigned char *text;
	const piece *p;
	uint32_t n;
	bool wrapped, small;
} sentences;

enum { CASE_NONE, CASE_UPPER, CASE_LOWER };

/* À to Þ are capitals, ß to ÿ are not; of Latin Extended-A, which alternates, Œ and Ÿ are what French has. */
static int case_of(const unsigned char *p, uint32_t n)
{
	if (*p >= 'A' && *p <= 'Z')
		return CASE_UPPER;
	if (*p >= 'a' && *p <= 'z')
		return CASE_LOWER;
	if (n > 1 && *p == 0xC3)
		return p[1] < 0x9F ? CASE_UPPER : CASE_LOWER;
	if (n > 1 && *p == 0xC5)
		return p[1] == 0x92 || p[1] == 0xB8 ? CASE_UPPER : p[1] == 0x93 ? CASE_LOWER : CASE_NONE;
	return CASE_NONE;
}

/* The case of the first letter from piece i on, beyond opening marks and dashes. */
static int case_at(const sentences *s, uint32_t i)
{
	enum { FAR = 4 };
	for (uint32_t k = i; k < s->n && k < i + FAR; k++) {
		const piece *p = &s->p[k];
		if (p->sense == SENSE_OPEN || p->sense == SENSE_QUOTE || p->sense == SENSE_DASH)
			continue;
		return p->kind == KIND_WORD ? case_of(s->text + p->begin, p->end - p->begin) : CASE_NONE;
	}
	return CASE_NONE;
}

static bool is_stop(const piece *p)
{
	return p->sense == SENSE_STOP || p->sense == SENSE_CRY || p->sense == SENSE_ELLIPSIS;
}

/* The document's habits. Lines count as cut at a width when a good part of the long ones is taken up with a
 * small letter and without a stop before; sentences as without capitals when most begin so. */
static void look_at_habits(sentences *s)
{
	uint32_t lines = 0, taken_up = 0, begun = 0, begun_small = 0, line_from = 0;
	enum { LONG = 45 };
	for (uint32_t i = 1; i < s->n; i++) {
		const piece *last = &s->p[i - 1];
		int c = CASE_NONE;
		if (s->p[i].before >= BEFORE_LINE || last->sense == SENSE_STOP)
			c = case_at(s, i);
		if (s->p[i].before == BEFORE_LINE && last->end - s->p[line_from].begin > LONG) {
			lines++;
			taken_up += c == CASE_LOWER && !is_stop(last);
		}
		if (s->p[i].before >= BEFORE_LINE)
			line_from = i;
		if (last->sense == SENSE_STOP && s->p[i].before != BEFORE_NOTHING && c != CASE_NONE) {
			begun++;
			begun_small += c == CASE_LOWER;
		}
	}
	s->wrapped = taken_up > 1 && taken_up * 4 > lines;
	s->small = begun_small * 2 > begun && begun_small > 1;
}

/* "1." or "a." at the beginning of a line numbers what follows. */
static bool numbers_a_line(const sentences *s, uint32_t first, uint32_t i)
{
	return i == first + 1 && s->p[first].before != BEFORE_BLANK && s->p[i].before == BEFORE_NOTHING &&
	       (s->p[first].kind == KIND_NUMBER || s->p[first].end - s->p[first].begin == 1) &&
	       s->p[first].end - s->p[first].begin <= 3;
}

/* The last piece that belongs to the stop at i: further stops, what closes, a smile. */
static uint32_t with_closing(const sentences *s, uint32_t i)
{
	while (i + 1 < s->n) {
		const piece *next = &s->p[i + 1];
		bool close = next->sense == SENSE_CLOSE && next->before <= BEFORE_BLANK;
		bool quote = next->sense == SENSE_QUOTE && next->before == BEFORE_NOTHING;
		bool stop = is_stop(next) && next->before <= BEFORE_BLANK;
		bool smile = next->sense == SENSE_SMILE && next->before <= BEFORE_BLANK;
		if (!close && !quote && !stop && !smile)
			break;
		i++;
	}
	return i;
}

/* Does a sentence that has run from `first` end with piece i, a stop or what closes it? what: the stop's sense;
 * closed: something was closed after it. */
static bool stop_ends(const sentences *s, int what, bool closed, uint32_t i)
{
	int next = case_at(s, i + 1);
	bool apart = s->p[i + 1].before != BEFORE_NOTHING;
	switch (what) {
	case SENSE_STOP:
		return next == CASE_LOWER ? apart && s->small && !closed : apart || next == CASE_UPPER;
	case SENSE_CRY:
		return next != CASE_LOWER ? apart || next == CASE_UPPER
		                          : apart && !closed && (s->language->cry_ends || s->small);
	case SENSE_ELLIPSIS:
	case SENSE_SMILE:
	case SENSE_ABBREVIATION_END:
		return apart && next == CASE_UPPER;
	default:
		return false;
	}
}

/* The last piece of the sentence that begins with `first`. */
static uint32_t last_piece(const sentences *s, uint32_t first)
{
	for (uint32_t i = first; i + 1 < s->n; i++) {
		uint8_t gap = s->p[i + 1].before;
		if (gap >= BEFORE_PARAGRAPH || (gap == BEFORE_LINE && !s->wrapped))
			return i;
		int what = s->p[i].sense;
		if (what == SENSE_STOP && numbers_a_line(s, first, i))
			continue;
		if (what != SENSE_STOP && what != SENSE_CRY && what != SENSE_ELLIPSIS && what != SENSE_SMILE &&
		    what != SENSE_ABBREVIATION_END)
			continue;
		uint32_t to = with_closing(s, i);
		bool closed = to > i && s->p[to].sense != SENSE_SMILE && !is_stop(&s->p[to]);
		for (uint32_t k = i + 1; k <= to; k++)	/* of "…?" the strongest counts */
			if (s->p[k].sense == SENSE_CRY || s->p[k].sense == SENSE_STOP)
				what = s->p[k].sense;
		if (to + 1 == s->n)
			return to;
		gap = s->p[to + 1].before;
		if (gap >= BEFORE_PARAGRAPH || (gap == BEFORE_LINE && !s->wrapped) || stop_ends(s, what, closed, to))
			return to;
		i = to;
	}
	return s->n - 1;
}

uint32_t tokens_sentences(const tokens_language *l, const unsigned char *text, const piece *p, uint32_t n,
                          glane_span *out)
{
	sentences s = { l, text, p, n, false, false };
	uint32_t k = 0;
	look_at_habits(&s);
	for (uint32_t first = 0, last; first < n; first = last + 1) {
		last = last_piece(&s, first);
		out[k++] = (glane_span){ p[first].begin, p[last].end };
	}
	return k;
}
