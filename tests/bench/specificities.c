/* specificities.c - how long the specificities of a large table take: 50,000 forms by 20 groups, frequencies after Zipf, each
 * word drawn for a group by a fixed generator. Writes for specificities.R, all as doubles: numbers of forms and of groups, seconds, sizes of
 * the groups, cells form by form, and likewise score, p and q of each. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include "plugins/specificities/score.h"
#include "tests/bench/measured.h"
#include "tests/unit/memory_host.h"

enum { FORMS = 50000, GROUPS = 20 };
static double cell[FORMS][GROUPS], size[GROUPS], all;
static lexical_test score[FORMS][GROUPS];

/* Groups of uneven size; every third form is preferred by one of them. */
static void make_table(void)
{
	for (uint32_t f = 0; f < FORMS; f++)
		for (uint32_t n = 250000 / (f + 4) + 1; n--; ) {
			uint32_t g = drawn(GROUPS), other = drawn(GROUPS);
			g = other < g ? other : g;
			cell[f][f % 3 || drawn(4) ? g : f % GROUPS]++;
		}
	for (uint32_t f = 0; f < FORMS; f++)
		for (uint32_t g = 0; g < GROUPS; g++) {
			size[g] += cell[f][g];
			all += cell[f][g];
		}
}

/* The same as the plugin has it. */
static lexical_table table_of(pool *p)
{
	lexical_table t = { .n = FORMS, .n_active = FORMS };
	t.tokens = pool_array(p, t.tokens, FORMS);
	t.start = pool_array(p, t.start, FORMS + 1);
	t.cell = pool_array(p, t.cell, FORMS * GROUPS);
	for (uint32_t f = 0; f < FORMS; f++) {
		t.start[f] = t.n_cells;
		for (uint32_t g = 0; g < GROUPS; g++) {
			t.tokens[f] += cell[f][g];
			if (cell[f][g] > 0)
				t.cell[t.n_cells++] = (lexical_cell){ .group = g, .tokens = cell[f][g] };
		}
	}
	t.start[FORMS] = t.n_cells;
	return t;
}

static lexical_test measure(const void *user, double terms, double in, double out)
{
	(void)user;
	return score_lafon(terms, all, in, out);
}

static bool listed(const void *user, const lexical_test *test)
{
	(void)user;
	return fabs(test->score) >= 2;
}

static bool any(const void *user, const lexical_test *test)
{
	(void)user;
	(void)test;
	return true;
}

static void write_all(const char *path, double seconds)
{
	const double head[] = { FORMS, GROUPS, seconds };
	FILE *out = fopen(path, "wb");
	if (!out || fwrite(head, sizeof head, 1, out) != 1 || fwrite(size, sizeof size, 1, out) != 1 ||
	    fwrite(cell, sizeof cell, 1, out) != 1 || fwrite(score, sizeof score, 1, out) != 1 || fclose(out)) {
		perror(path);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	make_table();
	pool *p = pool_new(memory_host());
	lexical_groups groups = { .n = GROUPS, .terms = size, .all = all };
	lexical_table t = table_of(p);
	double begin = now();
	lexical_tests tests = lexical_test_all(p, &groups, &t, GLANE_NONE, measure, listed, NULL);
	double seconds = now() - begin;
	printf("%.0f words, %d forms, %d groups, %u cells that are not 0\n", all, FORMS, GROUPS, t.n_cells);
	printf("glane: all scores and q values, and the list of %u: %.3f s\n", tests.n, seconds);
	lexical_tests every = lexical_test_all(p, &groups, &t, GLANE_NONE, measure, any, NULL);
	for (uint32_t i = 0; i < every.n; i++)
		score[every.found[i].feature][every.found[i].group] = every.found[i].test;
	write_all(argv[1], seconds);
	memory_host_free();
	return 0;
}
