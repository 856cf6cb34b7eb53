/* form.h - a piece of text as it is counted and compared: NFC, lower case, the typographic apostrophe and what is typed
 * for one as the plain one. Used for tokens and for the marks of speakers. */
#ifndef FORM_H
#define FORM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room that is enough for the form of n bytes. */
#define FORM_ROOM(n) (9 * (size_t)(n) + 16)

/* Writes the form of the n bytes at p, which are UTF-8, to out and returns its length: NFC, lower case, and what
 * form_tidy() does. ASCII and the letters of French are done here, the rest by ICU. */
size_t form_of(const char *p, size_t n, char *out);

/* What case and NFC leave, in place; returns the new length. ’ and ʼ are ', and so are ` ´ ‘ ′ between letters, or after
 * letters alone, as in the first word of l`ami; the ligatures ﬀ to ﬆ are their letters; soft hyphens, and joiners
 * after a letter, are left out: nobody says them. */
size_t form_tidy(char *p, size_t n);

/* The same, and blanks of all kinds as single plain ones, none at the ends, all median dots as U+00B7: for
 * comparing labels. out may not be p. */
size_t form_of_label(const char *p, size_t n, char *out);

/* A form without the accents and other marks on its letters, in place; returns the new length. */
size_t form_without_accents(char *p, size_t n);

/* The code point at p[0..n), n > 0, and how many bytes it takes. A byte that is not UTF-8 is
 * U+FFFD. */
uint32_t form_decode(const char *p, size_t n, size_t *length);

/* Bytes of the blank at p, or 0: spaces of all widths and what is not seen at all (zero-width spaces, marks of
 * direction, byte order marks), as in tokens/common.re. Line ends are none. */
size_t form_blank(const char *p, size_t n);

/* Bytes of the line end (LF, CR LF, CR, VT, FF, U+0085, U+2028, U+2029) at p, or 0. */
size_t form_line_end(const char *p, size_t n);
#endif
