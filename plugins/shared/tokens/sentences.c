/* sentences.c - where sentences end, given pieces and what each means.
 *
 * A turn and a paragraph end a sentence; so does a line, unless lines were cut at a width. Within a line most gaps are
 * clear: a word goes on with a small letter, a stop after a plain word ends before a capital. The others are
 * doubtful: a model that has learnt from treebanks decides, or rules where there is none. */
#include "tokens/sentences.h"

/* À to Þ are capitals, ß to ÿ are not; of Latin Extended-A, which alternates, Œ and Ÿ are what French has. */
static uint8_t case_of(const unsigned char *p, uint32_t n)
{
	if (*p >= 'A' && *p <= 'Z')
		return LOOK_CAPITAL;
	if (*p >= 'a' && *p <= 'z')
		return LOOK_SMALL;
	if (n > 1 && *p == 0xC3)
		return p[1] < 0x9F ? LOOK_CAPITAL : LOOK_SMALL;
	if (n > 1 && *p == 0xC5)
		return p[1] == 0x92 || p[1] == 0xB8 ? LOOK_CAPITAL : p[1] == 0x93 ? LOOK_SMALL : LOOK_CASELESS;
	return LOOK_CASELESS;
}

uint8_t look_of(const unsigned char *text, const piece *p)
{
	switch (p->kind) {
	case KIND_WORD:
		return case_of(text + p->begin, p->end - p->begin);
	case KIND_NUMBER:
	case KIND_MARK:
		return LOOK_CASELESS;
	default:
		return text[p->begin] == ',' ? LOOK_COMMA : LOOK_OTHER;
	}
}

/* The look of the first word from piece i on, beyond opening marks and dashes. */
static uint8_t look_beyond(const piece *p, uint32_t n, uint32_t i)
{
	enum { FAR = 4 };
	for (uint32_t k = i; k < n && k < i + FAR; k++)
		if (p[k].sense != SENSE_OPEN && p[k].sense != SENSE_QUOTE && p[k].sense != SENSE_DASH)
			return p[k].look;
	return LOOK_OTHER;
}

/* ---- Habits ---------------------------------------------------------------------------------- */

/* Lines count as cut at a width when a good part of the long ones is taken up with a small letter and without a stop
 * before; the width is the mean of those. */
typedef struct { uint32_t long_ones, taken_up, from; uint64_t length; } lines;

static void look_at_line(const sentences *s, lines *l, uint32_t i)
{
	enum { LONG = 45 };
	const piece *last = &s->p[i];
	uint32_t length = last->end - s->p[l->from].begin;
	l->from = i + 1;
	if (last[1].before != BEFORE_LINE || length <= LONG)
		return;
	l->long_ones++;
	if (!is_stop(last) && look_beyond(s->p, s->n, i + 1) == LOOK_SMALL) {
		l->taken_up++;
		l->length += length;
	}
}

/* How sentences begin, counted for HABIT pieces. */
typedef struct { uint16_t capital, small, heading; } beginnings;

static void count_beginning(const sentences *s, beginnings *b, uint32_t i)
{
	const piece *l = &s->p[i], *r = l + 1;
	if (r->before != BEFORE_BLANK)
		return;
	if (l->sense == SENSE_STOP || l->sense == SENSE_CRY) {
		if (r->look == LOOK_SMALL)
			b->small++;
		else if (r->look == LOOK_CAPITAL)
			b->capital++;
	} else if (r->look == LOOK_CAPITAL && s->model && is_word(l) && r->end - r->begin > 1 &&
	           gap_known(s->model, s->text, r) >= 2) {		/* I and A are none */
		b->heading++;
	}
}

static uint8_t habit_of(const beginnings *b, uint32_t n, uint32_t at)
{
	enum { RARE = 8 };		/* in about so many sentences */
	uint32_t capital = 0, small = 0, heading = 0, stretches = 0;
	for (uint32_t k = at ? at - 1 : 0; k < n && k <= at + 1; k++) {
		capital += b[k].capital;
		small += b[k].small;
		heading += b[k].heading;
		stretches++;
	}
	if (small > 1 && small > capital)
		return HABIT_SMALL;
	if (capital == 0 && heading * RARE <= stretches * HABIT / 10)	/* speech without punctuation: they are names */
		return HABIT_STOPS;
	return heading == 0 ? HABIT_STOPS : heading * 8 <= capital ? HABIT_FEW : heading * 3 <= capital ? HABIT_SOME : HABIT_MANY;
}

/* Within a line nothing ends between a word or a comma and a small letter or a comma. */
static inline bool is_plain(bool word, const piece *r)
{
	return word & ((r->look == LOOK_SMALL) | (r->look == LOOK_COMMA)) & (r->before <= BEFORE_BLANK);
}

