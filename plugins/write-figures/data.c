/* data.c - what a figure is drawn from: columns that its map names, panels, modalities, numbers. */
#include "drawing.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool same(glane_str a, glane_str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

int data_named(const glane_grid *g, const char *column)
{
	for (int c = 0; g->def->columns[c].name; c++)
		if (!strcmp(g->def->columns[c].name, column))
			return c;
	return -1;
}

static int column_in(const glane_grid *g, const glane_figure *f, const char *what)
{
	size_t n = strlen(what);
	for (const char *p = f->map; *p; p += strcspn(p, " "), p += strspn(p, " "))
		for (int c = 0; !strncmp(p, what, n) && p[n] == '=' && g->def->columns[c].name; c++) {
			const char *name = g->def->columns[c].name;
			size_t k = strcspn(p + n + 1, " ");
			if (strlen(name) == k && !strncmp(name, p + n + 1, k))
				return c;
		}
	return -1;
}

int data_column(const drawing *d, const char *what)
{
	return column_in(d->grid, d->figure, what);
}

bool data_number(const glane_grid *g, int column, uint32_t row, double *out)
{
	*out = 0;
	if (column < 0)
		return false;
	const glane_cells *k = &g->column[column];
	if ((k->state && k->state[row]) || (k->type != GLANE_INT && k->type != GLANE_REAL))
		return false;
	*out = k->type == GLANE_INT ? (double)((const int64_t *)k->array)[row] : ((const double *)k->array)[row];
	return isfinite(*out);
}

glane_str data_text(const drawing *d, int column, uint32_t row)
{
	if (column < 0)
		return (glane_str){ "", 0 };
	const glane_column *k = &d->grid->def->columns[column];
	if (k->role == GLANE_KEY) {
		int words = glane_key_label(d->grid->def->columns, k->name);
		bool there = words >= 0 && !(d->grid->column[words].state && d->grid->column[words].state[row]);
		glane_str said = there ? d->h->cell(d->ctx, d->grid, (uint32_t)words, row) : (glane_str){ "", 0 };
		if (said.n)
			return said;
	}
	return d->h->cell(d->ctx, d->grid, (uint32_t)column, row);
}

/* ---- Keys that no part of the figure shows ----------------------------------------------------- */

static bool in_map(const drawing *d, int column)
{
	const char *name = d->grid->def->columns[column].name;
	size_t n = strlen(name);
	for (const char *p = d->figure->map; *p; p += strcspn(p, " "), p += strspn(p, " ")) {
		size_t k = strcspn(p, " "), side = strcspn(p, "=");
		if (k == side + 1 + n && !memcmp(p + side + 1, name, n))
			return true;
	}
	return false;
}

/* Equal cells of a column, whatever its type. */
static bool same_cell(const drawing *d, int column, uint32_t a, uint32_t b)
{
	const glane_cells *k = &d->grid->column[column];
	if (k->type == GLANE_SYM)
		return ((const glane_sym *)k->array)[a].id == ((const glane_sym *)k->array)[b].id;
	return same(d->h->value(d->ctx, d->grid, (uint32_t)column, a), d->h->value(d->ctx, d->grid, (uint32_t)column, b));
}

/* How many different cells a column has, at most MAX_PANELS + 1 are counted. */
static uint32_t variety(const drawing *d, int column, uint32_t first[MAX_PANELS + 1])
{
	uint32_t n = 0;
	for (uint32_t r = 0; r < d->grid->n && n <= MAX_PANELS; r++) {
		uint32_t i = 0;
		while (i < n && !same_cell(d, column, first[i], r))
			i++;
		if (i == n)
			first[n++] = r;
	}
	return n;
}

/* Of words that are active or supplementary, the first of the table, the active ones, are drawn. */
bool data_shown(const drawing *d, uint32_t row)
{
	int kind = data_named(d->grid, "kind");
	return kind < 0 || d->grid->def->columns[kind].role != GLANE_KEY || in_map(d, kind) || same_cell(d, kind, 0, row);
}

/* A key by which panels are made: shown nowhere, of a few modalities. Of strips only groups are: other keys are what its strokes are of. */
static bool splits(const drawing *d, int c)
{
	uint32_t first[MAX_PANELS + 1];
	uint32_t n;
	if (d->grid->def->columns[c].role != GLANE_KEY || in_map(d, c) || !strcmp(d->grid->def->columns[c].name, "kind"))
		return false;
	if (!strcmp(d->figure->kind, "strip") && strcmp(d->grid->def->columns[c].name, "group"))
		return false;
	n = variety(d, c, first);
	/* A panel of one row says no more than the row. */
	return n > 1 && n <= MAX_PANELS && d->grid->n >= 2 * n;
}

