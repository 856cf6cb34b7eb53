/* file.h - files: reading whole ones, paths, hashes. */
#ifndef FILE_H
#define FILE_H
#include <time.h>
#include "arena.h"

/* What a file was when it was first seen: a file that changes while it is read is found by it. */
typedef struct { uint64_t size, inode; int64_t seconds, nanoseconds; } file_stamp;

/* The whole file, with a NUL behind, in memory of `in`. false with errno (EISDIR for a folder). */
bool file_read(arena *in, const char *path, glane_bytes *out, file_stamp *stamp);
bool file_stamp_of(const char *path, file_stamp *out);
bool file_same(const file_stamp *a, const file_stamp *b);
/* Hexadecimal, 64 digits and a NUL. */
void file_sha256(glane_bytes b, char out[65]);
bool file_sha256_of(const char *path, char out[65]);

/* `name` seen from folder `from`, without "." and ".."; absolute when `from` is. */
char *path_join(arena *in, const char *from, const char *name);
char *path_folder(arena *in, const char *path);		/* of a file; "." at least */
const char *path_name(const char *path);		/* the last part */
char *path_stem(arena *in, const char *path);		/* the last part without its ending */
char *path_absolute(arena *in, const char *path);
/* The file of the same folder whose name differs in the form of its accents alone (NFC, NFD), as it comes
 * from another system; NULL: none. */
char *path_same_name(arena *in, const char *path);
/* Folders are made as needed; false with errno. */
bool path_make_folders(const char *path);
/* Removes a folder and all in it; false with errno. */
bool path_remove_all(const char *path);
#endif
