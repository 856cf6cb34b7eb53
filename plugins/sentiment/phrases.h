/* phrases.h - noun phrases and subjects, as far as they are found without a parser. */
#ifndef PHRASES_H
#define PHRASES_H
#include "score.h"

/* What the subject before a verb is. */
enum { SUBJECT_NONE, SUBJECT_OWN, SUBJECT_OTHER, SUBJECT_THING };

/* The nearest subject to the left of token i in its clause; *who: its words, of a person or a thing. */
int subject_before(uint32_t language, const sentence *s, uint32_t i, stretch *who);
/* The person named to the right of token i, at most `most` words away: SUBJECT_OTHER or SUBJECT_NONE. */
int person_after(uint32_t language, const sentence *s, uint32_t i, int most, stretch *who);

/* A noun or a name; where no part of speech is known, what follows an article. */
bool is_noun(const sentence *s, uint32_t i);
bool is_person(uint32_t language, glane_str form);
bool is_determiner(uint32_t language, glane_str form);
bool is_preposition(uint32_t language, glane_str form);
/* The noun at token i with what belongs to it, without its article: "outil de travail", "customer service". */
stretch noun_phrase(uint32_t language, const sentence *s, uint32_t i);
/* A copula, or an adverb that stands between one and its adjective. */
bool is_being(glane_str form);
/* The word after token i in its clause; GLANE_NONE: there is none. */
uint32_t word_after(const sentence *s, uint32_t i);
#define NOTHING ((stretch){ GLANE_NONE, GLANE_NONE })
#endif
