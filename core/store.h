/* store.h - the run store: one SQLite file per worker, per shard, and in the finished folder.
 *
 * It holds the identity of the run, the plan, documents with the layers that are kept, what writers
 * streamed, skipped documents, states of the analyses, and (in the finished folder) tables with their
 * evidence. A state file of --shard, a worker's checkpoint and run.sqlite are the same format. Nothing
 * in it depends on symbol ids. A file made by the same calls in the same order is the same to the byte. */
#ifndef STORE_H
#define STORE_H
#include "table.h"

typedef struct store store;
typedef struct {
	uint32_t document;		/* number in the plan */
	const char *name, *stage;	/* id of the stage that failed; "" when the worker died */
	const char *kind;		/* input crash time memory language */
	const char *reason;		/* in the report's language */
	const char *said;		/* the same in the user's language; not stored, may be NULL */
	const char *where;		/* "entretien.txt:12" */
} skip;
typedef struct { const char *path, *sha256; uint64_t size; } input_file;
typedef struct { uint32_t number; const char *name, *source; uint64_t size; } plan_row;

/* What a store says of the run it belongs to: merge and --resume compare all of it. */
typedef struct {
	const char *identity;		/* pipeline_identity() */
	const char *inputs;		/* a text that is equal for equal plans: names, sizes, stamps */
	uint32_t shard, shards;		/* 3 of 16; 1 of 1 */
	uint32_t evidence_max;
} run_identity;

/* All return false, or NULL, after noting a message that store_error gives (translated). */
store *store_create(const char *path);		/* replaces a file that is there */
store *store_open(const char *path, bool writable);	/* refuses what is no store, cut off or damaged */
bool store_close(store *s);			/* commits; NULL is allowed */
const char *store_error(const store *s);	/* of a NULL store: of the last open or create */
const char *store_path(const store *s);

/* One transaction is open all the time; commit makes all so far durable against a kill. */
bool store_commit(store *s);
bool store_set_identity(store *s, const run_identity *id);
bool store_get_identity(store *s, arena *in, run_identity *out);
bool store_set_plan(store *s, const corpus *c);
plan_row *store_plan(store *s, arena *in, uint32_t *n);

/* Document with its variables, speakers, repairs, source map and the layers (and columns)
 * `keep` names: "turn", "sentence", "token.form"; a layer comes with its spans. n_keep 0: none. */
bool store_add_document(store *s, const document *d, uint32_t n_keep, const char *const *keep);
/* In memory of `in`; NULL when it isn't there (store_error says if that is an error). */
document *store_document(store *s, arena *in, const corpus *c, uint32_t number);
/* Numbers of the documents it holds, ascending. */
uint32_t store_documents(store *s, arena *in, uint32_t **number);
bool store_has_document(store *s, uint32_t number);
bool store_add_stream(store *s, uint32_t stage, uint32_t document, const void *p, size_t n);
bool store_stream(store *s, uint32_t stage, uint32_t document, arena *in, glane_bytes *out);
/* Of the finished folder: the writers' files hold them. */
bool store_forget_streams(store *s);
bool store_add_skip(store *s, const skip *k);
skip *store_skips(store *s, arena *in, uint32_t *n);	/* in plan order */
bool store_add_input(store *s, const input_file *f);	/* the same again is nothing */
input_file *store_inputs(store *s, arena *in, uint32_t *n);	/* in order of path */
/* States of the analyses; name as "3.counts.0" or "3.own". With a checksum, verified on reading. */
bool store_set_state(store *s, const char *name, const void *p, size_t n);
bool store_state(store *s, const char *name, arena *in, glane_bytes *out);
/* Copies a document, its streams and repairs from another store. */
bool store_copy_document(store *into, store *from, uint32_t number);

/* Report: labels of rows, in a column of a kept layer; later store_document calls give it. */
bool store_add_labels(store *s, const char *layer, const char *column, uint32_t type, uint32_t document,
                      uint32_t n, const uint32_t *row, const void *cells);
/* Rows of layer `in` that hold (or are) rows with column = value for all matches ("group" aside):
 * found by the occurrence index, in order of (document, row); in `in_arena`. */
bool store_query(store *s, arena *in_arena, const corpus *c, const char *layer, uint32_t n_match,
                 const glane_match *match, uint32_t *n, found **out);
/* The occurrence index is made once all documents are in. */
bool store_index(store *s);
/* Finished tables, for `why` and for users with SQL: each as an SQL table of its id. */
bool store_add_table(store *s, const table *t);
typedef struct {
	const char *name, *role, *type, *unit, *label;	/* role: key count value …; type: sym int real */
	int decimals;
} stored_column;
typedef struct {
	const char *id, *stage, *name, *title, *by, *reading;
	/* What its stage counts: conditions as of condition_text; NULL: all. */
	const char *when, *where, *speakers, *languages;
	uint32_t number, n_columns, n_rows;
	stored_column *column;
} stored_table;
stored_table *store_tables(store *s, arena *in, uint32_t *n);
/* Rows of a table whose cells equal the given ones (column = value; "": missing): row numbers, from 0. */
bool store_table_rows(store *s, arena *in, const char *id, uint32_t n_match, const char *const *column,
                      const char *const *value, uint32_t *n, uint32_t **row);
/* The cells of a row as programs read them, one per column; NULL: missing. */
bool store_table_cells(store *s, arena *in, const char *id, uint32_t row, const char ***cell);
/* The layer is NULL where the row has no evidence. */
bool store_table_evidence(store *s, arena *in, const char *id, uint32_t row, evidence *out);
/* Values of a column (for near misses). */
uint32_t store_table_values(store *s, arena *in, const char *id, const char *column,
                            const char ***value);
bool store_set_text(store *s, const char *key, const char *value);	/* title, signature … */
const char *store_text(store *s, arena *in, const char *key);
/* What values are called in the report's language, from values.csv; a corpus of nothing but these labels, for
 * document_signature. NULL: store_error. */
bool store_set_labels(store *s, const corpus *c);
corpus *store_labels(store *s, arena *in);
#endif
