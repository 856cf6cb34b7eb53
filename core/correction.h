/* correction.h - what people correct by hand in what glane has found, each correction at words of a document, and what came
 * of it. Read at the plan (correction.c), made while the document is at work (correct.c). */
#ifndef CORRECTION_H
#define CORRECTION_H
#include <glane/plugin.h>
#include "arena.h"

/* What is corrected. A theme is added (no `from`), taken away (no `to`) or replaced; a speaker is renamed, everywhere or where
 * the words stand; the others replace a cell of the row that the words are in. */
enum { CORRECT_THEME, CORRECT_SENTIMENT, CORRECT_SPEAKER, CORRECT_ROLE, CORRECT_KIND, CORRECT_ATTRIBUTION,
       CORRECT_ORGANISATION, CORRECT_PROFILE, N_CORRECT };
/* The name in the file, the layer and the column that are corrected; NULL: speakers. */
typedef struct { const char *name, *also, *layer, *column; } correctable;
extern const correctable correctables[N_CORRECT];

/* A row of the file. Texts are NFC and trimmed; "" where the cell is empty. */
typedef struct {
	uint32_t line;			/* of the file */
	const char *document;		/* as written in the file */
	const char *words, *from, *to, *who, *why;
	uint32_t begin, end;		/* code points of the document's text; GLANE_NONE: not given */
	int what;			/* CORRECT_… */
	const char *label;		/* of a sentiment: what `to` is, with the score; NULL: the score decides */
	double score;			/* NaN: the label decides */
} correction;

/* What became of it, from the least to the best: a correction may be tried by several stages. */
enum { CORRECTION_UNREAD, CORRECTION_PENDING, CORRECTION_NOT_FOUND, CORRECTION_SEVERAL, CORRECTION_CONFLICT,
       CORRECTION_ALREADY, CORRECTION_APPLIED, CORRECTION_MOVED, N_CORRECTION_STATES };
extern const char *const correction_states[N_CORRECTION_STATES];

/* A correction of the document at work, or of one from a store. */
typedef struct {
	correction of;
	int state;			/* CORRECTION_… */
	glane_span at;			/* where its words stand; begin == end: it holds for the whole document */
	bool moved;			/* the words stand elsewhere than the offsets say */
	bool agreed;			/* a stage had this very row already */
	glane_sym code_from, code_to;	/* of themes and cells */
} held_correction;

static inline bool correction_made(const held_correction *c)
{
	return c->state >= CORRECTION_APPLIED;
}

/* "Marie: fear → trust (irony)": the same in all languages, for it is kept in cells. */
const char *correction_text(arena *in, const correction *c);
int correction_kind(const char *name);		/* CORRECT_… that a folded name means; -1: none */
#endif
