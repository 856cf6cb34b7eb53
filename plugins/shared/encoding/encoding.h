/* encoding.h - text files as people have them: which encoding a file is in, and its text in UTF-8 with
 * LF at line ends, each piece of it with the place in the file that it came from.
 *
 * Used by readers and by the core (metadata). Memory comes from the caller. */
#ifndef ENCODING_H
#define ENCODING_H
#include <glane/plugin.h>
#include "trouble.h"

/* The first six are what a person may say, in the order of ENCODING_CHOICES. */
enum {
	ENCODING_AUTO, ENCODING_UTF_8, ENCODING_WINDOWS_1252, ENCODING_ISO_8859_15, ENCODING_MACROMAN,
	ENCODING_UTF_16,		/* little-endian */
	ENCODING_UTF_16BE,
	ENCODING_MIXED			/* UTF-8 with some bytes of Windows-1252 in between */
};
#define ENCODING_CHOICES "auto|utf-8|windows-1252|iso-8859-15|macroman|utf-16"

/* grow(): as the host's: p held n bytes and gets `more` zeroed ones; p NULL, n 0: new. Never NULL. */
typedef struct {
	void *(*grow)(void *user, void *p, size_t n, size_t more);
	void *user;
} encoding_memory;

/* Longest line of a file, in bytes. */
enum { ENCODING_LINE_MOST = 16 << 20 };

/* The encoding of a whole file, at least ENCODING_UTF_8; or 0 after saying in *t what is wrong: not
 * text at all (its kind is named), NUL, not in the declared encoding, in none that is known, a line
 * that is too long. Without a declaration: UTF-16 by its byte order mark, UTF-8 if it is that, else
 * Windows-1252, which is what old programs on Windows write in France and Britain. */
int encoding_detect(glane_bytes file, int declared, trouble *t);

/* At `out` of the text the mapping begins anew: there stands what is at `source` in the file, in that
 * line. `what` tells the change that was made for it at `at` of the text. */
enum { CHANGE_NONE, CHANGE_CONVERTED, CHANGE_LINE_END, CHANGE_CONTROL, CHANGE_MARK };
typedef struct {
	size_t out, at;
	uint64_t source;
	uint32_t line, what, code;	/* code: of a control character, its code point */
} encoding_run;

typedef struct {
	const char *p;			/* the bytes of the file themselves where nothing had to change */
	size_t n;
	uint32_t n_runs, room;
	encoding_run *run;		/* at least one */
	int encoding;
	encoding_memory memory;
} encoding_text;

/* Bytes from … to of the file, whose first line has that number, as text: UTF-8, LF, without control
 * characters and byte order marks. `to` is moved forward so that no character and no line end is cut. */
void encoding_decode(glane_bytes file, int encoding, size_t from, size_t to, uint32_t line,
                     encoding_memory m, encoding_text *out);
/* `to` of the file, moved forward as said. */
size_t encoding_cut(glane_bytes file, int encoding, size_t to);
/* Where the byte at `at` of the text stands in the file. */
uint64_t encoding_source(const encoding_text *t, size_t at);

/* Gives begin … end of the text to a draft, piece by piece. Returns the offset in the draft's text at
 * which it begins. */
uint32_t encoding_give(const encoding_text *t, size_t begin, size_t end, const glane_host *host,
                       glane_draft *draft);
/* Tells the draft which repairs were made between begin and end. */
void encoding_report(const encoding_text *t, size_t begin, size_t end, const glane_host *host,
                     glane_draft *draft);
#endif
