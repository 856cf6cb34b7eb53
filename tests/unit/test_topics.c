/* Factorisations: tables that are made of topics, and the order of rows. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "memory_host.h"
#include "plugins/topics/nmf.h"

enum { ROWS = 30, COLUMNS = 8 };

static void near(double found, double expected, double within)
{
	ck_assert_msg(fabs(found - expected) <= within, "%.9f, expected %.9f", found, expected);
}

/* A table of counts, by rows. */
static sparse table(pool *p, uint32_t rows, uint32_t columns, const double *count)
{
	sparse m = { rows, columns, pool_array(p, m.start, rows + 1), pool_array(p, m.column, (size_t)rows * columns),
		pool_array(p, m.value, (size_t)rows * columns) };
	uint32_t n = 0;
	for (uint32_t r = 0; r < rows; r++) {
		for (uint32_t c = 0; c < columns; c++)
			if (count[r * columns + c] > 0) {
				m.column[n] = c;
				m.value[n++] = count[r * columns + c];
			}
		m.start[r + 1] = n;
	}
	return m;
}

/* Words 0 to 3 are one topic's, 4 to 7 the other's; nothing is common to both, so that it can only be found as it was made: each
 * block is of rank 1, (1 2 3 4) / 10 in parts of any size. */
START_TEST(two_topics_apart)
{
	double count[6 * COLUMNS] = { 0 };
	for (uint32_t r = 0; r < 6; r++)
		for (uint32_t c = 0; c < 4; c++)
			count[r * COLUMNS + (r < 4 ? 0 : 4) + c] = (r + 1.) * (c + 1.);
	pool *p = pool_new(memory_host());
	sparse m = table(p, 6, COLUMNS, count);
	nmf f = nmf_of(p, &m, 2, 200);
	near(f.residual, 0, 1e-9);
	uint32_t first = f.word[0] > 0 ? 0 : 1, second = 1 - first;
	for (uint32_t c = 0; c < 4; c++) {
		near(f.word[c * 2 + first], (c + 1) / 10., 1e-6);
		near(f.word[(c + 4) * 2 + second], (c + 1) / 10., 1e-6);
		near(f.word[c * 2 + second], 0, 1e-6);
	}
	for (uint32_t r = 0; r < 6; r++) {
		near(f.unit[r * 2 + (r < 4 ? first : second)], 10 * (r + 1.), 1e-5);
		near(f.unit[r * 2 + (r < 4 ? second : first)], 0, 1e-6);
	}
	memory_host_free();
}
END_TEST

/* A table with a word that both topics have; `shift` turns the order of its rows. */
static void mixed(double *count, uint32_t shift)
{
	for (uint32_t i = 0; i < ROWS; i++) {
		uint32_t r = (i * 7 + shift) % ROWS;
		for (uint32_t c = 0; c < COLUMNS; c++) {
			double a = c < 5 ? c + 1. : 0, b = c > 3 ? 9. - c : 0;
			count[i * COLUMNS + c] = a * (r % 5) + b * (r % 7) + (r * c % 11 == 3);
		}
	}
}

static nmf factorised(pool *p, uint32_t shift, uint32_t *order)
{
	double count[ROWS * COLUMNS];
	mixed(count, shift);
	sparse m = table(p, ROWS, COLUMNS, count);
	nmf_order(&m, order);
	m = sparse_ordered(p, &m, order);
	return nmf_of(p, &m, 3, 100);
}

/* To the last bit, whatever the order in which units come. */
START_TEST(order_of_units)
{
	pool *p = pool_new(memory_host());
	uint32_t order[2][ROWS];
	nmf f = factorised(p, 0, order[0]);
	ck_assert(f.residual > 0 && f.residual < .05);
	for (uint32_t shift = 1; shift < ROWS; shift++) {
		nmf g = factorised(p, shift, order[1]);
		ck_assert_mem_eq(f.word, g.word, COLUMNS * 3 * sizeof *f.word);
		ck_assert_mem_eq(f.unit, g.unit, ROWS * 3 * sizeof *f.unit);
	}
	memory_host_free();
}
END_TEST

/* Never worse with more steps, and nothing below 0. */
START_TEST(descent)
{
	pool *p = pool_new(memory_host());
	double count[ROWS * COLUMNS], before = INFINITY;
	mixed(count, 3);
	sparse m = table(p, ROWS, COLUMNS, count);
	for (uint32_t most = 1; most < 40; most += 3) {
		nmf f = nmf_of(p, &m, 3, most);
		ck_assert_msg(f.residual <= before * (1 + 1e-9), "%u steps: %g after %g", most, f.residual, before);
		before = f.residual;
		for (uint32_t i = 0; i < ROWS * 3; i++)
			ck_assert(f.unit[i] >= 0);
		for (uint32_t t = 0; t < 3; t++) {
			double sum = 0;
			for (uint32_t c = 0; c < COLUMNS; c++) {
				ck_assert(f.word[c * 3 + t] >= 0);
				sum += f.word[c * 3 + t];
			}
			near(sum, 1, 1e-9);
		}
	}
	memory_host_free();
}
END_TEST

/* Of rank 1 there is one topic to find, and the others are empty or share it; nothing is NaN. */
START_TEST(less_than_wanted)
{
	pool *p = pool_new(memory_host());
	sparse m = table(p, 3, 3, (double[]){ 1, 2, 3, 2, 4, 6, 3, 6, 9 });
	nmf f = nmf_of(p, &m, 3, 100);
	near(f.residual, 0, 1e-9);
	for (uint32_t i = 0; i < 9; i++)
		ck_assert(isfinite(f.unit[i]) && isfinite(f.word[i]));
	memory_host_free();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("topics");
	TCase *t = tcase_create("factorisation");
	tcase_add_test(t, two_topics_apart);
	tcase_add_test(t, order_of_units);
	tcase_add_test(t, descent);
	tcase_add_test(t, less_than_wanted);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
