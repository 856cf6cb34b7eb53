/* verbatim.h - candidates found in each document, and the choice among all of them. */
#ifndef VERBATIM_H
#define VERBATIM_H
#include <glane/plugin.h>

typedef struct {
	const char *per, *words;
	int64_t keep, per_speaker;
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
	/* What this plugin itself has made, in report(). */
	glane_scope passage;
	const glane_sym *passage_kind, *why;
	const double *score, *passage_mood;
	const int64_t *words;
} input;

typedef struct {
	glane_sym theme, group;
	int64_t rank;
	glane_sym label;
	int64_t words;
	double score;
	glane_sym why;
	int64_t passages, documents, speakers;
} chosen_row;
enum { PASSAGES };

/* Below this a sentence counts for neither pole. */
static const double MOOD = 0.05;

/* choose.c: fills the table, from the candidates in the run store. */
int verbatim_choose(glane_ctx *ctx);
#endif
