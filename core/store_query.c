/* store_query.c - the run store: which documents hold a value, and which rows of a layer do. */
#include <config.h>
#include "store_private.h"
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "sym.h"

bool store_forget_index(store *s, const char *name)
{
	if (!s->indexed)
		return true;
	sqlite3_stmt *q = store_statement(s, name ? Q_FORGET_COLUMN : Q_FORGET_INDEX);
	if (name)
		bind_text(q, 1, name);
	else
		s->indexed = false;
	return store_run(s, q);
}

const char *store_document_name(store *s, uint32_t number)
{
	if (number >= s->n_names) {
		uint32_t room = number + number / 2 + 64;
		s->name = memory_resize(s->name, room * sizeof *s->name);
		memset(s->name + s->n_names, 0, (room - s->n_names) * sizeof *s->name);
		s->n_names = room;
	}
	if (!s->name[number]) {
		sqlite3_stmt *q = store_statement(s, Q_DOCUMENT_NAME);
		if (!q)
			return "";
		sqlite3_bind_int64(q, 1, number);
		if (store_row(s, q) <= 0)
			return "";
		s->name[number] = column_name(q, 0);
		sqlite3_reset(q);
	}
	return s->name[number];
}

/* ---- The occurrence index -------------------------------------------------------------------- */

/* The distinct values of a column and, for each, its documents: pairs come in the order of documents. */
typedef struct {
	uint32_t n_values, room_values, n_pairs, room_pairs;
	glane_sym *value;
	uint32_t *count;
	struct pair { uint32_t value, document; } *pair;
} occurrences;

static bool gather_document(store *s, arena *in, occurrences *o, const stored_layer *l)
{
	cursor c = cursor_of(l->cells);
	for (uint64_t k = cursor_number(&c); k && !c.bad; k--) {
		glane_sym v = sym_intern(cursor_str(&c));
		uint32_t *number = mark_of(s, v);
		if (!*number) {
			uint32_t room = o->room_values;
			ARRAY_ROOM(in, o->value, o->room_values, o->n_values);
			ARRAY_ROOM(in, o->count, room, o->n_values);
			o->value[o->n_values++] = v;
			*number = o->n_values;
		}
		ARRAY_ROOM(in, o->pair, o->room_pairs, o->n_pairs);
		o->pair[o->n_pairs++] = (struct pair){ *number - 1, l->document };
		o->count[*number - 1]++;
	}
	return !c.bad || store_note_damage(s, l->layer);
}

static sqlite3_stmt *column_cells(store *s, const char *l, const char *c)
{
	sqlite3_stmt *q = store_statement(s, Q_COLUMN_CELLS);
	bind_text(q, 1, l);
	bind_text(q, 2, c);
	return q;
}

/* 1: gathered; 0: no column of symbols; -1: failed. */
static int gather(store *s, arena *in, occurrences *o, const char *l, const char *c)
{
	sqlite3_stmt *q = column_cells(s, l, c);
	stored_layer row;
	int r, any = 0;
	marks_begin(s);
	while ((r = store_next_layer(s, q, &row)) > 0) {
		if (row.type != GLANE_SYM) {
			sqlite3_reset(q);
			return 0;
		}
		any = 1;
		if (!store_layer_cells(s, q, &row))
			return -1;
		if (!gather_document(s, in, o, &row)) {
			sqlite3_reset(q);
			return -1;
		}
	}
	return r < 0 ? -1 : any;
}

/* Writes the lists in code-point order of their values, so that the file does not depend on ids. */
static bool write_occurrences(store *s, arena *in, const occurrences *o, const char *name)
{
	uint32_t *order = arena_alloc(in, (o->n_values + 1) * sizeof *order), sum = 0;
	uint32_t *first = arena_alloc(in, (o->n_values + 1) * sizeof *first);
	uint32_t *number = arena_alloc(in, ((size_t)o->n_pairs + 1) * sizeof *number);
	for (uint32_t i = 0; i < o->n_values; sum += o->count[i++])
		first[i] = sum;
	for (uint32_t i = 0; i < o->n_pairs; i++)
		number[first[o->pair[i].value]++] = o->pair[i].document;
	sym_order(o->n_values, o->value, order);
	for (uint32_t i = 0; i < o->n_values; i++) {
		uint32_t v = order[i], before = UINT32_MAX;
		s->scratch.n = 0;
		for (uint32_t k = first[v] - o->count[v]; k < first[v]; k++) {
			blob_number(&s->scratch, number[k] - before - 1);
			before = number[k];
		}
		sqlite3_stmt *q = store_statement(s, Q_ADD_OCCURRENCE);
		bind_text(q, 1, name);
		bind_str(q, 2, sym_string(o->value[v]));
		bind_bytes(q, 3, s->scratch.p, s->scratch.n);
		if (!store_run(s, q))
			return false;
	}
	return true;
}

