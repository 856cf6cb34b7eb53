/* incise.c - the narrator's words inside what is said: "Non, dit-il, je reste."
 *
 * After a comma, "?", "!", "…" or a dash comes a verb of speech with its subject behind it, up to the next sign. The
 * quotation keeps one span, without such words at its end; those inside are rows of the layer glane:incise. */
#include <string.h>
#include "quotations.h"

static const piece *at(const pieces *p, uint32_t i, uint32_t end)
{
	static const piece nothing = { .kind = SIGN };
	return i < end ? &p->piece[i] : &nothing;
}

static bool ends_in(const pieces *p, const piece *a, const char *const *ends)
{
	for (; *ends; ends++) {
		uint32_t k = (uint32_t)strlen(*ends);
		if (a->form_n > k && !memcmp(p->forms + a->form + a->form_n - k, *ends, k))
			return true;
	}
	return false;
}

/* Does this look like a verb of a narrative: "répondit", "se leva"? */
static bool past(const pieces *p, const piece *a)
{
	static const char *const ends[] = { "ait", "aient", "èrent", "irent", "urent", "rit", "dit", "vit", "tit", "ut", "int", "sit", NULL };
	static const char *const future[] = { "era", "ira", "ela", "cela", NULL };
	if (a->kind != WORD || a->form_n < 4)
		return false;
	return ends_in(p, a, ends) || (p->forms[a->form + a->form_n - 1] == 'a' && !a->capital &&
	       !(a->classes & (DETERMINER | VERB)) && !ends_in(p, a, future));
}

/* Does a subject that stands behind the verb at piece i begin after it? *hyphen: "-il", which any verb may have. */
static bool subject_behind(const pieces *p, uint32_t i, uint32_t end, bool *hyphen)
{
	static const char *const adverb[] = { "ment", NULL };
	const piece *verb = at(p, i, end), *a = at(p, ++i, end);
	*hyphen = false;
	if (a->hyphen && a->kind == WORD && a->form_n == 1 && p->forms[a->form] == 't')
		a = at(p, ++i, end);
	if (a->hyphen && is_word(a, SUBJECT)) {
		*hyphen = is_word(a, THIRD);
		/* "dites-vous" and "dis-moi" are said to somebody */
		return *hyphen || (a->form_n <= 2 && (p->forms[a->form] == 'j' || p->forms[a->form] == 'o'));
	}
	if (a->kind == WORD && !a->hyphen && ends_in(p, a, adverb))
		a = at(p, ++i, end);
	if (a->kind != WORD || a->hyphen)
		return false;
	if (a->capital || is_word(a, DETERMINER) || (p->language != FRENCH && is_word(a, SUBJECT)))
		return true;
	return (past(p, verb) || (is_word(verb, SPEECH) && verb->form_n == 3)) && !(a->classes & (CONJUNCTION | CLITIC | VERB | PERSON));
}

/* The verb of an incise that begins at piece i, or GLANE_NONE. */
static uint32_t verb_of_incise(const pieces *p, uint32_t i, uint32_t end)
{
	enum { BEFORE = 4 };
	bool hyphen;
	for (uint32_t k = i; k < end && k <= i + BEFORE; k++) {
		const piece *a = &p->piece[k];
		if (a->kind != WORD || a->breaks > 2)
			return GLANE_NONE;
		if (speaks(p, k) && subject_behind(p, k, end, &hyphen))
			return k;
		/* "a-t-il répondu"; then any participle does */
		if (k == i && is_word(a, AUXILIARY) && subject_behind(p, k, end, &hyphen) && hyphen) {
			while (++k < end && p->piece[k].hyphen) { }
			return k < end && is_word(&p->piece[k], SPEECH | SPEECH_PARTICIPLE) ? k : GLANE_NONE;
		}
		/* "s'inquiéta-t-il": a verb that no list has; a question ("viendra-t-il ?") is none */
		if (subject_behind(p, k, end, &hyphen) && hyphen && !(a->classes & (VERB | AUXILIARY)))
			return k;
		if (!is_word(a, CLITIC | AUXILIARY) && !(k == i && p->language != FRENCH && is_word(a, SUBJECT)))
			return GLANE_NONE;
	}
	return GLANE_NONE;
}

/* Is the sentence that begins at piece i told rather than said: in the past, of others, without a question? */
static bool told(const pieces *p, uint32_t i, uint32_t end)
{
	bool in_past = false;
	for (uint32_t k = i; k < end; k++) {
		const piece *a = &p->piece[k];
		if (is_word(a, PERSON) || (a->kind == SIGN && (a->sign == '?' || a->sign == '!' || sign_marks(a->sign))))
			return false;
		in_past |= past(p, a);
		if (a->kind == SIGN && a->sign == '.')
			break;
	}
	return in_past;
}

