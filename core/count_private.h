/* count_private.h - what count.c and count_state.c share. */
#ifndef COUNT_PRIVATE_H
#define COUNT_PRIVATE_H
#include "count.h"

uint32_t counts_hash(const counts *c, uint32_t by, glane_sym group, const unsigned char *keys);
/* The entry of these keys (copied), added when new; hash is theirs. */
entry *counts_entry(counts *c, uint32_t by, glane_sym group, const unsigned char *keys,
                    uint32_t hash);
void counts_fill_slots(counts *c);		/* after the entries have changed places */
void counts_room_for_found(counts *c, entry *e, uint32_t more);
#endif
