/* negation_words.h - between the two languages of negation: lists of words, clauses, marks. */
#ifndef NEGATION_WORDS_H
#define NEGATION_WORDS_H
#include <string.h>
#include "negation/negation.h"

/* Lists are in the order of bytes; what: a class of words, 0 is none. */
typedef struct { const char *word; uint8_t what; } negation_word;

static inline bool same(glane_str s, const char *word)
{
	return s.n && strlen(word) == s.n && !memcmp(s.p, word, s.n);
}

static inline bool begins(glane_str s, const char *with)
{
	size_t n = strlen(with);
	return s.n >= n && !memcmp(s.p, with, n);
}

static inline bool ends(glane_str s, const char *with)
{
	size_t n = strlen(with);
	return s.n >= n && !memcmp(s.p + s.n - n, with, n);
}

/* The class of a form in a sorted list, or 0. */
int negation_class(const negation_word *list, uint32_t n, glane_str form);

/* Is token i punctuation that parts two clauses? `comma`: whether commas do. */
bool negation_parts(const negation_sentence *s, uint32_t i, bool comma);

/* The form of token i; empty beyond both ends and for punctuation. */
static inline glane_str word_at(const negation_sentence *s, uint32_t i)
{
	return i < s->n && s->word[i] ? s->form[i] : (glane_str){ "", 0 };
}

/* Says how token i is denied. One cue more or less of the same kind changes nothing (French: « sans aucun »). */
static inline void mark(negation *out, uint32_t i, int how, uint32_t cue)
{
	out[i] = (negation){ (uint8_t)how, 1, cue };
}

void negation_french(const negation_sentence *s, negation *out);
void negation_english(const negation_sentence *s, negation *out);
#endif
