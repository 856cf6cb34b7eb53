/* phrases.c - noun phrases and subjects, by words and parts of speech.
 *
 * The nearest candidate to the left that no preposition governs is taken for the subject. Clitics that look like
 * subjects (« ils nous disent ») are told by the subject before them. */
#include "phrases.h"
#include <string.h>

enum { SUBJECT_FAR = 12, PHRASE_MOST = 5 };

/* Words of each language, parted by blanks. */
typedef struct {
	const char *own, *they, *thing, *clitic, *determiner, *preposition, *person, *begin;
} grammar;
static const grammar grammars[LEXICON_LANGUAGES] = {
	[LEXICON_FR] = {
		.own = "je j' on nous tu vous moi",
		.they = "il elle ils elles eux certains certaines quelqu'un beaucoup ceux celles plusieurs iel autres",
		.thing = "c' ce ça cela ceci",
		.clitic = "nous vous",
		.determiner = "le la les l' un une des ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur "
			"leurs certains certaines plusieurs tout tous toute toutes quelques chaque deux trois quatre d'autres autres "
			"aucun aucune",
		.preposition = "de d' du à au aux avec pour par dans sur chez en sans contre vers entre selon depuis pendant sous "
			"envers malgré comme",
		.begin = "que qu' quand lorsque lorsqu' parce car puisque puisqu' mais si comme et ou donc",
		.person = "abonné acteur actrice actionnaire adhérent administration adolescent adulte agent ami amie animateur "
			"apprenti architecte artisan artiste assistant assistante auteur autrice avocat avocate banquier boss bénévole "
			"cadre camarade candidat candidate chef cheffe chercheur chercheuse client cliente clientèle coiffeur collaborateur "
			"collaboratrice collectif collègue comité commercial communauté comptable comédien comédienne concurrent confrère "
			"consommateur conseiller consœur copain copine créateur créatif cuisinier dame designer dirigeant directeur direction "
			"directrice doctorant docteur développeur développeuse employeur employé employée enfant enseignant enseignante "
			"entreprise entrepreneur entourage expert famille femme fille fils formateur formatrice foule fournisseur français "
			"française frère gamin garçon gars gens gouvernement graphiste groupe génération habitant hiérarchie homme "
			"hôpital illustrateur illustratrice infirmier infirmière informaticien ingénieur ingénieure interlocuteur investisseur "
			"jeune journaliste juge juriste lecteur lectrice linguiste maire maman manager managers mari marié mec membre mère "
			"militant ministre monde moniteur monsieur musicien médecin méchant nana nanas opposant opérateur ouvrier ouvrière papa "
			"parent partenaire passager patient patiente patron patronne patronat peintre pote personne personnes personnel peuple "
			"photographe police policier politique population prestataire président prof professeur professeure professionnel "
			"programmeur proche public père rédacteur rédactrice recruteur relecteur responsable retraité réalisateur salarié "
			"salariée scientifique scénariste secrétaire senior serveur service société soignant sœur spectateur spécialiste "
			"stagiaire studio supérieur syndicat syndicaliste technicien technicienne testeur traducteur traductrice type "
			"téléspectateur tuteur usager utilisateur utilisatrice vendeur vendeuse vieux voisin voisine voyageur écrivain "
			"écrivaine éditeur éditrice élu élève équipe étudiant étudiante",
	},
	[LEXICON_EN] = {
		.own = "i we you i'm i've i'd i'll we're we've we'd we'll you're you've you'd me im ive",
		.they = "he she they he's she's they're they've they'd they'll he'd she'd everyone everybody someone somebody others "
			"who many some most nobody",
		.thing = "it it's this that that's these those there there's which what",
		.clitic = "",
		.determiner = "the a an my your his her our their its this that these those some many most all every each several few "
			"other two three another no both",
		.preposition = "of to with for by in on at from about against among between like as than without under over per "
			"towards",
		.begin = "that because when if but and or although though while whereas since so unless",
		.person = "actor actress adult agent analyst architect artist artists assistant audience author band boss boy "
			"boyfriend brother buyer ceo candidate chef child children citizen classmate client clinician colleague "
			"commentator community company competitor consultant consumer contractor couple coworker co-worker creator critic "
			"crowd customer dad daughter designer developer director doctor driver editor employee employer engineer "
			"everyone executive expert family fan father folk folks friend girl girlfriend government group guy husband "
			"illustrator investor journalist kid kids lady lawmaker lawyer lead leader leadership lecturer librarian linguist "
			"listener man management manager market men minister mother mom mum musician neighbor neighbour nurse official "
			"opponent owner parent participant partner patient people peer person photographer player police politician "
			"president producer prof professor programmer provider public pupil reader recruiter regulator reporter "
			"researcher respondent reviewer scientist senator seller sister society son staff stakeholder student superior "
			"supervisor supplier supporter teacher team teenager tester tourist translator trainee tutor union user "
			"vendor viewer voter wife woman women worker writer",
	},
};

