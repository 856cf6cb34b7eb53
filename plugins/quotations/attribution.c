/* attribution.c - who is quoted, as written: in parentheses or after a dash behind the quotation, as a label or the
 * subject of a verb of speech before or behind it, after "selon". The first that is found, in this order. */
#include <string.h>
#include "quotations.h"

enum { REMARK_MOST = 60, LABEL_MOST = 9, SUBJECT_MOST = 16, DASH_MOST = 14, BACK_MOST = 60, NEXT_MOST = 16 };	/* pieces */

static bool sign_at(const pieces *p, uint32_t i, uint32_t sign)
{
	return i < p->n && is_sign(&p->piece[i], sign);
}

static bool any_of(const pieces *p, uint32_t first, uint32_t last, uint32_t classes)
{
	for (uint32_t i = first; i < last; i++)
		if (is_word(&p->piece[i], classes))
			return true;
	return false;
}

static uint32_t words_of(const pieces *p, uint32_t first, uint32_t last)
{
	uint32_t n = 0;
	for (uint32_t i = first; i < last; i++)
		n += p->piece[i].kind != SIGN;
	return n;
}

static void take(work *w, quotation *q, uint32_t first, uint32_t last, uint32_t how)
{
	const pieces *p = &w->p;
	while (first < last && p->piece[first].kind == SIGN && p->piece[first].sign != '[')
		first++;
	while (first < last && p->piece[last - 1].kind == SIGN && p->piece[last - 1].sign != ')' && p->piece[last - 1].sign != ']')
		last--;
	q->flags |= how;
	q->attribution = pieces_span(p, first, last);
}

/* The piece behind the closing mark. */
static uint32_t behind(const work *w, const quotation *q)
{
	const pieces *p = &w->p;
	uint32_t i = q->close;
	while (i < p->n && !(q->flags & DIALOGUE) && p->piece[i].kind == SIGN && sign_marks(p->piece[i].sign) && !sign_at(p, i, 0xab) &&
	       !sign_at(p, i, 0x2018) && i < q->close + 2)
		i++;
	return i;
}

/* ---- Behind: (CTO, grande entreprise / pionnière) --------------------------------------------- */

static bool remark(work *w, quotation *q)
{
	const pieces *p = &w->p;
	uint32_t i = behind(w, q), depth = 1, from;
	if (i < p->n && (is_sign(&p->piece[i], '.') || is_sign(&p->piece[i], ',')))
		i++;
	if (!sign_at(p, i, '('))
		return false;
	for (from = ++i; i < p->n && i - from < REMARK_MOST && depth; i++)
		depth += is_sign(&p->piece[i], '(') ? 1u : is_sign(&p->piece[i], ')') ? -1u : 0u;
	uint32_t to = i - 1;
	if (depth || from >= to || p->piece[from].kind != WORD || is_word(&p->piece[from], NOT_ATTRIBUTION))
		return false;
	/* (LLM) after a term explains it, and says nothing of anybody. */
	bool initials = to == from + 1 && p->piece[from].capital && words_of(p, q->first, q->last) <= 5;
	bool told = any_of(p, from, to, PERSON) || (any_of(p, from, to, VERB) && !any_of(p, from, to, DETERMINER));
	if (initials || told)
		return false;
	take(w, q, from, to, IN_PARENTHESES);
	return true;
}

/* ---- Behind: – Un comédien de doublage --------------------------------------------------------- */

static bool after_dash(work *w, quotation *q)
{
	const pieces *p = &w->p;
	uint32_t i = behind(w, q), from, to;
	if (i < p->n && (is_sign(&p->piece[i], '.') || is_sign(&p->piece[i], ',')))
		i++;
	if (i + 1 >= p->n || p->piece[i].kind != SIGN || !sign_dash(p->piece[i].sign) || p->piece[i].breaks > 1)
		return false;
	if (p->piece[i].breaks && p->piece[i].sign < 0x2013)	/* the next item of a list */
		return false;
	for (from = to = i + 1; to < p->n && to - from < DASH_MOST; to++) {
		const piece *a = &p->piece[to];
		if ((to > from && a->hard) || (a->kind == SIGN && (sign_ends(a->sign) || sign_marks(a->sign) || a->sign == ':' || sign_dash(a->sign))))
			break;
	}
	bool whole = to == p->n || p->piece[to].hard || is_sign(&p->piece[to], '.');
	if (!whole || to == from || p->piece[from].kind != WORD || any_of(p, from, to, VERB | SPEECH | PERSON) ||
	    !(p->piece[from].capital || is_word(&p->piece[from], DETERMINER)))
		return false;
	take(w, q, from, to, AFTER_DASH);
	return true;
}

