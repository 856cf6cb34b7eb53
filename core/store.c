/* store.c - the run store: opening, committing, errors, and what it says of its run. */
#include <config.h>
#include "store_private.h"
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "language.h"
#include "sym.h"

static const char schema[] =
	"CREATE TABLE run(identity TEXT NOT NULL, inputs TEXT NOT NULL, shard INTEGER NOT NULL,"
	" shards INTEGER NOT NULL, evidence_max INTEGER NOT NULL);"
	"CREATE TABLE text(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE labels(variable TEXT NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL,"
	" PRIMARY KEY(variable, value)) WITHOUT ROWID;"
	"CREATE TABLE plan(number INTEGER PRIMARY KEY, name TEXT NOT NULL, source TEXT, size INTEGER NOT NULL);"
	"CREATE TABLE inputs(path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE skipped(document INTEGER PRIMARY KEY, name TEXT, stage TEXT, kind TEXT, reason TEXT,"
	" place TEXT);"
	"CREATE TABLE documents(number INTEGER PRIMARY KEY, name TEXT NOT NULL, source TEXT, file TEXT,"
	" checksum INTEGER NOT NULL, map BLOB NOT NULL, text TEXT NOT NULL);"
	"CREATE TABLE variables(document INTEGER, number INTEGER, name TEXT NOT NULL, type TEXT NOT NULL,"
	" value TEXT NOT NULL, PRIMARY KEY(document, number)) WITHOUT ROWID;"
	"CREATE TABLE speakers(document INTEGER, number INTEGER, id TEXT NOT NULL, person TEXT NOT NULL,"
	" role TEXT NOT NULL, implied INTEGER NOT NULL, PRIMARY KEY(document, number)) WITHOUT ROWID;"
	"CREATE TABLE speaker_variables(document INTEGER, speaker INTEGER, number INTEGER, name TEXT NOT NULL,"
	" type TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(document, speaker, number)) WITHOUT ROWID;"
	"CREATE TABLE repairs(document INTEGER, number INTEGER, kind TEXT, byte INTEGER, line INTEGER,"
	" page INTEGER, ms INTEGER, was TEXT, now TEXT, PRIMARY KEY(document, number)) WITHOUT ROWID;"
	"CREATE TABLE corrections(document INTEGER, number INTEGER, line INTEGER, state TEXT NOT NULL, what TEXT NOT NULL,"
	" \"begin\" INTEGER, \"end\" INTEGER, words TEXT, \"from\" TEXT, \"to\" TEXT, who TEXT, why TEXT,"
	" PRIMARY KEY(document, number)) WITHOUT ROWID;"
	"CREATE TABLE layers(id INTEGER PRIMARY KEY, document INTEGER NOT NULL, layer TEXT NOT NULL,"
	" \"column\" TEXT NOT NULL, type TEXT NOT NULL, \"into\" TEXT, label TEXT, rows INTEGER NOT NULL,"
	" checksum INTEGER NOT NULL, cells BLOB NOT NULL);"
	"CREATE TABLE streams(id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, document INTEGER NOT NULL,"
	" checksum INTEGER NOT NULL, bytes BLOB NOT NULL);"
	"CREATE TABLE states(name TEXT PRIMARY KEY, checksum INTEGER NOT NULL, bytes BLOB NOT NULL);"
	"CREATE TABLE occurrence(\"column\" TEXT, value TEXT, documents BLOB NOT NULL,"
	" PRIMARY KEY(\"column\", value)) WITHOUT ROWID;"
	"CREATE TABLE indexed(\"column\" TEXT PRIMARY KEY) WITHOUT ROWID;"
	"CREATE TABLE tables(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, stage TEXT NOT NULL,"
	" name TEXT NOT NULL, title TEXT, \"by\" TEXT, reading TEXT, \"when\" TEXT, \"where\" TEXT, speakers TEXT,"
	" languages TEXT, row_column TEXT NOT NULL, rows INTEGER NOT NULL);"
	"CREATE TABLE table_columns(\"table\" INTEGER, number INTEGER, name TEXT NOT NULL, role TEXT NOT NULL,"
	" type TEXT NOT NULL, unit TEXT, label TEXT, decimals INTEGER, PRIMARY KEY(\"table\", number)) WITHOUT ROWID;"
	"CREATE TABLE evidence(id INTEGER PRIMARY KEY, \"table\" INTEGER NOT NULL, row INTEGER NOT NULL,"
	" kind TEXT NOT NULL, layer TEXT, total INTEGER NOT NULL, shown INTEGER NOT NULL,"
	" checksum INTEGER NOT NULL, passages BLOB NOT NULL);"
	"CREATE TABLE evidence_matches(\"table\" INTEGER, row INTEGER, number INTEGER, \"column\" TEXT NOT NULL,"
	" value TEXT NOT NULL, PRIMARY KEY(\"table\", row, number)) WITHOUT ROWID;";

