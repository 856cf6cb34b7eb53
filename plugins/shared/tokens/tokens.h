/* tokens.h - what the tokenizers of all languages share. A language brings a lexer, made by re2c, which cuts a
 * region of the text into pieces; here regions are found (what lies between notes, turn by turn), pieces become
 * rows of the layer token with their forms, and sentences are decided. */
#ifndef TOKENS_H
#define TOKENS_H
#include <glane/plugin.h>

enum { KIND_WORD, KIND_NUMBER, KIND_PUNCTUATION, KIND_SYMBOL, KIND_MARK, N_KINDS };

/* What a piece means for the end of a sentence. */
enum {
	SENSE_PLAIN,
	SENSE_STOP,			/* . */
	SENSE_CRY,			/* ! ? */
	SENSE_ELLIPSIS,
	SENSE_OPEN, SENSE_CLOSE,	/* brackets and quotation marks that have a direction */
	SENSE_QUOTE,			/* " and ', which have none */
	SENSE_DASH,
	SENSE_ABBREVIATION,		/* M. p. — a sentence goes on after it */
	SENSE_ABBREVIATION_END,		/* etc. U.S. — it may go on */
	SENSE_INITIAL,			/* J. */
	SENSE_SMILE			/* :) and emoji stand at the end */
};

/* What lies between a piece and the one before it. */
enum { BEFORE_NOTHING, BEFORE_BLANK, BEFORE_LINE, BEFORE_PARAGRAPH, BEFORE_TURN };

typedef struct {
	uint32_t begin, end;
	uint8_t kind, sense, before;
} piece;

typedef struct {
	const unsigned char *text;	/* of the document; regions end with a NUL put there for the while */
	const unsigned char *at;	/* where to go on */
	const unsigned char *no_address;	/* before this, none begins: see add_address() */
	piece *piece;
	uint32_t n, room;
	uint8_t before;			/* of the next piece */
	bool quoted;			/* a single quotation mark is open (English) */
} scan;

/* Adds pieces from s->at on, up to the NUL, or until fewer than SCAN_SPARE places are left. true: there is
 * more to do. */
typedef bool scanner(scan *s);
enum { SCAN_SPARE = 8, SCAN_BEYOND = 8 };

typedef struct {
	scanner *scan;
	bool cry_ends;			/* ! and ? end a sentence even where a small letter follows */
} tokens_language;

typedef struct { glane_rows turn, note; } tokens_input;
extern const glane_need tokens_needs[];
extern const glane_layer tokens_layers[];
int tokens_process(glane_ctx *ctx, const glane_doc *doc, const tokens_language *l);

/* At least SCAN_SPARE places, and as many after them. */
void scan_room(glane_ctx *ctx, scan *s);

/* code.c: code between backticks or fences, with them. */
typedef struct {
	glane_span at;
	uint32_t signs;			/* at each end of code in a line */
	bool fence;			/* of whole lines */
} code_span;

/* All of the text's, in order; none crosses the edge of a turn. *out is scratch. */
uint32_t code_find(glane_ctx *ctx, const unsigned char *text, uint32_t n, const glane_rows *turn, code_span **out);
/* Adds the pieces of that part of it: the backticks, and what is between them as one symbol; or a symbol a line. */
void code_scan(glane_ctx *ctx, scan *s, const code_span *c, glane_span part);

/* sentences.c: out has room for n; returns how many. */
uint32_t tokens_sentences(const tokens_language *l, const unsigned char *text, const piece *p, uint32_t n,
                          glane_span *out);
#endif
