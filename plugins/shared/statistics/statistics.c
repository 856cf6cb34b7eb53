/* statistics.c - the arithmetic that analyses share. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include "statistics.h"

/* ---- Many tests; proportions ------------------------------------------------------------------- */

static int larger_first(const void *a, const void *b, void *of)
{
	const double *p = of;
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	if (p[i] != p[k])
		return p[i] > p[k] ? -1 : 1;
	return i < k ? -1 : i > k;
}

/* times NULL: once each. */
static void discover(uint32_t n, const double *p, const double *times, double *q, uint32_t *room)
{
	uint32_t m = 0;
	double least = 1, all = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(p[i])) {
			room[m++] = i;
			all += times ? times[i] : 1;
		} else
			q[i] = p[i];
	if (m)
		qsort_r(room, m, sizeof *room, larger_first, (void *)(uintptr_t)p);
	double left = all;		/* tests whose p is as small, or smaller */
	for (uint32_t k = 0; k < m; k++) {
		uint32_t i = room[k];
		double corrected = p[i] * all / left;
		least = corrected < least ? corrected : least;
		left -= times ? times[i] : 1;
		q[i] = least;
	}
}

void false_discovery_rate(uint32_t n, const double *p, double *q, uint32_t *room)
{
	discover(n, p, NULL, q, room);
}

void false_discovery_rate_times(uint32_t n, const double *p, const double *times, double *q, uint32_t *room)
{
	discover(n, p, times, q, room);
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
