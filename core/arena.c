/* arena.c - memory that is freed all at once. */
#include <config.h>
#include "arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, KEPT = 64 * 1024 * 1024, ALIGN = 16 };

typedef struct block {
	struct block *next;
	size_t room, used;
	_Alignas(ALIGN) unsigned char p[];
} block;

struct arena {
	block *first;			/* the one that is filled; fuller ones behind it */
	size_t used;
};

static uint64_t fail_at, allocations;

/* Says it without allocating: there is no memory for more. */
_Noreturn void memory_lost(size_t wanted)
{
	char text[80];
	int n = snprintf(text, sizeof text, "glane: out of memory (%zu bytes wanted)\n", wanted);
	if (n > 0 && write(STDERR_FILENO, text, (size_t)n) < 0)
		_exit(EXIT_MEMORY);
	_exit(EXIT_MEMORY);
}

void memory_fail_at(uint64_t n)
{
	fail_at = n;
	allocations = 0;
}

static bool must_fail(void)
{
	return fail_at && ++allocations == fail_at;
}

void *memory_get(size_t n)
{
	void *p = must_fail() ? NULL : malloc(n ? n : 1);
	if (!p)
		memory_lost(n);
	return p;
}

void *memory_resize(void *p, size_t n)
{
	void *q = must_fail() ? NULL : realloc(p, n ? n : 1);
	if (!q)
		memory_lost(n);
	return q;
}

arena *arena_new(void)
{
	arena *a = memory_get(sizeof *a);
	*a = (arena){ NULL, 0 };
	return a;
}

static void free_blocks(block *b)
{
	while (b) {
		block *next = b->next;
		free(b);
		b = next;
	}
}

void arena_free(arena *a)
{
	if (!a)
		return;
	free_blocks(a->first);
	free(a);
}

static block *block_new(size_t room)
{
	block *b = memory_get(sizeof *b + room);
	b->next = NULL;
	b->room = room;
	b->used = 0;
	return b;
}

void arena_reset(arena *a)
{
	if (!a->first)
		return;
#ifdef GLANE_ARENA_MALLOC
	free_blocks(a->first);
	a->first = NULL;
#else
	/* One block is kept that would have held it all, so that the next document of that size, of a worker's many, comes
	 * to memory that is there. A large one is given back. */
	block *b = a->first;
	size_t room = a->used < BLOCK ? BLOCK : a->used + a->used / 4;
	if (b->next || b->room > KEPT) {
		free_blocks(b);
		b = room <= KEPT ? block_new(room) : NULL;
	}
	if (b)
		b->used = 0;
	a->first = b;
#endif
	a->used = 0;
}

void *arena_alloc(arena *a, size_t n)
{
	size_t want = (n + ALIGN - 1) / ALIGN * ALIGN;
	block *b = a->first;
	if (want < n)
		memory_lost(n);
	if (!want)
		want = ALIGN;
#ifdef GLANE_ARENA_MALLOC
	/* To the byte, so that a read behind the end is seen. */
	b = block_new(n ? n : 1);
	b->next = a->first;
	a->first = b;
	b->used = n;
	a->used += n;
	memset(b->p, 0, n ? n : 1);
	return b->p;
#endif
	if (!b || b->room - b->used < want) {
		bool large = want > BLOCK / 4;
		block *fresh = block_new(large ? want : BLOCK);
		if (large && b) {	/* a large piece goes behind: the open block stays open */
			fresh->next = b->next;
			b->next = fresh;
		} else {
			fresh->next = b;
			a->first = fresh;
		}
		b = fresh;
	}
	void *p = b->p + b->used;
	b->used += want;
	a->used += want;
	return memset(p, 0, want);
}

void *arena_grow(arena *a, void *p, size_t n, size_t more)
{
	if (n + more < n)
		memory_lost(SIZE_MAX);
	if (!p)
		return arena_alloc(a, n + more);
#ifndef GLANE_ARENA_MALLOC
	/* The last piece of the open block grows where it is. */
	block *b = a->first;
	size_t had = n ? (n + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
	size_t want = (n + more + ALIGN - 1) / ALIGN * ALIGN;
	if (b && b->used >= had && (unsigned char *)p == b->p + b->used - had &&
	    want > had && b->room - b->used >= want - had) {
		memset((unsigned char *)p + n, 0, want - n);
		b->used += want - had;
		a->used += want - had;
		return p;
	}
#endif
	void *q = arena_alloc(a, n + more);
	if (n)
		memcpy(q, p, n);
	return q;
}

char *arena_copy(arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);
	if (n)
		memcpy(p, s, n);
	return p;
}

char *arena_string(arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}

char *arena_print(arena *a, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	char *p = arena_alloc(a, (size_t)(n > 0 ? n : 0) + 1);
	if (n > 0)
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	va_end(args);
	return p;
}

size_t arena_used(const arena *a)
{
	return a->used;
}

void arena_each(const arena *a, void (*see)(void *user, const void *p, size_t n), void *user)
{
	for (const block *b = a->first; b; b = b->next)
		see(user, b->p, b->used);
}
