/* window.c - the words around a pivot, read from the run store. */
#include <string.h>
#include "cooccurrences.h"

/* A term of a unit. */
typedef struct { uint32_t feature, unit, row; bool pivot; } term;

typedef struct {
	study *s;
	uint32_t n_pivots, *feature_of, n_ids, *group_of;
	const glane_sym *pivot;
	bool *found;
	contexts *out;
	term *term;			/* of the document */
	uint32_t room, n, room_terms, *group;	/* group: of each neighbour */
	neighbour *list;
} reading;

/* Features by the ids of their names, which are small. */
static void number_features(reading *r)
{
	const units_features *f = &r->s->u.active;
	for (uint32_t i = 0; i < f->n; i++)
		r->n_ids = f->name[i].id >= r->n_ids ? f->name[i].id + 1 : r->n_ids;
	r->feature_of = pool_array(r->s->p, r->feature_of, r->n_ids);
	for (uint32_t i = 0; i < f->n; i++)
		r->feature_of[f->name[i].id] = i + 1;
}

static bool is_pivot(reading *r, glane_sym form, glane_sym lemma)
{
	for (uint32_t i = 0; i < r->n_pivots; i++)
		if (r->pivot[i].id == form.id || r->pivot[i].id == lemma.id)
			return r->found[i] = true;
	return false;
}

/* The terms of a document that are in units of which the first is number `base`; returns how many. */
static uint32_t read_terms(reading *r, uint32_t base)
{
	const study *s = r->s;
	const units_input *in = &s->in->u;
	const glane_sym active = s->ctx->host->sym(s->ctx, "active");
	const glane_sym *name = s->c->units.feature == UNITS_LEMMA ? in->lemma : in->form;
	uint32_t n = 0;
	if (in->term.n > r->room_terms)
		r->term = pool_array(s->p, r->term, r->room_terms = 2 * in->term.n);
	for (uint32_t i = 0; in->status && i < in->term.n; i++) {
		uint32_t row = in->term.row[i], id = name[row].id;
		if (in->term.unit[i] == GLANE_NONE)
			continue;
		uint32_t feature = id < r->n_ids && in->status[row].id == active.id ? r->feature_of[id] : 0;
		r->term[n++] = (term){ feature ? feature - 1 : GLANE_NONE, base + in->term.unit[i], row,
			is_pivot(r, in->form[row], in->lemma[row]) };
	}
	return n;
}

static void add_neighbour(reading *r, uint32_t group, neighbour x)
{
	if (r->n == r->room) {
		uint32_t room = r->room ? 2 * r->room : 4096;
		neighbour *list = pool_array(r->s->p, list, room);
		uint32_t *of = pool_array(r->s->p, of, room);
		if (r->n) {
			memcpy(list, r->list, r->n * sizeof *list);
			memcpy(of, r->group, r->n * sizeof *of);
		}
		r->list = list;
		r->group = of;
		r->room = room;
	}
	r->group[r->n] = group;
	r->list[r->n++] = x;
}

/* One unit: terms from first to last - 1. Each word counts once, with the pivot that is nearest. */
static void read_unit(reading *r, uint32_t first, uint32_t last)
{
	const uint32_t window = r->s->c->window ? (uint32_t)r->s->c->window : GLANE_NONE - 1;
	const term *t = r->term;
	const uint32_t group = r->group_of[t[first].unit];
	contexts *out = &r->out[group];
	uint32_t left = GLANE_NONE, right = first;	/* the pivot before, and the one behind */
	for (uint32_t i = first; i < last; i++) {
		if (t[i].pivot) {
			left = i;
			out->pivots++;
			continue;
		}
		out->words++;
		if (t[i].feature != GLANE_NONE)
			out->tokens[t[i].feature]++;
		for (right = right > i ? right : i; right < last && !t[right].pivot; )
			right++;
		uint32_t before = right < last ? t[right].row - t[i].row : GLANE_NONE;
		uint32_t after = left != GLANE_NONE ? t[i].row - t[left].row : GLANE_NONE;
		uint32_t distance = before < after ? before : after;
		if (distance > window)
			continue;
		out->context++;
		if (t[i].feature != GLANE_NONE)
			add_neighbour(r, group, (neighbour){ t[i].feature, t[i].unit, t[i].row, distance, before < after });
	}
}

/* Neighbours of all groups, by group and feature, in the order they were read in. */
static void sort_neighbours(reading *r)
{
	pool *p = r->s->p;
	const uint32_t features = r->s->u.active.n, groups = r->s->g.n;
	neighbour *sorted = pool_array(p, sorted, r->n);
	uint32_t *start = pool_array(p, start, (size_t)groups * features + 1);
	for (uint32_t i = 0; i < r->n; i++)
		start[(size_t)r->group[i] * features + r->list[i].feature + 1]++;
	for (size_t k = 0; k < (size_t)groups * features; k++)
		start[k + 1] += start[k];
	for (uint32_t i = 0; i < r->n; i++)
		sorted[start[(size_t)r->group[i] * features + r->list[i].feature]++] = r->list[i];
	memmove(start + 1, start, (size_t)groups * features * sizeof *start);
	start[0] = 0;
	for (uint32_t g = 0; g < groups; g++) {
		r->out[g].start = start + (size_t)g * features;
		r->out[g].at = sorted;
	}
}

contexts *contexts_read(study *s, uint32_t n_pivots, const glane_sym *pivot, bool *found)
{
	reading r = { .s = s, .n_pivots = n_pivots, .pivot = pivot, .found = found };
	uint32_t base = 0;
	number_features(&r);
	r.out = pool_array(s->p, r.out, s->g.n);
	r.group_of = pool_array(s->p, r.group_of, s->u.n);
	for (uint32_t g = 0; g < s->g.n; g++) {
		r.out[g].tokens = pool_array(s->p, r.out[g].tokens, s->u.active.n);
		for (uint32_t i = s->g.start[g]; i < s->g.start[g + 1]; i++)
			r.group_of[s->g.unit[i]] = g;
	}
	for (uint32_t d = 0; d < s->u.n_documents && s->ctx->host->document(s->ctx, d); d++) {
		uint32_t n = read_terms(&r, base);
		for (uint32_t first = 0, last; first < n; first = last) {
			for (last = first; last < n && r.term[last].unit == r.term[first].unit; )
				last++;
			read_unit(&r, first, last);
		}
		base += s->in->u.unit.n;
	}
	sort_neighbours(&r);
	return r.out;
}
