/* correct.c - corrections by hand are made while their document is at work: speakers as they come, rows when the stage that
 * makes them seals them. What became of each is kept with the document. */
#include <config.h>
#include <math.h>
#include "anchor/anchor.h"
#include "engine_private.h"

/* ---- Of a document --------------------------------------------------------------------------- */

void corrections_hold(document *d)
{
	const planned *p = d->planned;
	if (!p || !p->n_corrections)
		return;
	d->n_corrections = p->n_corrections;
	d->correction = arena_alloc(d->arena, d->n_corrections * sizeof *d->correction);
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		const correction *c = &p->correction[i];
		d->correction[i] = (held_correction){ .of = *c, .state = CORRECTION_PENDING,
			.code_from = sym_of(c->from), .code_to = sym_of(c->label ? c->label : c->to) };
	}
}

void corrections_again(document *d)
{
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		held_correction *h = &d->correction[i];
		h->code_from = sym_of(h->of.from);
		h->code_to = sym_of(h->of.to);
	}
}

static void *grow(void *user, void *p, size_t n, size_t more)
{
	return arena_grow(user, p, n, more);
}

static bool overlap(glane_span a, glane_span b)
{
	return a.begin < b.end && b.begin < a.end;
}

static bool of_place(const held_correction *h)
{
	return *h->of.words || h->of.begin != GLANE_NONE;
}

/* Do two corrections of the same want different things? */
static bool contradict(const held_correction *a, const held_correction *b)
{
	bool both_placed = of_place(a) && of_place(b);
	if (a->of.what != b->of.what || of_place(a) != of_place(b) || (both_placed && !overlap(a->at, b->at)))
		return false;
	bool same_from = a->code_from.id == b->code_from.id, same_to = a->code_to.id == b->code_to.id;
	switch (a->of.what) {
	case CORRECT_THEME:
		/* Several themes may be added; but none that somebody else takes away. */
		if (!a->code_from.id || !b->code_from.id)
			return a->code_from.id == b->code_to.id && b->code_from.id == a->code_to.id;
		return same_from && !same_to;
	case CORRECT_SPEAKER: case CORRECT_ROLE:
		return same_from && !same_to;
	case CORRECT_SENTIMENT:
		return strcmp(a->of.to, b->of.to) != 0;
	default:
		return !same_to;
	}
}

void corrections_anchor(document *d)
{
	anchor_text text = { .n = 0 };
	encoding_memory m = { grow, d->arena };
	uint32_t times;
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		held_correction *h = &d->correction[i];
		const correction *c = &h->of;
		if (!of_place(h))
			continue;
		if (!text.p)
			anchor_open(&text, d->pub.text, m);
		uint32_t begin = c->begin == GLANE_NONE ? GLANE_NONE : anchor_byte(d->pub.text, c->begin);
		uint32_t end = c->end == GLANE_NONE ? GLANE_NONE : anchor_byte(d->pub.text, c->end);
		/* Offsets beyond the end of what is left of a text are as near as can be. */
		if (c->begin != GLANE_NONE && begin == GLANE_NONE)
			begin = *c->words ? d->pub.text.n : GLANE_NONE;
		int how = anchor_find(&text, str_of(c->words), begin, end, m, &h->at, &times);
		if (how == ANCHOR_NONE || how == ANCHOR_SEVERAL) {
			h->at = (glane_span){ 0, 0 };
			h->state = how == ANCHOR_NONE ? CORRECTION_NOT_FOUND : CORRECTION_SEVERAL;
		}
		h->moved = how == ANCHOR_MOVED;
	}
	for (uint32_t i = 0; i < d->n_corrections; i++)
		for (uint32_t k = 0; k < i; k++) {
			held_correction *a = &d->correction[k], *b = &d->correction[i];
			bool open = (a->state == CORRECTION_PENDING || a->state == CORRECTION_CONFLICT) &&
			            (b->state == CORRECTION_PENDING || b->state == CORRECTION_CONFLICT);
			if (open && contradict(a, b))
				a->state = b->state = CORRECTION_CONFLICT;
		}
}

static void done(held_correction *h)
{
	h->state = h->moved ? CORRECTION_MOVED : CORRECTION_APPLIED;
}

void corrections_finish(document *d)
{
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		held_correction *h = &d->correction[i];
		if (h->state != CORRECTION_PENDING)
			continue;
		bool taken_away = h->of.what == CORRECT_THEME && !*h->of.to;
		h->state = h->agreed || taken_away ? CORRECTION_ALREADY :
			correctables[h->of.what].layer ? CORRECTION_CONFLICT : CORRECTION_NOT_FOUND;
	}
}

