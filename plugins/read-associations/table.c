/* table.c - the columns of a table of associations, and what its rows say. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "form/form.h"
#include "room/room.h"
#include "associations.h"

const heading associations_headings[N_HEADINGS] = {
	[RESPONDENT] = { "respondent", "répondant; répondante; respondant; enquêté; enquêtée; participant; "
	                               "participante; sujet; subject; id; identifiant", true },
	[STIMULUS] = { "stimulus", "inducteur; mot inducteur; stimulus word; cue", false },
	[RANK] = { "rank", "rang; rang d'apparition; ordre; order", false },
	[WORD] = { "word", "mot; évocation; association", true },
	[IMPORTANCE] = { "importance", "rang d'importance; importance rank", false },
	[VALENCE] = { "valence", "polarité; polarity; connotation", false },
	[INSTRUCTION] = { "instruction", "consigne", false },
};

/* ---- Cells ----------------------------------------------------------------------------------- */

csv_field cell_of(const csv *c, uint32_t column)
{
	csv_field f = c->field[column];
	size_t n;
	while (f.n && ((n = form_blank(f.p, f.n)) > 0 || (n = form_line_end(f.p, f.n)) > 0)) {
		f.p += n;
		f.n -= n;
	}
	for (bool more = true; more && f.n; ) {
		size_t last = f.n - 1;
		while (last && ((unsigned char)f.p[last] & 0xc0) == 0x80)
			last--;
		more = form_blank(f.p + last, f.n - last) > 0 || form_line_end(f.p + last, f.n - last) > 0;
		f.n = more ? last : f.n;
	}
	return f;
}

glane_str cell_text(glane_ctx *ctx, const csv_field *f)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, f->n + 1);
	return (glane_str){ p, (uint32_t)csv_text(f, p) };
}

/* ---- Columns --------------------------------------------------------------------------------- */

/* "mot12" is the word 12. false: not of a series. */
static bool numbered(const csv_field *f, const heading *h, uint32_t *number)
{
	size_t n = f->n;
	uint32_t value = 0, power = 1;
	while (n && f->p[n - 1] >= '0' && f->p[n - 1] <= '9' && f->n - n < 3) {
		value += power * (uint32_t)(f->p[--n] - '0');
		power *= 10;
	}
	*number = value;
	return n && n < f->n && value && headings_is(h, f->p, n);
}

static uint32_t column_numbered(const csv *c, const heading *h, uint32_t number)
{
	uint32_t k;
	for (uint32_t i = 0; i < c->n; i++)
		if (numbered(&c->field[i], h, &k) && k == number)
			return i;
	return GLANE_NONE;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = ((const place_of_word *)a)->number, y = ((const place_of_word *)b)->number;
	return (x > y) - (x < y);
}

static int find_series(glane_ctx *ctx, const char *path, const csv *c, layout *l)
{
	const heading *h = associations_headings;
	uint32_t number;
	for (uint32_t i = 0; i < c->n; i++) {
		if (!numbered(&c->field[i], &h[WORD], &number))
			continue;
		if (column_numbered(c, &h[WORD], number) != i)
			return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, c->record_line, 0),
			                       "two columns hold the word %u: rename one", (unsigned)number);
		if (l->n == WORDS_MOST)
			return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, c->record_line, 0),
			                       "more than %u columns hold words", (unsigned)WORDS_MOST);
		l->word[l->n++] = (place_of_word){ number, i, column_numbered(c, &h[RANK], number),
			column_numbered(c, &h[IMPORTANCE], number), column_numbered(c, &h[VALENCE], number) };
	}
	qsort(l->word, l->n, sizeof *l->word, by_number);
	return GLANE_OK;
}

/* Columns that are not to be read lose their names. */
static int leave_out(glane_ctx *ctx, const char *path, csv *c, layout *l)
{
	const config *k = ctx->config;
	for (const char *p = k->leave_out; *p; p += strcspn(p, ";") + (p[strcspn(p, ";")] == ';')) {
		size_t n = strcspn(p, ";");
		char *name = ctx->host->alloc(ctx, GLANE_SCRATCH, n + 1);
		memcpy(name, p, n);
		name += strspn(name, " ");
		while (*name && name[strlen(name) - 1] == ' ')
			name[strlen(name) - 1] = 0;
		const heading h = { name, NULL, true };
		uint32_t column;
		int e = *name ? headings_find(ctx, path, c, &h, 1, &column) : GLANE_OK;
		if (e)
			return e;
		if (*name) {
			c->field[column].n = 0;
			l->used[column] = true;
		}
	}
	return GLANE_OK;
}

static void use(layout *l, uint32_t column)
{
	if (column != GLANE_NONE)
		l->used[column] = true;
}

