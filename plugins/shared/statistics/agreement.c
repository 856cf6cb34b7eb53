/* agreement.c - agreement of coders: shares, chance-corrected coefficients, distances of sets. */
#include <math.h>
#include <stdlib.h>
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
		double units = (double)unit[i].units / (unit[i].coders > 2 ? unit[i].coders - 1 : 1);
		room[unit[i].a] += units;
		room[unit[i].b] += units;
		all += 2 * units;
		observed += unit[i].a == unit[i].b ? 0 : 2 * units * delta(user, unit[i].a, unit[i].b);
	}
	if (all < 2)
		return undefined(AGREEMENT_NO_UNITS);
	for (uint32_t a = 0; a < n_values; a++)
		for (uint32_t b = 0; b < a && room[a] > 0; b++)
			expected += room[b] > 0 ? 2 * room[a] * room[b] * delta(user, a, b) : 0;
	if (!(expected > 0))
		return undefined(AGREEMENT_SINGLE);
	return value_of(1 - (all - 1) * observed / expected);
}

agreement_value agreement_alpha_of_yes(uint32_t most, const int64_t *units)
{
	double yes = 0, no = 0, observed = 0;
	for (uint32_t m = 2; m <= most; m++)
		for (uint32_t k = 0; k <= m; k++) {
			double n = (double)units[(size_t)m * (most + 1) + k];
			yes += n * k;
			no += n * (m - k);
			observed += n * 2 * k * (m - k) / (m - 1);
		}
	if (yes + no < 2)
		return undefined(AGREEMENT_NO_UNITS);
	if (!(yes > 0) || !(no > 0))
		return undefined(AGREEMENT_SINGLE);
	return value_of(1 - (yes + no - 1) * observed / (2 * yes * no));
}

/* ---- Scores ---------------------------------------------------------------------------------- */

static uint32_t scores_of(uint32_t n_coders, uint32_t n_units, const double *value, uint32_t unit)
{
	uint32_t m = 0;
	for (uint32_t c = 0; c < n_coders; c++)
		m += isnan(value[(size_t)c * n_units + unit]) ? 0 : 1;
	return m;
}

/* Squared differences of all pairs of n numbers: 2 (n Σv² - (Σv)²), the numbers being taken from one of them so that little is lost. */
agreement_value agreement_alpha_of_numbers(uint32_t n_coders, uint32_t n_units, const double *value, const uint32_t *times,
                                           int64_t *n)
{
	double all = 0, sum = 0, squares = 0, observed = 0, origin = NAN;
	for (uint32_t u = 0; u < n_units; u++) {
		const uint32_t m = scores_of(n_coders, n_units, value, u);
		const uint32_t often = times ? times[u] : UINT32_C(1);
		double unit_sum = 0, unit_squares = 0;
		if (m < 2 || !often)
			continue;
		for (uint32_t c = 0; c < n_coders; c++) {
			double v = value[(size_t)c * n_units + u];
			if (isnan(v))
				continue;
			origin = isnan(origin) ? v : origin;
			unit_sum += v - origin;
			unit_squares += (v - origin) * (v - origin);
		}
		all += (double)often * m;
		sum += often * unit_sum;
		squares += often * unit_squares;
		observed += often * 2 * (m * unit_squares - unit_sum * unit_sum) / (m - 1);
	}
	if (n)
		*n = (int64_t)all;
	if (all < 2)
		return undefined(AGREEMENT_NO_UNITS);
	double expected = 2 * (all * squares - sum * sum);
	if (!(expected > 1e-12 * all * squares))
		return undefined(AGREEMENT_SINGLE);
	return value_of(1 - (all - 1) * observed / expected);
}

static int by_value(const void *a, const void *b)
{
	const agreement_rank *x = a, *y = b;
	if (x->value < y->value || x->value > y->value)
		return x->value < y->value ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

void agreement_to_ranks(uint32_t n_coders, uint32_t n_units, double *value, agreement_rank *room)
{
	size_t n = 0;
	for (uint32_t u = 0; u < n_units; u++) {
		bool paired = scores_of(n_coders, n_units, value, u) > 1;
		for (uint32_t c = 0; c < n_coders && paired; c++)
			if (!isnan(value[(size_t)c * n_units + u]))
				room[n++] = (agreement_rank){ value[(size_t)c * n_units + u], (size_t)c * n_units + u };
	}
	if (n)
		qsort(room, n, sizeof *room, by_value);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && !(room[end].value > room[i].value); end++)
			;
		for (size_t k = i; k < end; k++)
			value[room[k].at] = (double)(i + end) / 2;
	}
}

/* ---- Differences ----------------------------------------------------------------------------- */

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
