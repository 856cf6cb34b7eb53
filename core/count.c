/* count.c - sums by keys, with distinct persons and the passages behind them. */
#include <config.h>
#include "count_private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "sym.h"
#include "text.h"

static bool is_group(const glane_column *k)
{
	return k->role == GLANE_KEY && !strcmp(k->name, "group");
}

counts *counts_new(arena *in, const glane_table *def, uint32_t evidence_max)
{
	counts *c = arena_alloc(in, sizeof *c);
	uint32_t n = 0;
	while (def->columns[n].name)
		n++;
	*c = (counts){ .arena = in, .def = def, .evidence_max = evidence_max };
	c->key = arena_alloc(in, n * sizeof *c->key);
	c->sum = arena_alloc(in, n * sizeof *c->sum);
	for (const glane_column *k = def->columns; k->name; k++) {
		if (k->role == GLANE_KEY && !is_group(k))
			c->key[c->n_keys++] = k;
		else if (k->role == GLANE_COUNT || k->role == GLANE_SUM)
			c->sum[c->n_sums++] = k;
	}
	return c;
}

/* ---- Entries by their keys ------------------------------------------------------------------- */

static uint32_t mix(uint64_t h)
{
	h *= 0x9e3779b97f4a7c15u;
	return (uint32_t)(h >> 32);
}

uint32_t counts_hash(const counts *c, uint32_t by, glane_sym group, const unsigned char *keys)
{
	uint64_t h = (uint64_t)by << 32 | group.id;
	for (uint32_t i = 0; i < c->n_keys; i++) {
		uint64_t k;
		memcpy(&k, keys + 8 * i, sizeof k);
		h = (h ^ h >> 29) * 0xbf58476d1ce4e5b9u + k;
	}
	return mix(h ^ h >> 32);
}

void counts_fill_slots(counts *c)
{
	memset(c->slot, 0, c->n_slots * sizeof *c->slot);
	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t at = c->entry[i].hash & (c->n_slots - 1);
		while (c->slot[at])
			at = (at + 1) & (c->n_slots - 1);
		c->slot[at] = i + 1;
	}
}

entry *counts_entry(counts *c, uint32_t by, glane_sym group, const unsigned char *keys,
                    uint32_t hash)
{
	size_t n = 8 * (size_t)c->n_keys;
	if (c->n_slots < 2 * (c->n + 1)) {
		c->n_slots = c->n_slots ? c->n_slots * 2 : 64;
		c->slot = arena_alloc(c->arena, c->n_slots * sizeof *c->slot);
		counts_fill_slots(c);
	}
	uint32_t at = hash & (c->n_slots - 1);
	for (; c->slot[at]; at = (at + 1) & (c->n_slots - 1)) {
		entry *e = &c->entry[c->slot[at] - 1];
		if (e->hash == hash && e->by == by && e->group.id == group.id &&
		    (!n || !memcmp(e->keys, keys, n)))
			return e;
	}
	ARRAY_ROOM(c->arena, c->entry, c->room, c->n);
	entry *e = &c->entry[c->n];
	c->slot[at] = ++c->n;
	*e = (entry){ .by = by, .group = group, .hash = hash, .limit = UINT64_MAX,
	              .document = GLANE_NONE, .row = GLANE_NONE };
	unsigned char *kept = arena_alloc(c->arena, n);
	if (n)
		memcpy(kept, keys, n);
	e->keys = kept;
	e->sum = arena_alloc(c->arena, c->n_sums * sizeof *e->sum);
	return e;
}

/* ---- Persons --------------------------------------------------------------------------------- */

static int compare_syms(const void *a, const void *b)
{
	uint32_t x = ((const glane_sym *)a)->id, y = ((const glane_sym *)b)->id;
	return (x > y) - (x < y);
}

/* Sorting by id only brings equal ones together; the order is nobody's. */
static void persons_once(entry *e)
{
	uint32_t n = 0;
	if (!e->persons_loose)
		return;
	qsort(e->person, e->n_persons, sizeof *e->person, compare_syms);
	for (uint32_t i = 0; i < e->n_persons; i++)
		if (!i || e->person[i].id != e->person[n - 1].id)
			e->person[n++] = e->person[i];
	e->n_persons = n;
	e->persons_loose = false;
}