static bool is(glane_str form, const char *list)
{
	return form.n && form_is(form, list);
}

bool is_noun(const sentence *s, uint32_t i)
{
	if (i >= s->n || !s->word[i])
		return false;
	uint32_t b = s->pos[i] || s->taken[i] || is_being(s->form[i]) ? GLANE_NONE : word_before(s, i, true);
	return s->pos[i] == POS_NOUN || (b != GLANE_NONE && (is(s->form[b], grammars[LEXICON_FR].determiner) ||
		is(s->form[b], grammars[LEXICON_EN].determiner)));
}

/* In the singular or with the -s of a plural. */
bool is_person(uint32_t language, glane_str form)
{
	const char *list = grammars[language].person;
	if (is(form, list))
		return true;
	return form.n > 3 && form.p[form.n - 1] == 's' && form_is((glane_str){ form.p, form.n - 1 }, list);
}

bool is_determiner(uint32_t language, glane_str form)
{
	return is(form, grammars[language].determiner);
}

bool is_preposition(uint32_t language, glane_str form)
{
	return is(form, grammars[language].preposition);
}

uint32_t word_after(const sentence *s, uint32_t i)
{
	while (++i < s->n) {
		if (s->word[i])
			return i;
		if (form_is(s->form[i], ". ! ? ; : , ( ) « » “ ” \" … ... — –"))
			return GLANE_NONE;
	}
	return GLANE_NONE;
}

/* ---- Noun phrases ----------------------------------------------------------------------------- */

/* The noun after « de » that goes with the one before it; GLANE_NONE: there is none. */
static uint32_t complement(uint32_t language, const sentence *s, uint32_t i)
{
	uint32_t of = word_after(s, i), next = of == GLANE_NONE ? of : word_after(s, of);
	if (next == GLANE_NONE || !is(s->form[of], language == LEXICON_FR ? "de d' du des" : "of"))
		return GLANE_NONE;
	if (is_determiner(language, s->form[next]))
		next = word_after(s, next);
	return next != GLANE_NONE && is_noun(s, next) ? next : GLANE_NONE;
}

stretch noun_phrase(uint32_t language, const sentence *s, uint32_t i)
{
	stretch p = { i, i };
	uint32_t next;
	if (language == LEXICON_EN)
		for (uint32_t b; (b = word_before(s, p.first, true)) != GLANE_NONE && b + 1 == p.first && is_noun(s, b); )
			p.first = b;
	while ((next = word_after(s, p.last)) == p.last + 1 && p.last < p.first + PHRASE_MOST && !s->taken[next] &&
	       (language == LEXICON_FR ? s->pos[next] == POS_ADJ : is_noun(s, next)))
		p.last = next;
	next = complement(language, s, p.last);
	if (next != GLANE_NONE)
		p.last = next;
	return p;
}

/* The phrase of the noun at i with its article, as one would name somebody. */
static stretch named(uint32_t language, const sentence *s, uint32_t i)
{
	stretch p = noun_phrase(language, s, i);
	for (uint32_t b; (b = word_before(s, p.first, true)) != GLANE_NONE; p.first = b)
		if (!is_determiner(language, s->form[b]) && !(s->pos[b] == POS_ADJ && !s->taken[b]))
			break;
	return p;
}

