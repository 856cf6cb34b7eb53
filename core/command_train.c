/* command_train.c - glane train: lets a plugin make its model out of files of examples. */
#include <config.h>
#include <string.h>
#include <unistd.h>
#include "language.h"
#include "pipeline_parts.h"
#include "prepare.h"

enum { OUT, FOLDER, QUIET };
static const command_option options[] = {
	[OUT] = { "--out", 'o', N_("FOLDER"), N_("The folder of the model's files; otherwise NAME-model") },
	[FOLDER] = { "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first for plugins; several times: in that order") },
	[QUIET] = { "--quiet", 'q', NULL, N_("No notes, no warnings, no list of what was written") },
	{ NULL, 0, NULL, NULL }
};

typedef struct {
	arena *in;
	messages *m;
	const plugin *plugin;
	pipeline *p;
	stage *s;
} training;

/* In a child: the name of a plugin that can be trained. */
static void show_trainable(const plugin *p, FILE *to)
{
	if (p->def->train)
		fputs(p->name, to);
}

/* "sentences, tagger": what can be trained of all that can be found; "" for nothing. */
static const char *trainable(arena *in, loader *l)
{
	uint32_t n, k = 0;
	const char *const *name = loader_names(l, &n);
	const char **names = arena_alloc(in, (n + 1) * sizeof *names);
	for (uint32_t i = 0; i < n; i++) {
		const char *path = loader_path(l, name[i]);
		const char *shown = path ? loader_look(l, in, path, show_trainable, messages_new(in), NOWHERE) : NULL;
		if (shown && *shown)
			names[k++] = name[i];
	}
	return k ? hint_list(in, k, names) : "";
}

static bool find_plugin(training *t, loader *l, const char *name)
{
	t->plugin = loader_get(l, name, t->m, NOWHERE);
	if (!t->plugin || t->plugin->def->train)
		return t->plugin;
	const char *others = trainable(t->in, l);
	if (*others)
		messages_add(t->m, MESSAGE_ERROR, NOWHERE, _("%s has nothing to be trained; what can be trained: %s"), name,
		             others);
	else
		messages_add(t->m, MESSAGE_ERROR, NOWHERE, _("%s has nothing to be trained, nor has any other plugin that is "
		             "here"), name);
	return false;
}

