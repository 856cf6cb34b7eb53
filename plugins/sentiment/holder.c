/* holder.c - whose words and feelings these are: the speaker's, or somebody else's, and who that is.
 *
 * Somebody else's are what stands in quotation marks beside a verb of saying, what follows « mon chef dit que », what
 * « selon lui » covers, and feelings whose bearer is named (« mes collègues ont honte », « cela inquiète les
 * clients »). Everything else is the speaker's own. */
#include "phrases.h"
#include <string.h>

enum { OPENING = 3, OBJECT_FAR = 4 };

/* Verbs of saying and thinking in forms that have a third person for their subject, or that may have one. */
static const char *const saying[LEXICON_LANGUAGES] = {
	[LEXICON_FR] = "dit disait dire dis disent disaient dira ajoute expliquent explique expliquait expliqué affirme affirment "
		"affirmait affirmé raconte racontent racontait raconté estime estiment estimait assure assurent répond répondent "
		"répondait répondu confie déclare déclarent déclaré lance souligne soulignent résume insiste insistent conclut observe "
		"note regrette prévient préviennent reconnaît reconnaissent précise rapporte prétend prétendent avoue avouent plaisante "
		"pense pensent pensait pensaient croit croient croyait croyaient trouve trouvent trouvait trouvaient juge jugent "
		"considère considèrent considérait répète répètent répétait soutient soutiennent",
	[LEXICON_EN] = "said says say saying told tells tell adds added explains explained claims claimed claim replied answered "
		"wrote writes admits admitted notes noted argues argued argue asked warned warns recalls think thinks thought believe "
		"believes believed find finds found feel feels felt consider considers complain complains complained insists insisted",
};
static const char *const quoting[LEXICON_LANGUAGES] = { [LEXICON_FR] = "« “ \"", [LEXICON_EN] = "“ \" «" };
static const char *const closing[LEXICON_LANGUAGES] = { [LEXICON_FR] = "» ” \"", [LEXICON_EN] = "” \" »" };
/* Those that say what they find something to be without « que »: « ils trouvent l'outil inutile ». */
static const char *const judging[LEXICON_LANGUAGES] = {
	[LEXICON_FR] = "trouve trouvent trouvait trouvaient juge jugent considère considèrent considérait estime estiment",
	[LEXICON_EN] = "find finds found consider considers",
};

static bool says(uint32_t language, glane_str form)
{
	return form_is(form, saying[language]);
}

/* ---- Marks of quotation ----------------------------------------------------------------------- */

static void give(hit *h, stretch who)
{
	h->other = true;
	h->who = who;
	if (who.first == GLANE_NONE)
		step_add(h, STEP_FLAG, GLANE_NONE, GLANE_NONE, 0, FLAG_REPORTED);
	else
		step_add(h, STEP_FLAG, who.first, who.last, 0, FLAG_HOLDER);
}

/* « j'ai dit » reports one's own words; « dit-elle » has its subject behind it. */
static int speaker_of(uint32_t language, const sentence *s, uint32_t verb, stretch *who)
{
	int subject = subject_before(language, s, verb, who);
	if (subject == SUBJECT_OWN || subject == SUBJECT_OTHER)
		return subject;
	uint32_t next = verb + 1 < s->n && !s->word[verb + 1] && form_is(s->form[verb + 1], "-") ? verb + 1 : verb;
	stretch after;
	if (next + 1 < s->n && form_is(form_at(s, next + 1), "il elle ils elles -il -elle -t-il -t-elle -ils -elles he she they")) {
		*who = (stretch){ next + 1, next + 1 };
		return SUBJECT_OTHER;
	}
	if (person_after(language, s, verb, OPENING, &after) == SUBJECT_OTHER)
		*who = after;
	return SUBJECT_OTHER;
}

/* What is quoted in a sentence whose own words say that somebody else speaks. */
static void quoted(uint32_t language, const sentence *s, hit *h, uint32_t n)
{
	bool inside = false, speech = false;
	stretch who = NOTHING;
	for (uint32_t i = 0; i < s->n; i++) {
		if (form_is(s->form[i], (inside ? closing : quoting)[language]))
			inside = !inside;
		else if (!inside && !speech && s->word[i] && says(language, s->form[i]))
			speech = speaker_of(language, s, i, &who) == SUBJECT_OTHER;
	}
	inside = false;
	for (uint32_t i = 0, k = 0; speech && i < s->n; i++) {
		if (form_is(s->form[i], (inside ? closing : quoting)[language]))
			inside = !inside;
		for (; k < n && h[k].first == i; k++)
			if (inside)
				give(&h[k], who);
	}
}

/* ---- Indirect speech -------------------------------------------------------------------------- */

