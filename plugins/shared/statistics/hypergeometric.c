/* hypergeometric.c - of how many draws so many are of a kind: tables of two by two with given margins. */
#define _GNU_SOURCE
#include <math.h>
#include "statistics.h"

/* ln n! = n ln n - n + ln(2 pi n) / 2 + this (n > 0; DLMF 5.11.1): with it probabilities are written without a difference of large
 * numbers. */
static double stirling_rest(double n)
{
	static const double exact[] = {
		0, 0.08106146679532726, 0.04134069595540930, 0.02767792568499834,
		0.02079067210376509, 0.01664469118982119, 0.01387612882307075, 0.01189670994589177,
		0.01041126526197210, 0.00925546218271273, 0.00833056343336287, 0.00757367548795184,
		0.00694284010720953, 0.00640899418800421, 0.00595137011275885, 0.00555473355196280,
	};
	if (n < 16)
		return exact[(int)n];
	double m = 1 / (n * n);
	return (1.0 / 12 - m * (1.0 / 360 - m * (1.0 / 1260 - m / 1680))) / n;
}

/* o ln(o / e) - (o - e), never below 0; near o = e by its series, where the difference would lose digits: with x = (o - e) / (o + e),
 * o ln(o/e) = 2 o (x + x^3/3 + x^5/5 + ...) and o - e = x (o + e). */
static double deviance(double o, double e)
{
	if (!(o > 0))
		return e;
	double x = (o - e) / (o + e);
	if (fabs(x) > 0.1)
		return o * log(o / e) - (o - e);
	double y = x * x, power = 2 * o * x * y, sum = (o - e) * x;
	for (int k = 3; k < 41; k += 2, power *= y) {
		double more = sum + power / k;
		if (more == sum)
			break;
		sum = more;
	}
	return sum;
}

typedef struct { double row, part, whole, low, high; } hypergeometric;

/* Of how many draws of `part` out of `whole`, with `row` of the kind, x are of the kind: low <= x <= high. */
static hypergeometric distribution(double row, double part, double whole)
{
	hypergeometric h = { row, part, whole, 0, 0 };
	h.low = row + part > whole ? row + part - whole : 0;
	h.high = row < part ? row : part;
	return h;
}

/* Of a margin of n and its cells x and n - x: what is left of the factorials. */
static double rest_of(double x, double n)
{
	return stirling_rest(n) - stirling_rest(x) - stirling_rest(n - x);
}

/* As Loader (2000) does for the binomial: the deviance of the table from what is expected, and what Stirling's formula leaves. All
 * terms of the deviance have one sign, so its digits are good however large the table is. */
static double log_probability(const hypergeometric *h, double x)
{
	double T = h->whole, F = h->row, t = h->part, b = F - x, c = t - x, d = T - F - c;
	if (!(T > 0))
		return 0;
	double away = deviance(x, F * t / T) + deviance(b, F * (T - t) / T) + deviance(c, (T - F) * t / T) +
	              deviance(d, (T - F) * (T - t) / T);
	/* sqrt of the product of 2 pi n over margins and cells; a number that is 0 isn't there. */
	double root = 1;
	int n = 0;
	const double above[] = { F, T - F, t, T - t }, under[] = { T, x, b, c, d };
	for (int i = 0; i < 4; i++)
		if (above[i] > 0) {
			root *= above[i];
			n++;
		}
	for (int i = 0; i < 5; i++)
		if (under[i] > 0) {
			root /= under[i];
			n--;
		}
	return -away + (log(root) + n * log(2 * M_PI)) / 2 + rest_of(x, F) + rest_of(c, T - F) + stirling_rest(t) +
	       stirling_rest(T - t) - stirling_rest(T);
}

/* Of the probability at x + 1 to that at x. */
static double step_up(const hypergeometric *h, double x)
{
	return (h->row - x) * (h->part - x) / ((x + 1) * (h->whole - h->row - h->part + x + 1));
}

/* Logarithm of the probability of x and all that is further up (or down). From the middle outwards the terms only fall, so what
 * no longer changes the sum ends it. */
static double log_tail(const hypergeometric *h, double x, bool up)
{
	double first = log_probability(h, x), ratio = 1, sum = 1;
	while (up ? x < h->high : x > h->low) {
		double step = up ? step_up(h, x) : 1 / step_up(h, x - 1);
		ratio *= step;
		sum += ratio;
		if (step < 1 && ratio < sum * 1e-17)
			break;
		x += up ? 1 : -1;
	}
	double tail = first + log(sum);
	return tail < 0 ? tail : 0;
}

double fisher_greater(two_by_two t)
{
	const hypergeometric h = distribution(t.a + t.b, t.a + t.c, t.a + t.b + t.c + t.d);
	/* Below the middle terms rise beyond any number before they fall: what is below x is less than a half, or can be. */
	if (t.a > h.low && t.a < h.row * h.part / h.whole)
		return -expm1(log_tail(&h, t.a - 1, false));
	return exp(log_tail(&h, t.a, true));
}

double fisher_exact(two_by_two t)
{
	const hypergeometric h = distribution(t.a + t.b, t.a + t.c, t.a + t.b + t.c + t.d);
	const double here = log_probability(&h, t.a) + log1p(1e-7);
	double sum = 0;
	for (double x = h.low; x <= h.high; x++) {
		double p = log_probability(&h, x);
		if (p <= here)
			sum += exp(p);
	}
	return sum < 1 ? sum : 1;
}

double lafon_specificity(double f, double F, double part, double whole)
{
	const hypergeometric h = distribution(F, part, whole);
	return f < F * part / whole ? log_tail(&h, f, false) / M_LN10 : -log_tail(&h, f, true) / M_LN10;
}
