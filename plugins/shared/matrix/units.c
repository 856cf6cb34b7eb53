/* units.c - units of text by features, read from the run store. */
#include <string.h>
#include "matrix/units.h"
#include "room/room.h"

/* One occurrence of a feature, as it is read: the feature by its number in `seen`. */
typedef struct { uint32_t unit, feature; } occurrence;

/* A feature and its part of speech, numbered as they come. */
typedef struct {
	glane_sym name, upos;
	int64_t tokens;
	uint32_t next;			/* another pair of the same name + 1 */
} pair;

typedef struct {
	glane_ctx *ctx;
	uint32_t n_pairs, room_pairs, n_names, n, room;
	pair *pair;
	uint32_t *first;		/* of each symbol's id: its first pair + 1; ids are small and dense */
	occurrence *at;
} reading;

static uint32_t pair_of(reading *r, glane_sym name, glane_sym upos)
{
	if (name.id >= r->n_names)
		r->first = room_for(r->ctx, GLANE_SCRATCH, r->first, sizeof *r->first, r->n_names, &r->n_names, name.id + 1 - r->n_names);
	uint32_t i = r->first[name.id];
	while (i && r->pair[i - 1].upos.id != upos.id)
		i = r->pair[i - 1].next;
	if (!i) {
		r->pair = room_for(r->ctx, GLANE_SCRATCH, r->pair, sizeof *r->pair, r->n_pairs, &r->room_pairs, 1);
		r->pair[r->n_pairs] = (pair){ name, upos, 0, r->first[name.id] };
		r->first[name.id] = i = ++r->n_pairs;
	}
	r->pair[i - 1].tokens++;
	return i - 1;
}

/* What the pairs come to: names, in code-point order. */
typedef struct { uint32_t n; glane_sym *name, *upos; int64_t *tokens; } found_features;

/* Whether pair a says better than b what part of speech their name has. */
static bool better(glane_ctx *ctx, const pair *a, const pair *b)
{
	if (a->tokens != b->tokens)
		return a->tokens > b->tokens;
	return strcmp(ctx->host->string(ctx, a->upos).p, ctx->host->string(ctx, b->upos).p) < 0;
}

/* The features that are kept when at most `most` are: a cut by count, ties by code-point order, which is that of f. */
static void keep_most(const found_features *f, uint32_t most, bool *kept)
{
	int64_t low = 0, high = INT64_MAX;
	/* The least count that at most `most` features exceed. */
	while (low < high) {
		int64_t middle = low + (high - low) / 2;
		uint32_t n = 0;
		for (uint32_t i = 0; i < f->n; i++)
			n += f->tokens[i] > middle;
		if (n <= most)
			high = middle;
		else
			low = middle + 1;
	}
	uint32_t above = 0;
	for (uint32_t i = 0; i < f->n; i++)
		above += kept[i] = f->tokens[i] > low;
	for (uint32_t i = 0; i < f->n && above < most; i++)
		if (!kept[i] && f->tokens[i] == low) {
			kept[i] = true;
			above++;
		}
}

/* All names in code-point order; of[p] is the name of pair p. */
static found_features names_of(reading *r, uint32_t *of)
{
	glane_ctx *ctx = r->ctx;
	const glane_host *h = ctx->host;
	size_t n = (size_t)r->n_pairs + 1;
	glane_sym *name = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *name);
	uint32_t *order = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *order);
	const pair *best = NULL;
	found_features f = { 0, h->alloc(ctx, GLANE_SCRATCH, n * sizeof(glane_sym)),
	                     h->alloc(ctx, GLANE_SCRATCH, n * sizeof(glane_sym)),
	                     h->alloc(ctx, GLANE_SCRATCH, n * sizeof(int64_t)) };
	for (uint32_t i = 0; i < r->n_pairs; i++)
		name[i] = r->pair[i].name;
	h->order(ctx, r->n_pairs, name, order);
	for (uint32_t k = 0; k < r->n_pairs; k++) {
		const pair *p = &r->pair[order[k]];
		if (!best || best->name.id != p->name.id) {
			f.name[f.n++] = p->name;
			best = p;
		} else if (better(ctx, p, best))
			best = p;
		f.upos[f.n - 1] = best->upos;
		f.tokens[f.n - 1] += p->tokens;
		of[order[k]] = f.n - 1;
	}
	return f;
}

