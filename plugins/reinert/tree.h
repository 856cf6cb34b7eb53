/* tree.h - the descending hierarchical classification: the largest class is cut in two, again and again. */
#ifndef TREE_H
#define TREE_H
#include "split.h"

/* A class: n rows of the matrix, ascending. Node 0 is the whole; a node that was cut has two daughters, otherwise they are
 * GLANE_NONE. height: sum of chi2 of this cut and all that were made after it, as rainette draws dendrograms; 0 of a leaf. */
typedef struct {
	uint32_t parent, daughter[2], n;
	uint32_t *row;
	double chi2, height;
	uint32_t exchanged;
} tree_node;

/* A row that had no form left where its class was cut is in no node below. */
typedef struct {
	uint32_t n, cuts;		/* nodes; how many of them were cut */
	tree_node *node;
} tree;

/* Classifies the rows of presence matrix m (0/1) into at most `classes` leaves, beside negligible ones. Rows without a form are in no node but the
 * root. Fewer leaves where nothing is left that can be cut: tree.n is 1 then at the least. Returns GLANE_OK or what fail()
 * returned. */
int tree_grow(pool *p, const sparse *m, uint32_t classes, const split_rules *rules, tree *out);

/* The classes that are kept: chosen[0 … n - 1] are nodes without common rows. least 0: all leaves. Otherwise leaves of at least
 * `least` rows; from a smaller one its mother is taken where she is large enough, is not the whole, and no other chosen node
 * is below her (IRaMuTeQ, find.terminales). In the order of the dendrogram. Room for as many as leaves. */
uint32_t tree_classes(pool *p, const tree *t, uint32_t least, uint32_t *chosen);
bool tree_below(const tree *t, uint32_t node, uint32_t ancestor);	/* or the same */
#endif
