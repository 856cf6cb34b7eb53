/* corpus.h - what is read: files, planned documents, variables of documents, speakers and persons. */
#ifndef CORPUS_H
#define CORPUS_H
#include "correction.h"
#include "file.h"
#include "pipeline.h"

/* A variable as the study knows it: by its reader, metadata, `set`, variables.csv, or a step. */
typedef struct {
	const char *name;
	uint32_t type;			/* GLANE_NOMINAL … GLANE_WEIGHT */
	const char *label_fr, *label_en;	/* NULL: the name */
	bool identifying, of_document;	/* of_document: may differ between documents of a person */
	bool declared, occurs;		/* in variables.csv; in the corpus, or set by a step */
	uint32_t first_modality, n_modalities;	/* in corpus->modality */
	place at;			/* where it was first seen */
} variable_def;

/* One modality of a variable, from values.csv. */
typedef struct { const char *variable, *value, *as, *label_fr, *label_en; double low, high; bool range;
	double order; place at; } modality;

typedef struct {
	const char *name;		/* of the variable */
	const char *value;		/* recoded */
	place at;
} known_value;

/* A row of metadata that names a speaker of the document. */
typedef struct {
	const char *speaker;		/* column document;speaker (locuteur) */
	const char *person;		/* column respondent; NULL: the speaker in this document alone */
	uint32_t n;
	known_value *value;
} known_speaker;

typedef struct {
	const char *path, *name;	/* absolute; as shown: below the folder of the pipeline if it can be */
	const stage *read;
	const plugin *reader;		/* the <read>'s own, or the one its probe chose */
	file_stamp stamp;
	char sha256[65];		/* of the file as it was at `stamp`; "" before the run has looked */
	glane_file pub;
} corpus_file;

typedef struct {
	glane_planned pub;
	const corpus_file *file;
	const stage *read;
	uint32_t number;
	uint64_t size;
	const char *person;		/* of the document's only respondent; NULL: the document itself */
	uint32_t n_values;
	known_value *value;		/* the document's, standard ones among them (document file source) */
	uint32_t n_speakers;
	known_speaker *speaker;		/* from metadata */
	bool undescribed;		/* there is metadata, but no row of it is about the document */
	uint32_t n_corrections;
	correction *correction;		/* in the order of their file */
} planned;

typedef struct corpus {
	arena *arena;
	const pipeline *pipeline;
	uint32_t n_files, n_documents, n_variables, n_modalities;
	corpus_file *file;
	planned *document;
	variable_def *variable;
	modality *modality;
	uint64_t bytes;			/* of all files */
	const char *corrections;	/* their file as shown; NULL: none */
	uint32_t n_corrections;
	correction *correction;		/* of all documents, in the order of the file */
} corpus;

/* Finds the files, chooses readers (by the plugins of `l` where a <read> has no `use`), lets them plan, joins metadata, types and recodes variables, resolves
 * persons, finds duplicates, checks what the pipeline says of variables (by, when, signature …). The
 * readers' create() must have been called: see engine_create. */
struct engine;
corpus *corpus_plan(arena *in, struct engine *e, loader *l, messages *m);
/* The files that an absolute path means: itself, those of a folder, those that match * ? [a-z]. In code-point order; *out
 * in memory of `in`. 0: none, perhaps after a message about a folder that can't be read. */
uint32_t corpus_matching(arena *in, const char *pattern, messages *m, place at, const char ***out);
/* A corpus without documents: only variables.csv, values.csv and the corrections; for merge. */
corpus *corpus_empty(arena *in, struct engine *e, messages *m);
/* Puts the names of variables that the pipeline mentions as the corpus has them (by="métier" becomes
 * "Métier"), so that later look-ups are exact. corpus_plan has done so; a merge does when it knows the
 * variables. */
void corpus_rename(corpus *c, struct engine *e);
/* `check --variables`: variables, modalities, persons, near-duplicate modalities. */
void corpus_print_variables(const corpus *c, FILE *to);

/* By its name, or by what a person may write for it: other case, accents, "citable" for "quotable". */
const variable_def *corpus_variable(const corpus *c, const char *name);
/* `value` recoded by values.csv (ranges for numbers); itself where nothing is said. */
const char *corpus_recode(const corpus *c, const char *variable, const char *value);
/* Are two values nearly the same: case, accents and blanks aside, or, of words, but for one letter? */
bool modality_near(arena *in, const char *a, const char *b);
/* For sorting: the declared order of a modality, or 1e300. */
double corpus_order(const corpus *c, const char *variable, const char *value);
/* Labels in a language; the value or name itself where there is none. */
const char *corpus_value_label(const corpus *c, const char *variable, const char *value,
                               const char *language);
const char *corpus_variable_label(const corpus *c, const char *name, const char *language);
/* Is the value one that means "not known": empty, the read's `missing`, NSP, NA? */
bool corpus_missing(const stage *read, const char *value);
#endif
