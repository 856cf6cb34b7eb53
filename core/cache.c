/* cache.c - what is kept between runs. */
#include <config.h>
#include "cache.h"
#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "engine_private.h"
#include "file.h"
#include "language.h"
#include "loader.h"

/* Before the bytes. Written and read by one machine: a file of another kind of machine is foreign. */
typedef struct { char magic[16]; uint64_t n, sum; uint8_t key[32]; } head;
static const char magic[16] = "glane cache 1\n";

/* Finds what a disk has damaged; nobody else may write there. */
static uint64_t sum_of(glane_bytes b)
{
	enum { LANES = 4 };
	uint64_t lane[LANES] = { 1, 2, 3, 4 }, v[LANES], sum = b.n;
	size_t i = 0;
	for (; b.n - i >= sizeof v; i += sizeof v) {
		memcpy(v, b.p + i, sizeof v);
		for (int k = 0; k < LANES; k++) {
			lane[k] = (lane[k] ^ v[k]) * 0x9E3779B97F4A7C15u;
			lane[k] ^= lane[k] >> 29;
		}
	}
	for (; i < b.n; i++)
		lane[0] = (lane[0] ^ b.p[i]) * 0x9E3779B97F4A7C15u;
	for (int k = 0; k < LANES; k++) {
		sum = (sum ^ lane[k]) * 0x9E3779B97F4A7C15u;
		sum ^= sum >> 32;
	}
	return sum;
}

void cache_key(const char *name, uint32_t n, const glane_bytes *of, char out[65])
{
	struct sha256_ctx h;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&h);
	sha256_update(&h, strlen(name) + 1, (const uint8_t *)name);
	for (uint32_t i = 0; i < n; i++) {
		uint64_t size = of[i].n;
		sha256_update(&h, sizeof size, (const uint8_t *)&size);
		sha256_update(&h, of[i].n, of[i].p);
	}
	sha256_digest(&h, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		out[2 * i] = "0123456789abcdef"[digest[i] >> 4];
		out[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
	}
	out[64] = 0;
}

static void key_bytes(const char *key, uint8_t out[32])
{
	for (int i = 0; i < 32; i++) {
		char two[3] = { key[2 * i], key[2 * i + 1], 0 };
		out[i] = (uint8_t)strtoul(two, NULL, 16);
	}
}

/* ---- Folders --------------------------------------------------------------------------------- */

/* NULL: none is named; *why says so. */
static const char *user_folder(arena *in, const char **why)
{
	const char *own = getenv("GLANE_CACHE"), *all = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	if (own && *own == '/')
		return own;
	if (own && *own) {
		*why = arena_print(in, _("GLANE_CACHE is %s, which isn't an absolute path"), own);
		return NULL;
	}
	if (all && *all == '/')
		return arena_print(in, "%s/glane", all);
	if (home && *home == '/')
		return arena_print(in, "%s/.cache/glane", home);
	*why = _("neither GLANE_CACHE nor HOME names a folder");
	return NULL;
}

/* Whoever may write there could give us words that aren't the dictionary's. */
static bool ours(const struct stat *s)
{
	return (s->st_uid == 0 || s->st_uid == geteuid()) && !(s->st_mode & (S_IWGRP | S_IWOTH));
}

static char *file_in(arena *in, const char *folder, const char *name, const char *key)
{
	return arena_print(in, "%s/%s-%.32s", folder, name, key);
}

/* ---- Finding --------------------------------------------------------------------------------- */

static bool whole(const cache_map *m)
{
	head h;
	uint8_t key[32];
	if (m->size < sizeof h)
		return false;
	memcpy(&h, m->map, sizeof h);
	key_bytes(m->key, key);
	return !memcmp(h.magic, magic, sizeof magic) && !memcmp(h.key, key, sizeof key) && h.n == m->bytes.n &&
	       h.sum == sum_of(m->bytes);
}

static bool map_file(const char *folder, const char *path, const char *key, cache_map *out)
{
	struct stat s;
	if (stat(folder, &s) || !ours(&s))
		return false;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd < 0)
		return false;
	bool good = !fstat(fd, &s) && S_ISREG(s.st_mode) && ours(&s) && (size_t)s.st_size >= sizeof(head);
	void *map = good ? mmap(NULL, (size_t)s.st_size, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
	close(fd);
	if (map == MAP_FAILED)
		return false;
	*out = (cache_map){ .map = map, .size = (size_t)s.st_size };
	memcpy(out->key, key, sizeof out->key);
	out->bytes = (glane_bytes){ (unsigned char *)map + sizeof(head), out->size - sizeof(head) };
	if (whole(out))
		return true;
	cache_release(out);
	return false;
}

