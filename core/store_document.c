/* store_document.c - the run store: documents with their speakers, variables, repairs and layers. */
#include <config.h>
#include "store_private.h"
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "sym.h"

static const char *const roles[] = { "respondent", "interviewer", "other" };

/* ---- Writing --------------------------------------------------------------------------------- */

static const char *map_of(store *s, const document *d)
{
	source_run last = { 0 };
	s->scratch.n = 0;
	for (uint32_t i = 0; i < d->n_runs; i++) {
		const source_run *r = &d->run[i];
		blob_number(&s->scratch, r->begin - last.begin);
		blob_number(&s->scratch, r->bytes << 1 | r->exact);
		blob_signed(&s->scratch, (int64_t)(r->where.offset - last.where.offset));
		blob_signed(&s->scratch, (int64_t)r->where.line - last.where.line);
		blob_signed(&s->scratch, (int64_t)r->where.page - last.where.page);
		blob_signed(&s->scratch, (int64_t)((uint64_t)r->where.ms - (uint64_t)last.where.ms));
		last = *r;
	}
	return (const char *)s->scratch.p;
}

/* Of map and text together: damage of either is seen. */
static int64_t document_checksum(glane_bytes map, glane_str text)
{
	uint64_t sum[2] = { store_checksum(map), store_checksum((glane_bytes){ (const unsigned char *)text.p, text.n }) };
	return (int64_t)(sum[0] * 31 + sum[1]);
}

static bool add_head(store *s, const document *d)
{
	sqlite3_stmt *q = store_statement(s, Q_ADD_DOCUMENT);
	if (!q)
		return false;
	map_of(s, d);
	glane_bytes map = { s->scratch.p, s->scratch.n };
	sqlite3_bind_int64(q, 1, d->number);
	bind_str(q, 2, sym_string(d->pub.name));
	bind_text(q, 3, d->source);
	bind_text(q, 4, d->file);
	sqlite3_bind_int64(q, 5, document_checksum(map, d->pub.text));
	bind_bytes(q, 6, map.p, map.n);
	bind_str(q, 7, d->pub.text);
	return store_run(s, q);
}

/* Name, type and value from place `at` on. */
static void bind_variable(sqlite3_stmt *q, int at, const glane_variable *v)
{
	bind_text(q, at, v->name);
	bind_text(q, at + 1, store_type_name(v->type));
	bind_str(q, at + 2, v->value);
}

static bool add_speaker(store *s, const document *d, uint32_t number)
{
	const speaker *p = &d->speaker[number];
	sqlite3_stmt *q = store_statement(s, Q_ADD_SPEAKER);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, d->number);
	sqlite3_bind_int64(q, 2, number);
	bind_str(q, 3, sym_string(p->pub.id));
	bind_str(q, 4, sym_string(p->pub.person));
	bind_text(q, 5, roles[p->pub.role <= GLANE_OTHER ? p->pub.role : GLANE_OTHER]);
	sqlite3_bind_int(q, 6, p->implied);
	bool good = store_run(s, q);
	for (uint32_t i = 0; i < p->pub.n_variables && good; i++) {
		if (!(q = store_statement(s, Q_ADD_SPEAKER_VARIABLE)))
			return false;
		sqlite3_bind_int64(q, 1, d->number);
		sqlite3_bind_int64(q, 2, number);
		sqlite3_bind_int64(q, 3, i);
		bind_variable(q, 4, &p->pub.variable[i]);
		good = store_run(s, q);
	}
	return good;
}

static bool add_variables(store *s, const document *d)
{
	for (uint32_t i = 0; i < d->n_variables; i++) {
		sqlite3_stmt *q = store_statement(s, Q_ADD_VARIABLE);
		if (!q)
			return false;
		sqlite3_bind_int64(q, 1, d->number);
		sqlite3_bind_int64(q, 2, i);
		bind_variable(q, 3, &d->variable[i]);
		if (!store_run(s, q))
			return false;
	}
	return true;
}

