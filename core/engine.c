/* engine.c - the stages of a pipeline as running things: create, plan, open, close. */
#include <config.h>
#include "engine_private.h"
#include <stdlib.h>
#include <string.h>
#include "cache.h"

static void run_init(engine *e, stage_run *r, stage *s, const glane_plugin *def)
{
	r->engine = e;
	r->stage = s;
	r->def = def;
	r->ctx.host = &glane_host_table;
	r->ctx.config = s->config;
	r->ctx.self = s->config;
	r->ctx.to = s->to;
	if (!def)
		return;
	r->n_needs = LIST_LENGTH(def->needs);
	r->n_layers = LIST_LENGTH(def->layers);
	r->n_tables = LIST_LENGTH(def->tables);
	r->n_variables = LIST_LENGTH(def->variables);
	r->input = arena_alloc(e->run, def->input_size);
	r->ctx.input = r->input;
	r->scope = arena_alloc(e->run, (r->n_needs + 1) * sizeof *r->scope);
	r->filling = arena_alloc(e->run, (r->n_layers + 1) * sizeof *r->filling);
	r->delta = arena_alloc(e->run, (r->n_tables + 1) * sizeof *r->delta);
	r->whole = arena_alloc(e->run, (r->n_tables + 1) * sizeof *r->whole);
	r->rows = arena_alloc(e->run, (r->n_tables + 1) * sizeof *r->rows);
	r->draft = arena_alloc(e->run, (r->n_tables + 1) * sizeof *r->draft);
	if (def->domain)
		language_domain(def->domain, NULL);
}

/* "token.form" into the list of what is kept, once. */
static void keep(engine *e, const char *name)
{
	for (uint32_t i = 0; i < e->n_kept; i++)
		if (!strcmp(e->kept[i], name))
			return;
	e->kept = arena_grow(e->run, e->kept, e->n_kept * sizeof *e->kept, sizeof *e->kept);
	e->kept[e->n_kept++] = name;
}

static void keep_needs(engine *e, const stage_run *r)
{
	for (uint32_t i = 0; i < r->n_needs; i++) {
		const glane_need *n = &r->def->needs[i];
		const char *what = n->what;
		if ((!n->keep && !r->stage->late) || !strncmp(what, "var:", 4) || !strncmp(what, "table:", 6) || *what == '@')
			continue;
		if (!strcmp(what, "unit"))
			what = r->stage->unit ? r->stage->unit : "sentence";
		size_t k = strlen(what);
		keep(e, arena_copy(e->run, what, k && what[k - 1] == '?' ? k - 1 : k));
	}
}

static bool asks_origin(const stage_run *r)
{
	for (uint32_t i = 0; i < r->n_needs; i++)
		if (!strncmp(r->def->needs[i].what, "theme.origin", 12))
			return true;
	return false;
}

bool layer_of_people(const glane_layer *def)
{
	for (const glane_column *c = def->columns; c && c->name; c++)
		if (!strcmp(c->name, "origin"))
			return true;
	return false;
}

static bool codes_by_hand(const stage_run *r)
{
	for (uint32_t l = 0; l < r->n_layers; l++)
		if (!strcmp(r->def->layers[l].name, "theme") && layer_of_people(&r->def->layers[l]))
			return true;
	return false;
}

/* Whose themes the stage sees: those whom `coder` names; without it all, if it tells them apart itself, otherwise those of
 * glane's own stages. */
static void settle_coders(engine *e, stage_run *r)
{
	const stage *s = r->stage;
	r->all_coders = s->all_coders || (!s->n_coders && asks_origin(r));
	r->coder = arena_alloc(e->run, (s->n_coders + e->n_runs + 1) * sizeof *r->coder);
	for (uint32_t i = 0; i < s->n_coders; i++)
		r->coder[r->n_coders++] = sym_of(s->coder[i]);
	for (uint32_t i = 0; i < e->n_runs && !s->n_coders; i++) {
		const stage_run *k = &e->stage_run[i];
		for (uint32_t l = 0; l < k->n_layers; l++)
			if (!strcmp(k->def->layers[l].name, "theme") && !layer_of_people(&k->def->layers[l]))
				r->coder[r->n_coders++] = sym_of(k->stage->id);
	}
}