static bool index_column(store *s, const char *l, const char *c)
{
	arena *in = arena_new();
	occurrences o = { 0 };
	const char *name = arena_print(in, "%s.%s", l, c);
	int r = gather(s, in, &o, l, c);
	bool good = r >= 0;
	if (r > 0) {
		sqlite3_stmt *q = store_statement(s, Q_DROP_OCCURRENCES);
		bind_text(q, 1, name);
		good = store_run(s, q) && write_occurrences(s, in, &o, name);
		q = good ? store_statement(s, Q_SET_INDEXED) : NULL;
		bind_text(q, 1, name);
		good = good && store_run(s, q);
		s->indexed = true;
	}
	arena_free(in);
	return good;
}

bool store_index(store *s)
{
	if (!store_can_write(s))
		return false;
	arena *in = arena_new();
	const char **name = NULL;
	uint32_t n = 0, room = 0;
	int r;
	sqlite3_stmt *q = store_statement(s, Q_COLUMNS_TO_INDEX);
	while ((r = store_row(s, q)) > 0) {
		ARRAY_ROOM(in, name, room, n + 1);
		name[n++] = column_name(q, 0);
		name[n++] = column_name(q, 1);
	}
	bool good = !r;
	for (uint32_t i = 0; i < n && good; i += 2)
		good = index_column(s, name[i], name[i + 1]);
	arena_free(in);
	return good;
}

/* ---- Documents that may hold ----------------------------------------------------------------- */

/* A match, taken apart. */
typedef struct { const char *layer, *column; glane_str value; bool own; } wanted;
typedef struct { uint32_t n, room, *number; } numbers;

static bool is_indexed(store *s, const char *name)
{
	sqlite3_stmt *q = store_statement(s, Q_INDEXED);
	bind_text(q, 1, name);
	bool is = store_row(s, q) > 0;
	sqlite3_reset(q);
	return is;
}

static bool indexed_documents(store *s, arena *in, const char *name, glane_str value, numbers *out)
{
	sqlite3_stmt *q = store_statement(s, Q_OCCURRENCE);
	bind_text(q, 1, name);
	bind_str(q, 2, value);
	int r = store_row(s, q);
	if (r <= 0)
		return !r;		/* a value that occurs nowhere */
	cursor c = cursor_of(column_bytes(q, 0));
	for (uint32_t before = UINT32_MAX; c.p < c.end && !c.bad; out->n++) {
		ARRAY_ROOM(in, out->number, out->room, out->n);
		before += (uint32_t)cursor_number(&c) + 1;
		out->number[out->n] = before;
	}
	sqlite3_reset(q);
	return !c.bad || store_note_damage(s, name);
}

/* All documents that have the column (the layer, when it is ""). */
static bool all_documents(store *s, arena *in, const char *l, const char *c, numbers *out)
{
	sqlite3_stmt *q = store_statement(s, Q_COLUMN_DOCUMENTS);
	bind_text(q, 1, l);
	bind_text(q, 2, c);
	int r;
	for (; (r = store_row(s, q)) > 0; out->n++) {
		ARRAY_ROOM(in, out->number, out->room, out->n);
		out->number[out->n] = (uint32_t)sqlite3_column_int64(q, 0);
	}
	return !r;
}

static bool documents_of(store *s, arena *in, const wanted *w, numbers *out)
{
	*out = (numbers){ 0 };
	const char *name = arena_print(in, "%s.%s", w->layer, w->column);
	bool ready = is_indexed(s, name);
	if (!ready && s->writable) {
		if (!index_column(s, w->layer, w->column))
			return false;
		ready = is_indexed(s, name);
	}
	/* "" is a missing cell, which the index does not list. */
	if (ready && w->value.n)
		return indexed_documents(s, in, name, w->value, out);
	return all_documents(s, in, w->layer, w->column, out);
}

