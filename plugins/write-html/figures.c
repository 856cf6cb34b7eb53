/* figures.c - the figures that an earlier writer drew, each mark leading to the passages of its row; and two that are plain HTML: bars in
 * the cells of a view, passages as quotations. What a figure is drawn from is said by its map, "x=theme y=speakers". */
#include "report.h"
#include <math.h>
#include <string.h>

/* ---- Figures that were drawn -------------------------------------------------------------------- */

/* Part of the file that is being copied into the page. */
typedef struct { const char *p, *end; } piece;

static void copy_up_to(html *h, const char *from, const char *to)
{
	if (to > from)
		html_raw_bytes(h, (glane_bytes){ (const unsigned char *)from, (size_t)(to - from) });
}

/* Behind the tag that begins at p: a ">" between quotation marks doesn't end it. */
static const char *tag_end(const char *p, const char *end)
{
	char quote = 0;
	for (; p < end; p++) {
		if (quote)
			quote = *p == quote ? 0 : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p + 1;
	}
	return end;
}

static bool begins(piece tag, const char *with)
{
	size_t n = strlen(with);
	return (size_t)(tag.end - tag.p) >= n && !memcmp(tag.p, with, n);
}

/* The value of an attribute of a tag; p NULL: it has none. */
static piece attribute(piece tag, const char *name)
{
	size_t n = strlen(name);
	for (const char *p = tag.p; p + n + 3 < tag.end; p++) {
		if (*p == '"') {
			p = memchr(p + 1, '"', (size_t)(tag.end - p - 1));
			if (!p)
				break;
			continue;
		}
		if (*p != ' ' || memcmp(p + 1, name, n) || p[n + 1] != '=' || p[n + 2] != '"')
			continue;
		const char *end = memchr(p + n + 3, '"', (size_t)(tag.end - p) - n - 3);
		if (end)
			return (piece){ p + n + 3, end };
	}
	return (piece){ NULL, NULL };
}

/* A mark stands for row `data-row` of the table, or of the table `data-of` of the same stage, *of; GLANE_NONE: of none. */
static uint32_t mark_row(const report *r, const shown_table *t, piece tag, const shown_table **of)
{
	piece row = attribute(tag, "data-row"), name = attribute(tag, "data-of");
	uint64_t number = 0;
	for (const char *p = row.p; p && p < row.end && *p >= '0' && *p <= '9' && number < UINT32_MAX; p++)
		number = number * 10 + (uint64_t)(*p - '0');
	*of = name.p ? NULL : t;
	for (uint32_t i = 0; name.p && i < r->n_tables && !*of; i++) {
		const glane_grid *g = r->table[i].grid;
		size_t n = strlen(g->def->name);
		if (!strcmp(g->stage, t->grid->stage) && !strcmp(g->by, t->grid->by) && n == (size_t)(name.end - name.p) && !memcmp(g->def->name, name.p, n))
			*of = &r->table[i];
	}
	return *of && number < (*of)->grid->n ? (uint32_t)number : GLANE_NONE;
}

/* Up to the mark's end there are no words, which would say what the link is. */
static bool wordless(const char *p, const char *end)
{
	for (; p < end && !begins((piece){ p, end }, "</a>"); p++)
		if (begins((piece){ p, end }, "<text") || begins((piece){ p, end }, "<title"))
			return false;
	return true;
}

/* The element of a mark: a link, named by the row where nothing is written in it, or a group where the row isn't shown. */
static void open_mark(const report *r, html *h, const shown_table *t, piece tag, const char *end)
{
	const shown_table *of;
	uint32_t row = mark_row(r, t, tag, &of);
	const char *href = row == GLANE_NONE ? NULL : evidence_href(r, of, row);
	html_open(h, href ? "a" : "g");
	if (!href)
		return;
	html_attr(h, "href", href);
	if (wordless(tag.end, end))
		html_element(h, "title", NULL, tables_keys(r, of, row));
}

/* A tag as it is, but for ids, which other figures of the page may have, and the role: what holds links is no image. */
static void copy_tag(const report *r, html *h, const shown_table *t, piece tag)
{
	static const char *const ids[] = { "id", "aria-labelledby", "aria-describedby" };
	const char *from = tag.p, *prefix = join(r, tables_id(r, t), "-", "");
	piece role = attribute(tag, "role");
	while (from < tag.end) {
		piece next = { NULL, NULL };
		for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
			piece id = attribute((piece){ from, tag.end }, ids[i]);
			next = id.p && (!next.p || id.p < next.p) ? id : next;
		}
		bool img = begins(tag, "<svg") && role.p && role.p >= from && (!next.p || role.p < next.p);
		if (img)
			next = role;
		if (!next.p)
			break;
		copy_up_to(h, from, next.p);
		html_raw(h, img ? "group" : prefix);
		from = img ? next.end : next.p;
		copy_up_to(h, from, next.end + 1);	/* with its quotation mark */
		from = next.end + 1;
	}
	copy_up_to(h, from, tag.end);
}

/* The file from its element <svg> on. */
static void embed(const report *r, html *h, const shown_table *t, glane_bytes svg)
{
	const char *p = (const char *)svg.p, *end = p + svg.n, *at;
	while (p < end && !begins((piece){ p, end }, "<svg"))
		p++;
	for (; (at = memchr(p, '<', (size_t)(end - p))) != NULL; p = tag_end(at, end)) {
		piece tag = { at, tag_end(at, end) };
		copy_up_to(h, p, at);
		if (begins(tag, "<a data-row="))
			open_mark(r, h, t, tag, end);
		else if (begins(tag, "</a>"))
			html_close(h);
		else
			copy_tag(r, h, t, tag);
	}
	html_line(h);
}

static void drawn(const report *r, html *h, const shown_table *t, const char *path, glane_bytes svg)
{
	html_open(h, "figure");
	html_line(h);
	embed(r, h, t, svg);
	html_open(h, "figcaption");
	if (t->n) {
		html_open(h, "a");
		html_attr(h, "href", page_href(r, page_home(r, t), tables_row(r, t, t->row[0].row)));
		html_text(h, translate(r, "The table of this figure"));
		html_close(h);
		html_text(h, " · ");
	}
	html_element(h, "code", NULL, path);
	html_close(h);
	html_close(h);
	html_line(h);
}

/* ---- Which column shows what ---------------------------------------------------------------------- */

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

/* ---- Quotations ------------------------------------------------------------------------------- */

static glane_sym key_of(const shown_table *t, int c, uint32_t row)
{
	return c < 0 || t->grid->column[c].type != GLANE_SYM ? (glane_sym){ 0 } :
	       ((const glane_sym *)t->grid->column[c].array)[row];
}

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

static void quotes(const report *r, html *h, const shown_table *t, const glane_figure *f)
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
			evidence_quote(r, h, &r->passage[t->row[i].first + k]);
	}
}

/* ---- All of a table ------------------------------------------------------------------------------- */

bool figures_any(const report *r, const shown_table *t)
{
	for (const glane_figure *f = t->grid->def->figures; f && f->name; f++)
		if (!strcmp(f->kind, "quotes") || r->ctx->host->artefact(r->ctx, "svg", t->grid, f->name, NULL))
			return true;
	return false;
}

void figures_write(const report *r, html *h, const shown_table *t)
{
	for (const glane_figure *f = t->grid->def->figures; f && f->name; f++) {
		glane_bytes svg;
		const char *path = r->ctx->host->artefact(r->ctx, "svg", t->grid, f->name, &svg);
		if (path)
			drawn(r, h, t, path, svg);
		else if (!strcmp(f->kind, "quotes"))
			quotes(r, h, t, f);
	}
}
