/* io.h - streams of bytes: into memory, into a file, out of memory. Behind the host's put_, get_, write
 * and print. A stream that once failed stays failed and does nothing more. */
#ifndef IO_H
#define IO_H
#include <stdarg.h>
#include <stdio.h>
#include "arena.h"

struct glane_io {
	unsigned char *p;		/* bytes written, or to be read */
	size_t n, room, at;		/* written or readable; room; position of reading */
	bool bad;
	FILE *file;			/* written through when not NULL */
	const char *path;		/* for messages */
	int error;			/* errno of the first failure */
};

void io_open_memory(glane_io *io);				/* for writing; io_close frees */
void io_open_bytes(glane_io *io, const void *p, size_t n);	/* for reading; borrowed */
/* Creates the file; false with io->error. */
bool io_open_file(glane_io *io, const char *path);
/* Flushes, fsyncs (files), closes, frees; false with io->error if anything ever failed. */
bool io_close(glane_io *io);

void io_write(glane_io *io, const void *p, size_t n);
void io_print(glane_io *io, const char *format, ...) GLANE_PRINTF(2, 3);
void io_printv(glane_io *io, const char *format, va_list args);
/* Integers are zigzag varints, reals 8 bytes little-endian, strings a length and bytes. */
void io_put_int(glane_io *io, int64_t v);
void io_put_real(glane_io *io, double v);
void io_put_str(glane_io *io, glane_str s);
void io_put_sym(glane_io *io, glane_sym s);
int64_t io_get_int(glane_io *io);
double io_get_real(glane_io *io);
glane_str io_get_str(glane_io *io);		/* points into the stream */
glane_sym io_get_sym(glane_io *io);
uint32_t io_get_number(glane_io *io);		/* at most the bytes that are left */
#endif
