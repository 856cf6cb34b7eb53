/* store_private.h - inside of the run store: its connection, its statements, and the format of its blobs.
 *
 * The tables are made for people who ask with SQL (see `schema` in store.c); what has a row per token would
 * be too much as rows, so layers, the map to the source and evidence are blobs of varints. A varint holds 7
 * bits a byte, lowest first; zigzag(x) is 2x for x >= 0 and -2x-1 below.
 *
 *   layers.cells, by layers.type, `rows` times:
 *     span   zigzag(begin - end of the row before), varint(end - begin); "column" is ''
 *     sym    varint k, then k strings (varint length, bytes), each once, in the order in which they first
 *            appear; then per row varint 0 (missing) or the number of its string, from 1
 *     int    varint 0 (missing) or 1 + zigzag(value)
 *     row    varint 0 (missing) or 1 + zigzag(value - the last value that was not missing)
 *     real   8 bytes, little-endian IEEE 754; missing is 0x7ff8000000000000
 *   documents.map, until its end: varint(begin - begin before), varint(bytes * 2 + exact),
 *     zigzag(offset - offset before), zigzag(line - line before), zigzag(page - page before),
 *     zigzag(ms - ms before)
 *   occurrence.documents: varint(number - number before - 1), the first one as it is
 *   evidence.passages, `shown` times: varint(document - document before), varint row + 1 (0: none), varint
 *     begin, varint(end - begin), then varint 0 when the speaker is that of the passage before, otherwise
 *     1 + length and the speaker
 *
 * `checksum` is text_hash of the bytes beside it, verified whenever they are read. */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H
#include <sqlite3.h>
#include "store.h"

enum {
	STORE_APPLICATION = 0x474c414e,	/* "GLAN" */
	STORE_FORMAT = 3,
	STORE_PAGE = 4096,
	STORE_SEED = 0x676c,		/* of checksums */
	STORE_LAYER_BITS = 16		/* a row of layers has the id document << 16 | its place in the document */
};

/* Every statement but those on finished tables, prepared when first used and kept. */
enum {
	Q_BEGIN, Q_COMMIT,
	Q_SET_RUN, Q_RUN, Q_SET_TEXT, Q_TEXT, Q_ADD_LABEL, Q_LABELS, Q_ADD_PLAN, Q_PLAN,
	Q_ADD_DOCUMENT, Q_DOCUMENT, Q_DOCUMENT_NAME, Q_FIRST_SPEAKER, Q_DOCUMENTS, Q_HAS_DOCUMENT, Q_ADD_VARIABLE, Q_VARIABLES,
	Q_ADD_SPEAKER, Q_SPEAKERS, Q_ADD_SPEAKER_VARIABLE, Q_SPEAKER_VARIABLES, Q_ADD_REPAIR, Q_REPAIRS, Q_ADD_CORRECTION, Q_CORRECTIONS,
	Q_ADD_LAYER, Q_LAYERS, Q_LAST_LAYER, Q_SET_LAYER,
	Q_COPY_DOCUMENT, Q_COPY_VARIABLES, Q_COPY_SPEAKERS, Q_COPY_SPEAKER_VARIABLES, Q_COPY_REPAIRS, Q_COPY_CORRECTIONS,
	Q_COPY_LAYERS, Q_COPY_STREAMS,
	Q_ADD_STREAM, Q_STREAM, Q_ADD_SKIP, Q_SKIPS, Q_INPUT, Q_ADD_INPUT, Q_INPUTS, Q_SET_STATE, Q_STATE,
	Q_FORGET_INDEX, Q_FORGET_COLUMN, Q_DROP_OCCURRENCES, Q_ADD_OCCURRENCE, Q_OCCURRENCE, Q_SET_INDEXED,
	Q_INDEXED, Q_COLUMNS_TO_INDEX, Q_COLUMN_CELLS, Q_COLUMN_DOCUMENTS,
	Q_ADD_TABLE, Q_LAST_TABLE, Q_TABLES, Q_ADD_TABLE_COLUMN, Q_TABLE_COLUMNS,
	Q_ADD_EVIDENCE, Q_EVIDENCE, Q_ADD_MATCH, Q_MATCHES,
	Q_COUNT
};

/* Bytes being written. Kept by the store and used again. */
typedef struct { unsigned char *p; size_t n, room; } blob;
/* Bytes being read; what is asked beyond the end is 0 and makes it bad. */
typedef struct { const unsigned char *p, *end; bool bad; } cursor;

