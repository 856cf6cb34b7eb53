/* passages.h - how well a stretch of whole sentences stands by itself, out of its interview. */
#ifndef PASSAGES_H
#define PASSAGES_H
#include <glane/plugin.h>

/* What a form says about a passage that holds it. */
enum {
	SPEAKS_FOR_ITSELF = 1,		/* je, my: the speaker's own experience */
	POINTS_BACK = 2,		/* elle, ça, that: at the beginning, to what the reader doesn't see */
	JOINS = 4,			/* mais, and: at the beginning, to what was said before */
	ANSWERS = 8,			/* oui, non, yes: at the beginning, to a question that isn't there */
	HESITATES = 16			/* euh, um */
};
/* Of a form in small letters, as token.form. */
unsigned passage_sense(uint32_t language, glane_str form);
enum { PASSAGE_FR, PASSAGE_EN, PASSAGE_LANGUAGES };

typedef struct {
	uint32_t words, hesitations, own;	/* own: forms that speak for themselves */
	unsigned first;			/* sense of the first word */
	bool ends;			/* with . ! ? or … */
	bool asks;			/* with ? */
	bool marked;			/* a transcriber's remark stands in it: [inaudible] */
} passage_traits;

/* 0 … 1. `least` and `most`: the words that a passage may have; in the middle between them is best. */
double passage_readability(const passage_traits *t, uint32_t least, uint32_t most);
#endif
