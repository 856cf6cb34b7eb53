/* memory_host.h - a context that has memory to give and nothing else, for tests of what plugins share. */
#ifndef MEMORY_HOST_H
#define MEMORY_HOST_H
#include <glane/plugin.h>

/* alloc() and grow() of every lifetime give zeroed memory until memory_host_free(); the rest of the host is NULL. */
glane_ctx *memory_host(void);
void memory_host_free(void);
#endif
