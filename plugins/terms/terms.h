/* terms.h - the files that the plugin reads: expressions, and words that don't count. */
#ifndef TERMS_H
#define TERMS_H
#include <glane/plugin.h>

enum { LINE_FIELDS = 3 };
/* A line of a list: its fields, trimmed; n of them (1 to 3). */
typedef struct {
	glane_str field[LINE_FIELDS];
	uint32_t n, line;
} list_line;
/* The lines of a file in the order in which they stand, without remarks (#) and empty ones; for the run. Returns GLANE_OK
 * or what fail() returned. At most `most` fields may be in a line. */
int list_read(glane_ctx *ctx, const char *path, uint32_t most, list_line **out, uint32_t *n);

/* Words that don't count: by text, any part of speech where upos is "". */
typedef struct { glane_str text, upos; } stop_word;
typedef struct { uint32_t n; stop_word *word; } stop_list;
int stop_read(glane_ctx *ctx, const char *path, stop_list *out);
/* Is the word of this form, lemma and part of speech in the list? */
bool stop_has(const stop_list *s, glane_str form, glane_str lemma, glane_str upos);
#endif
