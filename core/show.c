/* show.c - documents and passages, once all documents are in the store. */
#include <config.h>
#include "engine_private.h"
#include <stdlib.h>
#include <string.h>

enum { SHOWN_MOST = 256 << 20 };	/* bytes of documents kept in memory for showing passages */

uint32_t show_place(const engine *e, uint32_t number)
{
	uint32_t low = 0, high = e->n_documents;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (e->number[mid] < number)
			low = mid + 1;
		else
			high = mid;
	}
	return low < e->n_documents && e->number[low] == number ? low : GLANE_NONE;
}

document *show_document(engine *e, uint32_t i)
{
	if (i >= e->n_documents)
		return NULL;
	if (!e->shown_in)
		e->shown_in = arena_new();
	if (!e->shown)
		e->shown = arena_alloc(e->run, (e->n_documents + 1) * sizeof *e->shown);
	if (!e->shown[i]) {
		if (arena_used(e->shown_in) > SHOWN_MOST) {
			arena_reset(e->shown_in);
			memset(e->shown, 0, e->n_documents * sizeof *e->shown);
		}
		e->shown[i] = store_document(e->whole->store, e->shown_in, e->corpus, e->number[i]);
		if (e->shown[i])
			document_judge(e->shown[i], &e->pipeline->quotable);
	}
	return e->shown[i];
}

typedef struct { glane_sym name; uint32_t place; } named;

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const named *)a)->name.id, y = ((const named *)b)->name.id;
	return (x > y) - (x < y);
}

uint32_t show_place_of_name(engine *e, glane_sym name)
{
	if (!e->names) {
		named *all = arena_alloc(e->run, (e->n_documents + 1) * sizeof *all);
		for (uint32_t i = 0; i < e->n_documents; i++) {
			const document *d = show_document(e, i);
			all[i] = (named){ d ? d->pub.name : (glane_sym){ 0 }, i };
		}
		if (e->n_documents)
			qsort(all, e->n_documents, sizeof *all, by_id);
		e->names = all;
	}
	const named key = { name, 0 }, *at = e->n_documents ?
		bsearch(&key, e->names, e->n_documents, sizeof key, by_id) : NULL;
	return at ? at->place : GLANE_NONE;
}

/* ---- Which documents --------------------------------------------------------------------------- */

uint32_t show_documents_of(stage_run *r, const uint32_t **out)
{
	engine *e = r->engine;
	if (!r->places) {
		r->places = arena_alloc(e->run, (e->n_documents + 1) * sizeof *r->places);
		bool all = !r->stage->when.n && (!r->def || !r->def->languages);
		for (uint32_t i = 0; i < e->n_documents; i++) {
			const document *d = all ? NULL : show_document(e, i);
			if (all || (d && stage_wants(r, d)))
				r->places[r->n_places++] = i;
		}
	}
	*out = r->places;
	return r->n_places;
}

/* ---- Listed evidence --------------------------------------------------------------------------- */

/* Spans of all rows of a layer in the document at place i. */
static const struct spans_of *spans_of(engine *e, const char *name, uint32_t i)
{
	struct layer_spans *s = NULL;
	for (uint32_t k = 0; k < e->n_spans; k++)
		if (!strcmp(e->spans[k].layer, name))
			s = &e->spans[k];
	if (!s) {
		e->spans = arena_grow(e->run, e->spans, e->n_spans * sizeof *s, sizeof *s);
		s = &e->spans[e->n_spans++];
		s->layer = arena_string(e->run, name);
		s->of = arena_alloc(e->run, (e->n_documents + 1) * sizeof *s->of);
	}
	if (!s->of[i].span) {
		document *d = show_document(e, i);
		const layer *l = d ? document_layer(d, name) : NULL;
		bool whole = d && !strcmp(name, "document");
		s->of[i].n = l ? l->n : whole;
		s->of[i].span = arena_alloc(e->run, (s->of[i].n + 1) * sizeof(glane_span));
		if (whole)
			s->of[i].span[0] = (glane_span){ 0, d->pub.text.n };
		else if (s->of[i].n)
			memcpy(s->of[i].span, l->span, s->of[i].n * sizeof(glane_span));
	}
	return &s->of[i];
}

/* Room for n passages, until the next list: of thousands that a row may have, evidence_max are kept. */
static found *listing(engine *e, uint32_t n)
{
	if (n > e->room_listed) {
		e->listed = memory_resize(e->listed, n * sizeof(found));
		e->room_listed = n;
	}
	return e->listed;
}

