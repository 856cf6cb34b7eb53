/* store_table.c - the run store: finished tables, each as a table of SQL, with the evidence of its rows. */
#include <config.h>
#include "store_private.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "sym.h"
#include "text.h"

static const char *const role_names[] = { "", "key", "count", "sum", "passages", "documents", "speakers", "value",
	"label" };
enum { ROLES = sizeof role_names / sizeof *role_names };

/* A name between double quotes, as SQL wants it. */
static const char *quoted(arena *in, const char *name)
{
	char *out = arena_alloc(in, 2 * strlen(name) + 3), *to = out;
	*to++ = '"';
	for (; *name; name++) {
		if (*name == '"')
			*to++ = '"';
		*to++ = *name;
	}
	*to = '"';
	return out;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static uint32_t columns_of(const glane_table *def)
{
	uint32_t n = 0;
	while (def->columns && def->columns[n].name)
		n++;
	return n;
}

/* The column that numbers the rows: "row", with more "_" behind than any column of the table has. */
static const char *row_column(arena *in, const glane_table *def, uint32_t n)
{
	const char *name = "row";
	for (bool taken = true; taken;) {
		taken = false;
		for (uint32_t i = 0; i < n; i++)
			taken = taken || !sqlite3_stricmp(def->columns[i].name, name);
		if (taken)
			name = arena_print(in, "%s_", name);
	}
	return name;
}

static bool make_table(store *s, arena *in, const table *t, uint32_t n, const char *row_name)
{
	const char *sql = arena_print(in, "CREATE TABLE %s(%s INTEGER PRIMARY KEY", quoted(in, t->id), quoted(in, row_name));
	for (uint32_t i = 0; i < n; i++) {
		uint32_t type = t->grid.column[i].type;
		sql = arena_print(in, "%s, %s %s", sql, quoted(in, t->def->columns[i].name),
		                  type == GLANE_INT ? "INTEGER" : type == GLANE_REAL ? "REAL" : "TEXT");
	}
	return store_execute(s, arena_print(in, "%s)", sql));
}

/* What the rows are grouped by: variables under the names that documents give them. */
static const char *grouping_text(arena *in, const table *t)
{
	const stage *st = t->stage;
	const grouping *g = st && t->by < st->n_by && t->grid.by && *t->grid.by ? &st->by[t->by] : NULL;
	const char *out = NULL;
	for (uint32_t i = 0; g && i < g->n; i++)
		out = out ? arena_print(in, "%s*%s", out, g->variable[i]) : g->variable[i];
	return out ? out : t->grid.by;
}

static bool add_head(store *s, arena *in, const table *t, int64_t number, const char *row_name)
{
	static const char *const whose[] = { "respondents", "all", "interviewers" };
	const stage *st = t->stage;
	sqlite3_stmt *q = store_statement(s, Q_ADD_TABLE);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, number);
	bind_text(q, 2, t->id);
	bind_text(q, 3, t->stage_id);
	bind_text(q, 4, t->name);
	bind_text(q, 5, t->grid.title);
	bind_text(q, 6, grouping_text(in, t));
	bind_text(q, 7, t->grid.reading);
	bind_text(q, 8, st && st->when.n ? condition_text(in, &st->when) : NULL);
	bind_text(q, 9, st && st->where.n ? condition_text(in, &st->where) : NULL);
	bind_text(q, 10, st ? whose[st->speakers] : NULL);
	bind_text(q, 11, st && st->plugin ? st->plugin->def->languages : NULL);
	bind_text(q, 12, row_name);
	sqlite3_bind_int64(q, 13, t->grid.n);
	return store_run(s, q);
}

static bool add_columns(store *s, const table *t, int64_t number, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const glane_column *c = &t->def->columns[i];
		sqlite3_stmt *q = store_statement(s, Q_ADD_TABLE_COLUMN);
		if (!q)
			return false;
		sqlite3_bind_int64(q, 1, number);
		sqlite3_bind_int64(q, 2, i);
		bind_text(q, 3, c->name);
		bind_text(q, 4, role_names[c->role < ROLES ? c->role : 0]);
		bind_text(q, 5, store_type_name(t->grid.column[i].type));
		bind_text(q, 6, c->unit);
		bind_text(q, 7, t->grid.column[i].label);
		sqlite3_bind_int(q, 8, c->decimals);
		if (!store_run(s, q))
			return false;
	}
	return true;
}

static void bind_cell(sqlite3_stmt *q, int at, const glane_cells *c, uint32_t row)
{
	if (c->state && c->state[row])
		sqlite3_bind_null(q, at);
	else if (c->type == GLANE_INT)
		sqlite3_bind_int64(q, at, ((const int64_t *)c->array)[row]);
	else if (c->type == GLANE_REAL)
		sqlite3_bind_double(q, at, ((const double *)c->array)[row]);
	else if (!((const glane_sym *)c->array)[row].id)
		sqlite3_bind_null(q, at);
	else
		bind_str(q, at, sym_string(((const glane_sym *)c->array)[row]));
}

