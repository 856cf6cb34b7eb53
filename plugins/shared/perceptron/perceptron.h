/* perceptron.h - which of a few classes something is, by a linear model over hashed features.
 *
 * Averaged perceptron (Freund & Schapire 1999; Collins 2002); features are hashed into one table of weights
 * (Weinberger et al. 2009), 8 bits each, so that a model is small and nothing is looked up by name. Who uses it makes
 * features out of what it sees, the same ones when training and afterwards. Everything is whole numbers: the same
 * data in the same order give the same model, on any machine. */
#ifndef PERCEPTRON_H
#define PERCEPTRON_H
#include <glane/plugin.h>
#include <string.h>

enum { PERCEPTRON_CLASSES = 32 };	/* at most */

/* A feature: a hash of which question it answers, and of the answer. */
typedef uint64_t feature;

/* The hash of a text, never the same as that of a number by accident only. */
static inline feature feature_text(const char *p, size_t n)
{
	uint64_t h = 0xCBF29CE484222325u ^ n;
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 0x100000001B3u;
	return h ^ h >> 29;
}

/* Question `question` answered by a; by a and b; combine further for three. */
static inline feature feature_of(uint32_t question, feature a)
{
	uint64_t h = (a + question * 0x9E3779B97F4A7C15u) * 0xFF51AFD7ED558CCDu;
	return h ^ h >> 32;
}

static inline feature feature_pair(uint32_t question, feature a, feature b)
{
	return feature_of(question, a * 0xC4CEB9FE1A85EC53u + (b ^ b >> 31));
}

typedef struct {
	uint32_t bits;			/* 2^bits places, and PERCEPTRON_CLASSES more */
	const int8_t *weight;
} perceptron;

static inline size_t perceptron_size(uint32_t bits)
{
	return ((size_t)1 << bits) + PERCEPTRON_CLASSES;
}

/* The weights of a feature's classes lie side by side, so that one access brings them all. */
static inline uint32_t perceptron_place(uint32_t bits, feature f)
{
	return (uint32_t)((f * 0x9E3779B97F4A7C15u) >> (64 - bits));
}

/* score[0..classes): the sums of the weights. */
static inline void perceptron_scores(const perceptron *p, const feature *f, uint32_t n, uint32_t classes, int32_t *score)
{
	memset(score, 0, classes * sizeof *score);
	for (uint32_t i = 0; i < n; i++) {
		const int8_t *w = p->weight + perceptron_place(p->bits, f[i]);
		for (uint32_t c = 0; c < classes; c++)
			score[c] += w[c];
	}
}

/* ---- Training: perceptron_train.c ------------------------------------------------------------- */

typedef struct trainer trainer;

/* Room of `life`; weights are 0. */
trainer *trainer_new(glane_ctx *ctx, int life, uint32_t bits, uint32_t classes);
void trainer_scores(const trainer *t, const feature *f, uint32_t n, int32_t *score);
/* After each decision, right or wrong: learns from it when guess isn't gold. */
void trainer_learn(trainer *t, const feature *f, uint32_t n, uint32_t gold, uint32_t guess);
/* The same where the features of both differ, as when whole sequences are compared. */
void trainer_change(trainer *t, const feature *f, uint32_t n, uint32_t class, int32_t by);
void trainer_step(trainer *t);
/* Writes the means of the weights over all steps, scaled to 8 bits; what is within `least` of 0 (in scaled units)
 * becomes 0, which makes the file compress well. weight has room for perceptron_size(bits). */
void trainer_finish(const trainer *t, int least, int8_t *weight);

/* An order in which to show n examples: shuffled, the same for the same seed. */
void trainer_shuffle(uint32_t *order, uint32_t n, uint32_t seed);

/* ---- Files: perceptron_file.c ------------------------------------------------------------------ */

/* "glane model 1", lines "name: value" (kind, licence, what it was trained on), an empty line; weights; further text
 * of the model's own to the end of the file. */
typedef struct {
	perceptron p;
	glane_str head, rest;		/* point into the file */
} model;

/* In create(): opens a file made for `kind` ("tagger fr"). What is wrong with it is told. Returns GLANE_OK or what
 * fail() returned. */
int model_open(glane_ctx *ctx, const char *path, const char *kind, model *out);
/* The value of a line of the head, "" if there is none. */
glane_str model_value(const model *m, const char *name);
/* In train(): head: further lines, each with its line end. */
void model_write(glane_ctx *ctx, const char *path, const char *kind, const char *head, const perceptron *p,
                 glane_str rest);
#endif
