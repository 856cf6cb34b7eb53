/* state.c - what the analyses have counted: of one document, of a worker, of the whole; merged, saved,
 * loaded. */
#include <config.h>
#include "engine_private.h"
#include <string.h>

static void make_counts(engine *e, arena *in, counts **of, const stage_run *r)
{
	for (uint32_t t = 0; t < r->n_tables; t++)
		of[t] = r->def->tables[t].how & GLANE_COUNTED ?
			counts_new(in, &r->def->tables[t], e->evidence_max) : NULL;
}

static state *state_in(engine *e, arena *in, store *s)
{
	state *out = arena_alloc(in, sizeof *out);
	out->arena = in;
	out->engine = e;
	out->store = s;
	out->counts = arena_alloc(in, (e->n_runs + 1) * sizeof *out->counts);
	out->own = arena_alloc(in, (e->n_runs + 1) * sizeof *out->own);
	for (uint32_t i = 0; i < e->n_runs; i++) {
		const stage_run *r = &e->stage_run[i];
		out->counts[i] = arena_alloc(in, (r->n_tables + 1) * sizeof **out->counts);
		make_counts(e, in, out->counts[i], r);
		if (r->def && r->def->state_size)
			out->own[i] = arena_alloc(in, r->def->state_size);
	}
	return out;
}

state *state_new(engine *e, store *s)
{
	return state_in(e, arena_new(), s);
}

void state_free(state *s)
{
	if (s)
		arena_free(s->arena);
}

store *state_store(const state *s)
{
	return s->store;
}

void delta_begin(engine *e)
{
	arena_reset(e->delta);
	e->delta_state = state_in(e, e->delta, NULL);
	for (uint32_t i = 0; i < e->n_runs; i++)
		for (uint32_t t = 0; t < e->stage_run[i].n_tables; t++)
			e->stage_run[i].delta[t] = e->delta_state->counts[i][t];
}

void delta_forget(engine *e, stage_run *r)
{
	uint32_t i = r->stage->number;
	make_counts(e, e->delta, e->delta_state->counts[i], r);
	for (uint32_t t = 0; t < r->n_tables; t++)
		r->delta[t] = e->delta_state->counts[i][t];
	if (r->def->state_size)
		e->delta_state->own[i] = arena_alloc(e->delta, r->def->state_size);
}

static bool merge_own(stage_run *r, state *into, const state *from)
{
	engine *e = r->engine;
	uint32_t i = r->stage->number;
	if (!into->own[i] || !r->def->merge)
		return true;
	e->state = into->arena;
	r->ctx.state = into->own[i];
	stage_begin(r, PHASE_MERGE);
	int code = stage_end(r, r->def->merge(&r->ctx, from->own[i]));
	e->state = NULL;
	arena_reset(e->scratch);
	if (code)
		stage_complain(r);
	return !code;
}

static bool merge_stage(stage_run *r, state *into, const state *from)
{
	uint32_t i = r->stage->number;
	for (uint32_t t = 0; t < r->n_tables; t++)
		if (into->counts[i][t])
			counts_merge(into->counts[i][t], from->counts[i][t]);
	return merge_own(r, into, from);
}

bool state_merge(state *into, const state *from)
{
	engine *e = into->engine;
	for (uint32_t i = 0; i < e->n_runs; i++)
		if (!merge_stage(&e->stage_run[i], into, from))
			return false;
	return true;
}

bool delta_merge(engine *e, state *into)
{
	return state_merge(into, e->delta_state);
}

bool delta_merge_stage(engine *e, stage_run *r, state *into)
{
	return merge_stage(r, into, e->delta_state);
}

/* ---- Saving and loading ------------------------------------------------------------------------ */

static bool save_own(stage_run *r, state *s, glane_io *io)
{
	engine *e = r->engine;
	io_put_int(io, r->def->state_version);
	r->ctx.state = s->own[r->stage->number];
	stage_begin(r, PHASE_SAVE);
	int code = stage_end(r, r->def->save(&r->ctx, io));
	arena_reset(e->scratch);
	if (code)
		stage_complain(r);
	return !code && !io->bad;
}

static bool put(state *s, const char *name, glane_io *io)
{
	bool ok = store_set_state(s->store, name, io->p, io->n);
	if (!ok)
		message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(s->store));
	return ok;
}

static const char *counts_name(char room[32], uint32_t stage_number, uint32_t t)
{
	snprintf(room, 32, "%u.counts.%u", stage_number, t);
	return room;
}

bool state_save(state *s)
{
	engine *e = s->engine;
	bool ok = true;
	char name[32];
	for (uint32_t i = 0; ok && i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		for (uint32_t t = 0; ok && t < r->n_tables; t++) {
			glane_io io;
			if (!s->counts[i][t])
				continue;
			io_open_memory(&io);
			counts_save(s->counts[i][t], &io);
			ok = put(s, counts_name(name, i, t), &io);
			io_close(&io);
		}
		if (ok && s->own[i] && r->def->save) {
			glane_io io;
			io_open_memory(&io);
			snprintf(name, sizeof name, "%u.own", i);
			ok = save_own(r, s, &io) && put(s, name, &io);
			io_close(&io);
		}
	}
	if (ok && !store_commit(s->store)) {
		message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(s->store));
		ok = false;
	}
	return ok;
}

static bool damaged(const store *from, const char *stage_id)
{
	const char *why = store_error(from);
	if (why && *why)
		message_now(MESSAGE_ERROR, NOWHERE, "%s", why);
	else
		message_now(MESSAGE_ERROR, (place){ store_path(from), 0, 0 },
		            _("the state of stage %s is damaged: make this part of the run again"), stage_id);
	return false;
}

static bool load_own(stage_run *r, state *into, glane_bytes b, const store *from)
{
	engine *e = r->engine;
	glane_io io;
	io_open_bytes(&io, b.p, b.n);
	int64_t version = io_get_int(&io);
	if (io.bad || version != r->def->state_version) {
		message_now(MESSAGE_ERROR, (place){ store_path(from), 0, 0 },
		            _("%s: the state was saved as version %lld, this plugin reads version %u"),
		            r->stage->id, (long long)version, r->def->state_version);
		return false;
	}
	e->state = into->arena;
	r->ctx.state = into->own[r->stage->number];
	stage_begin(r, PHASE_LOAD);
	int code = stage_end(r, r->def->load(&r->ctx, &io));
	e->state = NULL;
	arena_reset(e->scratch);
	if (code)
		stage_complain(r);
	return !code && ((!io.bad && io.at == io.n) || damaged(from, r->stage->id));
}

bool state_load(state *s, store *from)
{
	engine *e = s->engine;
	arena *in = arena_new();
	state *part = state_in(e, in, NULL);
	bool ok = true;
	char name[32];
	for (uint32_t i = 0; ok && i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		for (uint32_t t = 0; ok && t < r->n_tables; t++) {
			glane_bytes b;
			glane_io io;
			if (!part->counts[i][t])
				continue;
			if (!store_state(from, counts_name(name, i, t), in, &b)) {
				ok = damaged(from, r->stage->id);
				break;
			}
			io_open_bytes(&io, b.p, b.n);
			ok = counts_load(part->counts[i][t], &io) || damaged(from, r->stage->id);
		}
		if (ok && part->own[i] && r->def->load) {
			glane_bytes b;
			snprintf(name, sizeof name, "%u.own", i);
			ok = store_state(from, name, in, &b) ? load_own(r, part, b, from) :
			                                       damaged(from, r->stage->id);
		}
	}
	ok = ok && state_merge(s, part);
	arena_free(in);
	return ok;
}
