/* tagger.h - the parts of the plugin: what a word may be, what is asked about it and its neighbours, which one is
 * chosen, and how all of it is learnt. */
#ifndef TAGGER_H
#define TAGGER_H
#include "analysis/analysis.h"
#include "perceptron/perceptron.h"

/* ---- Parts of speech ---- */

enum {
	TAG_ADJ, TAG_ADP, TAG_ADV, TAG_AUX, TAG_CCONJ, TAG_DET, TAG_INTJ, TAG_NOUN, TAG_NUM, TAG_PART, TAG_PRON, TAG_PROPN,
	TAG_SCONJ, TAG_SYM, TAG_VERB, TAG_X,
	TAGS,				/* the model chooses between these */
	TAG_PUNCT = TAGS,		/* never anything else */
	TAG_EDGE,			/* before the first word and after the last */
	TAG_NAMES
};
#define BIT(tag) (1u << (tag))
extern const char *const tag_names[TAG_NAMES];
/* TAG_NAMES: it is no part of speech. */
uint32_t tag_find(glane_str name);

/* ---- memory.c: what training saw of a form beside its readings ---- */

/* A tag that a form with these readings had, and its lemma. */
typedef struct { uint64_t key; uint32_t tag; glane_str lemma; } remembered;
typedef struct { uint32_t n, n_slots; remembered *row; uint32_t *slot; } memory;
/* Only a form that has just the readings which it had in training is remembered: who changes them by a lexicon of
 * their own is not overruled. */
uint64_t memory_key(glane_str form, glane_str readings);
/* In create(): reads the text behind a model's weights; false: a line of it is wrong. */
bool memory_read(glane_ctx *ctx, glane_str text, memory *out);
/* The first row of a key, or NULL; others follow as long as the key is the same. */
const remembered *memory_find(const memory *m, uint64_t key);

/* Readings of a mark: it is punctuation or a symbol, always the same. */
bool marks_only(glane_str readings);
/* Bits of the tags that a word can have: those of its readings, and those remembered. */
uint32_t may_be(const memory *m, glane_str form, glane_str readings);
/* Its lemma as such a word, "" if there is none; m NULL: by the readings alone. */
glane_str lemma_as(const memory *m, glane_str form, glane_str readings, uint32_t tag);

/* ---- features.c ---- */

/* How the token is written: the first sign a capital; all of them; a capital where everything begins with one. */
enum { SHAPE_SMALL, SHAPE_CAPITAL, SHAPE_CAPITALS, SHAPE_BEGINS };
/* Of the word that begins a token in text; begins: of a sentence. */
int shape_of(glane_str text, bool begins);

/* The words at these distances are looked at for themselves. */
enum { LEFT = 2, RIGHT = 3, PLACES = LEFT + 1 + RIGHT };

/* A distinct word: form, readings and shape. */
typedef struct {
	uint32_t may;			/* bits of the tags that it can have */
	uint8_t tag;			/* the only one, or the first one */
	uint8_t shape;
	uint8_t first;			/* of its readings */
	feature form, class, end, longer, label;	/* what neighbours ask for; ends of two letters and of three */
} word_class;

/* What is asked about a word at place `where` (-LEFT..RIGHT) from the one that is decided: out has room for OWN_MOST. */
enum { OWN_MOST = 40 };
void word_look(glane_str form, glane_str readings, int shape, uint32_t may, word_class *out);
uint32_t own_features(glane_str form, glane_str readings, const word_class *w, int where, feature *out);

/* What was decided up to a word. */
typedef struct {
	uint8_t tag[2];			/* of the word before and of the one before that */
	feature label[2];		/* the same; of closed classes with the form */
	feature adverb, verb;		/* the last ones of the clause */
	feature content;		/* the last word that is of no closed class */
} past;
/* What stands to the right of a word, whatever is decided. */
typedef struct { uint32_t clear, next, verb; } ahead;

/* How the sentence is written, which says by whose conventions: as print has it, beginning with a capital; as spoken
 * treebanks have it; and without marks. */
typedef enum { MANNER_BARE, MANNER_SMALL, MANNER_PRINT } manner;

typedef struct {
	uint32_t n;
	const word_class *const *word;	/* LEFT of edge before the first and RIGHT behind the last */
	const ahead *ahead;
	manner manner;
	bool coarse;			/* the language is French */
} words;
extern const word_class word_edge;
manner manner_of(const word_class *const *word, uint32_t n);
void look_ahead(const word_class *const *word, uint32_t n, ahead *out);
past past_begin(void);
void past_add(past *p, const word_class *w, uint8_t tag);
/* Questions that need the neighbours' decisions or several words at once, in stages 0..STAGES-1: what is clear after one
 * isn't asked the next ones. Room for AROUND_MOST each. */
enum { STAGES = 3, AROUND_MOST = 64 };
uint32_t around_features(const words *w, uint32_t i, const past *p, uint32_t stage, feature *out);

/* ---- choose.c: deciding, with a model ---- */

typedef struct { perceptron p; memory memory; } tagger_model;
/* A distinct word in a worker: the sums of the weights of what is asked about it from each place. */
typedef struct {
	word_class look;		/* first: words point at it */
	bool given;			/* it can be one thing only, and that with the lemma it has already */
	int16_t sum[PLACES][TAGS];
	struct { glane_sym lemma, upos; } as[TAGS + 1];
} known_word;
void know_word(glane_ctx *ctx, const tagger_model *m, glane_str form, glane_str readings, int shape, known_word *out);
/* tag[0..w->n). Every word_class but the edges is that of a known_word. */
void choose_tags(const tagger_model *m, const words *w, uint8_t *tag);

/* ---- train.c ---- */
typedef struct {
	const char *const *files;
	const char *lang;
	const char *notice;		/* licence and source of the treebanks, a line of the model's head */
} lessons;
int tagger_train(glane_ctx *ctx, const lessons *l);
#endif
