/* found.c - passages: their order, and which of too many are shown. */
#include <config.h>
#include <stdlib.h>
#include "count.h"

int found_by_place(const void *a, const void *b)
{
	const found *x = a, *y = b;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static int by_hash(const void *a, const void *b)
{
	const found *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return found_by_place(a, b);
}

uint32_t found_choose(found *f, uint32_t n, uint32_t most)
{
	if (n <= most)
		return n;
	qsort(f, n, sizeof *f, by_hash);
	qsort(f, most, sizeof *f, found_by_place);
	return most;
}
