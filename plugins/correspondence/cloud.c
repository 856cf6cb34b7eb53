/* cloud.c - where rows or columns lie on the map. */
#include <math.h>
#include "cloud.h"

static const double middle = 1e-12;	/* what rounding leaves of a distance of 0 */

cloud cloud_of(pool *p, const sparse *m, uint32_t k, const double *standard, const double *mass)
{
	cloud c = { .n = m->rows, .k = k };
	c.x = pool_array(p, c.x, (size_t)m->rows * k);
	c.count = pool_array(p, c.count, m->rows);
	c.distance = pool_array(p, c.distance, m->rows);
	sparse_sums(m, c.count, NULL);
	for (uint32_t r = 0; r < m->rows; r++) {
		double *x = c.x + (size_t)r * k, square = 0;
		if (!(c.count[r] > 0))
			continue;
		for (uint32_t i = m->start[r]; i < m->start[r + 1]; i++) {
			double share = m->value[i] / c.count[r];
			square += share * share / mass[m->column[i]];
			for (uint32_t a = 0; a < k; a++)
				x[a] += share * standard[(size_t)m->column[i] * k + a];
		}
		c.distance[r] = square - 1 > middle ? square - 1 : 0;
	}
	return c;
}

double cloud_contribution(const cloud *c, const axes *a, uint32_t i, uint32_t axis)
{
	double mass = c->count[i] / a->total;
	if (axis == GLANE_NONE)
		return mass * c->distance[i] / a->inertia;
	double f = c->x[(size_t)i * c->k + axis];
	return mass * f * f / (a->value[axis] * a->value[axis]);
}

double cloud_cos2(const cloud *c, uint32_t i, uint32_t from, uint32_t n)
{
	double shown = 0;
	for (uint32_t k = from; k < c->k && k - from < n; k++)
		shown += c->x[(size_t)i * c->k + k] * c->x[(size_t)i * c->k + k];
	return c->distance[i] > 0 ? shown / c->distance[i] : NAN;
}
