/* classes.c - from segments to classes. */
#include <string.h>
#include "classes.h"

enum { STRAYS = 10 };			/* a class of less than a tenth of the smallest that is kept is a stray */

/* Segments from..to are of one source; its units are numbered from `first`. Returns the number after the last. */
static uint32_t join_rainette(uint32_t from, uint32_t to, const uint32_t *size, uint32_t least, uint32_t first, uint32_t *unit)
{
	uint32_t at = first, sum = 0, begin = from;
	for (uint32_t s = from; s < to; s++) {
		if (s > begin && sum >= least) {
			at++;
			sum = 0;
			begin = s;
		}
		unit[s] = at;
		sum += size[s];
	}
	if (sum >= least || at == first)
		return at + 1;
	for (uint32_t s = begin; s < to; s++)
		unit[s] = at - 1;
	return at;
}

static uint32_t join_iramuteq(uint32_t from, uint32_t to, const uint32_t *size, uint32_t least, uint32_t first, uint32_t *unit)
{
	uint32_t at = first, sum = size[from];
	unit[from] = at;
	for (uint32_t s = from + 1; s < to; s++) {
		if (sum > least) {
			at++;
			sum = 0;
		} else
			sum += size[s];
		unit[s] = at;
	}
	return at + 1;
}

uint32_t classes_join(int rules, uint32_t n, const uint32_t *size, const uint32_t *source, uint32_t least, uint32_t *unit)
{
	uint32_t k = 0;
	for (uint32_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && source[to] == source[from]; to++) { }
		k = rules == RULES_RAINETTE ? join_rainette(from, to, size, least, k, unit) :
		                              join_iramuteq(from, to, size, least, k, unit);
	}
	return k;
}

/* Rows of units instead of rows of segments. */
static sparse joined(pool *p, const segments *s, uint32_t n_units, const uint32_t *unit)
{
	uint32_t cells = sparse_cells(s->presence), n = 0;
	uint32_t *row = pool_array(p, row, cells), *column = pool_array(p, column, cells);
	for (uint32_t i = 0; i < s->n; i++)
		for (uint32_t k = s->presence->start[i]; k < s->presence->start[i + 1]; k++) {
			row[n] = unit[i];
			column[n++] = s->presence->column[k];
		}
	sparse m = sparse_of(p, n_units, s->presence->columns, n, row, column);
	return sparse_presence(p, &m);
}

/* The rules' own least size of a class, of n segments. IRaMuTeQ: the share of one class, or half of it in a double
 * classification; rainette: any, or more than ten (rainette2); here half a share, so that fewer segments are left without a
 * class. */
static uint32_t least_of(const classes_rules *r, uint32_t n)
{
	if (r->least)
		return r->least;
	if (r->all)
		return r->mode == MODE_DOUBLE ? 10 : 0;
	uint32_t by = r->mode == MODE_SIMPLE && r->rules.of == RULES_IRAMUTEQ ? r->classes : 2 * r->classes;
	return (n + by / 2) / by;
}

static int grow_tree(pool *p, const segments *s, const classes_rules *rules, int which, uint32_t *unit, classes *out)
{
	uint32_t *size = pool_array(p, size, s->n);
	split_rules split = rules->rules;
	split.negligible = rules->strays ? least_of(rules, s->n) / STRAYS : 0;
	for (uint32_t i = 0; i < s->n; i++) {
		unit[i] = i;
		size[i] = s->presence->start[i + 1] - s->presence->start[i];
	}
	if (!rules->joined[which]) {
		out->n_units[which] = s->n;
		return tree_grow(p, s->presence, rules->classes, &split, &out->tree[which]);
	}
	out->n_units[which] = classes_join(rules->rules.of, s->n, size, s->source, rules->joined[which], unit);
	sparse m = joined(p, s, out->n_units[which], unit);
	return tree_grow(p, &m, rules->classes, &split, &out->tree[which]);
}

static void simple_classes(pool *p, const segments *s, const classes_rules *rules, const uint32_t *unit, classes *out)
{
	const tree *t = &out->tree[0];
	uint32_t *of_unit = pool_array(p, of_unit, out->n_units[0]);
	out->n = tree_classes(p, t, least_of(rules, out->n_units[0]), out->node);
	memset(of_unit, 0xff, out->n_units[0] * sizeof *of_unit);
	for (uint32_t c = 0; c < out->n; c++)
		for (uint32_t i = 0; i < t->node[out->node[c]].n; i++)
			of_unit[t->node[out->node[c]].row[i]] = c;
	for (uint32_t i = 0; i < s->n; i++)
		out->of[i] = of_unit[unit[i]];
}

static void double_classes(pool *p, const segments *s, const classes_rules *rules, uint32_t *const *unit, classes *out)
{
	const double_input in = { s->n, { &out->tree[0], &out->tree[1] }, { unit[0], unit[1] }, least_of(rules, s->n), rules->rules.of };
	crossed *c;
	uint32_t n = double_cross(p, &in, &c), *chosen = pool_array(p, chosen, rules->classes);
	out->n = double_best(p, &in, n, c, rules->classes, chosen);
	/* In the order of the first tree. */
	for (uint32_t i = 1; i < out->n; i++)
		for (uint32_t k = i; k > 0 && chosen[k] < chosen[k - 1]; k--) {
			uint32_t x = chosen[k];
			chosen[k] = chosen[k - 1];
			chosen[k - 1] = x;
		}
	for (uint32_t k = 0; k < out->n; k++) {
		out->node[k] = c[chosen[k]].first;
		for (uint32_t i = 0; i < s->n; i++)
			if (c[chosen[k]].member[i / 64] >> (i % 64) & 1)
				out->of[i] = k;
	}
}

int classes_find(pool *p, const segments *s, const classes_rules *rules, classes *out)
{
	uint32_t *unit[2] = { NULL, NULL };
	*out = (classes){ .n = 0 };
	out->of = pool_array(p, out->of, s->n);
	out->node = pool_array(p, out->node, rules->classes);
	memset(out->of, 0xff, s->n * sizeof *out->of);
	for (int w = 0; w <= (rules->mode == MODE_DOUBLE); w++) {
		unit[w] = pool_array(p, unit[w], s->n);
		int code = grow_tree(p, s, rules, w, unit[w], out);
		if (code != GLANE_OK)
			return code;
	}
	if (rules->mode == MODE_DOUBLE)
		double_classes(p, s, rules, unit, out);
	else
		simple_classes(p, s, rules, unit[0], out);
	for (uint32_t i = 0; i < s->n; i++)
		out->n_classified += out->of[i] != GLANE_NONE;
	return GLANE_OK;
}
