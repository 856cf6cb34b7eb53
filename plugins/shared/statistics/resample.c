/* resample.c - intervals by drawing anew. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "resample.h"

static const uint64_t step = 0x9e3779b97f4a7c15;

uint64_t resample_mixed(uint64_t x)
{
	x += step;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
	return x ^ (x >> 31);
}

static uint64_t next(resample_stream *s)
{
	uint64_t x = resample_mixed(s->state);
	s->state += step;
	return x;
}

/* The high half of a product with 32 bits; what would make some numbers likelier is drawn again (Lemire 2019). */
uint32_t resample_below(resample_stream *s, uint32_t n)
{
	uint64_t product = (next(s) >> 32) * n;
	while ((uint32_t)product < -n % n)
		product = (next(s) >> 32) * n;
	return (uint32_t)(product >> 32);
}

void resample_draw(resample_stream *s, uint32_t n, uint32_t *times)
{
	memset(times, 0, n * sizeof *times);
	for (uint32_t i = 0; i < n; i++)
		times[resample_below(s, n)]++;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double quantile(uint32_t n, const double *value, double share)
{
	double at = share * (n - 1);
	uint32_t i = (uint32_t)at;
	return i + 1 < n ? value[i] + (at - i) * (value[i + 1] - value[i]) : value[i];
}

bool resample_interval(uint32_t n, double *value, double *low, double *high)
{
	uint32_t told = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(value[i]))
			value[told++] = value[i];
	if (!told || (n - told) > n / 20)
		return false;
	qsort(value, told, sizeof *value, ascending);
	*low = quantile(told, value, .025);
	*high = quantile(told, value, .975);
	return true;
}
