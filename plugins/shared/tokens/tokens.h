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

/* What a piece may be at the beginning of a sentence. */
enum {
	LOOK_OTHER,			/* punctuation, symbols */
	LOOK_SMALL, LOOK_CAPITAL,	/* a word, by its first letter */
	LOOK_CASELESS,			/* a word that begins otherwise, a number, a placeholder */
	LOOK_COMMA
};

typedef struct {
	uint32_t begin, end;
	uint8_t kind, sense, before;
	uint8_t look;			/* not the lexer's to say */
} piece;

typedef struct {
	const unsigned char *text;	/* of the document; regions end with a NUL put there for the while, and SCAN_BEYOND
					   bytes behind the last one can be read */
	const unsigned char *at;	/* where to go on */
	const unsigned char *no_address;	/* before this, none begins: see add_address() */
	piece *piece;
	uint32_t n, room;
	uint8_t before;			/* of the next piece */
	bool quoted;			/* a single quotation mark is open (English) */
	const unsigned char *window;	/* plain.c: 64 bytes of the region, NULL for none yet, and which of them stop words */
	uint64_t stops;
} scan;

/* Adds pieces from s->at on, up to the NUL, or until fewer than SCAN_SPARE places are left. true: there is
 * more to do. */
typedef bool scanner(scan *s);
enum { SCAN_SPARE = 8, SCAN_BEYOND = 64 };

typedef struct {
	const char *model;		/* the kind of its sentence model: "sentences fr" */
	scanner *scan;
	bool cry_ends;			/* ! and ? may end a sentence even where a small letter follows */
} tokens_language;

/* What a worker keeps: rooms that the next document uses again, and the forms and looks of pieces that it has met,
 * found by their bytes and kind: most words of a text are some thousand ones. */
typedef struct { uint64_t first, last; glane_sym form; uint8_t look; } met_word;
typedef struct {
	unsigned char *text;
	piece *piece;
	glane_span *sentence;
	size_t text_room;
	uint32_t piece_room, sentence_room;
	met_word *met;
} tokens_worker;

/* Parts of the descriptor, the same for all languages but for the file of the model. */
typedef struct { const char *sentences, *notice; const char *const *files; } tokens_config;
typedef struct { glane_rows turn, note; } tokens_input;
typedef struct sentence_model sentence_model;
typedef struct { sentence_model *model; } tokens_self;
#define TOKENS_OPTIONS(file) { \
	GLANE_OPT_PATH(tokens_config, sentences, "sentences", file, \
		"The model that decides where sentences end; \"\": rules alone"), \
	GLANE_OPT_FILES(tokens_config, files, "files", "", \
		"For `glane train`: treebanks in the format CoNLL-U"), \
	GLANE_OPT_TEXT(tokens_config, notice, "notice", "", \
		"For `glane train`: licence and source of the treebanks, as it is to stand in the model"), \
	GLANE_LAST }
extern const glane_need tokens_needs[];
extern const glane_layer tokens_layers[];
int tokens_create(glane_ctx *ctx, const tokens_language *l, void **self);
int tokens_process(glane_ctx *ctx, const glane_doc *doc, const tokens_language *l);
int tokens_train(glane_ctx *ctx, const tokens_language *l);

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

/* The eight bytes at p, the first one lowest: one load on most machines. */
static inline uint64_t eight_bytes(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
	       (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* The first eight of n bytes, the first one lowest; eight can be read. */
static inline uint64_t first_bytes(const unsigned char *p, uint32_t n)
{
	return n >= 8 ? eight_bytes(p) : eight_bytes(p) & (((uint64_t)1 << 8 * n) - 1);
}

/* sentences.c; pieces have their looks, out has room for n; m NULL: rules alone. Returns how many. */
uint32_t tokens_sentences(glane_ctx *ctx, const tokens_language *l, const sentence_model *m, const unsigned char *text,
                          const piece *p, uint32_t n, glane_span *out);
#endif
