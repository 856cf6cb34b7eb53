/* graph.h - a graph of words: its maximum spanning tree, which has to be the same everywhere, and the modularity of a partition. */
#ifndef GRAPH_H
#define GRAPH_H
#include "matrix/pool.h"

/* An edge of two vertices, first < second; vertices are numbered in code-point order of their words. */
typedef struct {
	uint32_t first, second;
	double weight;			/* decided() */
	bool in_tree;
} edge;

typedef struct {
	uint32_t edges, components, ties;
	double weight;			/* of all edges together */
} spanning_tree;

/* Marks the edges of the tree (of a forest, where not all vertices hang together) of the greatest weight, as Kruskal (1956): the
 * heaviest first, of equal ones the first pair in code-point order. Edges come by first and second. ties: how many edges that are left
 * out could stand in the place of one that is in it without making it lighter; 0 where there is no other tree of that weight. */
spanning_tree graph_tree(pool *p, uint32_t vertices, uint32_t n, edge *e);

/* Modularity (Newman & Girvan 2004, with weights) of a partition, vertex v in community of[v] < vertices: the share of the weight that
 * is inside of communities, less what would be there by chance. Without edges it isn't defined: NaN. */
double graph_modularity(pool *p, uint32_t vertices, uint32_t n, const edge *e, const uint32_t *of);
#endif
