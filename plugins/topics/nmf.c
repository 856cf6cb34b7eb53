/* nmf.c - see nmf.h. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "nmf.h"

static const double enough = 1e-6;

void nmf_times(const sparse *m, const double *x, uint32_t k, double *out)
{
	memset(out, 0, (size_t)m->rows * k * sizeof *out);
	for (uint32_t r = 0; r < m->rows; r++)
		for (uint32_t i = m->start[r]; i < m->start[r + 1]; i++)
			for (uint32_t t = 0; t < k; t++)
				out[(size_t)r * k + t] += m->value[i] * x[(size_t)m->column[i] * k + t];
}

void nmf_square(uint32_t n, uint32_t k, const double *x, double *out)
{
	memset(out, 0, (size_t)k * k * sizeof *out);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t s = 0; s < k; s++)
			for (uint32_t t = 0; t < k; t++)
				out[s * k + t] += x[(size_t)i * k + s] * x[(size_t)i * k + t];
}

/* The best of each coordinate in its turn, the other side (with its square) as it is; product: m other. */
static void improve(uint32_t n, uint32_t k, const double *product, const double *square, double *own)
{
	for (uint32_t i = 0; i < n; i++) {
		double *x = own + (size_t)i * k;
		for (uint32_t t = 0; t < k; t++) {
			double step = product[(size_t)i * k + t];
			for (uint32_t s = 0; s < k; s++)
				step -= x[s] * square[s * k + t];
			if (square[t * k + t] > 0)
				x[t] = fmax(0, x[t] + step / square[t * k + t]);
		}
	}
}

static double dot(size_t n, const double *x, const double *y)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += x[i] * y[i];
	return sum;
}

/* Words of each topic sum to 1; what they had is the units'. */
static void rescale(nmf *f, uint32_t rows, uint32_t columns)
{
	for (uint32_t t = 0; t < f->k; t++) {
		double sum = 0;
		for (uint32_t c = 0; c < columns; c++)
			sum += f->word[(size_t)c * f->k + t];
		for (uint32_t c = 0; c < columns && sum > 0; c++)
			f->word[(size_t)c * f->k + t] /= sum;
		for (uint32_t r = 0; r < rows; r++)
			f->unit[(size_t)r * f->k + t] *= sum;
	}
}

nmf nmf_of(pool *p, const sparse *m, uint32_t k, uint32_t most)
{
	nmf f = { .k = k };
	f.unit = pool_array(p, f.unit, (size_t)m->rows * k);
	f.word = pool_array(p, f.word, (size_t)m->columns * k);
	pool_mark then = pool_now(p);
	sparse transposed = sparse_transposed(p, m);
	double *by_unit = pool_array(p, by_unit, (size_t)m->rows * k), *by_word = pool_array(p, by_word, (size_t)m->columns * k);
	double *of_units = pool_array(p, of_units, (size_t)k * k), *of_words = pool_array(p, of_words, (size_t)k * k);
	double whole = dot(sparse_cells(m), m->value, m->value), before = INFINITY;
	nmf_start(p, m, &transposed, k, f.unit, f.word);
	nmf_square(m->columns, k, f.word, of_words);
	for (f.steps = 0; f.steps < most; f.steps++) {
		nmf_times(m, f.word, k, by_unit);
		improve(m->rows, k, by_unit, of_words, f.unit);
		nmf_square(m->rows, k, f.unit, of_units);
		nmf_times(&transposed, f.unit, k, by_word);
		improve(m->columns, k, by_word, of_units, f.word);
		nmf_square(m->columns, k, f.word, of_words);
		double left = whole - 2 * dot((size_t)m->columns * k, by_word, f.word) + dot((size_t)k * k, of_units, of_words);
		f.residual = fmax(0, left) / whole;
		if (before - f.residual <= enough * f.residual)
			break;
		before = f.residual;
	}
	rescale(&f, m->rows, m->columns);
	pool_back(p, then);
	return f;
}

static int by_content(const void *a, const void *b, void *of)
{
	const sparse *m = of;
	uint32_t r = *(const uint32_t *)a, s = *(const uint32_t *)b, i = m->start[r], j = m->start[s];
	for (; i < m->start[r + 1] && j < m->start[s + 1]; i++, j++) {
		if (m->column[i] != m->column[j])
			return m->column[i] < m->column[j] ? -1 : 1;
		if (m->value[i] < m->value[j] || m->value[i] > m->value[j])
			return m->value[i] < m->value[j] ? -1 : 1;
	}
	bool more = i < m->start[r + 1], other = j < m->start[s + 1];
	return more != other ? (more ? 1 : -1) : (r > s) - (r < s);
}

void nmf_order(const sparse *m, uint32_t *order)
{
	for (uint32_t r = 0; r < m->rows; r++)
		order[r] = r;
	if (m->rows)
		qsort_r(order, m->rows, sizeof *order, by_content, (void *)(uintptr_t)m);
}
