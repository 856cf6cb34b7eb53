/* condition.h - `when` and `where`: lang=fr · lang=fr|en · group!=x · a=b and c=d · name (present). */
#ifndef CONDITION_H
#define CONDITION_H
#include "message.h"

typedef struct {
	const char *name;		/* a variable, or for `where` a layer, layer.column or alias */
	bool negated;			/* != */
	uint32_t n_values;		/* 0: present */
	const char **value;
	glane_sym *sym;			/* of value[] */
} condition_term;
typedef struct { uint32_t n; condition_term *term; } condition;	/* all terms; n 0: always true */

/* Parses; false after adding a message at `at` that shows what was expected. */
bool condition_parse(arena *in, const char *text, condition *out, messages *m, place at);
/* Is it true of these variables? A multiple-choice value (cut at "|" and ";") holds when one does.
 * A later variable of the same name wins. */
bool condition_holds(const condition *c, uint32_t n, const glane_variable *variable);
/* What a name in `where` speaks of: layer and column (NULL: its rows); short names that people use for a column of the vocabulary
 * are that column (class: segment.class). */
void condition_column(arena *in, const char *name, const char **layer_name, const char **column_name);
/* The condition as it is in effect (names may have been resolved), a term a line; and back: unlike what
 * people write, names may have blanks. "" is the condition that is always true. */
const char *condition_text(arena *in, const condition *c);
condition condition_of_text(arena *in, const char *text);
#endif
