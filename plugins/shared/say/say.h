/* say.h - texts for people, put together piece by piece: sentences with values in them, numbers as a language writes them.
 *
 * All that is returned ends in a NUL byte and lives as long as GLANE_SCRATCH; there are no failures, as the host ends the
 * stage for want of memory. A language is a tag ("fr", "fr-CA"; NULL counts as English): French and English are told apart. */
#ifndef SAY_H
#define SAY_H
#include <glane/plugin.h>

bool say_french(const char *language);
glane_str say_str(const char *text);		/* the same bytes; NULL is "" */
uint32_t say_letters(const char *text);		/* characters of UTF-8 */
const char *say_part(glane_ctx *ctx, const char *from, size_t n);	/* n bytes of a longer text */
const char *say_join(glane_ctx *ctx, const char *a, const char *b, const char *c);
const char *say_decimal(glane_ctx *ctx, const char *before, uint32_t n);	/* "t" and 12: "t12" */
const char *say_number(glane_ctx *ctx, const char *language, uint64_t n);	/* "2,710"; in French with thin blanks */
/* Rounded to 0 … 9 decimals (more are 9), with the sign U+2212; magnitudes that 63 bits don't hold are cut to what they do. */
const char *say_real(glane_ctx *ctx, const char *language, double value, int decimals);
/* A translated sentence in which each {name} is replaced by the value that follows it: pairs of strings, then NULL. A name
 * stands in the sentence once or not at all. */
const char *say_sentence(glane_ctx *ctx, const char *translated, ...);
#endif
