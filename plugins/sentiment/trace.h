/* trace.h - why a sentence has its score, for people: "utile +2, mais ×0.5; dangereux -2.2, mais ×1.5 = -2.3". */
#ifndef TRACE_H
#define TRACE_H
#include "score.h"

/* In scratch memory; "" where nothing counted. */
glane_str trace_write(glane_ctx *ctx, const sentence *s, const verdict *v);
#endif
