/* command_pipe.c - glane pipe: a pipeline on one line, for a look at a file or a step of a shell script. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "language.h"
#include "prepare.h"

enum { PRINT, JOBS, ACCEPT, FOLDER, QUIET };
static const command_option options[] = {
	[PRINT] = { "--print-xml", 0, NULL, N_("Prints the pipeline as a file would have it, and runs nothing") },
	[JOBS] = { "--jobs", 'j', N_("N"),
		N_("So many worker processes; 0: none, all in this one. Otherwise as many as there are processors") },
	[ACCEPT] = { "--accept-skips", 0, NULL,
		N_("Documents that are set aside don't make the exit status 3") },
	[FOLDER] = { "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first for plugins; several times: in that order") },
	[QUIET] = { "--quiet", 'q', NULL, N_("No progress, no notes, no warnings") },
	{ NULL, 0, NULL, NULL }
};

/* What a writer makes, in the folder of the run, and where it is wanted; NULL: standard output. */
typedef struct { const char *made, *wanted; } target;
typedef struct {
	arena *arena;
	int n_words, n_targets, n_printed;
	char **word;			/* with `to` inside the run's folder */
	target *target;
} line_of_words;

static bool is_writer(const char *word)
{
	return !strncmp(word, "write-", 6);
}

/* `to=-` of a writer says standard output, as no `to` does, and is left out. Returns how many words there are then. */
static int without_dashes(int n, char **word)
{
	bool writer = false;
	int k = 0;
	for (int i = 0; i < n; i++) {
		if (!i || !strcmp(word[i - 1], "!"))
			writer = is_writer(word[i]);
		if (!writer || strcmp(word[i], "to=-"))
			word[k++] = word[i];
	}
	return k;
}

/* to=PATH leads where the shell stands, not into the folder of a run: each writer gets a folder of its
 * own there, and its files are brought out in the end. */
static void redirect(line_of_words *l, int n, char **word)
{
	target *t = NULL;
	l->word = arena_alloc(l->arena, ((size_t)n + 1) * sizeof *l->word);
	l->target = arena_alloc(l->arena, ((size_t)n + 1) * sizeof *l->target);
	for (int i = 0; i < n; i++) {
		l->word[l->n_words++] = word[i];
		if (!strcmp(word[i], "!")) {
			t = NULL;
		} else if (is_writer(word[i]) && (!i || !strcmp(word[i - 1], "!"))) {
			t = &l->target[l->n_targets++];
			t->made = arena_print(l->arena, "output.%s", word[i] + 6);
		} else if (t && !strncmp(word[i], "to=", 3) && word[i][3]) {
			const char *wanted = word[i] + 3;
			size_t k = strlen(wanted);
			while (k > 1 && wanted[k - 1] == '/')
				k--;
			const char *name = path_name(arena_copy(l->arena, wanted, k));
			t->made = arena_print(l->arena, "%d/%s%s", l->n_targets, name, wanted[k] ? "/" : "");
			t->wanted = wanted;
			l->word[l->n_words - 1] = arena_print(l->arena, "to=%s", t->made);
		}
	}
	for (int i = 0; i < l->n_targets; i++)
		l->n_printed += !l->target[i].wanted;
}

/* ---- Bringing out what was written ------------------------------------------------------------- */

static bool cannot(const char *path, int error)
{
	message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), path, message_reason(error));
	return false;
}

/* A new file on the same disk only changes its name; what is there (a link, a device) is written into. */
static bool copy_file(arena *in, const char *from, const char *to)
{
	struct stat there;
	glane_bytes b;
	glane_io io;
	if (lstat(to, &there) && errno == ENOENT && !rename(from, to))
		return true;
	if (!file_read(in, from, &b, NULL))
		return cannot(to, errno);
	if (io_open_file(&io, to))
		io_write(&io, b.p, b.n);
	return io_close(&io) || cannot(to, io.error);
}

static bool copy_all(arena *in, const char *from, const char *to)
{
	struct stat s;
	if (stat(from, &s))
		return true;	/* nothing was to be written */
	if (!S_ISDIR(s.st_mode))
		return copy_file(in, from, to);
	if (!path_make_folders(to))
		return cannot(to, errno);
	DIR *d = opendir(from);
	bool ok = d != NULL;
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			ok = copy_all(in, path_join(in, from, e->d_name), path_join(in, to, e->d_name)) && ok;
	if (d)
		closedir(d);
	return ok;
}

