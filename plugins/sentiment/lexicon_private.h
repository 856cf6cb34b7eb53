/* lexicon_private.h - between the files of the lexicon. */
#ifndef LEXICON_PRIVATE_H
#define LEXICON_PRIVATE_H
#include "lexicon.h"

typedef struct {
	const char *text;
	uint32_t n;
	uint32_t base;			/* of what words it is a form: a link; GLANE_NONE: of none */
	uint32_t entry;			/* entries that begin with it: a link */
	uint32_t named;			/* entries of which it is the whole text: a link */
} lexicon_word;
typedef struct { uint32_t to, next; } lexicon_link;

struct lexicon {
	glane_ctx *ctx;			/* in create() alone */
	uint32_t language;
	uint32_t n, room, n_keys, room_keys, n_parts, room_parts, n_links, room_links, n_slots;
	lexicon_entry *entry;
	lexicon_word *key;
	uint32_t *part, *slot;		/* slot: number of a key + 1, 0: free */
	lexicon_link *link;
};

void *lexicon_room(lexicon *l, void *p, uint32_t n, uint32_t *room, size_t size);
void lexicon_link_to(lexicon *l, uint32_t *head, uint32_t to);
/* The function word by which a part of an expression is meant: « d' » is « de ». */
glane_str lexicon_canonical(const lexicon *l, glane_str part);
uint32_t lexicon_key(lexicon *l, const char *p, uint32_t n);
#endif
