/* work.h - what the parts of the plugin share that look at a document. */
#ifndef WORK_H
#define WORK_H
#include "analysis/analysis.h"
#include "terms.h"

typedef struct {
	const char *expressions[ANALYSIS_LANGUAGES], *stop[ANALYSIS_LANGUAGES], *add[ANALYSIS_LANGUAGES], *active;
} config;

typedef struct {
	glane_str lang;
	glane_rows sentence, token, word;
	glane_scope said, unit;
	const glane_sym *form, *kind, *word_form, *readings, *lemma, *upos;
	const uint32_t *token_of;
} input;

typedef struct { glane_span *span; glane_sym *form, *lemma, *upos; } expression_rows;
enum { EXPRESSION, TERM };

typedef struct {
	expressions expressions;
	word_list own[ANALYSIS_LANGUAGES], stop[ANALYSIS_LANGUAGES];
	uint32_t n_active;
	glane_str *active;
} settings;

/* The status of a word by form, lemma, part of speech; a form of 0 is a free place. */
typedef struct { uint32_t form, lemma, upos; uint8_t language, status; } known_word;
/* A condition with its texts interned. */
typedef struct checked {
	glane_sym word, upos[CONDITION_UPOS];
	uint32_t n;
	bool negated;
	const struct checked *next;
} checked;
/* What an expression is in this process. */
typedef struct {
	glane_sym lemma, upos;
	const checked *conditions;
	uint8_t status;
	bool tool, light;		/* it links words; or is an adverb */
} known_expression;
typedef struct {
	matching_memo memo;
	uint32_t n, room;
	known_word *slot;
	known_expression *expression;	/* by the matcher's numbers */
	glane_sym status[N_STATUS], word, number, mark;
} worker;

/* In create(): the parts of speech that the option `active` names, into s. GLANE_OK, or what fail() returned. */
int active_read(glane_ctx *ctx, settings *s);
/* What a word counts for (status.c): as the study's own list says, or the list of words that don't count, or `active`. */
uint8_t status_of(glane_ctx *ctx, uint32_t language, glane_sym form, glane_sym lemma, glane_sym upos);
/* The expressions of a document (joined.c), in order, none overlapping: *out are their matches, *rows the rows of the layer, which is
 * sealed. Returns how many. */
uint32_t expressions_find(glane_ctx *ctx, const glane_doc *doc, uint32_t language, match **out, expression_rows *rows);
#endif
