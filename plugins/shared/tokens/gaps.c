/* gaps.c - what the model is asked about a gap: the two pieces before it and the two behind it, by word, by
 * ending, by how they are written, by whether the word behind it is one that is also written small. */
#include "tokens/sentences.h"

enum { NO_PIECE = 1, SMALL, CASELESS, LETTER, CAPITAL, CAPITALS, SHORT_NUMBER, YEAR, NUMBER, MARK, SIGN, SMILE, ADDRESS,
       OF_SENSE, OF_SIGN = 64, SENSES = 256 };

/* How a piece is written, for punctuation what it is; of no piece 1. */
static uint32_t shape(const sentences *s, uint32_t i)
{
	if (i >= s->n)
		return NO_PIECE;
	const piece *p = &s->p[i];
	const unsigned char *t = s->text + p->begin;
	uint32_t n = p->end - p->begin;
	switch (p->kind) {
	case KIND_WORD:
		if (p->sense != SENSE_PLAIN)
			return OF_SENSE + p->sense;
		if (p->look != LOOK_CAPITAL)
			return p->look == LOOK_SMALL ? SMALL : CASELESS;
		uint32_t first = *t < 0x80 ? 1 : 2;
		piece rest = { p->begin + first, p->end, KIND_WORD, SENSE_PLAIN, 0, 0 };
		return n == first ? LETTER : look_of(s->text, &rest) == LOOK_CAPITAL ? CAPITALS : CAPITAL;
	case KIND_NUMBER:
		return n <= 2 ? SHORT_NUMBER : n == 4 ? YEAR : NUMBER;
	case KIND_MARK:
		return MARK;
	case KIND_SYMBOL:
		return n == 1 ? SIGN : p->sense == SENSE_SMILE ? SMILE : ADDRESS;
	default:
		return OF_SIGN + p->sense * (uint32_t)SENSES + *t + (n > 2 ? 2u << 13 : (n - 1) << 13);
	}
}

/* Letters small: bit 5 of ASCII letters, and of the second bytes of accented ones. What it does to other signs keeps
 * them apart as well. */
static uint64_t small(uint64_t v)
{
	return v | (v & 0x4040404040404040u) >> 1 | (v & 0x8080808080808080u) >> 2;
}

/* A word by its first and last eight bytes, whatever its case; a number by how long it is. */
static feature word(const sentences *s, uint32_t i)
{
	if (i >= s->n)
		return 1;
	const piece *p = &s->p[i];
	const unsigned char *t = s->text + p->begin;
	uint32_t n = p->end - p->begin;
	if (p->kind == KIND_NUMBER)
		return feature_of(n, 2);
	return feature_pair(n, small(first_bytes(t, n)), n > 8 ? small(first_bytes(t + n - 8, 8)) : 0);
}

static feature ending(const sentences *s, uint32_t i)
{
	enum { BYTES = 3 };
	if (i >= s->n || s->p[i].kind != KIND_WORD || s->p[i].end - s->p[i].begin <= BYTES)
		return word(s, i);
	return first_bytes(s->text + s->p[i].end - BYTES, BYTES);
}

uint32_t gap_known_place(const unsigned char *text, const piece *p)
{
	const sentences alone = { .text = text, .p = p, .n = 1 };
	return perceptron_place(KNOWN_BITS, word(&alone, 0));
}

uint32_t gap_ending_place(const unsigned char *text, const piece *p)
{
	enum { BYTES = 4, ENDING = 1 };
	uint32_t n = p->end - p->begin;
	uint64_t last = n < BYTES ? first_bytes(text + p->begin, n) : first_bytes(text + p->end - BYTES, BYTES);
	return perceptron_place(KNOWN_BITS, feature_of(ENDING, last));
}

static uint32_t known_at(const sentence_model *m, uint32_t place)
{
	return m->known[place / 2] >> place % 2 * 4 & 15;
}

uint32_t gap_known(const sentence_model *m, const unsigned char *text, const piece *p)
{
	return p->kind == KIND_WORD ? known_at(m, gap_known_place(text, p)) & 3 : 0;
}

