/* lexer.h - for the lexers that re2c makes: how a piece is added. */
#ifndef LEXER_H
#define LEXER_H
#include "tokens/tokens.h"

/* Adds text[begin..end). */
static inline void add_piece(scan *s, const unsigned char *begin, const unsigned char *end, int kind, int sense)
{
	s->piece[s->n++] = (piece){ (uint32_t)(begin - s->text), (uint32_t)(end - s->text), (uint8_t)kind,
	                            (uint8_t)sense, s->before };
	s->before = BEFORE_NOTHING;
}

static inline void add_blank(scan *s, int what)
{
	if (s->before < what)
		s->before = (uint8_t)what;
}

/* The last byte c in begin..end, or end. */
static inline const unsigned char *last_of(const unsigned char *begin, const unsigned char *end, unsigned char c)
{
	const unsigned char *p = end;
	while (p > begin && p[-1] != c)
		p--;
	return p > begin ? p - 1 : end;
}

static inline const unsigned char *after_digits(const unsigned char *p)
{
	while (*p >= '0' && *p <= '9')
		p++;
	return p;
}

/* A line end: the second one makes a paragraph. */
static inline void add_line(scan *s)
{
	add_blank(s, s->before == BEFORE_LINE ? BEFORE_PARAGRAPH : BEFORE_LINE);
}

/* Is begin the start of the text or after a blank? Smileys are only there: "voir:(suite)" has none. */
static inline bool stands_free(const scan *s, const unsigned char *begin)
{
	return begin == s->text || begin[-1] <= ' ' || (s->n == 0 || s->before != BEFORE_NOTHING);
}

/* address_lex.re: the end of the address, path or code that begins here, or NULL. */
const unsigned char *address_end(const unsigned char *begin);
extern const bool address_byte[256];

/* Where the letters and digits end that begin here (any byte of UTF-8 beyond ASCII is taken for one). */
static inline const unsigned char *run_end(const unsigned char *p)
{
	while ((*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z') || *p >= 0x80)
		p++;
	return p;
}

/* The end of the address that begins at `begin` and goes beyond `end`, or NULL. What was looked at in vain is not
 * looked at again: "a.a.a.a…" must not take the square of its length. */
static inline const unsigned char *find_address(scan *s, const unsigned char *begin, const unsigned char *end)
{
	if (begin < s->no_address)
		return NULL;
	const unsigned char *to = address_end(begin);
	if (to && to > end)
		return to;
	for (to = end; address_byte[*to]; )
		to++;
	s->no_address = to;
	return NULL;
}

/* Adds the address that begins with the word begin..*end, if one does. *end: where to go on. */
static inline bool add_address(scan *s, const unsigned char *begin, const unsigned char **end)
{
	unsigned char c = **end;
	if (c != '.' && c != '@' && c != '/' && c != '_' && c != ':' && c != '(' && c != '\\')
		return false;
	const unsigned char *to = find_address(s, begin, *end);
	if (!to)
		return false;
	*end = to;
	add_piece(s, begin, to, KIND_SYMBOL, SENSE_PLAIN);
	return true;
}

/* Letters and what begins like one: enough to look one byte ahead. */
static inline bool letter_ahead(const unsigned char *p)
{
	return (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= 0xC3 && *p < 0xE2);
}

static inline bool number_ahead(const unsigned char *p)
{
	if (*p == ' ')
		p++;
	else if (p[0] == 0xC2 && p[1] == 0xA0)
		p += 2;
	else if (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0xAF)
		p += 3;
	return *p >= '0' && *p <= '9';
}
#endif
