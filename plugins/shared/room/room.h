/* room.h - lists that get longer while they are filled. */
#ifndef ROOM_H
#define ROOM_H
#include <glane/plugin.h>

/* The list, perhaps elsewhere, with room for `more` things of `size` bytes behind the first n; what is new is zeroed. The room is
 * doubled, so that what is added one by one is copied once on average. *room: how many fit, 0 where the list is NULL, at most 2^31.
 * life: GLANE_SCRATCH …, always the same for a list. A list by numbers that is to have the place i: n is i and more is 1. */
static inline void *room_for(glane_ctx *ctx, int life, void *list, size_t size, uint32_t n, uint32_t *room, uint32_t more)
{
	enum { LEAST = 64 };
	if (list && n + more <= *room)
		return list;
	uint32_t need = n + more > *room ? n + more - *room : 0, add = *room > LEAST ? *room : LEAST;
	add = need > add ? need : add;
	list = ctx->host->grow(ctx, life, list, *room * size, add * size);
	*room += add;
	return list;
}
#endif
