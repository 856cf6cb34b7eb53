/* statistics.h - the arithmetic that analyses share. Formulas and sources are in each function's comment, worked
 * numbers in tests/unit/test_statistics.c. All logarithms are natural unless the name or the comment says
 * otherwise. A value that isn't defined is NaN. */
#ifndef STATISTICS_H
#define STATISTICS_H
#include <stdbool.h>
#include <stdint.h>

/* A table of two by two: a and b have the feature, a and c are in the group. */
typedef struct { double a, b, c, d; } two_by_two;

/* Fisher's exact test, both sides: the probabilities of all tables with these margins that are not likelier than
 * this one (Fisher 1934; ties within a relative 1e-7, as R's fisher.test). Computed in logarithms. */
double fisher_exact(two_by_two t);
/* The same, one side: of tables with a or more in the first cell. */
double fisher_greater(two_by_two t);
/* Lafon's specificity (1980): +|lg p| of f or more among `part` drawn from `whole`, of which F are of the kind;
 * below the expected number lg p of f or less. In logarithms, so never infinite. All whole numbers, F <= whole,
 * part <= whole. An f that can't be (less than F + part - whole, more than F or part) counts as the nearest one that can. */
double lafon_specificity(double f, double F, double part, double whole);
/* Benjamini & Hochberg (1995): q[i] for p[i]; NaN stays and doesn't count. q may be p; room: for n numbers. */
void false_discovery_rate(uint32_t n, const double *p, double *q, uint32_t *room);
/* The same where p[i] is that of times[i] tests. */
void false_discovery_rate_times(uint32_t n, const double *p, const double *times, double *q, uint32_t *room);
/* Wilson's interval (1927) of x out of n, z = 1.959964: 95 %. n 0: both NaN. */
void wilson_interval(double x, double n, double z, double *low, double *high);

/* Shannon's entropy in bits, -sum p log2 p, of n counts, none negative. All 0: NaN. */
double shannon_entropy(uint32_t n, const double *count);

/* How alike two vocabularies are, over the n types of both. x[i] and y[i] are the counts of type i; only whether
 * they are 0 matters for the first three. Two empty ones: NaN. */
double jaccard_index(uint32_t n, const double *x, const double *y);	/* |A and B| / |A or B| (Jaccard 1912) */
double ellegard_index(uint32_t n, const double *x, const double *y);	/* |A and B| / sqrt(|A| |B|) (Ellegård 1959) */
double dice_index(uint32_t n, const double *x, const double *y);	/* 2 |A and B| / (|A| + |B|) (Dice 1945) */
double ruzicka_index(uint32_t n, const double *x, const double *y);	/* sum of smaller / of greater counts (1958) */
/* How unlike their distributions x/sum x and y/sum y are, from 0 to 1. One of them empty: NaN. */
double jensen_shannon(uint32_t n, const double *x, const double *y);	/* divergence in bits (Lin 1991) */
double hellinger_distance(uint32_t n, const double *x, const double *y);	/* sqrt(1 - sum sqrt(pq)) */
#endif
