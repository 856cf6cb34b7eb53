/* why.h - the passages behind a row of a finished table, read from the run store alone. */
#ifndef WHY_H
#define WHY_H
#include "store.h"

/* A passage as it is shown, in one line: blanks and control characters are single spaces. */
typedef struct {
	const document *doc;
	glane_span span;
	bool quotable;			/* false: signature, before, text and after are "" */
	const char *where;		/* "entretien.txt, l. 12" */
	const char *signature, *before, *text, *after;
	const char *corrected;		/* by hand, by whom and why; "": not */
} why_passage;

typedef struct {
	arena *in;			/* of all that is handed out */
	store *store;
	condition quotable;
	const char *signature;		/* NULL: the speaker */
	const corpus *labels;		/* of values, for signatures */
	uint32_t evidence_max;
	arena *of_document;		/* that was read last */
	document *last;
} why;

/* The store of a finished folder, or of a file, with what it says of itself; false after a message. */
bool why_open(why *w, arena *in, const char *path);
/* Passages of row of t, at most `most` (0: all that are kept), in order of (document, place): those with
 * the smallest hashes. *total: of how many. false: store_error says why. */
bool why_found(why *w, const stored_table *t, uint32_t row, uint32_t most, uint32_t *n, const found **out,
               uint64_t *total);
/* As read in the language of messages; false: store_error. It stays until the next call. */
bool why_read(why *w, const found *f, why_passage *out);
void why_close(why *w);
#endif
