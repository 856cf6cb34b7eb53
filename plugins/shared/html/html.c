/* html.c - HTML pages through xmlTextWriter. */
#include "html/html.h"
#include <libxml/xmlwriter.h>
#include <string.h>

struct html {
	glane_ctx *ctx;
	glane_io *io;			/* NULL: into memory */
	unsigned char *page;
	size_t n, page_room, most;
	xmlTextWriterPtr writer;
	bool failed, full;
	char *buffer;			/* the last text, cleaned, with its NUL */
	size_t room;
};

static int write_out(void *user, const char *p, int n)
{
	html *h = user;
	h->ctx->host->write(h->io, p, (size_t)n);
	return n;
}

/* From then on nothing is written: what would follow costs no time. */
static int write_memory(void *user, const char *p, int n)
{
	html *h = user;
	size_t more = (size_t)n;
	if (h->full || more > h->most - h->n) {
		h->full = h->failed = true;
		return n;
	}
	if (h->n + more > h->page_room) {
		size_t room = 2 * h->page_room + more;
		h->page = h->ctx->host->grow(h->ctx, GLANE_SCRATCH, h->page, h->page_room, room - h->page_room);
		h->page_room = room;
	}
	memcpy(h->page + h->n, p, more);
	h->n += more;
	return n;
}

static void look(html *h, int written)
{
	h->failed |= written < 0;
}

#define X(s) ((const xmlChar *)(s))

static html *begin(html *h, const char *language)
{
	xmlOutputBufferPtr out = xmlOutputBufferCreateIO(h->io ? write_out : write_memory, NULL, h, NULL);
	h->writer = out ? xmlNewTextWriter(out) : NULL;
	if (!h->writer) {
		if (out)
			xmlOutputBufferClose(out);
		h->failed = true;
		return h;
	}
	look(h, xmlTextWriterWriteDTD(h->writer, X("html"), NULL, NULL, NULL));
	html_line(h);
	html_open(h, "html");
	html_attr(h, "lang", language);
	html_line(h);
	return h;
}

html *html_begin(glane_ctx *ctx, glane_io *io, const char *language)
{
	html *h = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *h);
	h->ctx = ctx;
	h->io = io;
	return begin(h, language);
}

html *html_begin_in_memory(glane_ctx *ctx, size_t most, const char *language)
{
	html *h = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *h);
	h->ctx = ctx;
	h->most = most;
	return begin(h, language);
}

bool html_full(const html *h)
{
	return h->full;
}

glane_bytes html_bytes(const html *h)
{
	return (glane_bytes){ h->page, h->n };
}

int html_end(html *h)
{
	if (h->writer) {
		look(h, xmlTextWriterEndDocument(h->writer));
		xmlFreeTextWriter(h->writer);
		h->writer = NULL;
	}
	if (h->failed && !h->full)
		return h->ctx->host->fail(h->ctx, GLANE_EIO, glane_here(),
			"no memory is left to write a page");
	return GLANE_OK;
}

void html_open(html *h, const char *name)
{
	if (!h->failed)
		look(h, xmlTextWriterStartElement(h->writer, X(name)));
}

void html_close(html *h)
{
	if (!h->failed)
		look(h, xmlTextWriterFullEndElement(h->writer));
}

void html_close_void(html *h)
{
	if (!h->failed)
		look(h, xmlTextWriterEndElement(h->writer));
}

/* Bytes of the character at s, of which n are there, that HTML doesn't allow; 0: it is allowed. */
static unsigned forbidden(const unsigned char *s, size_t n)
{
	if (s[0] < 0x20)
		return s[0] != '\t' && s[0] != '\n';
	if (s[0] == 0x7f)
		return 1;
	if (s[0] == 0xc2 && n > 1 && s[1] < 0xa0)
		return 2;		/* U+0080 to U+009F */
	if (s[0] == 0xef && n > 2) {
		bool arabic = s[1] == 0xb7 && s[2] >= 0x90 && s[2] <= 0xaf;	/* U+FDD0 to U+FDEF */
		return arabic || (s[1] == 0xbf && s[2] >= 0xbe) ? 3 : 0;	/* U+FFFE, U+FFFF */
	}
	if (s[0] >= 0xf0 && n > 3 && (s[1] & 0x0f) == 0x0f && s[2] == 0xbf && s[3] >= 0xbe)
		return 4;		/* U+1FFFE, U+1FFFF, U+2FFFE … */
	return 0;
}

static const char *clean(html *h, glane_str s)
{
	size_t worst = 3 * (size_t)s.n + 1, m = 0;
	if (worst > h->room) {
		h->buffer = h->ctx->host->alloc(h->ctx, GLANE_SCRATCH, 2 * worst);
		h->room = 2 * worst;
	}
	for (size_t i = 0; i < s.n; ) {
		const unsigned char *at = (const unsigned char *)s.p + i;
		unsigned bad;
		if (*at == '\r') {
			if (i + 1 == s.n || at[1] != '\n')
				h->buffer[m++] = '\n';
			i++;
		} else if (((*at >= 0x20 && *at < 0x7f) || !(bad = forbidden(at, s.n - i)))) {
			h->buffer[m++] = s.p[i++];
		} else {
			memcpy(h->buffer + m, "\xef\xbf\xbd", 3);
			m += 3;
			i += bad;
		}
	}
	h->buffer[m] = 0;
	return h->buffer;
}

static glane_str str(const char *s)
{
	return (glane_str){ s ? s : "", s ? (uint32_t)strlen(s) : 0 };
}

void html_attr_str(html *h, const char *name, glane_str value)
{
	if (!h->failed)
		look(h, xmlTextWriterWriteAttribute(h->writer, X(name), X(clean(h, value))));
}

void html_attr(html *h, const char *name, const char *value)
{
	html_attr_str(h, name, str(value));
}

void html_str(html *h, glane_str text)
{
	if (!h->failed && text.n)
		look(h, xmlTextWriterWriteString(h->writer, X(clean(h, text))));
}

void html_text(html *h, const char *text)
{
	html_str(h, str(text));
}

void html_raw(html *h, const char *markup)
{
	if (!h->failed)
		look(h, xmlTextWriterWriteRaw(h->writer, X(markup)));
}

void html_raw_bytes(html *h, glane_bytes markup)
{
	if (!h->failed && markup.n)
		look(h, xmlTextWriterWriteRawLen(h->writer, markup.p, (int)markup.n));
}

void html_line(html *h)
{
	html_raw(h, "\n");
}

void html_open_class(html *h, const char *name, const char *class)
{
	html_open(h, name);
	if (class)
		html_attr(h, "class", class);
}

void html_element(html *h, const char *name, const char *class, const char *text)
{
	html_open_class(h, name, class);
	html_text(h, text);
	html_close(h);
}
