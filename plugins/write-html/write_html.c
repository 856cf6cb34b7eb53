/* write-html: the study as pages for reading, in which every number leads to its passages.
 *
 * Three walks: over the tables (what is shown), over the documents (what stands around the passages,
 * and their pages), and then the report is written, front to back. */
#include "report.h"
#include <string.h>

static const glane_option options[] = {
	GLANE_OPT_INT(config, passages, "passages", "20", 0, 500, "Passages shown under a row, at most"),
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
	GLANE_LAST
};

/* Sections of the page; every other one is a stage's. */
enum { STUDIED, CHECK, METHOD, STAGE };

static int section_of(const glane_grid *g)
{
	static const char *const studied[] = { "documents", "speakers", "variables" };
	static const char *const check[] = { "skipped", "repairs" };
	if (!select_is_core(g))
		return STAGE;
	for (size_t i = 0; i < sizeof studied / sizeof *studied; i++)
		if (!strcmp(g->def->name, studied[i]))
			return STUDIED;
	for (size_t i = 0; i < sizeof check / sizeof *check; i++)
		if (!strcmp(g->def->name, check[i]))
			return CHECK;
	return METHOD;
}

static const shown_table *core_table(const report *r, const char *name)
{
	for (uint32_t i = 0; i < r->n_tables; i++)
		if (select_is_core(r->table[i].grid) && !strcmp(r->table[i].grid->def->name, name))
			return &r->table[i];
	return NULL;
}

/* ---- Head of the page -------------------------------------------------------------------------- */

static void contents_item(const report *r, html *h, const char *id, const char *text)
{
	html_open(h, "a");
	html_attr(h, "href", join(r, "#", id, ""));
	html_text(h, text);
	html_close(h);
	(void)r;
}

static void fact(const report *r, html *h, const char *name, const char *table)
{
	const shown_table *t = core_table(r, table);
	if (!t)
		return;
	html_open(h, "li");
	html_element(h, "span", NULL, name);
	html_text(h, " ");
	if (t->grid->n)
		contents_item(r, h, tables_id(r, t), number(r, t->grid->n));
	else
		html_text(h, "0");
	html_close(h);
	html_line(h);
}

static void banner(const report *r, html *h)
{
	bool public = r->study->audience && !strcmp(r->study->audience, "public");
	html_open_class(h, "p", "banner");
	if (public)
		html_text(h, translate(r, "For the public: small numbers are suppressed, and so is what "
		                          "would tell who said something."));
	else
		html_text(h, translate(r, "For the team only: this report contains identifiable speech. "
		                          "Whoever passes it on passes on what people said in confidence."));
	html_close(h);
	html_line(h);
}

static void head(const report *r, html *h)
{
	html_open(h, "header");
	html_line(h);
	html_element(h, "h1", NULL, r->study->title && *r->study->title ? r->study->title : r->study->study);
	html_line(h);
	html_open_class(h, "p", "study");
	html_text(h, translate(r, "Study:"));
	html_text(h, " ");
	html_text(h, r->study->study);
	html_close(h);
	html_line(h);
	banner(r, h);
	html_open_class(h, "ul", "facts");
	html_line(h);
	fact(r, h, translate(r, "Documents"), "documents");
	fact(r, h, translate(r, "Set aside"), "skipped");
	fact(r, h, translate(r, "Repairs"), "repairs");
	html_close(h);
	html_close(h);
	html_line(h);
}

/* ---- Contents and sections: one walk each over the same list ------------------------------------ */

/* A table that is there once for each of several variables says which. */
static const char *title_of(const report *r, const shown_table *t)
{
	const glane_grid *g = t->grid;
	const char *by = t->group >= 0 ? g->column[t->group].label : NULL;
	bool alone = true;
	for (uint32_t i = 0; i < r->n_tables; i++)
		alone &= i == t->number || r->table[i].grid->def != g->def
		         || strcmp(r->table[i].grid->stage, g->stage);
	if (alone || !g->by || !*g->by)
		return g->title;
	return sentence(r, translate(r, "{title}, by {variable}"), "{title}", g->title, "{variable}",
	                by && *by ? by : g->by, NULL);
}

/* A section holds the tables from..to of a stage, or all of glane's own of one kind. */
typedef struct {
	int kind;
	const char *id, *title, *stage;
	uint32_t n;
	const shown_table **table;
} section;

static void contents(const report *r, html *h, const section *s, uint32_t n)
{
	html_open(h, "nav");
	html_attr(h, "aria-label", translate(r, "Contents"));
	html_open(h, "ul");
	html_line(h);
	for (uint32_t i = 0; i < n; i++) {
		html_open(h, "li");
		contents_item(r, h, s[i].id, s[i].title);
		if (s[i].n > 1) {
			html_open(h, "ul");
			for (uint32_t k = 0; k < s[i].n; k++) {
				if (!s[i].table[k]->grid->n)
					continue;
				html_open(h, "li");
				contents_item(r, h, tables_id(r, s[i].table[k]), title_of(r, s[i].table[k]));
				html_close(h);
			}
			html_close(h);
		}
		html_close(h);
		html_line(h);
	}
	html_close(h);
	html_close(h);
	html_line(h);
}

