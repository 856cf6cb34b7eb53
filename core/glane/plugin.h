/* glane/plugin.h - everything that a plugin and glane say to each other.
 *
 * A plugin is one constant, the descriptor, the last thing in its source file. It links to nothing:
 * glane hands it a table of functions, `ctx->host`. Start reading at the end of this page.
 *
 * One idea is used four times: a constant table ties the fields of a struct of yours to names.
 *
 *   options  -> your configuration    glane parses, checks and stores it before create()
 *   needs    -> your input            glane points it at the document before process()
 *   layers   -> your output columns   glane points them at arrays that you fill
 *   tables   -> your result row       you fill one and hand it over
 *
 * The C type of each field is taken by the compiler, so a wrong one does not compile. In the macros
 * S is the struct's typedef name (C++ refuses `struct s`). All tables end with GLANE_LAST.
 *
 * Ownership: whatever a host function returns or a callback receives is borrowed and constant, for
 * as long as its comment says, otherwise until the callback returns. Plugins free nothing of glane's
 * and glane frees nothing of theirs.
 *
 * Errors: a callback returns GLANE_OK, or the value of fail(). Host functions that return nothing
 * cannot fail in a correct plugin: after misuse, a full disk or bad bytes the call is noted, all
 * that follow do nothing, and glane looks when the callback returns. Memory never runs out for a
 * plugin: glane ends the worker, names the document, and goes on.
 *
 * A plugin has no threads, prints nothing, never exits, and leaves locale, folder and signals alone.
 */
#ifndef GLANE_PLUGIN_H
#define GLANE_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define GLANE_MAGIC 0x474c414eu		/* "GLAN" */
#define GLANE_MAJOR 0			/* 0 until three outside plugins have used it */
#ifndef GLANE_MINOR			/* define a higher one to be allowed newer calls */
#define GLANE_MINOR 0
#endif
#define GLANE_NONE UINT32_MAX		/* no row, no speaker, no parent */

