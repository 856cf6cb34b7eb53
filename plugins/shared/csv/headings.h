/* headings.h - finds the columns of a table by what people call them: French or English, case, accents and
 * the difference between blank, hyphen and _ ignored. */
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
#endif
