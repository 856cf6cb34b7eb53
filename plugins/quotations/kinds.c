/* kinds.c - what a pair of marks is: somebody's words (verbatim), a word that is mentioned or named (term), a word that
 * the author keeps at a distance (scare-quote), a title.
 *
 * Whether somebody speaks is told by an attribution, a verb of speech, a colon, the shape of a sentence. Between terms
 * and scare quotes grammar says little; the words before it are asked first (a demonstrative, "comme", "est" keep at a
 * distance; "le mot", "dit", a bare noun name), then whether the word is used without marks elsewhere in the text. */
#include <string.h>
#include "quotations.h"

enum { LONG = 8, SHORT = 3, RARE = 3000 };		/* words; rarer than one in RARE is no term of the text */

typedef struct {
	uint32_t words, verbs, persons, capitals;
	bool sentence;			/* ends in . ? ! … */
	bool calls;			/* in ? ! … */
	bool comma;			/* in a comma or a dash: "Well," said he */
} shape;

/* "l'", which is no word of its own. */
static bool elided(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	return a->kind == WORD && a->form_n && p->forms[a->form + a->form_n - 1] == '\'';
}

/* "AI" is no form of "avoir". */
static bool initials(const pieces *p, const piece *a)
{
	return a->capital && a->end - a->begin > 1 && p->text.p[a->begin + 1] >= 'A' && p->text.p[a->begin + 1] <= 'Z';
}

static shape shape_of(const pieces *p, const quotation *q)
{
	shape s = { 0 };
	for (uint32_t i = q->first; i < q->last; i++) {
		const piece *a = &p->piece[i];
		s.words += a->kind != SIGN && !elided(p, i);
		s.verbs += (is_word(a, VERB) && !initials(p, a)) || (a->hyphen && is_word(a, SUBJECT));
		s.persons += is_word(a, PERSON);
		s.capitals += a->kind == WORD && a->capital && !elided(p, i);
	}
	const piece *last = &p->piece[q->last - 1];
	s.sentence = last->kind == SIGN && sign_ends(last->sign);
	s.calls = s.sentence && last->sign != '.';
	s.comma = last->kind == SIGN && (last->sign == ',' || sign_dash(last->sign));
	return s;
}

/* The word or sign before the quotation, `back` pieces before; a piece without classes at the text's beginning. */
static const piece *before(const pieces *p, const quotation *q, uint32_t back)
{
	static const piece nothing = { .kind = SIGN };
	return q->open >= back ? &p->piece[q->open - back] : &nothing;
}

static bool begins_line(const pieces *p, const quotation *q)
{
	return !q->open || p->piece[q->open].breaks;
}

/* Does it stand alone, as a sentence or a paragraph of its own? */
static bool alone(const pieces *p, const quotation *q)
{
	const piece *a = before(p, q, 1);
	uint32_t next = q->close + 1;
	bool starts = !q->open || p->piece[q->open].hard || (a->kind == SIGN && (sign_ends(a->sign) || a->sign == ')' ||
	              sign_marks(a->sign) || (sign_dash(a->sign) && a->breaks)));
	bool ends = next >= p->n || p->piece[next].hard || p->piece[next].kind == SIGN || p->piece[next].capital;
	return starts && ends && p->piece[q->first].kind == WORD && p->piece[q->first].capital;
}

/* A word before the quotation takes it as a noun: "le « … »", "de « … »", "comme « … »". */
static bool governed(const pieces *p, const quotation *q)
{
	const piece *a = before(p, q, 1);
	return !p->piece[q->open].hard && is_word(a, DETERMINER | PREPOSITION | LIKE | DEGREE) && !is_word(a, SPEECH);
}

/* ---- Titles ------------------------------------------------------------------------------------ */

