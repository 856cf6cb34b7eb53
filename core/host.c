/* host.c - the table of functions that plugins call: what may be called anywhere. */
#include <config.h>
#include "engine_private.h"
#include <errno.h>
#include <stdarg.h>
#include <string.h>

/* ---- Callbacks and their failures ------------------------------------------------------------ */

enum { SAID_MOST = 100 };		/* messages of one create() or plan() */

void stage_begin(stage_run *r, int phase)
{
	r->phase = phase;
	r->failed = GLANE_OK;
	r->n_said = 0;
	r->said = r->reason = NULL;
	r->at = glane_here();
	r->at_option = r->at_file = NULL;
	for (uint32_t i = 0; i < r->n_layers; i++)
		r->filling[i] = (filling){ 0 };
}

/* Messages must outlive the document they speak of, by a little: they lie with the run's other text. */
static void note_failure(stage_run *r, int code, glane_place at, const char *format, va_list args)
{
	engine *e = r->engine;
	const char *language = e->pipeline->report_language;
	const char *domain = r->def ? r->def->domain : NULL;
	char room[1024];
	va_list again;
	if (r->failed)
		return;	/* the first failure is the cause, the others follow from it */
	r->failed = code;
	r->at = at;
	r->at_option = at.option ? arena_string(e->run, at.option) : NULL;
	r->at_file = at.file ? arena_string(e->run, at.file) : NULL;
	va_copy(again, args);
	vsnprintf(room, sizeof room, language_say(NULL, domain ? domain : "glane", format), args);
	r->said = arena_string(e->run, room);
	vsnprintf(room, sizeof room, language_say(language ? language : "en", domain ? domain : "glane",
	                                          format), again);
	r->reason = arena_string(e->run, room);
	va_end(again);
}

static void misuse(stage_run *r, const char *format, ...) GLANE_PRINTF(2, 3);

/* Whoever wrote a codebook or a table wants to know all that is wrong with it at once: in create() and plan()
 * each failure that names a line is a message of its own. false: enough has been said. */
static bool say_another(stage_run *r)
{
	if (r->n_said == SAID_MOST)
		return false;
	stage_complain(r);
	r->failed = GLANE_OK;
	if (++r->n_said < SAID_MOST)
		return true;
	misuse(r, N_("there are more than these %d errors: correct these first"), SAID_MOST);
	r->failed = GLANE_EOPTION;
	return false;
}

static int host_fail(glane_ctx *ctx, int code, glane_place at, const char *format, ...)
{
	stage_run *r = run_of(ctx);
	va_list args;
	bool lists = r->phase == PHASE_CREATE || r->phase == PHASE_PLAN;
	if (r->failed && lists && at.file && at.line && !say_another(r))
		return code;
	if (code >= GLANE_OK || code < GLANE_EBUG)
		code = GLANE_EBUG;
	va_start(args, format);
	note_failure(r, code, at, format, args);
	va_end(args);
	return code;
}

static void misuse(stage_run *r, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	note_failure(r, GLANE_EBUG, glane_here(), format, args);
	va_end(args);
}

void stage_misuse(stage_run *r, const char *what)
{
	/* Translators: %s is a sentence in English about a function of the interface. */
	misuse(r, N_("the plugin is wrong: %s; tell its author"), what);
}

int stage_end(stage_run *r, int code)
{
	r->phase = PHASE_NONE;
	if (code && !r->failed)
		misuse(r, N_("the plugin is wrong: it returned %d without fail(); tell its author"), code);
	return r->failed;
}

/* The element or attribute of the pipeline that a failure is about. */
static place pipeline_place(const stage_run *r)
{
	const setting *s = r->at_option ? stage_setting(r->stage, r->at_option) : NULL;
	return s ? s->at : r->stage->at;
}

/* Plugins know a file by its path; people know it by the name that the study gives it. */
static const char *shown_file(const engine *e, const char *path)
{
	const char *folder = e->pipeline->folder;
	size_t n = folder ? strlen(folder) : 0;
	if (e->reading && !strcmp(path, e->reading->path))
		return e->reading->name;
	return n > 1 && !strncmp(path, folder, n) && path[n] == '/' ? path + n + 1 : path;
}

const char *stage_where(stage_run *r, arena *in, place *at)
{
	engine *e = r->engine;
	const document *d = r->at.doc ? e->doc : NULL;
	glane_where w;
	*at = NOWHERE;
	if (r->at_file) {
		*at = (place){ shown_file(e, r->at_file), r->at.line, r->at.column };
	} else if (r->at_option) {
		*at = pipeline_place(r);
	} else if (d && document_where(d, r->at.span.begin, &w)) {
		*at = (place){ d->file, w.line, 0 };
	} else if (e->reading && r->failed == GLANE_EINPUT) {
		*at = (place){ e->reading->name, r->at.line, r->at.column };
	} else {
		*at = r->stage->at;
	}
	if (!at->file)
		return "";
	if (at->line && at->column)
		return arena_print(in, "%s:%u:%u", at->file, at->line, at->column);
	return at->line ? arena_print(in, "%s:%u", at->file, at->line) : arena_string(in, at->file);
}

