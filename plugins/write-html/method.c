/* method.c - the section "Method" on the page, and beside it the same text for a paper: methods.md and references.bib. */
#include "method.h"
#include <string.h>

/* ---- On the page ------------------------------------------------------------------------------- */

static void link_text(const report *r, html *h, const char *href, const char *text)
{
	html_open(h, "a");
	html_attr(h, "href", href);
	html_text(h, text);
	html_close(h);
	(void)r;
}

static void paragraph(const report *r, html *h, const method *m, const method_paragraph *p)
{
	const char *text = p->text;
	uint32_t number[CITED_TOGETHER];
	glane_str before;
	html_open(h, "p");
	html_element(h, "strong", NULL, join(r, p->name, ".", ""));
	html_text(h, " ");
	for (uint32_t n; (n = citations_next(&m->works, &text, &before, number));) {
		html_str(h, before);
		html_text(h, "(");
		for (uint32_t i = 0; i < n; i++) {
			const cited_work *w = &m->works.work[number[i]];
			html_text(h, i ? "; " : "");
			link_text(r, h, join(r, "#ref-", w->of->key, ""), join(r, w->who, " ", w->year));
		}
		html_text(h, ")");
	}
	html_str(h, before);
	html_close(h);
	html_line(h);
}

static void open_details(html *h, const char *id, const char *title)
{
	html_open(h, "details");
	if (id)
		html_attr(h, "id", id);
	html_element(h, "summary", NULL, title);
	html_line(h);
}

static void code(html *h, glane_str text)
{
	html_open(h, "pre");
	html_open(h, "code");
	html_str(h, text);
	html_close(h);
	html_close(h);
	html_close(h);
	html_line(h);
}

static const char *bibtex(const report *r, const method *m)
{
	const char *text = "";
	for (uint32_t i = 0; i < m->works.n; i++)
		text = join(r, text, i ? "\n" : "", bibliography_bibtex(r, m->works.work[i].of));
	return text;
}

/* Rows of core.manifest: of the options, or of what is no option, as "(input)". */
static void table_of(const report *r, html *h, const shown_table *t, const char *title, const char *of)
{
	static const char *const columns[] = { "stage", "option", "value", "origin" };
	uint32_t from = of ? 1 : 0, to = of ? 3 : 4;
	tables_open(h, "rows", title);
	html_open(h, "thead");
	html_open(h, "tr");
	const char *const heads[] = { translate(r, "Stage"), of ? translate(r, "File") : translate(r, "Option"),
		of ? "SHA-256" : translate(r, "Value"), translate(r, "Origin") };
	for (uint32_t c = from; c < to; c++) {
		html_open(h, "th");
		html_attr(h, "scope", "col");
		html_text(h, heads[c]);
		html_close(h);
	}
	html_close(h);
	html_close(h);
	html_line(h);
	html_open(h, "tbody");
	html_line(h);
	for (uint32_t i = 0; i < t->grid->n; i++) {
		const char *stage = core_fact(r, t, "stage", i).p;
		if (of ? strcmp(stage, of) != 0 : stage[0] == '(')
			continue;
		html_open(h, "tr");
		for (uint32_t c = from; c < to; c++) {
			glane_str said = core_fact(r, t, columns[c], i);
			html_open(h, "td");
			if (said.n)
				html_element(h, c == 1 || c == 2 ? "code" : "span", NULL, said.p);
			html_close(h);
		}
		html_close(h);
		html_line(h);
	}
	tables_close(h);
}

static void what_was_run(const report *r, html *h)
{
	const shown_table *t = core_table(r, "manifest");
	if (!r->public && r->study->source.n) {
		open_details(h, NULL, *r->study->pipeline ? sentence(r, translate(r, "The pipeline file, {name}"), "{name}",
		             r->study->pipeline, NULL) : translate(r, "The pipeline"));
		code(h, r->study->source);
	}
	if (!t)
		return;
	const char *options = translate(r, "Options in effect"), *files = translate(r, "Files that were read");
	open_details(h, tables_id(r, t), options);
	table_of(r, h, t, options, NULL);
	html_close(h);
	html_line(h);
	open_details(h, NULL, files);
	table_of(r, h, t, files, "(input)");
	html_close(h);
	html_line(h);
}

