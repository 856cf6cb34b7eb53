/* passages.c - see passages.h. */
#include "passages.h"
#include "senses.h"
#include <math.h>

void passage_join(passage_traits *sum, const passage_traits *more)
{
	sum->words += more->words;
	sum->stumbles += more->stumbles;
	sum->own += more->own;
	sum->stance += more->stance;
	sum->disclaims += more->disclaims;
	sum->concrete += more->concrete;
	sum->ends = more->ends;
	sum->closes = more->closes;
	sum->asks |= more->asks;
	sum->marked |= more->marked;
	sum->bytes += more->bytes;
	sum->themed += more->themed;
	sum->mood += more->mood;
	sum->strongest = fmax(sum->strongest, more->strongest);
	sum->sentences += more->sentences;
}

/* 1 in the middle two thirds of the range, toward either end down to 0.85. */
static double readable(uint32_t words, uint32_t least, uint32_t most)
{
	double sixth = (most - least) / 6.0, off = 0;
	if (words < least + sixth)
		off = (least + sixth - words) / sixth;
	else if (words > most - sixth)
		off = (words - (most - sixth)) / sixth;
	return 1 - 0.15 * fmin(off, 1);
}

/* A product: each fault takes its part of what the others left, so that one fault weighs as much in a good passage as in
 * a bad one. The factors are a convention; they order passages and are no measure of anything. */
static double complete(const passage_traits *t, uint32_t least, uint32_t most)
{
	double r = least < most ? readable(t->words, least, most) : 1;
	if (t->first & POINTS_BACK)
		r *= 0.8;
	else if (t->first & (JOINS | ANSWERS))
		r *= 0.9;
	if (!t->ends)
		r *= t->closes ? 0.92 : 0.85;	/* who types often leaves out the last stop of a turn */
	if (t->asks)
		r *= 0.8;
	if (t->marked)
		r *= 0.7;
	if (t->opening)
		r *= 0.8;
	double stumbling = t->words ? (double)t->stumbles / t->words : 0;
	return r * (1 - fmin(2 * stumbling, 0.5));
}

/* So many are enough. */
static double enough(uint32_t n, uint32_t of)
{
	return n < of ? (double)n / of : 1;
}

passage_parts passage_judged(const passage_traits *t, uint32_t least, uint32_t most)
{
	return (passage_parts){
		.complete = complete(t, least, most),
		.stance = (enough(t->own, 2) + enough(t->own ? t->stance : 0, 2)) / 2,
		.contrast = enough(t->disclaims, 3),
		.concrete = enough(t->concrete, 2),
		.feeling = t->strongest,
		.theme = NAN, .specific = NAN
	};
}

double passage_score(const passage_parts *p)
{
	const double part[] = { p->stance, p->contrast, p->concrete, p->feeling, p->theme, p->specific };
	double sum = 0;
	int known = 0;
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (!isnan(part[i])) {
			sum += part[i];
			known++;
		}
	return p->complete * (1 + 2 * (known ? sum / known : 0)) / 3;
}
