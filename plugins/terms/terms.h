/* terms.h - the files that the plugin reads: expressions, words that don't count, and what a study says otherwise. */
#ifndef TERMS_H
#define TERMS_H
#include <glane/plugin.h>
#include "matching/matching.h"

/* What a unit counts for; APART, of expressions: their words are units of their own. */
enum { ACTIVE, SUPPLEMENTARY, STOP, N_STATUS, APART = N_STATUS, UNSAID };

/* ---- Lines: lists.c ---- */

enum { LINE_FIELDS = 4 };
/* A line of a list: its fields, trimmed; n of them. */
typedef struct {
	glane_str field[LINE_FIELDS];
	uint32_t n, line;
} list_line;
/* The lines of a file in the order in which they stand, without remarks (#) and empty ones; for the run. Returns GLANE_OK
 * or what fail() returned. At most `most` fields may be in a line. */
int list_read(glane_ctx *ctx, const char *path, uint32_t most, list_line **out, uint32_t *n);
/* Field i, "" where the line has none. */
static inline glane_str list_field(const list_line *l, uint32_t i)
{
	return i < l->n ? l->field[i] : (glane_str){ "", 0 };
}

/* ---- Words by status ---- */

/* By text, a lemma or form; of any part of speech where upos is "". */
typedef struct { glane_str text, upos; uint8_t status; } listed_word;
typedef struct { uint32_t n, room; listed_word *word; } word_list;
void words_add(glane_ctx *ctx, word_list *l, glane_str text, glane_str upos, uint8_t status);
/* Reads a list of words that don't count: text, part of speech. */
int words_read(glane_ctx *ctx, const char *path, word_list *out);
/* Once, when all words are there. */
void words_finish(word_list *l);
/* What the list says of the word of this form, lemma and part of speech, or UNSAID. */
uint8_t words_status(const word_list *l, glane_str form, glane_str lemma, glane_str upos);

/* ---- Expressions: expressions.c ---- */

/* "fait!=VERB": a word of the expression, by form or lemma, and the parts of speech it must have, or may not have. */
enum { CONDITION_UPOS = 6 };
typedef struct condition {
	glane_str word, upos[CONDITION_UPOS];
	uint32_t n;
	bool negated;
	const struct condition *next;
} condition;

typedef struct {
	glane_str lemma, upos;
	uint8_t status;			/* as its line says, or UNSAID */
	const condition *conditions;
} expression;
typedef struct {
	matcher *matcher;
	expression *item;		/* by the matcher's numbers: those that are added first win over their equals */
	uint32_t n, room;
} expressions;

/* Reads expressions of a language: expression, lemma, part of speech, then status and conditions. words: the file is a
 * study's, lines of one word with a status say what that word counts for and go there; NULL: all are expressions. */
int expressions_read(glane_ctx *ctx, const char *path, uint32_t language, expressions *out, word_list *words);
/* Does an expression of this part of speech count for nothing unless it is said otherwise, as "parce que"? */
bool expression_is_tool(glane_str upos);
#endif
