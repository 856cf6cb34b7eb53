/* spread.c - how often what is counted is said in the whole corpus, whatever the groups: how many are how frequent (Zipf 1935), and
 * how evenly each is spread over documents and speakers. Read again from the run store, document by document. */
#include <math.h>
#include <stdlib.h>
#include "frequencies.h"
#include "room/room.h"
#include "statistics/dispersion.h"

/* What one person says in one document: so many times feature. */
typedef struct { uint32_t feature, document, person, n; } saying;

typedef struct {
	glane_ctx *ctx;
	uint32_t n_features, room_features, n, room, n_persons, room_persons, n_ids, n_person_ids;
	uint32_t *number, *person;	/* of a symbol's id: feature + 1, person + 1; ids are small and dense */
	glane_sym *feature;
	uint32_t *last;			/* of a feature: its saying that was added last + 1 */
	saying *said;
	double *of_document, *of_person;	/* their sizes: how much is counted there */
	uint32_t n_documents;
} reading;

static uint32_t feature_of(reading *r, glane_sym what)
{
	r->number = room_for(r->ctx, GLANE_SCRATCH, r->number, sizeof *r->number, what.id, &r->n_ids, 1);
	if (!r->number[what.id]) {
		uint32_t room = r->room_features;
		r->feature = room_for(r->ctx, GLANE_SCRATCH, r->feature, sizeof *r->feature, r->n_features, &room, 1);
		r->last = room_for(r->ctx, GLANE_SCRATCH, r->last, sizeof *r->last, r->n_features, &r->room_features, 1);
		r->feature[r->n_features] = what;
		r->number[what.id] = ++r->n_features;
	}
	return r->number[what.id] - 1;
}

static uint32_t person_of(reading *r, glane_sym id)
{
	r->person = room_for(r->ctx, GLANE_SCRATCH, r->person, sizeof *r->person, id.id, &r->n_person_ids, 1);
	if (!id.id || !r->person[id.id]) {
		r->of_person = room_for(r->ctx, GLANE_SCRATCH, r->of_person, sizeof *r->of_person, r->n_persons, &r->room_persons, 1);
		r->person[id.id] = ++r->n_persons;
	}
	return r->person[id.id] - 1;
}

/* The rows that are counted, those of each speaker together: row[first[s] … first[s + 1]). */
static uint32_t *by_speaker(glane_ctx *ctx, const counted *c, uint32_t n_speakers, uint32_t *first)
{
	uint32_t *row = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)c->rows->n + 1) * sizeof *row), *at = first + 1, sum = 0;
	for (uint32_t i = 0; i < c->rows->n; i++)
		if (counts(c, i))
			at[c->rows->speaker[i]]++;
	for (uint32_t s = 0; s < n_speakers; s++) {
		uint32_t n = at[s];
		at[s] = sum;
		sum += n;
	}
	for (uint32_t i = 0; i < c->rows->n; i++)
		if (counts(c, i))
			row[at[c->rows->speaker[i]]++] = i;
	return row;
}

static void read_document(reading *r, const glane_doc *doc, uint32_t number)
{
	const counted c = counted_of(r->ctx);
	if (!c.rows->n || !c.what)
		return;
	uint32_t *first = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, ((size_t)doc->n_speakers + 2) * sizeof *first);
	const uint32_t *row = by_speaker(r->ctx, &c, doc->n_speakers, first);
	for (uint32_t s = 0; s < doc->n_speakers; s++) {
		if (first[s] == first[s + 1])
			continue;
		uint32_t person = person_of(r, doc->speaker[s].person), begin = r->n;
		for (uint32_t k = first[s]; k < first[s + 1]; k++) {
			uint32_t f = feature_of(r, c.what[c.rows->row[row[k]]]);
			if (r->last[f] <= begin) {
				r->said = room_for(r->ctx, GLANE_SCRATCH, r->said, sizeof *r->said, r->n, &r->room, 1);
				r->said[r->n++] = (saying){ f, number, person, 0 };
				r->last[f] = r->n;
			}
			r->said[r->last[f] - 1].n++;
		}
		r->of_document[number] += first[s + 1] - first[s];
		r->of_person[person] += first[s + 1] - first[s];
	}
}

/* ---- Ranks ------------------------------------------------------------------------------------------- */

static int descending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x < y) - (x > y);
}

/* A row for all that is equally frequent; its rank is that of the last of them. */
static void write_ranks(glane_ctx *ctx, uint32_t n, const uint64_t *tokens)
{
	uint64_t *sorted = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *sorted);
	for (uint32_t i = 0; i < n; i++)
		sorted[i] = tokens[i];
	if (n)
		qsort(sorted, n, sizeof *sorted, descending);
	for (uint32_t from = 0, to; from < n; from = to) {
		for (to = from; to < n && sorted[to] == sorted[from]; to++) { }
		zipf_row row = { to, (int64_t)sorted[from], to - from, log10(to), log10((double)sorted[from]) };
		ctx->host->row(ctx, ZIPF, &row, NULL);
	}
}

