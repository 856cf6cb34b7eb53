/* tables.c - one table on the page: views, rows, and the passages of each row. */
#include "report.h"
#include <string.h>

static glane_str cell(const report *r, const shown_table *t, uint32_t c, uint32_t row)
{
	return r->ctx->host->cell(r->ctx, t->grid, c, row);
}

const char *tables_id(const report *r, const shown_table *t)
{
	return decimal(r, "t", t->number);
}

const char *tables_row(const report *r, const shown_table *t, uint32_t row)
{
	return decimal(r, join(r, tables_id(r, t), "r", ""), row);
}

/* ---- Passages -------------------------------------------------------------------------------- */

static void source(const report *r, html *h, const passage *p)
{
	const glane_quote *q = p->q;
	html_open(h, "cite");
	if (q->signature.n) {
		html_str(h, q->signature);
		html_text(h, " – ");
	}
	if (p->page) {
		const char *place = decimal(r, join(r, decimal(r, "#d", q->document), "-", ""), q->span.begin);
		html_open(h, "a");
		html_attr(h, "href", join(r, documents_href(r, p->page), place, ""));
	}
	html_str(h, q->name);
	if (p->page)
		html_close(h);
	if (q->where.n) {
		html_text(h, ", ");
		html_str(h, q->where);
	}
	html_close(h);
	glane_str corrected = r->ctx->host->corrected(r->ctx, q);
	if (corrected.n)
		html_element(h, "small", "corrected", sentence(r, translate(r, "Corrected by hand – {what}"), "{what}",
			join(r, corrected.p, "", ""), NULL));
}

static void quotation(const report *r, html *h, const passage *p)
{
	bool mark = p->before.n || p->after.n;
	html_open(h, "li");
	html_text(h, translate(r, "“"));
	html_open(h, "span");
	if (p->language.n && strcmp(p->language.p, r->study->language))
		html_attr_str(h, "lang", p->language);
	html_text(h, p->cut_before ? "… " : "");
	html_str(h, p->before);
	if (mark)
		html_open(h, "mark");
	html_str(h, p->text);
	if (mark)
		html_close(h);
	html_str(h, p->after);
	html_text(h, p->cut || p->cut_after ? " …" : "");
	html_close(h);
	html_text(h, translate(r, "”"));
	html_text(h, " ");
	source(r, h, p);
	html_close(h);
	html_line(h);
}

void tables_quote(const report *r, html *h, const passage *p)
{
	html_open(h, "blockquote");
	html_open(h, "p");
	if (p->language.n && strcmp(p->language.p, r->study->language))
		html_attr_str(h, "lang", p->language);
	html_text(h, translate(r, "“"));
	html_str(h, p->text);
	html_text(h, p->cut ? " …" : "");
	html_text(h, translate(r, "”"));
	html_close(h);
	source(r, h, p);
	html_close(h);
	html_line(h);
}

static void list(const report *r, html *h, const shown_row *row)
{
	if (row->n < row->total)
		html_element(h, "p", "shown", sentence(r, translate(r, "{shown} of {total} passages are shown."),
			"{shown}", number(r, row->n), "{total}", number(r, row->total), NULL));
	html_open(h, "ol");
	html_line(h);
	for (uint32_t i = 0; i < row->n; i++)
		quotation(r, h, &r->passage[row->first + i]);
	html_close(h);
	html_line(h);
}

static const char *passages_file(const report *r, const shown_table *t)
{
	return decimal(r, "passages-", t->number);
}

/* Under the number they are, or on a page of their own that it leads to. */
static void passages(const report *r, html *h, const shown_table *t, const shown_row *row, const char *count)
{
	if (r->apart) {
		const char *page = join(r, r->folder, "/", join(r, passages_file(r, t), ".html#", tables_row(r, t, row->row)));
		html_open(h, "a");
		html_attr(h, "href", page);
		html_text(h, count);
		html_close(h);
		return;
	}
	html_open(h, "details");
	html_element(h, "summary", NULL, count);
	list(r, h, row);
	html_close(h);
}

/* "theme: gain_temps · group: image": the keys of a row. */
static const char *keys_of(const report *r, const shown_table *t, uint32_t row)
{
	const char *text = "";
	for (uint32_t c = 0; c < t->n_columns; c++)
		if (t->grid->def->columns[c].role == GLANE_KEY && cell(r, t, c, row).n)
			text = join(r, text, *text ? " · " : "", cell(r, t, c, row).p);
	return text;
}

