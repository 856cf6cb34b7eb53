/* zones.c - the prototypical analysis, and measures of a vocabulary. */
#include <math.h>
#include <stdlib.h>
#include "zones.h"

static bool at_most(double a, double b)
{
	return a <= b + 1e-9 * fabs(b);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Sorts its numbers. */
static double median(uint32_t n, double *x)
{
	if (!n)
		return NAN;
	qsort(x, n, sizeof *x, ascending);
	return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

cutoffs cutoffs_of(int how, uint32_t n, const word_use *w, double least, double manual_frequency, double manual_rank,
                   double *room)
{
	cutoffs c = { manual_frequency, manual_rank, least, 0 };
	double frequencies = 0, ranks = 0, weights = 0;
	uint32_t m = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (w[i].frequency < least)
			continue;
		room[c.kept++] = w[i].frequency;
		frequencies += w[i].frequency;
		if (isnan(w[i].rank))
			continue;
		double weight = how == CUT_MEAN ? w[i].ranked : 1;
		ranks += weight * w[i].rank;
		weights += weight;
	}
	if (how == CUT_MANUAL)
		return c;
	if (how != CUT_MEDIAN) {
		c.frequency = c.kept ? frequencies / c.kept : NAN;
		c.rank = weights > 0 ? ranks / weights : NAN;
		return c;
	}
	c.frequency = median(c.kept, room);
	for (uint32_t i = 0; i < n; i++)
		if (w[i].frequency >= least && !isnan(w[i].rank))
			room[m++] = w[i].rank;
	c.rank = median(m, room);
	return c;
}

int zone_of(const cutoffs *c, const word_use *w)
{
	if (w->frequency < c->least || isnan(w->rank) || isnan(c->frequency) || isnan(c->rank))
		return ZONE_NONE;
	bool frequent = at_most(c->frequency, w->frequency), early = at_most(w->rank, c->rank);
	return frequent ? early ? ZONE_CORE : ZONE_FIRST_PERIPHERY : early ? ZONE_CONTRASTED : ZONE_SECOND_PERIPHERY;
}

zone_hold hold_of(const cutoffs *chosen, const cutoffs rule[CUT_RULES], const word_use *w)
{
	static const double frequency[] = { .8, .9, 1, 1.1, 1.2 }, rank[] = { .9, .95, 1, 1.05, 1.1 };
	zone_hold h = { .zone = zone_of(chosen, w), .by_all = true };
	for (int i = 0; i < CUT_RULES; i++) {
		h.by_rule[i] = zone_of(&rule[i], w);
		h.by_all &= h.by_rule[i] == h.zone;
	}
	for (int i = 0; i < 5; i++)
		for (int k = 0; k < 5; k++) {
			cutoffs moved = *chosen;
			moved.frequency *= frequency[i];
			moved.rank *= rank[k];
			h.left += zone_of(&moved, w) != h.zone;
		}
	return h;
}

double polarity_of(double positive, double negative, double n)
{
	return n > 0 ? (positive - negative) / n : NAN;
}

double neutrality_of(double positive, double negative, double n)
{
	return n > 0 ? (n - 2 * (positive + negative)) / n : NAN;
}

int tone_of(double polarity)
{
	if (isnan(polarity))
		return TONE_NONE;
	if (at_most(-.04, polarity) && at_most(polarity, .04))
		return TONE_BALANCED;
	return polarity < 0 ? TONE_NEGATIVE : TONE_POSITIVE;
}

double stereotypy_of(double types, double evocations)
{
	return evocations > 0 ? 1 - 2 * types / evocations : NAN;
}
