/* contrast.h - how strongly a feature goes with a group: measures of a table of two by two (statistics.h), a the feature in
 * the group, b outside, c and d everything else. What a, b, c, d are numbers of (tokens, segments, speakers) is
 * said where they are shown; most differences between programs come from that. Expected numbers are of independence, from the
 * margins. A value that isn't defined is NaN. */
#ifndef CONTRAST_H
#define CONTRAST_H
#include "statistics/statistics.h"

/* Pearson's chi2 without and with Yates' correction (1934); above 0 where a is above what is expected, below 0 where it is
 * below, 0 where it is just that. */
double chi2_signed(two_by_two t);
double chi2_yates_signed(two_by_two t);
/* Log-likelihood ratio G2 over four cells (Dunning 1993), and over the two of the feature's own row (Rayson & Garside
 * 2000); the sign is that of a/(a + c) - b/(b + d). */
double g2_signed(two_by_two t);
double g2_row_signed(two_by_two t);
/* log2 of the ratio of both frequencies relative to their group; a count of 0 as 0.5 (Hardie 2014). */
double log_ratio(two_by_two t);
/* 100 (x - y) / y, x and y the relative frequencies (Gabrielatos & Marchi 2012); infinite where b is 0. */
double percent_difference(two_by_two t);
/* (ad - bc) / sqrt of the four margins' product, from -1 to 1. */
double phi_coefficient(two_by_two t);
/* Logarithm of the ratio of odds with a Dirichlet prior, and how many of its standard deviations it is from 0 (Monroe,
 * Colaresi & Quinn 2008): prior, of the feature, and prior_all, of all features. */
double dirichlet_log_odds(two_by_two t, double prior, double prior_all, double *z);

/* P(X > x) of chi2 with df degrees of freedom; 1 for x <= 0. As its natural logarithm where p itself would be 0. */
double chi2_upper(double x, double df);
double chi2_log_upper(double x, double df);
/* Two-sided p of a normal z. */
double normal_two_sided(double z);

/* Holm (1979): adjusted p[i]; as false_discovery_rate(). */
void holm_adjusted(uint32_t n, const double *p, double *q, uint32_t *room);

/* Decisions (cuts, moves, edges, ranks) are taken on values rounded to a relative 1e-9, so that the last bits of a sum, which
 * differ between machines, decide none. */
double decided(double x);
/* The sign of an axis is arbitrary: its coordinate furthest from 0 (the first of equals) becomes positive. Returns -1 where
 * the signs were changed, 1 otherwise, for what belongs to the same axis. */
double orient_axis(uint32_t n, double *x, uint32_t step);
#endif
