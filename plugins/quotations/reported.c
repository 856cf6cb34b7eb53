/* reported.c - what somebody said, told without marks: "mon chef dit toujours que c'est interdit", "they told me that it
 * would take a year", "elle me dit : tu verras".
 *
 * A verb of saying with a subject, then "que", "si", "that", an infinitive ("on m'a dit de …") or, in speech, nothing at
 * all ("she said it was fine", "il me dit bah non"); the row goes from behind "que" to the end of the clause. Verbs of
 * thought and judgement report nothing, and the first person of the present only hedges ("je dis que"). */
#include <string.h>
#include "quotations.h"

enum { BACK = 24, OBJECT_MOST = 8, CLAUSE_LONGEST = 60, VERB_WITHIN = 6 };	/* pieces */

typedef struct {
	const pieces *p;
	work *w;
	uint32_t *close;		/* by opening piece: where a quotation ends, or 0 */
	uint8_t *ends;			/* a quotation ends here */
} search;

static bool word_at(const pieces *p, uint32_t i, uint32_t classes)
{
	return i < p->n && !p->piece[i].hard && is_word(&p->piece[i], classes);
}

/* Verbs with a person for their object: "told my boss that", "asked us to". */
static const char *const tell[] = { "told", "tell", "tells", "telling", "asked", "ask", "asks", "asking", "advised", "advise", "advises", "ordered", "urged",
	"warned", "instructed", "begged", "reminded", "informed", "assured", "promised", "informé", "informe", "prévenu", "prévient", "averti", "avertit",
	"rassuré", "assuré", NULL };

/* ---- Verbs ------------------------------------------------------------------------------------- */

/* Is piece i a verb by which something is reported? A participle and a French form that is a noun as well need what
 * shows that they are verbs. */
static bool reports(const pieces *p, uint32_t i)
{
	static const char *const keep[] = { "keep", "keeps", "kept", NULL };
	const piece *a = &p->piece[i];
	if (is_word(a, REPORT_PARTICIPLE) || form_ends(p, i, "ing")) {
		for (uint32_t k = i; k-- > 0 && i - k < 4 && p->piece[k].kind == WORD;)
			if (is_word(&p->piece[k], AUXILIARY) || (p->language != FRENCH && (is_word(&p->piece[k], VERB) || has_form_of(p, k, keep))))
				return true;
		return false;
	}
	/* "a general answer", "the last report" */
	bool bare = p->language != FRENCH && !form_ends(p, i, "s") && !form_ends(p, i, "d") && !form_ends(p, i, "te");
	if (bare && i > 1 && is_word(&p->piece[i - 2], NOUN_MARKER) && !(p->piece[i - 1].classes & GRAMMAR) && !form_ends(p, i - 1, "s"))
		return false;
	return is_word(a, REPORT) && !(i && (is_word(&p->piece[i - 1], PREPOSITION) || (is_word(&p->piece[i - 1], NOUN_MARKER) &&
	       !is_word(&p->piece[i - 1], SUBJECT))));
}

static bool first_person(const pieces *p, uint32_t i)
{
	static const char *const forms[] = { "je", "j'", "i", NULL };
	return has_form_of(p, i, forms) || (p->language != FRENCH && (has_form(p, i, "i've") || has_form(p, i, "i'm")));
}

/* "je dis que", "I would say that", "could you tell me", "si je vous dis que": a way of putting it, a question, what may be.
 * What I said, or you, is reported where it is over. */
