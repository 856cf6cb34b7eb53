/* twins.c - see twins.h. Words are compared by a hash of their letters, ASCII ones in small: what is meant is a text printed
 * twice, not a likeness of meaning. */
#include "twins.h"
#include <stdlib.h>
#include "room/room.h"

typedef struct { uint32_t n; uint32_t *word; } passage_words;	/* in order, each once */

struct twins {
	glane_ctx *ctx;
	passage_words *passage;
	uint32_t n, room;
};

twins *twins_begin(glane_ctx *ctx)
{
	twins *t = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *t);
	t->ctx = ctx;
	return t;
}

void twins_clear(twins *t)
{
	t->n = 0;
}

static int by_value(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return a < b ? -1 : a > b;
}

/* Bytes of the letter at p: ASCII letters and digits, and all further code points but the blanks and marks below U+00C0 and
 * from U+2000 to U+203F. 0: no letter. */
static uint32_t letter(const unsigned char *p, uint32_t n)
{
	if (*p < 0x80)
		return (*p >= '0' && *p <= '9') || ((*p | 32) >= 'a' && (*p | 32) <= 'z');
	if (*p == 0xc2 || (*p == 0xe2 && n > 1 && p[1] == 0x80))
		return 0;
	uint32_t k = 1;
	while (k < n && (p[k] & 0xc0) == 0x80)
		k++;
	return k;
}

static passage_words words_of(glane_ctx *ctx, glane_str text)
{
	const unsigned char *p = (const unsigned char *)text.p;
	passage_words w = { 0, ctx->host->alloc(ctx, GLANE_SCRATCH, (text.n / 2 + 1) * sizeof(uint32_t)) };
	uint32_t hash = 0, all = 0;
	for (uint32_t i = 0, k; i <= text.n; i += k ? k : 1) {
		k = i < text.n ? letter(p + i, text.n - i) : 0;
		for (uint32_t j = i; j < i + k; j++)
			hash = ((hash ? hash : 2166136261u) ^ (p[j] >= 'A' && p[j] <= 'Z' ? p[j] | 32u : p[j])) * 16777619u;
		if (!k && hash) {
			w.word[all++] = hash;
			hash = 0;
		}
	}
	qsort(w.word, all, sizeof *w.word, by_value);
	for (uint32_t i = 0; i < all; i++)
		if (!w.n || w.word[i] != w.word[w.n - 1])
			w.word[w.n++] = w.word[i];
	return w;
}

static bool alike(const passage_words *a, const passage_words *b)
{
	uint32_t both = 0;
	for (uint32_t i = 0, j = 0; i < a->n && j < b->n; ) {
		if (a->word[i] == b->word[j])
			both++;
		uint32_t x = a->word[i], y = b->word[j];
		i += x <= y;
		j += y <= x;
	}
	return 2 * both > a->n + b->n - both;
}

bool twins_add(twins *t, glane_str text)
{
	passage_words w = words_of(t->ctx, text);
	for (uint32_t i = 0; i < t->n; i++)
		if (alike(&w, &t->passage[i]))
			return false;
	t->passage = room_for(t->ctx, GLANE_SCRATCH, t->passage, sizeof *t->passage, t->n, &t->room, 1);
	t->passage[t->n++] = w;
	return true;
}