glane_str data_name(const drawing *d, int column, uint32_t row)
{
	glane_str text = data_text(d, column, row);
	if (column < 0 || d->grid->def->columns[column].role != GLANE_KEY)
		return text;
	for (uint32_t c = 0; c < d->n_columns; c++) {
		uint32_t first[MAX_PANELS + 1];
		if (d->grid->def->columns[c].role != GLANE_KEY || in_map(d, (int)c) || variety(d, (int)c, first) <= MAX_PANELS)
			continue;
		glane_str more = data_text(d, (int)c, row);
		text = say_str(say_join(d->ctx, more.p, " · ", text.p));
	}
	return text;
}

uint32_t data_panels(const drawing *d, panel **out)
{
	const glane_grid *g = d->grid;
	panel *p = d->h->alloc(d->ctx, GLANE_SCRATCH, MAX_PANELS * sizeof *p);
	int key[MAX_COLUMNS];
	uint32_t n = 0, n_keys = 0;
	for (uint32_t c = 0; c < d->n_columns && c < MAX_COLUMNS; c++)
		if (splits(d, (int)c))
			key[n_keys++] = (int)c;
	for (uint32_t r = 0; r < g->n; r++) {
		uint32_t i = 0, k;
		if (!data_shown(d, r))
			continue;
		for (; i < n; i++) {
			for (k = 0; k < n_keys && same_cell(d, key[k], p[i].row[0], r); k++)
				;
			if (k == n_keys)
				break;
		}
		if (i == MAX_PANELS)
			continue;
		if (i == n) {
			p[n++].row = d->h->alloc(d->ctx, GLANE_SCRATCH, g->n * sizeof *p->row);
			for (k = 0; k < n_keys; k++) {
				glane_str said = data_text(d, key[k], r);
				p[i].heading = say_str(say_join(d->ctx, k ? p[i].heading.p : "", k ? " · " : "", said.p));
			}
		}
		p[i].row[p[i].n++] = r;
	}
	*out = p;
	return n;
}

/* ---- Modalities --------------------------------------------------------------------------------- */

/* Modalities that are numbers, as those of communities, in their order. */
static void numbers_in_order(drawing *d)
{
	for (uint32_t i = 0; i < d->n_series; i++)
		if (!d->series[i].n || strspn(d->series[i].p, "0123456789") != d->series[i].n || d->series[i].n > 9)
			return;
	for (uint32_t i = 1; i < d->n_series; i++)
		for (uint32_t j = i; j && strtol(d->series[j].p, NULL, 10) < strtol(d->series[j - 1].p, NULL, 10); j--) {
			glane_str other = d->series[j];
			d->series[j] = d->series[j - 1];
			d->series[j - 1] = other;
		}
}

void data_series(drawing *d, int column)
{
	const glane_grid *g = d->grid;
	d->n_series = 0;
	if (column < 0)
		return;
	d->series = d->h->alloc(d->ctx, GLANE_SCRATCH, MAX_SERIES * sizeof *d->series);
	const char *name = g->def->columns[column].name;
	int other = -1;
	for (uint32_t c = 0; c < d->n_columns && other < 0; c++)
		if (g->def->columns[c].role == GLANE_KEY && (int)c != column)
			other = (int)c;
	/* A pivot has the modalities of groups in their declared order. */
	const glane_pivot *order = strcmp(name, "group") || other < 0 ? NULL :
		d->h->pivot(d->ctx, g, g->def->columns[other].name, name);
	for (uint32_t i = 0; order && i < order->n_columns && i < MAX_SERIES; i++)
		d->series[d->n_series++] = order->column[i];
	for (uint32_t r = 0; r < g->n; r++) {
		glane_str text = data_text(d, column, r);
		uint32_t i = 0;
		while (i < d->n_series && !same(d->series[i], text))
			i++;
		if (i == d->n_series && d->n_series < MAX_SERIES)
			d->series[d->n_series++] = text;
	}
	if (!order)
		numbers_in_order(d);
}

uint32_t data_series_of(const drawing *d, int column, uint32_t row)
{
	glane_str text = data_text(d, column, row);
	for (uint32_t i = 0; i < d->n_series; i++)
		if (same(d->series[i], text))
			return i;
	return d->n_series ? d->n_series - 1 : 0;
}

typedef struct { glane_str text; uint32_t i; } text_at;

static int by_text(const void *a, const void *b)
{
	const text_at *x = a, *y = b;
	uint32_t n = x->text.n < y->text.n ? x->text.n : y->text.n;
	int said = n ? memcmp(x->text.p, y->text.p, n) : 0;
	if (said || x->text.n != y->text.n)
		return said ? said : x->text.n < y->text.n ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

uint32_t data_distinct(const drawing *d, const panel *p, int column, uint32_t **index, uint32_t **first)
{
	size_t room = (size_t)p->n + 1;
	text_at *t = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof *t);
	uint32_t *leader = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof *leader), n = 0;
	*index = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof **index);
	*first = d->h->alloc(d->ctx, GLANE_SCRATCH, room * sizeof **first);
	for (uint32_t i = 0; i < p->n; i++)
		t[i] = (text_at){ data_name(d, column, p->row[i]), i };
	if (p->n)
		qsort(t, p->n, sizeof *t, by_text);
	for (uint32_t i = 0; i < p->n; i++)
		leader[t[i].i] = i && same(t[i].text, t[i - 1].text) ? leader[t[i - 1].i] : t[i].i;
	for (uint32_t i = 0; i < p->n; i++) {
		if (leader[i] == i) {
			(*first)[n] = p->row[i];
			(*index)[i] = n++;
		} else {
			(*index)[i] = (*index)[leader[i]];
		}
	}
	return n;
}

