/* score.h - what a sentence says of good and bad: the words of the lexicon in it, and the rules that change their
 * values. Nothing here calls the host; memory is the caller's. */
#ifndef SCORE_H
#define SCORE_H
#include "lexicon.h"
#include "negation/negation.h"

enum { LABEL_NEGATIVE, LABEL_NEUTRAL, LABEL_MIXED, LABEL_POSITIVE, N_LABELS };

/* A sentence. upper: more than one letter, all of them capitals. */
typedef struct {
	uint32_t n;
	glane_str *form;		/* token.form */
	bool *word, *upper;
	uint8_t *pos;			/* the preferred part of speech, 0: not known */
	bool *taken;			/* room: tokens of hits */
	token_keys *keys;
	negation *denied;
	uint32_t cries, questions;	/* how many "!" and "?" */
} sentence;

/* A rule that was used: something is added, multiplied, or only to be known. */
enum { STEP_ADD, STEP_TIMES, STEP_FLAG };
enum { FLAG_NONE, FLAG_RESTRICTIVE, FLAG_HYPOTHETICAL, FLAG_EXCESS, FLAG_REPORTED, FLAG_HOLDER, N_FLAGS };
typedef struct {
	uint32_t first, last;		/* the words that call for it; GLANE_NONE: none */
	float amount;
	uint8_t what, flag;
} step;
enum { STEPS_MOST = 9 };

/* Tokens, both included; first is GLANE_NONE: none. */
typedef struct { uint32_t first, last; } stretch;

/* A word or expression that counted. */
typedef struct {
	uint32_t entry, first, last;	/* tokens, both included */
	uint64_t mask;			/* which of them are its own */
	double base, value;		/* in the lexicon; with all rules */
	double own;			/* before what an adversative makes of it: for "mixed" */
	bool denied, other, left_out;	/* other: what somebody else says or feels; left_out: and so not counted */
	stretch who, target;		/* who feels so, where it is another; about what */
	uint8_t n_steps;
	step step[STEPS_MOST];
} hit;

typedef struct {
	double neutral, mixed;		/* score below which nothing is said; share of the weaker pole */
	bool leave_out_others;
} score_options;

typedef struct {
	double sum, score;		/* score: -1 … 1 */
	double positive, negative;	/* sums of both signs before the adversative; both are positive numbers */
	double other;			/* the sum of what others say or feel */
	bool said, other_said;		/* is there a word of the one, of the other? */
	double emphasis;		/* what "!" and "?" added */
	uint32_t n;
	hit *hit;
	int label;
} verdict;

/* room: for s->n hits. s->denied and s->taken are filled here. */
void sentence_score(uint32_t language, const lexicon *l, const sentence *s, const score_options *o, hit *room,
                    verdict *out);

/* By both poles: mixed where each comes to `least` and the weaker to `share` of the stronger. */
double score_of(double sum);
int label_of(double score, double positive, double negative, const score_options *o);
int label_of_score(double score, double neutral);
bool both_poles(double positive, double negative, double least, double share);

/* ---- Between the files of the score ---------------------------------------------------------------- */

/* rules_fr.c, rules_en.c: what stands before a word, at its distance of 1, 2, 3. */
typedef struct {
	const lexicon *l;
	const sentence *s;
	bool differs;			/* some words are in capitals and some are not */
} scoring;

void step_add(hit *h, int what, uint32_t first, uint32_t last, double amount, int flag);
/* The word before token i, in the clause where `clause`; GLANE_NONE: there is none. */
uint32_t word_before(const sentence *s, uint32_t i, bool clause);
glane_str form_at(const sentence *s, uint32_t i);	/* empty beyond the end */
bool form_is(glane_str form, const char *list);		/* list: words parted by blanks */
bool form_ends(glane_str form, const char *with);

/* Values by the rules of the language; h->value is the lexicon's at first. */
void rules_french(const scoring *c, hit *h);
void rules_english(const scoring *c, hit *h);
/* The token at which the sentence turns ("but"), or GLANE_NONE. */
uint32_t turn_french(const sentence *s);
uint32_t turn_english(const sentence *s);
void modifiers_english(const sentence *s);
bool counts_french(const sentence *s, uint32_t i);
bool counts_english(const sentence *s, uint32_t i);	/* false: "like" that is no verb, "kind of" */

/* holder.c: whose words or feelings the hits are (other, who), and about what (target). */
void find_holders(uint32_t language, const lexicon *l, const sentence *s, hit *h, uint32_t n);
void find_targets(uint32_t language, const lexicon *l, const sentence *s, hit *h, uint32_t n);

/* The amount by which a word in capitals counts for more. */
#define CAPITALS 0.733
#define BOOST 0.293
#define DENIAL (-0.74)
/* What is extreme isn't turned to its contrary by denial, but weakened: « pas excellent » (Taboada et al. 2011). */
#define DENIAL_OF_EXTREME (-0.4)
#endif