static const char *const statements[Q_COUNT] = {
	[Q_BEGIN] = "BEGIN",
	[Q_COMMIT] = "COMMIT",
	[Q_SET_RUN] = "INSERT OR REPLACE INTO run(rowid,identity,inputs,shard,shards,evidence_max)"
	              " VALUES(1,?1,?2,?3,?4,?5)",
	[Q_RUN] = "SELECT identity,inputs,shard,shards,evidence_max FROM run WHERE rowid=1",
	[Q_SET_TEXT] = "INSERT OR REPLACE INTO text VALUES(?1,?2)",
	[Q_TEXT] = "SELECT value FROM text WHERE key=?1",
	[Q_ADD_LABEL] = "INSERT OR REPLACE INTO labels VALUES(?1,?2,?3,?4)",
	[Q_LABELS] = "SELECT variable,type,value,label FROM labels ORDER BY variable,value",
	[Q_ADD_PLAN] = "INSERT OR REPLACE INTO plan VALUES(?1,?2,?3,?4)",
	[Q_PLAN] = "SELECT number,name,source,size FROM plan ORDER BY number",

	[Q_ADD_DOCUMENT] = "INSERT INTO documents VALUES(?1,?2,?3,?4,?5,?6,?7)",
	[Q_DOCUMENT] = "SELECT name,source,file,checksum,map,text FROM documents WHERE number=?1",
	[Q_DOCUMENT_NAME] = "SELECT name FROM documents WHERE number=?1 UNION ALL"
	                    " SELECT name FROM plan WHERE number=?1",
	[Q_FIRST_SPEAKER] = "SELECT id FROM speakers WHERE document=?1 AND number=0",
	[Q_DOCUMENTS] = "SELECT number FROM documents ORDER BY number",
	[Q_HAS_DOCUMENT] = "SELECT 1 FROM documents WHERE number=?1",
	[Q_ADD_VARIABLE] = "INSERT INTO variables VALUES(?1,?2,?3,?4,?5)",
	[Q_VARIABLES] = "SELECT name,type,value FROM variables WHERE document=?1 ORDER BY number",
	[Q_ADD_SPEAKER] = "INSERT INTO speakers VALUES(?1,?2,?3,?4,?5,?6)",
	[Q_SPEAKERS] = "SELECT id,person,role,implied FROM speakers WHERE document=?1 ORDER BY number",
	[Q_ADD_SPEAKER_VARIABLE] = "INSERT INTO speaker_variables VALUES(?1,?2,?3,?4,?5,?6)",
	[Q_SPEAKER_VARIABLES] = "SELECT speaker,name,type,value FROM speaker_variables WHERE document=?1"
	                        " ORDER BY speaker,number",
	[Q_ADD_REPAIR] = "INSERT INTO repairs VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
	[Q_REPAIRS] = "SELECT kind,byte,line,page,ms,was,now FROM repairs WHERE document=?1 ORDER BY number",
	[Q_ADD_CORRECTION] = "INSERT INTO corrections VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
	[Q_CORRECTIONS] = "SELECT line,state,what,\"begin\",\"end\",words,\"from\",\"to\",who,why FROM corrections"
	                  " WHERE document=?1 ORDER BY number",
	[Q_ADD_LAYER] = "INSERT INTO layers VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
	[Q_LAYERS] = "SELECT id,document,layer,\"column\",type,\"into\",label,rows,checksum,cells FROM layers"
	             " WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
	[Q_LAST_LAYER] = "SELECT max(id) FROM layers WHERE id BETWEEN ?1 AND ?2",
	[Q_SET_LAYER] = "UPDATE layers SET type=?2,checksum=?3,cells=?4 WHERE id=?1",

	/* Rows of a document in another store, column by column. */
	[Q_COPY_DOCUMENT] = "SELECT * FROM documents WHERE number=?1",
	[Q_COPY_VARIABLES] = "SELECT * FROM variables WHERE document=?1 ORDER BY number",
	[Q_COPY_SPEAKERS] = "SELECT * FROM speakers WHERE document=?1 ORDER BY number",
	[Q_COPY_SPEAKER_VARIABLES] = "SELECT * FROM speaker_variables WHERE document=?1 ORDER BY speaker,number",
	[Q_COPY_REPAIRS] = "SELECT * FROM repairs WHERE document=?1 ORDER BY number",
	[Q_COPY_CORRECTIONS] = "SELECT * FROM corrections WHERE document=?1 ORDER BY number",
	[Q_COPY_LAYERS] = "SELECT * FROM layers WHERE id BETWEEN ?1<<16 AND (?1+1<<16)-1 ORDER BY id",
	[Q_COPY_STREAMS] = "SELECT * FROM streams WHERE id BETWEEN ?1<<16 AND (?1+1<<16)-1 ORDER BY id",

	[Q_ADD_STREAM] = "INSERT OR REPLACE INTO streams VALUES(?1,?2,?3,?4,?5)",
	[Q_STREAM] = "SELECT checksum,bytes FROM streams WHERE id=?1",
	[Q_ADD_SKIP] = "INSERT OR REPLACE INTO skipped VALUES(?1,?2,?3,?4,?5,?6)",
	[Q_SKIPS] = "SELECT document,name,stage,kind,reason,place FROM skipped ORDER BY document",
	[Q_INPUT] = "SELECT sha256,size FROM inputs WHERE path=?1",
	[Q_ADD_INPUT] = "INSERT INTO inputs VALUES(?1,?2,?3)",
	[Q_INPUTS] = "SELECT path,sha256,size FROM inputs ORDER BY path",
	[Q_SET_STATE] = "INSERT OR REPLACE INTO states VALUES(?1,?2,?3)",
	[Q_STATE] = "SELECT checksum,bytes FROM states WHERE name=?1",

	[Q_FORGET_INDEX] = "DELETE FROM indexed",
	[Q_FORGET_COLUMN] = "DELETE FROM indexed WHERE \"column\"=?1",
	[Q_DROP_OCCURRENCES] = "DELETE FROM occurrence WHERE \"column\"=?1",
	[Q_ADD_OCCURRENCE] = "INSERT INTO occurrence VALUES(?1,?2,?3)",
	[Q_OCCURRENCE] = "SELECT documents FROM occurrence WHERE \"column\"=?1 AND value=?2",
	[Q_SET_INDEXED] = "INSERT OR REPLACE INTO indexed VALUES(?1)",
	[Q_INDEXED] = "SELECT 1 FROM indexed WHERE \"column\"=?1",
	[Q_COLUMNS_TO_INDEX] = "SELECT DISTINCT layer,\"column\" FROM layers WHERE type='sym'"
	                       " AND layer||'.'||\"column\" NOT IN (SELECT \"column\" FROM indexed)"
	                       " ORDER BY layer,\"column\"",
	[Q_COLUMN_CELLS] = "SELECT id,document,layer,\"column\",type,\"into\",label,rows,checksum,cells FROM layers"
	                   " WHERE layer=?1 AND \"column\"=?2 ORDER BY id",
	[Q_COLUMN_DOCUMENTS] = "SELECT document FROM layers WHERE layer=?1 AND \"column\"=?2 ORDER BY id",

	[Q_ADD_TABLE] = "INSERT INTO tables VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
	[Q_LAST_TABLE] = "SELECT max(number) FROM tables",
	[Q_TABLES] = "SELECT number,id,stage,name,title,\"by\",reading,\"when\",\"where\",speakers,languages,"
	             "row_column,rows FROM tables WHERE ?1 IS NULL OR id=?1 ORDER BY number",
	[Q_ADD_TABLE_COLUMN] = "INSERT INTO table_columns VALUES(?1,?2,?3,?4,?5,?6,?7,?8)",
	[Q_TABLE_COLUMNS] = "SELECT name,role,type,unit,label,decimals FROM table_columns WHERE \"table\"=?1 ORDER BY number",
	[Q_ADD_EVIDENCE] = "INSERT INTO evidence VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)",
	[Q_EVIDENCE] = "SELECT kind,layer,total,shown,checksum,passages FROM evidence WHERE id=?1",
	[Q_ADD_MATCH] = "INSERT INTO evidence_matches VALUES(?1,?2,?3,?4,?5)",
	[Q_MATCHES] = "SELECT \"column\",value FROM evidence_matches WHERE \"table\"=?1 AND row=?2 ORDER BY number",
};

