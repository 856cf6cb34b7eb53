/* headings.h - finds the columns of a table by what people call them: French or English, case, accents and
 * the difference between blank, hyphen and _ ignored. And reads what people write in cells. */
#ifndef HEADINGS_H
#define HEADINGS_H
#include <glane/plugin.h>
#include "csv/csv.h"

typedef struct {
	const char *name;		/* in messages: "rank" */
	const char *also;		/* other names, "rang; ordre; position" */
	bool must;			/* the table is refused without it */
} heading;

/* column[i]: number of the field that heading i names, GLANE_NONE: there is none. Returns GLANE_OK, or the value
 * of fail(): a compulsory one is missing (the message names what the table has, and a near miss), or two columns
 * are the same. */
int headings_find(glane_ctx *ctx, const char *path, const csv *table, const heading *h, uint32_t n, uint32_t *column);

/* Is p[0..n) one of the heading's names? Also for other words that people write in many ways. */
bool headings_is(const heading *h, const char *p, size_t n);
/* The name, among those of n headings, that p[0..length) may be misspelt from; NULL: none is near. */
const char *headings_near(const heading *h, uint32_t n, const char *p, size_t length);

/* A number with a decimal point or comma, any minus sign or hyphen. */
bool cell_number(const char *p, size_t n, double *out);
/* How good or bad something is: + ++ - -- 0 =, a number, positive, négatif, neutre … */
bool cell_valence(const char *p, size_t n, double *out);
/* The same in words, for a near miss: NULL where none is near. */
const char *cell_valence_near(const char *p, size_t n);
/* The column, from 1, in code points, at which p stands in its line of the text that begins at `text`. */
uint32_t cell_column(const char *text, const char *p);
#endif
