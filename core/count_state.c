/* count_state.c - counts in order: for reports, and saved as bytes that show no order of adding. */
#include <config.h>
#include "count_private.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "sym.h"

/* ---- Order ----------------------------------------------------------------------------------- */

/* Of one key column; the same in every process. */
static int compare_key(const glane_column *k, const unsigned char *a, const unsigned char *b)
{
	if (!memcmp(a, b, 8))
		return 0;
	if (k->type == GLANE_SYM) {
		uint64_t x, y;
		memcpy(&x, a, sizeof x);
		memcpy(&y, b, sizeof y);
		return sym_compare((glane_sym){ (uint32_t)x }, (glane_sym){ (uint32_t)y });
	}
	if (k->type == GLANE_REAL) {
		double x, y;
		memcpy(&x, a, sizeof x);
		memcpy(&y, b, sizeof y);
		return (x > y) - (x < y);
	}
	int64_t x, y;
	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return (x > y) - (x < y);
}

static int compare_keys(const counts *c, const entry *a, const entry *b)
{
	for (uint32_t i = 0; i < c->n_keys; i++) {
		int r = compare_key(c->key[i], a->keys + 8 * i, b->keys + 8 * i);
		if (r)
			return r;
	}
	return 0;
}

/* As saved: groups by their text, since a shard may know no declared order. */
static int compare_entries(const counts *c, const entry *a, const entry *b)
{
	int r = (a->by > b->by) - (a->by < b->by);
	if (!r)
		r = sym_compare(a->group, b->group);
	return r ? r : compare_keys(c, a, b);
}

static int compare_saved(const void *a, const void *b, void *in)
{
	const counts *c = in;
	return compare_entries(c, &c->entry[*(const uint32_t *)a], &c->entry[*(const uint32_t *)b]);
}

typedef struct { const counts *c; const uint32_t *rank; } by_rank;

static int compare_ranked(const void *a, const void *b, void *in)
{
	const by_rank *o = in;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	const entry *x = &o->c->entry[i], *y = &o->c->entry[j];
	int r = (x->by > y->by) - (x->by < y->by);
	if (!r)
		r = (o->rank[i] > o->rank[j]) - (o->rank[i] < o->rank[j]);
	return r ? r : compare_keys(o->c, x, y);
}

/* Ranks of the groups, grouping by grouping, since each has an order of its own. */
static void rank_groups(arena *in, const counts *c, const corpus *study, const stage *s,
                        uint32_t *rank)
{
	glane_sym *group = arena_alloc(in, c->n * sizeof *group);
	uint32_t *at = arena_alloc(in, c->n * sizeof *at);
	uint32_t *part = arena_alloc(in, c->n * sizeof *part), done = 0;
	for (uint32_t by = 0; done < c->n; by++) {
		uint32_t n = 0, next = UINT32_MAX;
		for (uint32_t i = 0; i < c->n; i++) {
			if (c->entry[i].by == by) {
				at[n] = i;
				group[n++] = c->entry[i].group;
			} else if (c->entry[i].by > by && c->entry[i].by < next) {
				next = c->entry[i].by;
			}
		}
		group_ranks(in, study, s && by < s->n_by ? &s->by[by] : NULL, n, group, part);
		for (uint32_t i = 0; i < n; i++)
			rank[at[i]] = part[i];
		done += n;
		by = next - 1;
	}
}

void counts_sort(counts *c, const corpus *study, const stage *s)
{
	counts_settle(c);
	if (!c->n)
		return;
	arena *a = arena_new();
	uint32_t *rank = arena_alloc(a, c->n * sizeof *rank);
	uint32_t *order = arena_alloc(a, c->n * sizeof *order);
	entry *sorted = arena_alloc(a, c->n * sizeof *sorted);
	rank_groups(a, c, study, s, rank);
	for (uint32_t i = 0; i < c->n; i++)
		order[i] = i;
	qsort_r(order, c->n, sizeof *order, compare_ranked, &(by_rank){ c, rank });
	for (uint32_t i = 0; i < c->n; i++)
		sorted[i] = c->entry[order[i]];
	memcpy(c->entry, sorted, c->n * sizeof *sorted);
	arena_free(a);
	counts_fill_slots(c);
}

/* ---- Saving ---------------------------------------------------------------------------------- */

static int compare_names(const void *a, const void *b)
{
	return sym_compare(*(const glane_sym *)a, *(const glane_sym *)b);
}

static void save_key(glane_io *io, const glane_column *k, const unsigned char *cell)
{
	uint64_t bits;
	double x;
	memcpy(&bits, cell, sizeof bits);
	memcpy(&x, cell, sizeof x);
	if (k->type == GLANE_SYM)
		io_put_sym(io, (glane_sym){ (uint32_t)bits });
	else if (k->type == GLANE_REAL)
		io_put_real(io, x);
	else
		io_put_int(io, (int64_t)bits);
}

static void save_entry(const counts *c, entry *e, glane_io *io)
{
	io_put_int(io, e->by);
	io_put_sym(io, e->group);
	for (uint32_t i = 0; i < c->n_keys; i++)
		save_key(io, c->key[i], e->keys + 8 * i);
	for (uint32_t i = 0; i < c->n_sums; i++) {
		uint64_t low = (uint64_t)e->sum[i];
		io_put_int(io, (int64_t)(e->sum[i] >> 64));
		io_put_int(io, (int64_t)low);
	}
	io_put_int(io, e->passages);
	io_put_int(io, e->documents);
	if (e->n_persons)
		qsort(e->person, e->n_persons, sizeof *e->person, compare_names);
	if (e->n_found)
		qsort(e->found, e->n_found, sizeof *e->found, found_by_place);
	io_put_int(io, e->n_persons);
	for (uint32_t i = 0; i < e->n_persons; i++)
		io_put_sym(io, e->person[i]);
	io_put_int(io, e->n_found);
	for (uint32_t i = 0; i < e->n_found; i++) {
		const found *f = &e->found[i];
		io_put_int(io, f->document);
		io_put_int(io, f->row);
		io_put_int(io, f->span.begin);
		io_put_int(io, f->span.end);
		io_put_int(io, (int64_t)f->hash);
		io_put_sym(io, f->speaker);
	}
}

