/* labbe.h - how far two texts are from each other by all their words. */
#ifndef LABBE_H
#define LABBE_H
#include <stdint.h>

/* How often a text has each word: word[i], ascending, count[i] times, not 0; `tokens` is the sum of all counts. */
typedef struct {
	uint32_t n;
	const uint32_t *word;
	const double *count;
	double tokens;
} labbe_text;

/* Labbé's intertextual distance (Labbé & Labbé 2001), from 0, the same words as often, to 1, none in common. The longer text is
 * scaled down to the length of the shorter one; a word that the shorter one hasn't counts where at least one would be
 * expected. The same for (a, b) and (b, a). NaN where one of them has no word. */
double labbe_distance(const labbe_text *a, const labbe_text *b);
#endif
