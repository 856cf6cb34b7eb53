/* lines.h - the lines of a corpus as Alceste, IRaMuTeQ and TXM's importer have it: which one begins a text, and what it
 * says of it. */
#ifndef LINES_H
#define LINES_H
#include <stdbool.h>
#include <glane/plugin.h>

enum { LINE_TEXT, LINE_STARS, LINE_THEME };

/* What the n bytes of a line are: `**** *age_18_25 *sex_f` or, as of old, `0001 *age_18_25` begins a text; `-*work`, alone
 * on its line, a theme. */
int line_kind(const char *p, size_t n);
/* `work` of `-*work`. */
glane_str line_theme(const char *p, size_t n);

/* The variables of a line of stars, one after the other: *age_18_25 is age = 18_25, all after the first underscore. A modality goes
 * on to the next star, so blanks in it are kept (`spaces` says so); without an underscore there is no modality: value.n is 0.
 * `rest` is moved. false: none is left. *stray: what stands before the first star and is no star itself. */
typedef struct { glane_str name, value; bool spaces; } line_variable;
bool line_next(glane_str *rest, line_variable *out, glane_str *stray);
/* What line_next() is given of a line of stars: what follows the stars, or the number. */
glane_str line_variables(const char *p, size_t n);
#endif
