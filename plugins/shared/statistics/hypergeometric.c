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
	double r = 1 / n, m = r * r;
	return (1.0 / 12 - m * (1.0 / 360 - m * (1.0 / 1260 - m / 1680))) * r;
}

/* o ln(o / e) - (o - e), never below 0; near o = e by its series, where the difference would lose digits: with x = (o - e) / (o + e),
 * o ln(o/e) = 2 o (x + x^3/3 + x^5/5 + ...) and o - e = x (o + e). */
static double deviance(double o, double e)
{
	if (!(o > 0))
		return e;
	double x = (o - e) / (o + e), y = x * x;
	if (y > 0.0025)
		return o * log(o / e) - (o - e);
	return (o - e) * x + 2 * o * x * y *
	       (1.0 / 3 + y * (1.0 / 5 + y * (1.0 / 7 + y * (1.0 / 9 + y * (1.0 / 11 + y * (1.0 / 13 + y / 15))))));
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

/* 2 pi n of a number in Stirling's formula; of 0 there is none. */
static double circle(double n)
{
	return n > 0 ? 2 * M_PI * n : 1;
}

/* The probability of x is sqrt(root) exp(power). As Loader (2000) does for the binomial: the deviance of the table from what is
 * expected, and what Stirling's formula leaves. All terms of the deviance have one sign, so its digits are good however
 * large the table is. */
typedef struct { double root, power; } probability;

static probability probability_of(const hypergeometric *h, double x)
{
	double T = h->whole, F = h->row, t = h->part, b = F - x, c = t - x, d = T - F - c;
	if (!(T > 0))
		return (probability){ 1, 0 };
	double share = t / T, e = F * share, g = (T - F) * share;
	double away = deviance(x, e) + deviance(b, F - e) + deviance(c, g) + deviance(d, T - F - g);
	double rest = stirling_rest(F) + stirling_rest(T - F) + stirling_rest(t) + stirling_rest(T - t) - stirling_rest(T) -
	              stirling_rest(x) - stirling_rest(b) - stirling_rest(c) - stirling_rest(d);
	double root = circle(F) * circle(T - F) * (circle(t) * circle(T - t)) /
	              (circle(T) * circle(x) * circle(b) * (circle(c) * circle(d)));
	return (probability){ root, rest - away };
}

static double log_probability(const hypergeometric *h, double x)
{
	probability p = probability_of(h, x);
	return log(p.root) / 2 + p.power;
}

/* How many times the probability of x that of x and all that is further up is. From the middle outwards the terms only fall, so
 * what no longer changes the sum ends it. */
static double tail_up(const hypergeometric *h, double x)
{
	double term = 1, sum = 1, b = h->row - x, c = h->part - x, d = h->whole - h->row - c;
	for (; x < h->high; b--, c--) {
		double step = b * c / (++x * ++d);
		term *= step;
		sum += term;
		if (step < 1 && term < sum * 1e-16)
			break;
	}
	return sum;
}

/* The same of all that is further down. */
static double tail_down(const hypergeometric *h, double x)
{
	double term = 1, sum = 1, b = h->row - x, c = h->part - x, d = h->whole - h->row - c;
	for (; x > h->low; x--, d--) {
		double step = x * d / (++b * ++c);
		term *= step;
		sum += term;
		if (step < 1 && term < sum * 1e-16)
			break;
	}
	return sum;
}

static double log_tail(const hypergeometric *h, double x, bool up)
{
	double tail = log_probability(h, x) + log(up ? tail_up(h, x) : tail_down(h, x));
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
	enum { NEAR = 12 };
	const hypergeometric h = distribution(F, part, whole);
	f = fmin(fmax(f, h.low), h.high);
	if (f < F * part / whole)
		return log_tail(&h, f, false) / M_LN10;
	/* There are often few numbers below, and many above. Of 1 less their probability the digits are good unless little is left. */
	if (f <= h.low)
		return 0;
	if (f - h.low <= NEAR) {
		probability p = probability_of(&h, f - 1);
		double left = 1 - sqrt(p.root) * exp(p.power) * tail_down(&h, f - 1);
		if (left > 0.01)
			return -log(left) / M_LN10;
	}
	return -log_tail(&h, f, true) / M_LN10;
}
