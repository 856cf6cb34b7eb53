/* command.h - the commands of `glane`; each has a file command_NAME.c and returns an exit status. */
#ifndef COMMAND_H
#define COMMAND_H
#include "run.h"

typedef struct {
	const char *name;		/* "--jobs" */
	char letter;			/* 'j' or 0 */
	const char *argument;		/* N_("N"), NULL: none */
	const char *help;		/* N_("…") */
} command_option;
typedef struct {
	const char *name, *arguments, *help;	/* N_("…") */
	const command_option *options;	/* ends with name NULL */
	int (*run)(int argc, char **argv);	/* argv[0] is the command's name */
	const char *more;		/* paragraphs of --help; examples */
} command;
extern const command command_run, command_check, command_list, command_inspect, command_schema,
	command_pipe, command_merge, command_why, command_new_study, command_train, command_check_plugin;

/* Walks argv: the option found (its number in c->options, *value its argument), ARGUMENT for a plain
 * word (*value), END; on an unknown option (near miss named) or missing argument: USAGE after the
 * message. `--` ends options; --name=value and --name value; -j4 and -j 4. */
enum { OPTION_END = -1, OPTION_WORD = -2, OPTION_USAGE = -3 };
typedef struct { int argc; char **argv; int at; bool plain; } command_line;
int command_next(const command *c, command_line *l, const char **value);
void command_help(const command *c, FILE *to);

/* Options that run, check, merge, list, inspect … have in common: --plugin-dir DIR, --set A.B=C. Parsed
 * into this by the commands. */
typedef struct {
	uint32_t n_folders, n_set;
	const char *folder[32], *set[256];
} common_options;
#endif
