/* tables.c - one table: its heading, how it is read, figures, views, rows; on the report and on a page of its own. */
#include "report.h"
#include <string.h>

enum { FEW = 12, FIRST = 5 };	/* rows: so few are shown at once; of more the first, where nothing else shows them */
enum { LONG = 60 };		/* bytes of a cell that a narrow column would make a tower of */

glane_str tables_cell(const report *r, const shown_table *t, uint32_t c, uint32_t row)
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

bool tables_apart(const report *r, const shown_table *t)
{
	return r->apart && (t->evidence || t->n > FEW);
}

bool tables_looked_up(const shown_table *t)
{
	static const char *const cases[] = { "document", "speaker", "person", NULL };
	const glane_column *def = t->grid->def->columns;
	if (t->grid->def->figures && t->grid->def->figures->name)
		return false;
	for (uint32_t c = 0; c < t->n_columns; c++)
		for (const char *const *k = cases; *k; k++)
			if (def[c].role == GLANE_KEY && !strcmp(def[c].name, *k))
				return true;
	return false;
}

/* A table that is there once for each of several variables says which, one that several stages make of which it is. */
const char *tables_title(const report *r, const shown_table *t)
{
	const glane_grid *g = t->grid;
	const char *by = t->group >= 0 ? g->column[t->group].label : NULL, *title = g->title;
	bool variables = false, stages = false;
	for (uint32_t i = 0; i < r->n_tables; i++) {
		const glane_grid *other = r->table[i].grid;
		bool same = i != t->number && !strcmp(other->title, g->title);
		variables |= same && !strcmp(other->stage, g->stage);
		stages |= same && strcmp(other->stage, g->stage);
	}
	if (variables && g->by && *g->by)
		title = sentence(r, translate(r, "{title}, by {variable}"), "{title}", title, "{variable}", by && *by ? by : g->by, NULL);
	return stages ? sentence(r, translate(r, "{title} ({stage})"), "{title}", title, "{stage}", g->stage, NULL) : title;
}

glane_str tables_key(const report *r, const shown_table *t, uint32_t column, uint32_t row)
{
	int words = glane_key_label(t->grid->def->columns, t->grid->def->columns[column].name);
	glane_str key = words < 0 ? (glane_str){ "", 0 } : tables_cell(r, t, (uint32_t)words, row);
	return key.n ? key : tables_cell(r, t, column, row);
}

const char *tables_keys(const report *r, const shown_table *t, uint32_t row)
{
	const char *text = "";
	for (uint32_t c = 0; c < t->n_columns; c++) {
		if (t->grid->def->columns[c].role != GLANE_KEY)
			continue;
		glane_str key = tables_key(r, t, c, row);
		if (key.n)
			text = join(r, text, *text ? " · " : "", key.p);
	}
	return text;
}

/* ---- Rows ------------------------------------------------------------------------------------- */

static bool numeric(const shown_table *t, uint32_t c)
{
	return t->grid->column[c].type != GLANE_SYM;
}

/* Tables may be wider than the screen: they scroll alone, by the keyboard as well. */
void tables_open(html *h, const char *class, const char *label)
{
	html_open_class(h, "div", "wide");
	html_attr(h, "role", "region");
	html_attr(h, "aria-label", label);
	html_attr(h, "tabindex", "0");
	html_open_class(h, "table", class);
	html_line(h);
}

void tables_close(html *h)
{
	html_close(h);
	html_close(h);
	html_close(h);
	html_line(h);
}

static void heading(html *h, const char *class, const char *text)
{
	html_open_class(h, "th", class);
	html_attr(h, "scope", "col");
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
			return page_href(r, (home){ PAGE_DOCUMENTS, r->document[i].page }, decimal(r, "d", r->document[i].number));
	return NULL;
}

/* Counts of what was said lead to the passages. */
static const char *cell_link(const report *r, const shown_table *t, const shown_row *row, uint32_t c)
{
	uint32_t role = t->grid->def->columns[c].role;
	if (row->n && (role == GLANE_PASSAGES || role == GLANE_COUNT))
		return evidence_href(r, t, row->row);
	return document_link(r, t, c, row->row);
}

