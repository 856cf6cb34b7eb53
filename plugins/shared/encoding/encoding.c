/* encoding.c - text in UTF-8 with line ends as one likes them, and the map back to the file. */
#include <stdio.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include "encoding.h"
#include "encoding_private.h"

void encoding_table(int encoding, uint32_t table[256])
{
	const char *name = encoding == ENCODING_MACROMAN ? "macintosh" :
	                   encoding == ENCODING_ISO_8859_15 ? "ISO-8859-15" : "windows-1252";
	UErrorCode e = U_ZERO_ERROR;
	UConverter *c = ucnv_open(name, &e);
	for (unsigned i = 0; i < 256; i++) {
		char byte = (char)i;
		UChar to[4];
		UErrorCode one = U_ZERO_ERROR;
		int32_t n = U_SUCCESS(e) ? ucnv_toUChars(c, to, 4, &byte, 1, &one) : 0;
		table[i] = i < 128 ? i : n == 1 && U_SUCCESS(one) ? to[0] : 0xfffd;
	}
	ucnv_close(c);
}

/* ---- The walk through the bytes -------------------------------------------------------------- */

typedef struct {
	encoding_text *t;
	const unsigned char *p;
	size_t end, at;			/* of the bytes; where the walk is */
	uint32_t line;
	uint32_t table[256];		/* of a one-byte encoding; of Windows-1252 otherwise */
	unsigned char *out;
	size_t n, room;
} walk;

static void note_run(walk *w, size_t at, uint32_t what, uint32_t code)
{
	encoding_text *t = w->t;
	if (t->n_runs == t->room) {
		uint32_t more = t->room ? t->room : 16;
		t->run = t->memory.grow(t->memory.user, t->run, t->room * sizeof *t->run,
		                        more * sizeof *t->run);
		t->room += more;
	}
	t->run[t->n_runs++] = (encoding_run){ w->n, at, w->at, w->line, what, code };
}

/* Room for `more` bytes. */
static void make_room(walk *w, size_t more)
{
	if (w->n + more <= w->room)
		return;
	size_t grown = w->room > more ? w->room : more;
	w->out = w->t->memory.grow(w->t->memory.user, w->out, w->room, grown);
	w->room += grown;
}

static void put(walk *w, uint32_t code)
{
	make_room(w, 4);
	U8_APPEND_UNSAFE(w->out, w->n, code);
}

/* The next character: its code point, and in *n of how many bytes. A byte that is none is U+FFFD. */
static uint32_t next(const walk *w, uint32_t *n, bool *converted)
{
	const unsigned char *p = w->p + w->at;
	size_t left = w->end - w->at;
	int encoding = w->t->encoding;
	*converted = true;
	*n = 1;
	if (encoding == ENCODING_UTF_16 || encoding == ENCODING_UTF_16BE) {
		unsigned low = encoding == ENCODING_UTF_16BE;
		if (left < 2) {
			return 0xfffd;
		}
		*n = 2;
		*converted = false;		/* the whole file is; see line_begins */
		uint32_t c = (uint32_t)p[!low] << 8 | p[low];
		if (U16_IS_LEAD(c) && left >= 4) {
			uint32_t d = (uint32_t)p[2 + !low] << 8 | p[2 + low];
			if (U16_IS_TRAIL(d)) {
				*n = 4;
				return (uint32_t)U16_GET_SUPPLEMENTARY(c, d);
			}
		}
		return U16_IS_SURROGATE(c) ? 0xfffd : c;
	}
	if (encoding == ENCODING_UTF_8 || encoding == ENCODING_MIXED) {
		int32_t i = 0, most = left < 4 ? (int32_t)left : 4;
		UChar32 c;
		U8_NEXT(p, i, most, c);
		if (c >= 0) {
			*n = (uint32_t)i;
			*converted = false;
			return (uint32_t)c;
		}
	}
	*converted = p[0] >= 0x80;
	return w->table[p[0]];
}

/* A carriage return, alone or before a line feed, becomes one line feed. */
static void end_line(walk *w, uint32_t n)
{
	size_t at = w->n;
	uint32_t after;
	bool converted;
	w->at += n;
	if (w->at < w->end && next(w, &after, &converted) == '\n') {
		note_run(w, at, CHANGE_LINE_END, '\n');	/* which itself is taken as it is */
		return;
	}
	put(w, '\n');
	w->line++;
	note_run(w, at, CHANGE_LINE_END, 0);
}

/* Control characters say nothing to a reader of text. A page break or vertical tab ends a line; those
 * of U+0080 to U+009F are bytes of Windows-1252 that somebody took for Latin-1; others go. */
static void repair_control(walk *w, uint32_t code, uint32_t n)
{
	size_t at = w->n;
	w->at += n;
	if (code == 0x0b || code == 0x0c)
		put(w, '\n');
	else if (code >= 0x80 && w->table[code] >= 0xa0 && w->table[code] != 0xfffd)
		put(w, w->table[code]);
	note_run(w, at, CHANGE_CONTROL, code);
}

static bool is_control(uint32_t code)
{
	return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7f && code < 0xa0);
}

