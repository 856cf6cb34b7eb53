/* respondents.h - what is known of people: read from documents as facts, put together to a row per person and measure. */
#ifndef RESPONDENTS_H
#define RESPONDENTS_H
#include "matrix/pool.h"

typedef struct {
	glane_scope unit, turn, token, theme, sentiment, segment;
	const glane_sym *kind, *code, *class;
	const double *score;
} input;

/* What a column of the flat table says, in its order there. */
enum { MEASURE_NAMES, MEASURE_DOCUMENTS, MEASURE_TURNS, MEASURE_WORDS, MEASURE_VARIABLE, MEASURE_SENTIMENT, MEASURE_CLASS,
       MEASURE_THEME };

typedef struct {
	glane_sym name;			/* of the column: "words", "age", "tools.pencil", "theme.fear" */
	uint32_t kind;
	uint32_t variable;		/* which variable it is, or is a modality of; variables count from 0 as they come */
	bool number, modality;
	const char *in;			/* the layer where its evidence lies */
} measure;

/* That somebody has a value of a measure, somewhere. */
typedef struct {
	uint32_t person, measure;
	uint32_t document, row;		/* where it is said; row GLANE_NONE: nowhere */
	double value, weight;
	glane_sym text;
} fact;

/* People, measures and documents by number; facts in any order until facts_sort(). */
typedef struct {
	glane_ctx *ctx;
	pool *p;
	uint32_t n, room, n_persons, room_persons, n_measures, room_measures, n_documents, n_variables;
	fact *fact;
	glane_sym *person, *document;
	measure *measure;
	uint32_t n_person_ids, n_measure_ids, n_variable_ids, n_document_ids;
	uint32_t *person_of, *measure_of, *variable_of, *document_of;	/* by a symbol's id: number + 1 */
	uint32_t n_answers, room_answers;
	struct { uint32_t person, variable; } *answer;	/* who answered which multiple-choice variable */
} facts;

/* In report(): all that the run store has of the people in scope. */
void facts_read(facts *f);
/* After facts_read(): words, which are counted in process(). */
void facts_words(facts *f, glane_sym person, glane_sym document, int64_t words);
/* Adds what isn't there and is said to be so: 0 for every theme and modality. Then sorts by person (code points), measure (their
 * order in the table), document and row; measures and people are numbered in that order from then on. */
void facts_settle(facts *f);
#endif