/* Where a key is said in words, its code: as files of the study have it. */
static void code_attr(const report *r, html *h, const shown_table *t, uint32_t c, uint32_t row, glane_str said)
{
	glane_str code = tables_cell(r, t, c, row);
	if (code.n && (code.n != said.n || memcmp(code.p, said.p, code.n)))
		html_attr_str(h, "title", code);
}

static void table_cell(const report *r, html *h, const shown_table *t, const shown_row *row, uint32_t c)
{
	const char *href = cell_link(r, t, row, c);
	bool key = t->grid->def->columns[c].role == GLANE_KEY;
	glane_str said = key ? tables_key(r, t, c, row->row) : tables_cell(r, t, c, row->row);
	html_open_class(h, key ? "th" : "td", numeric(t, c) ? "n" : said.n > LONG ? "long" : NULL);
	if (key) {
		html_attr(h, "scope", "row");
		code_attr(r, h, t, c, row->row, said);
	}
	if (href) {
		html_open(h, "a");
		html_attr(h, "href", href);
	}
	html_str(h, said);
	if (href)
		html_close(h);
	html_close(h);
}

/* Tables whose rows have passages, but no column that counts them, get one. */
static bool counts_passages(const shown_table *t)
{
	return t->evidence && t->passages < 0;
}

static void passages_cell(const report *r, html *h, const shown_table *t, const shown_row *row)
{
	html_open_class(h, "td", "n");
	if (row->n) {
		html_open(h, "a");
		html_attr(h, "href", evidence_href(r, t, row->row));
		html_text(h, number(r, row->total));
		html_close(h);
	}
	html_close(h);
}

/* Columns of documents and speakers stand beside that of passages: how many people say it is read with how often. */
static uint32_t columns_in_order(const shown_table *t, uint32_t *out)
{
	static const uint32_t last[] = { GLANE_SPEAKERS, GLANE_DOCUMENTS, GLANE_PASSAGES };
	uint32_t n = 0;
	for (uint32_t c = 0; c < t->n_columns; c++) {
		uint32_t role = t->grid->def->columns[c].role;
		bool apart = role == GLANE_SPEAKERS || role == GLANE_DOCUMENTS || role == GLANE_PASSAGES || glane_is_key_label(t->grid->def->columns, c);
		if (!apart)
			out[n++] = c;
	}
	for (size_t k = 0; k < sizeof last / sizeof *last; k++)
		for (uint32_t c = 0; c < t->n_columns; c++)
			if (t->grid->def->columns[c].role == last[k])
				out[n++] = c;
	return n;
}

/* The first `most` rows. `ids`: they are at home here. */
static void rows(const report *r, html *h, const shown_table *t, uint32_t most, bool ids)
{
	uint32_t *column = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, t->n_columns * sizeof *column);
	uint32_t n = columns_in_order(t, column), shown = most < t->n ? most : t->n;
	const char *caption = shown < t->n ?
		sentence(r, translate(r, "The first {n} rows"), "{n}", number(r, shown), NULL) : basis_rows(r, t);
	tables_open(h, "rows", join(r, tables_title(r, t), ", ", caption));
	html_element(h, "caption", NULL, caption);
	html_line(h);
	html_open(h, "thead");
	html_open(h, "tr");
	for (uint32_t k = 0; k < n; k++)
		heading(h, numeric(t, column[k]) ? "n" : NULL, t->grid->column[column[k]].label);
	if (counts_passages(t))
		heading(h, "n", translate(r, "Passages"));
	html_close(h);
	html_close(h);
	html_line(h);
	html_open(h, "tbody");
	html_line(h);
	for (uint32_t i = 0; i < shown; i++) {
		html_open(h, "tr");
		if (ids)
			html_attr(h, "id", tables_row(r, t, t->row[i].row));
		for (uint32_t k = 0; k < n; k++)
			table_cell(r, h, t, &t->row[i], column[k]);
		if (counts_passages(t))
			passages_cell(r, h, t, &t->row[i]);
		html_close(h);
		html_line(h);
	}
	tables_close(h);
}

/* ---- The table ---------------------------------------------------------------------------------- */

