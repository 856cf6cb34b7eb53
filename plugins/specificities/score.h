/* score.h - how specific a form is to a group. */
#ifndef SCORE_H
#define SCORE_H
#include "matrix/lexical.h"

/* A form is said `in` times among the `terms` terms of a group and `out` times elsewhere; all terms are `all`. Lafon's index (1980),
 * and p its probability: of as many or more where there are as many as one expects or more, else of as few or fewer. */
lexical_test score_lafon(double terms, double all, double in, double out);
/* As IRaMuTeQ does by its other choice: p of chi2 without Yates' correction, and as the score its exponent of 10, a whole number,
 * above 0 where the form is said more than expected. p = 0.6 gives 1, p = 1.6e-19 gives 19. */
lexical_test score_exponent(double terms, double all, double in, double out);
#endif
