/* association.h - how strongly two things go together: measures of a table of two by two (statistics.h), a both, b the first alone, c the
 * second alone, d neither. What a, b, c, d are numbers of (units that hold both, words in contexts) is said where they are shown.
 * A value that isn't defined is NaN. */
#ifndef ASSOCIATION_H
#define ASSOCIATION_H
#include "statistics/statistics.h"

/* Indices of similarity of two presences in n = a + b + c + d units (Flament 1962; Marchand & Ratinaud 2012). */
enum {
	SIMILARITY_COOCCURRENCE,	/* a */
	SIMILARITY_RUSSEL_RAO,		/* a / n: cooccurrence, as a share (Russel & Rao 1940) */
	SIMILARITY_JACCARD,		/* a / (a + b + c) (1912) */
	SIMILARITY_DICE,		/* 2a / (2a + b + c) (1945) */
	SIMILARITY_OCHIAI,		/* a / sqrt((a + b)(a + c)) (1957) */
	SIMILARITY_KULCZYNSKI,		/* (a / (a + b) + a / (a + c)) / 2 (1927) */
	SIMILARITY_SIMPSON,		/* a / the smaller of a + b and a + c (1943) */
	SIMILARITY_BRAUN_BLANQUET,	/* a / the greater of them (1932) */
	SIMILARITY_MATCHING,		/* (a + d) / n: absent together counts as well (Sokal & Michener 1958) */
	SIMILARITY_PHI,			/* (ad - bc) / sqrt of the four margins' product */
	SIMILARITY_YULE,		/* (ad - bc) / (ad + bc) (1900) */
	SIMILARITY_BINOMIAL,		/* P(X < a), X of n draws with the product of both shares; 0 where a is 0 (IRaMuTeQ) */
	SIMILARITY_INDICES
};
double similarity_index(int which, two_by_two t);

/* P(X <= k) of n draws, each of which succeeds with probability p, 0 <= p <= 1. */
double binomial_lower(double k, double n, double p);

/* Collocation. The first is found `first` times, with `factor` words in the context of each: 1 where what is counted are pairs or
 * units, otherwise the words of all contexts / first. The second is found `second` times among `all` words, `together` times in
 * those contexts. Expected there are first * factor * second / all (Evert 2005). */
typedef struct { double together, first, second, all, factor; } collocation;

double collocation_expected(collocation c);
double collocation_mi(collocation c);		/* log2(O / E) (Church & Hanks 1990) */
double collocation_mi3(collocation c);		/* log2(O³ / E) (Daille 1994) */
double collocation_npmi(collocation c);		/* ln(O / E) / -ln(O / all) (Bouma 2009) */
double collocation_t(collocation c);		/* (O - E) / sqrt(O) (Church et al. 1991) */
double collocation_z(collocation c);		/* (O - E) / sqrt(E) (Berry-Rogghe 1973) */
double collocation_dice(collocation c);		/* 2 O / (first + second) */
double collocation_log_dice(collocation c);	/* 14 + log2(Dice) (Rychlý 2008) */
/* Share of the second in contexts of the first less its share elsewhere; and the other way round (Gries 2013). */
double collocation_delta_second(collocation c);
double collocation_delta_first(collocation c);
/* The table of two by two for contrast.h: a in contexts, b the second elsewhere, c other words in contexts, d the rest. */
two_by_two collocation_table(collocation c);
/* Lafon's specificity (1980) of the second in the contexts, as TXM has it. */
double collocation_specificity(collocation c);
#endif
