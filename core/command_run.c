/* command_run.c - glane run: a study from its pipeline to its result. */
#include <config.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "language.h"
#include "prepare.h"
#include "sym.h"
#include "text.h"

enum { OUT, JOBS, SET, SHARD, RESUME, WORK, ACCEPT, TIMEOUT, MEMORY, EVIDENCE, CHECKPOINT, FOLDER, QUIET,
       PROFILE };
static const command_option options[] = {
	[OUT] = { "--out", 'o', N_("PLACE"),
		N_("The folder (with --shard: the file) of the result; otherwise NAME-out beside the pipeline") },
	[JOBS] = { "--jobs", 'j', N_("N"),
		N_("So many worker processes; 0: none, all in this one. Otherwise as many as there are processors") },
	[SET] = { "--set", 0, N_("STAGE.OPTION=VALUE"),
		N_("Sets an option of a stage, or ATTRIBUTE=VALUE of the whole pipeline; several times") },
	[SHARD] = { "--shard", 0, N_("I/N"),
		N_("Only the I-th of N parts of the documents, into a state file for `glane merge`") },
	[RESUME] = { "--resume", 0, N_("[if-any]"),
		N_("Continues the interrupted run; with =if-any begins anew where there is none") },
	[WORK] = { "--work-dir", 0, N_("FOLDER"),
		N_("Keeps work in progress there, not beside the result: best on a disk of this machine") },
	[ACCEPT] = { "--accept-skips", 0, NULL,
		N_("Documents that are set aside don't make the exit status 3") },
	[TIMEOUT] = { "--timeout", 0, N_("SECONDS"),
		N_("A document may take so long, and longer if it is large (60); 0: as long as it likes") },
	[MEMORY] = { "--memory", 0, N_("SIZE"),
		N_("A worker may take so much memory: 800M, 4G; 0: as much as there is") },
	[EVIDENCE] = { "--evidence-max", 0, N_("N"),
		N_("Keeps at most so many passages for each number (500)") },
	[CHECKPOINT] = { "--checkpoint", 0, N_("SECONDS"),
		N_("Saves what is done every so often (10)") },
	[FOLDER] = { "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first for plugins; several times: in that order") },
	[QUIET] = { "--quiet", 'q', NULL, N_("No progress, no notes, no warnings") },
	[PROFILE] = { "--profile", 0, NULL, N_("Says how many seconds each phase took, and the processor in each stage") },
	{ NULL, 0, NULL, NULL }
};

/* "800M", "4G", "1.5 GiB": bytes. */
static bool size_argument(const char *value, uint64_t *out)
{
	static const char letter[] = "KMGT";
	size_t digits = strspn(value, "0123456789.");
	char number[32] = "";
	double v;
	if (digits && digits < sizeof number) {
		memcpy(number, value, digits);
		const char *unit = value + digits + strspn(value + digits, " ");
		const char *at = *unit ? strchr(letter, *unit & ~0x20) : NULL;
		if ((at || !*unit) && text_number(str_of(number), &v)) {
			unit += at != NULL;
			unit += *unit == 'i';
			unit += *unit == 'B' || *unit == 'b' || *unit == 'o';
			for (long i = at ? at - letter + 1 : 0; i > 0; i--)
				v *= 1024;
			*out = (uint64_t)v;
			if (!*unit && v < 1e18 && (!*out || *out >= UINT64_C(1) << 20))
				return true;
		}
	}
	message_now(MESSAGE_ERROR, NOWHERE,
	            _("--memory %s: a size as 800M or 4G was expected, at least 1M, or 0 for no limit"),
	            value);
	return false;
}

static bool shard_argument(const char *value, run_options *r)
{
	glane_str rest = str_of(value), first;
	int64_t i, n;
	if (text_cut(&rest, '/', &first) && text_integer(first, &i) && text_integer(rest, &n) && i >= 1 &&
	    n <= 100000 && i <= n) {
		r->shard = (uint32_t)i;
		r->shards = (uint32_t)n;
		return true;
	}
	message_now(MESSAGE_ERROR, NOWHERE,
	            _("--shard %s: I/N was expected, as 3/16 for the third of sixteen parts"), value);
	return false;
}

static bool resume_argument(const char *value, run_options *r)
{
	r->resume = true;
	r->resume_if_any = value != NULL;
	if (!value || !strcmp(value, "if-any"))
		return true;
	message_now(MESSAGE_ERROR, NOWHERE, _("--resume=%s: --resume or --resume=if-any was expected"), value);
	return false;
}

static bool take(int option, const char *value, run_options *r, common_options *c)
{
	int64_t n = 0;
	bool ok = true;
	const char *name = options[option].name;
	switch (option) {
	case OUT: r->out = value; break;
	case JOBS: ok = number_argument(name, value, 0, 4096, &n); r->jobs = (int)n; break;
	case SET: return common_set(c, value);
	case SHARD: return shard_argument(value, r);
	case RESUME: return resume_argument(value, r);
	case WORK: r->work = value; break;
	case ACCEPT: r->accept_skips = true; break;
	case TIMEOUT: ok = number_argument(name, value, 0, 86400, &n); r->timeout = (uint32_t)n; break;
	case MEMORY: return size_argument(value, &r->memory);
	case EVIDENCE: ok = number_argument(name, value, 1, 1000000, &n); r->evidence_max = (uint32_t)n; break;
	case CHECKPOINT: ok = number_argument(name, value, 0, 86400, &n); r->checkpoint = (uint32_t)n; break;
	case FOLDER: return common_folder(c, value);
	case QUIET: message_quiet = true; break;
	case PROFILE: profile_on = true; break;
	}
	return ok;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	run_options r = { .jobs = -1, .timeout = 60, .memory = UINT64_MAX, .evidence_max = 500,
	                  .checkpoint = 10, .started = (int64_t)time(NULL) };
	const char *value, *path = NULL;
	for (int o; (o = command_next(&command_run, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE || (o >= 0 && !take(o, value, &r, &common)))
			return STATUS_USAGE;
		if (o == OPTION_WORD && path) {
			message_now(MESSAGE_ERROR, NOWHERE, _("one pipeline at a time: \"%s\" is one too many"),
			            value);
			return STATUS_USAGE;
		}
		if (o == OPTION_WORD)
			path = value;
	}
	if (!path) {
		message_now(MESSAGE_ERROR, NOWHERE, _("which pipeline? Write glane run study.xml"));
		return STATUS_USAGE;
	}
	profile_phase(NULL);
	prepared p = { 0 };
	bool ok = prepare_pipeline(&p, &common, path, NULL) && prepare_engine(&p, false);
	int status = prepare_say(&p) || !ok ? STATUS_FAILED : run_study(p.engine, &r);
	prepare_end(&p);
	return status;
}

const command command_run = {
	"run", N_("PIPELINE"), N_("Runs a study and leaves its tables, figures and report in a folder"),
	options, run,
	N_("The folder is exchanged in one step: whatever happens, the former result is there or the new one, "
	   "whole. The former one is kept as PLACE.previous.\n\n"
	   "Exit status: 0 done; 1 failed; 2 the command line is wrong; 3 done, with documents set aside; "
	   "4 stopped, what is done was saved.\n\n"
	   "  glane run study.xml -o out\n"
	   "  glane run study.xml -o out --resume=if-any\n"
	   "  glane run study.xml --shard 3/16 -o part-03.state")
};
