/* correspondence.c - the axes of a table of counts, for correspondence.sh: reads "rows columns" and the counts from the file that its first
 * argument names, computes as many axes as the second says, prints the seconds of the
 * fastest of three computations, then the inertia, the inertias of the
 * axes, and the principal coordinates of rows and columns, a point a line. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "tests/unit/memory_host.h"
#include "plugins/correspondence/cloud.h"

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static sparse table_of(pool *p, FILE *f)
{
	uint32_t rows, columns;
	if (fscanf(f, "%u %u", &rows, &columns) != 2)
		exit(2);
	sparse m = { rows, columns, NULL, NULL, NULL };
	m.start = pool_array(p, m.start, rows);
	m.column = pool_array(p, m.column, (size_t)rows * columns);
	m.value = pool_array(p, m.value, (size_t)rows * columns);
	for (uint32_t r = 0, n = 0; r < rows; r++) {
		for (uint32_t c = 0; c < columns; c++) {
			double x;
			if (fscanf(f, "%lf", &x) != 1)
				exit(2);
			if (x > 0) {
				m.column[n] = c;
				m.value[n++] = x;
			}
		}
		m.start[r + 1] = n;
	}
	return m;
}

static void print(const cloud *c)
{
	for (uint32_t i = 0; i < c->n; i++)
		for (uint32_t k = 0; k < c->k; k++)
			printf("%.12g%c", c->x[(size_t)i * c->k + k], k + 1 < c->k ? ' ' : '\n');
}

int main(int argc, char **argv)
{
	FILE *f = argc == 3 ? fopen(argv[1], "r") : NULL;
	if (!f)
		return 2;
	pool *p = pool_new(memory_host());
	sparse m = table_of(p, f);
	axes a;
	cloud rows, columns;
	double least = 1e9;
	for (int i = 0; i < 3; i++) {
		double since = now();
		if (axes_of(p, &m, (uint32_t)atoi(argv[2]), &a))
			return 1;
		sparse across = sparse_transposed(p, &m);
		rows = cloud_of(p, &m, a.k, a.column, a.column_mass);
		columns = cloud_of(p, &across, a.k, a.row, a.row_mass);
		least = now() - since < least ? now() - since : least;
	}
	printf("%.6f\n%.12g\n", least, a.inertia);
	for (uint32_t k = 0; k < a.k; k++)
		printf("%.12g%c", a.value[k] * a.value[k], k + 1 < a.k ? ' ' : '\n');
	print(&rows);
	print(&columns);
	memory_host_free();
	return fclose(f) != 0;
}
