/* incise.c - the narrator's words inside what is said: "Non, dit-il, je reste."
 *
 * After a comma, "?", "!", "…" or a dash comes a verb of speech with its subject behind it, up to the next sign. The
 * quotation keeps one span, without such words at its end; those inside are rows of the layer glane:incise. */
#include <stdlib.h>
#include <string.h>
#include "quotations.h"
#include "room/room.h"

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

static bool any_form(const pieces *p, const piece *a, const char *const *forms)
{
	for (; *forms; forms++)
		if (a->form_n == strlen(*forms) && !memcmp(p->forms + a->form, *forms, a->form_n))
			return true;
	return false;
}

/* Does this look like a verb of a narrative: "répondit", "se leva"? */
bool past(const pieces *p, const piece *a)
{
	static const char *const ends[] = { "ait", "aient", "èrent", "irent", "urent", "inrent", "rit", "dit", "vit", "tit", "lit", "nit", "git", "ut", "int", "sit", NULL };
	static const char *const future[] = { "era", "ira", "ela", "cela", NULL };
	static const char *const brief[] = { "fit", "fut", "eut", "mit", "vit", "put", "sut", "tut", "lut", NULL };
	static const char *const others[] = { "point", "saint", "maint", "joint", "teint", "tout", "surtout", "partout", "debout", "bout", "goût", "salut", "début",
		"statut", "petit", "appétit", "esprit", "portrait", "trait", "parfait", "lait", "minuit", "nuit", NULL };
	if (a->kind != WORD || a->form_n < 4)
		return a->kind == WORD && any_form(p, a, brief);
	if (any_form(p, a, others) || (ends_in(p, a, (const char *const[]){ "ut", NULL }) && (a->classes & VERB)))
		return false;
	return ends_in(p, a, ends) || (p->forms[a->form + a->form_n - 1] == 'a' && !a->capital &&
	       !(a->classes & (DETERMINER | VERB)) && !ends_in(p, a, future));
}

/* "dit tout à coup la vieille", "dit en riant mon père", "dit alors Jeanne", "dit à sa voisine une dame": where the subject
 * begins behind them. */
uint32_t behind_manner(const pieces *p, uint32_t i, uint32_t end)
{
	static const char *const brief[] = { "alors", "enfin", "aussitôt", "soudain", "encore", "aussi", "ensuite", "presque", "bas", "seulement", "then", "again", NULL };
	static const char *const ways[][4] = { { "tout", "à", "coup", NULL }, { "à", "son", "tour", NULL }, { "à", "voix", "basse", NULL }, { "tout", "bas", NULL },
		{ "à", "mi", "voix", NULL }, { "à", "haute", "voix", NULL } };
	static const char *const participle[] = { "ant", NULL }, *const to[] = { "à", "au", NULL };
	for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
		uint32_t k = 0;
		while (k < 4 && ways[w][k] && i + k < end && any_form(p, &p->piece[i + k], (const char *const[]){ ways[w][k], NULL }))
			k++;
		if (k == 4 || !ways[w][k])
			return i + k;
	}
	if (i + 1 < end && i && any_form(p, &p->piece[i - 1], (const char *const[]){ "went", "going", NULL }) &&
	    any_form(p, &p->piece[i], (const char *const[]){ "on", NULL }))
		return i + 1;
	if (i + 1 < end && (any_form(p, &p->piece[i], brief) || ends_in(p, &p->piece[i], (const char *const[]){ "ment", NULL })))
		return i + 1;
	if (i + 2 < end && p->piece[i].form_n == 2 && is_word(&p->piece[i], PREPOSITION) && ends_in(p, &p->piece[i + 1], participle))
		return i + 2;
	if (i + 3 < end && any_form(p, &p->piece[i], to) && is_word(&p->piece[i + 1], DETERMINER) && is_word(&p->piece[i + 3], DETERMINER) &&
	    !is_word(&p->piece[i + 3], PREPOSITION))
		return i + 3;
	return i;
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
	else
		a = at(p, i = behind_manner(p, i, end), end);
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

/* The point of "M. Bernier" ends nothing. */
static bool shortens(const pieces *p, uint32_t i)
{
	return is_sign(&p->piece[i], '.') && i && i + 1 < p->n && p->piece[i - 1].kind == WORD && p->piece[i - 1].capital &&
	       p->piece[i - 1].end - p->piece[i - 1].begin < 4 && !p->piece[i].blank && p->piece[i + 1].kind == WORD && p->piece[i + 1].capital;
}

bool told(const pieces *p, uint32_t i, uint32_t end)
{
	bool in_past = false;
	for (uint32_t k = i; k < end; k++) {
		const piece *a = &p->piece[k];
		if (is_word(a, PERSON) || (a->kind == SIGN && (a->sign == '?' || a->sign == '!' || sign_marks(a->sign))))
			return false;
		in_past |= past(p, a);
		if (is_sign(a, '.') && !shortens(p, k))
			break;
	}
	return in_past;
}

