/* correspondence.h - the table that is mapped, wherever it comes from. */
#ifndef CORRESPONDENCE_H
#define CORRESPONDENCE_H
#include "matrix/axes.h"
#include "matrix/distinct.h"
#include "matrix/units.h"

typedef struct {
	units_choice units;
	const char *of, *row_key, *column_key, *cell, *supplementary;
	bool other_terms;
	int64_t axes;
} config;

typedef struct {
	units_input u;
	const glane_grid *of;
} input;

enum { AXES, POINTS, COORDINATES, GROUPS };
typedef struct {
	glane_sym group;
	int64_t terms, passages, documents, speakers;
} group_row;

/* Rows or columns that take part in making the map, or are only put on it; how many people each is said by, of a table at
 * least so many. */
typedef struct {
	uint32_t n;
	glane_sym *name;
	int64_t *speakers;
} points;

/* cells: rows by columns, no row and no column empty. more_rows: by columns; more_columns: by rows (so columns as rows). */
typedef struct {
	points row, column, more_row, more_column;
	sparse cells, more_rows, more_columns;
	uint32_t empty;			/* rows and columns without anything, which are left out */
} source;

/* GLANE_OK, or what fail() returned; from texts, the table of groups is written as well. Fewer than two rows or columns are the caller's to say. */
int source_from_texts(glane_ctx *ctx, pool *p, source *out);
int source_from_table(glane_ctx *ctx, pool *p, source *out);
/* Takes rows and columns without anything out of `cells`, and what stands beside them. */
void source_trim(pool *p, source *s);
#endif
