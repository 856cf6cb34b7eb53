/* tree.c - the descending hierarchical classification. */
#include <string.h>
#include "tree.h"

/* What a node needs to be cut: which forms it may still have. */
typedef struct {
	uint8_t *form;			/* bit per form of the whole matrix: 1, still there */
	bool tried;			/* it can't be cut */
} state;

typedef struct {
	pool *p;
	const sparse *m;
	const split_rules *rules;
	tree *t;
	state *state;
} grower;

/* The node's rows and forms as a matrix of its own, without empty rows and columns. row[i], column[j]: where they are in the
 * whole. false: too little is left. */
typedef struct { sparse m; uint32_t *row, *column; } part;

static bool part_of(grower *g, uint32_t number, part *out)
{
	const tree_node *node = &g->t->node[number];
	const uint8_t *form = g->state[number].form;
	const sparse *m = g->m;
	uint32_t *row_to = pool_array(g->p, row_to, m->rows), *column_to = pool_array(g->p, column_to, m->columns), rows = 0, columns = 0;
	*out = (part){ .row = NULL };
	out->row = pool_array(g->p, out->row, node->n);
	out->column = pool_array(g->p, out->column, m->columns);
	memset(row_to, 0xff, m->rows * sizeof *row_to);
	memset(column_to, 0xff, m->columns * sizeof *column_to);
	for (uint32_t i = 0; i < node->n; i++) {
		uint32_t r = node->row[i];
		bool any = false;
		for (uint32_t k = m->start[r]; k < m->start[r + 1]; k++)
			if (form[m->column[k]]) {
				column_to[m->column[k]] = 0;
				any = true;
			}
		if (any) {
			row_to[r] = rows;
			out->row[rows++] = r;
		}
	}
	for (uint32_t c = 0; c < m->columns; c++)
		if (column_to[c] != GLANE_NONE) {
			column_to[c] = columns;
			out->column[columns++] = c;
		}
	if (rows < 3 || columns < 3 || rows < g->rules->min_split)
		return false;
	out->m = sparse_part(g->p, m, row_to, column_to);
	return true;
}

static uint32_t add_node(grower *g, uint32_t parent, uint32_t n, const uint32_t *row)
{
	uint32_t number = g->t->n++;
	tree_node *node = &g->t->node[number];
	*node = (tree_node){ .parent = parent, .daughter = { GLANE_NONE, GLANE_NONE }, .n = n };
	node->row = pool_array(g->p, node->row, n);
	memcpy(node->row, row, n * sizeof *row);
	g->state[number].form = pool_array(g->p, g->state[number].form, g->m->columns);
	return number;
}

/* What the cut has to leave behind in memory that is given back: sides and forms, by row and form of the whole. */
typedef struct { uint8_t *side, *keep; double chi2; uint32_t exchanged; bool cut; } outcome;

static int cut_node(grower *g, uint32_t number, outcome *out)
{
	pool_mark then = pool_now(g->p);
	part q;
	split_result s = { .side = NULL };
	int code = GLANE_OK;
	out->cut = false;
	if (part_of(g, number, &q) && (code = split_in_two(g->p, &q.m, g->rules, &s)) == GLANE_OK && s.side) {
		uint8_t *keep = pool_array(g->p, keep, q.m.columns);
		split_forms(g->p, &q.m, &s, g->rules, keep);
		memset(out->side, 2, g->m->rows);
		memset(out->keep, 0, g->m->columns);
		for (uint32_t i = 0; i < q.m.rows; i++)
			out->side[q.row[i]] = s.side[i];
		for (uint32_t c = 0; c < q.m.columns; c++)
			out->keep[q.column[c]] = keep[c];
		out->chi2 = s.chi2;
		out->exchanged = s.exchanged;
		out->cut = true;
	}
	pool_back(g->p, then);
	return code;
}

/* A form stays in a daughter that may have it and whose rows have it often enough. */
static void keep_forms(grower *g, uint32_t number, const uint8_t *keep, uint8_t bit)
{
	const tree_node *node = &g->t->node[number];
	pool_mark then = pool_now(g->p);
	uint32_t *count = pool_array(g->p, count, g->m->columns);
	for (uint32_t i = 0; i < node->n; i++)
		for (uint32_t k = g->m->start[node->row[i]]; k < g->m->start[node->row[i] + 1]; k++)
			count[g->m->column[k]]++;
	for (uint32_t c = 0; c < g->m->columns; c++)
		g->state[number].form[c] = (keep[c] & bit) && count[c] >= g->rules->min_form;
	pool_back(g->p, then);
}