void counts_save(counts *c, glane_io *io)
{
	counts_settle(c);
	io_put_str(io, str_of(c->def->name));
	io_put_int(io, c->n_keys);
	io_put_int(io, c->n_sums);
	io_put_int(io, c->evidence_max);
	io_put_str(io, str_of(c->layer));
	io_put_int(io, c->n);
	if (!c->n)
		return;
	arena *a = arena_new();
	uint32_t *order = arena_alloc(a, c->n * sizeof *order);
	for (uint32_t i = 0; i < c->n; i++)
		order[i] = i;
	qsort_r(order, c->n, sizeof *order, compare_saved, c);
	for (uint32_t i = 0; i < c->n; i++)
		save_entry(c, &c->entry[order[i]], io);
	arena_free(a);
}

static bool refuse(glane_io *io)
{
	if (!io->bad)
		io->error = EBADMSG;
	io->bad = true;
	return false;
}

/* An integer between 0 and `most`. */
static uint64_t load_number(glane_io *io, uint64_t most)
{
	int64_t v = io_get_int(io);
	if (v < 0 || (uint64_t)v > most) {
		refuse(io);
		return 0;
	}
	return (uint64_t)v;
}

static uint64_t load_key(glane_io *io, const glane_column *k)
{
	uint64_t bits;
	if (k->type == GLANE_SYM)
		return io_get_sym(io).id;
	if (k->type != GLANE_REAL)
		return (uint64_t)io_get_int(io);
	double x = io_get_real(io);
	if (!isfinite(x))
		refuse(io);
	x += 0.0;
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static entry *load_keys(counts *c, glane_io *io)
{
	uint32_t by = (uint32_t)load_number(io, UINT32_MAX - 1), n = c->n;
	glane_sym group = io_get_sym(io);
	unsigned char *keys = arena_alloc(c->arena, 8 * (size_t)c->n_keys);
	for (uint32_t i = 0; i < c->n_keys; i++) {
		uint64_t bits = load_key(io, c->key[i]);
		memcpy(keys + 8 * i, &bits, sizeof bits);
	}
	if (io->bad)
		return NULL;
	entry *e = counts_entry(c, by, group, keys, counts_hash(c, by, group, keys));
	bool ascending = c->n > n && (!n || compare_entries(c, e - 1, e) < 0);
	return ascending ? e : NULL;
}

static bool load_persons(counts *c, entry *e, glane_io *io)
{
	uint32_t n = io_get_number(io);
	e->person = arena_alloc(c->arena, n * sizeof *e->person);
	e->room_persons = n;
	for (; e->n_persons < n && !io->bad; e->n_persons++) {
		glane_sym *p = &e->person[e->n_persons];
		*p = io_get_sym(io);
		if (!p->id || (e->n_persons && compare_names(p - 1, p) >= 0))
			return refuse(io);
	}
	return !io->bad;
}

static bool load_found(counts *c, entry *e, glane_io *io)
{
	uint32_t n = io_get_number(io);
	uint64_t kept = (uint64_t)e->passages < c->evidence_max ? (uint64_t)e->passages
	                                                        : c->evidence_max;
	if (n != kept || (n && !c->layer))
		return refuse(io);
	counts_room_for_found(c, e, n);
	for (; e->n_found < n && !io->bad; e->n_found++) {
		found *f = &e->found[e->n_found];
		f->document = (uint32_t)load_number(io, UINT32_MAX);
		f->row = (uint32_t)load_number(io, UINT32_MAX - 1);
		f->span.begin = (uint32_t)load_number(io, UINT32_MAX);
		f->span.end = (uint32_t)load_number(io, UINT32_MAX);
		f->hash = (uint64_t)io_get_int(io);
		f->speaker = io_get_sym(io);
		if (f->span.begin > f->span.end || (e->n_found && found_by_place(f - 1, f) >= 0))
			return refuse(io);
	}
	e->open = e->n_found;
	return !io->bad;
}

static bool load_entry(counts *c, glane_io *io)
{
	entry *e = load_keys(c, io);
	if (!e)
		return refuse(io);
	for (uint32_t i = 0; i < c->n_sums; i++) {
		count_sum high = io_get_int(io);
		uint64_t low = (uint64_t)io_get_int(io);
		e->sum[i] = high * ((count_sum)1 << 64) + low;
	}
	e->passages = (int64_t)load_number(io, INT64_MAX);
	e->documents = (int64_t)load_number(io, INT64_MAX);
	if (io->bad || !e->documents)
		return refuse(io);
	return load_persons(c, e, io) && load_found(c, e, io);
}

bool counts_load(counts *c, glane_io *io)
{
	if (!str_equal(io_get_str(io), str_of(c->def->name)) || io_get_int(io) != c->n_keys ||
	    io_get_int(io) != c->n_sums || io_get_int(io) != c->evidence_max)
		return refuse(io);
	glane_str of = io_get_str(io);
	if (of.n)
		c->layer = arena_copy(c->arena, of.p, of.n);
	uint32_t n = io_get_number(io);
	for (uint32_t i = 0; i < n && !io->bad; i++)
		load_entry(c, io);
	return !io->bad;
}
