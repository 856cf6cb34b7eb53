/* draft.c - a document whose text still grows and is edited. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "document.h"
#include "language.h"
#include "sym.h"
#include "text.h"

static void misuse(glane_draft *d, const char *why)
{
	if (!d->misuse)
		d->misuse = why;
}

static char *copied(glane_draft *d, glane_str s)
{
	return arena_copy(d->doc.arena, s.n ? s.p : "", s.n);
}

glane_draft *draft_new(arena *a, const corpus *c, const planned *p)
{
	glane_draft *d = arena_alloc(a, sizeof *d);
	document *k = &d->doc;
	k->arena = a;
	k->corpus = c;
	k->planned = p;
	k->number = k->pub.number = p->number;
	k->source = p->read->id;
	k->file = p->file->name;
	k->pub.name = p->pub.name;
	for (uint32_t i = 0; i < p->n_values; i++) {
		const known_value *v = &p->value[i];
		const variable_def *def = c ? corpus_variable(c, v->name) : NULL;
		document_set_variable(k, v->name, def ? def->type : GLANE_NOMINAL, str_of(v->value));
	}
	d->n_planned = k->n_variables;
	if (p->undescribed)
		draft_repair(d, REPAIR_UNDESCRIBED, (glane_where){ 0, 0, 0, -1 }, (glane_str){ "", 0 }, (glane_str){ "", 0 });
	corrections_hold(k);
	return d;
}

/* ---- Text and its map ------------------------------------------------------------------------ */

