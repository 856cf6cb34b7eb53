/* ties.c - how closely features go with classes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "statistics/contrast.h"
#include "ties.h"

static const double marked = 2;		/* chi2 from which a form is of a class's profile */
enum { FEATURE_LEAST = 3 };		/* segments */

static uint32_t *sizes_of(pool *p, const classes *k, uint32_t n)
{
	uint32_t *size = pool_array(p, size, k->n);
	for (uint32_t s = 0; s < n; s++)
		if (k->of[s] != GLANE_NONE)
			size[k->of[s]]++;
	return size;
}

static void set_rates(pool *p, ties *t)
{
	pool_mark then = pool_now(p);
	double *q = pool_array(p, q, t->n);
	uint32_t *room = pool_array(p, room, t->n);
	for (uint32_t i = 0; i < t->n; i++)
		q[i] = t->tie[i].p;
	false_discovery_rate(t->n, q, q, room);
	for (uint32_t i = 0; i < t->n; i++)
		t->tie[i].q = q[i];
	pool_back(p, then);
}

ties ties_of(pool *p, const sparse *by_feature, const classes *k)
{
	ties t = { 0 };
	t.tie = pool_array(p, t.tie, (size_t)by_feature->rows * k->n);
	uint32_t *in = pool_array(p, in, k->n), *size = sizes_of(p, k, by_feature->columns), all;
	double n = k->n_classified;
	for (uint32_t f = 0; f < by_feature->rows; f++) {
		memset(in, 0, k->n * sizeof *in);
		all = 0;
		for (uint32_t i = by_feature->start[f]; i < by_feature->start[f + 1]; i++) {
			uint32_t c = k->of[by_feature->column[i]];
			if (c != GLANE_NONE) {
				in[c]++;
				all++;
			}
		}
		for (uint32_t c = 0; c < k->n && all >= FEATURE_LEAST; c++) {
			two_by_two cells = { in[c], all - in[c], size[c] - in[c], n - size[c] - all + in[c] };
			double chi2 = chi2_signed(cells);
			t.tie[t.n++] = (tie){ f, c, in[c], all, chi2, isnan(chi2) ? NAN : chi2_upper(fabs(chi2), 1), NAN };
		}
	}
	set_rates(p, &t);
	return t;
}

bool tie_marked(const tie *x)
{
	return fabs(decided(x->chi2)) > marked;
}

static int by_score(const void *a, const void *b)
{
	const typical_segment *x = a, *y = b;
	double of_x = decided(x->absolute), of_y = decided(y->absolute);
	if (of_x != of_y)
		return of_x > of_y ? -1 : 1;
	return (x->segment > y->segment) - (x->segment < y->segment);
}

uint32_t ties_typical(pool *p, const ties *t, const sparse *m, const classes *k, uint32_t of, typical_segment *out)
{
	pool_mark then = pool_now(p);
	double *weight = pool_array(p, weight, m->columns);
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n; i++)
		if (t->tie[i].of == of && t->tie[i].chi2 > 0 && tie_marked(&t->tie[i]))
			weight[t->tie[i].feature] = t->tie[i].chi2;
	for (uint32_t s = 0; s < m->rows; s++) {
		double sum = 0, forms = 0;
		for (uint32_t i = m->start[s]; k->of[s] == of && i < m->start[s + 1]; i++) {
			sum += weight[m->column[i]];
			forms += weight[m->column[i]] > 0;
		}
		if (forms > 0)
			out[n++] = (typical_segment){ sum, sum / forms, s };
	}
	if (n)
		qsort(out, n, sizeof *out, by_score);
	pool_back(p, then);
	return n;
}
