/* command.c - what the commands have in common: options and help. */
#include <config.h>
#include <string.h>
#include "command.h"
#include "language.h"
#include "text.h"

/* Where the help of an option begins, in columns of the terminal; and the width of a line. */
enum { INDENT = 26, WIDTH = 79 };

static int usage(const command *c, const char *format, const char *word)
{
	arena *a = arena_new();
	message_now(MESSAGE_ERROR, NOWHERE, "%s", arena_print(a, format, word));
	fprintf(stderr, _("`glane %s --help` says what there is\n"), c->name);
	arena_free(a);
	return OPTION_USAGE;
}

static int unknown(const command *c, const char *word)
{
	const char *known[64];
	uint32_t n = 0;
	for (const command_option *o = c->options; o && o->name && n < 64; o++)
		known[n++] = o->name;
	const char *near = suggest_name(word, n, known);
	arena *a = arena_new();
	usage(c, "%s", near ? arena_print(a, _("there is no option %s: did you mean %s?"), word,
	                                  near)
	                    : arena_print(a, _("there is no option %s"), word));
	arena_free(a);
	return OPTION_USAGE;
}

/* The word after the option, as its argument. */
static int argument(const command *c, command_line *l, int option, const char **value)
{
	if (l->at >= l->argc)
		return usage(c, _("the option %s needs an argument"), c->options[option].name);
	*value = l->argv[l->at++];
	return option;
}

static int long_option(const command *c, command_line *l, const char *word, const char **value)
{
	size_t n = strcspn(word, "=");
	for (int i = 0; c->options && c->options[i].name; i++) {
		const char *name = c->options[i].name;
		if (strlen(name) != n || strncmp(name, word, n))
			continue;
		/* "[if-any]": an argument that may be missing, and then stands behind "=" only. */
		if (c->options[i].argument && *c->options[i].argument == '[') {
			*value = word[n] == '=' ? word + n + 1 : NULL;
			return i;
		}
		if (c->options[i].argument && word[n] != '=')
			return argument(c, l, i, value);
		if (!c->options[i].argument && word[n] == '=')
			return usage(c, _("the option %s takes no argument"), name);
		*value = word[n] == '=' ? word + n + 1 : NULL;
		return i;
	}
	arena *a = arena_new();
	unknown(c, arena_copy(a, word, n));
	arena_free(a);
	return OPTION_USAGE;
}

/* One letter: -j4, -j 4, -q. Letters without argument are not put together: few have one. */
static int short_option(const command *c, command_line *l, const char *word, const char **value)
{
	for (int i = 0; c->options && c->options[i].name; i++) {
		if (!c->options[i].letter || c->options[i].letter != word[1])
			continue;
		if (!c->options[i].argument)
			return word[2] ? unknown(c, word) : i;
		if (!word[2])
			return argument(c, l, i, value);
		*value = word + 2 + (word[2] == '=');
		return i;
	}
	return unknown(c, word);
}

int command_next(const command *c, command_line *l, const char **value)
{
	*value = NULL;
	if (!l->at)
		l->at = 1;
	if (l->at >= l->argc)
		return OPTION_END;
	const char *word = l->argv[l->at++];
	if (!l->plain && !strcmp(word, "--")) {
		l->plain = true;
		return command_next(c, l, value);
	}
	if (!l->plain && !strncmp(word, "--", 2))
		return long_option(c, l, word, value);
	if (!l->plain && word[0] == '-' && word[1])
		return short_option(c, l, word, value);
	*value = word;
	return OPTION_WORD;
}

/* ---- Help ------------------------------------------------------------------------------------ */

/* Columns that a text takes, control characters and combining marks aside: names and arguments
 * have none. */
static int columns(const char *s, size_t n)
{
	return (int)text_code_points((glane_str){ s, (uint32_t)n });
}

/* Words of a text in lines from column `indent`; the cursor is in column `at`. */
static void fill(FILE *to, const char *text, int indent, int at)
{
	while (at < indent)
		at += fputc(' ', to) == ' ';
	for (bool first = true; *text; first = false) {
		size_t n = strcspn(text, " ");
		if (!first && at + 1 + columns(text, n) > WIDTH)
			at = fprintf(to, "\n%*s", indent, "") - 1;
		else if (!first)
			at += fputc(' ', to) == ' ';
		fwrite(text, 1, n, to);
		at += columns(text, n);
		text += n + (text[n] == ' ');
	}
	fputc('\n', to);
}

static void option_help(FILE *to, const command_option *o)
{
	arena *a = arena_new();
	const char *what = o->argument ? _(o->argument) : "", *join = !o->argument || *what == '['
	        ? "" : " ";
	const char *head;
	if (*what == '[')
		what = arena_print(a, "[=%s", what + 1);
	if (o->letter)
		head = arena_print(a, "  -%c, %s%s%s", o->letter, o->name, join, what);
	else
		head = arena_print(a, "      %s%s%s", o->name, join, what);
	fputs(head, to);
	int at = columns(head, strlen(head));
	if (at + 2 > INDENT) {
		fputc('\n', to);
		at = 0;
	}
	fill(to, _(o->help), INDENT, at);
	arena_free(a);
}

/* Paragraphs are filled; lines that begin with a blank are examples and stay as they are. */
static void more_help(FILE *to, const char *text)
{
	arena *a = arena_new();
	for (size_t n; *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		if (*text == ' ' || !n)
			fprintf(to, "%.*s\n", (int)n, text);
		else
			fill(to, arena_copy(a, text, n), 0, 0);
	}
	arena_free(a);
}

void command_help(const command *c, FILE *to)
{
	static const command_option help = { "--help", 'h', NULL, N_("Shows this help") };
	fprintf(to, _("Usage: glane %s %s\n\n"), c->name, c->arguments && *c->arguments
	        ? _(c->arguments) : "");
	fill(to, _(c->help), 0, 0);
	fputc('\n', to);
	for (const command_option *o = c->options; o && o->name; o++)
		option_help(to, o);
	option_help(to, &help);
	if (c->more && *c->more) {
		fputc('\n', to);
		more_help(to, _(c->more));
	}
}
