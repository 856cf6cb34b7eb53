/* Sparse matrices: what is put in is found again, by rows and by columns. */
#include <check.h>
#include <stdlib.h>
#include "matrix/sparse.h"
#include "memory_host.h"

static pool *here;

static void set_up(void)
{
	here = pool_new(memory_host());
}

enum { ROWS = 7, COLUMNS = 5 };

/* Places that repeat, an empty row (3), an empty column (2), in no order. */
static const uint32_t row[] = { 6, 0, 0, 1, 5, 6, 2, 0, 4, 6 }, column[] = { 4, 1, 0, 3, 0, 4, 1, 1, 3, 0 };
enum { N = sizeof row / sizeof *row };

static sparse made(void)
{
	return sparse_of(here, ROWS, COLUMNS, N, row, column);
}

static double at(const sparse *m, uint32_t r, uint32_t c)
{
	ck_assert_uint_lt(r, m->rows);
	for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++)
		if (m->column[k] == c)
			return m->value[k];
	return 0;
}

static double put(uint32_t r, uint32_t c)
{
	double n = 0;
	for (uint32_t i = 0; i < N; i++)
		n += row[i] == r && column[i] == c;
	return n;
}

static void ascends(const sparse *m)
{
	for (uint32_t r = 0; r < m->rows; r++)
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++) {
			ck_assert_uint_lt(m->column[k], m->columns);
			ck_assert(k == m->start[r] || m->column[k - 1] < m->column[k]);
			ck_assert(m->value[k] != 0);
		}
}

START_TEST(cells)
{
	sparse m = made(), t = sparse_transposed(here, &m), p = sparse_presence(here, &m);
	ascends(&m);
	ascends(&t);
	ck_assert_uint_eq(sparse_cells(&m), N - 2);
	for (uint32_t r = 0; r < ROWS; r++)
		for (uint32_t c = 0; c < COLUMNS; c++) {
			ck_assert(at(&m, r, c) == put(r, c));
			ck_assert(at(&t, c, r) == put(r, c));
			ck_assert(at(&p, r, c) == (put(r, c) > 0));
		}
}
END_TEST

START_TEST(another_order)
{
	static const uint32_t order[] = { 4, 0, 6, 5, 3, 1, 2 };
	sparse m = made(), o = sparse_ordered(here, &m, order);
	ascends(&o);
	ck_assert_uint_eq(o.rows, ROWS);
	for (uint32_t r = 0; r < ROWS; r++)
		for (uint32_t c = 0; c < COLUMNS; c++)
			ck_assert(at(&o, r, c) == put(order[r], c));
}
END_TEST

START_TEST(sums_and_products)
{
	sparse m = made();
	double of_rows[ROWS], of_columns[COLUMNS], x[ROWS], y[COLUMNS], out[ROWS + COLUMNS];
	ck_assert(sparse_sums(&m, of_rows, of_columns) == N);
	for (uint32_t r = 0; r < ROWS; r++)
		x[r] = 1 + r * r;
	for (uint32_t c = 0; c < COLUMNS; c++)
		y[c] = 3 - (double)c;
	sparse_times(&m, y, out);
	for (uint32_t r = 0; r < ROWS; r++) {
		double sum = 0, product = 0;
		for (uint32_t c = 0; c < COLUMNS; c++) {
			sum += put(r, c);
			product += put(r, c) * y[c];
		}
		ck_assert(of_rows[r] == sum && out[r] == product);
	}
	sparse_transposed_times(&m, x, out);
	for (uint32_t c = 0; c < COLUMNS; c++) {
		double sum = 0, product = 0;
		for (uint32_t r = 0; r < ROWS; r++) {
			sum += put(r, c);
			product += put(r, c) * x[r];
		}
		ck_assert(of_columns[c] == sum && out[c] == product);
	}
}
END_TEST

START_TEST(parts)
{
	const uint32_t rows[ROWS] = { 0, GLANE_NONE, 1, 2, GLANE_NONE, GLANE_NONE, 3 };
	const uint32_t columns[COLUMNS] = { GLANE_NONE, 0, 1, GLANE_NONE, 2 };
	sparse m = made(), part = sparse_part(here, &m, rows, columns), all = sparse_part(here, &m, NULL, NULL);
	ck_assert_uint_eq(part.rows, 4);
	ck_assert_uint_eq(part.columns, 3);
	ck_assert_uint_eq(sparse_cells(&all), sparse_cells(&m));
	ascends(&part);
	for (uint32_t r = 0; r < ROWS; r++)
		for (uint32_t c = 0; c < COLUMNS; c++)
			if (rows[r] != GLANE_NONE && columns[c] != GLANE_NONE)
				ck_assert(at(&part, rows[r], columns[c]) == put(r, c));
}
END_TEST

START_TEST(memory_is_used_again)
{
	pool_mark then = pool_now(here);
	char *a = pool_alloc(here, 3000000), *b = pool_alloc(here, 10), *c = NULL;
	a[2999999] = b[9] = 1;
	for (int i = 0; i < 50; i++) {
		pool_back(here, then);
		ck_assert_ptr_eq(pool_alloc(here, 3000000), a);
		ck_assert_ptr_eq(c = pool_alloc(here, 10), b);
		ck_assert(!c[9] && !a[2999999]);
		c[9] = a[2999999] = 1;
	}
	ck_assert((uintptr_t)b % 16 == 0);
}
END_TEST

START_TEST(nothing)
{
	sparse m = sparse_of(here, 0, 0, 0, NULL, NULL), t = sparse_transposed(here, &m);
	ck_assert_uint_eq(sparse_cells(&m), 0);
	ck_assert_uint_eq(sparse_cells(&t), 0);
	ck_assert(sparse_sums(&m, NULL, NULL) == 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("matrix");
	TCase *t = tcase_create("matrix");
	tcase_add_checked_fixture(t, set_up, memory_host_free);
	tcase_add_test(t, cells);
	tcase_add_test(t, another_order);
	tcase_add_test(t, sums_and_products);
	tcase_add_test(t, parts);
	tcase_add_test(t, memory_is_used_again);
	tcase_add_test(t, nothing);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
