/* sentences.h - the parts of deciding where sentences end: what is clear (sentences.c), what a model is asked
 * (gaps.c), and how the model is made (sentences_train.c).
 *
 * A gap lies between a piece and the next one. It is named by the piece before it. */
#ifndef SENTENCES_H
#define SENTENCES_H
#include "perceptron/perceptron.h"
#include "tokens/tokens.h"

/* What is known of words: how often they were seen with a small letter (two bits), and whether they mostly were finite
 * verbs (two bits more, also for the last letters of words). */
enum {
	KNOWN_BITS = 17,
	KNOWN_BYTES = 1 << (KNOWN_BITS - 1),
	KNOWN_OTHER = 4, KNOWN_VERB = 8
};

struct sentence_model {
	perceptron p;
	const unsigned char *known;	/* KNOWN_BYTES */
};

/* What the text does around a gap, a stretch of HABIT pieces at a time. */
enum {
	HABIT_STOPS,			/* sentences end with stops */
	HABIT_FEW, HABIT_SOME, HABIT_MANY,	/* … and so many begin after none: headings, items */
	HABIT_SMALL,			/* sentences begin with small letters */
	HABIT = 256
};

typedef struct {
	const tokens_language *language;
	const sentence_model *model;	/* NULL: rules alone */
	const unsigned char *text;
	const piece *p;
	uint32_t n;
	uint8_t *habit;			/* of each HABIT pieces */
	uint32_t width;			/* lines are cut at it, bytes; 0: each line stands for itself */
	uint32_t *gap, n_gaps;		/* those that aren't plain */
	uint32_t first, line;		/* where the sentence and the line that are under way begin */
	uint32_t looked;		/* before this piece, the sentence has no verb, or `verb` */
	bool verb;
	bool quoted;			/* an odd number of " have gone by in this paragraph */
} sentences;

typedef enum { GOES_ON, ENDS, DOUBTFUL } verdict;

void sentences_begin(glane_ctx *ctx, const tokens_language *l, const sentence_model *m, const unsigned char *text,
                     const piece *p, uint32_t n, sentences *out);
/* What the rules say that need no model. i + 1 < s->n. */
verdict sentences_clear(const sentences *s, uint32_t i);
/* After each gap, in order: the walk goes on. */
void sentences_passed(sentences *s, uint32_t i, bool ended);

/* The model in a file, in create(). Returns GLANE_OK or what fail() returned. */
int sentences_open(glane_ctx *ctx, const char *path, const tokens_language *l, sentence_model **out);

/* gaps.c: what the model is asked about a gap; returns how many features. */
enum { GAP_FEATURES = 14 };
uint32_t gap_features(sentences *s, uint32_t i, feature f[GAP_FEATURES]);
/* 0: never seen with a small letter when the model was made; 1, 2, 3: so often. */
uint32_t gap_known(const sentence_model *m, const unsigned char *text, const piece *p);
/* Where that is, and where it is of its ending. */
uint32_t gap_known_place(const unsigned char *text, const piece *p);
uint32_t gap_ending_place(const unsigned char *text, const piece *p);

/* Is it a letter that begins a sentence? See LOOK_… */
uint8_t look_of(const unsigned char *text, const piece *p);

static inline bool is_stop(const piece *p)
{
	return p->sense == SENSE_STOP || p->sense == SENSE_CRY || p->sense == SENSE_ELLIPSIS;
}

/* A word, number or placeholder, no abbreviation. */
static inline bool is_word(const piece *p)
{
	return p->sense == SENSE_PLAIN && p->look != LOOK_OTHER && p->look != LOOK_COMMA;
}
#endif