void tables_reading(const report *r, html *h, const shown_table *t)
{
	glane_str said = r->ctx->host->reading(r->ctx, t->grid, GLANE_NONE);
	if (said.n) {
		html_open_class(h, "p", "reading");
		html_element(h, "b", NULL, translate(r, "Reading:"));
		html_text(h, " ");
		html_str(h, said);
		html_close(h);
		html_line(h);
	}
	if (t->grid->corrections) {
		html_element(h, "p", "corrected", sentence(r, translate(r, "Corrections by hand in what was counted: {n}"), "{n}",
			number(r, t->grid->corrections), NULL));
		html_line(h);
	}
}

/* Whether something shows the table better than its rows do. */
static bool pictured(const report *r, const shown_table *t)
{
	return t->n_views || figures_any(r, t);
}

/* All rows that are shown: folded, or a link to the table's own page. */
static void all_rows(const report *r, html *h, const shown_table *t)
{
	if (tables_apart(r, t)) {
		html_open_class(h, "p", "more");
		html_open(h, "a");
		html_attr(h, "href", page_href(r, page_home(r, t), ""));
		html_text(h, t->evidence ? sentence(r, translate(r, "{rows}, with their passages"), "{rows}", basis_rows(r, t), NULL) :
		          basis_rows(r, t));
		html_close(h);
		html_close(h);
	} else {
		html_open_class(h, "details", "all");
		html_element(h, "summary", NULL, basis_rows(r, t));
		rows(r, h, t, t->n, true);
		html_close(h);
	}
	html_line(h);
}

/* On the report: a few rows at once; of more the first, where nothing shows them in a better way and they aren't looked up. */
static void rows_on_report(const report *r, html *h, const shown_table *t)
{
	bool check = t->grid->def->how & GLANE_CHECK, core = select_is_core(t->grid), apart = tables_apart(r, t);
	bool folded = pictured(r, t) || tables_looked_up(t) || core;
	if ((check && !apart) || (t->n <= FEW && (!folded || core))) {
		rows(r, h, t, t->n, !apart);
		if (!apart)
			return;
	} else if (!folded) {
		rows(r, h, t, r->apart && r->detail.rows < FIRST ? r->detail.rows : FIRST, false);
	}
	all_rows(r, h, t);
}

void tables_write(const report *r, html *h, const shown_table *t)
{
	bool drawn = (!r->apart || r->detail.figures) && figures_any(r, t);
	if (drawn)
		figures_write(r, h, t);
	views_write(r, h, t, r->apart ? r->detail.view_rows : GLANE_NONE, drawn ? 0 : 1);
	rows_on_report(r, h, t);
	if (!select_is_core(t->grid))
		basis_write(r, h, t);
	if (!tables_apart(r, t))
		evidence_write(r, h, t, "h4");
}

static void heading_two(html *h, const char *text)
{
	html_element(h, "h2", NULL, text);
	html_line(h);
}

int tables_page(report *r, const shown_table *t)
{
	const char *title = tables_title(r, t);
	html *h = page_begin(r, (home){ PAGE_TABLE, t->number }, join(r, title, " – ", r->title));
	html_open(h, "header");
	html_line(h);
	html_open(h, "nav");
	html_attr(h, "aria-label", translate(r, "Where this page belongs"));
	html_open(h, "a");
	html_attr(h, "href", page_href(r, (home){ PAGE_REPORT, 0 }, tables_id(r, t)));
	html_text(h, r->title);
	html_close(h);
	html_close(h);
	html_element(h, "h1", NULL, title);
	html_close(h);
	html_line(h);
	html_open(h, "main");
	html_attr(h, "id", "main");
	html_line(h);
	tables_reading(r, h, t);
	figures_write(r, h, t);
	if (t->n_views)
		heading_two(h, translate(r, "Views"));
	views_write(r, h, t, GLANE_NONE, GLANE_NONE);
	heading_two(h, translate(r, "Rows"));
	rows(r, h, t, t->n, true);
	basis_write(r, h, t);
	if (t->evidence)
		heading_two(h, translate(r, "Passages"));
	evidence_write(r, h, t, "h3");
	html_close(h);
	html_line(h);
	return page_end(r, h);
}
