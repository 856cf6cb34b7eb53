/* changes.c - a step that lets something happen when the corpus is planned and not yet read: it appends a line
 * to the file that CHANGE names, removes the one that REMOVE names, or waits until somebody writes into the
 * pipe that WAIT names. */
#include <stdio.h>
#include <stdlib.h>
#include <glane/plugin.h>

static int open_worker(glane_ctx *ctx)
{
	const char *path = getenv("CHANGE"), *pipe = getenv("WAIT"), *gone = getenv("REMOVE");
	FILE *f = path ? fopen(path, "a") : NULL;
	(void)ctx;
	if (f) {
		fputs("Enquêtée : Et encore une chose.\n", f);
		fclose(f);
	}
	if (gone)
		remove(gone);
	f = pipe ? fopen(pipe, "r") : NULL;
	if (f) {
		(void)getc(f);
		fclose(f);
	}
	return GLANE_OK;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "changes", .version = "1", .license = "MIT", .summary = "Lets something happen before reading",
	.open = open_worker, .process = process,
};
