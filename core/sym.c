/* sym.c - interned strings. */
#include <config.h>
#include "sym.h"
#include <stdlib.h>
#include <string.h>
#include "arena.h"

/* Strings lie one behind the other in chunks that are never moved or freed: a pointer handed out stays
 * good for the process.
 *
 * Most strings are words of at most 16 bytes, and are told apart by their length and the two machine words that hold
 * them all: these lie in the table itself, so that a word which is known costs one look at one place. */
typedef struct { uint64_t first, last; uint32_t n, id; } slot;	/* id 0: free */

enum { CHUNK = 1 << 18, WHOLE = 16, FIRST_SLOTS = 1 << 12, AHEAD = 16 };
static struct {
	glane_str *name;		/* by id; id 0 is ""; p NULL: a number that sym_shuffle passed over */
	uint32_t n, room;
	slot *slot;			/* open addressing */
	uint32_t n_slots;
	char *chunk;
	size_t left;
} pool;

static uint64_t eight(const char *p)
{
	uint64_t v;
	memcpy(&v, p, sizeof v);
	return v;
}

/* The first and the last eight bytes, which overlap or meet in a string of 8 to 16; all bytes of a shorter one. */
static slot key_of(const char *p, uint32_t n)
{
	slot k = { 0, 0, n, 0 };
	if (n >= 8) {
		k.first = eight(p);
		k.last = eight(p + n - 8);
	} else if (n >= 4) {
		uint32_t half[2];
		memcpy(&half[0], p, 4);
		memcpy(&half[1], p + n - 4, 4);
		k.first = (uint64_t)half[1] << 32 | half[0];
	} else {
		k.first = (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 |
		          (unsigned char)p[n - 1];
	}
	return k;
}

/* Where to look first. Numbers of symbols don't depend on it, nor does anything else that is seen. */
static uint64_t hash_of(const slot *k, const char *p)
{
	static const uint64_t odd = 0x9e3779b97f4a7c15u, mix = 0xd6e8feb86659fd93u;
	uint64_t h = (k->first ^ k->n * mix) * odd ^ (k->last ^ odd) * mix;
	for (uint32_t at = 8; k->n > WHOLE && at + 8 < k->n; at += 8)
		h = (h ^ h >> 32 ^ eight(p + at)) * odd;
	h = (h ^ h >> 32) * mix;
	return h ^ h >> 29;
}

static void grow_slots(void)
{
	uint32_t n = pool.n_slots ? pool.n_slots * 2 : FIRST_SLOTS;
	slot *s = memory_get(n * sizeof *s);
	memset(s, 0, n * sizeof *s);
	for (uint32_t i = 1; i < pool.n; i++) {
		if (!pool.name[i].p)
			continue;
		slot k = key_of(pool.name[i].p, pool.name[i].n);
		uint64_t at = hash_of(&k, pool.name[i].p) & (n - 1);
		while (s[at].id)
			at = (at + 1) & (n - 1);
		s[at] = k;
		s[at].id = i;
	}
	free(pool.slot);
	pool.slot = s;
	pool.n_slots = n;
}

static const char *keep(const char *p, uint32_t n)
{
	size_t want = (size_t)n + 1;
	char *to;
	if (want > CHUNK / 8) {
		to = memory_get(want);
	} else {
		if (pool.left < want) {
			pool.chunk = memory_get(CHUNK);
			pool.left = CHUNK;
		}
		to = pool.chunk;
		pool.chunk += want;
		pool.left -= want;
	}
	memcpy(to, p, n);
	to[n] = 0;
	return to;
}

static uint32_t add_name(const char *p, uint32_t n)
{
	if (pool.n == pool.room) {
		pool.room = pool.room ? pool.room * 2 : 1 << 13;
		pool.name = memory_resize(pool.name, pool.room * sizeof *pool.name);
	}
	pool.name[pool.n] = (glane_str){ p, n };
	return pool.n++;
}

static bool same(const slot *s, const slot *k, const char *p)
{
	return s->first == k->first && s->last == k->last && s->n == k->n &&
	       (k->n <= WHOLE || !memcmp(pool.name[s->id].p, p, k->n));
}

static uint32_t find_or_add(const slot *k, uint64_t hash, const char *p)
{
	slot *s;
	if (pool.n_slots / 2 < pool.n + 1)
		grow_slots();
	for (uint64_t at = hash;; at++) {
		s = &pool.slot[at & (pool.n_slots - 1)];
		if (!s->id)
			break;
		if (same(s, k, p))
			return s->id;
	}
	*s = *k;
	return s->id = add_name(keep(p, k->n), k->n);
}

static void begin(void)
{
	add_name("", 0);
	grow_slots();
}

glane_sym sym_intern(glane_str s)
{
	if (!s.n)
		return (glane_sym){ 0 };
	if (!pool.n_slots)
		begin();
	const slot k = key_of(s.p, s.n);
	return (glane_sym){ find_or_add(&k, hash_of(&k, s.p), s.p) };
}

/* The places of several are asked for before the first is looked at, so that memory answers meanwhile. */
void sym_intern_all(uint32_t n, const glane_str *in, glane_sym *out)
{
	slot key[AHEAD];
	uint64_t hash[AHEAD];
	if (!pool.n_slots)
		begin();
	for (uint32_t from = 0; from < n; from += AHEAD) {
		uint32_t k = n - from < AHEAD ? n - from : AHEAD;
		for (uint32_t i = 0; i < k; i++) {
			const glane_str *s = &in[from + i];
			if (!s->n)
				continue;
			key[i] = key_of(s->p, s->n);
			hash[i] = hash_of(&key[i], s->p);
			__builtin_prefetch(&pool.slot[hash[i] & (pool.n_slots - 1)]);
		}
		for (uint32_t i = 0; i < k; i++)
			out[from + i].id = in[from + i].n ? find_or_add(&key[i], hash[i], in[from + i].p) : 0;
	}
}

glane_sym sym_of(const char *s)
{
	return sym_intern(str_of(s));
}

glane_str sym_string(glane_sym s)
{
	if (!s.id || s.id >= pool.n)
		return (glane_str){ "", 0 };
	return pool.name[s.id];
}

const char *sym_text(glane_sym s)
{
	return sym_string(s).p;
}

int str_compare(glane_str a, glane_str b)
{
	uint32_t n = a.n < b.n ? a.n : b.n;
	int r = n ? memcmp(a.p, b.p, n) : 0;
	return r ? r : (a.n > b.n) - (a.n < b.n);
}

int sym_compare(glane_sym a, glane_sym b)
{
	return a.id == b.id ? 0 : str_compare(sym_string(a), sym_string(b));
}

static int compare_entries(const void *a, const void *b, void *in)
{
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	const glane_sym *s = in;
	int r = sym_compare(s[i], s[j]);
	return r ? r : (i > j) - (i < j);
}

void sym_order(uint32_t n, const glane_sym *in, uint32_t *out)
{
	for (uint32_t i = 0; i < n; i++)
		out[i] = i;
	if (n)
		qsort_r(out, n, sizeof *out, compare_entries, (void *)(uintptr_t)in);
}

void sym_shuffle(uint32_t seed)
{
	/* Numbers are passed over, so that ids differ. */
	if (!pool.n_slots)
		begin();
	for (uint32_t i = 0; i < seed % 997; i++)
		add_name(NULL, 0);
}

glane_str str_of(const char *s)
{
	return (glane_str){ s ? s : "", s ? (uint32_t)strlen(s) : 0 };
}

bool str_equal(glane_str a, glane_str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}
