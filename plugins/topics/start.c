/* start.c - where the factorisation begins: the leading singular vectors, of each pair the half that weighs more (NNDSVD,
 * Boutsidis & Gallopoulos 2008). They are found by iteration of a subspace (Rutishauser 1969) from fixed vectors: good enough for
 * a start, and always the same. */
#include <math.h>
#include <string.h>
#include "nmf.h"
#include "statistics/resample.h"

enum { ITERATIONS = 20, SPARE = 4, SWEEPS = 30 };

/* Columns of x, n by k, are made orthonormal, one after the other; what has nothing of its own becomes 0. */
static void orthonormal(uint32_t n, uint32_t k, double *x)
{
	for (uint32_t t = 0; t < k; t++) {
		double before = 0, norm = 0;
		for (uint32_t i = 0; i < n; i++)
			before += x[(size_t)i * k + t] * x[(size_t)i * k + t];
		for (uint32_t s = 0; s < t; s++) {
			double along = 0;
			for (uint32_t i = 0; i < n; i++)
				along += x[(size_t)i * k + s] * x[(size_t)i * k + t];
			for (uint32_t i = 0; i < n; i++)
				x[(size_t)i * k + t] -= along * x[(size_t)i * k + s];
		}
		for (uint32_t i = 0; i < n; i++)
			norm += x[(size_t)i * k + t] * x[(size_t)i * k + t];
		bool any = norm > 1e-20 * before && norm > 0;
		for (uint32_t i = 0; i < n; i++)
			x[(size_t)i * k + t] = any ? x[(size_t)i * k + t] / sqrt(norm) : 0;
	}
}

/* Eigenvectors of a symmetric matrix, k by k, by rotations (Jacobi 1846): a becomes diagonal, v has them as columns. */
static void eigenvectors(uint32_t k, double *a, double *v)
{
	memset(v, 0, (size_t)k * k * sizeof *v);
	for (uint32_t i = 0; i < k; i++)
		v[i * k + i] = 1;
	for (uint32_t sweep = 0; sweep < SWEEPS; sweep++)
		for (uint32_t i = 0; i < k; i++)
			for (uint32_t j = i + 1; j < k; j++) {
				double off = a[i * k + j];
				if (!(fabs(off) > 1e-15 * sqrt(fabs(a[i * k + i] * a[j * k + j]))))
					continue;
				double angle = atan2(2 * off, a[i * k + i] - a[j * k + j]) / 2, c = cos(angle), s = sin(angle);
				for (uint32_t r = 0; r < k; r++) {
					double x = a[r * k + i], y = a[r * k + j];
					a[r * k + i] = c * x + s * y;
					a[r * k + j] = c * y - s * x;
				}
				for (uint32_t r = 0; r < k; r++) {
					double x = a[i * k + r], y = a[j * k + r];
					a[i * k + r] = c * x + s * y;
					a[j * k + r] = c * y - s * x;
					x = v[r * k + i];
					y = v[r * k + j];
					v[r * k + i] = c * x + s * y;
					v[r * k + j] = c * y - s * x;
				}
			}
}

/* One singular vector: column t of x v, of n numbers. */
static void combine(uint32_t n, uint32_t width, const double *x, const double *v, uint32_t t, double *out)
{
	for (uint32_t i = 0; i < n; i++) {
		out[i] = 0;
		for (uint32_t s = 0; s < width; s++)
			out[i] += x[(size_t)i * width + s] * v[s * width + t];
	}
}

/* Length of the part of x that has the sign. */
static double length_of(uint32_t n, const double *x, double sign)
{
	double sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += x[i] * sign > 0 ? x[i] * x[i] : 0;
	return sqrt(sum);
}

static void put(uint32_t n, uint32_t k, uint32_t t, const double *x, double sign, double factor, double *out)
{
	for (uint32_t i = 0; i < n; i++)
		out[(size_t)i * k + t] = x[i] * sign > 0 ? x[i] * sign * factor : 0;
}

void nmf_start(pool *p, const sparse *m, const sparse *transposed, uint32_t k, double *unit, double *word)
{
	pool_mark then = pool_now(p);
	uint32_t n = m->rows, c = m->columns, least = n < c ? n : c, width = k + SPARE < least ? k + SPARE : least;
	double *q = pool_array(p, q, (size_t)c * width), *y = pool_array(p, y, (size_t)n * width);
	double *a = pool_array(p, a, (size_t)width * width), *v = pool_array(p, v, (size_t)width * width);
	double *left = pool_array(p, left, n), *right = pool_array(p, right, c);
	bool *taken = pool_array(p, taken, width);
	resample_stream s = { 1 };
	for (size_t i = 0; i < (size_t)c * width; i++)
		q[i] = resample_below(&s, 1 << 20) / (double)(1 << 20) - .5;
	for (uint32_t i = 0; i < ITERATIONS; i++) {
		orthonormal(c, width, q);
		nmf_times(m, q, width, y);
		nmf_times(transposed, y, width, q);
	}
	orthonormal(c, width, q);
	nmf_times(m, q, width, y);
	nmf_square(n, width, y, a);
	eigenvectors(width, a, v);
	for (uint32_t t = 0; t < k; t++) {
		uint32_t best = width;
		for (uint32_t i = 0; i < width; i++)
			if (!taken[i] && (best == width || a[i * width + i] > a[best * width + best]))
				best = i;
		taken[best] = true;
		combine(n, width, y, v, best, left);		/* the singular value times the left vector */
		combine(c, width, q, v, best, right);
		double plus = length_of(n, left, 1) * length_of(c, right, 1), minus = length_of(n, left, -1) * length_of(c, right, -1);
		double sign = plus >= minus ? 1 : -1, weight = fmax(plus, minus);
		double of_left = length_of(n, left, sign), of_right = length_of(c, right, sign);
		if (weight > 0) {
			put(n, k, t, left, sign, sqrt(weight) / of_left, unit);
			put(c, k, t, right, sign, sqrt(weight) / of_right, word);
		}
	}
	pool_back(p, then);
}
