/* rules_fr.c - French: intensity, denial, what is only thought of. The order is that of VADER: what stands before a word
 * first adds to its value, then multiplies it. */
#include "score.h"
#include <string.h>

static const double distance_scale[] = { 1, 0.95, 0.9 };
enum { WINDOW = 3, CLAUSE_MOST = 25 };
static const double little = -0.5, not_without = 0.5, hypothetical = 0.7;

/* ---- Intensity ------------------------------------------------------------------------------- */

static const char more[] = "très vraiment extrêmement tellement super hyper ultra méga trop complètement totalement absolument "
	"particulièrement énormément beaucoup fort fortement grandement hautement profondément incroyablement "
	"sacrément vachement carrément franchement terriblement infiniment réellement véritablement entièrement "
	"parfaitement pleinement drôlement rudement bigrement plus énorme énormes immense immenses gros grosse grosses grand "
	"grande grands grandes considérable considérables considérablement immensément intensément si tant archi "
	"extraordinairement exceptionnellement remarquablement nettement clairement vivement gravement sérieusement "
	"vrai vraie vrais vraies véritable véritables";
static const char less[] = "plutôt assez moyennement légèrement presque quasi quasiment relativement partiellement vaguement "
	"léger légère légers légères petit petite petits petites passablement modérément faiblement";
/* Of these, adverbs that may as well follow their verb: « ça m'inquiète beaucoup ». */
static const char after_verb[] = "beaucoup énormément vraiment trop tellement terriblement profondément particulièrement "
	"assez moyennement légèrement complètement totalement grandement fortement considérablement";

/* How much the word at i strengthens (or, below 0, weakens); *first: where it begins. */
static double booster(const sentence *s, uint32_t i, uint32_t *first)
{
	glane_str f = s->form[i];
	*first = i;
	if (form_is(f, more))
		return BOOST;
	if (form_is(f, less))
		return -BOOST;
	uint32_t b = word_before(s, i, true), bb = b == GLANE_NONE ? b : word_before(s, b, true);
	if (form_is(f, "peu") && b != GLANE_NONE && form_is(s->form[b], "un petit")) {
		*first = b;
		return -BOOST;
	}
	if (form_is(f, "fait") && bb != GLANE_NONE && form_is(s->form[b], "à") && form_is(s->form[bb], "tout")) {
		*first = bb;
		return BOOST;
	}
	return 0;
}

static void boost(const scoring *c, hit *h, uint32_t i, int distance)
{
	const negation *d = &c->s->denied[h->first];
	uint32_t first;
	double amount = booster(c->s, i, &first);
	/* « plus » of « ne … plus » is none, nor is a « si » that begins a clause. */
	if ((amount <= 0 && amount >= 0) || (d->how != NEGATION_NONE && d->cue == i))
		return;
	if (form_is(c->s->form[i], "si") && distance > 1)
		return;
	bool negative = h->value < 0;
	amount = negative ? -amount : amount;
	if (c->differs && c->s->upper[i])
		amount += negative ? -CAPITALS : CAPITALS;
	step_add(h, STEP_ADD, first, i, amount * distance_scale[distance - 1], FLAG_NONE);
	if (form_is(c->s->form[i], "trop"))
		step_add(h, STEP_FLAG, i, i, 0, FLAG_EXCESS);
}

static void boosts(const scoring *c, hit *h)
{
	uint32_t i = h->first, after = h->last + 1;
	for (int distance = 1; distance <= WINDOW && (i = word_before(c->s, i, true)) != GLANE_NONE; distance++)
		if (!c->s->taken[i])
			boost(c, h, i, distance);
	/* An adverb after a verb is the verb's, unless a word follows that it may belong to. */
	if (after < c->s->n && !c->s->taken[after] && form_is(c->s->form[after], after_verb) &&
	    !(after + 1 < c->s->n && c->s->taken[after + 1]))
		boost(c, h, after, 1);
}

/* ---- Denial ---------------------------------------------------------------------------------- */

/* How the hit is denied: by a word that isn't one of its own (« ne servir à rien »). */
static const negation *denial_of(const scoring *c, const hit *h)
{
	const uint32_t ends[] = { h->last, h->first };
	for (int i = 0; i < 2; i++) {
		const negation *d = &c->s->denied[ends[i]];
		bool own = d->cue >= h->first && d->cue <= h->last && (h->mask >> (d->cue - h->first) & 1);
		if (d->how != NEGATION_NONE && !own)
			return d;
	}
	return NULL;
}

