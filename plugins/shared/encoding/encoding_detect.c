/* encoding_detect.c - which encoding a file is in, and whether it is text at all. */
#include <stdio.h>
#include <string.h>
#include <unicode/utf8.h>
#include "encoding.h"
#include "encoding_private.h"

#define N_(text) text			/* for translation by whoever says it */

static bool begins(glane_bytes f, const char *with, size_t n)
{
	return f.n >= n && !memcmp(f.p, with, n);
}

/* The place of a byte, in lines and characters. */
static void set_place(trouble *t, glane_bytes f, size_t at)
{
	uint32_t line = 1, column = 1;
	for (size_t i = 0; i < at && i < f.n; i++) {
		bool end = f.p[i] == '\n' || (f.p[i] == '\r' && !(i + 1 < f.n && f.p[i + 1] == '\n'));
		if (end) {
			line++;
			column = 1;
		} else {
			column += (f.p[i] & 0xc0) != 0x80 && f.p[i] != '\r';
		}
	}
	t->line = line;
	t->column = column;
}

static int wrong(trouble *t, const char *format, const char *a, const char *b)
{
	t->format = format;
	snprintf(t->a, sizeof t->a, "%s", a);
	snprintf(t->b, sizeof t->b, "%s", b);
	return 0;
}

static bool holds(glane_bytes f, const char *word)
{
	size_t n = strlen(word), most = f.n < 4096 ? f.n : 4096;
	for (size_t i = 0; i + n <= most; i++)
		if (!memcmp(f.p + i, word, n))
			return true;
	return false;
}

/* Files that people take for text. NULL: none of them. */
static const char *other_format(glane_bytes f)
{
	if (begins(f, "%PDF-", 5))
		return "PDF";
	if (begins(f, "{\\rtf", 5))
		return "RTF";
	if (begins(f, "\xd0\xcf\x11\xe0", 4))
		return "Microsoft Office 97-2003 (.doc, .xls)";
	if (begins(f, "\x1f\x8b", 2))
		return "gzip";
	if (!begins(f, "PK\3\4", 4))
		return NULL;
	if (holds(f, "word/"))
		return "Word (.docx)";
	if (holds(f, "xl/"))
		return "Excel (.xlsx)";
	if (holds(f, "opendocument.text"))
		return "OpenDocument (.odt)";
	if (holds(f, "opendocument.spreadsheet"))
		return "OpenDocument (.ods)";
	if (holds(f, "project.qde"))
		return "REFI-QDA (.qdpx)";
	return "ZIP";
}

/* A line of 16 MiB is no line of an interview: a program wrote its data into one. */
static bool line_too_long(glane_bytes f, trouble *t)
{
	size_t begin = 0;
	uint32_t line = 1;
	char size[32];
	while (begin < f.n) {
		const unsigned char *lf = memchr(f.p + begin, '\n', f.n - begin);
		size_t end = lf ? (size_t)(lf - f.p) : f.n;
		while (end - begin > ENCODING_LINE_MOST) {	/* lines that end in CR alone */
			const unsigned char *cr = memchr(f.p + begin, '\r', end - begin);
			size_t stop = cr ? (size_t)(cr - f.p) : end;
			if (stop - begin > ENCODING_LINE_MOST) {
				t->line = line;
				t->column = 0;
				snprintf(size, sizeof size, "%zu", (stop - begin) >> 20);
				wrong(t, N_("this line is %s MiB long and 16 are allowed: is this a text file? If it is, "
				            "cut it into lines"), size, "");
				return true;
			}
			begin = stop + 1;
			line++;
		}
		begin = end + 1;
		line++;
	}
	return false;
}

typedef struct { size_t sequences, bad, first_bad; } utf8_count;

/* Behind the ASCII that begins at i, most of it told by eight bytes at once. */
static size_t behind_ascii(glane_bytes f, size_t i)
{
	for (uint64_t x; f.n - i >= 8; i += 8) {
		memcpy(&x, f.p + i, 8);
		if (x & 0x8080808080808080u)
			break;
	}
	while (i < f.n && f.p[i] < 0x80)
		i++;
	return i;
}

static utf8_count count_utf8(glane_bytes f)
{
	utf8_count c = { 0, 0, f.n };
	for (size_t i = 0; i < f.n;) {
		if (f.p[i] < 0x80) {
			i = behind_ascii(f, i);
			continue;
		}
		const unsigned char *p = f.p + i;
		int32_t k = 0, most = f.n - i < 4 ? (int32_t)(f.n - i) : 4;
		UChar32 code;
		U8_NEXT(p, k, most, code);
		if (code >= 0) {
			c.sequences++;
			i += (size_t)k;
		} else {
			if (!c.bad++)
				c.first_bad = i;
			i++;
		}
	}
	return c;
}

