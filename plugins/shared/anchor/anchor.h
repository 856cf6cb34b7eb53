/* anchor.h - finds words that somebody quoted from a text again, also after the text was edited around them or was typed
 * in another way: composed and decomposed accents, blanks and line ends of all kinds, typographic and typed apostrophes,
 * quotation marks and dashes are the same; soft hyphens and what has no width are nothing. Case counts. */
#ifndef ANCHOR_H
#define ANCHOR_H
#include "encoding/encoding.h"

/* A text as it is compared, with the way back: what stands at p[i] begins at byte at[i] of the text; at[n] is its end. */
typedef struct {
	size_t n;
	char *p;
	uint32_t *at;
	glane_str text;
} anchor_text;

/* Memory of `m`: at most 5 bytes for each byte of the text. */
void anchor_open(anchor_text *t, glane_str text, encoding_memory m);

/* How the words were found: not at all; several times, with nothing that says which; where they were said to be; elsewhere. */
enum { ANCHOR_NONE, ANCHOR_SEVERAL, ANCHOR_HERE, ANCHOR_MOVED };

/* Looks for the words at bytes begin … end first, then in the whole text, at borders of words; of several places takes the one that
 * begins nearest to `begin` (the first of two as near). begin GLANE_NONE: not known, and a single place is HERE; end GLANE_NONE: not known.
 * No words: begin … end are taken as they are, if they lie in the text. *times: how many places there are, where they were counted. */
int anchor_find(const anchor_text *t, glane_str words, uint32_t begin, uint32_t end, encoding_memory m, glane_span *out,
                uint32_t *times);

/* Code points to bytes: the byte at which code point number `point` begins; GLANE_NONE beyond the end. */
uint32_t anchor_byte(glane_str text, uint64_t point);
#endif