static bool add_repairs(store *s, const document *d)
{
	for (uint32_t i = 0; i < d->n_repairs; i++) {
		const repair *r = &d->repair[i];
		sqlite3_stmt *q = store_statement(s, Q_ADD_REPAIR);
		if (!q)
			return false;
		sqlite3_bind_int64(q, 1, d->number);
		sqlite3_bind_int64(q, 2, i);
		bind_text(q, 3, r->kind);
		sqlite3_bind_int64(q, 4, (int64_t)r->where.offset);
		sqlite3_bind_int64(q, 5, r->where.line);
		sqlite3_bind_int64(q, 6, r->where.page);
		sqlite3_bind_int64(q, 7, r->where.ms);
		bind_text(q, 8, r->was);
		bind_text(q, 9, r->now);
		if (!store_run(s, q))
			return false;
	}
	return true;
}

static bool add_corrections(store *s, const document *d)
{
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		const held_correction *h = &d->correction[i];
		sqlite3_stmt *q = store_statement(s, Q_ADD_CORRECTION);
		if (!q)
			return false;
		sqlite3_bind_int64(q, 1, d->number);
		sqlite3_bind_int64(q, 2, i);
		sqlite3_bind_int64(q, 3, h->of.line);
		bind_text(q, 4, correction_states[h->state]);
		bind_text(q, 5, correctables[h->of.what].name);
		sqlite3_bind_int64(q, 6, h->at.begin);
		sqlite3_bind_int64(q, 7, h->at.end);
		const char *const text[] = { h->of.words, h->of.from, h->of.to, h->of.who, h->of.why };
		for (int k = 0; k < 5; k++)
			bind_text(q, 8 + k, text[k]);
		if (!store_run(s, q))
			return false;
	}
	return true;
}

bool store_add_cells(store *s, const stored_layer *l)
{
	sqlite3_stmt *q = store_statement(s, Q_ADD_LAYER);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, l->id);
	sqlite3_bind_int64(q, 2, l->document);
	bind_text(q, 3, l->layer);
	bind_text(q, 4, l->column);
	bind_text(q, 5, l->type ? store_type_name(l->type) : "span");
	bind_text(q, 6, l->into);
	bind_text(q, 7, l->label);
	sqlite3_bind_int64(q, 8, l->rows);
	sqlite3_bind_int64(q, 9, (int64_t)store_checksum(l->cells));
	bind_bytes(q, 10, l->cells.p, l->cells.n);
	return store_run(s, q);
}

/* Is the layer, or with a column "layer.column", among those to keep? Turns always are: every passage is
 * signed by the speaker of its turn. */
static bool kept(const char *l, const char *c, uint32_t n, const char *const *keep)
{
	size_t k = strlen(l);
	if (!strcmp(l, "turn"))
		return true;
	for (uint32_t i = 0; i < n; i++)
		if (!strncmp(keep[i], l, k)) {
			if (!c ? !keep[i][k] || keep[i][k] == '.' :
			              keep[i][k] == '.' && !strcmp(keep[i] + k + 1, c))
				return true;
		}
	return false;
}

static bool add_layer(store *s, const document *d, const layer *l, uint32_t n_keep, const char *const *keep,
                      int64_t *id)
{
	stored_layer row = { .id = (*id)++, .document = d->number, .rows = l->n, .layer = l->name, .column = "" };
	s->scratch.n = 0;
	cells_write_spans(&s->scratch, l->n, l->span);
	row.cells = (glane_bytes){ s->scratch.p, s->scratch.n };
	bool good = store_add_cells(s, &row);
	for (uint32_t i = 0; i < l->n_columns && good; i++) {
		const column *c = &l->column[i];
		if (!c->array || !kept(l->name, c->name, n_keep, keep))
			continue;
		s->scratch.n = 0;
		cells_write(s, &s->scratch, c->type, l->n, c->array);
		row = (stored_layer){ .id = (*id)++, .document = d->number, .rows = l->n, .type = c->type,
			.layer = l->name, .column = c->name, .into = c->into, .label = c->label,
			.cells = { s->scratch.p, s->scratch.n } };
		good = store_add_cells(s, &row);
	}
	return good;
}

bool store_add_document(store *s, const document *d, uint32_t n_keep, const char *const *keep)
{
	if (!store_can_write(s))
		return false;
	if (store_has_document(s, d->number))
		return store_note(s, _("%s: document %s is there already"), s->path, sym_text(d->pub.name));
	bool good = add_head(s, d) && add_variables(s, d) && add_repairs(s, d) && add_corrections(s, d);
	for (uint32_t i = 0; i < d->n_speakers && good; i++)
		good = add_speaker(s, d, i);
	int64_t id = (int64_t)d->number << STORE_LAYER_BITS;
	for (uint32_t i = 0; i < d->n_layers && good; i++)
		if (kept(d->layer[i].name, NULL, n_keep, keep))
			good = add_layer(s, d, &d->layer[i], n_keep, keep, &id);
	return good && store_forget_index(s, NULL);
}

