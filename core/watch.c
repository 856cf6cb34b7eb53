/* watch.c - the parent of the workers: forks them, watches the clock, replaces the dead, and decides
 * which document a death is the fault of. */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>
#include "language.h"
#include "sym.h"
#include "worker.h"

enum {
	TICK = 100, GRACE = 2000, GRACE_SAVING = 60000,		/* ms */
	SLOWEST = 64 * 1024,	/* bytes of a document that one second must suffice for */
	STRAY = 3,		/* deaths outside any document that are put up with */
	OPENING = 60000		/* ms: at least so long for open() */
};
#define LATE_OPEN GLANE_NONE

typedef struct {
	pid_t pid;			/* 0: nobody works here */
	uint32_t number;
	const char *path;
	bool killed;			/* by us */
	uint32_t late;			/* … because of document late - 1; or LATE_OPEN */
} slot;

typedef struct {
	work *work;
	board *board;
	slot *slot;
	int signals, notes[2];
	sigset_t was;
	bool *said;			/* a document's being set aside has been told */
	uint32_t skipped, strays;
	int64_t stopping;		/* ms: since when; 0: not */
	int interrupts;
	bool failed, abort;
} watch;

/* ---- Starting -------------------------------------------------------------------------------- */

static bool start(watch *v, uint32_t i, uint32_t first)
{
	work *w = v->work;
	slot *s = &v->slot[i];
	post *p = &v->board->post[i];
	*s = (slot){ .number = w->next_file, .path = work_next_file(w) };
	memset(p->stage, 0, sizeof p->stage);
	p->since = clock_ms();
	p->document = p->finished = 0;
	p->verdict = POST_WORKING;
	if (first != GLANE_NONE)
		v->board->doc[first] = s->number << 2 | DOC_WORK;
	fflush(NULL);
	s->pid = fork();
	if (!s->pid) {
		close(v->signals);
		close(v->notes[0]);
		worker_main(w, v->board, i, s->number, s->path, first, v->notes[1]);
	}
	if (s->pid > 0)
		return true;
	s->pid = 0;
	message_now(MESSAGE_ERROR, NOWHERE, _("no worker process can be started: %s"), message_reason(errno));
	return false;
}

static uint32_t count_docs(const board *b, uint32_t what)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->n; i++)
		n += (b->doc[i] & 3) == what;
	return n;
}

static uint32_t count_alive(const watch *v)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < v->board->n_posts; i++)
		n += v->slot[i].pid > 0;
	return n;
}

/* Nobody works in some slot, and there are documents that nobody works on. */
static void start_missing(watch *v)
{
	uint32_t left = count_docs(v->board, DOC_FREE);
	for (uint32_t i = 0; i < v->board->n_posts && left && !v->failed && !v->stopping; i++)
		if (!v->slot[i].pid) {
			v->failed = !start(v, i, GLANE_NONE);
			left--;
		}
}

static void kill_all(watch *v)
{
	for (uint32_t i = 0; i < v->board->n_posts; i++)
		if (v->slot[i].pid > 0) {
			v->slot[i].killed = true;
			kill(v->slot[i].pid, SIGKILL);
		}
}

/* ---- Notes of documents set aside ------------------------------------------------------------ */

static void say_once(watch *v, uint32_t i, const char *name, const char *at_stage,
                     const char *where, const char *reason)
{
	if (v->said[i])
		return;
	v->said[i] = true;
	v->skipped++;
	skip_say(name, at_stage, where, reason);
}

static void read_notes(watch *v)
{
	char packet[4096];
	ssize_t n;
	while ((n = read(v->notes[0], packet, sizeof packet - 1)) > (ssize_t)sizeof(uint32_t)) {
		const char *part[4], *p = packet + sizeof(uint32_t), *end = packet + n;
		uint32_t i;
		packet[n] = 0;
		memcpy(&i, packet, sizeof i);
		for (int j = 0; j < 4; j++) {
			part[j] = p < end ? p : "";
			p += strlen(part[j]) + (p < end);
		}
		if (i < v->board->n)
			say_once(v, i, part[0], part[1], part[2], part[3]);
	}
}

/* ---- Deaths ---------------------------------------------------------------------------------- */

