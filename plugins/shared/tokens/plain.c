/* plain.c - the common case, for which no automaton is needed: words of small letters with a blank behind them. */
#include "tokens/lexer.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Of 64 bytes, a bit a byte, the first one lowest: what is no letter from a to z nor a byte of one from À to ÿ. The text is
 * UTF-8: after C3 comes one byte from 80 to BF, of which 97 and B7 make × and ÷; every other character stops at its first
 * byte. Where words end is what a processor cannot guess, so that looking at one byte after the other costs more. */
#ifdef __SSE2__
static inline uint64_t stops_of_16(const unsigned char *p)
{
	const __m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);
	/* Bytes are compared as signed: what is less than -128 + 26 after 'a' has become -128 is a to z. */
	__m128i a_to_z = _mm_cmplt_epi8(_mm_sub_epi8(x, _mm_set1_epi8((char)('a' - 128))), _mm_set1_epi8(26 - 128));
	__m128i is_97 = _mm_cmpeq_epi8(_mm_and_si128(x, _mm_set1_epi8((char)0xDF)), _mm_set1_epi8((char)0x97));
	__m128i follows = _mm_andnot_si128(is_97, _mm_cmplt_epi8(x, _mm_set1_epi8((char)0xC0)));
	__m128i is_c3 = _mm_cmpeq_epi8(x, _mm_set1_epi8((char)0xC3));
	return 0xFFFFu ^ (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a_to_z, follows), is_c3));
}

static uint64_t stops_of(const unsigned char *p)
{
	return stops_of_16(p) | stops_of_16(p + 16) << 16 | stops_of_16(p + 32) << 32 | stops_of_16(p + 48) << 48;
}
#else
static const uint64_t each = 0x0101010101010101u, top = 0x8080808080808080u;

/* Of 8 bytes, by the top bit of each. */
static inline uint64_t stops_of_8(uint64_t x)
{
	uint64_t low = x & ~top;
	uint64_t a_to_z = (low + (0x80 - 'a') * each) & ~(low + (0x80 - 'z' - 1) * each) & ~x;
	uint64_t is_97 = ~(((low & ~(0x20 * each)) ^ 0x17 * each) + 0x7F * each);
	uint64_t is_c3 = ~((low ^ 0x43 * each) + 0x7F * each);
	uint64_t follows = x & ~(x << 1) & ~is_97;
	return ~(a_to_z | follows | (x & is_c3)) & top;
}

static uint64_t stops_of(const unsigned char *p)
{
	uint64_t all = 0;
	for (int i = 0; i < 8; i++)
		all |= (stops_of_8(eight_bytes(p + 8 * i)) >> 7) * 0x0102040810204080u >> 56 << 8 * i;
	return all;
}
#endif

/* The stops of the 64 bytes from `from` on. */
typedef struct { const unsigned char *from; uint64_t stops; } window;

/* The first stop from p on; p if there is none for 64 bytes. */
static inline const unsigned char *stop_from(window *w, const unsigned char *p)
{
	size_t at = (size_t)((uintptr_t)p - (uintptr_t)w->from);
	if (at > 63 || !(w->stops >> at)) {
		*w = (window){ p, stops_of(p) };
		at = 0;
		if (!w->stops)
			return p;
	}
	return w->from + at + __builtin_ctzll(w->stops >> at);
}

/* Is begin..p, behind which an apostrophe stands, a word without its last letter, before the word at next? Those that
 * keep theirs inside, l'on, c'est-à-dire, t'il, m'sieur, are left to the automaton, with some others that begin alike. */
static inline bool elided(const unsigned char *begin, const unsigned char *p, const unsigned char *next)
{
	static const bool vowel[256] = { ['a'] = 1, ['e'] = 1, ['h'] = 1, ['i'] = 1, ['o'] = 1, ['u'] = 1, ['y'] = 1, [0xC3] = 1 };
	if (!vowel[*next])
		return false;
	if (p - begin == 2)
		return (*begin | 32) == 'q' && begin[1] == 'u';
	if (p - begin != 1)
		return false;
	switch (*begin | 32) {
	case 'c':
		return next[0] != 'e' || next[1] != 's' || next[2] != 't' || next[3] != '-';
	case 'l':
		return next[0] != 'o' || next[1] != 'n';
	case 'd':
	case 'j':
	case 'm':
	case 'n':
	case 's':
		return true;
	default:
		return false;
	}
}

/* May end a word or the sign behind it: blanks and ends of lines of most texts. */
static inline bool blank_at(const unsigned char *p)
{
	return *p == ' ' || *p == '\n' || *p == '\r';
}

const unsigned char *plain_words(scan *s, const unsigned char *p, const plain_rules *rules)
{
	window w = { s->window, s->stops };
	piece *to = s->piece + s->n, *end = s->piece + s->room - SCAN_SPARE;
	uint8_t before = s->before;
	while (to < end) {
		const unsigned char *begin = p, *stop = stop_from(&w, p), *next;
		if (stop == p && *p >= 'A' && *p <= 'Z')
			stop = stop_from(&w, p + 1);
		uint32_t at = (uint32_t)(begin - s->text), size = (uint32_t)(stop - begin);
		if (size == 0)
			break;
		/* One of these is written in vain, if the word is not plain. */
		to[0] = (piece){ at, at + size, KIND_WORD, SENSE_PLAIN, before, 0 };
		if (*stop == ' ') {
			to++;
			before = BEFORE_BLANK;
			p = stop + 1;
			continue;
		}
		if ((next = behind_apostrophe(stop)) > stop) {
			if (rules->elides) {
				if (!elided(begin, stop, next))
					break;
				to++->end = (uint32_t)(next - s->text);
				before = BEFORE_NOTHING;
				p = next;
				continue;
			}
			stop = stop_from(&w, next);
			if (stop == next)
				break;
			to->end = (uint32_t)(stop - s->text);
		}
		bool ends = *stop == '.' && (size_t)(stop - begin) > rules->longest, sign = ends || *stop == ',' || *stop == ';';
		if (!blank_at(stop + sign))
			break;
		to++;
		before = BEFORE_NOTHING;
		p = stop;
		if (sign) {
			at = to[-1].end;
			*to++ = (piece){ at, at + 1, KIND_PUNCTUATION, ends ? SENSE_STOP : SENSE_PLAIN, before, 0 };
			p++;
		}
		if (*p == '\r')
			break;
		before = *p == ' ' ? BEFORE_BLANK : BEFORE_LINE;
		p++;
	}
	s->n = (uint32_t)(to - s->piece);
	s->before = before;
	s->window = w.from;
	s->stops = w.stops;
	return p;
}