int tables_passages(const report *r, const shown_table *t, const char *title)
{
	report inside = *r;
	bool some = false;
	for (uint32_t i = 0; i < t->n; i++)
		some |= t->row[i].n > 0;
	if (!some)
		return GLANE_OK;
	inside.inside = true;
	html *h = page_begin(r, join(r, r->path, "/", join(r, passages_file(r, t), ".html", "")), title);
	html_open(h, "header");
	html_element(h, "h1", NULL, title);
	html_open(h, "nav");
	html_open(h, "a");
	html_attr(h, "href", join(r, "../", r->file, join(r, "#", tables_id(r, t), "")));
	html_text(h, translate(r, "The report"));
	html_close(h);
	html_close(h);
	html_close(h);
	html_line(h);
	html_open(h, "main");
	html_line(h);
	for (uint32_t i = 0; i < t->n; i++) {
		if (!t->row[i].n)
			continue;
		html_open(h, "h2");
		html_attr(h, "id", tables_row(r, t, t->row[i].row));
		html_text(h, keys_of(r, t, t->row[i].row));
		html_close(h);
		html_line(h);
		list(&inside, h, &t->row[i]);
	}
	html_close(h);
	return page_end(r, h);
}

/* ---- Rows ------------------------------------------------------------------------------------- */

static bool numeric(const shown_table *t, uint32_t c)
{
	return t->grid->column[c].type != GLANE_SYM;
}

static void heading(html *h, const char *scope, const char *class, const char *text)
{
	html_open_class(h, "th", class);
	html_attr(h, "scope", scope);
	html_text(h, text);
	html_close(h);
}

/* A document's name in glane's own tables leads to the document. */
static const char *document_link(const report *r, const shown_table *t, uint32_t c, uint32_t row)
{
	if (!select_is_core(t->grid) || strcmp(t->grid->def->columns[c].name, "document") ||
	    t->grid->column[c].type != GLANE_SYM)
		return NULL;
	glane_sym name = ((const glane_sym *)t->grid->column[c].array)[row];
	for (uint32_t i = 0; i < r->n_documents; i++)
		if (r->document[i].name.id == name.id && r->document[i].page)
			return join(r, documents_href(r, r->document[i].page), decimal(r, "#d", r->document[i].number), "");
	return NULL;
}

static void table_cell(const report *r, html *h, const shown_table *t, uint32_t c, uint32_t row)
{
	const char *href = document_link(r, t, c, row);
	bool key = t->grid->def->columns[c].role == GLANE_KEY;
	html_open_class(h, key ? "th" : "td", numeric(t, c) ? "n" : NULL);
	if (key)
		html_attr(h, "scope", "row");
	if (href) {
		html_open(h, "a");
		html_attr(h, "href", href);
	}
	html_str(h, cell(r, t, c, row));
	if (href)
		html_close(h);
	html_close(h);
}

static void table_row(const report *r, html *h, const shown_table *t, const shown_row *row)
{
	html_open(h, "tr");
	html_attr(h, "id", tables_row(r, t, row->row));
	for (uint32_t c = 0; c < t->n_columns; c++)
		if ((int)c != t->passages)
			table_cell(r, h, t, c, row->row);
	if (t->passages >= 0 || t->evidence) {
		glane_str count = { "", 0 };
		if (t->passages >= 0)
			count = cell(r, t, (uint32_t)t->passages, row->row);
		html_open_class(h, "td", "passages");
		if (row->n)
			passages(r, h, t, row, count.n ? count.p : number(r, row->total));
		else
			html_str(h, count);
		html_close(h);
	}
	html_close(h);
	html_line(h);
}

static const char *passages_label(const report *r, const shown_table *t)
{
	const char *label = t->passages >= 0 ? t->grid->column[t->passages].label : NULL;
	return label && *label ? label : translate(r, "Passages");
}

/* Tables may be wider than the screen: they scroll alone, by the keyboard as well. */
static void open_table(html *h, const char *class, const char *label)
{
	html_open_class(h, "div", "wide");
	html_attr(h, "role", "region");
	html_attr(h, "aria-label", label);
	html_attr(h, "tabindex", "0");
	html_open_class(h, "table", class);
	html_line(h);
}

static void close_table(html *h)
{
	html_close(h);
	html_close(h);
	html_close(h);
	html_line(h);
}

