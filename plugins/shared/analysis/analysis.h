/* analysis.h - the readings of a form: which words it may be, each with lemma and part of speech.
 *
 * French and English come from hunspell's dictionaries, English irregular forms from a table of glane's own.
 * Readings are written "VERB:suivre|AUX:être": upos:lemma, the likelier first, each once. Parts of speech are
 * those of Universal Dependencies; X where the dictionary says none. */
#ifndef ANALYSIS_H
#define ANALYSIS_H
#include <glane/plugin.h>

enum { ANALYSIS_FR, ANALYSIS_EN, ANALYSIS_LANGUAGES };

/* How a form's readings were found. */
enum {
	ANALYSIS_KNOWN,			/* in a dictionary or table */
	ANALYSIS_GUESSED		/* in none: guessed from its shape ("désintermédiation") */
};

/* How a form is written: with a capital inside a sentence, all in capitals (IT); with one that says nothing: where
 * sentences begin, and in those that are all in capitals. analysis_readings() takes the last for small letters. */
enum { ANALYSIS_SMALL, ANALYSIS_CAPITAL, ANALYSIS_CAPITALS, ANALYSIS_BEGINS };

typedef struct analysis analysis;

/* "fr" or "en"; ANALYSIS_LANGUAGES: neither. */
static inline uint32_t analysis_language(const char *name, uint32_t n)
{
	bool whole = n == 2 || (n > 2 && (name[2] == '-' || name[2] == '_'));
	bool fr = whole && name[0] == 'f' && name[1] == 'r', en = whole && name[0] == 'e' && name[1] == 'n';
	return fr ? ANALYSIS_FR : en ? ANALYSIS_EN : ANALYSIS_LANGUAGES;
}

/* In create(): opens the dictionary of a language. `dictionary`: path of a .dic file, its .aff beside it;
 * "": the system's. `option` is named in messages. Returns GLANE_OK or what fail() returned (no dictionary
 * there: the message says which package brings it). Free with analysis_close(), in destroy(). */
int analysis_open(glane_ctx *ctx, uint32_t language, const char *dictionary, const char *option, analysis **out);
void analysis_close(analysis *a);
/* Is the system's dictionary of a language there? A plugin opens it in create() if so, and otherwise says in
 * process(), at the first document of that language, that it is missing. */
bool analysis_there(uint32_t language);
int analysis_missing(glane_ctx *ctx, uint32_t language, const char *option);
/* The readings of a form in small letters with ' for ’ (token.form), "" for what isn't a word. The text stays until
 * the next call. */
glane_str analysis_readings(analysis *a, glane_str form, int capital, int *how);

/* ---- Words below tokens: words.c ---- */

enum { WORDS_MOST = 4 };
/* Part of a token; readings NULL: those of its form. Texts are constants or point into the form. */
typedef struct { glane_str form; const char *readings; } word_part;
/* Cuts a token's form into its words ("du": de, le; "don't": do, n't); returns how many, at least one. */
uint32_t analysis_parts(uint32_t language, glane_str form, word_part out[WORDS_MOST]);

/* What kind of token it is, and how a word is written: beyond the four above, what is no word. WAY_WHOLE: a word that
 * isn't cut: French "des" and "du" where they are articles, what users have a row for in their lexicon. WAY_CUT: "its"
 * that was typed for "it's". */
enum { WAY_NUMBER = ANALYSIS_BEGINS + 1, WAY_PUNCTUATION, WAY_SYMBOL, WAY_MARK, WAY_WHOLE, WAY_CUT };

typedef struct { glane_str upos, lemma; } reading;

/* The words of a token, with their readings, as the layer `word` has them; returns how many. The texts stay until the
 * next call. readings: behind those of analysis_readings() what else it may be (further.c). first: the likelier
 * reading, also where there is none as text. known: a dictionary or table has it, or it is no word. from, to: the
 * bytes of the token's form that the word is; all of them where words overlap ("du"). The form is in small letters, or
 * as it is written where there are capitals inside: names keep these ("McNamara"). */
typedef struct { glane_str form, readings; reading first; bool known; uint32_t from, to; } analysed;
uint32_t analysis_token(analysis *a, glane_str form, uint8_t way, analysed out[WORDS_MOST]);

/* ---- Capitals: capitals.c ---- */

/* Bytes of the capital at p, or 0: A to Z, À to Þ, Œ. */
uint32_t analysis_capital(const unsigned char *p, uint32_t n);
/* One sentence's tokens, as they stand in the text. way[] holds ANALYSIS_SMALL for words and their WAY_… for others,
 * and becomes what analysis_token() is to be asked with: at the beginning of a sentence or quotation a capital says
 * nothing; nor do capitals in a sentence that is all in capitals. */
void analysis_capitals(glane_str text, const glane_span *token, uint32_t n, uint8_t *way);

/* ---- Readings as text ---- */

/* Cuts readings into at most `most`; returns how many. */
uint32_t readings_cut(glane_str readings, reading *out, uint32_t most);
enum { READINGS_MOST = 16 };		/* what is behind them isn't looked at */
#endif
