/* specific.c - see verbatim.h. A lemma is specific to a theme and group when the chance that so many of its occurrences
 * in the whole corpus fall among the words said there is below one in a thousand (Lafon 1980). */
#include "verbatim.h"
#include "plugins/shared/statistics/statistics.h"
#include <math.h>
#include <string.h>
#include "room/room.h"

static const double SPECIFIC_FROM = 3;	/* -lg p */

typedef struct {
	uint64_t key;			/* cell and lemma; 0: free */
	uint32_t n;			/* occurrences */
	double lafon;			/* NaN: not yet asked for */
} entry;

/* A theme in a group; "" and a group where passages aren't chosen by theme. */
typedef struct {
	glane_sym theme, group;
	uint32_t n;			/* active terms */
	uint32_t reach;			/* where the last row of the theme ends, in the document being counted */
	uint32_t document;		/* … which is this one, from 1 on */
} cell;

struct specificity {
	glane_ctx *ctx;
	bool per_theme;
	glane_sym active;
	entry *entry;
	uint32_t n_entries, room;	/* a power of two */
	cell *cell;
	uint32_t n_cells, cell_room, found, documents;	/* found: the cell that was sought last */
	uint32_t *total, *stamp;	/* by lemma: occurrences; the last passage that has been asked for */
	uint32_t lemma_room, whole, asked;
};

specificity *specific_begin(glane_ctx *ctx, bool per_theme)
{
	specificity *s = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *s);
	s->ctx = ctx;
	s->per_theme = per_theme;
	s->active = ctx->host->sym(ctx, "active");
	return s;
}

