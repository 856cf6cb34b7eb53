/* contrast.c - how strongly a feature goes with a group. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include "statistics/contrast.h"

/* ---- Tables of two by two ------------------------------------------------------------------------ */

/* ad - bc: its sign is that of a - E, and of the difference of relative frequencies. */
static double cross(two_by_two t)
{
	return t.a * t.d - t.b * t.c;
}

static double margins(two_by_two t)
{
	return (t.a + t.b) * (t.c + t.d) * (t.a + t.c) * (t.b + t.d);
}

static double with_sign(double x, double of)
{
	return of > 0 ? x : of < 0 ? -x : 0;
}

double chi2_signed(two_by_two t)
{
	double n = t.a + t.b + t.c + t.d, x = cross(t), under = margins(t);
	return under > 0 ? with_sign(n * x * x / under, x) : NAN;
}

double chi2_yates_signed(two_by_two t)
{
	double n = t.a + t.b + t.c + t.d, x = cross(t), under = margins(t);
	double less = fmax(fabs(x) - n / 2, 0);
	return under > 0 ? with_sign(n * less * less / under, x) : NAN;
}

/* o ln(o/e), which is 0 for o = 0. */
static double term(double o, double e)
{
	return o > 0 ? o * log(o / e) : 0;
}

double g2_signed(two_by_two t)
{
	double n = t.a + t.b + t.c + t.d, f = t.a + t.b, rest = t.c + t.d, in = t.a + t.c, out = t.b + t.d;
	if (!(in > 0 && out > 0 && f > 0 && rest > 0))
		return NAN;
	double sum = term(t.a, f * in / n) + term(t.b, f * out / n) + term(t.c, rest * in / n) + term(t.d, rest * out / n);
	return with_sign(2 * fmax(sum, 0), cross(t));
}

double g2_row_signed(two_by_two t)
{
	double n = t.a + t.b + t.c + t.d, f = t.a + t.b, in = t.a + t.c, out = t.b + t.d;
	if (!(in > 0 && out > 0 && f > 0))
		return NAN;
	return with_sign(2 * fmax(term(t.a, f * in / n) + term(t.b, f * out / n), 0), cross(t));
}

double log_ratio(two_by_two t)
{
	double in = t.a + t.c, out = t.b + t.d;
	if (!(in > 0 && out > 0) || (t.a == 0 && t.b == 0))
		return NAN;
	return log2((t.a > 0 ? t.a : 0.5) / in / ((t.b > 0 ? t.b : 0.5) / out));
}

double percent_difference(two_by_two t)
{
	double in = t.a + t.c, out = t.b + t.d;
	if (!(in > 0 && out > 0) || (t.a == 0 && t.b == 0))
		return NAN;
	return 100 * (t.a / in - t.b / out) / (t.b / out);
}

double phi_coefficient(two_by_two t)
{
	double under = margins(t);
	return under > 0 ? cross(t) / sqrt(under) : NAN;
}

double dirichlet_log_odds(two_by_two t, double prior, double prior_all, double *z)
{
	double in = t.a + t.c, out = t.b + t.d, x = t.a + prior, y = t.b + prior;
	double not_x = in + prior_all - x, not_y = out + prior_all - y;
	if (!(x > 0 && y > 0 && not_x > 0 && not_y > 0))
		return *z = NAN;
	double odds = log(x / not_x) - log(y / not_y);
	*z = odds / sqrt(1 / x + 1 / y);
	return odds;
}

/* ---- Probabilities ------------------------------------------------------------------------------- */

/* Logarithm of Q(a, x) = Gamma(a, x) / Gamma(a): by the series of P below the middle, by the continued fraction above (DLMF
 * 8.11.4 and 8.9.2, the latter by Lentz' method). */
static double log_gamma_upper(double a, double x)
{
	int sign;
	double front = a * log(x) - x - lgamma_r(a, &sign);
	if (x < a + 1) {
		double sum = 1 / a, part = sum;
		for (double k = a + 1; part > sum * 1e-17; k++)
			sum += part *= x / k;
		return log1p(-exp(front) * sum);
	}
	const double tiny = 1e-300;
	double b = x + 1 - a, c = 1 / tiny, d = 1 / b, f = d;
	for (int k = 1; k < 10000; k++) {
		double an = -k * (k - a);
		b += 2;
		d = an * d + b;
		d = fabs(d) < tiny ? 1 / tiny : 1 / d;
		c = b + an / c;
		c = fabs(c) < tiny ? tiny : c;
		double step = c * d;
		f *= step;
		if (fabs(step - 1) < 1e-16)
			break;
	}
	return front + log(f);
}

double chi2_log_upper(double x, double df)
{
	if (isnan(x) || !(df > 0))
		return NAN;
	return x > 0 ? log_gamma_upper(df / 2, x / 2) : 0;
}

double chi2_upper(double x, double df)
{
	return exp(chi2_log_upper(x, df));
}

double normal_two_sided(double z)
{
	return erfc(fabs(z) / sqrt(2));
}

static int by_p(const void *a, const void *b, void *of)
{
	const double *p = of, x = p[*(const uint32_t *)a], y = p[*(const uint32_t *)b];
	return (x > y) - (x < y);
}

void holm_adjusted(uint32_t n, const double *p, double *q, uint32_t *room)
{
	uint32_t m = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(p[i]))
			room[m++] = i;
	if (m)
		qsort_r(room, m, sizeof *room, by_p, (void *)(uintptr_t)p);
	double most = 0;
	if (q != p)
		for (uint32_t i = 0; i < n; i++)
			q[i] = NAN;
	for (uint32_t k = 0; k < m; k++) {
		most = fmax(most, fmin(p[room[k]] * (double)(m - k), 1));
		q[room[k]] = most;
	}
}

/* ---- Conventions --------------------------------------------------------------------------------- */

double decided(double x)
{
	if (x == 0 || !isfinite(x))
		return x;
	/* Those that a double holds without rounding, and that nearly all values need. */
	static const double tens[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
		1e18, 1e19, 1e20, 1e21, 1e22 };
	double digits = 9 - ceil(log10(fabs(x))), scale = digits >= 0 && digits <= 22 ? tens[(int)digits] : pow(10, digits);
	double rounded = round(x * scale) / scale;
	return isfinite(rounded) ? rounded : x;
}

double orient_axis(uint32_t n, double *x, uint32_t step)
{
	double most = 0;
	for (uint32_t i = 0; i < n; i++)
		if (decided(fabs(x[(size_t)i * step])) > decided(fabs(most)))
			most = x[(size_t)i * step];
	if (most >= 0)
		return 1;
	for (uint32_t i = 0; i < n; i++)
		x[(size_t)i * step] = -x[(size_t)i * step];
	return -1;
}
