/* arena.h - memory that is freed all at once. There are four lifetimes (run, worker, state, document)
 * and no other. Configured with --enable-malloc each piece is a malloc of its own, so that ASan and
 * valgrind see every overrun. */
#ifndef ARENA_H
#define ARENA_H
#include <stddef.h>
#include <stdint.h>
#include <glane/plugin.h>

typedef struct arena arena;

arena *arena_new(void);
/* NULL is allowed. */
void arena_free(arena *a);
/* Forgets all that was allocated, keeps the room. */
void arena_reset(arena *a);
/* Zeroed, aligned for any type, never NULL: without memory the process ends (see memory_lost). */
void *arena_alloc(arena *a, size_t n);
/* p held n bytes and gets `more` zeroed ones behind; it may move. p NULL and n 0: arena_alloc. */
void *arena_grow(arena *a, void *p, size_t n, size_t more);
char *arena_copy(arena *a, const char *s, size_t n);	/* n bytes and a NUL */
char *arena_string(arena *a, const char *s);
char *arena_print(arena *a, const char *format, ...) GLANE_PRINTF(2, 3);
/* Bytes handed out since arena_new or arena_reset. */
size_t arena_used(const arena *a);
/* Calls see() with every piece of memory that the arena has handed out of: to find out whether anybody
 * wrote to it in the meantime. */
void arena_each(const arena *a, void (*see)(void *user, const void *p, size_t n), void *user);

/* Ends the process with EXIT_MEMORY after saying so; a worker's parent names the document. */
enum { EXIT_MEMORY = 77 };
_Noreturn void memory_lost(size_t wanted);
/* malloc and realloc that end in memory_lost. For what outlives arenas: pools and tables that grow. */
void *memory_get(size_t n);
void *memory_resize(void *p, size_t n);
/* For tests: the n-th allocation from now on fails (0: never). */
void memory_fail_at(uint64_t n);

/* An array that doubles: ARRAY_ADD(a, room, n) makes place for element n of `a`, in arena `in`. */
#define ARRAY_ROOM(in, a, room, n) do { \
	if ((n) >= (room)) { \
		size_t more_ = (room) ? (room) : 8; \
		(a) = arena_grow((in), (a), (room) * sizeof *(a), more_ * sizeof *(a)); \
		(room) += (uint32_t)more_; \
	} \
} while (0)
#endif
