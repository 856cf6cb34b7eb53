/* xml_private.h - between the two halves of xml. */
#ifndef XML_PRIVATE_H
#define XML_PRIVATE_H
#include "xml.h"

/* Text directly in an element, as it stands in the file: with its references, or (cdata) without any. */
typedef struct { uint32_t element; size_t begin, end; bool cdata; } xml_piece;

typedef struct {
	glane_ctx *ctx;
	const char *path, *s;
	size_t n;
	const char *const *names;
	uint32_t n_elements, n_pieces;
	xml_element *element;
	xml_piece *piece;
	int code;			/* of the last fail() */
	uint32_t errors;
	/* Line and column are those of the byte `counted`. */
	size_t counted;
	uint32_t line, column;
} xml_source;

glane_place xml_place_of(xml_source *x, size_t offset);
/* Tags and texts; x->code after messages. Values of attributes and names are complete, texts are pieces. */
void xml_scan(xml_source *x);
/* The bytes from … to with references put in and line ends as "\n", into `out`, which has room for as many; *runs gets the
 * places, if it isn't NULL. Returns the length. */
size_t xml_decode(xml_source *x, size_t begin, size_t end, bool cdata, char *out, size_t at, xml_run *runs, uint32_t *n_runs);
#endif
