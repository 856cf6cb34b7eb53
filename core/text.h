/* text.h - UTF-8: checking, counting, normalising (by ICU), lines. */
#ifndef TEXT_H
#define TEXT_H
#include "arena.h"

/* n when s is UTF-8 without NUL, otherwise the offset of the first byte that is not. */
size_t text_valid(const char *s, size_t n);
uint32_t text_code_points(glane_str s);
/* Line and column (code points), from 1, of a byte offset. */
void text_line_column(const char *s, size_t n, size_t offset, uint32_t *line, uint32_t *column);
/* out[i]: bytes[i] (ascending) as a count of code points (unit 32) or UTF-16 units (16) before it. */
void text_offsets(glane_str s, int unit, uint32_t n, const uint32_t *bytes, uint32_t *out);
/* NFC; s itself when it is NFC already. */
glane_str text_nfc(arena *in, glane_str s);
/* For comparing names of columns, files and options: NFC, lower case, without accents, blanks at the
 * ends, with - and _ and blanks inside as one "_". */
const char *text_fold(arena *in, glane_str s);
/* Without blanks (space, tab, line ends, no-break spaces) at both ends. */
glane_str text_trim(glane_str s);
/* The next part of *rest before `separator` (trimmed) into *part, or false at the end. */
bool text_cut(glane_str *rest, char separator, glane_str *part);
/* Is `word` one of those in a list? */
bool text_has(const char *list, char separator, const char *word);
/* Next item of a list cut at ";" and line ends; empty ones are left out. */
bool text_item(glane_str *rest, glane_str *part);
/* Next name of a list cut at blanks. */
bool text_name(glane_str *rest, glane_str *part);
/* A decimal number, whole string, "." or "," as decimal mark; false: it is none. */
bool text_number(glane_str s, double *out);
bool text_integer(glane_str s, int64_t *out);
/* A 64-bit hash (of the bytes and a seed), the same on every machine. */
uint64_t text_hash(const void *p, size_t n, uint64_t seed);
#endif
