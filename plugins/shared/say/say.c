/* say.c - texts and numbers for people. */
#include "say.h"
#include <math.h>
#include <stdarg.h>
#include <string.h>

bool say_french(const char *language)
{
	return language && !strncmp(language, "fr", 2);
}

glane_str say_str(const char *text)
{
	return (glane_str){ text ? text : "", text ? (uint32_t)strlen(text) : 0 };
}

uint32_t say_letters(const char *text)
{
	uint32_t n = 0;
	for (; *text; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

const char *say_part(glane_ctx *ctx, const char *from, size_t n)
{
	char *text = ctx->host->alloc(ctx, GLANE_SCRATCH, n + 1);
	if (n)
		memcpy(text, from, n);
	return text;
}

const char *say_join(glane_ctx *ctx, const char *a, const char *b, const char *c)
{
	size_t na = strlen(a), nb = strlen(b), nc = strlen(c);
	char *text = ctx->host->alloc(ctx, GLANE_SCRATCH, na + nb + nc + 1);
	memcpy(text, a, na);
	memcpy(text + na, b, nb);
	memcpy(text + na + nb, c, nc);
	return text;
}

/* Digits that end before `end`, with a separator between thousands; returns where they begin. */
static char *digits(char *end, uint64_t n, const char *separator)
{
	size_t width = strlen(separator);
	for (int i = 0; i == 0 || n; i++) {
		if (i && i % 3 == 0)
			memcpy(end -= width, separator, width);
		*--end = (char)('0' + n % 10);
		n /= 10;
	}
	return end;
}

static const char *thousands(const char *language)
{
	return say_french(language) ? "\u202f" : ",";
}

const char *say_decimal(glane_ctx *ctx, const char *before, uint32_t n)
{
	char text[11];
	text[sizeof text - 1] = 0;
	return say_join(ctx, before, digits(text + sizeof text - 1, n, ""), "");
}

/* 20 digits, 6 separators of at most 3 bytes, and in say_real() a sign, a mark and the NUL. */
enum { LONGEST = 64 };

const char *say_number(glane_ctx *ctx, const char *language, uint64_t n)
{
	char *text = ctx->host->alloc(ctx, GLANE_SCRATCH, LONGEST);
	return digits(text + LONGEST - 1, n, thousands(language));
}

const char *say_real(glane_ctx *ctx, const char *language, double value, int decimals)
{
	int places = decimals > 9 ? 9 : decimals;
	double ten = 1;
	for (int i = 0; i < places; i++)
		ten *= 10;
	uint64_t n = fabs(value) * ten < 9e17 ? (uint64_t)llround(fabs(value) * ten) : INT64_MAX;
	bool minus = value < 0 && n;
	char *text = ctx->host->alloc(ctx, GLANE_SCRATCH, LONGEST), *p = text + LONGEST - 1;
	for (int i = 0; i < places; i++, n /= 10)
		*--p = (char)('0' + n % 10);
	if (places > 0)
		*--p = say_french(language) ? ',' : '.';
	p = digits(p, n, thousands(language));
	if (minus) {			/* U+2212, as wide as digits are */
		p -= strlen("\u2212");
		memcpy(p, "\u2212", strlen("\u2212"));
	}
	return p;
}

const char *say_sentence(glane_ctx *ctx, const char *translated, ...)
{
	const char *text = translated;
	va_list pairs;
	va_start(pairs, translated);
	for (const char *name; (name = va_arg(pairs, const char *)); ) {
		const char *value = va_arg(pairs, const char *), *at = strstr(text, name);
		if (at)
			text = say_join(ctx, say_part(ctx, text, (size_t)(at - text)), value, at + strlen(name));
	}
	va_end(pairs);
	return text;
}
