/* average.h - a tree of things by their distances: average linkage (Sokal & Michener 1958). */
#ifndef AVERAGE_H
#define AVERAGE_H
#include "matrix/pool.h"

/* A joint of two: things are 0 … n - 1, the joint number i of the list is n + i. Their mean distance is the height. */
typedef struct { uint32_t left, right; double height; } average_joint;

/* The n - 1 joints, the lowest first, of n things; distance[i * n + j], symmetric, is overwritten. Where distances are equal the
 * first things are joined, so the order of things is to be one that means something. O(n²), by chains of nearest
 * neighbours (Murtagh 1983). */
average_joint *average_linkage(pool *p, uint32_t n, double *distance);
#endif
