/* measure.c - see measure.h. */
#include <math.h>
#include "measure.h"

double measure_log_odds(two_by_two t, const measure_prior *prior, double *z)
{
	if (prior->kind == PRIOR_FLAT)
		return dirichlet_log_odds(t, prior->each, prior->each * prior->types, z);
	return dirichlet_log_odds(t, prior->sum * (t.a + t.b) / (t.a + t.b + t.c + t.d), prior->sum, z);
}

lexical_test measure_rank(int which, two_by_two t, const measure_prior *prior)
{
	double x = NAN, z = NAN;
	switch (which) {
	case MEASURE_G2: x = g2_signed(t); break;
	case MEASURE_G2_ROW: x = g2_row_signed(t); break;
	case MEASURE_CHI2: x = chi2_signed(t); break;
	case MEASURE_YATES: x = chi2_yates_signed(t); break;
	case MEASURE_LOG_RATIO:
		z = sqrt(fabs(g2_signed(t)));
		x = log_ratio(t);
		break;
	default:
		measure_log_odds(t, prior, &z);
		x = z;
	}
	/* With one degree of freedom chi2 is the square of a normal z. */
	double p = normal_two_sided(which == MEASURE_LOG_RATIO || which == MEASURE_LOG_ODDS ? z : sqrt(fabs(x)));
	return (lexical_test){ x, isnan(x) ? NAN : p, NAN };
}