static bool title(const pieces *p, const quotation *q, const shape *s)
{
	const piece *a = before(p, q, 1);
	const piece *named = is_sign(a, ':') || (is_sign(a, ',') && p->piece[q->first].capital) ? before(p, q, 2) : a;
	if (is_word(named, TITLE) && (p->piece[q->first].capital || s->words > 1))
		return true;
	/* Dell'Acqua et al., 2023, "…" */
	if (is_sign(a, ',') && before(p, q, 2)->kind == NUMBER && before(p, q, 2)->end - before(p, q, 2)->begin == 4 && p->piece[q->first].capital)
		return true;
	/* Every word that is no article or preposition has a capital: "AI for Science". */
	uint32_t small = 0;
	for (uint32_t i = q->first; i < q->last; i++)
		small += p->piece[i].kind == WORD && !p->piece[i].capital && !elided(p, i) &&
		         (p->piece[i].form_n <= 3 || is_word(&p->piece[i], PREPOSITION | DETERMINER));
	return s->words > 2 && s->capitals > 1 && !s->verbs && !s->sentence && !s->comma && s->capitals + small >= s->words &&
	       small * 2 <= s->words + 1;
}

/* ---- Speech ------------------------------------------------------------------------------------ */

/* "le mot « … »", "le sens implicite de « … »", "la question est « … »", "dire « … »": named, whatever it is. */
static bool mentioned(const pieces *p, const quotation *q)
{
	enum { NEAR = 4 };
	for (uint32_t back = 1; back <= NEAR; back++) {
		const piece *a = before(p, q, back), *b = before(p, q, back + 1);
		if (a->hyphen)			/* so-called */
			return false;
		if (is_word(a, MENTION | SPEECH_INFINITIVE) && !is_word(a, SUBJECT))
			return !(is_word(a, SPEECH) && (is_word(b, SUBJECT) || (q->flags & SPEECH_BEFORE)));
		/* the noun's adjective */
		bool adjective = back > 1 && a->kind == WORD && !a->capital &&
		                 !(a->classes & GRAMMAR & ~(uint32_t)SPEECH_PARTICIPLE) && is_word(b, MENTION) && !is_word(b, VERB | SPEECH);
		bool copula = is_word(a, COPULA) && !is_word(a, DETERMINER);
		if (!is_sign(a, ':') && !is_word(a, PREPOSITION | DETERMINER | LIKE) && !adjective && !copula)
			return false;
	}
	return false;
}

static bool verb_beside(const pieces *p, const quotation *q)
{
	enum { BESIDE = 4 };
	if (q->verb == GLANE_NONE || !(q->flags & SPEECH_BEFORE))
		return (q->flags & SPEECH_AFTER) != 0;
	return q->open - q->verb <= BESIDE && !is_sign(before(p, q, 1), ',');
}

/* "…," said he, "…": does this go on with what the quotation before it began? */
static bool goes_on(const pieces *p, const quotation *q, const quotation *last)
{
	enum { APART = 24 };
	bool verb = false;
	if (!last || last->kind != VERBATIM || (last->flags & (UNCLOSED | DIALOGUE)) || last->close >= q->open || q->open - last->close > APART)
		return false;
	for (uint32_t i = last->close + 1; i < q->open; i++) {
		if (p->piece[i].hard || (p->piece[i].kind == SIGN && strchr(".?!:", (int)(p->piece[i].sign < 128 ? p->piece[i].sign : 'a')) && i + 1 < q->open))
			return false;
		verb |= speaks(p, i);
	}
	return verb && p->piece[q->open - 1].kind == SIGN;
}

