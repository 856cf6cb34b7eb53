/* formulas.c - see formulas.h. */
#include "formulas.h"
#include <math.h>

static double per(double x, double of)
{
	return of > 0 ? x / of : (double)NAN;
}

double flesch(text_counts t)
{
	return 206.835 - 1.015 * per(t.words, t.sentences) - 84.6 * per(t.syllables, t.words);
}

double flesch_kincaid(text_counts t)
{
	return .39 * per(t.words, t.sentences) + 11.8 * per(t.syllables, t.words) - 15.59;
}

double kandel_moles(text_counts t)
{
	return 207 - 1.015 * per(t.words, t.sentences) - 73.6 * per(t.syllables, t.words);
}

double lix(text_counts t)
{
	return per(t.words, t.sentences) + 100 * per(t.long_words, t.words);
}

double rix(text_counts t)
{
	return per(t.long_words, t.sentences);
}

double ari(text_counts t)
{
	return 4.71 * per(t.letters, t.words) + .5 * per(t.words, t.sentences) - 21.43;
}

double coleman_liau(text_counts t)
{
	return .0588 * 100 * per(t.letters, t.words) - .296 * 100 * per(t.sentences, t.words) - 15.8;
}

double fog(text_counts t)
{
	return .4 * (per(t.words, t.sentences) + 100 * per(t.complex_words, t.words));
}

double smog(text_counts t)
{
	return 1.043 * sqrt(30 * per(t.complex_words, t.sentences)) + 3.1291;
}