/* Was the word mostly a finite verb, or, if it was never met, were most of those that end like it? */
static bool is_verb(const sentences *s, const piece *p)
{
	if (p->kind != KIND_WORD || p->sense != SENSE_PLAIN)
		return false;
	uint32_t known = known_at(s->model, gap_known_place(s->text, p));
	if (!(known & (KNOWN_OTHER | KNOWN_VERB)))
		known = known_at(s->model, gap_ending_place(s->text, p));
	return known & KNOWN_VERB;
}

/* Has the sentence that is under way a finite verb up to piece i? A heading mostly has none. */
static bool verb_before(sentences *s, uint32_t i)
{
	while (!s->verb && s->looked <= i)
		s->verb = is_verb(s, &s->p[s->looked++]);
	return s->verb;
}

/* The words, signs and marks of one kind together: what it is for shape(), but of signs only what they mean. */
static uint32_t kind_of(uint32_t shape)
{
	return shape < OF_SIGN + SENSES ? shape : OF_SIGN + SENSES + (shape - OF_SIGN) / SENSES % 32;
}

static uint32_t length_of(const sentences *s, uint32_t i)
{
	uint32_t n = s->p[i].end - s->p[i].begin;
	return n < 6 ? n : n < 9 ? 6 : n < 14 ? 7 : 8;
}

uint32_t gap_features(sentences *s, uint32_t i, feature f[GAP_FEATURES])
{
	enum { EDGE, MARKS, LAST_WORD, NEXT_WORD, LAST_BUT_ONE, LAST_ENDING, ENDING_AFTER_NEXT, LENGTHS, KNOWN, HABITS,
	       HEADING, LAST_SHAPE, NEXT_SHAPE, KINDS, BEGINNING, ENDING_AND_VERB };
	const piece *l = &s->p[i], *r = l + 1;
	bool inside = i > s->first;
	uint32_t last = shape(s, i), next = shape(s, i + 1), second = shape(s, i + 2), n = 0;
	uint32_t habit = s->habit[i / HABIT], known = gap_known(s->model, s->text, r), verb = verb_before(s, i);
	uint32_t then = i + 2 < s->n ? gap_known(s->model, s->text, r + 1) : 0;
	uint32_t first = gap_known(s->model, s->text, &s->p[s->first]), last_kind = kind_of(last), next_kind = kind_of(next);
	feature both = feature_pair(LAST_SHAPE, last, next), ahead = feature_pair(NEXT_SHAPE, next, second);
	feature kinds = feature_pair(KINDS, last_kind, next_kind * 4 + known), word_before = word(s, i), word_behind = word(s, i + 1);
	feature ending_before = ending(s, i);
	uint32_t apart = (r->before != BEFORE_NOTHING) + 2u * (i + 2 < s->n && r[1].before == BEFORE_NOTHING) +
	                 4u * (l->before != BEFORE_NOTHING);
	f[n++] = feature_of(EDGE, apart);
	f[n++] = feature_pair(MARKS, ahead, apart * 2 + s->quoted);
	f[n++] = feature_pair(LAST_WORD, word_before, next);
	f[n++] = feature_pair(NEXT_WORD, word_behind, ahead);
	f[n++] = feature_pair(LAST_BUT_ONE, inside ? word(s, i - 1) : 0, both);
	f[n++] = feature_pair(LAST_ENDING, ending_before, next);
	f[n++] = feature_pair(ENDING_AFTER_NEXT, ending(s, i + 2), both);
	f[n++] = feature_pair(LENGTHS, last, length_of(s, i) * 16 + (inside ? length_of(s, i - 1) : 0));
	f[n++] = feature_pair(KNOWN, both, known);
	f[n++] = feature_pair(HABITS, both, habit);
	f[n++] = feature_pair(HEADING, ahead, habit * 16 + known * 4 + then);
	f[n++] = feature_of(KINDS, kinds);
	f[n++] = feature_pair(BEGINNING, kinds, first * 2 + verb);
	f[n++] = feature_pair(ENDING_AND_VERB, ending_before, next_kind * 2 + verb);
	return n;
}