static bool hedge(const pieces *p, uint32_t subject, uint32_t verb)
{
	static const char *const unreal[] = { "would", "could", "might", "must", "should", "may", "can", "will", "shall", NULL };
	static const char *const supposed[] = { "if", "si", "s'", "unless", "would", "could", "can", "will", "should", "let", "might", NULL };
	static const char *const seems[] = { "dirait", "dirais", "diraient", "diriez", "dirai", NULL };
	static const char *const past[] = { "said", "told", "wrote", "swore", NULL };
	static const char *const thing[] = { "ça", "cela", "c'", "ce", NULL };	/* "ça explique que" */
	static const char *const you[] = { "you", "tu", NULL }, *const none[] = { "nobody", "personne", "aucun", "aucune", NULL };
	if (has_form_of(p, subject, none) || has_form_of(p, subject + 1, none) || has_form_of(p, subject, thing))
		return true;
	for (uint32_t k = subject; k < verb; k++)
		if (has_form_of(p, k, unreal) || form_ends(p, k, "'d") || form_ends(p, k, "'ll"))
			return true;
	if (has_form(p, subject, "qui") && subject && has_form(p, subject - 1, "ce"))	/* "ce qui explique que" */
		return true;
	if (has_form_of(p, verb, seems) || (subject && has_form_of(p, subject - 1, supposed)))
		return true;
	if (!first_person(p, subject) && !has_form_of(p, subject, you))
		return false;
	for (uint32_t k = subject + 1; k < verb; k++)
		if (is_word(&p->piece[k], AUXILIARY))
			return false;
	return !has_form_of(p, verb, past) && !form_ends(p, verb, "ed") && !form_ends(p, verb, "ais");
}

/* "je me suis dit que", "on se dit que": a thought. */
static bool to_oneself(const pieces *p, uint32_t subject, uint32_t verb)
{
	static const char *const self[] = { "se", "s'", NULL }, *const me[] = { "me", "m'", NULL };
	for (uint32_t k = subject; k < verb; k++)
		if (has_form_of(p, k, self) || (has_form_of(p, k, me) && first_person(p, subject)) ||
		    (has_form(p, k, "nous") && k > subject && has_form(p, k - 1, "nous")))
			return true;
	return false;
}

/* "I was told that", "il est dit que", "il paraît que": nobody is said to have said it. */
static bool passive(const pieces *p, uint32_t subject, uint32_t verb)
{
	static const char *const be[] = { "was", "were", "been", "being", "is", "are", "am", "été", "est", "être", NULL };
	if (has_form(p, verb, "paraît"))
		return true;
	for (uint32_t k = verb; k > subject; k--)
		if (has_form_of(p, k - 1, be))
			return !form_ends(p, verb, "ing");
		else if (!is_word(&p->piece[k - 1], BETWEEN))
			break;
	return false;
}

/* ---- Clauses ----------------------------------------------------------------------------------- */

/* Where the clause ends that begins at piece i: with its sentence, a quotation around it, a bracket, or a comma behind
 * which something else begins ("…, mais moi je …"). "…, et que …" goes on. */
static uint32_t clause_end(const search *s, uint32_t i)
{
	const pieces *p = s->p;
	uint32_t from = i, depth = 0, most = i + CLAUSE_LONGEST;
	for (; i < p->n && i < most; i++) {
		const piece *a = &p->piece[i];
		/* a blank line, which in a PDF says nothing, is a change of speaker in a transcript without punctuation */
		if ((i > from && (a->hard || (a->breaks > 1 && !p->wrapped))) || s->ends[i])
			break;
		if (s->close[i]) {			/* a quotation inside of the clause is a part of it */
			i = s->close[i];
			continue;
		}
		if (a->kind == SIGN && (sign_ends(a->sign) || a->sign == ';' || a->sign == ':' || a->sign == 0xbb || a->sign == 0x201d))
			break;
		if (a->kind == SIGN && sign_dash(a->sign) && a->blank)
			break;
		depth += is_sign(a, '(');
		if (is_sign(a, ')') && !depth--)
			break;
		uint32_t next = is_sign(a, ',') ? i + 1 : i;
		bool goes_on = next + 1 < p->n && word_at(p, next + 1, COMPLEMENT);
		if (i > from && is_sign(a, ',') && next < p->n && is_word(&p->piece[next], CONTRAST) && !goes_on)
			break;
		static const char *const me[] = { "moi", "je", "j'", "nous", "i", "we", NULL };
		if (i > from && next < p->n && is_word(&p->piece[next], CONTRAST) && has_form_of(p, next + 1, me))
			break;
		static const char *const then[] = { "alors", "puis", "donc", "voilà", "bref", "so", NULL };
		if (i > from && has_form_of(p, i, then) && word_at(p, i + 1, SUBJECT) && !goes_on)
			break;
		if (i > from && is_sign(a, ',') && (has_form(p, next, "et") || has_form(p, next, "and")) && has_form_of(p, next + 1, me))
			break;
	}
	return i < p->n ? i : p->n;
}

