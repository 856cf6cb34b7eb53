/* associations.h - between the two halves of read-associations: the table as it stands, and documents. */
#ifndef ASSOCIATIONS_H
#define ASSOCIATIONS_H
#include <glane/plugin.h>
#include "csv/csv.h"
#include "csv/headings.h"

typedef struct {
	const char *stimulus, *leave_out;
	int separator, encoding;
} config;

enum { RESPONDENT, STIMULUS, RANK, WORD, IMPORTANCE, VALENCE, INSTRUCTION, N_HEADINGS };
extern const heading associations_headings[N_HEADINGS];

/* Which columns hold one word and what is said of it; GLANE_NONE: no such column. */
typedef struct { uint32_t number, word, rank, importance, valence; } place_of_word;

/* The columns of a table. Long: one word a row, a rank of its own. Wide: words side by side, mot1, mot2 …, in the
 * order in which they came to mind. */
enum { WORDS_MOST = 64 };
typedef struct {
	uint32_t column[N_HEADINGS], n;
	place_of_word word[WORDS_MOST];
	bool wide;
	bool *used;			/* one per column: it is no variable */
} layout;

/* What the header says. GLANE_OK, or the value of fail(). */
int layout_find(glane_ctx *ctx, const char *path, csv *header, layout *out);

/* A word that came to a respondent's mind; memory of the callback. */
typedef struct {
	csv_field word;			/* trimmed, never empty */
	glane_sym folded, stimulus, instruction;
	glane_sym as_written;
	int64_t rank;			/* INT64_MIN: not known */
	double importance, valence;	/* NaN: not known */
	uint32_t line;
	bool again;			/* the same word stands before it, or nearer to rank 1 */
} evocation;
typedef struct { evocation *e; uint32_t n, room; } evocations;

/* Adds the words of a record. `text` is the whole text that the csv walks. All that is wrong with the record is
 * said; GLANE_OK, or the value of fail(). */
int evocations_add(glane_ctx *ctx, const char *path, const char *text, const csv *record, const layout *l,
                   evocations *list);
/* Looks at all words of one respondent: marks words that stand twice for one stimulus and instruction; refuses
 * two words of one rank. */
int evocations_check(glane_ctx *ctx, const char *path, glane_str respondent, evocations *list);

/* A cell without blanks around it. */
csv_field cell_of(const csv *record, uint32_t column);
glane_str cell_text(glane_ctx *ctx, const csv_field *f);
#endif
