/* axes.c - the principal axes of a table of counts in the metric of chi2. */
#include <math.h>
#include <string.h>
#include <arpack/arpack.h>
#include "matrix/axes.h"
#include "statistics/contrast.h"

/* LAPACK's and ARPACK's functions are Fortran's: everything by address. */
void dsyev_(const char *job, const char *triangle, const int *n, double *a, const int *lda, double *w, double *work, const int *lwork,
            int *info, size_t job_n, size_t triangle_n);

enum { SMALL = 64 };			/* columns or rows, the fewer: up to here all axes are as fast as some */
static const double nothing = 1e-14;	/* of the first axis' inertia: what rounding leaves is no axis */

/* S = (P - rc') / sqrt(rc') as a product: D_r^-1/2 P D_c^-1/2 less the trivial axis sqrt(r) sqrt(c)'. */
typedef struct {
	const sparse *m;
	double total;
	double *root_row, *root_column;	/* square roots of masses */
	double *wide;			/* room for a row of rows or columns */
} operator;

static double dot(uint32_t n, const double *x, const double *y)
{
	double sum = 0;
	for (uint32_t i = 0; i < n; i++)
		sum += x[i] * y[i];
	return sum;
}

/* out = S x */
static void times(const operator *s, const double *x, double *out)
{
	const sparse *m = s->m;
	double trivial = dot(m->columns, s->root_column, x);
	for (uint32_t c = 0; c < m->columns; c++)
		s->wide[c] = x[c] / s->root_column[c];
	sparse_times(m, s->wide, out);
	for (uint32_t r = 0; r < m->rows; r++)
		out[r] = out[r] / (s->total * s->root_row[r]) - trivial * s->root_row[r];
}

/* out = S' x */
static void transposed_times(const operator *s, const double *x, double *out)
{
	const sparse *m = s->m;
	double trivial = dot(m->rows, s->root_row, x);
	for (uint32_t r = 0; r < m->rows; r++)
		s->wide[r] = x[r] / s->root_row[r];
	sparse_transposed_times(m, s->wide, out);
	for (uint32_t c = 0; c < m->columns; c++)
		out[c] = out[c] / (s->total * s->root_column[c]) - trivial * s->root_column[c];
}

/* Eigenvectors of SS' or S'S, whichever is smaller, are in `found`, with their eigenvalues, from the least to the greatest of k: turns them
 * round, and finds singular values and the other side's vectors. */
static void other_side(const operator *s, bool by_rows, uint32_t k, double *value, double *found, double *other)
{
	uint32_t n = by_rows ? s->m->rows : s->m->columns, n_other = by_rows ? s->m->columns : s->m->rows;
	for (uint32_t a = 0, b = k - 1; a < b; a++, b--) {
		double x = value[a];
		value[a] = value[b];
		value[b] = x;
		for (uint32_t i = 0; i < n; i++) {
			x = found[(size_t)a * n + i];
			found[(size_t)a * n + i] = found[(size_t)b * n + i];
			found[(size_t)b * n + i] = x;
		}
	}
	for (uint32_t a = 0; a < k; a++) {
		value[a] = sqrt(value[a] > 0 ? value[a] : 0);
		double *to = other + (size_t)a * n_other;
		if (by_rows)
			transposed_times(s, found + (size_t)a * n, to);
		else
			times(s, found + (size_t)a * n, to);
		for (uint32_t i = 0; value[a] > 0 && i < n_other; i++)
			to[i] /= value[a];
	}
}

/* ---- All axes of a small table ----------------------------------------------------------------------- */

/* S'S (or SS') cell by cell: products of the cells of each row of the long side, less the trivial axis. */
static int small(pool *p, const operator *s, uint32_t k, double *value, double *left, double *right)
{
	bool by_rows = s->m->rows < s->m->columns;
	sparse across = by_rows ? sparse_transposed(p, s->m) : *s->m;
	const double *root = by_rows ? s->root_row : s->root_column, *root_long = by_rows ? s->root_column : s->root_row;
	uint32_t columns = across.columns;
	int n = (int)columns, info = 0, room = 34 * n;
	double *g = pool_alloc(p, (size_t)columns * columns * sizeof *g), *all = pool_alloc(p, columns * sizeof *all);
	double *work = pool_alloc(p, (size_t)room * sizeof *work), *found = by_rows ? left : right;
	for (uint32_t r = 0; r < across.rows; r++)
		for (uint32_t i = across.start[r]; i < across.start[r + 1]; i++) {
			double x = across.value[i] / (s->total * root_long[r] * s->total * root_long[r]);
			for (uint32_t j = across.start[r]; j <= i; j++)
				g[(size_t)across.column[j] * columns + across.column[i]] += x * across.value[j];
		}
	/* Columns of g's lower triangle, as Fortran has it. */
	for (uint32_t j = 0; j < columns; j++)
		for (uint32_t i = j; i < columns; i++)
			g[(size_t)j * columns + i] = g[(size_t)j * columns + i] / (root[i] * root[j]) - root[i] * root[j];
	dsyev_("V", "L", &n, g, &n, all, work, &room, &info, 1, 1);
	if (info)
		return pool_context(p)->host->fail(pool_context(p), GLANE_EINPUT, glane_here(), "the axes of a table of %u rows and %u columns can't be computed "
			"(LAPACK's dsyev says %d)", s->m->rows, s->m->columns, info);
	memcpy(value, all + columns - k, k * sizeof *value);
	memcpy(found, g + (size_t)(columns - k) * columns, (size_t)k * columns * sizeof *found);
	other_side(s, by_rows, k, value, found, by_rows ? right : left);
	return GLANE_OK;
}

/* ---- Some axes of a large one ------------------------------------------------------------------------ */

