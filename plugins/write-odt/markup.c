/* markup.c - XML through libxml2's xmlTextWriter, into memory. */
#include "odt.h"
#include <string.h>

#define X(s) ((const xmlChar *)(s))

static void look(odt *o, int written)
{
	o->failed |= written < 0;
}

void markup_begin(odt *o, markup *m)
{
	m->bytes = xmlBufferCreate();
	m->writer = m->bytes ? xmlNewTextWriterMemory(m->bytes, 0) : NULL;
	o->failed |= !m->writer;
}

glane_bytes markup_end(odt *o, markup *m)
{
	glane_bytes out = { NULL, 0 };
	if (m->writer)
		xmlFreeTextWriter(m->writer);		/* writes what is left, too */
	if (m->bytes && !o->failed) {
		size_t n = (size_t)xmlBufferLength(m->bytes);
		unsigned char *copy = o->h->alloc(o->ctx, GLANE_SCRATCH, n + 1);
		memcpy(copy, xmlBufferContent(m->bytes), n);
		out = (glane_bytes){ copy, n };
	}
	if (m->bytes)
		xmlBufferFree(m->bytes);
	*m = (markup){ NULL, NULL };
	return out;
}

void markup_open(odt *o, markup *m, const char *name)
{
	if (!o->failed)
		look(o, xmlTextWriterStartElement(m->writer, X(name)));
}

void markup_close(odt *o, markup *m)
{
	if (!o->failed)
		look(o, xmlTextWriterEndElement(m->writer));
}

/* Bytes of the character at s, of which n are there, if XML doesn't allow it; 0: it does. */
static size_t forbidden(const unsigned char *s, size_t n)
{
	if (*s < 0x20)
		return *s != '\t' && *s != '\n';
	return s[0] == 0xef && n > 2 && s[1] == 0xbf && s[2] >= 0xbe ? 3 : 0;	/* U+FFFE, U+FFFF */
}

static const char *clean(odt *o, glane_str s)
{
	char *out = o->h->alloc(o->ctx, GLANE_SCRATCH, 3 * (size_t)s.n + 1), *to = out;
	for (size_t i = 0; i < s.n; ) {
		size_t bad = forbidden((const unsigned char *)s.p + i, s.n - i);
		if (s.p[i] == '\r') {
			i++;
		} else if (bad) {
			memcpy(to, "\xef\xbf\xbd", 3);
			to += 3;
			i += bad;
		} else {
			*to++ = s.p[i++];
		}
	}
	*to = 0;
	return out;
}

void markup_attr(odt *o, markup *m, const char *name, const char *value)
{
	if (!o->failed)
		look(o, xmlTextWriterWriteAttribute(m->writer, X(name), X(clean(o, str(value)))));
}

/* A second blank, a tab and a line end would be one blank: they have elements of their own. */
void markup_text(odt *o, markup *m, glane_str text)
{
	const char *p = clean(o, text);
	while (*p && !o->failed) {
		size_t n = 0;
		while (p[n] && p[n] != '\n' && p[n] != '\t' && !(p[n] == ' ' && n && p[n - 1] == ' '))
			n++;
		if (n) {
			char *run = o->h->alloc(o->ctx, GLANE_SCRATCH, n + 1);
			memcpy(run, p, n);
			look(o, xmlTextWriterWriteString(m->writer, X(run)));
			p += n;
		}
		if (!*p)
			break;
		markup_open(o, m, *p == '\n' ? "text:line-break" : *p == '\t' ? "text:tab" : "text:s");
		markup_close(o, m);
		p++;
	}
}

void markup_raw(odt *o, markup *m, glane_bytes xml)
{
	if (!o->failed && xml.n)
		look(o, xmlTextWriterWriteRawLen(m->writer, xml.p, (int)xml.n));
}
