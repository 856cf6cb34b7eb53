/* book.h - what the files of write-xlsx share: the workbook while it is written.
 *
 * Cells are written row by row, as libxlsxwriter wants it where it keeps no sheet in memory. Its calls fail only for
 * want of a disk; the library notes that, and says it when the book is closed. */
#ifndef BOOK_H
#define BOOK_H
#include <glane/plugin.h>
#include <xlsxwriter.h>
#include "plugins/shared/say/say.h"

enum { HEADINGS_LABELS, HEADINGS_NAMES };
typedef struct { int headings; } config;

/* How cells look. empty[]: by state, for those without a number. */
typedef struct {
	lxw_format *title, *heading, *text, *wrapped, *number, *link, *banner, *empty[GLANE_SUPPRESSED + 1];
} looks;

/* A table and the sheet that it begins on. */
typedef struct {
	const glane_grid *grid;
	const char *name;
	uint32_t n_columns, n_sheets;
} sheet;

typedef struct {
	glane_ctx *ctx;
	const glane_host *h;
	const config *config;
	const glane_study *study;
	bool french;
	lxw_workbook *file;
	lxw_worksheet *readme;
	looks looks;
	uint32_t n, n_used, room;
	sheet *sheet;
	const char **used;		/* names of sheets */
} book;

/* write_xlsx.c */
static inline const char *book_join(const book *b, const char *a, const char *with, const char *c)
{
	return say_join(b->ctx, a, with, c);
}
/* Text as a cell can hold it, for the study: at most 32,767 characters; *cut grows where there were more. */
const char *book_text(const book *b, glane_str s, uint32_t *cut);
lxw_worksheet *book_add(book *b, const char *name);	/* NULL: the disk; it was said */
/* A name for a sheet that none had before: at most 31 characters, none that Excel refuses. */
const char *book_name(book *b, const char *wanted);
const char *book_title(const book *b, const sheet *s);	/* with its variable, where the table is there for several */

/* sheet.c: a table; GLANE_OK or a failure. */
int sheet_write(book *b, sheet *s);
const char *sheet_heading(const book *b, const sheet *s, uint32_t column);

/* readme.c: what the sheets are. */
void readme_write(book *b);
#endif