static units_features features_of(pool *p, reading *r, const units_choice *choice, uint32_t rows)
{
	glane_ctx *ctx = r->ctx;
	const glane_host *h = ctx->host;
	uint32_t *of = h->alloc(ctx, GLANE_SCRATCH, (r->n_pairs + 1) * sizeof *of), n = 0, cells = 0;
	found_features f = names_of(r, of);
	bool *kept = h->alloc(ctx, GLANE_SCRATCH, f.n + 1);
	uint32_t *to = h->alloc(ctx, GLANE_SCRATCH, (f.n + 1) * sizeof *to);
	memset(kept, true, f.n);
	if (choice->most && f.n > choice->most)
		keep_most(&f, (uint32_t)choice->most, kept);
	for (uint32_t i = 0; i < f.n; i++) {
		to[i] = kept[i] && f.tokens[i] >= choice->least ? n : GLANE_NONE;
		if (to[i] == GLANE_NONE)
			continue;
		f.name[n] = f.name[i];
		f.upos[n] = f.upos[i];
		f.tokens[n++] = f.tokens[i];
	}
	uint32_t *row = h->alloc(ctx, GLANE_SCRATCH, (r->n + 1) * sizeof *row);
	uint32_t *column = h->alloc(ctx, GLANE_SCRATCH, (r->n + 1) * sizeof *column);
	for (uint32_t i = 0; i < r->n; i++) {
		uint32_t c = to[of[r->at[i].feature]];
		if (c != GLANE_NONE) {
			row[cells] = r->at[i].unit;
			column[cells++] = c;
		}
	}
	return (units_features){ n, f.name, f.upos, f.tokens, sparse_of(p, rows, n, cells, row, column) };
}

static void add_units(glane_ctx *ctx, units *u, uint32_t *room, uint32_t number, const glane_doc *doc, const glane_scope *unit)
{
	u->row = room_for(ctx, GLANE_SCRATCH, u->row, sizeof *u->row, u->n, room, unit->n);
	for (uint32_t i = 0; i < unit->n; i++) {
		uint32_t who = unit->speaker[i];
		glane_sym person = who == GLANE_NONE ? (glane_sym){ 0 } : doc->speaker[who].person;
		u->row[u->n++] = (units_row){ number, unit->row[i], 0, doc->name, person, unit->group[i] };
	}
}

units units_read(pool *p, const units_input *in, const units_choice *choice)
{
	glane_ctx *ctx = pool_context(p);
	const glane_host *h = ctx->host;
	const glane_sym active = h->sym(ctx, "active"), stop = h->sym(ctx, "stop");
	units u = { .n_documents = h->documents(ctx), .column = choice->feature == UNITS_LEMMA ? "term.lemma" : "term.form" };
	reading list[2] = { { .ctx = ctx }, { .ctx = ctx } };		/* active, supplementary */
	uint32_t room = 0;
	for (uint32_t d = 0; d < u.n_documents; d++) {
		const glane_doc *doc = h->document(ctx, d);
		if (!doc)
			break;
		const glane_sym *name = choice->feature == UNITS_LEMMA ? in->lemma : in->form;
		uint32_t base = u.n;
		u.layer = in->unit.layer;
		add_units(ctx, &u, &room, d, doc, &in->unit);
		for (uint32_t i = 0; in->status && i < in->term.n; i++) {
			uint32_t row = in->term.row[i], unit = in->term.unit[i];
			if (unit == GLANE_NONE)
				continue;
			u.row[base + unit].terms++;
			if (in->status[row].id == stop.id && !choice->stop)
				continue;
			reading *r = &list[in->status[row].id != active.id];
			r->at = room_for(ctx, GLANE_SCRATCH, r->at, sizeof *r->at, r->n, &r->room, 1);
			r->at[r->n++] = (occurrence){ base + unit, pair_of(r, name[row], in->upos[row]) };
		}
	}
	u.active = features_of(p, &list[0], choice, u.n);
	u.supplementary = features_of(p, &list[1], choice, u.n);
	return u;
}

uint32_t *units_marks(pool *p, const units *u)
{
	uint32_t most = 0, *mark;
	for (uint32_t i = 0; i < u->n; i++)
		most = u->row[i].person.id > most ? u->row[i].person.id : most;
	return pool_array(p, mark, most + 1);
}

uint32_t units_people(pool *p, const units *u, uint32_t *person)
{
	uint32_t *number = units_marks(p, u), n = 0;
	for (uint32_t i = 0; i < u->n; i++) {
		uint32_t id = u->row[i].person.id;
		if (id && !number[id])
			number[id] = ++n;
		person[i] = id ? number[id] - 1 : GLANE_NONE;
	}
	return n;
}

int64_t *units_speakers(pool *p, const units *u, const sparse *cells)
{
	int64_t *speakers = pool_array(p, speakers, cells->columns);
	pool_mark then = pool_now(p);
	uint32_t *seen = units_marks(p, u);		/* the last column that the person was counted for, + 1 */
	sparse by_column = sparse_transposed(p, cells);
	for (uint32_t c = 0; c < by_column.rows; c++)
		for (uint32_t k = by_column.start[c]; k < by_column.start[c + 1]; k++) {
			uint32_t who = u->row[by_column.column[k]].person.id;
			speakers[c] += who && seen[who] != c + 1;
			seen[who] = c + 1;
		}
	pool_back(p, then);
	return speakers;
}
