/* theme_words.h - what helps to write rules: which ones find the same words, and which words are specific to what no theme
 * codes (theme_words.c). */
#ifndef THEME_WORDS_H
#define THEME_WORDS_H
#include "theme_coder.h"

typedef struct {
	glane_sym theme, entry, place, with, with_entry, with_place, group, label, with_label;
	int64_t hits, passages, documents, speakers;
} overlap_line;
typedef struct {
	glane_sym lang, coded, word, group;
	int64_t tokens, passages, documents, speakers;
	double specificity;
} word_line;
extern const glane_column overlap_columns[], word_columns[];

/* passage_of: the row of the scope `unit` that each token is in. */
void count_overlaps(glane_ctx *ctx, const coded_theme *theme, const uint32_t *passage_of);
void count_words(glane_ctx *ctx, const coded_theme *theme, const uint32_t *passage_of);
/* label: of themes. */
void label_overlaps(glane_ctx *ctx, const glane_sym *label);
void report_words(glane_ctx *ctx);
#endif
