/* score.c - see score.h. */
#include <math.h>
#include "score.h"
#include "statistics/contrast.h"

lexical_test score_lafon(double terms, double all, double in, double out)
{
	double s = lafon_specificity(in, in + out, terms, all);
	return (lexical_test){ s, exp(-fabs(s) * log(10)), NAN };
}

lexical_test score_exponent(double terms, double all, double in, double out)
{
	double chi2 = chi2_signed((two_by_two){ in, out, terms - in, all - terms - out });
	double lg = chi2_log_upper(fabs(chi2), 1) / log(10);
	double exponent = fmax(-floor(decided(lg)), 0);
	return (lexical_test){ chi2 < 0 ? -exponent : exponent, exp(lg * log(10)), NAN };
}
