/* report.c - all reports in pipeline order, then the writers. */
#include <config.h>
#include "engine_private.h"
#include "profile.h"
#include <errno.h>
#include <string.h>

void engine_add_table(engine *e, table *t)
{
	ARRAY_ROOM(e->run, e->table, e->room_tables, e->n_tables);
	e->table[e->n_tables++] = t;
	const glane_grid **grid = arena_alloc(e->run, (e->n_tables + 1) * sizeof *grid);
	for (uint32_t i = 0; i < e->n_tables; i++)
		grid[i] = &e->table[i]->grid;
	e->grid = grid;
}

static void finish_tables(engine *e, stage_run *r)
{
	const char *language = e->study.language, *domain = r->def->domain;
	for (uint32_t i = 0; i < r->n_tables; i++) {
		const glane_table *def = &r->def->tables[i];
		if (r->whole[i]) {
			table **t;
			if (!r->rows[i])
				r->rows[i] = counted_rows(e->run, r->whole[i], e->corpus, r->stage);
			uint32_t n = counted_tables(e->run, r->whole[i], r->rows[i], e->corpus, r->stage, language,
			                            domain, &t);
			for (uint32_t k = 0; k < n; k++)
				engine_add_table(e, t[k]);
			continue;
		}
		/* A table without rows is a table: it says that nothing was found. */
		if (!r->draft[i])
			r->draft[i] = table_begin(e->run, e->corpus, r->stage, r->stage->id, def, 0,
			                          r->stage->n_by ? r->stage->by[0].text : "");
		engine_add_table(e, table_finish(r->draft[i], language, domain));
	}
}

static bool report_stage(engine *e, stage_run *r, state *s)
{
	uint32_t number = r->stage->number;
	int64_t since = profile_clock();
	int code = GLANE_OK;
	if (r->stage->late && !late_count(e, r, s))
		return false;
	for (uint32_t t = 0; t < r->n_tables; t++)
		r->whole[t] = s->counts[number][t];
	if (r->def->report) {
		engine_at(e, r->stage->id);
		stage_begin(r, PHASE_REPORT);
		input_report(r);
		r->ctx.state = s->own[number];
		code = stage_end(r, r->def->report(&r->ctx));
		e->doc = NULL;
		arena_reset(e->scratch);
		arena_reset(e->document);
	}
	if (code) {
		stage_complain(r);
		if (code != GLANE_EINPUT || r->stage->on_error != ON_ERROR_KEEP)
			return false;
		memset(r->draft, 0, (r->n_tables + 1) * sizeof *r->draft);
	}
	finish_tables(e, r);
	profile_add(number, PROFILE_REPORT, since);
	return true;
}

bool engine_report(engine *e, state *s)
{
	pipeline *p = e->pipeline;
	e->whole = s;
	e->n_documents = store_documents(s->store, e->run, &e->number);
	e->study = (glane_study){ p->title ? p->title : path_stem(e->run, p->path), p->study ? p->study : "",
		p->report_language ? p->report_language : "en", p->audience ? p->audience : "team", 0, path_name(p->path),
		pipeline_shown(e->run, p) };
	if (!strcmp(e->study.audience, "public"))
		e->study.min_speakers = p->min_speakers;
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		if (r->def && (r->def->report || r->n_tables) && !report_stage(e, r, s))
			return false;
	}
	engine_at(e, "");
	if (!report_core_tables(e))
		return false;
	if (!strcmp(e->study.audience, "public"))
		report_gate(e);
	return true;
}

const table *const *engine_tables(const engine *e, uint32_t *n)
{
	*n = e->n_tables;
	return (const table *const *)e->table;
}

/* ---- Writers ------------------------------------------------------------------------------------- */

int close_outputs(stage_run *r, uint32_t from)
{
	engine *e = r->engine;
	for (uint32_t i = from; i < e->n_outputs; i++) {
		open_output *o = e->output[i];
		bool file = o->io.file != NULL;
		if (!io_close(&o->io) && file && !r->failed)
			r->ctx.host->fail(&r->ctx, GLANE_EIO, glane_here(), N_("cannot write %s: %s"), o->path,
			                  message_reason(o->io.error ? o->io.error : EIO));
	}
	return r->failed;
}

static int render_stage(engine *e, stage_run *r)
{
	uint32_t from = e->n_outputs;
	int64_t since = profile_clock();
	engine_at(e, r->stage->id);
	stage_begin(r, PHASE_RENDER);
	input_report(r);
	int code = GLANE_OK;
	if (r->def->render)
		code = r->def->render(&r->ctx);
	else
		host_stream(&r->ctx, host_output(&r->ctx, r->ctx.to));
	int closed = close_outputs(r, from);
	code = stage_end(r, code ? code : closed);
	profile_add(r->stage->number, PROFILE_REPORT, since);
	e->doc = NULL;
	arena_reset(e->scratch);
	arena_reset(e->document);
	return code;
}

bool engine_render(engine *e, state *s, const char *folder)
{
	e->whole = s;
	e->folder = folder;
	for (uint32_t i = 0; i < e->n_runs; i++) {
		stage_run *r = &e->stage_run[i];
		if (!r->def || (!r->def->render && !r->def->document))
			continue;
		if (render_stage(e, r)) {
			stage_complain(r);
			return false;
		}
	}
	engine_at(e, "");
	return true;
}
