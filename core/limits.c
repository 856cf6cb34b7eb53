/* limits.c - what the machine, a batch system or a container allows: cores and memory. */
#include <config.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "worker.h"

/* The first line of a small file of the kernel, without its end; false: no such file. */
static bool first_line(const char *path, char *line, size_t room)
{
	FILE *f = fopen(path, "re");
	bool ok = f && fgets(line, (int)room, f);
	if (f)
		fclose(f);
	if (ok)
		line[strcspn(line, "\n")] = 0;
	return ok;
}

/* Path of this process's cgroup below the root of `controller` ("" for the unified hierarchy). */
static bool cgroup_of_self(const char *controller, char *path, size_t room)
{
	char line[4096];
	bool ok = false;
	FILE *f = fopen("/proc/self/cgroup", "re");
	while (f && !ok && fgets(line, sizeof line, f)) {
		char *names = strchr(line, ':'), *at = names ? strchr(names + 1, ':') : NULL;
		if (!at)
			continue;
		*at++ = 0;
		at[strcspn(at, "\n")] = 0;
		if (!*controller) {
			ok = !names[1];
		} else {
			char *rest = NULL;
			for (char *n = strtok_r(names + 1, ",", &rest); n; n = strtok_r(NULL, ",", &rest))
				ok = ok || !strcmp(n, controller);
		}
		if (ok)
			ok = (size_t)snprintf(path, room, "%s", at) < room;
	}
	if (f)
		fclose(f);
	return ok;
}

/* Calls `look` on the folder of the cgroup and of each one above it: every one of them is a limit. */
static void each_cgroup(const char *controller, const char *const *root,
                        void look(const char *folder, void *user), void *user)
{
	char path[4096], folder[8192];
	if (!cgroup_of_self(controller, path, sizeof path))
		*path = 0;
	for (; *root; root++)
		for (char *p = path;;) {
			snprintf(folder, sizeof folder, "%s%s", *root, strcmp(p, "/") ? p : "");
			look(folder, user);
			char *slash = strrchr(p, '/');
			if (!slash || !*p)
				break;
			*slash = 0;
		}
}

static void look_quota(const char *folder, void *user)
{
	char path[8300], line[128], period[128];
	double *quota = user, q = 0, p = 0;
	snprintf(path, sizeof path, "%s/cpu.max", folder);
	if (first_line(path, line, sizeof line)) {
		char *end;
		q = strtod(line, &end);		/* "max 100000": 0 */
		p = strtod(end, NULL);
	} else {
		snprintf(path, sizeof path, "%s/cpu.cfs_quota_us", folder);
		if (!first_line(path, line, sizeof line))
			return;
		snprintf(path, sizeof path, "%s/cpu.cfs_period_us", folder);
		if (!first_line(path, period, sizeof period))
			return;
		q = strtod(line, NULL);		/* -1: none */
		p = strtod(period, NULL);
	}
	if (q > 0 && p > 0 && q / p < *quota)
		*quota = q / p;
}

int limits_cores(void)
{
	static const char *const unified[] = { "/sys/fs/cgroup", NULL };
	static const char *const cpu[] = { "/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct", NULL };
	cpu_set_t set;
	double n = sched_getaffinity(0, sizeof set, &set) ? (double)sysconf(_SC_NPROCESSORS_ONLN)
	                                                  : (double)CPU_COUNT(&set);
	each_cgroup("", unified, look_quota, &n);
	each_cgroup("cpu", cpu, look_quota, &n);
	return n < 1 ? 1 : (int)n;
}

static void look_memory(const char *folder, void *user)
{
	static const char *const name[] = { "memory.max", "memory.limit_in_bytes" };
	char path[8300], line[128];
	uint64_t *limit = user;
	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, name[i]);
		if (first_line(path, line, sizeof line) && *line >= '0' && *line <= '9') {
			uint64_t v = strtoull(line, NULL, 10);
			if (v && v < *limit)
				*limit = v;
		}
	}
}

uint64_t limits_memory(void)
{
	static const char *const unified[] = { "/sys/fs/cgroup", NULL };
	static const char *const memory[] = { "/sys/fs/cgroup/memory", NULL };
	long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
	uint64_t n = pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size : UINT64_C(4) << 30;
	each_cgroup("", unified, look_memory, &n);
	each_cgroup("memory", memory, look_memory, &n);
	return n;
}

/* The sanitizers reserve terabytes of address space: a limit would end the process at once. */
#if defined __SANITIZE_ADDRESS__
#define UNLIMITED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define UNLIMITED 1
#endif
#endif

void limits_set_memory(uint64_t bytes)
{
#ifdef UNLIMITED
	(void)bytes;
#else
	char line[128];
	long page = sysconf(_SC_PAGESIZE);
	struct rlimit r;
	if (!bytes || getrlimit(RLIMIT_AS, &r) || page <= 0 ||
	    !first_line("/proc/self/statm", line, sizeof line))
		return;
	uint64_t now = strtoull(line, NULL, 10) * (uint64_t)page, limit = now + bytes;
	if (limit < now || (r.rlim_max != RLIM_INFINITY && limit > r.rlim_max))
		return;
	if (r.rlim_cur == RLIM_INFINITY || r.rlim_cur > limit) {
		r.rlim_cur = (rlim_t)limit;
		setrlimit(RLIMIT_AS, &r);
	}
#endif
}
