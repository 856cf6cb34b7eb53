/* sym.c - interned strings. */
#include <config.h>
#include "sym.h"
#include <stdlib.h>
#include <string.h>
#include "arena.h"
#include "text.h"

/* Strings lie one behind the other in chunks that are never moved or freed: a pointer handed out stays
 * good for the process. */
typedef struct { const char *p; uint32_t n, hash; } name;

enum { CHUNK = 1 << 18 };
static struct {
	name *name;			/* by id; id 0 is "" */
	uint32_t n, room;
	uint32_t *slot, n_slots;	/* open addressing; 0: free */
	char *chunk;
	size_t left;
} pool;

static void grow_slots(void)
{
	uint32_t n = pool.n_slots ? pool.n_slots * 2 : 1 << 14;
	uint32_t *slot = memory_get(n * sizeof *slot);
	memset(slot, 0, n * sizeof *slot);
	for (uint32_t i = 1; i < pool.n; i++) {
		if (!pool.name[i].p)
			continue;	/* a number that sym_shuffle passed over */
		uint32_t at = pool.name[i].hash & (n - 1);
		while (slot[at])
			at = (at + 1) & (n - 1);
		slot[at] = i;
	}
	free(pool.slot);
	pool.slot = slot;
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

static uint32_t add_name(const char *p, uint32_t n, uint32_t hash)
{
	if (pool.n == pool.room) {
		pool.room = pool.room ? pool.room * 2 : 1 << 13;
		pool.name = memory_resize(pool.name, pool.room * sizeof(name));
	}
	pool.name[pool.n] = (name){ p, n, hash };
	return pool.n++;
}

glane_sym sym_intern(glane_str s)
{
	if (!s.n)
		return (glane_sym){ 0 };
	if (!pool.n)
		add_name("", 0, 0);
	if (pool.n_slots < pool.n * 2 + 2)
		grow_slots();
	uint32_t hash = (uint32_t)text_hash(s.p, s.n, 0), at = hash & (pool.n_slots - 1);
	for (uint32_t id; (id = pool.slot[at]) != 0; at = (at + 1) & (pool.n_slots - 1)) {
		const name *k = &pool.name[id];
		if (k->hash == hash && k->n == s.n && !memcmp(k->p, s.p, s.n))
			return (glane_sym){ id };
	}
	return (glane_sym){ pool.slot[at] = add_name(keep(s.p, s.n), s.n, hash) };
}

glane_sym sym_of(const char *s)
{
	return sym_intern(str_of(s));
}

glane_str sym_string(glane_sym s)
{
	if (!s.id || s.id >= pool.n)
		return (glane_str){ "", 0 };
	return (glane_str){ pool.name[s.id].p, pool.name[s.id].n };
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
	/* Numbers are passed over, so that ids differ and hash chains fall out otherwise. */
	if (!pool.n)
		add_name("", 0, 0);
	for (uint32_t i = 0; i < seed % 997; i++)
		add_name(NULL, 0, 0);
}

glane_str str_of(const char *s)
{
	return (glane_str){ s ? s : "", s ? (uint32_t)strlen(s) : 0 };
}

bool str_equal(glane_str a, glane_str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}
