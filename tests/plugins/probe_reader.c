/* probe-reader: a file is a document; carriage returns and tabs are repaired, and told. A file
 * of several documents has lines "=== name" before each. The first line of a document may be "@
 * variable value". */
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

/* "@ variable value": its length in bytes, 0 when the line is no such one. */
static size_t variable_line(const char *p, const char *end, char name[64], glane_str *value)
{
	const char *stop = line_end(p, end), *from = p + 2;
	if (stop - p < 5 || memcmp(p, "@ ", 2))
		return 0;
	const char *blank = memchr(from, ' ', (size_t)(stop - from));
	if (!blank || blank - from >= 64)
		return 0;
	memcpy(name, from, (size_t)(blank - from));
	name[blank - from] = 0;
	*value = (glane_str){ blank + 1, (uint32_t)(stop - blank - 1) };
	while (value->n && (value->p[value->n - 1] == '\n' || value->p[value->n - 1] == '\r'))
		value->n--;
	return (size_t)(stop - p);
}

/* Known before the document is read, so that `by` and `when` can be checked. */
static void plan_variable(glane_ctx *ctx, glane_plan *out, const char *body, const char *end)
{
	char name[64];
	glane_str value;
	if (!variable_line(body, end, name, &value))
		return;
	ctx->host->plan_variable(out, name, GLANE_NOMINAL);
	ctx->host->plan_value(out, name, value);
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
			               "a document has no name, or one of more than %zu bytes",
			               sizeof name - 1);
		memcpy(name, first, k);
		name[k] = 0;
		body = stop;
		h->plan_document(out, name, (uint64_t)(body - start), (uint64_t)(end - body),
		                 glane_where_line((uint64_t)(body - start), line + 1));
		plan_variable(ctx, out, body, end);
		n++;
	}
	if (n)
		return GLANE_OK;
	const char *slash = strrchr(file->name, '/'), *from = slash ? slash + 1 : file->name;
	stem = strcspn(from, ".");
	if (!stem || stem >= sizeof name)
		return h->fail(ctx, GLANE_EINPUT, glane_at_line(file->path, 0, 0),
		               "the name of the file has no stem");
	memcpy(name, from, stem);
	name[stem] = 0;
	h->plan_document(out, name, 0, b.n, glane_where_line(0, 1));
	plan_variable(ctx, out, start, end);
	return GLANE_OK;
}

/* One line: pieces between what is repaired. */
static void read_line(glane_ctx *ctx, glane_draft *draft, const char *p, const char *end,
                      const char *start,
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
		h->repair(draft, tab ? "tab" : "carriage-return", at, (glane_str){ p, 1 }, tab
		          ? blank : nothing);
		if (tab)
			h->text(draft, blank, at);
		p++;
	}
}

static int read_document(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	const config *c = ctx->config;
	glane_bytes b;
	int e = ctx->host->file(ctx, item->file->path, &b);
	if (e)
		return e;
	const char *start = (const char *)b.p, *end = start + b.n, *p = start + item->key;
	char name[64];
	glane_str value;
	uint32_t line = item->where.line, lines = 0;
	size_t head = variable_line(p, end, name, &value);
	line += head > 0;
	for (p += head; p < end && !is_mark(c, p, end); p = line_end(p, end), line++, lines++)
		read_line(ctx, draft, p, line_end(p, end), start, line);
	/* Known only now. */
	ctx->host->variable(draft, GLANE_NONE, "lines", lines > 1 ? (glane_str){ "several", 7 }
	                    : (glane_str){ "one", 3 });
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-reader", .version = "1", .license = "MIT",
	.summary = "Reads files with marks, and repairs them",
	.options = options, .config_size = sizeof(config),
	.probe = probe, .plan = plan, .read = read_document,
};