static void step(walk *w)
{
	uint32_t n;
	bool converted;
	uint32_t code = next(w, &n, &converted);
	size_t at = w->n;
	if (code == '\r') {
		end_line(w, n);
	} else if (is_control(code)) {
		repair_control(w, code, n);
	} else if (code == 0xfeff) {
		bool first = w->at == 0;
		w->at += n;
		note_run(w, at, first ? CHANGE_NONE : CHANGE_MARK, code);
	} else {
		put(w, code);
		w->at += n;
		w->line += code == '\n';
		/* A run for each character of UTF-16 would be more than the text: one for each line. */
		bool wide = w->t->encoding == ENCODING_UTF_16 || w->t->encoding == ENCODING_UTF_16BE;
		if (converted || code == 0xfffd)
			note_run(w, at, CHANGE_CONVERTED, code);
		else if (wide && code == '\n')
			note_run(w, at, CHANGE_NONE, 0);
	}
}

/* Can the eight bytes at p be taken as they are, told together? Not where one is a control character, or may begin one
 * (C2) or a byte order mark (EF); bytes beyond ASCII are letters in UTF-8 only. */
static bool eight_plain(const unsigned char *p, bool utf8)
{
	const uint64_t each = 0x0101010101010101u, top = 0x8080808080808080u;
	uint64_t x;
	memcpy(&x, p, 8);
	uint64_t low = x & ~top, ascii = ~x & top;
	uint64_t control = (~(low + 0x60 * each) | (low + each)) & ascii;
	uint64_t c2 = ~((low ^ 0x42 * each) + 0x7f * each), ef = ~((low ^ 0x6f * each) + 0x7f * each);
	return !(control | (utf8 ? (c2 | ef) & x & top : ascii ^ top));
}

/* How many bytes from `at` can be taken as they are. */
static size_t plain(const walk *w)
{
	const unsigned char *p = w->p;
	size_t i = w->at;
	int encoding = w->t->encoding;
	if (encoding == ENCODING_UTF_16 || encoding == ENCODING_UTF_16BE)
		return 0;
	for (; i < w->end; i++) {
		while (w->end - i >= 8 && eight_plain(p + i, encoding == ENCODING_UTF_8))
			i += 8;
		if (i == w->end)
			break;
		if ((p[i] >= 0x20 && p[i] < 0x7f) || p[i] == '\n' || p[i] == '\t')
			continue;
		if (encoding != ENCODING_UTF_8 || p[i] < 0x80)
			break;
		/* U+0080 to U+009F, U+FEFF. */
		if (p[i] == 0xc2 && i + 1 < w->end && p[i + 1] < 0xa0)
			break;
		if (p[i] == 0xef && w->end - i >= 3 && p[i + 1] == 0xbb && p[i + 2] == 0xbf)
			break;
	}
	return i - w->at;
}

static void take(walk *w, size_t n)
{
	const unsigned char *p = w->p + w->at, *end = p + n;
	make_room(w, n);
	memcpy(w->out + w->n, p, n);
	w->n += n;
	w->at += n;
	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		w->line++;
		p++;
	}
}

size_t encoding_cut(glane_bytes f, int encoding, size_t to)
{
	if (to >= f.n)
		return f.n;
	if (encoding == ENCODING_UTF_16 || encoding == ENCODING_UTF_16BE) {
		unsigned low = encoding == ENCODING_UTF_16BE;
		to += to & 1;
		while (to + 1 < f.n && (U16_IS_TRAIL((uint32_t)f.p[to + !low] << 8 | f.p[to + low]) ||
		                        (f.p[to + low] == '\n' && !f.p[to + !low])))
			to += 2;
		return to < f.n ? to : f.n;
	}
	while (to < f.n && ((f.p[to] & 0xc0) == 0x80 || f.p[to] == '\n'))
		to++;
	return to;
}

void encoding_decode(glane_bytes f, int encoding, size_t from, size_t to, uint32_t line,
                     encoding_memory m, encoding_text *out)
{
	*out = (encoding_text){ .encoding = encoding, .memory = m };
	walk w = { .t = out, .p = f.p, .end = encoding_cut(f, encoding, to), .at = from, .line = line };
	note_run(&w, 0, CHANGE_NONE, 0);
	/* A byte order mark in front is no reason for a copy of the rest. */
	if (encoding == ENCODING_UTF_8 && !from && f.n >= 3 && !memcmp(f.p, "\xef\xbb\xbf", 3)) {
		w.at = 3;
		out->n_runs = 0;
		note_run(&w, 0, CHANGE_NONE, 0);
	}
	size_t n = plain(&w);
	if (n == w.end - w.at) {
		out->p = n ? (const char *)f.p + w.at : "";
		out->n = n;
		return;
	}
	encoding_table(encoding, w.table);
	make_room(&w, w.end - w.at + 16);
	while (w.at < w.end)
		if ((n = plain(&w)) != 0)
			take(&w, n);
		else
			step(&w);
	out->p = (const char *)w.out;
	out->n = w.n;
}

/* ---- To the draft ---------------------------------------------------------------------------- */

