/* choose.c - the best candidates of each theme and group: one speaker doesn't say it all, one passage doesn't serve
 * everywhere, and where both poles are there both are shown. */
#include "verbatim.h"
#include "plugins/shared/codebook/labels.h"
#include "twins.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "room/room.h"

typedef struct {
	glane_sym theme, group;
	uint32_t theme_rank, group_rank;	/* in code-point order */
	uint64_t person;		/* … */
	uint32_t who;			/* … by a number of its own */
	glane_sym name;			/* of the document */
	uint32_t document, row;		/* its place in the plan */
	glane_span span;
	int64_t score;			/* millionths */
	int64_t words;
	passage_parts parts;
	glane_sym top[SPECIFIC_TOP];
	int pole;			/* -1 0 1 */
	bool done;			/* chosen, or too much like one that is */
	uint32_t next;			/* of the chosen ones of this document */
} candidate;

typedef struct {
	glane_ctx *ctx;
	const extractor *me;
	specificity *specific;
	candidate *c;
	uint32_t n, room;
	bool themes, terms, feelings;	/* something is coded, cut into terms, good or bad */
	uint32_t *head;			/* by document: the candidate chosen last, or GLANE_NONE */
	uint32_t *quoted, *here;	/* by speaker: passages chosen, those of this theme and group */
	uint32_t n_speakers;
	int64_t limit;			/* passages of one speaker, where there are others */
	twins *shown;			/* words of those chosen for this theme and group */
} choice;

/* What being known already costs: a speaker per passage quoted elsewhere, a passage that is shown again. */
enum { KNOWN_SPEAKER = 60000, KNOWN_PASSAGE = 200000 };

/* A third of its words: more is hardly found, as most words are of the language and not of a theme. */
static const double SPECIFIC_FULL = 3;

/* ---- Candidates ------------------------------------------------------------------------------ */

static candidate *add(choice *a)
{
	a->c = room_for(a->ctx, GLANE_SCRATCH, a->c, sizeof *a->c, a->n, &a->room, 1);
	return &a->c[a->n++];
}

/* Bytes of `span` that rows of one theme cover; rows of a theme don't overlap, and if they did it is cut at the
 * whole. */
static double share_of(const input *in, glane_sym code, uint32_t from, glane_span span)
{
	uint32_t covered = 0, whole = span.end - span.begin;
	for (uint32_t k = from; k < in->theme.n && in->theme.span[k].begin < span.end; k++) {
		glane_span t = in->theme.span[k];
		if (in->code[k].id != code.id || t.end <= span.begin)
			continue;
		uint32_t begin = t.begin > span.begin ? t.begin : span.begin, end = t.end < span.end ? t.end : span.end;
		covered += end - begin;
	}
	return covered < whole ? (double)covered / whole : 1;
}

/* Passage i of the document at `place` as a candidate for one theme ("": none). */
static void candidate_for(choice *a, const glane_doc *doc, uint32_t place, uint32_t i, glane_sym theme, double share)
{
	const input *in = a->ctx->input;
	uint32_t row = in->passage.row[i], who = in->passage.speaker[i];
	const glane_speaker *s = &doc->speaker[who];
	double mood = in->passage_mood[row];
	candidate *c = add(a);
	*c = (candidate){ .theme = theme, .group = in->passage.group[i], .name = doc->name, .document = place, .row = row,
		.span = in->passage.span[i], .words = in->words[row], .next = GLANE_NONE,
		.pole = mood >= MOOD ? 1 : mood <= -MOOD ? -1 : 0 };
	c->parts = (passage_parts){ .complete = in->complete[row], .stance = in->stance[row],
		.contrast = in->contrast[row], .concrete = in->concrete[row], .feeling = in->feeling[row],
		.theme = theme.id ? share : in->code ? in->on_theme[row] : NAN };
	double specific = SPECIFIC_FULL * specific_share(a->specific, i, theme, c->top);
	c->parts.specific = specific > 1 ? 1 : specific;	/* NaN stays */
	c->person = s->person.id ? s->person.id : (uint64_t)(place + 1) << 32 | who;
	a->feelings |= c->parts.feeling > 0;
}

