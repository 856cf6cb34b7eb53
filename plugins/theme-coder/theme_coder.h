/* theme_coder.h - what the plugin's two halves share: coding and counting (theme_coder.c), tables (theme_tables.c). */
#ifndef THEME_CODER_H
#define THEME_CODER_H
#include "coder_corrected.h"

typedef struct {
	coder *coder;
	bool chosen;			/* of a word's readings only the one that was chosen counts */
	uint32_t n_examples;
	checked_example *example;
} theme_coder;

typedef struct {
	glane_str lang;
	glane_rows token, word, sentence, turn, segment, verbatim;
	const glane_sym *form, *kind, *word_form, *readings, *lemma, *upos, *turn_speaker, *verbatim_kind;
	const uint32_t *token_of;
	glane_scope unit;
} input;

/* What was met somewhere, said once at the end; and the hits of each cue in what was coded and counts, NULL: none. */
enum { MET_NO_WORDS = 1, MET_OTHER_LANGUAGE = 2 };
typedef struct { uint32_t met; int64_t *hits; } state;

enum { THEMES, COOCCURRENCE, COOCCURRENCE_SPEAKERS, RULES, SILENT_RULES, DOMINANT_RULES, OVERLAPS, COVERAGE, UNCODED, WORDS, EXAMPLES,
       FAILED_EXAMPLES };
extern const glane_table tables[];

/* theme_tables.c. passage_of: the row of the scope `unit` that each token is in. */
void count_tables(glane_ctx *ctx, const glane_doc *doc, const coded_theme *theme, const uint32_t *passage_of);
int report_tables(glane_ctx *ctx);
#define CODED_WORDS "all|coded|not coded"
/* The number of a code's theme. */
uint32_t theme_of_code(const coder *c, glane_sym code);
#endif
