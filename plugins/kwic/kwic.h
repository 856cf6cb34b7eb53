/* kwic.h - what the plugin's two halves share: finding and counting (kwic.c), lines (lines.c). */
#ifndef KWIC_H
#define KWIC_H
#include <glane/plugin.h>

enum { BY_PLACE, BY_LEFT, BY_RIGHT };
typedef struct {
	const char *find, *variables;
	int64_t left, right, most;
	int sort;
} config;

typedef struct {
	glane_str lang;
	glane_scope token, unit, hit;
	glane_rows all_tokens, sentence, word, turn;
	const glane_sym *form, *kind, *word_form, *readings, *lemma, *upos, *hit_find, *hit_entry;
	const uint32_t *token_of;
} input;

enum { HITS, LINES };
typedef struct {
	glane_sym group;
	int64_t line;
	glane_sym left, found, right, entry, document, speaker, variables;
	int64_t passages, documents, speakers;
} line_row;

/* In report(): the rows of LINES. */
int kwic_lines(glane_ctx *ctx);
#endif
