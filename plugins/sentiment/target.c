/* target.c - about what a hit is said: the noun that it belongs to.
 *
 * Of a feeling what follows it (« peur des erreurs »), of what causes one its subject (« l'IA m'inquiète »), of an adjective its
 * noun or, after a copula, its subject (« l'outil est utile »), of a verb its object, else its subject. Without the
 * layer `word` only what follows an article is known for a noun. Pronouns are not resolved. */
#include "phrases.h"

enum { OBJECT_FAR = 5 };

/* Nouns that only stand for something else: « une chose utile », "a lot of". */
static bool is_light(glane_str form)
{
	static const char light[] = "peu fois chose choses façon façons manière besoin euro euros an ans année années jour jours mois "
		"semaine heure heures minute minutes moment moments côté point genre truc trucs coup cas fait bout partie type plupart tout "
		"thing things day days time times way ways lot lots bit kind sort year years month months week weeks hour hours "
		"minute minutes moment part side";
	return form_is(form, light);
}

/* The noun to the right within the clause, or GLANE_NONE; a new clause ends the search. */
static uint32_t noun_after(uint32_t language, const sentence *s, uint32_t i, int most)
{
	static const char ends[] = "qui que qu' mais et parce quand car si but that because when if and who which";
	uint32_t at = i;
	for (int n = 0; n < most && (at = word_after(s, at)) != GLANE_NONE; n++) {
		if (form_is(s->form[at], ends))
			return GLANE_NONE;
		if (is_noun(s, at) && !is_person(language, s->form[at]) && !is_light(s->form[at]))
			return at;
	}
	return GLANE_NONE;
}

/* The noun that an adjective stands beside. */
static uint32_t noun_beside(const sentence *s, const hit *h)
{
	uint32_t b = word_before(s, h->first, true), a = word_after(s, h->last);
	if (b != GLANE_NONE && s->pos[b] == POS_ADV)
		b = word_before(s, b, true);
	if (b != GLANE_NONE && is_noun(s, b) && !s->taken[b] && !is_light(s->form[b]))
		return b;
	bool follows = a != GLANE_NONE && a == h->last + 1 && is_noun(s, a) && !s->taken[a];
	return follows && !is_light(s->form[a]) ? a : GLANE_NONE;
}

static stretch subject_thing(uint32_t language, const sentence *s, uint32_t i)
{
	stretch who;
	if (subject_before(language, s, i, &who) != SUBJECT_THING || who.first == GLANE_NONE)
		return NOTHING;
	return is_light(s->form[who.first]) ? NOTHING : who;
}

static stretch about(uint32_t language, const sentence *s, uint32_t noun)
{
	return noun == GLANE_NONE ? NOTHING : noun_phrase(language, s, noun);
}

static stretch target_of(uint32_t language, const lexicon *l, const sentence *s, const hit *h)
{
	const lexicon_entry *e = lexicon_at(l, h->entry);
	uint8_t pos = s->pos[h->first] & (POS_NOUN | POS_VERB | POS_ADJ) ? s->pos[h->first] : e->pos;
	stretch t = NOTHING;
	if (e->holder == HOLDER_SUBJECT)
		return about(language, s, noun_after(language, s, h->last, OBJECT_FAR));
	if (e->holder == HOLDER_OBJECT)
		return subject_thing(language, s, h->first);
	if (pos & POS_ADJ)
		t = about(language, s, noun_beside(s, h));
	else if (pos & (POS_VERB | POS_NOUN))
		t = about(language, s, noun_after(language, s, h->last, OBJECT_FAR));
	return t.first == GLANE_NONE ? subject_thing(language, s, h->first) : t;
}

void find_targets(uint32_t language, const lexicon *l, const sentence *s, hit *h, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++)
		h[k].target = target_of(language, l, s, &h[k]);
}
