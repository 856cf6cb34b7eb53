/* distinct.h - which names there are in a list. */
#ifndef DISTINCT_H
#define DISTINCT_H
#include "matrix/pool.h"

/* Names in code-point order, each once. */
typedef struct { uint32_t n; glane_sym *name; } distinct;

/* Of the n names those for which keep[i] (NULL: all). of[i]: the place of name i, also of one that isn't kept but equals one that is,
 * otherwise GLANE_NONE. */
distinct distinct_of(pool *p, uint32_t n, const glane_sym *name, const bool *keep, uint32_t *of);
#endif
