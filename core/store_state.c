/* store_state.c - the run store: streams of writers, skipped documents, inputs, states of analyses. */
#include <config.h>
#include "store_private.h"
#include <string.h>
#include "language.h"
#include "sym.h"

/* Copies bytes out of a row (checksum, bytes) after verifying them. */
static bool take(store *s, sqlite3_stmt *q, arena *in, const char *what, glane_bytes *out)
{
	glane_bytes b = column_bytes(q, 1);
	bool good = (int64_t)store_checksum(b) == sqlite3_column_int64(q, 0);
	if (good)
		*out = (glane_bytes){ (const unsigned char *)arena_copy(in, (const char *)b.p, b.n), b.n };
	else
		store_note_damage(s, what);
	sqlite3_reset(q);
	return good;
}

bool store_add_stream(store *s, uint32_t of, uint32_t number, const void *p, size_t n)
{
	sqlite3_stmt *q = store_statement(s, Q_ADD_STREAM);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, (int64_t)number << STORE_LAYER_BITS | of);
	sqlite3_bind_int64(q, 2, of);
	sqlite3_bind_int64(q, 3, number);
	sqlite3_bind_int64(q, 4, (int64_t)store_checksum((glane_bytes){ p, n }));
	bind_bytes(q, 5, p, n);
	return store_run(s, q);
}

bool store_stream(store *s, uint32_t of, uint32_t number, arena *in, glane_bytes *out)
{
	sqlite3_stmt *q = store_statement(s, Q_STREAM);
	if (!q)
		return false;
	*out = (glane_bytes){ (const unsigned char *)"", 0 };
	sqlite3_bind_int64(q, 1, (int64_t)number << STORE_LAYER_BITS | of);
	int r = store_row(s, q);
	/* A writer may have had nothing to say of a document: no bytes, no error. */
	return r > 0 ? take(s, q, in, _("what a writer wrote of a document"), out) : !r;
}

bool store_add_skip(store *s, const skip *k)
{
	sqlite3_stmt *q = store_statement(s, Q_ADD_SKIP);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, k->document);
	bind_text(q, 2, k->name);
	bind_text(q, 3, k->stage);
	bind_text(q, 4, k->kind);
	bind_text(q, 5, k->reason);
	bind_text(q, 6, k->where);
	return store_run(s, q);
}

skip *store_skips(store *s, arena *in, uint32_t *n)
{
	sqlite3_stmt *q = store_statement(s, Q_SKIPS);
	uint32_t room = 1;
	skip *k = arena_alloc(in, sizeof *k);
	int r;
	for (*n = 0; (r = store_row(s, q)) > 0; ++*n) {
		ARRAY_ROOM(in, k, room, *n);
		k[*n] = (skip){ .document = (uint32_t)sqlite3_column_int64(q, 0), .name = column_text(in, q, 1),
			.stage = column_text(in, q, 2), .kind = column_text(in, q, 3),
			.reason = column_text(in, q, 4), .where = column_text(in, q, 5) };
	}
	return r < 0 ? NULL : k;
}

bool store_add_input(store *s, const input_file *f)
{
	sqlite3_stmt *q = store_statement(s, Q_INPUT);
	bind_text(q, 1, f->path);
	int r = store_row(s, q);
	if (r > 0) {
		bool same = !strcmp((const char *)sqlite3_column_text(q, 0), f->sha256) &&
			(uint64_t)sqlite3_column_int64(q, 1) == f->size;
		sqlite3_reset(q);
		return same || store_note(s, _("%s has changed since the run began: run the study again"), f->path);
	}
	if (r < 0)
		return false;
	q = store_statement(s, Q_ADD_INPUT);
	if (!q)
		return false;
	bind_text(q, 1, f->path);
	bind_text(q, 2, f->sha256);
	sqlite3_bind_int64(q, 3, (int64_t)f->size);
	return store_run(s, q);
}

input_file *store_inputs(store *s, arena *in, uint32_t *n)
{
	sqlite3_stmt *q = store_statement(s, Q_INPUTS);
	uint32_t room = 1;
	input_file *f = arena_alloc(in, sizeof *f);
	int r;
	for (*n = 0; (r = store_row(s, q)) > 0; ++*n) {
		ARRAY_ROOM(in, f, room, *n);
		f[*n] = (input_file){ column_text(in, q, 0), column_text(in, q, 1), (uint64_t)sqlite3_column_int64(q, 2) };
	}
	return r < 0 ? NULL : f;
}

bool store_set_state(store *s, const char *name, const void *p, size_t n)
{
	sqlite3_stmt *q = store_statement(s, Q_SET_STATE);
	if (!q)
		return false;
	bind_text(q, 1, name);
	sqlite3_bind_int64(q, 2, (int64_t)store_checksum((glane_bytes){ p, n }));
	bind_bytes(q, 3, p, n);
	return store_run(s, q);
}

bool store_state(store *s, const char *name, arena *in, glane_bytes *out)
{
	sqlite3_stmt *q = store_statement(s, Q_STATE);
	bind_text(q, 1, name);
	int r = store_row(s, q);
	if (!r)
		return store_note(s, _("%s holds no state %s: it is of a run that was stopped, or of another pipeline"), s->path, name);
	return r > 0 && take(s, q, in, name, out);
}
