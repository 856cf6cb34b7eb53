/* matching_private.h - entries as patterns: steps that words fit, and the elements that steps ask for.
 *
 * An element is what one word is asked: to be this form, to begin with these letters, to have this lemma. Equal
 * ones of all entries are one element. A form, and a form with its readings, is asked once per worker which
 * elements it fits (matching_memo.c); from then on a word costs one look into a hash table. Each pattern is tried
 * only where its anchor, the element that is likeliest to be rare, has been met. */
#ifndef MATCHING_PRIVATE_H
#define MATCHING_PRIVATE_H
#include "matching/matching.h"

enum {					/* elements; those before LEMMA ask a token, the others a word */
	ELEMENT_FORM, ELEMENT_PREFIX, ELEMENT_SUFFIX, ELEMENT_PART,
	ELEMENT_LEMMA, ELEMENT_REFLEXIVE_FR, ELEMENT_POSSESSIVE_FR, ELEMENT_REFLEXIVE_EN, ELEMENT_POSSESSIVE_EN,
	ELEMENT_ANY			/* fits all words; never in a set */
};

typedef struct {
	uint8_t kind;
	bool loose;
	glane_str text;			/* folded as form_of() does, and without accents if loose */
} element;

/* What may stand between this step and the next one. */
typedef struct {
	uint32_t element;
	glane_str surface;		/* exact entries: as written, NFC */
	bool determiners;		/* French articles and the like, or none */
	bool reflexive;			/* the step is "se": auxiliaries and short adverbs may follow */
} step;

typedef struct {
	uint32_t entry, n, anchor;	/* anchor: number of a step */
	step *step;
	uint8_t languages;		/* bits: 1 << MATCHING_FR … MATCHING_ANY */
	uint8_t gap;
	bool exact, lemmas;
	bool plain;			/* its words stand side by side: no gap, no article, no reflexive */
	uint32_t pos, head;		/* upos bits of step `head`; 0: any */
} pattern;

/* The elements of one kind, sorted by text. */
typedef struct { uint32_t n, *element; } sorted;

struct matcher {
	glane_ctx *ctx;			/* in create() only */
	uint32_t n_entries, n_patterns, room_patterns, n_elements, room_elements;
	pattern *pattern;
	element *element;
	sorted of[ELEMENT_ANY][2];	/* kind, loose; texts of suffixes are compared from the end */
	uint32_t *first, *anchored;	/* patterns anchored on element e: anchored[first[e] … first[e + 1]) */
};

/* One element that a form fits; of words the upos bits of the readings that do. */
typedef struct { uint32_t element, upos; bool several; } fit;
typedef struct {
	uint32_t n;
	bool determiner, filler;	/* of words: may stand where an article may, where "suis" may after "me" */
	const fit *fit;
} fits;

/* A word as the stages before have it; what they don't have is {0}. */
typedef struct { glane_sym form, readings, lemma, upos; } known_word;

struct memo_slot { uint64_t key, more; const fits *fits; };

/* matching_memo.c. A lemma is looked at where no readings are; with readings it is the chosen one's. */
const fits *fits_of_form(glane_ctx *ctx, const matcher *m, struct memo *memo, glane_sym form);
const fits *fits_of_word(glane_ctx *ctx, const matcher *m, struct memo *memo, known_word w);
uint32_t upos_bit(glane_str name);
#define UPOS_WRITTEN (1u << 31)		/* fits as written, and no reading does */

/* matching_cut.c: the words of lemma entries that stand for others, and what they stand for. */
enum { SPECIAL_NONE, SPECIAL_DETERMINER, SPECIAL_TO_DETERMINER, SPECIAL_REFLEXIVE, SPECIAL_POSSESSIVE };
int special_word(uint32_t language, glane_str form);
enum { LIST_DETERMINERS, LIST_FILLERS, LIST_REFLEXIVE_FR, LIST_POSSESSIVE_FR, LIST_REFLEXIVE_EN, LIST_POSSESSIVE_EN,
       N_LISTS };
bool listed(int list, glane_str form);
int compare_str(glane_str a, glane_str b);
/* As form_of(), but capitals are kept. out has room for 3 n + 16. */
uint32_t surface_of(const char *p, uint32_t n, char *out);
#endif
