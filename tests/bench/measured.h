/* measured.h - what the benchmarks share: the time that was computed, and numbers drawn alike every time. Needs _GNU_SOURCE. */
#ifndef MEASURED_H
#define MEASURED_H
#include <stdint.h>
#include <time.h>

/* Seconds of this process. */
static inline double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline uint32_t drawn(uint32_t below)
{
	static uint64_t state = 42;
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((state >> 33) % below);
}
#endif
