/* probe-reader: a file is a document; carriage returns and tabs are repaired, and told. A file of several
 * documents has lines "=== name" before each. The first line of a document may be "@ variable value". */
#include <string.h>
#include <glane/plugin.h>

typedef struct { const char *mark; } config;
static const glane_option options[] = {
	GLANE_OPT_TEXT(config, mark, "mark", "=== ", "What stands before the name of a document"),
	GLANE_LAST
};

static const char *line_end(const char *p, const char *end)
{
	const char *stop = memchr(p, '\n', (size_t)(end - p));
	return stop ? stop + 1 : end;
}

static bool is_mark(const config *c, const char *p, const char *end)
{
	size_t n = strlen(c->mark);
	return n && (size_t)(end - p) > n && !memcmp(p, c->mark, n);
}

static int probe(const char *name, glane_bytes head)
{
	size_t n = strlen(name);
	(void)head;
	return n > 4 && !strcmp(name + n - 4, ".prb") ? 90 : 0;
}

static int plan(glane_ctx *ctx, const glane_file *file, glane_plan *out)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	glane_bytes b;
	int e = h->file(ctx, file->path, &b);
	if (e)
		return e;
	const char *start = (const char *)b.p, *end = start + b.n, *body = start;
	char name[256];
	uint32_t line = 1, n = 0;
	size_t stem = strcspn(file->name, ".");
	for (const char *p = start; p < end; p = line_end(p, end), line++) {
		if (!is_mark(c, p, end))
			continue;
		const char *first = p + strlen(c->mark), *stop = line_end(p, end);
		size_t k = (size_t)(stop - first) - (stop > first && stop[-1] == '\n');
		if (!k || k >= sizeof name)
			return h->fail(ctx, GLANE_EINPUT, glane_at_line(file->path, line, 1),
			               "a document has no name, or one of more than %zu bytes", sizeof name - 1);
		memcpy(name, first, k);
		name[k] = 0;
		body = stop;
		h->plan_document(out, name, (uint64_t)(body - start), (uint64_t)(end - body),
		                 glane_where_line((uint64_t)(body - start), line + 1));
		n++;
	}
	if (n)
		return GLANE_OK;
	const char *slash = strrchr(file->name, '/'), *from = slash ? slash + 1 : file->name;
	stem = strcspn(from, ".");
	if (!stem || stem >= sizeof name)
		return h->fail(ctx, GLANE_EINPUT, glane_at_line(file->path, 0, 0), "the name of the file has no stem");
	memcpy(name, from, stem);
	name[stem] = 0;
	h->plan_document(out, name, 0, b.n, glane_where_line(0, 1));
	return GLANE_OK;
}

/* One line: pieces between what is repaired. */
static void read_line(glane_ctx *ctx, glane_draft *draft, const char *p, const char *end, const char *start,
                      uint32_t line)
{
	const glane_host *h = ctx->host;
	const glane_str blank = { " ", 1 }, nothing = { "", 0 };
	while (p < end) {
		const char *stop = p;
		while (stop < end && *stop != '\r' && *stop != '\t')
			stop++;
		glane_where at = glane_where_line((uint64_t)(p - start), line);
		if (stop > p)
			h->text(draft, (glane_str){ p, (uint32_t)(stop - p) }, at);
		p = stop;
		if (p == end)
			break;
		bool tab = *p == '\t';
		at = glane_where_line((uint64_t)(p - start), line);
		h->repair(draft, tab ? "tab" : "carriage-return", at, (glane_str){ p, 1 }, tab ? blank : nothing);
		if (tab)
			h->text(draft, blank, at);
		p++;
	}
}

/* "@ variable value" */
static bool take_variable(glane_ctx *ctx, glane_draft *draft, const char *p, const char *end)
{
	char name[64];
	if (end - p < 5 || memcmp(p, "@ ", 2))
		return false;
	const char *from = p + 2, *blank = memchr(from, ' ', (size_t)(end - from));
	if (!blank || (size_t)(blank - from) >= sizeof name)
		return false;
	memcpy(name, from, (size_t)(blank - from));
	name[blank - from] = 0;
	uint32_t n = (uint32_t)(end - blank - 1);
	while (n && (blank[n] == '\n' || blank[n] == '\r'))
		n--;
	ctx->host->variable(draft, GLANE_NONE, name, (glane_str){ blank + 1, n });
	return true;
}

static int read_document(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	const config *c = ctx->config;
	glane_bytes b;
	int e = ctx->host->file(ctx, item->file->path, &b);
	if (e)
		return e;
	const char *start = (const char *)b.p, *end = start + b.n, *p = start + item->key;
	uint32_t line = item->where.line;
	for (bool first = true; p < end; p = line_end(p, end), line++, first = false) {
		const char *stop = line_end(p, end);
		if (is_mark(c, p, end))
			break;
		if (!first || !take_variable(ctx, draft, p, stop))
			read_line(ctx, draft, p, stop, start, line);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-reader", .version = "1", .license = "MIT", .summary = "Reads files with marks, and repairs them",
	.options = options, .config_size = sizeof(config),
	.probe = probe, .plan = plan, .read = read_document,
};
