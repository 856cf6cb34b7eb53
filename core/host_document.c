/* host_document.c - what a plugin adds to a document: rows, columns, variables, speakers, counts. */
#include <config.h>
#include "engine_private.h"
#include <math.h>
#include <string.h>

/* The document that rows go to: the draft's while it is read, later the sealed one. */
static document *document_at_work(const stage_run *r)
{
	return r->engine->doc;
}

static const glane_layer *layer_def(stage_run *r, uint32_t number, const char *what)
{
	if ((r->phase != PHASE_READ && r->phase != PHASE_PROCESS) || number >= r->n_layers) {
		stage_misuse(r, what);
		return NULL;
	}
	const glane_layer *l = &r->def->layers[number];
	if (l->how == GLANE_LABELS) {
		stage_misuse(r, "rows() of a layer that is only labelled");
		return NULL;
	}
	return l;
}

static bool adds_columns(const glane_layer *l)
{
	return l->how == GLANE_ADDS || l->how == GLANE_REPLACES;
}

void host_rows(glane_ctx *ctx, uint32_t number, uint32_t n, void *columns)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	const glane_layer *def = layer_def(r, number, "rows() of a layer it doesn't declare, or at a wrong time");
	if (!def)
		return;
	filling *f = &r->filling[number];
	uint32_t n_columns = LIST_LENGTH(def->columns);
	if (adds_columns(def)) {
		layer *l = document_layer(document_at_work(r), def->name);
		n = l ? l->n : 0;
	}
	if (n_columns > sizeof f->cells / sizeof *f->cells) {
		stage_misuse(r, "a layer of more than 32 columns");
		return;
	}
	if (!f->room || n > f->room) {
		uint32_t room = n > f->room ? n : 1;
		glane_span *span = adds_columns(def) ? NULL : arena_alloc(e->document, room * sizeof *span);
		if (span && f->room)
			memcpy(span, f->span, f->room * sizeof *span);
		for (uint32_t c = 0; c < n_columns; c++) {
			size_t size = column_cell_size(def->columns[c].type);
			void *cells = column_array_new(e->document, def->columns[c].type, room);
			if (f->room)
				memcpy(cells, f->cells[c], f->room * size);
			f->cells[c] = cells;
		}
		f->span = span;
		f->room = room;
	}
	if (!adds_columns(def))
		memcpy((char *)columns + def->span, &f->span, sizeof f->span);
	for (uint32_t c = 0; c < n_columns; c++)
		memcpy((char *)columns + def->columns[c].offset, &f->cells[c], sizeof f->cells[c]);
}

static bool boundary(glane_str text, uint32_t at)
{
	return at == text.n || ((unsigned char)text.p[at] & 0xc0) != 0x80;
}

/* Are the n spans ascending, inside the text, on code points? The first wrong one is told. */
static bool spans_good(stage_run *r, const glane_layer *def, uint32_t n, const glane_span *span,
                       glane_str text)
{
	for (uint32_t i = 0; i < n; i++) {
		const char *what = NULL;
		if (span[i].begin > span[i].end || span[i].end > text.n)
			what = "outside the text";
		else if (!boundary(text, span[i].begin) || !boundary(text, span[i].end))
			what = "inside a character";
		else if (i && span[i].begin < span[i - 1].begin)
			what = "before the row that precedes it";
		if (what) {
			stage_misuse(r, arena_print(r->engine->run, "row %u of layer %s, bytes %u to %u, is %s",
			                            i, def->name, span[i].begin, span[i].end, what));
			return false;
		}
	}
	return true;
}

static bool references_good(stage_run *r, const document *d, const glane_layer *def, uint32_t n)
{
	const filling *f = &r->filling[def - r->def->layers];
	for (uint32_t c = 0; def->columns && def->columns[c].name; c++) {
		const glane_column *k = &def->columns[c];
		if (k->type != GLANE_ROW)
			continue;
		const layer *into = document_layer((document *)(uintptr_t)d, k->unit);
		uint32_t rows = into ? into->n : 0;
		if (!strcmp(k->unit, def->name))
			rows = n > rows ? n : rows;
		for (uint32_t i = 0; i < n; i++) {
			uint32_t to = ((const uint32_t *)f->cells[c])[i];
			if (to != GLANE_NONE && to >= rows) {
				stage_misuse(r, arena_print(r->engine->run,
					"row %u of layer %s points at row %u of %s, which has %u", i, def->name, to,
					k->unit, rows));
				return false;
			}
		}
	}
	return true;
}

