/* resume.c - the folder of work: state files of what is done, kept from one run to the next. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "language.h"
#include "worker.h"

void say_store_error(const store *s)
{
	message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(s));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void cannot(const char *path)
{
	message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), path, message_reason(errno));
}

/* ---- The folder ------------------------------------------------------------------------------ */

static const char *folder_of(const work *w, const char *out)
{
	char sha[65];
	if (!w->options->work)
		return arena_print(w->arena, "%s.glane-work", out);
	file_sha256((glane_bytes){ (const unsigned char *)out, strlen(out) }, sha);
	return path_join(w->arena, path_absolute(w->arena, w->options->work),
	                 arena_print(w->arena, "%s.glane-work-%.16s", path_name(out), sha));
}

/* State files that are there, sorted; next_file is set behind them. */
static uint32_t list_states(work *w, const char ***file)
{
	uint32_t n = 0, room = 0;
	const char **list = NULL;
	DIR *d = opendir(w->folder);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
		unsigned number;
		int end = 0;
		if (sscanf(e->d_name, "worker-%u.state%n", &number, &end) != 1 || !end || e->d_name[end])
			continue;
		if (number >= w->next_file)
			w->next_file = number + 1;
		ARRAY_ROOM(w->arena, list, room, n);
		list[n++] = path_join(w->arena, w->folder, e->d_name);
	}
	if (d)
		closedir(d);
	if (n)
		qsort(list, n, sizeof *list, by_text);
	*file = list;
	return n;
}

const char *work_next_file(work *w)
{
	return arena_print(w->arena, "%s/worker-%04u.state", w->folder, w->next_file++);
}

store *work_store(const work *w, const char *path)
{
	store *s = store_create(path);
	if (!s || !store_set_identity(s, &w->identity)) {
		say_store_error(s);
		store_close(s);
		return NULL;
	}
	return s;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Place of a document in the shard's list; GLANE_NONE: not of this shard. */
static uint32_t place_of(const work *w, uint32_t number)
{
	const uint32_t *p = w->n ? bsearch(&number, w->document, w->n, sizeof number, by_number) : NULL;
	return p ? (uint32_t)(p - w->document) : GLANE_NONE;
}

static void mark(work *w, uint32_t number)
{
	uint32_t i = place_of(w, number);
	if (i == GLANE_NONE || w->done[i])
		return;
	w->n_done++;
	w->done[i] = true;
}

bool work_take(work *w, const char *path, bool ended)
{
	/* For writing: what a killed process was about to write is rolled back. */
	store *s = store_open(path, true);
	if (!s && !ended) {	/* killed before its first checkpoint */
		unlink(path);
		return true;
	}
	arena *in = arena_new();
	uint32_t n_documents = 0, n_skips = 0, *number = NULL;
	skip *k = NULL;
	if (s) {
		n_documents = store_documents(s, in, &number);
		k = store_skips(s, in, &n_skips);
	}
	bool ok = s && k;
	if (ok) {
		for (uint32_t i = 0; i < n_documents; i++)
			mark(w, number[i]);
		for (uint32_t i = 0; i < n_skips; i++)
			mark(w, k[i].document);
		w->n_skipped += n_skips;
		if (n_documents || n_skips) {
			ARRAY_ROOM(w->arena, w->file, w->room_files, w->n_files);
			w->file[w->n_files++] = arena_string(w->arena, path);
		}
	} else {
		say_store_error(s);
	}
	store_close(s);
	arena_free(in);
	if (ok && !n_documents && !n_skips)
		unlink(path);
	return ok;
}

bool work_set_aside(work *w, const skip *k)
{
	const char *path = work_next_file(w);
	store *s = work_store(w, path);
	if (!s)
		return false;
	bool ok = store_add_skip(s, k);
	if (!ok)
		say_store_error(s);
	if (!store_close(s) && ok) {
		say_store_error(NULL);
		ok = false;
	}
	return ok && work_take(w, path, true);
}

/* How many documents an earlier run's files hold, without keeping them. */
static uint32_t count_former(uint32_t n, const char **file)
{
	arena *in = arena_new();
	uint32_t total = 0, *number, n_skips;
	for (uint32_t i = 0; i < n; i++) {
		store *s = store_open(file[i], true);
		if (!s)
			continue;
		total += store_documents(s, in, &number);
		if (store_skips(s, in, &n_skips))
			total += n_skips;
		store_close(s);
	}
	arena_free(in);
	return total;
}

/* Files that were begun and hold nothing yet have no identity either, or one cut off by the kill. */
static bool take_former(work *w, uint32_t n, const char **file)
{
	for (uint32_t i = 0; i < n; i++) {
		run_identity then = { 0 };
		arena *in = arena_new();
		store *s = store_open(file[i], true);
		bool begun = s && store_get_identity(s, in, &then) && then.identity;
		store_close(s);
		bool same = !begun || identity_same(&w->identity, &then, w->folder);
		arena_free(in);
		if (!same) {
			message_now(MESSAGE_NOTE, NOWHERE,
			            _("without --resume the run begins anew, and what was done is removed"));
			return false;
		}
		if (!begun)
			unlink(file[i]);
		else if (!work_take(w, file[i], true))
			return false;
	}
	if (w->n_done)
		message_now(MESSAGE_NOTE, NOWHERE, _("%u of %u documents are done already"), w->n_done, w->n);
	return true;
}

bool work_open(work *w, const char *out)
{
	const char **file;
	struct stat s;
	w->folder = folder_of(w, out);
	bool there = !stat(w->folder, &s);
	uint32_t n = list_states(w, &file);
	const run_options *o = w->options;
	if (there && (o->resume || o->resume_if_any))
		return take_former(w, n, file);
	if (o->resume && !o->resume_if_any) {
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("there is no interrupted run of %s to resume: leave out --resume, or say "
		              "--resume=if-any"), out);
		return false;
	}
	if (there) {
		uint32_t former = count_former(n, file);
		if (former)
			message_now(MESSAGE_NOTE, NOWHERE,
			            _("an interrupted run of %s had done %u document(s); --resume would have "
			              "continued it, this one begins anew"), out, former);
		if (!path_remove_all(w->folder)) {
			cannot(w->folder);
			return false;
		}
	}
	w->next_file = 1;
	/* What people said is for their researcher alone. */
	if (!path_make_folders(path_folder(w->arena, w->folder)) || mkdir(w->folder, 0700)) {
		cannot(w->folder);
		return false;
	}
	return true;
}

void work_remove(work *w)
{
	if (!path_remove_all(w->folder))
		message_now(MESSAGE_WARNING, NOWHERE, _("%s could not be removed: %s"), w->folder,
		            message_reason(errno));
}