static const char *csv_name(const report *r, const shown_table *t)
{
	const glane_grid *g = t->grid;
	const char *name = g->def->name;
	glane_bytes bytes;
	if (g->by && *g->by)
		name = join(r, name, ".by-", g->by);
	return r->ctx->host->artefact(r->ctx, "csv", g->stage, name, &bytes) == GLANE_OK ?
	       join(r, join(r, g->stage, ".", name), ".csv", "") : NULL;
}

/* How many rows are shown; where the others are. */
static const char *rows_caption(const report *r, const shown_table *t)
{
	if (t->n == t->grid->n)
		return t->n == 1 ? translate(r, "1 row") :
		       sentence(r, translate(r, "{n} rows"), "{n}", number(r, t->n), NULL);
	const char *csv = csv_name(r, t);
	const char *text = csv ? translate(r, "{shown} of {total} rows; all of them are in {file}") :
	                   translate(r, "{shown} of {total} rows");
	return sentence(r, text, "{shown}", number(r, t->n), "{total}", number(r, t->grid->n),
	                "{file}", csv ? csv : "", NULL);
}

static void rows(const report *r, html *h, const shown_table *t)
{
	const char *caption = rows_caption(r, t);
	open_table(h, "rows", join(r, t->grid->title, ", ", caption));
	html_element(h, "caption", NULL, select_is_core(t->grid) ? t->grid->title : caption);
	html_line(h);
	html_open(h, "thead");
	html_open(h, "tr");
	for (uint32_t c = 0; c < t->n_columns; c++)
		if ((int)c != t->passages)
			heading(h, "col", numeric(t, c) ? "n" : NULL, t->grid->column[c].label);
	if (t->passages >= 0 || t->evidence)
		heading(h, "col", "passages", passages_label(r, t));
	html_close(h);
	html_close(h);
	html_line(h);
	html_open(h, "tbody");
	html_line(h);
	for (uint32_t i = 0; i < t->n; i++)
		table_row(r, h, t, &t->row[i]);
	close_table(h);
}

/* ---- Views ------------------------------------------------------------------------------------ */

static void view_cell(const report *r, html *h, const shown_table *t, const shown_view *v, uint32_t row,
                      double whole)
{
	bool below;
	const char *bar = figures_bar(r, t, v, row, whole, &below);
	html_open_class(h, "td", bar ? below ? "n barred below" : "n barred" : numeric(t, v->cell) ? "n" : NULL);
	if (bar)
		html_attr(h, "style", bar);
	if (row != GLANE_NONE) {
		bool shown = select_find(t, row) != NULL;
		if (shown) {
			html_open(h, "a");
			html_attr(h, "href", join(r, "#", tables_row(r, t, row), ""));
		}
		html_str(h, cell(r, t, v->cell, row));
		if (shown)
			html_close(h);
	}
	html_close(h);
}

static const char *label_of(const shown_table *t, const char *column)
{
	for (uint32_t c = 0; c < t->n_columns; c++)
		if (!strcmp(t->grid->def->columns[c].name, column) && t->grid->column[c].label)
			return t->grid->column[c].label;
	return column;
}

/* A column that says in words what a key says in codes: theme_label for theme. -1: there is none. */
static int words_for(const report *r, const shown_table *t, const char *key)
{
	const char *name = join(r, key, "_label", "");
	for (uint32_t c = 0; c < t->n_columns; c++)
		if (t->grid->def->columns[c].role == GLANE_LABEL && !strcmp(t->grid->def->columns[c].name, name))
			return (int)c;
	return -1;
}

/* Heading of a pivot's row or column: in words where a table has them. `row`: one of its cells. */
static glane_str heading_of(const report *r, const shown_table *t, int words, glane_str key, uint32_t row)
{
	glane_str said = { "", 0 };
	if (words >= 0 && row != GLANE_NONE)
		said = cell(r, t, (uint32_t)words, row);
	return said.n ? said : key;
}

/* Some cell of a pivot's row (by column) or column (by row); GLANE_NONE: all are empty. */
static uint32_t some_cell(const glane_pivot *p, uint32_t from, uint32_t step, uint32_t n)
{
	uint32_t row = GLANE_NONE;
	for (uint32_t i = 0; i < n && row == GLANE_NONE; i++)
		row = p->cell[from + (size_t)i * step];
	return row;
}

