/* evocations.c - the words that came to respondents' minds, in one document: variants joined, each counted once. */
#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "association.h"

/* ---- Variants ---------------------------------------------------------------------------------- */

/* Nouns before adjectives before verbs: what comes to mind are things, mostly. Other words stay as they are. */
static int weight_of(glane_str upos)
{
	static const char *const order[] = { "VERB", "ADJ", "NOUN" };
	for (int i = 0; i < 3; i++)
		if (upos.n == strlen(order[i]) && !memcmp(upos.p, order[i], upos.n))
			return i + 1;
	return 0;
}

/* The lemma of the reading "VERB:aider|NOUN:aide" that a word alone is likeliest to have; one that is the form itself
 * goes before others of its kind. n 0: leave the word as it is. */
static glane_str likely_lemma(glane_str readings, glane_str form)
{
	glane_str best = { "", 0 };
	int most = 0;
	for (uint32_t i = 0, next; i < readings.n; i = next + 1) {
		const char *p = readings.p + i, *bar = memchr(p, '|', readings.n - i), *colon;
		next = bar ? (uint32_t)(bar - readings.p) : readings.n;
		colon = memchr(p, ':', next - i);
		if (!colon)
			continue;
		glane_str lemma = { colon + 1, (uint32_t)(readings.p + next - colon - 1) };
		bool itself = lemma.n == form.n && !memcmp(lemma.p, form.p, form.n);
		int weight = 2 * weight_of((glane_str){ p, (uint32_t)(colon - p) });
		if (weight && lemma.n && weight + itself > most) {
			most = weight + itself;
			best = lemma;
		}
	}
	return best;
}

/* The evocation with its nouns, adjectives and verbs as lemmas: "pertes d'emploi" is "perte d'emploi". *w walks over
 * the words of the document beside the evocations. */
static glane_str lemmatised(glane_ctx *ctx, const glane_doc *doc, glane_span span, uint32_t *w)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	uint32_t at = span.begin, n = 0, room = 4 * (span.end - span.begin) + 256;
	char *out = h->alloc(ctx, GLANE_SCRATCH, room);
	*w = glane_seek(in->words, *w, span.begin);
	for (; *w < in->words.n && in->words.span[*w].begin < span.end; ++*w) {
		glane_span one = in->words.span[*w];
		bool next_same = *w + 1 < in->words.n && in->words.span[*w + 1].begin == one.begin;
		bool same = *w && in->words.span[*w - 1].begin == one.begin;
		if (same || next_same || one.begin < at || one.end > span.end)
			continue;		/* "du" is two words, and stays */
		glane_str lemma = likely_lemma(h->string(ctx, in->readings[*w]), h->string(ctx, in->word_form[*w]));
		uint32_t gap = one.begin - at, own = one.end - one.begin, more = lemma.n ? lemma.n : own;
		if (n + gap + more + (span.end - one.end) > room)
			return (glane_str){ doc->text.p + span.begin, span.end - span.begin };
		memcpy(out + n, doc->text.p + at, gap);
		memcpy(out + n + gap, lemma.n ? lemma.p : doc->text.p + one.begin, more);
		n += gap + more;
		at = one.end;
	}
	memcpy(out + n, doc->text.p + at, span.end - at);
	return (glane_str){ out, n + span.end - at };
}

/* What the evocation is counted as, which the thesaurus may say of the word as written or of its lemmas. */
static glane_str word_of(glane_ctx *ctx, const glane_doc *doc, glane_span span, glane_sym evoked, uint32_t *w)
{
	const study *s = ctx->self;
	const config *c = ctx->config;
	const input *in = ctx->input;
	glane_str written = ctx->host->string(ctx, evoked);
	if (!written.n)
		written = (glane_str){ doc->text.p + span.begin, span.end - span.begin };
	glane_str form = folded_form(ctx, GLANE_SCRATCH, written.p, written.n);
	const book_entry *known = book_find(&s->synonyms, form);
	if (known || c->join == JOIN_FORMS || !in->readings || !in->word_form)
		return known ? known->as : form;
	glane_str lemmas = lemmatised(ctx, doc, span, w);
	form = folded_form(ctx, GLANE_SCRATCH, lemmas.p, lemmas.n);
	known = book_find(&s->synonyms, form);
	return known ? known->as : form;
}

/* ---- Which evocations count ---------------------------------------------------------------------- */

typedef struct {
	glane_sym stimulus, instruction, word, written;
	double rank, appearance, importance, valence;	/* NaN: not known */
	uint32_t at;			/* in the scope */
} mention;

static bool chosen(glane_ctx *ctx, glane_sym stimulus)
{
	const study *s = ctx->self;
	if (!s->n_stimuli)
		return true;
	glane_str text = ctx->host->string(ctx, stimulus), form = folded_form(ctx, GLANE_SCRATCH, text.p, text.n);
	for (uint32_t i = 0; i < s->n_stimuli; i++)
		if (s->stimulus[i].n == form.n && !memcmp(s->stimulus[i].p, form.p, form.n))
			return true;
	return false;
}

static double appearance_of(const input *in, uint32_t row)
{
	return in->rank && in->rank[row] != INT64_MIN ? (double)in->rank[row] : NAN;
}

static double importance_of(const input *in, uint32_t row)
{
	return in->importance ? in->importance[row] : NAN;
}

