/* command_list.c - glane list: the plugins that can be found, or those that a study needs. */
#include <config.h>
#include <string.h>
#include <unistd.h>
#include "command.h"
#include "language.h"
#include "text.h"

static const command_option options[] = {
	{ "--study", 0, N_("NAME"), N_("Only the plugins of that kind of study, in their order") },
	{ "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first; several times: in that order") },
	{ NULL, 0, NULL, NULL }
};

static const char *role(const plugin *p)
{
	return p->reader ? _("reader") : p->filter ? _("filter") : p->writer ? _("writer") :
	       p->step ? _("step") : _("trainer");
}

/* Two blanks at least: what is too long for its column moves the rest. */
static void cell(FILE *to, const char *text, uint32_t width)
{
	uint32_t n = text_code_points((glane_str){ text, (uint32_t)strlen(text) });
	fprintf(to, "%s%*s", text, n < width ? (int)(width - n) + 2 : 2, "");
}

/* In a child; one line. */
static void show(const plugin *p, FILE *to)
{
	const glane_plugin *d = p->def;
	cell(to, role(p), 9);
	cell(to, p->name, 16);
	cell(to, d->version, 5);
	cell(to, d->license, 16);
	cell(to, d->languages ? d->languages : "*", 5);
	fputs(language_say(NULL, d->domain, d->summary), to);
}

static void show_problem(const char *how, const char *name, const char *why)
{
	cell(stdout, how, 9);
	cell(stdout, name, 16);
	puts(why);
}

/* One plugin; false when it can't be used. */
static bool list_one(loader *l, arena *a, const char *name)
{
	messages *m = messages_new(a);
	const char *path = loader_path(l, name);
	if (!path) {
		show_problem(_("missing"), name, _("the study uses it, and it was found nowhere"));
		return false;
	}
	const char *line = loader_look(l, a, path, show, m, NOWHERE);
	if (line) {
		printf("%s\n", line);
		return true;
	}
	place at;
	int kind;
	const char *text;
	for (uint32_t i = 0; (text = messages_part(m, i, &kind, &at)) != NULL; i++)
		show_problem(_("refused"), name, text);
	return false;
}

static int list_all(loader *l, arena *a)
{
	uint32_t n;
	const char *const *name = loader_names(l, &n);
	for (uint32_t i = 0; i < n; i++)
		list_one(l, a, name[i]);
	if (!n)
		message_now(MESSAGE_WARNING, NOWHERE, _("no plugin was found"));
	return STATUS_DONE;
}

/* A pipeline of that name, or else a profile, as a pipeline that includes nothing but it. */
static pipeline *study_pipeline(arena *a, const char *study, messages *m)
{
	const char *path = glane_data(a, arena_print(a, "pipelines/%s.xml", study));
	const char *profile = glane_data(a, arena_print(a, "pipelines/profiles/%s.xml", study));
	if (strchr(study, '/') || (access(path, R_OK) && access(profile, R_OK))) {
		messages_add(m, MESSAGE_ERROR, NOWHERE, _("there is no study \"%s\": neither "
		                                          "%s nor %s is there"), study, path,
		             profile);
		return NULL;
	}
	if (!access(path, R_OK))
		return pipeline_load(a, path, 0, NULL, m);
	const char *text = arena_print(a, "<pipeline version=\"1\"><read files=\".\"/><include "
	                                  "profile=\"%s\"/></pipeline>", study);
	return pipeline_parse(a, profile, (glane_bytes){ (const unsigned char *)text,
	        strlen(text) }, 0, NULL, m);
}

static int list_study(loader *l, arena *a, const char *study)
{
	messages *m = messages_new(a);
	bool all = true;
	pipeline *p = study_pipeline(a, study, m);
	if (messages_print(m, stderr) || !p)
		return STATUS_FAILED;
	for (uint32_t i = 0; i < p->n_stages; i++) {
		bool seen = false;
		for (uint32_t j = 0; j < i; j++)
			seen |= p->stage[i].use && p->stage[j].use &&
			        !strcmp(p->stage[i].use, p->stage[j].use);
		if (p->stage[i].use && !seen)
			all &= list_one(l, a, p->stage[i].use);
	}
	return all ? STATUS_DONE : STATUS_FAILED;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	const char *value, *study = NULL;
	for (int o; (o = command_next(&command_list, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE)
			return STATUS_USAGE;
		if (o == OPTION_WORD) {
			message_now(MESSAGE_ERROR, NOWHERE,
			            _("glane list takes no argument: \"%s\" (`glane "
			              "inspect %s` shows one "
			                                      "plugin)"), value, value);
			return STATUS_USAGE;
		}
		if (o == 0)
			study = value;
		else if (common.n_folders < 32)
			common.folder[common.n_folders++] = value;
	}
	arena *a = arena_new();
	loader *l = loader_new(a, common.n_folders, common.folder);
	int status = study ? list_study(l, a, study) : list_all(l, a);
	arena_free(a);
	return status;
}

const command command_list = {
	"list", N_("[--study NAME]"), N_("Lists the plugins that can be used"), options, run,
	N_("Each line: role, name, version, licence, languages (* is any), what it does. A file "
	   "that can't be used is "
	   "shown with the reason.")
};