static const char *view_caption(const report *r, const shown_table *t, const shown_view *v)
{
	const char *said = t->grid->view[v->view - t->grid->def->views];
	const char *label = said && *said ? said : label_of(t, v->view->cell);
	if (v->group != GLANE_NONE)
		label = join(r, label, ", ", cell(r, t, (uint32_t)t->group, v->group).p);
	if (v->n == v->pivot->n_rows)
		return label;
	return sentence(r, translate(r, "{what}: {shown} of {total}"), "{what}", label, "{shown}",
	                number(r, v->n), "{total}", number(r, v->pivot->n_rows), NULL);
}

static void view(const report *r, html *h, const shown_table *t, const shown_view *v)
{
	const glane_pivot *p = v->pivot;
	const char *caption = view_caption(r, t, v);
	double whole = figures_whole(t, v);
	int words = words_for(r, t, v->view->columns);
	open_table(h, "view", caption);
	html_element(h, "caption", NULL, caption);
	html_line(h);
	html_open(h, "thead");
	html_open(h, "tr");
	heading(h, "col", NULL, label_of(t, v->view->rows));
	for (uint32_t c = 0; c < p->n_columns; c++) {
		html_open_class(h, "th", "n");
		html_attr(h, "scope", "col");
		html_str(h, heading_of(r, t, words, p->column[c], some_cell(p, c, p->n_columns, p->n_rows)));
		html_close(h);
	}
	html_close(h);
	html_close(h);
	html_line(h);
	html_open(h, "tbody");
	html_line(h);
	words = words_for(r, t, v->view->rows);
	for (uint32_t i = 0; i < v->n; i++) {
		uint32_t some = some_cell(p, v->row[i] * p->n_columns, 1, p->n_columns);
		html_open(h, "tr");
		html_open(h, "th");
		html_attr(h, "scope", "row");
		html_str(h, heading_of(r, t, words, p->row[v->row[i]], some));
		html_close(h);
		for (uint32_t c = 0; c < p->n_columns; c++)
			view_cell(r, h, t, v, p->cell[(size_t)v->row[i] * p->n_columns + c], whole);
		html_close(h);
		html_line(h);
	}
	close_table(h);
}

static void figure(const report *r, html *h, const shown_table *t, const glane_figure *f)
{
	glane_bytes svg;
	if (r->ctx->host->artefact(r->ctx, "svg", t->grid->stage, f->name, &svg) != GLANE_OK) {
		if (!strcmp(f->kind, "quadrants"))
			figures_quadrants(r, h, t, f);
		if (!strcmp(f->kind, "quotes"))
			figures_quotes(r, h, t, f);
		return;
	}
	const char *said = t->grid->figure[f - t->grid->def->figures];
	/* What comes before the element (a declaration) has no place inside a page. */
	while (svg.n > 4 && memcmp(svg.p, "<svg", 4))
		svg.p++, svg.n--;
	html_open(h, "figure");
	html_raw_bytes(h, svg);
	html_element(h, "figcaption", NULL, said && *said ? said : f->name);
	html_close(h);
	html_line(h);
}

void tables_write(const report *r, html *h, const shown_table *t)
{
	glane_str reading = r->ctx->host->reading(r->ctx, t->grid, 0);
	if (reading.n) {
		html_open_class(h, "p", "reading");
		html_element(h, "b", NULL, translate(r, "Reading:"));
		html_text(h, " ");
		html_str(h, reading);
		html_close(h);
		html_line(h);
	}
	if (t->grid->corrections) {
		html_element(h, "p", "corrected", sentence(r, translate(r, "Corrections by hand in what was counted: {n}"), "{n}",
			number(r, t->grid->corrections), NULL));
		html_line(h);
	}
	for (const glane_figure *f = t->grid->def->figures; f && f->name; f++)
		figure(r, h, t, f);
	if (t->n_views)
		html_open_class(h, "div", "views");
	for (uint32_t i = 0; i < t->n_views; i++)
		view(r, h, t, &t->view[i]);
	if (t->n_views)
		html_close(h);
	if (!select_is_core(t->grid) && !figures_of_kind(t, "quotes")) {
		rows(r, h, t);
		return;
	}
	/* Long, and looked up rather than read, or shown already in a better way. */
	html_open_class(h, "details", "all");
	html_element(h, "summary", NULL, rows_caption(r, t));
	rows(r, h, t);
	html_close(h);
	html_line(h);
}
