/* form.c - a piece of text as it is counted and compared. */
#include "form/form.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { SMALL = 256 };			/* UTF-16 units of a word that need no memory of their own */

static size_t plain(const char *p, size_t n, char *out)
{
	memcpy(out, p, n);
	return n;
}

/* NFC of the lower case: in this order, because lowering may leave letters that could be composed. */
static size_t by_icu(const char *p, size_t n, char *out)
{
	UChar small[3][SMALL], *a = small[0], *b = small[1], *c = small[2];
	UErrorCode e = U_ZERO_ERROR;
	int32_t room = n < SMALL / 4 ? SMALL : (int32_t)(4 * n), na, nb, nc, bytes = 0;
	UChar *big = room > SMALL ? malloc(3 * (size_t)room * sizeof *big) : NULL;
	if (room > SMALL && !big)
		return plain(p, n, out);
	if (big) {
		a = big;
		b = big + room;
		c = b + room;
	}
	u_strFromUTF8(a, room, &na, p, (int32_t)n, &e);
	nb = u_strToLower(b, room, a, na, "", &e);
	nc = unorm2_normalize(unorm2_getNFCInstance(&e), b, nb, c, room, &e);
	if (U_SUCCESS(e))
		u_strToUTF8(out, (int32_t)FORM_ROOM(n), &bytes, c, nc, &e);
	free(big);
	return U_SUCCESS(e) ? (size_t)bytes : plain(p, n, out);
}

/* Signs that are typed where an apostrophe must be. */
static bool like_apostrophe(uint32_t c)
{
	return c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2032;
}

/* The letters of a ligature that printers use and extraction from PDF leaves; NULL: c is none. */
static const char *ligature(uint32_t c)
{
	static const char *const letters[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
	return c >= 0xFB00 && c <= 0xFB06 ? letters[c - 0xFB00] : NULL;
}

size_t form_tidy(char *p, size_t n)
{
	size_t to = 0, k, next;
	bool letters = true;		/* there are only letters so far */
	uint32_t before = 0;
	for (size_t i = 0; i < n; i += k) {
		uint32_t c = form_decode(p + i, n - i, &k);
		bool after_letter = before && u_isalpha((UChar32)before);
		const char *put = ligature(c);
		if (c == 0xAD || ((c == 0x200C || c == 0x200D) && after_letter))
			continue;
		if (c == 0x2019 || c == 0x2BC)
			put = "'";
		else if (like_apostrophe(c) && after_letter &&
		         (i + k == n ? letters : u_isalpha((UChar32)form_decode(p + i + k, n - i - k, &next)) != 0))
			put = "'";
		/* None of these is longer than what it stands for. */
		size_t size = put ? strlen(put) : k;
		memmove(p + to, put ? put : p + i, size);
		to += size;
		before = c;
		letters = letters && u_isalpha((UChar32)c);
	}
	return to;
}

size_t form_of(const char *p, size_t n, char *out)
{
	const unsigned char *s = (const unsigned char *)p;
	size_t to = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = s[i], d = i + 1 < n ? s[i + 1] : 0;
		if (c < 0x80 && c != '`') {
			out[to++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
		} else if (c == 0xC3 && d >= 0x80 && d <= 0xBF) {		/* À to ÿ */
			out[to++] = (char)c;
			out[to++] = (char)(d <= 0x9E && d != 0x97 ? d + 32 : d);
			i++;
		} else if (c == 0xC5 && (d == 0x92 || d == 0x93)) {		/* Œ œ */
			out[to++] = (char)c;
			out[to++] = (char)0x93;
			i++;
		} else if (c == 0xE2 && d == 0x80 && i + 2 < n && s[i + 2] == 0x99) {
			out[to++] = '\'';
			i += 2;
		} else if (c == 0xC2 && d >= 0xA0 && d != 0xAD && d != 0xB4) {	/* « · ° */
			out[to++] = (char)c;
			out[to++] = (char)d;
			i++;
		} else {
			return form_tidy(out, by_icu(p, n, out));
		}
	}
	/* A combining mark after these letters would have led to ICU. */
	return to;
}

uint32_t form_decode(const char *p, size_t n, size_t *length)
{
	const unsigned char *s = (const unsigned char *)p;
	uint32_t c = s[0], k = c < 0xC2 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 1;
	*length = 1;
	if (c < 0x80)
		return c;
	if (k == 1 || k > n)
		return 0xFFFD;
	c &= 0x7Fu >> k;
	for (uint32_t i = 1; i < k; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0xFFFD;
		c = c << 6 | (s[i] & 0x3Fu);
	}
	*length = k;
	return c;
}

size_t form_blank(const char *p, size_t n)
{
	size_t k;
	if (!n)
		return 0;
	if ((unsigned char)*p < 0x80)
		return *p == ' ' || *p == '\t';
	uint32_t c = form_decode(p, n, &k);
	bool wide = c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
	bool unseen = c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
	              (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
	return wide || unseen ? k : 0;
}

size_t form_line_end(const char *p, size_t n)
{
	const unsigned char *s = (const unsigned char *)p;
	if (!n)
		return 0;
	if (*p == '\r')
		return n > 1 && p[1] == '\n' ? 2 : 1;
	if (*p == '\n' || *p == '\v' || *p == '\f')
		return 1;
	if (n > 1 && s[0] == 0xC2 && s[1] == 0x85)
		return 2;
	return n > 2 && s[0] == 0xE2 && s[1] == 0x80 && (s[2] == 0xA8 || s[2] == 0xA9) ? 3 : 0;
}

static bool median_dot(uint32_t c)
{
	return c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22C5 || c == 0x30FB;
}

size_t form_of_label(const char *p, size_t n, char *out)
{
	size_t to = 0, m = form_of(p, n, out), k;
	bool gap = false;
	for (size_t i = 0; i < m; i += k) {
		k = form_blank(out + i, m - i);
		if (!k)
			k = form_line_end(out + i, m - i);
		if (k) {
			gap = true;
			continue;
		}
		uint32_t c = form_decode(out + i, m - i, &k);
		if (gap && to)
			out[to++] = ' ';
		gap = false;
		if (median_dot(c)) {
			out[to++] = (char)0xC2;
			out[to++] = (char)0xB7;
		} else {
			memmove(out + to, out + i, k);
			to += k;
		}
	}
	return to;
}

size_t form_without_accents(char *p, size_t n)
{
	UChar a[SMALL], b[4 * SMALL];
	UErrorCode e = U_ZERO_ERROR;
	int32_t na = 0, nb, to = 0, bytes = 0;
	if (n >= SMALL)
		return n;
	u_strFromUTF8(a, SMALL, &na, p, (int32_t)n, &e);
	nb = unorm2_normalize(unorm2_getNFDInstance(&e), a, na, b, 4 * SMALL, &e);
	if (U_FAILURE(e))
		return n;
	for (int32_t i = 0; i < nb; i++)
		if (u_charType(b[i]) != U_NON_SPACING_MARK)
			b[to++] = b[i];
	u_strToUTF8(p, (int32_t)n, &bytes, b, to, &e);
	return U_SUCCESS(e) ? (size_t)bytes : n;
}
