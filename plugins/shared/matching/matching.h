/* matching.h - finds the entries of codebooks, lists of expressions and stimuli in a text, all at once: one
 * automaton for any number of them, so that 500 rules cost hardly more than 5.
 *
 * Two kinds of entries. *Words*: as written, small and capital letters alike, "*" at the beginning or end of a
 * word stands for any letters, alone for any word. *Lemmas*: dictionary forms; a word of the text fits when one of
 * its readings has that lemma (word.readings; without them its form) or when it is the entry's word as written; when
 * readings were chosen between (`chosen`), the chosen one alone counts. In French lemma entries "se" stands for any reflexive pronoun, "son" for any possessive, "un" and "le" for any
 * article or other determiner, or none; in English ones "oneself" and "one's" for any such pronoun. Entries are cut
 * by the tokenizer of their language, so both apostrophes and hyphens mean what they mean in the text; words are
 * compared with tokens, lemmas with the words below them ("du" is de + le).
 *
 * Between the words of an entry nothing may stand, not even a comma, unless it has a gap; punctuation in a gap isn't
 * counted.
 *
 * A plugin links plugins/shared/libglane-matching.la, plugins/tokenize-fr/liblexer.la,
 * plugins/tokenize-en/liblexer.la, plugins/shared/libglane-tokens.la and $(ICU_LIBS). */
#ifndef MATCHING_H
#define MATCHING_H
#include <glane/plugin.h>

enum { MATCHING_FR, MATCHING_EN, MATCHING_ANY, MATCHING_LANGUAGES = 2 };	/* ANY: words only */
enum { MATCHING_WORDS, MATCHING_LEMMAS };

typedef struct {
	glane_str text;			/* one entry: "perdre son travail" */
	uint8_t language, how;
	uint8_t gap;			/* words that may stand between two words of the entry, at most 10 */
	bool exact;			/* capitals matter; in lemmas those that begin a word */
	bool loose;			/* accents don't */
	const char *pos;		/* "VERB NOUN": the head of the entry, its first word, must have that reading (VERB
					   takes AUX as well); NULL */
} matching_entry;

typedef struct matcher matcher;		/* lives as long as the run; read-only once finished */

/* In create(), all three. matcher_add returns the entry's number (0, 1 …), or GLANE_NONE for one that holds no word. */
matcher *matcher_new(glane_ctx *ctx);
uint32_t matcher_add(matcher *m, const matching_entry *e);
void matcher_finish(matcher *m);

/* What has been found out about distinct forms: one per worker process and matcher, in the plugin's worker struct,
 * zeroed before the first call. */
typedef struct {
	struct memo { struct memo_slot *slot; uint32_t n, room; } form, word;
} matching_memo;

/* A document. Token columns are compulsory; of the words NULL where there is no layer `word`. unit[i] is any
 * number that is the same for the tokens of one unit, GLANE_NONE for tokens to be passed over; no match crosses
 * a unit. unit NULL: the document is one. */
typedef struct {
	uint8_t language;		/* MATCHING_ANY: neither; finds entries of any language only */
	const glane_doc *doc;		/* its text: for entries whose capitals matter */
	glane_rows token, word;
	const glane_sym *form, *kind;	/* token.form, token.kind */
	const uint32_t *token_of;	/* word.token */
	const glane_sym *word_form, *readings, *lemma, *upos;	/* of word; lemma where no readings are, and with chosen */
	bool chosen;			/* lemma and upos say which of the readings it is: a tagger ran */
	const uint32_t *unit;
} matching_text;

typedef struct {
	uint32_t entry, first, last;	/* tokens, both included */
	bool several;			/* a word of it has other readings as well, which wouldn't fit */
} match;

/* In process(): all matches, also overlapping ones, each once, sorted by first, last, entry; of several that begin or
 * end with the same word the shortest. *out is scratch. Returns how many. */
uint32_t matcher_find(glane_ctx *ctx, const matcher *m, matching_memo *memo, const matching_text *t, match **out);

/* What was said there: the forms of its tokens, with a blank where the text has some. */
glane_sym matching_said(glane_ctx *ctx, const match *m, const glane_sym *form, glane_rows token);

/* ---- Entries as words ---- */

/* A piece of a short text as the tokenizer of a language cuts it. */
typedef struct {
	uint32_t begin, end;		/* bytes of the text */
	glane_str form;			/* as token.form; without the stars */
	uint8_t kind;			/* KIND_WORD … of tokens.h */
	bool star_before, star_after;
	bool special;			/* in a lemma entry it stands for others: se, son, un, le, du … */
} matching_piece;

/* Cuts an entry or an example; stars are looked at only with `stars`. *out is scratch. Returns how many. */
uint32_t matching_cut(glane_ctx *ctx, uint32_t language, glane_str text, bool stars, matching_piece **out);
#endif
