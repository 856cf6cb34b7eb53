/* spss.c - what SPSS and PSPP need to read a file with the types and labels that its columns have: names that they allow, and a file of
 * commands. */
#include "write_csv.h"
#include <string.h>

enum { NAME_MOST = 64, STATE_ROOM = 9, LABEL_MOST = 250, WIDTH_MOST = 32767 };

/* Not more than n bytes, and no part of a character. */
static uint32_t cut(glane_str s, uint32_t n)
{
	if (s.n <= n)
		return s.n;
	while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Case doesn't tell names apart. */
static bool same_name(glane_str a, glane_str b)
{
	for (uint32_t i = 0; i < a.n && i < b.n; i++)
		if (small(a.p[i]) != small(b.p[i]))
			return false;
	return a.n == b.n;
}

/* Words of the command language, which no variable may be called. */
static bool is_word_of_commands(glane_str s)
{
	static const char *const words[] = { "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (same_name(s, (glane_str){ words[i], (uint32_t)strlen(words[i]) }))
			return true;
	return false;
}

/* Letters, digits, points and _; a letter first, no point last; `again` at its end, where it is above 1. */
static glane_str name_of(glane_ctx *ctx, glane_str from, uint32_t again)
{
	char *to = ctx->host->alloc(ctx, GLANE_SCRATCH, NAME_MOST + 16), digits[12];
	uint32_t n = 0, room = cut(from, NAME_MOST - STATE_ROOM - sizeof digits), at = sizeof digits;
	bool letter = room && ((from.p[0] | 32) >= 'a' && (from.p[0] | 32) <= 'z');
	if (!letter && !(room && (unsigned char)from.p[0] >= 0x80))
		to[n++] = 'v';
	for (uint32_t i = 0; i < room; i++) {
		char c = from.p[i];
		bool plain = (unsigned char)c >= 0x80 || (small(c) >= 'a' && small(c) <= 'z') || (c >= '0' && c <= '9') || c == '.';
		to[n++] = plain ? c : '_';
	}
	if (n && to[n - 1] == '.')
		to[n - 1] = '_';
	for (uint32_t k = again; again > 1 && k; k /= 10)
		digits[--at] = (char)('0' + k % 10);
	if (again > 1)
		digits[--at] = '_';
	memcpy(to + n, digits + at, sizeof digits - at);
	return (glane_str){ to, n + (uint32_t)sizeof digits - at };
}

const glane_str *spss_names(glane_ctx *ctx, uint32_t n, const glane_str *from)
{
	glane_str *name = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *name);
	for (uint32_t i = 0; i < n; i++) {
		bool taken = true;
		for (uint32_t again = 1; taken; again++) {
			name[i] = name_of(ctx, from[i], again);
			taken = is_word_of_commands(name[i]);
			for (uint32_t k = 0; k < i && !taken; k++)
				taken = same_name(name[k], name[i]);
		}
	}
	return name;
}

glane_str spss_text(glane_ctx *ctx, glane_str s)
{
	char *to = ctx->host->alloc(ctx, GLANE_SCRATCH, 3 * (size_t)s.n + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"') {
			memcpy(to + n, "\xe2\x80\x9d", 3);
			n += 3;
		} else {
			to[n++] = (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i];
		}
	}
	return (glane_str){ to, cut((glane_str){ to, n }, WIDTH_MOST) };
}

/* In apostrophes, which are doubled inside. */
static void put_quoted(glane_ctx *ctx, glane_io *io, glane_str s)
{
	const glane_host *h = ctx->host;
	s.n = cut(s, LABEL_MOST);
	h->write(io, "'", 1);
	for (uint32_t i = 0; i < s.n; i++)
		h->write(io, s.p[i] == '\'' ? "''" : (unsigned char)s.p[i] < ' ' ? " " : s.p + i, s.p[i] == '\'' ? 2 : 1);
	h->write(io, "'", 1);
}

/* PSPP takes a line that begins so for the command DOCUMENT. */
static bool starts_document(glane_str name)
{
	return name.n >= 8 && same_name((glane_str){ name.p, 8 }, (glane_str){ "document", 8 });
}

void spss_commands(glane_ctx *ctx, glane_io *io, const char *file, uint32_t n, const spss_variable *v)
{
	const glane_host *h = ctx->host;
	const char *slash = strrchr(file, '/');
	file = slash ? slash + 1 : file;
	h->print(io, "* Run this in the folder of the table, or write the folder before its name.\n");
	h->print(io, "SET DECIMAL=DOT.\nGET DATA\n  /TYPE=TXT\n  /FILE=");
	put_quoted(ctx, io, (glane_str){ file, (uint32_t)strlen(file) });
	h->print(io, "\n  /ENCODING='UTF8'\n  /ARRANGEMENT=DELIMITED\n  /DELIMITERS=','\n  /QUALIFIER='\"'\n  /FIRSTCASE=2\n  /VARIABLES=");
	for (uint32_t i = 0; i < n; i++) {
		h->print(io, "%s %.*s ", starts_document(v[i].name) ? "" : "\n   ", GLANE_STR(v[i].name));
		if (v[i].text)
			h->print(io, "A%u", v[i].width ? v[i].width : 1u);
		else
			h->print(io, "F20.0");	/* a point in the file counts for more */
	}
	h->print(io, ".\nVARIABLE LABELS");
	for (uint32_t i = 0; i < n; i++) {
		h->print(io, "%s%.*s ", i ? "\n  /" : " ", GLANE_STR(v[i].name));
		put_quoted(ctx, io, v[i].label);
	}
	h->print(io, ".\n");
	for (uint32_t i = 0; i < n; i++)
		if (v[i].decimals)
			h->print(io, "FORMATS %.*s (F12.%u).\n", GLANE_STR(v[i].name), v[i].decimals);
	h->print(io, "EXECUTE.\n");
}
