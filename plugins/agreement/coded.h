/* coded.h - what coders say of the same units, counted over all documents that both have read. */
#ifndef CODED_H
#define CODED_H
#include <glane/plugin.h>
#include "statistics/agreement.h"

typedef struct { const char *reference; } agreement_config;

typedef struct {
	glane_str coders;		/* "Ana|Luc": the people who have read the document */
	glane_rows theme;
	const glane_sym *code, *origin;
	glane_scope unit;
} agreement_input;

/* Strings met so far, numbered as they came. */
typedef struct {
	uint32_t n, room, n_index;
	glane_sym *sym;
	uint32_t *index;		/* of a symbol's id: its number + 1 */
} names;

/* Of a theme, a pair and a group. */
typedef struct {
	int64_t both, first, second;	/* units: coded by both, by one alone */
	int64_t chars_both, chars_first, chars_second;
	struct alone { uint32_t n, room; glane_passage *at; glane_sym *person; } alone[2];	/* units that one coded alone */
} theme_cell;

typedef struct { uint32_t group, pair; agreement_units unit; } set_cell;

/* Of a pair and a group. */
typedef struct {
	int64_t units, chars, documents;
	uint32_t last, n_persons, room;	/* last: number of the document + 1 */
	glane_sym *person;
} pair_cell;

typedef struct {
	glane_ctx *ctx;
	names coder, theme, group, set;
	bool *person;			/* of coders: found in the variable `coders`; room as coder.sym */
	uint32_t n_pairs, *first, *second;	/* coders; the second is the one that the first is measured by */
	theme_cell *cell;		/* [(group * n_pairs + pair) * theme.n + theme] */
	pair_cell *pair;		/* [group * n_pairs + pair] */
	uint32_t n_sets, room_sets, n_slots, *slot;
	set_cell *sets;
	const uint32_t **set_of;	/* of sets: their themes, ascending, GLANE_NONE at the end */
} coded;

/* Reads all documents, twice. false after fail(). */
bool coded_read(glane_ctx *ctx, coded *c);
#endif
