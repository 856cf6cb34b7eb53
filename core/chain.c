/* chain.c - all stages on one document: read, filters, steps, writers; then, all or nothing, into the
 * state and its store. */
#include <config.h>
#include "engine_private.h"
#include "profile.h"
#include <string.h>

/* What becomes of the document when a stage returned `code`. */
static int failed(engine *e, stage_run *r, int code, const planned *p, skip *why)
{
	place at;
	if (code != GLANE_EINPUT || r->stage->on_error == ON_ERROR_STOP) {
		stage_complain(r);
		return CHAIN_FAILED;
	}
	const char *where = stage_where(r, e->document, &at);
	*why = (skip){ .document = p->number, .name = sym_text(p->pub.name), .stage = r->stage->id,
	               .kind = "input", .reason = r->reason, .said = r->said, .where = where };
	return CHAIN_SKIPPED;
}

static int read_document(engine *e, stage_run *r, const planned *p)
{
	if (e->reading != p->file) {	/* another file: the former one may go */
		arena_reset(e->files);
		e->cached = NULL;
		e->n_cached = e->room_cached = 0;
		e->reading = p->file;
	}
	int64_t since = profile_clock();
	stage_begin(r, PHASE_READ);
	int code = stage_end(r, r->def->read(&r->ctx, &p->pub, e->draft));
	profile_add(p->read->number, PROFILE_DOCUMENTS, since);
	return code;
}

static int edit_document(engine *e, stage_run *r)
{
	const glane_doc *view = draft_view(e->draft);
	if (!condition_holds(&r->stage->when, view->n_variables, view->variable))
		return GLANE_OK;
	engine_at(e, r->stage->id);
	int64_t since = profile_clock();
	stage_begin(r, PHASE_EDIT);
	int code = stage_end(r, r->def->edit(&r->ctx, e->draft));
	if (!code)
		draft_apply(e->draft);
	profile_add(r->stage->number, PROFILE_DOCUMENTS, since);
	return code;
}

static bool in_list(const char *list, const char *name)
{
	glane_str rest = str_of(list), part;
	while (text_name(&rest, &part))
		if (str_equal(part, str_of(name)))
			return true;
	return false;
}

bool stage_wants(const stage_run *r, const document *d)
{
	const char *languages = r->def ? r->def->languages : NULL;
	const char *lang = languages ? document_variable(d, "lang") : NULL;
	return condition_holds(&r->stage->when, d->n_variables, d->variable) &&
	       (!languages || (lang && in_list(languages, lang)));
}

/* A document in a language that the study hasn't: set aside, not counted under a wrong one. */
static bool foreign(engine *e, const document *d, skip *why)
{
	const pipeline *p = e->pipeline;
	const char *lang = document_variable(d, "lang"), *said[2];
	if (!lang || !p->n_languages)
		return false;
	for (uint32_t i = 0; i < p->n_languages; i++)
		if (!strcmp(p->language[i], lang))
			return false;
	for (int i = 0; i < 2; i++)
		said[i] = arena_print(e->document, language_say(i ? p->report_language : NULL, NULL,
			N_("its language is \"%s\", which languages=\"…\" of the pipeline doesn't name: add it there "
			   "to have the document counted; if this is not its language, give it the right "
			   "one as lang in its metadata")), lang);
	*why = (skip){ .document = d->number, .name = sym_text(d->pub.name), .stage = "",
	               .kind = "language", .reason = said[1], .said = said[0], .where = d->file };
	return true;
}

/* The layers a stage needs, as doc->layer shows them. */
static void view_needed(stage_run *r, document *d)
{
	engine *e = r->engine;
	document_view_all(d);
	glane_layer_data *shown = arena_alloc(e->document, (d->n_layers + 1) * sizeof *shown);
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->pub.n_layers; i++) {
		const char *name = d->pub.layer[i].name;
		size_t k = strlen(name);
		bool needed = r->stage->unit && !strcmp(r->stage->unit, name);
		for (uint32_t j = 0; j < r->n_needs && !needed; j++) {
			const char *what = r->def->needs[j].what;
			needed = !strncmp(what, name, k) && (!what[k] || what[k] == '.' || what[k] == '?');
		}
		if (needed)
			shown[n++] = d->pub.layer[i];
	}
	d->pub.layer = shown;
	d->pub.n_layers = n;
}

