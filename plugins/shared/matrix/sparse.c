/* sparse.c - a matrix of which most cells are 0. */
#include <string.h>
#include "sparse.h"

/* Room for n cells. */
static sparse with_room(pool *p, uint32_t rows, uint32_t columns, uint32_t n)
{
	sparse m = { rows, columns, NULL, NULL, NULL };
	m.start = pool_array(p, m.start, rows);
	m.column = pool_array(p, m.column, n);
	m.value = pool_array(p, m.value, n);
	return m;
}

/* Turns numbers per row in start[0 … rows - 1] into where each begins. */
static void begin_rows(sparse *m)
{
	uint32_t sum = 0;
	for (uint32_t r = 0; r <= m->rows; r++) {
		uint32_t n = r < m->rows ? m->start[r] : 0;
		m->start[r] = sum;
		sum += n;
	}
}

/* Puts m's rows back where they began, after start[] was moved along while they were filled. */
static void rewind_rows(sparse *m)
{
	memmove(m->start + 1, m->start, m->rows * sizeof *m->start);
	m->start[0] = 0;
}

sparse sparse_transposed(pool *p, const sparse *m)
{
	sparse t = with_room(p, m->columns, m->rows, sparse_cells(m));
	for (uint32_t k = 0; k < sparse_cells(m); k++)
		t.start[m->column[k]]++;
	begin_rows(&t);
	for (uint32_t r = 0; r < m->rows; r++)
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++) {
			uint32_t to = t.start[m->column[k]]++;
			t.column[to] = r;
			t.value[to] = m->value[k];
		}
	rewind_rows(&t);
	return t;
}

/* Adds up neighbours of the same column; every row is sorted. */
static void join_equal(sparse *m)
{
	uint32_t to = 0, from = 0;
	for (uint32_t r = 0; r < m->rows; r++) {
		uint32_t end = m->start[r + 1], first = to;
		for (m->start[r] = to; from < end; from++)
			if (to > first && m->column[to - 1] == m->column[from])
				m->value[to - 1] += m->value[from];
			else {
				m->column[to] = m->column[from];
				m->value[to++] = m->value[from];
			}
	}
	m->start[m->rows] = to;
}

/* Cells go by column first: what is then taken from them column by column comes sorted into each row. */
sparse sparse_of(pool *p, uint32_t rows, uint32_t columns, uint32_t n, const uint32_t *row,
                 const uint32_t *column)
{
	sparse t = with_room(p, columns, rows, n);
	for (uint32_t i = 0; i < n; i++)
		t.start[column[i]]++;
	begin_rows(&t);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t to = t.start[column[i]]++;
		t.column[to] = row[i];
		t.value[to] = 1;
	}
	rewind_rows(&t);
	sparse m = sparse_transposed(p, &t);
	join_equal(&m);
	return m;
}

sparse sparse_part(pool *p, const sparse *m, const uint32_t *row_to, const uint32_t *column_to)
{
	uint32_t rows = 0, columns = 0, n = 0;
	for (uint32_t r = 0; r < m->rows; r++)
		rows += !row_to || row_to[r] != GLANE_NONE;
	for (uint32_t c = 0; c < m->columns; c++)
		columns += !column_to || column_to[c] != GLANE_NONE;
	sparse part = with_room(p, rows, columns, sparse_cells(m));
	for (uint32_t r = 0, to = 0; r < m->rows; r++) {
		if (row_to && row_to[r] == GLANE_NONE)
			continue;
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++) {
			uint32_t c = column_to ? column_to[m->column[k]] : m->column[k];
			if (c == GLANE_NONE)
				continue;
			part.column[n] = c;
			part.value[n++] = m->value[k];
		}
		part.start[++to] = n;
	}
	return part;
}

sparse sparse_ordered(pool *p, const sparse *m, const uint32_t *order)
{
	sparse o = with_room(p, m->rows, m->columns, sparse_cells(m));
	for (uint32_t r = 0, n = 0; r < m->rows; r++, o.start[r] = n)
		for (uint32_t k = m->start[order[r]]; k < m->start[order[r] + 1]; k++) {
			o.column[n] = m->column[k];
			o.value[n++] = m->value[k];
		}
	return o;
}

sparse sparse_presence(pool *p, const sparse *m)
{
	sparse ones = sparse_part(p, m, NULL, NULL);
	for (uint32_t k = 0; k < sparse_cells(&ones); k++)
		ones.value[k] = 1;
	return ones;
}

double sparse_sums(const sparse *m, double *of_rows, double *of_columns)
{
	double all = 0;
	if (of_columns)
		memset(of_columns, 0, m->columns * sizeof *of_columns);
	for (uint32_t r = 0; r < m->rows; r++) {
		double sum = 0;
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++) {
			sum += m->value[k];
			if (of_columns)
				of_columns[m->column[k]] += m->value[k];
		}
		if (of_rows)
			of_rows[r] = sum;
		all += sum;
	}
	return all;
}

void sparse_times(const sparse *m, const double *x, double *out)
{
	for (uint32_t r = 0; r < m->rows; r++) {
		double sum = 0;
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++)
			sum += m->value[k] * x[m->column[k]];
		out[r] = sum;
	}
}

void sparse_transposed_times(const sparse *m, const double *x, double *out)
{
	memset(out, 0, m->columns * sizeof *out);
	for (uint32_t r = 0; r < m->rows; r++)
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++)
			out[m->column[k]] += m->value[k] * x[r];
}
