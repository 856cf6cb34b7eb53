/* zones.h - the prototypical analysis (Vergès 1992): which words are frequent and come early, and what follows from
 * it; and the measures of a group's vocabulary and feelings. Arithmetic alone. */
#ifndef ZONES_H
#define ZONES_H
#include <stdbool.h>
#include <stdint.h>

/* A word of a group. rank: its mean rank, NaN where no evocation of it has one; ranked: how many have. */
typedef struct word_use { double frequency, ranked, rank; } word_use;

/* Where frequent begins and early ends. MEAN: mean frequency; mean rank of the evocations, that is, of the words
 * weighted by how often they have a rank (IRaMuTeQ). UNWEIGHTED: mean frequency, mean of the words' ranks. MEDIAN:
 * medians of both. MANUAL: as given. */
enum { CUT_MEAN, CUT_UNWEIGHTED, CUT_MEDIAN, CUT_MANUAL };
typedef struct cutoffs {
	double frequency, rank;		/* NaN: no word to take it from */
	double least;			/* words that are evoked less often are in no zone */
	uint32_t kept;			/* words that are as frequent as that */
} cutoffs;

/* room: for n numbers. */
cutoffs cutoffs_of(int how, uint32_t n, const word_use *w, double least, double manual_frequency, double manual_rank,
                   double *room);

enum { ZONE_NONE, ZONE_CORE, ZONE_FIRST_PERIPHERY, ZONE_CONTRASTED, ZONE_SECOND_PERIPHERY, N_ZONES };
/* Frequent: at least the cut; early: at most. Equality is taken within a relative 1e-9, so that it doesn't hang on the
 * last bit of a mean. */
int zone_of(const cutoffs *c, const word_use *w);

/* How much a word's zone hangs on the cut-offs: the zone that each rule gives it, and how many of MOVES moves of the chosen cut-offs (the
 * frequency by 10 or 20 %, the rank by 5 or 10 %, either way, and both together) put it elsewhere. `rule`: cutoffs of CUT_MEAN,
 * CUT_UNWEIGHTED and CUT_MEDIAN. */
enum { CUT_RULES = CUT_MANUAL, MOVES = 24 };
typedef struct {
	int zone, by_rule[CUT_RULES];
	uint32_t left;			/* 0 … MOVES */
	bool by_all;			/* all rules give it the zone that it has */
} zone_hold;
zone_hold hold_of(const cutoffs *chosen, const cutoffs rule[CUT_RULES], const word_use *w);

/* De Rosa (2002): of n evocations so many are positive, negative, the others neutral. n 0: NaN. */
double polarity_of(double positive, double negative, double n);		/* -1 … 1: (n+ - n-) / n */
double neutrality_of(double positive, double negative, double n);	/* -1 … 1: (n0 - n+ - n-) / n */
enum { TONE_NONE, TONE_NEGATIVE, TONE_BALANCED, TONE_POSITIVE };
int tone_of(double polarity);						/* balanced: from -.04 to .04 */
/* -1 (each evocation another word) … nearly 1 (the same few words): 1 - 2 T / N. */
double stereotypy_of(double types, double evocations);
#endif
