/* twins.h - passages that say the same in nearly the same words. */
#ifndef TWINS_H
#define TWINS_H
#include <glane/plugin.h>

typedef struct twins twins;
/* Lives until the callback returns. */
twins *twins_begin(glane_ctx *ctx);
void twins_clear(twins *t);
/* Adds a passage; false, and it isn't added, where it shares more than half of its distinct words with one that is there (of
 * the words of both together). */
bool twins_add(twins *t, glane_str text);
#endif
