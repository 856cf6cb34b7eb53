/* figures.c - figures in plain HTML, where no writer has drawn them: bars in the cells of a view, words in their
 * quadrants, passages as quotations. What a figure is drawn from is said by its map, "x=theme y=speakers". */
#include "report.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const glane_figure *figures_of_kind(const shown_table *t, const char *kind)
{
	for (const glane_figure *f = t->grid->def->figures; f && f->name; f++)
		if (!strcmp(f->kind, kind))
			return f;
	return NULL;
}

/* The column that a figure has for `what`, or -1. */
static int mapped(const shown_table *t, const glane_figure *f, const char *what)
{
	size_t n = strlen(what);
	for (const char *p = f->map; *p; p += strcspn(p, " "), p += strspn(p, " "))
		if (!strncmp(p, what, n) && p[n] == '=') {
			size_t k = strcspn(p + n + 1, " ");
			for (uint32_t c = 0; c < t->n_columns; c++) {
				const char *name = t->grid->def->columns[c].name;
				if (strlen(name) == k && !strncmp(name, p + n + 1, k))
					return (int)c;
			}
		}
	return -1;
}

/* A cell as a number; NaN where it is missing, suppressed or no number. */
static double value(const shown_table *t, uint32_t c, uint32_t row)
{
	const glane_cells *k = &t->grid->column[c];
	if (k->state && k->state[row])
		return (double)NAN;
	return k->type == GLANE_INT ? (double)((const int64_t *)k->array)[row] :
	       k->type == GLANE_REAL ? ((const double *)k->array)[row] : (double)NAN;
}

/* ---- Bars ------------------------------------------------------------------------------------- */

/* Of a view whose cells are bars: the value of a whole one; 0: it has none. */
double figures_whole(const shown_table *t, const shown_view *v)
{
	double most = 0;
	bool bars = false;
	for (const glane_figure *f = t->grid->def->figures; f && f->name; f++)
		bars |= !strcmp(f->kind, "bars") && mapped(t, f, "y") == (int)v->cell;
	for (uint32_t i = 0; bars && i < v->n; i++)
		for (uint32_t c = 0; c < v->pivot->n_columns; c++) {
			uint32_t row = v->pivot->cell[(size_t)v->row[i] * v->pivot->n_columns + c];
			double x = row == GLANE_NONE ? 0 : fabs(value(t, v->cell, row));
			most = x > most ? x : most;
		}
	return most;
}

/* How much of its cell a bar fills, in per cent, for the style sheet; NULL: nothing. *below: it is a negative value. */
const char *figures_bar(const report *r, const shown_table *t, const shown_view *v, uint32_t row, double whole, bool *below)
{
	double x = row == GLANE_NONE ? 0 : value(t, v->cell, row);
	*below = x < 0;
	if (!(whole > 0) || !(fabs(x) > 0))
		return NULL;
	uint32_t part = (uint32_t)(fabs(x) / whole * 100 + 0.5);
	return join(r, decimal(r, "--part:", part > 100 ? 100 : part), "%", "");
}

/* ---- Quadrants -------------------------------------------------------------------------------- */

static glane_sym key_of(const shown_table *t, int c, uint32_t row)
{
	return c < 0 || t->grid->column[c].type != GLANE_SYM ? (glane_sym){ 0 } :
	       ((const glane_sym *)t->grid->column[c].array)[row];
}

typedef struct { double y; uint32_t row; } placed;

static int by_height(const void *a, const void *b)
{
	const placed *p = a, *q = b;
	if (p->y != q->y)
		return p->y > q->y ? -1 : 1;
	return p->row < q->row ? -1 : p->row > q->row;
}