int layout_find(glane_ctx *ctx, const char *path, csv *c, layout *l)
{
	heading h[N_HEADINGS];
	l->n = 0;
	l->used = ctx->host->alloc(ctx, GLANE_SCRATCH, c->n + 1);
	memcpy(h, associations_headings, sizeof h);
	int e = leave_out(ctx, path, c, l);
	if (!e)
		e = find_series(ctx, path, c, l);
	l->wide = l->n > 0;
	h[WORD].must = !l->wide;
	if (!e)
		e = headings_find(ctx, path, c, h, N_HEADINGS, l->column);
	if (e)
		return e;
	if (l->wide && l->column[WORD] != GLANE_NONE)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, c->record_line, 0),
		                       "words stand one a row (column %u) and side by side (column %u): rename one, or "
		                       "name it in leave-out", (unsigned)l->column[WORD] + 1,
		                       (unsigned)l->word[0].word + 1);
	if (!l->wide)
		l->word[l->n++] = (place_of_word){ 0, l->column[WORD], l->column[RANK], l->column[IMPORTANCE],
			l->column[VALENCE] };
	for (uint32_t i = 0; i < N_HEADINGS; i++)
		use(l, l->column[i]);
	for (uint32_t i = 0; i < l->n; i++) {
		use(l, l->word[i].word);
		use(l, l->word[i].rank);
		use(l, l->word[i].importance);
		use(l, l->word[i].valence);
	}
	return GLANE_OK;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

typedef struct {
	glane_ctx *ctx;
	const char *path, *text;
	int failed;
} saying;

static glane_place place_of(const saying *s, const csv_field *f)
{
	return glane_at_line(s->path, f->line, cell_column(s->text, f->p));
}

static int64_t rank_of(saying *s, const csv *c, uint32_t column)
{
	csv_field f = column == GLANE_NONE ? (csv_field){ .p = "" } : cell_of(c, column);
	double x;
	if (!f.n)
		return INT64_MIN;
	if (cell_number(f.p, f.n, &x) && x >= 1 && x <= 1000 && x == floor(x))
		return (int64_t)x;
	s->failed = s->ctx->host->fail(s->ctx, GLANE_EINPUT, place_of(s, &f), "\"%s\" is no rank: write a whole number "
	                               "from 1, or leave the cell empty", cell_text(s->ctx, &f).p);
	return INT64_MIN;
}

static double importance_of(saying *s, const csv *c, uint32_t column)
{
	csv_field f = column == GLANE_NONE ? (csv_field){ .p = "" } : cell_of(c, column);
	double x;
	if (!f.n)
		return NAN;
	if (cell_number(f.p, f.n, &x))
		return x;
	s->failed = s->ctx->host->fail(s->ctx, GLANE_EINPUT, place_of(s, &f), "\"%s\" is no importance: write a number "
	                               "(1: the most important word), or leave the cell empty",
	                               cell_text(s->ctx, &f).p);
	return NAN;
}

static double valence_of(saying *s, const csv *c, uint32_t column)
{
	csv_field f = column == GLANE_NONE ? (csv_field){ .p = "" } : cell_of(c, column);
	double x;
	if (!f.n)
		return NAN;
	if (cell_valence(f.p, f.n, &x))
		return x;
	const char *near = cell_valence_near(f.p, f.n), *found = cell_text(s->ctx, &f).p;
	s->failed = near ?
		s->ctx->host->fail(s->ctx, GLANE_EINPUT, place_of(s, &f), "\"%s\" is no valence: did you mean %s?", found,
		                   near) :
		s->ctx->host->fail(s->ctx, GLANE_EINPUT, place_of(s, &f), "\"%s\" is no valence: write + - or 0, a "
		                   "number, or positive, negative, neutral; empty: not known", found);
	return NAN;
}

static glane_sym sym_of_cell(glane_ctx *ctx, const csv *c, uint32_t column)
{
	csv_field f = column == GLANE_NONE ? (csv_field){ .p = "" } : cell_of(c, column);
	return ctx->host->sym(ctx, f.n ? cell_text(ctx, &f).p : "");
}

static evocation *add(glane_ctx *ctx, evocations *list)
{
	list->e = room_for(ctx, GLANE_SCRATCH, list->e, sizeof *list->e, list->n, &list->room, 1);
	return &list->e[list->n++];
}

/* Of the last word of the list, where no column gives ranks: one more than its fellow before it has. */
static int64_t next_rank(const evocations *list)
{
	const evocation *last = &list->e[list->n - 1], *e = last;
	while (e > list->e)
		if ((--e)->stimulus.id == last->stimulus.id && e->instruction.id == last->instruction.id)
			return e->rank + 1;
	return 1;
}