/* ---- Verbs of speech --------------------------------------------------------------------------- */

/* A form that is also a noun ("la demande", "une note") is no verb after an article. */
static bool says(const pieces *p, uint32_t i)
{
	return speaks(p, i) && !(i && is_word(&p->piece[i - 1], NOUN_MARKER | PREPOSITION) &&
	       !(p->language != ENGLISH && is_word(&p->piece[i - 1], SUBJECT)));
}

/* A subject begins like a noun phrase or is a pronoun. */
static bool may_be_subject(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	return a->kind == WORD && (a->capital || is_word(a, DETERMINER | SUBJECT) || a->hyphen);
}

/* "…, directrice de l'agence." "…, a teacher, …": a noun or an article begins it, a sign ends it, and no verb is in it. */
static bool apposition(const pieces *p, uint32_t i)
{
	uint32_t from = i;
	const piece *a = i < p->n ? &p->piece[i] : NULL;
	bool noun = a && a->kind == WORD && !a->capital && !is_word(a, CONJUNCTION | PREPOSITION | CLITIC | VERB | SPEECH | SUBJECT | AUXILIARY);
	if (!noun && !(a && is_word(a, DETERMINER) && !is_word(a, PREPOSITION)))
		return false;
	for (; i < p->n && i - from < SUBJECT_MOST && !p->piece[i].hard; i++)
		if (p->piece[i].kind == SIGN)
			return strchr(",.:;!?", (int)(p->piece[i].sign < 128 ? p->piece[i].sign : 'a')) != NULL;
		else if (i > from && is_word(&p->piece[i], VERB | SPEECH) && !is_word(&p->piece[i], DETERMINER | PREPOSITION))
			return false;
	return true;
}

/* "dit Jules avec humeur", "said Syme with passion", "dit le vieux en riant": does how it was said begin at piece i? */
static bool manner_begins(const pieces *p, uint32_t i, uint32_t subject)
{
	const piece *a = &p->piece[i], *next = i + 1 < p->n ? a + 1 : a;
	bool of = p->forms[a->form] == 'd' || (a->form_n == 2 && !memcmp(p->forms + a->form, "of", 2));
	if (!is_word(a, PREPOSITION) || of)
		return false;
	const char *end = p->forms + next->form + next->form_n;
	bool participle = next->kind == WORD && next->form_n > 4 && (!memcmp(end - 3, "ant", 3) || !memcmp(end - 3, "ing", 3));
	return participle || (p->piece[subject].capital && !is_word(&p->piece[subject], DETERMINER) && p->piece[i - 1].capital && !next->capital);
}

/* Where the subject ends that begins at piece i behind its verb, at most before `end`: at a sign, a verb, "que", "dans";
 * one apposition is its part: "Marie Dupont, directrice de l'agence". */
static uint32_t subject_end(const pieces *p, uint32_t i, uint32_t end)
{
	uint32_t from = i, commas = 0;
	bool pronoun = is_word(&p->piece[i], SUBJECT) && !p->piece[i].capital && !is_word(&p->piece[i], DETERMINER);
	if (p->piece[i].hyphen || pronoun)
		return i + 1;
	for (; i < end && i - from < SUBJECT_MOST; i++) {
		const piece *a = &p->piece[i];
		if (i > from && (a->hard || is_word(a, CONJUNCTION)) && !(is_word(a, CONJUNCTION) && i + 1 < end && p->piece[i + 1].capital && !is_sign(&p->piece[i - 1], ',')))
			break;
		if (i > from && manner_begins(p, i, from))
			break;
		if (a->kind == SIGN && a->sign == ',') {
			if (commas++ || !apposition(p, i + 1))
				break;
		} else if (a->kind == SIGN && !sign_dash(a->sign) && a->sign != 0xb7 && a->sign != '.' && a->sign != '&') {
			break;
		} else if (is_sign(a, '.') && !(i > from && p->piece[i - 1].capital && p->piece[i - 1].end - p->piece[i - 1].begin < 4)) {
			break;
		} else if (is_word(a, VERB | AUXILIARY) && !is_word(a, DETERMINER | PREPOSITION) && i > from) {
			break;
		}
	}
	return i;
}

