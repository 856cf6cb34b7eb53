/* graph.c - the maximum spanning tree, and modularity. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include "graph.h"

static int by_weight(const void *a, const void *b)
{
	const edge *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->second > y->second) - (x->second < y->second);
}

/* The vertex that stands for the component of v; paths are halved on the way. */
static uint32_t root_of(uint32_t *up, uint32_t v)
{
	while (up[v] != v)
		v = up[v] = up[up[v]];
	return v;
}

spanning_tree graph_tree(pool *p, uint32_t vertices, uint32_t n, edge *e)
{
	spanning_tree t = { .components = vertices };
	uint32_t *up = pool_array(p, up, vertices);
	for (uint32_t v = 0; v < vertices; v++)
		up[v] = v;
	if (n)
		qsort(e, n, sizeof *e, by_weight);
	for (uint32_t from = 0, to; from < n; from = to) {
		/* Of the equals that join components made of heavier edges, those that aren't needed could have been taken. */
		for (to = from; to < n && e[to].weight == e[from].weight; to++)
			t.ties += root_of(up, e[to].first) != root_of(up, e[to].second);
		for (uint32_t i = from; i < to; i++) {
			uint32_t a = root_of(up, e[i].first), b = root_of(up, e[i].second);
			e[i].in_tree = a != b;
			if (a == b)
				continue;
			up[a] = b;
			t.ties--;
			t.components--;
			t.edges++;
			t.weight += e[i].weight;
		}
	}
	return t;
}

double graph_modularity(pool *p, uint32_t vertices, uint32_t n, const edge *e, const uint32_t *of)
{
	double *inside = pool_array(p, inside, vertices), *ends = pool_array(p, ends, vertices), all = 0, q = 0;
	for (uint32_t i = 0; i < n; i++) {
		all += e[i].weight;
		ends[of[e[i].first]] += e[i].weight;
		ends[of[e[i].second]] += e[i].weight;
		if (of[e[i].first] == of[e[i].second])
			inside[of[e[i].first]] += e[i].weight;
	}
	for (uint32_t c = 0; c < vertices; c++)
		q += inside[c] / all - ends[c] / (2 * all) * (ends[c] / (2 * all));
	return all > 0 ? q : NAN;
}
