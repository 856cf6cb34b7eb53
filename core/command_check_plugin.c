/* command_check_plugin.c - glane check-plugin: does a plugin keep what the interface asks of it? */
#include <config.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include "check_plugin.h"
#include "command.h"

static const command_option options[] = {
	{ "--set", 0, N_("OPTION=VALUE"), N_("Gives the plugin's option this value in all "
	                                     "tests; several times") },
	{ "--only", 0, N_("GROUP[/TEST]"), N_("Only these tests: elf descriptor options documents "
	                                      "contract algebra "
	                                      "determinism time memory") },
	{ "--data", 0, N_("FOLDER"), N_("Takes the files of this folder instead of the "
	                                "built-in interviews") },
	{ "--timeout", 0, N_("SECONDS"), N_("How long one test may take (60)") },
	{ "--plugin-dir", 0, N_("FOLDER"), N_("Looks for plugins there first; several "
	                                      "times: in that order") },
	{ NULL, 0, NULL, NULL }
};
enum { SET, ONLY, DATA, TIMEOUT, PLUGIN_DIR };

static const char *const group_names[] = { "elf", "descriptor", "options", "documents", "contract",
        "algebra",
	"determinism", "time", "memory" };
enum { GROUPS = sizeof group_names / sizeof *group_names };

typedef struct {
	common_options common;
	const char *only, *data, *what;
	uint32_t seconds;
} asked;

static int usage(const char *format, const char *word)
{
	arena *a = arena_new();
	message_now(MESSAGE_ERROR, NOWHERE, "%s", arena_print(a, format, word));
	arena_free(a);
	return STATUS_USAGE;
}

static int take_only(const char *value)
{
	size_t n = strcspn(value, "/");
	for (int i = 0; i < GROUPS; i++)
		if (strlen(group_names[i]) == n && !strncmp(group_names[i], value, n))
			return STATUS_DONE;
	return usage(_("there is no group of tests \"%s\": elf descriptor options documents "
	               "contract algebra determinism time "
	               "memory"), value);
}

static int take_option(asked *a, int option, const char *value)
{
	int64_t n;
	switch (option) {
	case SET:
		if (!strchr(value, '=') || *value == '=')
			return usage(_("--set %s: write --set OPTION=VALUE"), value);
		if (a->common.n_set < 256)
			a->common.set[a->common.n_set++] = value;
		return STATUS_DONE;
	case ONLY:
		a->only = value;
		return take_only(value);
	case DATA:
		a->data = value;
		return STATUS_DONE;
	case TIMEOUT:
		if (!text_integer(str_of(value), &n) || n < 1 || n > 86400)
			return usage(_("--timeout %s: write a number of seconds from 1 to 86400"),
			             value);
		a->seconds = (uint32_t)n;
		return STATUS_DONE;
	default:
		if (a->common.n_folders < 31)
			a->common.folder[a->common.n_folders++] = value;
		return STATUS_DONE;
	}
}

static int take(int argc, char **argv, asked *a)
{
	command_line line = { argc, argv, 0, false };
	const char *value;
	int status = STATUS_DONE;
	for (int o; (o = command_next(&command_check_plugin, &line, &value)) != OPTION_END &&
	     !status;) {
		if (o == OPTION_USAGE)
			return STATUS_USAGE;
		if (o == OPTION_WORD && a->what)
			return usage(_("glane check-plugin tests one plugin: "
			               "\"%s\" is one too many"), value);
		if (o == OPTION_WORD)
			a->what = value;
		else
			status = take_option(a, o, value);
	}
	if (!status && !a->what)
		return usage("%s", _("which plugin? `glane check-plugin NAME` or a file"));
	return status;
}

/* Groups that need the plugin at work. */
static void run_groups(checked_plugin *c)
{
	typedef void group(checked_plugin *);
	static group *const all[] = { check_options, check_documents, check_algebra,
	        check_determinism, check_time,
	                              check_memory };
	static const char *const names[] = { "options", "documents", "algebra", "determinism",
	        "time", "memory" };
	check_elf(c);
	check_descriptor(c);
	const char *why = NULL;
	if (!c->plugin)
		why = _("it can't be loaded");
	else
		hosting_find(c);
	if (c->missing)
		why = c->missing;
	if (why)
		check_none(c, "contract", "all", why);
	else
		check_contract(c);
	if (!why && !c->survives)
		why = _("a plain run fails");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (why)
			check_none(c, names[i], "all", why);
		else
			all[i](c);
	}
}

static int check(arena *in, const asked *a)
{
	checked_plugin c = { .arena = in, .only = a->only, .data = a->data,
	        .n_set = a->common.n_set, .set = a->common.set,
	                     .seconds = a->seconds, .survives = true };
	common_options folders = a->common;
	bool file = strchr(a->what, '/') ||
	        (strlen(a->what) > 3 && !strcmp(a->what + strlen(a->what) - 3, ".so"));
	if (file) {	/* its folder goes before all others */
		c.path = path_absolute(in, a->what);
		memmove(folders.folder + 1, folders.folder,
		        folders.n_folders++ * sizeof *folders.folder);
		folders.folder[0] = path_folder(in, c.path);
	}
	c.loader = loader_new(in, folders.n_folders, folders.folder);
	if (!file && !(c.path = loader_path(c.loader, a->what))) {
		messages *m = messages_new(in);
		loader_get(c.loader, a->what, m, NOWHERE);
		messages_print(m, stderr);
		return STATUS_FAILED;
	}
	c.name = path_stem(in, c.path);
	const char *own = glane_data(in, arena_print(in, "plugins/%s/check/documents", c.name));
	struct stat is;
	if (!c.data && !stat(own, &is) && S_ISDIR(is.st_mode)) {
		c.data = own;
		c.own_data = true;
	}
	const char *tmp = getenv("TMPDIR");
	char *work = arena_print(in, "%s/glane-check-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
	c.stage = mmap(NULL, 64, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (!mkdtemp(work) || c.stage == MAP_FAILED) {
		message_now(MESSAGE_ERROR, NOWHERE, _("no folder for the tests can "
		                                      "be made in %s: %s"),
		            path_folder(in, work), message_reason(errno));
		return STATUS_FAILED;
	}
	c.work = work;
	run_groups(&c);
	path_remove_all(work);
	printf(_("%s: %u ok, %u failed, %u not applicable\n"), c.name, c.n_ok, c.n_fail, c.n_none);
	return c.n_fail ? STATUS_FAILED : STATUS_DONE;
}

static int run(int argc, char **argv)
{
	asked a = { .seconds = 60 };
	int status = take(argc, argv, &a);
	if (status)
		return status;
	arena *in = arena_new();
	status = check(in, &a);
	arena_free(in);
	return status;
}

const command command_check_plugin = {
	"check-plugin", N_("NAME|FILE"), N_("Tests whether a plugin keeps to the interface"),
	        options, run,
	N_("Each test runs in a process of its own; a line says ok, FAIL with the reason, or n.a. "
	   "(not applicable) and why. "
	   "Options that must be given get small samples, which are not enough for a codebook: say "
	   "--set codebook=FILE.\n\n"
	   "  glane check-plugin ./theme-coder.so --set codebook=tests/codebook.xml")
};
