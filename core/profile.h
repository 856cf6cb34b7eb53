/* profile.h - where the time of a run went (--profile), on stderr. */
#ifndef PROFILE_H
#define PROFILE_H
#include "pipeline.h"

extern bool profile_on;
/* Seconds since the last call, for the phase that ends now; name NULL: the first begins. */
void profile_phase(const char *name);

/* Processor time of the stages, summed over this process and all that it forks from here on. */
void profile_begin(uint32_t n_stages);
/* What a stage does is between the two: documents one by one (read, edit, process, document), or its report and what it
 * writes in the end. PROFILE_STORE: glane's own keeping of documents. Nothing without --profile. */
enum { PROFILE_DOCUMENTS, PROFILE_REPORT, PROFILE_KINDS };
#define PROFILE_STORE GLANE_NONE
int64_t profile_clock(void);
void profile_add(uint32_t number, int kind, int64_t since);
void profile_stages(const pipeline *p);		/* a line per stage */
#endif