#ifdef __cplusplus
extern "C" {
#define GLANE_LAST {}
#define GLANE_EXTERN extern "C"
#else
#define GLANE_EXTERN extern
#define GLANE_LAST { 0 }
#endif

/* ---- Values ---------------------------------------------------------------------------------- */

typedef struct { uint32_t begin, end; } glane_span;	/* bytes of the text, half open */
typedef struct { const char *p; uint32_t n; } glane_str;	/* UTF-8, n bytes */
typedef struct { const unsigned char *p; size_t n; } glane_bytes;
#define GLANE_STR(s) (int)(s).n, (s).p	/* printf("%.*s", GLANE_STR(s)) */

/* An interned string: equal strings have equal ids in one process, 0 is "" and means missing. A
 * struct, so that nobody sorts by it: ids differ from run to run and never enter a saved state. */
typedef struct { uint32_t id; } glane_sym;

typedef struct glane_ctx glane_ctx;
typedef struct glane_doc glane_doc;
typedef struct glane_io glane_io;	/* a stream of bytes, in or out */
typedef struct glane_plan glane_plan;	/* the list of documents, while a reader makes it */
typedef struct glane_draft glane_draft;	/* a document whose text can still change */

/* EINPUT: this document is bad (set aside or stop, as `on-error` says). EOPTION: the pipeline or a
 * file it names is bad. EIO: the disk. ECANCEL: progress() said so. EBUG: the plugin is wrong. All
 * but EINPUT stop the run. */
enum { GLANE_OK = 0, GLANE_EINPUT = -1, GLANE_EOPTION = -2, GLANE_EIO = -3, GLANE_ECANCEL = -4,
       GLANE_EBUG = -5 };
enum { GLANE_DEBUG, GLANE_INFO, GLANE_WARNING };

enum {					/* types; a field's type is found by the compiler */
	GLANE_BOOL = 1, GLANE_INT, GLANE_REAL, GLANE_CHOICE, GLANE_TEXT, GLANE_PATH, GLANE_PRIVATE,
	GLANE_REF, GLANE_SYM, GLANE_ROW, GLANE_ROWS, GLANE_SCOPE, GLANE_GRID,
	GLANE_NOMINAL, GLANE_ORDINAL, GLANE_NUMBER, GLANE_MULTIPLE, GLANE_WEIGHT,
	GLANE_FILES
};

/* How long memory from alloc() lives. */
enum {
	GLANE_SCRATCH,			/* this document; elsewhere until the callback returns */
	GLANE_STATE,			/* the state being filled, merged into or loaded */
	GLANE_WORKER,			/* this process: caches */
	GLANE_RUN			/* all processes; in create() and plan() only */
};

/* Where something is wrong. glane turns it into "interviews.csv:128:7" or "study.xml:8". An option
 * is named as in the pipeline; line and column count from 1, 0: not known. */
typedef struct {
	const char *option, *file;
	uint32_t line, column;
	const glane_doc *doc;
	glane_span span;
} glane_place;

/* ---- Options: what a pipeline may say to the plugin ------------------------------------------ */

typedef struct glane_option {
	const char *name;		/* as in the pipeline: "min-count" */
	uint32_t type, offset;
	const char *initial;		/* default as one would write it; NULL: must be given */
	double min, max;		/* of numbers, both included */
	const char *choices;		/* "a|b|c": the field is 0, 1, 2; of GLANE_REF: "var|column|table", or
					   "theme|by": a list of words and of what the stage's `by` is to be; of
					   GLANE_TEXT: "var": {names} in it are variables */
	const char *help;		/* one line, a sentence without its full stop */
} glane_option;

#define GLANE_OPT_BOOL(S, f, name, d, help) \
	{ name, GLANE_BOOL, GLANE_AT(S, f, bool), d, 0, 1, NULL, help }
#define GLANE_OPT_INT(S, f, name, d, lo, hi, help) \
	{ name, GLANE_INT, GLANE_AT(S, f, int64_t), d, lo, hi, NULL, help }
#define GLANE_OPT_REAL(S, f, name, d, lo, hi, help) \
	{ name, GLANE_REAL, GLANE_AT(S, f, double), d, lo, hi, NULL, help }
#define GLANE_OPT_TEXT(S, f, name, d, help) \
	{ name, GLANE_TEXT, GLANE_AT(S, f, const char *), d, 0, 0, NULL, help }
/* Text with {names} of variables in it, checked as those of `signature` are. From open() on, not yet in create(), they
 * are as documents have them: {initials} where the pipeline says {initiales}. */
#define GLANE_OPT_PATTERN(S, f, name, d, help) \
	{ name, GLANE_TEXT, GLANE_AT(S, f, const char *), d, 0, 0, "var", help }
/* A file beside the pipeline; the field is its absolute path, for file(). */
#define GLANE_OPT_PATH(S, f, name, d, help) \
	{ name, GLANE_PATH, GLANE_AT(S, f, const char *), d, 0, 0, NULL, help }
/* Files, folders and patterns, separated by semicolons: "gold/;more-*.conllu"; the field is a list of the absolute paths of
 * files, ended by NULL, in the order given and inside a folder in code-point order. */
#define GLANE_OPT_FILES(S, f, name, d, help) \
	{ name, GLANE_FILES, GLANE_AT(S, f, const char *const *), d, 0, 0, NULL, help }
/* A path that is kept out of outputs, log and manifest. */
#define GLANE_OPT_PRIVATE(S, f, name, d, help) \
	{ name, GLANE_PRIVATE, GLANE_AT(S, f, const char *), d, 0, 0, NULL, help }
#define GLANE_OPT_CHOICE(S, f, name, d, list, help) \
	{ name, GLANE_CHOICE, GLANE_AT(S, f, int), d, 0, 0, list, help }
#define GLANE_OPT_REF(S, f, name, d, kinds, help) \
	{ name, GLANE_REF, GLANE_AT(S, f, const char *), d, 0, 0, kinds, help }

/* ---- Needs: what the plugin reads ------------------------------------------------------------ */

/* All rows of a layer, in order of begin (rows of equal begin: longer first). */
typedef struct { uint32_t n; const glane_span *span; } glane_rows;

/* The rows that count, each once, in order: what respondents say (or whom `speakers` names), and
 * what `where` chooses. row[i] is its number in the layer, speaker[i] one in doc->speaker, group[i]
 * its value of `by` ("" without `by`; the first one of a multiple-choice variable: count() takes them
 * all), unit[i] the index of the row of the scope "unit" that holds it, or GLANE_NONE. A plugin that
 * walks tokens of its unit therefore needs no search: it looks at unit[i]. */
typedef struct {
	const char *layer;
	uint32_t n;
	const uint32_t *row, *speaker, *unit;
	const glane_span *span;
	const glane_sym *group;
} glane_scope;

/* A finished table, by columns. array: glane_sym, int64_t or double; state: 0 or GLANE_MISSING… */
enum { GLANE_MISSING = 1, GLANE_UNDEFINED, GLANE_SUPPRESSED };
typedef struct {
	const char *label;
	uint32_t type;
	const void *array;
	const uint8_t *state;
} glane_cells;
typedef struct {
	const char *stage, *title, *reading;	/* title, reading, labels: in the report's language */
	const char *by;				/* the variable of the key `group`; "": not grouped */
	const struct glane_table *def;
	uint32_t n;				/* rows, in the declared order */
	const glane_cells *column;		/* as many, and in the order, as def->columns */
	const char *const *view, *const *figure;	/* labels of def->views, def->figures */
	uint32_t corrections;			/* made by hand in what the table was counted from */
	const char *topic;			/* of its plugin; "": of none; "core" of glane's own */
} glane_grid;

/* what = "token" (glane_rows, or glane_scope for the rows that count) · "word.lemma" (const glane_sym *,
 * int64_t, double, uint32_t, one per row of the layer) · "var:lang" (glane_str) ·
 * "table:reinert.profiles" (const glane_grid *, in report) · "unit" (glane_scope: the stage's `unit`)
 * · "@option" (what that GLANE_REF option names). Of "theme" a stage sees the rows of the coders whom its attribute `coder`
 * names, by default those of glane's own stages; one that needs "theme.origin" tells coders apart and sees all. A "?" at the end: used if there; the field is then
 * all zero when it isn't. Kept needs stay in the run store, so that report() can read them again,
 * document by document, and evidence queries can be answered. */
typedef struct glane_need {
	const char *what;
	uint32_t type, offset;
	bool keep;
} glane_need;
#define GLANE_NEED(S, f, what) { what, GLANE_TYPE_NEED(S, f), GLANE_OFFSET(S, f), false }
#define GLANE_NEED_KEPT(S, f, what) { what, GLANE_TYPE_NEED(S, f), GLANE_OFFSET(S, f), true }

/* ---- Layers: what the plugin adds to a document ---------------------------------------------- */

/* A column of a layer or of a table. Fields that a kind does not use are 0. */
typedef struct glane_column {
	const char *name;		/* stable, English: the heading of a CSV file */
	uint32_t role, type, offset;
	const char *unit;		/* of counts and values; of GLANE_ROW: the layer pointed into; of keys and labels the
					   words, "a|b|c", that are said in the report's language */
	int32_t decimals;		/* of values, as people read them; -1: as many as each has */
	const char *label;		/* for people; translated */
} glane_column;

/* S holds `glane_span *span` and one pointer per column: glane_sym *, int64_t *, double *, or
 * uint32_t * (row of the layer `into`). A cell left alone is missing: "", INT64_MIN, NaN,
 * GLANE_NONE. The column `origin` of shared layers is glane's, the stage's id; but a step that makes rows of `theme` which
 * people coded has it among its columns and says whose each row is. */
#define GLANE_COLUMN(S, f, name, label) \
	{ name, 0, GLANE_TYPE_ARRAY(S, f), GLANE_OFFSET(S, f), NULL, 0, label }
#define GLANE_COLUMN_ROW(S, f, name, into, label) \
	{ name, 0, GLANE_ROW, GLANE_AT(S, f, uint32_t *), into, 0, label }

enum {
	GLANE_MAKES,			/* new rows */
	GLANE_MAY_MAKE,			/* new rows in some documents (readers) */
	GLANE_ADDS,			/* columns of rows made by an earlier stage */
	GLANE_REPLACES,			/* … in place of an earlier stage's columns of that name */
	GLANE_LABELS			/* columns filled in report(), with label() */
};
typedef struct glane_layer {
	const char *name;		/* of the vocabulary, or "vendor:name" */
	uint32_t how, span;
	const glane_column *columns;	/* may be NULL */
	const char *help;
} glane_layer;
#define GLANE_LAYER(S, name, how, columns, help) \
	{ name, how, GLANE_AT(S, span, glane_span *), columns, help }

/* ---- Tables, views, figures: what the plugin finds ------------------------------------------- */

enum { GLANE_KEY = 1, GLANE_COUNT, GLANE_SUM, GLANE_PASSAGES, GLANE_DOCUMENTS, GLANE_SPEAKERS,
       GLANE_VALUE, GLANE_LABEL };
#define GLANE_COL_KEY(S, f, name, label) \
	{ name, GLANE_KEY, GLANE_TYPE_CELL(S, f), GLANE_OFFSET(S, f), NULL, 0, label }
/* Keys and labels whose cells hold words of the plugin, "active|supplementary", which people read in their language. */
#define GLANE_COL_KEY_WORD(S, f, name, words, label) \
	{ name, GLANE_KEY, GLANE_SYM, GLANE_AT(S, f, glane_sym), words, 0, label }
#define GLANE_COL_LABEL_WORD(S, f, name, words, label) \
	{ name, GLANE_LABEL, GLANE_SYM, GLANE_AT(S, f, glane_sym), words, 0, label }
#define GLANE_COL_COUNT(S, f, name, unit, label) \
	{ name, GLANE_COUNT, GLANE_INT, GLANE_AT(S, f, int64_t), unit, 0, label }
#define GLANE_COL_SUM(S, f, name, unit, dec, label) \
	{ name, GLANE_SUM, GLANE_REAL, GLANE_AT(S, f, double), unit, dec, label }
#define GLANE_COL_PASSAGES(S, f, name, unit, label) \
	{ name, GLANE_PASSAGES, GLANE_INT, GLANE_AT(S, f, int64_t), unit, 0, label }
#define GLANE_COL_DOCUMENTS(S, f, name, label) \
	{ name, GLANE_DOCUMENTS, GLANE_INT, GLANE_AT(S, f, int64_t), "documents", 0, label }
#define GLANE_COL_SPEAKERS(S, f, name, label) \
	{ name, GLANE_SPEAKERS, GLANE_INT, GLANE_AT(S, f, int64_t), "speakers", 0, label }
#define GLANE_COL_VALUE(S, f, name, unit, dec, label) \
	{ name, GLANE_VALUE, GLANE_REAL, GLANE_AT(S, f, double), unit, dec, label }
#define GLANE_COL_LABEL(S, f, name, label) \
	{ name, GLANE_LABEL, GLANE_SYM, GLANE_AT(S, f, glane_sym), NULL, 0, label }
#define GLANE_MISSING_INT    INT64_MIN		/* for a cell of a row handed to row(): not known */
#define GLANE_UNDEFINED_INT  (INT64_MIN + 1)	/* not defined, as a mean of nothing */
#define GLANE_MISSING_REAL   (-1.7976931348623157e308)
#define GLANE_UNDEFINED_REAL (-1.7976931348623155e308)

/* How a table is laid out for reading: rows and columns are keys. cell: a column, or several, "value|text", of which the
 * first that isn't missing fills the cell. */
typedef struct glane_view { const char *name, *rows, *columns, *cell, *label; } glane_view;
typedef struct glane_figure {
	const char *name, *kind;	/* bars heat map tree network cloud strip quadrants quotes */
	const char *from;		/* a view of the table; NULL: the table */
	const char *map;		/* "x=axis1 y=axis2 label=form size=count colour=class" */
	const char *label;
} glane_figure;

/* One row per combination of keys. The key named `group` is the stage's `by`. Units: tokens sentences
 * segments documents speakers …; of values also "p" and "q". GLANE_PASSAGES is the count that the
 * row's evidence adds up to. A counted table is filled by count() alone, during process(), and
 * completed with counted(); any other by row(), in report(). With | GLANE_CHECK its rows are what people
 * should look at before they believe the rest: rules that never fire, attributions that weren't understood. With
 * | GLANE_PERSONAL each row tells of one document, person or passage: the public doesn't get the table. With | GLANE_PAIRS
 * its first two keys, `group` aside, are a pair of things of one kind, each pair once, in an order of the plugin's (of a
 * codebook, of letters): views of the two keys are in that order, and so a triangle. */
enum { GLANE_COUNTED = 1, GLANE_REPORTED = 2, GLANE_CHECK = 4, GLANE_PERSONAL = 8, GLANE_PAIRS = 16 };
typedef struct glane_table {
	const char *name;
	uint32_t how;			/* GLANE_COUNTED, GLANE_REPORTED */
	const glane_column *columns;
	uint32_t size;			/* sizeof the row's struct */
	const char *order;		/* "group -speakers": - is descending; keys break ties */
	const glane_view *views;
	const glane_figure *figures;
	const char *label, *reading;	/* "{speakers} speakers of {group} speak of {theme}" */
} glane_table;

/* The passages behind a row: rows of layer `in`. Either listed, or found in the run store: those that
 * hold (or are) a row with column = value for every match; `group` is a column too. */
typedef struct { const char *column; glane_sym value; } glane_match;
typedef struct { glane_sym document; uint32_t row; } glane_passage;
typedef struct {
	const char *in;
	uint32_t n_match, n_rows;
	const glane_match *match;
	const glane_passage *rows;
} glane_evidence;

/* A passage as it is read: its text in context is document()'s. */
typedef struct {
	uint32_t document, row;		/* a document's number; a row of the evidence's layer */
	glane_span span;
	glane_str text, where;		/* where: "entretiens.csv, l. 128" */
	glane_str name;			/* of the document */
	glane_str signature;		/* as the pipeline's `signature` says, otherwise the speaker */
	glane_sym speaker, group;
} glane_quote;

typedef struct {
	const char *title, *study, *language, *audience;
	int64_t min_speakers;			/* the least that a row in public needs; 0: nothing is suppressed */
	const char *pipeline;			/* name of its file; "" of a command line */
	glane_str source;			/* the file's text, without values of private paths */
} glane_study;

/* What a stage did, for the section "Method" of a paper. Sentences have a condition on an option of the stage, or one of
 * the attributes by where when unit speakers: "features=lemma", "yates!=no", "by=" (none), "test=chi2|g2", or
 * "table:words!=": the stage's table has rows; several with " and " between them; NULL: always. In text {option} is the value in
 * effect, and [@key] cites a reference of the plugin, as in Markdown of pandoc. */
typedef struct glane_sentence { const char *when, *text; } glane_sentence;
typedef struct glane_reference {
	const char *key, *type;		/* "lafon1980"; of BibTeX: article book incollection inproceedings misc phdthesis techreport */
	const char *author, *year, *title;	/* "Lafon, Pierre and Muller, Charles" */
	const char *in;			/* journal, book, publisher or school */
	const char *volume, *pages, *doi, *url;	/* NULL where there is none; volume "1" or "1(2)", pages "127-165" */
} glane_reference;
typedef struct {
	const char *stage, *plugin, *version, *license;
	const char *text;		/* the sentences that hold, in the report's language, with a blank between; "" */
	const glane_reference *references;	/* of the plugin, NULL: none; the last one's key is NULL */
} glane_method;

/* A table laid out as rows × columns of two keys; cell[r * n_columns + c] is a row of the grid, or
 * GLANE_NONE. Modalities come in their declared order. */
typedef struct {
	uint32_t n_rows, n_columns;
	const glane_str *row, *column;
	const uint32_t *cell;
} glane_pivot;

/* ---- Documents ------------------------------------------------------------------------------- */

enum { GLANE_RESPONDENT, GLANE_INTERVIEWER, GLANE_OTHER };
typedef struct { const char *name; uint32_t type; glane_str value; } glane_variable;
typedef struct {
	glane_sym id;			/* within the document */
	glane_sym person;		/* within the study: the same for one respondent's documents */
	uint32_t role, n_variables;
	const glane_variable *variable;
	bool quotable;			/* words may be shown; they are counted in any case */
} glane_speaker;
typedef struct {
	const char *name, *label;
	uint32_t type;			/* GLANE_SYM, GLANE_INT, GLANE_REAL, GLANE_ROW */
	const char *into;		/* of GLANE_ROW: the layer pointed into */
	const void *array;		/* glane_sym, int64_t, double, uint32_t */
} glane_layer_column;
typedef struct {
	const char *name;
	glane_rows rows;
	uint32_t n_columns;
	const glane_layer_column *column;
} glane_layer_data;

struct glane_doc {			/* sealed; glane may append fields */
	glane_sym name;			/* unique in the run */
	glane_str text;
	uint32_t number;		/* in the plan */
	uint32_t n_speakers, n_variables, n_layers;
	const glane_speaker *speaker;	/* at least one */
	const glane_variable *variable;
	const glane_layer_data *layer;	/* in process(): those needed; in a writer's document(): all;
					   in report() and render(): those kept */
};

/* Where bytes of a text came from; 0 and -1: not known. */
typedef struct { uint64_t offset; uint32_t line, page; int64_t ms; } glane_where;

typedef struct { const char *path, *name; uint64_t size; uint32_t number; } glane_file;
typedef struct {
	const glane_file *file;
	uint64_t key;			/* the reader's own, from plan_document() */
	glane_where where;
	glane_sym name;
} glane_planned;

/* ---- The host: what glane does for a plugin -------------------------------------------------- */

#define GLANE_PRINTF(f, a) __attribute__((format(printf, f, a)))

typedef struct glane_host {
	uint32_t size;			/* the table only grows, at its end */
	uint16_t major, minor;

	/* Anywhere. The format is English and is the key of its own translation (plugin's domain). The
	 * first fail() of a callback is what is said, the others follow from it; but in create() each one
	 * at a line of a file is a message of its own, so that all errors of a codebook come at once. */
	int  (*fail)(glane_ctx *, int code, glane_place, const char *format, ...) GLANE_PRINTF(4, 5);
	void (*log)(glane_ctx *, int level, glane_place, const char *format, ...) GLANE_PRINTF(4, 5);
	/* false: return GLANE_ECANCEL soon. */
	bool (*progress)(glane_ctx *, uint64_t done, uint64_t total);
	/* Zeroed, aligned for any type, never NULL. grow(): p may move; p NULL, n 0: alloc. */
	void *(*alloc)(glane_ctx *, int life, size_t n);
	void *(*grow)(glane_ctx *, int life, void *p, size_t n, size_t more);
	glane_sym (*sym)(glane_ctx *, const char *s);
	void (*intern)(glane_ctx *, uint32_t n, const glane_str *in, glane_sym *out);
	void (*strings)(glane_ctx *, uint32_t n, const glane_sym *in, glane_str *out);
	/* For the whole process; a NUL follows. */
	glane_str (*string)(glane_ctx *, glane_sym);
	/* out: the numbers 0..n-1 in code-point order of in[]; equal ones keep their order. */
	void (*order)(glane_ctx *, uint32_t n, const glane_sym *in, uint32_t *out);
	/* An option's or planned file; entered in the manifest. From create() for the run, in plan() and
	 * read() until the callback returns. */
	int  (*file)(glane_ctx *, const char *path, glane_bytes *out);
	/* `text` in the report's language: the plugin's own constants. */
	const char *(*translate)(glane_ctx *, const char *text);

	/* plan(): documents in a stable order, with the place where each begins. Names must be unique in
	 * a <read>; size, in bytes, is for progress; key is for the reader alone. */
	void (*plan_document)(glane_plan *, const char *name, uint64_t key, uint64_t size, glane_where);
	void (*plan_variable)(glane_plan *, const char *name, uint32_t type);
	/* A value that is known at the plan; otherwise variable() in read(). */
	void (*plan_value)(glane_plan *, const char *name, glane_str value);

	/* read(): the document, piece by piece, one piece per run of bytes with one mapping. text()
	 * returns the offset at which the piece begins. */
	uint32_t (*text)(glane_draft *, glane_str piece, glane_where);
	void (*repair)(glane_draft *, const char *kind, glane_where, glane_str was, glane_str now);
	/* speaker GLANE_NONE: the document's. */
	void (*variable)(glane_draft *, uint32_t speaker, const char *name, glane_str value);
	/* Its number; the same for the same id. */
	uint32_t (*speaker)(glane_draft *, glane_str id, uint32_t role);

	/* edit(): the text so far, and replacements from left to right, none overlapping. Variables
	 * likewise, and speakers' ids. What was replaced is kept nowhere. */
	const glane_doc *(*draft)(glane_draft *);
	void (*replace)(glane_draft *, glane_span, glane_str now);
	/* variable NULL: the id; speaker GLANE_NONE and variable NULL: the document's name. */
	void (*rename)(glane_draft *, uint32_t speaker, const char *variable, glane_str now);

	/* read(), process(). rows(): room for n rows of the plugin's layer number `layer`, pointers stored
	 * in *columns; again with more: room grows, pointers change. seal(): n rows are final, sorted by
	 * begin. For GLANE_ADDS and GLANE_REPLACES the room is the layer's and n is ignored, `span` is not
	 * set. A layer never sealed is empty. */
	void (*rows)(glane_ctx *, uint32_t layer, uint32_t n, void *columns);
	void (*seal)(glane_ctx *, uint32_t layer, uint32_t n);
	/* process(): a declared variable of the document, by its number in the descriptor. */
	void (*set)(glane_ctx *, uint32_t variable, glane_str value);
	/* process(), of a step that makes `turn`: who speaks. speaker() of a sealed document: adds one or
	 * finds it; the implicit respondent disappears with the first. */
	uint32_t (*add_speaker)(glane_ctx *, glane_str id, uint32_t role);

	/* process(): adds rows, an array of n of the table's struct, to what has been counted for their
	 * keys. rows[i] was found in row at[i] of a scope (a field of ctx->input), or, with at NULL, is
	 * said of the document. The plugin fills the keys but `group`, and counts and sums, which are
	 * added (a sum in millionths, so that order cannot matter); glane fills group, passages,
	 * documents, speakers (each distinct), and merges, saves and loads it all: such a plugin needs
	 * no state. */
	void (*count)(glane_ctx *, uint32_t table, uint32_t n, const void *rows, const glane_scope *,
	              const uint32_t *at);

	/* report(): the counted rows, in key order, to be completed in place (labels, values); they are
	 * the table. *rows is an array of the table's struct. */
	uint32_t (*counted)(glane_ctx *, uint32_t table, void *rows);
	/* report(): one row of any other table; evidence may be NULL. */
	void (*row)(glane_ctx *, uint32_t table, const void *row, const glane_evidence *);
	/* report(): labels rows of a document, in ascending order; *columns holds arrays of n, span is
	 * not looked at. */
	void (*label)(glane_ctx *, uint32_t layer, glane_sym document, uint32_t n, const uint32_t *row,
	              const void *columns);

	/* save(), load(), and write() for writers. Numbers in few bytes, the same on every machine.
	 * get_number(): how many items follow; refused when the stream is too short to hold them, so
	 * that alloc() is safe. */
	void (*put_int)(glane_io *, int64_t);
	void (*put_real)(glane_io *, double);
	void (*put_str)(glane_io *, glane_str);
	void (*put_sym)(glane_io *, glane_sym);
	int64_t (*get_int)(glane_io *);
	double (*get_real)(glane_io *);
	glane_str (*get_str)(glane_io *);
	glane_sym (*get_sym)(glane_io *);
	uint32_t (*get_number)(glane_io *);
	void (*write)(glane_io *, const void *, size_t);
	/* In the C locale, whatever the user's. */
	void (*print)(glane_io *, const char *format, ...) GLANE_PRINTF(2, 3);

	/* report(), render(). document(): until the next; ctx->input points at it as well. */
	const glane_pivot *(*pivot)(glane_ctx *, const glane_grid *, const char *rows,
	                            const char *columns);
	uint32_t (*documents)(glane_ctx *);		/* how many, in plan order */
	const glane_doc *(*document)(glane_ctx *, uint32_t i);
	const glane_study *(*study)(glane_ctx *);

	/* render(). Tables of all stages; glane's own are core.documents, core.speakers, core.variables,
	 * core.repairs, core.skipped, core.check, core.manifest. cell(): as people read it, in the report's language;
	 * value(): as programs do (no separators, a point; "" when missing). */
	const glane_grid *const *(*tables)(glane_ctx *, uint32_t *n);
	glane_str (*cell)(glane_ctx *, const glane_grid *, uint32_t column, uint32_t row);
	glane_str (*value)(glane_ctx *, const glane_grid *, uint32_t column, uint32_t row);
	/* The table's reading sentence with the row's cells put in; "" where there is none. row GLANE_NONE: of the first row
	 * that leaves no gap in it and makes none of its plurals wrong, otherwise of the first one without a gap. */
	glane_str (*reading)(glane_ctx *, const glane_grid *, uint32_t row);
	/* At most `most` passages of a row (0: as many as are kept); returns how many, *total: of how
	 * many. */
	uint32_t (*passages)(glane_ctx *, const glane_grid *, uint32_t row, uint32_t most,
	                     const glane_quote **, uint64_t *total);
	/* Also document(): bytes[] ascending; unit 32: code points, 16: UTF-16. */
	void (*offsets)(glane_ctx *, const glane_doc *, int unit, uint32_t n, const uint32_t *bytes,
	                uint32_t *out);
	/* render(), train(): below the output folder; closed by glane. */
	glane_io *(*output)(glane_ctx *, const char *path);
	/* output() of a file that holds a table, or, where `figure` isn't NULL, what that figure of it shows. */
	glane_io *(*output_of)(glane_ctx *, const char *path, const glane_grid *, const char *figure);
	/* Of an earlier writer's files of a table (figure NULL), or of a figure of it, the first whose name ends as `kind` says,
	 * "svg" or "csv": its path below the output folder, and in *out, unless it is NULL, its bytes. NULL: there is none. */
	const char *(*artefact)(glane_ctx *, const char *kind, const glane_grid *, const char *figure, glane_bytes *out);
	/* All that document() wrote, in plan order. */
	void (*stream)(glane_ctx *, glane_io *out);

	/* create(), train(): bytes that take a while to make, kept between runs in the user's cache and mapped for all
	 * processes, for the run. They are kept for the name (of a file: letters, digits, hyphens) and the n parts `of` which
	 * they are made: those say all that they depend on, the files and the version of what makes them, and nothing of them
	 * may come from a corpus. make() is called where they aren't there yet and writes them to `out`; what isn't GLANE_OK is
	 * returned. */
	int  (*cached)(glane_ctx *, const char *name, uint32_t n, const glane_bytes *of,
	               int (*make)(glane_ctx *, void *user, glane_io *out), void *user, glane_bytes *out);

	/* create(), of a step that makes the layer: the n values that a column of it can have, label[i] being another name of
	 * value[i] (n 0: there are none; label NULL, or empty: no other name). What people write of them, as in corrections, is then
	 * checked before the first document. May be called again for more. */
	void (*values)(glane_ctx *, const char *layer, const char *column, uint32_t n, const glane_str *value,
	               const glane_str *label);
	/* process(), between rows() and seal(): puts what people corrected by hand into the n rows and returns how many there are
	 * then, with the pointers in *columns as rows() does. seal() does it where this wasn't called: it is for who
	 * counts the rows that it makes. A row that a person added has the corrected column, and what explains it, alone. */
	uint32_t (*correct)(glane_ctx *, uint32_t layer, uint32_t n, void *columns);
	/* render(): what people corrected by hand in a passage, "Marie: fear → trust (irony)"; "": nothing. */
	glane_str (*corrected)(glane_ctx *, const glane_quote *);
	/* render(): what each stage did, in pipeline order. */
	const glane_method *(*methods)(glane_ctx *, uint32_t *n);
} glane_host;

struct glane_ctx {
	const glane_host *host;
	const void *config;		/* your options; lives as long as the run */
	const void *self;		/* what create() made; config where there is no create() */
	void *worker;			/* worker_size bytes, this process's own, zeroed before open() */
	void *state;			/* state_size bytes: see below */
	const void *input;		/* your needs */
	const char *to;			/* writers: the attribute `to` */
};

/* ---- The descriptor -------------------------------------------------------------------------- */

typedef struct glane_plugin {
	uint32_t magic, size;		/* GLANE_HEAD fills these four */
	uint16_t major, minor;
	const char *name, *version, *license;	/* licence (SPDX) of the object as built */
	const char *summary;		/* one line */
	const char *domain;		/* gettext domain of its texts; NULL: English only */
	const char *languages;		/* "fr en"; NULL: any */
	const char *units;		/* values of `unit`, the first is the default; NULL: none */
	const glane_option *options;
	const glane_need *needs;
	const glane_layer *layers;
	const glane_variable *variables;	/* that set() gives; name and type */
	const glane_table *tables;
	uint32_t config_size, input_size, worker_size, state_size;
	uint32_t state_version;		/* raise when save() writes something else */
	bool releases_text;		/* a writer whose files hold what people said */

	/* Once, in the parent: lexicons, codebooks. Afterwards *self is never written to. */
	int  (*create)(glane_ctx *, void **self);
	void (*destroy)(void *self);
	/* Once per worker process. */
	int  (*open)(glane_ctx *);
	void (*close)(glane_ctx *);

	/* Reader. probe: 0 (no) to 100 (sure), from a name and the first 4 KiB. plan: once per file, in
	 * the parent. read: in any worker, any order. */
	int  (*probe)(const char *name, glane_bytes head);
	int  (*plan)(glane_ctx *, const glane_file *, glane_plan *);
	int  (*read)(glane_ctx *, const glane_planned *, glane_draft *);

	/* Filter. plan_name: the new name of a document, at the plan (duplicates are found before the
	 * first document is read); NULL: it stays. The result lives for the run. */
	int  (*edit)(glane_ctx *, glane_draft *);
	const char *(*plan_name)(glane_ctx *, const char *name);

	/* Step. process: ctx->state is an empty state for this document alone; when all stages have done
	 * with the document glane merges it into the worker's, otherwise forgets it. merge: adds `from` to
	 * ctx->state, copying; associative and commutative to the last bit, and a zeroed state changes
	 * nothing. save, load: ctx->state, load into a zeroed one. report: once, in pipeline order,
	 * ctx->state is the whole. */
	int  (*process)(glane_ctx *, const glane_doc *);
	int  (*merge)(glane_ctx *, const void *from);
	int  (*save)(glane_ctx *, glane_io *);
	int  (*load)(glane_ctx *, glane_io *);
	int  (*report)(glane_ctx *);

	/* Writer. document: in any worker; out becomes the file `to`, in plan order, unless there is a
	 * render, which runs once, after all reports, and puts it where it likes with stream(). */
	int  (*document)(glane_ctx *, const glane_doc *, glane_io *out);
	int  (*render)(glane_ctx *);

	/* `glane train NAME option=value…`: reads files that options name, writes with output(), which leads below the folder
	 * that --out names; all of it or, after a failure, nothing. No create() before it: a path that isn't given is ""
	 * where there is no such file by default, as the model that is to be made. Besides: fail, log, progress, memory (not
	 * GLANE_STATE), strings, file, translate, write, print, put_…. The same input gives the same bytes. */
	int  (*train)(glane_ctx *);

	/* What its tables tell of a study: themes sentiment words associations classes maps quotations survey course agreement
	 * corpus, the sections of a report in their order, and tables: what is made for other programs. NULL: none of these. */
	const char *topic;
	const glane_sentence *method;	/* ended by GLANE_LAST */
	const glane_reference *references;	/* likewise */
	bool redacts;			/* it releases text, but in public leaves out by itself what nobody may read */
} glane_plugin;

#define GLANE_HEAD \
	.magic = GLANE_MAGIC, .size = sizeof(glane_plugin), .major = GLANE_MAJOR, .minor = GLANE_MINOR

#ifdef GLANE_BUILTIN			/* -DGLANE_BUILTIN=theme_coder: linked in, under a name of its own */
#define GLANE_PASTE_(a, b) a##b
#define GLANE_PASTE(a, b) GLANE_PASTE_(a, b)
#define GLANE_ENTRY GLANE_PASTE(glane_plugin_, GLANE_BUILTIN)
#else
#define GLANE_ENTRY glane_plugin_entry
#endif
#define GLANE_PLUGIN \
	GLANE_EXTERN __attribute__((visibility("default"))) const glane_plugin GLANE_ENTRY; \
	const glane_plugin GLANE_ENTRY

/* ---- Small helpers --------------------------------------------------------------------------- */

static inline glane_place glane_here(void)
{
	glane_place p = { NULL, NULL, 0, 0, NULL, { 0, 0 } };
	return p;
}

static inline glane_place glane_at_option(const char *name)
{
	glane_place p = glane_here();
	p.option = name;
	return p;
}

static inline glane_place glane_at_line(const char *file, uint32_t line, uint32_t column)
{
	glane_place p = glane_here();
	p.file = file;
	p.line = line;
	p.column = column;
	return p;
}

static inline glane_place glane_at_span(const glane_doc *d, glane_span s)
{
	glane_place p = glane_here();
	p.doc = d;
	p.span = s;
	return p;
}

static inline glane_where glane_where_line(uint64_t offset, uint32_t line)
{
	glane_where w = { offset, line, 0, -1 };
	return w;
}

/* The first row at or after `from` that begins at or after `offset`: walks one layer beside another. */
static inline uint32_t glane_seek(glane_rows r, uint32_t from, uint32_t offset)
{
	while (from < r.n && r.span[from].begin < offset)
		from++;
	return from;
}

/* Of a table's columns that label which says in words what the key says in codes, by its name: "theme_label" of "theme". People
 * read it in the key's place, and it stays where the row's numbers are suppressed. -1: there is none. */
static inline int glane_key_label(const glane_column *columns, const char *key)
{
	size_t n = strlen(key);
	for (int c = 0; columns[c].name; c++)
		if (columns[c].role == GLANE_LABEL && !strncmp(columns[c].name, key, n) && !strcmp(columns[c].name + n, "_label"))
			return c;
	return -1;
}

/* Is the column such a label of some key? */
static inline bool glane_is_key_label(const glane_column *columns, uint32_t column)
{
	for (uint32_t k = 0; columns[k].name; k++)
		if (columns[k].role == GLANE_KEY && glane_key_label(columns, columns[k].name) == (int)column)
			return true;
	return false;
}

#define GLANE_OFFSET(S, f) ((uint32_t)offsetof(S, f))

#ifndef __cplusplus
#define GLANE_AT(S, f, T) \
	(GLANE_OFFSET(S, f) + 0 * (uint32_t)sizeof(char[_Generic(((S *)0)->f, T: 1)]))
#define GLANE_TYPE_CELL(S, f) \
	_Generic(((S *)0)->f, glane_sym: GLANE_SYM, int64_t: GLANE_INT, double: GLANE_REAL)
#define GLANE_TYPE_ARRAY(S, f) \
	_Generic(((S *)0)->f, glane_sym *: GLANE_SYM, int64_t *: GLANE_INT, double *: GLANE_REAL)
#define GLANE_TYPE_NEED(S, f) _Generic(((S *)0)->f, \
	glane_rows: GLANE_ROWS, glane_scope: GLANE_SCOPE, const glane_grid *: GLANE_GRID, \
	glane_str: GLANE_TEXT, const glane_sym *: GLANE_SYM, const int64_t *: GLANE_INT, \
	const double *: GLANE_REAL, const uint32_t *: GLANE_ROW)
