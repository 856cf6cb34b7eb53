/* method.h - sentences of "Method": their conditions and placeholders, for who checks them and who says them. */
#ifndef METHOD_H
#define METHOD_H
#include "arena.h"

/* The next condition of *when, of several with " and " between them: "features=lemma|form", "by!=". The values are as they
 * stand, with | between them; *when is NULL after the last one. false: it is no condition. */
bool method_condition(const char **when, glane_str *name, bool *differs, glane_str *values);
/* The next {name} of *text, and what stands before it; false at the end, where `before` is the rest. */
bool method_placeholder(const char **text, glane_str *before, glane_str *name);
/* The next key of a citation, "[@lafon1980]" or "[@lafon1980; @muller1977]"; false at the end. */
bool method_citation(const char **text, glane_str *key);
#endif
