/* profiles.c - what each class is made of: forms, people and their variables, typical segments. */
#include <math.h>
#include <string.h>
#include "reinert.h"
#include "ties.h"

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

/* ---- What goes with which class -------------------------------------------------------------------- */

/* The segments of a tie: those of the class that have the feature. */
static void tally_tie(tally *t, const sparse *by_feature, const tie *x)
{
	tally_begin(t);
	for (uint32_t i = by_feature->start[x->feature]; i < by_feature->start[x->feature + 1]; i++)
		if (t->r->k->of[by_feature->column[i]] == x->of)
			tally_add(t, by_feature->column[i]);
}

/* A form that is marked in one class is shown in all where it is: the table can then be read, and mapped, as a whole. Ties of a
 * feature stand together. */
static bool *shown(const result *r, const ties *t)
{
	bool *show = pool_array(r->p, show, t->n);
	for (uint32_t from = 0, to; from < t->n; from = to) {
		bool any = false;
		for (to = from; to < t->n && t->tie[to].feature == t->tie[from].feature; to++)
			any |= tie_marked(&t->tie[to]);
		for (uint32_t i = from; i < to; i++)
			show[i] = any && (t->tie[i].in || tie_marked(&t->tie[i]));
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

static void write_variables(const result *r, const units_modalities *m)
{
	sparse by_value = sparse_transposed(r->p, &m->cells);
	ties t = ties_of(r->p, &by_value, r->k);
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

static void write_typical(const result *r, const ties *t)
{
	typical_segment *list = pool_array(r->p, list, r->u->n);
	for (uint32_t c = 0; c < r->k->n; c++) {
		uint32_t n = ties_typical(r->p, t, r->presence, r->k, c, list);
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
	sparse by_form = sparse_transposed(r->p, r->presence), by_other = sparse_transposed(r->p, &r->u->supplementary.cells);
	ties active = ties_of(r->p, &by_form, r->k), other = ties_of(r->p, &by_other, r->k);
	write_summary(r);
	write_classes(r);
	write_forms(r, &r->u->active, "active", &active, &by_form);
	write_forms(r, &r->u->supplementary, "supplementary", &other, &by_other);
	write_variables(r, m);
	write_typical(r, &active);
}