/* ---- Spread ------------------------------------------------------------------------------------------ */

static dispersion_whole whole_of(uint32_t n, const double *size)
{
	dispersion_whole w = { 0, 0, 0 };
	for (uint32_t i = 0; i < n; i++) {
		if (!(size[i] > 0))
			continue;
		w.least = w.n && w.least < size[i] ? w.least : size[i];
		w.size += size[i];
		w.n++;
	}
	return w;
}

static double defined(double x)
{
	return isfinite(x) ? x : GLANE_UNDEFINED_REAL;
}

static spread spread_of(const dispersion *d)
{
	return (spread){ defined(d->dp), defined(d->dp_norm), defined(d->d) };
}

typedef struct {
	dispersion_whole documents, persons;
	dispersion_part *part, *by;	/* room for documents; for persons */
	uint32_t *place, *stamp;	/* of a person: where it stands in `by`, for which feature + 1 */
} spreading;

/* The sayings of one feature come in order of documents; a person may speak in several. */
static void write_spread(const reading *r, spreading *s, uint32_t feature, uint64_t tokens, uint32_t n, const uint32_t *at)
{
	uint32_t documents = 0, persons = 0;
	for (uint32_t i = 0; i < n; i++) {
		const saying *one = &r->said[at[i]];
		if (!i || one->document != r->said[at[i - 1]].document)
			s->part[documents++] = (dispersion_part){ 0, r->of_document[one->document] };
		s->part[documents - 1].count += one->n;
		if (s->stamp[one->person] != feature + 1) {
			s->stamp[one->person] = feature + 1;
			s->place[one->person] = persons;
			s->by[persons++] = (dispersion_part){ 0, r->of_person[one->person] };
		}
		s->by[s->place[one->person]].count += one->n;
	}
	const dispersion d = dispersion_of(documents, s->part, s->documents), p = dispersion_of(persons, s->by, s->persons);
	dispersion_row row = { r->feature[feature], (int64_t)tokens, documents, persons, spread_of(&d), spread_of(&p) };
	r->ctx->host->row(r->ctx, DISPERSION, &row, NULL);
}

static void write_dispersion(const reading *r, const uint64_t *tokens)
{
	const glane_host *h = r->ctx->host;
	const config *c = r->ctx->config;
	size_t documents = (size_t)r->n_documents + 1, persons = (size_t)r->n_persons + 1;
	spreading s = { whole_of(r->n_documents, r->of_document), whole_of(r->n_persons, r->of_person),
		h->alloc(r->ctx, GLANE_SCRATCH, documents * sizeof *s.part), h->alloc(r->ctx, GLANE_SCRATCH, persons * sizeof *s.by),
		h->alloc(r->ctx, GLANE_SCRATCH, persons * sizeof *s.place), h->alloc(r->ctx, GLANE_SCRATCH, persons * sizeof *s.stamp) };
	uint32_t *first = h->alloc(r->ctx, GLANE_SCRATCH, ((size_t)r->n_features + 2) * sizeof *first);
	uint32_t *at = h->alloc(r->ctx, GLANE_SCRATCH, ((size_t)r->n + 1) * sizeof *at), sum = 0;
	for (uint32_t i = 0; i < r->n; i++)
		first[r->said[i].feature + 1]++;
	for (uint32_t f = 0; f < r->n_features; f++) {
		uint32_t n = first[f + 1];
		first[f + 1] = sum;
		sum += n;
	}
	for (uint32_t i = 0; i < r->n; i++)
		at[first[r->said[i].feature + 1]++] = i;
	for (uint32_t f = 0; f < r->n_features; f++)
		if (tokens[f] >= (uint64_t)c->least)
			write_spread(r, &s, f, tokens[f], first[f + 1] - first[f], at + first[f]);
}

int frequencies_spread(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	reading r = { .ctx = ctx, .n_documents = h->documents(ctx) };
	r.of_document = h->alloc(ctx, GLANE_SCRATCH, ((size_t)r.n_documents + 1) * sizeof *r.of_document);
	for (uint32_t d = 0; d < r.n_documents; d++) {
		const glane_doc *doc = h->document(ctx, d);
		if (!doc)
			return GLANE_OK;	/* what is wrong has been noted */
		read_document(&r, doc, d);
		if (!h->progress(ctx, d + 1, r.n_documents))
			return GLANE_ECANCEL;
	}
	uint64_t *tokens = h->alloc(ctx, GLANE_SCRATCH, ((size_t)r.n_features + 1) * sizeof *tokens);
	for (uint32_t i = 0; i < r.n; i++)
		tokens[r.said[i].feature] += r.said[i].n;
	write_ranks(ctx, r.n_features, tokens);
	write_dispersion(&r, tokens);
	return GLANE_OK;
}
