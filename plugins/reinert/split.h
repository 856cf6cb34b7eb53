/* split.h - one step of the descending hierarchical classification: a matrix of units by forms, cut in two along its first axis
 * (Reinert 1983), as IRaMuTeQ and rainette do it. */
#ifndef SPLIT_H
#define SPLIT_H
#include "matrix/axes.h"

enum { RULES_IRAMUTEQ, RULES_RAINETTE };
typedef struct {
	int of;				/* RULES_… */
	uint32_t min_form;		/* a form stays in a class where so many of its units have it */
	double contingency;		/* rainette: forms above this coefficient stay in one class only */
	uint32_t min_split;		/* units: smaller classes are not cut */
	uint32_t negligible;		/* units: a cut that takes off a smaller class isn't counted, up to as many as there may be classes */
	bool passes;			/* exchange in passes, linear in the cells of the matrix, until nobody gains; otherwise as the
					   rules have it, of which rainette's is quadratic */
} split_rules;

/* Of 0/1 matrix m, whose rows and columns are not empty. side[r]: 0 or 1, the class of row r; chi2: of the table of both
 * classes by forms; first_chi2, first: before any row was exchanged, after how many rows of the axis' order the cut was. */
typedef struct {
	uint8_t *side;
	double chi2, first_chi2;
	uint32_t first, exchanged;
} split_result;

/* GLANE_OK, with side NULL where m has no axis to cut along (units that are all alike); or what fail() returned. */
int split_in_two(pool *p, const sparse *m, const split_rules *rules, split_result *out);

/* chi2 of the table of the first k rows in `order` and of the others by columns, for k = 1 … rows - 1 in curve[k]
 * (curve may be NULL); returns the first k where it is greatest. */
uint32_t split_best_cut(pool *p, const sparse *m, const uint32_t *order, double *curve, double *chi2);

/* keep[c]: bit 0: form c stays in class 0, bit 1: in class 1; by the association of the form with the two classes, before
 * how often the class has it is looked at (split_rules.min_form). */
void split_forms(pool *p, const sparse *m, const split_result *cut, const split_rules *rules, uint8_t *keep);
#endif
