/* modalities.c - which variables the people and documents of units have. */
#include <string.h>
#include "matrix/units.h"
#include "room/room.h"

typedef struct {
	pool *p;
	glane_ctx *ctx;
	uint32_t n_names, room_names, n, room;
	glane_sym *both;		/* distinct "variable TAB value", as they come */
	uint32_t *number, n_ids;	/* of a symbol's id: its place in both + 1 */
	uint32_t *row, *column;		/* which unit has which */
} reading;

static uint32_t number_of(reading *r, glane_sym both)
{
	r->number = room_for(r->ctx, GLANE_SCRATCH, r->number, sizeof *r->number, both.id, &r->n_ids, 1);
	if (!r->number[both.id]) {
		r->both = room_for(r->ctx, GLANE_SCRATCH, r->both, sizeof *r->both, r->n_names, &r->room_names, 1);
		r->both[r->n_names++] = both;
		r->number[both.id] = r->n_names;
	}
	return r->number[both.id] - 1;
}

static void add_value(reading *r, uint32_t unit, const char *name, glane_str value)
{
	const glane_host *h = r->ctx->host;
	pool_mark then = pool_now(r->p);
	size_t n = strlen(name);
	char *text = pool_alloc(r->p, n + value.n + 2);
	glane_str both = { text, (uint32_t)(n + 1 + value.n) };
	glane_sym sym;
	memcpy(text, name, n);
	text[n] = '\t';
	memcpy(text + n + 1, value.p, value.n);
	h->intern(r->ctx, 1, &both, &sym);
	pool_back(r->p, then);
	uint32_t room = r->room;
	r->row = room_for(r->ctx, GLANE_SCRATCH, r->row, sizeof *r->row, r->n, &room, 1);
	r->column = room_for(r->ctx, GLANE_SCRATCH, r->column, sizeof *r->column, r->n, &r->room, 1);
	r->row[r->n] = unit;
	r->column[r->n++] = number_of(r, sym);
}

static void add_variable(reading *r, uint32_t unit, const glane_variable *v)
{
	bool counts = v->type == GLANE_NOMINAL || v->type == GLANE_ORDINAL || v->type == GLANE_MULTIPLE;
	if (!counts || !v->value.n || !strcmp(v->name, "document") || !strcmp(v->name, "file") || !strcmp(v->name, "format"))
		return;
	for (uint32_t from = 0, to; from < v->value.n; from = to + 1) {
		const char *bar = v->type == GLANE_MULTIPLE ? memchr(v->value.p + from, '|', v->value.n - from) : NULL;
		to = bar ? (uint32_t)(bar - v->value.p) : v->value.n;
		add_value(r, unit, v->name, (glane_str){ v->value.p + from, to - from });
	}
}

static bool has(const glane_variable *v, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name) && v[i].value.n)
			return true;
	return false;
}

static void add_unit(reading *r, uint32_t unit, const glane_doc *doc, uint32_t who)
{
	const glane_speaker *s = who == GLANE_NONE ? NULL : &doc->speaker[who];
	for (uint32_t i = 0; s && i < s->n_variables; i++)
		add_variable(r, unit, &s->variable[i]);
	for (uint32_t i = 0; i < doc->n_variables; i++)
		if (!s || !has(s->variable, s->n_variables, doc->variable[i].name))
			add_variable(r, unit, &doc->variable[i]);
}

static glane_sym piece(glane_ctx *ctx, const char *p, size_t n)
{
	glane_str text = { p, (uint32_t)n };
	glane_sym s;
	ctx->host->intern(ctx, 1, &text, &s);
	return s;
}

units_modalities units_modalities_read(pool *p, const units *u, const units_input *in)
{
	glane_ctx *ctx = pool_context(p);
	const glane_host *h = ctx->host;
	reading r = { .p = p, .ctx = ctx };
	units_modalities m = { 0 };
	for (uint32_t d = 0, unit = 0; d < u->n_documents; d++) {
		const glane_doc *doc = h->document(ctx, d);
		for (uint32_t i = 0; doc && i < in->unit.n; i++)
			add_unit(&r, unit++, doc, in->unit.speaker[i]);
	}
	uint32_t *order = pool_array(p, order, r.n_names), *to = pool_array(p, to, r.n_names);
	m.variable = pool_array(p, m.variable, r.n_names);
	m.value = pool_array(p, m.value, r.n_names);
	h->order(ctx, r.n_names, r.both, order);
	for (m.n = 0; m.n < r.n_names; m.n++) {
		glane_str both = h->string(ctx, r.both[order[m.n]]);
		const char *tab = memchr(both.p, '\t', both.n);
		m.variable[m.n] = piece(ctx, both.p, (size_t)(tab - both.p));
		m.value[m.n] = piece(ctx, tab + 1, (size_t)(both.p + both.n - tab - 1));
		to[order[m.n]] = m.n;
	}
	for (uint32_t i = 0; i < r.n; i++)
		r.column[i] = to[r.column[i]];
	m.cells = sparse_of(p, u->n, m.n, r.n, r.row, r.column);
	/* A modality that is said twice of one unit is one. */
	m.cells = sparse_presence(p, &m.cells);
	return m;
}
