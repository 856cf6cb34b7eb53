/* words.c - sentences, numbers and identifiers of the page. */
#include "report.h"
#include <stdarg.h>
#include <string.h>

const char *translate(const report *r, const char *english)
{
	return r->ctx->host->translate(r->ctx, english);
}

static bool french(const report *r)
{
	return r->study->language && !strncmp(r->study->language, "fr", 2);
}

const char *number(const report *r, uint64_t n)
{
	const char *separator = french(r) ? "\u202f" : ",";
	size_t width = strlen(separator);
	char *text = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, 48), *p = text + 47;
	for (int digits = 0; digits == 0 || n; digits++) {
		if (digits && digits % 3 == 0)
			memcpy(p -= width, separator, width);
		*--p = (char)('0' + n % 10);
		n /= 10;
	}
	return p;
}

const char *number_written(const report *r, glane_str n)
{
	glane_str text = copy(r, n);
	char *p = french(r) ? memchr(text.p, '.', text.n) : NULL;
	if (p)
		*p = ',';
	return text.p;
}

const char *join(const report *r, const char *a, const char *b, const char *c)
{
	size_t na = strlen(a), nb = strlen(b), nc = strlen(c);
	char *text = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, na + nb + nc + 1);
	memcpy(text, a, na);
	memcpy(text + na, b, nb);
	memcpy(text + na + nb, c, nc);
	return text;
}

const char *decimal(const report *r, const char *before, uint32_t n)
{
	char text[11], *p = text + sizeof text - 1;
	*p = 0;
	do
		*--p = (char)('0' + n % 10);
	while (n /= 10);
	return join(r, before, p, "");
}

glane_str copy(const report *r, glane_str s)
{
	char *text = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, (size_t)s.n + 1);
	if (s.n)
		memcpy(text, s.p, s.n);
	return (glane_str){ text, s.n };
}

const char *sentence(const report *r, const char *translated, ...)
{
	const char *text = translated;
	va_list pairs;
	va_start(pairs, translated);
	for (const char *name; (name = va_arg(pairs, const char *)); ) {
		const char *value = va_arg(pairs, const char *), *at = strstr(text, name);
		if (!at)
			continue;
		const char *before = copy(r, (glane_str){ text, (uint32_t)(at - text) }).p;
		text = join(r, before, value, at + strlen(name));
	}
	va_end(pairs);
	return text;
}

const char *url(const report *r, const char *path)
{
	static const char hexadecimal[] = "0123456789ABCDEF";
	char *out = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, 3 * strlen(path) + 1), *to = out;
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (plain || strchr("-._~/", c)) {
			*to++ = (char)c;
			continue;
		}
		*to++ = '%';
		*to++ = hexadecimal[c >> 4];
		*to++ = hexadecimal[c & 15];
	}
	return out;
}
