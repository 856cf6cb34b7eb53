/* negation_fr.c - French: « ne … pas » and what speech makes of it.
 *
 * A cue denies what stands to its right in its clause, at most WINDOW words; « ne » also what stands between it and
 * its second half, and without « ne », as in speech, the verb before « pas » is denied too (« j'aime pas »). Clauses
 * end with punctuation, with words such as « mais, car, quand », and where a new subject comes (« c'est pas grave on a
 * aimé »), which speech has instead of punctuation. Several cues deny once (« sans jamais aucun »), but for « pas
 * sans ». Grevisse & Goosse, Le bon usage, § 1009–1022, for the facts. */
#include "negation/negation_words.h"

enum { WINDOW = 6, NEAR = 3, FAR_LEFT = 8, LONG_CLAUSE = 30 };

enum {
	NE = 1,				/* needs no second half in writing of a certain level */
	PAS,				/* denies alone, in speech */
	RIEN,				/* likewise; « rien que » is a restriction */
	PLUS,				/* denies with « ne » alone: « il y a plus de travail » says more */
	PERSONNE,			/* with « ne », or as what begins a clause */
	NI, SANS, PEU, LOIN, NON,
	QUE,
	ENDS				/* a word with which a clause begins */
};
static const negation_word words[] = {
	{ "aucun", PAS }, { "aucune", PAS }, { "aucunement", PAS }, { "car", ENDS }, { "cependant", ENDS }, { "donc", ENDS },
	{ "guère", PAS }, { "jamais", PAS }, { "loin", LOIN }, { "lorsqu'", ENDS }, { "lorsque", ENDS }, { "mais", ENDS },
	{ "n'", NE }, { "ne", NE }, { "ni", NI }, { "non", NON }, { "nullement", PAS }, { "néanmoins", ENDS },
	{ "parce", ENDS }, { "pas", PAS }, { "personne", PERSONNE }, { "peu", PEU }, { "plus", PLUS }, { "point", PLUS },
	{ "pourtant", ENDS }, { "puisqu'", ENDS }, { "puisque", ENDS }, { "qu'", QUE }, { "quand", ENDS }, { "que", QUE },
	{ "quoiqu'", ENDS }, { "quoique", ENDS }, { "rien", RIEN }, { "sans", SANS }, { "sinon", ENDS }, { "tandis", ENDS },
	{ "toutefois", ENDS },
};

static int class_at(const negation_sentence *s, uint32_t i)
{
	return i < s->n && s->word[i] ? negation_class(words, sizeof words / sizeof *words, s->form[i]) : 0;
}

static bool one_of(glane_str form, const char *const *list)
{
	for (; *list; list++)
		if (same(form, *list))
			return true;
	return false;
}

/* ---- Clauses --------------------------------------------------------------------------------- */

/* Pronouns that are subjects and nothing else. */
static bool is_subject(glane_str form)
{
	static const char *const subjects[] = { "j'", "je", "tu", "il", "ils", "on", "c'", NULL };
	return one_of(form, subjects);
}

/* What may stand before a subject without a new clause beginning there. */
static bool leads_to_subject(glane_str form)
{
	static const char *const leads[] = { "que", "qu'", "dont", "où", "si", "ce", "comme", NULL };
	return one_of(form, leads);
}

static bool is_que(glane_str form)
{
	return same(form, "que") || same(form, "qu'");
}

/* Does the clause of what stands before token i end there? */
static bool clause_ends(const negation_sentence *s, uint32_t i)
{
	if (!s->word[i])
		return negation_parts(s, i, true);
	if (class_at(s, i) == ENDS)
		return true;
	if (is_subject(s->form[i]))
		return i && !leads_to_subject(word_at(s, i - 1));
	return (same(s->form[i], "alors") || same(s->form[i], "bien")) && is_que(word_at(s, i + 1));
}

