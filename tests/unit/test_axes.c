/* Principal axes of tables, against numbers worked elsewhere (R's ca); and what large tables have in common with small ones. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "matrix/axes.h"
#include "memory_host.h"
#include "plugins/correspondence/cloud.h"

static pool *here;

static void set_up(void)
{
	here = pool_new(memory_host());
}

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* A table given by its cells, row by row. */
static sparse table(uint32_t rows, uint32_t columns, const int *cell)
{
	static uint32_t row[10000], column[10000];
	uint32_t n = 0;
	for (uint32_t r = 0; r < rows; r++)
		for (uint32_t c = 0; c < columns; c++)
			for (int i = 0; i < cell[r * columns + c]; i++) {
				row[n] = r;
				column[n++] = c;
			}
	return sparse_of(here, rows, columns, n, row, column);
}

static axes of(uint32_t rows, uint32_t columns, const int *cell, uint32_t k)
{
	axes a;
	sparse m = table(rows, columns, cell);
	ck_assert_int_eq(axes_of(here, &m, k, &a), GLANE_OK);
	return a;
}

/* Words said by pioneers, those who wait, those who refuse. The second axis has here the sign that makes its furthest row
 * positive. */
START_TEST(words_by_profiles)
{
	static const int cell[] = { 20, 5, 3, 10, 15, 4, 4, 6, 18, 6, 4, 5 };
	static const double f[] = { -.55900064, -.32800352, -.21735426, .45302797, .75536325, -.10516181, .05367469, -.06727879 };
	static const double g[] = { -.48947842, -.23345138, -.08530790, .46408355, .73794580, -.15281505 };
	axes a = of(4, 3, cell, 5);
	ck_assert_uint_eq(a.k, 2);
	near(a.total, 100);
	near(a.inertia, .35480569);
	near(a.value[0] * a.value[0], .26138808);
	near(a.value[1] * a.value[1], .09341761);
	near(a.row_mass[1], .29);
	for (int i = 0; i < 8; i++)
		near(a.row[i] * a.value[i % 2], f[i]);
	for (int i = 0; i < 6; i++)
		near(a.column[i] * a.value[i % 2], g[i]);
}
END_TEST

/* The same table: what each point adds to an axis, how well an axis shows it, and a row that made none. */
START_TEST(points_of_the_map)
{
	static const int cell[] = { 20, 5, 3, 10, 15, 4, 4, 6, 18, 6, 4, 5 }, more[] = { 5, 5, 5, 0, 0, 0, 28, 30, 30 };
	static const double of_rows[] = { .334732, .052414, .611201, .001653 }, of_columns[] = { .366641, .008352, .625006 };
	static const double cos2[] = { .743884, .187117, .980986, .388931 };
	axes a = of(4, 3, cell, 5);
	sparse rows = table(4, 3, cell), columns = sparse_transposed(here, &rows), others = table(3, 3, more);
	cloud r = cloud_of(here, &rows, a.k, a.column, a.column_mass), c = cloud_of(here, &columns, a.k, a.row, a.row_mass);
	cloud o = cloud_of(here, &others, a.k, a.column, a.column_mass);
	double inertia = 0;
	for (uint32_t i = 0; i < 4; i++) {
		near(cloud_contribution(&r, &a, i, 0), of_rows[i]);
		near(cloud_cos2(&r, i, 0, 1), cos2[i]);
		near(cloud_cos2(&r, i, 0, 2), 1);
		near(cloud_cos2(&r, i, 1, 1), 1 - cos2[i]);
		inertia += cloud_contribution(&r, &a, i, GLANE_NONE);
	}
	near(inertia, 1);
	for (uint32_t i = 0; i < 3; i++)
		near(cloud_contribution(&c, &a, i, 0), of_columns[i]);
	near(100 * a.value[0] * a.value[0] / a.inertia, 73.670769);
	near(100 * a.value[1] * a.value[1] / a.inertia, 26.329231);
	near(o.x[0], .1063771);
	near(fabs(o.x[1]), .0848671);
	/* Nowhere, and not far from the middle: nothing that isn't a number. */
	ck_assert(isnan(cloud_cos2(&o, 1, 0, 2)));
	near(o.x[2], 0);
	near(cloud_cos2(&o, 2, 0, 2), 1);
}
END_TEST

