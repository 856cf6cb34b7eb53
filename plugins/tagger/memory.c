/* memory.c - what training saw of a form beside its readings: tags that they lack, lemmas that are others.
 *
 * As text behind the weights, a line a form: form, tab, key in hexadecimal digits, tab, "UPOS:lemma|UPOS:lemma". */
#include <stdio.h>
#include "tagger.h"

uint64_t memory_key(glane_str form, glane_str readings)
{
	feature h = feature_pair(1000, feature_text(form.p, form.n), feature_text(readings.p, readings.n));
	return h & 0xFFFFFFFFFFFF;
}

static uint64_t hexadecimal(const char *p, uint32_t n)
{
	uint64_t v = 0;
	for (uint32_t i = 0; i < n; i++)
		v = v << 4 | (uint64_t)(p[i] <= '9' ? p[i] - '0' : (p[i] & 7) + 9);
	return v;
}

static uint32_t *slot_of(const memory *m, uint64_t key)
{
	uint32_t at = (uint32_t)(key * 0x9E3779B97F4A7C15u >> 32) & (m->n_slots - 1);
	while (m->slot[at] != GLANE_NONE && m->row[m->slot[at]].key != key)
		at = (at + 1) & (m->n_slots - 1);
	return &m->slot[at];
}

const remembered *memory_find(const memory *m, uint64_t key)
{
	uint32_t at = m->n ? *slot_of(m, key) : GLANE_NONE;
	return at == GLANE_NONE ? NULL : &m->row[at];
}

static uint32_t count(glane_str text, char c)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < text.n; i++)
		n += text.p[i] == c;
	return n;
}

static bool read_line(memory *m, const char *p, const char *end)
{
	enum { DIGITS = 12 };
	const char *key = memchr(p, '\t', (size_t)(end - p));
	reading r[TAG_NAMES];
	if (!key || end - key <= DIGITS + 1 || key[DIGITS + 1] != '\t')
		return false;
	const char *list = key + DIGITS + 2;
	uint32_t n = readings_cut((glane_str){ list, (uint32_t)(end - list) }, r, TAG_NAMES);
	uint64_t k = hexadecimal(key + 1, DIGITS);
	*slot_of(m, k) = m->n;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t tag = tag_find(r[i].upos);
		if (tag > TAG_PUNCT)
			return false;
		m->row[m->n++] = (remembered){ k, tag, r[i].lemma };
	}
	return n > 0;
}

bool memory_read(glane_ctx *ctx, glane_str text, memory *out)
{
	uint32_t rows = count(text, '|') + count(text, '\n'), slots = 16;
	while (slots < 2 * rows)
		slots *= 2;
	*out = (memory){ .n_slots = slots };
	/* One row more, of no key, so that walking on from the last one ends. */
	out->row = ctx->host->alloc(ctx, GLANE_RUN, (rows + 1) * sizeof *out->row);
	out->slot = ctx->host->alloc(ctx, GLANE_RUN, slots * sizeof *out->slot);
	memset(out->slot, 0xFF, slots * sizeof *out->slot);
	out->row[rows].key = UINT64_MAX;
	for (const char *p = text.p, *end = text.p + text.n, *line; p < end; p = line + 1) {
		line = memchr(p, '\n', (size_t)(end - p));
		if (!line || !read_line(out, p, line))
			return false;
	}
	out->row[out->n].key = UINT64_MAX;
	return true;
}

bool marks_only(glane_str readings)
{
	reading r[2];
	uint32_t n = readings_cut(readings, r, 2), tag = n == 1 ? tag_find(r[0].upos) : TAG_NAMES;
	return tag == TAG_PUNCT || tag == TAG_SYM;
}

uint32_t may_be(const memory *m, glane_str form, glane_str readings)
{
	reading r[READINGS_MOST];
	uint32_t n = readings_cut(readings, r, READINGS_MOST), may = 0;
	uint64_t key = memory_key(form, readings);
	for (uint32_t i = 0; i < n; i++)
		may |= BIT(tag_find(r[i].upos)) & ~BIT(TAG_NAMES);
	bool mark = marks_only(readings);
	for (const remembered *at = memory_find(m, key); at && at->key == key; at++)
		may = mark ? BIT(at->tag) : may | BIT(at->tag);
	return may ? may : BIT(TAG_X);
}

glane_str lemma_as(const memory *m, glane_str form, glane_str readings, uint32_t tag)
{
	reading r[READINGS_MOST];
	uint32_t n = readings_cut(readings, r, READINGS_MOST);
	uint64_t key = memory_key(form, readings);
	for (const remembered *at = m ? memory_find(m, key) : NULL; at && at->key == key; at++)
		if (at->tag == tag)
			return at->lemma;
	for (uint32_t i = 0; i < n; i++)
		if (tag_find(r[i].upos) == tag)
			return r[i].lemma;
	return (glane_str){ "", 0 };
}