static uint32_t slot_of(const specificity *s, uint64_t key)
{
	uint32_t i = (uint32_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (s->room - 1);
	while (s->entry[i].key && s->entry[i].key != key)
		i = (i + 1) & (s->room - 1);
	return i;
}

static uint64_t key_of(uint32_t cell_number, glane_sym lemma)
{
	return (uint64_t)(cell_number + 1) << 32 | lemma.id;
}

static void count_lemma(specificity *s, uint32_t cell_number, glane_sym lemma)
{
	if (2 * (s->n_entries + 1) > s->room) {
		entry *old = s->entry;
		uint32_t was = s->room;
		s->room = was ? 2 * was : 4096;
		s->entry = s->ctx->host->alloc(s->ctx, GLANE_SCRATCH, s->room * sizeof *s->entry);
		for (uint32_t i = 0; i < was; i++)
			if (old[i].key)
				s->entry[slot_of(s, old[i].key)] = old[i];
	}
	entry *e = &s->entry[slot_of(s, key_of(cell_number, lemma))];
	if (!e->key) {
		*e = (entry){ .key = key_of(cell_number, lemma), .lafon = NAN };
		s->n_entries++;
	}
	e->n++;
	s->cell[cell_number].n++;
}

static bool is_cell(const cell *c, glane_sym theme, glane_sym group)
{
	return c->theme.id == theme.id && c->group.id == group.id;
}

static uint32_t find_cell(specificity *s, glane_sym theme, glane_sym group)
{
	if (s->found < s->n_cells && is_cell(&s->cell[s->found], theme, group))
		return s->found;
	for (uint32_t i = 0; i < s->n_cells; i++)
		if (is_cell(&s->cell[i], theme, group))
			return s->found = i;
	return GLANE_NONE;
}

static uint32_t make_cell(specificity *s, glane_sym theme, glane_sym group)
{
	uint32_t i = find_cell(s, theme, group);
	if (i != GLANE_NONE)
		return i;
	s->cell = room_for(s->ctx, GLANE_SCRATCH, s->cell, sizeof *s->cell, s->n_cells, &s->cell_room, 1);
	s->cell[s->n_cells] = (cell){ .theme = theme, .group = group };
	return s->n_cells++;
}

static bool counts(const specificity *s, const input *in, uint32_t i)
{
	uint32_t row = in->term.row[i];
	return in->status[row].id == s->active.id && in->lemma[row].id;
}

static void know_lemma(specificity *s, glane_sym lemma)
{
	if (lemma.id >= s->lemma_room) {
		uint32_t more = lemma.id - s->lemma_room + lemma.id / 2 + 1024;
		size_t was = s->lemma_room * sizeof *s->total, room = more * sizeof *s->total;
		s->total = s->ctx->host->grow(s->ctx, GLANE_SCRATCH, s->total, was, room);
		s->stamp = s->ctx->host->grow(s->ctx, GLANE_SCRATCH, s->stamp, was, room);
		s->lemma_room += more;
	}
}

/* The first term of the scope that begins at or after `offset`. */
static uint32_t term_at(const input *in, uint32_t offset)
{
	uint32_t low = 0, high = in->term.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (in->term.span[middle].begin < offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Terms in rows of a theme, each once where rows of one theme overlap. */
static void count_themes(specificity *s, const input *in)
{
	for (uint32_t k = 0; in->code && k < in->theme.n; k++) {
		glane_span at = in->theme.span[k];
		for (uint32_t i = term_at(in, at.begin); i < in->term.n && in->term.span[i].begin < at.end; i++) {
			if (!counts(s, in, i))
				continue;
			uint32_t c = make_cell(s, in->code[k], in->term.group[i]);
			if (s->cell[c].document != s->documents) {
				s->cell[c].document = s->documents;
				s->cell[c].reach = 0;
			}
			if (in->term.span[i].begin >= s->cell[c].reach)
				count_lemma(s, c, in->lemma[in->term.row[i]]);
		}
		for (uint32_t c = 0; c < s->n_cells; c++)
			if (s->cell[c].theme.id == in->code[k].id && s->cell[c].document == s->documents &&
			    s->cell[c].reach < at.end)
				s->cell[c].reach = at.end;
	}
}

void specific_count(specificity *s)
{
	const input *in = s->ctx->input;
	if (!in->lemma || !in->status)
		return;
	s->documents++;
	for (uint32_t i = 0; i < in->term.n; i++) {
		glane_sym lemma = in->lemma[in->term.row[i]];
		if (!counts(s, in, i))
			continue;
		know_lemma(s, lemma);
		s->total[lemma.id]++;
		s->whole++;
		if (!s->per_theme)
			count_lemma(s, make_cell(s, (glane_sym){ 0 }, in->term.group[i]), lemma);
	}
	if (s->per_theme)
		count_themes(s, in);
}

static double lafon_of(specificity *s, uint32_t cell_number, glane_sym lemma)
{
	entry *e = &s->entry[slot_of(s, key_of(cell_number, lemma))];
	if (!e->key)
		return 0;
	if (isnan(e->lafon))
		e->lafon = lafon_specificity(e->n, s->total[lemma.id], s->cell[cell_number].n, s->whole);
	return e->lafon;
}

/* Puts a lemma among the most specific: the higher before the lower, then in code-point order. */
static void enter(const specificity *s, glane_sym lemma, double value, glane_sym *top, double *values)
{
	const glane_host *h = s->ctx->host;
	for (int i = 0; i < SPECIFIC_TOP; i++) {
		if (top[i].id && (value < values[i] || (value == values[i] &&
		    strcmp(h->string(s->ctx, lemma).p, h->string(s->ctx, top[i]).p) > 0)))
			continue;
		for (int k = SPECIFIC_TOP - 1; k > i; k--) {
			top[k] = top[k - 1];
			values[k] = values[k - 1];
		}
		top[i] = lemma;
		values[i] = value;
		return;
	}
}

double specific_share(specificity *s, uint32_t i, glane_sym theme, glane_sym top[SPECIFIC_TOP])
{
	const input *in = s->ctx->input;
	double values[SPECIFIC_TOP];
	uint32_t distinct = 0, specific = 0, c = find_cell(s, theme, in->passage.group[i]);
	glane_span at = in->passage.span[i];
	memset(top, 0, SPECIFIC_TOP * sizeof *top);
	if (c == GLANE_NONE || !in->lemma || !in->status || s->cell[c].n == s->whole)
		return NAN;
	s->asked++;
	for (uint32_t t = term_at(in, at.begin); t < in->term.n && in->term.span[t].begin < at.end; t++) {
		glane_sym lemma = in->lemma[in->term.row[t]];
		if (!counts(s, in, t) || s->stamp[lemma.id] == s->asked)
			continue;
		s->stamp[lemma.id] = s->asked;
		distinct++;
		/* Rounded, so that what decides doesn't hang on the last bit. */
		double value = round(lafon_of(s, c, lemma) * 1e6) / 1e6;
		if (value >= SPECIFIC_FROM) {
			specific++;
			enter(s, lemma, value, top, values);
		}
	}
	return distinct ? (double)specific / distinct : 0;
}
