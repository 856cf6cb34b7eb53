/* exchange.c - a finished folder takes the place of the former one in one step; where the file system
 * can't do that, in two steps that a journal completes after a kill. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "language.h"
#include "worker.h"

bool sync_path(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	/* Folders of some file systems (network, FUSE) can't be synced: nothing to be done. */
	struct stat s;
	bool folder = !fstat(fd, &s) && S_ISDIR(s.st_mode);
	bool ok = !fsync(fd) || (folder && errno == EINVAL);
	int e = errno;
	close(fd);
	errno = e;
	return ok;
}

bool sync_all(arena *in, const char *folder, const char **at)
{
	*at = folder;
	DIR *d = opendir(folder);
	if (!d)
		return false;
	bool ok = true;
	for (struct dirent *e; ok && (e = readdir(d)) != NULL;) {
		struct stat s;
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		const char *path = path_join(in, folder, e->d_name);
		*at = path;
		if (lstat(path, &s))
			ok = false;
		else if (S_ISDIR(s.st_mode))
			ok = sync_all(in, path, at);
		else if (S_ISREG(s.st_mode))
			ok = sync_path(path);
	}
	int error = errno;
	closedir(d);
	errno = error;
	if (ok) {
		*at = folder;
		ok = sync_path(folder);
	}
	return ok;
}

static bool exists(const char *path)
{
	struct stat s;
	return !lstat(path, &s);
}

static const char *journal_path(arena *in, const char *out)
{
	return arena_print(in, "%s.glane-journal", out);
}

static bool journal_write(arena *in, const char *out, const char *fresh)
{
	glane_io io;
	const char *path = journal_path(in, out);
	if (io_open_file(&io, path))
		io_print(&io, "%s\n", path_name(fresh));
	if (io_close(&io) && sync_path(path_folder(in, out)))
		return true;
	int e = io.error ? io.error : errno;
	unlink(path);
	errno = e;
	return false;
}

/* The two renames, or what is left of them. If the second fails the first is taken back. */
static bool journal_play(const char *fresh, const char *out, const char *previous)
{
	bool moved = false;
	if (!exists(fresh))
		return true;
	if (exists(out)) {
		if (!path_remove_all(previous) || rename(out, previous))
			return false;
		moved = true;
	}
	if (!rename(fresh, out))
		return true;
	int e = errno;
	if (moved && rename(previous, out))
		e = errno;
	errno = e;
	return false;
}

static bool exchange_by_journal(arena *in, const char *fresh, const char *out, const char *previous)
{
	if (!journal_write(in, out, fresh))
		return false;
	bool ok = journal_play(fresh, out, previous);
	int e = errno;
	/* Where even the way back failed the journal stays: the next run completes it. */
	if (ok || exists(out))
		unlink(journal_path(in, out));
	errno = e;
	return ok;
}

/* The former result, which is in `was` now, becomes `previous`. In this order a kill in between leaves it
 * in `was`, where exchange_recover finds it. */
static bool keep_former(const char *was, const char *previous)
{
	return path_remove_all(previous) && !rename(was, previous);
}

bool exchange_folders(arena *in, const char *fresh, const char *out, const char *previous,
                      const char **left)
{
	bool ok;
	*left = NULL;
	if (!exists(out)) {
		ok = !rename(fresh, out);
	} else if (!renameat2(AT_FDCWD, fresh, AT_FDCWD, out, RENAME_EXCHANGE)) {
		ok = true;
		if (!keep_former(fresh, previous)) {
			message_now(MESSAGE_WARNING, NOWHERE,
			            _("the former result could not be moved to %s (%s): it is in %s"),
			            previous, message_reason(errno), fresh);
			*left = fresh;
		}
	} else if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) {
		ok = exchange_by_journal(in, fresh, out, previous);
	} else {
		ok = false;
	}
	int error = errno;	/* looking for the journal changes it */
	if (!ok && exists(journal_path(in, out))) {
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("%s: %s: the former result is in %s; the next run with this output puts the "
		              "new one in its place"), out, message_reason(error), previous);
		*left = fresh;
		return false;
	}
	if (!ok) {
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("the result could not be put in its place %s: %s; what was there is "
		              "unchanged"), out, message_reason(error));
		return false;
	}
	/* The result is there; whether it would survive a power cut is all that is open. */
	if (!sync_path(path_folder(in, out)))
		message_now(MESSAGE_WARNING, NOWHERE,
		            _("%s: the disk did not confirm the new result: %s"), out,
		            message_reason(errno));
	return true;
}

bool exchange_recover(arena *in, const char *out, const char *previous, const lock *l)
{
	const char *journal = journal_path(in, out), *folder = path_folder(in, out);
	glane_bytes b;
	bool ok = true;
	if (file_read(in, journal, &b, NULL)) {
		const char *name = arena_copy(in, (const char *)b.p, strcspn((const char *)b.p, "\n"));
		if (*name && !strchr(name, '/') && *name != '.')
			ok = journal_play(path_join(in, folder, name), out, previous);
		ok = ok && !unlink(journal);
	}
	if (ok && l->folder) {
		const char *left = path_join(in, folder, l->folder);
		struct stat s;
		/* Of another inode than the one that was built: the exchange had taken place, and
		 * this is the former result. */
		if (!lstat(left, &s) && S_ISDIR(s.st_mode))
			ok = l->inode && s.st_ino != l->inode ? keep_former(left, previous)
			                                     : path_remove_all(left);
	}
	if (!ok)
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("what an interrupted run has left beside %s can't be cleared up: %s"), out,
		            message_reason(errno));
	return ok;
}
