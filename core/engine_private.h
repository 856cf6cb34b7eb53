/* engine_private.h - what the files of the engine share: one stage at work, scopes, states. */
#ifndef ENGINE_PRIVATE_H
#define ENGINE_PRIVATE_H
#include <string.h>
#include "engine.h"
#include "language.h"
#include "sym.h"
#include "text.h"

enum phase { PHASE_NONE, PHASE_CREATE, PHASE_PLAN, PHASE_OPEN, PHASE_READ, PHASE_EDIT, PHASE_PROCESS,
             PHASE_MERGE, PHASE_SAVE, PHASE_LOAD, PHASE_DOCUMENT, PHASE_REPORT, PHASE_RENDER,
             PHASE_TRAIN };

/* The modalities of one grouping that a row belongs to: several for a multiple-choice variable. */
typedef struct { uint32_t n; glane_sym *sym; } groups;

/* A scope with what count() needs beyond the interface: groups[by * n + i] of row i. */
typedef struct {
	glane_scope pub;
	const groups **groups;
	bool made;
} scope;

/* Room for the rows of one layer while a plugin fills them. */
typedef struct {
	uint32_t room;
	bool sealed, corrected;
	glane_span *span;
	void *cells[32];
} filling;

/* The values that a column of a layer can have, as its plugin says in create(); label[i] is another name of value[i], or NULL. */
typedef struct { const char *layer, *column; uint32_t n; const char **value, **label; } column_values;

typedef struct stage_run {
	glane_ctx ctx;			/* first: a glane_ctx * of the interface is a stage_run * */
	engine *engine;
	stage *stage;
	const glane_plugin *def;	/* NULL: a <read> that chooses its reader file by file */
	uint32_t n_needs, n_layers, n_tables, n_variables;
	int phase;

	/* What fail() and misuse have left; cleared when a callback begins. */
	int failed;			/* code of the last fail(), or GLANE_EBUG after misuse */
	uint32_t n_said;		/* failures of this create() that are messages already */
	const char *said, *reason;	/* in the user's and the report's language */
	glane_place at;
	const char *at_option;		/* copies of what the place points at */
	const char *at_file;

	bool all_coders;		/* of rows of `theme` */
	uint32_t n_coders;
	glane_sym *coder;
	uint32_t n_values, room_values;
	column_values *values;

	unsigned char *input;		/* the plugin's input struct */
	scope *scope;			/* one per need; then one for `unit` */
	filling *filling;		/* one per layer */
	counts **delta;			/* what the document at work adds, one per table */

	/* In report(). */
	counts **whole;
	void **rows;			/* of counted(), completed by the plugin */
	table_draft **draft;		/* of row(), one per table */
	uint32_t n_places, *places;	/* documents that it may look at; NULL: not asked yet */
} stage_run;

typedef struct { const char *path; glane_bytes bytes; file_stamp stamp; char sha256[65]; } cached_file;
typedef struct { glane_io io; const char *path, *figure; const glane_grid *of; } open_output;	/* figure, of: of output_of() */

struct engine {
	arena *run, *worker, *scratch, *document, *delta, *files;
	arena *state;			/* what GLANE_STATE means just now */
	pipeline *pipeline;
	corpus *corpus;
	messages *messages;
	uint32_t n_runs, evidence_max;
	stage_run *stage_run;		/* one per stage, in pipeline order */
	uint32_t n_readers;
	stage_run **reader;		/* for a <read> without `use`: one per reader plugin */
	char *watched;			/* shared with the parent; NULL: nobody looks */
	const volatile int *cancel;	/* not 0: callbacks that ask are told to stop */
	struct document *doc;		/* at work: the draft's while it is read, then the sealed one */
	glane_draft *draft;		/* while it is read and edited */
	uint32_t n_kept;
	const char **kept;		/* "token.form" … what goes to the run store */
	state *delta_state;		/* own states of the document at work */

	uint32_t n_cached, room_cached, n_inputs, room_inputs;
	cached_file *cached;		/* of the file being read, in `files` */
	cached_file *input;		/* of all files used, without bytes */
	const store *inputs_in;		/* the store that has the first n_inputs_in of them */
	uint32_t n_inputs_in;
	const corpus_file *reading;
	uint32_t n_maps;		/* of cached() */
	struct cache_map *map;
	bool told_cache;		/* that nothing can be kept */

	/* Report. */
	state *whole;
	uint32_t n_corrections, left_open;	/* made in all documents; neither made nor needed */
	uint32_t n_of_line, room_of_line, *of_line;	/* lines of those whose documents were read */
	uint32_t (*corrected)[N_CORRECT];	/* of each stage: made in the documents it wants, by what they correct */
	uint32_t n_documents, *number;	/* in the store, plan order */
	uint32_t n_tables, room_tables;
	table **table;
	const glane_grid **grid;
	glane_study study;

