/* coder_units.c - which units the hits of a theme code; parents as the union of their children and themselves. */
#include "coder.h"
#include <stdlib.h>
#include <string.h>

static void *scratch(coding *k, size_t n)
{
	return k->ctx->host->alloc(k->ctx, GLANE_SCRATCH, n ? n : 1);
}

/* ---- What else the unit holds -------------------------------------------------------------------- */

/* Of each only-with and not-with of the theme in the text's language: which units hold one of its entries. */
typedef struct { const codebook_rule *rule; const unit_rows *units; bool *held, wider; } context;

static uint32_t contexts(coding *k, uint32_t theme, context **out)
{
	const coder *c = k->c;
	uint32_t own = coding_unit_kind(k, theme), n = 0;
	uint32_t rules = c->first_rule[theme + 1] - c->first_rule[theme];
	context *x = *out = scratch(k, rules * sizeof *x);
	for (uint32_t r = c->first_rule[theme]; r < c->first_rule[theme + 1]; r++) {
		const codebook_rule *rule = c->rule[r].rule;
		if (rule->language != k->language || (rule->kind != RULE_NOT_WITH && rule->kind != RULE_ONLY_WITH))
			continue;
		uint32_t kind = rule->unit != UNIT_NONE ? rule->unit : own;
		x[n] = (context){ .rule = rule, .units = coding_units(k, kind), .wider = kind != own };
		x[n].held = scratch(k, x[n].units->n + 1);
		for (uint32_t i = k->first_match[r]; i < k->first_match[r + 1]; i++) {
			uint32_t unit = x[n].units->of_token[k->match[k->by_rule[i]].first];
			if (unit != GLANE_NONE)
				x[n].held[unit] = true;
		}
		n++;
	}
	return n;
}

/* May the unit of this token be coded, as far as its company goes? Several only-withs must all be satisfied. */
static uint8_t company(const coding *k, uint32_t n, const context *x, uint32_t token)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t unit = x[i].units->of_token[token];
		bool held = unit != GLANE_NONE && x[i].held[unit];
		if (held && x[i].rule->kind == RULE_NOT_WITH)
			return CAME_WITH;
		if (!held && x[i].rule->kind == RULE_ONLY_WITH && !(k->t->whole && x[i].wider))
			return CAME_WITHOUT;
	}
	return CAME_CODED;
}

/* ---- Own units --------------------------------------------------------------------------------- */

/* Those over the same words weigh once, the heaviest. */
static double weigh(uint32_t n, const hit *const *h)
{
	double sum = 0, most = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i && (h[i]->first != h[i - 1]->first || h[i]->last != h[i - 1]->last)) {
			sum += most;
			most = 0;
		}
		most = h[i]->weight > most ? h[i]->weight : most;
	}
	return sum + most;
}

enum { MILLIONTH = 1000000 };
/* Ten cues of 0.1 make 1. */
static bool reaches(double weight, double threshold)
{
	return weight * MILLIONTH + 0.5 >= threshold * MILLIONTH;
}

static int compare_coded(const void *a, const void *b)
{
	const coded *x = a, *y = b;
	if (x->span.begin != y->span.begin)
		return x->span.begin < y->span.begin ? -1 : 1;
	return (x->span.end < y->span.end) - (x->span.end > y->span.end);
}

static void own_units(coding *k, uint32_t theme, coded_theme *out)
{
	const unit_rows *u = coding_units(k, coding_unit_kind(k, theme));
	coding_hits(k, theme, &out->came);
	if (!k->n_hits)
		return;
	context *x;
	uint32_t n_contexts = contexts(k, theme, &x), n = k->n_hits;
	const hit **h = scratch(k, n * sizeof *h);
	out->unit = scratch(k, n * sizeof *out->unit);
	for (uint32_t i = 0; i < n; i++)
		h[i] = &k->hit[i];
	for (uint32_t i = 0, end; i < n; i = end) {
		uint32_t unit = u->of_token[h[i]->first];
		for (end = i + 1; end < n && u->of_token[h[end]->first] == unit; end++) { }
		if (unit == GLANE_NONE)
			continue;
		double weight = weigh(end - i, h + i);
		uint8_t came = reaches(weight, k->c->book->theme[theme].threshold) ?
			company(k, n_contexts, x, h[i]->first) : CAME_LIGHT;
		if (came == CAME_CODED)
			out->unit[out->n++] = (coded){ u->span[unit], weight, end - i, h + i };
		if (out->came < came)
			out->came = came;
	}
}

/* ---- Parents ------------------------------------------------------------------------------------- */

/* Two codings of one unit as one. */
static void unite(coding *k, coded *into, const coded *from)
{
	const hit **h = scratch(k, (into->n + from->n) * sizeof *h);
	memcpy(h, into->hit, into->n * sizeof *h);
	memcpy(h + into->n, from->hit, from->n * sizeof *h);
	into->n += from->n;
	qsort(h, into->n, sizeof *h, compare_places);
	into->hit = h;
	into->weight = weigh(into->n, h);
}

static void add_child(coding *k, coded_theme *parent, const coded_theme *child)
{
	uint32_t n = parent->n + child->n, to = 0;
	if (parent->came < child->came)
		parent->came = child->came;
	if (!child->n)
		return;
	coded *all = scratch(k, n * sizeof *all);
	if (parent->n)
		memcpy(all, parent->unit, parent->n * sizeof *all);
	memcpy(all + parent->n, child->unit, child->n * sizeof *all);
	qsort(all, n, sizeof *all, compare_coded);
	for (uint32_t i = 0; i < n; i++)
		if (to && !compare_coded(&all[to - 1], &all[i]))
			unite(k, &all[to - 1], &all[i]);
		else
			all[to++] = all[i];
	parent->unit = all;
	parent->n = to;
}

const coded_theme *coder_code(glane_ctx *ctx, const coder *c, coder_memory *m, coder_text *t)
{
	coding k = { .ctx = ctx, .c = c, .m = m, .t = t, .language = t->text.language };
	coded_theme *theme = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)c->book->n_themes + 1) * sizeof *theme);
	if (!t->text.token.n)
		return theme;
	coding_begin(&k);
	for (uint32_t i = 0; i < c->book->n_themes; i++)
		own_units(&k, i, &theme[i]);
	for (uint32_t i = c->book->n_themes; i--; )	/* children stand behind their parents */
		if (c->book->theme[i].parent != GLANE_NONE)
			add_child(&k, &theme[c->book->theme[i].parent], &theme[i]);
	return theme;
}
