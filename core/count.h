/* count.h - counted tables: sums by keys with distinct persons and evidence; one per (stage, table). */
#ifndef COUNT_H
#define COUNT_H
#include "io.h"
#include "document.h"

typedef struct { uint32_t document, row; glane_span span; uint64_t hash; glane_sym speaker; } found;

/* What was counted under one combination of keys. */
typedef struct entry {
	uint32_t by;			/* which of the stage's groupings */
	glane_sym group;
	const unsigned char *keys;	/* cells of the key columns but `group`, packed, 8 bytes each */
	int64_t *sum;			/* one per COUNT and SUM column, in their order; SUM in millionths */
	int64_t passages, documents;
	uint32_t n_persons, room_persons, n_found, room_found;
	glane_sym *person;		/* distinct, unsorted */
	found *found;			/* at most 2 × evidence-max, pruned to the smallest hashes */
} entry;

typedef struct counts {
	arena *arena;
	const glane_table *def;
	const char *layer;		/* that passages are rows of; NULL: nothing counted yet */
	uint32_t n, room, n_slots;
	entry *entry;
	uint32_t *slot;
	uint32_t evidence_max;
} counts;

counts *counts_new(arena *in, const glane_table *def, uint32_t evidence_max);
/* Adds row r (the table's struct) as found once: in passage (document, row, span), for grouping `by`
 * and group, said by person. A passage is counted once per key: rows of one document must come
 * together and ascending in `passage` for equal keys. passage GLANE_NONE: of the document as a whole. */
void counts_add(counts *c, const void *row, uint32_t by, glane_sym group, const document *d,
                const char *layer, uint32_t passage, glane_span span, glane_sym person);
/* Adds `from`, of other documents, copying. */
void counts_merge(counts *into, const counts *from);
void counts_save(counts *c, glane_io *io);	/* canonical: equal counts, equal bytes */
bool counts_load(counts *c, glane_io *io);	/* into a fresh one */
/* Entries in order of (by, keys in code-point order, group first of all by declared order). */
void counts_sort(counts *c, const corpus *corpus, const stage *s);
#endif