/* Layers that a stage declares to make and didn't seal are empty; columns it adds are missing. */
static void settle_layers(stage_run *r, document *d)
{
	for (uint32_t i = 0; i < r->n_layers; i++) {
		const glane_layer *def = &r->def->layers[i];
		bool adds = def->how == GLANE_ADDS || def->how == GLANE_REPLACES;
		if (def->how == GLANE_LABELS || def->how == GLANE_MAY_MAKE || r->filling[i].sealed)
			continue;
		layer *l = adds ? document_layer(d, def->name) : document_add_layer(d, def->name);
		for (uint32_t c = 0; l && def->columns && def->columns[c].name; c++) {
			const glane_column *k = &def->columns[c];
			column *has = document_add_column(d, l, k->name, k->type, k->unit, k->label);
			if (!has->array)
				has->array = column_array_new(d->arena, k->type, l->n);
		}
	}
}

static bool makes_turns(const stage_run *r)
{
	for (uint32_t i = 0; i < r->n_layers; i++)
		if (r->def->layers[i].how == GLANE_MAKES && !strcmp(r->def->layers[i].name, "turn"))
			return true;
	return false;
}

int stage_process(engine *e, stage_run *r, document *d)
{
	bool turns = makes_turns(r);
	int64_t since = profile_clock();
	engine_at(e, r->stage->id);
	stage_begin(r, PHASE_PROCESS);
	if (turns)
		document_expect_speakers(d, true);
	input_make(r, d);
	view_needed(r, d);
	document_judge(d, &e->pipeline->quotable);
	e->state = e->delta;
	r->ctx.state = e->delta_state->own[r->stage->number];
	int code = stage_end(r, r->def->process(&r->ctx, &d->pub));
	for (uint32_t t = 0; !code && t < r->n_tables; t++)
		if (r->delta[t] && r->delta[t]->misuse) {
			stage_misuse(r, r->delta[t]->misuse);
			code = r->failed;
		}
	e->state = NULL;
	settle_layers(r, d);
	if (turns) {
		document_expect_speakers(d, false);
		corrections_turns(d);
	}
	profile_add(r->stage->number, PROFILE_DOCUMENTS, since);
	return code;
}

static int write_document(engine *e, stage_run *r, document *d, glane_io *out)
{
	int64_t since = profile_clock();
	engine_at(e, r->stage->id);
	document_view_all(d);
	document_judge(d, &e->pipeline->quotable);
	stage_begin(r, PHASE_DOCUMENT);
	input_make(r, d);
	int code = stage_end(r, r->def->document(&r->ctx, &d->pub, out));
	profile_add(r->stage->number, PROFILE_DOCUMENTS, since);
	return code;
}

/* The steps in order. */
static int run_steps(engine *e, document *d, const planned *p, skip *why)
{
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		int code;
		if (!r->def || !r->def->process)
			continue;
		if (!stage_wants(r, d)) {
			stage_begin(r, PHASE_NONE);
			continue;
		}
		if ((code = stage_process(e, r, d)) != GLANE_OK) {
			if (code != GLANE_EINPUT || r->stage->on_error != ON_ERROR_KEEP)
				return failed(e, r, code, p, why);
			delta_forget(e, r);	/* kept, without what this stage would have said */
		} else if (r->stage->late)
			delta_forget(e, r);	/* it counts in late_count() */
		if (r->n_variables && foreign(e, d, why))
			return CHAIN_SKIPPED;
	}
	corrections_finish(d);
	return CHAIN_DONE;
}

