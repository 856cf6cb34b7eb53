/* profile.c - where the time of a run went. */
#include <config.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <time.h>
#include "profile.h"
#include "worker.h"

bool profile_on;

/* Nanoseconds, by stage and kind; the last row is the store's. Shared with the workers. */
static _Atomic int64_t (*spent)[PROFILE_KINDS];
static uint32_t n_spent;

void profile_phase(const char *name)
{
	static int64_t since;
	int64_t now = clock_ms();
	if (profile_on && name) {
		progress_end();
		fprintf(stderr, "%-12s %4" PRId64 ".%03d s\n", name, (now - since) / 1000, (int)((now - since) % 1000));
	}
	since = now;
}

void profile_begin(uint32_t n_stages)
{
	if (!profile_on)
		return;
	void *p = mmap(NULL, (n_stages + 1) * sizeof *spent, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	spent = p == MAP_FAILED ? NULL : p;
	n_spent = n_stages;
}

int64_t profile_clock(void)
{
	struct timespec t;
	if (!spent || clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t))
		return 0;
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

void profile_add(uint32_t number, int kind, int64_t since)
{
	if (spent)
		spent[number < n_spent ? number : n_spent][kind] += profile_clock() - since;
}

static void line(const char *name, uint32_t row)
{
	const double documents = (double)spent[row][PROFILE_DOCUMENTS] / 1e9, report = (double)spent[row][PROFILE_REPORT] / 1e9;
	fprintf(stderr, "%-20s documents %8.3f s   report %8.3f s\n", name, documents, report);
}

void profile_stages(const pipeline *p)
{
	if (!spent)
		return;
	progress_end();
	for (uint32_t i = 0; i < n_spent; i++)
		line(p->stage[i].id, i);
	line("(store)", n_spent);
}
