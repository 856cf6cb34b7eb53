/* check_plugin_options.c - every option at its bounds, with each of its choices, with absurd
 * strings: the plugin works, or says with fail() why it doesn't. */
#include <config.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "check_plugin.h"

/* Strings that no author had in mind; what XML can't hold is not among them. */
static const char *const absurd[] = {
	"", " ", "%s%n%d%%", "((((", "[", "\\", "a|b;c d", "../../../etc/passwd", ";;;;", "=", "{",
	        "{}}{", "\n\n", "\t",
	"-1", "1e999", "NaN", "0x", "é", "\xc2\xa0", "\xf0\x9f\x98\x80", "\xe2\x80\xa8", "'\"<&>",
	"*", "?*+", "(?<x>)", "a.b.c", "true", "SELECT * FROM t;--",
};

/* One value: it must come to an end, and the interface must not be misused. */
static int try_value(test_case *t, const char *option, const char *value)
{
	trial r;
	const char *pair = arena_print(t->in, "%s=%s", option, value);
	bool began = trial_begin(&r, t, 0, NULL, 1, &pair);
	if (began)
		trial_all(&r);
	bool silent = !began && !messages_count(r.m, MESSAGE_ERROR);
	const char *reason = r.bug || silent ? trial_reason(&r) : NULL;
	trial_end(&r);
	return reason ? test_fail(t, "%s=\"%.60s\": %s", option, value, reason) : TEST_OK;
}

static int numbers(test_case *t, const glane_option *o)
{
	const char *at_end[2];
	int result = TEST_OK;
	for (int i = 0; i < 2; i++) {
		double v = i ? o->max : o->min;
		if (v < -1e15 || v > 1e15)
			v = v < 0 ? -1e15 : 1e15;
		at_end[i] = arena_print(t->in, o->type == GLANE_INT ? "%.0f" : "%.17g", v);
	}
	for (int i = 0; i < 2 && result == TEST_OK; i++)
		result = try_value(t, o->name, at_end[i]);
	return result;
}

static int choices(test_case *t, const glane_option *o)
{
	glane_str rest = str_of(o->type == GLANE_BOOL ? "yes|no" : o->choices), part;
	int result = TEST_OK;
	while (result == TEST_OK && text_cut(&rest, '|', &part))
		result = try_value(t, o->name, arena_copy(t->in, part.p, part.n));
	return result;
}

static int strings(test_case *t, const glane_option *o)
{
	int result = TEST_OK;
	for (size_t i = 0; result == TEST_OK && i < sizeof absurd / sizeof *absurd; i++)
		result = try_value(t, o->name, absurd[i]);
	char *longest = arena_alloc(t->in, 20001);
	memset(longest, 'x', 20000);
	return result == TEST_OK ? try_value(t, o->name, longest) : result;
}

/* Files that hold nothing, noise, one endless line, half a document. */
static int files(test_case *t, const glane_option *o)
{
	const size_t n = 1 << 20;
	char *noise = arena_alloc(t->in, n), *line = arena_alloc(t->in, n);
	uint32_t seed = 1;
	for (size_t i = 0; i < n; i++) {
		seed = seed * 1664525u + 1013904223u;
		noise[i] = (char)(seed >> 24);
		line[i] = i % 7 ? 'a' : ' ';
	}
	const glane_str content[] = { { "", 0 }, { noise, 4096 }, { line, (uint32_t)n },
	        { "\0\0\0\0", 4 },
		STR("<?xml version=\"1.0\"?>\n<codebook><theme id=\"x\""),
		        STR("a\tb\tc\n\n\t\t\n;;;\n"), STR("\xef\xbb\xbf") };
	int result = try_value(t, o->name, arena_print(t->in, "%s/is-not-there", t->folder));
	for (size_t i = 0; result == TEST_OK && i < sizeof content / sizeof *content; i++) {
		const char *path = arena_print(t->in, "%s/absurd-%zu", t->folder, i);
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		bool written = fd >= 0 &&
		        write(fd, content[i].p, content[i].n) == (ssize_t)content[i].n;
		if (fd >= 0)
			close(fd);
		result = written ? try_value(t, o->name, path) : test_fail(t, "%s", path);
	}
	return result == TEST_OK ? try_value(t, o->name, t->folder) : result;
}

static int option_test(test_case *t)
{
	const glane_option *o = t->with;
	switch (o->type) {
	case GLANE_INT: case GLANE_REAL: return numbers(t, o);
	case GLANE_BOOL: case GLANE_CHOICE: return choices(t, o);
	case GLANE_PATH: case GLANE_PRIVATE: case GLANE_FILES: return files(t, o);
	default: return strings(t, o);
	}
}

void check_options(checked_plugin *c)
{
	const glane_option *o = c->plugin->def->options;
	if (!o || !o->name)
		check_none(c, "options", "all", _("it has none"));
	for (; o && o->name; o++)
		check_run(c, "options", o->name, option_test, o);
}
