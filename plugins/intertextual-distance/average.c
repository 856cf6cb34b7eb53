/* average.c - see average.h. */
#include <stdlib.h>
#include "average.h"
#include "statistics/contrast.h"

typedef struct {
	uint32_t n, *size;		/* size 0: joined to another */
	double *distance;
} joining;

/* The nearest one of thing i; of equals the one before it in the chain, so that chains end, otherwise the first. */
static uint32_t nearest(const joining *k, uint32_t i, uint32_t before)
{
	const double *d = k->distance + (size_t)i * k->n;
	uint32_t best = before;
	for (uint32_t j = 0; j < k->n; j++)
		if (j != i && k->size[j] && (best == GLANE_NONE || decided(d[j]) < decided(d[best])))
			best = j;
	return best;
}

/* b becomes part of a. */
static void join(joining *k, uint32_t a, uint32_t b)
{
	double x = k->size[a], y = k->size[b];
	for (uint32_t j = 0; j < k->n; j++) {
		if (!k->size[j] || j == a || j == b)
			continue;
		double d = (x * k->distance[(size_t)a * k->n + j] + y * k->distance[(size_t)b * k->n + j]) / (x + y);
		k->distance[(size_t)a * k->n + j] = k->distance[(size_t)j * k->n + a] = d;
	}
	k->size[a] += k->size[b];
	k->size[b] = 0;
}

static int by_height(const void *a, const void *b)
{
	const average_joint *x = a, *y = b;
	double s = decided(x->height), r = decided(y->height);
	if (s != r)
		return s < r ? -1 : 1;
	return x->left != y->left ? (x->left > y->left) - (x->left < y->left) : (x->right > y->right) - (x->right < y->right);
}

/* Chains find joints out of order, each named by the first thing on either side: sorts them, and names what they join. */
static void put_in_order(pool *p, uint32_t n, average_joint *joint)
{
	uint32_t *now = pool_array(p, now, n), *root = pool_array(p, root, n);
	qsort(joint, n - 1, sizeof *joint, by_height);
	for (uint32_t i = 0; i < n; i++)
		now[i] = root[i] = i;
	for (uint32_t i = 0; i + 1 < n; i++) {
		uint32_t a = joint[i].left, b = joint[i].right;
		while (root[a] != a)
			a = root[a] = root[root[a]];
		while (root[b] != b)
			b = root[b] = root[root[b]];
		joint[i] = (average_joint){ now[a], now[b], joint[i].height };
		root[b] = a;
		now[a] = n + i;
	}
}

average_joint *average_linkage(pool *p, uint32_t n, double *distance)
{
	joining k = { n, pool_array(p, k.size, n), distance };
	average_joint *joint = pool_array(p, joint, n);
	uint32_t *chain = pool_array(p, chain, n), length = 0, first = 0;
	for (uint32_t i = 0; i < n; i++)
		k.size[i] = 1;
	for (uint32_t found = 0; found + 1 < n; ) {
		if (!length) {
			while (!k.size[first])
				first++;
			chain[length++] = first;
		}
		uint32_t end = chain[length - 1], before = length > 1 ? chain[length - 2] : GLANE_NONE, next = nearest(&k, end, before);
		if (next != before) {
			chain[length++] = next;
			continue;
		}
		uint32_t a = end < next ? end : next, b = end < next ? next : end;
		joint[found++] = (average_joint){ a, b, distance[(size_t)a * n + b] };
		join(&k, a, b);
		length -= 2;
	}
	if (n > 1)
		put_in_order(p, n, joint);
	return joint;
}