static bool add_rows(store *s, arena *in, const table *t, uint32_t n)
{
	sqlite3_stmt *q = NULL;
	const char *sql = arena_print(in, "INSERT INTO %s VALUES(?1", quoted(in, t->id));
	for (uint32_t i = 0; i < n; i++)
		sql = arena_print(in, "%s,?%u", sql, i + 2);
	if (sqlite3_prepare_v2(s->db, arena_print(in, "%s)", sql), -1, &q, NULL))
		return store_note_sqlite(s);
	bool good = true;
	for (uint32_t row = 0; row < t->grid.n && good; row++) {
		sqlite3_bind_int64(q, 1, row);
		for (uint32_t i = 0; i < n; i++)
			bind_cell(q, (int)i + 2, &t->grid.column[i], row);
		good = store_run(s, q);
	}
	sqlite3_finalize(q);
	return good;
}

static void write_passages(blob *b, uint32_t n, const found *f)
{
	uint32_t number = 0, last = 0;
	for (uint32_t i = 0; i < n; i++) {
		glane_str who = sym_string(f[i].speaker);
		blob_number(b, f[i].document - number);
		blob_number(b, f[i].row == GLANE_NONE ? 0 : (uint64_t)f[i].row + 1);
		blob_number(b, f[i].span.begin);
		blob_number(b, f[i].span.end - f[i].span.begin);
		if (f[i].speaker.id == last) {
			blob_number(b, 0);
		} else {
			blob_number(b, (uint64_t)who.n + 1);
			blob_bytes(b, who.p, who.n);
		}
		number = f[i].document;
		last = f[i].speaker.id;
	}
}

static bool add_matches(store *s, const evidence *e, int64_t number, uint32_t row)
{
	for (uint32_t i = 0; i < e->n_match; i++) {
		sqlite3_stmt *q = store_statement(s, Q_ADD_MATCH);
		if (!q)
			return false;
		sqlite3_bind_int64(q, 1, number);
		sqlite3_bind_int64(q, 2, row);
		sqlite3_bind_int64(q, 3, i);
		bind_text(q, 4, e->match[i].column);
		bind_str(q, 5, sym_string(e->match[i].value));
		if (!store_run(s, q))
			return false;
	}
	return true;
}

static bool add_evidence(store *s, const evidence *e, int64_t number, uint32_t row)
{
	sqlite3_stmt *q = store_statement(s, Q_ADD_EVIDENCE);
	if (!q)
		return false;
	s->scratch.n = 0;
	write_passages(&s->scratch, e->n_found, e->found);
	sqlite3_bind_int64(q, 1, number << 32 | row);
	sqlite3_bind_int64(q, 2, number);
	sqlite3_bind_int64(q, 3, row);
	bind_text(q, 4, e->query ? "query" : "rows");
	bind_text(q, 5, e->layer);
	sqlite3_bind_int64(q, 6, (int64_t)e->total);
	sqlite3_bind_int64(q, 7, e->n_found);
	sqlite3_bind_int64(q, 8, (int64_t)store_checksum((glane_bytes){ s->scratch.p, s->scratch.n }));
	bind_bytes(q, 9, s->scratch.p, s->scratch.n);
	return store_run(s, q) && (!e->query || add_matches(s, e, number, row));
}

bool store_add_table(store *s, const table *t)
{
	if (!store_can_write(s))
		return false;
	sqlite3_stmt *q = store_statement(s, Q_LAST_TABLE);
	if (store_row(s, q) < 0)
		return false;
	int64_t number = sqlite3_column_int64(q, 0) + 1;
	sqlite3_reset(q);
	arena *in = arena_new();
	uint32_t n = columns_of(t->def);
	const char *row_name = row_column(in, t->def, n);
	bool good = make_table(s, in, t, n, row_name) && add_head(s, in, t, number, row_name) && add_columns(s, t, number, n) &&
		add_rows(s, in, t, n);
	for (uint32_t row = 0; row < t->grid.n && good && t->evidence; row++)
		if (t->evidence[row].layer)
			good = add_evidence(s, &t->evidence[row], number, row);
	arena_free(in);
	return good;
}

/* ---- Reading --------------------------------------------------------------------------------- */

static bool read_columns(store *s, arena *in, stored_table *t)
{
	sqlite3_stmt *q = store_statement(s, Q_TABLE_COLUMNS);
	uint32_t room = 0;
	int r;
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, t->number);
	while ((r = store_row(s, q)) > 0) {
		ARRAY_ROOM(in, t->column, room, t->n_columns);
		t->column[t->n_columns++] = (stored_column){ column_text(in, q, 0), column_text(in, q, 1), column_text(in, q, 2),
			column_text(in, q, 3), column_text(in, q, 4), sqlite3_column_int(q, 5) };
	}
	return !r;
}

