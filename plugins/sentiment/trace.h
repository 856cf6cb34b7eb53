/* trace.h - why a sentence has its score, for people: "utile +2, mais ×0.5; dangereux -2.2, mais ×1.5 = -2.3". */
#ifndef TRACE_H
#define TRACE_H
#include "score.h"

/* Behind the trace of a sentence that of the next one of the same text; at last, by what their sum was divided (the
 * root of `said`) and what it came to. */
void trace_join(glane_ctx *ctx, glane_str *trace, glane_str next);
void trace_end(glane_ctx *ctx, glane_str *trace, uint32_t said, double sum);
/* In scratch memory; "" where nothing counted. */
glane_str trace_write(glane_ctx *ctx, const sentence *s, const verdict *v);
#endif