typedef struct { double value; uint32_t i; } value_at;

static int by_value(const void *a, const void *b)
{
	const value_at *x = a, *y = b;
	if (x->value > y->value || x->value < y->value)
		return x->value > y->value ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

uint32_t *data_falling(const drawing *d, uint32_t n, const double *value)
{
	value_at *v = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *v);
	uint32_t *out = d->h->alloc(d->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *out);
	for (uint32_t i = 0; i < n; i++)
		v[i] = (value_at){ value[i], i };
	if (n)
		qsort(v, n, sizeof *v, by_value);
	for (uint32_t i = 0; i < n; i++)
		out[i] = v[i].i;
	return out;
}

const glane_grid *data_sibling(const drawing *d, const char *a, const char *b)
{
	for (uint32_t i = 0; i < d->n_grids; i++) {
		const glane_grid *g = d->grids[i];
		if (g != d->grid && !strcmp(g->stage, d->grid->stage) && !strcmp(g->by, d->grid->by) && data_named(g, a) >= 0
		    && data_named(g, b) >= 0)
			return g;
	}
	return NULL;
}

/* ---- Numbers and words -------------------------------------------------------------------------- */

glane_str data_mark(const drawing *d, const figure_scale *s, uint32_t i)
{
	double value = figure_mark(s, i);
	int decimals = s->log && value >= 1 ? 0 : s->decimals;
	return say_str(say_real(d->ctx, d->language, value, decimals));
}

/* The same letter of ASCII or of Latin-1, whatever its case: the second byte of U+00C0 to U+00FE is between a0 and be where it is small. */
static bool same_letter(const char *a, const char *b, size_t i)
{
	unsigned char x = (unsigned char)a[i], y = (unsigned char)b[i], small = y | 0x20;
	bool latin = i && (unsigned char)a[i - 1] == 0xc3 && (unsigned char)b[i - 1] == 0xc3;
	return x == y || ((x ^ y) == 0x20 && (latin ? small >= 0xa0 && small <= 0xbe : small >= 'a' && small <= 'z'));
}

/* Whether a label says its unit already, "Evocations" that of evocations. */
static bool says(const char *label, const char *unit)
{
	for (; *label; label++) {
		size_t i = 0;
		while (unit[i] && label[i] && same_letter(label, unit, i))
			i++;
		if (!unit[i])
			return true;
	}
	return false;
}

/* A hyphen before a number, at the beginning or after a blank, becomes U+2212, the sign that numbers have. */
static glane_str with_minus(const drawing *d, glane_str text)
{
	uint32_t n = 0;
	char *out = NULL;
	for (uint32_t i = 0; i < text.n; i++) {
		bool minus = text.p[i] == '-' && i + 1 < text.n && text.p[i + 1] >= '0' && text.p[i + 1] <= '9'
		             && (!i || text.p[i - 1] == ' ');
		if (minus && !out) {
			out = d->h->alloc(d->ctx, GLANE_SCRATCH, 3 * (size_t)text.n + 1);
			memcpy(out, text.p, n = i);
		}
		if (!out)
			continue;
		memcpy(out + n, minus ? "\u2212" : text.p + i, minus ? 3 : 1);
		n += minus ? 3 : 1;
	}
	return out ? (glane_str){ out, n } : text;
}

glane_str data_label(const drawing *d, int column)
{
	const glane_column *k = &d->grid->def->columns[column];
	const char *label = d->grid->column[column].label, *unit = k->unit;
	if (!label || !*label)
		label = k->name;
	label = with_minus(d, say_str(label)).p;
	if (!unit || !*unit || k->role == GLANE_KEY || k->role == GLANE_LABEL)
		return say_str(label);
	unit = d->h->translate(d->ctx, unit);
	if (says(label, unit) || !strcmp(k->unit, k->name))
		return say_str(label);
	/* "Share of the group's speakers (% of the group's speakers)" says it twice, and in French once in English. */
	bool foreign = d->french && !strcmp(unit, k->unit);
	if (!strncmp(unit, "% ", 2) && (foreign || says(label, unit + (strncmp(unit, "% of ", 5) ? 2 : 5))))
		unit = "%";
	return say_str(say_join(d->ctx, label, " (", say_join(d->ctx, unit, ")", "")));
}