engine *engine_new(arena *run, pipeline *p, messages *m)
{
	engine *e = arena_alloc(run, sizeof *e);
	e->run = run;
	e->worker = arena_new();
	e->scratch = arena_new();
	e->document = arena_new();
	e->delta = arena_new();
	e->files = arena_new();
	e->pipeline = p;
	e->messages = m;
	e->evidence_max = 500;
	e->n_runs = p->n_stages;
	e->stage_run = arena_alloc(run, (p->n_stages + 1) * sizeof *e->stage_run);
	for (uint32_t i = 0; i < p->n_stages; i++) {
		stage *s = &p->stage[i];
		run_init(e, &e->stage_run[i], s, s->plugin ? s->plugin->def : NULL);
		keep_needs(e, &e->stage_run[i]);
	}
	for (uint32_t i = 0; i < p->n_stages; i++) {
		settle_coders(e, &e->stage_run[i]);
		if (codes_by_hand(&e->stage_run[i]))	/* reports tell their themes from glane's by it */
			keep(e, "theme.origin");
	}
	/* Who speaks, and what stands aside, is always kept: passages are shown with it. */
	keep(e, "turn");
	keep(e, "turn.speaker");
	keep(e, "note");
	keep(e, "note.kind");
	return e;
}

void engine_free(engine *e)
{
	if (!e)
		return;
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		if (r->def && r->def->destroy && r->ctx.self != r->ctx.config)
			r->def->destroy((void *)(uintptr_t)r->ctx.self);
	}
	for (uint32_t i = 0; i < e->n_maps; i++)
		cache_release(&e->map[i]);
	free(e->listed);
	arena_free(e->shown_in);
	arena_free(e->worker);
	arena_free(e->scratch);
	arena_free(e->document);
	arena_free(e->delta);
	arena_free(e->files);
}

pipeline *engine_pipeline(const engine *e) { return e->pipeline; }
corpus *engine_corpus(const engine *e) { return e->corpus; }
messages *engine_messages(const engine *e) { return e->messages; }
void engine_set_messages(engine *e, messages *m) { e->messages = m; }
void engine_set_corpus(engine *e, corpus *c) { e->corpus = c; }
void engine_set_evidence_max(engine *e, uint32_t n) { e->evidence_max = n; }

static bool create_one(stage_run *r)
{
	void *self = (void *)(uintptr_t)r->ctx.config;
	if (!r->def || !r->def->create)
		return true;
	stage_begin(r, PHASE_CREATE);
	int code = stage_end(r, r->def->create(&r->ctx, &self));
	if (code)
		stage_complain(r);
	r->ctx.self = self;
	arena_reset(r->engine->scratch);
	return !code;
}

bool engine_create(engine *e)
{
	bool ok = true;
	for (uint32_t i = 0; i < e->n_runs; i++)
		ok = create_one(&e->stage_run[i]) && ok;	/* all errors at once */
	return ok;
}

int engine_probe(engine *e, const plugin *p, const char *name, glane_bytes head)
{
	(void)e;
	return p->def->probe ? p->def->probe(name, head) : 0;
}

/* ---- Values of columns ----------------------------------------------------------------------- */

static column_values *values_of(engine *e, stage_run *r, const char *layer_name, const char *column_name)
{
	for (uint32_t i = 0; i < r->n_values; i++)
		if (!strcmp(r->values[i].layer, layer_name) && !strcmp(r->values[i].column, column_name))
			return &r->values[i];
	ARRAY_ROOM(e->run, r->values, r->room_values, r->n_values);
	r->values[r->n_values] = (column_values){ .layer = arena_string(e->run, layer_name),
	                                          .column = arena_string(e->run, column_name) };
	return &r->values[r->n_values++];
}

