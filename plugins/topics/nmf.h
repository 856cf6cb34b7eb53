/* nmf.h - a table of units by words as a sum of a few topics, each a list of words, of which each unit has more or less: non-negative
 * matrix factorisation (Lee & Seung 1999) of least squares. */
#ifndef NMF_H
#define NMF_H
#include "matrix/sparse.h"

/* m is about unit · word': unit[r * k + t], word[c * k + t], none below 0; the words of a topic that isn't empty sum to 1. */
typedef struct {
	uint32_t k, steps;
	double *unit, *word;
	double residual;		/* |m - unit word'|² / |m|² */
} nmf;

/* k is at most rows and columns of m, which has no value below 0 and one above; topics may come out empty, all 0. From a fixed start
 * (NNDSVD, Boutsidis & Gallopoulos 2008) by hierarchical alternating least squares (Cichocki & Phan 2009), until the residual
 * doesn't get better by 1e-6 of itself or after `most` steps. All sums are in the order of rows: nmf_order() first. In the pool. */
nmf nmf_of(pool *p, const sparse *m, uint32_t k, uint32_t most);

/* An order of rows by what is in them, so that nothing depends on the order in which they came: order[i] is the row at place i. */
void nmf_order(const sparse *m, uint32_t *order);

/* start.c: unit and word of NNDSVD. */
void nmf_start(pool *p, const sparse *m, const sparse *transposed, uint32_t k, double *unit, double *word);
/* out = m x, x of columns by k, out of rows by k; and out = x' x, k by k. */
void nmf_times(const sparse *m, const double *x, uint32_t k, double *out);
void nmf_square(uint32_t n, uint32_t k, const double *x, double *out);
#endif
