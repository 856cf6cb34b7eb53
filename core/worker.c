/* worker.c - a worker: claims documents, takes them through the chain, saves at checkpoints. The same
 * code runs in a process of its own, or with --jobs 0 in the one there is. */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>
#include "language.h"
#include "sym.h"
#include "worker.h"

enum { FIRST_CHECKPOINT = 2000 };	/* ms */

typedef struct {
	work *work;
	board *board;
	post *post;
	uint32_t number;		/* of the state file */
	store *store;
	state *state;
	int notes;			/* pipe to the parent; -1: say it here */
	uint32_t sweep;
	uint32_t n_unsaved, room_unsaved, *unsaved;
	int64_t due;			/* ms: the next checkpoint */
} worker;

int workers_count(int jobs)
{
	return jobs < 0 ? limits_cores() : jobs;
}

/* ---- The board ------------------------------------------------------------------------------- */

static board *board_new(const work *w, uint32_t n_posts)
{
	size_t n = sizeof(board) + n_posts * sizeof(post) + w->n * sizeof(_Atomic uint32_t);
	board *b = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b == MAP_FAILED)
		memory_lost(n);
	b->n = w->n;
	b->parent = getpid();
	b->n_posts = n_posts;
	b->post = (post *)(void *)(b + 1);
	b->doc = (_Atomic uint32_t *)(void *)(b->post + n_posts);
	for (uint32_t i = 0; i < w->n; i++)
		b->doc[i] = w->done[i] ? DOC_SAVED : DOC_FREE;
	return b;
}

void board_free(board *b)
{
	munmap(b, sizeof *b + b->n_posts * sizeof(post) + b->n * sizeof(_Atomic uint32_t));
}

void board_progress(const work *w, const board *b, uint32_t skipped)
{
	uint32_t done = 0;
	uint64_t bytes = 0, all = 0;
	if (!isatty(STDERR_FILENO))
		return;
	for (uint32_t i = 0; i < b->n; i++) {
		uint64_t size = w->corpus->document[w->document[i]].size;
		bool is_done = (b->doc[i] & 3) >= DOC_DONE;
		done += is_done;
		bytes += is_done ? size : 0;
		all += size;
	}
	progress_show(done, b->n, skipped, bytes, all);
}

/* A free document becomes this worker's. First those that nobody has looked at, in plan order; then,
 * once around, those that a dead worker has left. false: none. */
