/* text.c - UTF-8: checking, counting, normalising, lists, numbers. */
#include <config.h>
#include "text.h"
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include "sym.h"

/* Length of the UTF-8 sequence at p (1 to 4), 0 when it is none; NUL is none. */
static size_t sequence(const unsigned char *p, size_t n)
{
	if (p[0] < 0x80)
		return p[0] != 0;
	size_t k = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc2 || p[0] > 0xf4 || k > n)
		return 0;
	for (size_t i = 1; i < k; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;	/* overlong, surrogate, beyond U+10FFFF */
	return k;
}

size_t text_valid(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t i = 0;
	while (i < n) {
		/* Eight bytes of ASCII without NUL at once: the usual case. */
		while (n - i >= 8) {
			uint64_t w;
			memcpy(&w, p + i, 8);
			if ((w & 0x8080808080808080u) || ((w - 0x0101010101010101u) & 0x8080808080808080u))
				break;
			i += 8;
		}
		if (i == n)
			break;
		size_t k = sequence(p + i, n - i);
		if (!k)
			return i;
		i += k;
	}
	return n;
}

static bool begins_code_point(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

uint32_t text_code_points(glane_str s)
{
	uint32_t n = 0, i = 0;
	/* Eight bytes at once: those of the form 10xxxxxx go on with a code point. */
	for (; s.n - i >= 8; i += 8) {
		uint64_t w;
		memcpy(&w, s.p + i, 8);
		w = (w >> 7 & ~(w >> 6)) & 0x0101010101010101u;
		n += 8 - (uint32_t)(w * 0x0101010101010101u >> 56);
	}
	for (; i < s.n; i++)
		n += begins_code_point(s.p[i]);
	return n;
}

void text_line_column(const char *s, size_t n, size_t offset, uint32_t *line, uint32_t *column)
{
	*line = *column = 1;
	for (size_t i = 0; i < n && i < offset; i++)
		if (s[i] == '\n') {
			++*line;
			*column = 1;
		} else {
			*column += i + 1 >= n || i + 1 >= offset || begins_code_point(s[i + 1]);
		}
}

void text_offsets(glane_str s, int unit, uint32_t n, const uint32_t *bytes, uint32_t *out)
{
	uint32_t at = 0, count = 0;
	for (uint32_t i = 0; i < n; i++) {
		for (; at < bytes[i] && at < s.n; at++)
			if (begins_code_point(s.p[at]))
				count += unit == 16 && (unsigned char)s.p[at] >= 0xf0 ? 2 : 1;
		out[i] = count;
	}
}

static bool ascii(glane_str s)
{
	for (uint32_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

/* s through an ICU normaliser; s itself where ICU has nothing to change or refuses. */
static glane_str normalise(arena *in, const UNormalizer2 *how, glane_str s)
{
	UErrorCode e = U_ZERO_ERROR;
	int32_t n = 0, m = 0, k = 0;
	if (!s.n || s.n > INT32_MAX / 8)
		return s;
	UChar *u = arena_alloc(in, (s.n + 1) * sizeof *u);
	u_strFromUTF8(u, (int32_t)s.n + 1, &n, s.p, (int32_t)s.n, &e);
	if (U_FAILURE(e) || unorm2_isNormalized(how, u, n, &e))
		return s;
	UChar *v = arena_alloc(in, (size_t)(n * 4 + 16) * sizeof *v);
	m = unorm2_normalize(how, u, n, v, n * 4 + 16, &e);
	char *out = arena_alloc(in, (size_t)m * 3 + 1);
	u_strToUTF8(out, m * 3 + 1, &k, v, m, &e);
	return U_FAILURE(e) ? s : (glane_str){ out, (uint32_t)k };
}

glane_str text_nfc(arena *in, glane_str s)
{
	UErrorCode e = U_ZERO_ERROR;
	return ascii(s) ? s : normalise(in, unorm2_getNFCInstance(&e), s);
}

const char *text_fold(arena *in, glane_str s)
{
	UErrorCode e = U_ZERO_ERROR;
	s = text_trim(s);
	if (!ascii(s)) {
		s = normalise(in, unorm2_getNFKCCasefoldInstance(&e), s);
		s = normalise(in, unorm2_getNFDInstance(&e), s);
	}
	char *out = arena_alloc(in, s.n + 1u);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		/* U+0300 to U+036F, the combining accents, are CC 80 to CD AF. */
		if ((c == 0xcc || c == 0xcd) && i + 1 < s.n) {
			i++;
			continue;
		}
		if (c == ' ' || c == '-' || c == '_' || c == '\t') {
			if (n && out[n - 1] != '_')
				out[n++] = '_';
		} else {
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
		}
	}
	out[n] = 0;
	return out;
}

/* Length of the blank that begins s (of n bytes), 0: none. No-break spaces count as blanks. */
static uint32_t blank(const char *s, uint32_t n)
{
	if (n && (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r'))
		return 1;
	if (n >= 2 && !memcmp(s, "\xc2\xa0", 2))
		return 2;
	if (n >= 3 && (!memcmp(s, "\xe2\x80\xaf", 3) || !memcmp(s, "\xef\xbb\xbf", 3) ||
	               !memcmp(s, "\xe2\x80\x89", 3)))
		return 3;
	return 0;
}

glane_str text_trim(glane_str s)
{
	uint32_t k;
	while ((k = blank(s.p, s.n)) != 0) {
		s.p += k;
		s.n -= k;
	}
	for (;;) {
		if (s.n >= 1 && blank(s.p + s.n - 1, 1))
			s.n -= 1;
		else if (s.n >= 2 && blank(s.p + s.n - 2, 2) == 2)
			s.n -= 2;
		else if (s.n >= 3 && blank(s.p + s.n - 3, 3) == 3)
			s.n -= 3;
		else
			return s;
	}
}

bool text_cut(glane_str *rest, char separator, glane_str *part)
{
	if (!rest->p)
		return false;
	const char *stop = rest->n ? memchr(rest->p, separator, rest->n) : NULL;
	uint32_t n = stop ? (uint32_t)(stop - rest->p) : rest->n;
	*part = text_trim((glane_str){ rest->p, n });
	*rest = stop ? (glane_str){ stop + 1, rest->n - n - 1 } : (glane_str){ NULL, 0 };
	return true;
}

bool text_item(glane_str *rest, glane_str *part)
{
	while (rest->n) {
		uint32_t n = 0;
		while (n < rest->n && rest->p[n] != ';' && rest->p[n] != '\n')
			n++;
		*part = text_trim((glane_str){ rest->p, n });
		n += n < rest->n;
		*rest = (glane_str){ rest->p + n, rest->n - n };
		if (part->n)
			return true;
	}
	return false;
}

bool text_has(const char *list, char separator, const char *word)
{
	glane_str rest = str_of(list), part;
	while (text_cut(&rest, separator, &part))
		if (str_equal(part, str_of(word)))
			return true;
	return false;
}

bool text_name(glane_str *rest, glane_str *part)
{
	uint32_t k, n = 0;
	while ((k = blank(rest->p, rest->n)) != 0)
		*rest = (glane_str){ rest->p + k, rest->n - k };
	while (n < rest->n && !blank(rest->p + n, rest->n - n))
		n++;
	*part = (glane_str){ rest->p, n };
	*rest = (glane_str){ rest->p + n, rest->n - n };
	return n > 0;
}

bool text_integer(glane_str s, int64_t *out)
{
	bool minus = s.n && *s.p == '-';
	uint32_t i = minus || (s.n && *s.p == '+');
	int64_t v = 0;
	if (i == s.n)
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || v > (INT64_MAX - 9) / 10)
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*out = minus ? -v : v;
	return true;
}

/* strtod would follow the locale, so the digits are gathered here: at most 17 significant ones, and a
 * power of ten that is exact up to 22, which is more than people write. */
bool text_number(glane_str s, double *out)
{
	bool minus = s.n && *s.p == '-', any = false;
	uint32_t i = minus || (s.n && *s.p == '+');
	uint64_t digits = 0;
	int scale = 0, e = 0;
	bool after = false;
	for (; i < s.n; i++) {
		char c = s.p[i];
		if ((c == '.' || c == ',') && !after) {
			after = true;
		} else if (c >= '0' && c <= '9') {
			any = true;
			if (digits < 100000000000000000u) {
				digits = digits * 10 + (uint64_t)(c - '0');
				scale -= after;
			} else {
				scale += !after;
			}
		} else {
			break;
		}
	}
	if (any && i < s.n && (s.p[i] == 'e' || s.p[i] == 'E')) {
		int64_t v;
		if (!text_integer((glane_str){ s.p + i + 1, s.n - i - 1 }, &v) || v > 400 || v < -400)
			return false;
		e = (int)v;
		i = s.n;
	}
	if (!any || i != s.n)
		return false;
	double v = (double)digits, power = 1;
	e += scale;
	for (int k = e < 0 ? -e : e; k; k--)
		power *= 10;
	v = e < 0 ? v / power : v * power;
	*out = minus ? -v : v;
	return true;
}

/* Multiply and fold (as in Wang Yi's wyhash, 2019): 64-bit words multiplied to 128 bits, halves xored. */
static uint64_t fold(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide w = (wide)a * b;
	return (uint64_t)w ^ (uint64_t)(w >> 64);
}

static uint64_t word(const unsigned char *p, size_t n)
{
	uint64_t v = 0;
	for (size_t i = 0; i < n; i++)
		v |= (uint64_t)p[i] << 8 * i;
	return v;
}

/* The same of eight bytes: one load on most machines, of a loop compilers make eight. */
static uint64_t word_of_8(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	       (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

uint64_t text_hash(const void *data, size_t n, uint64_t seed)
{
	static const uint64_t a = 0x9e3779b97f4a7c15u, b = 0xbf58476d1ce4e5b9u;
	const unsigned char *p = data;
	uint64_t h = fold(seed ^ a, b ^ n);
	for (; n > 8; n -= 8, p += 8)
		h = fold(h ^ word_of_8(p), a);
	return fold(h ^ word(p, n), b) ^ h >> 29;
}
