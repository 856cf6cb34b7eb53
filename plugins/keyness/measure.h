/* measure.h - how much a word marks a group, by each measure that the field knows. */
#ifndef MEASURE_H
#define MEASURE_H
#include "matrix/lexical.h"
#include "statistics/contrast.h"

enum { MEASURE_G2, MEASURE_G2_ROW, MEASURE_CHI2, MEASURE_YATES, MEASURE_LOG_RATIO, MEASURE_LOG_ODDS };
enum { PRIOR_CORPUS, PRIOR_FLAT };

/* The prior of log-odds (Monroe, Colaresi & Quinn 2008): flat, `each` for each of `types` types of words; or of the corpus, `sum` shared
 * out as the words of both sides are. */
typedef struct { int kind; double each, sum, types; } measure_prior;

/* Logarithm of the ratio of odds, and its z. */
double measure_log_odds(two_by_two t, const measure_prior *prior, double *z);
/* The measure that ranks, with its sign, and p: of chi2 with one degree of freedom, of z where it is the log-odds', of G2 where
 * it is the log ratio, which has none. A word that nobody says: NaN. */
lexical_test measure_rank(int which, two_by_two t, const measure_prior *prior);
#endif