/* ---- Reading --------------------------------------------------------------------------------- */

bool store_has_document(store *s, uint32_t number)
{
	sqlite3_stmt *q = store_statement(s, Q_HAS_DOCUMENT);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, number);
	bool there = store_row(s, q) > 0;
	sqlite3_reset(q);
	return there;
}

uint32_t store_documents(store *s, arena *in, uint32_t **number)
{
	sqlite3_stmt *q = store_statement(s, Q_DOCUMENTS);
	uint32_t n = 0, room = 0;
	for (*number = NULL; store_row(s, q) > 0; n++) {
		ARRAY_ROOM(in, *number, room, n);
		(*number)[n] = (uint32_t)sqlite3_column_int64(q, 0);
	}
	return n;
}

static bool read_map(document *d, glane_bytes map)
{
	cursor c = cursor_of(map);
	source_run r = { 0 };
	while (c.p < c.end && !c.bad) {
		r.begin += (uint32_t)cursor_number(&c);
		r.bytes = cursor_number(&c);
		r.exact = r.bytes & 1;
		r.bytes >>= 1;
		r.where.offset += (uint64_t)cursor_signed(&c);
		r.where.line += (uint32_t)cursor_signed(&c);
		r.where.page += (uint32_t)cursor_signed(&c);
		r.where.ms = (int64_t)((uint64_t)r.where.ms + (uint64_t)cursor_signed(&c));
		ARRAY_ROOM(d->arena, d->run, d->room_runs, d->n_runs);
		d->run[d->n_runs++] = r;
	}
	return !c.bad;
}

static bool read_head(store *s, document *d)
{
	sqlite3_stmt *q = store_statement(s, Q_DOCUMENT);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, d->number);
	int r = store_row(s, q);
	if (r <= 0)
		return r ? false : store_note(s, _("%s holds no document number %u"), s->path, d->number);
	d->pub.name = sym_of((const char *)sqlite3_column_text(q, 0));
	d->source = column_name(q, 1);
	d->file = column_name(q, 2);
	d->pub.text = column_str(d->arena, q, 5);
	glane_bytes map = column_bytes(q, 4);
	bool good = (document_checksum(map, d->pub.text) == sqlite3_column_int64(q, 3) && read_map(d, map)) ||
		store_note_damage(s, sym_text(d->pub.name));
	sqlite3_reset(q);
	return good;
}

static glane_variable variable_at(document *d, sqlite3_stmt *q, int at)
{
	return (glane_variable){ column_name(q, at), store_type_of((const char *)sqlite3_column_text(q, at + 1)),
		column_str(d->arena, q, at + 2) };
}

/* A statement of rows that belong to a document. */
static sqlite3_stmt *of_document(store *s, int which, uint32_t number)
{
	sqlite3_stmt *q = store_statement(s, which);
	if (q)
		sqlite3_bind_int64(q, 1, number);
	return q;
}

static bool read_speakers(store *s, document *d)
{
	sqlite3_stmt *q = of_document(s, Q_SPEAKERS, d->number);
	int r;
	while ((r = store_row(s, q)) > 0) {
		const char *role = (const char *)sqlite3_column_text(q, 2);
		ARRAY_ROOM(d->arena, d->speaker, d->room_speakers, d->n_speakers);
		speaker *p = &d->speaker[d->n_speakers++];
		p->pub.id = sym_of((const char *)sqlite3_column_text(q, 0));
		p->pub.person = sym_of((const char *)sqlite3_column_text(q, 1));
		while (p->pub.role < GLANE_OTHER && strcmp(roles[p->pub.role], role))
			p->pub.role++;
		p->implied = sqlite3_column_int(q, 3) != 0;
	}
	if (r < 0)
		return false;
	q = of_document(s, Q_SPEAKER_VARIABLES, d->number);
	while ((r = store_row(s, q)) > 0) {
		int64_t number = sqlite3_column_int64(q, 0);
		if (number < 0 || number >= d->n_speakers) {
			sqlite3_reset(q);
			return store_note_damage(s, sym_text(d->pub.name));
		}
		speaker *p = &d->speaker[number];
		ARRAY_ROOM(d->arena, p->variable, p->room, p->n_own);
		p->variable[p->n_own++] = variable_at(d, q, 1);
	}
	return !r;
}

