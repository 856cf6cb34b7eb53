/* run.c - a run from plan to result: a finished folder, or the state file of a shard. */
#include <config.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "language.h"
#include "sym.h"
#include "worker.h"

enum { WORTH_KEEPING = 2000 };	/* ms of work that a failure doesn't throw away */

/* ---- After the documents: interruptions ------------------------------------------------------ */

static char farewell[1024];

/* All documents are saved: nothing is lost by ending here. What was built is removed by the next run. */
static void on_late_interrupt(int signal_number)
{
	(void)signal_number;
	if (write(STDERR_FILENO, farewell, strlen(farewell)) < 0)
		_exit(STATUS_CHECKPOINTED);
	_exit(STATUS_CHECKPOINTED);
}

static void end_on_interrupt(const work *w)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction was, now = { .sa_handler = on_late_interrupt };
	snprintf(farewell, sizeof farewell,
	         _("glane: stopped: all documents are done and kept in %s; the same command with --resume "
	           "makes the result\n"), w->folder);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (!sigaction(signals[i], NULL, &was) && was.sa_handler != SIG_IGN)
			sigaction(signals[i], &now, NULL);
}

/* ---- The run --------------------------------------------------------------------------------- */

static const char *default_out(arena *in, const pipeline *p, const run_options *o)
{
	const char *stem = path_stem(in, p->path);
	if (o->shards)
		return path_join(in, p->folder,
		                 arena_print(in, "%s-%u-of-%u.state", stem, o->shard, o->shards));
	return path_join(in, p->folder, arena_print(in, "%s-out", stem));
}

/* The documents of this run, or of this shard of it. */
static void choose_documents(work *w)
{
	const run_options *o = w->options;
	uint32_t n = w->corpus->n_documents;
	w->document = arena_alloc(w->arena, (n + 1) * sizeof *w->document);
	w->done = arena_alloc(w->arena, (n + 1) * sizeof *w->done);
	for (uint32_t i = 0; i < n; i++)
		if (!o->shards || i % o->shards == o->shard - 1)
			w->document[w->n++] = i;
}

/* Documents by the workers. Returns a STATUS_. */
static int do_documents(work *w, const char *out, run_inputs *inputs)
{
	const run_options *o = w->options;
	w->identity = (run_identity){ pipeline_identity(engine_pipeline(w->engine)), NULL,
	                              o->shards ? o->shard : 1, o->shards ? o->shards : 1,
	                              o->evidence_max };
	w->identity.inputs = work_inputs(w->arena, w->engine, inputs);
	profile_phase("inputs");
	if (!w->identity.inputs)
		return STATUS_FAILED;
	choose_documents(w);
	if (!work_open(w, out))
		return STATUS_FAILED;
	engine_set_evidence_max(w->engine, o->evidence_max);
	int64_t began = clock_ms();
	int r = workers_run(w);
	profile_phase("documents");
	if (r == STATUS_FAILED) {
		if (w->n_done && clock_ms() - began >= WORTH_KEEPING)
			stopped_say(w);
		else
			work_remove(w);
	}
	return r;
}

static gathering gathering_of(const work *w, run_inputs inputs)
{
	return (gathering){ .arena = w->arena, .engine = w->engine, .corpus = w->corpus,
	                    .identity = w->identity, .inputs = inputs, .n = w->n,
	                    .document = w->document, .n_sources = w->n_files, .source = w->file,
	                    .own = true };
}

/* What to do with the folder of work after the last part of the run. */
static void clear_work(work *w, int status, int64_t began)
{
	if (status == STATUS_FAILED && clock_ms() - began >= WORTH_KEEPING)
		stopped_say(w);
	else
		work_remove(w);
}

static int run_folder(work *w, const char *out)
{
	run_inputs inputs;
	int64_t began = clock_ms();
	const char *place_of_out = output_place(w->arena, out);
	output *o = place_of_out ? output_begin(w->arena, place_of_out) : NULL;
	if (!o)
		return STATUS_FAILED;
	int status = do_documents(w, place_of_out, &inputs);
	if (status != STATUS_DONE) {
		output_abandon(o);
		return status;
	}
	end_on_interrupt(w);
	gathering g = gathering_of(w, inputs);
	status = finish_run(&g, o, w->options);
	clear_work(w, status, began);
	return status;
}

/* ---- Shards ---------------------------------------------------------------------------------- */

/* A state file may replace a state file, and nothing else. */
static bool refuse_other_file(const char *path)
{
	struct stat st;
	if (stat(path, &st))
		return true;
	store *s = S_ISREG(st.st_mode) ? store_open(path, false) : NULL;
	if (s) {
		store_close(s);
		return true;
	}
	if (S_ISREG(st.st_mode) && !st.st_size)
		return true;
	message_now(MESSAGE_ERROR, NOWHERE,
	            _("%s is no state file of glane: remove it, or choose another name with -o"), path);
	return false;
}

static bool write_shard(const gathering *g, const char *path)
{
	const char *fresh = arena_print(g->arena, "%s.glane-part", path);
	store *s;
	state *st;
	bool ok = gather(g, fresh, &s, &st);
	if (ok) {
		ok = state_save(st);
		state_free(st);
		if (!store_close(s) && ok) {
			say_store_error(NULL);
			ok = false;
		}
	}
	hold_signals(true);
	if (ok && (!sync_path(fresh) || rename(fresh, path))) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), path, message_reason(errno));
		ok = false;
	}
	if (ok && !sync_path(path_folder(g->arena, path)))
		message_now(MESSAGE_WARNING, NOWHERE,
		            _("%s: the disk did not confirm the new result: %s"), path, message_reason(errno));
	if (!ok) {
		unlink(fresh);
		unlink(arena_print(g->arena, "%s-journal", fresh));
	}
	hold_signals(false);
	return ok;
}

static int run_shard(work *w, const char *out)
{
	run_inputs inputs;
	int64_t began = clock_ms();
	const char *path = output_place(w->arena, out);
	lock *l = path ? lock_take(w->arena, path) : NULL;
	if (!l)
		return STATUS_FAILED;
	int status = refuse_other_file(path) ? do_documents(w, path, &inputs) : STATUS_FAILED;
	if (status == STATUS_DONE) {
		end_on_interrupt(w);
		gathering g = gathering_of(w, inputs);
		status = !write_shard(&g, path) ? STATUS_FAILED :
		         w->n_skipped && !w->options->accept_skips ? STATUS_SKIPPED : STATUS_DONE;
		clear_work(w, status, began);
		profile_stages(engine_pipeline(w->engine));
	}
	lock_release(l, false);
	return status;
}

int run_study(engine *e, const run_options *options)
{
	arena *in = arena_new();
	work w = { .arena = in, .engine = e, .corpus = engine_corpus(e), .options = options };
	const char *out = options->out ? options->out : default_out(in, engine_pipeline(e), options);
	int status = options->shards ? run_shard(&w, out) : run_folder(&w, out);
	arena_free(in);
	return status;
}
