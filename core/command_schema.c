/* command_schema.c - glane schema: a RELAX NG schema of pipelines, for editors. */
#include <config.h>
#include "command.h"
#include "language.h"

static const command_option options[] = {
	{ "--plugin-dir", 0, N_("FOLDER"), N_("Takes in the plugins there as well; several "
	                                      "times: in that order") },
	{ NULL, 0, NULL, NULL }
};

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	const char *value;
	for (int o; (o = command_next(&command_schema, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE)
			return STATUS_USAGE;
		if (o == OPTION_WORD) {
			message_now(MESSAGE_ERROR, NOWHERE,
			            _("glane schema takes no argument: \"%s\""), value);
			return STATUS_USAGE;
		}
		if (common.n_folders < 32)
			common.folder[common.n_folders++] = value;
	}
	arena *a = arena_new();
	schema_print(loader_new(a, common.n_folders, common.folder), stdout);
	arena_free(a);
	return STATUS_DONE;
}

const command command_schema = {
	"schema", "", N_("Prints a schema with which editors complete and check pipelines"),
	        options, run,
	N_("  glane schema > glane.rng\n\n"
	   "The schema knows every plugin that was found, with its options. Save it beside the "
	   "pipeline and tell\n"
	   "the editor so, for most of them with a second line in the pipeline:\n\n"
	   "  <?xml-model href=\"glane.rng\" type=\"application/xml\"\n"
	   "              schematypens=\"http://relaxng.org/ns/structure/1.0\"?>")
};
