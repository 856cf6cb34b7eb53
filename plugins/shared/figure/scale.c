/* scale.c - scales with round numbers. */
#include "figure.h"
#include <math.h>

/* 1, 2 or 5 times a power of ten, the least that isn't below `x`; *decimals: what it needs. */
static double round_step(double x, int *decimals)
{
	int power = (int)floor(log10(x));
	double ten = pow(10, power), m = x / ten;
	/* A hair of room, so that 0.1 * 3 is not above 0.3. */
	double step = m <= 1 + 1e-9 ? 1 : m <= 2 + 1e-9 ? 2 : m <= 5 + 1e-9 ? 5 : 10;
	if (step > 9)
		power++;
	*decimals = power < 0 ? -power : 0;
	return step * ten;
}

figure_scale figure_scale_linear(double least, double most, uint32_t about, bool zero)
{
	figure_scale s = { 0 };
	if (zero) {
		least = least > 0 ? 0 : least;
		most = most < 0 ? 0 : most;
	}
	if (!(most > least)) {		/* a single value has a scale around it */
		double half = fabs(most) > 0 ? fabs(most) / 2 : 0.5;
		least = zero && least >= 0 ? 0 : least - half;
		most = most + half;
	}
	s.step = round_step((most - least) / (about ? about : 1), &s.decimals);
	double first = floor(least / s.step + 1e-9), last = ceil(most / s.step - 1e-9);
	s.low = s.first = first * s.step;
	s.high = last * s.step;
	s.n = (uint32_t)(last - first) + 1;
	return s;
}

figure_scale figure_scale_tight(double least, double most, uint32_t about)
{
	figure_scale s = figure_scale_linear(least, most, about, false);
	if (!(most > least))
		return s;
	double first = ceil(least / s.step - 1e-9), last = floor(most / s.step + 1e-9);
	s.low = least;
	s.high = most;
	s.first = first * s.step;
	s.n = last < first ? 0 : (uint32_t)(last - first) + 1;
	return s;
}

static const double thirds[] = { 1, 2, 5 };

figure_scale figure_scale_log(double least, double most)
{
	figure_scale s = { .log = true };
	int low = (int)floor(log10(least) * 3 + 1e-9), high = (int)ceil(log10(most) * 3 - 1e-9);
	/* Marks are numbered by thirds of a power of ten: 1, 2, 5; least and most lie between the first and the last. */
	double at;
	while (at = thirds[((low % 3) + 3) % 3] * pow(10, floor(low / 3.0)), at > least * (1 + 1e-9))
		low--;
	while (at = thirds[((high % 3) + 3) % 3] * pow(10, floor(high / 3.0)), at < most * (1 - 1e-9))
		high++;
	if (high == low)
		high++;
	s.n = (uint32_t)(high - low) + 1;
	s.step = low;
	s.low = log10(figure_mark(&s, 0));
	s.high = log10(figure_mark(&s, s.n - 1));
	s.decimals = low < 0 ? (2 - low) / 3 : 0;
	return s;
}

double figure_mark(const figure_scale *s, uint32_t i)
{
	if (!s->log) {
		double x = s->first + i * s->step;
		return fabs(x) < s->step * 1e-9 ? 0 : x;
	}
	int third = (int)s->step + (int)i;
	return thirds[((third % 3) + 3) % 3] * pow(10, floor(third / 3.0));
}

double figure_place(const figure_scale *s, double value, double from, double to)
{
	double v = s->log ? log10(value) : value;
	return from + (v - s->low) / (s->high - s->low) * (to - from);
}
