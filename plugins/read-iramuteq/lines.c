/* lines.c - the lines of a corpus of IRaMuTeQ. */
#include <string.h>
#include "lines.h"

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

static glane_str trimmed(const char *p, size_t n)
{
	while (n && blank(*p)) {
		p++;
		n--;
	}
	while (n && (blank(p[n - 1]) || p[n - 1] == '\n'))
		n--;
	return (glane_str){ p, (uint32_t)n };
}

/* Bytes of the stars, or of four digits and more before a star, that begin a text; 0: it is no such line. */
static uint32_t marked(glane_str line)
{
	uint32_t n = 0;
	if (line.n >= 4 && !memcmp(line.p, "****", 4)) {
		for (n = 4; n < line.n && line.p[n] == '*' && n + 1 < line.n && (line.p[n + 1] == '*' || blank(line.p[n + 1])); )
			n++;
		return n;
	}
	while (n < line.n && line.p[n] >= '0' && line.p[n] <= '9')
		n++;
	if (n < 4)
		return 0;
	for (uint32_t i = n; i < line.n; i++)
		if (!blank(line.p[i]))
			return i > n && line.p[i] == '*' ? n : 0;
	return 0;
}

int line_kind(const char *p, size_t n)
{
	glane_str line = trimmed(p, n);
	if (marked(line))
		return LINE_STARS;
	return line_theme(p, n).n ? LINE_THEME : LINE_TEXT;
}

glane_str line_theme(const char *p, size_t n)
{
	glane_str line = trimmed(p, n);
	if (line.n < 3 || line.p[0] != '-' || line.p[1] != '*')
		return (glane_str){ "", 0 };
	line = trimmed(line.p + 2, line.n - 2);
	for (uint32_t i = 0; i < line.n; i++)
		if (blank(line.p[i]))
			return (glane_str){ "", 0 };
	return line;
}

glane_str line_variables(const char *p, size_t n)
{
	glane_str line = trimmed(p, n);
	uint32_t mark = marked(line);
	return (glane_str){ line.p + mark, line.n - mark };
}

bool line_next(glane_str *rest, line_variable *out, glane_str *stray)
{
	const char *p = rest->p, *end = rest->p + rest->n, *star = p;
	/* A star begins a variable only after a blank or another star: rock*n*roll is a modality. */
	while (star < end && !(*star == '*' && (star == p || blank(star[-1]))))
		star++;
	*stray = trimmed(p, (size_t)(star - p));
	if (star == end) {
		*rest = (glane_str){ end, 0 };
		return false;
	}
	while (star < end && *star == '*')
		star++;
	const char *next = star;
	while (next < end && !(*next == '*' && blank(next[-1])))
		next++;
	glane_str whole = trimmed(star, (size_t)(next - star));
	const char *low = memchr(whole.p, '_', whole.n);
	*rest = (glane_str){ next, (uint32_t)(end - next) };
	*out = (line_variable){ whole, { "", 0 }, false };
	if (low && low > whole.p) {
		out->name.n = (uint32_t)(low - whole.p);
		out->value = trimmed(low + 1, whole.n - out->name.n - 1);
	}
	for (uint32_t i = 0; i < whole.n; i++)
		out->spaces |= blank(whole.p[i]);
	return true;
}