void stage_complain(stage_run *r)
{
	engine *e = r->engine;
	place at;
	stage_where(r, e->run, &at);
	const char *who = r->stage->id;
	const char *option = r->at_option;
	if (option && e->messages)
		messages_add(e->messages, MESSAGE_ERROR, at, _("%s: option %s: %s"), who, option, r->said);
	else if (option)
		message_now(MESSAGE_ERROR, at, _("%s: option %s: %s"), who, option, r->said);
	else if (e->messages)
		messages_add(e->messages, MESSAGE_ERROR, at, _("%s: %s"), who, r->said);
	else
		message_now(MESSAGE_ERROR, at, _("%s: %s"), who, r->said);
}

static void host_log(glane_ctx *ctx, int level, glane_place at, const char *format, ...)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	char room[1024];
	va_list args;
	if (level == GLANE_DEBUG)
		return;
	va_start(args, format);
	vsnprintf(room, sizeof room, language_say(NULL, r->def->domain ? r->def->domain : "glane", format),
	          args);
	va_end(args);
	place where = at.file ? (place){ shown_file(e, at.file), at.line, at.column } : r->stage->at;
	int kind = level == GLANE_WARNING ? MESSAGE_WARNING : MESSAGE_NOTE;
	if (e->messages)
		messages_add(e->messages, kind, where, _("%s: %s"), r->stage->id, room);
	else
		message_now(kind, where, _("%s: %s"), r->stage->id, room);
}

static bool host_progress(glane_ctx *ctx, uint64_t done, uint64_t total)
{
	engine *e = run_of(ctx)->engine;
	(void)done, (void)total;
	return !e->cancel || !*e->cancel;
}

/* ---- Memory and strings ---------------------------------------------------------------------- */

static arena *life_arena(stage_run *r, int life)
{
	engine *e = r->engine;
	bool of_document = r->phase == PHASE_READ || r->phase == PHASE_EDIT || r->phase == PHASE_PROCESS ||
	                   r->phase == PHASE_DOCUMENT;
	switch (life) {
	case GLANE_SCRATCH:
		return of_document ? e->document : e->scratch;
	case GLANE_STATE:
		if (e->state)
			return e->state;
		stage_misuse(r, "GLANE_STATE memory outside process(), merge() and load()");
		return e->scratch;
	case GLANE_RUN:
		if (r->phase == PHASE_CREATE || r->phase == PHASE_PLAN || r->phase == PHASE_TRAIN)
			return e->run;
		stage_misuse(r, "GLANE_RUN memory outside create(), plan() and train()");
		return e->worker;
	default:
		return e->worker;
	}
}

static void *host_alloc(glane_ctx *ctx, int life, size_t n)
{
	return arena_alloc(life_arena(run_of(ctx), life), n);
}

static void *host_grow(glane_ctx *ctx, int life, void *p, size_t n, size_t more)
{
	return arena_grow(life_arena(run_of(ctx), life), p, n, more);
}

static glane_sym host_sym(glane_ctx *ctx, const char *s)
{
	(void)ctx;
	return sym_of(s);
}

static void host_intern(glane_ctx *ctx, uint32_t n, const glane_str *in, glane_sym *out)
{
	(void)ctx;
	sym_intern_all(n, in, out);
}

static void host_strings(glane_ctx *ctx, uint32_t n, const glane_sym *in, glane_str *out)
{
	(void)ctx;
	for (uint32_t i = 0; i < n; i++)
		out[i] = sym_string(in[i]);
}

static glane_str host_string(glane_ctx *ctx, glane_sym s)
{
	(void)ctx;
	return sym_string(s);
}

static void host_order(glane_ctx *ctx, uint32_t n, const glane_sym *in, uint32_t *out)
{
	(void)ctx;
	sym_order(n, in, out);
}

static const char *host_translate(glane_ctx *ctx, const char *text)
{
	stage_run *r = run_of(ctx);
	return language_say(r->engine->pipeline->report_language, r->def->domain, text);
}

/* ---- Files ----------------------------------------------------------------------------------- */

/* Documents of one file come together, so that the last few inputs are the only ones to compare with;
 * the store has each once anyway. */
static void enter_input(engine *e, const cached_file *f)
{
	for (uint32_t i = e->n_inputs > 64 ? e->n_inputs - 64 : 0; i < e->n_inputs; i++)
		if (!strcmp(e->input[i].path, f->path))
			return;
	ARRAY_ROOM(e->run, e->input, e->room_inputs, e->n_inputs);
	e->input[e->n_inputs] = *f;
	e->input[e->n_inputs].path = arena_string(e->run, f->path);
	e->input[e->n_inputs++].bytes = (glane_bytes){ NULL, f->bytes.n };
}