static bool verbatim(const pieces *p, const quotation *q, const shape *s)
{
	bool noun = governed(p, q);
	if (q->flags & (DIALOGUE | INCISE))
		return true;
	if ((q->flags & SPEECH_AFTER) && s->comma)
		return true;
	if (q->flags & (IN_PARENTHESES | AFTER_DASH))
		return s->words > 1 || s->sentence;
	if (mentioned(p, q) && s->words < 2 * LONG && !(q->flags & COLON && s->sentence))
		return false;
	if ((q->flags & NESTED) && !(q->flags & COLON && (s->sentence || s->persons)))
		return (q->flags & (SPEECH_BEFORE | SPEECH_AFTER)) && verb_beside(p, q) && !noun &&
		       (s->verbs || s->sentence || s->persons) && s->words > 1;
	if ((q->flags & COLON) && (q->flags & (SPEECH_BEFORE | LABELLED)))	/* "Elle répond : « Oui »" */
		return s->words > 1 || s->sentence || is_word(&p->piece[q->first], REPLY);
	if ((q->flags & (SPEECH_BEFORE | SPEECH_AFTER)) && verb_beside(p, q) && !noun)
		return s->words > 1 || s->sentence;
	if (q->flags & COLON)
		return s->sentence ? s->words > 1 : (s->verbs && s->words > SHORT) || s->words >= LONG || (s->persons && s->words > 1);
	if (noun)
		return s->words >= 3 * LONG && s->persons && s->verbs;
	if (q->flags & (SPEECH_BEFORE | SPEECH_AFTER | ACCORDING))
		return s->words > 1 && (s->verbs || s->words > SHORT);
	if (s->sentence && p->piece[q->first].capital && (s->calls || s->words > 1))
		return true;
	if (alone(p, q) && (s->sentence || s->words > SHORT))
		return true;
	if (begins_line(p, q) && p->piece[q->first].capital)
		return s->verbs && s->words > 2 * SHORT;
	return s->words >= LONG && (s->verbs || s->persons) && (p->piece[q->first].capital || s->persons);
}

/* The second half of what somebody says is his as well. */
static void follow(quotation *q, const quotation *last)
{
	q->kind = VERBATIM;
	if (q->attribution.end)
		return;
	q->attribution = last->attribution;
	q->flags |= last->flags & (SPEECH_BEFORE | SPEECH_AFTER | PRONOUN | ACCORDING);
	q->verb = q->verb == GLANE_NONE ? last->verb : q->verb;
}

/* A noun right before it, without an article between: "le questionnaire « salariés »". */
static bool names_noun(const pieces *p, const quotation *q)
{
	const piece *a = before(p, q, 1);
	return a->kind == WORD && !(a->classes & GRAMMAR) && !p->piece[q->open].hard;
}

/* ---- Terms and scare quotes -------------------------------------------------------------------- */

/* Does (LLM) come behind? Then the words in quotation marks are spelled out, and a term. */
static bool initials_behind(const pieces *p, const quotation *q)
{
	uint32_t i = q->close + 1;
	return i + 2 < p->n && is_sign(&p->piece[i], '(') && p->piece[i + 1].capital && is_sign(&p->piece[i + 2], ')');
}

/* How often a word is in the text, apart from where it ends a short quotation, and how often it does that. */
typedef struct { uint32_t hash, plain, marked; } usage;
typedef struct { usage *slot; uint32_t mask, words; } usages;

static uint32_t stem_hash(const pieces *p, const piece *a)
{
	uint32_t h = 2166136261u, n = a->form_n;
	while (n > 3 && (p->forms[a->form + n - 1] == 's' || p->forms[a->form + n - 1] == 'e'))
		n--;
	for (uint32_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p->forms[a->form + i]) * 16777619u;
	return h ? h : 1;
}

static usage *usage_of(const usages *u, uint32_t hash)
{
	uint32_t i = (hash ^ hash >> 15) & u->mask;
	while (u->slot[i].hash && u->slot[i].hash != hash)
		i = (i + 1) & u->mask;
	return &u->slot[i];
}

