/* resample.h - how far a figure would move with other people: intervals by drawing from those there are, with replacement (Efron
 * 1979). The same seed draws the same on every machine. */
#ifndef RESAMPLE_H
#define RESAMPLE_H
#include <stdbool.h>
#include <stdint.h>

/* A number for each number, as if drawn: neighbours have nothing in common (splitmix64: Steele, Lea & Flood 2014). */
uint64_t resample_mixed(uint64_t x);
/* A stream of such numbers. Any state is a good beginning. */
typedef struct { uint64_t state; } resample_stream;
/* One of 0 … n - 1, each as likely; n > 0. */
uint32_t resample_below(resample_stream *s, uint32_t n);
/* n things out of n: times[i], how often thing i was drawn. */
void resample_draw(resample_stream *s, uint32_t n, uint32_t *times);
/* The middle 95 % of the n values that draws gave, ends interpolated as R's quantile() does; NaN: a draw in which the figure
 * wasn't defined. Sorts them. false: there are none, or in more than one draw of twenty there was nothing to tell. */
bool resample_interval(uint32_t n, double *value, double *low, double *high);
#endif
