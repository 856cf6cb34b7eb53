/* codings.h - codings that people made, as their tables have them. */
#ifndef CODINGS_H
#define CODINGS_H
#include <glane/plugin.h>

enum { EMPTY_READ, EMPTY_UNREAD };
typedef struct { const char *const *files, *name; int empty; } codings_config;

/* One theme of one row of a table. */
typedef struct {
	const char *file;		/* as the trace names it, without folders */
	const char *path;
	uint32_t line;
	glane_str document;		/* as written */
	glane_str words;		/* n 0: all of the document, or begin to end */
	glane_str theme;		/* n 0: the coder has read the document, and this row codes nothing */
	glane_sym coder, code;
	uint32_t begin, end;		/* code points; GLANE_NONE: not given */
} coding;

/* A name by which the table may mean a document: as written, and without an ending like ".txt". */
typedef struct { glane_str name; uint32_t coding; } document_key;

typedef struct {
	uint32_t n, room, n_keys;
	coding *coding;			/* in the order of files and lines */
	document_key *key;		/* sorted by name, then coding */
} codings;

/* In create(): all tables. GLANE_OK, or what fail() returned after all messages. */
int codings_read(glane_ctx *ctx, codings *out);
/* "a.txt" is meant by "a" and by "a.txt". */
glane_str codings_stem(glane_str name);
/* The first key of that name; n_keys: none. */
uint32_t codings_find(const codings *c, glane_str name);
#endif