static bool read_variables(store *s, document *d)
{
	sqlite3_stmt *q = of_document(s, Q_VARIABLES, d->number);
	int r;
	while ((r = store_row(s, q)) > 0) {
		ARRAY_ROOM(d->arena, d->variable, d->room_variables, d->n_variables);
		d->variable[d->n_variables++] = variable_at(d, q, 0);
	}
	return !r;
}

static bool read_repairs(store *s, document *d)
{
	sqlite3_stmt *q = of_document(s, Q_REPAIRS, d->number);
	int r;
	while ((r = store_row(s, q)) > 0) {
		ARRAY_ROOM(d->arena, d->repair, d->room_repairs, d->n_repairs);
		d->repair[d->n_repairs++] = (repair){ column_name(q, 0),
			{ (uint64_t)sqlite3_column_int64(q, 1), (uint32_t)sqlite3_column_int64(q, 2),
			  (uint32_t)sqlite3_column_int64(q, 3), sqlite3_column_int64(q, 4) },
			column_text(d->arena, q, 5), column_text(d->arena, q, 6) };
	}
	return !r;
}

static bool read_corrections(store *s, document *d)
{
	sqlite3_stmt *q = of_document(s, Q_CORRECTIONS, d->number);
	uint32_t room = 0;
	int r;
	while ((r = store_row(s, q)) > 0) {
		held_correction h = { .of = { .line = (uint32_t)sqlite3_column_int64(q, 0), .document = sym_text(d->pub.name) },
			.at = { (uint32_t)sqlite3_column_int64(q, 3), (uint32_t)sqlite3_column_int64(q, 4) } };
		const char *state = (const char *)sqlite3_column_text(q, 1);
		h.of.what = correction_kind((const char *)sqlite3_column_text(q, 2));
		while (h.state < N_CORRECTION_STATES && strcmp(correction_states[h.state], state))
			h.state++;
		if (h.of.what < 0 || h.state == N_CORRECTION_STATES || h.at.begin > h.at.end || h.at.end > d->pub.text.n) {
			sqlite3_reset(q);
			return store_note_damage(s, sym_text(d->pub.name));
		}
		const char **const text[] = { &h.of.words, &h.of.from, &h.of.to, &h.of.who, &h.of.why };
		for (int k = 0; k < 5; k++)
			*text[k] = column_text(d->arena, q, 5 + k);
		ARRAY_ROOM(d->arena, d->correction, room, d->n_corrections);
		d->correction[d->n_corrections++] = h;
	}
	return !r;
}

/* The first and last id that a row of layers of the document may have. */
static void bind_layers_of(sqlite3_stmt *q, uint32_t number)
{
	if (!q)
		return;
	sqlite3_bind_int64(q, 1, (int64_t)number << STORE_LAYER_BITS);
	sqlite3_bind_int64(q, 2, (int64_t)number << STORE_LAYER_BITS | ((1 << STORE_LAYER_BITS) - 1));
}

sqlite3_stmt *store_layers_of(store *s, uint32_t number)
{
	sqlite3_stmt *q = store_statement(s, Q_LAYERS);
	bind_layers_of(q, number);
	return q;
}

int store_next_layer(store *s, sqlite3_stmt *q, stored_layer *out)
{
	int r = store_row(s, q);
	if (r <= 0)
		return r;
	*out = (stored_layer){ .id = sqlite3_column_int64(q, 0), .document = (uint32_t)sqlite3_column_int64(q, 1),
		.layer = column_name(q, 2), .column = column_name(q, 3),
		.type = store_type_of((const char *)sqlite3_column_text(q, 4)), .into = column_name(q, 5),
		.label = column_name(q, 6), .rows = (uint32_t)sqlite3_column_int64(q, 7) };
	if (out->layer && out->column && !out->type == !*out->column)
		return 1;
	sqlite3_reset(q);
	store_note_damage(s, "layers");
	return -1;
}

