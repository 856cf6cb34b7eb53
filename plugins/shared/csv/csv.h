/* csv.h - tables of text: ";", "," or tab between fields, quotes, quoted line ends, a header.
 *
 * Works on UTF-8 with LF, CRLF or CR at line ends (see encoding.h), without a copy: fields point into
 * the text. A byte order mark in front is passed over. */
#ifndef CSV_H
#define CSV_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "encoding/encoding.h"

enum { CSV_RECORD_MOST = 64 << 20 };	/* bytes */

typedef struct {
	const char *p;			/* as it stands, without the outer quotes */
	size_t n;
	bool quoted, doubled;		/* doubled: holds "" that stand for one quote */
	uint32_t line;			/* where it begins, from the first line given to csv_open */
} csv_field;

typedef struct {
	const char *begin, *at, *end;
	char separator;
	uint32_t line;			/* of `at` */
	uint32_t n_header;		/* fields that every record must have; 0: not yet known */
	bool whole;			/* the text is all there is; false: it may go on (see csv_record) */
	encoding_memory memory;
	/* The record that csv_record found. */
	const char *record;
	uint32_t record_line, n, room;
	csv_field *field;
} csv;

/* Separator 0: the one of ; , tab that stands most often in the first line, outside of quotes. */
void csv_open(csv *c, const char *p, size_t n, char separator, uint32_t line, encoding_memory m);
/* The first record: names of columns, trimmed and each once. false after *t says what is wrong: an
 * empty file, a column without a name, two of one name. */
bool csv_header(csv *c, trouble *t);
/* The next record; empty lines are passed over. false at the end, with t->format NULL, or after *t says
 * what is wrong: a quote that is never closed, another number of fields than the header has, a record
 * of more than 64 MiB. In a text that isn't `whole` a record that touches its end is not taken:
 * false with t->format NULL, and c->at stays at its beginning. */
bool csv_record(csv *c, trouble *t);
/* The field without the doubling of quotes, in `to` (field.n bytes at most); returns its length. */
size_t csv_text(const csv_field *f, char *to);
/* Number of the field of that name in the header, or UINT32_MAX; `same` compares, NULL: bytes. */
uint32_t csv_column(const csv *header, const char *name, size_t n);
#endif