/* The subject before the verb at `verb`: from the beginning of its clause, clitics and auxiliaries between. */
static bool subject_before(const work *w, uint32_t begin, uint32_t verb, uint32_t *first, uint32_t *last)
{
	const pieces *p = &w->p;
	uint32_t end = verb, i;
	while (end > begin && (is_word(&p->piece[end - 1], AUXILIARY) || (is_word(&p->piece[end - 1], CLITIC) &&
	       !(is_word(&p->piece[end - 1], SUBJECT) && (end - 1 == begin || !is_word(&p->piece[end - 2], SUBJECT))))))
		end--;
	/* "c'est le chef qui dit" */
	if (end > begin && is_word(&p->piece[end - 1], CONJUNCTION) && is_word(&p->piece[end - 1], SUBJECT))
		end--;
	/* "Marie, sa collègue, dit": what stands between the commas is of the subject. */
	bool apposed = end > begin && is_sign(&p->piece[end - 1], ',');
	if (apposed)
		end--;
	for (i = end; apposed && i > begin && !is_sign(&p->piece[i - 1], ','); i--)
		if (is_word(&p->piece[i - 1], VERB | SPEECH | AUXILIARY | THIRD))
			return false;
	for (i = end; i > begin && end - i < SUBJECT_MOST; i--) {
		const piece *a = &p->piece[i - 1];
		if (is_word(a, CONJUNCTION) && !is_word(a, SUBJECT) && !(i < end && p->piece[i].capital && i - 1 > begin && p->piece[i - 2].capital))
			break;
		if (is_sign(a, ',')) {
			if (!apposed)
				break;
			apposed = false;
		} else if (a->kind == SIGN && !sign_dash(a->sign) && a->sign != '.' && a->sign != '&' && a->sign != 0xb7) {
			break;
		}
	}
	while (i < end && (p->piece[i].kind == SIGN || (is_word(&p->piece[i], CONJUNCTION) && !is_word(&p->piece[i], SUBJECT))))
		i++;
	if (i + 2 < end && is_word(&p->piece[i], SUBJECT) && is_word(&p->piece[i + 1], COPULA))
		i += 2;
	*first = i;
	*last = end;
	return !apposed && i < end && may_be_subject(p, i) && end - i < SUBJECT_MOST;
}

/* A pronoun of the third person says who speaks if somebody is named for it in the same paragraph; not in a dialogue, where
 * it may be either of two. */
static void take_subject(work *w, quotation *q, uint32_t first, uint32_t last, uint32_t verb, uint32_t how)
{
	const pieces *p = &w->p;
	q->verb = verb;
	if (last - first == 1 && !q->attribution.end && !(q->flags & DIALOGUE) && (how & SPEECH_BEFORE) && is_word(&p->piece[first], THIRD) &&
	    antecedent(p, first, &first, &last))
		how |= PRONOUN;
	q->flags |= how;
	if (last - first == 1 && !(how & PRONOUN) &&
	    (is_word(&p->piece[first], THIRD | CONJUNCTION | DEMONSTRATIVE) || p->piece[first].hyphen))
		return;
	if (!q->attribution.end)
		take(w, q, first, last, how);
}

/* A verb of speech in the words from `begin` to `end`, where the quotation opens; the last one counts. */
static bool speech_before(work *w, quotation *q, uint32_t begin, uint32_t end, bool colon)
{
	const pieces *p = &w->p;
	uint32_t verb = GLANE_NONE, first, last;
	for (uint32_t i = end; i-- > begin;)
		if (says(p, i) && !is_word(&p->piece[i], SPEECH_INFINITIVE)) {
			verb = i;
			break;
		}
	if (verb == GLANE_NONE || (!colon && words_of(p, verb + 1, end) > 12))
		return false;
	uint32_t next = verb + 1;
	bool behind_it = false;
	if (next < end && (p->piece[next].hyphen || (colon && may_be_subject(p, next)))) {
		last = subject_end(p, next, end);
		uint32_t stop = last < end && is_sign(&p->piece[last], ',') ? last + 1 : last;
		behind_it = p->piece[next].hyphen || stop >= end || is_sign(&p->piece[last], ',');
	}
	bool before = subject_before(w, begin, verb, &first, &last);
	/* "comme l'a dit Marie :" has its subject behind, "Marie dit les choses :" before the verb. */
	if (behind_it && (p->piece[next].hyphen || !before)) {
		take_subject(w, q, next, subject_end(p, next, end), verb, SPEECH_BEFORE);
		return true;
	}
	before = before || (colon && sentence_subject(p, begin, verb, &first, &last));
	if (before) {
		take_subject(w, q, first, last, verb, SPEECH_BEFORE);
	} else if (colon) {		/* "puis reprit : « … »" */
		q->flags |= SPEECH_BEFORE;
		q->verb = verb;
	}
	return before || colon;
}

