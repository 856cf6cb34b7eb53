/* choose.c - the best candidates of each theme and group: one speaker doesn't say it all, one passage doesn't serve
 * everywhere, and where both poles are there both are shown. */
#include "verbatim.h"
#include <stdlib.h>
#include <string.h>

typedef struct {
	glane_sym theme, group, why;
	uint32_t theme_rank, group_rank;	/* in code-point order */
	uint64_t person;
	glane_sym name;			/* of the document */
	uint32_t document, row;
	glane_span span;
	int64_t score;			/* millionths */
	int64_t words;
	int pole;			/* -1 0 1 */
	bool chosen;
} candidate;

typedef struct {
	glane_ctx *ctx;
	const extractor *me;
	candidate *c;
	uint32_t n, room;
	bool themes;			/* something is coded */
	uint32_t *chosen, n_chosen;	/* candidates, of all cells so far */
} choice;

/* What being known already costs: a speaker per passage quoted elsewhere, a passage that is shown again. */
enum { KNOWN_SPEAKER = 60000, KNOWN_PASSAGE = 200000 };

/* ---- Candidates ------------------------------------------------------------------------------ */

static candidate *add(choice *a)
{
	if (a->n == a->room) {
		uint32_t more = a->room ? a->room : 256;
		a->c = a->ctx->host->grow(a->ctx, GLANE_SCRATCH, a->c, a->room * sizeof *a->c, more * sizeof *a->c);
		a->room += more;
	}
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

static const char *share_said(double share)
{
	return share > 0.95 ? "wholly on the theme" : share >= 0.5 ? "mostly on the theme" : "partly on the theme";
}

static glane_sym why_of(glane_ctx *ctx, double share, int pole, glane_sym before)
{
	const glane_host *h = ctx->host;
	const char *part[3] = {
		share > 0 ? h->translate(ctx, share_said(share)) : "",
		h->string(ctx, before).p,
		pole ? h->translate(ctx, pole > 0 ? "positive" : "negative") : ""
	};
	size_t n = 0;
	char *text = h->alloc(ctx, GLANE_SCRATCH, strlen(part[0]) + strlen(part[1]) + strlen(part[2]) + 5);
	for (int i = 0; i < 3; i++) {
		if (n && *part[i]) {
			memcpy(text + n, "; ", 2);
			n += 2;
		}
		memcpy(text + n, part[i], strlen(part[i]));
		n += strlen(part[i]);
	}
	return h->sym(ctx, text);
}

/* Passage i of a document as a candidate for one theme ("": none). */
static void candidate_for(choice *a, const glane_doc *doc, uint32_t i, glane_sym theme, double share)
{
	const input *in = a->ctx->input;
	uint32_t row = in->passage.row[i], who = in->passage.speaker[i];
	const glane_speaker *s = &doc->speaker[who];
	double mood = in->passage_mood ? in->passage_mood[row] : 0;
	candidate *c = add(a);
	*c = (candidate){ .theme = theme, .group = in->passage.group[i], .name = doc->name,
		.document = doc->number, .row = row, .span = in->passage.span[i], .words = in->words[row],
		.pole = mood >= MOOD ? 1 : mood <= -MOOD ? -1 : 0 };
	c->person = s->person.id ? s->person.id : (uint64_t)(doc->number + 1) << 32 | who;
	/* On the theme from its first to its last word is best; half of it may be about something else. */
	double score = in->score[row] * (theme.id ? 0.5 + 0.5 * share : 1);
	c->score = (int64_t)(score * 1e6 + 0.5);
	c->why = why_of(a->ctx, theme.id ? share : 0, c->pole, in->why[row]);
}

static void candidates_of(choice *a, const glane_doc *doc)
{
	const input *in = a->ctx->input;
	const glane_sym passage = a->ctx->host->sym(a->ctx, "passage");
	uint32_t reach = 0;		/* the longest theme row, so that none that begins before is missed */
	if (!in->passage_kind || !in->score || !in->words || !in->why)
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
			candidate_for(a, doc, i, (glane_sym){ 0 }, 0);
			continue;
		}
		from = glane_seek(in->theme, from, at.begin > reach ? at.begin - reach : 0);
		for (uint32_t k = from; in->code && k < in->theme.n && in->theme.span[k].begin < at.end; k++) {
			bool first = in->theme.span[k].end > at.begin;
			for (uint32_t j = from; first && j < k; j++)
				first = in->code[j].id != in->code[k].id || in->theme.span[j].end <= at.begin;
			if (!first)
				continue;
			a->themes = true;
			candidate_for(a, doc, i, in->code[k], share_of(in, in->code[k], from, at));
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

/* What it is worth beside those already chosen in its cell (from `cell` on in a->chosen) and elsewhere; -1: it can't
 * be shown there. */
static int64_t worth(const choice *a, const candidate *c, uint32_t cell)
{
	int64_t value = c->score;
	uint32_t same = 0;
	for (uint32_t i = 0; i < a->n_chosen; i++) {
		const candidate *o = &a->c[a->chosen[i]];
		bool here = i >= cell;
		if (o->person == c->person) {
			same += here;
			value -= KNOWN_SPEAKER;
		}
		if (overlap(o, c)) {
			if (here)
				return -1;
			value -= KNOWN_PASSAGE;
		}
	}
	return same >= (uint64_t)a->me->config->per_speaker ? -1 : value > 0 ? value : 0;
}

static uint32_t best(const choice *a, uint32_t from, uint32_t to, uint32_t cell, int pole)
{
	uint32_t found = GLANE_NONE;
	int64_t most = -1;
	for (uint32_t i = from; i < to && a->c[i].score > most; i++) {	/* they come from the best down */
		int64_t w = a->c[i].chosen || (pole && a->c[i].pole != pole) ? -1 : worth(a, &a->c[i], cell);
		if (w > most) {
			most = w;
			found = i;
		}
	}
	return found;
}

/* The only pole that has been shown since `cell`; 0: none or both. */
static int only_pole(const choice *a, uint32_t cell)
{
	bool seen[3] = { false };
	for (uint32_t i = cell; i < a->n_chosen; i++)
		seen[a->c[a->chosen[i]].pole + 1] = true;
	return seen[0] == seen[2] ? 0 : seen[2] ? 1 : -1;
}

/* The name that the codebook has for a theme; missing where none says. */
static glane_sym label_of(const glane_grid *themes, glane_sym code)
{
	const glane_sym *key = NULL, *label = NULL;
	for (uint32_t c = 0; themes && themes->def->columns[c].name; c++) {
		if (!strcmp(themes->def->columns[c].name, "theme"))
			key = themes->column[c].array;
		if (!strcmp(themes->def->columns[c].name, "theme_label"))
			label = themes->column[c].array;
	}
	for (uint32_t i = 0; key && label && i < themes->n; i++)
		if (key[i].id == code.id)
			return label[i];
	return (glane_sym){ 0 };
}

static void show(choice *a, uint32_t i, int64_t rank)
{
	candidate *c = &a->c[i];
	const glane_passage at = { c->name, c->row };
	const glane_evidence evidence = { .in = "verbatim", .n_rows = 1, .rows = &at };
	const glane_sym label = label_of(((const input *)a->ctx->input)->themes, c->theme);
	const chosen_row row = { c->theme, c->group, rank, label, c->words, (double)c->score / 1e6, c->why, 1, 1, 1 };
	c->chosen = true;
	a->chosen[a->n_chosen++] = i;
	a->ctx->host->row(a->ctx, PASSAGES, &row, &evidence);
}

/* The candidates from..to are those of one theme and group. */
static void choose(choice *a, uint32_t from, uint32_t to)
{
	const int64_t keep = a->me->config->keep;
	uint32_t cell = a->n_chosen;
	for (int64_t rank = 1; rank <= keep; rank++) {
		int pole = rank == keep && keep > 1 ? -only_pole(a, cell) : 0;
		uint32_t i = best(a, from, to, cell, pole);
		if (i == GLANE_NONE && pole)
			i = best(a, from, to, cell, 0);
		if (i == GLANE_NONE)
			break;
		show(a, i, rank);
	}
}

int verbatim_choose(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	choice a = { .ctx = ctx, .me = ctx->self };
	uint32_t n = h->documents(ctx);
	for (uint32_t i = 0; i < n; i++)
		candidates_of(&a, h->document(ctx, i));
	if (a.me->per_theme && n && !a.themes)
		h->log(ctx, GLANE_WARNING, glane_at_option("per"), "no passage is coded with a theme: put a step that codes, "
		       "as theme-coder, above this one, or take theme out of per");
	a.chosen = h->alloc(ctx, GLANE_SCRATCH, a.n * sizeof *a.chosen);
	rank(&a, offsetof(candidate, theme), offsetof(candidate, theme_rank));
	rank(&a, offsetof(candidate, group), offsetof(candidate, group_rank));
	if (a.n)
		qsort(a.c, a.n, sizeof *a.c, in_order);
	for (uint32_t from = 0, to; from < a.n; from = to) {
		for (to = from + 1; to < a.n && a.c[to].theme_rank == a.c[from].theme_rank &&
		     a.c[to].group_rank == a.c[from].group_rank; )
			to++;
		choose(&a, from, to);
	}
	return GLANE_OK;
}
