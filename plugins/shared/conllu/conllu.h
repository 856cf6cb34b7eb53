/* conllu.h - treebanks in the format of Universal Dependencies (CoNLL-U), sentence by sentence.
 *
 * https://universaldependencies.org/format.html. A plugin links plugins/shared/libglane-conllu.la. */
#ifndef CONLLU_H
#define CONLLU_H
#include <glane/plugin.h>

/* A word; texts point into the file, "" where the file has "_". */
typedef struct {
	glane_str form, lemma, upos, xpos, feats, misc;
	uint32_t token;			/* of the sentence's tokens */
	uint32_t line;			/* in the file, from 1 */
} conllu_word;

/* A token: what is written; several words below a range (1-2), else one. */
typedef struct {
	glane_str form;
	uint32_t first, n;		/* its words */
	bool space_after;		/* false: SpaceAfter=No */
} conllu_token;

typedef struct {
	glane_str id, text;		/* of the comments sent_id and text; "" */
	bool newdoc, newpar;		/* such a comment stands before it */
	glane_str doc_id;		/* of the newdoc comment; "" */
	glane_str speaker;		/* of the comment speaker (or speaker_id); "" */
	glane_str comments;		/* all of them, for conllu_comment() */
	uint32_t line;			/* of its first line */
	uint32_t n_tokens, n_words;
	conllu_token *token;
	conllu_word *word;
} conllu_sentence;

typedef struct {
	glane_ctx *ctx;
	const char *path;		/* for messages */
	glane_bytes bytes;
	size_t at;
	uint32_t line;
	conllu_sentence s;
	uint32_t token_room, word_room;
	int life;
} conllu;

/* bytes stay the caller's and must live as long; rooms for rows are of `life` and used again for each sentence. */
void conllu_open(conllu *c, glane_ctx *ctx, int life, const char *path, glane_bytes bytes);
/* The next sentence, until the next call. Returns GLANE_OK, or what fail() returned for a line that isn't CoNLL-U
 * (file, line, what was found and expected); *s NULL: the end. Empty nodes (3.1) are passed over. */
int conllu_next(conllu *c, const conllu_sentence **s);
/* Takes the first of the comments off: "# genre = news" is genre, news; without a = the value is "". false: none is
 * left. */
bool conllu_comment(glane_str *comments, glane_str *key, glane_str *value);
#endif