/* ---- Errors ---------------------------------------------------------------------------------- */

static char last_error[1024];		/* of the last open or create */

bool store_note(store *s, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(s->error, sizeof s->error, format, args);
	va_end(args);
	return false;
}

bool store_note_damage(store *s, const char *what)
{
	return store_note(s, _("%s is damaged (%s): run the study again, or fetch the file again from where it was made"),
	                  s->path, what);
}

bool store_note_sqlite(store *s)
{
	int code = sqlite3_errcode(s->db), os = sqlite3_system_errno(s->db);
	s->failed = s->writable;
	switch (code) {
	case SQLITE_FULL:
		return store_note(s, _("%s: the disk is full: make room, or choose another folder with --work-dir"), s->path);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return store_note_damage(s, sqlite3_errmsg(s->db));
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return store_note(s, _("%s is in use by another program: wait until it has finished"), s->path);
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return store_note(s, _("%s cannot be opened or written: %s"), s->path, os ? message_reason(os) : sqlite3_errmsg(s->db));
	case SQLITE_IOERR:
		return store_note(s, _("%s: reading or writing failed: %s"), s->path, os ? message_reason(os) : sqlite3_errmsg(s->db));
	case SQLITE_NOMEM:
		memory_lost(0);
	default:
		return store_note(s, _("%s: SQLite refused: %s"), s->path, sqlite3_errmsg(s->db));
	}
}

