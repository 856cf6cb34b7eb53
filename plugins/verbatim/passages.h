/* passages.h - what speaks for a stretch of whole sentences: how complete it is, out of its interview, and what it holds. */
#ifndef PASSAGES_H
#define PASSAGES_H
#include <glane/plugin.h>

/* What is counted in a sentence or, added up, in a passage. */
typedef struct {
	uint32_t words, stumbles;	/* stumbles: hesitations, words begun or said twice */
	uint32_t own, stance, disclaims, concrete;	/* forms of these senses */
	unsigned first;			/* POINTS_BACK, JOINS or ANSWERS: how it begins */
	bool ends;			/* with . ! ? or … */
	bool closes;			/* the turn with it ends */
	bool asks;			/* with ? */
	bool marked;			/* a transcriber's remark stands in it: [inaudible] */
	bool opening;			/* from the beginning of an interview, where people say who they are */
	uint32_t bytes, themed;		/* of these bytes, on any theme */
	double mood, strongest;		/* sum of the sentences' sentiment; the greatest, its sign left out */
	uint32_t sentences;
} passage_traits;

/* Sentences that follow one another as one passage. */
void passage_join(passage_traits *sum, const passage_traits *more);

/* The parts of a passage's worth, each from 0 to 1. One that isn't known, for want of a layer, is NaN. */
typedef struct {
	double complete;		/* stands by itself and reads well, and isn't from the opening */
	double stance;			/* the speaker's own experience, thought and feeling */
	double contrast;		/* turns something down or sets it against something */
	double concrete;		/* a case, a time, an amount */
	double feeling;			/* strength of sentiment */
	double theme;			/* share of it on the theme, or on any */
	double specific;		/* words that are specific to theme and group */
} passage_parts;

/* `least` and `most`: the words that a passage may have. theme and specific are left NaN. */
passage_parts passage_judged(const passage_traits *t, uint32_t least, uint32_t most);

/* 0 … 1: complete × (1 + 2 × the mean of the other parts that are known) / 3. */
double passage_score(const passage_parts *p);
#endif
