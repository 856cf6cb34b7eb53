/* lexical.c - the table of features by groups, and what is tested of its cells. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "matrix/lexical.h"
#include "statistics/contrast.h"

/* ---- Groups -------------------------------------------------------------------------------------- */

/* Names the groups, and says of each unit which it is of. */
static void number_groups(pool *p, const units *u, lexical_groups *g, uint32_t *of)
{
	uint32_t most = 0;
	for (uint32_t i = 0; i < u->n; i++)
		most = u->row[i].group.id > most ? u->row[i].group.id : most;
	uint32_t *number = pool_array(p, number, most + 1);
	for (uint32_t i = 0; i < u->n; i++) {
		uint32_t *k = &number[u->row[i].group.id];
		if (!*k) {
			g->name[g->n] = u->row[i].group;
			*k = ++g->n;
		}
		of[i] = *k - 1;
	}
}

lexical_groups lexical_groups_of(pool *p, const units *u)
{
	lexical_groups g = { 0 };
	uint32_t *of = pool_array(p, of, u->n);
	g.name = pool_array(p, g.name, u->n);
	g.person = pool_array(p, g.person, u->n);
	g.unit = pool_array(p, g.unit, u->n);
	number_groups(p, u, &g, of);
	g.n_persons = units_people(p, u, g.person);
	g.terms = pool_array(p, g.terms, g.n);
	g.documents = pool_array(p, g.documents, g.n);
	g.speakers = pool_array(p, g.speakers, g.n);
	g.start = pool_array(p, g.start, g.n + 1);
	for (uint32_t i = 0; i < u->n; i++) {
		g.start[of[i] + 1]++;
		g.terms[of[i]] += u->row[i].terms;
		g.all += u->row[i].terms;
	}
	uint32_t *next = pool_array(p, next, g.n);
	g.seen = pool_array(p, g.seen, g.n_persons);
	for (uint32_t k = 0; k < g.n; k++)
		next[k] = g.start[k + 1] += g.start[k];
	for (uint32_t i = u->n; i-- > 0; )
		g.unit[--next[of[i]]] = i;
	for (uint32_t k = 0; k < g.n; k++) {
		g.stamp++;
		for (uint32_t i = g.start[k]; i < g.start[k + 1]; i++) {
			uint32_t who = g.person[g.unit[i]];
			g.documents[k] += i == g.start[k] || u->row[g.unit[i]].document != u->row[g.unit[i - 1]].document;
			if (who != GLANE_NONE && g.seen[who] != g.stamp) {
				g.seen[who] = g.stamp;
				g.speakers[k]++;
			}
		}
	}
	return g;
}

/* ---- The table ----------------------------------------------------------------------------------- */

typedef struct {
	const units *u;
	const lexical_groups *g;
	lexical_table *t;
	const uint32_t *group_of;	/* of each unit */
	uint32_t *seen_here, *seen, here, n_at, room;
	pool *p;
} making;

static lexical_cell *next_cell(making *m)
{
	lexical_table *t = m->t;
	if (t->n_cells == m->room) {
		uint32_t room = m->room ? 2 * m->room : 4096;
		lexical_cell *cell = pool_array(m->p, cell, room);
		if (t->n_cells)
			memcpy(cell, t->cell, t->n_cells * sizeof *cell);
		t->cell = cell;
		m->room = room;
	}
	return &t->cell[t->n_cells++];
}

static void add_unit(making *m, uint32_t feature, lexical_cell *c, uint32_t unit, double tokens)
{
	uint32_t who = m->g->person[unit];
	c->documents += !c->n || m->u->row[unit].document != m->u->row[m->t->at[m->n_at - 1]].document;
	c->n++;
	c->tokens += tokens;
	m->t->at[m->n_at++] = unit;
	if (who == GLANE_NONE)
		return;
	if (m->seen_here[who] != m->here) {
		m->seen_here[who] = m->here;
		c->speakers++;
	}
	if (m->seen[who] != feature + 1) {
		m->seen[who] = feature + 1;
		m->t->speakers[feature]++;
	}
}

