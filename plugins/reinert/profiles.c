/* profiles.c - what each class is made of: forms, people and their variables, typical segments. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "reinert.h"
#include "statistics/contrast.h"

static const double marked = 2;		/* chi2 from which a form is of a class's profile (IRaMuTeQ) */
enum { FORM_LEAST = 3 };		/* segments: rarer forms are not profiled (IRaMuTeQ) */

static double cell(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

/* ---- Counting segments, people and documents ------------------------------------------------------- */

/* Distinct people and documents of segments that come one after the other. */
typedef struct {
	const result *r;
	uint32_t *seen, stamp;		/* of each person: the last count that had it */
	uint32_t last_document;
	int64_t segments, speakers, documents;
	glane_passage *passage;
} tally;

static tally tally_new(const result *r)
{
	tally t = { .r = r };
	t.seen = pool_array(r->p, t.seen, r->n_persons);
	t.passage = pool_array(r->p, t.passage, r->u->n);
	return t;
}

static void tally_begin(tally *t)
{
	t->stamp++;
	t->last_document = GLANE_NONE;
	t->segments = t->speakers = t->documents = 0;
}

static void tally_add(tally *t, uint32_t s)
{
	const units_row *u = &t->r->u->row[s];
	uint32_t who = t->r->person[s];
	if (who != GLANE_NONE && t->seen[who] != t->stamp) {
		t->seen[who] = t->stamp;
		t->speakers++;
	}
	t->documents += u->document != t->last_document;
	t->last_document = u->document;
	t->passage[t->segments++] = (glane_passage){ u->name, u->row };
}

static void write_row(const tally *t, uint32_t table, const void *row)
{
	glane_evidence e = { .in = "segment", .n_rows = (uint32_t)t->segments, .rows = t->passage };
	t->r->ctx->host->row(t->r->ctx, table, row, &e);
}

static uint32_t *sizes_of(const result *r)
{
	uint32_t *size = pool_array(r->p, size, r->k->n);
	for (uint32_t s = 0; s < r->u->n; s++)
		if (r->k->of[s] != GLANE_NONE)
			size[r->k->of[s]]++;
	return size;
}

/* ---- What goes with which class -------------------------------------------------------------------- */

/* A feature (form or modality) and a class, counted in segments that are classified. */
typedef struct {
	uint32_t feature, of, in, all;
	double chi2, p, q;
} tie;
typedef struct { uint32_t n; tie *tie; } ties;

static ties ties_of(const result *r, const sparse *by_feature, const uint32_t *size)
{
	pool *p = r->p;
	const classes *k = r->k;
	ties t = { 0 };
	t.tie = pool_array(p, t.tie, (size_t)by_feature->rows * k->n);
	uint32_t *in = pool_array(p, in, k->n), all;
	double n = k->n_classified;
	for (uint32_t f = 0; f < by_feature->rows; f++) {
		memset(in, 0, k->n * sizeof *in);
		all = 0;
		for (uint32_t i = by_feature->start[f]; i < by_feature->start[f + 1]; i++) {
			uint32_t c = k->of[by_feature->column[i]];
			if (c != GLANE_NONE) {
				in[c]++;
				all++;
			}
		}
		for (uint32_t c = 0; c < k->n && all >= FORM_LEAST; c++) {
			two_by_two cells = { in[c], all - in[c], size[c] - in[c], n - size[c] - all + in[c] };
			double chi2 = chi2_signed(cells);
			t.tie[t.n++] = (tie){ f, c, in[c], all, chi2, isnan(chi2) ? NAN : chi2_upper(fabs(chi2), 1), NAN };
		}
	}
	double *q = pool_array(p, q, t.n);
	uint32_t *room = pool_array(p, room, t.n);
	for (uint32_t i = 0; i < t.n; i++)
		q[i] = t.tie[i].p;
	false_discovery_rate(t.n, q, q, room);
	for (uint32_t i = 0; i < t.n; i++)
		t.tie[i].q = q[i];
	return t;
}

/* The segments of a tie: those of the class that have the feature. */
static void tally_tie(tally *t, const sparse *by_feature, const tie *x)
{
	tally_begin(t);
	for (uint32_t i = by_feature->start[x->feature]; i < by_feature->start[x->feature + 1]; i++)
		if (t->r->k->of[by_feature->column[i]] == x->of)
			tally_add(t, by_feature->column[i]);
}

static bool is_marked(const tie *x)
{
	return fabs(decided(x->chi2)) > marked;
}

/* A form that is marked in one class is shown in all where it is: the table can then be read, and mapped, as a whole. Ties of a
 * feature stand together. */
static bool *shown(const result *r, const ties *t)
{
	bool *show = pool_array(r->p, show, t->n);
	for (uint32_t from = 0, to; from < t->n; from = to) {
		bool any = false;
		for (to = from; to < t->n && t->tie[to].feature == t->tie[from].feature; to++)
			any |= is_marked(&t->tie[to]);
		for (uint32_t i = from; i < to; i++)
			show[i] = any && (t->tie[i].in || is_marked(&t->tie[i]));
	}
	return show;
}

static void write_forms(const result *r, const units_features *f, const char *kind, const ties *t, const sparse *by_form)
{
	tally count = tally_new(r);
	const bool *show = shown(r, t);
	const glane_sym of_kind = r->ctx->host->sym(r->ctx, kind);
	for (uint32_t i = 0; i < t->n; i++) {
		const tie *x = &t->tie[i];
		if (!show[i])
			continue;
		tally_tie(&count, by_form, x);
		profile_row row = { r->name[x->of], f->name[x->feature], of_kind, f->upos[x->feature], x->in, x->all, count.speakers,
			count.documents, 100.0 * x->in / x->all, cell(x->chi2), cell(x->p), cell(x->q) };
		write_row(&count, PROFILES, &row);
	}
}

static void write_variables(const result *r, const units_modalities *m, const uint32_t *size)
{
	sparse by_value = sparse_transposed(r->p, &m->cells);
	ties t = ties_of(r, &by_value, size);
	tally count = tally_new(r);
	const bool *show = shown(r, &t);
	for (uint32_t i = 0; i < t.n; i++) {
		const tie *x = &t.tie[i];
		if (!show[i])
			continue;
		tally_tie(&count, &by_value, x);
		variable_row row = { r->name[x->of], m->variable[x->feature], m->value[x->feature], x->in, x->all, count.speakers,
			count.documents, 100.0 * x->in / x->all, cell(x->chi2), cell(x->p), cell(x->q) };
		write_row(&count, VARIABLES, &row);
	}
}

/* ---- Typical segments ------------------------------------------------------------------------------ */

typedef struct { double absolute, relative; uint32_t segment; } scored;

static int by_score(const void *a, const void *b)
{
	const scored *x = a, *y = b;
	if (x->absolute != y->absolute)
		return x->absolute > y->absolute ? -1 : 1;
	return (x->segment > y->segment) - (x->segment < y->segment);
}

/* Of a segment: the sum and the mean of chi2 of the forms in it that mark its class (IRaMuTeQ). */
static void write_typical(const result *r, const ties *t)
{
	const sparse *m = r->presence;
	double *weight = pool_array(r->p, weight, m->columns);
	scored *list = pool_array(r->p, list, r->u->n);
	for (uint32_t c = 0; c < r->k->n; c++) {
		uint32_t n = 0;
		memset(weight, 0, m->columns * sizeof *weight);
		for (uint32_t i = 0; i < t->n; i++)
			if (t->tie[i].of == c && decided(t->tie[i].chi2) > marked)
				weight[t->tie[i].feature] = t->tie[i].chi2;
		for (uint32_t s = 0; s < r->u->n; s++) {
			double sum = 0, forms = 0;
			for (uint32_t k = m->start[s]; r->k->of[s] == c && k < m->start[s + 1]; k++) {
				sum += weight[m->column[k]];
				forms += weight[m->column[k]] > 0;
			}
			if (forms > 0)
				list[n++] = (scored){ decided(sum), sum / forms, s };
		}
		if (n)
			qsort(list, n, sizeof *list, by_score);
		for (uint32_t i = 0; i < n && i < r->c->typical; i++) {
			const units_row *u = &r->u->row[list[i].segment];
			glane_passage at = { u->name, u->row };
			glane_evidence e = { .in = "segment", .n_rows = 1, .rows = &at };
			typical_row row = { r->name[c], i + 1, 1, list[i].absolute, list[i].relative };
			r->ctx->host->row(r->ctx, TYPICAL, &row, &e);
		}
	}
}

/* ---- Classes ---------------------------------------------------------------------------------------- */

static void write_classes(const result *r)
{
	tally count = tally_new(r);
	for (uint32_t c = 0; c < r->k->n; c++) {
		tally_begin(&count);
		for (uint32_t s = 0; s < r->u->n; s++)
			if (r->k->of[s] == c)
				tally_add(&count, s);
		class_row row = { r->name[c], count.segments, count.documents, count.speakers,
			100.0 * (double)count.segments / r->k->n_classified, r->stability ? 100 * r->stability[c] : GLANE_UNDEFINED_REAL };
		write_row(&count, CLASSES, &row);
	}
}

static void write_summary(const result *r)
{
	tally count = tally_new(r);
	int64_t occurrences = 0;
	tally_begin(&count);
	for (uint32_t s = 0; s < r->u->n; s++)
		tally_add(&count, s);
	for (uint32_t f = 0; f < r->u->active.n; f++)
		occurrences += r->u->active.tokens[f];
	static const char *const rules[][2] = { { "simple", "double" }, { "iramuteq, simple", "iramuteq, double" },
		{ "rainette, simple", "rainette, double" } };
	summary_row row = { r->ctx->host->sym(r->ctx, rules[r->c->compat][r->c->mode]), r->u->n, r->k->n_classified, r->k->n_units[0], r->u->active.n, occurrences,
		count.speakers, count.documents, 100.0 * r->k->n_classified / r->u->n };
	write_row(&count, SUMMARY, &row);
}

void profiles_write(const result *r, const units_modalities *m)
{
	uint32_t *size = sizes_of(r);
	sparse by_form = sparse_transposed(r->p, r->presence), by_other = sparse_transposed(r->p, &r->u->supplementary.cells);
	ties active = ties_of(r, &by_form, size), other = ties_of(r, &by_other, size);
	write_summary(r);
	write_classes(r);
	write_forms(r, &r->u->active, "active", &active, &by_form);
	write_forms(r, &r->u->supplementary, "supplementary", &other, &by_other);
	write_variables(r, m, size);
	write_typical(r, &active);
}