/* Is there a verb in the first words of what begins at piece i, as in a clause? */
static bool has_verb(const pieces *p, uint32_t i)
{
	for (uint32_t k = i; k < p->n && k <= i + VERB_WITHIN && p->piece[k].kind == WORD && !(k > i && p->piece[k].hard); k++)
		if (is_word(&p->piece[k], VERB | AUXILIARY) || (k > i && (form_ends(p, k, "ed") || form_ends(p, k, "'s"))))
			return true;
	return false;
}

/* May there be a verb in the words from piece i to the next sign? English ones may be unknown, and end in s or ed. */
static bool acts(const pieces *p, uint32_t i)
{
	for (uint32_t k = i; k < p->n && p->piece[k].kind != SIGN && !(k > i && p->piece[k].hard); k++)
		if (is_word(&p->piece[k], VERB | AUXILIARY | SPEECH) || (k > i && (form_ends(p, k, "ed") || (form_ends(p, k, "s") && !form_ends(p, k, "ss")))))
			return true;
	return i < p->n && p->piece[i].kind == SIGN && p->piece[i].sign != ',';
}

/* An infinitive behind "de" or "to". */
static bool infinitive(const pieces *p, uint32_t i)
{
	static const char *const ne[] = { "ne", "n'", "pas", "plus", "me", "m'", "te", "t'", "se", "s'", "le", "la", "les", "l'", "lui", "leur",
		"y", "en", "tout", "bien", NULL };
	uint32_t k = i;
	while (k < p->n && k < i + 4 && has_form_of(p, k, ne))
		k++;
	static const char *const others[] = { "premier", "dernier", "hier", "cher", "papier", "métier", "avenir", "plaisir", NULL };
	if (k >= p->n || p->piece[k].kind != WORD || p->piece[k].capital || has_form_of(p, k, others) || form_ends(p, k, "ière") || form_ends(p, k, "ture"))
		return false;
	return form_ends(p, k, "er") || form_ends(p, k, "ir") || form_ends(p, k, "re");
}

/* "m'", "us", "à mes collègues": to whom it is said; returns where to go on. */
static uint32_t object_end(const pieces *p, uint32_t i)
{
	static const char *const to[] = { "à", "au", "aux", "to", NULL };
	static const char *const object[] = { "me", "us", "him", "her", "them", "you", "everyone", "everybody", "people", NULL };
	uint32_t from = i;
	while (i < p->n && i < from + 4 && !p->piece[i].hard && is_word(&p->piece[i], BETWEEN) && !is_word(&p->piece[i], COMPLEMENT))
		i++;
	static const char *const times[] = { "temps", "jours", "matins", "soirs", "semaines", "time", "day", "days", NULL };
	if (i + 1 < p->n && is_word(&p->piece[i], DETERMINER) && has_form_of(p, i + 1, times))	/* "tout le temps" */
		i += 2;
	if (has_form_of(p, i, object))
		return i + 1;
	bool told = has_form_of(p, from - 1, tell), name = i < p->n && p->piece[i].kind == WORD && p->piece[i].capital && !(p->piece[i].classes & GRAMMAR);
	bool noun = has_form_of(p, i, to) || (told && (name || word_at(p, i, DETERMINER)));
	if (!noun)
		return i;
	static const char *const other[] = { "for", "on", "about", "with", "in", "pour", "sur", "avec", "dans", "parce", "alors", "afin", "avant",
		"fact", "fait", NULL };
	for (uint32_t k = i + 1; k < p->n && k < i + OBJECT_MOST && p->piece[k].kind == WORD && !p->piece[k].hard; k++) {
		if (has_form_of(p, k, other))
			break;
		if (is_word(&p->piece[k], COMPLEMENT) || (k > i + !name && (has_form_of(p, k, (const char *const[]){ "to", "de", "d'", NULL }))))
			return k;
		if (is_word(&p->piece[k], VERB) && !is_word(&p->piece[k], DETERMINER | PREPOSITION))
			break;
	}
	return i;
}