/* Adds features, of which `by_feature` has the units in the order of groups. */
static void add_features(making *m, const units_features *f, const sparse *by_feature)
{
	lexical_table *t = m->t;
	for (uint32_t i = 0; i < f->n; i++, t->n++) {
		lexical_cell *c = NULL;
		t->name[t->n] = f->name[i];
		t->upos[t->n] = f->upos[i];
		t->start[t->n] = t->n_cells;
		for (uint32_t k = by_feature->start[i]; k < by_feature->start[i + 1]; k++) {
			uint32_t unit = m->g->unit[by_feature->column[k]], group = m->group_of[unit];
			if (!c || c->group != group) {
				c = next_cell(m);
				*c = (lexical_cell){ .group = group, .first = m->n_at };
				m->here++;
			}
			add_unit(m, t->n, c, unit, by_feature->value[k]);
			t->tokens[t->n] += by_feature->value[k];
		}
	}
	t->start[t->n] = t->n_cells;
}

lexical_table lexical_table_of(pool *p, const lexical_groups *g, const units *u, bool supplementary)
{
	const units_features *list[] = { &u->active, &u->supplementary };
	uint32_t n = u->active.n + (supplementary ? u->supplementary.n : 0), cells = sparse_cells(&u->active.cells);
	uint32_t *group_of = pool_array(p, group_of, u->n);
	lexical_table t = { .n_active = u->active.n };
	making m = { .u = u, .g = g, .t = &t, .group_of = group_of, .p = p };
	t.name = pool_array(p, t.name, n);
	t.upos = pool_array(p, t.upos, n);
	t.tokens = pool_array(p, t.tokens, n);
	t.speakers = pool_array(p, t.speakers, n);
	t.start = pool_array(p, t.start, n + 1);
	t.at = pool_array(p, t.at, cells + (supplementary ? sparse_cells(&u->supplementary.cells) : 0));
	m.seen = pool_array(p, m.seen, g->n_persons);
	m.seen_here = pool_array(p, m.seen_here, g->n_persons);
	for (uint32_t k = 0; k < g->n; k++)
		for (uint32_t i = g->start[k]; i < g->start[k + 1]; i++)
			group_of[g->unit[i]] = k;
	for (uint32_t i = 0; i < (supplementary ? 2 : 1); i++) {
		sparse ordered = sparse_ordered(p, &list[i]->cells, g->unit), by_feature = sparse_transposed(p, &ordered);
		add_features(&m, list[i], &by_feature);
	}
	return t;
}

/* ---- Tests --------------------------------------------------------------------------------------- */

/* Distinct values of x, ascending, those that are NaN left out; of[i] is the number of x[i], or GLANE_NONE; times: how often each is
 * there. */
typedef struct { uint32_t n, *of; double *value, *times; } levels;

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static levels levels_of(pool *p, uint32_t n, const double *x)
{
	levels l = { 0, pool_array(p, l.of, n), pool_array(p, l.value, n), pool_array(p, l.times, n) };
	uint32_t m = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(x[i]))
			l.value[m++] = x[i];
	if (m)
		qsort(l.value, m, sizeof *l.value, by_value);
	for (uint32_t i = 0; i < m; i++) {
		if (!l.n || l.value[l.n - 1] < l.value[i])
			l.value[l.n++] = l.value[i];
		l.times[l.n - 1]++;
	}
	for (uint32_t i = 0; i < n; i++) {
		const double *at = isnan(x[i]) ? NULL : bsearch(&x[i], l.value, l.n, sizeof *l.value, by_value);
		l.of[i] = at ? (uint32_t)(at - l.value) : GLANE_NONE;
	}
	return l;
}

