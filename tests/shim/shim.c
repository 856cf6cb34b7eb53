/* shim.c - preloaded into glane: a system call fails at its n-th use, as on a full or broken disk.
 *
 * SHIM="CALL N ERROR": from the N-th use on (1, 2 …) CALL fails with ERROR: ENOSPC, EIO, EINVAL, EACCES, or
 * KILL, which ends the process there. "once" behind it: only the N-th use fails. CALL is one of write
 * fwrite fflush fsync rename renameat2 mkdir unlink ftruncate. What goes to terminals and
 * pipes, or to the first three file descriptors, is left alone, so that messages arrive. Several wishes stand with ";" between them.
 * SHIM_COUNT=FILE: appends "CALL N" for each at the end: how often it was used. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WISHES = 4 };
static struct { char call[32]; long at, used; int failure, once; } wish[WISHES];
static int n_wishes;

__attribute__((constructor)) static void read_wishes(void)
{
	static const struct { const char *name; int code; } errors[] = {
		{ "ENOSPC", ENOSPC }, { "EIO", EIO }, { "EINVAL", EINVAL }, { "EACCES", EACCES },
		{ "KILL", 0 },
	};
	for (const char *text = getenv("SHIM"); text && n_wishes < WISHES; n_wishes++) {
		char name[16] = "", more[8] = "";
		int i = n_wishes;
		if (sscanf(text, " %31[a-z0-9] %ld %15[A-Z] %7[a-z]", wish[i].call, &wish[i].at, name, more) < 3)
			break;
		for (size_t k = 0; k < sizeof errors / sizeof *errors; k++)
			if (!strcmp(errors[k].name, name))
				wish[i].failure = errors[k].code;
		wish[i].once = !strcmp(more, "once");
		text = strchr(text, ';');
		text = text ? text + 1 : NULL;
	}
}

__attribute__((destructor)) static void tell_counts(void)
{
	const char *path = getenv("SHIM_COUNT");
	FILE *f = path ? fopen(path, "a") : NULL;
	for (int i = 0; f && i < n_wishes; i++)
		fprintf(f, "%s %ld\n", wish[i].call, wish[i].used);
	n_wishes = 0;
	if (f)
		fclose(f);
}

/* Must this use of `call` fail? Sets errno. */
static int fails(const char *call)
{
	for (int i = 0; i < n_wishes; i++) {
		if (strcmp(call, wish[i].call))
			continue;
		long n = ++wish[i].used;
		if (n < wish[i].at || (wish[i].once && n > wish[i].at))
			continue;
		if (!wish[i].failure)
			raise(SIGKILL);
		errno = wish[i].failure;
		return 1;
	}
	return 0;
}

static int on_disk(int fd)
{
	struct stat s;
	return fd > 2 && !fstat(fd, &s) && S_ISREG(s.st_mode);
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, name))

ssize_t write(int fd, const void *p, size_t n)
{
	if (on_disk(fd) && fails("write"))
		return -1;
	return REAL("write", ssize_t (*)(int, const void *, size_t))(fd, p, n);
}

ssize_t pwrite(int fd, const void *p, size_t n, off_t o)
{
	return fails("write") ? -1 : REAL("pwrite", ssize_t (*)(int, const void *, size_t, off_t))(fd, p, n, o);
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t o)
{
	return fails("write") ? -1 :
	       REAL("pwrite64", ssize_t (*)(int, const void *, size_t, off64_t))(fd, p, n, o);
}

int ftruncate(int fd, off_t n)
{
	return fails("ftruncate") ? -1 : REAL("ftruncate", int (*)(int, off_t))(fd, n);
}

int ftruncate64(int fd, off64_t n)
{
	return fails("ftruncate") ? -1 : REAL("ftruncate64", int (*)(int, off64_t))(fd, n);
}

size_t fwrite(const void *p, size_t size, size_t n, FILE *f)
{
	if (on_disk(fileno(f)) && fails("fwrite"))
		return 0;
	return REAL("fwrite", size_t (*)(const void *, size_t, size_t, FILE *))(p, size, n, f);
}

int fflush(FILE *f)
{
	if (f && on_disk(fileno(f)) && fails("fflush"))
		return EOF;
	return REAL("fflush", int (*)(FILE *))(f);
}

int fsync(int fd)
{
	return fails("fsync") ? -1 : REAL("fsync", int (*)(int))(fd);
}

int rename(const char *a, const char *b)
{
	return fails("rename") ? -1 : REAL("rename", int (*)(const char *, const char *))(a, b);
}

int renameat2(int from, const char *a, int to, const char *b, unsigned flags)
{
	return fails("renameat2") ? -1 :
	       REAL("renameat2", int (*)(int, const char *, int, const char *, unsigned))(from, a, to, b, flags);
}

int mkdir(const char *path, mode_t mode)
{
	return fails("mkdir") ? -1 : REAL("mkdir", int (*)(const char *, mode_t))(path, mode);
}

int unlink(const char *path)
{
	return fails("unlink") ? -1 : REAL("unlink", int (*)(const char *))(path);
}
