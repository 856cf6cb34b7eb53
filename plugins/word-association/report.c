/* report.c - zones, measures of each group's vocabulary, and contrasts of groups. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "association.h"
#include "statistics/statistics.h"
#include "zones.h"

enum { GROUPS_MOST = 24 };		/* of more, no two are contrasted: who would read 300 pairs? */
enum { FEW = 30 };			/* respondents: below it nothing is called significant */

static double cell(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

/* One group's answers to one stimulus: its words are word[first] … of the list `of`. */
typedef struct {
	summary_row *sum;
	uint32_t n;
	uint32_t *word;			/* numbers of words rows, ascending */
} vocabulary;

typedef struct {
	word_row *word;
	uint32_t n_words, n;
	uint32_t *type;			/* of each words row: the same number for the same word of a stimulus */
	vocabulary *v;
} answers;

/* ---- Which words are whose ------------------------------------------------------------------------- */

static int by_type(const void *a, const void *b, void *of)
{
	const word_row *list = of, *x = &list[*(const uint32_t *)a], *y = &list[*(const uint32_t *)b];
	if (x->stimulus.id != y->stimulus.id)
		return x->stimulus.id < y->stimulus.id ? -1 : 1;
	if (x->word.id != y->word.id)
		return x->word.id < y->word.id ? -1 : 1;
	return (x > y) - (x < y);
}

/* Types are numbered as they come first, so that no sum depends on the numbers of symbols. */
static void number_types(glane_ctx *ctx, answers *a)
{
	uint32_t *at = ctx->host->alloc(ctx, GLANE_SCRATCH, (a->n_words + 1) * sizeof *at), n = 0;
	uint32_t *first = ctx->host->alloc(ctx, GLANE_SCRATCH, (a->n_words + 1) * sizeof *first);
	a->type = ctx->host->alloc(ctx, GLANE_SCRATCH, (a->n_words + 1) * sizeof *a->type);
	for (uint32_t i = 0; i < a->n_words; i++)
		at[i] = i;
	if (a->n_words)
		qsort_r(at, a->n_words, sizeof *at, by_type, a->word);
	for (uint32_t i = 0; i < a->n_words; i++) {
		const word_row *w = &a->word[at[i]], *before = i ? &a->word[at[i - 1]] : NULL;
		bool same = before && before->stimulus.id == w->stimulus.id && before->word.id == w->word.id;
		first[at[i]] = same ? first[at[i - 1]] : at[i];
	}
	for (uint32_t i = 0; i < a->n_words; i++)
		a->type[i] = first[i] == i ? n++ : a->type[first[i]];
}

static answers gather(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	answers a = { 0 };
	summary_row *sum;
	a.n_words = h->counted(ctx, WORDS, &a.word);
	a.n = h->counted(ctx, SUMMARY, &sum);
	a.v = h->alloc(ctx, GLANE_SCRATCH, (a.n + 1) * sizeof *a.v);
	number_types(ctx, &a);
	for (uint32_t i = 0; i < a.n; i++) {
		vocabulary *v = &a.v[i];
		v->sum = &sum[i];
		for (int pass = 0; pass < 2; pass++) {
			v->n = 0;
			for (uint32_t w = 0; w < a.n_words; w++) {
				if (a.word[w].stimulus.id != sum[i].stimulus.id || a.word[w].group.id != sum[i].group.id)
					continue;
				if (pass)
					v->word[v->n] = w;
				v->n++;
			}
			if (!pass)
				v->word = h->alloc(ctx, GLANE_SCRATCH, (v->n + 1) * sizeof *v->word);
		}
	}
	return a;
}

/* ---- Words and their zones --------------------------------------------------------------------------- */

static double all_valued(const valued *v)
{
	return (double)(v->positive + v->negative + v->neutral);
}

static glane_sym source_of(glane_ctx *ctx, const valued *v)
{
	const char *source = v->by_participant && v->by_lexicon ? "both" : v->by_participant ? "participant" :
	                     v->by_lexicon ? "lexicon" : "";
	return ctx->host->sym(ctx, source);
}

static void complete_words(glane_ctx *ctx, const answers *a, vocabulary *v)
{
	static const char *const cuts[] = { "mean", "unweighted", "median", "manual" };
	const config *k = ctx->config;
	const study *s = ctx->self;
	const glane_host *h = ctx->host;
	word_use *use = h->alloc(ctx, GLANE_SCRATCH, (v->n + 1) * sizeof *use);
	double *room = h->alloc(ctx, GLANE_SCRATCH, (v->n + 1) * sizeof *room);
	const word_row **row = h->alloc(ctx, GLANE_SCRATCH, (v->n + 1) * sizeof *row);
	for (uint32_t i = 0; i < v->n; i++) {
		const word_row *w = &a->word[v->word[i]];
		row[i] = w;
		use[i] = (word_use){ (double)w->frequency, (double)w->ranked,
		                     w->ranked ? w->ranks / (double)w->ranked : NAN };
	}
	cutoffs c = cutoffs_of(k->cut, v->n, use, (double)k->min_frequency, k->cut_frequency, k->cut_rank, room);
	for (uint32_t i = 0; i < v->n; i++) {
		word_row *w = &a->word[v->word[i]];
		const book_entry *known = book_find(&s->categories, h->string(ctx, w->word));
		w->zone = h->sym(ctx, zone_name(zone_of(&c, &use[i])));
		w->rank = cell(use[i].rank);
		w->share = 100.0 * use[i].frequency / (double)v->sum->evocations;
		w->polarity = cell(polarity_of((double)w->v.positive, (double)w->v.negative, all_valued(&w->v)));
		w->source = source_of(ctx, &w->v);
		if (known)
			h->intern(ctx, 1, &known->category, &w->category);
	}
	stability_report(ctx, v->n, row, use, &c, room);
	v->sum->cut = h->sym(ctx, cuts[k->cut]);
	v->sum->kept = c.kept;
	v->sum->cut_frequency = cell(c.frequency);
	v->sum->cut_rank = cell(c.rank);
}

static void complete_summary(glane_ctx *ctx, const answers *a, vocabulary *v)
{
	static const char *const tones[] = { "", "negative", "balanced", "positive" };
	const glane_host *h = ctx->host;
	summary_row *s = v->sum;
	double *count = h->alloc(ctx, GLANE_SCRATCH, (v->n + 1) * sizeof *count), n = (double)s->evocations;
	double polarity = polarity_of((double)s->v.positive, (double)s->v.negative, all_valued(&s->v));
	s->hapax = 0;
	for (uint32_t i = 0; i < v->n; i++) {
		count[i] = (double)a->word[v->word[i]].frequency;
		s->hapax += a->word[v->word[i]].frequency == 1;
	}
	s->types = v->n;
	s->diversity = s->types / n;
	s->rarity = s->hapax / s->types;
	s->hapax_share = s->hapax / n;
	double entropy = shannon_entropy(v->n, count);
	s->entropy = cell(entropy);
	s->evenness = v->n > 1 ? entropy / log2(s->types) : GLANE_UNDEFINED_REAL;
	s->stereotypy = cell(stereotypy_of(s->types, n));
	s->polarity = cell(polarity);
	s->neutrality = cell(neutrality_of((double)s->v.positive, (double)s->v.negative, all_valued(&s->v)));
	s->tone = h->sym(ctx, tones[tone_of(polarity)]);
	s->source = source_of(ctx, &s->v);
}

static void complete_categories(glane_ctx *ctx)
{
	category_row *c;
	uint32_t n = ctx->host->counted(ctx, CATEGORIES, &c);
	for (uint32_t i = 0; i < n; i++)
		c[i].polarity = cell(polarity_of((double)c[i].v.positive, (double)c[i].v.negative, all_valued(&c[i].v)));
}

/* ---- Two groups ---------------------------------------------------------------------------------------- */

/* Over all types: how often each is evoked, by how many, and one of its rows. */
typedef struct {
	uint32_t n;
	double *x, *y;
	const word_row **in_x, **in_y;
} pair;

static void lay_out(const answers *a, const vocabulary *v, double *count, const word_row **row)
{
	for (uint32_t i = 0; i < v->n; i++) {
		const word_row *w = &a->word[v->word[i]];
		count[a->type[v->word[i]]] = (double)w->frequency;
		row[a->type[v->word[i]]] = w;
	}
}

static void contrast(glane_ctx *ctx, const vocabulary *v, const vocabulary *w, const pair *p)
{
	contrast_row r = { .stimulus = v->sum->stimulus, .group = v->sum->group, .other = w->sum->group,
		.speakers = v->sum->speakers, .other_speakers = w->sum->speakers, .types = v->n, .other_types = w->n };
	for (uint32_t i = 0; i < p->n; i++)
		r.common += p->in_x[i] && p->in_y[i];
	r.jaccard = cell(jaccard_index(p->n, p->x, p->y));
	r.ellegard = cell(ellegard_index(p->n, p->x, p->y));
	r.dice = cell(dice_index(p->n, p->x, p->y));
	r.ruzicka = cell(ruzicka_index(p->n, p->x, p->y));
	r.jensen_shannon = cell(jensen_shannon(p->n, p->x, p->y));
	r.hellinger = cell(hellinger_distance(p->n, p->x, p->y));
	ctx->host->row(ctx, CONTRASTS, &r, NULL);
}

/* Per word: evoked or not, in one group or the other. */
static void differences(glane_ctx *ctx, const vocabulary *v, const vocabulary *w, const pair *p)
{
	const config *k = ctx->config;
	const glane_host *h = ctx->host;
	const double n = (double)v->sum->speakers, m = (double)w->sum->speakers;
	double *ps = h->alloc(ctx, GLANE_SCRATCH, (p->n + 1) * sizeof *ps), *qs;
	uint32_t *room = h->alloc(ctx, GLANE_SCRATCH, (p->n + 1) * sizeof *room);
	qs = h->alloc(ctx, GLANE_SCRATCH, (p->n + 1) * sizeof *qs);
	for (uint32_t i = 0; i < p->n; i++) {
		double a = p->in_x[i] ? (double)p->in_x[i]->speakers : 0, b = p->in_y[i] ? (double)p->in_y[i]->speakers : 0;
		ps[i] = a + b > 0 && a + b >= (double)k->min_frequency ?
			fisher_exact((two_by_two){ a, b, n - a, m - b }) : NAN;
	}
	false_discovery_rate(p->n, ps, qs, room);
	for (uint32_t i = 0; i < p->n; i++) {
		if (isnan(ps[i]))
			continue;
		difference_row r = { .stimulus = v->sum->stimulus, .group = v->sum->group, .other = w->sum->group,
			.word = (p->in_x[i] ? p->in_x[i] : p->in_y[i])->word,
			.speakers = p->in_x[i] ? p->in_x[i]->speakers : 0,
			.other_speakers = p->in_y[i] ? p->in_y[i]->speakers : 0,
			.respondents = v->sum->speakers, .other_respondents = w->sum->speakers, .p = ps[i], .q = qs[i] };
		r.share = 100.0 * (double)r.speakers / n;
		r.other_share = 100.0 * (double)r.other_speakers / m;
		r.zone = p->in_x[i] ? p->in_x[i]->zone : (glane_sym){ 0 };
		r.other_zone = p->in_y[i] ? p->in_y[i]->zone : (glane_sym){ 0 };
		r.caution = h->sym(ctx, n < FEW || m < FEW ? "n < 30" : "");
		h->row(ctx, DIFFERENCES, &r, NULL);
	}
}

static void contrast_all(glane_ctx *ctx, const answers *a)
{
	const glane_host *h = ctx->host;
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = i + 1; k < a->n; k++) {
			const vocabulary *v = &a->v[i], *w = &a->v[k];
			if (v->sum->stimulus.id != w->sum->stimulus.id)
				continue;
			pair p = { .n = a->n_words };
			p.x = h->alloc(ctx, GLANE_SCRATCH, (p.n + 1) * sizeof *p.x);
			p.y = h->alloc(ctx, GLANE_SCRATCH, (p.n + 1) * sizeof *p.y);
			p.in_x = h->alloc(ctx, GLANE_SCRATCH, (p.n + 1) * sizeof *p.in_x);
			p.in_y = h->alloc(ctx, GLANE_SCRATCH, (p.n + 1) * sizeof *p.in_y);
			lay_out(a, v, p.x, p.in_x);
			lay_out(a, w, p.y, p.in_y);
			contrast(ctx, v, w, &p);
			differences(ctx, v, w, &p);
		}
}

