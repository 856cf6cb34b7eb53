/* choose.c - deciding what each word is, from left to right. */
#include "tagger.h"

/* The sixteen tags at once, in two vector registers of eight, with gcc and clang: one of sixteen is kept in memory
 * where registers are that small. */
_Static_assert(TAGS == 16, "as many as the vectors below");
typedef int8_t weights __attribute__((vector_size(8)));
typedef int16_t sums __attribute__((vector_size(16)));

static void add_weights(const perceptron *p, const feature *f, uint32_t n, int16_t *sum)
{
	sums s[2];
	memcpy(s, sum, sizeof s);
	sums first = s[0], second = s[1];
	uint32_t place[AROUND_MOST];
	/* All asked for at once: the table is larger than the cache beside a processor's core. */
	for (uint32_t i = 0; i < n; i++) {
		place[i] = perceptron_place(p->bits, f[i]);
		__builtin_prefetch(p->weight + place[i]);
	}
	for (uint32_t i = 0; i < n; i++) {
		weights w[2];
		memcpy(w, p->weight + place[i], sizeof w);
		first += __builtin_convertvector(w[0], sums);
		second += __builtin_convertvector(w[1], sums);
	}
	s[0] = first;
	s[1] = second;
	memcpy(sum, s, sizeof s);
}

void know_word(glane_ctx *ctx, const tagger_model *m, glane_str form, glane_str readings, int shape, known_word *out)
{
	reading first;
	uint32_t may = may_be(&m->memory, form, readings), n = readings_cut(readings, &first, 1);
	feature f[OWN_MOST];
	memset(out, 0, sizeof *out);
	word_look(form, readings, shape, may, &out->look);
	for (int where = -LEFT; where <= RIGHT; where++)
		/* From itself only what is to be decided is looked at. */
		if (where || (may & (may - 1)))
			add_weights(&m->p, f, own_features(form, readings, &out->look, where, f), out->sum[where + LEFT]);
	for (uint32_t t = 0; t <= TAG_PUNCT; t++) {
		if (!(may & BIT(t)))
			continue;
		const glane_str text[2] = { lemma_as(&m->memory, form, readings, t), { tag_names[t], (uint32_t)strlen(tag_names[t]) } };
		glane_sym sym[2];
		ctx->host->intern(ctx, 2, text, sym);
		out->as[t].lemma = sym[0];
		out->as[t].upos = sym[1];
	}
	glane_str only = lemma_as(&m->memory, form, readings, out->look.tag);
	out->given = !n || (may == BIT(tag_find(first.upos)) && only.n == first.lemma.n && !memcmp(only.p, first.lemma.p, only.n));
}

static uint32_t best_of(const int16_t *sum, uint32_t may)
{
	uint32_t best = (uint32_t)__builtin_ctz(may);
	for (may &= may - 1; may; may &= may - 1) {
		uint32_t t = (uint32_t)__builtin_ctz(may);
		best = sum[t] > sum[best] ? t : best;
	}
	return best;
}

/* By how much the best tag is before the next one. */
static int32_t lead_of(const int16_t *sum, uint32_t may, uint32_t best)
{
	int32_t next = INT16_MIN;
	for (may &= ~BIT(best); may; may &= may - 1) {
		int32_t s = sum[__builtin_ctz(may)];
		next = s > next ? s : next;
	}
	return sum[best] - next;
}

/* Who leads by that much before a stage is chosen (Strubell et al. 2015). With half as much again no figure of the
 * README changes by more than 0.02. */
static const int32_t clear_lead[STAGES] = { 900, 600, 400 };

static uint8_t decide(const tagger_model *m, const words *w, uint32_t i, const past *p)
{
	int16_t sum[TAGS];
	sums first = { 0 }, second = { 0 };
	feature f[AROUND_MOST];
	for (int where = -LEFT; where <= RIGHT; where++) {
		int64_t at = (int64_t)i + where;
		if (at < 0 || at >= w->n)
			continue;
		sums own[2];
		memcpy(own, ((const known_word *)(const void *)w->word[at])->sum[where + LEFT], sizeof own);
		first += own[0];
		second += own[1];
	}
	memcpy(sum, &first, sizeof first);
	memcpy(sum + TAGS / 2, &second, sizeof second);
	const uint32_t may = w->word[i]->may & (BIT(TAGS) - 1);
	uint32_t best = best_of(sum, may);
	for (uint32_t stage = 0; stage < STAGES && lead_of(sum, may, best) < clear_lead[stage]; stage++) {
		add_weights(&m->p, f, around_features(w, i, p, stage, f), sum);
		best = best_of(sum, may);
	}
	return (uint8_t)best;
}

void choose_tags(const tagger_model *m, const words *w, uint8_t *tag)
{
	past p = past_begin();
	for (uint32_t i = 0; i < w->n; i++) {
		uint32_t may = w->word[i]->may;
		tag[i] = may & (may - 1) ? decide(m, w, i, &p) : w->word[i]->tag;
		past_add(&p, w->word[i], tag[i]);
	}
}