/* Both are ascending. */
static void intersect(numbers *a, const numbers *b)
{
	uint32_t n = 0;
	for (uint32_t i = 0, j = 0; i < a->n && j < b->n;)
		if (a->number[i] < b->number[j]) {
			i++;
		} else if (a->number[i] > b->number[j]) {
			j++;
		} else {
			a->number[n++] = a->number[i++];
			j++;
		}
	a->n = n;
}

/* ---- Rows that hold -------------------------------------------------------------------------- */

/* One document being looked at. */
typedef struct {
	const char *layer;
	uint32_t n_wanted, n_rows, n_turns;
	const wanted *wanted;
	glane_span *span, *turn;	/* NULL: no such layer */
	glane_sym *who;
	struct hits { uint32_t n, *row; bool there; glane_span *span; } *hits;	/* one per wanted */
	uint32_t number;
} looked;

/* Takes of a stored column what is needed. */
static bool look_at(store *s, arena *in, sqlite3_stmt *q, stored_layer *row, looked *d)
{
	bool spans = !*row->column, turns = !strcmp(row->layer, "turn"), own = !strcmp(row->layer, d->layer);
	bool need = (spans && own) || (turns && (spans || !strcmp(row->column, "speaker")));
	for (uint32_t i = 0; i < d->n_wanted; i++)
		need = need || (!strcmp(row->layer, d->wanted[i].layer) && (spans || !strcmp(row->column, d->wanted[i].column)));
	if (!need)
		return true;
	if (!store_layer_cells(s, q, row))
		return false;
	glane_span *span = spans ? cells_read_spans(in, row->cells, row->rows) : NULL;
	bool good = !spans || span;
	if (spans && own) {
		d->span = span;
		d->n_rows = row->rows;
	}
	if (spans && turns) {
		d->turn = span;
		d->n_turns = row->rows;
	}
	if (turns && !strcmp(row->column, "speaker") && row->type == GLANE_SYM && row->rows == d->n_turns)
		good = (d->who = cells_read(in, row->cells, row->type, row->rows)) != NULL;
	for (uint32_t i = 0; i < d->n_wanted && good; i++) {
		struct hits *h = &d->hits[i];
		if (strcmp(row->layer, d->wanted[i].layer))
			continue;
		if (spans) {
			h->span = span;
		} else if (!strcmp(row->column, d->wanted[i].column)) {
			h->n = cells_find(in, row->cells, row->type, row->rows, d->wanted[i].value, &h->row);
			h->there = good = h->n != UINT32_MAX && h->span;
		}
	}
	if (good)
		return true;
	sqlite3_reset(q);
	return store_note_damage(s, row->layer);
}

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* ok[i] stays true for rows that are hit themselves, or that hold the begin of a hit. */
static void sieve(arena *in, const looked *d, const wanted *w, const struct hits *h, bool *ok)
{
	if (w->own) {
		uint32_t k = 0;
		for (uint32_t i = 0; i < d->n_rows; i++) {
			bool hit = k < h->n && h->row[k] == i;
			k += hit;
			ok[i] = ok[i] && hit;
		}
		return;
	}
	uint32_t *begin = arena_alloc(in, (h->n + 1) * sizeof *begin);
	bool ascending = true;
	for (uint32_t i = 0; i < h->n; i++) {
		begin[i] = h->span[h->row[i]].begin;
		ascending = ascending && (!i || begin[i - 1] <= begin[i]);
	}
	if (!ascending)			/* rows of a shared layer come stage by stage */
		qsort(begin, h->n, sizeof *begin, compare_numbers);
	for (uint32_t i = 0; i < d->n_rows; i++) {
		uint32_t low = 0, high = ok[i] ? h->n : 0;
		while (low < high) {	/* the first hit at or after the row's begin */
			uint32_t middle = low + (high - low) / 2;
			if (begin[middle] < d->span[i].begin)
				low = middle + 1;
			else
				high = middle;
		}
		ok[i] = ok[i] && low < h->n && begin[low] < d->span[i].end;
	}
}

