/* mini_host.h - just enough of a host to run one plugin after another on one document, for tests of plugins
 * that are linked in (GLANE_BUILTIN). It knows nothing of pipelines, scopes, counting or the run store. */
#ifndef MINI_HOST_H
#define MINI_HOST_H
#include <glane/plugin.h>

enum { MINI_COLUMNS = 16, MINI_LAYERS = 16, MINI_VARIABLES = 16, MINI_SPEAKERS = 64 };

typedef struct {
	char name[32];
	uint32_t n, n_columns;
	glane_span *span;
	struct { char name[32]; uint32_t type; void *cells; } column[MINI_COLUMNS];
} mini_layer;

typedef struct mini mini;

/* A document: its text is copied, without a byte after it, so that reading on is found. */
mini *mini_new(const char *text, size_t n);
void mini_free(mini *m);
/* A variable of the document, before the plugins run; set() changes it. */
void mini_variable(mini *m, const char *name, const char *value);
const char *mini_value(const mini *m, const char *name);	/* "" where there is none */
/* create(), open(), process(), close(), destroy(), with the options' defaults and, in pairs of name and value
 * that end with NULL, others. Returns what process() returned; the message is mini_message(). */
int mini_run(mini *m, const glane_plugin *p, const char *const *options);
const char *mini_message(const mini *m);
const glane_doc *mini_doc(const mini *m);
const mini_layer *mini_find(const mini *m, const char *layer);	/* NULL: nobody made it */
/* The text of a column of syms. */
const char *mini_cell(const mini *m, const mini_layer *l, const char *column, uint32_t row);
#endif