/* In two languages: what is kept is in the report's, what is said in the user's. */
static const char *print_reason(arena *in, const char *language, const slot *s, int status, uint32_t limit)
{
	if (s->late)
		return arena_print(in, language_say(language, NULL,
		                   N_("it took more than %u seconds (--timeout)")), limit);
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MEMORY)
		return language_say(language, NULL, N_("it needs more memory than a worker may have (--memory)"));
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return language_say(language, NULL,
		                    N_("the system has killed the worker, probably for want of memory"));
	if (WIFSIGNALED(status))
		return arena_print(in, language_say(language, NULL, N_("the worker crashed (signal %d)")),
		                   WTERMSIG(status));
	return arena_print(in, language_say(language, NULL, N_("the worker ended by itself (status %d)")),
	                   WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

static const char *kind_of(const slot *s, int status)
{
	if (s->late)
		return "time";
	if ((WIFEXITED(status) && WEXITSTATUS(status) == EXIT_MEMORY) ||
	    (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
		return "memory";
	return "crash";
}

static uint32_t limit_of(const watch *v, uint32_t i)
{
	const work *w = v->work;
	return w->options->timeout + (uint32_t)(w->corpus->document[w->document[i]].size / SLOWEST);
}

/* Document i is set aside; the stage that was at work has the last word. */
static void blame(watch *v, uint32_t i, const slot *s, const post *at, int status)
{
	work *w = v->work;
	const pipeline *p = engine_pipeline(w->engine);
	const planned *d = &w->corpus->document[w->document[i]];
	char id[sizeof at->stage];
	memcpy(id, at->stage, sizeof id);
	id[sizeof id - 1] = 0;
	const stage *at_work = *id ? pipeline_stage(p, id) : NULL;
	const char *file = d->file ? d->file->name : "", *name = sym_text(d->pub.name);
	uint32_t line = d->pub.where.line;
	skip k = { .document = d->number, .name = name, .stage = id, .kind = kind_of(s, status) };
	k.reason = print_reason(w->arena, p->report_language, s, status, limit_of(v, i));
	k.said = print_reason(w->arena, NULL, s, status, limit_of(v, i));
	k.where = line ? arena_print(w->arena, "%s:%u", file, line) : file;
	if (at_work && at_work->on_error == ON_ERROR_STOP) {
		place where = { *file ? file : NULL, line, 0 };
		progress_end();
		message_now(MESSAGE_ERROR, where, _("document %s: %s: %s"), name, id, k.said);
		v->failed = true;
		return;
	}
	say_once(v, i, name, id, k.where, k.said);
	if (!work_set_aside(w, &k))
		v->failed = true;
	v->board->doc[i] = DOC_SAVED;
}

/* What the dead had done but not saved is to be done again; by anybody, but for the one it died on. */
static void put_back(watch *v, uint32_t number, uint32_t suspect)
{
	board *b = v->board;
	for (uint32_t i = 0; i < b->n; i++) {
		if (i == suspect || b->doc[i] >> 2 != number || (b->doc[i] & 3) == DOC_FREE)
			continue;
		b->doc[i] = v->work->done[i] ? number << 2 | DOC_SAVED : DOC_FREE;
	}
}

static void say_stray(watch *v, const slot *s, const post *p, int status)
{
	arena *in = arena_new();
	char id[sizeof p->stage];
	memcpy(id, p->stage, sizeof id);
	id[sizeof id - 1] = 0;
	const char *reason = print_reason(in, NULL, s, status, OPENING / 1000);
	progress_end();
	if (*id)
		message_now(MESSAGE_ERROR, NOWHERE, _("a worker died before its first document, in %s: %s"),
		            id, reason);
	else
		message_now(MESSAGE_ERROR, NOWHERE, _("a worker died between two documents: %s"), reason);
	arena_free(in);
	v->failed = true;
}

static void died(watch *v, uint32_t i, int status)
{
	slot s = v->slot[i];
	post *p = &v->board->post[i];
	uint32_t on = p->document, finished = p->finished;
	v->slot[i].pid = 0;
	read_notes(v);
	if (WIFEXITED(status) && !WEXITSTATUS(status) && p->verdict == POST_ENDED) {
		v->failed = !work_take(v->work, s.path, true) || v->failed;
		put_back(v, s.number, GLANE_NONE);
		return;
	}
	if (p->verdict == POST_FAILED)		/* it has said why */
		v->failed = true;
	v->failed = !work_take(v->work, s.path, false) || v->failed;
	bool stray = !on || v->work->done[on - 1];
	bool elsewhere = s.late && s.late != LATE_OPEN && s.late != on;
	put_back(v, s.number, stray || elsewhere ? GLANE_NONE : on - 1);
	if (v->failed || v->stopping || elsewhere || (s.killed && !s.late))
		return;
	if (stray) {
		if (!finished || ++v->strays >= STRAY)
			say_stray(v, &s, p, status);
		return;
	}
	/* Who was the first of a fresh process is to blame. Otherwise the cause may be what was before it,
	 * and it gets a process of its own, so that who is set aside does not depend on how the documents
	 * were dealt out. */
	if (!finished || s.late)
		blame(v, on - 1, &s, p, status);
	else
		v->failed = !start(v, i, on - 1);
}

static void reap(watch *v)
{
	for (uint32_t i = 0; i < v->board->n_posts; i++) {
		int status;
		pid_t pid = v->slot[i].pid;
		if (pid > 0 && waitpid(pid, &status, WNOHANG) == pid)
			died(v, i, status);
	}
}

/* ---- Clock and signals ----------------------------------------------------------------------- */

static void look_at_clock(watch *v)
{
	int64_t now = clock_ms();
	for (uint32_t i = 0; i < v->board->n_posts; i++) {
		slot *s = &v->slot[i];
		post *p = &v->board->post[i];
		uint32_t on = p->document;
		int64_t since = p->since;
		if (s->pid <= 0 || s->killed)
			continue;
		if (on && v->work->options->timeout && !v->stopping &&
		    now - since > (int64_t)limit_of(v, on - 1) * 1000 && p->document == on) {
			s->late = on;
			s->killed = true;
			kill(s->pid, SIGKILL);
		}
		int64_t opening = (int64_t)v->work->options->timeout * 1000;
		if (!on && !p->finished && opening && p->verdict == POST_WORKING &&
		    now - since > (opening > OPENING ? opening : OPENING)) {
			s->late = LATE_OPEN;
			s->killed = true;
			kill(s->pid, SIGKILL);
		}
		int64_t grace = p->verdict == POST_SAVING ? GRACE_SAVING : GRACE;
		if (v->stopping && now - v->stopping > grace) {
			s->killed = true;	/* what it saved last is kept */
			kill(s->pid, SIGKILL);
		}
	}
}

static void read_signals(watch *v)
{
	struct signalfd_siginfo info;
	while (read(v->signals, &info, sizeof info) == (ssize_t)sizeof info) {
		if (info.ssi_signo == SIGCHLD)
			continue;
		v->interrupts++;
		if (v->interrupts == 1) {
			v->stopping = clock_ms();
			v->board->stop = 1;
		} else {
			v->abort = true;
		}
	}
}

static bool watch_begin(watch *v)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGCHLD };
	sigset_t set;
	sigemptyset(&set);
	signal(SIGCHLD, SIG_DFL);	/* were it ignored nobody could be waited for */
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction now;
		sigaction(signals[i], NULL, &now);
		if (signals[i] == SIGCHLD || now.sa_handler != SIG_IGN)	/* nohup stays nohup */
			sigaddset(&set, signals[i]);
	}
	sigprocmask(SIG_BLOCK, &set, &v->was);
	v->signals = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	if (v->signals < 0 || pipe2(v->notes, O_CLOEXEC | O_DIRECT)) {
		message_now(MESSAGE_ERROR, NOWHERE, _("no worker process can be started: %s"),
		            message_reason(errno));
		if (v->signals >= 0)
			close(v->signals);
		sigprocmask(SIG_SETMASK, &v->was, NULL);
		return false;
	}
	fcntl(v->notes[0], F_SETFL, O_NONBLOCK);
	return true;
}

static void watch_end(watch *v)
{
	read_notes(v);
	progress_end();
	close(v->signals);
	close(v->notes[0]);
	close(v->notes[1]);
	sigprocmask(SIG_SETMASK, &v->was, NULL);
}

int watch_workers(work *w, board *b)
{
	watch v = { .work = w, .board = b, .skipped = w->n_skipped };
	v.slot = arena_alloc(w->arena, b->n_posts * sizeof *v.slot);
	v.said = arena_alloc(w->arena, b->n * sizeof *v.said);
	if (!watch_begin(&v))
		return STATUS_FAILED;
	for (start_missing(&v); count_alive(&v); start_missing(&v)) {
		struct pollfd p[2] = { { .fd = v.signals, .events = POLLIN },
		                       { .fd = v.notes[0], .events = POLLIN } };
		poll(p, 2, TICK);
		read_notes(&v);
		read_signals(&v);
		reap(&v);
		look_at_clock(&v);
		if (v.failed || v.abort)
			kill_all(&v);
		board_progress(w, b, v.skipped);
	}
	watch_end(&v);
	if (v.failed)
		return STATUS_FAILED;
	if (v.stopping)
		stopped_say(w);
	return v.stopping ? STATUS_CHECKPOINTED : STATUS_DONE;
}
