/* syllables.c - words as letters, for the counters of both languages. */
#include <string.h>
#include "syllables.h"

/* U+00C0 … U+00FF in small letters; ' ': no letter of these languages. */
static char latin(unsigned char second)
{
	static const char map[] = "aaaaaaEcEEE3iiiI nooooo ouuuUy y";
	return second >= 0xa0 && second <= 0xbf ? map[second - 0xa0] : ' ';
}

/* One letter of at most two bytes; 0: none that matters. *n: its bytes. */
static char letter(glane_str form, uint32_t at, uint32_t *n)
{
	unsigned char c = (unsigned char)form.p[at], next = at + 1 < form.n ? (unsigned char)form.p[at + 1] : 0;
	*n = 1;
	if (c >= 'a' && c <= 'z')
		return (char)c;
	if (c < 0xc0)
		return 0;
	*n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	if (c == 0xc3 && latin(next) != ' ')
		return latin(next);
	return c == 0xc5 && next == 0x93 ? 'O' : 0;
}

bool syllables_part(glane_str form, uint32_t *at, char *out)
{
	uint32_t n = 0, size;
	while (*at < form.n && !letter(form, *at, &size))
		*at += size;
	for (char c; *at < form.n && n + 1 < PART && (c = letter(form, *at, &size)) != 0; *at += size)
		out[n++] = c;
	out[n] = '\0';
	return n > 0;
}

bool syllables_listed(const char *list, const char *word)
{
	size_t n = strlen(word);
	for (const char *p = list; (p = strstr(p, word)) != NULL; p++)
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return true;
	return false;
}