/* Where what is reported begins behind the verb, or GLANE_NONE; *direct: in the words that were said. */
static uint32_t begins(const search *s, uint32_t subject, uint32_t verb, bool *direct)
{
	static const char *const order[] = { "de", "d'", NULL }, *const that[] = { "que", "qu'", "that", NULL };
	static const char *const say[] = { "say", "says", "said", "told", "tell", "tells", "claim", "claims", "claimed", "insist", "insists",
		"insisted", "suggested", NULL };
	const pieces *p = s->p;
	uint32_t i = object_end(p, verb + 1);
	bool object = i > verb + 1, clitic = false;
	*direct = false;
	for (uint32_t k = subject + 1; k < verb; k++)
		clitic |= is_word(&p->piece[k], CLITIC);
	if (i >= p->n || p->piece[i].hard || (p->piece[i].breaks > 1 && !p->wrapped))
		return GLANE_NONE;
	if (is_sign(&p->piece[i], ':') || (is_sign(&p->piece[i], ',') && word_at(p, i + 1, REPLY))) {
		*direct = true;
		return i + 1 < p->n && !p->piece[i + 1].breaks ? i + 1 : GLANE_NONE;
	}
	if (has_form(p, i, "that"))	/* "answered that in time", "mentioned that process" */
		return word_at(p, i + 1, PREPOSITION) || !acts(p, i + 1) || (object && passive(p, subject, verb)) ? GLANE_NONE : i + 1;
	if (has_form_of(p, i, that))
		return i + 1;
	if (has_form(p, i, "comme") && has_form(p, i + 1, "quoi"))
		return i + 2;
	if ((has_form(p, i, "ce") && (has_form(p, i + 1, "que") || has_form(p, i + 1, "qu'") || has_form(p, i + 1, "qui"))))
		return i;
	if (has_form(p, i, "s'") && !has_form(p, i + 1, "il") && !has_form(p, i + 1, "ils"))
		return GLANE_NONE;
	if (word_at(p, i, COMPLEMENT) && !has_form(p, i + 1, "même") && !has_form(p, i, "who") && !has_form(p, i, "which"))
		return i;
	static const char *const dit[] = { "dit", "disent", "disait", "disaient", "demande", "demandent", "demandait", NULL };
	if (p->language != ENGLISH && has_form_of(p, i, order) && (clitic || object || has_form_of(p, verb, dit)) && infinitive(p, i + 1))
		return i + 1;
	if (p->language != FRENCH && has_form_of(p, verb, tell) && object && has_form(p, i, "to"))
		return i + 1;
	if (p->language != FRENCH && has_form_of(p, verb, tell) && object && has_form(p, i, "not") && has_form(p, i + 1, "to"))
		return i;
	/* "she said it was fine" */
	bool said = p->language != FRENCH && has_form_of(p, verb, say) && (!has_form_of(p, verb, tell) || object);
	if (said && (word_at(p, i, SUBJECT | DETERMINER) || p->piece[i].capital || word_at(p, i, PERSON)) && has_verb(p, i))
		return i;
	/* "il me dit bah non" */
	static const char *const dire[] = { "dit", "dis", "disent", "disait", "disais", "disaient", "répond", "répondu", "demande", "crie", NULL };
	if (p->language != ENGLISH && clitic && has_form_of(p, verb, dire) && word_at(p, i, REPLY)) {
		*direct = true;
		return i;
	}
	return GLANE_NONE;
}