/* Does the verb at piece i introduce what comes behind a colon: "« A » Marie répond : « B »"? */
static bool introduces(const pieces *p, uint32_t i)
{
	for (uint32_t from = i; i < p->n && i < from + NEXT_MOST && !p->piece[i].hard; i++)
		if (is_sign(&p->piece[i], ':'))
			return i + 1 < p->n && p->piece[i + 1].kind == SIGN && sign_opens(p->piece[i + 1].sign);
		else if (p->piece[i].kind == SIGN && p->piece[i].sign != ',')
			return false;
	return false;
}

/* "…", dit-elle. "…", said John Smith, a teacher. "…", he said. */
static bool speech_behind(work *w, quotation *q)
{
	enum { NEAR = 6 };
	const pieces *p = &w->p;
	uint32_t i = behind(w, q), begin, first = 0, last = 0;
	if (sign_at(p, i, ','))
		i++;
	begin = i;
	for (; i < p->n && i < begin + NEAR && !p->piece[i].hard; i++) {
		const piece *a = &p->piece[i];
		if (a->kind == SIGN && !sign_dash(a->sign))
			return false;
		if (!says(p, i) || (i > begin && is_word(&p->piece[i - 1], DETERMINER) && p->language == FRENCH && !is_word(&p->piece[i - 1], CLITIC)))
			continue;
		uint32_t next = i + 1;
		q->flags |= i == begin ? SPEECH_AFTER : 0;
		next = next < p->n ? behind_manner(p, next, p->n) : next;
		bool doux = next + 1 < p->n && !p->piece[next].capital && !(p->piece[next].classes & GRAMMAR) && p->piece[next].form_n > 4;
		if (doux && p->piece[next].kind == WORD && may_be_subject(p, next + 1))
			next++;			/* "dit timide Marie" */
		/* "« Ah ! » dit madame R.", and not "le « mot » fait sourire" */
		const piece *end = &p->piece[q->last - 1];
		bool said = is_sign(&p->piece[begin - 1], ',') || (end->kind == SIGN && (end->sign == ',' || sign_ends(end->sign)));
		bool noun = said && next < p->n && i == begin && p->piece[next].kind == WORD && !(p->piece[next].classes & GRAMMAR);
		if (next < p->n && !p->piece[next].hard && (noun || may_be_subject(p, next)) && (!any_of(p, begin, i, SUBJECT) || (i == begin + 1 && object_pronoun(p, begin)))) {
			if (p->piece[next].hyphen && p->piece[next].form_n == 1 && next + 1 < p->n)
				next++;			/* -t- */
			uint32_t most = next + 2 * SUBJECT_MOST;
			take_subject(w, q, next, subject_end(p, next, most < p->n ? most : p->n), i, SPEECH_AFTER);
			return true;
		}
		if (i > begin && introduces(p, i))
			return false;
		if (i > begin && subject_before(w, begin, i, &first, &last) && first == begin) {
			take_subject(w, q, first, last, i, SPEECH_AFTER);
			return true;
		}
		return q->flags & SPEECH_AFTER;
	}
	return false;
}

/* The subject of the first incise: ", explique Marie Dupont," */
static bool speech_inside(work *w, quotation *q)
{
	const pieces *p = &w->p;
	uint32_t i = q->verb;
	if (i == GLANE_NONE)
		return false;
	if (++i >= p->n)
		return false;
	i = behind_manner(p, i, p->n);
	/* "me dit madame de R.": a noun without an article, where a verb of speech stands before it */
	bool noun = p->language != ENGLISH && speaks(p, q->verb) && p->piece[i].kind == WORD && !(p->piece[i].classes & GRAMMAR & ~(uint32_t)MENTION);
	if (!(may_be_subject(p, i) || noun) || p->piece[i].hyphen)
		return false;
	uint32_t most = i + SUBJECT_MOST;
	take_subject(w, q, i, subject_end(p, i, most < p->n ? most : p->n), q->verb, SPEECH_AFTER);
	return q->attribution.end > 0;
}

/* ---- Labels ------------------------------------------------------------------------------------ */

/* "**Dispatcher routier** : “…”": a line's first words before a colon, with no verb among them. */
static bool label(work *w, quotation *q, uint32_t begin, uint32_t colon)
{
	const pieces *p = &w->p;
	while (begin < colon && p->piece[begin].kind != WORD)
		begin++;
	uint32_t end = colon;
	while (end > begin && p->piece[end - 1].kind == SIGN && p->piece[end - 1].sign != ')')
		end--;
	/* "Elle leva la tête :", "Jules posa son verre :" tell what is done */
	for (uint32_t i = begin; i < end; i++)
		if (is_word(&p->piece[i], THIRD) || (i + 1 < end && past(p, &p->piece[i]) && is_word(&p->piece[i + 1], DETERMINER) &&
		    !is_word(&p->piece[i + 1], PREPOSITION)))
			return false;
	bool line = begin < end && (p->piece[begin].breaks || !begin || p->piece[begin].hard || p->piece[begin - 1].kind == SIGN);
	if (!line || !p->piece[begin].capital || words_of(p, begin, end) > LABEL_MOST || any_of(p, begin, end, VERB | SPEECH | NOT_LABEL | PERSON))
		return false;
	take(w, q, begin, end, LABELLED);
	return true;
}

