/* cloud.h - where rows or columns lie on the map, and how well it shows them. */
#ifndef CLOUD_H
#define CLOUD_H
#include "matrix/axes.h"

/* n points, k coordinates each: principal ones. count: the point's sum; 0: it is nowhere. distance: squared chi2 distance from the
 * middle; 0: it is there, up to rounding. */
typedef struct {
	uint32_t n, k;
	double *x, *count, *distance;
} cloud;

/* Rows of m, active or supplementary, by what stands across them: its standard coordinates and masses (in axes, row or column). A
 * profile lies at the mean of these (transition formula; Greenacre 2017). */
cloud cloud_of(pool *p, const sparse *m, uint32_t k, const double *standard, const double *mass);

/* What active point i adds to the inertia of axis k; of all inertia (axis GLANE_NONE). Shares: 1 is all. */
double cloud_contribution(const cloud *c, const axes *a, uint32_t i, uint32_t axis);
/* How much of the squared distance of point i from the middle n axes from `from` on show; NaN where it is in the middle or nowhere. */
double cloud_cos2(const cloud *c, uint32_t i, uint32_t from, uint32_t n);
#endif