/* The first byte that means nothing in a one-byte encoding; the length of the file: none. */
static size_t undefined_byte(glane_bytes f, int encoding)
{
	uint32_t table[256];
	encoding_table(encoding, table);
	for (size_t i = 0; i < f.n; i++)
		if (f.p[i] >= 0x80 && (table[f.p[i]] == 0xfffd || table[f.p[i]] < 0xa0) &&
		    encoding != ENCODING_ISO_8859_15)
			return i;
	return f.n;
}

static int detect_utf16(glane_bytes f, trouble *t)
{
	bool big = begins(f, "\xfe\xff", 2), little = begins(f, "\xff\xfe", 2);
	size_t even = 0, odd = 0;
	for (size_t i = 0; i + 1 < f.n && i < 4096; i += 2) {
		even += !f.p[i];
		odd += !f.p[i + 1];
	}
	if (!big && !little)
		big = even > odd;
	if (f.n & 1) {
		set_place(t, f, f.n);
		return wrong(t, N_("UTF-16 has two bytes for each character, and this file has an odd number "
		                   "of bytes: it is cut off, or in another encoding"), "", "");
	}
	uint32_t line = 1;
	for (size_t i = 0; i + 1 < f.n; i += 2) {
		unsigned c = (unsigned)f.p[i + !big] << 8 | f.p[i + big];
		line += c == '\n';
		if (!c) {
			t->line = line;
			return wrong(t, N_("there is a NUL character: is this a text file?"), "", "");
		}
	}
	return big ? ENCODING_UTF_16BE : ENCODING_UTF_16;
}

/* NUL is in no text; many of them are UTF-16 without its mark. */
static bool holds_nul(glane_bytes f, trouble *t)
{
	const unsigned char *nul = f.n ? memchr(f.p, 0, f.n) : NULL;
	if (!nul)
		return false;
	size_t n = 0, most = f.n < 4096 ? f.n : 4096;
	for (size_t i = 0; i < most; i++)
		n += !f.p[i];
	set_place(t, f, (size_t)(nul - f.p));
	if (n > most / 4 && n <= most / 2 + 1)
		wrong(t, N_("there is a NUL character: this may be UTF-16; if so, say encoding=\"utf-16\""), "", "");
	else
		wrong(t, N_("there is a NUL character: is this a text file?"), "", "");
	return true;
}

static int not_in(glane_bytes f, size_t at, const char *name, trouble *t)
{
	char byte[8];
	snprintf(byte, sizeof byte, "0x%02X", f.p[at]);
	set_place(t, f, at);
	return wrong(t, N_("byte %s is not %s: save the file as UTF-8, or name its encoding with encoding=…"),
	             byte, name);
}

int encoding_detect(glane_bytes f, int declared, trouble *t)
{
	static const char *const names[] = { "", "UTF-8", "Windows-1252", "ISO-8859-15", "MacRoman" };
	*t = (trouble){ .line = 0 };
	const char *other = other_format(f);
	if (other)
		return wrong(t, N_("this is %s, not plain text: save it as text (UTF-8), or use a reader for it"),
		             other, "");
	if (begins(f, "\xff\xfe\0\0", 4))
		return wrong(t, N_("this is %s, not plain text: save it as text (UTF-8), or use a reader for it"),
		             "UTF-32", "");
	bool mark = begins(f, "\xff\xfe", 2) || begins(f, "\xfe\xff", 2);
	if (declared == ENCODING_UTF_16 || (declared == ENCODING_AUTO && mark))
		return detect_utf16(f, t);
	if (holds_nul(f, t) || line_too_long(f, t))
		return 0;
	utf8_count c = count_utf8(f);
	bool utf8 = !c.bad && (c.sequences || declared <= ENCODING_UTF_8);
	if (declared == ENCODING_UTF_8 && !utf8)
		return not_in(f, c.first_bad, names[declared], t);
	if (declared > ENCODING_UTF_8 && utf8)
		return wrong(t, N_("this file is UTF-8, and encoding says %s: leave encoding out, and each file "
		                   "is looked at"), names[declared], "");
	if (utf8)
		return ENCODING_UTF_8;
	if (declared == ENCODING_AUTO && c.sequences > c.bad)
		return ENCODING_MIXED;
	int encoding = declared == ENCODING_AUTO ? ENCODING_WINDOWS_1252 : declared;
	size_t at = undefined_byte(f, encoding);
	if (at == f.n)
		return encoding;
	if (declared)
		return not_in(f, at, names[declared], t);
	snprintf(t->a, sizeof t->a, "0x%02X", f.p[at]);
	set_place(t, f, at);
	t->format = N_("byte %s is neither UTF-8 nor Windows-1252: save the file as UTF-8, or name its encoding "
	               "with encoding=…");
	return 0;
}
