/* communities.c - what igraph is asked. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include "communities.h"
#include "igraph_here.h"

enum { SEED = 1962, WALK = 4, ITERATIONS = 500, GRID_FROM = 1000 };

/* igraph's handlers and random numbers are those of the process: they are put as they have to be, and back. */
typedef struct {
	igraph_error_handler_t *error;
	igraph_warning_handler_t *warning;
} quiet;

static quiet quiet_begin(void)
{
	quiet q = { igraph_set_error_handler(igraph_error_handler_ignore), igraph_set_warning_handler(igraph_warning_handler_ignore) };
	igraph_rng_seed(igraph_rng_default(), SEED);
	return q;
}

static void quiet_end(quiet q)
{
	igraph_set_error_handler(q.error);
	igraph_set_warning_handler(q.warning);
}

typedef struct { igraph_t graph; igraph_vector_t weight; } weighted;

static igraph_error_t graph_of(weighted *g, uint32_t vertices, uint32_t n, const edge *e)
{
	igraph_vector_int_t ends;
	igraph_error_t code = igraph_vector_int_init(&ends, 2 * (igraph_integer_t)n);
	if (code)
		return code;
	code = igraph_vector_init(&g->weight, (igraph_integer_t)n);
	if (code) {
		igraph_vector_int_destroy(&ends);
		return code;
	}
	for (uint32_t i = 0; i < n; i++) {
		VECTOR(ends)[2 * i] = e[i].first;
		VECTOR(ends)[2 * i + 1] = e[i].second;
		VECTOR(g->weight)[i] = e[i].weight;
	}
	code = igraph_create(&g->graph, &ends, (igraph_integer_t)vertices, IGRAPH_UNDIRECTED);
	igraph_vector_int_destroy(&ends);
	if (code)
		igraph_vector_destroy(&g->weight);
	return code;
}

static void graph_end(weighted *g)
{
	igraph_destroy(&g->graph);
	igraph_vector_destroy(&g->weight);
}

/* ---- Communities --------------------------------------------------------------------------------- */

/* A tree of merges, and how good it is to stop at each: igraph (0.10.2) cuts it where that is greatest only if it is to tell both. */
typedef struct {
	igraph_matrix_int_t merges;
	igraph_vector_t modularity;
} steps;

static igraph_error_t steps_begin(steps *s)
{
	igraph_error_t code = igraph_matrix_int_init(&s->merges, 0, 0);
	if (code)
		return code;
	code = igraph_vector_init(&s->modularity, 0);
	if (code)
		igraph_matrix_int_destroy(&s->merges);
	return code;
}

static void steps_end(steps *s)
{
	igraph_matrix_int_destroy(&s->merges);
	igraph_vector_destroy(&s->modularity);
}

static igraph_error_t by_walks(const weighted *g, steps *s, igraph_vector_int_t *of)
{
	return igraph_community_walktrap(&g->graph, &g->weight, WALK, &s->merges, &s->modularity, of);
}

/* igraph takes weights as lengths where it looks for shortest paths: there heavier edges have to be shorter. Which cut is best is then
 * asked with the weights themselves. */
static igraph_error_t by_betweenness(const weighted *g, steps *s, igraph_vector_int_t *of)
{
	igraph_vector_t length;
	igraph_vector_int_t removed;
	igraph_error_t code = igraph_vector_init_copy(&length, &g->weight);
	if (code)
		return code;
	code = igraph_vector_int_init(&removed, 0);
	if (code) {
		igraph_vector_destroy(&length);
		return code;
	}
	for (igraph_integer_t i = 0; i < igraph_vector_size(&length); i++)
		VECTOR(length)[i] = 1 / VECTOR(length)[i];
	code = igraph_community_edge_betweenness(&g->graph, &removed, NULL, NULL, NULL, NULL, NULL, IGRAPH_UNDIRECTED, &length);
	if (!code)
		code = igraph_community_eb_get_merges(&g->graph, IGRAPH_UNDIRECTED, &removed, &g->weight, &s->merges, NULL, &s->modularity, of);
	igraph_vector_int_destroy(&removed);
	igraph_vector_destroy(&length);
	return code;
}

static igraph_error_t by_eigenvector(const weighted *g, igraph_vector_int_t *of)
{
	igraph_arpack_options_t options;
	igraph_arpack_options_init(&options);
	return igraph_community_leading_eigenvector(&g->graph, &g->weight, NULL, of, igraph_vcount(&g->graph), &options, NULL, false,
		NULL, NULL, NULL, NULL, NULL);
}

