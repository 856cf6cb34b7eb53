/* split.c - one step of the descending hierarchical classification. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "split.h"
#include "statistics/contrast.h"

enum { EXCHANGE_LEAST = 5 };		/* IRaMuTeQ: no exchange with a class of fewer units */
enum { YATES_BELOW = 10 };

/* The table of the two classes by forms. Of class 0: how often each form, and all of them. chi2 follows from three sums,
 * since with all = sum over forms of in²/both
 *
 *	chi2 = T (all / T0 + (T - 2 T0 + all) / T1 - 1). */
typedef struct {
	const sparse *m;
	double *both, *in, *size;	/* per form; per form, in class 0; per unit */
	double total, total_in, all;
} contrast;

static contrast contrast_of(pool *p, const sparse *m)
{
	contrast t = { .m = m };
	t.both = pool_array(p, t.both, m->columns);
	t.in = pool_array(p, t.in, m->columns);
	t.size = pool_array(p, t.size, m->rows);
	t.total = sparse_sums(m, t.size, t.both);
	return t;
}

/* Sum over the forms of row r of in/both, and of 1/both. */
static double common(const contrast *t, uint32_t r)
{
	double sum = 0;
	for (uint32_t k = t->m->start[r]; k < t->m->start[r + 1]; k++)
		sum += t->in[t->m->column[k]] / t->both[t->m->column[k]];
	return sum;
}

static double own(const contrast *t, uint32_t r)
{
	double sum = 0;
	for (uint32_t k = t->m->start[r]; k < t->m->start[r + 1]; k++)
		sum += 1 / t->both[t->m->column[k]];
	return sum;
}

/* Row r comes into class 0 (by 1) or leaves it (by -1). */
static void move(contrast *t, uint32_t r, double by)
{
	for (uint32_t k = t->m->start[r]; k < t->m->start[r + 1]; k++) {
		uint32_t c = t->m->column[k];
		t->all += (2 * by * t->in[c] + 1) / t->both[c];
		t->in[c] += by;
	}
	t->total_in += by * t->size[r];
}

static double chi2_from(double total, double in, double all)
{
	double out = total - in;
	return in > 0 && out > 0 ? total * (all / in + (total - 2 * in + all) / out - 1) : 0;
}

static double chi2_now(const contrast *t)
{
	return chi2_from(t->total, t->total_in, t->all);
}

uint32_t split_best_cut(pool *p, const sparse *m, const uint32_t *order, double *curve, double *chi2)
{
	pool_mark then = pool_now(p);
	contrast t = contrast_of(p, m);
	uint32_t best = 1;
	*chi2 = 0;
	for (uint32_t k = 1; k < m->rows; k++) {
		move(&t, order[k - 1], 1);
		double x = chi2_now(&t);
		if (curve)
			curve[k] = x;
		if (k == 1 || decided(x) > decided(*chi2)) {
			*chi2 = x;
			best = k;
		}
	}
	pool_back(p, then);
	return best;
}

/* ---- The exchange of units ----------------------------------------------------------------------- */

/* What chi2 becomes when row r changes its class: from its forms' share in class 0 (common) and own sum. */
static double chi2_after(const contrast *t, const uint8_t *side, uint32_t r, double with, double alone)
{
	double by = side[r] ? 1 : -1;
	return chi2_from(t->total, t->total_in + by * t->size[r], t->all + 2 * by * with + alone);
}

static void exchange(contrast *t, split_result *s, uint32_t *n, uint32_t r)
{
	move(t, r, s->side[r] ? 1 : -1);
	n[s->side[r]]--;
	s->side[r] = !s->side[r];
	n[s->side[r]]++;
	s->exchanged++;
}

/* rainette: of all exchanges the one that gains most, until none gains. What each row has in common with class 0 is kept, and
 * changes only for rows that share a form with the one that moved. */
