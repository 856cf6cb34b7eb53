/* command_new_study.c - glane new-study: begins a study of the files in a folder. */
#include <config.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include "language.h"
#include "new_study.h"
#include "prepare.h"

static const command_option options[] = {
	{ "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first for plugins; several times: in that order") },
	{ NULL, 0, NULL, NULL }
};

static bool is_folder(const char *path)
{
	struct stat info;
	if (!stat(path, &info) && S_ISDIR(info.st_mode))
		return true;
	if (!stat(path, &info))
		message_now(MESSAGE_ERROR, NOWHERE, _("%s is a file: name the folder that holds the texts"), path);
	else
		message_now(MESSAGE_ERROR, NOWHERE, _("there is no folder %s: name the one that holds the texts"), path);
	return false;
}

static bool nothing_in_the_way(const study *s)
{
	const char *names = study_in_the_way(s);
	if (names)
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("%s holds %s already, and nothing is overwritten: go on with what is there (glane check "
		              "study.xml), or move it away"), s->folder, names);
	return !names;
}

static void print_marks(const study *s)
{
	uint32_t asking, answering;
	const char *interviewer = study_marks(s, true, &asking), *respondent = study_marks(s, false, &answering);
	if (!asking && !answering) {
		printf(_("  speakers   no marks were found: each document is one person's words\n"));
		return;
	}
	printf(_("  speakers   who asks: %s; who answers: %s\n"), asking ? interviewer : _("nobody was found"),
	       answering ? respondent : _("nobody was found"));
	if (s->n_unmarked)
		printf(_("             %u documents have no mark: each is one respondent's\n"), s->n_unmarked);
}

static void print_findings(const study *s)
{
	const char *languages = "", *files = "study.xml, codebook.xml";
	printf(_("  documents  %u, read by "), s->n_documents);
	for (uint32_t i = 0; i < s->n_reads; i++)
		printf("%s%s (%s)", i ? ", " : "", s->read[i].use, s->read[i].files);
	putchar('\n');
	print_marks(s);
	for (uint32_t i = 0; i < s->n_languages; i++)
		languages = arena_print(s->in, "%s%s%s (%u)", languages, i ? ", " : "", s->language[i].name,
		                        s->language[i].documents);
	printf(_("  languages  %s\n"), *languages ? languages : study_languages(s));
	if (s->by)
		printf(_("  groups     by %s\n"), s->by);
	for (uint32_t i = 0; i < s->n_reads; i++)
		if (s->read[i].described)
			printf(_("  metadata   %s, which was there\n"), s->read[i].metadata);
		else
			files = arena_print(s->in, "%s, %s", files, s->read[i].metadata);
	printf(_("  written    %s\n"), files);
}

/* What has been written must run. */
static int check(const common_options *c, const study *s)
{
	prepared p = { 0 };
	const char *path = path_join(s->in, s->folder, "study.xml");
	bool ok = prepare_pipeline(&p, c, path, NULL) && prepare_engine(&p, false);
	bool errors = prepare_say(&p) > 0;
	prepare_end(&p);
	return ok && !errors ? STATUS_DONE : STATUS_FAILED;
}

static int begin(arena *a, const common_options *c, const char *folder)
{
	study s = { .in = a, .folder = path_absolute(a, folder) };
	s.title = path_name(s.folder);
	s.loader = loader_new(a, c->n_folders, c->folder);
	if (!is_folder(s.folder) || !study_find(&s))
		return STATUS_FAILED;
	study_say_foreign(&s);
	if (!study_make_reads(&s) || !nothing_in_the_way(&s) || !study_look(&s) || !study_write(&s))
		return STATUS_FAILED;
	printf("%s\n", s.folder);
	print_findings(&s);
	int status = check(c, &s);
	if (status == STATUS_DONE && s.read[0].described)
		printf(_("\nLook at study.xml and correct what was guessed, then: glane run %s\n"), path_join(a, folder, "study.xml"));
	else if (status == STATUS_DONE)
		printf(_("\nLook at study.xml and correct what was guessed, fill in %s, then: glane run %s\n"),
		       s.read[0].metadata, path_join(a, folder, "study.xml"));
	return status;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	const char *value, *folder = NULL;
	for (int o; (o = command_next(&command_new_study, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE || (o == 0 && !common_folder(&common, value)))
			return STATUS_USAGE;
		if (o == OPTION_WORD && folder) {
			message_now(MESSAGE_ERROR, NOWHERE, _("one folder at a time: \"%s\" is one too many"), value);
			return STATUS_USAGE;
		}
		if (o == OPTION_WORD)
			folder = value;
	}
	if (!folder) {
		message_now(MESSAGE_ERROR, NOWHERE, _("which folder? Write glane new-study FOLDER"));
		return STATUS_USAGE;
	}
	arena *a = arena_new();
	int status = begin(a, &common, folder);
	arena_free(a);
	return status;
}

const command command_new_study = {
	"new-study", N_("FOLDER"), N_("Begins a study of the files in a folder: a pipeline, metadata, a codebook"),
	options, run,
	N_("Looks at the files, guesses who speaks by the marks at the beginning of lines, the languages and what can be "
	   "compared, and writes into the folder:\n\n"
	   "  study.xml      the pipeline, with remarks; it runs as it is\n"
	   "  metadata.csv   a row for each document, with columns to fill in,\n"
	   "                 unless a table of the folder names them in a column\n"
	   "  codebook.xml   themes and their words, with one as an example\n\n"
	   "Files that are there already are never overwritten.")
};