static stored_table table_at(arena *in, sqlite3_stmt *q)
{
	return (stored_table){ .number = (uint32_t)sqlite3_column_int64(q, 0), .id = column_text(in, q, 1),
		.stage = column_text(in, q, 2), .name = column_text(in, q, 3), .title = column_text(in, q, 4),
		.by = column_text(in, q, 5), .reading = column_text(in, q, 6), .when = column_text(in, q, 7),
		.where = column_text(in, q, 8), .speakers = column_text(in, q, 9), .languages = column_text(in, q, 10),
		.n_rows = (uint32_t)sqlite3_column_int64(q, 12) };
}

stored_table *store_tables(store *s, arena *in, uint32_t *n)
{
	sqlite3_stmt *q = store_statement(s, Q_TABLES);
	stored_table *t = arena_alloc(in, sizeof *t);
	uint32_t room = 1;
	int r;
	for (*n = 0; (r = store_row(s, q)) > 0; ++*n) {
		ARRAY_ROOM(in, t, room, *n);
		t[*n] = table_at(in, q);
	}
	for (uint32_t i = 0; i < *n && !r; i++)
		r = read_columns(s, in, &t[i]) ? 0 : -1;
	return r < 0 ? NULL : t;
}

/* The table of that id and the name of its column of row numbers. */
static bool find_table(store *s, arena *in, const char *id, stored_table *out, const char **row_name)
{
	sqlite3_stmt *q = store_statement(s, Q_TABLES);
	bind_text(q, 1, id);
	int r = store_row(s, q);
	if (r <= 0)
		return r ? false : store_note(s, _("%s holds no table %s"), s->path, id);
	*out = table_at(in, q);
	*row_name = column_text(in, q, 11);
	sqlite3_reset(q);
	return read_columns(s, in, out);
}

static const stored_column *find_column(store *s, const stored_table *t, const char *name)
{
	for (uint32_t i = 0; i < t->n_columns; i++)
		if (!strcmp(t->column[i].name, name))
			return &t->column[i];
	store_note(s, _("the table %s has no column %s"), t->id, name);
	return NULL;
}

static sqlite3_stmt *prepared(store *s, const char *sql)
{
	sqlite3_stmt *q = NULL;
	if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL))
		store_note_sqlite(s);
	return q;
}

/* Files show six digits of a value: what agrees in them is meant. */
static bool near(double a, double b)
{
	return fabs(a - b) <= 6e-6 * fmax(fabs(a), fabs(b));
}

static bool cell_is(sqlite3_stmt *q, int at, const char *value)
{
	glane_str want = str_of(value);
	int64_t integer;
	double real;
	switch (sqlite3_column_type(q, at)) {
	case SQLITE_NULL:
		return !want.n;
	case SQLITE_INTEGER:
		return text_integer(want, &integer) && integer == sqlite3_column_int64(q, at);
	case SQLITE_FLOAT:
		return text_number(want, &real) && near(real, sqlite3_column_double(q, at));
	default:
		return !strcmp((const char *)sqlite3_column_text(q, at), value);
	}
}

bool store_table_rows(store *s, arena *in, const char *id, uint32_t n_match, const char *const *of,
                      const char *const *value, uint32_t *n, uint32_t **row)
{
	stored_table t;
	const char *name;
	uint32_t room = 0;
	int r = 0;
	*n = 0;
	*row = NULL;
	if (!find_table(s, in, id, &t, &name))
		return false;
	const char *sql = arena_print(in, "SELECT %s", quoted(in, name));
	for (uint32_t i = 0; i < n_match; i++) {
		if (!find_column(s, &t, of[i]))
			return false;
		sql = arena_print(in, "%s,%s", sql, quoted(in, of[i]));
	}
	sqlite3_stmt *q = prepared(s, arena_print(in, "%s FROM %s ORDER BY 1", sql, quoted(in, id)));
	while (q && (r = store_row(s, q)) > 0) {
		bool is = true;
		for (uint32_t i = 0; i < n_match && is; i++)
			is = cell_is(q, (int)i + 1, value[i]);
		if (!is)
			continue;
		ARRAY_ROOM(in, *row, room, *n);
		(*row)[(*n)++] = (uint32_t)sqlite3_column_int64(q, 0);
	}
	sqlite3_finalize(q);
	return q && !r;
}

/* A cell as text; numbers as in files, in the C locale. */
static const char *cell_text(arena *in, sqlite3_stmt *q, int at, const stored_column *c)
{
	if (sqlite3_column_type(q, at) == SQLITE_FLOAT)
		return arena_print(in, strcmp(c->role, "value") ? "%.15g" : "%.6g", sqlite3_column_double(q, at));
	return column_text(in, q, at);
}

