/* engine.h - runs the stages: create, the chain on one document, reports, writers. */
#ifndef ENGINE_H
#define ENGINE_H
#include "store.h"

/* What the analyses have counted, with the store of their documents. */
typedef struct state state;
typedef struct engine engine;

/* Messages of callbacks are added to m (and printed by the caller) while `m` is set, else at once. */
engine *engine_new(arena *run, pipeline *p, messages *m);
bool engine_create(engine *e);			/* create() of every stage; false after messages */
void engine_set_corpus(engine *e, corpus *c);	/* after the plan, before the workers */
void engine_free(engine *e);			/* destroy() of every stage */
pipeline *engine_pipeline(const engine *e);
corpus *engine_corpus(const engine *e);
messages *engine_messages(const engine *e);
void engine_set_messages(engine *e, messages *m);
void engine_set_evidence_max(engine *e, uint32_t n);	/* before the first state; 500 */

/* Readers and filters, for corpus_plan. */
int engine_probe(engine *e, const plugin *p, const char *name, glane_bytes head);
/* Adds planned documents of a file, read by the plugin `with` (the <read>'s own, or the one that was
 * chosen for the file); calls `add` for each with name, key, size, where and the values
 * known at the plan. false after a message. */
typedef struct {
	const char *name;
	uint64_t key, size;
	glane_where where;
	uint32_t n_values;
	const glane_variable *value;
} plan_item;
typedef void plan_add(void *user, const plan_item *item);
typedef void plan_add_variable(void *user, const char *name, uint32_t type);
bool engine_plan(engine *e, const stage *read, const plugin *with, const glane_file *f, plan_add *add,
                 plan_add_variable *variable, void *user);
/* The name that filters give to a document (pseudonyms). */
const char *engine_plan_name(engine *e, const char *name);

bool engine_open(engine *e);			/* open() of every stage, in this process */
void engine_close(engine *e);
enum { CHAIN_DONE, CHAIN_SKIPPED, CHAIN_FAILED };
/* The whole chain on one document; merged into `into` and its store when every stage succeeded.
 * SKIPPED: *why is set (memory of the document: until the next call). FAILED: the run must stop; the
 * message was given. */
int engine_process(engine *e, const planned *p, state *into, skip *why);
/* The stage that is at work, for the parent of a worker that died: an id, or "". In memory shared with
 * the parent when `shared` is given (room for 64 bytes). */
void engine_watch(engine *e, char *shared);
/* progress() tells plugins to stop once *flag isn't 0 (a signal handler's volatile sig_atomic_t). */
void engine_cancel_flag(engine *e, const volatile int *flag);

state *state_new(engine *e, store *s);
void state_free(state *s);
store *state_store(const state *s);
bool state_save(state *s);			/* into its store, as of now; commits */
bool state_load(state *s, store *from);		/* adds what a store holds (merges); not its documents */
bool state_merge(state *into, const state *from);

/* All reports in pipeline order, on the whole state, whose store holds all documents. Then tables. */
bool engine_report(engine *e, state *s);
const table *const *engine_tables(const engine *e, uint32_t *n);
/* Corrections by hand that were made; after engine_report. */
uint32_t engine_corrections(const engine *e);
/* Every writer, into folder. */
bool engine_render(engine *e, state *s, const char *folder);
/* train() of the only stage. Its files are put into `folder`, each whole or not at all, when it has succeeded; their
 * paths are in *path (memory of the run). false after messages. */
bool engine_train(engine *e, const char *folder, uint32_t *n, const char *const **path);
/* core.documents core.speakers core.variables core.repairs core.skipped core.manifest are made by
 * engine_report from the store. */
#endif