/* ---- Subjects --------------------------------------------------------------------------------- */

/* Does a preposition govern the noun at i, whatever stands between them? */
static bool is_governed(uint32_t language, const sentence *s, uint32_t i)
{
	uint32_t b = word_before(s, named(language, s, i).first, true);
	return b != GLANE_NONE && is_preposition(language, s->form[b]);
}

/* « nous » in « ils nous disent »: an object, since a subject stands before it. */
static bool is_clitic(const grammar *g, uint32_t language, const sentence *s, uint32_t i)
{
	uint32_t b = word_before(s, i, true);
	return is(s->form[i], g->clitic) && b != GLANE_NONE &&
	       (is(s->form[b], g->they) || is(s->form[b], g->own) || is(s->form[b], g->thing) || is(s->form[b], "qui ne") ||
	        is_noun(s, b) || is_person(language, s->form[b]));
}

bool is_being(glane_str form)
{
	return is(form, "est sont était étaient suis es sommes êtes été être sera seront serait seraient soit soient "
		"is are was were be been am being isn't aren't wasn't weren't feel feels felt seem seems seemed become became "
		"semble semblent paraît reste restent devient deviennent très trop si plutôt vraiment pas");
}

/* « il faut, il y a, il est dommage que » have no person for their subject. */
static bool is_impersonal(const sentence *s, uint32_t i, uint32_t word)
{
	static const char verbs[] = "faut faudrait faudra fallait y s' semble semblait paraît vaut vaudrait convient suffit arrive "
		"pleut reste manque existe";
	uint32_t a = word_after(s, i), n = word_after(s, word);
	if (!is(s->form[i], "il"))
		return false;
	if (a != GLANE_NONE && is(s->form[a], "ne n' me m' te t' lui leur"))
		a = word_after(s, a);
	if (a != GLANE_NONE && is(s->form[a], verbs))
		return true;
	uint32_t b = word_before(s, word, true);
	return n != GLANE_NONE && is(s->form[n], "que qu' de d'") && b != GLANE_NONE && is_being(s->form[b]);
}

int subject_before(uint32_t language, const sentence *s, uint32_t i, stretch *who)
{
	const grammar *g = &grammars[language];
	*who = NOTHING;
	uint32_t at = i;
	for (int n = 0; n < SUBJECT_FAR && (at = word_before(s, at, true)) != GLANE_NONE; n++) {
		glane_str f = s->form[at];
		if (is(f, g->own)) {
			if (!is_clitic(g, language, s, at))
				return SUBJECT_OWN;
		} else if (is(f, g->they)) {
			if (is_governed(language, s, at))
				continue;
			if (is_impersonal(s, at, i))
				return SUBJECT_THING;
			*who = (stretch){ at, at };
			return SUBJECT_OTHER;
		} else if (is(f, g->thing) && !is_noun(s, at + 1)) {
			return SUBJECT_THING;
		} else if (is_noun(s, at) || is_person(language, f)) {
			if (s->taken[at] || is_governed(language, s, at))
				continue;
			bool person = is_person(language, f);
			*who = person ? named(language, s, at) : noun_phrase(language, s, at);
			return person ? SUBJECT_OTHER : SUBJECT_THING;
		} else if (is(f, g->begin) && !is(f, "et ou and or")) {
			return SUBJECT_NONE;
		}
	}
	return SUBJECT_NONE;
}

int person_after(uint32_t language, const sentence *s, uint32_t i, int most, stretch *who)
{
	const grammar *g = &grammars[language];
	uint32_t at = i;
	*who = NOTHING;
	for (int n = 0; n < most && (at = word_after(s, at)) != GLANE_NONE; n++) {
		if (is(s->form[at], "me us moi nous"))
			return SUBJECT_OWN;
		if (is_person(language, s->form[at]) || is(s->form[at], "them him eux lui")) {
			*who = named(language, s, at);
			return SUBJECT_OTHER;
		}
		if (is(s->form[at], g->begin))
			break;
	}
	return SUBJECT_NONE;
}
