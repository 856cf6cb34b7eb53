/* lexical.h - the table of features by groups that specificities and keyness are computed from (a lexical table, as Lebart & Salem
 * 1994 call it): who says what how often, and what is tested of each cell. */
#ifndef LEXICAL_H
#define LEXICAL_H
#include "matrix/units.h"

/* Groups, numbered as they first speak. Units of group g are unit[start[g]] … unit[start[g + 1] - 1], in the order of the corpus. */
typedef struct {
	uint32_t n;
	glane_sym *name;
	double *terms, all;		/* terms of each and of all, whether they are features or not */
	int64_t *documents, *speakers;
	uint32_t *start, *unit;
	uint32_t *person, n_persons;	/* of each unit, by number; GLANE_NONE: nobody */
	uint32_t *seen, stamp;		/* of each person: the last count that had it */
} lexical_groups;

/* What a group says of a feature; its units, from first to first + n, are in `at` of the table. */
typedef struct {
	uint32_t group, first, n, documents, speakers;
	double tokens;
} lexical_cell;

/* Features, active ones before supplementary ones, both in code-point order. The cells of feature f are cell[start[f]] …
 * cell[start[f + 1] - 1], by group; where a group isn't, it never says the feature. */
typedef struct {
	uint32_t n, n_active, n_cells;
	glane_sym *name, *upos;
	double *tokens;
	uint32_t *speakers;		/* of all groups together */
	uint32_t *start, *at;
	lexical_cell *cell;
} lexical_table;

lexical_groups lexical_groups_of(pool *p, const units *u);
lexical_table lexical_table_of(pool *p, const lexical_groups *g, const units *u, bool supplementary);

/* A feature that a group of `terms` terms says `in` times, and those whom it is compared with `out` times: how far from what one
 * expects, with its sign, and how probable that is. NaN: not tested. */
typedef struct { double score, p, q; } lexical_test;
typedef lexical_test lexical_measure(const void *user, double terms, double in, double out);

/* A test of a cell; cell: GLANE_NONE where the group never says the feature. */
typedef struct {
	uint32_t feature, group, cell;
	double in, out;
	lexical_test test;
} lexical_found;

typedef struct {
	double tests;			/* how many there are */
	uint32_t n;
	lexical_found *found;		/* those that `listed` wants, by feature */
} lexical_tests;

/* Tests all features in all groups, also those that never say them, each group against all others together (reference:
 * GLANE_NONE) or against that group. q is the false discovery rate over all that was tested (Benjamini & Hochberg 1995).
 * Near-linear in the cells of the table: what is 0 is tested once for all features that are as frequent, and groups as large. */
lexical_tests lexical_test_all(pool *p, const lexical_groups *g, const lexical_table *t, uint32_t reference,
                               lexical_measure *measure, bool (*listed)(const void *user, const lexical_test *), const void *user);

/* Of what was found: the active features that are among the `top` of any group by their score, if it is above 0; the most frequent
 * of equal ones, then those that come first. chosen[f] for each active feature f, in the pool. */
bool *lexical_most(pool *p, const lexical_table *t, uint32_t n, const lexical_found *found, uint32_t top);
/* Of each group its cell of a feature, or GLANE_NONE; in the pool. */
uint32_t *lexical_cells_of(pool *p, const lexical_groups *g, const lexical_table *t, uint32_t feature);
/* How many speakers of other groups use a feature; where only is one, those of that group. */
uint32_t lexical_speakers_elsewhere(lexical_groups *g, const lexical_table *t, uint32_t feature, uint32_t group, uint32_t only);

/* The passages of a group that hold a feature. In the pool. */
glane_evidence lexical_evidence(pool *p, const units *u, const lexical_table *t, uint32_t cell);
/* All passages of a group. */
glane_evidence lexical_evidence_of_group(pool *p, const units *u, const lexical_groups *g, uint32_t group);
#endif
