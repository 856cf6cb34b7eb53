/* coded.h - what coders say of the same units, counted over all documents that both have read. */
#ifndef CODED_H
#define CODED_H
#include <glane/plugin.h>
#include "statistics/agreement.h"

typedef struct {
	const char *reference, *scores;
	int64_t draws;
	int drawn;			/* DRAW_… */
} agreement_config;
enum { DRAW_SPEAKERS, DRAW_UNITS };

typedef struct {
	glane_str coders;		/* "Ana|Luc": the people who have read the document */
	glane_rows theme;
	const glane_sym *code, *origin;
	glane_scope unit, sentiment;
	const double *score;		/* of sentiment rows */
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
	struct alone { uint32_t n, room, *unit; } alone[2];	/* units that one coded alone */
} theme_cell;

/* A unit that two or more have read; person: its number. */
typedef struct { glane_sym document; uint32_t row, group, person; } coded_unit;

/* Of a pair and a group. */
typedef struct {
	int64_t units, chars;
} pair_cell;

typedef struct {
	glane_ctx *ctx;
	names coder, theme, group, set, speaker;
	bool *person;			/* of coders: found in the variable `coders`; room as coder.sym */
	uint32_t n_pairs, *first, *second;	/* coders; the second is the one that the first is measured by */
	theme_cell *cell;		/* [(group * n_pairs + pair) * theme.n + theme] */
	pair_cell *pair;		/* [group * n_pairs + pair] */
	uint32_t n_units, room_units;
	coded_unit *unit;		/* in the order of documents */
	uint32_t *answer;		/* [unit * coder.n + coder]: a set, or GLANE_NONE: the coder hasn't read it */
	const uint32_t **set_of;	/* of sets: their themes, ascending, GLANE_NONE at the end */
} coded;

/* The number of a string, which it gets where it has none; and GLANE_NONE where it has none. */
uint32_t coded_name(glane_ctx *ctx, names *n, glane_sym s);
uint32_t coded_number(const names *n, glane_sym s);

/* Reads all documents, twice. false after fail(). */
bool coded_read(glane_ctx *ctx, coded *c);

static inline uint32_t answer_of(const coded *c, uint32_t unit, uint32_t coder)
{
	return c->answer[(size_t)unit * c->coder.n + coder];
}
/* Distances of two sets, for agreement_of_units(): user is the coded. */
double coded_masi(const void *user, uint32_t a, uint32_t b);
double coded_jaccard(const void *user, uint32_t a, uint32_t b);

/* Units as a row of a table: its evidence, and how many documents and speakers they are of. */
typedef struct { glane_evidence evidence; int64_t documents, speakers; } unit_list;
unit_list units_listed(const coded *c, uint32_t n, const uint32_t *unit);
#endif
