/* dialogue.c - lines that begin with a dash: speech in a novel, items of a list in a report.
 *
 * An em dash is taken for speech where some of its lines look like it, en dashes and hyphens only where most do; in
 * English only where no other mark is used. A French text that has lost its line ends has dashes behind sentences
 * instead; who speaks there is done where a sentence is told. */
#include <string.h>
#include "quotations.h"

enum { EM, EN, HYPHEN, DASHES };
enum { BETWEEN_LEAST = 5 };

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

/* "Il leva la tête : — Bravo ! — Merci." A dash between two sentences, or behind a colon, in the middle of a line. */
static bool dash_between(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i], *last = i ? a - 1 : NULL, *next = i + 1 < p->n ? a + 1 : NULL;
	if (a->kind != SIGN || dash_of(a->sign) != EM || !sign_dash(a->sign) || !last || !next || a->breaks || !a->blank || next->breaks)
		return false;
	bool behind = last->kind == SIGN && (sign_ends(last->sign) || last->sign == ':');
	return behind && ((next->kind == WORD && next->capital) || next->kind == NUMBER);
}

/* Does somebody speak in this line? Persons are addressed, or a verb says so ("dit-il"). */
static bool sounds_said(const pieces *p, uint32_t i)
{
	bool exclaims = false;
	for (uint32_t k = i + 1; k < p->piece[i].paragraph_end && k < i + 200 && !dash_between(p, k); k++) {
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
	uint32_t between = 0, between_said = 0, marks = 0;
	bool is[DASHES], any = false;
	if (w->options.dashes == DASHES_NO)
		return false;
	for (uint32_t i = 0; i < p->n; i++) {
		marks += p->piece[i].kind == SIGN && sign_opens(p->piece[i].sign);
		if (line_of_dash(p, i)) {
			int d = dash_of(p->piece[i].sign);
			n[d]++;
			said[d] += sounds_said(p, i);
		} else if (dash_between(p, i)) {
			between++;
			between_said += sounds_said(p, i);
		}
	}
	if (marks && p->language == ENGLISH && w->options.dashes == DASHES_AUTO)
		return false;
	is[EM] = n[EM] && said[EM] * 10 >= n[EM] * 3;
	is[EN] = n[EN] > 1 && said[EN] * 10 >= n[EN] * 6;
	is[HYPHEN] = n[HYPHEN] > 2 && said[HYPHEN] * 10 >= n[HYPHEN] * 7;
	bool inside = p->language != ENGLISH && between >= BETWEEN_LEAST && between > n[EM] && 2 * between > marks && between_said * 10 >= between * 6;
	for (uint32_t i = 0; i < p->n; i++)
		if (inside && dash_between(p, i)) {
			begins[i] = INSIDE;
			any = true;
		} else if (line_of_dash(p, i) && (w->options.dashes == DASHES_YES || is[dash_of(p->piece[i].sign)])) {
			begins[i] = inside ? INSIDE : AT_LINE;
			any = true;
		}
	return any;
}

/* Does a sentence begin at piece i? Not behind "M." */
static bool begins_sentence(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	if (a->kind != WORD || !a->capital || i < 2 || p->piece[i - 1].kind != SIGN || !sign_ends(p->piece[i - 1].sign) || !a->blank)
		return false;
	return !(is_sign(a - 1, '.') && a[-2].capital && a[-2].end - a[-2].begin < 4);
}

/* Where a dash in the middle of a line ends that stands at piece i: before the next one, before a sentence that is told
 * or that introduces the next one, before a » that was opened before it. */
static uint32_t said_until(const pieces *p, const uint8_t *begins, uint32_t i)
{
	uint32_t k = i + 1, open = 0;
	for (; k < p->n && !begins[k] && !p->piece[k].hard; k++) {
		open += is_sign(&p->piece[k], 0xab);
		if (is_sign(&p->piece[k], 0xbb) && !open--)
			return k;
		if (k == i + 1 || !begins_sentence(p, k))
			continue;
		uint32_t end = k + 1;
		while (end < p->n && !begins[end] && !p->piece[end].hard && !begins_sentence(p, end))
			end++;
		if (told(p, k, end) || (end < p->n && begins[end] && is_sign(&p->piece[end - 1], ':')))
			return k;
	}
	return k;
}

void dialogue_find(work *w, const uint8_t *begins)
{
	const pieces *p = &w->p;
	for (uint32_t i = 0; i < p->n; i++) {
		if (!begins[i])
			continue;
		uint32_t first = i + 1, end = begins[i] == INSIDE ? said_until(p, begins, i) : first;
		while (begins[i] == AT_LINE && end < p->n && !begins[end] && !p->piece[end].hard)
			end++;
		/* — « Oui » is said between marks; the dash adds nothing. */
		if (first < end && !(p->piece[first].kind == SIGN && sign_opens(p->piece[first].sign)))
			quotation_add(w, i, end, DIALOGUE);
	}
}