static void deny(const scoring *c, hit *h)
{
	const negation *d = denial_of(c, h);
	if (!d)
		return;
	switch (d->how) {
	case NEGATION_RESTRICTED:
		step_add(h, STEP_FLAG, d->cue, d->cue, 0, FLAG_RESTRICTIVE);
		break;
	case NEGATION_NOT_WITHOUT:
		step_add(h, STEP_TIMES, d->cue, d->cue, not_without, FLAG_NONE);
		break;
	default:
		step_add(h, STEP_TIMES, d->cue, d->cue, d->how == NEGATION_LITTLE ? little :
		         lexicon_at(c->l, h->entry)->extreme ? DENIAL_OF_EXTREME : DENIAL, FLAG_NONE);
		h->denied = !h->denied;
	}
}

/* « moins productif », « moins de stress »: what there is less of turns, weakly, to its contrary. */
static void less_of(const scoring *c, hit *h)
{
	static const char other[] = "au du à ou tout";	/* « au moins utile », « à moins que » */
	uint32_t i = word_before(c->s, h->first, true);
	if (i != GLANE_NONE && form_is(c->s->form[i], "de d'"))
		i = word_before(c->s, i, true);
	if (i == GLANE_NONE || !form_is(c->s->form[i], "moins"))
		return;
	uint32_t before = word_before(c->s, i, true);
	if (before == GLANE_NONE || !form_is(c->s->form[before], other)) {
		step_add(h, STEP_TIMES, i, i, little, FLAG_NONE);
		h->denied = !h->denied;
	}
}

/* ---- What is only thought of ------------------------------------------------------------------ */

/* « pourrait, serait, aiderait »: the endings of the conditional after a stem of the future. The imperfect of verbs in
 * -rer has the same endings: « préférait, montrait » are told by their stems. */
static bool is_conditional(glane_str f)
{
	static const char *const endings[] = { "rais", "rait", "rions", "riez", "raient" };
	static const char stems[] = "pour se dev au fau voud i fe sau ver viend tiend vaud deviend permett prend rend "
		"perd attend di suffi convien conviend mett vivr croi reviend maintiend obtiend";
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);
		if (f.n <= n || !form_ends(f, endings[i]))
			continue;
		glane_str stem = { f.p, f.n - (uint32_t)n };
		bool first_group = stem.n > 2 && stem.p[stem.n - 1] == 'e';
		return first_group || form_is(stem, stems);
	}
	return false;
}

/* « si » of « si c'est utile »; not of « si utile ». */
static bool is_if(const sentence *s, uint32_t i)
{
	static const char subjects[] = "je j' tu il elle on nous vous ils elles c' ce ça cela le la l' les un une des mon ma mes "
		"ton ta tes son sa ses notre nos votre vos leur leurs cette ces tout jamais";
	uint32_t b = word_before(s, i, true);
	if (b != GLANE_NONE && form_is(s->form[b], "même comme"))
		return false;		/* « même si c'est cher » */
	return (form_is(s->form[i], "si") && form_is(form_at(s, i + 1), subjects)) ||
	       (form_is(s->form[i], "s'") && form_is(form_at(s, i + 1), "il ils"));
}

static void only_thought_of(const scoring *c, hit *h)
{
	uint32_t i = h->first;
	if (is_conditional(c->s->form[i])) {
		step_add(h, STEP_TIMES, i, i, hypothetical, FLAG_HYPOTHETICAL);
		return;
	}
	for (int n = 0; n < CLAUSE_MOST && (i = word_before(c->s, i, true)) != GLANE_NONE; n++)
		if (is_conditional(c->s->form[i]) || is_if(c->s, i)) {
			step_add(h, STEP_TIMES, i, i, hypothetical, FLAG_HYPOTHETICAL);
			return;
		}
}

/* ---- The whole ------------------------------------------------------------------------------- */

void rules_french(const scoring *c, hit *h)
{
	if (c->differs && c->s->upper[h->first])
		step_add(h, STEP_ADD, h->first, h->first, h->value > 0 ? CAPITALS : -CAPITALS, FLAG_NONE);
	boosts(c, h);
	less_of(c, h);
	deny(c, h);
	only_thought_of(c, h);
}

/* « Bon, on commence »: what only opens a sentence says nothing. */
bool counts_french(const sentence *s, uint32_t i)
{
	return !(form_is(s->form[i], "bon bien") && word_before(s, i, false) == GLANE_NONE && form_is(form_at(s, i + 1), ","));
}

uint32_t turn_french(const sentence *s)
{
	for (uint32_t i = s->n; i-- > 0; )
		if (s->word[i] && form_is(s->form[i], "mais pourtant cependant toutefois néanmoins"))
			return i;
	return GLANE_NONE;
}