bool store_layer_cells(store *s, sqlite3_stmt *q, stored_layer *l)
{
	l->cells = column_bytes(q, 9);
	if ((int64_t)store_checksum(l->cells) == sqlite3_column_int64(q, 8))
		return true;
	sqlite3_reset(q);
	return store_note_damage(s, l->layer);
}

static layer *named_layer(document *d, const char *name)
{
	for (uint32_t i = 0; i < d->n_layers; i++)
		if (!strcmp(d->layer[i].name, name))
			return &d->layer[i];
	return NULL;
}

/* Spans come first; the columns follow, labels at the end of all. */
static bool take_layer(document *d, const stored_layer *row)
{
	layer *l = named_layer(d, row->layer);
	if (!*row->column) {
		if (l)
			return false;
		ARRAY_ROOM(d->arena, d->layer, d->room_layers, d->n_layers);
		l = &d->layer[d->n_layers++];
		l->name = row->layer;
		l->n = row->rows;
		l->shared = vocabulary_shared(row->layer);
		l->span = cells_read_spans(d->arena, row->cells, row->rows);
		for (uint32_t i = 0; l->span && i < l->n; i++)
			if (l->span[i].end > d->pub.text.n)
				return false;
		return l->span;
	}
	if (!l || l->n != row->rows)
		return false;
	ARRAY_ROOM(d->arena, l->column, l->room_columns, l->n_columns);
	column *c = &l->column[l->n_columns++];
	*c = (column){ row->column, row->label, row->into, row->type,
		cells_read(d->arena, row->cells, row->type, row->rows), NULL };
	return c->array;
}

static bool read_layers(store *s, document *d)
{
	sqlite3_stmt *q = store_layers_of(s, d->number);
	stored_layer row;
	int r;
	while ((r = store_next_layer(s, q, &row)) > 0) {
		if (!store_layer_cells(s, q, &row))
			return false;
		if (!take_layer(d, &row)) {
			sqlite3_reset(q);
			return store_note_damage(s, row.layer);
		}
	}
	return !r;
}

document *store_document(store *s, arena *in, const corpus *c, uint32_t number)
{
	document *d = arena_alloc(in, sizeof *d);
	d->arena = in;
	d->corpus = c;
	d->number = d->pub.number = number;
	if (!read_head(s, d) || !read_speakers(s, d) || !read_variables(s, d) || !read_repairs(s, d) ||
	    !read_corrections(s, d) || !read_layers(s, d))
		return NULL;
	/* What metadata said of the speakers is among their own variables here. */
	for (uint32_t i = 0; i < d->n_speakers; i++) {
		d->speaker[i].pub.variable = d->speaker[i].variable;
		d->speaker[i].pub.n_variables = d->speaker[i].n_own;
	}
	document_refresh(d);
	document_view_all(d);
	return d;
}

/* ---- Copying --------------------------------------------------------------------------------- */

/* Rows of `read`, as they are, into the table that `write` fills. */
static bool copy_rows(store *into, store *from, int read, int write, uint32_t number)
{
	sqlite3_stmt *q = of_document(from, read, number);
	int r;
	while ((r = store_row(from, q)) > 0) {
		sqlite3_stmt *w = store_statement(into, write);
		for (int i = 0; w && i < sqlite3_column_count(q); i++)
			sqlite3_bind_value(w, i + 1, sqlite3_column_value(q, i));
		if (!store_run(into, w)) {
			sqlite3_reset(q);
			return false;
		}
	}
	return !r || store_note(into, "%s", from->error);
}

bool store_copy_document(store *into, store *from, uint32_t number)
{
	static const int pair[][2] = {
		{ Q_COPY_DOCUMENT, Q_ADD_DOCUMENT }, { Q_COPY_VARIABLES, Q_ADD_VARIABLE },
		{ Q_COPY_REPAIRS, Q_ADD_REPAIR }, { Q_COPY_CORRECTIONS, Q_ADD_CORRECTION }, { Q_COPY_SPEAKERS, Q_ADD_SPEAKER },
		{ Q_COPY_SPEAKER_VARIABLES, Q_ADD_SPEAKER_VARIABLE }, { Q_COPY_LAYERS, Q_ADD_LAYER },
		{ Q_COPY_STREAMS, Q_ADD_STREAM },
	};
	if (!store_can_write(into))
		return false;
	if (!store_has_document(from, number))
		return store_note(into, _("%s holds no document number %u"), from->path, number);
	if (store_has_document(into, number))
		return store_note(into, _("%s: document %s is there already"), into->path, store_document_name(from, number));
	bool good = true;
	for (size_t i = 0; i < sizeof pair / sizeof *pair && good; i++)
		good = copy_rows(into, from, pair[i][0], pair[i][1], number);
	return good && store_forget_index(into, NULL);
}