void counts_person(counts *c, entry *e, glane_sym person)
{
	enum { FEW = 8 };	/* are looked through; of more, doubles are dropped when room gets short */
	uint32_t n = e->n_persons, first = n > FEW ? n - 1 : 0;
	if (!person.id)
		return;
	for (uint32_t i = n; i-- > first; )
		if (e->person[i].id == person.id)
			return;
	if (n == e->room_persons) {
		persons_once(e);
		n = e->n_persons;
		if (2 * n >= e->room_persons) {
			uint32_t more = e->room_persons ? e->room_persons : 1;
			e->person = arena_grow(c->arena, e->person, e->room_persons * sizeof *e->person,
			                       more * sizeof *e->person);
			e->room_persons += more;
		}
	}
	e->persons_loose |= n > FEW;
	e->person[e->n_persons++] = person;
}

/* ---- Evidence -------------------------------------------------------------------------------- */

static uint64_t hash_offset(uint64_t name, uint32_t begin)
{
	unsigned char b[4] = { (unsigned char)begin, (unsigned char)(begin >> 8),
	                       (unsigned char)(begin >> 16), (unsigned char)(begin >> 24) };
	return text_hash(b, sizeof b, name);
}

uint64_t found_hash(const char *name, uint32_t begin)
{
	return hash_offset(text_hash(name, strlen(name), 0), begin);
}

static uint64_t hash_found(counts *c, const document *d, uint32_t begin)
{
	if (!c->name.id || c->name.id != d->pub.name.id) {
		glane_str s = sym_string(d->pub.name);
		c->name = d->pub.name;
		c->name_hash = text_hash(s.p, s.n, 0);
	}
	return hash_offset(c->name_hash, begin);
}

static bool found_before(const found *a, const found *b)
{
	if (a->hash != b->hash)
		return a->hash < b->hash;
	return a->document != b->document ? a->document < b->document : a->row < b->row;
}

/* Brings the k smallest of n to the front (Hoare, 1961); 0 < k < n. */
static void select_smallest(found *f, uint32_t n, uint32_t k)
{
	uint32_t low = 0, high = n - 1;
	while (low < high) {
		found pivot = f[low + (high - low) / 2];
		uint32_t i = low, j = high;
		for (;; i++, j--) {
			while (found_before(&f[i], &pivot))
				i++;
			while (found_before(&pivot, &f[j]))
				j--;
			if (i >= j)
				break;
			found t = f[i];
			f[i] = f[j];
			f[j] = t;
		}
		/* None of low … j is behind the pivot, none of j + 1 … high before it. */
		if (k - 1 <= j)
			high = j;
		else
			low = j + 1;
	}
}

static void prune(counts *c, entry *e)
{
	uint32_t most = c->evidence_max;
	if (e->n_found <= most)
		return;
	if (most) {
		select_smallest(e->found, e->n_found, most);
		e->limit = 0;
		for (uint32_t i = 0; i < most; i++)
			if (e->found[i].hash > e->limit)
				e->limit = e->found[i].hash;
	}
	e->n_found = e->open = most;
}

static int compare_rows(const void *a, const void *b)
{
	uint32_t x = ((const found *)a)->row, y = ((const found *)b)->row;
	return (x > y) - (x < y);
}

/* A row in which several speak is signed by the first of them, whoever was counted first. */
static void keep_first_speaker(found *f, glane_sym other)
{
	if (other.id && (!f->speaker.id || sym_compare(other, f->speaker) < 0))
		f->speaker = other;
}

/* The document whose rows were coming is complete: each of its rows once. */
static void close_document(counts *c, entry *e)
{
	if (e->rows_loose) {
		found *f = e->found + e->open;
		uint32_t n = 0, all = e->n_found - e->open;
		qsort(f, all, sizeof *f, compare_rows);
		for (uint32_t i = 0; i < all; i++)
			if (n && f[i].row == f[n - 1].row)
				keep_first_speaker(&f[n - 1], f[i].speaker);
			else
				f[n++] = f[i];
		e->passages -= all - n;
		e->n_found = e->open + n;
		e->rows_loose = false;
	}
	e->open = e->n_found;
	if (e->n_found / 2 >= c->evidence_max)
		prune(c, e);
}

void counts_room_for_found(counts *c, entry *e, uint32_t more)
{
	if (e->room_found - e->n_found >= more)
		return;
	uint32_t add = e->room_found > more ? e->room_found : more;
	e->found = arena_grow(c->arena, e->found, e->room_found * sizeof *e->found,
	                      add * sizeof *e->found);
	e->room_found += add;
}

/* ---- Adding ---------------------------------------------------------------------------------- */

