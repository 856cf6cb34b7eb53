/* table_cell.c - cells and reading sentences as text, for people and for programs.
 *
 * Digits come from printf and are put together here: what printf takes from a locale, the decimal mark,
 * is passed over. */
#include <config.h>
#include "table.h"
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "sym.h"
#include "text.h"

typedef struct { const char *point, *thousands, *minus; } style;
static const style plain = { ".", "", "-" }, english = { ".", ",", "\u2212" },
	french = { ",", "\u202f", "\u2212" };		/* narrow no-break space */

static const style *style_of(const char *language)
{
	return language && !strncmp(language, "fr", 2) ? &french : &english;
}

/* What is before and after the decimal mark, both without it. */
typedef struct { bool minus; int n_whole, n_after; char digit[340]; } digits;

static const char *put_together(arena *in, const digits *d, const style *s)
{
	size_t point = strlen(s->point), comma = strlen(s->thousands), minus = strlen(s->minus);
	size_t n = minus + (size_t)d->n_whole * (1 + comma) + point + (size_t)d->n_after;
	char *out = arena_alloc(in, n + 1), *to = out;
	if (d->minus) {
		memcpy(to, s->minus, minus);
		to += minus;
	}
	for (int i = 0; i < d->n_whole; i++) {
		if (i && (d->n_whole - i) % 3 == 0) {
			memcpy(to, s->thousands, comma);
			to += comma;
		}
		*to++ = d->digit[i];
	}
	if (d->n_after) {
		memcpy(to, s->point, point);
		memcpy(to + point, d->digit + d->n_whole, (size_t)d->n_after);
	}
	return out;
}

static const char *whole_text(arena *in, int64_t v, const style *s)
{
	digits d = { .minus = v < 0 };
	uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;
	d.n_whole = snprintf(d.digit, sizeof d.digit, "%" PRIu64, u);
	return put_together(in, &d, s);
}

/* With so many decimals. */
static const char *fixed_text(arena *in, double x, int decimals, const style *s)
{
	char raw[400];
	digits d = { 0 };
	int n = 0;
	bool any = false;
	snprintf(raw, sizeof raw, "%.*f", decimals, fabs(x));
	for (const char *p = raw; *p && n < (int)sizeof d.digit; p++) {
		if (*p < '0' || *p > '9')
			continue;
		any |= *p != '0';
		d.digit[n++] = *p;
	}
	d.n_after = decimals;
	d.n_whole = n - decimals;
	d.minus = x < 0 && any;		/* never "-0.0" */
	return put_together(in, &d, s);
}

/* With at most `most` significant digits, zeros at the end left out; with an exponent only where the
 * number has more than 15 digits before the point or more than 5 zeros after it. */
static const char *significant_text(arena *in, double x, int most, const style *s)
{
	char raw[64];
	digits d = { .minus = x < 0 };
	char *p = raw;
	int n = 0;
	snprintf(raw, sizeof raw, "%.*e", most - 1, fabs(x));
	for (; *p && *p != 'e'; p++)
		if (*p >= '0' && *p <= '9')
			d.digit[n++] = *p;
	int power = *p ? (int)strtol(p + 1, NULL, 10) : 0;
	while (n > 1 && d.digit[n - 1] == '0')
		n--;
	if (n == 1 && d.digit[0] == '0')
		return "0";
	if (power < -6 || power >= 15) {
		d.n_whole = 1;
		d.n_after = n - 1;
		return arena_print(in, "%se%s%02d", put_together(in, &d, s), power < 0 ? s->minus : "+",
		                   abs(power));
	}
	if (power < 0) {
		memmove(d.digit - power, d.digit, (size_t)n);
		memset(d.digit, '0', (size_t)-power);
		n -= power;
		power = 0;
	}
	for (; n <= power; n++)
		d.digit[n] = '0';
	d.n_whole = power + 1;
	d.n_after = n - d.n_whole;
	return put_together(in, &d, s);
}

/* Sums are kept in millionths: those are all their digits, as far as a double holds them. */
static const char *exact_text(arena *in, double x, const style *s)
{
	double a = fabs(x);
	int most = 15;
	if (a < 1e9 && a > 0) {
		int before = a < 1 ? 0 : (int)floor(log10(a)) + 1;
		most = before + 6;
	}
	return significant_text(in, most < 15 ? nearbyint(x * 1e6) / 1e6 : x, most, s);
}

static const char *real_value(arena *in, const glane_column *k, double x, const style *s)
{
	switch (k->role) {
	case GLANE_SUM:
		return exact_text(in, x, s);
	case GLANE_KEY:
		return significant_text(in, x, 15, s);
	default:
		return significant_text(in, x, 6, s);
	}
}

static bool is_probability(const glane_column *k)
{
	return k->unit && (!strcmp(k->unit, "p") || !strcmp(k->unit, "q"));
}