/* Eight segments and seven forms; twelve and nine: the first axis, along which segments are cut in two. */
START_TEST(segments_by_forms)
{
	static const int eight[] = { 1,1,1,0,0,0,0, 1,1,0,1,0,0,0, 0,1,1,1,0,0,0, 1,0,1,0,0,0,0, 0,0,0,1,1,1,0, 0,0,0,0,1,1,1, 0,0,0,1,1,0,1,
		0,0,1,0,0,1,1 };
	static const double of_eight[] = { -1.250844, -.928312, -.714091, -1.220244, .922171, 1.320197, .922171, .542203 };
	static const char twelve[] = "111000000" "110000001" "011000001" "101000000" "000111000" "000110001" "000011001" "000101000"
		"001110000" "000000111" "000000110" "000100111";
	static const double of_twelve[] = { 1.654559, 1.133642, .971129, 1.673996, -.576703, -.383522, -.414473, -.665641, .137396,
		-1.010678, -1.449755, -.912812 };
	int cell[108];
	for (int i = 0; i < 108; i++)
		cell[i] = twelve[i] - '0';
	axes a = of(8, 7, eight, 1), b = of(12, 9, cell, 3);
	near(a.inertia, 1.430556);
	near(a.value[0] * a.value[0], .735049);
	for (int i = 0; i < 8; i++)
		near(a.row[i], of_eight[i]);
	near(b.value[0] * b.value[0], .775590);
	near(b.value[1] * b.value[1], .701527);
	near(b.value[2] * b.value[2], .249825);
	for (int i = 0; i < 12; i++)
		near(b.row[3 * i], of_twelve[i]);
}
END_TEST

/* What ARPACK finds of a table that is too wide to be taken as a whole: axes by their definition, the same each time. */
START_TEST(large_tables)
{
	enum { ROWS = 90, COLUMNS = 60, K = 4 };
	static int cell[ROWS * COLUMNS];
	uint32_t seed = 7;
	for (int i = 0; i < ROWS * COLUMNS; i++) {
		seed = seed * 1664525 + 1013904223;
		cell[i] = (i / COLUMNS % 3 == i % 3) + (seed >> 28 == 0);
	}
	axes a = of(ROWS, COLUMNS, cell, K), again = of(ROWS, COLUMNS, cell, K);
	ck_assert_uint_eq(a.k, K);
	ck_assert_mem_eq(a.row, again.row, ROWS * K * sizeof(double));
	for (uint32_t x = 0; x < K; x++) {
		ck_assert(!x || a.value[x] <= a.value[x - 1]);
		for (uint32_t y = 0; y <= x; y++) {
			double rows = 0, columns = 0;
			for (int r = 0; r < ROWS; r++)
				rows += a.row_mass[r] * a.row[r * K + (int)x] * a.row[r * K + (int)y];
			for (int c = 0; c < COLUMNS; c++)
				columns += a.column_mass[c] * a.column[c * K + (int)x] * a.column[c * K + (int)y];
			near(rows, x == y);
			near(columns, x == y);
		}
		/* A row lies at the mean of its columns, but for the scale of the axis. */
		for (int r = 0; r < ROWS; r++) {
			double sum = 0, n = 0;
			for (int c = 0; c < COLUMNS; c++) {
				sum += cell[r * COLUMNS + c] * a.column[c * K + (int)x];
				n += cell[r * COLUMNS + c];
			}
			near(sum / n, a.value[x] * a.row[r * K + (int)x]);
		}
	}
}
END_TEST

START_TEST(tables_without_axes)
{
	static const int same[] = { 1, 2, 2, 4, 3, 6 }, one[] = { 1, 2, 3 };
	ck_assert_uint_eq(of(3, 2, same, 5).k, 0);
	ck_assert_uint_eq(of(1, 3, one, 5).k, 0);
	ck_assert_uint_eq(of(3, 1, one, 5).k, 0);
	near(of(3, 2, same, 5).inertia, 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("axes");
	TCase *t = tcase_create("axes");
	tcase_add_checked_fixture(t, set_up, memory_host_free);
	tcase_add_test(t, words_by_profiles);
	tcase_add_test(t, points_of_the_map);
	tcase_add_test(t, segments_by_forms);
	tcase_add_test(t, large_tables);
	tcase_add_test(t, tables_without_axes);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
