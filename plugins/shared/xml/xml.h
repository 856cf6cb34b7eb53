/* xml.h - XML as people write it by hand: codebooks, interview guides. Everything has its place in the file, and
 * what people really do wrong (an element left open, typographic quotation marks, no-break spaces, a plain "&") is
 * said in plain words, all at once. There are no DTDs, no entities but XML's own five, no namespaces, no network. */
#ifndef XML_H
#define XML_H
#include <glane/plugin.h>

/* Lines and columns count from 1; columns in characters; 0: not known. */
typedef struct { size_t at; uint32_t line, column; } xml_run;	/* byte `at` of the text stands there */

/* A text with the places of its bytes: up to the next run, one after the other in the file. */
typedef struct {
	const char *p;			/* n bytes, line ends as "\n"; a NUL follows */
	size_t n;
	uint32_t n_runs;		/* at least one, the first at 0 */
	const xml_run *run;
} xml_text;

typedef struct {
	const char *name, *value;
	uint32_t line, column;		/* of the name */
	uint32_t value_line, value_column;
} xml_attribute;

typedef struct {
	const char *name;
	uint32_t line, column;		/* of its "<" */
	uint32_t parent;		/* GLANE_NONE: the root */
	uint32_t n;
	const xml_attribute *attribute;
	xml_text text;			/* directly in it, not in elements that it holds */
} xml_element;

typedef struct {
	uint32_t n;
	const xml_element *element;	/* in the order of their start tags; the first is the root */
} xml_file;

/* Walks along a text: places of bytes that are asked for in ascending order cost one pass in all. */
typedef struct { const xml_text *text; size_t at; uint32_t run, line, column; } xml_walk;
xml_walk xml_begin(const xml_text *t);
void xml_move(xml_walk *w, size_t to);	/* then w->line, w->column are those of byte `to` */

/* In create(). `bytes` are those of the file, UTF-8 or not. names: the elements that such a file knows, to tell a
 * forgotten quotation mark from a "<" in a value; ends with NULL. Memory is GLANE_SCRATCH. Returns GLANE_OK, or the
 * value of fail() after all messages. */
int xml_read(glane_ctx *ctx, const char *path, glane_bytes bytes, const char *const *names, xml_file *out);
#endif