/* What writers say of the document, one stream a writer; the store gets them when all went well. */
static int run_writers(engine *e, document *d, const planned *p, glane_io *stream, skip *why)
{
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		if (!r->def || !r->def->document ||
		    !condition_holds(&r->stage->when, d->n_variables, d->variable))
			continue;
		int code = write_document(e, r, d, &stream[i]);
		if (code)
			return failed(e, r, code, p, why);
	}
	return CHAIN_DONE;
}

static bool store_result(engine *e, document *d, state *into, const glane_io *stream)
{
	store *s = into->store;
	int64_t since = profile_clock();
	bool ok = store_add_document(s, d, e->n_kept, e->kept);
	for (uint32_t i = 0; ok && i < e->n_runs; i++)
		if (stream[i].n)
			ok = store_add_stream(s, i, d->number, stream[i].p, stream[i].n);
	if (e->inputs_in != s) {
		e->inputs_in = s;
		e->n_inputs_in = 0;
	}
	for (; ok && e->n_inputs_in < e->n_inputs; e->n_inputs_in++) {
		const cached_file *f = &e->input[e->n_inputs_in];
		ok = store_add_input(s, &(input_file){ f->path, f->sha256, f->bytes.n });
	}
	if (!ok)
		message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(s));
	profile_add(PROFILE_STORE, PROFILE_DOCUMENTS, since);
	return ok;
}

/* Reader and filters: the text is settled. */
static int make_document(engine *e, const planned *p, document **out, skip *why)
{
	stage_run *r = p->file->reader ? engine_reader(e, p->read, p->file->reader) :
	                                 &e->stage_run[p->read->number];
	const char *error;
	int code;
	engine_at(e, r->stage->id);
	e->draft = draft_new(e->document, e->corpus, p);
	e->doc = &e->draft->doc;
	if ((code = read_document(e, r, p)) != GLANE_OK)
		return failed(e, r, code, p, why);
	if (e->draft->misuse) {
		stage_misuse(r, e->draft->misuse);
		return failed(e, r, r->failed, p, why);
	}
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *f = &e->stage_run[i];
		if (f->def && f->def->edit && (code = edit_document(e, f)) != GLANE_OK)
			return failed(e, f, code, p, why);
	}
	*out = draft_seal(e->draft, &error);
	e->draft = NULL;
	e->doc = *out;
	if (!*out) {
		const char *where = arena_string(e->document, p->file->name);
		*why = (skip){ .document = p->number, .name = sym_text(p->pub.name), .stage = r->stage->id,
		               .kind = "input", .reason = error, .where = where };
		return CHAIN_SKIPPED;
	}
	if (e->pipeline->n_languages == 1 && !document_variable(*out, "lang") && !engine_sets(e, "lang"))
		document_set_variable(*out, "lang", GLANE_NOMINAL, str_of(e->pipeline->language[0]));
	return foreign(e, *out, why) ? CHAIN_SKIPPED : CHAIN_DONE;
}

bool engine_sets(const engine *e, const char *variable)
{
	for (uint32_t i = 0; i < e->n_runs; i++)
		for (uint32_t v = 0; v < e->stage_run[i].n_variables; v++)
			if (!strcmp(e->stage_run[i].def->variables[v].name, variable))
				return true;
	return false;
}

int engine_process(engine *e, const planned *p, state *into, skip *why)
{
	document *d = NULL;
	arena_reset(e->document);
	delta_begin(e);
	glane_io *stream = arena_alloc(e->document, (e->n_runs + 1) * sizeof *stream);
	int result = make_document(e, p, &d, why);
	if (result == CHAIN_DONE)
		result = run_steps(e, d, p, why);
	if (result == CHAIN_DONE)
		result = run_writers(e, d, p, stream, why);
	if (result == CHAIN_DONE && (!store_result(e, d, into, stream) || !delta_merge(e, into)))
		result = CHAIN_FAILED;
	for (uint32_t i = 0; i < e->n_runs; i++)
		io_close(&stream[i]);
	e->doc = NULL;
	engine_at(e, "");
	return result;
}
