/* write-html: the study as pages for reading, in which every number leads to its passages.
 *
 * Three walks: over the tables (what is shown), over the documents (what stands around the passages, who was studied), and then
 * the report is written, front to back: into one file; where that would be too long for a browser, in a short form, with a page
 * of its own for each table and for every megabyte of documents. */
#include "method.h"
#include <string.h>

static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, passages, "passages", "auto", "auto|all|quoted|none",
	                 "Passages behind the numbers: all, only those chosen as quotations, or none; auto: all, in public quoted"),
	GLANE_OPT_INT(config, most, "most", "20", 0, 500, "Passages shown of a row, at most"),
	GLANE_OPT_INT(config, rows, "rows", "200", 1, 100000,
	              "Rows shown of a table, at most; each group has its share"),
	GLANE_OPT_BOOL(config, documents, "documents", "yes",
	               "Whether the documents are there too, to read passages where they were said"),
	GLANE_OPT_PATH(config, style, "style", "plugins/write-html/data/report.css",
	               "The style sheet, which is put into every page"),
	GLANE_OPT_PATH(config, script, "script", "plugins/write-html/data/report.js",
	               "The script, which is put into every page and which nothing needs"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, turn, "turn?"),
	GLANE_NEED_KEPT(input, speaker, "turn.speaker?"),
	GLANE_NEED_KEPT(input, note, "note?"),
	GLANE_NEED_KEPT(input, kind, "note.kind?"),
	GLANE_NEED_KEPT(input, theme, "theme?"),
	GLANE_NEED_KEPT(input, theme_code, "theme.code?"),
	GLANE_NEED_KEPT(input, hit, "theme-coder:hit?"),
	GLANE_NEED_KEPT(input, hit_code, "theme-coder:hit.code?"),
	GLANE_NEED_KEPT(input, segment, "segment?"),
	GLANE_NEED_KEPT(input, class, "segment.class?"),
	GLANE_NEED_KEPT(input, sentiment, "sentiment?"),
	GLANE_NEED_KEPT(input, tone, "sentiment.label?"),
	GLANE_LAST
};

/* "a/report.html": file "report.html", folder "report", path "a/report". */
static void name_files(report *r)
{
	const char *to = r->ctx->to && *r->ctx->to ? r->ctx->to : "report.html";
	const char *slash = strrchr(to, '/'), *file = slash ? slash + 1 : to;
	const char *dot = strrchr(file, '.');
	char *path = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, strlen(to) + sizeof "-documents");
	memcpy(path, to, strlen(to));
	if (dot && dot > file)
		path[dot - to] = 0;
	else
		memcpy(path + strlen(to), "-documents", sizeof "-documents");
	r->file = url(r, file);
	r->path = path;
	r->folder = url(r, path + (file - to));
}

/* One file may have so many bytes; the report, where it has other pages beside it, so many. */
enum { ONE_FILE = 5000000, SHORT_FORM = 1000000 };

/* Tables on pages of their own leave more or less of themselves on the report: as much as it can hold. */
static int write_short_form(report *r)
{
	static const detail details[] = { { 5, 20, true }, { 5, 12, true }, { 5, 6, true }, { 3, 4, true }, { 3, 4, false } };
	const size_t last = sizeof details / sizeof *details - 1;
	bool full = true;
	r->apart = true;
	for (size_t i = 0; i <= last && full; i++) {
		r->detail = details[i];
		r->most = i == last ? SIZE_MAX : SHORT_FORM;
		int code = sections_write(r, &full);
		if (code != GLANE_OK)
			return code;
	}
	for (uint32_t i = 0; i < r->n_tables; i++) {
		int code = tables_apart(r, &r->table[i]) ? tables_page(r, &r->table[i]) : GLANE_OK;
		if (code != GLANE_OK)
			return code;
	}
	return documents_pages(r);
}

static int write_pages(report *r)
{
	uint64_t text = 0;
	bool full = true;
	for (uint32_t i = 0; i < r->n_documents && r->n_pages; i++)
		text += r->document[i].size;
	for (uint32_t i = 0; i < r->n_passages; i++)
		text += r->passage[i].text.n;
	r->most = ONE_FILE;
	int code = text < ONE_FILE ? sections_write(r, &full) : GLANE_OK;
	code = code == GLANE_OK && full ? write_short_form(r) : code;
	return code == GLANE_OK ? method_files(r) : code;
}

static int render(glane_ctx *ctx)
{
	report *r = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *r);
	r->ctx = ctx;
	r->config = ctx->config;
	r->look = ctx->self;
	r->study = ctx->host->study(ctx);
	r->title = r->study->title && *r->study->title ? r->study->title : r->study->study;
	r->public = r->study->audience && !strcmp(r->study->audience, "public");
	r->passages = r->config->passages != PASSAGES_AUTO ? r->config->passages : r->public ? PASSAGES_QUOTED : PASSAGES_ALL;
	if (r->public && r->passages == PASSAGES_ALL)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("passages"),
			"\"all\" shows what people said in confidence, which audience=\"public\" forbids; write \"quoted\" or \"none\"");
	name_files(r);
	select_tables(r);
	if (!context_find(r))
		return GLANE_ECANCEL;
	return write_pages(r);
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-html", .version = "1", .license = "MIT",
	.summary = "The study as pages for reading, in which every number leads to its passages",
	.domain = "glane",
	.options = options, .needs = needs,
	.config_size = sizeof(config), .input_size = sizeof(input),
	.releases_text = true, .redacts = true,
	.create = page_create,
	.render = render,
};
