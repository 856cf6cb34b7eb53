/* json_out.h - JSON written piece by piece: small Jansson values into a stream of glane.
 *
 * A file of results is far larger than any of its objects, so its outer structure (braces, brackets
 * and constant keys) is written as text and each value inside is a small tree that Jansson writes. */
#ifndef JSON_OUT_H
#define JSON_OUT_H
#include <jansson.h>
#include <glane/plugin.h>

typedef struct {
	glane_ctx *ctx;
	glane_io *io;
	bool failed;
	size_t n;
	char buffer[1 << 15];
} json_out;

void json_out_begin(json_out *o, glane_ctx *ctx, glane_io *io);
/* Structure, as it stands. */
void json_out_raw(json_out *o, const char *s);
/* A value, compact, members in the order in which they were added. Takes it over; NULL, which is what
 * Jansson gives when memory is out, makes the whole fail. Reals have at most `digits` significant
 * digits; 0: as many as distinguish them from all others. */
void json_out_value(json_out *o, json_t *value, int digits);
void json_out_str(json_out *o, glane_str s);
/* Writes what is left. The value to return from the callback. */
int json_out_end(json_out *o);

/* A string of glane, which is UTF-8; NULL is null. */
json_t *json_out_string(glane_str s);
json_t *json_out_text(const char *s);
/* `s` as the number that it says; as a string where it doesn't say one the way JSON does ("007"). */
json_t *json_out_number(glane_str s);
#endif