/* ---- Beside the page --------------------------------------------------------------------------- */

/* "report.html" has methods.md and references.bib beside it, "team.html" team-methods.md. */
static const char *file_name(const report *r, const char *name)
{
	const char *stem = strrchr(r->path, '/');
	stem = stem ? stem + 1 : r->path;
	return !strcmp(stem, "report") ? name : join(r, stem, "-", name);
}

static const char *file_path(const report *r, const char *name)
{
	const char *slash = strrchr(r->path, '/');
	glane_str folder = { r->path, slash ? (uint32_t)(slash - r->path) + 1 : 0 };
	return join(r, copy(r, folder).p, file_name(r, name), "");
}

static void for_a_paper(const report *r, html *h)
{
	html_open_class(h, "p", "note");
	html_text(h, translate(r, "To be pasted into a paper:"));
	html_text(h, " ");
	link_text(r, h, url(r, file_name(r, "methods.md")), file_name(r, "methods.md"));
	html_text(h, translate(r, " (Markdown; pandoc puts in the citations) and "));
	link_text(r, h, url(r, file_name(r, "references.bib")), file_name(r, "references.bib"));
	html_text(h, translate(r, " (for Zotero, JabRef, LaTeX)."));
	html_close(h);
	html_line(h);
}

void method_section(const report *r, html *h)
{
	method m = method_gather(r);
	for (uint32_t i = 0; i < m.n; i++)
		paragraph(r, h, &m, &m.paragraph[i]);
	for_a_paper(r, h);
	html_open(h, "h3");
	html_attr(h, "id", "references");
	html_text(h, translate(r, "References"));
	html_close(h);
	html_line(h);
	bibliography_write(r, h, &m.works);
	open_details(h, NULL, "BibTeX");
	const char *text = bibtex(r, &m);
	code(h, (glane_str){ text, (uint32_t)strlen(text) });
	what_was_run(r, h);
}

/* Signs that pandoc would take for markup. */
static const char *plain(const report *r, glane_str text)
{
	char *out = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, 2 * (size_t)text.n + 1), *to = out;
	for (uint32_t i = 0; i < text.n; i++) {
		if (strchr("\\`*_<>$~^@#", text.p[i]))
			*to++ = '\\';
		*to++ = text.p[i];
	}
	return out;
}

static void paragraph_markdown(const report *r, glane_io *out, const method *m, const method_paragraph *p)
{
	const glane_host *host = r->ctx->host;
	const char *text = p->text;
	uint32_t number[CITED_TOGETHER];
	glane_str before;
	host->print(out, "**%s.** ", plain(r, (glane_str){ p->name, (uint32_t)strlen(p->name) }));
	for (uint32_t n; (n = citations_next(&m->works, &text, &before, number));) {
		host->print(out, "%s[", plain(r, before));
		for (uint32_t i = 0; i < n; i++)
			host->print(out, "%s@%s", i ? "; " : "", m->works.work[number[i]].of->key);
		host->print(out, "]");
	}
	host->print(out, "%s\n\n", plain(r, before));
}

int method_files(const report *r)
{
	const glane_host *host = r->ctx->host;
	method m = method_gather(r);
	glane_io *out = host->output(r->ctx, file_path(r, "methods.md"));
	host->print(out, "---\ntitle: %s\nlang: %s\nbibliography: %s\n---\n\n", translate(r, "Method"), r->study->language,
	            file_name(r, "references.bib"));
	for (uint32_t i = 0; i < m.n; i++)
		paragraph_markdown(r, out, &m, &m.paragraph[i]);
	host->print(out, "## %s\n", translate(r, "References"));
	out = host->output(r->ctx, file_path(r, "references.bib"));
	const char *text = bibtex(r, &m);
	host->write(out, text, strlen(text));
	return GLANE_OK;
}