static void exchange_best(pool *p, contrast *t, split_result *s, uint32_t *n)
{
	const sparse *m = t->m;
	sparse by_form = sparse_transposed(p, m);
	double *with = pool_array(p, with, m->rows), *alone = pool_array(p, alone, m->rows);
	for (uint32_t r = 0; r < m->rows; r++) {
		with[r] = common(t, r);
		alone[r] = own(t, r);
	}
	for (;;) {
		double most = decided(chi2_now(t));
		uint32_t best = GLANE_NONE;
		for (uint32_t r = 0; r < m->rows; r++) {
			double x = chi2_after(t, s->side, r, with[r], alone[r]);
			/* decided() costs more than the whole of it; only what is close needs it. */
			if (n[s->side[r]] > 1 && x > most * (1 - 1e-8) && decided(x) > most) {
				most = decided(x);
				best = r;
			}
		}
		if (best == GLANE_NONE)
			return;
		double by = s->side[best] ? 1 : -1;
		exchange(t, s, n, best);
		for (uint32_t k = m->start[best]; k < m->start[best + 1]; k++) {
			uint32_t c = m->column[k];
			for (uint32_t i = by_form.start[c]; i < by_form.start[c + 1]; i++)
				with[by_form.column[i]] += by / t->both[c];
		}
	}
}

/* What chi2 becomes when row r changes its class, if that is more than it is now; otherwise 0. decided() costs more than the whole of it;
 * only what is close needs it. */
static double gaining(const contrast *t, const uint8_t *side, uint32_t r)
{
	double x = chi2_after(t, side, r, common(t, r), own(t, r)), now = chi2_now(t);
	return x > now * (1 - 1e-8) && decided(x) > decided(now) ? decided(x) : 0;
}

/* IRaMuTeQ: whoever gains is exchanged at once, in the order of rows, in passes; until one exchanges nobody, or the same as the
 * pass before. */
static void exchange_first(pool *p, contrast *t, split_result *s, uint32_t *n)
{
	const sparse *m = t->m;
	uint8_t *moved = pool_array(p, moved, m->rows), *before = pool_array(p, before, m->rows);
	for (bool any = true; any; ) {
		any = false;
		memset(moved, 0, m->rows);
		for (uint32_t r = 0; r < m->rows && n[0] >= EXCHANGE_LEAST && n[1] >= EXCHANGE_LEAST; r++)
			if (gaining(t, s->side, r) > 0) {
				exchange(t, s, n, r);
				moved[r] = true;
				any = true;
			}
		if (any && !memcmp(moved, before, m->rows))
			return;
		memcpy(before, moved, m->rows);
	}
}

typedef struct { double key; uint32_t row; } place;

