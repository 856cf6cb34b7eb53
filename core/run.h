/* run.h - a run from plan to finished folder: workers, checkpoints, shards, the exchange of folders. */
#ifndef RUN_H
#define RUN_H
#include "engine.h"
#include "profile.h"

enum { STATUS_DONE, STATUS_FAILED, STATUS_USAGE, STATUS_SKIPPED, STATUS_CHECKPOINTED };

typedef struct {
	const char *out;		/* folder, or state file of a shard; NULL: NAME-out beside the pipeline */
	const char *work;		/* scratch folder; NULL: beside out */
	int jobs;			/* -1: cores allowed by affinity and cgroup; 0: in this process */
	uint32_t shard, shards;		/* shards 0: no shard */
	bool resume, resume_if_any, accept_skips;
	uint32_t timeout;		/* seconds a document may take; 0: none */
	uint64_t memory;		/* bytes of address space a worker may take; 0: no limit; UINT64_MAX:
					   its part of what the machine allows */
	uint32_t evidence_max;		/* 500 */
	uint32_t checkpoint;		/* seconds between checkpoints */
	int64_t started;		/* time() of the command, for the manifest */
} run_options;

/* Returns an exit status. */
int run_study(engine *e, const run_options *o);
/* Merges state files, then reports. */
int run_merge(engine *e, uint32_t n, const char *const *file, const run_options *o);

/* output.c: the folder is built beside OUT and exchanged with it in one step. */
typedef struct output output;
/* Locks OUT and makes OUT.glane-XXXXXX; NULL after messages: in use, foreign files, no permission. */
output *output_begin(arena *in, const char *out);
const char *output_folder(const output *o);	/* of the new result */
/* fsyncs all, writes the manifest last, exchanges, keeps the former as OUT.previous. */
bool output_finish(output *o, const void *manifest, size_t n);
void output_abandon(output *o);			/* removes what was built */
/* manifest.c: JSON; made of what the engine, store and plan know. *n bytes in memory of `in`. */
const char *manifest_make(arena *in, engine *e, store *s, const run_options *o, size_t *n);
/* progress.c: a line on a terminal, nothing when piped. */
void progress_show(uint32_t done, uint32_t total, uint32_t skipped, uint64_t bytes_done, uint64_t bytes);
void progress_end(void);
#endif
