/* encoding_private.h - between the two halves of encoding. */
#ifndef ENCODING_PRIVATE_H
#define ENCODING_PRIVATE_H
#include <stdint.h>

/* Code points of the bytes of a one-byte encoding (Windows-1252 for those that aren't one), U+FFFD
 * where a byte means nothing. */
void encoding_table(int encoding, uint32_t table[256]);
#endif