static bool claim(worker *k, uint32_t *out)
{
	board *b = k->board;
	const uint32_t mine = k->number << 2 | DOC_WORK;
	uint32_t i, free_one;
	while (b->cursor < b->n && (i = b->cursor++) < b->n) {
		free_one = DOC_FREE;
		if (atomic_compare_exchange_strong(&b->doc[i], &free_one, mine)) {
			*out = i;
			return true;
		}
	}
	for (uint32_t seen = 0; seen < b->n; seen++) {
		i = k->sweep++ % b->n;
		free_one = DOC_FREE;
		if (b->doc[i] == DOC_FREE && atomic_compare_exchange_strong(&b->doc[i], &free_one, mine)) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* ---- Documents set aside --------------------------------------------------------------------- */

void skip_say(const char *name, const char *at_stage, const char *where, const char *reason)
{
	place at = { where && *where ? where : NULL, 0, 0 };
	progress_end();
	if (at_stage && *at_stage)
		message_now(MESSAGE_WARNING, at, _("document %s is set aside: %s: %s"), name, at_stage,
		            reason);
	else
		message_now(MESSAGE_WARNING, at, _("document %s is set aside: %s"), name, reason);
}

/* One packet: index, then name, stage, place and reason, each with its NUL. */
static void send_note(worker *k, uint32_t i, const skip *why)
{
	const char *part[4] = { why->name, why->stage, why->where, why->said ? why->said : why->reason };
	if (k->notes < 0) {
		skip_say(part[0], part[1], part[2], part[3]);
		return;
	}
	char packet[2048];
	size_t n = sizeof i;
	memcpy(packet, &i, sizeof i);
	for (int j = 0; j < 4; j++) {
		const char *text = part[j] ? part[j] : "";
		size_t m = strlen(text), room = (sizeof packet - n) / (size_t)(4 - j) - 1;
		if (m > room)	/* not in the middle of a character */
			for (m = room; m && ((unsigned char)text[m] & 0xc0) == 0x80;)
				m--;
		memcpy(packet + n, text, m);
		packet[n + m] = 0;
		n += m + 1;
	}
	while (write(k->notes, packet, n) < 0 && errno == EINTR)
		;
}

/* ---- A worker's life ------------------------------------------------------------------------- */

static bool begin(worker *k, const char *path)
{
	k->store = work_store(k->work, path);
	if (!k->store)
		return false;
	k->state = state_new(k->work->engine, k->store);
	engine_watch(k->work->engine, k->post->stage);
	engine_cancel_flag(k->work->engine, &k->board->stop);
	k->due = clock_ms() + FIRST_CHECKPOINT;
	return engine_open(k->work->engine);
}

/* Everything so far outlives a kill from here on. */
static bool save(worker *k)
{
	int64_t began = clock_ms();
	k->post->verdict = POST_SAVING;
	if (!state_save(k->state))
		return false;
	for (uint32_t i = 0; i < k->n_unsaved; i++)
		k->board->doc[k->unsaved[i]] = k->number << 2 | DOC_SAVED;
	k->n_unsaved = 0;
	k->post->verdict = POST_WORKING;
	/* A large state is saved less often: a twentieth of the time at most. */
	int64_t now = clock_ms(), pause = (int64_t)k->work->options->checkpoint * 1000;
	k->due = now + (pause > 20 * (now - began) ? pause : 20 * (now - began));
	return true;
}

/* Takes document i through the chain. false: the run must stop. */
static bool one(worker *k, uint32_t i)
{
	work *w = k->work;
	const planned *p = &w->corpus->document[w->document[i]];
	skip why = { 0 };
	k->post->since = clock_ms();
	k->post->document = i + 1;
	int r = engine_process(w->engine, p, k->state, &why);
	if (r == CHAIN_FAILED && k->board->stop) {	/* a plugin gave up because it was told to */
		k->board->doc[i] = DOC_FREE;
		k->post->document = 0;
		return true;
	}
	if (r == CHAIN_FAILED)
		return false;
	if (r == CHAIN_SKIPPED) {
		why.document = p->number;
		if (!why.name)
			why.name = sym_text(p->pub.name);
		if (!store_add_skip(k->store, &why)) {
			say_store_error(k->store);
			return false;
		}
		send_note(k, i, &why);
	}
	ARRAY_ROOM(w->arena, k->unsaved, k->room_unsaved, k->n_unsaved);
	k->unsaved[k->n_unsaved++] = i;
	k->board->doc[i] = k->number << 2 | DOC_DONE;
	k->post->document = 0;
	k->post->finished++;
	return true;
}

static bool loop(worker *k, uint32_t first)
{
	for (uint32_t i = first; !k->board->stop; i = GLANE_NONE) {
		if (i == GLANE_NONE && !claim(k, &i))
			break;
		if (!one(k, i) || (clock_ms() >= k->due && !save(k)))
			return false;
		if (k->notes < 0)
			board_progress(k->work, k->board, k->work->n_skipped);
	}
	return true;
}

/* A store that is not saved is not closed either, which would commit documents whose counts are not in
 * it: it is rolled back when it is next opened. */
static bool end(worker *k, bool ok)
{
	static store *abandoned;
	ok = ok && save(k);
	engine_close(k->work->engine);
	engine_cancel_flag(k->work->engine, NULL);
	engine_watch(k->work->engine, NULL);
	state_free(k->state);
	if (!ok) {
		abandoned = k->store;
		return !abandoned;
	}
	if (store_close(k->store))
		return true;
	say_store_error(NULL);
	return false;
}

/* The parent alone decides what an interruption means; it is not to outlive the parent either. */
static void settle_signals(const board *b)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT }, usual[] = { SIGPIPE, SIGCHLD };
	sigset_t none;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != b->parent)	/* it was gone before we had asked */
		_exit(1);
	for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
		signal(ignored[i], SIG_IGN);
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		signal(usual[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

_Noreturn void worker_main(work *w, board *b, uint32_t slot, uint32_t number, const char *path,
                           uint32_t first, int notes)
{
	worker k = { .work = w, .board = b, .post = &b->post[slot], .number = number, .notes = notes };
	uint64_t memory = w->options->memory;
	settle_signals(b);
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (nothing >= 0)
		dup2(nothing, STDIN_FILENO);
	if (memory == UINT64_MAX) {
		memory = limits_memory() / 5 * 4 / b->n_posts;
		memory = memory < UINT64_C(1) << 30 ? UINT64_C(1) << 30 : memory;
	}
	limits_set_memory(memory);
	bool ok = begin(&k, path);
	ok = ok && loop(&k, first);
	ok = ok ? end(&k, true) : false;
	k.post->verdict = ok ? POST_ENDED : POST_FAILED;
	fflush(stderr);
	_exit(ok ? 0 : 1);
}

/* ---- Without processes ----------------------------------------------------------------------- */

static volatile int *stop_flag;

static void on_interrupt(int signal_number)
{
	(void)signal_number;
	if (*stop_flag)
		_exit(STATUS_CHECKPOINTED);	/* the second one: at once; what was saved is there */
	*stop_flag = 1;
}

static int run_here(work *w, board *b)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	enum { N = sizeof signals / sizeof *signals };
	struct sigaction was[N], now = { .sa_handler = on_interrupt };
	worker k = { .work = w, .board = b, .post = b->post, .number = w->next_file, .notes = -1 };
	const char *path = work_next_file(w);
	stop_flag = &b->stop;
	for (int i = 0; i < N; i++) {
		sigaction(signals[i], NULL, &was[i]);
		if (was[i].sa_handler != SIG_IGN)
			sigaction(signals[i], &now, NULL);
	}
	bool ok = begin(&k, path);
	ok = ok && loop(&k, GLANE_NONE);
	bool closed = k.state && end(&k, ok);
	bool stopped = b->stop;
	for (int i = 0; i < N; i++)
		sigaction(signals[i], &was[i], NULL);
	progress_end();
	if (!ok || !closed || !work_take(w, path, true))
		return STATUS_FAILED;
	if (stopped)
		stopped_say(w);
	return stopped ? STATUS_CHECKPOINTED : STATUS_DONE;
}

void stopped_say(const work *w)
{
	message_now(MESSAGE_NOTE, NOWHERE,
	            _("stopped: %u of %u documents are done and kept in %s; the same command with --resume "
	              "continues"), w->n_done, w->n, w->folder);
}

int workers_run(work *w)
{
	uint32_t left = w->n - w->n_done;
	uint32_t jobs = (uint32_t)workers_count(w->options->jobs), posts = jobs < left ? jobs : left;
	if (!left)
		return STATUS_DONE;
	board *b = board_new(w, posts ? posts : 1);
	int r = jobs ? watch_workers(w, b) : run_here(w, b);
	board_free(b);
	return r;
}
