/* signs.c - what is no word: numbers, punctuation, symbols, addresses. */
#include <stdlib.h>
#include <string.h>
#include "analysis_private.h"

/* Signs that are said as words, or that treebanks take for something else than their kind. */
static const struct { uint8_t language; const char *sign, *readings; } signs[] = {
	{ ANALYSIS_FR, "%", "SYM:%|NOUN:%" }, { ANALYSIS_FR, "/", "ADP:/|SYM:/|CCONJ:/" },
	{ ANALYSIS_FR, "+", "CCONJ:+|ADP:+|SYM:+" }, { ANALYSIS_FR, "°", "SYM:°|NOUN:°" },
	{ ANALYSIS_FR, "±", "ADP:±|SYM:±" }, { ANALYSIS_FR, "&", "CCONJ:et|SYM:&" },
	{ ANALYSIS_FR, "€", "NOUN:€|SYM:€" }, { ANALYSIS_FR, "$", "NOUN:$|SYM:$" },
	{ ANALYSIS_FR, "£", "NOUN:£|SYM:£" }, { ANALYSIS_EN, "/", "SYM:/|CCONJ:/" },
	{ ANALYSIS_EN, "@", "ADP:at|SYM:@|X:@" }, { ANALYSIS_EN, "&", "CCONJ:&|SYM:&" },
	{ ANALYSIS_EN, "+", "SYM:+|CCONJ:+" }, { ANALYSIS_EN, "x", "SYM:x" }, { ANALYSIS_EN, "<", "PUNCT:<" },
	{ ANALYSIS_EN, ">", "PUNCT:>" }, { ANALYSIS_EN, "<<", "PUNCT:<<" }, { ANALYSIS_EN, ">>", "PUNCT:>>" },
	{ ANALYSIS_EN, "*", "PUNCT:*" }, { ANALYSIS_EN, "**", "PUNCT:**" }, { ANALYSIS_EN, "***", "PUNCT:***" },
	{ ANALYSIS_EN, "=", "PUNCT:=|SYM:=" }, { ANALYSIS_EN, "~", "PUNCT:~|SYM:~" },
	{ ANALYSIS_EN, "|", "PUNCT:|" },
};

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static bool is(glane_str s, const char *text)
{
	return s.n == strlen(text) && !memcmp(s.p, text, s.n);
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool has_letter(glane_str s)
{
	for (uint32_t i = 0; i < s.n; i++)
		if ((s.p[i] >= 'a' && s.p[i] <= 'z') || (unsigned char)s.p[i] == 0xC3)
			return true;
	return false;
}

/* :) ;-) =( (: :'( and so on. */
static bool emoticon(glane_str s)
{
	bool eyes = false, mouth = false;
	for (uint32_t i = 0; i < s.n; i++) {
		eyes |= strchr(":;=", s.p[i]) != NULL;
		mouth |= strchr("()", s.p[i]) != NULL;
		if (!strchr(":;=()-'^*", s.p[i]))
			return false;
	}
	return eyes && mouth && s.n < 6;
}

/* A line drawn with signs: =====, _____, +++. */
static bool drawn(glane_str s)
{
	for (uint32_t i = 1; i < s.n; i++)
		if (s.p[i] != *s.p)
			return false;
	return s.n > 1 && strchr("=_+", *s.p);
}

/* 2e, 3ème, 20th: adjectives; 1er too, as French treebanks have it. 1980s, 80's: nouns. */
static const char *after_digits(glane_str s)
{
	static const struct { const char *end, *readings; } ends[] = {
		{ "e", "ADJ" }, { "er", "ADJ NUM" }, { "re", "ADJ" }, { "ère", "ADJ" }, { "ème", "ADJ" }, { "ième", "ADJ" },
		{ "nd", "ADJ NOUN ADV" }, { "nde", "ADJ" }, { "st", "ADJ NOUN ADV" }, { "rd", "ADJ NOUN ADV" },
		{ "th", "ADJ NOUN ADV" },
		{ "s", "NOUN NUM" }, { "'s", "NOUN NUM" } };
	uint32_t digits = 0;
	while (digits < s.n && digit(s.p[digits]))
		digits++;
	for (size_t i = 0; digits && i < sizeof ends / sizeof *ends; i++)
		if (s.n - digits == strlen(ends[i].end) && !memcmp(s.p + digits, ends[i].end, s.n - digits))
			return ends[i].readings;
	return "NUM NOUN";
}

/* Names of files, addresses that are written without http://; other signs with letters in them. */
static const char *with_letters(glane_str s, bool mark)
{
	static const char *const files[] = { ".doc", ".docx", ".pdf", ".xls", ".xlsx", ".txt", ".htm", ".html", ".jpg", ".png",
		".ppt", ".csv", ".zip", ".mp3", ".exe" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		uint32_t n = (uint32_t)strlen(files[i]);
		if (s.n > n && !memcmp(s.p + s.n - n, files[i], n))
			return "NOUN PROPN X";
	}
	const char *point = memchr(s.p, '.', s.n);
	bool address = memchr(s.p, '@', s.n) || (point && point > s.p && point + 1 < s.p + s.n);
	return mark || address ? "PROPN NOUN X" : "X NOUN SYM";
}

/* Room for the readings of a form, which may be an address of any length; NULL: no memory. */
static char *room_for(analysis *a, size_t n)
{
	if (n > a->other_room) {
		char *more = realloc(a->other, n);
		if (!more)
			return NULL;
		a->other = more;
		a->other_room = n;
	}
	return a->other;
}

/* 10,000 is 10000 in English; 3,5 is a number in French. */
static uint32_t put_lemma(char *out, glane_str form, bool commas)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < form.n; i++)
		if (commas || form.p[i] != ',')
			out[n++] = form.p[i];
	return n;
}

/* "NUM NOUN": one reading each, of the form itself. */
static glane_str each(analysis *a, glane_str form, const char *upos, bool commas)
{
	char *out = room_for(a, 4 * ((size_t)form.n + 8));
	uint32_t n = 0;
	if (!out || memchr(form.p, '|', form.n))
		return (glane_str){ "", 0 };
	for (; *upos; upos += strspn(upos, " ")) {
		size_t k = strcspn(upos, " ");
		if (n)
			out[n++] = '|';
		memcpy(out + n, upos, k);
		n += (uint32_t)k;
		out[n++] = ':';
		n += put_lemma(out + n, form, commas);
		upos += k;
	}
	return (glane_str){ out, n };
}

/* Where the form holds a "|", which stands between readings, there is only the first one. */
analysed sign_readings(analysis *a, glane_str form, uint8_t way)
{
	const char *upos = way == WAY_NUMBER ? after_digits(form) : emoticon(form) || drawn(form) ? "SYM" : way == WAY_PUNCTUATION ? "PUNCT"
	                 : has_letter(form) ? with_letters(form, way == WAY_MARK) : way == WAY_MARK ? "PROPN" : "SYM";
	analysed w = { .form = form, .first = { { upos, (uint32_t)strcspn(upos, " ") }, form }, .known = true };
	w.readings = each(a, form, upos, a->language == ANALYSIS_FR || way != WAY_NUMBER);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].language == a->language && is(form, signs[i].sign))
			w.readings = str(signs[i].readings);
	readings_cut(w.readings, &w.first, 1);
	return w;
}
