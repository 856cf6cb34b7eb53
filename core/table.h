/* table.h - finished tables: columns of cells with their evidence, as writers and `why` see them. */
#ifndef TABLE_H
#define TABLE_H
#include "count.h"

/* The passages behind one row: listed, or a query to the run store. */
typedef struct {
	const char *layer;		/* NULL: no evidence */
	bool query;
	uint64_t total;			/* of listed ones: how many there are, shown or not */
	uint32_t n_found, n_match;
	const found *found;		/* in order of (document, row) */
	const glane_match *match;	/* "layer.column" or "group" = value, all of them */
} evidence;

/* Why a row is suppressed: of too few persons, of too few passages. */
enum { FEW_PERSONS = 1, FEW_UNITS };

typedef struct table {
	glane_grid grid;		/* what plugins see; titles and labels in the report's language */
	const glane_table *def;
	const stage *stage;		/* NULL: glane's own (core.…) */
	const char *stage_id, *name;
	const char *id;			/* "frequencies.forms", with several groupings "….by-age" */
	uint32_t by;			/* number of the grouping; 0 without */
	evidence *evidence;		/* one per row */
	bool any_evidence;
	uint8_t *few;			/* per row; NULL: the table didn't go through the gate */
	const char *language;		/* of titles, labels and headings of pivots */
} table;

/* A table while its rows come: rows of def->size bytes are added, then it is finished (sorted as
 * declared, cut into columns; sentinel values become states). */
typedef struct table_draft table_draft;
table_draft *table_begin(arena *in, const corpus *c, const stage *s, const char *stage_id,
                         const glane_table *def, uint32_t by, const char *by_text);
void table_add(table_draft *t, const void *row, const evidence *e);	/* copies both */
/* Title, labels and reading are said in `language` by the domain of the plugin. Rows come in the
 * order of def->order, ties in that of the keys, missing and undefined cells last; numbers that differ
 * by less than about 1e-9 of their size are ties. */
table *table_finish(table_draft *t, const char *language, const char *domain);

/* Counted tables: the rows in key order, completed in place by the plugin, then one table per grouping
 * of the stage. rows: an array of def->size, in the order of counts->entry after counts_sort. The
 * tables' evidence stays in the counts, which must live as long. */
void *counted_rows(arena *in, counts *c, const corpus *study, const stage *s);
/* Returns how many; at least one. */
uint32_t counted_tables(arena *in, counts *c, const void *rows, const corpus *study, const stage *s,
                        const char *language, const char *domain, table ***out);

/* table_cell.c. cell: as people read it (U+2212 for minus, decimal comma and thin spaces in French, labels of modalities,
 * "–" undefined, "" missing, "<5" or "hidden" suppressed). value: as programs do: "" for all three; values with at
 * most 6 significant digits, sums and keys with up to 15. No locale counts. */
glane_str table_cell(arena *in, const corpus *c, const table *t, uint32_t column, uint32_t row,
                     const char *language);
glane_str table_value(arena *in, const table *t, uint32_t column, uint32_t row);
/* The sentence with cells for {names of columns}; "" where the table has none. row GLANE_NONE: of the row that reads best,
 * the first one where no cell of the sentence is empty and no whole number is less than 2, so that plurals hold; of
 * those with less the first complete one; "" where there is none. */
glane_str table_reading(arena *in, const corpus *c, const table *t, uint32_t row,
                        const char *language);
/* table_pivot.c. Headings are as people read them. Modalities of `group` come in their declared order,
 * others as they first appear. NULL: no such column, or more than 2^24 cells. */
const glane_pivot *table_pivot(arena *in, const corpus *c, const table *t, const char *rows,
                               const char *columns);
const table *table_of_grid(const glane_grid *g);
int table_column(const table *t, const char *name);	/* -1: none */
/* The grouping that the key `group` holds values of; NULL: none. */
const grouping *table_grouping(const table *t);
#endif
