/* statistics.c - the arithmetic that analyses share. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include "statistics.h"

/* ---- Tables of two by two: the hypergeometric distribution ------------------------------------- */

/* Logarithm of the factorial. Group sizes come from people: rounding to a whole number changes none of ours. */
static double log_factorial(double n)
{
	int sign;
	return lgamma_r(n + 1, &sign);
}

typedef struct { double row, part, whole, fixed, low, high; } hypergeometric;

/* Of how many draws of `part` out of `whole`, with `row` of the kind, x are of the kind: low <= x <= high. */
static hypergeometric distribution(double row, double part, double whole)
{
	hypergeometric h = { row, part, whole, 0, 0, 0 };
	h.low = row + part > whole ? row + part - whole : 0;
	h.high = row < part ? row : part;
	h.fixed = log_factorial(row) + log_factorial(whole - row) + log_factorial(part) +
	          log_factorial(whole - part) - log_factorial(whole);
	return h;
}

static double log_probability(const hypergeometric *h, double x)
{
	return h->fixed - log_factorial(x) - log_factorial(h->row - x) - log_factorial(h->part - x) -
	       log_factorial(h->whole - h->row - h->part + x);
}

/* Logarithm of the probability of x, x + step, … as far as it goes. From x outwards the terms of a tail beyond the
 * middle only fall, so what no longer changes the sum ends it. */
static double log_tail(const hypergeometric *h, double x, double step)
{
	double first = log_probability(h, x), ratio = 1, sum = 1, before = first;
	for (x += step; x >= h->low && x <= h->high; x += step) {
		double next = log_probability(h, x);
		ratio = exp(next - first);
		sum += ratio;
		if (next < before && ratio < sum * 1e-17)
			break;
		before = next;
	}
	double tail = first + log(sum);
	return tail < 0 ? tail : 0;
}

double fisher_greater(two_by_two t)
{
	const hypergeometric h = distribution(t.a + t.b, t.a + t.c, t.a + t.b + t.c + t.d);
	return exp(log_tail(&h, t.a, 1));
}

double fisher_exact(two_by_two t)
{
	const hypergeometric h = distribution(t.a + t.b, t.a + t.c, t.a + t.b + t.c + t.d);
	const double here = log_probability(&h, t.a) + log1p(1e-7);
	double sum = 0;
	for (double x = h.low; x <= h.high; x++) {
		double p = log_probability(&h, x);
		if (p <= here)
			sum += exp(p);
	}
	return sum < 1 ? sum : 1;
}

double lafon_specificity(double f, double F, double part, double whole)
{
	const hypergeometric h = distribution(F, part, whole);
	return f < F * part / whole ? log_tail(&h, f, -1) / M_LN10 : -log_tail(&h, f, 1) / M_LN10;
}

/* ---- Many tests; proportions ------------------------------------------------------------------- */

static int larger_first(const void *a, const void *b, void *of)
{
	const double *p = of;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	if (p[i] != p[k])
		return p[i] > p[k] ? -1 : 1;
	return i < k ? -1 : i > k;
}

void false_discovery_rate(uint32_t n, const double *p, double *q, uint32_t *room)
{
	uint32_t m = 0;
	double least = 1;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(p[i]))
			room[m++] = i;
		else
			q[i] = p[i];
	qsort_r(room, m, sizeof *room, larger_first, (void *)(uintptr_t)p);
	for (uint32_t k = 0; k < m; k++) {
		double corrected = p[room[k]] * m / (m - k);
		least = corrected < least ? corrected : least;
		q[room[k]] = least;
	}
}

void wilson_interval(double x, double n, double z, double *low, double *high)
{
	if (!(n > 0)) {
		*low = *high = NAN;
		return;
	}
	double p = x / n, zz = z * z / n, middle = (p + zz / 2) / (1 + zz);
	double half = z * sqrt(p * (1 - p) / n + zz / (4 * n)) / (1 + zz);
	*low = middle - half > 0 ? middle - half : 0;
	*high = middle + half < 1 ? middle + half : 1;
}

/* ---- Vocabularies ------------------------------------------------------------------------------ */

static double total(uint32_t n, const double *x)
{
	double sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += x[i];
	return sum;
}

double shannon_entropy(uint32_t n, const double *count)
{
	double sum = total(n, count), bits = 0;
	if (!(sum > 0))
		return NAN;
	for (uint32_t i = 0; i < n; i++)
		if (count[i] > 0)
			bits -= count[i] / sum * log2(count[i] / sum);
	return bits > 0 ? bits : 0;
}

typedef struct { double a, b, both; } sizes;

static sizes sizes_of(uint32_t n, const double *x, const double *y)
{
	sizes s = { 0, 0, 0 };
	for (uint32_t i = 0; i < n; i++) {
		s.a += x[i] > 0;
		s.b += y[i] > 0;
		s.both += x[i] > 0 && y[i] > 0;
	}
	return s;
}

static double ratio_of(double a, double b)
{
	return b > 0 ? a / b : NAN;
}

double jaccard_index(uint32_t n, const double *x, const double *y)
{
	sizes s = sizes_of(n, x, y);
	return ratio_of(s.both, s.a + s.b - s.both);
}

double ellegard_index(uint32_t n, const double *x, const double *y)
{
	sizes s = sizes_of(n, x, y);
	return ratio_of(s.both, sqrt(s.a * s.b));
}

double dice_index(uint32_t n, const double *x, const double *y)
{
	sizes s = sizes_of(n, x, y);
	return ratio_of(2 * s.both, s.a + s.b);
}

double ruzicka_index(uint32_t n, const double *x, const double *y)
{
	double smaller = 0, greater = 0;
	for (uint32_t i = 0; i < n; i++) {
		smaller += x[i] < y[i] ? x[i] : y[i];
		greater += x[i] < y[i] ? y[i] : x[i];
	}
	return ratio_of(smaller, greater);
}

/* p log2(p / m), 0 for p = 0. */
static double divergence(double p, double m)
{
	return p > 0 ? p * log2(p / m) : 0;
}

double jensen_shannon(uint32_t n, const double *x, const double *y)
{
	double a = total(n, x), b = total(n, y), bits = 0;
	if (!(a > 0 && b > 0))
		return NAN;
	for (uint32_t i = 0; i < n; i++) {
		double p = x[i] / a, q = y[i] / b, m = (p + q) / 2;
		bits += (divergence(p, m) + divergence(q, m)) / 2;
	}
	return bits > 0 ? bits : 0;
}

double hellinger_distance(uint32_t n, const double *x, const double *y)
{
	double a = total(n, x), b = total(n, y), common = 0;
	if (!(a > 0 && b > 0))
		return NAN;
	for (uint32_t i = 0; i < n; i++)
		common += sqrt(x[i] / a * (y[i] / b));
	return common < 1 ? sqrt(1 - common) : 0;
}
