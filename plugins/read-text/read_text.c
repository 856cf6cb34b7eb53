/* read-text: a file of plain text is one document. */
#define _GNU_SOURCE
#include <string.h>
#include "encoding/files.h"
#include "encoding/names.h"

typedef struct { int encoding, group; } config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, encoding, "encoding", "auto", ENCODING_CHOICES,
	                 "Encoding of the files; auto looks at each"),
	GLANE_OPT_CHOICE(config, group, "group", "none", NAMES_GROUP_CHOICES,
	                 "What becomes the variable group: the name of the folder or of the file"),
	GLANE_LAST };

/* Any text may be a file of this kind; other readers know better what is theirs. */
static int probe(const char *name, glane_bytes head)
{
	trouble t;
	if (names_without(names_of_file(name), ".txt").n < names_of_file(name).n)
		return 60;
	/* Cut in the middle of a character: look at what comes before the last line end. */
	while (head.n > 1 && head.p[head.n - 1] != '\n' && head.n == 4096)
		head.n--;
	return encoding_detect(head, ENCODING_AUTO, &t) ? 10 : 0;
}

static int plan(glane_ctx *ctx, const glane_file *file, glane_plan *p)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	/* A full stop elsewhere than before "txt" may belong to the name. */
	glane_str name = names_without(names_of_file(file->name), ".txt");
	char *copy = h->alloc(ctx, GLANE_SCRATCH, name.n + 1u);
	memcpy(copy, name.p, name.n);
	h->plan_document(p, copy, 0, file->size, (glane_where){ 0, 0, 0, -1 });
	if (c->group != NAMES_GROUP_NONE)
		h->plan_variable(p, "group", GLANE_NOMINAL);
	glane_str group = names_group(file->name, c->group);
	if (group.n)
		h->plan_value(p, "group", group);
	return GLANE_OK;
}

static int read(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	const config *c = ctx->config;
	encoding_text text;
	int e = files_text(ctx, GLANE_EINPUT, item->file->path, c->encoding, files_memory(ctx, GLANE_SCRATCH), &text);
	if (e)
		return e;
	encoding_give(&text, 0, text.n, ctx->host, draft);
	encoding_report(&text, 0, text.n, ctx->host, draft);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Each text file is a document; characters of other encodings that were converted are listed "
	  "among the repairs." },
	{ "group=folder", "The variable group is the folder of the file." },
	{ "group=file", "The variable group is the name of the file." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "read-text", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Reads plain text: a file is a document",
	.method = method,
	.options = options, .config_size = sizeof(config),
	.probe = probe, .plan = plan, .read = read,
};
