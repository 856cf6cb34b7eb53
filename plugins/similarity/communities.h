/* communities.h - what igraph is asked: groups of vertices, and where to draw them. The same at each run: vertices and edges come in
 * a fixed order, and igraph's random numbers from a fixed seed. igraph never prints and never ends the process. */
#ifndef COMMUNITIES_H
#define COMMUNITIES_H
#include "graph.h"

enum { COMMUNITIES_FAST_GREEDY, COMMUNITIES_WALKTRAP, COMMUNITIES_LOUVAIN, COMMUNITIES_EDGE_BETWEENNESS,
       COMMUNITIES_LEADING_EIGENVECTOR, COMMUNITIES_LABEL_PROPAGATION, COMMUNITIES_NONE };

/* of[v]: the community of vertex v, from 0: the largest first, of equally large ones that of the first vertex. Returns how many
 * there are; 0: igraph couldn't tell, and *why says so in igraph's words. Weights are above 0. */
uint32_t communities_find(pool *p, int how, uint32_t vertices, uint32_t n, const edge *e, uint32_t *of, const char **why);

/* Where to draw the vertices: Fruchterman & Reingold (1991), from a circle in the order of the vertices; between -1 and 1 about the
 * middle, both axes on one scale. false: igraph couldn't, and *why says so. */
bool communities_layout(uint32_t vertices, uint32_t n, const edge *e, double *x, double *y, const char **why);
#endif
