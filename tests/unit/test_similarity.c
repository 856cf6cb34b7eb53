/* Graphs of words: pairs, trees, modularity, by a worked example (R, igraph); without a graph library. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "memory_host.h"
#include "matrix/pairs.h"
#include "plugins/similarity/graph.h"
#include "statistics/association.h"
#include "statistics/contrast.h"

static pool *here;

static void set_up(void)
{
	here = pool_new(memory_host());
}

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* Eight units, five words. */
enum { IA, OUTIL, TRAVAIL, EMPLOI, PEUR, WORDS, UNITS = 8 };
static const char *const eight[UNITS] = { "11100", "11000", "11100", "10110", "00111", "00011", "01001", "10000" };

static sparse matrix(void)
{
	uint32_t row[UNITS * WORDS], column[UNITS * WORDS], n = 0;
	for (uint32_t r = 0; r < UNITS; r++)
		for (uint32_t c = 0; c < WORDS; c++)
			if (eight[r][c] == '1') {
				row[n] = r;
				column[n++] = c;
			}
	return sparse_of(here, UNITS, WORDS, n, row, column);
}

static two_by_two cells_of(const sparse *m, const pair_count *k)
{
	double first = m->start[k->first + 1] - m->start[k->first], second = m->start[k->second + 1] - m->start[k->second];
	return (two_by_two){ k->together, first - k->together, second - k->together, UNITS - first - second + k->together };
}

/* All ten pairs, in order. */
static pair_counts pairs(const sparse *rows, sparse *by_word, uint32_t least)
{
	*by_word = sparse_transposed(here, rows);
	return pairs_of(here, rows, by_word, least);
}

START_TEST(together)
{
	static const uint32_t expected[] = { 3, 3, 1, 0, 2, 0, 1, 2, 1, 2 }, sizes[] = { 5, 4, 4, 3, 3 };
	sparse m = matrix(), w;
	pair_counts k = pairs(&m, &w, 0);
	ck_assert_uint_eq(k.n, 10);
	for (uint32_t i = 0; i < WORDS; i++)
		ck_assert_uint_eq(w.start[i + 1] - w.start[i], sizes[i]);
	for (uint32_t i = 0; i < k.n; i++) {
		ck_assert_uint_eq(k.pair[i].together, expected[i]);
		ck_assert_uint_lt(k.pair[i].first, k.pair[i].second);
	}
	ck_assert_uint_eq(pairs(&m, &w, 1).n, 8);
	ck_assert_uint_eq(pairs(&m, &w, 3).n, 2);
	ck_assert_uint_eq(pairs(&m, &w, 4).n, 0);
}
END_TEST

START_TEST(indices)
{
	static const double jaccard[] = { .5, .5, .142857, 0, .333333, 0, .166667, .4, .166667, .5 };
	sparse m = matrix(), w;
	pair_counts k = pairs(&m, &w, 0);
	for (uint32_t i = 0; i < k.n; i++)
		near(similarity_index(SIMILARITY_JACCARD, cells_of(&w, &k.pair[i])), jaccard[i]);
	near(similarity_index(SIMILARITY_OCHIAI, cells_of(&w, &k.pair[0])), .670820);
	near(similarity_index(SIMILARITY_OCHIAI, cells_of(&w, &k.pair[9])), .666667);
	near(similarity_index(SIMILARITY_PHI, cells_of(&w, &k.pair[0])), .258199);
	near(similarity_index(SIMILARITY_PHI, cells_of(&w, &k.pair[3])), -1);
}
END_TEST

static uint32_t edges_of(int index, edge *e)
{
	sparse m = matrix(), w;
	pair_counts k = pairs(&m, &w, 1);
	for (uint32_t i = 0; i < k.n; i++)
		e[i] = (edge){ k.pair[i].first, k.pair[i].second, decided(similarity_index(index, cells_of(&w, &k.pair[i]))), true };
	return k.n;
}

static bool has(const edge *e, uint32_t n, uint32_t first, uint32_t second)
{
	for (uint32_t i = 0; i < n; i++)
		if (e[i].first == first && e[i].second == second)
			return e[i].in_tree;
	return false;
}

