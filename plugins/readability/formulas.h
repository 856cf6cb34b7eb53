/* formulas.h - how easily a text is read, from what can be counted in it: formulas as their authors gave them, whose weights hold
 * for the language in which they were found. */
#ifndef FORMULAS_H
#define FORMULAS_H

typedef struct {
	double sentences, words, syllables;
	double letters;			/* and digits, of words */
	double long_words;		/* of more than 6 letters */
	double complex_words;		/* of 3 syllables or more */
} text_counts;

/* A value that isn't defined, for want of sentences or words, is NaN. */
double flesch(text_counts t);		/* English: reading ease, 206.835 - 1.015 W/S - 84.6 Y/W (Flesch 1948); 60-70: plain */
double flesch_kincaid(text_counts t);	/* English: school grade, .39 W/S + 11.8 Y/W - 15.59 (Kincaid et al. 1975) */
double kandel_moles(text_counts t);	/* French: Flesch's, 207 - 1.015 W/S - 73.6 Y/W (Kandel & Moles 1958) */
double lix(text_counts t);		/* any: W/S + 100 long/W (Björnsson 1968) */
double rix(text_counts t);		/* any: long/S (Anderson 1983) */
double ari(text_counts t);		/* English: grade, 4.71 C/W + .5 W/S - 21.43 (Smith & Senter 1967) */
double coleman_liau(text_counts t);	/* English: grade, .0588 · 100 C/W - .296 · 100 S/W - 15.8 (Coleman & Liau 1975) */
double fog(text_counts t);		/* English: grade, .4 (W/S + 100 complex/W) (Gunning 1952) */
double smog(text_counts t);		/* English: grade, 1.043 sqrt(30 complex/S) + 3.1291 (McLaughlin 1969) */
#endif
