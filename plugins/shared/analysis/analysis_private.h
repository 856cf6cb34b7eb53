/* analysis_private.h - what the two languages share: lists of readings while they are found, tables of words,
 * and what hunspell knows of a form. */
#ifndef ANALYSIS_PRIVATE_H
#define ANALYSIS_PRIVATE_H
#include "analysis/analysis.h"
#include "analysis/compiled.h"

enum { FORM_MOST = 96 };		/* bytes: what is longer is no word of French or English */
enum { READINGS_ROOM = READINGS_MOST * (FORM_MOST + 16) };

/* The readings found so far; `rank` orders them, the smallest first, equal ones as they came. */
typedef struct {
	uint32_t n;
	struct { const char *upos; char lemma[FORM_MOST]; int rank; } reading[READINGS_MOST];
} readings;

/* One line of what hunspell says. */
typedef struct {
	char stem[FORM_MOST];
	const char *parts;		/* the line: " st:être po:v0ei_____a po:ipre po:3sg" */
	bool affixed;			/* English: reached by an affix */
} entry;

/* Words of a table, "form UPOS:lemma|UPOS:lemma": closed classes and what no rule would find. */
typedef struct { const char *form; uint32_t n; const char *readings; } table_word;
typedef struct { uint32_t room; table_word *word; } word_table;

/* English stems that were asked for: which inflections the dictionary has of them. */
typedef struct { char *stem; unsigned what; } known_stem;
typedef struct { uint32_t n, room; known_stem *stem; } known_stems;

struct analysis {
	compiled compiled;
	char *aff, *dic;		/* paths */
	void *dictionary;		/* Hunhandle; NULL: not opened yet */
	void *to_utf8;			/* UConverter of the dictionary's encoding; NULL: UTF-8 */
	uint32_t language;
	word_table words;		/* complete readings of a form */
	word_table irregular;		/* English: "went VERB:go", first of what else there is */
	known_stems stems;
	readings found;
	char text[READINGS_ROOM], part[WORDS_MOST][READINGS_ROOM];
	char small[FORM_MOST];		/* a form that came with capitals */
	char *other;			/* the reading of what is no word */
	size_t other_room;
};

void readings_add(readings *r, const char *upos, const char *lemma, size_t n, int rank);
/* Adds what a table says, from `rank` on. */
void readings_add_text(readings *r, const char *text, int rank);

bool table_open(word_table *t, const char *const *line, uint32_t n);
const char *table_find(const word_table *t, const char *form, size_t n);

/* hunspell's lines of a form in UTF-8. each() returns false to stop. */
void dictionary_lines(analysis *a, const char *form, void (*each)(analysis *a, const entry *e, void *user), void *user);
/* "paris" as "Paris" and as "PARIS". false: nothing to change. */
bool form_capital(const char *form, bool all, char *out);
/* The same with the parts of a compound: "Jean-Christophe". */
bool form_name(const char *form, bool all, char *out);
bool form_first_capital(const char *s);
bool form_all_capitals(const char *s);
/* Is the lemma there already, all in capitals? */
bool readings_have_capitals(const readings *r, const char *lemma);
bool ends_with(const char *s, const char *end);

/* further.c: found, and behind it what else the form may be. room: READINGS_ROOM bytes for all of them. */
glane_str further_readings(const analysis *a, glane_str form, uint8_t way, bool known, glane_str found, char *room);

/* spelling.c: the readings of the word that is meant, if `look` finds it in another spelling. */
/* A false start: "mais- mais", "cor- correct". begun(): the readings of the word that stands there whole, true; or X. */
bool spelling_broken_off(const char *form);
bool spelling_begun(analysis *a, const char *form, bool (*look)(analysis *a, const char *form));
bool spelling_stretched(analysis *a, const char *form, bool (*look)(analysis *a, const char *form));
bool spelling_accents(analysis *a, const char *form, bool first, bool (*look)(analysis *a, const char *form));
bool spelling_slips(analysis *a, const char *form, bool (*look)(analysis *a, const char *form));
bool spelling_british(analysis *a, const char *form, bool (*look)(analysis *a, const char *form));

/* signs.c: the one word of a token that is none: its readings. */
analysed sign_readings(analysis *a, glane_str form, uint8_t way);

/* Each finds the readings of a form in a->found, true: they come from a dictionary or table. */
bool french_readings(analysis *a, const char *form, int capital);
bool english_readings(analysis *a, const char *form, int capital);
extern const char *const french_words[], *const english_words[], *const english_irregular[];
extern const uint32_t french_words_n, english_words_n, english_irregular_n;
#endif
