/* cells.c - what people write in the cells of a table. */
#include <string.h>
#include "form/form.h"
#include "headings.h"

/* Bytes of a minus sign, or of what stands for one, at p. */
static size_t minus(const char *p, size_t n)
{
	if (n && *p == '-')
		return 1;
	return n >= 3 && (!memcmp(p, "\xe2\x88\x92", 3) || !memcmp(p, "\xe2\x80\x93", 3)) ? 3 : 0;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static void trim(const char **p, size_t *n)
{
	size_t blank;
	while (*n && (blank = form_blank(*p, *n)) > 0) {
		*p += blank;
		*n -= blank;
	}
	while (*n && strchr(" \t\r\n", (*p)[*n - 1]))
		--*n;
}

bool cell_number(const char *p, size_t n, double *out)
{
	double whole = 0, part = 0, scale = 1;
	size_t sign, i, digits = 0;
	trim(&p, &n);
	sign = minus(p, n);
	for (i = sign + (!sign && n && *p == '+'); i < n && digit(p[i]); i++, digits++)
		whole = whole * 10 + (p[i] - '0');
	if (i < n && (p[i] == '.' || p[i] == ','))
		for (i++; i < n && digit(p[i]); i++, digits++) {
			part = part * 10 + (p[i] - '0');
			scale *= 10;
		}
	if (!digits || digits > 15 || i < n)
		return false;
	*out = (sign ? -1 : 1) * (whole + part / scale);
	return true;
}

static const heading valences[] = {
	{ "negative", "négatif; négative; défavorable; neg", false },
	{ "neutral", "neutre; neutrale; =", false },
	{ "positive", "positif; favorable; pos", false },
};

bool cell_valence(const char *p, size_t n, double *out)
{
	size_t plus = 0, minuses = 0, at = 0, sign;
	if (cell_number(p, n, out))
		return true;
	trim(&p, &n);
	for (; at < n && p[at] == '+'; at++)
		plus++;
	for (; !plus && (sign = minus(p + at, n - at)) > 0; at += sign)
		minuses++;
	if (n && at == n) {
		*out = (double)plus - (double)minuses;
		return true;
	}
	for (int i = 0; i < 3; i++)
		if (headings_is(&valences[i], p, n)) {
			*out = i - 1;
			return true;
		}
	return false;
}

const char *cell_valence_near(const char *p, size_t n)
{
	return headings_near(valences, 3, p, n);
}

uint32_t cell_column(const char *text, const char *p)
{
	uint32_t column = 1;
	while (p > text && p[-1] != '\n' && p[-1] != '\r')
		column += ((unsigned char)*--p & 0xc0) != 0x80;
	return column;
}
