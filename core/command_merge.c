/* command_merge.c - glane merge: the parts of a study, made with run --shard, become its result. */
#include <config.h>
#include <time.h>
#include "language.h"
#include "prepare.h"

enum { OUT, SET, ACCEPT, FOLDER, QUIET, PROFILE };
static const command_option options[] = {
	[OUT] = { "--out", 'o', N_("PLACE"),
		N_("The folder of the result; otherwise NAME-out beside the pipeline") },
	[SET] = { "--set", 0, N_("STAGE.OPTION=VALUE"),
		N_("As it was given to each `glane run --shard`; several times") },
	[ACCEPT] = { "--accept-skips", 0, NULL,
		N_("Documents that are set aside don't make the exit status 3") },
	[FOLDER] = { "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first for plugins; several times: in that order") },
	[QUIET] = { "--quiet", 'q', NULL, N_("No progress, no notes, no warnings") },
	[PROFILE] = { "--profile", 0, NULL, N_("Says how many seconds each phase took, and the processor in each stage") },
	{ NULL, 0, NULL, NULL }
};

static bool take(int option, const char *value, run_options *r, common_options *c)
{
	switch (option) {
	case OUT: r->out = value; break;
	case SET: return common_set(c, value);
	case ACCEPT: r->accept_skips = true; break;
	case FOLDER: return common_folder(c, value);
	case QUIET: message_quiet = true; break;
	case PROFILE: profile_on = true; break;
	}
	return true;
}

static int merge(const common_options *c, run_options *r, const char *path, uint32_t n,
                 const char *const *file)
{
	prepared p = { 0 };
	profile_phase(NULL);
	pipeline_without_corpus = true;
	bool ok = prepare_pipeline(&p, c, path, NULL) && prepare_engine(&p, true);
	int status = STATUS_FAILED;
	if (!prepare_say(&p) && ok) {
		if (!r->out)
			r->out = path_join(p.arena, p.pipeline->folder,
			                   arena_print(p.arena, "%s-out", path_stem(p.arena, p.pipeline->path)));
		status = run_merge(p.engine, n, file, r);
	}
	prepare_end(&p);
	return status;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	run_options r = { .evidence_max = 500, .started = (int64_t)time(NULL) };
	arena *in = arena_new();
	const char *value, *path = NULL, **file = arena_alloc(in, ((size_t)argc + 1) * sizeof *file);
	uint32_t n = 0;
	int status = STATUS_DONE;
	for (int o; status == STATUS_DONE && (o = command_next(&command_merge, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE || (o >= 0 && !take(o, value, &r, &common)))
			status = STATUS_USAGE;
		else if (o == OPTION_WORD && !path)
			path = value;
		else if (o == OPTION_WORD)
			file[n++] = value;
	}
	if (status == STATUS_DONE && !n) {
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("which pipeline and which parts? Write glane merge study.xml part-*.state -o out"));
		status = STATUS_USAGE;
	}
	if (status == STATUS_DONE)
		status = merge(&common, &r, path, n, file);
	arena_free(in);
	return status;
}

const command command_merge = {
	"merge", N_("PIPELINE STATE …"), N_("Puts the parts of a study together that run --shard has made"),
	options, run,
	N_("The corpus need not be there: the parts hold what is needed. All parts must be there, each once, of "
	   "the same pipeline and corpus; what is missing or does not fit is named.\n\n"
	   "  glane merge study.xml part-*.state -o out")
};
