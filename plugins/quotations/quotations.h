/* quotations.h - what the files of this plugin share. A document is cut once into pieces (words, numbers, signs);
 * marks are paired on them, quotations are sorted and attributed by the words around, each in one pass. */
#ifndef QUOTATIONS_H
#define QUOTATIONS_H
#include <glane/plugin.h>

/* ---- Words ------------------------------------------------------------------------------------- */

/* What a word may be; see data/words.fr.txt. */
enum {
	SPEECH = 1 << 0, SPEECH_INFINITIVE = 1 << 1, SUBJECT = 1 << 2, THIRD = 1 << 3, CLITIC = 1 << 4,
	AUXILIARY = 1 << 5, DETERMINER = 1 << 6, NOUN_MARKER = 1 << 7, DEMONSTRATIVE = 1 << 8, PREPOSITION = 1 << 9,
	CONJUNCTION = 1 << 10, LIKE = 1 << 11, COPULA = 1 << 12, DEGREE = 1 << 13, MENTION = 1 << 14, TITLE = 1 << 15,
	SOURCE = 1 << 16, VERB = 1 << 17, PERSON = 1 << 18, ELISION = 1 << 19, NOT_ATTRIBUTION = 1 << 20,
	NOT_LABEL = 1 << 21,
	SPEECH_PARTICIPLE = 1 << 23,	/* "expliqué": speech behind an auxiliary, otherwise a word like others */
	REPORT = 1 << 24, REPORT_PARTICIPLE = 1 << 25, COMPLEMENT = 1 << 26, REPLY = 1 << 27, CONTRAST = 1 << 28,
	QUOTATIVE = 1 << 29, POSSESSIVE = 1 << 30,
	BETWEEN = 1 << 22, GRAMMAR = ((1 << 24) - 1) & ~BETWEEN
};
enum { FRENCH, ENGLISH, LANGUAGES, EITHER = LANGUAGES };	/* EITHER: the document's is not known */

typedef struct lexicon lexicon;
/* In create(): reads a file of classes. */
lexicon *lexicon_new(glane_ctx *ctx);
int lexicon_read(glane_ctx *ctx, lexicon *l, int language, const char *path);
/* Classes of a form; 0 for an unknown one. */
uint32_t lexicon_classes(const lexicon *l, int language, const char *form, uint32_t n);
/* Adds the forms of a French verb in -er to `each`; for tests as well. */
void conjugate_er(const char *infinitive, void (*each)(void *, const char *form), void *to);
void conjugate_en(const char *infinitive, void (*each)(void *, const char *form), void *to);

/* ---- Pieces ------------------------------------------------------------------------------------ */

enum { WORD, NUMBER, SIGN };
typedef struct {
	uint32_t begin, end;		/* bytes */
	uint32_t place;			/* code points before it */
	uint32_t classes;
	uint32_t form;			/* of words: offset in pieces.forms */
	uint32_t sign;			/* of signs: the code point */
	uint32_t paragraph_end;		/* the first piece of the next paragraph */
	uint16_t form_n;
	uint8_t kind, breaks;		/* breaks: line ends before it, at most 255 */
	bool capital, blank;		/* blank: white space or a line end before it */
	bool hyphen;			/* glued to the word before by a hyphen: the "il" of "dit-il" */
	bool hard;			/* begins a paragraph */
} piece;

typedef struct {
	glane_ctx *ctx;
	glane_str text;
	int language;
	uint32_t n, room;
	piece *piece;
	char *forms;
	uint32_t n_forms, room_forms;
	bool wrapped;			/* lines are cut at one width, as in a text from a PDF */
	uint32_t width;			/* that width in bytes */
} pieces;

void pieces_cut(pieces *p, glane_ctx *ctx, glane_str text, int language, const lexicon *l);
/* The text from the beginning of piece `first` to the end of the one before `last`. */
glane_span pieces_span(const pieces *p, uint32_t first, uint32_t last);
static inline bool is_sign(const piece *p, uint32_t sign) { return p->kind == SIGN && p->sign == sign; }
static inline bool is_word(const piece *p, uint32_t classes) { return p->kind == WORD && (p->classes & classes); }
/* Is piece i a form of a verb of speech; a participle only behind an auxiliary ("a expliqué")? */
bool speaks(const pieces *p, uint32_t i);
bool sign_dash(uint32_t sign);			/* - – — ― */
bool sign_opens(uint32_t sign);			/* a mark that can open a quotation */
bool sign_marks(uint32_t sign);			/* any quotation mark */
bool sign_ends(uint32_t sign);			/* . ? ! … */
/* The first piece of the sentence that holds what stands before piece i, at most `most` pieces back. */
uint32_t sentence_begin(const pieces *p, uint32_t i, uint32_t most);

/* ---- Quotations -------------------------------------------------------------------------------- */

enum { VERBATIM, TERM, SCARE_QUOTE, TITLE_QUOTE, REPORTED, KINDS };
enum {
	NESTED = 1 << 0, UNCLOSED = 1 << 1, MISMATCHED = 1 << 2, DIALOGUE = 1 << 3, INCISE = 1 << 4,
	SPEECH_BEFORE = 1 << 5, SPEECH_AFTER = 1 << 6, COLON = 1 << 7, LABELLED = 1 << 8, IN_PARENTHESES = 1 << 9,
	AFTER_DASH = 1 << 10, ACCORDING = 1 << 11, REPEATED = 1 << 12,
	RUNNING = 1 << 13,		/* over paragraphs that each begin with its mark: a letter, a tale */
	PRONOUN = 1 << 14,		/* attributed to what a pronoun stands for */
	UNMARKED = 1 << 15,		/* reported in the words that were said: "elle me dit : …" */
	PASSIVE = 1 << 16		/* "I was told that" */
};