/* Has the theme of row k been seen among the rows from..k that meet the passage? */
static bool seen_before(const input *in, uint32_t from, uint32_t k, glane_span at)
{
	for (uint32_t j = from; j < k; j++)
		if (in->code[j].id == in->code[k].id && in->theme.span[j].end > at.begin)
			return true;
	return false;
}

static void candidates_of(choice *a, const glane_doc *doc, uint32_t place)
{
	const input *in = a->ctx->input;
	const glane_sym passage = a->ctx->host->sym(a->ctx, "passage");
	uint32_t reach = 0;		/* the longest theme row, so that none that begins before is missed */
	a->terms |= in->lemma && in->term.n;
	if (!in->passage_kind || !in->words || !in->complete || !in->passage_mood || !in->on_theme)
		return;
	for (uint32_t k = 0; k < in->theme.n; k++)
		if (in->theme.span[k].end - in->theme.span[k].begin > reach)
			reach = in->theme.span[k].end - in->theme.span[k].begin;
	for (uint32_t i = 0, from = 0; i < in->passage.n; i++) {
		glane_span at = in->passage.span[i];
		uint32_t row = in->passage.row[i];
		/* Rows of other steps, also of a second verbatim with other words. */
		if (in->passage_kind[row].id != passage.id || in->words[row] < a->me->least || in->words[row] > a->me->most)
			continue;
		if (!a->me->per_theme) {
			candidate_for(a, doc, place, i, (glane_sym){ 0 }, 0);
			continue;
		}
		from = glane_seek(in->theme, from, at.begin > reach ? at.begin - reach : 0);
		for (uint32_t k = from; in->code && k < in->theme.n && in->theme.span[k].begin < at.end; k++) {
			if (in->theme.span[k].end <= at.begin || seen_before(in, from, k, at))
				continue;
			a->themes = true;
			candidate_for(a, doc, place, i, in->code[k], share_of(in, in->code[k], from, at));
		}
	}
}

/* ---- The choice ------------------------------------------------------------------------------ */

static void rank(choice *a, size_t field, size_t out)
{
	const glane_host *h = a->ctx->host;
	glane_sym *sym = h->alloc(a->ctx, GLANE_SCRATCH, a->n * sizeof *sym);
	uint32_t *order = h->alloc(a->ctx, GLANE_SCRATCH, a->n * sizeof *order);
	for (uint32_t i = 0; i < a->n; i++)
		memcpy(&sym[i], (const char *)&a->c[i] + field, sizeof *sym);
	h->order(a->ctx, a->n, sym, order);
	for (uint32_t i = 0, r = 0; i < a->n; i++) {
		r += i && sym[order[i]].id != sym[order[i - 1]].id;
		memcpy((char *)&a->c[order[i]] + out, &r, sizeof r);
	}
}

