/* labbe.c - see labbe.h. */
#include <math.h>
#include "labbe.h"
#include "statistics/contrast.h"

double labbe_distance(const labbe_text *a, const labbe_text *b)
{
	if (a->tokens > b->tokens) {
		const labbe_text *t = a;
		a = b;
		b = t;
	}
	if (!(a->tokens > 0))
		return NAN;
	double scale = a->tokens / b->tokens, apart = 0, expected = 0;
	for (uint32_t i = 0, j = 0; i < a->n || j < b->n; ) {
		bool in_a = i < a->n && (j == b->n || a->word[i] <= b->word[j]);
		bool in_b = j < b->n && (i == a->n || b->word[j] <= a->word[i]);
		double f = in_a ? a->count[i] : 0, e = in_b ? b->count[j] * scale : 0;
		i += in_a;
		j += in_b;
		/* 3 x (1 / 3) has to be the 1 that it is. */
		if (!in_a && decided(e) < 1)
			continue;
		apart += fabs(f - e);
		expected += e;
	}
	return apart / (a->tokens + expected);
}
