/* ties.h - how closely features (forms, modalities of variables) go with classes, counted in segments. */
#ifndef TIES_H
#define TIES_H
#include "classes.h"

/* Of the `all` segments in any class that have the feature, `in` are in class `of`; chi2 of the table of two by two of classified segments,
 * without Yates' correction, with the sign of the difference to what is expected; NaN, as p and q, where all segments or none have
 * the feature. q: false discovery rate over all ties (Benjamini & Hochberg 1995). */
typedef struct {
	uint32_t feature, of, in, all;
	double chi2, p, q;
} tie;
typedef struct { uint32_t n; tie *tie; } ties;

/* Ties of all features with all classes, but for features of fewer than three classified segments (as IRaMuTeQ). Ties of a feature
 * stand together, by class. by_feature: a row per feature, a column per segment. */
ties ties_of(pool *p, const sparse *by_feature, const classes *k);
/* Beyond 2 on either side: of a class's profile, or antiprofile (IRaMuTeQ). */
bool tie_marked(const tie *x);

/* A segment of a class by the forms in it that mark the class: the sum and the mean of their chi2 (IRaMuTeQ). */
typedef struct { double absolute, relative; uint32_t segment; } typical_segment;

/* The segments of class `of` that hold a form that marks it, by sum, the greatest first, the first of equals; returns how many. presence: a row
 * per segment. Room for all segments. */
uint32_t ties_typical(pool *p, const ties *t, const sparse *presence, const classes *k, uint32_t of, typical_segment *out);
#endif
