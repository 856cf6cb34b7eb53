/* coder_near.c - words of several groups near each other. */
#include "coder.h"

/* Words that lie between two matches, the second behind the first. */
static uint32_t between(const coding *k, const match *a, const match *b)
{
	return k->words_before[b->first] - k->words_before[a->last] - coder_is_word(k->c, k->t->text.kind[a->last]);
}

enum { MOST_GROUPS = 64 };

/* From match `from` on to the right: the last match of a set with one of each group, all in one unit, none over
 * another, in the codebook's order if that is asked for; GLANE_NONE: there is none. */
static uint32_t complete(const coding *k, const codebook_rule *r, const uint32_t *unit, uint32_t from, uint32_t n,
                         const uint32_t *matches, bool *several)
{
	const match *first = &k->match[matches[from]], *last = first;
	uint32_t group = k->c->target[first->entry].group, found = 1;
	uint64_t have = (uint64_t)1 << group;
	*several = first->several;
	if (r->in_order && group)
		return GLANE_NONE;
	for (uint32_t i = from + 1; i < n; i++) {
		const match *m = &k->match[matches[i]];
		if (m->first <= last->last)
			continue;
		if (unit[m->first] != unit[first->first] || between(k, first, m) > r->within)
			return GLANE_NONE;
		group = k->c->target[m->entry].group;
		if (have >> group & 1 || (r->in_order && group != found))
			continue;
		have |= (uint64_t)1 << group;
		last = m;
		*several |= m->several;
		if (++found == r->n_groups)
			return i;
	}
	return GLANE_NONE;
}

void coding_near(coding *k, uint32_t rule, uint32_t n, const uint32_t *matches)
{
	const coder_rule *r = &k->c->rule[rule];
	const uint32_t *unit = coding_units(k, coding_unit_kind(k, r->theme))->of_token;
	uint32_t behind = 0;		/* the first token that no hit has taken */
	for (uint32_t i = 0; r->rule->n_groups <= MOST_GROUPS && i < n; i++) {
		const match *m = &k->match[matches[i]];
		bool several;
		if (m->first < behind || unit[m->first] == GLANE_NONE)
			continue;
		uint32_t end = complete(k, r->rule, unit, i, n, matches, &several);
		if (end == GLANE_NONE)
			continue;
		uint32_t last = k->match[matches[end]].last;
		coding_add(k, &(hit){ r->first_cue, m->first, last, r->rule->weight, several });
		behind = last + 1;
	}
}
