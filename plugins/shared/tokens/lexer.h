/* lexer.h - for the lexers that re2c makes: how a piece is added. */
#ifndef LEXER_H
#define LEXER_H
#include "tokens/tokens.h"

/* Adds text[begin..end). */
static inline void add_piece(scan *s, const unsigned char *begin, const unsigned char *end, int kind, int sense)
{
	s->piece[s->n++] = (piece){ (uint32_t)(begin - s->text), (uint32_t)(end - s->text), (uint8_t)kind,
	                            (uint8_t)sense, s->before, 0 };
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

/* run_lex.re: the end of the letters and digits, of whatever script, that begin at p, or p if none do; of those and _, for
 * tags; of more such runs with a median point before each. */
const unsigned char *letters_at(const unsigned char *p);
const unsigned char *tag_end(const unsigned char *p);
const unsigned char *medians_at(const unsigned char *p);

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
	unsigned char c = **end, next = c ? (*end)[1] : 0;
	switch (c) {
	case '.':
	case '@':
	case '/':
	case '-':
		if (!address_byte[next])
			return false;
		break;
	case '(':
	case ':':
		if (next != ')' && next != '/' && next != '\\' && !address_byte[next])
			return false;
		break;
	case '_':
	case '\\':
		break;
	default:
		return false;
	}
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

static inline bool digit_ahead(const unsigned char *p)
{
	return *p >= '0' && *p <= '9';
}

static inline const unsigned char *after_blank(const unsigned char *p)
{
	if (*p == ' ')
		p++;
	else if (p[0] == 0xC2 && p[1] == 0xA0)
		p += 2;
	else if (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0xAF)
		p += 3;
	return p;
}

/* A number in digits or Roman capitals, after a blank or none. */
static inline bool number_ahead(const unsigned char *p)
{
	p = after_blank(p);
	if (digit_ahead(p))
		return true;
	const unsigned char *end = p;
	while (*end == 'I' || *end == 'V' || *end == 'X' || *end == 'L' || *end == 'C')
		end++;
	return end > p && !letter_ahead(end) && *end != '\'' && (*p != 'I' || end > p + 1);	/* "No. I said no." */
}

/* The end of the letters (of Latin script) and digits that begin here. */
static inline const unsigned char *word_end(const unsigned char *p)
{
	for (;;) {
		if (digit_ahead(p) || (letter_ahead(p) && *p < 0x80))
			p++;
		else if (*p >= 0xC3 && *p < 0xCA && (*p != 0xC3 || (p[1] != 0x97 && p[1] != 0xB7)))
			p += 2;
		else
			return p;
	}
}

/* The digits' end of a number with letters behind it: 12km, 2,5kg, 30m2. */
static inline const unsigned char *before_unit(const unsigned char *end)
{
	end--;
	while (end[-1] < '0' || end[-1] > '9')
		end--;
	return end;
}

/* Where the character before p begins, and where the one at p ends. */
static inline const unsigned char *before_character(const unsigned char *p)
{
	do
		p--;
	while ((*p & 0xC0) == 0x80);
	return p;
}

static inline const unsigned char *behind_character(const unsigned char *p)
{
	do
		p++;
	while ((*p & 0xC0) == 0x80);
	return p;
}

/* Behind the apostrophe at p, or p: ' and U+2019, U+02BC. */
static inline const unsigned char *behind_apostrophe(const unsigned char *p)
{
	if (*p == '\'')
		return p + 1;
	if (p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0x99)
		return p + 3;
	return p[0] == 0xCA && p[1] == 0xBC ? p + 2 : p;
}

/* Behind the hyphen at p, or p: -, and U+2010, U+2011. */
static inline const unsigned char *behind_hyphen(const unsigned char *p)
{
	if (p[0] == 0xE2 && p[1] == 0x80 && (p[2] & 0xFE) == 0x90)
		return p + 3;
	return *p == '-' ? p + 1 : p;
}

/* Are begin..end, letters and digits, all letters, two at least? */
static inline bool two_letters(const unsigned char *begin, const unsigned char *end)
{
	for (const unsigned char *p = begin; p < end; p++)
		if (*p >= '0' && *p <= '9')
			return false;
	return end > begin && end > behind_character(begin);
}

static inline bool capital_ahead(const unsigned char *p)
{
	return (*p >= 'A' && *p <= 'Z') || (*p == 0xC3 && p[1] >= 0x80 && p[1] <= 0x9E);
}

/* Does a line end here? */
static inline bool line_ends(const unsigned char *p)
{
	while (*p == ' ')
		p++;
	return *p < ' ' && *p != '\t';
}

/* Do the document's sentences begin with small letters? The last stop tells. */
static inline bool small_before(const scan *s)
{
	enum { FAR = 200 };
	for (uint32_t i = s->n; i-- > 1 && s->n - i < FAR; ) {
		const piece *last = &s->piece[i - 1];
		unsigned char c = s->text[s->piece[i].begin];
		if (last->sense == SENSE_STOP || last->sense == SENSE_CRY)
			return c >= 'a' && c <= 'z';
	}
	return false;
}

/* Is the point at p, of an abbreviation that often stands last, the sentence's as well? A capital or nothing follows. */
static inline bool stop_too(const scan *s, const unsigned char *p)
{
	if (*p != '.')
		return false;
	const unsigned char *next = after_blank(p + 1);
	return line_ends(p + 1) || (next > p + 1 && (capital_ahead(next) || (letter_ahead(next) && small_before(s))));
}

/* Is a hyphen open in this sentence that stands for a dash, as in "-comme convenu-"? */
static inline bool dash_open(const scan *s)
{
	enum { FAR = 60 };
	for (uint32_t i = s->n; i-- > 0 && s->n - i < FAR; ) {
		const piece *p = &s->piece[i];
		if (p->sense == SENSE_STOP || p->sense == SENSE_CRY || p->before >= BEFORE_PARAGRAPH)
			return false;
		if (p->sense == SENSE_DASH && p->before <= BEFORE_BLANK)
			return p->before == BEFORE_BLANK &&
			       (i + 1 < s->n ? s->piece[i + 1].before : s->before) == BEFORE_NOTHING;
	}
	return false;
}

/* Is a round bracket open in this line? */
static inline bool bracket_open(const scan *s)
{
	enum { FAR = 60 };
	uint32_t shut = 0;
	for (uint32_t i = s->n; i-- > 0 && s->n - i < FAR; ) {
		unsigned char c = s->text[s->piece[i].begin];
		shut += c == ')';
		if (c == '(' && shut-- == 0)
			return true;
		if (s->piece[i].before >= BEFORE_PARAGRAPH)
			return false;
	}
	return false;
}

/* May begin..end be a smiley? Its letters are no word's, and only :) and the like may touch the word before. */
static inline bool smiles(const scan *s, const unsigned char *begin, const unsigned char *end)
{
	if (word_end(end - 1) > end - 1 && word_end(end) > end)
		return false;
	return stands_free(s, begin) || (end[-1] == ')' && !bracket_open(s));
}

/* Does the word after begin..end, which ends with a hyphen, begin as it does? "mais- mais", "cor- correction" */
static inline bool taken_up(const unsigned char *begin, const unsigned char *end)
{
	size_t n = (size_t)(end - 1 - begin), i = 0;
	const unsigned char *next = end;
	while (*next == ',')
		next++;
	next = after_blank(next);
	while (i < n && next[i] && ((next[i] ^ begin[i]) & ~32) == 0)
		i++;
	return i == n;
}

/* plain.c. The common case, for which the automaton is not needed: words of small letters (and é, à, …), the first of
 * which may be a capital, with what stands behind most: a blank; a comma, semicolon or point and a blank; an apostrophe
 * and a letter. Adds what the automaton would, and returns where to go on: p if there is none. */
typedef struct {
	bool elides;			/* l'homme is two words; otherwise don't is one */
	uint32_t longest;		/* of the abbreviations that end with their only point, bytes without it */
} plain_rules;
const unsigned char *plain_words(scan *s, const unsigned char *p, const plain_rules *rules);
#endif