static uint64_t key_bits(const glane_column *k, const unsigned char *cell)
{
	uint64_t bits = 0;
	if (k->type == GLANE_SYM) {
		glane_sym s;
		memcpy(&s, cell, sizeof s);
		return s.id;
	}
	if (k->type == GLANE_REAL) {	/* numbers that are equal have equal bits */
		double x;
		memcpy(&x, cell, sizeof x);
		x = isfinite(x) ? x + 0.0 : GLANE_UNDEFINED_REAL;
		memcpy(&bits, &x, sizeof bits);
		return bits;
	}
	memcpy(&bits, cell, sizeof bits);
	return bits;
}

static void add_sums(counts *c, entry *e, const unsigned char *row)
{
	for (uint32_t i = 0; i < c->n_sums; i++) {
		const glane_column *k = c->sum[i];
		if (k->type == GLANE_INT) {
			int64_t v;
			memcpy(&v, row + k->offset, sizeof v);
			if (v > GLANE_UNDEFINED_INT)
				e->sum[i] += v;
			continue;
		}
		double x;
		memcpy(&x, row + k->offset, sizeof x);
		if (x == GLANE_MISSING_REAL || x == GLANE_UNDEFINED_REAL)
			continue;
		if (!(fabs(x) <= 9e12))
			c->misuse = c->misuse ? c->misuse
				: "count() with a sum that is not finite or is beyond 9e12";
		else
			e->sum[i] += llrint(x * 1e6);
	}
}

static bool same_layer(counts *c, const char *of)
{
	if (!of)
		return true;
	if (!c->layer)
		c->layer = arena_string(c->arena, of);
	if (c->layer == of || !strcmp(c->layer, of))
		return true;
	c->misuse = c->misuse ? c->misuse
		: "count() with rows of one table found in rows of two layers";
	return false;
}

static void add_passage(counts *c, entry *e, const document *d, uint32_t row, glane_span span,
                        glane_sym person)
{
	if (row == e->row) {
		if (e->open < e->n_found)
			keep_first_speaker(&e->found[e->n_found - 1], person);
		return;
	}
	/* Behind the one before: new. Otherwise perhaps known: seen when the document is complete. */
	e->rows_loose |= e->row != GLANE_NONE && row < e->row;
	counts_room_for_found(c, e, 1);
	e->found[e->n_found++] = (found){ d->number, row, span, hash_found(c, d, span.begin), person };
	e->row = row;
	e->passages++;
}

entry *counts_add(counts *c, const void *row, uint32_t by, glane_sym group, const document *d,
                  const char *of, uint32_t passage, glane_span span, glane_sym person)
{
	enum { MOST = 32 };
	unsigned char few[8 * MOST], *keys = few;
	if (c->n_keys > MOST)
		keys = arena_alloc(c->arena, 8 * (size_t)c->n_keys);
	for (uint32_t i = 0; i < c->n_keys; i++) {
		uint64_t bits = key_bits(c->key[i], (const unsigned char *)row + c->key[i]->offset);
		memcpy(keys + 8 * i, &bits, sizeof bits);
	}
	entry *e = counts_entry(c, by, group, keys, counts_hash(c, by, group, keys));
	if (e->document != d->number) {
		close_document(c, e);
		e->document = d->number;
		e->row = GLANE_NONE;
		e->documents++;
	}
	add_sums(c, e, row);
	if (passage != GLANE_NONE && same_layer(c, of))
		add_passage(c, e, d, passage, span, person);
	counts_person(c, e, person);
	return e;
}

void counts_settle(counts *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		entry *e = &c->entry[i];
		close_document(c, e);
		prune(c, e);
		persons_once(e);
	}
}

static void merge_entry(counts *c, entry *to, const entry *from)
{
	close_document(c, to);
	for (uint32_t i = 0; i < c->n_sums; i++)
		to->sum[i] += from->sum[i];
	to->passages += from->passages;
	to->documents += from->documents;
	for (uint32_t i = 0; i < from->n_persons; i++)
		counts_person(c, to, from->person[i]);
	counts_room_for_found(c, to, from->n_found);
	for (uint32_t i = 0; i < from->n_found; i++)
		if (from->found[i].hash <= to->limit)
			to->found[to->n_found++] = from->found[i];
	close_document(c, to);
}

void counts_merge(counts *into, counts *from)
{
	counts_settle(from);
	same_layer(into, from->layer);
	into->misuse = into->misuse ? into->misuse : from->misuse;
	for (uint32_t i = 0; i < from->n; i++) {
		const entry *e = &from->entry[i];
		merge_entry(into, counts_entry(into, e->by, e->group, e->keys, e->hash), e);
	}
}