/* A test depends on how often a feature is said, by the group and by all (or the reference), and on the group's size. Most features
 * are rare, so most tests are made many times: once is enough. The first tests are those of what is 0, for each level of
 * features and of groups; small counts of rare features are looked up in `known`; the others are tests of their own. */
enum { SMALL = 16, RARE = 256, KNOWN_MOST = 1 << 22 };
typedef struct {
	const lexical_groups *g;
	const lexical_table *t;
	uint32_t n, reference, n_known;
	levels feature, group;
	lexical_test *test;
	double *times;			/* how often each is made */
	uint32_t *of_cell, *known;	/* numbers of tests; of cells that aren't tested GLANE_NONE; in `known` + 1, 0: none yet */
} testing;

/* How often each feature is said by those whom a group that never says it is compared with: by the reference, or by all. */
static double *said_by(pool *p, const lexical_table *t, uint32_t reference)
{
	double *said = pool_array(p, said, t->n);
	for (uint32_t f = 0; f < t->n; f++)
		for (uint32_t c = t->start[f]; c < t->start[f + 1]; c++)
			if (reference == GLANE_NONE || t->cell[c].group == reference)
				said[f] += t->cell[c].tokens;
	return said;
}

static uint32_t zero_of(const testing *s, uint32_t feature_level, uint32_t group_level)
{
	return feature_level * s->group.n + group_level;
}

static double out_of(const testing *s, uint32_t feature, double in)
{
	double said = s->feature.value[s->feature.of[feature]];
	return s->reference == GLANE_NONE ? said - in : said;
}

static testing prepare(pool *p, const lexical_groups *g, const lexical_table *t, uint32_t reference)
{
	testing s = { .g = g, .t = t, .reference = reference };
	double *size = pool_array(p, size, g->n);
	for (uint32_t k = 0; k < g->n; k++)
		size[k] = k == reference || !(g->terms[k] > 0) ? (double)NAN : g->terms[k];
	s.feature = levels_of(p, t->n, said_by(p, t, reference));
	s.group = levels_of(p, g->n, size);
	uint32_t zeros = s.feature.n * s.group.n;
	s.test = pool_array(p, s.test, zeros + t->n_cells);
	s.times = pool_array(p, s.times, zeros + t->n_cells);
	s.of_cell = pool_array(p, s.of_cell, t->n_cells);
	while (s.n_known < s.feature.n && s.feature.value[s.n_known] < RARE)
		s.n_known++;
	if ((uint64_t)s.n_known * s.group.n * SMALL > KNOWN_MOST)
		s.n_known = 0;
	s.known = pool_array(p, s.known, s.n_known * s.group.n * SMALL);
	return s;
}

static void test_zeros(testing *s, lexical_measure *measure, const void *user)
{
	for (uint32_t f = 0; f < s->feature.n; f++)
		for (uint32_t k = 0; k < s->group.n; k++, s->n++) {
			/* Said by neither: there is nothing to test. */
			s->test[s->n] = s->feature.value[f] > 0 ? measure(user, s->group.value[k], 0, s->feature.value[f]) :
				(lexical_test){ NAN, NAN, NAN };
			s->times[s->n] = s->feature.times[f] * s->group.times[k];
		}
}

static void test_cell(testing *s, uint32_t feature, uint32_t c, lexical_measure *measure, const void *user)
{
	const lexical_cell *cell = &s->t->cell[c];
	uint32_t f = s->feature.of[feature], k = s->group.of[cell->group], none = 0;
	s->of_cell[c] = GLANE_NONE;
	if (k == GLANE_NONE)
		return;
	bool small = f < s->n_known && cell->tokens < SMALL;
	uint32_t *known = small ? &s->known[(size_t)zero_of(s, f, k) * SMALL + (uint32_t)cell->tokens] : &none;
	if (!*known) {
		s->test[s->n] = measure(user, s->g->terms[cell->group], cell->tokens, out_of(s, feature, cell->tokens));
		*known = ++s->n;
	}
	s->of_cell[c] = *known - 1;
	s->times[*known - 1]++;
	s->times[zero_of(s, f, k)]--;
}

