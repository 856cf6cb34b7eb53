/* io.c - streams of bytes. */
#include <config.h>
#include "io.h"
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "sym.h"

void io_open_memory(glane_io *io)
{
	*io = (glane_io){ 0 };
}

void io_open_bytes(glane_io *io, const void *p, size_t n)
{
	*io = (glane_io){ .p = (unsigned char *)(uintptr_t)p, .n = n };
}

bool io_open_file(glane_io *io, const char *path)
{
	*io = (glane_io){ .path = path, .file = fopen(path, "wbe") };
	if (!io->file) {
		io->bad = true;
		io->error = errno;
	}
	return !io->bad;
}

static void fail(glane_io *io, int error)
{
	if (!io->bad)
		io->error = error;
	io->bad = true;
}

bool io_close(glane_io *io)
{
	if (io->file) {
		/* A device or a pipe can be written, but not synced. */
		if (fflush(io->file) || (fsync(fileno(io->file)) && errno != EINVAL))
			fail(io, errno);
		if (fclose(io->file))
			fail(io, errno);
	} else if (io->room) {
		free(io->p);
	}
	io->file = NULL;
	io->p = NULL;
	io->n = io->room = 0;
	return !io->bad;
}

void io_write(glane_io *io, const void *p, size_t n)
{
	if (io->bad || !n)
		return;
	if (io->file) {
		if (fwrite(p, 1, n, io->file) != n)
			fail(io, errno ? errno : EIO);
		return;
	}
	if (io->room - io->n < n) {
		size_t room = io->room ? io->room * 2 : 4096;
		while (room - io->n < n)
			room *= 2;
		io->p = memory_resize(io->p, room);
		io->room = room;
	}
	memcpy(io->p + io->n, p, n);
	io->n += n;
}

/* A decimal point is a point, whatever a library of a plugin has made of the locale. */
static locale_t plain_locale(void)
{
	static locale_t plain;
	if (!plain)
		plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	return uselocale(plain);
}

void io_printv(glane_io *io, const char *format, va_list args)
{
	char room[512];
	va_list again;
	locale_t before = plain_locale();
	va_copy(again, args);
	int n = vsnprintf(room, sizeof room, format, args);
	if (n >= 0 && (size_t)n < sizeof room) {
		io_write(io, room, (size_t)n);
	} else if (n > 0) {
		char *p = memory_get((size_t)n + 1);
		vsnprintf(p, (size_t)n + 1, format, again);
		io_write(io, p, (size_t)n);
		free(p);
	}
	va_end(again);
	uselocale(before);
}

void io_print(glane_io *io, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	io_printv(io, format, args);
	va_end(args);
}

static void put_number(glane_io *io, uint64_t u)
{
	unsigned char b[10];
	size_t n = 0;
	for (; u >= 0x80; u >>= 7)
		b[n++] = (unsigned char)(u | 0x80);
	b[n++] = (unsigned char)u;
	io_write(io, b, n);
}

void io_put_int(glane_io *io, int64_t v)
{
	put_number(io, (uint64_t)v << 1 ^ (uint64_t)(v >> 63));
}

void io_put_real(glane_io *io, double v)
{
	uint64_t u;
	unsigned char b[8];
	memcpy(&u, &v, sizeof u);
	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)(u >> 8 * i);
	io_write(io, b, sizeof b);
}

void io_put_str(glane_io *io, glane_str s)
{
	io_put_int(io, s.n);
	io_write(io, s.p, s.n);
}

void io_put_sym(glane_io *io, glane_sym s)
{
	io_put_str(io, sym_string(s));
}

/* n bytes of the stream, or NULL, and the stream is bad. */
static const unsigned char *take(glane_io *io, size_t n)
{
	if (io->bad || io->n - io->at < n) {
		fail(io, EBADMSG);
		return NULL;
	}
	io->at += n;
	return io->p + io->at - n;
}

int64_t io_get_int(glane_io *io)
{
	uint64_t u = 0;
	for (int shift = 0; shift < 64; shift += 7) {
		const unsigned char *b = take(io, 1);
		if (!b)
			return 0;
		if (shift == 63 && *b > 1)
			break;
		u |= (uint64_t)(*b & 0x7f) << shift;
		if (!(*b & 0x80))
			return (int64_t)(u >> 1) ^ -(int64_t)(u & 1);
	}
	fail(io, EBADMSG);
	return 0;
}

double io_get_real(glane_io *io)
{
	const unsigned char *b = take(io, 8);
	uint64_t u = 0;
	double v;
	for (int i = 0; b && i < 8; i++)
		u |= (uint64_t)b[i] << 8 * i;
	memcpy(&v, &u, sizeof v);
	return v;
}

uint32_t io_get_number(glane_io *io)
{
	int64_t n = io_get_int(io);
	if (n < 0 || n > UINT32_MAX || (uint64_t)n > io->n - io->at) {
		fail(io, EBADMSG);
		return 0;
	}
	return (uint32_t)n;
}

glane_str io_get_str(glane_io *io)
{
	uint32_t n = io_get_number(io);
	const unsigned char *p = take(io, n);
	return p ? (glane_str){ (const char *)p, n } : (glane_str){ "", 0 };
}

glane_sym io_get_sym(glane_io *io)
{
	return sym_intern(io_get_str(io));
}