static void add_daughters(grower *g, uint32_t number, const outcome *o)
{
	uint32_t *row = pool_array(g->p, row, g->t->node[number].n);
	for (uint8_t side = 0; side < 2; side++) {
		const tree_node *mother = &g->t->node[number];
		uint32_t n = 0;
		for (uint32_t i = 0; i < mother->n; i++)
			if (o->side[mother->row[i]] == side)
				row[n++] = mother->row[i];
		uint32_t daughter = add_node(g, number, n, row);
		g->t->node[number].daughter[side] = daughter;
		keep_forms(g, daughter, o->keep, (uint8_t)(1 << side));
	}
	g->t->node[number].chi2 = o->chi2;
	g->t->node[number].exchanged = o->exchanged;
}

/* The largest leaf that may still be cut; the first of equals. */
static uint32_t next_node(const grower *g)
{
	uint32_t best = GLANE_NONE;
	for (uint32_t i = 0; i < g->t->n; i++) {
		const tree_node *node = &g->t->node[i];
		if (node->daughter[0] == GLANE_NONE && !g->state[i].tried && (best == GLANE_NONE || node->n > g->t->node[best].n))
			best = i;
	}
	return best;
}

int tree_grow(pool *p, const sparse *m, uint32_t classes, const split_rules *rules, tree *out)
{
	*out = (tree){ 0 };
	grower g = { p, m, rules, out, NULL };
	outcome o = { .side = NULL };
	uint32_t *cut = pool_array(p, cut, 2 * classes), *all = pool_array(p, all, m->rows), at, negligible = 0;
	out->node = pool_array(p, out->node, 4 * classes);
	g.state = pool_array(p, g.state, 4 * classes);
	o.side = pool_array(p, o.side, m->rows);
	o.keep = pool_array(p, o.keep, m->columns);
	for (uint32_t r = 0; r < m->rows; r++)
		all[r] = r;
	add_node(&g, GLANE_NONE, m->rows, all);
	memset(g.state[0].form, 1, m->columns);
	while (out->cuts - negligible + 1 < classes && (at = next_node(&g)) != GLANE_NONE) {
		int code = cut_node(&g, at, &o);
		if (code != GLANE_OK)
			return code;
		g.state[at].tried = true;
		if (o.cut) {
			add_daughters(&g, at, &o);
			cut[out->cuts++] = at;
			uint32_t a = out->node[out->node[at].daughter[0]].n, b = out->node[out->node[at].daughter[1]].n;
			negligible += (a < b ? a : b) < rules->negligible && negligible < classes;
		}
	}
	double height = 0;
	for (uint32_t i = out->cuts; i-- > 0; )
		out->node[cut[i]].height = height += out->node[cut[i]].chi2;
	return GLANE_OK;
}

bool tree_below(const tree *t, uint32_t node, uint32_t ancestor)
{
	while (node != GLANE_NONE && node != ancestor)
		node = t->node[node].parent;
	return node == ancestor;
}

/* Leaves from left to right. */
static uint32_t leaves_of(const tree *t, uint32_t node, uint32_t n, uint32_t *leaf)
{
	if (t->node[node].daughter[0] == GLANE_NONE) {
		leaf[n++] = node;
		return n;
	}
	n = leaves_of(t, t->node[node].daughter[0], n, leaf);
	return leaves_of(t, t->node[node].daughter[1], n, leaf);
}

uint32_t tree_classes(pool *p, const tree *t, uint32_t least, uint32_t *chosen)
{
	uint32_t *leaf = pool_array(p, leaf, t->n), n = leaves_of(t, 0, 0, leaf), k = 0;
	bool *taken = pool_array(p, taken, t->n);
	if (t->n == 1)
		return 0;
	for (uint32_t i = 0; i < n; i++)
		taken[leaf[i]] = !least || t->node[leaf[i]].n >= least;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t mother = t->node[leaf[i]].parent;
		if (taken[leaf[i]] || mother == 0 || taken[mother] || t->node[mother].n < least)
			continue;
		bool free = true;
		for (uint32_t j = 0; j < t->n && free; j++)
			free = !(taken[j] && tree_below(t, j, mother));
		taken[mother] = free;
	}
	/* Nodes in the order of their first leaf. */
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = leaf[i]; j != GLANE_NONE; j = t->node[j].parent)
			if (taken[j]) {
				chosen[k++] = j;
				taken[j] = false;
			}
	return k;
}