/* The words of one quadrant, the most frequent first, each leading to its row. */
static void quadrant(const report *r, html *h, const shown_table *t, const glane_figure *f, glane_sym group,
                     const char *name, const char *title)
{
	const glane_host *host = r->ctx->host;
	int cell = mapped(t, f, "cell"), label = mapped(t, f, "label"), y = mapped(t, f, "y");
	placed *word = host->alloc(r->ctx, GLANE_SCRATCH, t->n * sizeof *word);
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t row = t->row[i].row;
		if (key_of(t, t->group, row).id == group.id && !strcmp(host->string(r->ctx, key_of(t, cell, row)).p, name))
			word[n++] = (placed){ y < 0 ? 0 : value(t, (uint32_t)y, row), row };
	}
	if (n)
		qsort(word, n, sizeof *word, by_height);
	html_open(h, "div");
	html_element(h, "h5", NULL, title);
	html_open(h, "p");
	for (uint32_t i = 0; i < n; i++) {
		html_text(h, i ? ", " : "");
		html_open(h, "a");
		html_attr(h, "href", join(r, "#", tables_row(r, t, word[i].row), ""));
		html_str(h, host->cell(r->ctx, t->grid, (uint32_t)label, word[i].row));
		html_close(h);
		if (y >= 0) {
			html_text(h, "\u00a0");
			html_open_class(h, "small", "note");
			html_str(h, host->cell(r->ctx, t->grid, (uint32_t)y, word[i].row));
			html_close(h);
		}
	}
	if (!n)
		html_text(h, "–");
	html_close(h);
	html_close(h);
	html_line(h);
}

/* Frequent above, said early on the left: as prototypical analyses are always drawn. */
void figures_quadrants(const report *r, html *h, const shown_table *t, const glane_figure *f)
{
	const char *const quadrants[][2] = {
		{ "core", translate(r, "Core zone: frequent, said early") },
		{ "first-periphery", translate(r, "First periphery: frequent, said late") },
		{ "contrasted", translate(r, "Contrasted elements: rare, said early") },
		{ "second-periphery", translate(r, "Second periphery: rare, said late") },
	};
	if (mapped(t, f, "cell") < 0 || mapped(t, f, "label") < 0)
		return;
	for (uint32_t i = 0; i < t->n; i++) {
		glane_sym group = key_of(t, t->group, t->row[i].row);
		bool before = false;
		for (uint32_t j = 0; j < i && !before; j++)
			before = key_of(t, t->group, t->row[j].row).id == group.id;
		if (before)
			continue;
		html_open(h, "figure");
		html_open(h, "figcaption");
		html_text(h, t->grid->figure[f - t->grid->def->figures]);
		if (t->group >= 0) {
			html_text(h, ", ");
			html_str(h, r->ctx->host->cell(r->ctx, t->grid, (uint32_t)t->group, t->row[i].row));
		}
		html_close(h);
		html_open_class(h, "div", "quadrants");
		html_line(h);
		for (size_t q = 0; q < sizeof quadrants / sizeof *quadrants; q++)
			quadrant(r, h, t, f, group, quadrants[q][0], quadrants[q][1]);
		html_close(h);
		html_close(h);
		html_line(h);
	}
}

/* ---- Quotations ------------------------------------------------------------------------------- */

/* A heading where the column's value changes; the column of labels says it better, where it says anything. */
static void title(const report *r, html *h, const shown_table *t, const char *element, int c, int label, uint32_t row)
{
	glane_str text = { "", 0 };
	if (label >= 0 && key_of(t, label, row).id)
		text = r->ctx->host->cell(r->ctx, t->grid, (uint32_t)label, row);
	if (!text.n)
		text = r->ctx->host->cell(r->ctx, t->grid, (uint32_t)c, row);
	if (!text.n)
		return;
	html_open(h, element);
	html_str(h, text);
	html_close(h);
	html_line(h);
}

void figures_quotes(const report *r, html *h, const shown_table *t, const glane_figure *f)
{
	int heading = mapped(t, f, "heading"), label = mapped(t, f, "label"), group = mapped(t, f, "colour");
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t row = t->row[i].row, before = i ? t->row[i - 1].row : 0;
		bool other = !i || key_of(t, heading, row).id != key_of(t, heading, before).id;
		if (heading >= 0 && other && key_of(t, heading, row).id)
			title(r, h, t, "h4", heading, label, row);
		if (group >= 0 && key_of(t, group, row).id &&
		    (other || key_of(t, group, row).id != key_of(t, group, before).id))
			title(r, h, t, "h5", group, -1, row);
		for (uint32_t k = 0; k < t->row[i].n; k++)
			tables_quote(r, h, &r->passage[t->row[i].first + k]);
	}
}