const char *store_error(const store *s)
{
	return s ? s->error : last_error;
}

const char *store_path(const store *s)
{
	return s->path;
}

/* ---- Statements ------------------------------------------------------------------------------ */

bool store_can_write(store *s)
{
	if (!s->writable)
		return store_note(s, _("%s was opened for reading only"), s->path);
	return !s->failed;
}

sqlite3_stmt *store_statement(store *s, int which)
{
	sqlite3_stmt **q = &s->statement[which];
	if (!*q && sqlite3_prepare_v3(s->db, statements[which], -1, SQLITE_PREPARE_PERSISTENT, q, NULL)) {
		store_note_sqlite(s);
		return NULL;
	}
	sqlite3_reset(*q);
	sqlite3_clear_bindings(*q);
	if (!sqlite3_stmt_readonly(*q) && !store_can_write(s))
		return NULL;
	return *q;
}

bool store_run(store *s, sqlite3_stmt *q)
{
	if (!q)
		return false;
	bool good = sqlite3_step(q) == SQLITE_DONE || store_note_sqlite(s);
	sqlite3_reset(q);
	return good;
}

int store_row(store *s, sqlite3_stmt *q)
{
	if (!q)
		return -1;
	int r = sqlite3_step(q);
	if (r == SQLITE_ROW)
		return 1;
	if (r != SQLITE_DONE)
		store_note_sqlite(s);
	sqlite3_reset(q);
	return r == SQLITE_DONE ? 0 : -1;
}

bool store_execute(store *s, const char *sql)
{
	return !sqlite3_exec(s->db, sql, NULL, NULL, NULL) || store_note_sqlite(s);
}

/* What is bound stays where it is until the statement has run: SQLite need not copy it. */
void bind_text(sqlite3_stmt *q, int at, const char *p)
{
	if (q)
		sqlite3_bind_text(q, at, p, -1, SQLITE_STATIC);
}

