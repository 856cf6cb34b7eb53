/* double.c - the classes that two classifications find. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include "double.h"
#include "statistics/contrast.h"

static const double significant = 3.84;		/* chi2 with one degree of freedom at 5 %, as both programs write it */
enum { STEPS_MOST = 20000000 };			/* of the search: beyond it the best so far */

/* ---- Crossing -------------------------------------------------------------------------------------- */

/* Which segments are in each node of a tree but the root. */
static uint64_t **members(pool *p, const double_input *in, int which, uint32_t *size)
{
	const tree *t = in->tree[which];
	size_t words = in->segments / 64 + 1;
	uint32_t rows = t->node[0].n;
	uint64_t **member = pool_array(p, member, t->n);
	bool *in_node = pool_array(p, in_node, rows);
	for (uint32_t i = 1; i < t->n; i++) {
		memset(in_node, 0, rows);
		for (uint32_t k = 0; k < t->node[i].n; k++)
			in_node[t->node[i].row[k]] = true;
		member[i] = pool_array(p, member[i], words);
		size[i] = 0;
		for (uint32_t s = 0; s < in->segments; s++)
			if (in->unit[which][s] != GLANE_NONE && in_node[in->unit[which][s]]) {
				member[i][s / 64] |= (uint64_t)1 << (s % 64);
				size[i]++;
			}
	}
	return member;
}

static uint32_t bits(uint64_t x)
{
	uint32_t n = 0;
	for (; x; x &= x - 1)
		n++;
	return n;
}

static uint32_t common(size_t words, const uint64_t *a, const uint64_t *b)
{
	uint32_t n = 0;
	for (size_t i = 0; i < words; i++)
		n += bits(a[i] & b[i]);
	return n;
}

uint32_t double_cross(pool *p, const double_input *in, crossed **out)
{
	uint32_t *size[2], n = 0;
	uint64_t **member[2];
	size_t words = in->segments / 64 + 1;
	for (int w = 0; w < 2; w++) {
		size[w] = pool_array(p, size[w], in->tree[w]->n);
		member[w] = members(p, in, w, size[w]);
	}
	*out = pool_array(p, *out, (size_t)in->tree[0]->n * in->tree[1]->n);
	for (uint32_t i = 1; i < in->tree[0]->n; i++)
		for (uint32_t j = 1; j < in->tree[1]->n; j++) {
			double a = common(words, member[0][i], member[1][j]), all = in->segments;
			two_by_two t = { a, size[0][i] - a, size[1][j] - a, all - size[0][i] - size[1][j] + a };
			bool iramuteq = in->rules == RULES_IRAMUTEQ;
			double chi2 = iramuteq ? chi2_signed(t) : chi2_yates_signed(t);
			if (!(decided(chi2) > significant) || (iramuteq ? a < in->least : a <= in->least))
				continue;
			crossed c = { i, j, (uint32_t)a, chi2, pool_alloc(p, words * sizeof(uint64_t)) };
			for (size_t k = 0; k < words; k++)
				c.member[k] = member[0][i][k] & member[1][j][k];
			bool known = false;
			for (uint32_t k = 0; k < n && !known; k++)
				known = (*out)[k].n == c.n && common(words, (*out)[k].member, c.member) == c.n;
			if (!known)
				(*out)[n++] = c;
		}
	return n;
}

/* ---- Choosing -------------------------------------------------------------------------------------- */

typedef struct {
	const double_input *in;
	const crossed *c;
	uint32_t n, classes, steps;
	const uint32_t *order;		/* by chi2, the greatest first */
	const double *gain;		/* of order[i]: rounded */
	uint32_t n_now, n_best, size_now, size_best;
	uint32_t *now, *best;
	double sum_now, sum_best;
} search;

static bool compatible(const search *s, uint32_t a, uint32_t b)
{
	const double_input *in = s->in;
	const crossed *x = &s->c[a], *y = &s->c[b];
	if (in->rules == RULES_IRAMUTEQ &&
	    (tree_below(in->tree[0], x->first, y->first) || tree_below(in->tree[0], y->first, x->first) ||
	     tree_below(in->tree[1], x->second, y->second) || tree_below(in->tree[1], y->second, x->second)))
		return false;
	return common(in->segments / 64 + 1, x->member, y->member) == 0;
}

static void look(search *s, uint32_t from)
{
	if (s->sum_now > s->sum_best || (s->sum_now == s->sum_best && s->size_now > s->size_best)) {
		s->sum_best = s->sum_now;
		s->size_best = s->size_now;
		s->n_best = s->n_now;
		memcpy(s->best, s->now, s->n_now * sizeof *s->now);
	}
	for (uint32_t i = from; i < s->n && s->n_now < s->classes && s->steps < STEPS_MOST; i++, s->steps++) {
		/* What follows is no greater: not even that many of the same would do. */
		if (s->sum_now + s->gain[i] * (s->classes - s->n_now) < s->sum_best)
			return;
		bool fits = true;
		for (uint32_t k = 0; k < s->n_now && fits; k++)
			fits = compatible(s, s->now[k], s->order[i]);
		if (!fits)
			continue;
		s->now[s->n_now++] = s->order[i];
		s->sum_now += s->gain[i];
		s->size_now += s->c[s->order[i]].n;
		look(s, i + 1);
		s->n_now--;
		s->sum_now -= s->gain[i];
		s->size_now -= s->c[s->order[i]].n;
	}
}

/* IRaMuTeQ: crossings from the deepest classes upwards, each that fits those before it. */
static uint32_t greedy(search *s, uint32_t *chosen)
{
	uint32_t k = 0;
	for (uint32_t i = s->n; i-- > 0 && k < s->classes; ) {
		bool fits = true;
		for (uint32_t j = 0; j < k && fits; j++)
			fits = compatible(s, chosen[j], i);
		if (fits)
			chosen[k++] = i;
	}
	return k;
}

static int by_chi2(const void *a, const void *b, void *of)
{
	const crossed *c = of;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	double x = decided(c[i].chi2), y = decided(c[j].chi2);
	if (x != y)
		return x > y ? -1 : 1;
	if (c[i].n != c[j].n)
		return c[i].n > c[j].n ? -1 : 1;
	return (i > j) - (i < j);
}

uint32_t double_best(pool *p, const double_input *in, uint32_t n, const crossed *c, uint32_t classes, uint32_t *chosen)
{
	search s = { .in = in, .c = c, .n = n, .classes = classes, .best = chosen };
	if (in->rules == RULES_IRAMUTEQ)
		return greedy(&s, chosen);
	uint32_t *order = pool_array(p, order, n);
	double *gain = pool_array(p, gain, n);
	s.now = pool_array(p, s.now, classes);
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	if (n)
		qsort_r(order, n, sizeof *order, by_chi2, (void *)(uintptr_t)c);
	/* Rounded to 2^-20, so that sums are exact and their order is of no importance. */
	for (uint32_t i = 0; i < n; i++)
		gain[i] = (double)(int64_t)(c[order[i]].chi2 * 1048576 + 0.5) / 1048576;
	s.order = order;
	s.gain = gain;
	look(&s, 0);
	return s.n_best;
}
