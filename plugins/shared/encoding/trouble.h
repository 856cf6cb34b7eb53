/* trouble.h - what is wrong with a file, to be said by whoever read it: plugins say
 *
 *	host->fail(ctx, GLANE_EINPUT, glane_at_line(path, t.line, t.column), t.format, t.a, t.b)
 *
 * and the core _(t.format) with the same two arguments. The format holds at most two %s. */
#ifndef TROUBLE_H
#define TROUBLE_H
#include <stdint.h>

typedef struct {
	const char *format;		/* NULL: nothing is wrong */
	uint32_t line, column;		/* from 1; 0: not known */
	char a[160], b[160];
} trouble;
#endif
