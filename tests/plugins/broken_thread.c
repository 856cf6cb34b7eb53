/* Leaves a thread running. Caught by contract/threads. */
#include <pthread.h>
#include <unistd.h>
#include "tiny.h"

static void *idle(void *p)
{
	pause();
	return p;
}

static int open_worker(glane_ctx *ctx)
{
	pthread_t t;
	if (pthread_create(&t, NULL, idle, NULL))
		return ctx->host->fail(ctx, GLANE_EIO, glane_here(), "no thread");
	return GLANE_OK;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-thread"), .open = open_worker, .process = process };