struct store {
	sqlite3 *db;
	sqlite3_stmt *statement[Q_COUNT];
	char *path;
	char error[1024];		/* "": none */
	bool writable, in_transaction;
	bool failed;			/* a write was lost: nothing more is written or committed */
	bool indexed;			/* some column has an index that a new document would make stale */
	blob scratch;
	struct mark { uint32_t turn, number; } *mark;	/* by symbol id: its number in the dictionary */
	uint32_t n_marks, turn;
	const char **name;		/* of documents by number, once found_hash needed it; NULL: not yet */
	uint32_t n_names;
};

/* store.c */
/* Notes a translated message; returns false. */
bool store_note(store *s, const char *format, ...) GLANE_PRINTF(2, 3);
/* Notes that SQLite failed, in words that help; after a write the store has failed. Returns false. */
bool store_note_sqlite(store *s);
bool store_note_damage(store *s, const char *what);
/* The statement, reset, without values; NULL after noting. A writing one only when the store may write. */
sqlite3_stmt *store_statement(store *s, int which);
/* Runs a statement that gives no rows; NULL (from store_statement) is false. */
bool store_run(store *s, sqlite3_stmt *q);
/* 1: a row is there; 0: no more, -1: failed, noted; the statement is reset in both. */
int store_row(store *s, sqlite3_stmt *q);
bool store_execute(store *s, const char *sql);
bool store_can_write(store *s);
void bind_text(sqlite3_stmt *q, int at, const char *p);		/* NULL: NULL */
void bind_str(sqlite3_stmt *q, int at, glane_str v);
void bind_bytes(sqlite3_stmt *q, int at, const void *p, size_t n);
const char *column_text(arena *in, sqlite3_stmt *q, int at);	/* NULL: NULL */
const char *column_name(sqlite3_stmt *q, int at);		/* interned; NULL: NULL */
glane_str column_str(arena *in, sqlite3_stmt *q, int at);
glane_bytes column_bytes(sqlite3_stmt *q, int at);		/* until the next step */
/* Types as words in the database: "nominal", "sym" … */
const char *store_type_name(uint32_t type);
uint32_t store_type_of(const char *name);			/* 0: none of ours */

/* store_cells.c */
uint64_t store_checksum(glane_bytes b);
void blob_number(blob *b, uint64_t u);
void blob_signed(blob *b, int64_t v);
void blob_bytes(blob *b, const void *p, size_t n);
uint64_t cursor_number(cursor *c);
int64_t cursor_signed(cursor *c);
glane_str cursor_str(cursor *c);				/* points into the bytes */
static inline cursor cursor_of(glane_bytes b)
{
	return (cursor){ b.p, b.p ? b.p + b.n : b.p, false };
}
void cells_write_spans(blob *b, uint32_t n, const glane_span *span);
void cells_write(store *s, blob *b, uint32_t type, uint32_t n, const void *array);
/* Begins a turn of numbering symbols, and the number of one: 0 when it was not given one in this turn. */
void marks_begin(store *s);
uint32_t *mark_of(store *s, glane_sym v);
/* NULL: damaged. */
glane_span *cells_read_spans(arena *in, glane_bytes b, uint32_t n);
void *cells_read(arena *in, glane_bytes b, uint32_t type, uint32_t n);
/* Only the rows (ascending) whose cell is `value` as text, into *row in `in`: no symbols are made.
 * UINT32_MAX: damaged. */
uint32_t cells_find(arena *in, glane_bytes b, uint32_t type, uint32_t n, glane_str value, uint32_t **row);

/* store_document.c */
/* One row of layers, of a document, as it lies there. */
typedef struct {
	uint32_t document, rows, type;	/* type 0: spans */
	const char *layer, *column, *into, *label;	/* interned */
	int64_t id;
	glane_bytes cells;
} stored_layer;
/* Steps Q_LAYERS or Q_COLUMN_CELLS: 1, 0, -1 as store_row. Cells are not looked at. */
int store_next_layer(store *s, sqlite3_stmt *q, stored_layer *out);
/* Its cells, verified, until the next step; false after noting damage and ending the statement. */
bool store_layer_cells(store *s, sqlite3_stmt *q, stored_layer *l);
bool store_add_cells(store *s, const stored_layer *l);
sqlite3_stmt *store_layers_of(store *s, uint32_t document);

/* store_query.c */
bool store_forget_index(store *s, const char *column);		/* "layer.column"; NULL: all */
/* Name of a document by its number; "" when there is none. */
const char *store_document_name(store *s, uint32_t number);
#endif
