/* check_plugin.h - what the groups of check-plugin share: tests in processes of their own,
 * trials. */
#ifndef CHECK_PLUGIN_H
#define CHECK_PLUGIN_H
#include "engine_private.h"
#include "loader_private.h"

typedef struct {
	arena *arena;
	loader *loader;
	const char *path, *name;	/* of the shared object, of the plugin */
	const plugin *plugin;		/* NULL until it was loaded */
	const char *work;		/* a folder for everything that is written */
	const char *data;		/* --data, or what the plugin brings in check/documents, or NULL */
	bool own_data;			/* it is what the plugin brings */
	const char *only;		/* --only, or NULL */
	uint32_t n_set;
	const char *const *set;		/* "option=value" */
	uint32_t seconds;		/* that a test may take */
	uint32_t n_ok, n_fail, n_none;

	/* Found by hosting_find(). */
	const char *steps;		/* XML of the stages that make what the plugin needs */
	const char *missing;		/* why it can't be hosted; NULL: it can */
	const char *language[2];	/* of the two halves of the corpus */
	char *stage;			/* shared with the tests' processes: who is at work */
	bool survives;			/* a plain run came to its end */
} checked_plugin;

enum { TEST_OK, TEST_FAIL, TEST_NONE };
typedef struct {
	checked_plugin *c;
	arena *in;
	const char *folder;		/* an empty one, of this test alone */
	const void *with;		/* what check_run was given */
	const char *reason;		/* of TEST_FAIL and TEST_NONE, translated */
	bool unseen;			/* what trials give isn't compared: it need not be written down */
} test_case;
typedef int test_function(test_case *t);

/* Runs a test in a process of its own, under limits of time and memory, prints its line, counts
 * it. */
int check_run(checked_plugin *c, const char *group, const char *name, test_function *f,
              const void *with);
/* The same for tests that can't be run. */
void check_none(checked_plugin *c, const char *group, const char *name, const char *reason);
int test_fail(test_case *t, const char *format, ...) GLANE_PRINTF(2, 3);
int test_none(test_case *t, const char *format, ...) GLANE_PRINTF(2, 3);
/* Runs f in a child of the test, for tests that compare processes; false: it failed, and
 * t->reason says why. *sent: what the child left in t->reason of its own with TEST_OK (NULL
 * allowed). */
bool test_child(test_case *t, test_function *f, const void *with, const char **sent);

/* ---- Trials: the plugin hosted in a small pipeline ------------------------------------------- */

typedef struct { const char *name; glane_str text; } sample;
/* The built-in interviews: French and English, two respondents, an interviewer who says only
 * zzz. */
const sample *samples_standard(arena *in, uint32_t *n);

typedef struct {
	test_case *t;
	const char *folder;
	messages *m;
	pipeline *p;
	engine *e;
	corpus *corpus;
	stage_run *run;			/* of the plugin under test */
	uint32_t n_skipped, n_stores;
	const char *skipped;		/* reason of the first one */
	bool bug;			/* the plugin misused the interface (GLANE_EBUG) */
	/* By trial_sums(): of what create() made, of the plugin's variables. */
	uint64_t self, statics;
} trial;

/* Which stages the plugin needs before it; looks at other plugins. */
void hosting_find(checked_plugin *c);
/* The pipeline as XML, its documents written below r->folder. */
const char *hosting_pipeline(trial *r, uint32_t n, const sample *docs, uint32_t n_set,
                             const char *const *set);
/* Writes the documents (NULL: --data or the standard ones), makes the pipeline with the options
 * given in `set` ("name=value", before the user's), checks it, plans, opens. false:
 * trial_reason. */
bool trial_begin(trial *r, test_case *t, uint32_t n, const sample *docs, uint32_t n_set,
                 const char *const *set);
const char *trial_reason(trial *r);
/* A state with a store of its own. */
state *trial_state(trial *r);
/* Documents from, from + step … of the plan into a state; backwards when step is negative. */
bool trial_documents(trial *r, state *into, uint32_t from, int step);
/* Adds what `from`, or the state file at a path, holds: documents and counts. */
bool trial_merge(trial *r, state *into, state *from);
bool trial_load(trial *r, state *into, const char *path);
/* Reports and renders; what came out, as text: tables with their evidence, documents with their
 * layers, files. NULL: trial_reason. */
const char *trial_result(trial *r, state *s);
/* All of it: one state, in order. */
const char *trial_all(trial *r);
/* Puts sums over the plugin's memory into r->self and r->statics. */
void trial_sums(trial *r);
void trial_end(trial *r);
/* Measures the plugin's callbacks from now on by a clock (NULL: no longer); what they have
 * spent. */
void trial_measure(uint64_t (*clock)(void));
uint64_t trial_spent(void);
/* NULL when equal; otherwise the first lines that differ. */
const char *first_difference(arena *in, const char *a, const char *b);

/* ---- Built-in plugins ------------------------------------------------------------------------ */

extern const glane_plugin glane_plugin_check_read, glane_plugin_check_plain,
        glane_plugin_check_sentences,
	glane_plugin_check_tokens, glane_plugin_check_counts, glane_plugin_check_dump;
/* What check-dump has seen: rows of a layer, and cells of a column (NULL: rows) that aren't
 * missing. */
uint64_t dump_seen(const char *layer, const char *column);

/* ---- Groups ---------------------------------------------------------------------------------- */

void check_elf(checked_plugin *c);
void check_descriptor(checked_plugin *c);
void check_options(checked_plugin *c);
void check_documents(checked_plugin *c);
void check_contract(checked_plugin *c);
void check_algebra(checked_plugin *c);
void check_determinism(checked_plugin *c);
void check_time(checked_plugin *c);
void check_memory(checked_plugin *c);
#endif
