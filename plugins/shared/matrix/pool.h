/* pool.h - memory for computations that come in steps: what a step took is given back at its end and used by the next, so that a
 * hundred splits of a matrix need the room of one. Taken from the context, for as long as the callback runs. */
#ifndef POOL_H
#define POOL_H
#include <glane/plugin.h>

typedef struct pool pool;
typedef struct { uint32_t chunk; size_t used; } pool_mark;

pool *pool_new(glane_ctx *ctx);
glane_ctx *pool_context(const pool *p);
/* Zeroed, aligned for any type, never NULL. */
void *pool_alloc(pool *p, size_t n);
/* All that was allocated since then is given back. */
pool_mark pool_now(const pool *p);
void pool_back(pool *p, pool_mark then);

/* Room for n things of the type that `like` points to. */
#define pool_array(p, like, n) pool_alloc(p, ((size_t)(n) + 1) * sizeof *(like))
#endif
