/* page.c - how every page begins and ends, with the style sheet and the script inside, so that a page can be sent alone. */
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

html *page_begin(const report *r, const char *path, const char *title)
{
	html *h = html_begin(r->ctx, r->ctx->host->output(r->ctx, path), r->study->language);
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
	html_open(h, "body");
	html_line(h);
	return h;
}

int page_end(const report *r, html *h)
{
	html_open(h, "script");
	inline_file(h, "/*", r->look->script, "*/");
	html_close(h);
	html_line(h);
	return html_end(h);
}
