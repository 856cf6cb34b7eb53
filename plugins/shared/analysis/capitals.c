/* capitals.c - what capitals say of a word: inside a sentence that it may be a name, elsewhere nothing. */
#include <string.h>
#include "analysis_private.h"

uint32_t analysis_capital(const unsigned char *p, uint32_t n)
{
	if (n && *p >= 'A' && *p <= 'Z')
		return 1;
	if (n > 1 && ((*p == 0xC3 && p[1] >= 0x80 && p[1] <= 0x9E && p[1] != 0x97) || (*p == 0xC5 && p[1] == 0x92)))
		return 2;
	return 0;
}

static uint8_t written(glane_str text, glane_span s)
{
	const unsigned char *p = (const unsigned char *)text.p + s.begin;
	uint32_t n = s.end - s.begin, at = analysis_capital(p, n), letters = 1;
	if (!at)
		return ANALYSIS_SMALL;
	for (uint32_t k; at < n; at += k, letters++) {
		k = analysis_capital(p + at, n - at);
		if (!k && p[at] != '-' && p[at] != '.' && (p[at] < '0' || p[at] > '9'))
			return ANALYSIS_CAPITAL;
		k = k ? k : 1;
	}
	return letters > 1 ? ANALYSIS_CAPITALS : ANALYSIS_CAPITAL;
}

void analysis_capitals(glane_str text, const glane_span *token, uint32_t n, uint8_t *way)
{
	uint32_t loud = 0, words = 0;
	bool fresh = true;
	for (uint32_t i = 0; i < n; i++) {
		if (way[i] >= WAY_NUMBER) {
			/* After a colon, a quotation mark, a dash: as at the beginning. */
			fresh |= way[i] == WAY_PUNCTUATION && !strchr(",;.()[]-'/", text.p[token[i].begin]);
			continue;
		}
		way[i] = written(text, token[i]);
		words += token[i].end - token[i].begin > 1;
		loud += way[i] == ANALYSIS_CAPITALS;
		if (way[i] == ANALYSIS_CAPITAL && fresh)
			way[i] = ANALYSIS_BEGINS;
		fresh = false;
	}
	if (loud < 3 || 2 * loud < words)
		return;
	for (uint32_t i = 0; i < n; i++)
		if (way[i] == ANALYSIS_CAPITAL || way[i] == ANALYSIS_CAPITALS)
			way[i] = ANALYSIS_BEGINS;
}
