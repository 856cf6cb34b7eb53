/* check_plugin_run.c - tests of check-plugin, each in a process of its own with limits. */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "check_plugin.h"
#include "child.h"

/* A test may take this much memory; not under the sanitizers, whose shadow is larger than any
 * limit. */
#define MEMORY_LIMIT ((rlim_t)2 << 30)
#if defined __SANITIZE_ADDRESS__
#define SANITIZED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static void print_line(const char *result, const char *group, const char *name, const char *reason)
{
	printf("%-5s %s/%s", result, group, name);
	if (reason && *reason)
		printf(": %s", reason);
	putchar('\n');
	fflush(stdout);
}

static const char *say(arena *in, const char *format, va_list args)
{
	char *text = NULL;
	int n = vasprintf(&text, format, args);
	const char *said = n < 0 ? "" : arena_copy(in, text, (size_t)n);
	free(n < 0 ? NULL : text);
	return said;
}

int test_fail(test_case *t, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	t->reason = say(t->in, format, args);
	va_end(args);
	return TEST_FAIL;
}

int test_none(test_case *t, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	t->reason = say(t->in, format, args);
	va_end(args);
	return TEST_NONE;
}

/* ---- Processes ------------------------------------------------------------------------------- */

/* What is printed goes where nobody sees it, but where it can be counted. */
static void hush(const char *folder, arena *in)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int out = open(arena_print(in, "%s/printed", folder), O_RDWR | O_CREAT | O_TRUNC | O_APPEND,
	               0600);
	dup2(null, 0);
	dup2(out, 1);
	dup2(out, 2);
	if (out > 2)
		close(out);
	if (null > 2)
		close(null);
}

static _Noreturn void child(test_case *t, test_function *f, int to)
{
	struct rlimit memory = { MEMORY_LIMIT, MEMORY_LIMIT }, core = { 0, 0 };
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setrlimit(RLIMIT_CORE, &core);
#ifndef SANITIZED
	setrlimit(RLIMIT_AS, &memory);
#endif
	(void)memory;
	fflush(stdout);
	fflush(stderr);
	hush(t->folder, t->in);
	t->reason = NULL;
	int result = f(t);
	FILE *out = fdopen(to, "w");
	fprintf(out, "%d%s", result, t->reason ? t->reason : "");
	fflush(out);
	_exit(0);
}

/* The stage at work when it happened: the plugin, or another one, or nobody's callback. */
static const char *during(test_case *t)
{
	const char *stage_at_work = t->c->stage;
	return *stage_at_work ? arena_print(t->in, _(" while %s was at work"), stage_at_work) : "";
}

static int ended_badly(test_case *t, bool in_time, int status)
{
	if (!in_time)
		return test_fail(t, _("not done after %u seconds%s"), t->c->seconds, during(t));
	if (WIFSIGNALED(status))
		return test_fail(t, _("it crashes (%s)%s"), strsignal(WTERMSIG(status)), during(t));
	if (WEXITSTATUS(status) == EXIT_MEMORY)
		return test_fail(t, _("it takes more than %u MiB of memory%s"),
		                 (unsigned)(MEMORY_LIMIT >> 20), during(t));
	return test_fail(t, _("it ends the process (status %d)%s"), WEXITSTATUS(status), during(t));
}

/* Runs f in a child; its result, and t->reason. *status: of the child when it didn't answer,
 * else 0. */
static int in_child(test_case *t, test_function *f, int *status)
{
	int ends[2];
	char *sent;
	size_t n;
	fflush(stdout);
	fflush(stderr);
	*t->c->stage = '\0';
	pid_t pid = pipe2(ends, O_CLOEXEC) ? -1 : fork();
	if (pid < 0)
		return test_fail(t, _("no process for the test: %s"), message_reason(errno));
	if (!pid) {
		close(ends[0]);
		child(t, f, ends[1]);
	}
	close(ends[1]);
	bool in_time = child_read(t->in, ends[0], t->c->seconds, &sent, &n);
	close(ends[0]);
	if (!in_time)
		kill(pid, SIGKILL);
	while (waitpid(pid, status, 0) < 0 && errno == EINTR) { }
	if (!n)
		return ended_badly(t, in_time, *status);
	*status = 0;
	t->reason = sent + 1;
	return *sent - '0';
}

static bool wanted(const checked_plugin *c, const char *group, const char *name)
{
	const char *slash = c->only ? strchr(c->only, '/') : NULL;
	if (!c->only)
		return true;
	if (slash)
		return !strncmp(c->only, group, (size_t)(slash - c->only)) &&
		        !group[slash - c->only] &&
		       !strcmp(slash + 1, name);
	return !strcmp(c->only, group);
}

static const char *fresh_folder(checked_plugin *c, arena *in, const char *group, const char *name)
{
	char *path = arena_print(in, "%s/%s-%s", c->work, group, name);
	for (char *p = path + strlen(c->work) + 1; *p; p++)
		if (*p == '/')
			*p = '-';
	path_make_folders(path);
	return path;
}

int check_run(checked_plugin *c, const char *group, const char *name, test_function *f,
              const void *with)
{
	if (!wanted(c, group, name))
		return TEST_NONE;
	arena *in = arena_new();
	test_case t = { .c = c, .in = in, .folder = fresh_folder(c, in, group, name), .with = with };
	int status, result = in_child(&t, f, &status);
	print_line(result == TEST_OK ? "ok" : result == TEST_FAIL ? "FAIL" : "n.a.", group, name,
	           result == TEST_OK ? NULL : t.reason);
	c->n_ok += result == TEST_OK;
	c->n_fail += result == TEST_FAIL;
	c->n_none += result == TEST_NONE;
	path_remove_all(t.folder);
	arena_free(in);
	return result;
}

void check_none(checked_plugin *c, const char *group, const char *name, const char *reason)
{
	if (!wanted(c, group, name))
		return;
	c->n_none++;
	print_line("n.a.", group, name, reason);
}

bool test_child(test_case *t, test_function *f, const void *with, const char **sent)
{
	static uint32_t number;
	test_case own = *t;
	int status;
	own.folder = arena_print(t->in, "%s/child-%u", t->folder, ++number);
	own.with = with;
	path_make_folders(own.folder);
	int result = in_child(&own, f, &status);
	t->reason = own.reason;
	if (sent)
		*sent = own.reason;
	return result == TEST_OK;
}