bool show_listed(stage_run *r, const glane_evidence *in, evidence *out)
{
	engine *e = r->engine;
	found *list = listing(e, in->n_rows);
	uint32_t n = in->n_rows, m = 0, place_of = GLANE_NONE;
	const struct spans_of *s = NULL;
	for (uint32_t i = 0; i < n; i++) {
		if (!i || in->rows[i].document.id != in->rows[i - 1].document.id) {
			place_of = show_place_of_name(e, in->rows[i].document);
			s = place_of == GLANE_NONE ? NULL : spans_of(e, in->in, place_of);
		}
		if (!s || in->rows[i].row >= s->n) {
			stage_misuse(r, arena_print(e->run, "evidence names row %u of %s in document %s, which is not there",
			                            in->rows[i].row, in->in, sym_text(in->rows[i].document)));
			return false;
		}
		list[i] = (found){ .document = e->number[place_of], .row = in->rows[i].row,
			.span = s->span[in->rows[i].row],
			.hash = found_hash(sym_text(in->rows[i].document), s->span[in->rows[i].row].begin) };
	}
	if (n)
		qsort(list, n, sizeof *list, found_by_place);
	for (uint32_t i = 0; i < n; i++)	/* each passage once */
		if (!m || found_by_place(&list[i], &list[m - 1]))
			list[m++] = list[i];
	n = found_choose(list, m, e->evidence_max);
	found *kept = arena_alloc(e->run, (n + 1) * sizeof *kept);
	if (n)
		memcpy(kept, list, n * sizeof *kept);
	*out = (evidence){ .layer = sym_text(sym_of(in->in)), .total = m, .n_found = n, .found = kept };
	return true;
}

/* ---- Found evidence ------------------------------------------------------------------------------ */

/* The value that a row's key `group` must have; NULL: any. */
static const char *wanted_group(const evidence *v)
{
	for (uint32_t i = 0; i < v->n_match; i++)
		if (!strcmp(v->match[i].column, "group"))
			return sym_text(v->match[i].value);
	return NULL;
}

/* Keeps of the rows that a query found those in the scope of the stage, and of the group. */
static uint32_t in_scope(engine *e, const table *t, const evidence *v, uint32_t n, const found *all,
                         found *out)
{
	stage_run *r = &e->stage_run[t->stage->number];
	const char *group = wanted_group(v);
	uint32_t m = 0;
	for (uint32_t i = 0; i < n;) {
		uint32_t end = i, k = 0;
		while (end < n && all[end].document == all[i].document)
			end++;
		uint32_t place_of = show_place(e, all[i].document);
		document *d = place_of == GLANE_NONE ? NULL : show_document(e, place_of);
		arena_reset(e->document);
		scope *s = d && stage_wants(r, d) ? scope_make(r, d, v->layer) : NULL;
		for (; s && i < end; i++) {
			while (k < s->pub.n && s->pub.row[k] < all[i].row)
				k++;
			if (k == s->pub.n || s->pub.row[k] != all[i].row)
				continue;
			bool is = !group || !r->stage->n_by;
			const groups *g = is ? NULL : s->groups[(size_t)t->by * s->pub.n + k];
			for (uint32_t j = 0; g && j < g->n; j++)
				is = is || !strcmp(sym_text(g->sym[j]), group);
			if (is)
				out[m++] = all[i];
		}
		i = end;
	}
	return m;
}

uint32_t show_found(engine *e, const table *t, uint32_t row, const found **out, uint64_t *total)
{
	const evidence *v = t->evidence ? &t->evidence[row] : NULL;
	*out = NULL;
	*total = 0;
	if (!v || !v->layer)
		return 0;
	if (!v->query) {
		*out = v->found;
		*total = v->total;
		return v->n_found;
	}
	uint32_t n = 0, n_match = 0;
	found *all = NULL;
	glane_match *match = arena_alloc(e->scratch, (v->n_match + 1) * sizeof *match);
	for (uint32_t i = 0; i < v->n_match; i++)
		if (strcmp(v->match[i].column, "group"))
			match[n_match++] = v->match[i];
	if (!store_query(e->whole->store, e->scratch, e->corpus, v->layer, n_match, match, &n, &all))
		return 0;
	found *kept = arena_alloc(e->scratch, (n + 1) * sizeof *kept);
	n = in_scope(e, t, v, n, all, kept);
	*total = n;
	*out = kept;
	return found_choose(kept, n, e->evidence_max);
}
