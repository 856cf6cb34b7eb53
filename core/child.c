/* child.c - what a child process says through a pipe, within a time. */
#include <config.h>
#include "child.h"
#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

int64_t clock_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool child_read(arena *in, int fd, uint32_t seconds, char **p, size_t *n)
{
	size_t room = 4096;
	int64_t end = clock_ms() + 1000 * (int64_t)seconds, left;
	*p = arena_alloc(in, room);
	*n = 0;
	while ((left = end - clock_ms()) > 0) {
		struct pollfd wait = { fd, POLLIN, 0 };
		if (poll(&wait, 1, (int)left) <= 0)
			continue;
		if (*n + 1 >= room) {
			*p = arena_grow(in, *p, room, room);
			room *= 2;
		}
		ssize_t got = read(fd, *p + *n, room - *n - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return true;
		*n += (size_t)got;
	}
	return false;
}