/* The speaker of the turn that holds `at`: of the last one that has begun, if it has not ended. */
static glane_sym speaker_at(const looked *d, glane_sym only, uint32_t at)
{
	uint32_t low = 0, high = d->n_turns;
	if (!d->n_turns || !d->who)
		return only;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (d->turn[middle].begin <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low && d->turn[low - 1].end > at ? d->who[low - 1] : (glane_sym){ 0 };
}

static glane_sym first_speaker(store *s, uint32_t number)
{
	sqlite3_stmt *q = store_statement(s, Q_FIRST_SPEAKER);
	glane_sym id = { 0 };
	if (!q)
		return id;
	sqlite3_bind_int64(q, 1, number);
	if (store_row(s, q) > 0)
		id = sym_of((const char *)sqlite3_column_text(q, 0));
	sqlite3_reset(q);
	return id;
}

typedef struct { arena *in; uint32_t n, room; found *row; } founds;

static bool look_into(store *s, arena *tmp, looked *d, founds *out)
{
	sqlite3_stmt *q = store_layers_of(s, d->number);
	stored_layer row;
	int r;
	d->hits = arena_alloc(tmp, (d->n_wanted + 1) * sizeof *d->hits);
	while ((r = store_next_layer(s, q, &row)) > 0)
		if (!look_at(s, tmp, q, &row, d))
			return false;
	if (r < 0)
		return false;
	bool *ok = arena_alloc(tmp, d->n_rows + 1);
	memset(ok, d->span != NULL, d->n_rows);
	for (uint32_t i = 0; i < d->n_wanted; i++) {
		if (!d->hits[i].there)
			return true;
		sieve(tmp, d, &d->wanted[i], &d->hits[i], ok);
	}
	glane_sym only = d->n_turns && d->who ? (glane_sym){ 0 } : first_speaker(s, d->number);
	for (uint32_t i = 0; i < d->n_rows; i++) {
		if (!ok[i])
			continue;
		ARRAY_ROOM(out->in, out->row, out->room, out->n);
		out->row[out->n++] = (found){ d->number, i, d->span[i],
			found_hash(store_document_name(s, d->number), d->span[i].begin), speaker_at(d, only, d->span[i].begin) };
	}
	return true;
}

/* "layer.column" taken apart; the layer's name may hold no dot, the column's neither. */
static bool parse_match(store *s, arena *in, const char *l, const glane_match *m, wanted *out)
{
	const char *dot = strrchr(m->column, '.');
	if (!dot || dot == m->column || !dot[1])
		return store_note(s, _("%s is no column of a layer: expected a name such as term.lemma"), m->column);
	*out = (wanted){ arena_copy(in, m->column, (size_t)(dot - m->column)), dot + 1, sym_string(m->value), false };
	out->own = !strcmp(out->layer, l);
	return true;
}

bool store_query(store *s, arena *in_arena, const corpus *c, const char *l, uint32_t n_match,
                 const glane_match *match, uint32_t *n, found **out)
{
	arena *in = arena_new(), *tmp = arena_new();
	wanted *w = arena_alloc(in, (n_match + 1) * sizeof *w);
	numbers all = { 0 }, some;
	founds f = { in_arena, 0, 0, NULL };
	uint32_t k = 0;
	bool good = true;
	(void)c;
	for (uint32_t i = 0; i < n_match && good; i++)
		if (strcmp(match[i].column, "group"))
			good = parse_match(s, in, l, &match[i], &w[k++]);
	if (good && !k)
		good = all_documents(s, in, l, "", &all);
	for (uint32_t i = 0; i < k && good; i++) {
		good = documents_of(s, in, &w[i], i ? &some : &all);
		if (good && i)
			intersect(&all, &some);
	}
	for (uint32_t i = 0; i < all.n && good; i++) {
		looked d = { .layer = l, .n_wanted = k, .wanted = w, .number = all.number[i] };
		good = look_into(s, tmp, &d, &f);
		arena_reset(tmp);
	}
	arena_free(tmp);
	arena_free(in);
	*n = good ? f.n : 0;
	*out = f.row;
	return good;
}
