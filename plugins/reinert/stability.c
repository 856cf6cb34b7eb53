/* stability.c - how well classes are found again in resamples. */
#include <string.h>
#include "reinert.h"
#include "statistics/resample.h"

static bool chosen(uint32_t sample, uint32_t segment)
{
	return resample_mixed(((uint64_t)sample << 32) + segment) % 5 != 0;
}

/* The segments of one resample, as if there were no others. at[s]: which it is there. */
static segments resampled(pool *p, const segments *s, uint32_t sample, uint32_t *at)
{
	segments out = { .n = 0 };
	uint32_t *source = pool_array(p, source, s->n);
	sparse *m = pool_alloc(p, sizeof *m);
	for (uint32_t i = 0; i < s->n; i++) {
		at[i] = chosen(sample, i) ? out.n : GLANE_NONE;
		if (at[i] != GLANE_NONE)
			source[out.n++] = s->source[i];
	}
	*m = sparse_part(p, s->presence, at, NULL);
	out.presence = m;
	out.source = source;
	return out;
}

/* Adds to out[c] the greatest Jaccard index of class c, as far as it is in the resample, with a class found there. */
static void compare(pool *p, const classes *k, uint32_t n, const uint32_t *at, const classes *found, double *out)
{
	uint32_t *both = pool_array(p, both, (size_t)k->n * found->n), *mine = pool_array(p, mine, k->n);
	uint32_t *theirs = pool_array(p, theirs, found->n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t a = k->of[i], b = at[i] == GLANE_NONE ? GLANE_NONE : found->of[at[i]];
		if (at[i] == GLANE_NONE)
			continue;
		if (a != GLANE_NONE)
			mine[a]++;
		if (b != GLANE_NONE)
			theirs[b]++;
		if (a != GLANE_NONE && b != GLANE_NONE)
			both[a * found->n + b]++;
	}
	for (uint32_t a = 0; a < k->n; a++) {
		double most = 0;
		for (uint32_t b = 0; b < found->n; b++) {
			double x = both[a * found->n + b], j = x / (mine[a] + theirs[b] - x);
			most = j > most ? j : most;
		}
		out[a] += most;
	}
}

int stability_of(pool *p, const segments *s, const classes_rules *rules, const classes *k, uint32_t resamples, double *out)
{
	uint32_t *at = pool_array(p, at, s->n);
	memset(out, 0, k->n * sizeof *out);
	for (uint32_t i = 0; i < resamples; i++) {
		pool_mark then = pool_now(p);
		classes found;
		segments part = resampled(p, s, i, at);
		int code = classes_find(p, &part, rules, &found);
		if (code != GLANE_OK)
			return code;
		compare(p, k, s->n, at, &found, out);
		pool_back(p, then);
	}
	for (uint32_t c = 0; c < k->n; c++)
		out[c] /= resamples;
	return GLANE_OK;
}
