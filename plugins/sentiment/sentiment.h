/* sentiment.h - between marking sentences (sentiment.c) and counting them (tables.c). */
#ifndef SENTIMENT_H
#define SENTIMENT_H
#include "trace.h"

typedef struct {
	const char *path[LEXICON_LANGUAGES], *add[LEXICON_LANGUAGES], *signs;
	double neutral, mixed;
	int others;
	int64_t whole;
} sentiment_config;

typedef struct {
	glane_str lang;
	glane_rows all;			/* all sentences; below, those that count */
	glane_scope sentence;
	glane_rows token, word, turn, theme;
	const glane_sym *form, *kind, *readings, *lemma, *upos, *code;
	const uint32_t *token_of;
	const glane_grid *themes;	/* for the names of themes */
} sentiment_input;

/* What was found in a document. others: said or felt by somebody else; who, about: in words, "" where not known. */
typedef struct {
	uint32_t sentence, entry;
	double value;
	bool denied, others, counts;
	glane_str who, target;
} found_word;
typedef struct {
	const lexicon *lexicon;
	glane_sym lang;
	double *score;			/* of each sentence, as label */
	uint8_t *label;
	uint32_t n, room;
	found_word *word;		/* sentence by sentence */
} findings;

extern const char *const sentiment_labels[N_LABELS];
extern const glane_table sentiment_tables[];
void sentiment_count(glane_ctx *ctx, const glane_doc *doc, const findings *f);
int sentiment_report(glane_ctx *ctx);
#endif
