/* upos.h - the parts of speech of Universal Dependencies, as users write them into lexicons and lists.
 *
 * A plugin links plugins/shared/libglane-upos.la, libglane-headings.la, libglane-encoding.la, libglane-form.la. */
#ifndef UPOS_H
#define UPOS_H
#include <glane/plugin.h>

/* For columns of tables: GLANE_COL_LABEL_WORD(…, UPOS_WORDS, …). */
#define UPOS_WORDS "ADJ|ADP|ADV|AUX|CCONJ|DET|INTJ|NOUN|NUM|PART|PRON|PROPN|PUNCT|SCONJ|SYM|VERB|X"

/* The constant of that name, or NULL. */
const char *upos_find(glane_str name);
/* The same of a name as people write it: nom, adj, VER, adverbes. */
const char *upos_named(glane_str name);
/* fail(): it is no part of speech; names the one that may be meant (verbe, nom). */
int upos_refuse(glane_ctx *ctx, glane_place at, glane_str name);
/* The same for who writes words (upos_named()): says which there are. */
int upos_refuse_word(glane_ctx *ctx, glane_place at, glane_str name);
#endif