/* Every column that points into layer `name` follows its rows to their new numbers. */
static void renumber(document *d, const char *name, const uint32_t *now)
{
	for (uint32_t i = 0; i < d->n_layers; i++)
		for (uint32_t c = 0; c < d->layer[i].n_columns; c++) {
			column *k = &d->layer[i].column[c];
			uint32_t *to = k->array;
			if (k->type != GLANE_ROW || !to || !k->into || strcmp(k->into, name))
				continue;
			for (uint32_t row = 0; row < d->layer[i].n; row++)
				if (to[row] != GLANE_NONE)
					to[row] = now[to[row]];
		}
}

/* Puts n new rows among the old ones of a shared layer, in order of begin. All columns, the new stage's
 * and the old ones', get a place for every row; what a stage doesn't know stays missing. */
static void merge_rows(engine *e, document *d, layer *l, const glane_layer *def, const filling *f,
                       uint32_t n, const stage *by)
{
	uint32_t total = l->n + n, *from_old = arena_alloc(e->document, (l->n + 1) * sizeof *from_old);
	uint32_t *from_new = arena_alloc(e->document, (n + 1) * sizeof *from_new), i = 0, j = 0;
	glane_span *span = arena_alloc(e->document, (total + 1) * sizeof *span);
	for (uint32_t k = 0; k < total; k++) {
		bool old = i < l->n && (j == n || l->span[i].begin < f->span[j].begin ||
			(l->span[i].begin == f->span[j].begin && l->span[i].end >= f->span[j].end));
		span[k] = old ? l->span[i] : f->span[j];
		if (old)
			from_old[i++] = k;
		else
			from_new[j++] = k;
	}
	renumber(d, l->name, from_old);
	bool own_origin = false;	/* human codings are their coders' */
	for (uint32_t c = 0; def->columns && def->columns[c].name; c++)
		own_origin = own_origin || !strcmp(def->columns[c].name, "origin");
	document_add_column(d, l, "origin", GLANE_SYM, NULL, N_("Origin"));
	for (uint32_t c = 0; def->columns && def->columns[c].name; c++)
		document_add_column(d, l, def->columns[c].name, def->columns[c].type, def->columns[c].unit,
		                    def->columns[c].label);
	for (uint32_t c = 0; c < l->n_columns; c++) {
		column *k = &l->column[c];
		size_t size = column_cell_size(k->type);
		char *cells = column_array_new(e->document, k->type, total);
		for (i = 0; k->array && i < l->n; i++)
			memcpy(cells + from_old[i] * size, (char *)k->array + i * size, size);
		for (uint32_t g = 0; def->columns && def->columns[g].name; g++)
			for (j = 0; !strcmp(k->name, def->columns[g].name) && j < n; j++)
				memcpy(cells + from_new[j] * size, (char *)f->cells[g] + j * size, size);
		/* A new row points at another one of its own stage by the number that it gave it. */
		for (j = 0; k->type == GLANE_ROW && k->into && !strcmp(k->into, l->name) && j < n; j++) {
			uint32_t *to = (uint32_t *)(void *)cells + from_new[j];
			*to = *to < n ? from_new[*to] : *to;
		}
		for (j = 0; !own_origin && !strcmp(k->name, "origin") && j < n; j++)
			((glane_sym *)(void *)cells)[from_new[j]] = sym_of(by->id);
		k->array = cells;
	}
	l->span = span;
	l->n = total;
}

static void take_columns(document *d, layer *l, const glane_layer *def, const filling *f, const stage *by)
{
	for (uint32_t c = 0; def->columns && def->columns[c].name; c++) {
		column *k = document_add_column(d, l, def->columns[c].name, def->columns[c].type,
		                                def->columns[c].unit, def->columns[c].label);
		k->array = f->cells[c];
		k->by = by;
	}
}

