/* worker.h - walls inside the run: locks, the folder of work, worker processes, gathering, limits. */
#ifndef WORKER_H
#define WORKER_H
#include <sys/types.h>
#include "child.h"
#include "run.h"

/* ---- lock.c: who works on OUT ---------------------------------------------------------------- */

/* A lock on what will be written at `path`: the file PATH.glane-lock, which names the process and the
 * folder that it builds. It is removed in the end; after a kill it stays, and the next run finds in it
 * what was left behind. */
typedef struct {
	int fd;
	const char *path;		/* of the lock file */
	const char *folder;		/* left by a run that was killed: name of its folder, or NULL */
	uint64_t inode;			/* of that folder when it was made; 0: not known */
} lock;
/* NULL after a message: in use by another process (waits a moment for one that is dying), no
 * permission. */
lock *lock_take(arena *in, const char *path);
/* Notes the folder that is being built; false with errno. */
bool lock_note(lock *l, const char *folder, uint64_t inode);
/* keep: the file stays, with its note, for the next run. */
void lock_release(lock *l, bool keep);

/* Where a result goes: absolute, a symbolic link followed, folders above it made. NULL after a
 * message. */
const char *output_place(arena *in, const char *out);

/* ---- output.c -------------------------------------------------------------------------------- */

/* All files below a folder, as paths in it, in order of bytes; false with errno. */
bool output_files(arena *in, const char *folder, uint32_t *n, const char ***name);

/* ---- exchange.c ------------------------------------------------------------------------------ */

/* Puts the finished folder `fresh` in the place of `out`, whose former content goes to `previous`.
 * false after a message; then `out` is as it was. *left: a folder that the next run has to deal with:
 * the former result that could not be moved, or, with false, the new one; NULL: none. */
bool exchange_folders(arena *in, const char *fresh, const char *out, const char *previous,
                      const char **left);
/* Completes what a killed run has left. false after a message. */
bool exchange_recover(arena *in, const char *out, const char *previous, const lock *l);
/* fsync of a file or folder; false with errno. */
bool sync_path(const char *path);
/* … of all below a folder, and itself; *at: where it failed. */
bool sync_all(arena *in, const char *folder, const char **at);

/* ---- resume.c: the folder of work ------------------------------------------------------------ */

/* Documents that are done lie in state files, one per worker process. */
typedef struct work {
	arena *arena;
	engine *engine;
	corpus *corpus;
	const run_options *options;
	run_identity identity;
	const char *folder;		/* of state files; absolute */
	uint32_t n, *document;		/* numbers of the documents of this shard, ascending */
	bool *done;			/* … is it in one of the files */
	uint32_t n_done, n_skipped;
	uint32_t n_files, room_files, next_file;
	const char **file;		/* that hold something */
} work;

/* Finds or makes the folder, keeps or removes what an interrupted run left, as the options say. false
 * after a message. */
bool work_open(work *w, const char *out);
void work_remove(work *w);
/* Path of the next worker's state file. */
const char *work_next_file(work *w);
/* A new store with the identity of the run; NULL after a message. */
store *work_store(const work *w, const char *path);
/* The process that wrote the file is gone: what it has saved counts as done. The file is removed when
 * it holds nothing. ended: as it should have, not by a kill. false after a message: it can't be read. */
bool work_take(work *w, const char *path, bool ended);
/* Sets a document aside for a worker that died. false after a message. */
bool work_set_aside(work *w, const skip *k);
void say_store_error(const store *s);

/* ---- identity.c ------------------------------------------------------------------------------ */

/* What a run reads, in order of path, under the names that people gave; and the absolute paths of the
 * same files, sorted, under which plugins open them. */
typedef struct {
	uint32_t n, n_aliases;
	input_file *file;
	const char **alias;
} run_inputs;
/* A text that is equal for equal inputs and plans, and the inputs. NULL after a message. */
const char *work_inputs(arena *in, engine *e, run_inputs *out);
/* Does a state file belong to this run? false after messages that say what differs. */
bool identity_same(const run_identity *now, const run_identity *then, const char *path);

/* ---- worker.c -------------------------------------------------------------------------------- */

/* Does all documents that are not done; returns a STATUS_: DONE, FAILED, CHECKPOINTED, the latter two
 * after a message. */
int workers_run(work *w);
int workers_count(int jobs);		/* as chosen: at least 1, or 0 for "in this process" */

/* ---- watch.c: the parent's side -------------------------------------------------------------- */

/* What the processes share. A document is one word: a state and the number of the worker's file. */
enum { DOC_FREE, DOC_WORK, DOC_DONE, DOC_SAVED };
enum { POST_WORKING, POST_SAVING, POST_ENDED, POST_FAILED };
typedef struct {
	char stage[64];			/* at work, for engine_watch */
	_Atomic int64_t since;		/* ms: when the document was begun */
	_Atomic uint32_t document;	/* index among the shard's + 1; 0: between documents */
	_Atomic uint32_t finished;	/* documents this process has done */
	_Atomic uint32_t verdict;
} post;
typedef struct board {
	_Atomic uint32_t cursor;
	volatile int stop;		/* 1: save what is done and end */
	uint32_t n, n_posts;
	pid_t parent;
	post *post;
	_Atomic uint32_t *doc;
} board;
int watch_workers(work *w, board *b);
/* The child: never returns. first: a document that it owns already, or GLANE_NONE; notes: a pipe for
 * documents that are set aside. */
_Noreturn void worker_main(work *w, board *b, uint32_t slot, uint32_t number, const char *path,
                           uint32_t first, int notes);
/* Says that a document was set aside, and by what. */
void skip_say(const char *name, const char *at_stage, const char *where, const char *reason);
/* Shows how many documents are done, on a terminal. */
void board_progress(const work *w, const board *b, uint32_t skipped);
void board_free(board *b);
/* The message after an interruption. */
void stopped_say(const work *w);

/* ---- merge.c --------------------------------------------------------------------------------- */

typedef struct {
	arena *arena;
	engine *engine;
	corpus *corpus;
	run_identity identity;		/* of what is made */
	run_inputs inputs;		/* besides those in the sources */
	uint32_t n, *document;		/* that must be there: done or set aside */
	uint32_t n_sources;
	const char **source;
	bool own;			/* the sources are files of this run's workers */
} gathering;
/* Puts the state files together in a new store: documents in plan order, states merged. The bytes
 * depend on the documents alone, not on how they lay in the sources. false after a message. */
bool gather(const gathering *g, const char *path, store **s, state **st);

/* ---- finish.c -------------------------------------------------------------------------------- */

/* Gathers, reports, writes, makes the manifest, exchanges the folders. Returns an exit status. */
int finish_run(const gathering *g, output *o, const run_options *options);
/* No interruption between the last write and the exchange of names. */
void hold_signals(bool hold);

/* ---- limits.c -------------------------------------------------------------------------------- */
int limits_cores(void);			/* allowed by affinity and cgroup */
uint64_t limits_memory(void);		/* bytes, of the machine or the cgroup */
/* In a worker: `bytes` of address space beyond what it has. */
void limits_set_memory(uint64_t bytes);
#endif