#else
}	/* extern "C" */
template <class T> struct glane_type;	/* a type that is not here is refused */
template <> struct glane_type<glane_sym> { enum { cell = GLANE_SYM }; };
template <> struct glane_type<int64_t> { enum { cell = GLANE_INT }; };
template <> struct glane_type<double> { enum { cell = GLANE_REAL }; };
template <> struct glane_type<glane_sym *> { enum { array = GLANE_SYM }; };
template <> struct glane_type<int64_t *> { enum { array = GLANE_INT }; };
template <> struct glane_type<double *> { enum { array = GLANE_REAL }; };
template <> struct glane_type<glane_rows> { enum { need = GLANE_ROWS }; };
template <> struct glane_type<glane_scope> { enum { need = GLANE_SCOPE }; };
template <> struct glane_type<glane_str> { enum { need = GLANE_TEXT }; };
template <> struct glane_type<const glane_grid *> { enum { need = GLANE_GRID }; };
template <> struct glane_type<const glane_sym *> { enum { need = GLANE_SYM }; };
template <> struct glane_type<const int64_t *> { enum { need = GLANE_INT }; };
template <> struct glane_type<const double *> { enum { need = GLANE_REAL }; };
template <> struct glane_type<const uint32_t *> { enum { need = GLANE_ROW }; };
template <class A, class B> struct glane_same;
template <class A> struct glane_same<A, A> { enum { zero = 0 }; };
/* C++17 has no .name =: begin a constexpr function with this, set fields, return it. */
constexpr glane_plugin glane_head()
{
	glane_plugin p = {};
	p.magic = GLANE_MAGIC;
	p.size = sizeof p;
	p.major = GLANE_MAJOR;
	p.minor = GLANE_MINOR;
	return p;
}
#define GLANE_AT(S, f, T) (GLANE_OFFSET(S, f) + glane_same<decltype(S::f), T>::zero)
#define GLANE_TYPE_CELL(S, f) glane_type<decltype(S::f)>::cell
#define GLANE_TYPE_ARRAY(S, f) glane_type<decltype(S::f)>::array
#define GLANE_TYPE_NEED(S, f) glane_type<decltype(S::f)>::need
#endif
#endif
