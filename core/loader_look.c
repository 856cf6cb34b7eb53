/* loader_look.c - looks at a plugin in a short-lived child: a file that crashes or hangs while it
 * is loaded becomes a message, and glane itself goes on.
 *
 * What the child finds comes back through a pipe: messages and the text of `show`, each as a
 * line with lengths and then bytes; the line "." says that nothing is missing. */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "child.h"
#include "language.h"
#include "loader_private.h"

enum { SECONDS = 10 };

static void put(FILE *to, char what, int kind, place at, const char *text, size_t n)
{
	const char *file = at.file ? at.file : "";
	fprintf(to, "%c %d %u %u %zu %zu\n", what, kind, at.line, at.column, strlen(file), n);
	fputs(file, to);
	fwrite(text, 1, n, to);
}

static _Noreturn void child(loader *l, const char *path, void (*show)(const plugin *, FILE *),
                            messages *m, place at, int out)
{
	int null = open("/dev/null", O_RDWR);
	place where;
	int kind;
	char *shown = NULL;
	size_t n = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGALRM, SIG_DFL);
	alarm(SECONDS);
	for (int fd = 0; fd < 3 && null >= 0; fd++)
		dup2(null, fd);
	FILE *to = fdopen(out, "w");
	const plugin *p = load_here(l, path, m, at);
	const char *text;
	for (uint32_t i = 0; (text = messages_part(m, i, &kind, &where)) != NULL; i++)
		put(to, 'm', kind, where, text, strlen(text));
	if (p) {
		FILE *f = open_memstream(&shown, &n);
		if (show)
			show(p, f);
		fclose(f);
		put(to, 's', 0, NOWHERE, shown, n);
	}
	fputs(".\n", to);
	fflush(to);
	_exit(0);
}

/* What the child sent; *whole when it came to its end. NULL without the text of `show`. */
static const char *take(arena *in, const char *p, size_t n, messages *m, bool *whole)
{
	const char *end = p + n, *shown = NULL;
	*whole = false;
	while (p < end) {
		const char *line = memchr(p, '\n', (size_t)(end - p));
		char what;
		int kind;
		unsigned row, column;
		size_t file, text;
		*whole = *p == '.' && line;
		if (*whole || !line ||
		    sscanf(p, "%c %d %u %u %zu %zu", &what, &kind, &row, &column, &file,
		           &text) != 6 ||
		    file + text > (size_t)(end - line - 1))
			break;
		const char *name = arena_copy(in, line + 1, file);
		const char *said = arena_copy(in, line + 1 + file, text);
		if (what == 's')
			shown = said;
		else
			messages_add(m, kind, (place){ *name ? name : NULL, row, column }, "%s",
			             said);
		p = line + 1 + file + text;
	}
	return shown;
}

static void harm(const char *path, bool in_time, int status, messages *m, place at)
{
	if (!in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM))
		messages_add(m, MESSAGE_ERROR, at, _("the plugin %s is not used: it was not loaded "
		                                     "after %d seconds"),
		             path, SECONDS);
	else if (WIFSIGNALED(status))
		messages_add(m, MESSAGE_ERROR, at, _("the plugin %s is not used: it crashes while "
		                                     "it is loaded (%s)"),
		             path, strsignal(WTERMSIG(status)));
	else
		messages_add(m, MESSAGE_ERROR, at,
		             _("the plugin %s is not used: it ends the program while it is "
		               "loaded (status %d)"),
		             path, WEXITSTATUS(status));
}

const char *look_in_child(loader *l, arena *in, const char *path,
                          void (*show)(const plugin *, FILE *), messages *m, place at)
{
	int ends[2], status = 0;
	char *sent;
	size_t n;
	bool whole;

	fflush(stdout);
	fflush(stderr);
	pid_t pid = pipe2(ends, O_CLOEXEC) ? -1 : fork();
	if (pid < 0) {
		messages_add(m, MESSAGE_ERROR, at, _("no process to look at the plugin %s: %s"),
		             path,
		             message_reason(errno));
		return NULL;
	}
	if (!pid) {
		close(ends[0]);
		child(l, path, show, messages_new(in), at, ends[1]);
	}
	close(ends[1]);
	bool in_time = child_read(in, ends[0], SECONDS + 1, &sent, &n);
	close(ends[0]);
	if (!in_time)
		kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR) { }
	const char *shown = take(in, sent, n, m, &whole);
	if (!whole)
		harm(path, in_time, status, m, at);
	return whole ? shown : NULL;
}
