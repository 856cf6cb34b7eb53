/* classes.h - from segments to classes: units of classification, one tree or two, and which class each segment is in. */
#ifndef CLASSES_H
#define CLASSES_H
#include "double.h"
#include "matrix/units.h"

enum { MODE_SIMPLE, MODE_DOUBLE };
typedef struct {
	int mode;
	uint32_t classes, least;	/* leaves of a tree; segments of a class, 0: as the rules have it */
	bool strays;			/* cuts that take off a handful of units are not counted */
	bool all;			/* rainette: of a simple classification all leaves are kept, if least is 0 */
	uint32_t joined[2];		/* forms of a unit: shorter segments are joined with those that follow; 0: none is */
	split_rules rules;
} classes_rules;

/* Segments in their order: presence of forms, and whose they are (segments of different sources are never joined). */
typedef struct {
	uint32_t n;
	const sparse *presence;
	const uint32_t *source;
} segments;

/* of[s]: the class of segment s, from 0; GLANE_NONE: in none. node[c]: where class c is in tree[0]; of a double classification, one
 * of the two. */
typedef struct {
	uint32_t n, n_classified, n_units[2];
	uint32_t *of, *node;
	tree tree[2];
} classes;

int classes_find(pool *p, const segments *s, const classes_rules *rules, classes *out);

/* unit[s]: the number of the unit that segment s belongs to; returns how many units there are. size: forms of each segment.
 * rainette: segments are added until a unit has `least` forms, and a last short one goes to the unit before it. IRaMuTeQ: as
 * make_uc does it, which forgets the size of the segment that begins a unit. */
uint32_t classes_join(int rules, uint32_t n, const uint32_t *size, const uint32_t *source, uint32_t least, uint32_t *unit);
#endif
