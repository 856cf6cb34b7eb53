/* dispersion.h - how evenly what is counted is spread over the parts of a corpus (documents, speakers), which may differ in size.
 * A part is given where it holds the feature; the others are known by their number and size alone, so that a rare
 * word costs as much as it is said. A value that isn't defined is NaN. */
#ifndef DISPERSION_H
#define DISPERSION_H
#include <stdint.h>

/* In one part of `size` (words, say, more than 0) it is found `count` times. */
typedef struct { double count, size; } dispersion_part;

/* All parts, those without any of it too: how many, and the size of all together and of the smallest. */
typedef struct { uint32_t n; double size, least; } dispersion_whole;

typedef struct {
	uint32_t range;			/* parts that hold it */
	double dp;			/* half the sum of |share of the size - share of the counts| (Gries 2008): 0 where it is
					   spread as the words are, near 1 where one small part has all */
	double dp_norm;			/* dp / (1 - share of the smallest part), so that 1 can be reached (Lijffijt & Gries 2012) */
	double d;			/* Juilland's D of relative frequencies: 1 - (standard deviation / mean) / sqrt(n - 1), from 0,
					   all in one part, to 1, everywhere the same (Juilland & Chang-Rodríguez 1964) */
} dispersion;

/* n parts that hold it, each with a count above 0. Of one part alone dp is 0, the others aren't defined; of no count nothing is. */
dispersion dispersion_of(uint32_t n, const dispersion_part *part, dispersion_whole whole);
#endif