static usages count_usages(const work *w)
{
	const pieces *p = &w->p;
	usages u = { .mask = 255 };
	while (u.mask < 2 * p->n)
		u.mask = u.mask * 2 + 1;
	u.slot = p->ctx->host->alloc(p->ctx, GLANE_SCRATCH, ((size_t)u.mask + 1) * sizeof *u.slot);
	for (uint32_t i = 0; i < p->n; i++)
		if (p->piece[i].kind == WORD && p->piece[i].form_n) {
			usage *s = usage_of(&u, stem_hash(p, &p->piece[i]));
			s->hash = stem_hash(p, &p->piece[i]);
			s->plain++;
			u.words++;
		}
	for (uint32_t n = 0; n < w->n; n++)
		if (w->q[n].last - w->q[n].first <= SHORT && p->piece[w->q[n].last - 1].form_n) {
			usage *s = usage_of(&u, stem_hash(p, &p->piece[w->q[n].last - 1]));
			s->plain--;
			s->marked++;
		}
	return u;
}

/* "ce qu'est un « … »", "what a « … » is": asked for, and so a term. */
static bool asked_what(const pieces *p, const quotation *q)
{
	const piece *a = before(p, q, 1), *b = before(p, q, 2), *c = before(p, q, 3);
	bool que = c->kind == WORD && c->form_n && (!memcmp(p->forms + c->form, "qu", 2) || is_word(c, COMPLEMENT));
	return is_word(a, DETERMINER) && ((is_word(b, COPULA) && que) || (b->kind == WORD && b->form_n == 4 && !memcmp(p->forms + b->form, "what", 4)));
}

/* "« … », c'est-à-dire …", "…, that is, …": explained, and so a term; a few words of a complement may stand between. */
static bool explained_behind(const pieces *p, const quotation *q)
{
	enum { NEAR = 6 };
	static const char *const ways[][4] = { { "c'", "est", "à", "dire" }, { "à", "savoir", NULL, NULL }, { "autrement", "dit", NULL, NULL },
		{ "that", "is", "to", "say" }, { "namely", NULL, NULL, NULL }, { "in", "other", "words", NULL } };
	uint32_t i = q->close + 1;
	while (i < p->n && i < q->close + NEAR && p->piece[i].kind == WORD && !p->piece[i].hard)
		i++;
	if (i >= p->n || !(is_sign(&p->piece[i], ',') || is_sign(&p->piece[i], '(')))
		return false;
	for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
		uint32_t k = 0;
		while (k < 4 && ways[w][k] && i + 1 + k < p->n && p->piece[i + 1 + k].form_n == strlen(ways[w][k]) &&
		       !memcmp(p->forms + p->piece[i + 1 + k].form, ways[w][k], strlen(ways[w][k])))
			k++;
		if (k == 4 || !ways[w][k])
			return true;
	}
	return false;
}

/* "RAG", ".AI": a name of letters. */
static bool acronym(const pieces *p, const quotation *q)
{
	uint32_t i = q->first;
	i += is_sign(&p->piece[i], '.') && i + 1 < q->last;
	const piece *a = &p->piece[i];
	if (i + 1 != q->last || a->kind != WORD || a->end - a->begin < 2)
		return false;
	for (uint32_t k = a->begin; k < a->end; k++)
		if (p->text.p[k] < 'A' || p->text.p[k] > 'Z')
			return false;
	return true;
}

/* "plutôt un « … »", "presque à une « … »": an adverb of degree before the article says that it is put so. */
static bool put_so(const pieces *p, const quotation *q)
{
	enum { NEAR = 4 };
	for (uint32_t back = 1; back < NEAR; back++) {
		const piece *a = before(p, q, back);
		if (is_word(a, DEGREE) && !is_word(a, DETERMINER | PREPOSITION))
			return back > 1;
		if (!is_word(a, DETERMINER | PREPOSITION))
			return false;
	}
	return false;
}

