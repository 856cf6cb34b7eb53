/* passages.c - see passages.h. */
#include "passages.h"
#include <math.h>
#include <string.h>

typedef struct { const char *form; unsigned sense; } sense_of;

/* Short lists, looked through once per distinct form. */
static const sense_of french[] = {
	{ "alors", JOINS }, { "ben", HESITATES | ANSWERS }, { "bah", HESITATES | ANSWERS }, { "bref", JOINS },
	{ "c'", POINTS_BACK }, { "ce", POINTS_BACK }, { "ceci", POINTS_BACK }, { "cela", POINTS_BACK },
	{ "celle", POINTS_BACK }, { "celles", POINTS_BACK }, { "celui", POINTS_BACK }, { "ceux", POINTS_BACK },
	{ "car", JOINS }, { "donc", JOINS }, { "elle", POINTS_BACK }, { "elles", POINTS_BACK }, { "en", POINTS_BACK },
	{ "enfin", JOINS }, { "ensuite", JOINS }, { "et", JOINS }, { "euh", HESITATES | ANSWERS },
	{ "heu", HESITATES | ANSWERS }, { "hein", HESITATES }, { "hum", HESITATES | ANSWERS }, { "il", POINTS_BACK },
	{ "ils", POINTS_BACK }, { "j'", SPEAKS_FOR_ITSELF }, { "je", SPEAKS_FOR_ITSELF }, { "leur", POINTS_BACK },
	{ "lui", POINTS_BACK }, { "m'", SPEAKS_FOR_ITSELF }, { "ma", SPEAKS_FOR_ITSELF }, { "mais", JOINS },
	{ "me", SPEAKS_FOR_ITSELF }, { "mes", SPEAKS_FOR_ITSELF }, { "moi", SPEAKS_FOR_ITSELF },
	{ "mon", SPEAKS_FOR_ITSELF }, { "non", ANSWERS }, { "nos", SPEAKS_FOR_ITSELF }, { "notre", SPEAKS_FOR_ITSELF },
	{ "nous", SPEAKS_FOR_ITSELF }, { "oui", ANSWERS }, { "ouais", ANSWERS }, { "parce", JOINS }, { "pis", JOINS },
	{ "pourtant", JOINS }, { "puis", JOINS }, { "voilà", JOINS | ANSWERS }, { "y", POINTS_BACK },
	{ "ça", POINTS_BACK }, { NULL, 0 }
};

static const sense_of english[] = {
	{ "also", JOINS }, { "and", JOINS }, { "because", JOINS }, { "but", JOINS }, { "cause", JOINS },
	{ "erm", HESITATES | ANSWERS }, { "he", POINTS_BACK }, { "her", POINTS_BACK }, { "his", POINTS_BACK },
	{ "however", JOINS }, { "i", SPEAKS_FOR_ITSELF }, { "i'd", SPEAKS_FOR_ITSELF }, { "i'll", SPEAKS_FOR_ITSELF },
	{ "i'm", SPEAKS_FOR_ITSELF }, { "i've", SPEAKS_FOR_ITSELF }, { "it", POINTS_BACK }, { "it's", POINTS_BACK },
	{ "its", POINTS_BACK }, { "me", SPEAKS_FOR_ITSELF }, { "mine", SPEAKS_FOR_ITSELF },
	{ "my", SPEAKS_FOR_ITSELF }, { "myself", SPEAKS_FOR_ITSELF }, { "no", ANSWERS }, { "nope", ANSWERS },
	{ "or", JOINS }, { "our", SPEAKS_FOR_ITSELF }, { "she", POINTS_BACK }, { "so", JOINS }, { "that", POINTS_BACK },
	{ "that's", POINTS_BACK }, { "their", POINTS_BACK }, { "then", JOINS }, { "these", POINTS_BACK },
	{ "they", POINTS_BACK }, { "they're", POINTS_BACK }, { "this", POINTS_BACK }, { "those", POINTS_BACK },
	{ "though", JOINS }, { "thus", JOINS }, { "uh", HESITATES | ANSWERS }, { "um", HESITATES | ANSWERS },
	{ "us", SPEAKS_FOR_ITSELF }, { "we", SPEAKS_FOR_ITSELF }, { "we're", SPEAKS_FOR_ITSELF },
	{ "we've", SPEAKS_FOR_ITSELF }, { "well", ANSWERS }, { "yeah", ANSWERS }, { "yep", ANSWERS },
	{ "yes", ANSWERS }, { NULL, 0 }
};

unsigned passage_sense(uint32_t language, glane_str form)
{
	const sense_of *list = language == PASSAGE_FR ? french : english;
	for (; list->form; list++)
		if (strlen(list->form) == form.n && !memcmp(list->form, form.p, form.n))
			return list->sense;
	return 0;
}

/* A product: each fault takes its part of what the others left, so that one fault weighs as much in a good
 * passage as in a bad one. The weights are a convention; they order passages and are no measure of anything. */
double passage_readability(const passage_traits *t, uint32_t least, uint32_t most)
{
	double half = (most - least) / 2.0, off = half > 0 ? fabs(t->words - (least + half)) / half : 0;
	double r = 1 - 0.25 * fmin(off, 1);
	if (t->first & POINTS_BACK)
		r *= 0.75;
	else if (t->first & JOINS)
		r *= 0.85;
	else if (t->first & ANSWERS)
		r *= 0.9;
	if (!t->ends)
		r *= 0.6;
	if (t->asks)
		r *= 0.8;
	if (t->marked)
		r *= 0.7;
	if (!t->own)
		r *= 0.9;
	double hesitating = t->words ? (double)t->hesitations / t->words : 0;
	return r * (1 - fmin(2 * hesitating, 0.5));
}