START_TEST(tree)
{
	static const int index[] = { SIMILARITY_COOCCURRENCE, SIMILARITY_JACCARD };
	static const double weight[] = { 10, 1.9 };
	for (int i = 0; i < 2; i++) {
		edge e[10];
		uint32_t n = edges_of(index[i], e);
		spanning_tree t = graph_tree(here, WORDS, n, e);
		ck_assert_uint_eq(t.edges, 4);
		ck_assert_uint_eq(t.components, 1);
		ck_assert_uint_eq(t.ties, 0);
		near(t.weight, weight[i]);
		ck_assert(has(e, n, IA, OUTIL) && has(e, n, IA, TRAVAIL) && has(e, n, TRAVAIL, EMPLOI) && has(e, n, EMPLOI, PEUR));
	}
}
END_TEST

START_TEST(modularity)
{
	static const uint32_t parts[WORDS] = { 0, 0, 0, 1, 1 }, one[WORDS] = { 0 };
	edge e[10];
	near(graph_modularity(here, WORDS, edges_of(SIMILARITY_COOCCURRENCE, e), e, parts), .086667);
	near(graph_modularity(here, WORDS, edges_of(SIMILARITY_JACCARD, e), e, parts), .129330);
	near(graph_modularity(here, WORDS, edges_of(SIMILARITY_JACCARD, e), e, one), 0);
	ck_assert(isnan(graph_modularity(here, WORDS, 0, e, parts)));
}
END_TEST

/* A triangle of equals and a light edge: either of two edges of the triangle could be taken for another; the light one has no rival.
 * Two vertices hang together with nothing. */
START_TEST(ties)
{
	edge e[] = { { 0, 1, 2, false }, { 0, 2, 2, false }, { 1, 2, 2, false }, { 2, 3, 1, false } };
	spanning_tree t = graph_tree(here, 6, 4, e);
	ck_assert_uint_eq(t.ties, 1);
	ck_assert_uint_eq(t.edges, 3);
	ck_assert_uint_eq(t.components, 3);
	near(t.weight, 5);
	/* The pairs that come first. */
	ck_assert(has(e, 4, 0, 1) && has(e, 4, 0, 2) && !has(e, 4, 1, 2) && has(e, 4, 2, 3));
	t = graph_tree(here, 0, 0, NULL);
	ck_assert_uint_eq(t.edges + t.components + t.ties, 0);
}
END_TEST

/* A graph of which most edges are never sorted, against Prim's algorithm (1957). */
START_TEST(large)
{
	enum { N = 200 };
	static double weight[N][N];
	static edge e[N * N / 2];
	double best[N], sum = 0;
	uint32_t n = 0, state = 7;
	for (uint32_t i = 0; i < N; i++)
		for (uint32_t k = i + 1; k < N; k++) {
			state = state * 1664525 + 1013904223;
			weight[i][k] = weight[k][i] = 1 + (state >> 12) % 1000;
			e[n++] = (edge){ i, k, weight[i][k], false };
		}
	bool in[N] = { true };
	for (uint32_t v = 0; v < N; v++)
		best[v] = weight[0][v];
	for (uint32_t k = 1; k < N; k++) {
		uint32_t next = 0;
		for (uint32_t v = 0; v < N; v++)
			if (!in[v] && (in[next] || best[v] > best[next]))
				next = v;
		in[next] = true;
		sum += best[next];
		for (uint32_t v = 0; v < N; v++)
			best[v] = fmax(best[v], weight[next][v]);
	}
	spanning_tree t = graph_tree(here, N, n, e);
	ck_assert_uint_eq(t.edges, N - 1);
	ck_assert_uint_eq(t.components, 1);
	near(t.weight, sum);
	/* All equal: the pairs of the first vertex, and every other edge could replace one. */
	for (uint32_t i = 0; i < n; i++)
		e[i].weight = 1;
	t = graph_tree(here, N, n, e);
	ck_assert_uint_eq(t.ties, n - (N - 1));
	for (uint32_t i = 0; i < n; i++)
		ck_assert(e[i].in_tree == (e[i].first == 0));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("similarity");
	TCase *t = tcase_create("similarity");
	tcase_add_checked_fixture(t, set_up, memory_host_free);
	tcase_add_test(t, together);
	tcase_add_test(t, indices);
	tcase_add_test(t, tree);
	tcase_add_test(t, modularity);
	tcase_add_test(t, ties);
	tcase_add_test(t, large);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
