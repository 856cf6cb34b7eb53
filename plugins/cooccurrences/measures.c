/* measures.c - all measures of a pair. */
#include <math.h>
#include "cooccurrences.h"
#include "statistics/contrast.h"

measures measures_of(collocation c)
{
	two_by_two t = collocation_table(c);
	return (measures){ collocation_expected(c), {
		[BY_SPECIFICITY] = collocation_specificity(c),
		[BY_MI] = collocation_mi(c),
		[BY_MI3] = collocation_mi3(c),
		[BY_NPMI] = collocation_npmi(c),
		[BY_T] = collocation_t(c),
		[BY_Z] = collocation_z(c),
		[BY_DICE] = collocation_dice(c),
		[BY_LOG_DICE] = collocation_log_dice(c),
		[BY_G2] = g2_signed(t),
		[BY_CHI2] = chi2_signed(t),
		[BY_YATES] = chi2_yates_signed(t),
		[BY_PHI] = phi_coefficient(t),
		[BY_DELTA_SECOND] = collocation_delta_second(c),
		[BY_DELTA_FIRST] = collocation_delta_first(c),
	}, fisher_greater(t), NAN };
}

void measures_correct(pool *p, uint32_t n, measures *m, double all)
{
	pool_mark then = pool_now(p);
	double *each = pool_array(p, each, n + 1), *times = pool_array(p, times, n + 1);
	uint32_t *room = pool_array(p, room, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		each[i] = m[i].p;
		times[i] = 1;
	}
	each[n] = all > n ? 1 : NAN;
	times[n] = all > n ? all - n : 0;
	false_discovery_rate_times(n + 1, each, times, each, room);
	for (uint32_t i = 0; i < n; i++)
		m[i].q = each[i];
	pool_back(p, then);
}
