/* report_gate.c - audience="public": what too few persons said goes between the reports and the writers, so
 * that no writer ever sees it (primary suppression; Sweeney 2002, and the minimum of accounts and of
 * conversations of Tamkin et al. 2024, arXiv 2412.13678).
 *
 * A row under the minimum loses its numbers and passages; what its keys are called stays. One whose keys were said
 * by too few in all groups together is left out: a rare word is itself what somebody said. So are groups that have
 * no other rows, and tables with a row per document, speaker or passage (GLANE_PERSONAL): names of files and persons
 * are no results. */
#include <config.h>
#include <stdlib.h>
#include "engine_private.h"

static int column_of_role(const table *t, uint32_t role)
{
	for (int c = 0; t->def->columns[c].name; c++)
		if (t->def->columns[c].role == role)
			return c;
	return -1;
}

static size_t cell_size(const table *t, uint32_t c)
{
	return t->grid.column[c].type == GLANE_SYM ? sizeof(glane_sym) : 8;
}

static char *cell(const table *t, uint32_t c, uint32_t row)
{
	return (char *)(uintptr_t)t->grid.column[c].array + row * cell_size(t, c);
}

static void suppress(table *t, uint32_t row, uint8_t few)
{
	t->few[row] = few;
	for (uint32_t c = 0; t->def->columns[c].name; c++) {
		if (t->def->columns[c].role == GLANE_KEY || glane_is_key_label(t->def->columns, c))
			continue;
		((uint8_t *)(uintptr_t)t->grid.column[c].state)[row] = GLANE_SUPPRESSED;
		/* The value itself goes as well: a writer that forgets to look at the state shows nothing. */
		memset(cell(t, c, row), 0, cell_size(t, c));
	}
	if (t->evidence)
		t->evidence[row] = (evidence){ .layer = NULL };
}

static void move_row(table *t, uint32_t to, uint32_t from)
{
	for (uint32_t c = 0; t->def->columns[c].name; c++) {
		uint8_t *marks = (uint8_t *)(uintptr_t)t->grid.column[c].state;
		memmove(cell(t, c, to), cell(t, c, from), cell_size(t, c));
		marks[to] = marks[from];
	}
	if (t->evidence)
		t->evidence[to] = t->evidence[from];
	t->few[to] = t->few[from];
}

static bool is_other_key(const table *t, uint32_t c)
{
	return t->def->columns[c].role == GLANE_KEY && strcmp(t->def->columns[c].name, "group");
}

/* For bringing rows of the same keys, group aside, together: any order does. */
static int compare_keys(const void *a, const void *b, void *in)
{
	const table *t = in;
	for (uint32_t c = 0; t->def->columns[c].name; c++) {
		int r = !is_other_key(t, c) ? 0 :
		        memcmp(cell(t, c, *(const uint32_t *)a), cell(t, c, *(const uint32_t *)b), cell_size(t, c));
		if (r)
			return r;
	}
	return 0;
}

/* Not known counts as nobody. */
static int64_t speakers(const table *t, int c, uint32_t row)
{
	int64_t n = ((const int64_t *)t->grid.column[c].array)[row];
	return n > 0 ? n : 0;
}

/* Marks the rows whose keys fewer than `least` persons said, all groups together. */
static bool *find_rare(arena *in, table *t, int persons, int64_t least)
{
	uint32_t n = t->grid.n, *order = arena_alloc(in, (n + 1) * sizeof *order);
	bool *rare = arena_alloc(in, n + 1), keyed = false;
	for (uint32_t c = 0; t->def->columns[c].name; c++)
		keyed = keyed || is_other_key(t, c);
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	if (n)
		qsort_r(order, n, sizeof *order, compare_keys, t);
	for (uint32_t i = 0, end; keyed && i < n; i = end) {
		int64_t sum = 0;
		for (end = i; end < n && !compare_keys(&order[i], &order[end], t); end++)
			sum += speakers(t, persons, order[end]);
		for (uint32_t k = i; k < end; k++)
			rare[order[k]] = sum < least;
	}
	return rare;
}

/* Keeps the rows that aren't marked. */
static void leave_out(table *t, const bool *marked)
{
	uint32_t left = 0;
	for (uint32_t row = 0; row < t->grid.n; row++)
		if (!marked[row])
			move_row(t, left++, row);
	t->grid.n = left;
}

static int compare_syms(const void *a, const void *b)
{
	uint32_t x = ((const glane_sym *)a)->id, y = ((const glane_sym *)b)->id;
	return (x > y) - (x < y);
}

/* Marks the rows of groups all of whose rows are suppressed. */
static bool *find_hidden_groups(arena *in, const table *t)
{
	uint32_t n = 0;
	bool *hidden = arena_alloc(in, t->grid.n + 1);
	glane_sym *seen = arena_alloc(in, (t->grid.n + 1) * sizeof *seen);
	int c = table_column(t, "group");
	const glane_sym *group = c < 0 ? NULL : t->grid.column[c].array;
	for (uint32_t i = 0; group && i < t->grid.n; i++)
		if (!t->few[i])
			seen[n++] = group[i];
	qsort(seen, n, sizeof *seen, compare_syms);
	for (uint32_t i = 0; group && i < t->grid.n; i++)
		hidden[i] = !bsearch(&group[i], seen, n, sizeof *seen, compare_syms);
	return hidden;
}

static void gate_table(arena *in, arena *run, table *t, const pipeline *p)
{
	int persons = column_of_role(t, GLANE_SPEAKERS), units = column_of_role(t, GLANE_PASSAGES);
	if (persons < 0)
		return;
	t->few = arena_alloc(run, t->grid.n + 1);
	leave_out(t, find_rare(in, t, persons, p->min_speakers));
	for (uint32_t row = 0; row < t->grid.n; row++) {
		bool few = speakers(t, persons, row) < p->min_speakers;
		bool rarely = units >= 0 && ((const int64_t *)t->grid.column[units].array)[row] < p->min_units;
		if (few || rarely)
			suppress(t, row, (uint8_t)((few ? FEW_PERSONS : 0) | (rarely ? FEW_UNITS : 0)));
	}
	leave_out(t, find_hidden_groups(in, t));
}

void report_gate(engine *e)
{
	uint32_t left = 0;
	for (uint32_t i = 0; i < e->n_tables; i++) {
		if (e->table[i]->def->how & GLANE_PERSONAL)
			continue;
		gate_table(e->scratch, e->run, e->table[i], e->pipeline);
		e->grid[left] = e->grid[i];
		e->table[left++] = e->table[i];
	}
	e->n_tables = left;
	arena_reset(e->scratch);
}
