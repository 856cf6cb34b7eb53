/* command_schema.c - glane schema: RELAX NG schemas of pipelines and of the files that plugins read, for editors. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include "command.h"
#include "file.h"
#include "language.h"

static const command_option options[] = {
	{ "--plugin-dir", 0, N_("FOLDER"), N_("Takes in the plugins there as well; several "
	                                      "times: in that order") },
	{ NULL, 0, NULL, NULL }
};

/* Schemas that plugins bring: data/NAME.rng. */
typedef struct { uint32_t n, room; const char **name, **path; } schemas;

static void add(arena *in, schemas *s, const char *name, const char *path)
{
	uint32_t room = s->room;
	ARRAY_ROOM(in, s->name, room, s->n);
	ARRAY_ROOM(in, s->path, s->room, s->n);
	s->name[s->n] = name;
	s->path[s->n++] = path;
}

static void find(arena *in, loader *l, schemas *s)
{
	uint32_t n;
	const char *const *names = loader_names(l, &n);
	add(in, s, "pipeline", NULL);
	for (uint32_t i = 0; i < n; i++) {
		const char *folder = glane_data(in, arena_print(in, "plugins/%s/data", names[i]));
		DIR *d = opendir(folder);
		for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
			size_t k = strlen(e->d_name);
			if (k > 4 && !strcmp(e->d_name + k - 4, ".rng"))
				add(in, s, arena_copy(in, e->d_name, k - 4), path_join(in, folder, e->d_name));
		}
		if (d)
			closedir(d);
	}
}

static int print_file(arena *in, const char *path)
{
	glane_bytes text;
	if (!file_read(in, path, &text, NULL)) {
		message_now(MESSAGE_ERROR, (place){ path, 0, 0 }, _("the file can't be read: %s"),
		            message_reason(errno));
		return STATUS_FAILED;
	}
	fwrite(text.p, 1, text.n, stdout);
	return STATUS_DONE;
}

static int unknown(arena *in, const char *name, const schemas *s)
{
	const char *near = suggest_translated(name, s->n, s->name), *all = "";
	if (!near)
		near = suggest_name(name, s->n, s->name);
	for (uint32_t i = 0; i < s->n; i++)
		all = arena_print(in, "%s%s%s", all, i ? ", " : "", s->name[i]);
	if (near)
		message_now(MESSAGE_ERROR, NOWHERE, _("there is no schema \"%s\": did you mean \"%s\"?"), name, near);
	else
		message_now(MESSAGE_ERROR, NOWHERE, _("there is no schema \"%s\": there are %s"), name, all);
	return STATUS_USAGE;
}

static int print(arena *in, loader *l, const char *name)
{
	schemas s = { 0 };
	find(in, l, &s);
	for (uint32_t i = 0; i < s.n; i++)
		if (!strcmp(s.name[i], name)) {
			if (s.path[i])
				return print_file(in, s.path[i]);
			schema_print(l, stdout);
			return STATUS_DONE;
		}
	return unknown(in, name, &s);
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	const char *value, *name = NULL;
	for (int o; (o = command_next(&command_schema, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE)
			return STATUS_USAGE;
		if (o == OPTION_WORD && name) {
			message_now(MESSAGE_ERROR, NOWHERE,
			            _("glane schema prints one schema: \"%s\" is one too many"), value);
			return STATUS_USAGE;
		}
		if (o == OPTION_WORD)
			name = value;
		else if (common.n_folders < 32)
			common.folder[common.n_folders++] = value;
	}
	arena *a = arena_new();
	int status = print(a, loader_new(a, common.n_folders, common.folder), name ? name : "pipeline");
	arena_free(a);
	return status;
}

const command command_schema = {
	"schema", N_("[pipeline | codebook]"),
	        N_("Prints a schema with which editors complete and check pipelines and codebooks"),
	        options, run,
	N_("  glane schema > glane.rng\n"
	   "  glane schema codebook > codebook.rng\n\n"
	   "The schema of pipelines knows every plugin that was found, with its options. Save it beside the "
	   "pipeline and tell\n"
	   "the editor so, for most of them with a second line in the pipeline:\n\n"
	   "  <?xml-model href=\"glane.rng\" type=\"application/xml\"\n"
	   "              schematypens=\"http://relaxng.org/ns/structure/1.0\"?>")
};