/* The last run that begins at or before `at`. */
static uint32_t run_of(const encoding_text *t, size_t at)
{
	uint32_t low = 0, high = t->n_runs;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (t->run[middle].out <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low - 1;
}

uint64_t encoding_source(const encoding_text *t, size_t at)
{
	const encoding_run *r = &t->run[run_of(t, at)];
	return r->source + (at - r->out);
}

static uint32_t lines_between(const char *p, const char *end)
{
	uint32_t n = 0;
	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		n++;
		p++;
	}
	return n;
}

static const char *encoding_name(int encoding)
{
	static const char *const names[] = { "", "UTF-8", "Windows-1252", "ISO-8859-15", "MacRoman",
	                                     "UTF-16LE", "UTF-16BE", "Windows-1252" };
	return names[encoding];
}

/* What was changed between begin and end. Characters and line ends are told once with their number;
 * control characters each, for they may be traces of something that was lost, up to a limit. */
void encoding_report(const encoding_text *t, size_t begin, size_t end, const glane_host *h,
                     glane_draft *draft)
{
	enum { MOST = 50 };
	uint32_t n[CHANGE_MARK + 1] = { 0 };
	glane_where first[CHANGE_MARK + 1];
	const char *line_end = "CR";
	char was[64], now[64];
	const glane_str none = { "", 0 };
	uint32_t from = run_of(t, begin);
	bool wide = t->encoding == ENCODING_UTF_16 || t->encoding == ENCODING_UTF_16BE;
	if (wide && !begin && !t->run[0].source) {
		glane_str s = { encoding_name(t->encoding), 8 };
		h->repair(draft, "encoding", glane_where_line(0, t->run[0].line), s, (glane_str){ "UTF-8", 5 });
	}
	for (uint32_t i = from; i < t->n_runs && t->run[i].at <= end; i++) {
		const encoding_run *r = &t->run[i];
		/* What was taken out at the very end belongs to it, what was put in behind it doesn't. */
		bool taken_out = r->what != CHANGE_LINE_END && r->out == r->at;
		if (r->at < begin || r->what == CHANGE_NONE || (r->at == end && !taken_out))
			continue;
		glane_where at = glane_where_line(r->source, r->line);
		if (!n[r->what]++)
			first[r->what] = at;
		if (r->what == CHANGE_LINE_END && r->code)
			line_end = "CRLF";
		if (r->what == CHANGE_CONTROL && n[r->what] <= MOST) {
			int k = snprintf(was, sizeof was, "U+%04X", (unsigned)r->code);
			h->repair(draft, "control character", at, (glane_str){ was, (uint32_t)k }, none);
		}
	}
	if (n[CHANGE_CONVERTED]) {
		int k = snprintf(was, sizeof was, "%s", encoding_name(t->encoding));
		int m = snprintf(now, sizeof now, "UTF-8 ×%u", (unsigned)n[CHANGE_CONVERTED]);
		h->repair(draft, "encoding", first[CHANGE_CONVERTED], (glane_str){ was, (uint32_t)k },
		          (glane_str){ now, (uint32_t)m });
	}
	if (n[CHANGE_LINE_END]) {
		int m = snprintf(now, sizeof now, "LF ×%u", (unsigned)n[CHANGE_LINE_END]);
		h->repair(draft, "line ends", first[CHANGE_LINE_END],
		          (glane_str){ line_end, (uint32_t)strlen(line_end) }, (glane_str){ now, (uint32_t)m });
	}
	if (n[CHANGE_CONTROL] > MOST) {
		int k = snprintf(was, sizeof was, "×%u", (unsigned)n[CHANGE_CONTROL]);
		h->repair(draft, "control character", first[CHANGE_CONTROL], (glane_str){ was, (uint32_t)k },
		          none);
	}
	if (n[CHANGE_MARK]) {
		int k = snprintf(was, sizeof was, "U+FEFF ×%u", (unsigned)n[CHANGE_MARK]);
		h->repair(draft, "byte order mark", first[CHANGE_MARK], (glane_str){ was, (uint32_t)k }, none);
	}
}

uint32_t encoding_give(const encoding_text *t, size_t begin, size_t end, const glane_host *h,
                       glane_draft *draft)
{
	uint32_t i = run_of(t, begin), lines = lines_between(t->p + t->run[i].out, t->p + begin);
	uint32_t start = 0;
	bool any = false;
	for (size_t at = begin; at < end; i++, lines = 0) {
		size_t stop = i + 1 < t->n_runs && t->run[i + 1].out < end ? t->run[i + 1].out : end;
		if (stop == at)
			continue;	/* several changes at one place */
		const encoding_run *r = &t->run[i];
		/* More than a document may have is cut here, and refused there. */
		glane_str piece = { t->p + at, stop - at < UINT32_MAX ? (uint32_t)(stop - at) : UINT32_MAX };
		uint32_t o = h->text(draft, piece, glane_where_line(r->source + (at - r->out), r->line + lines));
		if (!any)
			start = o;
		any = true;
		at = stop;
	}
	if (!any)
		start = h->text(draft, (glane_str){ "", 0 }, glane_where_line(encoding_source(t, begin), 0));
	return start;
}
