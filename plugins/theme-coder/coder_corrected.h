/* coder_corrected.h - the units of themes after the corrections by hand. */
#ifndef CODER_CORRECTED_H
#define CODER_CORRECTED_H
#include "coder.h"

/* The rows of the layer `theme` with the corrections in them; why: of rows that people added or recoded, who did and why. */
typedef struct { uint32_t n; const glane_span *span; const glane_sym *code, *why; } corrected_rows;

/* The themes as the rows say. A unit that a person added has no hits. A theme's parents are where it is, and no longer where
 * only it was. (*why)[theme][unit]: what explains a unit without hits. All scratch. */
const coded_theme *coder_corrected(glane_ctx *ctx, const coder *c, const coded_theme *theme, const corrected_rows *rows,
                                   glane_sym ***why);
#endif
