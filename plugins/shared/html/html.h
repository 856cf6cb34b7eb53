/* html.h - HTML pages written through libxml2's xmlTextWriter into a stream of glane.
 *
 * What is written is XML that is HTML 5 as well: elements that may have content always get an end tag,
 * the others never. Characters that HTML doesn't allow become U+FFFD, line ends LF. A failure (there is
 * only want of memory) is remembered and told by html_end(). */
#ifndef HTML_H
#define HTML_H
#include <glane/plugin.h>

typedef struct html html;

/* Lives as long as GLANE_SCRATCH. Begins the page up to the open element <html>. */
html *html_begin(glane_ctx *ctx, glane_io *io, const char *language);
/* The same into memory, up to `most` bytes: a page that would be longer stops there, and is of no use. */
html *html_begin_in_memory(glane_ctx *ctx, size_t most, const char *language);
int html_end(html *h);			/* closes what is open; GLANE_OK or a failure */
bool html_full(const html *h);		/* the page would be longer than was allowed */
glane_bytes html_bytes(const html *h);	/* of a page in memory, after html_end() */

void html_open(html *h, const char *name);
void html_attr(html *h, const char *name, const char *value);
void html_attr_str(html *h, const char *name, glane_str value);
void html_text(html *h, const char *text);
void html_str(html *h, glane_str text);
void html_close(html *h);
void html_close_void(html *h);		/* of <meta>, <br>, <link> … */
void html_line(html *h);		/* a line end between elements, for people who read the source */
/* Markup as it stands: constants, or what a writer of SVG made. */
void html_raw(html *h, const char *markup);
void html_raw_bytes(html *h, glane_bytes markup);

/* An element with text and, where `class` isn't NULL, a class. */
void html_element(html *h, const char *name, const char *class, const char *text);
void html_open_class(html *h, const char *name, const char *class);
#endif