static inline bool is_word_or_comma(const piece *p)
{
	return (p->sense == SENSE_PLAIN) & (p->look != LOOK_OTHER);
}

/* The gaps that aren't plain, one of five, in order. Without a branch, which a processor would guess wrongly. */
static void find_gaps(glane_ctx *ctx, sentences *s)
{
	uint32_t *gap = ctx->host->alloc(ctx, GLANE_SCRATCH, (s->n + 1) * sizeof *gap), k = 0;
	const piece *p = s->p;
	bool word = s->n && is_word_or_comma(p);
	for (uint32_t i = 0; i + 1 < s->n; i++) {
		const piece *r = &p[i + 1];
		gap[k] = i;
		k += !is_plain(word, r);
		word = is_word_or_comma(r);
	}
	s->gap = gap;
	s->n_gaps = k;
}

void sentences_begin(glane_ctx *ctx, const tokens_language *language, const sentence_model *m, const unsigned char *text,
                     const piece *p, uint32_t n, sentences *s)
{
	uint32_t n_habits = n / HABIT + 1;
	beginnings *b = ctx->host->alloc(ctx, GLANE_SCRATCH, n_habits * sizeof *b);
	lines l = { .from = 0 };
	*s = (sentences){ .language = language, .model = m, .text = text, .p = p, .n = n };
	s->habit = ctx->host->alloc(ctx, GLANE_SCRATCH, n_habits);
	find_gaps(ctx, s);
	for (uint32_t k = 0; k < s->n_gaps; k++) {
		uint32_t i = s->gap[k];
		if (p[i + 1].before >= BEFORE_LINE)
			look_at_line(s, &l, i);
		else if (p[i + 1].look == LOOK_CAPITAL || is_stop(&p[i]))
			count_beginning(s, &b[i / HABIT], i);
	}
	if (l.taken_up > 1 && l.taken_up * 4 > l.long_ones)
		s->width = (uint32_t)(l.length / l.taken_up);
	for (uint32_t i = 0; i < n_habits; i++)
		s->habit[i] = habit_of(b, n_habits, i);
}

/* ---- What is clear --------------------------------------------------------------------------- */

/* IV, XII: a number up to 39 in Roman letters. */
static bool is_roman(const sentences *s, const piece *p)
{
	for (uint32_t k = p->begin; k < p->end; k++)
		if (s->text[k] != 'I' && s->text[k] != 'V' && s->text[k] != 'X')
			return false;
	return true;
}

/* "1.", "a.", "a)", "A." or "IV." at the beginning of a line, or behind the signs with which it begins, numbers what follows. */
static bool numbers_a_line(const sentences *s, uint32_t i)
{
	const piece *l = &s->p[i], *sign = l;
	if (l->sense != SENSE_INITIAL) {
		bool closes = l->sense == SENSE_STOP || s->text[l->begin] == ')';
		if (i < s->first + 1 || !closes || l->before != BEFORE_NOTHING)
			return false;
		sign = l - 1;
	}
	uint32_t at = i - (sign != l), n = sign->end - sign->begin;
	bool first = at == s->first || at == s->line || (at - 1 == s->first && sign[-1].look == LOOK_OTHER);
	return first && (sign == l || (n <= 3 && sign->kind == KIND_NUMBER) || n == 1 || (n <= 5 && is_roman(s, sign)));
}

/* Of lines that were cut at a width: does one end here because its text did? The next word had room in it, or it is a
 * list's sign that follows. */
static bool line_ends(const sentences *s, uint32_t i)
{
	const piece *l = &s->p[i], *r = l + 1;
	uint32_t length = l->end - s->p[s->line].begin;
	bool sign = r->sense == SENSE_DASH && i + 2 < s->n && r[1].before == BEFORE_BLANK;
	bool item = sign && (is_stop(l) || s->text[l->begin] == ';' || s->text[l->begin] == ':');
	return item || (length + (r->end - r->begin) < s->width * 3 / 4 && r->look != LOOK_SMALL && l->look != LOOK_COMMA);
}

/* "…le mot. Le", "Non ? « Si", "Oui. — Ah", "(…) Le": a stop, maybe what closes after it, and a capital, maybe behind
 * what opens or the dash of one who speaks. */
