/* tree.c - the places of a dendrogram's leaves and knots. */
#include "figure.h"

/* The nodes, each before its children; false: some are their own ancestors. */
static bool parents_first(uint32_t n, const figure_node *node, uint32_t *order)
{
	uint32_t end = 0;
	for (uint32_t i = 0; i < n; i++)
		if (node[i].parent == GLANE_NONE)
			order[end++] = i;
	for (uint32_t at = 0; at < end; at++)
		for (uint32_t i = 0; i < n && node[order[at]].children; i++)
			if (node[i].parent == order[at])
				order[end++] = i;
	return end == n;
}

/* Numbers leaves from left to right: walks to the first child, then to the next sibling, then up. */
static uint32_t number_leaves(uint32_t n, figure_node *node)
{
	uint32_t leaves = 0;
	for (uint32_t root = 0; root < n; root++) {
		if (node[root].parent != GLANE_NONE)
			continue;
		uint32_t here = root, from = 0;
		while (here != GLANE_NONE) {
			uint32_t child = from;
			while (child < n && node[child].parent != here)
				child++;
			if (child < n) {
				here = child;
				from = 0;
				continue;
			}
			if (!node[here].children)
				node[here].at = leaves++;
			from = here + 1;
			here = node[here].parent;
		}
	}
	return leaves;
}

uint32_t figure_tree(uint32_t n, figure_node *node, uint32_t *order)
{
	for (uint32_t i = 0; i < n; i++)
		node[i].children = 0, node[i].at = 0;
	for (uint32_t i = 0; i < n; i++)
		if (node[i].parent != GLANE_NONE)
			node[node[i].parent].children++;
	if (!parents_first(n, node, order))
		return 0;
	uint32_t leaves = number_leaves(n, node);
	for (uint32_t i = n; i-- > 0; ) {
		figure_node *k = &node[order[i]];
		if (k->children)
			k->at /= k->children;
		if (k->parent != GLANE_NONE)
			node[k->parent].at += k->at;
	}
	return leaves;
}