void bind_str(sqlite3_stmt *q, int at, glane_str v)
{
	if (q)
		sqlite3_bind_text64(q, at, v.p ? v.p : "", v.n, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_bytes(sqlite3_stmt *q, int at, const void *p, size_t n)
{
	if (q)
		sqlite3_bind_blob64(q, at, n ? p : "", n, SQLITE_STATIC);
}

glane_bytes column_bytes(sqlite3_stmt *q, int at)
{
	glane_bytes b = { sqlite3_column_blob(q, at), (size_t)sqlite3_column_bytes(q, at) };
	if (!b.p)
		b = (glane_bytes){ (const unsigned char *)"", 0 };
	return b;
}

glane_str column_str(arena *in, sqlite3_stmt *q, int at)
{
	const char *p = (const char *)sqlite3_column_text(q, at);
	uint32_t n = (uint32_t)sqlite3_column_bytes(q, at);
	return (glane_str){ arena_copy(in, p ? p : "", p ? n : 0), p ? n : 0 };
}

const char *column_text(arena *in, sqlite3_stmt *q, int at)
{
	return sqlite3_column_type(q, at) == SQLITE_NULL ? NULL : column_str(in, q, at).p;
}

const char *column_name(sqlite3_stmt *q, int at)
{
	const char *p = (const char *)sqlite3_column_text(q, at);
	return p ? sym_text(sym_of(p)) : NULL;
}

static const char *const type_names[] = {
	[GLANE_INT] = "int", [GLANE_REAL] = "real", [GLANE_SYM] = "sym", [GLANE_ROW] = "row",
	[GLANE_NOMINAL] = "nominal", [GLANE_ORDINAL] = "ordinal", [GLANE_NUMBER] = "number",
	[GLANE_MULTIPLE] = "multiple", [GLANE_WEIGHT] = "weight",
};

const char *store_type_name(uint32_t type)
{
	const char *name = type < sizeof type_names / sizeof *type_names ? type_names[type] : NULL;
	return name ? name : "";
}

uint32_t store_type_of(const char *name)
{
	for (uint32_t t = 0; name && t < sizeof type_names / sizeof *type_names; t++)
		if (type_names[t] && !strcmp(type_names[t], name))
			return t;
	return 0;
}

/* ---- Opening and closing --------------------------------------------------------------------- */

static void forget(store *s)
{
	for (int i = 0; i < Q_COUNT; i++)
		sqlite3_finalize(s->statement[i]);
	sqlite3_close(s->db);
	free(s->path);
	free(s->scratch.p);
	free(s->mark);
	free(s->name);
	free(s);
}

/* Gives up opening: the message outlives the store. */
static store *refuse(store *s)
{
	memcpy(last_error, s->error, sizeof last_error);
	forget(s);
	return NULL;
}

/* A path that SQLite takes for nothing but a path ("file:…" and ":memory:" mean something to it). */
static store *blank_store(const char *path)
{
	store *s = memory_get(sizeof *s);
	size_t n = strlen(path) + 3;
	memset(s, 0, sizeof *s);
	s->path = memory_get(n);
	snprintf(s->path, n, "%s%s", *path == '/' ? "" : "./", path);
	return s;
}

static const char *journal_of(const store *s, char *out, size_t room)
{
	snprintf(out, room, "%s-journal", s->path);
	return out;
}

static bool connect_to(store *s, int flags)
{
	if (sqlite3_open_v2(s->path, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL)) {
		sqlite3_extended_result_codes(s->db, 0);
		return store_note_sqlite(s);
	}
	sqlite3_extended_result_codes(s->db, 0);
	sqlite3_busy_timeout(s->db, 20000);
	/* A kill of the process loses nothing without fsync; a finished run is synced by its writer. */
	return store_execute(s, "PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA locking_mode=NORMAL;"
	                     "PRAGMA cache_size=-8192; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
	                     "PRAGMA secure_delete=ON; PRAGMA mmap_size=0");
}

static bool begin(store *s)
{
	return s->in_transaction = store_run(s, store_statement(s, Q_BEGIN));
}

store *store_create(const char *path)
{
	store *s = blank_store(path);
	char journal[4200], sql[256];
	if ((unlink(s->path) && errno != ENOENT) ||
	    (unlink(journal_of(s, journal, sizeof journal)) && errno != ENOENT)) {
		store_note(s, _("%s cannot be replaced: %s"), s->path, message_reason(errno));
		return refuse(s);
	}
	s->writable = true;
	snprintf(sql, sizeof sql, "PRAGMA page_size=%d; PRAGMA auto_vacuum=NONE; PRAGMA encoding='UTF-8';"
	         "PRAGMA journal_mode=DELETE; BEGIN; PRAGMA application_id=%d; PRAGMA user_version=%d",
	         STORE_PAGE, STORE_APPLICATION, STORE_FORMAT);
	if (!connect_to(s, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) || !store_execute(s, sql) ||
	    !store_execute(s, schema) || !store_execute(s, "COMMIT") || !begin(s))
		return refuse(s);
	return s;
}

static uint32_t big_endian(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Looks at the file before SQLite does, whose own words ("file is not a database") help nobody. */
static bool check_header(store *s)
{
	unsigned char head[100];
	struct stat st;
	FILE *f = fopen(s->path, "rbe");
	if (!f || fstat(fileno(f), &st)) {
		int e = errno;
		if (f)
			fclose(f);
		return store_note(s, _("%s cannot be opened: %s"), s->path, message_reason(e));
	}
	size_t n = S_ISREG(st.st_mode) ? fread(head, 1, sizeof head, f) : 0;
	fclose(f);
	if (!S_ISREG(st.st_mode))
		return store_note(s, _("%s is no file: name the file run.sqlite of a finished run, or the state file of a shard"), s->path);
	if (!n)
		return store_note(s, _("%s is empty: the run that made it was stopped before it had written anything"), s->path);
	if (n < 16 || memcmp(head, "SQLite format 3", 16))
		return store_note(s, _("%s is no run store of glane: expected a run.sqlite or a state file"), s->path);
	if (n < sizeof head)
		return store_note(s, _("%s is cut off after %llu bytes: fetch it again from where it was made, or run the study again"),
		                  s->path, (unsigned long long)n);
	if (big_endian(head + 68) != STORE_APPLICATION)
		return store_note(s, _("%s is a database of another program, not a run store of glane"), s->path);
	if (big_endian(head + 60) != STORE_FORMAT)
		return store_note(s, _("%s was written by another version of glane (format %u, this one reads format %d): run the study again"),
		                  s->path, big_endian(head + 60), STORE_FORMAT);
	uint64_t size = (uint64_t)st.st_size, want = (uint64_t)big_endian(head + 28) * STORE_PAGE;
	if (size < want)
		return store_note(s, _("%s is cut off: it has %llu of %llu bytes: fetch it again from where it was made, or run the study again"),
		                  s->path, (unsigned long long)size, (unsigned long long)want);
	if (size > want || (head[16] << 8 | head[17]) != STORE_PAGE)
		return store_note_damage(s, _("its size is not the one it says"));
	return true;
}

/* All pages are looked at where that is quick; in large files only what is read later tells. */
static bool check_pages(store *s)
{
	enum { SMALL = 8 << 20 };
	struct stat st;
	sqlite3_stmt *q = NULL;
	bool good;
	if (!store_execute(s, "SELECT count(*) FROM run; SELECT max(number) FROM documents; SELECT max(id) FROM layers;"
	                   "SELECT max(number) FROM tables; SELECT count(*) FROM states"))
		return false;
	if (stat(s->path, &st) || st.st_size > SMALL)
		return true;
	if (sqlite3_prepare_v2(s->db, "PRAGMA quick_check(1)", -1, &q, NULL))
		return store_note_sqlite(s);
	good = sqlite3_step(q) == SQLITE_ROW;
	const char *said = good ? (const char *)sqlite3_column_text(q, 0) : NULL;
	if (!said)
		good = store_note_sqlite(s);
	else if (strcmp(said, "ok"))
		good = store_note_damage(s, said);
	sqlite3_finalize(q);
	return good;
}

store *store_open(const char *path, bool writable)
{
	store *s = blank_store(path);
	char journal[4200];
	struct stat st, of_journal;
	/* A journal that was left is of a killed process: SQLite rolls it back, for which it must write. */
	bool left = !stat(journal_of(s, journal, sizeof journal), &of_journal) && of_journal.st_size;
	if (stat(s->path, &st)) {
		store_note(s, _("%s cannot be opened: %s"), s->path, message_reason(errno));
		return refuse(s);
	}
	if (!left && !check_header(s))
		return refuse(s);
	int flags = writable || left ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
	if (!connect_to(s, flags) || !store_execute(s, "SELECT count(*) FROM sqlite_schema") || !check_header(s) ||
	    !check_pages(s))
		return refuse(s);
	if (!writable) {
		store_execute(s, "PRAGMA query_only=ON");
		return s;
	}
	s->writable = s->indexed = true;
	return begin(s) ? s : refuse(s);
}

bool store_commit(store *s)
{
	if (!s->writable || s->failed)
		return s->writable ? false : store_can_write(s);
	if (!store_run(s, store_statement(s, Q_COMMIT)))
		return false;
	return begin(s);
}

/* Streams are most of the bytes of a run; once writers have made their files of them they are there twice.
 * The file is written anew, so that its bytes don't tell what was in it: where there were any, for it takes longer than
 * all that was written before. */
bool store_forget_streams(store *s)
{
	if (!store_can_write(s) || !store_execute(s, "DELETE FROM streams"))
		return false;
	if (!sqlite3_changes(s->db))
		return store_commit(s);
	return store_run(s, store_statement(s, Q_COMMIT)) && store_execute(s, "VACUUM") && begin(s);
}

bool store_close(store *s)
{
	if (!s)
		return true;
	bool good = !s->failed;
	if (s->in_transaction && good)
		good = store_run(s, store_statement(s, Q_COMMIT));
	memcpy(last_error, s->error, sizeof last_error);
	forget(s);		/* what was not committed is rolled back */
	return good;
}

/* ---- What it says of its run ----------------------------------------------------------------- */

bool store_set_identity(store *s, const run_identity *id)
{
	sqlite3_stmt *q = store_statement(s, Q_SET_RUN);
	if (!q)
		return false;
	bind_str(q, 1, str_of(id->identity));
	bind_str(q, 2, str_of(id->inputs));
	sqlite3_bind_int64(q, 3, id->shard);
	sqlite3_bind_int64(q, 4, id->shards);
	sqlite3_bind_int64(q, 5, id->evidence_max);
	return store_run(s, q);
}

bool store_get_identity(store *s, arena *in, run_identity *out)
{
	sqlite3_stmt *q = store_statement(s, Q_RUN);
	int r = store_row(s, q);
	if (r <= 0)
		return r ? false : store_note(s, _("%s does not say which run it is of: it was stopped before its first checkpoint"), s->path);
	*out = (run_identity){ column_text(in, q, 0), column_text(in, q, 1), (uint32_t)sqlite3_column_int64(q, 2),
		(uint32_t)sqlite3_column_int64(q, 3), (uint32_t)sqlite3_column_int64(q, 4) };
	sqlite3_reset(q);
	return true;
}

bool store_set_plan(store *s, const corpus *c)
{
	for (uint32_t i = 0; i < c->n_documents; i++) {
		const planned *d = &c->document[i];
		sqlite3_stmt *q = store_statement(s, Q_ADD_PLAN);
		if (!q)
			return false;
		sqlite3_bind_int64(q, 1, d->number);
		bind_str(q, 2, sym_string(d->pub.name));
		bind_text(q, 3, d->read ? d->read->id : NULL);
		sqlite3_bind_int64(q, 4, (int64_t)d->size);
		if (!store_run(s, q))
			return false;
	}
	return true;
}

plan_row *store_plan(store *s, arena *in, uint32_t *n)
{
	sqlite3_stmt *q = store_statement(s, Q_PLAN);
	plan_row *row = arena_alloc(in, sizeof *row);
	uint32_t room = 1;
	int r;
	for (*n = 0; (r = store_row(s, q)) > 0; ++*n) {
		ARRAY_ROOM(in, row, room, *n);
		row[*n] = (plan_row){ (uint32_t)sqlite3_column_int64(q, 0), column_text(in, q, 1),
			column_text(in, q, 2), (uint64_t)sqlite3_column_int64(q, 3) };
	}
	return r < 0 ? NULL : row;
}

bool store_set_text(store *s, const char *key, const char *value)
{
	sqlite3_stmt *q = store_statement(s, Q_SET_TEXT);
	bind_text(q, 1, key);
	bind_str(q, 2, str_of(value));
	return store_run(s, q);
}

const char *store_text(store *s, arena *in, const char *key)
{
	sqlite3_stmt *q = store_statement(s, Q_TEXT);
	bind_text(q, 1, key);
	if (store_row(s, q) <= 0)
		return NULL;
	const char *value = column_text(in, q, 0);
	sqlite3_reset(q);
	return value;
}