static void add(work *w, uint32_t q, uint32_t from, uint32_t to)
{
	if (w->n_incises == w->room_incises) {
		uint32_t more = w->room_incises ? w->room_incises : 64;
		w->incise = w->p.ctx->host->grow(w->p.ctx, GLANE_SCRATCH, w->incise, w->room_incises * sizeof *w->incise,
		                                 more * sizeof *w->incise);
		w->room_incises += more;
	}
	w->incise[w->n_incises++] = (incise){ pieces_span(&w->p, from, to), q };
}

static bool pause(const piece *a)
{
	return a->kind == SIGN && (a->sign == ',' || a->sign == '!' || a->sign == '?' || a->sign == 0x2026 || sign_dash(a->sign));
}

static uint32_t sign_behind(const pieces *p, uint32_t i, uint32_t end)
{
	while (i < end && !(p->piece[i].kind == SIGN && (strchr(",.;:?!", (int)(p->piece[i].sign < 128 ? p->piece[i].sign : 'a')) ||
	       p->piece[i].sign == 0x2026 || (sign_dash(p->piece[i].sign) && p->piece[i].blank) || sign_marks(p->piece[i].sign))))
		i++;
	return i;
}

/* ", dit-il, en se levant": what goes on after a comma, still the narrator's. */
static bool told_on(const pieces *p, uint32_t i, uint32_t end)
{
	static const char *const participle[] = { "ant", "ing", NULL };
	uint32_t stop = sign_behind(p, i, end), words = 0;
	const piece *first = at(p, i, end);
	bool in_past = false;
	for (uint32_t k = i; k < stop; k++) {
		if (is_word(&p->piece[k], PERSON))
			return false;
		in_past |= past(p, &p->piece[k]);
		words += p->piece[k].kind != SIGN;
	}
	bool last = stop >= end || is_sign(&p->piece[stop], '.');
	if (first->kind != WORD || !words)
		return false;
	return ends_in(p, first, participle) || (is_word(first, CONJUNCTION) && in_past) || (is_word(first, PREPOSITION) && (last || ends_in(p, at(p, i + 1, end), participle))) ||
	       (last && words < 3 && !is_word(first, VERB | DETERMINER));
}

/* Looks for an incise after the sign at piece i of quotation n; returns where to go on. */
static uint32_t look(work *w, uint32_t n, uint32_t i)
{
	const pieces *p = &w->p;
	quotation *q = &w->q[n];
	uint32_t end = q->last, verb = verb_of_incise(p, i + 1, end), from = i, to;
	if (verb == GLANE_NONE)
		return i + 1;
	to = sign_behind(p, verb + 1, end);
	while (is_sign(at(p, to, end), ',') && (q->flags & DIALOGUE) && told_on(p, to + 1, end))
		to = sign_behind(p, to + 1, end);
	if (is_sign(at(p, to, end), '?') && !is_word(&p->piece[verb], SPEECH | SPEECH_PARTICIPLE))
		return i + 1;
	/* ", dit-il en riant, et il partit." goes on as speech only after a comma */
	from = is_sign(&p->piece[i], ',') || sign_dash(p->piece[i].sign) ? i : i + 1;
	if (to < end && !is_sign(&p->piece[to], ',') && !is_sign(&p->piece[to], ';') && !is_sign(&p->piece[to], ':') &&
	    !sign_dash(p->piece[to].sign) && (q->flags & DIALOGUE) && told(p, to + 1, end))
		to = end;
	to += to < end;
	while (to < end && p->piece[to].kind == SIGN && sign_dash(p->piece[to].sign))
		to++;
	q->flags |= INCISE;
	q->verb = q->verb == GLANE_NONE ? verb : q->verb;
	if (to >= end) {
		q->last = from;
		q->span = pieces_span(p, q->first, q->last);
	} else {
		add(w, n, from, to);
	}
	return to;
}

void incises_find(work *w)
{
	const pieces *p = &w->p;
	for (uint32_t n = 0; n < w->n; n++) {
		quotation *q = &w->q[n];
		uint32_t child = n + 1;
		if (q->flags & NESTED)
			continue;
		for (uint32_t i = q->first; i < q->last;) {
			while (child < w->n && w->q[child].close < i)
				child++;
			if (child < w->n && w->q[child].open == i && w->q[child].parent == n)
				i = w->q[child].close;
			i = i > q->first && i < q->last && pause(&p->piece[i]) ? look(w, n, i) : i + 1;
		}
	}
}
