/* cooccurrences.h - what the plugin's files share: its configuration, its input, what it counts. */
#ifndef COOCCURRENCES_H
#define COOCCURRENCES_H
#include "matrix/pairs.h"
#include "statistics/association.h"

typedef struct {
	units_choice units;
	const char *pivot;
	int64_t window, together, speakers, top;
	int measure;
} config;

typedef struct { units_input u; } input;

/* All measures of a pair. What isn't defined is NaN until it is a cell. */
enum { BY_SPECIFICITY, BY_MI, BY_MI3, BY_NPMI, BY_T, BY_Z, BY_DICE, BY_LOG_DICE, BY_G2, BY_CHI2, BY_YATES, BY_PHI, BY_DELTA_SECOND,
       BY_DELTA_FIRST, MEASURES };
typedef struct { double expected, value[MEASURES], p, q; } measures;

measures measures_of(collocation c);
/* q of n tests among `all`: those that aren't there have a p of 1 (they never meet). */
void measures_correct(pool *p, uint32_t n, measures *m, double all);

typedef struct {
	glane_ctx *ctx;
	const config *c;
	const input *in;
	pool *p;
	units u;
	lexical_groups g;
} study;

/* A word in the context of a pivot. */
typedef struct { uint32_t feature, unit, row, distance; bool before; } neighbour;

/* Of one group: how often the pivot and all other words are said, how many of these are in contexts; neighbours by feature: those of
 * feature f are at[start[f]] … at[start[f + 1] - 1], in the order of the corpus. tokens: how often each feature is said as no pivot. */
typedef struct {
	double pivots, words, context;
	uint32_t *start;
	neighbour *at;
	double *tokens;
} contexts;

/* window.c: of each group. `found` says which of the pivot's words are said at all. */
contexts *contexts_read(study *s, uint32_t n_pivots, const glane_sym *pivot, bool *found);
#endif