static bool plain_stop(const sentences *s, uint32_t i)
{
	const piece *r = &s->p[i + 1];
	bool opens = (r->sense == SENSE_OPEN || r->sense == SENSE_DASH) && i + 2 < s->n && r[1].before <= BEFORE_BLANK;
	uint32_t at = i > s->first && s->p[i].sense == SENSE_CLOSE ? i - 1 : i;
	bool number = r->kind == KIND_NUMBER;
	if (at == 0 || r->before == BEFORE_NOTHING || (r[opens].look != LOOK_CAPITAL && !number))
		return false;
	const piece *stop = &s->p[at], *word = stop - 1;
	if (number)			/* "12 left. 15 have": so long, few words are abbreviations */
		return stop->sense == SENSE_STOP && stop->before == BEFORE_NOTHING && word->sense == SENSE_PLAIN &&
		       word->look == LOOK_SMALL && word->end - word->begin > 3;
	if (stop->sense != SENSE_STOP || stop->before != BEFORE_NOTHING)
		return stop->sense == SENSE_CRY;
	if (word->kind == KIND_NUMBER && at > 1 && word[-1].sense == SENSE_ABBREVIATION)	/* fig. 4. */
		return true;
	return word->sense == SENSE_PLAIN && word->end - word->begin > 2 &&
	       (word->look == LOOK_SMALL || at < i || s->text[word->begin] == '-' || word->kind == KIND_NUMBER);
}

/* "the U.S. She lives", "Merci :) On se voit", "plan B. The other": behind an abbreviation that may end a sentence, a
 * smiley, or a letter that a small word precedes, a word that mostly is written small. */
static bool ends_before_small_word(const sentences *s, uint32_t i)
{
	const piece *l = &s->p[i], *r = l + 1;
	bool letter = l->sense == SENSE_INITIAL && i > s->first && l[-1].look == LOOK_SMALL;
	return s->model && (letter || l->sense == SENSE_ABBREVIATION_END || l->sense == SENSE_SMILE) &&
	       r->before != BEFORE_NOTHING && r->look == LOOK_CAPITAL && i + 2 < s->n && r[1].look == LOOK_SMALL &&
	       gap_known(s->model, s->text, r) == 3;
}

/* "trop bien !!! j'arrive": where sentences begin with small letters. */
static bool ends_before_small(const sentences *s, uint32_t i)
{
	return s->p[i].sense == SENSE_CRY && s->p[i + 1].before != BEFORE_NOTHING && s->p[i + 1].look == LOOK_SMALL &&
	       s->habit[i / HABIT] == HABIT_SMALL;
}

/* Can no sentence begin with the piece behind the gap, or end with the one before it? */
static bool joined(const sentences *s, uint32_t i)
{
	const piece *l = &s->p[i], *r = l + 1;
	bool touches = r->before == BEFORE_NOTHING;
	if (r->sense == SENSE_STOP || r->sense == SENSE_CRY || (is_stop(r) && (touches || is_stop(l))))
		return true;
	if (r->sense == SENSE_CLOSE || (r->sense == SENSE_QUOTE && touches) ||
	    (r->kind == KIND_PUNCTUATION && r->sense == SENSE_PLAIN))
		return true;
	if (l->sense == SENSE_OPEN || l->sense == SENSE_ABBREVIATION || (r->sense == SENSE_SMILE && !is_stop(l)))
		return true;
	if (touches && (l->sense == SENSE_DASH || r->look == LOOK_SMALL || l->sense == SENSE_PLAIN))
		return true;
	if (l->look == LOOK_COMMA && r->look != LOOK_CAPITAL)
		return true;
	if (r->kind == KIND_SYMBOL && r->sense == SENSE_PLAIN && r->end - r->begin <= 2 && !is_stop(l))	/* -> % */
		return true;
	/* « Bah ! » dit-il; of "." that a blank follows the model knows more. */
	if (r->look == LOOK_SMALL && s->habit[i / HABIT] != HABIT_SMALL &&
	    (l->sense == SENSE_PLAIN || l->sense == SENSE_ELLIPSIS || l->sense == SENSE_ABBREVIATION_END ||
	     (!s->language->cry_ends && l->sense != SENSE_STOP)))
		return true;
	if (s->text[l->begin] == ':' && r->kind == KIND_NUMBER)		/* three reasons: 1) */
		return true;
	if (r->look == LOOK_SMALL && i > s->first && s->habit[i / HABIT] != HABIT_SMALL &&
	    ((l->sense == SENSE_CLOSE && !is_stop(l - 1)) || (l->sense == SENSE_QUOTE && is_stop(l - 1) && !touches)))
		return true;						/* "Will you?" he asked */
	if (l->sense == SENSE_QUOTE && touches && l->before != BEFORE_NOTHING)		/* it opens */
		return true;
	if (l->sense == SENSE_QUOTE && i > s->first && l[-1].look == LOOK_COMMA)	/* "Well," I said */
		return true;
	/* A dash, a bullet or a mark with which the sentence or the line begins. */
	return (i == s->first || i == s->line) && l->look == LOOK_OTHER && !is_stop(l) && l->sense != SENSE_CLOSE;
}

