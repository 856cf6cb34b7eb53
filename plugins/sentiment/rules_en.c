/* rules_en.c - English: VADER (Hutto & Gilbert 2014). What is done otherwise is said in README.md. */
#include "score.h"
#include <string.h>

static const double distance_scale[] = { 1, 0.95, 0.9 };
enum { WINDOW = 3 };
static const double never_so = 1.25, little = -0.5;

static const char more[] = "absolutely amazingly awfully bloody completely considerable considerably damn decidedly deeply effing enormous "
	"enormously entirely especially exceptional exceptionally extreme extremely fabulously flipping flippin frackin "
	"fracking fricking frickin freaking freakin frigging friggin fully fuckin fucking fuggin fugging greatly hella highly horribly hugely incredible "
	"incredibly intensely major majorly more most particularly purely quite really remarkably ridiculously insanely seriously so substantially thoroughly "
	"terribly total totally tremendous tremendously uber unbelievably unusually utter utterly very";
static const char less[] = "almost kinda kindof kind-of less little marginal marginally occasional occasionally partly slight "
	"slightly somewhat sorta sortof sort-of";

/* How much the word at i strengthens (or, below 0, weakens) what follows; *first: where it begins. */
static double booster(const sentence *s, uint32_t i, uint32_t *first)
{
	glane_str f = s->form[i];
	*first = i;
	if (form_is(f, more))
		return BOOST;
	if (form_is(f, less))
		return -BOOST;
	uint32_t before = word_before(s, i, false);
	glane_str b = before == GLANE_NONE ? (glane_str){ "", 0 } : s->form[before];
	if ((form_is(f, "of") && form_is(b, "kind sort")) || (form_is(f, "enough") && form_is(b, "just"))) {
		*first = before;
		return -BOOST;
	}
	return 0;
}

/* The word at i, `distance` words before the hit, where it isn't a word of the lexicon itself. */
static void boost(const scoring *c, hit *h, uint32_t i, int distance)
{
	uint32_t first;
	double amount = booster(c->s, i, &first);
	if (amount > 0 || amount < 0) {
		bool negative = h->value < 0;
		amount = negative ? -amount : amount;
		if (c->differs && c->s->upper[i])
			amount += negative ? -CAPITALS : CAPITALS;
		step_add(h, STEP_ADD, first, i, amount * distance_scale[distance - 1], FLAG_NONE);
	}
	if (distance > 1 && form_is(c->s->form[i], "never") && form_is(form_at(c->s, i + 1), "so this"))
		step_add(h, STEP_TIMES, i, i + 1, never_so, FLAG_NONE);
	if (form_is(c->s->form[i], "despite"))
		step_add(h, STEP_TIMES, i, i, DENIAL, FLAG_NONE);
}

static void deny(const scoring *c, hit *h, uint32_t cue)
{
	bool is_little = c->s->denied[h->first].how == NEGATION_LITTLE;
	step_add(h, STEP_TIMES, cue, cue, is_little ? little : DENIAL, FLAG_NONE);
	h->denied = !h->denied;
}

/* "the least good"; "at least" and "the very least" say something else. */
static void at_least(const scoring *c, hit *h)
{
	uint32_t i = word_before(c->s, h->first, false);
	if (i == GLANE_NONE || c->s->taken[i] || !form_is(c->s->form[i], "least"))
		return;
	uint32_t before = word_before(c->s, i, false);
	if (before == GLANE_NONE || !form_is(c->s->form[before], "at very"))
		step_add(h, STEP_TIMES, i, i, DENIAL, FLAG_NONE);
}

void rules_english(const scoring *c, hit *h)
{
	const negation *d = &c->s->denied[h->first];
	uint32_t times = d->how == NEGATION_NONE || d->how == NEGATION_RESTRICTED ? 0 : d->times;
	if (d->how == NEGATION_RESTRICTED)
		step_add(h, STEP_FLAG, d->cue, d->cue, 0, FLAG_RESTRICTIVE);
	if (c->differs && c->s->upper[h->first])
		step_add(h, STEP_ADD, h->first, h->first, h->value > 0 ? CAPITALS : -CAPITALS, FLAG_NONE);
	uint32_t i = h->first;
	for (int distance = 1; distance <= WINDOW && (i = word_before(c->s, i, false)) != GLANE_NONE; distance++) {
		if (!c->s->taken[i])
			boost(c, h, i, distance);
		if (times && i == d->cue) {
			deny(c, h, i);
			times--;
		}
	}
	for (; times; times--)
		deny(c, h, d->cue);
	at_least(c, h);
}

/* "damn good", "pretty bad": what is a word of the lexicon alone only strengthens another one. */
void modifiers_english(const sentence *s)
{
	static const char both[] = "fucking fuckin freaking freakin fricking frickin damn goddamn bloody pretty terribly awfully "
		"horribly ridiculously insanely seriously wicked";
	for (uint32_t i = 0; i + 1 < s->n; i++)
		if (s->taken[i] && s->taken[i + 1] && s->word[i + 1] && form_is(s->form[i], both))
			s->taken[i] = false;
}

/* "kind of" is no kindness. "like" is liking after a subject, "to", an auxiliary or a denial; else it compares, or fills a pause. */
bool counts_english(const sentence *s, uint32_t i)
{
	static const char before[] = "i you we they people users clients who to do don't did didn't doesn't does would wouldn't "
		"might may really also still always never not actually quite i'd you'd we'd they'd dont didnt doesnt particularly "
		"especially personally much";
	if (!s->taken[i])
		return false;
	if (form_is(s->form[i], "kind"))
		return !form_is(form_at(s, i + 1), "of");
	if (!form_is(s->form[i], "like"))
		return true;
	uint32_t b = word_before(s, i, false);
	return b != GLANE_NONE && form_is(s->form[b], before);
}

uint32_t turn_english(const sentence *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->word[i] && form_is(s->form[i], "but"))
			return i;
	return GLANE_NONE;
}