static int by_key(const void *a, const void *b)
{
	const place *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* In passes: all who gain by themselves, the greatest gain first, are exchanged as far as they still gain then; until one exchanges
 * nobody. */
static void exchange_passes(pool *p, contrast *t, split_result *s, uint32_t *n)
{
	const sparse *m = t->m;
	place *list = pool_array(p, list, m->rows);
	for (uint32_t before = GLANE_NONE; before != s->exchanged; ) {
		uint32_t k = 0;
		before = s->exchanged;
		for (uint32_t r = 0; r < m->rows; r++) {
			double x = gaining(t, s->side, r);
			if (x > 0)
				list[k++] = (place){ -x, r };
		}
		if (k)
			qsort(list, k, sizeof *list, by_key);
		for (uint32_t i = 0; i < k; i++)
			if (n[s->side[list[i].row]] > 1 && gaining(t, s->side, list[i].row) > 0)
				exchange(t, s, n, list[i].row);
	}
}

/* ---- One cut --------------------------------------------------------------------------------------- */

/* Rows by their coordinate; what differs by rounding alone is equal, and keeps the order of rows. */
static uint32_t *order_along(pool *p, uint32_t n, const axes *a)
{
	place *at = pool_array(p, at, n);
	uint32_t *order = pool_array(p, order, n);
	for (uint32_t r = 0; r < n; r++)
		at[r] = (place){ decided(a->row[(size_t)r * a->k]), r };
	qsort(at, n, sizeof *at, by_key);
	for (uint32_t r = 0; r < n; r++)
		order[r] = at[r].row;
	return order;
}

int split_in_two(pool *p, const sparse *m, const split_rules *rules, split_result *out)
{
	*out = (split_result){ .side = NULL };
	uint8_t *side = pool_array(p, side, m->rows);
	pool_mark then = pool_now(p);
	axes a;
	int code = axes_of(p, m, 1, &a);
	if (code != GLANE_OK || !a.k) {
		pool_back(p, then);
		return code;
	}
	uint32_t *order = order_along(p, m->rows, &a), n[2];
	out->first = split_best_cut(p, m, order, NULL, &out->first_chi2);
	contrast t = contrast_of(p, m);
	n[0] = out->first;
	n[1] = m->rows - out->first;
	for (uint32_t k = 0; k < m->rows; k++) {
		side[order[k]] = k >= out->first;
		if (k < out->first)
			move(&t, order[k], 1);
	}
	out->side = side;
	if (rules->of == RULES_IRAMUTEQ)
		exchange_first(p, &t, out, n);
	else if (rules->passes)
		exchange_passes(p, &t, out, n);
	else
		exchange_best(p, &t, out, n);
	out->chi2 = chi2_now(&t);
	pool_back(p, then);
	return GLANE_OK;
}

/* ---- Which forms each class keeps -------------------------------------------------------------------- */

/* rainette: the coefficient of contingency of the form's two cells; forms that tell the classes apart stay where they are
 * frequent. */
static uint8_t by_contingency(double f0, double f1, double share, double limit)
{
	double f = f0 + f1, e0 = f * share, e1 = f - e0, chi2 = 0;
	if (e0 > 0)
		chi2 += (f0 - e0) * (f0 - e0) / e0;
	if (e1 > 0)
		chi2 += (f1 - e1) * (f1 - e1) / e1;
	if (decided(sqrt(chi2 / (chi2 + f))) <= limit)
		return 3;
	return f0 > e0 ? 1 : 2;
}

/* IRaMuTeQ: chi2 of the form's presence, against a limit that grows with the difference of the classes' sizes. */
static uint8_t by_presence(double f0, double f1, double n0, double n1)
{
	double limit = round(1e6 * (1.9 * (fmax(n0, n1) / fmin(n0, n1)) + 1.9)) / 1e6;
	two_by_two t = { f0, f1, n0 - f0, n1 - f1 };
	bool few = fmin(fmin(t.a, t.b), fmin(t.c, t.d)) < YATES_BELOW;
	double chi2 = fabs(few ? chi2_yates_signed(t) : chi2_signed(t));
	if (f0 == 0 || f1 == 0)
		chi2 = limit + 1;
	else if (f0 == n0 || f1 == n1)
		chi2 = limit - 1;
	if (!(decided(chi2) > limit))
		return 3;
	return f0 * n1 > f1 * n0 ? 1 : 2;
}

void split_forms(pool *p, const sparse *m, const split_result *cut, const split_rules *rules, uint8_t *keep)
{
	pool_mark then = pool_now(p);
	double *f[2], size[2] = { 0, 0 }, n[2] = { 0, 0 };
	for (int g = 0; g < 2; g++)
		f[g] = pool_array(p, f[g], m->columns);
	for (uint32_t r = 0; r < m->rows; r++) {
		uint8_t g = cut->side[r];
		n[g]++;
		size[g] += m->start[r + 1] - m->start[r];
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++)
			f[g][m->column[k]]++;
	}
	for (uint32_t c = 0; c < m->columns; c++)
		keep[c] = rules->of == RULES_RAINETTE ?
			by_contingency(f[0][c], f[1][c], size[0] / (size[0] + size[1]), rules->contingency) :
			by_presence(f[0][c], f[1][c], n[0], n[1]);
	pool_back(p, then);
}