static igraph_error_t members(int how, const weighted *g, steps *s, igraph_vector_int_t *of)
{
	switch (how) {
	case COMMUNITIES_FAST_GREEDY:
		return igraph_community_fastgreedy(&g->graph, &g->weight, NULL, NULL, of);
	case COMMUNITIES_WALKTRAP:
		return by_walks(g, s, of);
	case COMMUNITIES_LOUVAIN:
		return igraph_community_multilevel(&g->graph, &g->weight, 1, of, NULL, NULL);
	case COMMUNITIES_EDGE_BETWEENNESS:
		return by_betweenness(g, s, of);
	case COMMUNITIES_LEADING_EIGENVECTOR:
		return by_eigenvector(g, of);
	default:
		return igraph_community_label_propagation(&g->graph, of, IGRAPH_ALL, &g->weight, NULL, NULL);
	}
}

typedef struct { uint32_t size, first, was; } community;

static int by_size(const void *a, const void *b)
{
	const community *x = a, *y = b;
	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* Numbers that say nothing become places in the order of size. */
static uint32_t renumber(pool *p, uint32_t vertices, const igraph_vector_int_t *was, uint32_t *of)
{
	uint32_t n = 0, *place = pool_array(p, place, vertices);
	community *c = pool_array(p, c, vertices);
	for (uint32_t v = 0; v < vertices; v++)
		c[v] = (community){ 0, vertices, v };
	for (uint32_t v = 0; v < vertices; v++) {
		community *k = &c[VECTOR(*was)[v]];
		k->first = k->size++ ? k->first : v;
	}
	qsort(c, vertices, sizeof *c, by_size);
	for (; n < vertices && c[n].size; n++)
		place[c[n].was] = n;
	for (uint32_t v = 0; v < vertices; v++)
		of[v] = place[VECTOR(*was)[v]];
	return n;
}

uint32_t communities_find(pool *p, int how, uint32_t vertices, uint32_t n, const edge *e, uint32_t *of, const char **why)
{
	quiet q = quiet_begin();
	weighted g;
	igraph_vector_int_t was;
	steps s;
	uint32_t found = 0;
	igraph_error_t code = graph_of(&g, vertices, n, e);
	if (!code) {
		code = igraph_vector_int_init(&was, 0);
		if (!code) {
			code = steps_begin(&s);
			if (!code) {
				code = members(how, &g, &s, &was);
				steps_end(&s);
			}
			if (!code)
				found = renumber(p, vertices, &was, of);
			igraph_vector_int_destroy(&was);
		}
		graph_end(&g);
	}
	quiet_end(q);
	*why = igraph_strerror(code);
	return found;
}

/* ---- Layout -------------------------------------------------------------------------------------- */

/* About the middle of both ranges, the longer one from -1 to 1. */
static void fit(const igraph_matrix_t *at, uint32_t vertices, double *x, double *y)
{
	double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY };
	for (uint32_t v = 0; v < vertices; v++)
		for (int k = 0; k < 2; k++) {
			low[k] = fmin(low[k], MATRIX(*at, v, k));
			high[k] = fmax(high[k], MATRIX(*at, v, k));
		}
	double half = fmax(high[0] - low[0], high[1] - low[1]) / 2;
	for (uint32_t v = 0; v < vertices; v++) {
		x[v] = half > 0 ? (MATRIX(*at, v, 0) - (low[0] + high[0]) / 2) / half : 0;
		y[v] = half > 0 ? (MATRIX(*at, v, 1) - (low[1] + high[1]) / 2) / half : 0;
	}
}

static igraph_error_t draw(const weighted *g, uint32_t vertices, double *x, double *y)
{
	igraph_matrix_t at;
	igraph_error_t code = igraph_matrix_init(&at, (igraph_integer_t)vertices, 2);
	if (code)
		return code;
	for (uint32_t v = 0; v < vertices; v++) {
		double turn = 2 * acos(-1) * v / vertices;
		MATRIX(at, v, 0) = cos(turn);
		MATRIX(at, v, 1) = sin(turn);
	}
	code = igraph_layout_fruchterman_reingold(&g->graph, &at, true, ITERATIONS, sqrt(vertices),
		vertices < GRID_FROM ? IGRAPH_LAYOUT_NOGRID : IGRAPH_LAYOUT_GRID, &g->weight, NULL, NULL, NULL, NULL);
	if (!code)
		fit(&at, vertices, x, y);
	igraph_matrix_destroy(&at);
	return code;
}

bool communities_layout(uint32_t vertices, uint32_t n, const edge *e, double *x, double *y, const char **why)
{
	quiet q = quiet_begin();
	weighted g;
	igraph_error_t code = graph_of(&g, vertices, n, e);
	if (!code) {
		code = draw(&g, vertices, x, y);
		graph_end(&g);
	}
	quiet_end(q);
	*why = igraph_strerror(code);
	return !code;
}
