/* lexicon.h - words and expressions with their valence, and what a token may be in it.
 *
 * Every string that stands in the lexicon (a word, a part of an expression, an inflected form) is a key. A token is
 * looked up once and becomes a few keys: its form, the words of which that is a form, its lemma. Expressions are
 * sequences of keys. */
#ifndef LEXICON_H
#define LEXICON_H
#include <glane/plugin.h>

enum { LEXICON_FR, LEXICON_EN, LEXICON_LANGUAGES };

/* Parts of speech, as a set; none: any. */
enum { POS_NOUN = 1, POS_VERB = 2, POS_ADJ = 4, POS_ADV = 8, POS_INTJ = 16, POS_OTHER = 32 };
uint8_t pos_of(glane_str upos);

typedef struct {
	const char *text;		/* as in the file, in small letters */
	double value;			/* -4 … 4 */
	uint8_t pos, holder;		/* holder: what its subject or object is, where it says a feeling */
	bool extreme;			/* intensity 3: denied, it says little ("not excellent" isn't bad) */
	uint16_t n_parts;		/* 1: a word; 0: a later file says otherwise */
	uint32_t part;			/* of lexicon.part: keys; GAP: up to three words may stand here */
	const char *file;
	uint32_t line;
} lexicon_entry;
enum { HOLDER_NONE, HOLDER_SUBJECT, HOLDER_OBJECT };	/* who feels: « il craint », « cela l'inquiète » */
#define LEXICON_GAP (UINT32_MAX - 1)
enum { GAP_MOST = 3, PARTS_MOST = 12 };

typedef struct lexicon lexicon;		/* lives as long as the run; read-only once finished */

/* In create(). A file: TSV or CSV with the columns word, valence and, if there, pos. What a later file says of a word
 * counts instead of what an earlier one said. Returns GLANE_OK, or the value of fail() after all messages. */
lexicon *lexicon_new(glane_ctx *ctx, uint32_t language);
int lexicon_read(lexicon *l, const char *path, const char *option);
void lexicon_finish(lexicon *l);
const lexicon_entry *lexicon_at(const lexicon *l, uint32_t entry);
uint32_t lexicon_size(const lexicon *l);

/* What a token may be: keys, each with the parts of speech that it then has (0: not known). */
enum { KEYS_MOST = 10 };
typedef struct {
	uint8_t n;
	uint8_t pos[KEYS_MOST];
	uint32_t key[KEYS_MOST];
} token_keys;
void token_keys_add(token_keys *k, uint32_t key, uint8_t pos);
/* Adds what `text` (a form or a lemma) may be. */
void lexicon_keys(const lexicon *l, glane_str text, uint8_t pos, token_keys *k);

/* The longest entry that begins with token i of n. word: which tokens are words (others part expressions; but one that
 * is an entry itself, as a smiley, is one). Returns its number or GLANE_NONE; *last: its last token; *mask: bit b: token
 * i + b is part of it. */
uint32_t lexicon_match(const lexicon *l, const token_keys *k, const bool *word, uint32_t n, uint32_t i, uint32_t *last,
                       uint64_t *mask);

/* inflect.c: calls each() with the forms of a French word of that part of speech, regular ones and those of the
 * commonest irregular verbs. */
typedef void inflected(void *user, const char *form, uint32_t n);
void inflect(const char *word, uint8_t pos, inflected *each, void *user);
#endif
