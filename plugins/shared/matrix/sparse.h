/* sparse.h - a matrix of which most cells are 0, row by row. What a function returns lies in the pool. */
#ifndef SPARSE_H
#define SPARSE_H
#include "matrix/pool.h"

/* Row r holds value[k] in column[k] for start[r] <= k < start[r + 1]; columns ascend within a row, no cell is there
 * twice, none is 0. */
typedef struct {
	uint32_t rows, columns;
	uint32_t *start, *column;
	double *value;
} sparse;

/* n ones at (row[i], column[i]), in any order; equal places are added up. */
sparse sparse_of(pool *p, uint32_t rows, uint32_t columns, uint32_t n, const uint32_t *row,
                 const uint32_t *column);
/* Columns as rows. */
sparse sparse_transposed(pool *p, const sparse *m);
/* Row r of m becomes row row_to[r] of the result, column c column column_to[c]; GLANE_NONE leaves it out. Both lists
 * ascend but for what is left out, and NULL keeps all. */
sparse sparse_part(pool *p, const sparse *m, const uint32_t *row_to, const uint32_t *column_to);
/* The same rows in another order: row r of the result is row order[r] of m; each is in `order` once. */
sparse sparse_ordered(pool *p, const sparse *m, const uint32_t *order);
/* 1 wherever m isn't 0. */
sparse sparse_presence(pool *p, const sparse *m);
/* Sums of rows or columns; room for as many. Either may be NULL. Returns the sum of all. */
double sparse_sums(const sparse *m, double *of_rows, double *of_columns);
/* out = m x, of `rows` numbers; and out = m' x, of `columns` numbers. */
void sparse_times(const sparse *m, const double *x, double *out);
void sparse_transposed_times(const sparse *m, const double *x, double *out);

static inline uint32_t sparse_cells(const sparse *m)
{
	return m->start[m->rows];
}
#endif
