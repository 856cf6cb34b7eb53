/* corpus_private.h - what the source files of the corpus share while a corpus is planned. */
#ifndef CORPUS_PRIVATE_H
#define CORPUS_PRIVATE_H
#include "corpus.h"
#include "csv/csv.h"
#include "engine.h"
#include "language.h"
#include "sym.h"
#include "text.h"

/* A value before it is settled: as written, with who said it. A later origin wins. name is that of a
 * variable_def, the same pointer. */
enum { SAID_BY_CORE, SAID_BY_READER, SAID_IN_METADATA, SAID_IN_PIPELINE };
typedef struct {
	const char *name, *value;
	place at;
	int origin;
	uint32_t speaker;		/* row of draft_document.row; GLANE_NONE: of the document */
} said;

/* A row of metadata that names a speaker of the document. */
typedef struct { const char *speaker; place at; } speaker_row;

/* A document while its values are gathered. */
typedef struct {
	planned p;
	const char *own_name;		/* as its reader names it; metadata knows it by this name */
	uint32_t n, room, n_rows, room_rows;
	said *said;
	speaker_row *row;
	bool in_metadata;
	uint32_t line;			/* of its row of metadata that names no speaker; 0: none */
} draft_document;

typedef struct {
	arena *in;
	engine *engine;			/* NULL: nothing is planned, see corpus_empty */
	loader *loader;
	messages *m;
	const pipeline *p;
	corpus *c;
	uint32_t n_files, room_files, room_variables, room_modalities;
	corpus_file **file;		/* each for itself: readers keep pointers */
	uint32_t n, room;
	draft_document *d;
	const corpus_file *planning;	/* whose documents are coming in */
	bool failed;			/* after a message */
} planning;

/* ---- corpus_files.c ---- */

/* Adds the files of a <read>, in the order of its list and inside a folder in code-point order. */
void corpus_files(planning *b, const stage *read);
/* A path as messages and reports show it: below the pipeline's folder, otherwise below `root`. */
const char *corpus_shown(planning *b, const char *path, const char *root);
/* Case folded, NFC: for names of files and documents. */
const char *corpus_fold_case(arena *in, const char *s);
const char *corpus_nfc(arena *in, const char *s);

/* ---- corpus_table.c: metadata.csv, variables.csv, values.csv ---- */

typedef struct {
	const char *path, *shown;
	uint32_t n_columns, n;
	const char **column;		/* as written, NFC */
	const char ***cell;		/* [row][column], NFC and trimmed; "" where empty */
	uint32_t *line;			/* of each row */
} sheet;
/* false after a message. */
bool corpus_sheet(planning *b, const char *path, sheet *out);
/* The column that has one of these names ("document|fichier|file", folded); -1: none. */
int sheet_column(planning *b, const sheet *s, const char *names);
static inline place sheet_place(const sheet *s, uint32_t row)
{
	return (place){ s->shown, s->line[row], 0 };
}

/* ---- corpus.c ---- */

/* Says that the variable has this value; a value that means "not known" changes nothing. */
void corpus_say(planning *b, draft_document *d, said s);
/* The last that was said; NULL: nothing. `name` as in a variable_def. */
const said *corpus_said(const draft_document *d, const char *name, uint32_t speaker);
/* Where a document begins, for messages. */
place corpus_place(const draft_document *d);

/* The cell, "" where the table lacks the column (-1). */
static inline const char *sheet_cell(const sheet *s, uint32_t row, int i)
{
	return i < 0 ? "" : s->cell[row][i];
}
static inline const char *or_null(const char *s)
{
	return *s ? s : NULL;
}
/* Says that the table lacks a column that it must have. */
bool sheet_lacks(planning *b, const sheet *s, int i, const char *name);
/* Warns of a column that isn't read and looks like one that would be: n columns by their first names. */
void sheet_unread(planning *b, const sheet *s, uint32_t n, const char *const *name, const int *at);

/* ---- values.c ---- */

void values_read(planning *b);
/* Modalities of a variable lie together, in the order of the file; once, when both tables are read. */
void values_sort(planning *b);
/* When all values are in: what values.csv says of them, and what they say of it. Returns whether the variable has ranges, which make
 * modalities in an order of its numbers. */
bool values_check(planning *b, const variable_def *v);

/* ---- variables.c ---- */

/* Name under which the study knows a variable: "langue" is lang, "Âge" may be known as age. */
const char *variable_name(planning *b, const char *written);
/* The variable; made when new. */
variable_def *variable_of(planning *b, const char *written, place at);
void variables_read(planning *b);	/* variables.csv and values.csv */
/* After all values are in: types that nobody declared, values that don't fit, names nobody has. */
void variables_settle(planning *b);
/* The known value, recoded and in memory of the corpus; NULL: missing. */
const char *variables_value(planning *b, const stage *read, const said *s);
int corpus_type(const char *word);	/* GLANE_NOMINAL …; 0: no type is called that */

/* ---- metadata.c ---- */

void metadata_join(planning *b, const stage *read);

/* ---- persons.c ---- */

/* One person has one value of each of its variables, in all its documents. */
void persons_settle(planning *b);

/* ---- correction.c ---- */

/* The file of corrections, each given to its document. */
void corrections_read(planning *b, engine *e);

/* ---- coders.c ---- */

/* What the pipeline says of coders. */
void coders_check(planning *b, engine *e);

/* ---- corpus_check.c ---- */

/* What the pipeline says of variables: by, signature, quotable, when, options that name a variable. */
void corpus_check(planning *b);
#endif
