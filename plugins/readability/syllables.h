/* syllables.h - how many syllables a word has, by its spelling. Of the two languages neither writes them, so a rule is right for
 * nearly all words and a list for some of the others; tests/syllables.*.txt has words with what is expected. */
#ifndef SYLLABLES_H
#define SYLLABLES_H
#include <glane/plugin.h>

/* form: as token.form, in small letters and NFC. 0 for what has no vowel of its own: "l'", "tv". */
uint32_t syllables_fr(glane_str form);
uint32_t syllables_en(glane_str form);

/* For both: the next part of a word between apostrophes and hyphens, from *at on, as letters without accents in out[PART]. The
 * French ones that change what is counted: é è ê æ as E, ë as 3, ï as I, ü as U, œ as O. false: there is no more. */
enum { PART = 64 };
bool syllables_part(glane_str form, uint32_t *at, char *out);
/* Is it one of the words in the list, which blanks separate and surround? */
bool syllables_listed(const char *list, const char *word);
#endif
