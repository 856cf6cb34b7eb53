/* subjects.c - whose verb this is: the noun or pronoun before it, and the person that a pronoun stands for.
 *
 * No sentence is parsed. A subject before its verb is found going back over what may stand between ("ne m'a toujours
 * pas"), to a pronoun or to the article that begins the noun. Words of spoken language take a subject up again ("mon
 * chef, il m'a dit"); then the noun counts. */
#include <string.h>
#include "quotations.h"

enum { NOUN_MOST = 9, CLAUSE_MOST = 120, NEAR_MOST = 10 };	/* pieces */

bool has_form(const pieces *p, uint32_t i, const char *form)
{
	uint32_t n = (uint32_t)strlen(form);
	return i < p->n && p->piece[i].kind == WORD && p->piece[i].form_n == n && !memcmp(p->forms + p->piece[i].form, form, n);
}

bool has_form_of(const pieces *p, uint32_t i, const char *const *forms)
{
	for (; *forms; forms++)
		if (has_form(p, i, *forms))
			return true;
	return false;
}

bool form_ends(const pieces *p, uint32_t i, const char *end)
{
	uint32_t n = (uint32_t)strlen(end);
	return i < p->n && p->piece[i].kind == WORD && p->piece[i].form_n > n && !memcmp(p->forms + p->piece[i].form + p->piece[i].form_n - n, end, n);
}

static bool manner(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	return a->kind == WORD && ((a->form_n > 6 && form_ends(p, i, "ment")) || (a->form_n > 4 && form_ends(p, i, "ly")));
}

/* An article, possessive or number that begins a noun, and nothing else here ("à la" begins at "à"). */
static bool begins_noun(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	return is_word(a, DETERMINER) && !is_word(a, DEMONSTRATIVE | COMPLEMENT);
}

/* May a noun stand without an article: "people", "colleagues", "someone"? */
static bool bare_noun(const pieces *p, uint32_t i)
{
	static const char *const nouns[] = { "people", "someone", "somebody", "everyone", "everybody", "nobody", "folks", "management", "staff", "men", "women", NULL };
	return has_form_of(p, i, nouns) || (!is_word(&p->piece[i], BETWEEN) && form_ends(p, i, "s") && !form_ends(p, i, "'s") && !form_ends(p, i, "ss"));
}

/* Where the noun begins that ends before piece `end`; `end` where there is none. Its complements are its own ("la
 * directrice de mon école"), so that of several articles the first one counts that no preposition stands before. */
static uint32_t noun_before(const pieces *p, uint32_t begin, uint32_t end)
{
	uint32_t first = end, i = end, words = 0;
	for (; i > begin && end - i < NOUN_MOST; i--) {
		const piece *a = &p->piece[i - 1];
		/* "the report", "la demande" are nouns behind their article */
		bool verb = is_word(a, REPORT) && !(i - 1 > begin && is_word(&p->piece[i - 2], DETERMINER));
		bool stops = a->kind == SIGN || a->hyphen || verb || is_word(a, CONJUNCTION | REPLY | CONTRAST | SPEECH_INFINITIVE) ||
		             (is_word(a, VERB | AUXILIARY | SUBJECT) && !is_word(a, DETERMINER | PREPOSITION));
		if (stops)
			break;
		bool governed = i - 1 > begin && is_word(&p->piece[i - 2], PREPOSITION) && !is_word(&p->piece[i - 2], DETERMINER);
		if (begins_noun(p, i - 1) && !governed && i < end)
			first = i - 1;
		else if (a->capital && !(a->classes & (GRAMMAR | BETWEEN)) && first == i && !governed)
			first = i - 1;
		words++;
		if (p->piece[i - 1].hard)
			break;
	}
	if (first < end || p->language == FRENCH)
		return first;
	/* "people say", "some senior managers say": bare nouns, right behind the beginning of a clause */
	bool clause = i == begin || p->piece[i - 1].kind == SIGN || is_word(&p->piece[i - 1], CONJUNCTION);
	return words && words < 4 && clause && !(p->piece[i].classes & GRAMMAR) && bare_noun(p, end - 1) ? i : end;
}

bool object_pronoun(const pieces *p, uint32_t i)
{
	if (has_form(p, i, "nous"))
		return !form_ends(p, i + 1, "ons");
	return has_form(p, i, "vous") && !form_ends(p, i + 1, "ez") && !form_ends(p, i + 1, "tes");
}