/* A capital behind a word or a comma, where few sentences begin so: a word that is never small is a name. */
static bool is_name(const sentences *s, uint32_t i)
{
	const piece *l = &s->p[i], *r = l + 1;
	return r->look == LOOK_CAPITAL && r->sense == SENSE_PLAIN && (is_word(l) || l->look == LOOK_COMMA) &&
	       s->habit[i / HABIT] < HABIT_SOME && s->model && !gap_known(s->model, s->text, r);
}

verdict sentences_clear(const sentences *s, uint32_t i)
{
	const piece *l = &s->p[i], *r = l + 1;
	if (r->before >= BEFORE_PARAGRAPH)
		return ENDS;
	if (r->before == BEFORE_LINE && (!s->width || line_ends(s, i)))
		return ENDS;
	if (is_plain(is_word_or_comma(l), r) || is_name(s, i))
		return GOES_ON;
	if (joined(s, i) || numbers_a_line(s, i))
		return GOES_ON;
	return plain_stop(s, i) || ends_before_small(s, i) || ends_before_small_word(s, i) ? ENDS : DOUBTFUL;
}

/* ---- Without a model ------------------------------------------------------------------------- */

/* The stop that the piece before the gap is or closes: the strongest of its signs. *closed: something was closed
 * after it. */
static int stop_before(const sentences *s, uint32_t i, bool *closed)
{
	int what = SENSE_PLAIN;
	*closed = false;
	for (;; i--) {
		const piece *p = &s->p[i];
		if (is_stop(p) || p->sense == SENSE_ABBREVIATION_END || p->sense == SENSE_SMILE)
			what = what == SENSE_PLAIN || p->sense == SENSE_CRY || p->sense == SENSE_STOP ? p->sense : what;
		else if (what == SENSE_PLAIN && (p->sense == SENSE_CLOSE || p->sense == SENSE_QUOTE))
			*closed = true;
		else
			return what;
		if (i == s->first)
			return what;
	}
}

/* "." ends a sentence unless a small letter follows, …, etc. and smileys when a capital does; in a text that begins
 * its sentences with small letters "." does in any case. */
static bool rules_say(const sentences *s, uint32_t i)
{
	bool closed, apart = s->p[i + 1].before != BEFORE_NOTHING, small = s->habit[i / HABIT] == HABIT_SMALL;
	uint8_t next = look_beyond(s->p, s->n, i + 1);
	if (s->p[i + 1].sense == SENSE_SMILE && s->p[i + 1].before <= BEFORE_BLANK)
		return false;
	switch (stop_before(s, i, &closed)) {
	case SENSE_STOP:
		return next == LOOK_SMALL ? apart && small && !closed : apart || next == LOOK_CAPITAL;
	case SENSE_CRY:
		return next != LOOK_SMALL ? apart || next == LOOK_CAPITAL
		                          : apart && !closed && (s->language->cry_ends || small);
	case SENSE_ELLIPSIS:
	case SENSE_SMILE:
	case SENSE_ABBREVIATION_END:
		return apart && next == LOOK_CAPITAL;
	default:
		return false;
	}
}

/* ---- From gap to gap ------------------------------------------------------------------------- */

static bool model_says(sentences *s, uint32_t i)
{
	feature f[GAP_FEATURES];
	int32_t score;
	perceptron_scores(&s->model->p, f, gap_features(s, i, f), 1, &score);
	return score > 0;
}

void sentences_passed(sentences *s, uint32_t i, bool ended)
{
	const piece *p = &s->p[i];
	uint8_t gap = i + 1 < s->n ? p[1].before : BEFORE_TURN;
	if (p->sense == SENSE_QUOTE && s->text[p->begin] == '"')
		s->quoted = !s->quoted;
	if (gap >= BEFORE_PARAGRAPH)
		s->quoted = false;
	if (gap >= BEFORE_LINE)
		s->line = i + 1;
	if (ended) {
		s->first = s->looked = i + 1;
		s->verb = false;
	}
}

uint32_t tokens_sentences(glane_ctx *ctx, const tokens_language *l, const sentence_model *m, const unsigned char *text,
                          const piece *p, uint32_t n, glane_span *out)
{
	sentences s;
	uint32_t k = 0;
	sentences_begin(ctx, l, m, text, p, n, &s);
	for (uint32_t g = 0; g < s.n_gaps; g++) {
		uint32_t i = s.gap[g];
		uint32_t first = s.first;
		verdict v = sentences_clear(&s, i);
		bool ends = v == ENDS || (v == DOUBTFUL && (m ? model_says(&s, i) : rules_say(&s, i)));
		if (ends)
			out[k++] = (glane_span){ p[first].begin, p[i].end };
		sentences_passed(&s, i, ends);
	}
	if (n)
		out[k++] = (glane_span){ p[s.first].begin, p[n - 1].end };
	return k;
}
