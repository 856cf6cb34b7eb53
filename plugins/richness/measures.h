/* measures.h - lexical richness: how many different words a text has for its length. Formulas and their authors are in each field's
 * comment; N words, V types, V1 types said once, V_i types said i times, f how often one type is said. All but MATTR, MTLD
 * and HD-D change with the length of a text, and compare texts of about the same length only. */
#ifndef MEASURES_H
#define MEASURES_H
#include <stdint.h>

/* A text as types of words, from 0 on, in the order in which they are said. */
typedef struct { uint32_t n; const uint32_t *word; } measured_text;

typedef struct {
	uint32_t window;		/* words, of MATTR and MSTTR; 1 or more */
	uint32_t sample;		/* words, of HD-D; 1 or more */
	double threshold;		/* of MTLD, below 1 */
} measures_rules;

/* Room for n_types types; all 0 before, and after. */
typedef struct { uint32_t *count, *seen; double *value; } measures_room;

/* A value that isn't defined is NaN: of no words; of a single one; of words that are all different; of fewer words than window or sample. */
typedef struct {
	double tokens, types, hapax;	/* N, V, V1 */
	double ttr;			/* V / N */
	double guiraud;			/* V / sqrt N (Guiraud 1954) */
	double cttr;			/* V / sqrt 2N (Carroll 1964) */
	double herdan;			/* ln V / ln N (Herdan 1960) */
	double dugast;			/* ln² N / (ln N - ln V) (Dugast 1978) */
	double maas;			/* a² = (lg N - lg V) / lg² N (Maas 1972) */
	double yule;			/* K = 10^4 (-1/N + sum V_i (i/N)²) (Yule 1944) */
	double simpson;			/* D = sum V_i i/N (i-1)/(N-1) (Simpson 1949) */
	double entropy;			/* of the types, in bits (Shannon 1948) */
	double honore;			/* 100 ln N / (1 - V1/V) (Honoré 1979) */
	double brunet;			/* W = N^(V^-0.172) (Brunet 1978) */
	double mattr;			/* mean TTR of all windows (Covington & McFall 2010) */
	double msttr;			/* mean TTR of windows side by side, the last, shorter one left out (Johnson 1944) */
	double mtld_forward, mtld_backward, mtld;	/* N / stretches in which TTR falls below the threshold; both ways; their
					   mean (McCarthy & Jarvis 2010) */
	double hdd;			/* sum over types of P(in a sample of k words) / k (McCarthy & Jarvis 2007) */
} measures;

/* Of one text, or of several as a whole: no window and no stretch goes on into another text. O(N) but for the logarithms of
 * hdd and entropy, which are one a type. */
measures measures_of(const measures_room *room, const measures_rules *rules, uint32_t n_texts, const measured_text *text);
#endif