/* « bon élève », “real work”: who is called so is judged, by others. */
static bool judges(const pieces *p, const piece *first)
{
	static const char *const words[] = { "bon", "bonne", "bons", "bonnes", "mauvais", "mauvaise", "vrai", "vraie", "vrais", "vraies", "faux", "fausse", "super",
		"beau", "belle", "sale", "pauvre", "good", "bad", "real", "true", "fake", "proper", "perfect" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (first->kind == WORD && first->form_n == strlen(words[i]) && !memcmp(p->forms + first->form, words[i], first->form_n))
			return true;
	return false;
}

/* An adverb of manner or degree: "réellement", "actually". */
static bool adverb(const pieces *p, const piece *a)
{
	const char *form = p->forms + a->form;
	return is_word(a, DEGREE) || (a->kind == WORD && ((a->form_n > 6 && !memcmp(form + a->form_n - 4, "ment", 4)) ||
	       (p->language != FRENCH && a->form_n > 4 && !memcmp(form + a->form_n - 2, "ly", 2))));
}

/* "pour « dresser »": an infinitive behind a preposition is a way of putting it. */
static bool infinitive(const pieces *p, const quotation *q)
{
	const piece *a = &p->piece[q->first], *by = before(p, q, 1);
	if (p->language == ENGLISH || a->kind != WORD || a->form_n < 5 || !is_word(by, PREPOSITION) || is_word(by, NOUN_MARKER))
		return false;
	const char *end = p->forms + a->form + a->form_n - 2;
	return !memcmp(end, "er", 2) || !memcmp(end, "ir", 2) || !memcmp(end, "re", 2);
}

/* « A », « B » ou « C »: with nothing but a comma, a dash, "et", "ou" and articles between. */
static bool listed(const pieces *p, const quotation *q, const quotation *last)
{
	enum { APART = 4 };
	if (!last || last->close >= q->open || q->open - last->close > APART || last->kind == VERBATIM || p->piece[q->open].hard)
		return false;
	for (uint32_t i = last->close + 1; i < q->open; i++)
		if (!is_word(&p->piece[i], CONJUNCTION | DETERMINER | BETWEEN) && !is_sign(&p->piece[i], ',') && !(p->piece[i].kind == SIGN && sign_dash(p->piece[i].sign)))
			return false;
	return q->open > last->close + 1;
}

static bool term(const pieces *p, const quotation *q, const shape *s, const usages *u, const quotation *last)
{
	const piece *a = before(p, q, 1), *b = before(p, q, 2), *first = &p->piece[q->first], *end = &p->piece[q->last - 1];
	if (mentioned(p, q) || asked_what(p, q) || explained_behind(p, q) || initials_behind(p, q) || acronym(p, q) || is_sign(a, '('))
		return true;
	if (listed(p, q, last))
		return last->kind == TERM;
	if (is_word(a, DEMONSTRATIVE | LIKE | COPULA) || (a->hyphen && is_word(a, MENTION)) || adverb(p, a) || is_word(b, LIKE | COPULA) || infinitive(p, q) ||
	    put_so(p, q) || judges(p, first) || (governed(p, q) && s->persons && s->words >= SHORT))
		return false;
	bool bare = names_noun(p, q);
	const usage *seen = end->form_n ? usage_of(u, stem_hash(p, end)) : NULL;
	/* "un indice « d'engouement »": of what kind the noun before it is */
	if (bare && is_word(first, PREPOSITION) && s->words < SHORT)
		return true;
	bool again = seen && seen->hash && seen->marked > 1;
	uint32_t often = seen && seen->hash ? seen->plain + again : 0;
	if (s->words == 1)
		return bare ? often > 1 : is_word(a, DETERMINER | PREPOSITION) && (again || (often && often * RARE >= u->words));
	return s->words >= SHORT || first->capital || bare || is_word(a, DETERMINER) || is_sign(a, ',');
}

/* ---- Cited twice ------------------------------------------------------------------------------- */

/* Two words that follow each other in a verbatim, by their hash, and where they were met first: a fragment comes from
 * there, and a quotation of which most was met in one other is that one again, reworded or not. Of several that it may
 * come from, the one that most pairs agree on is found in one pass (Boyer and Moore's vote, 1981). */
typedef struct { uint32_t pairs, seen, votes, from; } origin;

static uint32_t pair_hash(const pieces *p, uint32_t k, uint32_t *last)
{
	uint32_t h = p->piece[k].kind == WORD ? stem_hash(p, &p->piece[k]) : 0, both = h && *last ? (*last * 31 ^ h) | 1 : 0;
	*last = h;
	return both;
}

static origin origin_of(const work *w, const usages *u, const quotation *q)
{
	origin o = { .from = GLANE_NONE };
	uint32_t last = 0;
	for (uint32_t k = q->first; k < q->last; k++) {
		uint32_t both = pair_hash(&w->p, k, &last);
		const usage *s = both ? usage_of(u, both) : NULL;
		o.pairs += both > 0;
		if (!s || !s->hash)
			continue;
		o.seen++;
		if (!o.votes)
			o.from = s->plain;
		o.votes += s->plain == o.from ? 1u : -1u;
	}
	return o;
}

static void remember(const work *w, const usages *u, uint32_t i)
{
	uint32_t last = 0;
	for (uint32_t k = w->q[i].first; k < w->q[i].last; k++) {
		uint32_t both = pair_hash(&w->p, k, &last);
		usage *s = both ? usage_of(u, both) : NULL;
		if (s && !s->hash) {
			s->hash = both;
			s->plain = i;
		}
	}
}

/* Long verbatims first, in order; then what is short, or was no verbatim, and may be a fragment of any of them. */
static void repeated(work *w)
{
	const pieces *p = &w->p;
	usages u = { .mask = 255 };
	uint32_t n = 0;
	for (uint32_t i = 0; i < w->n; i++)
		n += w->q[i].kind == VERBATIM ? w->q[i].last - w->q[i].first : 0;
	while (u.mask < 2 * n)
		u.mask = u.mask * 2 + 1;
	u.slot = p->ctx->host->alloc(p->ctx, GLANE_SCRATCH, ((size_t)u.mask + 1) * sizeof *u.slot);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < w->n; i++) {
			quotation *q = &w->q[i];
			bool whole = q->last - q->first >= 2 * LONG && q->kind == VERBATIM;
			if (q->kind == REPORTED || whole != !pass || (q->flags & (NESTED | DIALOGUE)))
				continue;
			const origin o = origin_of(w, &u, q);
			bool again = whole ? o.seen * 5 >= o.pairs * 3 && o.votes * 2 >= o.seen : o.pairs && o.seen == o.pairs;
			if (!whole && q->kind != VERBATIM && (q->kind == TITLE_QUOTE || p->piece[q->first].capital || mentioned(p, q) || names_noun(p, q)))
				again = false;
			/* a word or two that are said in a hundred quotations are none of them */
			if (again && !whole && q->kind == VERBATIM && o.pairs < SHORT)
				again = false;
			if (again) {
				q->kind = VERBATIM;
				q->flags |= REPEATED;
				q->repeats = o.from;
			} else if (whole) {
				remember(w, &u, i);
			}
		}
}

void kinds_find(work *w)
{
	const usages u = count_usages(w);
	const quotation *last = NULL;
	for (uint32_t i = 0; i < w->n; i++) {
		quotation *q = &w->q[i];
		if (q->kind == REPORTED)
			continue;
		const shape s = shape_of(&w->p, q);
		if (!(q->flags & (IN_PARENTHESES | AFTER_DASH | DIALOGUE)) && title(&w->p, q, &s))
			q->kind = TITLE_QUOTE;
		else if (goes_on(&w->p, q, last))
			follow(q, last);
		else if (verbatim(&w->p, q, &s))
			q->kind = VERBATIM;
		else
			q->kind = term(&w->p, q, &s, &u, last) ? TERM : SCARE_QUOTE;
		last = q->flags & NESTED ? last : q;
	}
	repeated(w);
}
