/* verbatim.h - candidates found in each document, and the choice among all of them. */
#ifndef VERBATIM_H
#define VERBATIM_H
#include <glane/plugin.h>
#include "passages.h"

typedef struct {
	const char *per, *words;
	int64_t keep, per_speaker, speaker_share;
} config;

typedef struct {
	const config *config;
	bool per_theme;
	uint32_t least, most;		/* words */
} extractor;

typedef struct {
	glane_scope sentence;
	glane_rows token, turn, note, sentiment, theme;
	const glane_sym *form, *kind, *note_kind, *code;
	const double *mood;		/* sentiment.score */
	glane_str lang;
	const glane_grid *themes;	/* for the labels of codes */
	/* Kept for report(): terms, by which passages are specific; what this plugin itself has made. */
	glane_scope term, passage;
	const glane_sym *lemma, *status, *passage_kind;
	const double *complete, *stance, *contrast, *concrete, *feeling, *on_theme, *passage_mood;
	const int64_t *words;
} input;

typedef struct {
	glane_sym theme, group;
	int64_t rank;
	glane_sym label;
	int64_t words;
	double score, complete, specific;
	glane_sym why;
	int64_t passages, documents, speakers;
} chosen_row;
enum { PASSAGES };

/* Below this a passage counts for neither pole. */
static const double MOOD = 0.05;

/* choose.c: fills the table, from the candidates in the run store. */
int verbatim_choose(glane_ctx *ctx);

/* specific.c: which lemmas are specific to the passages of a theme and group, all of the corpus being the measure.
 * Lives until the callback returns. */
typedef struct specificity specificity;
specificity *specific_begin(glane_ctx *ctx, bool per_theme);
/* Counts the document that ctx->input stands at; each once, before anything is asked. */
void specific_count(specificity *s);
/* Of the distinct active lemmas of passage i of that document the share that is specific to theme and group ("": all);
 * the most specific ones in top, those missing 0. NaN where there are no terms or nothing else to measure by. */
enum { SPECIFIC_TOP = 3 };
double specific_share(specificity *s, uint32_t i, glane_sym theme, glane_sym top[SPECIFIC_TOP]);

/* reasons.c: why a passage, in words of the report's language; top may be NULL. */
glane_sym verbatim_reasons(glane_ctx *ctx, const passage_parts *p, int pole, bool for_balance, const glane_sym *top);
#endif
