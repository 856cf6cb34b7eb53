/* association.c - how strongly two things go together. */
#define _GNU_SOURCE
#include <math.h>
#include "statistics/association.h"
#include "statistics/contrast.h"

static double ratio(double x, double y)
{
	return y > 0 ? x / y : NAN;
}

/* ---- Similarity ---------------------------------------------------------------------------------- */

/* P(X = k) by logarithms, for 0 < p < 1. */
static double binomial_at(double k, double n, double p)
{
	int sign;
	double ways = lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) - lgamma_r(n - k + 1, &sign);
	return exp(ways + k * log(p) + (n - k) * log1p(-p));
}

/* The tail on the side of k that is away from the mean is summed until nothing is added any more. */
double binomial_lower(double k, double n, double p)
{
	if (k < 0)
		return 0;
	if (k >= n || p <= 0)
		return 1;
	if (p >= 1)
		return 0;
	double odds = p / (1 - p), sum = 0;
	if (k < n * p) {
		for (double i = k, x = binomial_at(k, n, p); i >= 0 && sum + x > sum; i--) {
			sum += x;
			x *= i / (n - i + 1) / odds;
		}
		return fmin(sum, 1);
	}
	for (double i = k + 1, x = binomial_at(k + 1, n, p); i <= n && sum + x > sum; i++) {
		sum += x;
		x *= (n - i) / (i + 1) * odds;
	}
	return fmax(1 - sum, 0);
}

static double binomial_index(two_by_two t, double n)
{
	return t.a > 0 ? binomial_lower(t.a - 1, n, (t.a + t.b) / n * ((t.a + t.c) / n)) : 0;
}

double similarity_index(int which, two_by_two t)
{
	double first = t.a + t.b, second = t.a + t.c, n = first + t.c + t.d;
	switch (which) {
	case SIMILARITY_COOCCURRENCE:
		return t.a;
	case SIMILARITY_RUSSEL_RAO:
		return ratio(t.a, n);
	case SIMILARITY_JACCARD:
		return ratio(t.a, t.a + t.b + t.c);
	case SIMILARITY_DICE:
		return ratio(2 * t.a, first + second);
	case SIMILARITY_OCHIAI:
		return ratio(t.a, sqrt(first * second));
	case SIMILARITY_KULCZYNSKI:
		return (ratio(t.a, first) + ratio(t.a, second)) / 2;
	case SIMILARITY_SIMPSON:
		return ratio(t.a, fmin(first, second));
	case SIMILARITY_BRAUN_BLANQUET:
		return ratio(t.a, fmax(first, second));
	case SIMILARITY_MATCHING:
		return ratio(t.a + t.d, n);
	case SIMILARITY_PHI:
		return phi_coefficient(t);
	case SIMILARITY_YULE:
		return ratio(t.a * t.d - t.b * t.c, t.a * t.d + t.b * t.c);
	case SIMILARITY_BINOMIAL:
		return n > 0 ? binomial_index(t, n) : NAN;
	default:
		return NAN;
	}
}

/* ---- Collocation --------------------------------------------------------------------------------- */

double collocation_expected(collocation c)
{
	return ratio(c.first * c.factor * c.second, c.all);
}

/* x where both numbers are above 0, so that their ratio has a logarithm. */
static double where_found(collocation c, double x)
{
	return c.together > 0 && collocation_expected(c) > 0 ? x : NAN;
}

double collocation_mi(collocation c)
{
	return where_found(c, log2(c.together / collocation_expected(c)));
}

double collocation_mi3(collocation c)
{
	return where_found(c, 3 * log2(c.together) - log2(collocation_expected(c)));
}

double collocation_npmi(collocation c)
{
	double surprise = log(c.all) - log(c.together);
	return where_found(c, surprise > 0 ? log(c.together / collocation_expected(c)) / surprise : NAN);
}

double collocation_t(collocation c)
{
	return where_found(c, (c.together - collocation_expected(c)) / sqrt(c.together));
}

double collocation_z(collocation c)
{
	double e = collocation_expected(c);
	return e > 0 ? (c.together - e) / sqrt(e) : NAN;
}

double collocation_dice(collocation c)
{
	return ratio(2 * c.together, c.first + c.second);
}

double collocation_log_dice(collocation c)
{
	return where_found(c, 14 + log2(collocation_dice(c)));
}

two_by_two collocation_table(collocation c)
{
	double context = c.first * c.factor;
	return (two_by_two){ c.together, c.second - c.together, context - c.together, c.all - c.second - context + c.together };
}

double collocation_delta_second(collocation c)
{
	two_by_two t = collocation_table(c);
	return ratio(t.a, t.a + t.c) - ratio(t.b, t.b + t.d);
}

double collocation_delta_first(collocation c)
{
	two_by_two t = collocation_table(c);
	return ratio(t.a, t.a + t.b) - ratio(t.c, t.c + t.d);
}

double collocation_specificity(collocation c)
{
	return lafon_specificity(c.together, c.second, round(c.first * c.factor), c.all);
}