typedef struct {
	uint32_t open, close;		/* pieces: the opening mark or dash, and the one after the last; close is the mark */
	uint32_t first, last;		/* pieces said: first .. last - 1 */
	uint32_t flags, kind, parent;	/* parent: GLANE_NONE, or the quotation that holds this one */
	uint32_t repeats;		/* GLANE_NONE, or the quotation that this one is, or is a fragment of */
	glane_span span;		/* what is said, without marks and white space around */
	glane_span attribution;		/* 0..0: none */
	uint32_t verb;			/* the piece of a verb of speech, or GLANE_NONE */
} quotation;

/* A remark of the narrator inside a quotation: ", dit-il," */
typedef struct { glane_span span; uint32_t open; } incise;	/* open: of its quotation */

typedef struct { bool straight, single; int dashes; uint32_t longest; bool reported; } mark_options;
enum { DASHES_AUTO, DASHES_YES, DASHES_NO };

typedef struct {
	pieces p;
	mark_options options;
	uint32_t n, room, n_incises, room_incises;
	quotation *q;
	incise *incise;
} work;

/* marks.c: pairs marks, in order of begin, the longer first. */
void marks_find(work *w);
/* That order, and which quotation holds which: again, when others were added. */
void quotations_nest(work *w);
quotation *quotation_add(work *w, uint32_t open, uint32_t close, uint32_t flags);
/* dialogue.c: lines that begin with a dash. Are they speech in this document? */
enum { AT_LINE = 1, INSIDE };		/* a dash that begins a line, or one in a text without lines */
bool dialogue_lines(const work *w, uint8_t *begins);	/* begins[i]: piece i is the dash of what is said */
void dialogue_find(work *w, const uint8_t *begins);
/* incise.c: is the sentence that begins at piece i told rather than said: in the past, of others, without a question? */
bool told(const pieces *p, uint32_t i, uint32_t end);
/* Does this look like a French verb of a narrative? */
bool past(const pieces *p, const piece *a);
/* Behind a verb of speech at i - 1: where its subject may begin, behind "en riant", "tout à coup", "à sa voisine". */
uint32_t behind_manner(const pieces *p, uint32_t i, uint32_t end);
/* Cuts the narrator's words out; the quotation's span loses those at its end. */
void incises_find(work *w);
/* subjects.c: is piece i this word, one of these (NULL ends them), one that ends so? No piece beyond the last is. */
bool has_form(const pieces *p, uint32_t i, const char *form);
bool has_form_of(const pieces *p, uint32_t i, const char *const *forms);
bool form_ends(const pieces *p, uint32_t i, const char *end);
/* A verb's subject behind what stands between ("mon chef m'a toujours dit": "mon chef"), not before `begin`;
 * *pronoun: it is one. */
bool subject_near(const pieces *p, uint32_t begin, uint32_t verb, uint32_t *first, uint32_t *last, bool *pronoun);
/* The first noun or name of a sentence, if it is the subject of the verb farther on: "Jules, qui l'avait vu, cria". */
bool sentence_subject(const pieces *p, uint32_t begin, uint32_t verb, uint32_t *first, uint32_t *last);
/* "nous", "vous" before a verb that is not theirs: "nous dit Jeanne". */
bool object_pronoun(const pieces *p, uint32_t i);
/* The person that a pronoun of the third person stands for, as the subject of a clause before it in its paragraph. */
bool antecedent(const pieces *p, uint32_t pronoun, uint32_t *first, uint32_t *last);
/* reported.c: clauses that report what somebody said, without marks; with all that is said of them. */
void reported_find(work *w);
/* attribution.c: who said it, as written; flags of how. */
void attributions_find(work *w);
/* kinds.c */
void kinds_find(work *w);

/* parse.c: what an attribution says. */
typedef struct vocabulary vocabulary;
int vocabulary_read(glane_ctx *ctx, const char *path, const lexicon *words, vocabulary **out);
typedef struct { glane_str role, organisation, profile; bool known; } described;	/* known: has a profile, size or structure */
/* `text` has single blanks; strings live in `life`. named: a sentence's subject ("un directeur artistique"), so that
 * the article goes and a name is no role. */
described attribution_parse(glane_ctx *ctx, int life, const vocabulary *v, glane_str text, bool named);
/* The profile that a single word names, or "". */
glane_str vocabulary_profile(const vocabulary *v, const char *word, uint32_t n);
/* White space folded to single blanks. */
glane_str folded(glane_ctx *ctx, int life, glane_str text);

/* ---- Needs and tables -------------------------------------------------------------------------- */

typedef struct {
	glane_str lang;
	glane_scope verbatim;		/* in report(): the rows that count, of this stage and others */
	const glane_sym *kind, *attribution, *role, *organisation, *profile, *attributed;
} input;
/* tables.c */
extern const glane_table quotations_tables[];
int quotations_report(glane_ctx *ctx);

#endif
