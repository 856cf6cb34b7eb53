/* words.c - sentences and numbers of the document. */
#include "odt.h"
#include <stdarg.h>
#include <string.h>

const char *translate(const odt *o, const char *english)
{
	return o->h->translate(o->ctx, english);
}

glane_str str(const char *s)
{
	return (glane_str){ s ? s : "", s ? (uint32_t)strlen(s) : 0 };
}

uint32_t letters(const char *s)
{
	uint32_t n = 0;
	for (; *s; s++)
		n += (*s & 0xc0) != 0x80;
	return n;
}

const char *join(const odt *o, const char *a, const char *b, const char *c)
{
	size_t na = strlen(a), nb = strlen(b), nc = strlen(c);
	char *text = o->h->alloc(o->ctx, GLANE_SCRATCH, na + nb + nc + 1);
	memcpy(text, a, na);
	memcpy(text + na, b, nb);
	memcpy(text + na + nb, c, nc);
	return text;
}

static const char *digits(const odt *o, uint64_t n, const char *separator)
{
	size_t width = strlen(separator);
	char *text = o->h->alloc(o->ctx, GLANE_SCRATCH, 64), *p = text + 63;
	for (int i = 0; i == 0 || n; i++) {
		if (i && i % 3 == 0)
			memcpy(p -= width, separator, width);
		*--p = (char)('0' + n % 10);
		n /= 10;
	}
	return p;
}

const char *decimal(const odt *o, const char *before, uint32_t n)
{
	return join(o, before, digits(o, n, ""), "");
}

const char *number(const odt *o, uint64_t n)
{
	return digits(o, n, o->french ? "\u202f" : ",");
}

const char *sentence(const odt *o, const char *translated, ...)
{
	const char *text = translated;
	va_list pairs;
	va_start(pairs, translated);
	for (const char *name; (name = va_arg(pairs, const char *)); ) {
		const char *value = va_arg(pairs, const char *), *at = strstr(text, name);
		if (!at)
			continue;
		char *before = o->h->alloc(o->ctx, GLANE_SCRATCH, (size_t)(at - text) + 1);
		memcpy(before, text, (size_t)(at - text));
		text = join(o, before, value, at + strlen(name));
	}
	va_end(pairs);
	return text;
}
