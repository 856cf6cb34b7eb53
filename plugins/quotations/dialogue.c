/* dialogue.c - lines that begin with a dash: speech in a novel, items of a list in a report.
 *
 * An em dash is taken for speech where some of its lines look like it, en dashes and hyphens only where most do; in
 * English only where no other mark is used. */
#include <string.h>
#include "quotations.h"

enum { EM, EN, HYPHEN, DASHES };

static int dash_of(uint32_t sign)
{
	return sign >= 0x2014 ? EM : sign == 0x2013 ? EN : HYPHEN;
}

static bool line_of_dash(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	return a->kind == SIGN && sign_dash(a->sign) && (!i || a->breaks) && i + 1 < p->n && !p->piece[i + 1].breaks &&
	       (dash_of(a->sign) != HYPHEN || p->piece[i + 1].blank) && p->piece[i + 1].kind != NUMBER;
}

/* Does somebody speak in this line? Persons are addressed, or a verb says so ("dit-il"). */
static bool sounds_said(const pieces *p, uint32_t i)
{
	bool exclaims = false;
	for (uint32_t k = i + 1; k < p->piece[i].paragraph_end && k < i + 200; k++) {
		const piece *a = &p->piece[k];
		if (is_word(a, PERSON) || (a->hyphen && is_word(a, SUBJECT)))
			return true;
		exclaims |= a->kind == SIGN && (a->sign == '!' || a->sign == 0x2026 || (a->sign == '?' && dash_of(p->piece[i].sign) == EM));
	}
	return exclaims || (i && is_sign(&p->piece[i - 1], ':') && dash_of(p->piece[i].sign) == EM);
}

bool dialogue_lines(const work *w, uint8_t *begins)
{
	const pieces *p = &w->p;
	uint32_t n[DASHES] = { 0 }, said[DASHES] = { 0 };
	bool is[DASHES], any = false, marked = false;
	if (w->options.dashes == DASHES_NO)
		return false;
	for (uint32_t i = 0; i < p->n; i++) {
		marked |= p->piece[i].kind == SIGN && sign_opens(p->piece[i].sign);
		if (line_of_dash(p, i)) {
			int d = dash_of(p->piece[i].sign);
			n[d]++;
			said[d] += sounds_said(p, i);
		}
	}
	if (marked && p->language == ENGLISH && w->options.dashes == DASHES_AUTO)
		return false;
	is[EM] = n[EM] && said[EM] * 10 >= n[EM] * 3;
	is[EN] = n[EN] > 1 && said[EN] * 10 >= n[EN] * 6;
	is[HYPHEN] = n[HYPHEN] > 2 && said[HYPHEN] * 10 >= n[HYPHEN] * 7;
	for (uint32_t i = 0; i < p->n; i++)
		if (line_of_dash(p, i) && (w->options.dashes == DASHES_YES || is[dash_of(p->piece[i].sign)])) {
			begins[i] = 1;
			any = true;
		}
	return any;
}

void dialogue_find(work *w, const uint8_t *begins)
{
	const pieces *p = &w->p;
	for (uint32_t i = 0; i < p->n; i++) {
		if (!begins[i])
			continue;
		uint32_t first = i + 1, end = i + 1;
		while (end < p->n && !begins[end] && !p->piece[end].hard)
			end++;
		/* — « Oui » is said between marks; the dash adds nothing. */
		if (first < end && !(p->piece[first].kind == SIGN && sign_opens(p->piece[first].sign)))
			quotation_add(w, i, end, DIALOGUE);
	}
}