/* ---- Labels ---------------------------------------------------------------------------------- */

/* The stored rows `layer` and `layer.column` of a document; id 0 where there is none. */
static bool find_rows(store *s, uint32_t number, const char *l, const char *c, stored_layer *spans,
                      stored_layer *cells, arena *in)
{
	sqlite3_stmt *q = store_layers_of(s, number);
	stored_layer row;
	int r;
	spans->id = cells->id = -1;
	while ((r = store_next_layer(s, q, &row)) > 0)
		if (!strcmp(row.layer, l) && (!*row.column || !strcmp(row.column, c))) {
			if (!store_layer_cells(s, q, &row))
				return false;
			row.cells.p = (const unsigned char *)arena_copy(in, (const char *)row.cells.p, row.cells.n);
			*(*row.column ? cells : spans) = row;
		}
	return !r;
}

static int64_t next_layer_id(store *s, uint32_t number)
{
	sqlite3_stmt *q = store_statement(s, Q_LAST_LAYER);
	if (!q)
		return -1;
	bind_layers_of(q, number);
	int64_t id = store_row(s, q) > 0 ? sqlite3_column_int64(q, 0) + 1 : -1;
	sqlite3_reset(q);
	return id;
}

static bool set_cells(store *s, const stored_layer *l)
{
	sqlite3_stmt *q = store_statement(s, Q_SET_LAYER);
	if (!q)
		return false;
	sqlite3_bind_int64(q, 1, l->id);
	bind_text(q, 2, store_type_name(l->type));
	sqlite3_bind_int64(q, 3, (int64_t)store_checksum(l->cells));
	bind_bytes(q, 4, l->cells.p, l->cells.n);
	return store_run(s, q);
}

static bool put_labels(store *s, arena *in, const stored_layer *spans, stored_layer *to, uint32_t n,
                       const uint32_t *row, const void *cells)
{
	size_t size = column_cell_size(to->type);
	bool there = to->id >= 0;
	void *array = there ? cells_read(in, to->cells, to->type, spans->rows) :
		column_array_new(in, to->type, spans->rows);
	if (!array)
		return store_note_damage(s, to->layer);
	for (uint32_t i = 0; i < n; i++) {
		if (row[i] >= spans->rows)
			return store_note(s, _("row %u of %s is labelled, but document %s has only %u"), row[i], to->layer,
			                  store_document_name(s, to->document), spans->rows);
		memcpy((char *)array + row[i] * size, (const char *)cells + i * size, size);
	}
	s->scratch.n = 0;
	cells_write(s, &s->scratch, to->type, spans->rows, array);
	to->cells = (glane_bytes){ s->scratch.p, s->scratch.n };
	if (there)
		return set_cells(s, to);
	to->id = next_layer_id(s, to->document);
	return to->id >= 0 && store_add_cells(s, to);
}

bool store_add_labels(store *s, const char *l, const char *c, uint32_t type, uint32_t number,
                      uint32_t n, const uint32_t *row, const void *cells)
{
	if (!store_can_write(s))
		return false;
	arena *in = arena_new();
	stored_layer spans, to;
	bool good = find_rows(s, number, l, c, &spans, &to, in);
	if (good && spans.id < 0)
		good = store_note(s, _("rows of %s are labelled, but document %s has none in the run store: the stage must need this layer and keep it"),
		                  l, store_document_name(s, number));
	if (good && to.id >= 0 && to.type != type)
		good = store_note(s, _("%s.%s is labelled with cells of another type than before"), l, c);
	if (good) {
		if (to.id < 0)
			to = (stored_layer){ .id = -1, .document = number, .rows = spans.rows, .type = type,
				.layer = l, .column = c };
		good = put_labels(s, in, &spans, &to, n, row, cells);
	}
	if (good && s->indexed) {
		const char *name = arena_print(in, "%s.%s", l, c);
		good = store_forget_index(s, name);
	}
	arena_free(in);
	return good;
}