/* "Aujourd'hui, il copie l'erreur dans la fenêtre : « … »": before a colon whoever acts speaks, if a pronoun of one person
 * says who that is. */
static bool actor(work *w, quotation *q, uint32_t begin, uint32_t colon)
{
	const pieces *p = &w->p;
	for (uint32_t i = colon; i-- > begin;) {
		bool starts = i == begin || is_sign(&p->piece[i - 1], ',') || is_word(&p->piece[i - 1], CONJUNCTION);
		uint32_t first, last;
		if (!starts || p->piece[i].hyphen || !is_word(&p->piece[i], THIRD))
			continue;
		if (!antecedent(p, i, &first, &last))
			return false;
		take(w, q, first, last, PRONOUN);
		return true;
	}
	return false;
}

/* ---- Selon les salariés interrogés ------------------------------------------------------------- */

static bool source(work *w, quotation *q, uint32_t begin, uint32_t end)
{
	const pieces *p = &w->p;
	for (uint32_t i = begin; i + 1 < end; i++) {
		const piece *a = &p->piece[i];
		if (!is_word(a, SOURCE))
			continue;
		uint32_t first = i + 1;
		bool after = a->form_n > 5 && !memcmp(p->forms + a->form, "apr", 3), according = !memcmp(p->forms + a->form, "acc", 3);
		if (after && !(i && p->piece[i - 1].form_n == 2 && p->forms[p->piece[i - 1].form] == 'd'))
			continue;
		if (according && !is_word(&p->piece[first++], PREPOSITION))
			continue;
		if (first >= end)
			return false;
		uint32_t last = subject_end(p, first, end);
		if (last > first && p->piece[first].kind == WORD) {
			take_subject(w, q, first, last, q->verb, ACCORDING);
			return true;
		}
	}
	return false;
}

/* "…", selon Marie. */
static bool source_behind(work *w, quotation *q)
{
	uint32_t i = behind(w, q), end;
	const pieces *p = &w->p;
	if (sign_at(p, i, ','))
		i++;
	end = i + SUBJECT_MOST + 4 < p->n ? i + SUBJECT_MOST + 4 : p->n;
	return i < p->n && !p->piece[i].hard && (is_word(&p->piece[i], SOURCE) ||
	       (i + 1 < p->n && is_word(&p->piece[i + 1], SOURCE) && p->piece[i].form_n == 2)) && source(w, q, i, end);
}

/* ---- All --------------------------------------------------------------------------------------- */

static void attribute(work *w, quotation *q)
{
	const pieces *p = &w->p;
	uint32_t open = q->open, begin = sentence_begin(p, open, BACK_MOST), before = open;
	/* A line that opens with the quotation may follow ":" on the line above. */
	bool dash = open > 1 && p->piece[open - 1].kind == SIGN && sign_dash(p->piece[open - 1].sign);	/* "il cria :-- « … »" */
	bool colon = open > dash && is_sign(&p->piece[open - 1 - dash], ':');
	if (colon) {
		before = open - 1 - dash;
		begin = sentence_begin(p, before, BACK_MOST);
		q->flags |= COLON;
	}
	for (uint32_t i = before; i-- > begin;)	/* not from inside of an earlier quotation */
		if (p->piece[i].kind == SIGN && sign_marks(p->piece[i].sign) && p->piece[i].sign != 0x2019) {
			begin = i + 1;
			break;
		}
	if (remark(w, q) || (!(q->flags & DIALOGUE) && after_dash(w, q)))
		return;
	if (colon && speech_before(w, q, begin, before, true))
		return;
	if (colon && label(w, q, begin, before))
		return;
	if (colon && actor(w, q, begin, before))
		return;
	if ((q->flags & INCISE) && speech_inside(w, q))
		return;
	if (!(q->flags & DIALOGUE) && speech_behind(w, q))
		return;
	if (!colon && !(q->flags & DIALOGUE) && speech_before(w, q, begin, before, false))
		return;
	if (!source(w, q, begin, before) && !(q->flags & DIALOGUE))
		source_behind(w, q);
}

void attributions_find(work *w)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (w->q[i].kind != REPORTED)
			attribute(w, &w->q[i]);
}