int evocations_add(glane_ctx *ctx, const char *path, const char *text, const csv *c, const layout *l,
                   evocations *list)
{
	const config *k = ctx->config;
	saying s = { ctx, path, text, GLANE_OK };
	glane_sym stimulus = sym_of_cell(ctx, c, l->column[STIMULUS]);
	glane_sym instruction = sym_of_cell(ctx, c, l->column[INSTRUCTION]);
	if (!stimulus.id)
		stimulus = ctx->host->sym(ctx, k->stimulus);
	for (uint32_t i = 0, order = 1; i < l->n; i++) {
		const place_of_word *w = &l->word[i];
		csv_field f = cell_of(c, w->word);
		if (!f.n)
			continue;
		evocation *e = add(ctx, list);
		glane_str word = cell_text(ctx, &f);
		char *folded = ctx->host->alloc(ctx, GLANE_SCRATCH, FORM_ROOM(word.n));
		glane_str form = { folded, (uint32_t)form_of_label(word.p, word.n, folded) };
		*e = (evocation){ .word = f, .stimulus = stimulus, .instruction = instruction, .line = f.line };
		ctx->host->intern(ctx, 1, &form, &e->folded);
		ctx->host->intern(ctx, 1, &word, &e->as_written);
		e->valence = valence_of(&s, c, w->valence);
		/* Side by side, the words stand in the order in which they came; what is called their rank, beside
		 * them, is how important they are, unless a column of that name says so. */
		if (l->wide && w->importance == GLANE_NONE) {
			e->rank = order++;
			int64_t rank = rank_of(&s, c, w->rank);
			e->importance = rank == INT64_MIN ? NAN : (double)rank;
		} else {
			e->importance = importance_of(&s, c, w->importance);
			e->rank = w->rank != GLANE_NONE ? rank_of(&s, c, w->rank) : l->wide ? order++ : next_rank(list);
		}
	}
	return s.failed;
}

/* ---- All words of a respondent ----------------------------------------------------------------- */

/* Numbers of symbols bring what is equal together; nothing is put in their order. */
static int same_task(const evocation *x, const evocation *y)
{
	if (x->stimulus.id != y->stimulus.id)
		return x->stimulus.id < y->stimulus.id ? -1 : 1;
	return (x->instruction.id > y->instruction.id) - (x->instruction.id < y->instruction.id);
}

/* What is not known comes last. */
static int by_rank(const evocation *x, const evocation *y)
{
	uint64_t a = (uint64_t)x->rank - 1, b = (uint64_t)y->rank - 1;
	a = x->rank == INT64_MIN ? UINT64_MAX : a;
	b = y->rank == INT64_MIN ? UINT64_MAX : b;
	return (a > b) - (a < b);
}

static int by_word(const void *a, const void *b, void *of)
{
	const evocation *list = of, *x = &list[*(const uint32_t *)a], *y = &list[*(const uint32_t *)b];
	int r = same_task(x, y);
	if (!r)
		r = (x->folded.id > y->folded.id) - (x->folded.id < y->folded.id);
	if (!r)
		r = by_rank(x, y);
	return r ? r : (x > y) - (x < y);
}

static int by_task_and_rank(const void *a, const void *b, void *of)
{
	const evocation *list = of, *x = &list[*(const uint32_t *)a], *y = &list[*(const uint32_t *)b];
	int r = same_task(x, y);
	if (!r)
		r = (x->again > y->again) - (x->again < y->again);
	if (!r)
		r = by_rank(x, y);
	return r ? r : (x > y) - (x < y);
}

int evocations_check(glane_ctx *ctx, const char *path, glane_str respondent, evocations *list)
{
	uint32_t *at = ctx->host->alloc(ctx, GLANE_SCRATCH, (list->n + 1) * sizeof *at);
	int failed = GLANE_OK;
	for (uint32_t i = 0; i < list->n; i++)
		at[i] = i;
	if (!list->n)
		return GLANE_OK;
	qsort_r(at, list->n, sizeof *at, by_word, list->e);
	for (uint32_t i = 1; i < list->n; i++) {
		const evocation *before = &list->e[at[i - 1]];
		evocation *e = &list->e[at[i]];
		e->again = !same_task(before, e) && before->folded.id == e->folded.id;
	}
	qsort_r(at, list->n, sizeof *at, by_task_and_rank, list->e);
	for (uint32_t i = 1; i < list->n; i++) {
		const evocation *x = &list->e[at[i - 1]], *y = &list->e[at[i]];
		if (same_task(x, y) || x->again || y->again || x->rank != y->rank || x->rank == INT64_MIN)
			continue;
		failed = ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, y->line, 0),
		                         "\"%s\" has two words of rank %u for one stimulus, here and in line %u: "
		                         "correct one, or leave it empty", respondent.p, (unsigned)y->rank,
		                         (unsigned)x->line);
	}
	return failed;
}