void host_values(glane_ctx *ctx, const char *layer_name, const char *column_name, uint32_t n, const glane_str *value,
                 const glane_str *label)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	if (r->phase != PHASE_CREATE) {
		stage_misuse(r, "values() outside create()");
		return;
	}
	column_values *v = values_of(e, r, layer_name, column_name);
	const char **all = arena_alloc(e->run, ((size_t)v->n + n + 1) * sizeof *all);
	const char **also = arena_alloc(e->run, ((size_t)v->n + n + 1) * sizeof *also);
	for (uint32_t i = 0; i < v->n; i++) {
		all[i] = v->value[i];
		also[i] = v->label[i];
	}
	for (uint32_t i = 0; i < n; i++) {
		all[v->n + i] = arena_copy(e->run, value[i].p, value[i].n);
		also[v->n + i] = label && label[i].n ? arena_copy(e->run, label[i].p, label[i].n) : NULL;
	}
	v->value = all;
	v->label = also;
	v->n += n;
}

const column_values *stage_values(const stage_run *r, const char *layer_name, const char *column_name)
{
	for (uint32_t i = 0; i < r->n_values; i++)
		if (!strcmp(r->values[i].layer, layer_name) && !strcmp(r->values[i].column, column_name))
			return &r->values[i];
	return NULL;
}

/* Not what people coded: that is nobody else's to correct. */
static bool makes_layer(const stage_run *r, const char *layer_name)
{
	for (uint32_t l = 0; l < r->n_layers; l++) {
		const glane_layer *def = &r->def->layers[l];
		if (def->how == GLANE_MAKES && !strcmp(def->name, layer_name) && !layer_of_people(def))
			return true;
	}
	return false;
}

const column_values *engine_values(engine *e, const char *layer_name, const char *column_name)
{
	column_values *all = arena_alloc(e->run, sizeof *all);
	for (uint32_t i = 0; i < e->n_runs; i++) {
		const column_values *v = stage_values(&e->stage_run[i], layer_name, column_name);
		if (!v && makes_layer(&e->stage_run[i], layer_name))
			return NULL;
		uint32_t n = all->n + (v ? v->n : 0);
		const char **value = arena_alloc(e->run, (n + 1) * sizeof *value), **label = arena_alloc(e->run, (n + 1) * sizeof *label);
		for (uint32_t k = 0; k < n; k++) {
			value[k] = k < all->n ? all->value[k] : v->value[k - all->n];
			label[k] = k < all->n ? all->label[k] : v->label[k - all->n];
		}
		*all = (column_values){ .n = n, .value = value, .label = label };
	}
	return all->n ? all : NULL;
}

bool stage_knows(const stage_run *r, const char *layer_name, const char *column_name, glane_sym value)
{
	const column_values *v = stage_values(r, layer_name, column_name);
	for (uint32_t i = 0; v && i < v->n; i++)
		if (!strcmp(v->value[i], sym_text(value)))
			return true;
	return !v;
}

/* ---- The plan -------------------------------------------------------------------------------- */

static void hand_on(glane_plan *p)
{
	if (p->pending)
		p->add(p->user, &p->item);
	p->pending = false;
	p->item.n_values = 0;
}

void host_plan_document(glane_plan *p, const char *name, uint64_t key, uint64_t size,
                        glane_where where)
{
	hand_on(p);
	if (!name || !*name) {
		stage_misuse(p->run, "plan_document() without a name");
		return;
	}
	p->item.name = arena_string(p->in, name);
	p->item.key = key;
	p->item.size = size;
	p->item.where = where;
	p->pending = true;
}

void host_plan_variable(glane_plan *p, const char *name, uint32_t type)
{
	p->variable(p->user, name, type);
}

void host_plan_value(glane_plan *p, const char *name, glane_str value)
{
	if (!p->pending) {
		stage_misuse(p->run, "plan_value() before plan_document()");
		return;
	}
	ARRAY_ROOM(p->in, p->value, p->room, p->item.n_values);
	p->value[p->item.n_values++] = (glane_variable){ arena_string(p->in, name), GLANE_NOMINAL,
		{ arena_copy(p->in, value.p, value.n), value.n } };
	p->item.value = p->value;
}