/* A step makes anew what the reader had brought: its columns are gone, and rows that point into it point nowhere. */
static void forget_rows(document *d, layer *l)
{
	for (uint32_t c = 0; c < l->n_columns; c++)
		l->column[c].array = NULL;
	for (uint32_t i = 0; i < d->n_layers; i++)
		for (uint32_t c = 0; c < d->layer[i].n_columns; c++)
			if (d->layer[i].column[c].into && !strcmp(d->layer[i].column[c].into, l->name))
				d->layer[i].n = 0;
}

static void point_columns(const glane_layer *def, const filling *f, void *columns)
{
	memcpy((char *)columns + def->span, &f->span, sizeof f->span);
	for (uint32_t c = 0; def->columns && def->columns[c].name; c++)
		memcpy((char *)columns + def->columns[c].offset, &f->cells[c], sizeof f->cells[c]);
}

uint32_t host_correct(glane_ctx *ctx, uint32_t number, uint32_t n, void *columns)
{
	stage_run *r = run_of(ctx);
	document *d = document_at_work(r);
	const glane_layer *def = layer_def(r, number, "correct() of a layer it doesn't declare, or at a wrong time");
	filling *f = def ? &r->filling[number] : NULL;
	if (!def || adds_columns(def) || r->phase != PHASE_PROCESS || f->sealed || n > f->room) {
		stage_misuse(r, "correct() of rows that it doesn't make, before rows() or after seal()");
		return n;
	}
	f->corrected = true;
	if (d->n_corrections && n && !spans_good(r, def, n, f->span, d->pub.text))
		return n;
	n = d->n_corrections ? corrections_rows(r, d, number, n) : n;
	point_columns(def, f, columns);
	return n;
}

void host_seal(glane_ctx *ctx, uint32_t number, uint32_t n)
{
	stage_run *r = run_of(ctx);
	const glane_layer *def = layer_def(r, number, "seal() of a layer it doesn't declare, or at a wrong time");
	if (!def || r->failed)
		return;
	filling *f = &r->filling[number];
	document *d = document_at_work(r);
	glane_str text = r->phase == PHASE_READ ?
		(glane_str){ r->engine->draft->text, r->engine->draft->n } : d->pub.text;
	if (f->sealed || (n > f->room && !adds_columns(def))) {
		stage_misuse(r, f->sealed ? "seal() twice" : "seal() of more rows than there is room for");
		return;
	}
	f->sealed = true;
	layer *l = adds_columns(def) ? document_layer(d, def->name) : NULL;
	if (adds_columns(def)) {
		if (!l || !references_good(r, d, def, l->n))
			return;
		if (l->n && !f->room)
			stage_misuse(r, "seal() without rows()");
		else if (l->n)
			take_columns(d, l, def, f, r->stage);
		return;
	}
	if (!spans_good(r, def, n, f->span, text) || !references_good(r, d, def, n))
		return;
	if (d->n_corrections && !f->corrected && r->phase == PHASE_PROCESS)
		n = corrections_rows(r, d, number, n);
	l = document_add_layer(d, def->name);
	if (vocabulary_shared(def->name)) {
		merge_rows(r->engine, d, l, def, f, n, r->stage);
		return;
	}
	forget_rows(d, l);
	l->n = n;
	l->span = f->span;
	l->by = r->stage;
	take_columns(d, l, def, f, r->stage);
}

void host_set(glane_ctx *ctx, uint32_t variable, glane_str value)
{
	stage_run *r = run_of(ctx);
	if (r->phase != PHASE_PROCESS || variable >= r->n_variables) {
		stage_misuse(r, "set() of a variable it doesn't declare, or outside process()");
		return;
	}
	const glane_variable *v = &r->def->variables[variable];
	document_set_variable(document_at_work(r), v->name, v->type, value);
}

uint32_t host_add_speaker(glane_ctx *ctx, glane_str id, uint32_t role)
{
	stage_run *r = run_of(ctx);
	if (r->phase != PHASE_PROCESS || role > GLANE_OTHER || !id.n) {
		stage_misuse(r, "add_speaker() outside process(), without an id, or with a role that is none");
		return 0;
	}
	return document_speaker(document_at_work(r), id, role);
}

