/* double.h - two classifications of the same segments, cut into shorter and longer units, and the classes that both find
 * (Reinert 1983; IRaMuTeQ's double classification, rainette2). */
#ifndef DOUBLE_H
#define DOUBLE_H
#include "tree.h"

/* A class of the first tree crossed with one of the second. n segments are in both; chi2, signed. */
typedef struct {
	uint32_t first, second, n;
	double chi2;
	uint64_t *member;		/* a bit per segment */
} crossed;

typedef struct {
	uint32_t segments;		/* how many there are */
	const tree *tree[2];
	const uint32_t *unit[2];	/* of each segment: its row in that tree's matrix, or GLANE_NONE */
	uint32_t least;			/* classes of fewer segments are none */
	int rules;			/* RULES_IRAMUTEQ: chi2 without Yates' correction, at least `least`; RULES_RAINETTE: with it, more
					   than `least` */
} double_input;

/* All crossings with chi2 above 3.84 and enough segments, in the order of (first, second); those of the same segments once. Returns
 * how many. */
uint32_t double_cross(pool *p, const double_input *in, crossed **out);
/* At most `classes` of them without a common segment; numbers in chosen, how many is returned. RULES_RAINETTE: those with the
 * greatest sum of chi2, of equal sums with more segments. RULES_IRAMUTEQ: from the deepest classes of the first tree, and then of
 * the second, upwards, each that is neither above nor below one chosen before in either tree. */
uint32_t double_best(pool *p, const double_input *in, uint32_t n, const crossed *c, uint32_t classes, uint32_t *chosen);
#endif
