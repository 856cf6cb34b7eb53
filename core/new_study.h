/* new_study.h - between the parts of `glane new-study`: what lies in a folder, what can be guessed of it, and the study that
 * is written for it. */
#ifndef NEW_STUDY_H
#define NEW_STUDY_H
#include "loader.h"

typedef struct {
	const char *path, *name;	/* absolute; below the folder */
	const char *ending;		/* as written, without the full stop; "" */
	const plugin *reader;		/* NULL: nobody reads it */
	bool other_study;		/* a reader knows it, but not as texts: associations */
	uint64_t size;
	uint32_t read;			/* of reads[]; GLANE_NONE */
} study_file;

/* A <read> of the study to be written. */
typedef struct {
	const char *id, *use, *files, *metadata;
	const char *text_column;	/* of a table; NULL: the reader finds it */
	const char *folder;		/* below the study's, of all its files; NULL: several, or a table */
	bool by_folder;			/* group="folder" */
	bool described;			/* metadata is a table that was there */
} study_read;

/* What stands before a colon at the beginning of lines. */
typedef struct {
	const char *text, *key;		/* as written first; folded */
	uint32_t turns, questions;	/* times; turns in which something is asked */
	uint32_t documents;		/* in which it stands twice or more */
	uint32_t asks, answers;		/* documents in which it seems to be the interviewer's; not */
	bool mark, interviewer;		/* the verdict */
} study_label;

typedef struct { const char *name; uint32_t documents; } study_language;
typedef struct { const char *name; uint32_t read; } study_document;

typedef struct {
	arena *in;
	loader *loader;
	const char *folder, *title;	/* absolute; its last part */
	uint32_t n_files, room_files, n_reads, room_reads, n_labels, room_labels, n_languages, n_documents;
	study_file *file;
	study_read *read;
	study_label *label;
	study_language language[16];	/* most documents first */
	study_document *document;
	uint32_t n_looked, n_unmarked;	/* documents that were read; those without a mark */
	uint32_t n_said, room_said;	/* which labels stand in which of those: pairs */
	struct { uint32_t looked, label; } *said;
	const char *by;			/* NULL: nothing to group by */
	uint32_t n_values;		/* of `by` */
	const char **variable;		/* known already: columns of tables */
	uint32_t n_variables;
} study;

/* new_study_files.c: finds the files and who reads them. false after a message. */
bool study_find(study *s);
/* Says which files nobody can read yet, and what to do with them. */
void study_say_foreign(const study *s);
/* The <read>s that take in what can be read, with the table that describes them, if there is one. false after a message:
 * nothing can be read. */
bool study_make_reads(study *s);

/* new_study_table.c: the column of a CSV file that holds texts, or NULL. *by_itself: the reader finds it. */
const char *study_text_column(study *s, const study_file *f, bool *by_itself);
/* Is this a table about the documents of a <read>: does one of its columns name them, in half of its rows or more? */
bool study_describes(const study *s, const study_file *f, uint32_t read);

/* new_study_look.c: reads the documents and guesses marks of speakers, languages, what to group by. */
bool study_look(study *s);
/* Marks of interviewers, or of the others, as turns takes them; "" where there is none. */
const char *study_marks(const study *s, bool interviewer, uint32_t *n);
/* "fr", "fr en": languages that glane cuts into words, most documents first; the user's where none was found. */
const char *study_languages(const study *s);

/* new_study_write.c: the files, none over another one. false after a message. */
bool study_write(const study *s);
/* Names of files that study_write would make and that are there already, "a, b"; NULL: none. */
const char *study_in_the_way(const study *s);
/* The element <read>; without metadata those that study_write writes are left out. */
const char *study_read_xml(const study *s, const study_read *r, bool metadata);
#endif