bool cache_find(arena *in, const char *name, const char *key, cache_map *out)
{
	const char *why, *folder = user_folder(in, &why);
	if (!glane_build_tree() && map_file(GLANE_CACHEDIR, file_in(in, GLANE_CACHEDIR, name, key), key, out))
		return true;
	return folder && map_file(folder, file_in(in, folder, name, key), key, out);
}

/* ---- Keeping --------------------------------------------------------------------------------- */

static const char *failed(arena *in, const char *path, int error)
{
	return arena_print(in, "%s: %s", path, message_reason(error));
}

static const char *make_folder(arena *in, const char *folder)
{
	struct stat s;
	path_make_folders(path_folder(in, folder));
	if (mkdir(folder, 0700) && errno != EEXIST)
		return failed(in, folder, errno);
	if (stat(folder, &s))
		return failed(in, folder, errno);
	if (!S_ISDIR(s.st_mode))
		return failed(in, folder, ENOTDIR);
	return ours(&s) ? NULL : arena_print(in, _("others may write to %s"), folder);
}

static bool write_all(int fd, const void *p, size_t n)
{
	for (const char *at = p; n;) {
		ssize_t done = write(fd, at, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return true;
}

/* Under another name first: runs that look meanwhile find a whole file or none. */
static const char *write_file(arena *in, const char *path, const char *key, glane_bytes bytes)
{
	head h = { .n = bytes.n, .sum = sum_of(bytes) };
	char *temporary = arena_print(in, "%s.XXXXXX", path);
	int fd = mkostemp(temporary, O_CLOEXEC), error;
	if (fd < 0)
		return failed(in, path, errno);
	memcpy(h.magic, magic, sizeof magic);
	key_bytes(key, h.key);
	/* Installed for all, it is read by all. */
	bool good = !fchmod(fd, 0644) && write_all(fd, &h, sizeof h) && write_all(fd, bytes.p, bytes.n) && !fsync(fd);
	error = errno;
	if (close(fd) && good) {
		good = false;
		error = errno;
	}
	if (good && !rename(temporary, path))
		return NULL;
	error = good ? errno : error;
	unlink(temporary);
	return failed(in, path, error);
}

static bool map_memory(const char *key, glane_bytes bytes, cache_map *out)
{
	void *map = mmap(NULL, bytes.n + 1, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (map == MAP_FAILED)
		return false;
	memcpy(map, bytes.p, bytes.n);
	mprotect(map, bytes.n + 1, PROT_READ);
	*out = (cache_map){ .map = map, .size = bytes.n + 1, .bytes = { map, bytes.n } };
	memcpy(out->key, key, sizeof out->key);
	return true;
}

const char *cache_keep(arena *in, const char *name, const char *key, glane_bytes bytes, cache_map *out)
{
	const char *why = NULL, *folder = user_folder(in, &why);
	if (folder)
		why = make_folder(in, folder);
	if (!why)
		why = write_file(in, file_in(in, folder, name, key), key, bytes);
	if (!why && !map_file(folder, file_in(in, folder, name, key), key, out))
		why = failed(in, folder, EIO);
	if (why && !map_memory(key, bytes, out))
		*out = (cache_map){ .bytes = { NULL, 0 } };
	return why;
}

void cache_release(cache_map *m)
{
	if (m->map)
		munmap(m->map, m->size);
	*m = (cache_map){ .map = NULL };
}

/* ---- For plugins ----------------------------------------------------------------------------- */

int host_cached(glane_ctx *ctx, const char *name, uint32_t n, const glane_bytes *of,
                int (*make)(glane_ctx *, void *user, glane_io *out), void *user, glane_bytes *out)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	char key[65];
	*out = (glane_bytes){ NULL, 0 };
	if (r->phase != PHASE_CREATE && r->phase != PHASE_TRAIN) {
		stage_misuse(r, "cached() outside create() and train()");
		return r->failed;
	}
	cache_key(name, n, of, key);
	for (uint32_t i = 0; i < e->n_maps; i++)
		if (!strcmp(e->map[i].key, key)) {
			*out = e->map[i].bytes;
			return GLANE_OK;
		}
	e->map = arena_grow(e->run, e->map, e->n_maps * sizeof *e->map, sizeof *e->map);
	cache_map *m = &e->map[e->n_maps];
	if (!cache_find(e->scratch, name, key, m)) {
		glane_io io;
		io_open_memory(&io);
		int code = make(ctx, user, &io);
		const char *why = code ? NULL : cache_keep(e->scratch, name, key, (glane_bytes){ io.p, io.n }, m);
		io_close(&io);
		if (code)
			return code;
		if (why && !e->told_cache)
			ctx->host->log(ctx, GLANE_INFO, glane_here(), N_("what is made of the dictionary can't be kept (%s), so that "
			               "each run makes it anew: name a folder of your own in GLANE_CACHE"), why);
		e->told_cache |= why != NULL;
	}
	e->n_maps++;
	*out = m->bytes;
	return GLANE_OK;
}
