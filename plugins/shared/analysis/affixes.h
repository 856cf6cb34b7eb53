/* affixes.h - which forms a hunspell dictionary holds: hunspell can be asked for a form, but can't list them.
 *
 * Formats are those of hunspell(5): affix file and dictionary, here in UTF-8. What the forms are is never taken from here
 * alone: see compiled.c. */
#ifndef AFFIXES_H
#define AFFIXES_H
#include <glane/plugin.h>

#define CURLY "\xE2\x80\x99"		/* the apostrophe ’ */
typedef struct affixes affixes;

/* A form, and how it comes about. */
typedef struct {
	const char *form;
	const char *stem, *data;	/* the word of the dictionary, what stands behind it there ("": nothing) */
	const char *suffix, *flag;	/* by a suffix: what the affix file says of it and its flag; both NULL: as it stands */
	uint32_t order;			/* that of hunspell's lines for one form, ascending; equal ones as they come */
	bool sure;			/* false: with a prefix, two suffixes, or a flag that bears on the form */
} affix_form;

/* NULL: out of memory, or there is something in it that isn't understood here (compounds, aliases…). The text must
 * stay; it is cut up. */
affixes *affixes_read(char *aff);
void affixes_free(affixes *x);
/* Does a prefix end in an apostrophe ("l'", "d'")? Forms with such prefixes are left out. */
bool affixes_elide(const affixes *x);
/* Is ’ taken for ' and is there nothing else said of either (ICONV)? */
bool affixes_curly(const affixes *x);
/* Calls each() for every form of every word of the dictionary: all that hunspell knows, and perhaps some that it
 * doesn't. The text is cut up. false: its words make compounds. */
bool affixes_forms(const affixes *x, char *dic, void (*each)(void *user, const affix_form *f), void *user);
/* Nothing but letters of French and English, hyphens, and apostrophes if they may be; the others are hunspell's affair. */
bool form_of_letters(const char *form, bool apostrophes, bool *capitals);
/* The other way round than form_capital(). */
bool form_small(const char *form, char *out);
#endif
