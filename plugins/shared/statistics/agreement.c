/* agreement.c - agreement of coders: shares, chance-corrected coefficients, distances of sets. */
#include "agreement.h"

static agreement_value value_of(double v)
{
	return (agreement_value){ v, AGREEMENT_DEFINED };
}

static agreement_value undefined(int why)
{
	return (agreement_value){ 0, why };
}

/* Units, those that agree, and each coder's sums. */
static int64_t sum_all(agreement_pair p, int64_t *same)
{
	int64_t n = 0;
	*same = 0;
	for (uint32_t i = 0; i < p.q; i++)
		for (uint32_t j = 0; j < p.q; j++) {
			n += p.table[i * p.q + j];
			*same += i == j ? p.table[i * p.q + j] : 0;
		}
	return n;
}

static int64_t sum_first(agreement_pair p, uint32_t i)
{
	int64_t n = 0;
	for (uint32_t j = 0; j < p.q; j++)
		n += p.table[i * p.q + j];
	return n;
}

static int64_t sum_second(agreement_pair p, uint32_t j)
{
	int64_t n = 0;
	for (uint32_t i = 0; i < p.q; i++)
		n += p.table[i * p.q + j];
	return n;
}

agreement_value agreement_observed(agreement_pair p)
{
	int64_t same, n = sum_all(p, &same);
	return n ? value_of((double)same / (double)n) : undefined(AGREEMENT_NO_UNITS);
}

/* Is everything in one category, with both coders? Asked of whole numbers, where 1 - Pe would be asked of rounded ones. */
static bool single(agreement_pair p, int64_t n)
{
	for (uint32_t i = 0; i < p.q; i++)
		if (sum_first(p, i) + sum_second(p, i) == 2 * n)
			return true;
	return false;
}

static agreement_value corrected(agreement_pair p, double (*chance)(agreement_pair p, double n))
{
	int64_t same, n = sum_all(p, &same);
	if (!n)
		return undefined(AGREEMENT_NO_UNITS);
	if (single(p, n))
		return undefined(AGREEMENT_SINGLE);
	double observed = (double)same / (double)n, expected = chance(p, (double)n);
	return value_of((observed - expected) / (1 - expected));
}

static double chance_cohen(agreement_pair p, double n)
{
	double e = 0;
	for (uint32_t k = 0; k < p.q; k++)
		e += (double)sum_first(p, k) / n * ((double)sum_second(p, k) / n);
	return e;
}

static double mean_share(agreement_pair p, uint32_t k, double n)
{
	return (double)(sum_first(p, k) + sum_second(p, k)) / (2 * n);
}

static double chance_scott(agreement_pair p, double n)
{
	double e = 0;
	for (uint32_t k = 0; k < p.q; k++)
		e += mean_share(p, k, n) * mean_share(p, k, n);
	return e;
}

static double chance_gwet(agreement_pair p, double n)
{
	double e = 0;
	for (uint32_t k = 0; k < p.q; k++)
		e += mean_share(p, k, n) * (1 - mean_share(p, k, n));
	return e / (p.q - 1);
}

agreement_value agreement_cohen(agreement_pair p)
{
	return corrected(p, chance_cohen);
}

agreement_value agreement_scott(agreement_pair p)
{
	return corrected(p, chance_scott);
}

/* Unlike the others it is defined, and 1, where all is one category; but it says as little then. */
agreement_value agreement_gwet(agreement_pair p)
{
	return p.q < 2 ? undefined(AGREEMENT_SINGLE) : corrected(p, chance_gwet);
}

agreement_value agreement_alpha(agreement_pair p)
{
	int64_t same, units = sum_all(p, &same);
	double n = 2 * (double)units, squares = 0;
	if (!units)
		return undefined(AGREEMENT_NO_UNITS);
	if (single(p, units))
		return undefined(AGREEMENT_SINGLE);
	for (uint32_t k = 0; k < p.q; k++)
		squares += (double)(sum_first(p, k) + sum_second(p, k)) * (double)(sum_first(p, k) + sum_second(p, k));
	return value_of(1 - (n - 1) * 2 * (double)(units - same) / (n * n - squares));
}

agreement_value agreement_holsti(int64_t both, int64_t first, int64_t second)
{
	return first + second ? value_of(2.0 * (double)both / (double)(first + second)) : undefined(AGREEMENT_NOBODY);
}

