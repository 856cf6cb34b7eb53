/* count.h - counted tables: sums by keys with distinct persons and evidence; one per (stage, table). */
#ifndef COUNT_H
#define COUNT_H
#include "io.h"
#include "document.h"

typedef struct { uint32_t document, row; glane_span span; uint64_t hash; glane_sym speaker; } found;

/* Wide, so that no order of adding overflows: sums of int64_t fit whatever their number. */
__extension__ typedef __int128 count_sum;

/* What was counted under one combination of keys. Numbers, persons and evidence are exact only in a
 * settled counts: see counts_settle. */
typedef struct entry {
	uint32_t by;			/* which of the stage's groupings */
	glane_sym group;
	const unsigned char *keys;	/* cells of the key columns but `group`, packed, 8 bytes each */
	count_sum *sum;			/* one per COUNT and SUM column, in their order; SUM in millionths */
	int64_t passages, documents;
	uint32_t n_persons, room_persons, n_found, room_found;
	glane_sym *person;		/* distinct, unsorted */
	found *found;			/* pruned to the evidence-max smallest hashes */

	/* While it is filled. */
	uint64_t limit;			/* no hash above it can be among the smallest */
	uint32_t hash;			/* of by, group and keys; in this process */
	uint32_t document, row;		/* added last; GLANE_NONE: none */
	uint32_t open;			/* found[open …] is of that document: complete, not yet pruned */
	bool rows_loose, persons_loose;	/* some may be there twice */
} entry;

typedef struct counts {
	arena *arena;
	const glane_table *def;
	const char *layer;		/* that passages are rows of; NULL: nothing counted yet */
	uint32_t n, room, n_slots;
	entry *entry;
	uint32_t *slot;			/* number of an entry + 1; 0: free */
	uint32_t evidence_max;
	uint32_t n_keys, n_sums;
	const glane_column **key, **sum;	/* the columns; `group` is not among the keys */
	const char *misuse;		/* first misuse by the plugin, for stage_misuse; NULL: none */
	glane_sym name;			/* of the document added last, with its hash */
	uint64_t name_hash;
} counts;

counts *counts_new(arena *in, const glane_table *def, uint32_t evidence_max);
/* Adds row r (the table's struct) as found once: in passage (document, row of layer `of`, span), for
 * grouping `by` and group, said by person. A passage is counted once per key: rows of one document
 * must come together (ascending in `passage` is fastest). passage GLANE_NONE: of the document as a
 * whole. person 0: none. A missing count or sum adds nothing. The entry is good until the next call. */
entry *counts_add(counts *c, const void *row, uint32_t by, glane_sym group, const document *d,
                  const char *of, uint32_t passage, glane_span span, glane_sym person);
/* One more person of the row that was just added. */
void counts_person(counts *c, entry *e, glane_sym person);
/* Adds `from`, of other documents, copying; settles `from`. */
void counts_merge(counts *into, counts *from);
/* Leaves each passage and person once, and of the evidence what is kept. All functions that read a
 * counts do it first. */
void counts_settle(counts *c);
void counts_save(counts *c, glane_io *io);	/* canonical: equal counts, equal bytes */
/* Into a fresh one. false, with io->bad, on bytes that no counts_save of this table wrote. */
bool counts_load(counts *c, glane_io *io);
/* Entries in order of (by, group by declared order, keys in code-point order). */
void counts_sort(counts *c, const corpus *study, const stage *s);
/* By which evidence is chosen when there is too much: of a document's name and an offset. */
uint64_t found_hash(const char *name, uint32_t begin);
/* found.c. For qsort: by document and row. */
int found_by_place(const void *a, const void *b);
/* Of n passages, in order of place, leaves those with the smallest hashes, at most `most`, in order of
 * place; returns how many. */
uint32_t found_choose(found *f, uint32_t n, uint32_t most);

/* group.c: values of `by`. Those of crossed variables are joined by GROUP_CROSS; a missing one is
 * GROUP_MISSING, in data and files; people read it in their language. */
#define GROUP_MISSING "(missing)"
#define GROUP_CROSS " × "
/* rank[i]: place of group[i] in the order declared for the variables (component by component), then
 * in code-point order, missing ones last; equal for equal groups. g NULL: no order is declared. */
void group_ranks(arena *in, const corpus *c, const grouping *g, uint32_t n, const glane_sym *group,
                 uint32_t *rank);
/* As people read them: a value, and the variables of a grouping. */
const char *group_value_label(arena *in, const corpus *c, const grouping *g, const char *value,
                              const char *language);
const char *group_label(arena *in, const corpus *c, const grouping *g, const char *language);
#endif
