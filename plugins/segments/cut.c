/* cut.c - where a stretch of speech is cut into segments. */
#include "cut.h"

static uint32_t distance(uint32_t a, uint32_t b)
{
	return (a > b ? a - b : b - a) + 1;
}

/* Whether x invites more than y: w/d of each, compared without a division. */
static int stronger(uint32_t x, uint32_t dx, uint32_t y, uint32_t dy)
{
	uint64_t a = (uint64_t)x * dy, b = (uint64_t)y * dx;
	return (a > b) - (a < b);
}

static uint32_t iramuteq(uint32_t size, uint32_t n, const uint16_t *weight)
{
	uint32_t last = n - 1 < size + 15 ? n - 1 : size + 15, best = last;
	for (uint32_t i = last; i-- > 0; )
		if (stronger(weight[i], distance(i, size), weight[best], distance(best, size)) > 0)
			best = i;
	return best + 1;
}

static uint32_t rainette(uint32_t size, uint32_t n, const uint16_t *weight)
{
	uint32_t window = size + size * 2 / 5, best = 1;
	if (n < window)
		return n;
	for (uint32_t i = 2; i <= window; i++)
		if (stronger(weight[i - 1], distance(i, size), weight[best - 1], distance(best, size)) > 0)
			best = i;
	return best;
}

uint32_t cut_ahead(int rule, uint32_t size, uint32_t n, const uint16_t *weight)
{
	return rule == CUT_IRAMUTEQ ? iramuteq(size, n, weight) : rainette(size, n, weight);
}