static bool private_path(const stage_run *r, const char *path)
{
	for (const glane_option *o = r->def->options; o && o->name; o++) {
		const char *value;
		if (o->type != GLANE_PRIVATE)
			continue;
		memcpy(&value, (const char *)r->ctx.config + o->offset, sizeof value);
		if (value && !strcmp(value, path))
			return true;
	}
	return false;
}

bool engine_file(stage_run *r, const char *path, glane_bytes *out)
{
	engine *e = r->engine;
	bool of_plan = r->phase == PHASE_READ || r->phase == PHASE_PLAN;
	arena *in = of_plan ? e->files : r->phase == PHASE_CREATE ? e->run : e->worker;
	for (uint32_t i = 0; of_plan && i < e->n_cached; i++)
		if (!strcmp(e->cached[i].path, path)) {
			*out = e->cached[i].bytes;
			return true;
		}
	cached_file f = { .path = arena_string(in, path) };
	if (!file_read(in, path, &f.bytes, &f.stamp)) {
		bool being_read = e->reading && !strcmp(e->reading->path, path);
		misuse(r, N_("cannot read %s: %s"), shown_file(e, path), message_reason(errno));
		r->failed = GLANE_EIO;
		if (being_read)
			r->at_file = e->reading->name;
		return false;
	}
	/* What was planned is read again by workers: a file that was written in between would give
	 * documents that were never planned. */
	if (e->reading && !strcmp(e->reading->path, path)) {
		file_stamp after;
		if (!file_same(&f.stamp, &e->reading->stamp) || f.bytes.n != f.stamp.size ||
		    !file_stamp_of(path, &after) || !file_same(&after, &f.stamp)) {
			misuse(r, N_("%s changed while it was read: let it be saved, then run again"),
			       e->reading->name);
			r->failed = GLANE_EIO;
			r->at_file = e->reading->name;
			return false;
		}
	}
	if (!private_path(r, path)) {
		bool known = e->reading && *e->reading->sha256 && !strcmp(e->reading->path, path);
		if (known)
			memcpy(f.sha256, e->reading->sha256, sizeof f.sha256);
		else
			file_sha256(f.bytes, f.sha256);
		enter_input(e, &f);
	}
	if (of_plan) {
		ARRAY_ROOM(e->files, e->cached, e->room_cached, e->n_cached);
		e->cached[e->n_cached++] = f;
	}
	*out = f.bytes;
	return true;
}

static int host_file(glane_ctx *ctx, const char *path, glane_bytes *out)
{
	stage_run *r = run_of(ctx);
	*out = (glane_bytes){ NULL, 0 };
	return engine_file(r, path, out) ? GLANE_OK : r->failed;
}

/* ---- Drafts: thin, draft.c does the work -------------------------------------------------------- */

static uint32_t host_text(glane_draft *d, glane_str piece, glane_where w)
{
	return draft_text(d, piece, w);
}

static void host_repair(glane_draft *d, const char *kind, glane_where w, glane_str was, glane_str now)
{
	draft_repair(d, kind, w, was, now);
}

static void host_variable(glane_draft *d, uint32_t who, const char *name, glane_str value)
{
	draft_variable(d, who, name, value);
}

static uint32_t host_speaker(glane_draft *d, glane_str id, uint32_t role)
{
	return draft_speaker(d, id, role);
}

const glane_host glane_host_table = {
	.size = sizeof(glane_host), .major = GLANE_MAJOR, .minor = GLANE_MINOR,
	.fail = host_fail, .log = host_log, .progress = host_progress,
	.alloc = host_alloc, .grow = host_grow,
	.sym = host_sym, .intern = host_intern, .strings = host_strings, .string = host_string,
	.order = host_order, .file = host_file, .translate = host_translate,
	.plan_document = host_plan_document, .plan_variable = host_plan_variable,
	.plan_value = host_plan_value,
	.text = host_text, .repair = host_repair, .variable = host_variable, .speaker = host_speaker,
	.draft = draft_view, .replace = draft_replace, .rename = draft_rename,
	.rows = host_rows, .seal = host_seal, .set = host_set, .add_speaker = host_add_speaker,
	.count = host_count,
	.counted = host_counted, .row = host_row, .label = host_label,
	.put_int = io_put_int, .put_real = io_put_real, .put_str = io_put_str, .put_sym = io_put_sym,
	.get_int = io_get_int, .get_real = io_get_real, .get_str = io_get_str, .get_sym = io_get_sym,
	.get_number = io_get_number, .write = io_write, .print = io_print,
	.pivot = host_pivot, .documents = host_documents, .document = host_document,
	.study = host_study, .tables = host_tables, .cell = host_cell, .value = host_value,
	.reading = host_reading, .passages = host_passages, .offsets = host_offsets,
	.output = host_output, .output_of = host_output_of, .artefact = host_artefact, .stream = host_stream,
	.cached = host_cached,
	.values = host_values, .correct = host_correct, .corrected = host_corrected,
	.methods = host_methods,
};