agreement_retrieval agreement_against(int64_t both, int64_t first_alone, int64_t reference_alone)
{
	int64_t first = both + first_alone, reference = both + reference_alone;
	return (agreement_retrieval){
		first ? value_of((double)both / (double)first) : undefined(AGREEMENT_NOBODY),
		reference ? value_of((double)both / (double)reference) : undefined(AGREEMENT_NOBODY),
		agreement_holsti(both, first, reference),
	};
}

/* ---- Krippendorff ---------------------------------------------------------------------------- */

/* From coincidences o and the sums of their rows. */
static agreement_value alpha_of(uint32_t n_values, const double *o, const double *sum, agreement_delta *delta, const void *user)
{
	double n = 0, observed = 0, expected = 0;
	for (uint32_t a = 0; a < n_values; a++)
		n += sum[a];
	if (n < 2)
		return undefined(AGREEMENT_NO_UNITS);
	for (uint32_t a = 0; a < n_values; a++)
		for (uint32_t b = 0; b < n_values; b++) {
			double d = a == b ? 0 : delta(user, a, b);
			observed += o[(size_t)a * n_values + b] * d;
			expected += sum[a] * sum[b] * d;
		}
	if (!(expected > 0))
		return undefined(AGREEMENT_SINGLE);
	return value_of(1 - (n - 1) * observed / expected);
}

agreement_value agreement_krippendorff(uint32_t n_coders, uint32_t n_units, const uint32_t *code, uint32_t n_values,
                                       agreement_delta *delta, const void *user, double *room, int64_t *n)
{
	double *o = room, *sum = room + (size_t)n_values * n_values;
	int64_t paired = 0;
	for (size_t i = 0; i < agreement_room(n_values); i++)
		room[i] = 0;
	for (uint32_t u = 0; u < n_units; u++) {
		uint32_t m = 0;
		for (uint32_t c = 0; c < n_coders; c++)
			m += code[(size_t)c * n_units + u] != AGREEMENT_MISSING;
		if (m < 2)
			continue;
		paired += m;
		for (uint32_t c = 0; c < n_coders; c++)
			for (uint32_t k = 0; k < n_coders; k++) {
				uint32_t a = code[(size_t)c * n_units + u], b = code[(size_t)k * n_units + u];
				if (c != k && a != AGREEMENT_MISSING && b != AGREEMENT_MISSING)
					o[(size_t)a * n_values + b] += 1.0 / (m - 1);
			}
		for (uint32_t c = 0; c < n_coders; c++)
			if (code[(size_t)c * n_units + u] != AGREEMENT_MISSING)
				sum[code[(size_t)c * n_units + u]]++;
	}
	if (n)
		*n = paired;
	return alpha_of(n_values, o, sum, delta, user);
}

agreement_value agreement_of_units(uint32_t n_values, uint32_t n, const agreement_units *unit, agreement_delta *delta,
                                   const void *user, double *room)
{
	double all = 0, observed = 0, expected = 0;
	for (uint32_t a = 0; a < n_values; a++)
		room[a] = 0;
	for (uint32_t i = 0; i < n; i++) {
		double units = (double)unit[i].units;
		room[unit[i].a] += units;
		room[unit[i].b] += units;
		all += 2 * units;
		observed += unit[i].a == unit[i].b ? 0 : 2 * units * delta(user, unit[i].a, unit[i].b);
	}
	if (all < 2)
		return undefined(AGREEMENT_NO_UNITS);
	for (uint32_t a = 0; a < n_values; a++)
		for (uint32_t b = 0; b < a; b++)
			expected += 2 * room[a] * room[b] * delta(user, a, b);
	if (!(expected > 0))
		return undefined(AGREEMENT_SINGLE);
	return value_of(1 - (all - 1) * observed / expected);
}

double agreement_nominal(const void *user, uint32_t a, uint32_t b)
{
	(void)user;
	return a != b;
}

double agreement_interval(const void *user, uint32_t a, uint32_t b)
{
	const double *value = user;
	return (value[a] - value[b]) * (value[a] - value[b]);
}

double agreement_jaccard(uint32_t a, uint32_t b, uint32_t both)
{
	uint32_t all = a + b - both;
	return all ? 1 - (double)both / all : 0;
}

double agreement_masi(uint32_t a, uint32_t b, uint32_t both)
{
	uint32_t all = a + b - both;
	if (!all)
		return 0;
	double m = both == all ? 3 : both == a || both == b ? 2 : both ? 1 : 0;
	if (!both)
		m = 0;
	return 1 - (double)both / all * (m / 3);
}