/* ---- Rows -------------------------------------------------------------------------------------- */

static bool add(search *s, uint32_t from, uint32_t verb, uint32_t first, uint32_t last, bool pronoun, uint32_t flags)
{
	const pieces *p = s->p;
	uint32_t end = clause_end(s, from), words = 0;
	while (from < end && is_sign(&p->piece[from], ','))
		from++;
	while (end > from && p->piece[end - 1].kind == SIGN && !sign_marks(p->piece[end - 1].sign) && p->piece[end - 1].sign != ')')
		end--;
	/* what stands between marks has a row of its own */
	if (from >= end || (p->piece[from].kind == SIGN && sign_marks(p->piece[from].sign)))
		return false;
	for (uint32_t k = from; k < end; k++)
		words += p->piece[k].kind == WORD;
	if (!words || (words < 2 && is_word(&p->piece[from], COMPLEMENT)))	/* "il m'a expliqué pourquoi" */
		return false;
	quotation *q = quotation_add(s->w, from - 1, end, flags | SPEECH_BEFORE);
	if (!q)
		return false;
	q->first = from;
	q->span = pieces_span(p, from, end);
	q->kind = REPORTED;
	q->verb = verb;
	const char *form = p->forms + p->piece[first].form, *apostrophe = memchr(form, '\'', p->piece[first].form_n);
	bool contracted = pronoun && p->language != FRENCH && apostrophe && is_word(&p->piece[first], VERB);
	if (flags & PASSIVE || (contracted && strchr("hst", *form)))
		return true;
	if (pronoun && is_word(&p->piece[first], THIRD)) {
		if (!antecedent(p, first, &first, &last))
			return true;
		q->flags |= PRONOUN;
	} else if (pronoun && (is_word(&p->piece[first], CONJUNCTION | DEMONSTRATIVE) || p->piece[first].hyphen)) {
		return true;
	}
	q->attribution = pieces_span(p, first, last);
	if (contracted)				/* "I've" */
		q->attribution.end = q->attribution.begin + (uint32_t)(apostrophe - form);
	return true;
}

/* "and she's like, no way", "I was like …", "he goes: …", "il fait : …", "genre : …" */
static void quotative(search *s, uint32_t i)
{
	static const char *const be[] = { "was", "is", "were", "are", "am", "'s", "be", "being", NULL };
	static const char *const faire[] = { "fait", "faisait", "faisaient", "font", "fis", "fit", NULL };
	const pieces *p = s->p;
	uint32_t begin = sentence_begin(p, i, BACK), first, last, next = i + 1;
	bool pronoun = false, like = has_form(p, i, "like");
	if (next >= p->n || p->piece[next].hard)
		return;
	if (like) {
		static const char *const thing[] = { "it's", "that's", "there's", "here's", "what's", NULL };	/* "it's like …" compares */
		if (i && has_form_of(p, i - 1, thing))
			return;
		bool short_be = i && (form_ends(p, i - 1, "'s") || form_ends(p, i - 1, "'re") || form_ends(p, i - 1, "'m"));
		if (p->language == FRENCH || !i || !(short_be || has_form_of(p, i - 1, be)))
			return;
		uint32_t said = is_sign(&p->piece[next], ',') || is_sign(&p->piece[next], ':') ? next + 1 : next;
		bool words = said > next || word_at(p, next, REPLY) || (word_at(p, next, SUBJECT | PERSON) && has_verb(p, next + 1));
		first = i - 1;
		last = i - (short_be ? 0 : 1);
		bool who = short_be ? is_word(&p->piece[first], SUBJECT | VERB | PERSON) : subject_near(p, begin, i - 1, &first, &last, &pronoun);
		if (words && who && said < p->n && !p->piece[said].hard && (pronoun || short_be || said > next))
			add(s, said, i - (short_be ? 0 : 1), first, short_be ? first : last, !short_be && pronoun, UNMARKED);
		return;
	}
	bool colon = is_sign(&p->piece[next], ':'), comma = is_sign(&p->piece[next], ',') && word_at(p, next + 1, REPLY);
	if (!(colon || comma) || next + 1 >= p->n || p->piece[next + 1].breaks)
		return;
	if (p->language == FRENCH ? !has_form_of(p, i, faire) : !(has_form(p, i, "goes") || has_form(p, i, "went") || has_form_of(p, i, faire)))
		return;
	if (subject_near(p, begin, i, &first, &last, &pronoun) && pronoun)
		add(s, next + 1, i, first, last, true, UNMARKED);
}

