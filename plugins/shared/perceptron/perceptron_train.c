/* perceptron_train.c - learning the weights.
 *
 * The mean of the weights over all steps is wanted, not the last ones. It is kept lazily: a weight's sum is brought up
 * to date only when the weight changes (Daumé 2006). */
#include <stdlib.h>
#include "perceptron.h"

struct trainer {
	glane_ctx *ctx;
	uint32_t bits, classes;
	int64_t step;
	int32_t *weight;
	int64_t *sum;			/* of step * change: mean = weight - sum / step */
};

trainer *trainer_new(glane_ctx *ctx, int life, uint32_t bits, uint32_t classes)
{
	trainer *t = ctx->host->alloc(ctx, life, sizeof *t);
	size_t n = perceptron_size(bits);
	*t = (trainer){ .ctx = ctx, .bits = bits, .classes = classes, .step = 1 };
	t->weight = ctx->host->alloc(ctx, life, n * sizeof *t->weight);
	t->sum = ctx->host->alloc(ctx, life, n * sizeof *t->sum);
	memset(t->weight, 0, n * sizeof *t->weight);
	memset(t->sum, 0, n * sizeof *t->sum);
	return t;
}

void trainer_scores(const trainer *t, const feature *f, uint32_t n, int32_t *score)
{
	memset(score, 0, t->classes * sizeof *score);
	for (uint32_t i = 0; i < n; i++) {
		const int32_t *w = t->weight + perceptron_place(t->bits, f[i]);
		for (uint32_t c = 0; c < t->classes; c++)
			score[c] += w[c];
	}
}

void trainer_change(trainer *t, const feature *f, uint32_t n, uint32_t class, int32_t by)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = perceptron_place(t->bits, f[i]) + class;
		t->weight[at] += by;
		t->sum[at] += by * t->step;
	}
}

void trainer_step(trainer *t)
{
	t->step++;
}

void trainer_learn(trainer *t, const feature *f, uint32_t n, uint32_t gold, uint32_t guess)
{
	if (gold != guess) {
		trainer_change(t, f, n, gold, 1);
		trainer_change(t, f, n, guess, -1);
	}
	trainer_step(t);
}

/* The mean of a weight over all steps, times the number of steps: whole. */
static int64_t mean_of(const trainer *t, size_t i)
{
	return t->weight[i] * t->step - t->sum[i];
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* What becomes 127: of the weights that aren't 0 one in a thousand is greater, and is cut off there. */
static int64_t largest(const trainer *t, size_t n)
{
	int64_t *size = t->ctx->host->alloc(t->ctx, GLANE_SCRATCH, n * sizeof *size);
	size_t k = 0;
	for (size_t i = 0; i < n; i++) {
		int64_t mean = mean_of(t, i);
		if (mean)
			size[k++] = mean < 0 ? -mean : mean;
	}
	qsort(size, k, sizeof *size, ascending);
	return k ? size[k - 1 - k / 1000] : 1;
}

void trainer_finish(const trainer *t, int least, int8_t *weight)
{
	size_t n = perceptron_size(t->bits);
	int64_t most = largest(t, n);
	for (size_t i = 0; i < n; i++) {
		int64_t mean = mean_of(t, i), scaled = (2 * 127 * (mean < 0 ? -mean : mean) + most) / (2 * most);
		scaled = scaled > 127 ? 127 : scaled < least ? 0 : scaled;
		weight[i] = (int8_t)(mean < 0 ? -scaled : scaled);
	}
}

void trainer_shuffle(uint32_t *order, uint32_t n, uint32_t seed)
{
	uint64_t x = seed * 0x9E3779B97F4A7C15u + 1;
	for (uint32_t i = n; i > 1; i--) {
		x = x * 6364136223846793005u + 1442695040888963407u;
		uint32_t k = (uint32_t)((x >> 32) % i), was = order[i - 1];
		order[i - 1] = order[k];
		order[k] = was;
	}
}
