/* lock.c - where a result goes, and the lock on it. */
#include <config.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "language.h"
#include "worker.h"

enum { PATIENCE = 1000, PATIENCE_DEAD = 5000, PAUSE = 20 };	/* ms */

static void cannot_write(const char *path, int error)
{
	message_now(MESSAGE_ERROR, NOWHERE,
	            _("%s can't be written: %s; choose another place with -o"), path,
	            message_reason(error));
}

const char *output_place(arena *in, const char *out)
{
	const char *path = path_absolute(in, out);
	struct stat s;
	if (!lstat(path, &s) && S_ISLNK(s.st_mode)) {
		char *real = realpath(path, NULL);
		if (!real) {
			message_now(MESSAGE_ERROR, NOWHERE,
			            _("%s is a symbolic link that leads nowhere: remove it, or choose "
			              "another place with -o"), out);
			return NULL;
		}
		path = arena_string(in, real);
		free(real);
		return path;
	}
	const char *folder = path_folder(in, path);
	if (stat(folder, &s) && errno == ENOENT && !path_make_folders(folder)) {
		cannot_write(folder, errno);
		return NULL;
	}
	/* One place has one name, so that two runs that get there on different ways meet. */
	char *real = realpath(folder, NULL);
	if (!real) {
		cannot_write(folder, errno);
		return NULL;
	}
	path = path_join(in, real, path_name(path));
	free(real);
	return path;
}

/* Reads who holds the lock, and what it noted. */
static int64_t read_note(arena *in, int fd, const char **folder, uint64_t *inode)
{
	char text[4096], *end;
	ssize_t n = pread(fd, text, sizeof text - 1, 0);
	text[n > 0 ? n : 0] = 0;
	int64_t pid = strtoll(text, &end, 10);
	*folder = NULL;
	*inode = 0;
	if (*end != '\n')
		return 0;
	char *name = end + 1;
	end = strchr(name, '\n');
	if (!end)
		return pid;
	*end = 0;
	/* It is removed later: nothing but a name beside OUT may stand here. */
	if (*name && !strchr(name, '/') && *name != '.')
		*folder = arena_string(in, name);
	*inode = strtoull(end + 1, NULL, 10);
	return pid;
}

static bool write_note(int fd, const char *folder, uint64_t inode)
{
	char text[4096];
	int n = snprintf(text, sizeof text, "%ld\n%s\n%" PRIu64 "\n", (long)getpid(), folder, inode);
	if (n < 0 || (size_t)n >= sizeof text) {
		errno = ENAMETOOLONG;
		return false;
	}
	return pwrite(fd, text, (size_t)n, 0) == n && !ftruncate(fd, n) && !fsync(fd);
}

/* Is the locked file still the one of that name? Its last owner may have removed it meanwhile. */
static bool still_there(int fd, const char *path)
{
	struct stat a, b;
	return !fstat(fd, &a) && !stat(path, &b) && a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

static void wait_ms(long ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
	nanosleep(&t, NULL);
}

lock *lock_take(arena *in, const char *path)
{
	lock *l = arena_alloc(in, sizeof *l);
	l->path = arena_print(in, "%s.glane-lock", path);
	for (int waited = 0;; waited += PAUSE) {
		l->fd = open(l->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (l->fd < 0) {
			cannot_write(path, errno);
			return NULL;
		}
		if (!flock(l->fd, LOCK_EX | LOCK_NB)) {
			if (still_there(l->fd, l->path))
				break;
			close(l->fd);
			continue;
		}
		int error = errno;
		int64_t pid = read_note(in, l->fd, &l->folder, &l->inode);
		close(l->fd);
		if (error != EWOULDBLOCK) {
			cannot_write(l->path, error);
			return NULL;
		}
		/* Workers of a run that was killed hold its lock until they are gone as well. */
		bool dead = pid > 0 && kill((pid_t)pid, 0) && errno == ESRCH;
		if (waited >= (dead ? PATIENCE_DEAD : PATIENCE)) {
			message_now(MESSAGE_ERROR, NOWHERE,
			            _("%s is in use by process %ld: wait until it has ended, or choose "
			              "another place with -o"), path, (long)pid);
			return NULL;
		}
		wait_ms(PAUSE);
	}
	read_note(in, l->fd, &l->folder, &l->inode);
	if (!write_note(l->fd, l->folder ? l->folder : "", l->inode)) {
		cannot_write(l->path, errno);
		lock_release(l, l->folder != NULL);
		return NULL;
	}
	return l;
}

bool lock_note(lock *l, const char *folder, uint64_t inode)
{
	return write_note(l->fd, folder, inode);
}

void lock_release(lock *l, bool keep)
{
	if (!keep)
		unlink(l->path);
	close(l->fd);
}