/* ---- Counting -------------------------------------------------------------------------------- */

/* The scope whose struct lies in the plugin's input. */
static const scope *scope_of(stage_run *r, const glane_scope *s)
{
	uintptr_t at = (uintptr_t)s - (uintptr_t)r->input;
	for (uint32_t i = 0; i < r->n_needs; i++)
		if (r->def->needs[i].type == GLANE_SCOPE && r->def->needs[i].offset == at)
			return &r->scope[i];
	return NULL;
}

static void count_row(stage_run *r, counts *c, const void *row, const scope *s, uint32_t at)
{
	document *d = document_at_work(r);
	uint32_t n_by = r->stage->n_by, who = s->pub.speaker[at];
	glane_sym person = d->speaker[who].pub.person;
	if (!n_by) {
		counts_add(c, row, 0, (glane_sym){ 0 }, d, s->pub.layer, s->pub.row[at], s->pub.span[at], person);
		return;
	}
	for (uint32_t b = 0; b < n_by; b++) {
		const groups *g = s->groups[(size_t)b * s->pub.n + at];
		for (uint32_t k = 0; k < g->n; k++)
			counts_add(c, row, b, g->sym[k], d, s->pub.layer, s->pub.row[at], s->pub.span[at], person);
	}
}

static bool has_group(const groups *g, glane_sym group)
{
	for (uint32_t i = 0; i < g->n; i++)
		if (g->sym[i].id == group.id)
			return true;
	return false;
}

/* Said of the document: once for each group of those who count in it, with all of that group's persons. */
static void count_document(stage_run *r, counts *c, const void *row)
{
	document *d = document_at_work(r);
	engine *e = r->engine;
	uint32_t n_by = r->stage->n_by ? r->stage->n_by : 1;
	const groups nothing = { 1, arena_alloc(e->document, sizeof(glane_sym)) };
	const groups **of = arena_alloc(e->document, d->n_speakers * sizeof *of);
	for (uint32_t b = 0; b < n_by; b++) {
		for (uint32_t s = 0; s < d->n_speakers; s++)
			of[s] = !scope_counts(r, d, s) ? NULL :
			        !r->stage->n_by || r->stage->by[b].layer ? &nothing :
			        scope_groups_of_speaker(r, d, b, s);
		for (uint32_t s = 0; s < d->n_speakers; s++)
			for (uint32_t k = 0; of[s] && k < of[s]->n; k++) {
				glane_sym group = of[s]->sym[k];
				bool again = false;
				for (uint32_t t = 0; t < s; t++)
					again = again || (of[t] && has_group(of[t], group));
				if (again)
					continue;	/* counted with an earlier speaker of the group */
				entry *at = counts_add(c, row, b, group, d, NULL, GLANE_NONE,
				                       (glane_span){ 0, 0 }, d->speaker[s].pub.person);
				for (uint32_t t = s + 1; t < d->n_speakers; t++)
					if (of[t] && has_group(of[t], group))
						counts_person(c, at, d->speaker[t].pub.person);
			}
	}
}

void host_count(glane_ctx *ctx, uint32_t number, uint32_t n, const void *rows, const glane_scope *s,
                const uint32_t *at)
{
	stage_run *r = run_of(ctx);
	if (r->phase != PHASE_PROCESS || number >= r->n_tables ||
	    !(r->def->tables[number].how & GLANE_COUNTED)) {
		stage_misuse(r, "count() of a table that isn't counted, or outside process()");
		return;
	}
	const glane_table *def = &r->def->tables[number];
	const scope *in = at ? scope_of(r, s) : NULL;
	if (at && (!in || !in->made)) {
		if (n)
			stage_misuse(r, "count() with a scope that isn't a field of its input");
		return;
	}
	for (uint32_t i = 0; i < n; i++) {
		const char *row = (const char *)rows + (size_t)i * def->size;
		if (!at) {
			count_document(r, r->delta[number], row);
		} else if (at[i] >= in->pub.n) {
			stage_misuse(r, arena_print(r->engine->run, "count() of row %u of a scope of %u", at[i],
			                            in->pub.n));
			return;
		} else {
			count_row(r, r->delta[number], row, in, at[i]);
		}
	}
}
