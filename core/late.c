/* late.c - steps that count by what an analysis above them has found, as by="segment.class". While documents come nobody knows it
 * yet: such a step makes its layers then, and counts when its turn to report has come, from the run store. */
#include <config.h>
#include "engine_private.h"

bool late_count(engine *e, stage_run *r, state *into)
{
	const uint32_t *at;
	uint32_t n = show_documents_of(r, &at);
	for (uint32_t i = 0; i < n; i++) {
		arena_reset(e->document);
		delta_begin(e);
		document *d = store_document(e->whole->store, e->document, e->corpus, e->number[at[i]]);
		if (!d) {
			message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(e->whole->store));
			return false;
		}
		e->doc = d;
		corrections_again(d);
		int code = stage_process(e, r, d);
		if (code && (code != GLANE_EINPUT || r->stage->on_error != ON_ERROR_KEEP)) {
			stage_complain(r);
			return false;
		}
		if (!code && !delta_merge_stage(e, r, into))
			return false;
	}
	e->doc = NULL;
	arena_reset(e->document);
	return true;
}
