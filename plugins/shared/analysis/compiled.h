/* compiled.h - a hunspell dictionary compiled into a table that is mapped: what hunspell says of each form.
 *
 * hunspell takes up to 60 µs for a French form, the table 0.2 µs. What it says is what hunspell says, to the byte; where it
 * doesn't know, hunspell is asked. It holds nothing but what the dictionary does. */
#ifndef COMPILED_H
#define COMPILED_H
#include <glane/plugin.h>

typedef struct { const unsigned char *p; size_t n; } compiled;
enum { COMPILED_LINE = 512, COMPILED_FORMAT = 2 };	/* raise the format when another table is made of the same files */

/* Hands on hunspell's lines of a form. */
typedef void compiled_line(void *user, const char *line);
/* Makes the table into `out`. aff, dic: the files' texts in UTF-8, with a NUL behind; they are cut up. ask() asks hunspell.
 * Where a dictionary isn't understood, or hunspell contradicts the table, it is an empty one. */
typedef void compiled_ask(void *user, const char *form, compiled_line *each, void *each_user);
bool compiled_make(char *aff, char *dic, compiled_ask *ask, void *user, void (*write)(void *to, const void *p, size_t n),
                   void *to);
/* true: each() was called for every line that hunspell has of the form, if any; false: ask hunspell. */
bool compiled_lines(const compiled *c, const char *form, compiled_line *each, void *user);
#endif
