/* merge.c - state files put together: those of a run's workers, and those of shards. */
#include <config.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include "language.h"
#include "sym.h"
#include "worker.h"

/* ---- What the study knows of its variables, for a machine without the corpus ------------------- */

static const char variables_key[] = "variables";

static bool put_variables(store *s, const corpus *c)
{
	json_t *all = json_array();
	for (uint32_t i = 0; i < c->n_variables; i++) {
		const variable_def *v = &c->variable[i];
		json_array_append_new(all, json_pack("{s:s, s:i, s:s?, s:s?, s:b, s:b, s:b, s:b, s:s?, s:i, s:i}",
			"name", v->name, "type", (int)v->type, "label_fr", v->label_fr,
			"label_en", v->label_en, "identifying", (int)v->identifying,
			"of_document", (int)v->of_document, "declared", (int)v->declared,
			"occurs", (int)v->occurs, "file", v->at.file ? path_name(v->at.file) : NULL,
			"line", (int)v->at.line, "column", (int)v->at.column));
	}
	char *text = json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
	bool ok = text && store_set_text(s, variables_key, text);
	free(text);
	json_decref(all);
	return ok;
}

static const char *get_text(arena *in, const json_t *v, const char *name)
{
	const char *text = json_string_value(json_object_get(v, name));
	return text ? arena_string(in, text) : NULL;
}

static uint32_t get_number(const json_t *v, const char *name)
{
	return (uint32_t)json_integer_value(json_object_get(v, name));
}

static bool get_truth(const json_t *v, const char *name)
{
	return json_is_true(json_object_get(v, name));
}

/* Modalities come from values.csv; those of a variable lie together. */
static void find_modalities(const corpus *c, variable_def *v)
{
	while (v->first_modality < c->n_modalities &&
	       strcmp(c->modality[v->first_modality].variable, v->name))
		v->first_modality++;
	for (uint32_t i = v->first_modality; i < c->n_modalities; i++)
		if (!strcmp(c->modality[i].variable, v->name))
			v->n_modalities++;
}

static void get_variables(store *s, arena *in, corpus *c)
{
	const char *text = store_text(s, in, variables_key);
	json_t *all = text ? json_loads(text, 0, NULL) : NULL, *v;
	size_t i;
	if (json_is_array(all)) {
		c->n_variables = 0;
		c->variable = arena_alloc(in, (json_array_size(all) + 1) * sizeof *c->variable);
	}
	json_array_foreach(all, i, v) {
		variable_def d = { .name = get_text(in, v, "name"), .type = get_number(v, "type"),
			.label_fr = get_text(in, v, "label_fr"), .label_en = get_text(in, v, "label_en"),
			.identifying = get_truth(v, "identifying"),
			.of_document = get_truth(v, "of_document"), .declared = get_truth(v, "declared"),
			.occurs = get_truth(v, "occurs"),
			.at = { get_text(in, v, "file"), get_number(v, "line"), get_number(v, "column") } };
		if (!d.name)
			continue;
		find_modalities(c, &d);
		c->variable[c->n_variables++] = d;
	}
	json_decref(all);
}

/* ---- Gathering --------------------------------------------------------------------------------- */

typedef struct {
	const gathering *g;
	store **source;
	uint32_t *n_held;		/* documents of each source */
	uint32_t *holder;		/* by number: the source that has the document + 1; 0: none */
	skip **skipped;			/* by number */
} collection;

static bool say(const store *s)
{
	say_store_error(s);
	return false;
}

static bool open_sources(collection *c)
{
	const gathering *g = c->g;
	const corpus *k = g->corpus;
	c->source = arena_alloc(g->arena, (g->n_sources + 1) * sizeof *c->source);
	c->n_held = arena_alloc(g->arena, (g->n_sources + 1) * sizeof *c->n_held);
	c->holder = arena_alloc(g->arena, (k->n_documents + 1) * sizeof *c->holder);
	c->skipped = arena_alloc(g->arena, (k->n_documents + 1) * sizeof *c->skipped);
	for (uint32_t i = 0; i < g->n_sources; i++) {
		uint32_t *number, n_skips;
		store *s = c->source[i] = store_open(g->source[i], g->own);
		if (!s)
			return say(s);
		c->n_held[i] = store_documents(s, g->arena, &number);
		for (uint32_t j = 0; j < c->n_held[i]; j++) {
			if (number[j] >= k->n_documents)
				continue;
			uint32_t *h = &c->holder[number[j]];
			if (*h) {
				message_now(MESSAGE_ERROR, NOWHERE,
				            _("%s and %s both hold document %s: leave one of them out"),
				            g->source[*h - 1], g->source[i],
				            sym_text(k->document[number[j]].pub.name));
				return false;
			}
			*h = i + 1;
		}
		skip *list = store_skips(s, g->arena, &n_skips);
		if (!list)
			return say(s);
		for (uint32_t j = 0; j < n_skips; j++)
			if (list[j].document < k->n_documents)
				c->skipped[list[j].document] = &list[j];
	}
	return true;
}

