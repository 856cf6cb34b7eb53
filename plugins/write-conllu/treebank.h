/* treebank.h - lemmas as the treebanks of Universal Dependencies have them, where glane's are others. */
#ifndef TREEBANK_H
#define TREEBANK_H
#include <glane/plugin.h>

/* Of words of closed classes, by form, part of speech and glane's lemma. */
typedef struct { glane_sym form, upos, lemma; glane_str becomes; } treebank_row;
enum { TREEBANK_SLOTS = 256 };
typedef struct { treebank_row slot[TREEBANK_SLOTS]; glane_sym her, pronoun, owned[4], adjective, name; } treebank;

/* For one document; lang: "fr", "en-GB"; of other languages nothing changes. */
void treebank_open(glane_ctx *ctx, glane_str lang, treebank *out);
/* The lemma of a word instead of glane's, n 0: the same. next: the part of speech of the word behind it; id 0: none. */
glane_str treebank_lemma(const treebank *t, glane_sym form, glane_sym upos, glane_sym lemma, glane_sym next);
/* English: does the lemma of an adjective or name keep the capitals, and the small letters, of its text? "New" before
 * York, "lisa", "Dp", "Dr" without a point, addresses; a name all in capitals is written as glane knows it. first: of its sentence, where a
 * capital says nothing of an adjective. */
bool treebank_as_written(const treebank *t, glane_str written, glane_sym upos, glane_str lemma, glane_sym next, bool first);
#endif
