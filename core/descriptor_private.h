/* descriptor_private.h - what the files that check a descriptor share. */
#ifndef DESCRIPTOR_PRIVATE_H
#define DESCRIPTOR_PRIVATE_H
#include "loader.h"
#include "text.h"

typedef struct {
	arena *in;
	const glane_plugin *p;
	const char *path;
	messages *m;
	bool good;
} checked;

/* An error of the descriptor; the format has been translated. */
void descriptor_wrong(checked *c, const char *format, ...) GLANE_PRINTF(2, 3);

/* A field of a struct: bytes it takes; 0: there is no field of that type there. */
uint32_t field_size(uint32_t type);
/* Fields may not overlap, must be aligned and lie within the struct's size (0: not known).
 * `what` names the field, `whole` the struct's size in the descriptor. */
typedef struct { const char *what; uint32_t offset, size; } field;
void fields_check(checked *c, uint32_t n, const field *f, uint32_t size, const char *whole);

/* [a-z][a-z0-9-]*, with `_` when underscore is true. */
bool well_formed(glane_str s, bool underscore);
/* A layer of the vocabulary, or vendor:name. */
bool layer_name(glane_str s);
bool one_of(glane_str word, const char *list);	/* list: "a b c" */
const char *or_nothing(const char *s);

void descriptor_needs(checked *c);
void descriptor_layers(checked *c);
void descriptor_tables(checked *c);
void descriptor_method(checked *c);
#endif