/* Marks the words right of token i, at most `most`, to the end of the clause. Of two cues the one of « sans » stays. */
static void mark_right(const negation_sentence *s, negation *out, uint32_t i, uint32_t most, int how)
{
	for (uint32_t j = i + 1, k = 0; j < s->n && k < most && !clause_ends(s, j); j++) {
		if (!s->word[j])
			continue;
		k++;
		bool kept = how == NEGATION_DENIED && out[j].how > NEGATION_DENIED && out[j].how <= NEGATION_NOT_WITHOUT;
		if (!kept)
			mark(out, j, how, i);
		if (same(s->form[j], "doute"))		/* « sans aucun doute utile », « pas de doute que … » */
			return;
	}
}

/* ---- pas, jamais, rien, aucun, guère ----------------------------------------------------------- */

/* Verbs that have a clause after « que »: what they deny is what is thought. */
static bool is_opinion(glane_str form)
{
	static const char *const stems[] = { "pens", "croi", "croy", "crû", "dis", "dit", "dir", "trouv", "estim", "sai",
		"sav", "veu", "voul", "voudr", "faut", "faud", "fall", "sembl", "imagin", "espér", "espèr", "voi", "voy",
		"consid", "souhait", "sen", "compren", "compri", "suppos", "affirm", "attend", "aim", "impress" };
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (begins(form, stems[i]))
			return true;
	return false;
}

/* « même », « vraiment »: may stand between a verb and its « pas ». */
static bool is_adverb(glane_str form)
{
	static const char *const adverbs[] = { "même", "toujours", "encore", "trop", "tellement", "du", "tout", NULL };
	return one_of(form, adverbs) || (form.n > 6 && ends(form, "ment"));
}

/* The word before token i, adverbs aside, in the same clause; GLANE_NONE: there is none. */
static uint32_t verb_before(const negation_sentence *s, uint32_t i)
{
	for (uint32_t k = 0; i > 0 && k < NEAR; k++) {
		i--;
		if (!s->word[i] || class_at(s, i) == ENDS)
			return GLANE_NONE;
		if (!is_adverb(s->form[i]))
			return i;
	}
	return GLANE_NONE;
}

/* « ne … pas que », « pas seulement »: not only that; but « je ne pense pas que … » denies what is thought. */
static bool not_only(const negation_sentence *s, uint32_t pas)
{
	static const char *const only[] = { "seulement", "uniquement", "simplement", "exclusivement", NULL };
	static const char *const one[] = { "un", "une", "des", "pour", "du", "de", "que", "qu'", NULL };
	glane_str next = word_at(s, pas + 1);
	if (one_of(next, only))
		return true;
	if (same(next, "juste"))
		return one_of(word_at(s, pas + 2), one);
	if (!is_que(next))
		return false;
	uint32_t verb = verb_before(s, pas);
	return !is_subject(word_at(s, pas + 2)) && (verb == GLANE_NONE || !is_opinion(s->form[verb]));
}

/* Words of this class that deny nothing where they stand. */
static bool is_idle(const negation_sentence *s, uint32_t i)
{
	static const char *const step[] = { "un", "le", "du", "chaque", "premier", "petit", "grand", "faux", "pourquoi",
		"deux", "nos", "ses", NULL };
	static const char *const ever[] = { "si", "s'", "à", "que", NULL };
	glane_str before = i ? word_at(s, i - 1) : (glane_str){ "", 0 }, next = word_at(s, i + 1);
	if (same(s->form[i], "pas"))
		return one_of(before, step) || same(next, "mal") || same(next, "loin") ||
		       (same(next, "à") && same(word_at(s, i + 2), "pas"));
	if (same(s->form[i], "jamais"))
		return one_of(before, ever);
	return false;
}

static bool is_clitic(glane_str form)
{
	static const char *const clitics[] = { "j'", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ça",
		"cela", "c'", "ce", "qui", "me", "m'", "te", "t'", "se", "s'", "le", "la", "l'", "les", "lui", "leur",
		"y", "en", NULL };
	return one_of(form, clitics);
}