/* Returns how many tests there are. */
static double correct(pool *p, testing *s)
{
	pool_mark then = pool_now(p);
	double *each = pool_array(p, each, s->n), tests = 0;
	uint32_t *room = pool_array(p, room, s->n);
	for (uint32_t i = 0; i < s->n; i++) {
		each[i] = s->times[i] > 0 ? s->test[i].p : (double)NAN;
		tests += isnan(each[i]) ? 0 : s->times[i];
	}
	false_discovery_rate_times(s->n, each, s->times, each, room);
	for (uint32_t i = 0; i < s->n; i++)
		s->test[i].q = each[i];
	pool_back(p, then);
	return tests;
}

/* What is listed, while it is gathered. */
typedef struct {
	pool *p;
	uint32_t room;
	bool *wanted;			/* of each test */
	lexical_tests *out;
} listing;

static void list(listing *l, lexical_found found)
{
	lexical_tests *t = l->out;
	if (t->n == l->room) {
		uint32_t room = l->room ? 2 * l->room : 1024;
		lexical_found *more = pool_array(l->p, more, room);
		if (t->n)
			memcpy(more, t->found, t->n * sizeof *more);
		t->found = more;
		l->room = room;
	}
	t->found[t->n++] = found;
}

/* For each level of features, the groups in which not to say them is listed. */
typedef struct { uint32_t *start, *group; } silences;

static silences silences_of(pool *p, const testing *s, const bool *wanted)
{
	silences z = { .start = pool_array(p, z.start, s->feature.n + 1) };
	for (int pass = 0; pass < 2; pass++) {
		uint32_t n = 0;
		for (uint32_t f = 0; f < s->feature.n; f++) {
			z.start[f] = n;
			for (uint32_t k = 0; k < s->g->n; k++) {
				if (s->group.of[k] == GLANE_NONE || !wanted[zero_of(s, f, s->group.of[k])])
					continue;
				if (pass)
					z.group[n] = k;
				n++;
			}
		}
		z.start[s->feature.n] = n;
		if (!pass)
			z.group = pool_array(p, z.group, n);
	}
	return z;
}

static void list_all(listing *l, const testing *s)
{
	const lexical_table *t = s->t;
	silences z = silences_of(l->p, s, l->wanted);
	uint32_t *says = pool_array(l->p, says, s->g->n);
	for (uint32_t f = 0; f < t->n; f++) {
		uint32_t level = s->feature.of[f];
		for (uint32_t c = t->start[f]; c < t->start[f + 1]; c++) {
			const lexical_cell *cell = &t->cell[c];
			uint32_t number = s->of_cell[c];
			says[cell->group] = f + 1;
			if (number != GLANE_NONE && l->wanted[number])
				list(l, (lexical_found){ f, cell->group, c, cell->tokens, out_of(s, f, cell->tokens), s->test[number] });
		}
		for (uint32_t i = z.start[level]; i < z.start[level + 1]; i++)
			if (says[z.group[i]] != f + 1)
				list(l, (lexical_found){ f, z.group[i], GLANE_NONE, 0, out_of(s, f, 0),
					s->test[zero_of(s, level, s->group.of[z.group[i]])] });
	}
}

lexical_tests lexical_test_all(pool *p, const lexical_groups *g, const lexical_table *t, uint32_t reference,
                               lexical_measure *measure, bool (*listed)(const void *user, const lexical_test *), const void *user)
{
	testing s = prepare(p, g, t, reference);
	lexical_tests out = { 0 };
	listing l = { .p = p, .out = &out };
	test_zeros(&s, measure, user);
	for (uint32_t f = 0; f < t->n; f++)
		for (uint32_t c = t->start[f]; c < t->start[f + 1]; c++)
			test_cell(&s, f, c, measure, user);
	out.tests = correct(p, &s);
	l.wanted = pool_array(p, l.wanted, s.n);
	for (uint32_t i = 0; i < s.n; i++)
		l.wanted[i] = !isnan(s.test[i].p) && listed(user, &s.test[i]);
	list_all(&l, &s);
	return out;
}

