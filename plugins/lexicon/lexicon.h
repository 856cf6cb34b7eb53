/* lexicon.h - what users say about words. */
#ifndef LEXICON_H
#define LEXICON_H
#include "analysis/analysis.h"

/* ---- user.c: a user's own lexicon ---- */

enum { WHAT_ADD, WHAT_CHANGE, WHAT_FORBID };
typedef struct {
	glane_str form, lemma, upos;	/* of WHAT_FORBID, lemma and upos "" stand for any */
	uint8_t language, what;		/* language: ANALYSIS_LANGUAGES: both */
	uint32_t line, next;		/* next: of the same form, in the order of the file; GLANE_NONE */
} user_row;
typedef struct {
	uint32_t n, n_slots;
	user_row *row;
	uint32_t *slot;			/* first row of a form, by its hash; GLANE_NONE */
} user_lexicon;

/* In create(). Every row that is wrong is told. Returns GLANE_OK or what fail() returned. */
int user_read(glane_ctx *ctx, const char *path, user_lexicon *out);
/* Is there a row for the form? */
bool user_has(const user_lexicon *u, uint32_t language, glane_str form);
/* What the user's rows make of readings: out has room for USER_ROOM bytes. false: there is no row for the form.
 * `known`: the readings are a dictionary's; those that are only guessed give way to added ones. */
enum { USER_ROOM = 4096 };
bool user_apply(const user_lexicon *u, uint32_t language, glane_str form, glane_str readings, bool known, char *out);
#endif
