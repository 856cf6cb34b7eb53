/* views.c - two keys of a table against each other; every cell leads to its passages. */
#include "report.h"
#include <string.h>

static void view_cell(const report *r, html *h, const shown_table *t, const shown_view *v, uint32_t row,
                      double whole)
{
	bool below, number = t->grid->column[v->cell].type != GLANE_SYM;
	const char *bar = figures_bar(r, t, v, row, whole, &below);
	html_open_class(h, "td", bar ? below ? "n barred below" : "n barred" : number ? "n" : NULL);
	if (bar)
		html_attr(h, "style", bar);
	const uint8_t *state = t->grid->column[v->cell].state;
	if (row != GLANE_NONE && state && state[row] == GLANE_SUPPRESSED) {
		html_element(h, "span", "none", tables_cell(r, t, v->cell, row).p);
	} else if (row != GLANE_NONE) {
		const char *href = evidence_href(r, t, row);
		if (href) {
			html_open(h, "a");
			html_attr(h, "href", href);
		}
		html_str(h, tables_cell(r, t, v->cell, row));
		if (href)
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

/* Heading of a pivot's row or column: in words where a table has them. `row`: one of its cells. */
static glane_str heading_of(const report *r, const shown_table *t, int words, glane_str key, uint32_t row)
{
	glane_str said = { "", 0 };
	if (words >= 0 && row != GLANE_NONE)
		said = tables_cell(r, t, (uint32_t)words, row);
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

static const char *view_caption(const report *r, const shown_table *t, const shown_view *v, uint32_t shown)
{
	const char *said = t->grid->view[v->view - t->grid->def->views];
	const char *label = said && *said ? said : label_of(t, v->view->cell);
	if (v->group != GLANE_NONE)
		label = join(r, label, ", ", tables_cell(r, t, (uint32_t)t->group, v->group).p);
	if (shown == v->pivot->n_rows)
		return label;
	return sentence(r, translate(r, "{what}: {shown} of {total}"), "{what}", label, "{shown}",
	                number(r, shown), "{total}", number(r, v->pivot->n_rows), NULL);
}

/* A key without a value has a heading, too: whoever is led here by a number wants to know of whom it is. */
static void heading(const report *r, html *h, const shown_table *t, const char *key, const char *class, const char *scope, glane_str text)
{
	bool everybody = t->group >= 0 && !strcmp(key, "group") && !(t->grid->by && *t->grid->by);
	html_open_class(h, "th", class);
	html_attr(h, "scope", scope);
	if (text.n)
		html_str(h, text);
	else
		html_element(h, "span", "none", everybody ? translate(r, "the whole corpus") : translate(r, "not given"));
	html_close(h);
}

static void view(const report *r, html *h, const shown_table *t, const shown_view *v, uint32_t most)
{
	const glane_pivot *p = v->pivot;
	const char *label = label_of(t, v->view->rows);
	const char *caption = view_caption(r, t, v, v->n < most ? v->n : most);
	double whole = figures_whole(t, v);
	int words = glane_key_label(t->grid->def->columns, v->view->columns);
	tables_open(h, "view", caption);
	html_element(h, "caption", NULL, caption);
	html_line(h);
	html_open(h, "thead");
	html_open(h, "tr");
	heading(r, h, t, "", NULL, "col", (glane_str){ label, (uint32_t)strlen(label) });
	for (uint32_t c = 0; c < p->n_columns; c++)
		heading(r, h, t, v->view->columns, "n", "col", heading_of(r, t, words, p->column[c], some_cell(p, c, p->n_columns, p->n_rows)));
	html_close(h);
	html_close(h);
	html_line(h);
	html_open(h, "tbody");
	html_line(h);
	words = glane_key_label(t->grid->def->columns, v->view->rows);
	for (uint32_t i = 0; i < v->n; i++) {
		if (v->before[i] >= most)
			continue;
		uint32_t some = some_cell(p, v->row[i] * p->n_columns, 1, p->n_columns);
		html_open(h, "tr");
		heading(r, h, t, v->view->rows, NULL, "row", heading_of(r, t, words, p->row[v->row[i]], some));
		for (uint32_t c = 0; c < p->n_columns; c++)
			view_cell(r, h, t, v, p->cell[(size_t)v->row[i] * p->n_columns + c], whole);
		html_close(h);
		html_line(h);
	}
	tables_close(h);
}

static void open_views(html *h)
{
	html_open_class(h, "div", "views");
	html_line(h);
}

void views_write(const report *r, html *h, const shown_table *t, uint32_t most, uint32_t shown)
{
	uint32_t folded = t->n_views > shown ? t->n_views - shown : 0;
	if (t->n_views > folded)
		open_views(h);
	for (uint32_t i = 0; i < t->n_views; i++) {
		if (i == shown) {
			if (i) {
				html_close(h);
				html_line(h);
			}
			html_open_class(h, "details", "more");
			html_element(h, "summary", NULL, !i ? translate(r, "In numbers") : folded == 1 ? translate(r, "1 other view") :
				sentence(r, translate(r, "{n} other views"), "{n}", number(r, folded), NULL));
			open_views(h);
		}
		view(r, h, t, &t->view[i], most);
	}
	if (folded)
		html_close(h);
	if (t->n_views)
		html_close(h);
	html_line(h);
}
