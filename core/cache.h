/* cache.h - what plugins can make again and is kept between runs: dictionaries compiled into tables. A file of it is
 * looked for where it was installed for all ($(cachedir), never by an uninstalled program), then in the user's cache:
 * $GLANE_CACHE, else $XDG_CACHE_HOME/glane, else ~/.cache/glane. */
#ifndef CACHE_H
#define CACHE_H
#include "arena.h"

/* A file, mapped read-only; workers that are forked share it. */
typedef struct cache_map { char key[65]; void *map; size_t size; glane_bytes bytes; } cache_map;

/* The key of what is made of n parts. */
void cache_key(const char *name, uint32_t n, const glane_bytes *of, char out[65]);
/* false: it isn't there, or what is there is no whole file of ours, or others could have written it. */
bool cache_find(arena *in, const char *name, const char *key, cache_map *out);
/* Keeps bytes in the user's cache, put in place at once and whole, and maps them: from memory where they can't be kept.
 * NULL, or why they aren't kept (memory of `in`). */
const char *cache_keep(arena *in, const char *name, const char *key, glane_bytes bytes, cache_map *out);
void cache_release(cache_map *m);
#endif
