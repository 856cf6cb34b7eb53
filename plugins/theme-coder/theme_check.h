/* theme_check.h - what people should look at before they believe the numbers of a codebook (theme_check.c): rules that find
 * nothing, or nearly all of a theme; examples that fail; passages that nothing codes. */
#ifndef THEME_CHECK_H
#define THEME_CHECK_H
#include "theme_coder.h"

typedef struct { glane_sym theme, kind, entry, place, label; int64_t hits; } silent_line;
typedef struct {
	glane_sym theme, kind, entry, place, label;
	int64_t hits;
	double of_hits, share;
} dominant_line;
typedef struct {
	glane_sym length, group, label;
	int64_t passages, words, documents, speakers;
	double share;
} uncoded_line;
typedef struct { glane_sym theme, example, place, label, result; } example_line;
typedef struct { glane_sym theme, example, place, label, why, todo; } failed_line;
extern const glane_column silent_columns[], dominant_columns[], uncoded_columns[], example_columns[], failed_columns[];

/* Of the state at hand: room for the hits of each cue, zero at first. */
int64_t *state_hits(glane_ctx *ctx, const coder *c);
/* words: of each row of the scope `unit`; -1: it is coded. */
void count_uncoded(glane_ctx *ctx, const int64_t *words);
void label_uncoded(glane_ctx *ctx, uint32_t n, uncoded_line *line);
/* Those that never fired, and those that find most of their theme; label: of themes. */
void report_rules(glane_ctx *ctx, const glane_sym *label);
void report_examples(glane_ctx *ctx, const glane_sym *label);
#endif