/* Without « ne » a verb before « pas » is denied: one after a pronoun, or that looks like nothing but a verb. */
static void mark_verb(const negation_sentence *s, negation *out, uint32_t i)
{
	uint32_t v = verb_before(s, i);
	if (v == GLANE_NONE || class_at(s, v))
		return;
	glane_str form = s->form[v];
	bool verb = (v && is_clitic(word_at(s, v - 1))) || ends(form, "ait") || ends(form, "aient") || ends(form, "ent");
	if (verb && out[v].how == NEGATION_NONE)
		mark(out, v, NEGATION_DENIED, i);
}

/* After « je ne pense pas que » the whole clause is denied. */
static uint32_t reach(const negation_sentence *s, uint32_t i)
{
	uint32_t verb = verb_before(s, i);
	bool opinion = verb != GLANE_NONE && is_opinion(s->form[verb]);
	for (uint32_t j = i + 1; j < s->n && j <= i + NEAR + 1 && !clause_ends(s, j); j++) {
		glane_str f = word_at(s, j);
		opinion = opinion || begins(f, "impression") || begins(f, "sûr") || begins(f, "convaincu") || begins(f, "certain");
		if (opinion && is_que(f))
			return LONG_CLAUSE;
	}
	return WINDOW;
}

/* Token i is « pas », « jamais » …; what it denies to its right, and the verb before it. */
static void deny_from(const negation_sentence *s, negation *out, uint32_t i)
{
	static const char *const as_much[] = { "autant", "aussi", "tant", "si", "tellement", NULL };
	if (is_idle(s, i))
		return;
	for (uint32_t j = i + 1; same(s->form[i], "jamais") && j <= i + NEAR; j++)
		if (one_of(word_at(s, j), as_much)) {	/* « jamais été aussi heureux »: more than ever */
			mark_right(s, out, j, WINDOW, NEGATION_RESTRICTED);
			return;
		}
	if (not_only(s, i) || (class_at(s, i) == RIEN && is_que(word_at(s, i + 1)))) {
		mark_right(s, out, i, WINDOW, NEGATION_RESTRICTED);
		return;
	}
	mark_verb(s, out, i);
	mark_right(s, out, i, reach(s, i), NEGATION_DENIED);
}

/* ---- ne -------------------------------------------------------------------------------------- */

/* « avant qu'il ne », « plus que je ne », « de peur qu'il ne »: a « ne » that denies nothing. */
static bool is_expletive(const negation_sentence *s, uint32_t ne)
{
	static const char *const before_que[] = { "avant", "moins", "peur", "peurs", "crainte", "plus", "mieux", "pire", "autre",
		"autrement", "crains", "craint", "craignent", "craignons", "craignais", "craignait", "éviter", "évite", NULL };
	for (uint32_t j = ne; j > 0 && ne - j < FAR_LEFT && !negation_parts(s, j - 1, true); j--)
		if (is_que(word_at(s, j - 1)))
			for (uint32_t k = j - 1; k > 0 && j - k < NEAR + 1; k--)
				if (one_of(word_at(s, k - 1), before_que))
					return true;
	return false;
}

/* The second half of « ne » at token i, or « que »: its number; GLANE_NONE: there is none. */
static uint32_t second_half(const negation_sentence *s, uint32_t i)
{
	for (uint32_t j = i + 1, k = 0; j < s->n && k < FAR_LEFT; j++) {
		int what = class_at(s, j);
		if (what == PAS || what == RIEN || what == PLUS || what == PERSONNE || what == NI || what == QUE)
			return j;
		if (clause_ends(s, j))
			break;
		k += s->word[j];
	}
	return GLANE_NONE;
}