/* The start: ones, and the numbers of a linear congruential generator (Knuth's MMIX), so that no axis is missed by chance. */
static void start_vector(uint32_t n, double *x)
{
	uint64_t seed = 1;
	for (uint32_t i = 0; i < n; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		x[i] = 1 + (double)(seed >> 40) / (double)(1 << 24);
	}
}

static int large(pool *p, const operator *s, uint32_t k, double *value, double *left, double *right)
{
	const sparse *m = s->m;
	bool by_rows = m->rows < m->columns;
	uint32_t n = by_rows ? m->rows : m->columns, other = by_rows ? m->columns : m->rows, ncv = 2 * k + 20;
	ncv = ncv < n ? ncv : n;
	int lwork = (int)(ncv * (ncv + 8)), ido = 0, info = 1, param[11] = { 1, 0, 3000, 1, 0, 0, 1 }, pointer[14] = { 0 };
	double *start = pool_alloc(p, n * sizeof *start), *v = pool_alloc(p, (size_t)n * ncv * sizeof *v);
	double *workd = pool_alloc(p, 3 * (size_t)n * sizeof *workd);
	double *workl = pool_alloc(p, (size_t)lwork * sizeof *workl);
	double *between = pool_alloc(p, other * sizeof *between), *found = by_rows ? left : right;
	int *chosen = pool_alloc(p, ncv * sizeof *chosen);
	start_vector(n, start);
	for (;;) {
		dsaupd_c(&ido, "I", (int)n, "LA", (int)k, 1e-12, start, (int)ncv, v, (int)n, param, pointer, workd, workl, lwork, &info);
		if (ido != 1 && ido != -1)
			break;
		const double *x = workd + pointer[0] - 1;
		double *y = workd + pointer[1] - 1;
		if (by_rows) {
			transposed_times(s, x, between);
			times(s, between, y);
		} else {
			times(s, x, between);
			transposed_times(s, between, y);
		}
	}
	if (info == 0)
		dseupd_c(1, "A", chosen, value, found, (int)n, 0, "I", (int)n, "LA", (int)k, 1e-12, start, (int)ncv, v, (int)n, param, pointer,
			workd, workl, lwork, &info);
	if (info)
		return pool_context(p)->host->fail(pool_context(p), GLANE_EINPUT, glane_here(), "the axes of a table of %u rows and %u columns can't be computed "
			"(ARPACK says %d)", m->rows, m->columns, info);
	other_side(s, by_rows, k, value, found, by_rows ? right : left);
	return GLANE_OK;
}

/* ---- Both ---------------------------------------------------------------------------------------------- */

static double *roots(pool *p, uint32_t n, const double *mass)
{
	double *root = pool_alloc(p, ((size_t)n + 1) * sizeof *root);
	for (uint32_t i = 0; i < n; i++)
		root[i] = sqrt(mass[i]);
	return root;
}

/* Vectors one after the other become coordinates, k a point. */
static double *standard(pool *p, uint32_t n, uint32_t k, const double *vector, const double *root)
{
	double *x = pool_alloc(p, ((size_t)n * k + 1) * sizeof *x);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t a = 0; a < k; a++)
			x[(size_t)i * k + a] = vector[(size_t)a * n + i] / root[i];
	return x;
}

static void orient(axes *a, uint32_t rows, uint32_t columns)
{
	for (uint32_t i = 0; i < a->k; i++)
		if (orient_axis(rows, a->row + i, a->k) < 0)
			for (uint32_t c = 0; c < columns; c++)
				a->column[(size_t)c * a->k + i] = -a->column[(size_t)c * a->k + i];
}

int axes_of(pool *p, const sparse *m, uint32_t k, axes *out)
{
	uint32_t least = m->rows < m->columns ? m->rows : m->columns, most = m->rows < m->columns ? m->columns : m->rows;
	*out = (axes){ 0 };
	out->row_mass = pool_alloc(p, ((size_t)m->rows + 1) * sizeof(double));
	out->column_mass = pool_alloc(p, ((size_t)m->columns + 1) * sizeof(double));
	out->total = sparse_sums(m, out->row_mass, out->column_mass);
	if (least < 2 || !k)
		return GLANE_OK;
	for (uint32_t r = 0; r < m->rows; r++)
		out->row_mass[r] /= out->total;
	for (uint32_t c = 0; c < m->columns; c++)
		out->column_mass[c] /= out->total;
	double sum = 0;
	for (uint32_t r = 0; r < m->rows; r++)
		for (uint32_t i = m->start[r]; i < m->start[r + 1]; i++) {
			double x = m->value[i] / out->total;
			sum += x * x / (out->row_mass[r] * out->column_mass[m->column[i]]);
		}
	out->inertia = sum > 1 ? sum - 1 : 0;
	k = k < least - 1 ? k : least - 1;
	operator s = { m, out->total, roots(p, m->rows, out->row_mass), roots(p, m->columns, out->column_mass),
	               pool_alloc(p, ((size_t)most + 1) * sizeof(double)) };
	double *left = pool_alloc(p, (size_t)k * m->rows * sizeof *left);
	double *right = pool_alloc(p, (size_t)k * m->columns * sizeof *right);
	out->value = pool_alloc(p, k * sizeof *out->value);
	int code = least <= SMALL || k + 2 > least ? small(p, &s, k, out->value, left, right) : large(p, &s, k, out->value, left, right);
	if (code != GLANE_OK)
		return code;
	while (out->k < k && out->value[out->k] * out->value[out->k] > nothing * (1 + out->value[0] * out->value[0]))
		out->k++;
	out->row = standard(p, m->rows, out->k, left, s.root_row);
	out->column = standard(p, m->columns, out->k, right, s.root_column);
	orient(out, m->rows, m->columns);
	return GLANE_OK;
}