/* May this stand between a subject and its verb? */
static bool between(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	if (a->kind != WORD || a->hyphen)
		return false;
	if (is_word(a, AUXILIARY | BETWEEN) || manner(p, i))
		return true;
	return object_pronoun(p, i) || (is_word(a, CLITIC) && !is_word(a, SUBJECT));
}

/* "un jour il me dit", "la semaine d'après il me dit" */
static bool is_time(const pieces *p, uint32_t i)
{
	static const char *const words[] = { "jour", "jours", "fois", "moment", "matin", "soir", "temps", "heure", "heures", "an", "ans", "année", "semaine", "mois",
		"day", "time", "times", "morning", "week", "year", "years", NULL };
	return has_form_of(p, i, words);
}

/* "they've", "he's": a pronoun with its auxiliary. */
static bool contracted(const pieces *p, uint32_t i)
{
	const piece *a = &p->piece[i];
	return p->language != FRENCH && is_word(a, VERB) && !has_form(p, i, "let's") && memchr(p->forms + a->form, '\'', a->form_n) && !has_form(p, i, "don't") &&
	       !form_ends(p, i, "'t");
}

bool subject_near(const pieces *p, uint32_t begin, uint32_t verb, uint32_t *first, uint32_t *last, bool *pronoun)
{
	uint32_t end = verb;
	while (end > begin && verb - end < NEAR_MOST && between(p, end - 1))
		end--;
	*pronoun = false;
	if (end == begin)
		return false;
	const piece *a = &p->piece[end - 1];
	if (contracted(p, end - 1)) {
		*pronoun = true;
		*first = end - 1;
		*last = end;
		return true;
	}
	if (is_word(a, SUBJECT) && !(is_word(a, DETERMINER) && p->language == ENGLISH && is_word(a, DEMONSTRATIVE))) {
		*pronoun = true;
		*first = end - 1;
		*last = end;
		uint32_t noun_end = end - 1;
		if (noun_end > begin && is_sign(&p->piece[noun_end - 1], ','))
			noun_end--;
		bool again = (is_word(a, THIRD) && (p->language == FRENCH || noun_end + 1 < end)) || has_form(p, end - 1, "qui") || has_form(p, end - 1, "who");
		uint32_t noun = again ? noun_before(p, begin, noun_end) : noun_end;
		for (uint32_t k = noun; k < noun_end; k++)
			if (is_time(p, k))
				noun = noun_end;
		if (noun < noun_end) {
			*pronoun = false;
			*first = noun;
			*last = noun_end;
		}
		return true;
	}
	*first = noun_before(p, begin, end);
	*last = end;
	return *first < end;
}

/* ---- Pronouns ---------------------------------------------------------------------------------- */

static bool masculine(const pieces *p, uint32_t i)
{
	return has_form(p, i, "un") || has_form(p, i, "le") || has_form(p, i, "ce") || has_form(p, i, "du");
}

static bool feminine(const pieces *p, uint32_t i)
{
	return has_form(p, i, "une") || has_form(p, i, "la") || has_form(p, i, "cette") || has_form(p, i, "ma") || has_form(p, i, "sa");
}

static bool verb_like(const piece *a)
{
	return is_word(a, VERB | SPEECH | AUXILIARY) || (is_word(a, CLITIC) && !is_word(a, DETERMINER));
}

/* Where a subject ends that begins at piece i: before its verb; "Zhang, un développeur," has an apposition. *article: of
 * the noun, which shows the gender. i: none. */
