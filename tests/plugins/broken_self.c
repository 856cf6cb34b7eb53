/* Writes to what create() made, which all workers share. Caught by contract/self. */
#include "tiny.h"

typedef struct { int64_t documents; } self;

static int create(glane_ctx *ctx, void **out)
{
	*out = ctx->host->alloc(ctx, GLANE_RUN, sizeof(self));
	return GLANE_OK;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	self *me = (self *)(uintptr_t)ctx->self;
	(void)doc;
	me->documents++;
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-self"), .create = create, .process = process };
