/* check_plugin_memory.c - memory that runs out at any moment ends the process in glane's own
 * way, and never in a crash: a plugin relies on alloc() never giving NULL, and holds nothing
 * that an end would break. */
#include <config.h>
#include <sys/wait.h>
#include <unistd.h>
#include "check_plugin.h"

static int plain_run(test_case *t)
{
	trial r;
	if (trial_begin(&r, t, 0, NULL, 0, NULL))
		trial_all(&r);
	trial_end(&r);
	return TEST_OK;
}

/* The n-th allocation fails: the process ends with EXIT_MEMORY, or n was more than there are. */
static int failing(test_case *t)
{
	uint64_t step = 1;
	for (uint64_t n = 1; n < 1000000; n += step) {
		int status = 0;
		pid_t pid = fork();
		if (pid < 0)
			return test_none(t, _("no process for the test"));
		if (!pid) {
			memory_fail_at(n);
			plain_run(t);
			_exit(0);
		}
		waitpid(pid, &status, 0);
		if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
			return TEST_OK;
		if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_MEMORY)
			return test_fail(t, _("when allocation %llu fails it crashes, instead of "
			                      "ending as glane does"),
			                 (unsigned long long)n);
		step = n / 8 + 1;
	}
	return TEST_OK;
}

void check_memory(checked_plugin *c)
{
	check_run(c, "memory", "failing", failing, NULL);
}