/* "D'après mon chef, …", "According to my boss, …" */
static void according(search *s, uint32_t i)
{
	const pieces *p = s->p;
	uint32_t first = i + 1, begin = i;
	if (has_form(p, i, "après")) {
		if (!i || !has_form(p, i - 1, "d'"))
			return;
		begin = i - 1;
	} else if (has_form(p, i, "according")) {
		first = has_form(p, i + 1, "to") ? i + 2 : i + 1;
	}
	bool sure = !has_form(p, i, "selon");
	bool starts = !begin || p->piece[begin].hard || (p->piece[begin - 1].kind == SIGN && sign_ends(p->piece[begin - 1].sign));
	if (!starts || first >= p->n || !(word_at(p, first, POSSESSIVE) || (sure && word_at(p, first, DETERMINER)) ||
	    (p->piece[first].capital && !(p->piece[first].classes & GRAMMAR))))
		return;
	uint32_t last = first + 1;
	while (last < p->n && last < first + OBJECT_MOST && p->piece[last].kind == WORD && !p->piece[last].hard)
		last++;
	if (last < p->n && is_sign(&p->piece[last], ',') && (sure || has_verb(p, last + 1)))
		add(s, last + 1, GLANE_NONE, first, last, false, ACCORDING);
}

static void look_at(search *s, uint32_t i)
{
	const pieces *p = s->p;
	const piece *a = &p->piece[i];
	uint32_t first, last;
	bool pronoun, direct;
	if (is_word(a, SOURCE))
		according(s, i);
	if (is_word(a, QUOTATIVE))
		quotative(s, i);
	if (!is_word(a, REPORT | REPORT_PARTICIPLE) || a->hyphen || !reports(p, i))
		return;
	if (!subject_near(p, sentence_begin(p, i, BACK), i, &first, &last, &pronoun) || hedge(p, first, i) || to_oneself(p, first, i))
		return;
	uint32_t from = begins(s, first, i, &direct);
	if (from != GLANE_NONE)
		add(s, from, i, first, last, pronoun, (direct ? UNMARKED : 0) | (passive(p, first, i) ? PASSIVE : 0));
}

void reported_find(work *w)
{
	const pieces *p = &w->p;
	search s = { .p = p, .w = w };
	if (!w->options.reported)
		return;
	s.close = p->ctx->host->alloc(p->ctx, GLANE_SCRATCH, (p->n + 1) * sizeof *s.close);
	s.ends = p->ctx->host->alloc(p->ctx, GLANE_SCRATCH, p->n + 1);
	for (uint32_t i = 0; i < w->n; i++) {
		const quotation *q = &w->q[i];
		if (q->close > s.close[q->open])
			s.close[q->open] = q->close;
		s.ends[q->close] = s.ends[q->last] = 1;
	}
	for (uint32_t i = 0, k = 0; k < w->n_incises; k++) {
		while (i < p->n && p->piece[i].begin < w->incise[k].span.begin)
			i++;
		s.ends[i] = 1;
	}
	for (uint32_t i = 0; i < p->n; i++)
		if (is_word(&p->piece[i], REPORT | REPORT_PARTICIPLE | QUOTATIVE | SOURCE))
			look_at(&s, i);
	if (w->n)
		quotations_nest(w);
}
