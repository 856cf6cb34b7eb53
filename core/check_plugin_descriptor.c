/* check_plugin_descriptor.c - is the file trusted, can it be loaded, is its descriptor in order:
 * what the loader asks of every plugin, here as tests. The plugin of c is set when all is well. */
#include <config.h>
#include <string.h>
#include "check_plugin.h"

static const char *errors(arena *in, const messages *m)
{
	const char *text = "", *one;
	int kind;
	place at;
	for (uint32_t i = 0; (one = messages_part(m, i, &kind, &at)) != NULL; i++)
		if (kind == MESSAGE_ERROR)
			text = arena_print(in, "%s%s%s", text, *text ? "; " : "", one);
	return text;
}

static int trusted(test_case *t)
{
	const char *why = trust_file(t->in, t->c->path);
	return why ? test_fail(t, "%s", why) : TEST_OK;
}

static int loads(test_case *t)
{
	messages *m = messages_new(t->in);
	return loader_look(t->c->loader, t->in, t->c->path, NULL, m, NOWHERE) ? TEST_OK
	       : test_fail(t, "%s", errors(t->in, m));
}

/* The plugin's texts are keys of its translations: without a domain French users read English. */
static int described(test_case *t)
{
	const glane_plugin *d = t->c->plugin->def;
	for (const glane_option *o = d->options; o && o->name; o++)
		if (o->help[strlen(o->help) - 1] == '.')
			return test_fail(t, _("the help of option %s ends with a full "
			                      "stop: leave it out"), o->name);
	if (d->summary[strlen(d->summary) - 1] == '.')
		return test_fail(t, _("the summary ends with a full stop: leave it out"));
	return TEST_OK;
}

void check_descriptor(checked_plugin *c)
{
	messages *m = messages_new(c->arena);
	check_run(c, "descriptor", "trusted", trusted, NULL);
	/* A file that crashes while it is loaded does so in the test's process, and only there. */
	if (check_run(c, "descriptor", "loads", loads, NULL) == TEST_FAIL)
		return;
	c->plugin = loader_open(c->loader, c->path, m);
	if (c->plugin) {
		c->name = c->plugin->name;
		check_run(c, "descriptor", "described", described, NULL);
	} else if (!c->n_fail) {
		/* Tests were chosen among which the one that says so is not. */
		messages_print(m, stderr);
		c->n_fail++;
	}
}