bool store_table_cells(store *s, arena *in, const char *id, uint32_t row, const char ***cell)
{
	stored_table t;
	const char *name;
	if (!find_table(s, in, id, &t, &name))
		return false;
	const char *sql = "SELECT ";
	for (uint32_t i = 0; i < t.n_columns; i++)
		sql = arena_print(in, "%s%s%s", sql, i ? "," : "", quoted(in, t.column[i].name));
	sqlite3_stmt *q = prepared(s, arena_print(in, "%s FROM %s WHERE %s=%u", sql, quoted(in, id), quoted(in, name), row));
	int r = q ? store_row(s, q) : -1;
	*cell = arena_alloc(in, (t.n_columns + 1) * sizeof **cell);
	for (uint32_t i = 0; i < t.n_columns && r > 0; i++)
		(*cell)[i] = cell_text(in, q, (int)i, &t.column[i]);
	sqlite3_finalize(q);
	return r > 0 || (!r && store_note(s, _("the table %s has no row %u"), id, row));
}

static bool read_passages(arena *in, glane_bytes b, uint32_t n, evidence *e)
{
	cursor c = cursor_of(b);
	if (b.n / 5 < n)
		return false;
	found *f = arena_alloc(in, (n + 1) * sizeof *f);
	uint32_t number = 0;
	glane_sym last = { 0 };
	for (uint32_t i = 0; i < n; i++) {
		f[i].document = number += (uint32_t)cursor_number(&c);
		f[i].row = (uint32_t)(cursor_number(&c) - 1);
		f[i].span.begin = (uint32_t)cursor_number(&c);
		f[i].span.end = f[i].span.begin + (uint32_t)cursor_number(&c);
		uint64_t k = cursor_number(&c);
		if (k && k - 1 > (uint64_t)(c.end - c.p))
			return false;
		if (k) {
			last = sym_intern((glane_str){ (const char *)c.p, (uint32_t)(k - 1) });
			c.p += k - 1;
		}
		f[i].speaker = last;
	}
	e->n_found = n;
	e->found = f;
	return !c.bad && c.p == c.end;
}

static bool read_matches(store *s, arena *in, const stored_table *t, uint32_t row, evidence *e)
{
	glane_match *m = NULL;
	uint32_t room = 0;
	int r;
	sqlite3_stmt *q = store_statement(s, Q_MATCHES);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, t->number);
	sqlite3_bind_int64(q, 2, row);
	while ((r = store_row(s, q)) > 0) {
		ARRAY_ROOM(in, m, room, e->n_match);
		m[e->n_match++] = (glane_match){ column_name(q, 0), sym_intern(column_str(in, q, 1)) };
	}
	e->match = m;
	return !r;
}

bool store_table_evidence(store *s, arena *in, const char *id, uint32_t row, evidence *out)
{
	stored_table t;
	const char *name;
	*out = (evidence){ .layer = NULL };
	if (!find_table(s, in, id, &t, &name))
		return false;
	sqlite3_stmt *q = store_statement(s, Q_EVIDENCE);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, (int64_t)t.number << 32 | row);
	int r = store_row(s, q);
	if (r <= 0)
		return !r;
	*out = (evidence){ .layer = column_name(q, 1), .query = !strcmp((const char *)sqlite3_column_text(q, 0), "query"),
		.total = (uint64_t)sqlite3_column_int64(q, 2) };
	glane_bytes b = column_bytes(q, 5);
	bool good = (int64_t)store_checksum(b) == sqlite3_column_int64(q, 4) &&
		read_passages(in, b, (uint32_t)sqlite3_column_int64(q, 3), out);
	sqlite3_reset(q);
	if (!good)
		return store_note_damage(s, id);
	found *f = (found *)(uintptr_t)out->found;
	for (uint32_t i = 0; i < out->n_found; i++)
		f[i].hash = found_hash(store_document_name(s, f[i].document), f[i].span.begin);
	return !out->query || read_matches(s, in, &t, row, out);
}

uint32_t store_table_values(store *s, arena *in, const char *id, const char *of, const char ***value)
{
	stored_table t;
	const char *name;
	uint32_t n = 0, room = 0;
	*value = NULL;
	if (!find_table(s, in, id, &t, &name) || !find_column(s, &t, of))
		return 0;
	const char *c = quoted(in, of);
	sqlite3_stmt *q = prepared(s, arena_print(in, "SELECT DISTINCT %s FROM %s WHERE %s NOT NULL ORDER BY 1", c,
	                                          quoted(in, id), c));
	while (q && store_row(s, q) > 0) {
		ARRAY_ROOM(in, *value, room, n);
		(*value)[n++] = cell_text(in, q, 0, find_column(s, &t, of));
	}
	sqlite3_finalize(q);
	return n;
}