/* Does what is said or thought follow the verb at i? *from: its first token. */
static bool opens_clause(uint32_t language, const sentence *s, uint32_t i, uint32_t *from)
{
	static const char english[] = "that it it's he she they we i the a an this there ai my their our is";
	bool french = language == LEXICON_FR, judges = form_is(s->form[i], judging[language]);
	*from = i + 1;
	if (judges)
		return true;
	uint32_t at = i;
	for (int n = 0; n < OPENING && (at = word_after(s, at)) != GLANE_NONE; n++) {
		if (french ? form_is(s->form[at], "que qu'") : form_is(s->form[at], english)) {
			*from = at;
			return true;
		}
		if (!french && !form_is(s->form[at], "me us him her them people always often really just"))
			return false;
	}
	return false;
}

/* All after « mon chef dit que », as far as the sentence turns back to its speaker. */
static void indirect(uint32_t language, const sentence *s, hit *h, uint32_t n)
{
	for (uint32_t i = 0; i < s->n; i++) {
		stretch who;
		uint32_t from, to;
		if (!s->word[i] || s->taken[i] || !says(language, s->form[i]) || !opens_clause(language, s, i, &from))
			continue;
		if (subject_before(language, s, i, &who) != SUBJECT_OTHER)
			continue;
		for (to = from; to < s->n && !form_is(s->form[to], "mais but ; pourtant however"); to++)
			;
		for (uint32_t k = 0; k < n; k++)
			if (h[k].first >= from && h[k].first < to && !h[k].other)
				give(&h[k], who);
	}
}

/* « selon mon chef », « according to the press »: the whole sentence. */
static void according_to(uint32_t language, const sentence *s, hit *h, uint32_t n)
{
	for (uint32_t i = 0; i < s->n; i++) {
		bool is_one = language == LEXICON_FR ? form_is(s->form[i], "selon") || (form_is(s->form[i], "après") && i &&
			form_is(s->form[i - 1], "d'")) : form_is(s->form[i], "to") && i && form_is(s->form[i - 1], "according");
		uint32_t next = is_one ? word_after(s, i) : GLANE_NONE;
		stretch who;
		if (next == GLANE_NONE || form_is(s->form[next], "moi nous me us que ce qu'") ||
		    (form_is(s->form[next], "mon ma my") && person_after(language, s, i, 2, &who) != SUBJECT_OTHER))
			continue;		/* « selon mon expérience » */
		who = (stretch){ next, next };
		if (is_determiner(language, s->form[next]))
			for (uint32_t a; (a = word_after(s, who.last)) != GLANE_NONE; who.last = a)
				if (is_noun(s, who.last) || is_person(language, s->form[who.last]))
					break;
		for (uint32_t k = 0; k < n; k++)
			if (!h[k].other && (h[k].first > who.last || h[k].first < i))
				give(&h[k], who);
		return;
	}
}

/* ---- Feelings --------------------------------------------------------------------------------- */

/* « cela les inquiète », « l'outil rassure les clients ». */
static int bearer_of_object(uint32_t language, const sentence *s, const hit *h, stretch *who)
{
	uint32_t b = word_before(s, h->first, true);
	if (language == LEXICON_FR && b != GLANE_NONE) {
		if (form_is(s->form[b], "les leur"))
			return *who = (stretch){ b, b }, SUBJECT_OTHER;
		if (form_is(s->form[b], "me m' nous te t' vous"))
			return SUBJECT_OWN;
	}
	return person_after(language, s, h->last, OBJECT_FAR, who);
}

static void felt(uint32_t language, const lexicon *l, const sentence *s, hit *h)
{
	const lexicon_entry *e = lexicon_at(l, h->entry);
	stretch who = NOTHING;
	int bearer = SUBJECT_NONE;
	uint32_t b = word_before(s, h->first, true);
	bool to_oneself = language == LEXICON_FR && b != GLANE_NONE && form_is(s->form[b], "se s'");
	/* « ils sont ravis, they are worried »: what is done to one is one's own feeling. */
	bool passive = b != GLANE_NONE && is_being(s->form[b]);
	if (e->holder == HOLDER_SUBJECT || (e->holder == HOLDER_OBJECT && (to_oneself || passive)))
		bearer = subject_before(language, s, h->first, &who);
	else if (e->holder == HOLDER_OBJECT)
		bearer = bearer_of_object(language, s, h, &who);
	if (bearer == SUBJECT_OTHER)
		give(h, who);
}

void find_holders(uint32_t language, const lexicon *l, const sentence *s, hit *h, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++)
		h[k].who = h[k].target = NOTHING;
	if (!n)
		return;
	quoted(language, s, h, n);
	according_to(language, s, h, n);
	indirect(language, s, h, n);
	for (uint32_t k = 0; k < n; k++)
		if (!h[k].other)
			felt(language, l, s, &h[k]);
}