static const glane_option *option_named(const training *t, const char *name)
{
	for (const glane_option *o = t->plugin->def->options; o && o->name; o++)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

static void no_such_option(training *t, const char *name)
{
	const char **known = NULL;
	uint32_t n = 0, room = 0;
	for (const glane_option *o = t->plugin->def->options; o && o->name; o++) {
		ARRAY_ROOM(t->in, known, room, n);
		known[n++] = o->name;
	}
	messages_add(t->m, MESSAGE_ERROR, NOWHERE, _("%s: there is no option %s%s"), t->plugin->name, name,
	             hint(t->in, name, n, known, true));
}

/* name=value … into settings of the stage. */
static void take_words(training *t, int n, char **word)
{
	stage *s = t->s;
	s->setting = arena_alloc(t->in, ((size_t)n + 1) * sizeof *s->setting);
	for (int i = 0; i < n; i++) {
		const char *equal = strchr(word[i], '=');
		const char *name = arena_copy(t->in, word[i], equal ? (size_t)(equal - word[i]) : strlen(word[i]));
		if (text_valid(word[i], strlen(word[i])) < strlen(word[i]))
			messages_add(t->m, MESSAGE_ERROR, NOWHERE, _("the command line is not UTF-8"));
		else if (!equal)
			messages_add(t->m, MESSAGE_ERROR, NOWHERE, _("\"%s\": an option of %s was expected, as NAME=VALUE"), word[i],
			             t->plugin->name);
		else if (!option_named(t, name))
			no_such_option(t, name);
		else if (stage_setting(s, name))
			messages_add(t->m, MESSAGE_ERROR, NOWHERE, _("%s: option %s is given twice"), t->plugin->name, name);
		else
			s->setting[s->n_settings++] = (setting){ name, equal + 1, NOWHERE, FROM_COMMAND };
	}
}

/* A file that isn't named, or doesn't come with glane yet, may be what is to be made. */
static const char *default_of(training *t, const glane_option *o)
{
	bool path = o->type == GLANE_PATH || o->type == GLANE_PRIVATE;
	if (!path || (o->initial && (!*o->initial || !access(glane_data(t->in, o->initial), F_OK))))
		return NULL;
	return "";
}

static void parse_options(training *t)
{
	const glane_plugin *def = t->plugin->def;
	t->s->config = arena_alloc(t->in, def->config_size ? def->config_size : 1);
	for (const glane_option *o = def->options; o && o->name; o++) {
		const setting *k = stage_setting(t->s, o->name);
		option_parse(t->in, o, k ? k->value : default_of(t, o), t->p->folder, t->s->config, t->m, NOWHERE, def->name);
	}
}

/* A pipeline of nothing but the plugin. */
static void make_pipeline(training *t)
{
	pipeline *p = arena_alloc(t->in, sizeof *p);
	p->arena = t->in;
	p->folder = path_absolute(t->in, ".");
	p->path = path_join(t->in, p->folder, "<train>");
	p->n_stages = 1;
	p->stage = t->s = arena_alloc(t->in, sizeof *p->stage);
	t->s->kind = STAGE_STEP;
	t->s->id = t->s->use = t->plugin->name;
	t->s->plugin = t->plugin;
	t->p = p;
}

static int train(training *t, const char *out)
{
	uint32_t n;
	const char *const *path;
	const char *folder = path_join(t->in, t->p->folder, out);
	engine *e = engine_new(t->in, t->p, NULL);
	bool ok = engine_train(e, folder, &n, &path);
	for (uint32_t i = 0; ok && !message_quiet && i < n; i++)
		printf(_("%s is written\n"), path_join(t->in, out, path[i] + strlen(folder) + (folder[1] != 0)));
	engine_free(e);
	return ok ? STATUS_DONE : STATUS_FAILED;
}

static int train_words(const common_options *c, const char *out, int n, char **word)
{
	training t = { .in = arena_new() };
	int status = STATUS_FAILED;
	t.m = messages_new(t.in);
	if (find_plugin(&t, loader_new(t.in, c->n_folders, c->folder), word[0])) {
		make_pipeline(&t);
		take_words(&t, n - 1, word + 1);
		parse_options(&t);
	}
	if (!messages_print(t.m, stderr))
		status = train(&t, out ? out : arena_print(t.in, "%s-model", word[0]));
	arena_free(t.in);
	return status;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	const char *value, *out = NULL;
	arena *in = arena_new();
	char **word = arena_alloc(in, ((size_t)argc + 1) * sizeof *word);
	int n = 0, status = STATUS_DONE;
	for (int o; !status && (o = command_next(&command_train, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE || (o == FOLDER && !common_folder(&common, value)))
			status = STATUS_USAGE;
		else if (o == OUT)
			out = value;
		else if (o == QUIET)
			message_quiet = true;
		else if (o == OPTION_WORD)
			word[n++] = arena_string(in, value);
	}
	if (!status && !n) {
		message_now(MESSAGE_ERROR, NOWHERE, _("which plugin? Write glane train NAME OPTION=VALUE; `glane inspect NAME` "
		                                      "shows the options"));
		status = STATUS_USAGE;
	}
	if (!status)
		status = train_words(&common, out, n, word);
	arena_free(in);
	return status;
}

const command command_train = {
	"train", N_("NAME OPTION=VALUE …"), N_("Lets a plugin learn its model from files of examples"), options, run,
	N_("`glane inspect NAME` shows the options of the plugin, and whether it can be trained. Paths start where the "
	   "shell stands; in a list of files they are separated by semicolons, and may be folders or patterns. What was "
	   "in the folder under the names of the new files is replaced, once the training has succeeded.\n\n"
	   "  glane train tagger language=fr files=\"gold/*.conllu\" -o models")
};