static bool copy_documents(const collection *c, store *into)
{
	const gathering *g = c->g;
	for (uint32_t i = 0; i < g->n; i++) {
		uint32_t number = g->document[i];
		if (c->holder[number]) {
			if (!store_copy_document(into, c->source[c->holder[number] - 1], number))
				return say(into);
		} else if (!c->skipped[number]) {
			message_now(MESSAGE_ERROR, NOWHERE,
			            _("document %s is in none of the state files: run the study again"),
			            sym_text(g->corpus->document[number].pub.name));
			return false;
		}
	}
	for (uint32_t i = 0; i < g->n; i++) {
		const skip *k = c->skipped[g->document[i]];
		if (k && !c->holder[g->document[i]] && !store_add_skip(into, k))
			return say(into);
	}
	return true;
}

static int by_path(const void *a, const void *b)
{
	const input_file *x = a, *y = b;
	int r = strcmp(x->path, y->path);
	return r ? r : strcmp(x->sha256, y->sha256);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_alias(const gathering *g, const char *path)
{
	const run_inputs *n = &g->inputs;
	return n->n_aliases && bsearch(&path, n->alias, n->n_aliases, sizeof *n->alias, by_text);
}

/* All inputs in order of path, whoever has read them, each under one name. */
static bool copy_inputs(const collection *c, store *into)
{
	const gathering *g = c->g;
	uint32_t n = 0, room = 0;
	input_file *all = NULL;
	for (uint32_t i = 0; i <= g->n_sources; i++) {
		uint32_t k = g->inputs.n;
		const input_file *f = i < g->n_sources ? store_inputs(c->source[i], g->arena, &k) : g->inputs.file;
		for (uint32_t j = 0; f && j < k; j++) {
			if (i < g->n_sources && is_alias(g, f[j].path))
				continue;
			ARRAY_ROOM(g->arena, all, room, n);
			all[n++] = f[j];
		}
	}
	if (n)
		qsort(all, n, sizeof *all, by_path);
	for (uint32_t i = 0; i < n; i++)
		if (!store_add_input(into, &all[i]))
			return say(into);
	return true;
}

/* A source without documents may be one of set-aside documents alone, which has no states. */
static bool load_states(const collection *c, state *into)
{
	for (uint32_t i = 0; i < c->g->n_sources; i++)
		if (c->n_held[i] && !state_load(into, c->source[i]))
			return false;
	return true;
}

bool gather(const gathering *g, const char *path, store **s, state **st)
{
	collection c = { .g = g };
	*st = NULL;
	*s = store_create(path);
	bool ok = *s && store_set_identity(*s, &g->identity) && store_set_plan(*s, g->corpus) &&
	          put_variables(*s, g->corpus);
	if (!ok)
		say(*s);
	ok = ok && open_sources(&c) && copy_documents(&c, *s) && copy_inputs(&c, *s);
	if (ok) {
		engine_set_evidence_max(g->engine, g->identity.evidence_max);
		*st = state_new(g->engine, *s);
		ok = load_states(&c, *st);
	}
	for (uint32_t i = 0; c.source && i < g->n_sources; i++)
		store_close(c.source[i]);
	if (ok)
		return true;
	state_free(*st);
	store_close(*s);
	*st = NULL;
	*s = NULL;
	return false;
}

/* ---- merge ------------------------------------------------------------------------------------- */

typedef struct { uint32_t shard, shards, evidence_max; const char *path; } part;

static int by_shard(const void *a, const void *b)
{
	const part *x = a, *y = b;
	return (x->shard > y->shard) - (x->shard < y->shard);
}

/* "3/16, 7/16" */
static const char *missing_shards(arena *in, uint32_t n, const part *p)
{
	const char *text = "";
	uint32_t at = 0, many = 0;
	for (uint32_t k = 1; k <= p->shards; k++) {
		while (at < n && p[at].shard < k)
			at++;
		if (at < n && p[at].shard == k)
			continue;
		if (many++ < 20)
			text = arena_print(in, "%s%s%u/%u", text, *text ? ", " : "", k, p->shards);
	}
	return many > 20 ? arena_print(in, "%s, …", text) : text;
}

static bool check_parts(arena *in, uint32_t n, part *p)
{
	bool ok = true;
	for (uint32_t i = 1; i < n; i++)
		if (p[i].shards != p[0].shards) {
			message_now(MESSAGE_ERROR, NOWHERE, _("%s is shard %u/%u, but %s is shard %u/%u"),
			            p[i].path, p[i].shard, p[i].shards, p[0].path, p[0].shard, p[0].shards);
			return false;
		}
	qsort(p, n, sizeof *p, by_shard);
	for (uint32_t i = 1; i < n; i++)
		if (p[i].shard == p[i - 1].shard) {
			message_now(MESSAGE_ERROR, NOWHERE, _("%s and %s are both shard %u/%u: leave one of them out"),
			            p[i - 1].path, p[i].path, p[i].shard, p[i].shards);
			ok = false;
		}
	const char *missing = missing_shards(in, n, p);
	if (*missing) {
		message_now(MESSAGE_ERROR, NOWHERE, _("parts of the study are missing: %s"), missing);
		ok = false;
	}
	return ok;
}

/* Reads whose parts the files are; all must be of one run of this pipeline. */
static bool read_parts(arena *in, engine *e, uint32_t n, const char *const *file, part *p,
                       run_identity *whole)
{
	bool ok = true;
	for (uint32_t i = 0; i < n; i++) {
		run_identity then;
		store *s = store_open(file[i], false);
		if (!s || !store_get_identity(s, in, &then)) {
			ok = say(s);
			store_close(s);
			continue;
		}
		store_close(s);
		if (!i)
			*whole = (run_identity){ pipeline_identity(engine_pipeline(e)), then.inputs, 0, 0,
			                         then.evidence_max };
		p[i] = (part){ then.shard, then.shards, then.evidence_max, file[i] };
		whole->shards = then.shards;
		ok = (!whole->inputs || identity_same(whole, &then, file[i])) && ok;
	}
	return ok && check_parts(in, n, p);
}

/* The plan as the parts know it takes the place of the corpus. */
static bool read_plan(arena *in, engine *e, const char *file)
{
	corpus *c = engine_corpus(e);
	const pipeline *p = engine_pipeline(e);
	store *s = store_open(file, false);
	plan_row *row = s ? store_plan(s, in, &c->n_documents) : NULL;
	if (!row) {
		say(s);
		store_close(s);
		return false;
	}
	c->document = arena_alloc(in, (c->n_documents + 1) * sizeof *c->document);
	for (uint32_t i = 0; i < c->n_documents; i++) {
		planned *d = &c->document[i];
		d->number = row[i].number;
		d->size = row[i].size;
		d->pub.name = sym_of(row[i].name);
		d->read = pipeline_stage(p, row[i].source ? row[i].source : "");
	}
	get_variables(s, in, c);
	corpus_rename(c, e);
	store_close(s);
	return true;
}

/* Each part is a file, and there may be thousands. */
static void allow_many_files(void)
{
	struct rlimit r;
	if (!getrlimit(RLIMIT_NOFILE, &r)) {
		r.rlim_cur = r.rlim_max;
		setrlimit(RLIMIT_NOFILE, &r);
	}
}

int run_merge(engine *e, uint32_t n, const char *const *file, const run_options *options)
{
	arena *in = arena_new();
	gathering g = { .arena = in, .engine = e, .n_sources = n };
	part *p = arena_alloc(in, (n + 1) * sizeof *p);
	run_options o = *options;
	int status = STATUS_FAILED;
	allow_many_files();
	if (!read_parts(in, e, n, file, p, &g.identity) || !read_plan(in, e, p[0].path)) {
		arena_free(in);
		return status;
	}
	g.corpus = engine_corpus(e);
	g.identity.shard = g.identity.shards = 1;
	g.n = g.corpus->n_documents;
	g.document = arena_alloc(in, (g.n + 1) * sizeof *g.document);
	for (uint32_t i = 0; i < g.n; i++)
		g.document[i] = i;
	g.source = arena_alloc(in, (n + 1) * sizeof *g.source);
	for (uint32_t i = 0; i < n; i++)
		g.source[i] = p[i].path;
	output *out = output_begin(in, o.out);
	if (out)
		status = finish_run(&g, out, &o);
	arena_free(in);
	return status;
}