	/* Render. */
	const char *folder;
	uint32_t n_outputs, room_outputs;
	open_output **output;
	arena *shown_in;		/* documents that passages were shown of; forgotten when it grows */
	document **shown;		/* one per document of the store, or NULL */
	void *names;			/* places by name of document, sorted */
	struct layer_spans { const char *layer; struct spans_of { uint32_t n; glane_span *span; } *of; }
		*spans;			/* rows of layers that evidence names */
	uint32_t n_spans, room_listed;
	found *listed;			/* passages of the row that was last handed over */
};

struct glane_plan {
	engine *engine;
	stage_run *run;
	arena *in;
	plan_add *add;
	plan_add_variable *variable;
	void *user;
	plan_item item;			/* the last document, not yet handed on: values may follow */
	bool pending;
	uint32_t room;
	glane_variable *value;
};

struct state {
	arena *arena;
	engine *engine;
	store *store;
	counts ***counts;		/* [stage][table]; NULL: not a counted one */
	void **own;			/* [stage]; NULL: no state */
};

extern const glane_host glane_host_table;

/* engine.c */
stage_run *engine_reader(engine *e, const stage *read, const plugin *p);
void engine_at(engine *e, const char *stage_id);	/* for who watches */
bool engine_sets(const engine *e, const char *variable);	/* some step gives it */
/* All values that stages say of a column; NULL: a stage that makes the layer hasn't said any, so that all are possible. */
/* Does the stage say itself whose its rows are? Then they are people's. */
bool layer_of_people(const glane_layer *def);
const column_values *engine_values(engine *e, const char *layer, const char *column);
const column_values *stage_values(const stage_run *r, const char *layer, const char *column);	/* its own; NULL: none said */
bool stage_knows(const stage_run *r, const char *layer, const char *column, glane_sym value);
void host_values(glane_ctx *, const char *layer, const char *column, uint32_t n, const glane_str *value, const glane_str *label);
void host_plan_document(glane_plan *p, const char *name, uint64_t key, uint64_t size, glane_where w);
void host_plan_variable(glane_plan *p, const char *name, uint32_t type);
void host_plan_value(glane_plan *p, const char *name, glane_str value);

static inline stage_run *run_of(glane_ctx *ctx)
{
	return (stage_run *)(void *)ctx;
}

/* Elements of a table of the descriptor, which ends with one whose first field, a name, is NULL. */
#define LIST_LENGTH(list) list_length((list), sizeof *(list))
static inline uint32_t list_length(const void *list, size_t size)
{
	const char *name;
	for (uint32_t n = 0; list; n++) {
		memcpy(&name, (const char *)list + n * size, sizeof name);
		if (!name)
			return n;
	}
	return 0;
}

/* host.c */
void stage_begin(stage_run *r, int phase);
/* The callback returned `code`: GLANE_OK, or the failure with its message (misuse counts as one). */
int stage_end(stage_run *r, int code);
/* The message of the last failure, as an error of the run. */
void stage_complain(stage_run *r);
void stage_misuse(stage_run *r, const char *what);
/* cache.c */
int host_cached(glane_ctx *, const char *name, uint32_t n, const glane_bytes *of,
                int (*make)(glane_ctx *, void *user, glane_io *out), void *user, glane_bytes *out);
/* Text of a failure's place: "interviews.csv:128:7", or "" . */
const char *stage_where(stage_run *r, arena *in, place *at);
bool engine_file(stage_run *r, const char *path, glane_bytes *out);

/* scope.c */
void input_make(stage_run *r, document *d);
/* Rows of `layer` in the scope of r's stage; NULL: no such layer. */
scope *scope_make(stage_run *r, document *d, const char *layer);
bool scope_counts(stage_run *r, const document *d, uint32_t speaker);
const groups *scope_groups_of_speaker(stage_run *r, document *d, uint32_t by, uint32_t speaker);
/* For each of n spans in order of begin: the speaker whose turn holds its begin, or GLANE_NONE. */
void spans_speakers(document *d, uint32_t n, const glane_span *span, uint32_t *out);