/* Where the documents are read: a link to each of their pages, by the first and last one there. */
static void documents_list(const report *r, html *h)
{
	if (!r->n_pages)
		return;
	html_element(h, "p", NULL, translate(r, "To read:"));
	html_open_class(h, "ul", "pages");
	html_line(h);
	for (uint32_t from = 0, to; from < r->n_documents; from = to) {
		const shown_document *d = &r->document[from];
		for (to = from; to < r->n_documents && r->document[to].page == d->page; to++)
			;
		html_open(h, "li");
		html_open(h, "a");
		html_attr(h, "href", documents_href(r, d->page));
		html_str(h, r->ctx->host->string(r->ctx, d->name));
		if (to > from + 1) {
			html_text(h, " – ");
			html_str(h, r->ctx->host->string(r->ctx, r->document[to - 1].name));
		}
		html_close(h);
		html_close(h);
		html_line(h);
	}
	html_close(h);
	html_line(h);
}

/* Tables in which nothing was found: said once, at the end. */
static void empty_tables(const report *r, html *h, const section *s)
{
	const char *titles = "";
	for (uint32_t i = 0; i < s->n; i++)
		if (!s->table[i]->grid->n)
			titles = join(r, titles, *titles ? " · " : "", title_of(r, s->table[i]));
	if (!*titles)
		return;
	html_element(h, "p", "note", sentence(r, translate(r, "Nothing was found for: {tables}"), "{tables}", titles, NULL));
	html_line(h);
}

static void write_section(const report *r, html *h, const section *s)
{
	html_open(h, "section");
	html_attr(h, "aria-labelledby", s->id);
	html_line(h);
	html_open(h, "h2");
	html_attr(h, "id", s->id);
	html_text(h, s->title);
	if (s->stage) {
		html_text(h, " ");
		html_element(h, "code", NULL, s->stage);
	}
	html_close(h);
	html_line(h);
	for (uint32_t i = 0; i < s->n; i++) {
		if (!s->table[i]->grid->n)
			continue;
		html_open(h, "h3");
		html_attr(h, "id", tables_id(r, s->table[i]));
		html_text(h, title_of(r, s->table[i]));
		html_close(h);
		html_line(h);
		tables_write(r, h, s->table[i]);
		if (s->kind == STUDIED && !strcmp(s->table[i]->grid->def->name, "documents"))
			documents_list(r, h);
	}
	empty_tables(r, h, s);
	html_close(h);
	html_line(h);
}

static void add_core(const report *r, section *s, int kind, const char *id, const char *title)
{
	*s = (section){ .kind = kind, .id = id, .title = title };
	s->table = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, r->n_tables * sizeof *s->table);
	for (uint32_t i = 0; i < r->n_tables; i++)
		if (section_of(r->table[i].grid) == kind)
			s->table[s->n++] = &r->table[i];
}

/* What was studied, what each stage found, what is to be checked, how it was done. */
static uint32_t make_sections(const report *r, section **out)
{
	section *s = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, (r->n_tables + 3) * sizeof *s);
	uint32_t n = 0;
	add_core(r, &s[n++], STUDIED, "studied", translate(r, "What was studied"));
	for (uint32_t i = 0; i < r->n_tables; i++) {
		const glane_grid *g = r->table[i].grid;
		if (section_of(g) != STAGE)
			continue;
		uint32_t k = 0;
		while (k < n && (s[k].kind != STAGE || strcmp(s[k].stage, g->stage)))
			k++;
		if (k == n) {
			s[n] = (section){ .kind = STAGE, .id = decimal(r, "s", n), .stage = g->stage,
			                  .title = g->title };
			s[n++].table = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH,
			                                   r->n_tables * sizeof(shown_table *));
		}
		s[k].table[s[k].n++] = &r->table[i];
	}
	add_core(r, &s[n++], CHECK, "check", translate(r, "To check"));
	add_core(r, &s[n++], METHOD, "method", translate(r, "Method"));
	*out = s;
	return n;
}

static int write_report(report *r)
{
	section *s;
	uint32_t n = make_sections(r, &s);
	html *h = page_begin(r, r->ctx->to && *r->ctx->to ? r->ctx->to : "report.html",
	                     r->study->title && *r->study->title ? r->study->title : r->study->study);
	head(r, h);
	contents(r, h, s, n);
	html_open(h, "main");
	html_line(h);
	for (uint32_t i = 0; i < n; i++)
		write_section(r, h, &s[i]);
	html_close(h);
	int code = page_end(r, h);
	for (uint32_t i = 0; i < r->n_tables && r->apart && code == GLANE_OK; i++)
		code = tables_passages(r, &r->table[i], title_of(r, &r->table[i]));
	return code;
}

/* More of them make a page of over 5 MB, which opens slowly: they go on pages of their own. */
enum { PASSAGES_INSIDE = 10000 };

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

static int render(glane_ctx *ctx)
{
	report *r = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *r);
	r->ctx = ctx;
	r->config = ctx->config;
	r->look = ctx->self;
	r->study = ctx->host->study(ctx);
	name_files(r);
	select_tables(r);
	r->apart = r->n_passages > PASSAGES_INSIDE;
	if (!context_find(r))
		return GLANE_ECANCEL;
	int code = documents_pages(r);
	return code == GLANE_OK ? write_report(r) : code;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-html", .version = "1", .license = "MIT",
	.summary = "The study as pages for reading, in which every number leads to its passages",
	.domain = "glane",
	.options = options, .needs = needs,
	.config_size = sizeof(config), .input_size = sizeof(input),
	.releases_text = true,
	.create = page_create,
	.render = render,
};
