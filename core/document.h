/* document.h - a document: first a draft whose text grows and is edited, then sealed, then layers. */
#ifndef DOCUMENT_H
#define DOCUMENT_H
#include "corpus.h"

typedef struct { uint32_t begin; glane_where where; uint64_t bytes; bool exact; } source_run;
typedef struct { const char *kind; glane_where where; const char *was, *now; } repair;
/* No repair of the text, but kept with them: no row of the metadata is about the document. */
#define REPAIR_UNDESCRIBED "no-metadata"

/* One column of a layer. array has a place per row; NULL until sealed. */
typedef struct column {
	const char *name, *label, *into;
	uint32_t type;			/* GLANE_SYM INT REAL ROW */
	void *array;
	const stage *by;
} column;
typedef struct layer {
	const char *name;
	uint32_t n, n_columns, room_columns;
	glane_span *span;
	column *column;
	bool shared;			/* note section theme verbatim: column `origin` comes first */
	const stage *by;		/* who made the rows; the first of several */
} layer;

typedef struct speaker {
	glane_speaker pub;		/* variables included: those of metadata and the own ones */
	uint32_t n_own, room;
	glane_variable *variable;	/* own: given by the reader, or by a filter */
	bool implied;			/* the one that is there without turns */
	const known_speaker *known;	/* the row of metadata that is about this speaker, or NULL */
} speaker;

typedef struct document {
	glane_doc pub;			/* name, text …; layer[] is filled for each stage anew */
	arena *arena;			/* of the document; reset by its owner */
	const corpus *corpus;
	const planned *planned;		/* NULL when loaded from a store */
	uint32_t number;
	const char *source, *file;	/* id of its <read>; path as shown */
	uint32_t n_layers, room_layers;
	layer *layer;
	uint32_t n_speakers, room_speakers;
	speaker *speaker;
	glane_speaker *speaker_view;	/* what pub.speaker points at */
	uint32_t n_variables, room_variables;
	glane_variable *variable;
	uint32_t n_runs, room_runs, n_repairs, room_repairs;
	source_run *run;		/* from offsets of the text to places in the source */
	uint32_t *newlines;		/* line ends before each 4 KiB of text; made when first needed */
	repair *repair;
	uint32_t n_corrections;
	held_correction *correction;	/* by hand, and what became of them */
} document;

/* A draft: glane_draft of the interface. Text is built in `document`; sealed by draft_seal. */
struct glane_draft {
	document doc;
	char *text;
	uint32_t n, room;
	uint32_t n_edits, room_edits;
	struct draft_edit { glane_span span; glane_str now; uint32_t at; } *edit;
	glane_doc view;
	uint32_t n_planned;		/* variables that were known at the plan come first, and win */
	uint32_t run_lines;		/* line ends in the last run so far */
	bool too_long;			/* more than TEXT_MOST bytes were given */
	const char *misuse;		/* first misuse by the plugin; NULL: none */
};

/* draft.c */
enum { TEXT_MOST = 1 << 30 };		/* bytes of a document's text */
glane_draft *draft_new(arena *a, const corpus *c, const planned *p);
uint32_t draft_text(glane_draft *d, glane_str piece, glane_where where);
void draft_repair(glane_draft *d, const char *kind, glane_where where, glane_str was, glane_str now);
void draft_variable(glane_draft *d, uint32_t speaker, const char *name, glane_str value);
uint32_t draft_speaker(glane_draft *d, glane_str id, uint32_t role);
const glane_doc *draft_view(glane_draft *d);
void draft_replace(glane_draft *d, glane_span span, glane_str now);
void draft_rename(glane_draft *d, uint32_t speaker, const char *variable, glane_str now);
/* Applies the edits of one filter, composing the map to the source. Rows that readers have sealed
 * move along. */
void draft_apply(glane_draft *d);
/* A place `n` bytes into a run of the source map, of a text with that many line ends before it. */
glane_where source_run_at(const source_run *r, uint32_t n, uint32_t lines);
/* The text is final: speakers (metadata, else one implied respondent), persons and variables are
 * settled. NULL after setting *error to a reason: not UTF-8, NUL, too long. The document lives in the
 * draft's arena. */
document *draft_seal(glane_draft *d, const char **error);

/* document.c */
layer *document_layer(document *d, const char *name);		/* NULL: none */
layer *document_add_layer(document *d, const char *name);	/* the one there, or an empty one */
column *layer_column(layer *l, const char *name);
column *document_add_column(document *d, layer *l, const char *name, uint32_t type, const char *into,
                            const char *label);
void *column_array_new(arena *a, uint32_t type, uint32_t n);	/* cells missing */
size_t column_cell_size(uint32_t type);
/* Speaker by id; added when new (metadata of that speaker is attached). The implied one disappears. */
uint32_t document_speaker(document *d, glane_str id, uint32_t role);
/* Before and after the step that finds turns: it sees who is to be heard by the metadata, when that names
 * several, in place of the one implied respondent. Who hasn't spoken is forgotten again. */
void document_expect_speakers(document *d, bool expect);
/* The respondent of a document without speakers. */
void document_imply_speaker(document *d);
void document_set_variable(document *d, const char *name, uint32_t type, glane_str value);
const char *document_variable(const document *d, const char *name);	/* NULL: missing */
/* Of the speaker, then the document; NULL: missing. */
const char *document_speaker_variable(const document *d, uint32_t speaker, const char *name);
/* Where a byte of the text comes from; false: not known. */
bool document_where(const document *d, uint32_t offset, glane_where *out);
/* "entretien.txt, l. 12" in a language; "" when not known. */
const char *document_place(arena *in, const document *d, uint32_t offset, const char *language);
/* Variables and speakers of pub follow what was changed; for who changes them by hand. */
void document_refresh(document *d);
/* Points pub.layer at all layers. */
void document_view_all(document *d);
/* "signature" with {variables} of the speaker put in; see pipeline. */
/* May words of this speaker (GLANE_NONE: of nobody's) be shown? Its variables win over the document's. */
bool document_quotable(const document *d, uint32_t who, const condition *quotable);
/* Sets it for all speakers. */
void document_judge(document *d, const condition *quotable);
const char *document_signature(arena *in, const document *d, uint32_t speaker, const char *pattern);
/* correct.c: corrections by hand. hold: those that are planned, before the first speaker comes; anchor: once the text is final;
 * turns: after `turn` has been made; finish: after the last step. */
void corrections_hold(document *d);
void corrections_anchor(document *d);
void corrections_turns(document *d);
/* Of a document that comes from the store: they can be made in the rows of a step that is at work on it once more. */
void corrections_again(document *d);
void corrections_finish(document *d);
/* Those that were made at words of the span, in one line; "": none. */
const char *corrections_in(arena *in, const document *d, glane_span span);
/* The id and role that a speaker has by the corrections. */
glane_str corrections_speaker(document *d, glane_str id, uint32_t *role);
/* vocabulary.c: what the standard layers and columns are. */
bool vocabulary_shared(const char *layer);
/* 0: no standard layer; otherwise type of the column (GLANE_SYM …), or -1: not in the vocabulary. */
int vocabulary_column(const char *layer, const char *column, const char **into);
bool vocabulary_layer(const char *layer);
#endif