static const char *real_cell(arena *in, const glane_column *k, double x, const style *s)
{
	int decimals = k->decimals < 0 ? 0 : k->decimals > 9 ? 9 : k->decimals;
	if (is_probability(k)) {
		if (x >= 0 && x < 0.001)
			return arena_print(in, "< 0%s001", s->point);
		decimals = decimals < 3 ? 3 : decimals;
	}
	if (k->decimals < 0)
		return exact_text(in, x, s);
	if (k->role == GLANE_KEY || fabs(x) >= 1e15)
		return real_value(in, k, x, &(style){ s->point, "", s->minus });
	return fixed_text(in, x, decimals, s);
}

/* Fewer than what may be shown, where that is why the row is suppressed; of anything else that it isn't shown. */
static const char *suppressed_text(arena *in, const corpus *c, const table *t, const glane_column *k, uint32_t row,
                                   const char *language)
{
	const pipeline *p = c ? c->pipeline : NULL;
	int few = t->few ? t->few[row] : FEW_PERSONS;
	if (p && k->role == GLANE_SPEAKERS && few & FEW_PERSONS)
		return arena_print(in, "<%" PRId64, p->min_speakers);
	if (p && k->role == GLANE_PASSAGES && few & FEW_UNITS)
		return arena_print(in, "<%" PRId64, p->min_units);
	return language_say(language, NULL, N_("hidden"));
}

/* A variable or a modality in core.variables. */
static const char *variable_cell(const corpus *c, const table *t, uint32_t at, uint32_t row, const char *language)
{
	const char *name = sym_text(((const glane_sym *)t->grid.column[0].array)[row]);
	const char *text = sym_text(((const glane_sym *)t->grid.column[at].array)[row]);
	return at ? corpus_value_label(c, name, text, language) : corpus_variable_label(c, name, language);
}

static const char *sym_cell(arena *in, const corpus *c, const table *t, uint32_t at, uint32_t row, const char *language)
{
	const glane_column *k = &t->def->columns[at];
	const char *text = sym_text(((const glane_sym *)t->grid.column[at].array)[row]);
	if (c && !t->stage && at < 2 && !strcmp(t->stage_id, "core") && !strcmp(t->def->name, "variables"))
		return variable_cell(c, t, at, row, language);
	if (k->unit && (k->role == GLANE_KEY || k->role == GLANE_LABEL) && text_has(k->unit, '|', text))
		return language_say(language, t->stage && t->stage->plugin ? t->stage->plugin->def->domain : NULL, text);
	bool of_group = k->role == GLANE_KEY && !strcmp(k->name, "group");
	return of_group ? group_value_label(in, c, table_grouping(t), text, language) : text;
}