static void deny_with_ne(const negation_sentence *s, negation *out, uint32_t i)
{
	glane_str next = word_at(s, i + 1);
	if (same(next, "importe") || same(next, "empêche"))
		return;
	uint32_t half = second_half(s, i);
	if (half == GLANE_NONE) {
		if (!is_expletive(s, i))
			mark_right(s, out, i, WINDOW, NEGATION_DENIED);
		return;
	}
	int what = class_at(s, half);
	bool que = is_que(word_at(s, half + 1));
	if (what == QUE && is_expletive(s, i))
		return;
	if (what == QUE || (que && (what == PLUS || what == RIEN)) || not_only(s, half)) {
		mark_right(s, out, half, WINDOW, NEGATION_RESTRICTED);
		return;
	}
	for (uint32_t j = i + 1; j < half; j++)
		mark(out, j, NEGATION_DENIED, half);
	if (what == PLUS || what == PERSONNE)
		mark_right(s, out, half, reach(s, half), NEGATION_DENIED);
}

/* ---- The others ------------------------------------------------------------------------------- */

/* « sans risque »; « pas sans risque », « on ne peut pas travailler sans stress »: two that undo each other. */
static void without(const negation_sentence *s, negation *out, uint32_t i)
{
	static const char *const idle[] = { "doute", "cesse", "arrêt", "conteste", NULL };
	glane_str next = word_at(s, i + 1);
	if (one_of(next, idle))
		return;
	bool undone = out[i].how == NEGATION_DENIED || (i && same(word_at(s, i - 1), "non"));
	mark_right(s, out, i, is_que(next) ? WINDOW : NEAR, undone ? NEGATION_NOT_WITHOUT : NEGATION_WITHOUT);
}

static void little(const negation_sentence *s, negation *out, uint32_t i)
{
	static const char *const before[] = { "un", "petit", "quelque", "depuis", "sous", "à", "d'ici", "le", NULL };
	static const char *const after[] = { "à", "importe", "après", "avant", "près", NULL };
	if ((i && one_of(word_at(s, i - 1), before)) || one_of(word_at(s, i + 1), after))
		return;
	mark_right(s, out, i, NEAR, NEGATION_LITTLE);
}

static void far_from(const negation_sentence *s, negation *out, uint32_t i)
{
	static const char *const of[] = { "de", "d'", "du", "des", NULL };
	glane_str before = i ? word_at(s, i - 1) : (glane_str){ "", 0 };
	if (one_of(word_at(s, i + 1), of) && !same(before, "pas") && !same(before, "non") && !same(word_at(s, i + 2), "là"))
		mark_right(s, out, i, WINDOW, NEGATION_FAR);
}

/* « non fiable », not « non, c'est fiable », « non plus », « non seulement ». */
static void not_this(const negation_sentence *s, negation *out, uint32_t i)
{
	glane_str next = word_at(s, i + 1);
	if (same(next, "seulement"))
		mark_right(s, out, i, WINDOW, NEGATION_RESTRICTED);
	else if (!same(next, "plus") && !same(next, "sans"))
		mark_right(s, out, i, 1, NEGATION_DENIED);
}

/* « personne m'aide »: at the beginning of a clause, or after « y a »; otherwise somebody. */
static void nobody(const negation_sentence *s, negation *out, uint32_t i)
{
	glane_str before = i ? word_at(s, i - 1) : (glane_str){ "", 0 };
	if (i + 1 < s->n && s->word[i + 1] && (!before.n || is_que(before) || same(before, "a") || same(before, "et")))
		mark_right(s, out, i, WINDOW, NEGATION_DENIED);
}

void negation_french(const negation_sentence *s, negation *out)
{
	for (uint32_t i = 0; i < s->n; i++) {
		switch (class_at(s, i)) {
		case NE:
			deny_with_ne(s, out, i);
			break;
		case PAS:
		case RIEN:
			deny_from(s, out, i);
			break;
		case PERSONNE:
			nobody(s, out, i);
			break;
		case NI:
			mark_right(s, out, i, WINDOW, NEGATION_DENIED);
			break;
		case SANS:
			without(s, out, i);
			break;
		case PEU:
			little(s, out, i);
			break;
		case LOIN:
			far_from(s, out, i);
			break;
		case NON:
			not_this(s, out, i);
			break;
		}
	}
}