static void add(work *w, uint32_t q, uint32_t from, uint32_t to)
{
	w->incise = room_for(w->p.ctx, GLANE_SCRATCH, w->incise, sizeof *w->incise, w->n_incises, &w->room_incises, 1);
	w->incise[w->n_incises++] = (incise){ pieces_span(&w->p, from, to), w->q[q].open };
}

static bool pause(const piece *a)
{
	return a->kind == SIGN && (a->sign == ',' || a->sign == '!' || a->sign == '?' || a->sign == 0x2026 || sign_dash(a->sign));
}

static uint32_t sign_behind(const pieces *p, uint32_t i, uint32_t end)
{
	while (i < end && (shortens(p, i) || !(p->piece[i].kind == SIGN && (strchr(",.;:?!", (int)(p->piece[i].sign < 128 ? p->piece[i].sign : 'a')) ||
	       p->piece[i].sign == 0x2026 || (sign_dash(p->piece[i].sign) && p->piece[i].blank) || sign_marks(p->piece[i].sign)))))
		i++;
	return i;
}

/* "en souriant", "smiling" */
static bool as_he_acts(const pieces *p, uint32_t i, uint32_t end)
{
	static const char *const participle[] = { "ant", "ing", NULL };
	if (is_word(at(p, i, end), PREPOSITION))
		i++;
	if (is_word(at(p, i, end), CLITIC))
		i++;
	return ends_in(p, at(p, i, end), participle);
}

/* ", dit-il, en se levant": what goes on after a comma, still the narrator's. */
static bool told_on(const pieces *p, uint32_t i, uint32_t end)
{
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
	return as_he_acts(p, i, end) || (is_word(first, CONJUNCTION) && in_past) || (is_word(first, PREPOSITION) && last) ||
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
	/* "« …, dit le prêtre, en souriant. »": at the end of the line the narrator may go on between marks, too */
	for (uint32_t on = to; is_sign(at(p, on, end), ',') && told_on(p, on + 1, end);) {
		on = sign_behind(p, on + 1, end);
		if ((q->flags & DIALOGUE) || (on + 1 >= end && as_he_acts(p, to + 1, end)))
			to = on;
	}
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

static int by_place(const void *a, const void *b)
{
	const incise *x = a, *y = b;
	return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

/* "[Note : voleurs]", "[Note de l'éditeur]" is nobody's speech; returns where to go on. */
static uint32_t look_note(work *w, uint32_t n, uint32_t i)
{
	enum { NOTE_MOST = 60 };
	static const char *const note[] = { "note", "ndlr", "ndla", "nda", NULL };
	const pieces *p = &w->p;
	quotation *q = &w->q[n];
	if (i + 1 >= q->last || p->piece[i + 1].kind != WORD || !any_form(p, &p->piece[i + 1], note))
		return i + 1;
	for (uint32_t k = i + 1; k < q->last && k < i + NOTE_MOST; k++)
		if (is_sign(&p->piece[k], ']')) {
			q->flags |= INCISE;
			add(w, n, i, k + 1);
			return k + 1;
		}
	return i + 1;
}

/* "— À toi ! Et, en pleurs, je lui tendis le verre :", before another line that is said: the last sentence is told. */
static void introduction(work *w, quotation *q)
{
	const pieces *p = &w->p;
	uint32_t i = q->last - 1, from;
	if (!(q->flags & DIALOGUE) || !is_sign(&p->piece[i], ':'))
		return;
	from = sentence_begin(p, i, i - q->first);
	if (from <= q->first || !told(p, from, q->last))
		return;
	q->last = from;
	q->span = pieces_span(p, q->first, q->last);
}

void incises_find(work *w)
{
	const pieces *p = &w->p;
	for (uint32_t n = 0; n < w->n; n++) {
		quotation *q = &w->q[n];
		uint32_t child = n + 1;
		/* English closes its marks before the narrator's words */
		if ((q->flags & NESTED) || (p->language == ENGLISH && !(q->flags & DIALOGUE)))
			continue;
		introduction(w, q);
		for (uint32_t i = q->first; i < q->last;) {
			while (child < w->n && w->q[child].close < i)
				child++;
			if (child < w->n && w->q[child].open == i && w->q[child].parent == n)
				i = w->q[child].close;
			if (i > q->first && i < q->last && is_sign(&p->piece[i], '['))
				i = look_note(w, n, i);
			else
				i = i > q->first && i < q->last && pause(&p->piece[i]) ? look(w, n, i) : i + 1;
		}
	}
	if (w->n_incises)
		qsort(w->incise, w->n_incises, sizeof *w->incise, by_place);
}