static uint32_t count_lines(const char *p, uint32_t n)
{
	uint32_t lines = 0;
	if (!n)
		return 0;
	for (const char *end = p + n; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		lines++;
	return lines;
}

glane_where source_run_at(const source_run *r, uint32_t n, uint32_t lines)
{
	glane_where w = r->where;
	bool known = w.offset || w.line || w.page || w.ms >= 0;
	if (r->exact && known) {
		w.offset += n;
		if (w.line)
			w.line += lines;
	}
	return w;
}

/* Adds a run to the map, or lengthens the last one when the source goes on where that one ends. `lines`:
 * the line ends in the piece. */
static void add_run(document *k, source_run r, uint32_t n, uint32_t lines, uint32_t *run_lines)
{
	if (k->n_runs && r.exact) {
		source_run *last = &k->run[k->n_runs - 1];
		glane_where next = source_run_at(last, r.begin - last->begin, *run_lines);
		if (last->exact && next.offset == r.where.offset && next.line == r.where.line &&
		    next.page == r.where.page && next.ms == r.where.ms) {
			last->bytes += n;
			*run_lines += lines;
			return;
		}
	}
	ARRAY_ROOM(k->arena, k->run, k->room_runs, k->n_runs);
	k->run[k->n_runs++] = r;
	*run_lines = lines;
}

/* Room for `more` bytes and a NUL. What was in the smaller buffer is wiped: a filter may have to take
 * it out of the text, and then it must be nowhere. */
static void text_room(glane_draft *d, uint32_t more)
{
	if (d->n + more < d->room)
		return;
	uint32_t room = d->room ? d->room : 4096;
	while (d->n + more >= room)
		room *= 2;		/* at most TEXT_MOST * 2: draft_text looks first */
	char *p = arena_alloc(d->doc.arena, room);
	if (d->n) {
		memcpy(p, d->text, d->n);
		explicit_bzero(d->text, d->n);
	}
	d->text = p;
	d->room = room;
}

uint32_t draft_text(glane_draft *d, glane_str piece, glane_where where)
{
	if (piece.n > (uint32_t)TEXT_MOST - d->n || d->too_long) {
		d->too_long = true;
		return d->n;
	}
	uint32_t begin = d->n;
	if (!piece.n)
		return begin;
	text_room(d, piece.n);
	memcpy(d->text + begin, piece.p, piece.n);
	d->n += piece.n;
	add_run(&d->doc, (source_run){ begin, where, piece.n, true }, piece.n,
	        count_lines(piece.p, piece.n), &d->run_lines);
	return begin;
}

void draft_repair(glane_draft *d, const char *kind, glane_where where, glane_str was, glane_str now)
{
	document *k = &d->doc;
	if (!kind || !*kind) {
		misuse(d, N_("repair() without a kind"));
		return;
	}
	ARRAY_ROOM(k->arena, k->repair, k->room_repairs, k->n_repairs);
	k->repair[k->n_repairs++] = (repair){ arena_string(k->arena, kind), where, copied(d, was),
	                                      copied(d, now) };
}

/* ---- Variables and speakers ------------------------------------------------------------------ */

/* A value as the study has it: recoded; NULL when it means "not known". */
static const char *settled(const glane_draft *d, const char *name, const char *value)
{
	const document *k = &d->doc;
	if (corpus_missing(k->planned->read, value))
		return NULL;
	return k->corpus ? corpus_recode(k->corpus, name, value) : value;
}

static uint32_t type_of(const glane_draft *d, const char *name)
{
	const variable_def *def = d->doc.corpus ? corpus_variable(d->doc.corpus, name) : NULL;
	return def ? def->type : GLANE_NOMINAL;
}

/* Among a speaker's own variables; a value NULL takes it away. */
static void set_own(glane_draft *d, speaker *s, const char *name, const char *value)
{
	uint32_t i = 0;
	while (i < s->n_own && strcmp(s->variable[i].name, name))
		i++;
	if (i == s->n_own) {
		ARRAY_ROOM(d->doc.arena, s->variable, s->room, s->n_own);
		s->variable[s->n_own++].name = arena_string(d->doc.arena, name);
	}
	s->variable[i].type = type_of(d, name);
	s->variable[i].value = str_of(arena_string(d->doc.arena, value ? value : ""));
}

void draft_variable(glane_draft *d, uint32_t number, const char *name, glane_str value)
{
	document *k = &d->doc;
	if (!name || !*name || (number != GLANE_NONE && number >= k->n_speakers)) {
		misuse(d, N_("variable() without a name, or of a speaker that speaker() has not given"));
		return;
	}
	const variable_def *def = k->corpus ? corpus_variable(k->corpus, name) : NULL;
	if (def)
		name = def->name;
	const char *v = settled(d, name, copied(d, value));
	if (number != GLANE_NONE) {
		set_own(d, &k->speaker[number], name, v);
		document_refresh(k);
		return;
	}
	/* What was known at the plan was said by this reader as well, or by metadata, which wins. */
	for (uint32_t i = 0; i < d->n_planned; i++)
		if (!strcmp(k->variable[i].name, name))
			return;
	if (v)
		document_set_variable(k, name, type_of(d, name), str_of(v));
}

uint32_t draft_speaker(glane_draft *d, glane_str id, uint32_t role)
{
	if (!id.n || role > GLANE_OTHER) {
		misuse(d, N_("speaker() without an id, or with a role that there isn't"));
		return GLANE_NONE;
	}
	return document_speaker(&d->doc, id, role);
}

static void rename_speaker(glane_draft *d, speaker *s, glane_str now)
{
	document *k = &d->doc;
	glane_sym id = sym_intern(now);
	/* A person that is named after the speaker is renamed with it. */
	const char *tail = strrchr(sym_text(s->pub.person), '/');
	bool named_after = tail && !strcmp(tail + 1, sym_text(s->pub.id));
	s->pub.id = id;
	if (named_after)
		s->pub.person = sym_of(arena_print(k->arena, "%s/%s", sym_text(k->pub.name), sym_text(id)));
	document_refresh(k);
}

void draft_rename(glane_draft *d, uint32_t number, const char *variable, glane_str now)
{
	document *k = &d->doc;
	if (number != GLANE_NONE && number >= k->n_speakers) {
		misuse(d, N_("rename() of a speaker that there isn't"));
	} else if (!variable && number == GLANE_NONE) {
		if (!str_equal(now, sym_string(k->pub.name)))
			misuse(d, N_("rename() of a document to another name than plan_name() gave"));
	} else if (!variable && !now.n) {
		misuse(d, N_("rename() of a speaker to nothing"));
	} else if (!variable) {
		rename_speaker(d, &k->speaker[number], now);
	} else if (number == GLANE_NONE) {
		document_set_variable(k, variable, type_of(d, variable), now);
	} else {
		speaker *s = &k->speaker[number];
		/* The row of metadata is shared by all documents: from here on the values are its own. */
		for (uint32_t i = 0; s->known && i < s->pub.n_variables; i++)
			set_own(d, s, s->pub.variable[i].name, s->pub.variable[i].value.p);
		s->known = NULL;
		set_own(d, s, variable, copied(d, now));
		document_refresh(k);
	}
}

/* ---- Edits ----------------------------------------------------------------------------------- */

const glane_doc *draft_view(glane_draft *d)
{
	document_refresh(&d->doc);
	d->view = d->doc.pub;
	if (d->text)
		d->text[d->n] = 0;
	d->view.text = (glane_str){ d->text ? d->text : "", d->n };
	return &d->view;
}

static bool at_code_point(const glane_draft *d, uint32_t offset)
{
	return offset >= d->n || ((unsigned char)d->text[offset] & 0xc0) != 0x80;
}

void draft_replace(glane_draft *d, glane_span span, glane_str now)
{
	if (span.begin > span.end || span.end > d->n ||
	    (d->n_edits && span.begin < d->edit[d->n_edits - 1].span.end)) {
		misuse(d, N_("replace() outside of the text, or not from left to right"));
		return;
	}
	if (!at_code_point(d, span.begin) || !at_code_point(d, span.end)) {
		misuse(d, N_("replace() of a part of a character"));
		return;
	}
	if (text_valid(now.n ? now.p : "", now.n) < now.n) {
		misuse(d, N_("replace() by what is not UTF-8"));
		return;
	}
	ARRAY_ROOM(d->doc.arena, d->edit, d->room_edits, d->n_edits);
	d->edit[d->n_edits++] = (struct draft_edit){ span, { copied(d, now), now.n }, 0 };
}

/* The walk of draft_apply through the old text and the old map. */
typedef struct {
	glane_draft *d;
	document old;			/* its runs */
	uint32_t run, lines, at;	/* run that holds `at`; line ends from its beginning to `at` */
	char *text;
	uint32_t n, run_lines;
} rewriting;

/* The place of the old offset `at`. */
static glane_where place_here(const rewriting *w)
{
	static const glane_where unknown = { 0, 0, 0, -1 };
	if (w->run >= w->old.n_runs || w->old.run[w->run].begin > w->at)
		return unknown;
	const source_run *r = &w->old.run[w->run];
	return source_run_at(r, w->at - r->begin, w->lines);
}

static void step_into_run(rewriting *w)
{
	while (w->run + 1 < w->old.n_runs && w->old.run[w->run + 1].begin <= w->at) {
		w->run++;
		w->lines = 0;
	}
}

/* Goes on to the old offset `to`; with `keep` what lies between is copied, with its map. */
static void advance(rewriting *w, uint32_t to, bool keep)
{
	const glane_draft *d = w->d;
	while (w->at < to) {
		step_into_run(w);
		uint32_t stop = w->run + 1 < w->old.n_runs ? w->old.run[w->run + 1].begin : d->n;
		stop = stop < to ? stop : to;
		uint32_t n = stop - w->at, lines = count_lines(d->text + w->at, n);
		if (keep) {
			bool exact = w->run < w->old.n_runs && w->old.run[w->run].exact;
			uint64_t bytes = exact ? n : w->run < w->old.n_runs ? w->old.run[w->run].bytes : 0;
			source_run r = { w->n, place_here(w), bytes, exact };
			memcpy(w->text + w->n, d->text + w->at, n);
			add_run(&w->d->doc, r, n, lines, &w->run_lines);
			w->n += n;
		}
		w->lines += lines;
		w->at = stop;
	}
	step_into_run(w);
}

/* What a repair shows of a passage that a filter has taken out goes as well. */
static void forget_repairs(glane_draft *d, uint64_t begin, uint64_t end)
{
	for (uint32_t i = 0; i < d->doc.n_repairs; i++) {
		repair *r = &d->doc.repair[i];
		if (r->where.offset < begin || r->where.offset >= end)
			continue;
		explicit_bzero((char *)(uintptr_t)r->was, strlen(r->was));
		explicit_bzero((char *)(uintptr_t)r->now, strlen(r->now));
	}
}

/* Where an old offset is in the new text; inside a replaced span: its beginning, or its end. */
static uint32_t moved(const glane_draft *d, uint32_t offset, bool end)
{
	uint32_t low = 0, high = d->n_edits;
	while (low < high) {		/* the first edit that does not end before offset */
		uint32_t middle = low + (high - low) / 2;
		if (d->edit[middle].span.end < offset ||
		    (d->edit[middle].span.end == offset && d->edit[middle].span.begin < offset))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < d->n_edits && d->edit[low].span.begin < offset)
		return d->edit[low].at + (end ? d->edit[low].now.n : 0);
	if (!low)
		return offset;
	const struct draft_edit *before = &d->edit[low - 1];
	return before->at + before->now.n + (offset - before->span.end);
}

void draft_apply(glane_draft *d)
{
	if (!d->n_edits)
		return;
	uint64_t n = d->n;
	for (uint32_t i = 0; i < d->n_edits; i++)
		n += d->edit[i].now.n;
	if (n > TEXT_MOST) {
		d->too_long = true;
		d->n_edits = 0;
		return;
	}
	rewriting w = { .d = d, .old = d->doc, .text = arena_alloc(d->doc.arena, n + 1) };
	d->doc.run = NULL;
	d->doc.n_runs = d->doc.room_runs = 0;
	for (uint32_t i = 0; i < d->n_edits; i++) {
		struct draft_edit *e = &d->edit[i];
		advance(&w, e->span.begin, true);
		glane_where from = place_here(&w);
		advance(&w, e->span.end, false);
		uint64_t stop = e->span.end == d->n ? from.offset + (e->span.end - e->span.begin)
		                                    : place_here(&w).offset;
		forget_repairs(d, from.offset, stop);
		if (e->now.n) {
			memcpy(w.text + w.n, e->now.p, e->now.n);
			source_run r = { w.n, from, stop > from.offset ? stop - from.offset : 0, false };
			add_run(&d->doc, r, e->now.n, 0, &w.run_lines);
		}
		e->at = w.n;
		w.n += e->now.n;
	}
	advance(&w, d->n, true);
	for (uint32_t i = 0; i < d->doc.n_layers; i++) {
		layer *l = &d->doc.layer[i];
		for (uint32_t r = 0; r < l->n; r++)
			l->span[r] = (glane_span){ moved(d, l->span[r].begin, false),
			                           moved(d, l->span[r].end, true) };
	}
	explicit_bzero(d->text, d->n);
	d->text = w.text;
	d->n = w.n;
	d->room = (uint32_t)n + 1;
	d->run_lines = w.run_lines;
	d->n_edits = 0;
}

/* ---- Sealing --------------------------------------------------------------------------------- */

/* Why the text can't be sealed; at: the offset of the first bad byte. */
static const char *bad_text(glane_draft *d, uint32_t at)
{
	glane_where w;
	unsigned byte = (unsigned char)d->text[at];
	bool known = document_where(&d->doc, at, &w) && w.line;
	if (!byte && known)
		return arena_print(d->doc.arena, _("there is a NUL character in line %u: is this a text file?"),
		                   w.line);
	if (!byte)
		return _("there is a NUL character in the text: is this a text file?");
	if (known)
		return arena_print(d->doc.arena, _("the text is not UTF-8: byte 0x%02X in line %u"), byte,
		                   w.line);
	return arena_print(d->doc.arena, _("the text is not UTF-8: byte 0x%02X"), byte);
}

document *draft_seal(glane_draft *d, const char **error)
{
	document *k = &d->doc;
	draft_apply(d);
	if (d->too_long) {
		*error = _("the text is longer than 1 GiB: cut the document into several");
		return NULL;
	}
	text_room(d, 0);
	d->text[d->n] = 0;
	k->pub.text = (glane_str){ d->text, d->n };
	k->newlines = NULL;
	size_t good = text_valid(d->text, d->n);
	if (good < d->n) {
		*error = bad_text(d, (uint32_t)good);
		return NULL;
	}
	document_imply_speaker(k);
	document_refresh(k);
	corrections_anchor(k);
	corrections_turns(k);
	return k;
}