/* host_document.c: rows, seal, set, count, drafts */
void host_rows(glane_ctx *, uint32_t layer, uint32_t n, void *columns);
void host_seal(glane_ctx *, uint32_t layer, uint32_t n);
uint32_t host_correct(glane_ctx *, uint32_t layer, uint32_t n, void *columns);
/* correct.c: puts the corrections into the n rows that a stage is about to seal; how many there are then. */
uint32_t corrections_rows(stage_run *r, document *d, uint32_t number, uint32_t n);
void host_set(glane_ctx *, uint32_t variable, glane_str value);
uint32_t host_add_speaker(glane_ctx *, glane_str id, uint32_t role);
void host_count(glane_ctx *, uint32_t table, uint32_t n, const void *rows, const glane_scope *,
                const uint32_t *at);

/* host_report.c */
uint32_t host_counted(glane_ctx *, uint32_t table, void *rows);
void host_row(glane_ctx *, uint32_t table, const void *row, const glane_evidence *);
void host_label(glane_ctx *, uint32_t layer, glane_sym document, uint32_t n, const uint32_t *row,
                const void *columns);
const glane_pivot *host_pivot(glane_ctx *, const glane_grid *, const char *rows, const char *columns);
uint32_t host_documents(glane_ctx *);
const glane_doc *host_document(glane_ctx *, uint32_t i);
const glane_study *host_study(glane_ctx *);
const glane_grid *const *host_tables(glane_ctx *, uint32_t *n);
glane_str host_cell(glane_ctx *, const glane_grid *, uint32_t column, uint32_t row);
glane_str host_value(glane_ctx *, const glane_grid *, uint32_t column, uint32_t row);
glane_str host_reading(glane_ctx *, const glane_grid *, uint32_t row);
uint32_t host_passages(glane_ctx *, const glane_grid *, uint32_t row, uint32_t most,
                       const glane_quote **, uint64_t *total);
glane_str host_corrected(glane_ctx *, const glane_quote *);
void host_offsets(glane_ctx *, const glane_doc *, int unit, uint32_t n, const uint32_t *bytes,
                  uint32_t *out);
glane_io *host_output(glane_ctx *, const char *path);
const glane_method *host_methods(glane_ctx *, uint32_t *n);
/* report_check.c: core.check. */
typedef struct checks checks;
checks *checks_begin(engine *e);
void checks_document(checks *c, document *d);
table *checks_finish(checks *c, const table *variables);
/* The pipeline file without the values of private options. */
glane_str pipeline_shown(arena *in, const pipeline *p);
glane_io *host_output_of(glane_ctx *, const char *path, const glane_grid *, const char *figure);
const char *host_artefact(glane_ctx *, const char *kind, const glane_grid *, const char *figure, glane_bytes *out);
void host_stream(glane_ctx *, glane_io *out);

/* chain.c: do the stage's `when` and languages let the document through? */
bool stage_wants(const stage_run *r, const document *d);
/* process() of one step; what it counts is in e->delta_state. */
int stage_process(engine *e, stage_run *r, document *d);
/* late.c: counts for a step that is late, in all documents of the store; labels of the reports so far are there. false after a
 * message. */
bool late_count(engine *e, stage_run *r, state *into);

/* state.c: what one document adds. */
void delta_begin(engine *e);
void delta_forget(engine *e, stage_run *r);
bool delta_merge(engine *e, state *into);
bool delta_merge_stage(engine *e, stage_run *r, state *into);	/* of one stage alone */

/* show.c: documents and passages, once all are in the store. */
/* The document at place i of the store, kept until memory is short; NULL after a failure of r. */
document *show_document(engine *e, uint32_t i);
/* Its place, or GLANE_NONE. */
uint32_t show_place(const engine *e, uint32_t number);
uint32_t show_place_of_name(engine *e, glane_sym name);
/* Listed or found evidence of a row, of the stage's scope; n in memory of e->scratch. */
uint32_t show_found(engine *e, const table *t, uint32_t row, const found **out, uint64_t *total);
/* Listed evidence of row(): documents by name, rows of a kept layer. */
bool show_listed(stage_run *r, const glane_evidence *in, evidence *out);
/* Documents of the store that r's `when` and languages let through: places, in plan order. */
uint32_t show_documents_of(stage_run *r, const uint32_t **place);

/* report.c: closes what was opened since output number `from`; GLANE_OK, or the failure of the first that could not be
 * written. */
int close_outputs(stage_run *r, uint32_t from);
/* report.c, report_core.c, report_gate.c */
void input_report(stage_run *r);
void engine_add_table(engine *e, table *t);
bool report_core_tables(engine *e);
/* report_corrections.c: how many corrections are in what each table was counted from. */
void corrections_tally(engine *e, const document *d);
void corrections_add(const engine *e, table_draft *t, const document *d);
void corrections_add_unread(engine *e, table_draft *t);
void corrections_conclude(engine *e);
extern const glane_table corrections_table;
void report_gate(engine *e);
#endif
