/* command_check.c - glane check: is a pipeline in order, and what does its corpus hold? */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "prepare.h"
#include "sym.h"

enum { EXPAND, VARIABLES, STATIC, SET, FOLDER };
static const command_option options[] = {
	[EXPAND] = { "--expand", 0, NULL,
		N_("Prints the pipeline as it runs: profiles put in, with the origin of every value") },
	[VARIABLES] = { "--variables", 0, NULL,
		N_("Prints the variables of the corpus, their modalities, and how many persons have each") },
	[STATIC] = { "--static", 0, NULL, N_("Looks at the pipeline alone, not at the corpus") },
	[SET] = { "--set", 0, N_("STAGE.OPTION=VALUE"),
		N_("Sets an option of a stage, or ATTRIBUTE=VALUE of the whole pipeline; several times") },
	[FOLDER] = { "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first for plugins; several times: in that order") },
	{ NULL, 0, NULL, NULL }
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Persons who can be told apart before anything is read: those that metadata names, and otherwise one
 * for each document. */
static uint32_t count_persons(const corpus *c)
{
	arena *in = arena_new();
	uint32_t n = 0, room = 0, alone = 0, distinct = 0;
	const char **person = NULL;
	for (uint32_t i = 0; i < c->n_documents; i++) {
		const planned *d = &c->document[i];
		bool any = false;
		for (uint32_t j = 0; j <= d->n_speakers; j++) {
			const char *name = j < d->n_speakers ? d->speaker[j].person : d->person;
			if (j < d->n_speakers)
				any = true;
			if (name && *name) {
				any = true;
				ARRAY_ROOM(in, person, room, n);
				person[n++] = name;
			} else if (j < d->n_speakers) {
				alone++;
			}
		}
		alone += !any;
	}
	if (n)
		qsort(person, n, sizeof *person, by_text);
	for (uint32_t i = 0; i < n; i++)
		distinct += !i || strcmp(person[i], person[i - 1]);
	arena_free(in);
	return distinct + alone;
}

/* Who speaks is the one thing for which interviews are often set aside, and only reading them shows it. */
static bool looks_for_speakers(const pipeline *p)
{
	for (uint32_t i = 0; i < p->n_stages; i++) {
		const plugin *g = p->stage[i].plugin;
		for (const glane_layer *l = g ? g->def->layers : NULL; l && l->name; l++)
			if (!strcmp(l->name, "turn"))
				return true;
	}
	return false;
}

static int say_result(prepared *p, bool ok, bool planned_too)
{
	uint32_t warnings = messages_count(p->messages, MESSAGE_WARNING);
	uint32_t errors = prepare_say(p);
	if (errors || !ok) {
		fprintf(stderr, _("%u error(s), %u warning(s)\n"), errors, warnings);
		return STATUS_FAILED;
	}
	if (planned_too)
		printf(_("%u documents, %u persons, %u stages: "), p->corpus->n_documents,
		       count_persons(p->corpus), p->pipeline->n_stages);
	else
		printf(_("%u stages: "), p->pipeline->n_stages);
	if (warnings)
		printf(_("no error, %u warning(s)\n"), warnings);
	else
		printf(_("nothing wrong\n"));
	if (planned_too && looks_for_speakers(p->pipeline))
		printf(_("who speaks is seen in the texts, which glane run will read\n"));
	return STATUS_DONE;
}

static int check(const common_options *c, const char *path, bool expand, bool variables, bool only_static)
{
	prepared p = { 0 };
	bool ok = prepare_pipeline(&p, c, path, NULL);
	if (p.pipeline && expand)
		pipeline_print(p.pipeline, stdout);
	if (ok && !only_static)
		ok = prepare_engine(&p, false);
	if (p.corpus && variables)
		corpus_print_variables(p.corpus, stdout);
	int status;
	if (expand || variables) {	/* what was asked for is all that goes to standard output */
		status = prepare_say(&p) || !ok ? STATUS_FAILED : STATUS_DONE;
	} else {
		status = say_result(&p, ok, !only_static);
	}
	prepare_end(&p);
	return status;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	bool expand = false, variables = false, only_static = false, ok = true;
	const char *value, *path = NULL;
	for (int o; ok && (o = command_next(&command_check, &line, &value)) != OPTION_END;) {
		switch (o) {
		case OPTION_USAGE: ok = false; break;
		case EXPAND: expand = true; break;
		case VARIABLES: variables = true; break;
		case STATIC: only_static = true; break;
		case SET: ok = common_set(&common, value); break;
		case FOLDER: ok = common_folder(&common, value); break;
		default:
			if (path)
				message_now(MESSAGE_ERROR, NOWHERE,
				            _("one pipeline at a time: \"%s\" is one too many"), value);
			ok = !path;
			path = value;
		}
	}
	if (ok && !path)
		message_now(MESSAGE_ERROR, NOWHERE, _("which pipeline? Write glane check study.xml"));
	return ok && path ? check(&common, path, expand, variables, only_static) : STATUS_USAGE;
}

const command command_check = {
	"check", N_("PIPELINE"), N_("Checks a pipeline and its corpus, and says all that is wrong at once"),
	options, run,
	N_("First the pipeline is looked at, then the documents are listed and their variables compared with what "
	   "the pipeline says. Nothing is written.\n\n"
	   "  glane check study.xml\n"
	   "  glane check study.xml --expand > whole.xml\n"
	   "  glane check study.xml --variables")
};
