/* finish.c - the last part of a run: the documents put together, reports, writers, manifest, exchange.
 *
 * Plugins' code runs here as well, so that it has a process of its own, as the documents had: one that
 * crashes in its report is named, and what the workers did is kept. */
#include <config.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "language.h"
#include "sym.h"
#include "worker.h"

void hold_signals(bool hold)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigprocmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

/* ---- What is made ---------------------------------------------------------------------------- */

static bool put_texts(engine *e, store *s)
{
	const pipeline *p = engine_pipeline(e);
	arena *in = arena_new();
	bool ok = true;
	const char *const text[][2] = {
		{ "title", p->title }, { "study", p->study }, { "report-language", p->report_language },
		{ "audience", p->audience }, { "signature", p->signature },
		/* As it is in effect: variables under the names that the documents give them. */
		{ "quotable", p->quotable.n ? condition_text(in, &p->quotable) : NULL },
	};
	for (size_t i = 0; i < sizeof text / sizeof *text && ok; i++)
		ok = !text[i][1] || store_set_text(s, text[i][0], text[i][1]);
	arena_free(in);
	return ok;
}

static bool put_tables(engine *e, store *s)
{
	uint32_t n;
	const table *const *t = engine_tables(e, &n);
	for (uint32_t i = 0; i < n; i++)
		if (!store_add_table(s, t[i]))
			return false;
	return true;
}

/* Reports and writers; s is closed in any case. */
static bool conclude(engine *e, store *s, state *st, const char *folder)
{
	bool ok = engine_report(e, st);
	profile_phase("report");
	if (ok && !store_index(s)) {
		say_store_error(s);
		ok = false;
	}
	profile_phase("index");
	ok = ok && engine_render(e, st, folder);
	profile_phase("render");
	if (ok && (!put_texts(e, s) || !store_set_labels(s, engine_corpus(e)) || !put_tables(e, s) || !store_forget_streams(s))) {
		say_store_error(s);
		ok = false;
	}
	state_free(st);
	if (!store_close(s) && ok) {
		say_store_error(NULL);
		ok = false;
	}
	profile_phase("store");
	return ok;
}

/* Everything but the exchange; the manifest goes to file descriptor `to`. */
static bool make_result(const gathering *g, const char *folder, const run_options *options, int to)
{
	const char *path = path_join(g->arena, folder, "run.sqlite"), *manifest = NULL;
	store *s;
	state *st;
	size_t n = 0;
	if (!gather(g, path, &s, &st))
		return false;
	profile_phase("gather");
	if (!conclude(g->engine, s, st, folder))
		return false;
	s = store_open(path, false);
	if (s)
		manifest = manifest_make(g->arena, g->engine, s, options, &n);
	else
		say_store_error(NULL);
	store_close(s);
	for (size_t at = 0; manifest && at < n;) {
		ssize_t did = write(to, manifest + at, n - at);
		if (did < 0 && errno != EINTR) {
			message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), "manifest.json", message_reason(errno));
			return false;
		}
		at += did > 0 ? (size_t)did : 0;
	}
	return manifest != NULL;
}

/* ---- In a process of its own ------------------------------------------------------------------- */

static void say_death(int status, const char *stage_id)
{
	const char *at = *stage_id ? stage_id : "core";
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MEMORY)
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("out of memory in the report of stage %s: the former result stays"), at);
	else if (WIFSIGNALED(status))
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("stage %s crashed in its report (%s): the former result stays; tell the plugin's author"),
		            at, strsignal(WTERMSIG(status)));
}

static bool make_apart(const gathering *g, const char *folder, const run_options *options, int to)
{
	char *at = mmap(NULL, 64, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t parent = getpid(), child = at == MAP_FAILED ? -1 : fork();
	int status = 0;
	if (!child) {
		signal(SIGINT, SIG_DFL);
		signal(SIGTERM, SIG_DFL);
		signal(SIGHUP, SIG_DFL);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(STATUS_FAILED);
		engine_watch(g->engine, at);
		bool ok = make_result(g, folder, options, to);
		fflush(NULL);
		_exit(ok ? STATUS_DONE : STATUS_FAILED);
	}
	if (child < 0) {
		message_now(MESSAGE_ERROR, NOWHERE, _("no new process can be made: %s"), message_reason(errno));
		return false;
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR) { }
	at[63] = 0;
	say_death(status, at);
	munmap(at, 64);
	return WIFEXITED(status) && WEXITSTATUS(status) == STATUS_DONE;
}

/* ---- Exchange ---------------------------------------------------------------------------------- */

static bool read_back(arena *in, int from, glane_bytes *out)
{
	off_t n = lseek(from, 0, SEEK_END);
	char *p = arena_alloc(in, n > 0 ? (size_t)n : 1);
	size_t at = 0;
	while (n > 0 && at < (size_t)n) {
		ssize_t did = pread(from, p + at, (size_t)n - at, (off_t)at);
		if (did <= 0 && errno != EINTR)
			return false;
		at += did > 0 ? (size_t)did : 0;
	}
	*out = (glane_bytes){ (unsigned char *)p, at };
	return n > 0;
}

static int say_result(arena *in, const char *path, const run_options *options)
{
	store *s = store_open(path, false);
	uint32_t n_skips = 0, *number, n_documents = s ? store_documents(s, in, &number) : 0;
	if (s)
		store_skips(s, in, &n_skips);
	store_close(s);
	if (n_skips)
		message_now(MESSAGE_NOTE, NOWHERE, _("documents read: %u; set aside: %u (listed in manifest.json)"),
		            n_documents, n_skips);
	return n_skips && !options->accept_skips ? STATUS_SKIPPED : STATUS_DONE;
}

int finish_run(const gathering *g, output *o, const run_options *options)
{
	const char *folder = output_folder(o);
	int to = memfd_create("manifest", MFD_CLOEXEC), status = STATUS_FAILED;
	glane_bytes manifest;
	bool ok = to >= 0 && (options->jobs ? make_apart : make_result)(g, folder, options, to) &&
	          read_back(g->arena, to, &manifest);
	profile_phase("result");
	if (ok)
		status = say_result(g->arena, path_join(g->arena, folder, "run.sqlite"), options);
	/* It holds all that was said: what is for the public is left without it. */
	const char *audience = engine_pipeline(g->engine)->audience;
	if (ok && audience && !strcmp(audience, "public"))
		ok = !unlink(path_join(g->arena, folder, "run.sqlite"));
	hold_signals(true);
	if (ok)
		ok = output_finish(o, manifest.p, manifest.n);
	else
		output_abandon(o);
	hold_signals(false);
	if (to >= 0)
		close(to);
	profile_phase("output");
	profile_stages(engine_pipeline(g->engine));
	return ok ? status : STATUS_FAILED;
}