static glane_str text_of(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static bool outside(const table *t, uint32_t at, uint32_t row)
{
	uint32_t n = 0;
	while (t->def->columns[n].name && n <= at)
		n++;
	return at >= n || row >= t->grid.n;
}

static uint8_t state_of(const glane_cells *k, uint32_t row)
{
	return k->state ? k->state[row] : 0;
}

glane_str table_cell(arena *in, const corpus *c, const table *t, uint32_t at, uint32_t row,
                     const char *language)
{
	if (outside(t, at, row))
		return (glane_str){ "", 0 };
	const glane_column *k = &t->def->columns[at];
	const glane_cells *cells = &t->grid.column[at];
	const style *s = style_of(language);
	switch (state_of(cells, row)) {
	case GLANE_MISSING:
		return (glane_str){ "", 0 };
	case GLANE_UNDEFINED:
		return text_of("–");
	case GLANE_SUPPRESSED:
		return text_of(suppressed_text(in, c, t, k, row, language));
	}
	if (k->type == GLANE_SYM)
		return text_of(sym_cell(in, c, t, at, row, language));
	if (k->type == GLANE_INT)	/* a year is no quantity */
		return text_of(whole_text(in, ((const int64_t *)cells->array)[row],
		                          k->role == GLANE_KEY ? &(style){ s->point, "", s->minus } : s));
	return text_of(real_cell(in, k, ((const double *)cells->array)[row], s));
}

glane_str table_value(arena *in, const table *t, uint32_t at, uint32_t row)
{
	if (outside(t, at, row))
		return (glane_str){ "", 0 };
	const glane_column *k = &t->def->columns[at];
	const glane_cells *cells = &t->grid.column[at];
	if (state_of(cells, row))
		return (glane_str){ "", 0 };
	if (k->type == GLANE_SYM)
		return sym_string(((const glane_sym *)cells->array)[row]);
	if (k->type == GLANE_INT)
		return text_of(whole_text(in, ((const int64_t *)cells->array)[row], &plain));
	return text_of(real_value(in, k, ((const double *)cells->array)[row], &plain));
}

/* ---- Reading sentences ----------------------------------------------------------------------- */

typedef struct { char *p; size_t n, room; } line;

static void append(arena *in, line *to, const char *p, size_t n)
{
	while (to->room - to->n < n + 1) {
		size_t more = to->room ? to->room : 128;
		to->p = arena_grow(in, to->p, to->room, more);
		to->room += more;
	}
	memcpy(to->p + to->n, p, n);
	to->n += n;
}

/* A table that isn't grouped has a key `group` all the same. */
static bool of_everybody(const table *t, int at)
{
	const glane_column *k = &t->def->columns[at];
	return k->role == GLANE_KEY && !strcmp(k->name, "group") && !table_grouping(t);
}

/* What stands for {name}; false: there is no such column. */
static bool said_of(arena *in, const corpus *c, const table *t, uint32_t row, const char *language,
                    glane_str name, glane_str *out)
{
	int at = table_column(t, arena_copy(in, name.p, name.n));
	if (at < 0)
		return false;
	if (of_everybody(t, at))
		*out = text_of(language_say(language, NULL, N_("the whole corpus")));
	else
		*out = table_cell(in, c, t, (uint32_t)at, row, language);
	return true;
}

/* A column that the sentence names; `either`: right behind the one before it, "{value}{text}", of which one says something. */
typedef struct { int column; bool either; } said_column;

static uint32_t columns_said(arena *in, const table *t, said_column **out)
{
	uint32_t n = 0, most = 0;
	for (const char *p = t->grid.reading; *p; p++)
		most += *p == '{';
	said_column *said = arena_alloc(in, (most + 1) * sizeof *said);
	for (const char *p = strchr(t->grid.reading, '{'); p; p = strchr(p + 1, '{')) {
		const char *end = strchr(p, '}');
		int at = end ? table_column(t, arena_copy(in, p + 1, (size_t)(end - p) - 1)) : -1;
		if (at < 0)
			continue;
		said[n] = (said_column){ at, n && p[-1] == '}' };
		n++;
	}
	*out = said;
	return n;
}

/* A cell in a sentence: nothing to be said of it; said, but in the singular, "1 speakers"; or said well. */
enum { SAYS_NOTHING, SAYS_ONE, SAYS_WELL };

static int cell_says(const table *t, int at, uint32_t row)
{
	const glane_column *k = &t->def->columns[at];
	const glane_cells *cells = &t->grid.column[at];
	if (of_everybody(t, at))
		return SAYS_WELL;
	if (state_of(cells, row) || (k->type == GLANE_SYM && !((const glane_sym *)cells->array)[row].id))
		return SAYS_NOTHING;
	if (k->role == GLANE_KEY || k->type == GLANE_SYM)
		return SAYS_WELL;
	if (k->type == GLANE_INT)
		return ((const int64_t *)cells->array)[row] < 2 ? SAYS_ONE : SAYS_WELL;
	return !k->decimals && ((const double *)cells->array)[row] < 1.5 ? SAYS_ONE : SAYS_WELL;
}

static int row_says(const table *t, const said_column *said, uint32_t n, uint32_t row)
{
	int least = SAYS_WELL;
	for (uint32_t i = 0; i < n;) {
		int says = SAYS_NOTHING;
		do {
			int one = cell_says(t, said[i++].column, row);
			says = one > says ? one : says;
		} while (i < n && said[i].either);
		least = says < least ? says : least;
	}
	return least;
}

/* The row that reads best: the first one that says something in all places, if there is one in the plural. */
static uint32_t best_row(arena *in, const table *t)
{
	said_column *said;
	uint32_t n = columns_said(in, t, &said), complete = GLANE_NONE;
	for (uint32_t row = 0; row < t->grid.n; row++) {
		int says = row_says(t, said, n, row);
		if (says == SAYS_WELL)
			return row;
		if (says && complete == GLANE_NONE)
			complete = row;
	}
	return complete;
}

glane_str table_reading(arena *in, const corpus *c, const table *t, uint32_t row,
                        const char *language)
{
	const char *p = t->grid.reading;
	line out = { 0 };
	if (p && *p && row == GLANE_NONE)
		row = best_row(in, t);
	if (!p || !*p || row >= t->grid.n)
		return (glane_str){ "", 0 };
	while (*p) {
		size_t n = strcspn(p, "{");
		const char *end = p[n] ? strchr(p + n, '}') : NULL;
		glane_str cell;
		append(in, &out, p, n);
		p += n;
		if (!*p)
			break;
		glane_str name = { p + 1, end ? (uint32_t)(end - p - 1) : 0 };
		if (end && said_of(in, c, t, row, language, name, &cell)) {
			append(in, &out, cell.p, cell.n);
			p = end + 1;
		} else {
			append(in, &out, p++, 1);
		}
	}
	return (glane_str){ out.p, (uint32_t)out.n };
}