/* Numbers of symbols only bring together what is equal. The best rank of a word comes first. */
static int by_word(const void *a, const void *b)
{
	const mention *x = a, *y = b;
	if (x->stimulus.id != y->stimulus.id)
		return x->stimulus.id < y->stimulus.id ? -1 : 1;
	if (x->instruction.id != y->instruction.id)
		return x->instruction.id < y->instruction.id ? -1 : 1;
	if (x->word.id != y->word.id)
		return x->word.id < y->word.id ? -1 : 1;
	if (isnan(x->rank) != isnan(y->rank))
		return isnan(x->rank) ? 1 : -1;
	if (x->rank < y->rank || x->rank > y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static int by_place(const void *a, const void *b)
{
	uint32_t x = ((const mention *)a)->at, y = ((const mention *)b)->at;
	return (x > y) - (x < y);
}

/* The evocations that count, each word once for a stimulus and an instruction: who says "hallucination" and
 * "hallucinations" says one thing. Returns how many. */
static uint32_t collect(glane_ctx *ctx, const glane_doc *doc, mention **out)
{
	const config *c = ctx->config;
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	const glane_scope *e = &in->evocation;
	mention *m = h->alloc(ctx, GLANE_SCRATCH, (e->n + 1) * sizeof *m);
	uint32_t n = 0, kept = 0, w = 0;
	for (uint32_t i = 0; i < e->n; i++) {
		uint32_t row = e->row[i];
		glane_sym stimulus = in->stimulus ? in->stimulus[row] : (glane_sym){ 0 };
		if (!chosen(ctx, stimulus))
			continue;
		glane_sym written = in->evoked ? in->evoked[row] : (glane_sym){ 0 };
		glane_str word = word_of(ctx, doc, e->span[i], written, &w);
		if (!word.n)
			continue;
		m[n] = (mention){ .stimulus = stimulus, .at = i,
			.appearance = appearance_of(in, row), .importance = importance_of(in, row),
			.instruction = in->instruction ? in->instruction[row] : (glane_sym){ 0 },
			.valence = in->valence ? in->valence[row] : NAN, .written = written };
		m[n].rank = c->rank == RANK_IMPORTANCE ? m[n].importance : m[n].appearance;
		h->intern(ctx, 1, &word, &m[n++].word);
	}
	if (n)
		qsort(m, n, sizeof *m, by_word);
	for (uint32_t i = 0; i < n; i++) {
		mention *last = kept ? &m[kept - 1] : NULL;
		if (last && last->word.id == m[i].word.id && last->stimulus.id == m[i].stimulus.id &&
		    last->instruction.id == m[i].instruction.id) {
			if (isnan(last->valence))
				last->valence = m[i].valence;
			continue;
		}
		m[kept++] = m[i];
	}
	if (kept)
		qsort(m, kept, sizeof *m, by_place);
	*out = m;
	return kept;
}

/* ---- Counting ------------------------------------------------------------------------------------ */

/* What the respondent said of it goes before what a lexicon says. With a lexicon, words that it doesn't know are
 * neutral. */
static valued value_of(glane_ctx *ctx, const mention *m)
{
	const study *s = ctx->self;
	double valence = m->valence;
	valued v = { .by_participant = !isnan(valence) };
	if (isnan(valence) && s->valences.n) {
		const glane_str word = ctx->host->string(ctx, m->word), written = ctx->host->string(ctx, m->written);
		const book_entry *known = book_find(&s->valences, folded_form(ctx, GLANE_SCRATCH, written.p, written.n));
		known = known ? known : book_find(&s->valences, word);
		valence = known ? known->valence : 0;
		v.by_lexicon = 1;
	}
	v.positive = valence > 0;
	v.negative = valence < 0;
	v.neutral = !isnan(valence) && !v.positive && !v.negative;
	return v;
}

int evocations_process(glane_ctx *ctx, const glane_doc *doc)
{
	const study *s = ctx->self;
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	mention *m;
	uint32_t n = collect(ctx, doc, &m), n_categories = 0;
	word_row *word = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *word);
	summary_row *sum = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *sum);
	category_row *category = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *category);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *at);
	ordered *order = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *order);
	uint32_t *category_at = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *category_at);
	for (uint32_t i = 0; i < n; i++) {
		const book_entry *known = book_find(&s->categories, h->string(ctx, m[i].word));
		bool ranked = !isnan(m[i].rank);
		double rank = ranked ? m[i].rank : 0;
		valued v = value_of(ctx, &m[i]);
		at[i] = m[i].at;
		order[i] = (ordered){ m[i].stimulus, m[i].instruction, m[i].word, m[i].appearance, m[i].importance, m[i].at };
		word[i] = (word_row){ .stimulus = m[i].stimulus, .word = m[i].word, .ranked = ranked, .ranks = rank, .v = v };
		sum[i] = (summary_row){ .stimulus = m[i].stimulus, .ranked = ranked, .ranks = rank, .v = v };
		if (!known)
			continue;
		category[n_categories] = (category_row){ .stimulus = m[i].stimulus, .v = v };
		h->intern(ctx, 1, &known->category, &category[n_categories].category);
		category_at[n_categories++] = m[i].at;
	}
	h->count(ctx, WORDS, n, word, &in->evocation, at);
	h->count(ctx, SUMMARY, n, sum, &in->evocation, at);
	h->count(ctx, CATEGORIES, n_categories, category, &in->evocation, category_at);
	orders_count(ctx, n, order);
	return GLANE_OK;
}