const char *corrections_in(arena *in, const document *d, glane_span span)
{
	const char *all = "";
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		const held_correction *h = &d->correction[i];
		if (correction_made(h) && overlap(h->at, span))
			all = arena_print(in, "%s%s%s", all, *all ? "; " : "", correction_text(in, &h->of));
	}
	return all;
}

/* ---- Speakers -------------------------------------------------------------------------------- */

static bool same_name(document *d, const char *a, glane_str b)
{
	return !strcmp(text_fold(d->arena, str_of(a)), text_fold(d->arena, b));
}

/* Is it open, or were two of a kind found to contradict each other only when the text was there? */
static bool speaks_of(document *d, const held_correction *h, int what, glane_str id)
{
	if (h->of.what != what || of_place(h) || h->state == CORRECTION_CONFLICT || !same_name(d, h->of.from, id))
		return false;
	for (uint32_t i = 0; i < d->n_corrections; i++)
		if (contradict(h, &d->correction[i]))
			return false;
	return true;
}

static uint32_t role_of(const char *name)
{
	return !strcmp(name, "interviewer") ? GLANE_INTERVIEWER : !strcmp(name, "other") ? GLANE_OTHER : GLANE_RESPONDENT;
}

glane_str corrections_speaker(document *d, glane_str id, uint32_t *role)
{
	glane_str now = id;
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		held_correction *h = &d->correction[i];
		if (speaks_of(d, h, CORRECT_SPEAKER, id)) {
			now = str_of(h->of.to);
			done(h);
		}
	}
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		held_correction *h = &d->correction[i];
		if (!speaks_of(d, h, CORRECT_ROLE, id) && !speaks_of(d, h, CORRECT_ROLE, now))
			continue;
		if (*role == role_of(h->of.to))
			h->agreed = true;
		else
			done(h);
		*role = role_of(h->of.to);
	}
	return now;
}