static uint32_t subject_ends(const pieces *p, uint32_t i, uint32_t end, uint32_t *article)
{
	uint32_t k = i, most = i + NOUN_MOST;
	bool name = p->piece[i].capital && !(p->piece[i].classes & (GRAMMAR | BETWEEN));
	*article = is_word(&p->piece[i], DETERMINER) ? i : GLANE_NONE;
	if (name) {
		while (k < end && p->piece[k].kind == WORD && p->piece[k].capital && !(p->piece[k].classes & GRAMMAR))
			k++;
		if (k >= end || verb_like(&p->piece[k]))
			return k < end ? k : i;
		if (!is_sign(&p->piece[k], ',') || k + 1 >= end || !is_word(&p->piece[k + 1], DETERMINER | PREPOSITION))
			return i;
		*article = is_word(&p->piece[k + 1], PREPOSITION) ? GLANE_NONE : k + 1;
		for (k++; k < end && k < most && p->piece[k].kind == WORD && !(verb_like(&p->piece[k]) && !is_word(&p->piece[k], DETERMINER));)
			k++;
		bool goes_on = k + 1 < end && is_sign(&p->piece[k], ',') && p->piece[k + 1].kind == WORD && !p->piece[k + 1].capital;
		return goes_on && !is_word(&p->piece[k + 1], CONJUNCTION | DETERMINER | PREPOSITION) ? k : i;
	}
	if (!is_word(&p->piece[i], DETERMINER) || is_word(&p->piece[i], DEMONSTRATIVE))
		return i;
	for (k++; k < end && k < most && p->piece[k].kind == WORD; k++)
		if (is_word(&p->piece[k], CONJUNCTION) && is_word(&p->piece[k], SUBJECT))	/* "le gars qui est venu" */
			return k > i + 1 ? k : i;
		else if (verb_like(&p->piece[k]) && !is_word(&p->piece[k], DETERMINER | PREPOSITION))
			return k > i + 1 ? k : i;
	return i;
}

bool antecedent(const pieces *p, uint32_t pronoun, uint32_t *first, uint32_t *last)
{
	bool he = has_form(p, pronoun, "il"), she = has_form(p, pronoun, "elle"), same = true;
	if (!he && !she && !has_form(p, pronoun, "he") && !has_form(p, pronoun, "she"))
		return false;
	for (uint32_t i = pronoun; i-- > 0 && pronoun - i < CLAUSE_MOST && !p->piece[i + 1].hard;) {
		const piece *b = &p->piece[i];
		uint32_t article;
		same = same && !(b->kind == SIGN && sign_ends(b->sign));
		bool begins = !i || b->hard || p->piece[i - 1].kind == SIGN || is_word(&p->piece[i - 1], CONJUNCTION);
		if (b->kind != WORD || !begins)
			continue;
		uint32_t end = subject_ends(p, i, pronoun, &article);
		if (end == i)
			continue;
		bool indefinite = has_form(p, i, "un") || has_form(p, i, "une") || has_form(p, i, "a") || has_form(p, i, "an");
		bool gender = article == GLANE_NONE || !((he && feminine(p, article)) || (she && masculine(p, article)));
		if (!gender || !(b->capital || same || indefinite || is_word(b, POSSESSIVE)) ||
		    (is_word(b, DETERMINER) && !same && !indefinite && !is_word(b, POSSESSIVE)))
			continue;
		*first = i;
		*last = end;
		return true;
	}
	return false;
}

/* ---- The subject of a sentence ----------------------------------------------------------------- */

bool sentence_subject(const pieces *p, uint32_t begin, uint32_t verb, uint32_t *first, uint32_t *last)
{
	uint32_t i = begin, k;
	while (i < verb && (p->piece[i].kind == SIGN || is_word(&p->piece[i], CONJUNCTION | CONTRAST)))
		i++;
	bool name = i < verb && p->piece[i].capital && !(p->piece[i].classes & (GRAMMAR | BETWEEN));
	if (i >= verb || p->language == ENGLISH || !(name || (is_word(&p->piece[i], DETERMINER) && !is_word(&p->piece[i], PREPOSITION | DEMONSTRATIVE))))
		return false;
	for (k = i + 1; k < verb && k < i + NOUN_MOST; k++) {
		const piece *a = &p->piece[k];
		bool noun = a->kind != SIGN && !(verb_like(a) && !is_word(a, DETERMINER)) && (!past(p, a) || is_word(a, DETERMINER | PREPOSITION)) &&
		            !is_word(a, SUBJECT | CONJUNCTION | CONTRAST) && !(name && !a->capital);
		if (!noun)
			break;
	}
	if (k >= verb || k >= i + NOUN_MOST || (!name && k == i + 1))
		return false;
	*first = i;
	*last = k;
	for (; k < verb; k++)		/* another one acts in between */
		if (is_word(&p->piece[k], SUBJECT) && !is_word(&p->piece[k], CLITIC | CONJUNCTION | DETERMINER) && !p->piece[k].hyphen)
			return false;
	return true;
}
