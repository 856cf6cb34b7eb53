/* What igraph finds of a graph of words: communities by each method, a drawing; the same at each run, and without a word on the screen
 * where it can't. Built only where igraph is. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "memory_host.h"
#include "plugins/similarity/communities.h"

static pool *here;

static void set_up(void)
{
	here = pool_new(memory_host());
}

/* ia, outil, travail, emploi, peur: in how many of eight units both are; and two words that only meet each other. */
static const edge words[] = { { 0, 1, 3, true }, { 0, 2, 3, true }, { 0, 3, 1, false }, { 1, 2, 2, false }, { 1, 4, 1, false },
	{ 2, 3, 2, true }, { 2, 4, 1, false }, { 3, 4, 2, true }, { 5, 6, 1, true } };

START_TEST(worked_example)
{
	static const uint32_t expected[] = { 0, 0, 0, 1, 1 };
	static const int how[] = { COMMUNITIES_FAST_GREEDY, COMMUNITIES_LOUVAIN, COMMUNITIES_LEADING_EIGENVECTOR };
	for (size_t i = 0; i < sizeof how / sizeof *how; i++) {
		uint32_t of[5];
		const char *why;
		ck_assert_uint_eq(communities_find(here, how[i], 5, 8, words, of, &why), 2);
		ck_assert_mem_eq(of, expected, sizeof of);
		ck_assert_double_eq_tol(graph_modularity(here, 5, 8, words, of), .086667, 1e-6);
	}
}
END_TEST

/* Two groups of four that all know each other, and one edge between them: nobody finds anything else. The second is the larger. */
START_TEST(every_method)
{
	static const uint32_t expected[] = { 1, 1, 1, 1, 0, 0, 0, 0, 0 };
	edge e[40];
	uint32_t n = 0;
	for (uint32_t i = 0; i < 9; i++)
		for (uint32_t k = i + 1; k < 9; k++)
			if (i / 4 == k / 4 || (i >= 4 && k == 8))
				e[n++] = (edge){ i, k, 4, false };
	e[n++] = (edge){ 3, 4, 1, false };
	for (int how = 0; how < COMMUNITIES_NONE; how++)
		for (int again = 0; again < 3; again++) {
			uint32_t of[9];
			const char *why;
			uint32_t found = communities_find(here, how, 9, n, e, of, &why);
			ck_assert_msg(found == 2, "method %d finds %u communities (%s)", how, found, why);
			ck_assert_mem_eq(of, expected, sizeof of);
		}
}
END_TEST

START_TEST(parts)
{
	for (int how = 0; how < COMMUNITIES_NONE; how++) {
		uint32_t of[7];
		const char *why;
		uint32_t n = communities_find(here, how, 7, 9, words, of, &why);
		ck_assert_msg(n >= 2, "method %d (%s)", how, why);
		/* Those who only meet each other. */
		ck_assert_msg(of[5] == of[6] && of[5] == n - 1, "method %d", how);
	}
}
END_TEST

START_TEST(refused)
{
	static const edge bad[] = { { 0, 1, -1, false }, { 0, 7, 1, false } };
	uint32_t of[2];
	const char *why = NULL;
	ck_assert_uint_eq(communities_find(here, COMMUNITIES_LOUVAIN, 2, 1, bad, of, &why), 0);
	ck_assert(why && *why);
	double x[2], y[2];
	ck_assert(!communities_layout(2, 2, bad, x, y, &why));
	ck_assert(why && *why);
}
END_TEST

START_TEST(drawing)
{
	double x[2][7], y[2][7], low = 1, high = -1;
	const char *why;
	for (int i = 0; i < 2; i++)
		ck_assert(communities_layout(7, 9, words, x[i], y[i], &why));
	ck_assert_mem_eq(x[0], x[1], sizeof x[0]);
	ck_assert_mem_eq(y[0], y[1], sizeof y[0]);
	for (int v = 0; v < 7; v++) {
		low = fmin(low, fmin(x[0][v], y[0][v]));
		high = fmax(high, fmax(x[0][v], y[0][v]));
		for (int w = 0; w < v; w++)
			ck_assert(hypot(x[0][v] - x[0][w], y[0][v] - y[0][w]) > .01);
	}
	ck_assert_double_eq_tol(low, -1, 1e-9);
	ck_assert_double_eq_tol(high, 1, 1e-9);
	/* One vertex is in the middle. */
	ck_assert(communities_layout(1, 0, words, x[0], y[0], &why));
	ck_assert(x[0][0] == 0 && y[0][0] == 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("communities");
	TCase *t = tcase_create("communities");
	tcase_add_checked_fixture(t, set_up, memory_host_free);
	tcase_add_test(t, worked_example);
	tcase_add_test(t, every_method);
	tcase_add_test(t, parts);
	tcase_add_test(t, refused);
	tcase_add_test(t, drawing);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