/* A <read> without `use` has a run of its own for each reader that a file called for. */
stage_run *engine_reader(engine *e, const stage *read, const plugin *p)
{
	stage_run *own = &e->stage_run[read->number];
	if (own->def == p->def)
		return own;
	for (uint32_t i = 0; i < e->n_readers; i++)
		if (e->reader[i]->stage == read && e->reader[i]->def == p->def)
			return e->reader[i];
	stage_run *r = arena_alloc(e->run, sizeof *r);
	stage *s = arena_alloc(e->run, sizeof *s);
	*s = *read;
	s->plugin = p;
	s->config = arena_alloc(e->run, p->def->config_size);
	for (const glane_option *o = p->def->options; o && o->name; o++) {
		const setting *given = stage_setting(read, o->name);
		option_parse(e->run, o, given ? given->value : NULL, e->pipeline->folder, s->config,
		             e->messages, given ? given->at : read->at, p->name);
	}
	run_init(e, r, s, p->def);
	r->stage = (stage *)(uintptr_t)read;
	e->reader = arena_grow(e->run, e->reader, e->n_readers * sizeof *e->reader, sizeof *e->reader);
	e->reader[e->n_readers++] = r;
	return create_one(r) ? r : NULL;
}

bool engine_plan(engine *e, const stage *read, const plugin *with, const glane_file *f, plan_add *add,
                 plan_add_variable *variable, void *user)
{
	stage_run *r = engine_reader(e, read, with);
	if (!r)
		return false;
	glane_plan p = { .engine = e, .run = r, .in = e->run, .add = add, .variable = variable,
	                 .user = user };
	arena_reset(e->files);
	e->n_cached = e->room_cached = 0;
	e->cached = NULL;
	/* It is part of one: messages name it as the study does, and a change is seen. */
	e->reading = (const corpus_file *)(const void *)((const char *)f - offsetof(corpus_file, pub));
	stage_begin(r, PHASE_PLAN);
	int code = stage_end(r, r->def->plan(&r->ctx, f, &p));
	hand_on(&p);
	if (code)
		stage_complain(r);
	e->reading = NULL;
	arena_reset(e->scratch);
	return !code;
}

const char *engine_plan_name(engine *e, const char *name)
{
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		if (!r->def || !r->def->plan_name)
			continue;
		stage_begin(r, PHASE_PLAN);
		const char *now = r->def->plan_name(&r->ctx, name);
		if (stage_end(r, GLANE_OK))
			stage_complain(r);
		else if (now)
			name = arena_string(e->run, now);
	}
	return name;
}

/* ---- Workers --------------------------------------------------------------------------------- */

void engine_at(engine *e, const char *id)
{
	if (e->watched) {
		strncpy(e->watched, id, 63);
		e->watched[63] = 0;
	}
}

bool engine_open(engine *e)
{
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		if (!r->def)
			continue;
		if (r->def->worker_size)
			r->ctx.worker = arena_alloc(e->worker, r->def->worker_size);
		if (!r->def->open)
			continue;
		engine_at(e, r->stage->id);
		stage_begin(r, PHASE_OPEN);
		if (stage_end(r, r->def->open(&r->ctx))) {
			stage_complain(r);
			return false;
		}
		arena_reset(e->scratch);
	}
	for (uint32_t i = 0; i < e->n_readers; i++) {
		stage_run *r = e->reader[i];
		if (r->def->worker_size)
			r->ctx.worker = arena_alloc(e->worker, r->def->worker_size);
		stage_begin(r, PHASE_OPEN);
		if (r->def->open && stage_end(r, r->def->open(&r->ctx))) {
			stage_complain(r);
			return false;
		}
	}
	engine_at(e, "");
	return true;
}

void engine_close(engine *e)
{
	for (uint32_t i = 0; i < e->n_runs + e->n_readers; i++) {
		stage_run *r = i < e->n_runs ? &e->stage_run[i] : e->reader[i - e->n_runs];
		if (r->def && r->def->close)
			r->def->close(&r->ctx);
		r->ctx.worker = NULL;
	}
	arena_reset(e->worker);
}

void engine_watch(engine *e, char *shared)
{
	e->watched = shared;
}

void engine_cancel_flag(engine *e, const volatile int *flag)
{
	e->cancel = flag;
}
