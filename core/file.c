/* file.c - files: reading whole ones, paths, hashes. */
#include <config.h>
#include "file.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "sym.h"
#include "text.h"

static file_stamp stamp_of(const struct stat *s)
{
	return (file_stamp){ (uint64_t)s->st_size, s->st_ino, s->st_mtim.tv_sec, s->st_mtim.tv_nsec };
}

bool file_stamp_of(const char *path, file_stamp *out)
{
	struct stat s;
	if (stat(path, &s))
		return false;
	*out = stamp_of(&s);
	return true;
}

bool file_same(const file_stamp *a, const file_stamp *b)
{
	return a->size == b->size && a->inode == b->inode && a->seconds == b->seconds &&
	       a->nanoseconds == b->nanoseconds;
}

/* Reads what is there now, whatever stat said: pipes and growing files have no size. */
bool file_read(arena *in, const char *path, glane_bytes *out, file_stamp *stamp)
{
	struct stat s;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0)
		return false;
	if (fstat(fd, &s) || S_ISDIR(s.st_mode)) {
		int e = S_ISDIR(s.st_mode) ? EISDIR : errno;
		close(fd);
		errno = e;
		return false;
	}
	size_t room = s.st_size > 0 ? (size_t)s.st_size + 1 : 65536, n = 0;
	unsigned char *p = arena_alloc(in, room);
	for (;;) {
		if (n + 1 >= room) {
			p = arena_grow(in, p, room, room);
			room *= 2;
		}
		ssize_t got = read(fd, p + n, room - n - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			int e = errno;
			close(fd);
			errno = e;
			return false;
		}
		if (!got)
			break;
		n += (size_t)got;
		if ((off_t)n == s.st_size && S_ISREG(s.st_mode)) {
			char more;
			got = read(fd, &more, 1);
			if (got <= 0)
				break;
			if (n + 2 >= room) {
				p = arena_grow(in, p, room, room);
				room *= 2;
			}
			p[n++] = (unsigned char)more;
		}
	}
	close(fd);
	p[n] = 0;
	*out = (glane_bytes){ p, n };
	if (stamp)
		*stamp = stamp_of(&s);
	return true;
}

static void hexadecimal(struct sha256_ctx *h, char out[65])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_digest(h, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	out[64] = 0;
}

void file_sha256(glane_bytes b, char out[65])
{
	struct sha256_ctx h;
	sha256_init(&h);
	sha256_update(&h, b.n, b.p);
	hexadecimal(&h, out);
}

bool file_sha256_of(const char *path, char out[65])
{
	struct sha256_ctx h;
	uint8_t room[65536];
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	sha256_init(&h);
	while ((n = read(fd, room, sizeof room)) > 0 || (n < 0 && errno == EINTR))
		if (n > 0)
			sha256_update(&h, (size_t)n, room);
	int e = errno;
	close(fd);
	errno = e;
	if (n < 0)
		return false;
	hexadecimal(&h, out);
	return true;
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

char *path_folder(arena *in, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return arena_string(in, ".");
	return slash == path ? arena_string(in, "/") : arena_copy(in, path, (size_t)(slash - path));
}

char *path_stem(arena *in, const char *path)
{
	const char *name = path_name(path), *dot = strrchr(name, '.');
	return dot && dot > name ? arena_copy(in, name, (size_t)(dot - name)) : arena_string(in, name);
}

char *path_join(arena *in, const char *from, const char *name)
{
	char *p = *name == '/' ? arena_string(in, name) : arena_print(in, "%s/%s", from, name);
	char *out = arena_alloc(in, strlen(p) + 2);
	size_t n = 0, root = *p == '/';
	if (root)
		out[n++] = '/';
	for (char *part = p; *part;) {
		size_t k = strcspn(part, "/");
		bool up = k == 2 && !memcmp(part, "..", 2);
		size_t last = n;	/* where the last part begins */
		while (last > root && out[last - 1] != '/')
			last--;
		bool above = n == root || (n - last == 2 && !memcmp(out + last, "..", 2));
		if (up && !(above && !root) && n > root) {
			n = last > root ? last - 1 : last;
		} else if (k && !(k == 1 && *part == '.') && !(up && root)) {
			if (n > root)
				out[n++] = '/';
			memcpy(out + n, part, k);
			n += k;
		}
		part += k + (part[k] == '/');
	}
	if (!n)
		out[n++] = '.';
	out[n] = 0;
	return out;
}

char *path_absolute(arena *in, const char *path)
{
	char *here = *path == '/' ? NULL : getcwd(NULL, 0);
	char *p = path_join(in, here ? here : "/", path);
	free(here);
	return p;
}

char *path_same_name(arena *in, const char *path)
{
	const char *folder = path_folder(in, path);
	glane_str name = text_nfc(in, str_of(path_name(path)));
	DIR *d = opendir(folder);
	char *out = NULL;
	for (struct dirent *e; d && !out && (e = readdir(d)) != NULL;)
		if (str_equal(text_nfc(in, str_of(e->d_name)), name))
			out = path_join(in, folder, e->d_name);
	if (d)
		closedir(d);
	return out;
}

bool path_make_folders(const char *path)
{
	arena *a = arena_new();
	char *p = arena_string(a, path);
	bool ok = true;
	for (char *c = p + 1; ok; c++)
		if (*c == '/' || !*c) {
			char was = *c;
			*c = 0;
			ok = !mkdir(p, 0777) || errno == EEXIST;
			*c = was;
			if (!was)
				break;
		}
	int e = errno;
	arena_free(a);
	errno = e;
	return ok;
}

bool path_remove_all(const char *path)
{
	DIR *d = opendir(path);
	if (!d)
		return errno == ENOENT || (errno == ENOTDIR && !unlink(path));
	arena *a = arena_new();
	bool ok = true;
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		struct stat s;
		const char *name = path_join(a, path, e->d_name);
		if (lstat(name, &s))
			ok = errno == ENOENT && ok;
		else if (S_ISDIR(s.st_mode))
			ok = path_remove_all(name) && ok;
		else
			ok = (!unlink(name) || errno == ENOENT) && ok;
	}
	closedir(d);
	arena_free(a);
	return !rmdir(path) && ok;
}
