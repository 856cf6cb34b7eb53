/* cut.h - where a stretch of speech is cut into segments of about `size` words: at the strongest punctuation that is near
 * enough. Both rules that textometry knows. */
#ifndef CUT_H
#define CUT_H
#include <stdint.h>

enum { CUT_IRAMUTEQ, CUT_RAINETTE };

/* How strongly a place invites a cut behind it. */
enum { CUT_HERE = 600, CUT_COLON = 500, CUT_SEMICOLON = 400, CUT_COMMA = 100, CUT_ANYWHERE = 1 };

/* How many of the n places ahead belong to the next segment, at least 1. weight[i] is that of place i.
 *
 * CUT_IRAMUTEQ (decouperlist of IRaMuTeQ 0.7; Ratinaud): a place is a word or a sign of punctuation. Of the first
 * size + 15 places and the one after, the one with the greatest weight / (|size - i| + 1) ends the segment; of equal ones the
 * rightmost.
 * CUT_RAINETTE (split_segments of rainette 0.3; Barnier): a place is what stands between blanks, with the weight of its
 * last sign. Of the first 1.4 size places the one with the greatest weight / (|i - size| + 1), i from 1, ends it; of
 * equal ones the leftmost. When fewer than size + 0.4 size are left they are the last segment. */
uint32_t cut_ahead(int rule, uint32_t size, uint32_t n, const uint16_t *weight);
#endif