/* By cell, then the better, then the earlier. */
static int in_order(const void *x, const void *y)
{
	const candidate *a = x, *b = y;
	if (a->theme_rank != b->theme_rank)
		return a->theme_rank < b->theme_rank ? -1 : 1;
	if (a->group_rank != b->group_rank)
		return a->group_rank < b->group_rank ? -1 : 1;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static bool overlap(const candidate *a, const candidate *b)
{
	return a->document == b->document && a->span.begin < b->span.end && b->span.begin < a->span.end;
}

static bool same_cell(const candidate *a, const candidate *b)
{
	return a->theme_rank == b->theme_rank && a->group_rank == b->group_rank;
}

/* What it is worth beside those already chosen for its theme and group and elsewhere; -1: it can't be shown there. */
static int64_t worth(const choice *a, const candidate *c)
{
	int64_t value = c->score - KNOWN_SPEAKER * (int64_t)a->quoted[c->who];
	if (c->done || a->here[c->who] >= (uint64_t)a->me->config->per_speaker)
		return -1;
	for (uint32_t i = a->head[c->document]; i != GLANE_NONE; i = a->c[i].next)
		if (overlap(&a->c[i], c)) {
			if (same_cell(&a->c[i], c))
				return -1;
			value -= KNOWN_PASSAGE;
		}
	return value > 0 ? value : 0;
}

/* Of from..to; pole 0: any. sparing: none of a speaker who has had enough. */
static uint32_t best(const choice *a, uint32_t from, uint32_t to, int pole, bool sparing)
{
	uint32_t found = GLANE_NONE;
	int64_t most = -1;
	for (uint32_t i = from; i < to && a->c[i].score > most; i++) {	/* they come from the best down */
		const candidate *c = &a->c[i];
		if ((pole && c->pole != pole) || (sparing && a->quoted[c->who] >= a->limit))
			continue;
		int64_t w = worth(a, c);
		if (w > most) {
			most = w;
			found = i;
		}
	}
	return found;
}

/* The best that doesn't say nearly in the same words what is already shown for its theme and group. */
static uint32_t best_new(choice *a, uint32_t from, uint32_t to, int pole)
{
	for (;;) {
		uint32_t i = best(a, from, to, pole, true);
		if (i == GLANE_NONE)
			i = best(a, from, to, pole, false);
		if (i == GLANE_NONE)
			return i;
		const glane_doc *doc = a->ctx->host->document(a->ctx, a->c[i].document);
		glane_span at = a->c[i].span;
		const glane_str text = { doc->text.p + at.begin, at.end - at.begin };
		if (twins_add(a->shown, text))
			return i;
		a->c[i].done = true;
	}
}

static void show(choice *a, uint32_t i, int64_t rank, glane_sym label, bool for_balance)
{
	candidate *c = &a->c[i];
	const glane_passage at = { c->name, c->row };
	const glane_evidence evidence = { .in = "verbatim", .n_rows = 1, .rows = &at };
	const chosen_row row = {
		.theme = c->theme, .group = c->group, .rank = rank, .label = label, .words = c->words,
		.score = (double)c->score / 1e6, .complete = c->parts.complete,
		.specific = isnan(c->parts.specific) ? GLANE_MISSING_REAL : c->parts.specific,
		.why = verbatim_reasons(a->ctx, &c->parts, c->pole, for_balance, c->top),
		.passages = 1, .documents = 1, .speakers = 1
	};
	c->done = true;
	c->next = a->head[c->document];
	a->head[c->document] = i;
	a->quoted[c->who]++;
	a->here[c->who]++;
	a->ctx->host->row(a->ctx, PASSAGES, &row, &evidence);
}

/* The candidates from..to are those of one theme and group. If all but the last that is kept are of one pole, the last
 * is the best of the other. */
static void choose(choice *a, uint32_t from, uint32_t to)
{
	const input *in = a->ctx->input;
	const int64_t keep = a->me->config->keep;
	const glane_sym label = codebook_label(in->themes, a->c[from].theme);
	bool seen[3] = { false };	/* poles, from -1 */
	twins_clear(a->shown);
	for (uint32_t i = from; i < to; i++)
		a->here[a->c[i].who] = 0;
	for (int64_t rank = 1; rank <= keep; rank++) {
		int other = rank == keep && keep > 1 && seen[0] != seen[2] ? (seen[0] ? 1 : -1) : 0;
		uint32_t i = best_new(a, from, to, other);
		bool for_balance = other && i != GLANE_NONE;
		if (i == GLANE_NONE && other)
			i = best_new(a, from, to, 0);
		if (i == GLANE_NONE)
			break;
		seen[a->c[i].pole + 1] = true;
		show(a, i, rank, label, for_balance);
	}
}

/* ---- Speakers -------------------------------------------------------------------------------- */

static int by_number(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return a < b ? -1 : a > b;
}

/* Numbers the persons; only whether two are the same is looked at. */
static void number_speakers(choice *a)
{
	uint64_t *all = a->ctx->host->alloc(a->ctx, GLANE_SCRATCH, (a->n + 1) * sizeof *all);
	for (uint32_t i = 0; i < a->n; i++)
		all[i] = a->c[i].person;
	qsort(all, a->n, sizeof *all, by_number);
	for (uint32_t i = 0; i < a->n; i++)
		if (!i || all[i] != all[i - 1])
			all[a->n_speakers++] = all[i];
	for (uint32_t i = 0; i < a->n; i++)
		a->c[i].who = (uint32_t)((uint64_t *)bsearch(&a->c[i].person, all, a->n_speakers, sizeof *all,
		                                             by_number) - all);
}

/* Where the theme and group of candidate `from` end. */
static uint32_t cell_end(const choice *a, uint32_t from)
{
	uint32_t to = from + 1;
	while (to < a->n && same_cell(&a->c[to], &a->c[from]))
		to++;
	return to;
}

/* How many passages there is room for, with so many of one speaker and so many of one theme and group; a speaker's
 * share of them is his limit. */
static void set_limit(choice *a)
{
	const config *c = a->me->config;
	int64_t places = 0;
	uint32_t *seen = a->ctx->host->alloc(a->ctx, GLANE_SCRATCH, (a->n_speakers + 1) * sizeof *seen), cell = 0;
	for (uint32_t from = 0, to; from < a->n; from = to) {
		int64_t speakers = 0;
		to = cell_end(a, from);
		cell++;
		for (uint32_t i = from; i < to; i++)
			if (seen[a->c[i].who] != cell) {
				seen[a->c[i].who] = cell;
				speakers++;
			}
		places += speakers * c->per_speaker < c->keep ? speakers * c->per_speaker : c->keep;
	}
	a->limit = (places * c->speaker_share + 99) / 100;
}

/* ---- report ---------------------------------------------------------------------------------- */

/* Without any sentiment in the corpus nobody has looked for it. */
static void score(choice *a)
{
	for (uint32_t i = 0; i < a->n; i++) {
		candidate *c = &a->c[i];
		if (!a->feelings)
			c->parts.feeling = NAN;
		c->score = (int64_t)(passage_score(&c->parts) * 1e6 + 0.5);
	}
}

static void say_what_is_missing(const choice *a)
{
	const glane_host *h = a->ctx->host;
	if (a->me->per_theme && !a->themes)
		h->log(a->ctx, GLANE_WARNING, glane_at_option("per"), "no passage is coded with a theme: put a step "
		       "that codes, as theme-coder, above this one, or take theme out of per");
	if (a->n && !a->terms)
		h->log(a->ctx, GLANE_INFO, glane_here(), "how specific the words of a passage are is left out, for want "
		       "of terms: put lexicon and terms above this step");
	if (a->n && !a->feelings)
		h->log(a->ctx, GLANE_INFO, glane_here(), "no sentence is known to speak well or ill, so strength and "
		       "pole of sentiment are left out: a step sentiment above this one can tell");
}

int verbatim_choose(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const extractor *me = ctx->self;
	choice a = { .ctx = ctx, .me = me, .specific = specific_begin(ctx, me->per_theme), .shown = twins_begin(ctx) };
	uint32_t n = h->documents(ctx);
	for (uint32_t i = 0; i < n; i++) {
		h->document(ctx, i);
		specific_count(a.specific);
	}
	for (uint32_t i = 0; i < n; i++)
		candidates_of(&a, h->document(ctx, i), i);
	if (n)
		say_what_is_missing(&a);
	score(&a);
	rank(&a, offsetof(candidate, theme), offsetof(candidate, theme_rank));
	rank(&a, offsetof(candidate, group), offsetof(candidate, group_rank));
	number_speakers(&a);
	if (a.n)
		qsort(a.c, a.n, sizeof *a.c, in_order);
	a.quoted = h->alloc(ctx, GLANE_SCRATCH, (a.n_speakers + 1) * sizeof *a.quoted);
	a.here = h->alloc(ctx, GLANE_SCRATCH, (a.n_speakers + 1) * sizeof *a.here);
	a.head = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *a.head);
	memset(a.head, 0xff, (n + 1) * sizeof *a.head);		/* GLANE_NONE */
	set_limit(&a);
	for (uint32_t from = 0, to; from < a.n; from = to) {
		to = cell_end(&a, from);
		choose(&a, from, to);
	}
	return GLANE_OK;
}
