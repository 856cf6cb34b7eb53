/* child.h - what a child process says through a pipe, within a time. */
#ifndef CHILD_H
#define CHILD_H
#include "arena.h"

int64_t clock_ms(void);			/* CLOCK_MONOTONIC */
/* All that comes until the end of the pipe, with a NUL behind, in memory of `in`; false when that takes
 * longer than `seconds`. */
bool child_read(arena *in, int fd, uint32_t seconds, char **p, size_t *n);
#endif
