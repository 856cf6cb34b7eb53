/* group.c - the values of `by`: their order and how people read them. */
#include <config.h>
#include "count.h"
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "sym.h"

/* A value of one variable of a grouping. */
typedef struct { double order; const char *text; } part;
typedef struct { glane_sym value; uint32_t n, rank; const part *part; } group;

static const double undeclared = 1e300, last = 1e301;

/* How many variables are crossed; a column of a layer is like one variable, and so is no grouping. */
static uint32_t width(const grouping *g)
{
	return g && g->n ? g->n : 1;
}

static const char *variable_of(const grouping *g, uint32_t i)
{
	return !g ? NULL : g->n ? g->variable[i] : g->text;
}

/* Cuts a value into one text per variable; false when it has not as many parts. */
static bool cut(arena *in, const grouping *g, const char *value, const char **out)
{
	uint32_t n = width(g);
	if (n == 1) {
		out[0] = value;
		return true;
	}
	for (uint32_t i = 0; i < n; i++) {
		const char *end = strstr(value, GROUP_CROSS);
		if (!end != (i == n - 1))
			return false;
		out[i] = end ? arena_copy(in, value, (size_t)(end - value)) : value;
		value = end ? end + strlen(GROUP_CROSS) : value;
	}
	return true;
}

static void take_apart(arena *in, const corpus *c, const grouping *g, group *to)
{
	uint32_t n = width(g);
	const char **text = arena_alloc(in, n * sizeof *text), *whole = sym_text(to->value);
	part *p = arena_alloc(in, n * sizeof *p);
	if (!cut(in, g, whole, text)) {
		*p = (part){ undeclared, whole };
		to->n = 1;
		to->part = p;
		return;
	}
	for (uint32_t i = 0; i < n; i++) {
		const char *variable = variable_of(g, i);
		double order = c && variable ? corpus_order(c, variable, text[i]) : undeclared;
		if (order >= undeclared && !strcmp(text[i], GROUP_MISSING))
			order = last;
		p[i] = (part){ order, text[i] };
	}
	to->n = n;
	to->part = p;
}

static int compare_groups(const void *a, const void *b)
{
	const group *x = a, *y = b;
	for (uint32_t i = 0; i < x->n && i < y->n; i++) {
		const part *p = &x->part[i], *q = &y->part[i];
		int r = (p->order > q->order) - (p->order < q->order);
		if (!r)
			r = strcmp(p->text, q->text);
		if (r)
			return r;
	}
	return (x->n > y->n) - (x->n < y->n);
}

/* Only to find equal ones: nothing that is written depends on it. */
static int compare_ids(const void *a, const void *b)
{
	uint32_t x = ((const group *)a)->value.id, y = ((const group *)b)->value.id;
	return (x > y) - (x < y);
}

void group_ranks(arena *in, const corpus *c, const grouping *g, uint32_t n, const glane_sym *value,
                 uint32_t *rank)
{
	/* There are few groups and many rows: the neighbours' is often the same. */
	group *k = NULL;
	uint32_t n_groups = 0, room = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i && value[i].id == value[i - 1].id)
			continue;
		ARRAY_ROOM(in, k, room, n_groups);
		k[n_groups++] = (group){ .value = value[i] };
	}
	if (!n)
		return;
	qsort(k, n_groups, sizeof *k, compare_ids);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n_groups; i++)
		if (!i || k[i].value.id != k[kept - 1].value.id)
			k[kept++] = k[i];
	for (uint32_t i = 0; i < kept; i++)
		take_apart(in, c, g, &k[i]);
	qsort(k, kept, sizeof *k, compare_groups);
	for (uint32_t i = 0; i < kept; i++)
		k[i].rank = i;
	qsort(k, kept, sizeof *k, compare_ids);
	for (uint32_t i = 0; i < n; i++) {
		if (i && value[i].id == value[i - 1].id) {
			rank[i] = rank[i - 1];
			continue;
		}
		group wanted = { .value = value[i] };
		const group *at = bsearch(&wanted, k, kept, sizeof *k, compare_ids);
		rank[i] = at->rank;
	}
}

const char *group_value_label(arena *in, const corpus *c, const grouping *g, const char *value,
                              const char *language)
{
	uint32_t n = width(g);
	const char **text = arena_alloc(in, n * sizeof *text), *said = NULL;
	if (!cut(in, g, value, text))
		return value;
	for (uint32_t i = 0; i < n; i++) {
		const char *variable = variable_of(g, i), *label = text[i];
		if (!strcmp(label, GROUP_MISSING))
			label = language_say(language, NULL, N_("(missing)"));
		else if (c && variable)
			label = corpus_value_label(c, variable, label, language);
		said = said ? arena_print(in, "%s" GROUP_CROSS "%s", said, label) : label;
	}
	return said;
}

const char *group_label(arena *in, const corpus *c, const grouping *g, const char *language)
{
	const char *said = NULL;
	if (!g || !g->n)
		return g ? g->text : "";
	for (uint32_t i = 0; i < g->n; i++) {
		const char *label = c ? corpus_variable_label(c, g->variable[i], language)
		                      : g->variable[i];
		said = said ? arena_print(in, "%s" GROUP_CROSS "%s", said, label) : label;
	}
	return said;
}
