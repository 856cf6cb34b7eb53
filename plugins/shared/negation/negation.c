/* negation.c - what both languages share. */
#include "negation/negation_words.h"

int negation_class(const negation_word *list, uint32_t n, glane_str form)
{
	uint32_t low = 0, high = n;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		const char *word = list[middle].word;
		int order = strncmp(word, form.p, form.n);
		if (!order && word[form.n])
			order = 1;
		if (!order)
			return list[middle].what;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return 0;
}

bool negation_parts(const negation_sentence *s, uint32_t i, bool comma)
{
	static const char *const marks[] = { ".", "!", "?", ";", ":", "(", ")", "[", "]", "\"", "«", "»", "“", "”", "…",
		"—", "–" };
	glane_str f = s->form[i];
	if (s->word[i] || !f.n)
		return false;
	if (f.p[0] == ',')
		return comma;
	for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
		if (begins(f, marks[k]))
			return true;
	return false;
}

void negation_find(uint32_t language, const negation_sentence *s, negation *out)
{
	for (uint32_t i = 0; i < s->n; i++)
		out[i] = (negation){ NEGATION_NONE, 0, GLANE_NONE };
	if (language == NEGATION_FR)
		negation_french(s, out);
	else
		negation_english(s, out);
}
