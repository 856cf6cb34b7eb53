/* page.c - pages and the links between them: how each begins and ends, with the style sheet and the script inside, so that it
 * can be sent alone. */
#include "report.h"
#include <string.h>

/* What would end the element around an inline file, or begin a comment in it, for a parser of HTML or of XML. */
static int check_inline(glane_ctx *ctx, const char *option, glane_bytes file)
{
	static const char *const wrong[] = { "</style", "</script", "<!--", "]]>", NULL };
	for (size_t at = 0; at < file.n; at++)
		for (const char *const *w = wrong; *w; w++) {
			size_t n = strlen(*w), same = 0;
			while (same < n && at + same < file.n && (file.p[at + same] | 0x20) == ((unsigned char)(*w)[same] | 0x20))
				same++;
			if (same == n)
				return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option(option),
					"a file that is put into pages can't hold \"%s\"; write it in another way", *w);
		}
	return GLANE_OK;
}

int page_create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	look *l = ctx->host->alloc(ctx, GLANE_RUN, sizeof *l);
	*self = l;
	int code = ctx->host->file(ctx, c->style, &l->style);
	if (code == GLANE_OK)
		code = ctx->host->file(ctx, c->script, &l->script);
	if (code == GLANE_OK)
		code = check_inline(ctx, "style", l->style);
	return code == GLANE_OK ? check_inline(ctx, "script", l->script) : code;
}

/* For a parser of XML it is CDATA; one of HTML sees comments of the file's own language around it. */
static void inline_file(html *h, const char *comment, glane_bytes file, const char *comment_end)
{
	html_raw(h, comment);
	html_raw(h, "<![CDATA[");
	html_raw(h, comment_end);
	html_line(h);
	html_raw_bytes(h, file);
	html_raw(h, comment);
	html_raw(h, "]]>");
	html_raw(h, comment_end);
}

static void meta(html *h, const char *name, const char *content)
{
	html_open(h, "meta");
	html_attr(h, "name", name);
	html_attr(h, "content", content);
	html_close_void(h);
	html_line(h);
}

/* ---- Links ------------------------------------------------------------------------------------ */

/* "theme-coder.themes.by-age.html" */
static const char *table_file(const report *r, const shown_table *t)
{
	const glane_grid *g = t->grid;
	const char *name = join(r, g->stage, ".", g->def->name);
	return join(r, name, g->by && *g->by ? ".by-" : "", join(r, g->by && *g->by ? g->by : "", ".html", ""));
}

/* Its file in the folder of the report; the report itself is beside the folder. */
static const char *file_of(const report *r, home page)
{
	return page.kind == PAGE_TABLE ? table_file(r, &r->table[page.number]) :
	       page.kind == PAGE_DOCUMENTS ? join(r, decimal(r, "documents-", page.number), ".html", "") : r->file;
}

home page_home(const report *r, const shown_table *t)
{
	return tables_apart(r, t) ? (home){ PAGE_TABLE, t->number } : (home){ PAGE_REPORT, 0 };
}

const char *page_href(const report *r, home to, const char *anchor)
{
	if (!r->apart || (to.kind == r->here.kind && to.number == r->here.number))
		return join(r, "#", anchor, "");
	const char *from = r->here.kind == PAGE_REPORT ? join(r, r->folder, "/", "") : to.kind == PAGE_REPORT ? "../" : "";
	const char *file = to.kind == PAGE_REPORT ? r->file : url(r, file_of(r, to));
	return join(r, from, file, *anchor ? join(r, "#", anchor, "") : "");
}

/* ---- Pages ------------------------------------------------------------------------------------ */

/* The first thing that the keyboard reaches: past the navigation, to what is read. */
static void skip_link(const report *r, html *h)
{
	html_open_class(h, "a", "skip");
	html_attr(h, "href", "#main");
	html_text(h, translate(r, "Skip to what is read"));
	html_close(h);
	html_line(h);
}

html *page_begin(report *r, home here, const char *title)
{
	r->here = here;
	html *h = here.kind == PAGE_REPORT ? html_begin_in_memory(r->ctx, r->most, r->study->language) :
		html_begin(r->ctx, r->ctx->host->output(r->ctx, join(r, r->path, "/", file_of(r, here))), r->study->language);
	html_open(h, "head");
	html_line(h);
	html_open(h, "meta");
	html_attr(h, "charset", "utf-8");
	html_close_void(h);
	html_line(h);
	html_element(h, "title", NULL, title);
	html_line(h);
	meta(h, "viewport", "width=device-width, initial-scale=1");
	meta(h, "referrer", "no-referrer");
	meta(h, "color-scheme", "light dark");
	html_open(h, "style");
	inline_file(h, "/*", r->look->style, "*/");
	html_close(h);
	html_line(h);
	html_close(h);
	html_line(h);
	html_open_class(h, "body", here.kind == PAGE_REPORT ? "report" : here.kind == PAGE_TABLE ? "table" : "documents");
	html_line(h);
	skip_link(r, h);
	return h;
}

/* The sentences of the script, as attributes of its element. */
static void script_sentences(const report *r, html *h)
{
	html_attr(h, "data-filter", translate(r, "Filter the rows"));
	html_attr(h, "data-rows", translate(r, "{n} of {total} rows"));
	html_attr(h, "data-search", translate(r, "Search this page"));
	html_attr(h, "data-found", translate(r, "{n} found"));
	html_attr(h, "data-many", translate(r, "{n} found; the first {shown}:"));
	html_attr(h, "data-nothing", translate(r, "Nothing found"));
}

int page_end(const report *r, html *h)
{
	html_open(h, "script");
	script_sentences(r, h);
	inline_file(h, "/*", r->look->script, "*/");
	html_close(h);
	html_line(h);
	return html_end(h);
}