/* ---- All of it ------------------------------------------------------------------------------------------- */

static uint32_t groups_most(const answers *a)
{
	uint32_t most = 0;
	for (uint32_t i = 0; i < a->n; i++) {
		uint32_t n = 0;
		for (uint32_t k = 0; k < a->n; k++)
			n += a->v[k].sum->stimulus.id == a->v[i].sum->stimulus.id;
		most = n > most ? n : most;
	}
	return most;
}

static void warn(glane_ctx *ctx, const answers *a)
{
	const config *k = ctx->config;
	const glane_host *h = ctx->host;
	int64_t ranked = 0;
	mention_row *m;
	for (uint32_t i = 0; i < a->n; i++)
		ranked += a->v[i].sum->ranked;
	if (a->n && !ranked && k->rank == RANK_IMPORTANCE)
		h->log(ctx, GLANE_WARNING, glane_at_option("rank"), "no evocation has an importance, so there are no "
		       "zones: write rank=\"appearance\", or give the column importance");
	else if (a->n && !ranked)
		h->log(ctx, GLANE_WARNING, glane_here(), "no evocation has a rank, so there are no zones: give the column "
		       "rank");
	if (!a->n && !h->counted(ctx, MENTIONS, &m) && *k->stimulus)
		h->log(ctx, GLANE_WARNING, glane_at_option("stimulus"), "nobody was asked for words at \"%s\", and no text "
		       "speaks of it", k->stimulus);
	else if (!a->n && !*k->stimulus)
		h->log(ctx, GLANE_WARNING, glane_here(), "there are no evocations here (read-associations reads them): for "
		       "words around a stimulus in texts write stimulus=\"…\"");
}

int evocations_report(glane_ctx *ctx)
{
	answers a = gather(ctx);
	for (uint32_t i = 0; i < a.n; i++) {
		complete_words(ctx, &a, &a.v[i]);
		complete_summary(ctx, &a, &a.v[i]);
	}
	complete_categories(ctx);
	orders_report(ctx);
	uint32_t most = groups_most(&a);
	if (most <= GROUPS_MOST)
		contrast_all(ctx, &a);
	else
		ctx->host->log(ctx, GLANE_WARNING, glane_at_option("by"), "%u groups are too many to contrast each with "
		               "each other: at most %u are", (unsigned)most, (unsigned)GROUPS_MOST);
	warn(ctx, &a);
	return GLANE_OK;
}