/* ---- What was found ------------------------------------------------------------------------------ */

/* By group; the highest score first, then the most frequent, then in code-point order, which is that of features. */
static int by_score(const void *a, const void *b)
{
	const lexical_found *x = a, *y = b;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->test.score != y->test.score)
		return x->test.score > y->test.score ? -1 : 1;
	if (x->in != y->in)
		return x->in > y->in ? -1 : 1;
	return (x->feature > y->feature) - (x->feature < y->feature);
}

bool *lexical_most(pool *p, const lexical_table *t, uint32_t n, const lexical_found *found, uint32_t top)
{
	bool *chosen = pool_array(p, chosen, t->n_active);
	lexical_found *f = pool_array(p, f, n);
	uint32_t m = 0;
	for (uint32_t i = 0; i < n; i++)
		if (found[i].feature < t->n_active && found[i].test.score > 0) {
			f[m] = found[i];
			f[m].test.score = decided(f[m].test.score);
			m++;
		}
	if (m)
		qsort(f, m, sizeof *f, by_score);
	for (uint32_t i = 0, rank = 0; i < m; i++) {
		rank = i && f[i].group == f[i - 1].group ? rank + 1 : 0;
		if (rank < top)
			chosen[f[i].feature] = true;
	}
	return chosen;
}

uint32_t *lexical_cells_of(pool *p, const lexical_groups *g, const lexical_table *t, uint32_t feature)
{
	uint32_t *cell = pool_array(p, cell, g->n);
	for (uint32_t k = 0; k < g->n; k++)
		cell[k] = GLANE_NONE;
	for (uint32_t c = t->start[feature]; c < t->start[feature + 1]; c++)
		cell[t->cell[c].group] = c;
	return cell;
}

uint32_t lexical_speakers_elsewhere(lexical_groups *g, const lexical_table *t, uint32_t feature, uint32_t group, uint32_t only)
{
	uint32_t n = 0;
	g->stamp++;
	for (uint32_t c = t->start[feature]; c < t->start[feature + 1]; c++) {
		const lexical_cell *cell = &t->cell[c];
		if (cell->group == group || (only != GLANE_NONE && cell->group != only))
			continue;
		for (uint32_t i = cell->first; i < cell->first + cell->n; i++) {
			uint32_t who = g->person[t->at[i]];
			n += who != GLANE_NONE && g->seen[who] != g->stamp;
			if (who != GLANE_NONE)
				g->seen[who] = g->stamp;
		}
	}
	return n;
}

/* ---- Evidence ------------------------------------------------------------------------------------ */

static glane_evidence evidence_of(pool *p, const units *u, uint32_t n, const uint32_t *unit)
{
	glane_passage *row = pool_array(p, row, n);
	for (uint32_t i = 0; i < n; i++)
		row[i] = (glane_passage){ u->row[unit[i]].name, u->row[unit[i]].row };
	return (glane_evidence){ .in = u->layer, .n_rows = n, .rows = row };
}

glane_evidence lexical_evidence(pool *p, const units *u, const lexical_table *t, uint32_t cell)
{
	return cell == GLANE_NONE ? evidence_of(p, u, 0, NULL) : evidence_of(p, u, t->cell[cell].n, t->at + t->cell[cell].first);
}

glane_evidence lexical_evidence_of_group(pool *p, const units *u, const lexical_groups *g, uint32_t group)
{
	return evidence_of(p, u, g->start[group + 1] - g->start[group], g->unit + g->start[group]);
}