static bool print_file(arena *in, const char *from)
{
	struct stat s;
	glane_bytes b;
	if (!stat(from, &s) && S_ISDIR(s.st_mode)) {
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("the writer has made a folder, which can't be printed: add to=FOLDER"));
		return false;
	}
	if (!file_read(in, from, &b, NULL)) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be read: %s"), from, message_reason(errno));
		return false;
	}
	fwrite(b.p, 1, b.n, stdout);	/* main() sees whether it arrived */
	return true;
}

static bool bring_out(const line_of_words *l, const char *out)
{
	bool ok = true;
	for (int i = 0; i < l->n_targets; i++) {
		const char *from = path_join(l->arena, out, l->target[i].made);
		ok = (l->target[i].wanted ? copy_all(l->arena, from, path_join(l->arena, ".", l->target[i].wanted))
		                          : print_file(l->arena, from)) && ok;
	}
	return ok;
}

/* ---- The command ------------------------------------------------------------------------------- */

static bool check_targets(const line_of_words *l)
{
	if (!l->n_targets)
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("nothing would be written: end with a writer, as `! write-jsonl`"));
	else if (l->n_printed > 1)
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("only one writer can print on standard output: give the others to=FILE"));
	return l->n_targets && l->n_printed <= 1;
}

static int run_in_folder(const line_of_words *l, const common_options *c, run_options *r, const char *text)
{
	const char *base = getenv("TMPDIR");
	char *folder = arena_print(l->arena, "%s/glane-pipe-XXXXXX", base && *base ? base : "/tmp");
	prepared p = { 0 };
	/* Paths start where the shell stands. */
	bool ok = prepare_pipeline(&p, c, path_absolute(l->arena, "<pipe>"), text) && prepare_engine(&p, false);
	int status = STATUS_FAILED;
	if (!prepare_say(&p) && ok) {
		if (!mkdtemp(folder)) {
			cannot(folder, errno);
		} else {
			r->out = path_join(l->arena, folder, "out");
			status = run_study(p.engine, r);
			if ((status == STATUS_DONE || status == STATUS_SKIPPED) && !bring_out(l, r->out))
				status = STATUS_FAILED;
			path_remove_all(folder);
		}
	}
	prepare_end(&p);
	return status;
}

static int pipe_words(const common_options *c, run_options *r, int n, char **word, bool print)
{
	line_of_words l = { .arena = arena_new() };
	messages *m = messages_new(l.arena);
	int status = STATUS_USAGE;
	n = without_dashes(n, word);
	redirect(&l, n, word);
	const char *text = pipeline_of_words(l.arena, print ? n : l.n_words, print ? word : l.word, m);
	if (messages_print(m, stderr) || !text) {
		arena_free(l.arena);
		return status;
	}
	if (print) {
		fputs(text, stdout);
		status = STATUS_DONE;
	} else if (check_targets(&l)) {
		status = run_in_folder(&l, c, r, text);
	}
	arena_free(l.arena);
	return status;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	run_options r = { .jobs = -1, .timeout = 60, .memory = UINT64_MAX, .evidence_max = 500,
	                  .checkpoint = 3600, .started = (int64_t)time(NULL) };
	arena *in = arena_new();
	char **word = arena_alloc(in, ((size_t)argc + 1) * sizeof *word);
	int n = 0;
	bool print = false, ok = true;
	const char *value;
	for (int o; ok && (o = command_next(&command_pipe, &line, &value)) != OPTION_END;) {
		int64_t number = -1;
		switch (o) {
		case OPTION_USAGE: ok = false; break;
		case PRINT: print = true; break;
		case JOBS: ok = number_argument("--jobs", value, 0, 4096, &number); r.jobs = (int)number; break;
		case ACCEPT: r.accept_skips = true; break;
		case FOLDER: ok = common_folder(&common, value); break;
		case QUIET: message_quiet = true; break;
		default: word[n++] = arena_string(in, value);
		}
	}
	int status = ok ? pipe_words(&common, &r, n, word, print) : STATUS_USAGE;
	arena_free(in);
	return status;
}

const command command_pipe = {
	"pipe", N_("PLUGIN OPTION=VALUE … ! PLUGIN …"), N_("Runs a pipeline that is written on the command line"),
	options, run,
	N_("Stages are joined by a lone `!`. A writer without `to`, or with `to=-`, prints on standard output; `to` leads "
	   "to a file or folder from where the shell stands.\n\n"
	   "  glane pipe read-csv files=a.csv text=answer ! tokenize-fr ! write-jsonl\n"
	   "  glane pipe read-text files=talks/ ! tokenize-en ! frequencies ! write-csv to=tables/\n"
	   "  glane pipe --print-xml read-csv files=a.csv ! tokenize-fr ! write-jsonl > study.xml")
};
