/* pairs.h - which features stand together in units, how often, and who says them: for graphs and cooccurrences. */
#ifndef PAIRS_H
#define PAIRS_H
#include "matrix/lexical.h"

/* Two features, first < second, that `together` units hold both. */
typedef struct { uint32_t first, second, together; } pair_count;
typedef struct { uint32_t n; pair_count *pair; } pair_counts;

/* All pairs of columns that at least `least` rows hold both (0: all pairs, also those that never meet), by first and second. Costs
 * as much as the rows have pairs. by_feature is the transposed matrix. */
pair_counts pairs_of(pool *p, const sparse *rows, const sparse *by_feature, uint32_t least);

/* The units of one group: the matrix of its presences, and the same by features. Row r is unit unit[r]. */
typedef struct {
	const uint32_t *unit;
	sparse rows, by_feature;
} group_units;
group_units group_units_of(pool *p, const lexical_groups *g, uint32_t group, const sparse *cells);

/* Counts units, people and documents; and keeps the units as evidence. */
typedef struct {
	const units *u;
	const lexical_groups *g;
	uint32_t *seen, stamp, last_document;
	int64_t units, documents, speakers;
	glane_passage *passage;
} tally;
tally tally_new(pool *p, const units *u, const lexical_groups *g);
/* Of a group: all its units; those with a feature; those with both. */
void tally_group(tally *t, uint32_t group);
void tally_feature(tally *t, const group_units *of, uint32_t feature);
void tally_pair(tally *t, const group_units *of, uint32_t first, uint32_t second);
/* Where what was counted stands. */
glane_evidence tally_evidence(const tally *t);
#endif