void corrections_turns(document *d)
{
	layer *turn = d->n_corrections ? document_layer(d, "turn") : NULL;
	column *who = turn ? layer_column(turn, "speaker") : NULL;
	glane_sym *cell = who ? who->array : NULL;
	uint32_t role = GLANE_RESPONDENT;
	for (uint32_t t = 0; cell && t < turn->n; t++)
		cell[t] = sym_intern(corrections_speaker(d, sym_string(cell[t]), &role));
	for (uint32_t i = 0; cell && i < d->n_corrections; i++) {
		held_correction *h = &d->correction[i];
		if (h->of.what != CORRECT_SPEAKER || !of_place(h) || h->state != CORRECTION_PENDING)
			continue;
		for (uint32_t t = 0; t < turn->n; t++) {
			if (!overlap(turn->span[t], h->at))
				continue;
			if (*h->of.from && !same_name(d, h->of.from, sym_string(cell[t]))) {
				h->state = CORRECTION_CONFLICT;
				break;
			}
			if (cell[t].id == h->code_to.id) {
				h->agreed = true;
				continue;
			}
			role = GLANE_RESPONDENT;
			cell[t] = d->speaker[document_speaker(d, str_of(h->of.to), role)].pub.id;
			done(h);
		}
	}
	document_refresh(d);
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* The rows of a stage before they are sealed. */
typedef struct {
	stage_run *r;
	document *d;
	const glane_layer *def;
	uint32_t number, n;
	filling *f;
	glane_sym *cell, *why;		/* the column that is corrected; what made it so, or NULL */
	bool *dead;
	uint32_t n_added, room_added;
	struct added_row { glane_span span; glane_sym cell, why; } *added;
} rows_at_work;

static void *cells_of(const rows_at_work *w, const char *name)
{
	for (uint32_t c = 0; w->def->columns && w->def->columns[c].name; c++)
		if (!strcmp(w->def->columns[c].name, name))
			return w->f->cells[c];
	return NULL;
}

static glane_sym explained(const rows_at_work *w, const held_correction *h)
{
	return sym_of(correction_text(w->d->arena, &h->of));
}

static bool has_row(const rows_at_work *w, glane_span span, glane_sym cell, bool exactly)
{
	for (uint32_t i = 0; i < w->n; i++) {
		glane_span s = w->f->span[i];
		bool there = exactly ? s.begin == span.begin && s.end == span.end : overlap(s, span);
		if (there && !w->dead[i] && w->cell[i].id == cell.id)
			return true;
	}
	for (uint32_t i = 0; i < w->n_added; i++)
		if (overlap(w->added[i].span, span) && w->added[i].cell.id == cell.id)
			return true;
	return false;
}

static void recode_theme(rows_at_work *w, held_correction *h)
{
	bool any = false;
	for (uint32_t i = 0; i < w->n; i++) {
		if (w->dead[i] || w->cell[i].id != h->code_from.id || !overlap(w->f->span[i], h->at))
			continue;
		any = true;
		if (!h->code_to.id || has_row(w, w->f->span[i], h->code_to, true)) {
			w->dead[i] = true;
			continue;
		}
		w->cell[i] = h->code_to;
		if (w->why)
			w->why[i] = explained(w, h);
	}
	if (any)
		done(h);
	else if (h->code_to.id && has_row(w, h->at, h->code_to, false))
		h->agreed = true;
}

static void add_row(rows_at_work *w, held_correction *h, glane_span span)
{
	if (has_row(w, span, h->code_to, false)) {
		h->agreed = true;
		return;
	}
	ARRAY_ROOM(w->d->arena, w->added, w->room_added, w->n_added);
	w->added[w->n_added++] = (struct added_row){ span, h->code_to, explained(w, h) };
	done(h);
}

/* As the stage would have coded: each of its units that the words are in. */
static void add_theme(rows_at_work *w, held_correction *h)
{
	const stage *s = w->r->stage;
	const scope *unit = s->unit ? &w->r->scope[w->r->n_needs] : NULL;
	bool any = false;
	if (!stage_knows(w->r, "theme", "code", h->code_to))
		return;
	for (uint32_t i = 0; unit && unit->made && i < unit->pub.n; i++)
		if (overlap(unit->pub.span[i], h->at)) {
			any = true;
			add_row(w, h, unit->pub.span[i]);
		}
	layer *l = s->unit && !any ? document_layer(w->d, s->unit) : NULL;
	for (uint32_t i = 0; l && i < l->n; i++)
		if (overlap(l->span[i], h->at)) {
			any = true;
			add_row(w, h, l->span[i]);
		}
	if (!any)
		add_row(w, h, h->at);
}

/* A label without a score: glane's own where its sign agrees, mirrored where it is the other way, and half-way where it had
 * found nothing. */
static double score_of(const held_correction *h, double was)
{
	const char *label = h->of.label;
	if (!isnan(h->of.score))
		return h->of.score;
	bool good = !strcmp(label, "positive"), bad = !strcmp(label, "negative");
	if (!good && !bad)
		return 0;
	double size = fabs(was) > 0 ? fabs(was) : 0.5;
	return good ? size : -size;
}

static void correct_sentiment(rows_at_work *w, held_correction *h)
{
	double *score = cells_of(w, "score");
	for (uint32_t i = 0; i < w->n; i++) {
		if (!overlap(w->f->span[i], h->at))
			continue;
		double now = score ? score_of(h, score[i]) : 0;
		const char *label = h->of.label ? h->of.label : now >= 0.05 ? "positive" : now <= -0.05 ? "negative" : "neutral";
		bool same_score = isnan(h->of.score) || (score && fabs(score[i] - now) < 1e-9);
		if (h->code_from.id && w->cell[i].id != h->code_from.id) {
			h->state = correction_made(h) ? h->state : CORRECTION_CONFLICT;
			continue;
		}
		if (w->cell[i].id == sym_of(label).id && same_score) {
			h->agreed = true;
			continue;
		}
		w->cell[i] = sym_of(label);
		if (score)
			score[i] = now;
		if (w->why)
			w->why[i] = explained(w, h);
		done(h);
	}
}

/* Of the rows over the words the one that covers them best: quotations stand in quotations. */
static uint32_t best_row(const rows_at_work *w, glane_span at)
{
	uint32_t best = GLANE_NONE;
	uint64_t best_both = 0, best_all = 1;
	for (uint32_t i = 0; i < w->n; i++) {
		glane_span s = w->f->span[i];
		if (w->dead[i] || !overlap(s, at))
			continue;
		uint32_t from = s.begin > at.begin ? s.begin : at.begin, to = s.end < at.end ? s.end : at.end;
		uint64_t both = to - from, all = (uint64_t)(s.end - s.begin) + (at.end - at.begin) - both;
		if (best == GLANE_NONE || both * best_all > best_both * all) {
			best = i;
			best_both = both;
			best_all = all;
		}
	}
	return best;
}

static void correct_cell(rows_at_work *w, held_correction *h)
{
	uint32_t i = best_row(w, h->at);
	if (i == GLANE_NONE)
		return;
	if (w->cell[i].id == h->code_to.id) {
		h->agreed = true;
	} else if (h->code_from.id && w->cell[i].id != h->code_from.id) {
		h->state = CORRECTION_CONFLICT;
	} else {
		if (h->of.what == CORRECT_KIND && !h->code_to.id)
			w->dead[i] = true;
		w->cell[i] = h->code_to;
		done(h);
	}
}

/* ---- The rows that are left, with those that came ---------------------------------------------- */

/* new[i]: where the former row i stands; GLANE_NONE: gone. */
static void point_again(const rows_at_work *w, uint32_t n, const uint32_t *new)
{
	for (uint32_t c = 0; w->def->columns && w->def->columns[c].name; c++) {
		const glane_column *k = &w->def->columns[c];
		uint32_t *to = w->f->cells[c];
		for (uint32_t i = 0; k->type == GLANE_ROW && !strcmp(k->unit, w->def->name) && i < n; i++)
			if (to[i] < w->n)
				to[i] = new[to[i]];
	}
}

static void arrange(rows_at_work *w)
{
	arena *in = w->d->arena;
	uint32_t total = w->n + w->n_added, m = 0;
	uint32_t *from = arena_alloc(in, (total + 1) * sizeof *from), *new = arena_alloc(in, (w->n + 1) * sizeof *new);
	for (uint32_t i = 0; i < w->n; i++)
		if (!w->dead[i])
			from[m++] = i;
	for (uint32_t a = 0; a < w->n_added; a++) {	/* in front of the first that begins later */
		uint32_t at = m++;
		glane_span s = w->added[a].span;
		for (; at; at--) {
			uint32_t before = from[at - 1];
			glane_span t = before < w->n ? w->f->span[before] : w->added[before - w->n].span;
			if (t.begin <= s.begin)
				break;
			from[at] = before;
		}
		from[at] = w->n + a;
	}
	glane_span *span = arena_alloc(in, (m + 1) * sizeof *span);
	for (uint32_t i = 0; i < w->n; i++)
		new[i] = GLANE_NONE;
	for (uint32_t i = 0; i < m; i++) {
		span[i] = from[i] < w->n ? w->f->span[from[i]] : w->added[from[i] - w->n].span;
		if (from[i] < w->n)
			new[from[i]] = i;
	}
	for (uint32_t c = 0; w->def->columns && w->def->columns[c].name; c++) {
		const glane_column *k = &w->def->columns[c];
		size_t size = column_cell_size(k->type);
		char *cells = column_array_new(in, k->type, m);
		for (uint32_t i = 0; i < m; i++) {
			const struct added_row *a = from[i] < w->n ? NULL : &w->added[from[i] - w->n];
			glane_sym own = { 0 };
			if (!a)
				memcpy(cells + i * size, (char *)w->f->cells[c] + from[i] * size, size);
			else if (w->f->cells[c] == w->cell)
				own = a->cell;
			else if (w->f->cells[c] == w->why)
				own = a->why;
			if (own.id)
				memcpy(cells + i * size, &own, size);
		}
		w->f->cells[c] = cells;
	}
	w->f->span = span;
	w->f->room = m ? m : 1;
	point_again(w, m, new);
	w->n = m;
}

static void make_one(rows_at_work *w, held_correction *h)
{
	const char *why = h->of.what == CORRECT_THEME ? "rule" : h->of.what == CORRECT_SENTIMENT ? "trace" : NULL;
	w->cell = cells_of(w, correctables[h->of.what].column);
	w->why = why ? cells_of(w, why) : NULL;
	if (!w->cell)
		return;
	switch (h->of.what) {
	case CORRECT_THEME:
		if (h->code_from.id)
			recode_theme(w, h);
		else
			add_theme(w, h);
		break;
	case CORRECT_SENTIMENT:
		correct_sentiment(w, h);
		break;
	default:
		correct_cell(w, h);
	}
}

uint32_t corrections_rows(stage_run *r, document *d, uint32_t number, uint32_t n)
{
	const glane_layer *def = &r->def->layers[number];
	rows_at_work w = { .r = r, .d = d, .def = def, .number = number, .n = n, .f = &r->filling[number] };
	bool any = false, gone = false;
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		const char *name = correctables[d->correction[i].of.what].layer;
		any = any || (name && !strcmp(name, def->name));
	}
	/* What people have coded is theirs alone to correct. */
	if (!any || layer_of_people(def))
		return n;
	w.dead = arena_alloc(d->arena, n + 1);
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		held_correction *h = &d->correction[i];
		const char *name = correctables[h->of.what].layer;
		if (name && !strcmp(name, def->name) && (h->state == CORRECTION_PENDING || correction_made(h)) &&
		    !(correction_made(h) && !h->code_from.id))
			make_one(&w, h);
	}
	for (uint32_t i = 0; i < n; i++)
		gone = gone || w.dead[i];
	if (gone || w.n_added)
		arrange(&w);
	return w.n;
}
