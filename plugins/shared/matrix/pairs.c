/* pairs.c - which features stand together in units, and who says them. */
#include <string.h>
#include "matrix/pairs.h"

/* ---- Pairs --------------------------------------------------------------------------------------- */

/* Adds the pairs of feature i whose number of units, in with[], is large enough, and clears with[]; room grows by doubling. */
static void take_pairs(pool *p, pair_counts *c, uint32_t *room, uint32_t i, uint32_t features, uint32_t least, uint32_t *with)
{
	for (uint32_t k = i + 1; k < features; k++) {
		if (with[k] < least)
			continue;
		if (c->n == *room) {
			pair_count *more = pool_array(p, more, *room = *room ? 2 * *room : 1024);
			if (c->n)
				memcpy(more, c->pair, c->n * sizeof *more);
			c->pair = more;
		}
		c->pair[c->n++] = (pair_count){ i, k, with[k] };
	}
	memset(with, 0, features * sizeof *with);
}

pair_counts pairs_of(pool *p, const sparse *rows, const sparse *by_feature, uint32_t least)
{
	pair_counts c = { 0 };
	uint32_t room = 0, *with = pool_array(p, with, rows->columns);
	for (uint32_t i = 0; i < by_feature->rows; i++) {
		for (uint32_t k = by_feature->start[i]; k < by_feature->start[i + 1]; k++) {
			uint32_t unit = by_feature->column[k];
			for (uint32_t j = rows->start[unit + 1]; j-- > rows->start[unit] && rows->column[j] > i; )
				with[rows->column[j]]++;
		}
		take_pairs(p, &c, &room, i, rows->columns, least, with);
	}
	return c;
}

group_units group_units_of(pool *p, const lexical_groups *g, uint32_t group, const sparse *cells)
{
	group_units u = { .unit = g->unit + g->start[group] };
	uint32_t *to = pool_array(p, to, cells->rows);
	memset(to, 0xff, cells->rows * sizeof *to);
	for (uint32_t i = g->start[group]; i < g->start[group + 1]; i++)
		to[g->unit[i]] = i - g->start[group];
	u.rows = sparse_part(p, cells, to, NULL);
	u.by_feature = sparse_transposed(p, &u.rows);
	return u;
}

/* ---- Who says them ------------------------------------------------------------------------------- */

tally tally_new(pool *p, const units *u, const lexical_groups *g)
{
	tally t = { .u = u, .g = g };
	t.seen = pool_array(p, t.seen, g->n_persons);
	t.passage = pool_array(p, t.passage, u->n);
	return t;
}

static void begin(tally *t)
{
	t->stamp++;
	t->last_document = GLANE_NONE;
	t->units = t->speakers = t->documents = 0;
}

static void add(tally *t, uint32_t unit)
{
	const units_row *row = &t->u->row[unit];
	uint32_t who = t->g->person[unit];
	if (who != GLANE_NONE && t->seen[who] != t->stamp) {
		t->seen[who] = t->stamp;
		t->speakers++;
	}
	t->documents += row->document != t->last_document;
	t->last_document = row->document;
	t->passage[t->units++] = (glane_passage){ row->name, row->row };
}

void tally_group(tally *t, uint32_t group)
{
	begin(t);
	for (uint32_t i = t->g->start[group]; i < t->g->start[group + 1]; i++)
		add(t, t->g->unit[i]);
}

void tally_feature(tally *t, const group_units *of, uint32_t feature)
{
	const sparse *m = &of->by_feature;
	begin(t);
	for (uint32_t k = m->start[feature]; k < m->start[feature + 1]; k++)
		add(t, of->unit[m->column[k]]);
}

void tally_pair(tally *t, const group_units *of, uint32_t first, uint32_t second)
{
	const sparse *m = &of->by_feature;
	uint32_t b = m->start[second], end = m->start[second + 1];
	begin(t);
	for (uint32_t a = m->start[first]; a < m->start[first + 1]; a++) {
		while (b < end && m->column[b] < m->column[a])
			b++;
		if (b < end && m->column[b] == m->column[a])
			add(t, of->unit[m->column[a]]);
	}
}

glane_evidence tally_evidence(const tally *t)
{
	return (glane_evidence){ .in = t->u->layer, .n_rows = (uint32_t)t->units, .rows = t->passage };
}
