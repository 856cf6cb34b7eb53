/* anchor.c - quoted words are found in their text. */
#define _GNU_SOURCE		/* memmem */
#include "anchor.h"
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* ---- A text as it is compared ---------------------------------------------------------------- */

typedef struct { anchor_text *t; size_t room; encoding_memory m; bool blank; } writing;

static void put(writing *w, const char *p, size_t n, uint32_t at)
{
	anchor_text *t = w->t;
	if (t->n + n + 1 > w->room) {
		size_t more = 2 * w->room + n + 64;
		t->p = w->m.grow(w->m.user, t->p, w->room, more);
		t->at = w->m.grow(w->m.user, t->at, w->room * sizeof *t->at, more * sizeof *t->at);
		w->room = more;
	}
	memcpy(t->p + t->n, p, n);
	for (size_t i = 0; i < n; i++)
		t->at[t->n + i] = at;
	t->n += n;
}

static bool no_width(UChar32 c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || (c >= 0x202A && c <= 0x202E);
}

/* What a sign of many looks stands for; 0: itself. */
static char plain(UChar32 c)
{
	switch (c) {
	case 0x2018: case 0x2019: case 0x02BC: case 0x2032: case 0x60: case 0xB4:
		return '\'';
	case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033:
		return '"';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
		return '-';
	default:
		return 0;
	}
}

static void put_code_point(writing *w, UChar32 code, uint32_t at)
{
	uint32_t c = (uint32_t)code;
	unsigned char out[4];
	size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	char one = plain(code);
	if (one) {
		put(w, &one, 1, at);
		return;
	}
	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (unsigned char)(0x80 | (c & 0x3F));
	out[0] = (unsigned char)(n == 1 ? c : (0xF00u >> n & 0xFF) | c);
	put(w, (const char *)out, n, at);
}

/* The code point at *i of n bytes at p; *i goes behind it. */
static UChar32 next_code_point(const char *p, size_t n, size_t *i)
{
	unsigned char first = (unsigned char)p[(*i)++];
	uint32_t c = first < 0x80 ? first : first < 0xE0 ? first & 0x1Fu : first < 0xF0 ? first & 0xFu : first & 0x7u;
	while (first >= 0xC0 && *i < n && ((unsigned char)p[*i] & 0xC0) == 0x80)
		c = c << 6 | ((unsigned char)p[(*i)++] & 0x3Fu);
	return (UChar32)c;
}

/* The one that ends at *i; *i goes before it. */
static UChar32 code_point_before(const char *p, size_t *i)
{
	size_t end = *i;
	do
		--*i;
	while (*i && ((unsigned char)p[*i] & 0xC0) == 0x80);
	size_t at = *i;
	return next_code_point(p, end, &at);
}

/* The letter at *i with the marks behind it, composed where Unicode has a sign for both. */
static void put_letter(writing *w, glane_str text, UChar32 c, uint32_t at, size_t *i)
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
	while (*i < text.n && ((unsigned char)text.p[*i] == 0xCC || (unsigned char)text.p[*i] == 0xCD)) {
		UChar32 mark = next_code_point(text.p, text.n, i);
		UChar32 both = U_SUCCESS(e) ? unorm2_composePair(nfc, c, mark) : -1;
		if (both < 0) {
			put_code_point(w, c, at);
			c = mark;
		} else {
			c = both;
		}
	}
	put_code_point(w, c, at);
}

void anchor_open(anchor_text *t, glane_str text, encoding_memory m)
{
	writing w = { .t = t, .m = m };
	*t = (anchor_text){ .text = text };
	put(&w, "", 0, 0);
	for (size_t i = 0; i < text.n;) {
		uint32_t at = (uint32_t)i;
		UChar32 c = next_code_point(text.p, text.n, &i);
		if (no_width(c))
			continue;
		if (u_isUWhiteSpace(c)) {
			if (!w.blank && t->n)
				put(&w, " ", 1, at);
			w.blank = true;
			continue;
		}
		w.blank = false;
		put_letter(&w, text, c, at, &i);
	}
	if (w.blank && t->n)
		t->n--;			/* the words of a quotation may end in a line end */
	t->p[t->n] = 0;
	t->at[t->n] = text.n;
}

