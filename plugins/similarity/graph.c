/* graph.c - the maximum spanning tree, and modularity. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include "graph.h"

/* An edge as it is sorted; edges are numbered in the order of their pairs. */
typedef struct { double weight; uint32_t number; } heavy;

static int by_weight(const void *a, const void *b)
{
	const heavy *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static int descending(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x < *y) - (*x > *y);
}

/* The vertex that stands for the component of v; paths are halved on the way. */
static uint32_t root_of(uint32_t *up, uint32_t v)
{
	while (up[v] != v)
		v = up[v] = up[up[v]];
	return v;
}

enum { SAMPLE = 255 };

/* A weight that about `most` of the n edges reach, from a sample: what is cut with it is right however well it is chosen. */
static double cut_at(uint32_t n, const heavy *list, uint32_t most)
{
	double weight[SAMPLE];
	for (uint32_t i = 0; i < SAMPLE; i++)
		weight[i] = list[(uint64_t)n * i / SAMPLE].weight;
	qsort(weight, SAMPLE, sizeof *weight, descending);
	return weight[(uint64_t)most * SAMPLE / n];
}

/* Edges of that weight or more come first; returns how many. */
static uint32_t cut(uint32_t n, heavy *list, double weight)
{
	uint32_t front = 0;
	for (uint32_t i = 0; i < n; i++)
		if (list[i].weight >= weight) {
			heavy x = list[i];
			list[i] = list[front];
			list[front++] = x;
		}
	return front;
}

/* Takes the n heaviest edges that are left into the tree, or not. */
static void take(spanning_tree *t, uint32_t *up, uint32_t n, heavy *list, edge *e)
{
	qsort(list, n, sizeof *list, by_weight);
	for (uint32_t from = 0, to; from < n; from = to) {
		/* Of the equals that join components made of heavier edges, those that aren't needed could have been taken. */
		for (to = from; to < n && list[to].weight == list[from].weight; to++)
			t->ties += root_of(up, e[list[to].number].first) != root_of(up, e[list[to].number].second);
		for (uint32_t i = from; i < to; i++) {
			edge *x = &e[list[i].number];
			uint32_t a = root_of(up, x->first), b = root_of(up, x->second);
			if (a == b)
				continue;
			up[a] = b;
			x->in_tree = true;
			t->ties--;
			t->components--;
			t->edges++;
			t->weight += x->weight;
		}
	}
}

/* Most edges are light and inside of what heavier ones have joined: they are dropped before they are sorted (Osipov, Sanders & Singler
 * 2009, filter-Kruskal). */
spanning_tree graph_tree(pool *p, uint32_t vertices, uint32_t n, edge *e)
{
	spanning_tree t = { .components = vertices };
	uint32_t *up = pool_array(p, up, vertices), most = 2 * vertices;
	heavy *list = pool_array(p, list, n);
	for (uint32_t v = 0; v < vertices; v++)
		up[v] = v;
	for (uint32_t i = 0; i < n; i++) {
		list[i] = (heavy){ e[i].weight, i };
		e[i].in_tree = false;
	}
	while (n) {
		uint32_t front = n > 2 * most ? cut(n, list, cut_at(n, list, most)) : n, left = 0;
		take(&t, up, front, list, e);
		for (uint32_t i = front; i < n; i++)
			if (root_of(up, e[list[i].number].first) != root_of(up, e[list[i].number].second))
				list[left++] = list[i];
		n = left;
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
