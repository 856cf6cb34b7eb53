/* axes.h - the principal axes of a table of counts in the metric of chi2: what correspondence analysis shows (Benzécri 1973;
 * Greenacre 2017), and along which a descending classification cuts (Reinert 1983). */
#ifndef AXES_H
#define AXES_H
#include "matrix/sparse.h"

/* The k leading axes. value[a] is the singular value of axis a, its square the axis' inertia. row[r * k + a] and column[c * k + a]
 * are standard coordinates (their mean is 0 and their variance 1, both by mass); times value[a] they are principal ones.
 * The coordinate of a row that is furthest from 0, the first of equals, is positive. */
typedef struct {
	uint32_t k;
	double total, inertia;		/* sum of all cells; chi2 / total, the inertia of all axes */
	double *value, *row, *column;
	double *row_mass, *column_mass;	/* sum 1 */
} axes;

/* At most k axes, fewer where the table has no more (rows - 1, columns - 1, inertia left): k may come out 0. No row and no
 * column of m is empty. Of small tables all axes are computed by LAPACK, of large ones some by ARPACK from a fixed start, both in
 * the pool. Returns GLANE_OK, or what fail() said where ARPACK found no end. */
int axes_of(pool *p, const sparse *m, uint32_t k, axes *out);
#endif
