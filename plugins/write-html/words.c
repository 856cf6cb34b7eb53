/* words.c - what the page says by other means than plugins/shared/say. */
#include "report.h"
#include <string.h>

const char *translate(const report *r, const char *english)
{
	return r->ctx->host->translate(r->ctx, english);
}

const char *number_written(const report *r, glane_str n)
{
	glane_str text = copy(r, n);
	char *p = say_french(r->study->language) ? memchr(text.p, '.', text.n) : NULL;
	if (p)
		*p = ',';
	return text.p;
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
