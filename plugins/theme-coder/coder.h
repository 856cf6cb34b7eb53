/* coder.h - from a codebook to coded passages, in four files: what is to be looked for (coder_rules.c), what of it a
 * text holds (coder_hits.c), which units that codes (coder_units.c), and whether the codebook does what it says of
 * itself (coder_check.c). theme_coder.c counts. */
#ifndef CODER_H
#define CODER_H
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include "analysis/analysis.h"
#include "codebook/codebook.h"
#include "matching/matching.h"
#include "negation/negation.h"

/* One thing that codes: an entry of lemmas or words, a near, a regex. What a trace names. */
typedef struct {
	uint32_t theme;
	glane_sym kind, entry, place, trace;	/* "lemmas", "supprimer un poste", "codebook.xml:17", all together */
} cue;

typedef struct {
	uint32_t theme;
	const codebook_rule *rule;
	uint32_t first_cue;		/* the cues of its entries follow each other */
	pcre2_code *regex;
} coder_rule;

/* What an entry of the matcher is. */
typedef struct {
	uint32_t rule, group, cue;	/* cue GLANE_NONE: of a near, or of a rule that doesn't code */
	bool denies;			/* it holds a word that denies: "pas de travail" */
} target;

typedef struct {
	const codebook *book;
	matcher *matcher;
	uint32_t n_rules, n_cues, n_targets, room_targets;
	coder_rule *rule;		/* theme after theme; of a theme first_rule[theme] … first_rule[theme + 1] */
	uint32_t *first_rule;
	cue *cue;
	target *target;
	glane_sym *code;		/* of themes */
	glane_sym word, number;
	bool near, regex;		/* is there such a rule? */
	uint32_t only_language;		/* the codebook's, if it has one; else GLANE_NONE */
} coder;

static inline bool coder_is_word(const coder *c, glane_sym kind)
{
	return kind.id == c->word.id || kind.id == c->number.id;
}

/* ---- coder_words.c: what the words of a codebook are, in create() alone ------------------------- */

typedef struct { analysis *of[CODEBOOK_LANGUAGES]; } dictionaries;	/* NULL: none is there, or none is needed */
/* Does anything of the codebook depend on what the words of a language are? */
bool dictionaries_asked(const codebook *b, uint32_t language);
int dictionaries_open(glane_ctx *ctx, const codebook *b, const char *const *path, dictionaries *d);
void dictionaries_close(dictionaries *d);
/* "intelligence artificielle" as "intelligence artificiel": the adjectives of an entry of lemmas, which everybody writes
 * as they agree, in their dictionary forms. The text is scratch, or the entry itself. */
glane_str dictionaries_agree(glane_ctx *ctx, const dictionaries *d, uint32_t language, glane_str entry);

/* coder_rules.c: "codebook.xml:17", for the run. */
glane_sym coder_place(glane_ctx *ctx, const codebook *book, uint32_t line);
/* In create(); regular expressions are freed by coder_free(). */
int coder_make(glane_ctx *ctx, const codebook *book, const dictionaries *d, coder **out);
void coder_free(coder *c);

/* ---- A text and what is found in it ------------------------------------------------------------ */

typedef struct {
	matching_text text;		/* unit is filled in here */
	glane_rows sentence, turn, segment, verbatim;
	const glane_sym *turn_speaker, *verbatim_kind;
	uint32_t unit;			/* UNIT_…, instead of the codebook's; UNIT_NONE: the codebook's */
	bool whole;			/* an example: all of it is one unit of any kind, and its context isn't there */
} coder_text;

typedef struct { matching_memo memo; pcre2_match_data *data; pcre2_match_context *limits; } coder_memory;

typedef struct {
	uint32_t cue, first, last;	/* tokens, both included */
	double weight;
	bool several;
} hit;

/* How far a theme came in a text: what an example is told. */
enum { CAME_NOWHERE, CAME_DENIED, CAME_INSIDE, CAME_LIGHT, CAME_WITH, CAME_WITHOUT, CAME_CODED };

/* A unit that a theme codes. Hits by place; of those over the same words only the heaviest weighs. */
typedef struct {
	glane_span span;
	double weight;
	uint32_t n;
	const hit **hit;
} coded;
typedef struct { uint32_t n; coded *unit; uint8_t came; } coded_theme;

/* coder_units.c: of each theme, its children's units among its own. All scratch. */
const coded_theme *coder_code(glane_ctx *ctx, const coder *c, coder_memory *m, coder_text *t);

/* ---- Between the two ---------------------------------------------------------------------------- */

/* The units of one kind: rows, and which one each token is in. */
typedef struct { uint32_t n; glane_span *span; uint32_t *of_token, *first_token; } unit_rows;

typedef struct {
	glane_ctx *ctx;
	const coder *c;
	coder_memory *m;
	coder_text *t;
	uint32_t language;
	unit_rows *units[N_UNITS];
	uint32_t *words_before;		/* of tokens: how many words and numbers precede it */
	uint32_t n_matches;
	match *match;
	uint32_t *first_match, *by_rule;	/* matches of rule r: by_rule[first_match[r] … first_match[r + 1]) */
	negation **negation;		/* of sentences; NULL: not looked at yet */
	uint32_t n_hits, room_hits;
	hit *hit;			/* of the theme at work */
} coding;

/* coder_hits.c. The text has tokens. */
void coding_begin(coding *k);
const unit_rows *coding_units(coding *k, uint32_t kind);
uint32_t coding_unit_kind(const coding *k, uint32_t theme);
/* The hits of a theme's rules into k->hit, by place, without those denied or inside a not-in; *came is raised. */
void coding_hits(coding *k, uint32_t theme, uint8_t *came);
int compare_places(const void *a, const void *b);	/* of pointers to hits, by place, then cue; for qsort() */
/* coder_near.c: of one rule; heads are its groups' matches that count. */
void coding_near(coding *k, uint32_t rule, uint32_t n, const uint32_t *matches);
void coding_add(coding *k, const hit *h);

/* coder_check.c: lemmas that are none, examples that aren't coded. In create(); a message each. */
typedef struct { uint32_t theme; const codebook_example *example; glane_sym place; uint8_t came; } checked_example;
void coder_check(glane_ctx *ctx, const coder *c, const dictionaries *d, uint32_t *n, checked_example **out);
#endif
