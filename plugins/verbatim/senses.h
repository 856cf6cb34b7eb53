/* senses.h - what a form says about a passage that holds it. */
#ifndef SENSES_H
#define SENSES_H
#include <glane/plugin.h>

enum {
	OWN = 1,		/* je, my: who speaks is in it */
	STANCE = 2,		/* pense, espère, guilty, should: thought, felt, held to be right */
	DISCLAIMS = 4,		/* mais, pas, plutôt, unlike: turns down or sets against what might be expected */
	CONCRETE = 8,		/* exemple, hier, minutes, told: a case, a time, an amount, an exchange */
	POINTS_BACK = 16,	/* elle, ça, that: at the beginning, to what the reader doesn't see */
	JOINS = 32,		/* mais, and: at the beginning, to what was said before */
	ANSWERS = 64,		/* oui, well: at the beginning, to a question that isn't there */
	HESITATES = 128,	/* euh, um */
	/* "Il faut …", "c'est … qui …", "it is … to …" point to nothing: a first word of the first kind is excused by
	 * the next word, one of the second by one of the next few, one of both kinds by both. */
	UNLESS_NEXT = 256, UNLESS_LATER = 512,
	EXCUSES_NEXT = 1024, EXCUSES_LATER = 2048,
	PASSED_OVER = 4096,	/* ne: isn't counted as the next word */
	AFTER = 8192,		/* said only of a form that follows another one: see sense_after() */
	BEGUN = 16384,		/* tra-: a word that wasn't finished */
	SHORT = 32768		/* three bytes at most: said twice, it is a stumble */
};

enum { SENSE_FR, SENSE_EN, SENSE_LANGUAGES };

/* Of a form in small letters, as token.form; never all of them. AFTER: more may be said, by what stands before it. */
unsigned sense_of(uint32_t language, glane_str form);
/* Of two forms, one after the other: "en fait", "par exemple". */
unsigned sense_after(uint32_t language, glane_str before, glane_str form);
#endif
