/* association.h - what the parts of word-association share. */
#ifndef ASSOCIATION_H
#define ASSOCIATION_H
#include <glane/plugin.h>
#include "matching/matching.h"

/* ---- What the pipeline says ------------------------------------------------------------------ */

enum { RANK_APPEARANCE, RANK_IMPORTANCE };
enum { JOIN_LEMMAS, JOIN_FORMS };
typedef struct {
	const char *stimulus, *thesaurus, *valences;
	int64_t window, min_frequency;
	int rank, join, cut;
	double cut_frequency, cut_rank;
} config;

/* ---- Tables of the user's: thesaurus, valences (wordbook.c) ------------------------------------ */

/* Forms as form_of_label() makes them, each once, in the order of their bytes. */
typedef struct { glane_str word, as, category; double valence; uint32_t line; } book_entry;
typedef struct { uint32_t n; const book_entry *entry; } book;

/* In create(): GLANE_OK, or the value of fail() after all that is wrong with the file. "" is an empty book. */
int thesaurus_read(glane_ctx *ctx, const char *path, book *synonyms, book *categories);
int valences_read(glane_ctx *ctx, const char *path, book *out);
const book_entry *book_find(const book *b, glane_str word);	/* NULL: it isn't there */
/* The form of a text, in memory of that life. */
glane_str folded_form(glane_ctx *ctx, int life, const char *p, size_t n);

/* ---- What create() makes ------------------------------------------------------------------------ */

typedef struct {
	book synonyms, categories, valences;
	uint32_t n_stimuli, n_themes;
	const glane_str *stimulus;	/* folded: which evocations count; none: all */
	const glane_sym *theme;		/* codes: "theme:ia" */
	const matcher *matcher;		/* NULL: no words are looked for in texts */
} study;

/* ---- What is read --------------------------------------------------------------------------------- */

typedef struct {
	glane_scope evocation, token;
	const glane_sym *stimulus, *instruction, *evoked;
	const int64_t *rank;
	const double *importance, *valence;
	glane_rows tokens, words, terms, turns, themes;
	const glane_sym *form, *kind;
	const uint32_t *token_of;
	const glane_sym *word_form, *readings, *lemma;
	const glane_sym *term_lemma, *term_status;
	const glane_sym *code;
	glane_str lang;
} input;

/* ---- What is found -------------------------------------------------------------------------------- */

enum { WORDS, SUMMARY, CATEGORIES, CONTRASTS, DIFFERENCES, MENTIONS, ASSOCIATES, TERMS, STABILITY, RANKS, ORDERS };

/* How evocations were valued, and by whom. */
typedef struct { int64_t positive, negative, neutral, by_participant, by_lexicon; } valued;

typedef struct {
	glane_sym stimulus, word, group, zone, category, source;
	int64_t frequency, documents, speakers, ranked;
	double ranks, share, rank, polarity;
	valued v;
} word_row;

typedef struct {
	glane_sym stimulus, group, tone, source, cut;
	int64_t evocations, documents, speakers, ranked;
	double ranks, types, hapax, diversity, rarity, hapax_share, entropy, evenness, stereotypy, polarity, neutrality,
	       kept, cut_frequency, cut_rank;
	valued v;
} summary_row;

typedef struct {
	glane_sym stimulus, category, group;
	int64_t evocations, documents, speakers;
	double polarity;
	valued v;
} category_row;

typedef struct {
	glane_sym stimulus, group, other;
	int64_t speakers, other_speakers, types, other_types, common;
	double jaccard, ellegard, dice, ruzicka, jensen_shannon, hellinger;
} contrast_row;

typedef struct {
	glane_sym stimulus, word, group, zone, by_mean, by_unweighted, by_median, hangs_on;
	int64_t frequency, speakers;
	double rank, left, from_frequency, from_rank;
} stability_row;

typedef struct {
	glane_sym stimulus, word, group;
	int64_t both, documents, speakers;
	double appearances, importances, appearance, importance, later;
} ranks_row;

typedef struct {
	glane_sym stimulus, group;
	int64_t passages, lists, reordered, documents, speakers;
	double share;
} orders_row;

typedef struct {
	glane_sym stimulus, word, group, other, caution, zone, other_zone;
	int64_t speakers, other_speakers, respondents, other_respondents;
	double share, other_share, p, q;
} difference_row;

typedef struct {
	glane_sym group;
	int64_t mentions, documents, speakers;
} mention_row;

typedef struct {
	glane_sym word, group;
	int64_t together, documents, speakers;
	double tokens, expected, specificity;
} associate_row;

typedef struct {
	glane_sym word, group;
	int64_t tokens, occurrences, documents, speakers;
} term_row;

/* process() of one document, from its evocations or from its text. */
int evocations_process(glane_ctx *ctx, const glane_doc *doc);
int text_process(glane_ctx *ctx, const glane_doc *doc);
/* In report(): names of zones; and how a group's words hold in them (stability.c). word: n rows, use: what is known of each. */
const char *zone_name(int zone);
struct word_use;
struct cutoffs;
void stability_report(glane_ctx *ctx, uint32_t n, const word_row *const *word, const struct word_use *use,
                      const struct cutoffs *chosen, double *room);
/* Appearance beside importance (orders.c): counted in process(), completed in report(). */
typedef struct { glane_sym stimulus, instruction, word; double appearance, importance; uint32_t at; } ordered;
void orders_count(glane_ctx *ctx, uint32_t n, const ordered *o);
void orders_report(glane_ctx *ctx);
/* report(). */
int evocations_report(glane_ctx *ctx);
int text_report(glane_ctx *ctx);
#endif
