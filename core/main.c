/* main.c - glane: the command that runs studies. Finds the command asked for and hands over. */
#include <config.h>
#include <errno.h>
#include <string.h>
#include "command.h"
#include "language.h"

static const command *const commands[] = {
	&command_run, &command_check, &command_list, &command_inspect, &command_schema,
	        &command_pipe,
	&command_merge, &command_why, &command_new_study, &command_train, &command_check_plugin,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const command *find(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

static void overview(FILE *to)
{
	fputs(_("Usage: glane COMMAND …\n\nCounts what people say, and shows where "
	        "they said it.\n\n"), to);
	for (int i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-13s %s\n", commands[i]->name, _(commands[i]->help));
	fputs(_("\n`glane COMMAND --help` says more. The beginning:\n\n"
	        "  glane check study.xml          is the pipeline in order?\n"
	        "  glane run study.xml -o out     runs it; open out/report.html\n"), to);
}

static int unknown(const char *name)
{
	const char *names[COMMANDS];
	for (int i = 0; i < COMMANDS; i++)
		names[i] = commands[i]->name;
	const char *near = suggest_name(name, COMMANDS, names);
	if (near)
		message_now(MESSAGE_ERROR, NOWHERE, _("there is no command \"%s\": did "
		                                      "you mean \"%s\"?"), name, near);
	else
		message_now(MESSAGE_ERROR, NOWHERE, _("there is no command \"%s\": `glane "
		                                      "--help` shows all"), name);
	return STATUS_USAGE;
}

static int help(int argc, char **argv)
{
	if (argc < 3) {
		overview(stdout);
		return STATUS_DONE;
	}
	const command *c = find(argv[2]);
	if (!c)
		return unknown(argv[2]);
	command_help(c, stdout);
	return STATUS_DONE;
}

static bool asks_for_help(const command *c, int argc, char **argv)
{
	for (const command_option *o = c->options; o && o->name; o++)
		if (o->letter == 'h' && argc > 0 && !strcmp(argv[argc - 1], "-h"))
			return false;
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
			return true;
	return false;
}

static int dispatch(int argc, char **argv)
{
	if (argc < 2) {
		overview(stderr);
		return STATUS_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		return help(argc, argv);
	if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) {
		printf(_("glane %s, plugin interface %d.%d\n"), PACKAGE_VERSION, GLANE_HOST_MAJOR,
		       GLANE_HOST_MINOR);
		return STATUS_DONE;
	}
	const command *c = find(argv[1]);
	if (!c)
		return unknown(argv[1]);
	if (asks_for_help(c, argc - 1, argv + 1)) {
		command_help(c, stdout);
		return STATUS_DONE;
	}
	return c->run(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
	language_init();
	int status = dispatch(argc, argv);
	/* What was printed counts only once it has arrived. */
	if ((fflush(stdout) || ferror(stdout)) && status == STATUS_DONE) {
		message_now(MESSAGE_ERROR, NOWHERE, _("the output can't be written: %s"),
		            message_reason(errno));
		status = STATUS_FAILED;
	}
	return status;
}