/* ---- Looking for words ----------------------------------------------------------------------- */

static bool letter_before(const anchor_text *t, size_t i)
{
	return i && u_isalnum(code_point_before(t->p, &i));
}

static bool letter_at(const anchor_text *t, size_t i)
{
	return i < t->n && u_isalnum(next_code_point(t->p, t->n, &i));
}

/* Does no word go on beyond either end of p[i … i + n)? */
static bool at_borders(const anchor_text *t, size_t i, size_t n)
{
	return !(letter_before(t, i) && letter_at(t, i)) && !(letter_before(t, i + n) && letter_at(t, i + n));
}

/* The span of the text, without the blank and what has no width behind its last letter. */
static glane_span span_of(const anchor_text *t, size_t i, size_t n)
{
	glane_span s = { t->at[i], t->at[i + n] };
	for (bool again = true; again && s.end > s.begin;) {
		size_t at = s.end;
		UChar32 c = code_point_before(t->text.p, &at);
		again = (u_isUWhiteSpace(c) || no_width(c)) && at > s.begin;
		if (again)
			s.end = (uint32_t)at;
	}
	return s;
}

/* The place in p at which the byte of the text is, or the next one that is left. */
static size_t place_of(const anchor_text *t, uint32_t byte)
{
	size_t low = 0, high = t->n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (t->at[middle] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool stands_at(const anchor_text *t, const anchor_text *w, size_t i)
{
	return i + w->n <= t->n && !memcmp(t->p + i, w->p, w->n);
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

static int find_words(const anchor_text *t, const anchor_text *w, uint32_t begin, glane_span *out, uint32_t *times)
{
	*times = 0;
	for (const char *p = t->p, *end = t->p + t->n; p + w->n <= end; p++) {
		if (!(p = memmem(p, (size_t)(end - p), w->p, w->n)))
			break;
		size_t i = (size_t)(p - t->p);
		if (!at_borders(t, i, w->n))
			continue;
		glane_span s = span_of(t, i, w->n);
		if (!*times || (begin != GLANE_NONE && distance(s.begin, begin) < distance(out->begin, begin)))
			*out = s;
		++*times;
	}
	if (!*times)
		return ANCHOR_NONE;
	if (begin == GLANE_NONE)
		return *times == 1 ? ANCHOR_HERE : ANCHOR_SEVERAL;
	return ANCHOR_MOVED;
}

int anchor_find(const anchor_text *t, glane_str words, uint32_t begin, uint32_t end, encoding_memory m, glane_span *out,
                uint32_t *times)
{
	anchor_text w;
	uint32_t n = t->text.n;
	bool offsets = begin <= n && end <= n && begin < end;
	*out = (glane_span){ begin, end };
	*times = offsets;
	anchor_open(&w, words, m);
	if (!w.n)
		return offsets ? ANCHOR_HERE : ANCHOR_NONE;
	if (begin <= n) {
		size_t i = place_of(t, begin);
		/* Offsets may take in a blank before the words, or a mark that stands for one. */
		for (size_t k = i; k < i + 2; k++)
			if (stands_at(t, &w, k) && (end == GLANE_NONE || distance(t->at[k + w.n], end) <= 8)) {
				*out = span_of(t, k, w.n);
				*times = 1;
				return ANCHOR_HERE;
			}
	}
	return find_words(t, &w, begin, out, times);
}

uint32_t anchor_byte(glane_str text, uint64_t point)
{
	uint32_t i = 0;
	for (; i < text.n; i++)
		if (((unsigned char)text.p[i] & 0xC0) != 0x80 && !point--)
			return i;
	return point ? GLANE_NONE : text.n;
}
