/* negation.h - which words of a sentence are denied, and by what: the one scope that sentiment and
 * theme-coder share (their results must not disagree about "je n'ai pas peur").
 *
 * French (ne … pas, ne dropped in speech, ne … que, sans, peu, loin de, ni, pas sans): inside a clause and at most
 * six words to the right of the cue. English: as VADER (Hutto & Gilbert 2014), a cue among the three words before,
 * and in addition verbs of thinking that are denied ("I don't think it is bad") inside their clause. Both time
 * linear in the number of tokens. */
#ifndef NEGATION_H
#define NEGATION_H
#include <glane/plugin.h>

enum {
	NEGATION_NONE,
	NEGATION_DENIED,		/* ne … pas, pas, jamais, rien de; not, never, n't */
	NEGATION_WITHOUT,		/* sans; without */
	NEGATION_FAR,			/* loin de; far from */
	NEGATION_LITTLE,		/* peu (never "un peu"); hardly, barely, little */
	NEGATION_NOT_WITHOUT,		/* pas sans: two that undo each other, more weakly said */
	NEGATION_RESTRICTED,		/* ne … que: said, and nothing but that; no denial */
	N_NEGATION
};

/* Of one token: how it is denied, and the token that does it (GLANE_NONE: none). `times`: how many cues deny
 * it, each on its own (English counts them; two undo each other). */
typedef struct {
	uint8_t how, times;
	uint32_t cue;
} negation;

/* The tokens of one sentence: forms in small letters with ' for ’, as token.form; word: is its token.kind word or
 * number (anything else may end a clause). French elisions are tokens of their own
 * ("n'", "qu'"); an English contraction is one token ("don't"). out has room for n. */
enum { NEGATION_FR, NEGATION_EN, NEGATION_LANGUAGES };
typedef struct {
	uint32_t n;
	const glane_str *form;
	const bool *word;
} negation_sentence;
void negation_find(uint32_t language, const negation_sentence *s, negation *out);

/* Is what stands there denied? Restriction and "not without" deny nothing. */
static inline bool negation_denies(const negation *n)
{
	return n->how == NEGATION_WITHOUT || n->how == NEGATION_FAR || n->how == NEGATION_LITTLE ||
	       (n->how == NEGATION_DENIED && n->times % 2);
}
#endif
