/* output.c - the output folder: built beside OUT, whole and on the disk before it takes OUT's place. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include "language.h"
#include "worker.h"

struct output {
	arena *arena;
	lock *lock;
	const char *out, *folder, *previous;
};

/* Names of files, sorted by bytes. */
typedef struct { arena *in; uint32_t n, room; const char **name; } names;

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void names_add(names *l, const char *name)
{
	ARRAY_ROOM(l->in, l->name, l->room, l->n);
	l->name[l->n++] = arena_string(l->in, name);
}

static bool names_have(const names *l, const char *name)
{
	return l->n && bsearch(&name, l->name, l->n, sizeof *l->name, by_bytes);
}

/* Files that office programs, desktops and file managers leave in any folder. */
static bool editors_own(const char *path)
{
	const char *name = path_name(path);
	size_t n = strlen(name);
	return (!strncmp(name, ".~lock.", 7) && n > 8 && name[n - 1] == '#') ||
	       !strncmp(name, "~$", 2) || !strcmp(name, ".DS_Store") || !strcmp(name, "Thumbs.db");
}

static bool list_files(names *l, const char *folder, const char *prefix)
{
	DIR *d = opendir(folder);
	if (!d)
		return false;
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		struct stat s;
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		const char *path = path_join(l->in, folder, e->d_name);
		const char *name = arena_print(l->in, "%s%s", prefix, e->d_name);
		if (!lstat(path, &s) && S_ISDIR(s.st_mode))
			list_files(l, path, arena_print(l->in, "%s/", name));
		else
			names_add(l, name);
	}
	closedir(d);
	return true;
}

bool output_files(arena *in, const char *folder, uint32_t *n, const char ***name)
{
	names l = { .in = in };
	bool ok = list_files(&l, folder, "");
	if (l.n)
		qsort(l.name, l.n, sizeof *l.name, by_bytes);
	*n = l.n;
	*name = l.name;
	return ok;
}

/* The files that a folder's manifest lists; none where there is no manifest. */
static void manifest_files(names *l, const char *folder)
{
	json_t *m = json_load_file(path_join(l->in, folder, "manifest.json"), 0, NULL);
	json_t *files = json_object_get(m, "files"), *f;
	size_t i;
	json_array_foreach(files, i, f) {
		const char *path = json_string_value(json_object_get(f, "path"));
		if (path)
			names_add(l, path);
	}
	if (files)
		names_add(l, "manifest.json");
	json_decref(m);
	if (l->n)
		qsort(l->name, l->n, sizeof *l->name, by_bytes);
}

enum { NAMED = 5 };	/* foreign files that a message names */

/* Refuses a folder that holds what glane has not made: it would be moved away, later removed. */
static bool refuse_foreign(arena *in, const char *folder)
{
	names ours = { .in = in };
	const char **there;
	uint32_t n_there;
	struct stat s;
	if (lstat(folder, &s))
		return errno == ENOENT;
	if (!S_ISDIR(s.st_mode)) {
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("%s is a file, where a folder for the result was expected: remove it, or "
		              "choose another place with -o"), folder);
		return false;
	}
	if (!output_files(in, folder, &n_there, &there)) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be read: %s"), folder, message_reason(errno));
		return false;
	}
	manifest_files(&ours, folder);
	const char *list = "";
	uint32_t n = 0;
	for (uint32_t i = 0; i < n_there; i++) {
		if (names_have(&ours, there[i]) || editors_own(there[i]))
			continue;
		if (n < NAMED)
			list = arena_print(in, "%s%s%s", list, n ? ", " : "", there[i]);
		n++;
	}
	if (!n)
		return true;
	if (n > NAMED)
		list = arena_print(in, "%s, …", list);
	message_now(MESSAGE_ERROR, NOWHERE,
	            _("%s holds %u file(s) that glane has not put there (%s): move them away, or choose "
	              "another place with -o"), folder, n, list);
	return false;
}

/* A folder beside OUT under a name that nobody has, noted in the lock before it is made. */
static bool make_folder(output *o)
{
	static const char letter[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	struct stat s;
	do {
		unsigned char random[6];
		char name[7] = "";
		if (getrandom(random, sizeof random, 0) != sizeof random)
			return false;
		for (size_t i = 0; i < 6; i++)
			name[i] = letter[random[i] % (sizeof letter - 1)];
		o->folder = arena_print(o->arena, "%s.glane-%s", o->out, name);
		/* OUT.glane-backup may be the user's: what is there is not taken for ours. */
		if (!lstat(o->folder, &s)) {
			errno = EEXIST;
			continue;
		}
		if (!lock_note(o->lock, path_name(o->folder), 0))
			return false;
		if (mkdir(o->folder, 0777))
			continue;
		if (!lstat(o->folder, &s) && lock_note(o->lock, path_name(o->folder), s.st_ino))
			return true;
		int e = errno;
		rmdir(o->folder);
		errno = e;
		return false;
	} while (errno == EEXIST);
	return false;
}

output *output_begin(arena *in, const char *out)
{
	output *o = arena_alloc(in, sizeof *o);
	o->arena = in;
	o->out = output_place(in, out);
	if (!o->out)
		return NULL;
	o->previous = arena_print(in, "%s.previous", o->out);
	o->lock = lock_take(in, o->out);
	if (!o->lock)
		return NULL;
	if (!exchange_recover(in, o->out, o->previous, o->lock)) {
		lock_release(o->lock, true);
		return NULL;
	}
	if (!refuse_foreign(in, o->out) || !refuse_foreign(in, o->previous)) {
		lock_release(o->lock, false);
		return NULL;
	}
	if (lock_note(o->lock, "", 0) && make_folder(o))
		return o;
	message_now(MESSAGE_ERROR, NOWHERE, _("no folder can be made beside %s: %s"), o->out,
	            message_reason(errno));
	lock_release(o->lock, false);
	return NULL;
}

const char *output_folder(const output *o)
{
	return o->folder;
}

bool output_finish(output *o, const void *manifest, size_t n)
{
	glane_io io;
	const char *path = path_join(o->arena, o->folder, "manifest.json"), *at, *left;
	bool ok = sync_all(o->arena, o->folder, &at);
	if (ok) {
		at = path;
		if (io_open_file(&io, path))
			io_write(&io, manifest, n);
		ok = io_close(&io);
		if (!ok)
			errno = io.error;
	}
	if (ok) {
		at = o->folder;
		ok = sync_path(o->folder);
	}
	if (!ok)
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), at, message_reason(errno));
	if (ok && !exchange_folders(o->arena, o->folder, o->out, o->previous, &left)) {
		if (left) {	/* OUT is gone, and comes back when the next run begins */
			lock_release(o->lock, true);
			return false;
		}
		ok = false;
	}
	if (!ok) {
		output_abandon(o);
		return false;
	}
	lock_release(o->lock, left != NULL);
	return true;
}

void output_abandon(output *o)
{
	bool gone = path_remove_all(o->folder);
	lock_release(o->lock, !gone);
}
