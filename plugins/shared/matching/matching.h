/* matching.h - finds the entries of codebooks, lists of expressions and stimuli in a text, all at once: one
 * automaton for any number of them, so that 500 rules cost hardly more than 5.
 *
 * Two kinds of entries. *Words*: as written, small and capital letters alike, "*" at the beginning or end of a
 * word stands for any letters. *Lemmas*: dictionary forms; a word of the text fits when one of its readings has
 * that lemma (word.readings; without them its form). In French lemma entries "se" stands for any reflexive
 * pronoun, "son" for any possessive, "un" and "le" for any article or none. Entries are cut by the tokenizer of
 * their language, so both apostrophes, hyphens and "du" (de + le) mean what they mean in the text. */
#ifndef MATCHING_H
#define MATCHING_H
#include <glane/plugin.h>

enum { MATCHING_FR, MATCHING_EN, MATCHING_ANY, MATCHING_LANGUAGES = 2 };	/* ANY: words only */
enum { MATCHING_WORDS, MATCHING_LEMMAS };

typedef struct {
	glane_str text;			/* one entry: "perdre son travail" */
	uint8_t language, how;
	uint8_t gap;			/* words that may stand between two words of the entry, at most 10 */
	bool exact;			/* capitals matter */
	bool loose;			/* accents don't */
	const char *pos;		/* "VERB NOUN": the head of the entry, its first word, must have that reading; NULL */
} matching_entry;

typedef struct matcher matcher;		/* lives as long as the run; read-only once finished */

/* In create(). matcher_add returns the entry's number (0, 1 …), or GLANE_NONE for one that holds no word. */
matcher *matcher_new(glane_ctx *ctx);
uint32_t matcher_add(matcher *m, const matching_entry *e);
void matcher_finish(matcher *m);

/* A document. Token columns are compulsory; of the words NULL where there is no layer `word`. unit[i] is any
 * number that is the same for the tokens of one unit, GLANE_NONE for tokens to be passed over; no match crosses
 * a unit. unit NULL: the document is one. */
typedef struct {
	uint8_t language;
	const glane_doc *doc;
	glane_rows token, word;
	const glane_sym *form, *kind;	/* token.form, token.kind */
	const uint32_t *token_of;	/* word.token */
	const glane_sym *readings, *lemma, *upos;
	const uint32_t *unit;
} matching_text;

typedef struct {
	uint32_t entry, first, last;	/* tokens, both included */
	bool several;			/* a word of it has other readings as well */
} match;

/* In process(): all matches, also overlapping ones, sorted by first, last, entry; *out is scratch. Returns how many. */
uint32_t matcher_find(glane_ctx *ctx, const matcher *m, const matching_text *t, match **out);
#endif
