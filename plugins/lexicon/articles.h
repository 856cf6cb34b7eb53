/* articles.h - is French "des" de + les, or the plural of un? And "du" de + le, or an article?
 *
 * Neighbours tell: "le prix des choses" and "il parle des choses", but "il a des choses". They are asked by a linear
 * model, which `glane train lexicon` makes from treebanks. */
#ifndef ARTICLES_H
#define ARTICLES_H
#include "analysis/analysis.h"
#include "perceptron/perceptron.h"

/* What is looked at in a distinct token. */
typedef struct {
	feature form, lemma, upos, may, end;	/* hashed; may: of all its parts of speech */
	uint8_t mark, is;			/* an article or preposition; bits, see articles.c */
} article_word;

enum { ARTICLE_NONE, ARTICLE_APART, ARTICLE_WHOLE };
/* One token of a sentence; taken: of "des" and "du", what was decided. */
typedef struct { const article_word *word; bool capital; uint8_t taken; } article_token;

/* Is it a form that may be both? */
bool articles_form(glane_str form);
/* readings: of the token's first word. */
void articles_look(glane_str form, glane_str readings, article_word *out);
/* Decides token `at` of a sentence, those before it being decided: ARTICLE_APART or ARTICLE_WHOLE. */
uint8_t articles_decide(const perceptron *p, const article_token *t, uint32_t n, uint32_t at);
/* Learns from CoNLL-U files and writes the model. Returns GLANE_OK or what fail() returned. */
int articles_train(glane_ctx *ctx, analysis *french, const char *const *files, const char *notice);
/* The kind of the model file. */
extern const char *const articles_kind;
#endif
