/* statistics.h - the arithmetic that analyses share. Formulas, sources and worked numbers are in each
 * function's comment and in its tests. All logarithms are natural unless the name says otherwise. */
#ifndef STATISTICS_H
#define STATISTICS_H
#include <stdbool.h>
#include <stdint.h>

/* A table of two by two: a and b have the feature, a and c are in the group. */
typedef struct { double a, b, c, d; } two_by_two;

/* Fisher's exact test, both sides: the probabilities of all tables with these margins that are not likelier than
 * this one (Fisher 1934; ties within a relative 1e-7, as R's fisher.test). Computed in logarithms. */
double fisher_exact(two_by_two t);
/* Benjamini & Hochberg (1995): q[i] for p[i]; NaN stays and doesn't count. q may be p. */
void false_discovery_rate(uint32_t n, const double *p, double *q);
/* Wilson's interval (1927) of x out of n, z = 1.959964: 95 %. n 0: both NaN. */
void wilson_interval(double x, double n, double z, double *low, double *high);
#endif
