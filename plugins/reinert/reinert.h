/* reinert.h - what the plugin's files share: its configuration, its input, its tables. */
#ifndef REINERT_H
#define REINERT_H
#include "classes.h"

enum { COMPAT_GLANE, COMPAT_IRAMUTEQ, COMPAT_RAINETTE };
typedef struct {
	units_choice units;
	int mode, compat;
	int64_t classes, least, joined[2], min_split, resamples, typical;
	double contingency;
} config;

typedef struct { units_input u; } input;

enum { SUMMARY, CLASSES, TREE, PROFILES, VARIABLES, TYPICAL };

typedef struct {
	glane_sym classification;	/* which rules */
	int64_t segments, classified, units, forms, occurrences, speakers, documents;
	double percent;
} summary_row;

typedef struct {
	glane_sym name;
	int64_t segments, documents, speakers;
	double percent, stability;
} class_row;

typedef struct {
	glane_sym node, parent, name;	/* name: of the class that it is, if it is one */
	int64_t units;
	double height, chi2;
} tree_row;

typedef struct {
	glane_sym name, form, kind, upos;
	int64_t segments, all, speakers, documents;
	double percent, chi2, p, q;
} profile_row;

typedef struct {
	glane_sym name, variable, value;
	int64_t segments, all, speakers, documents;
	double percent, chi2, p, q;
} variable_row;

typedef struct {
	glane_sym name;
	int64_t rank, segments;
	double absolute, relative;
} typical_row;

/* What report() has found, for tables. */
typedef struct {
	glane_ctx *ctx;
	pool *p;
	const config *c;
	const units *u;
	const classes *k;
	const sparse *presence;
	glane_sym *name;		/* of each class: "1", "2" … */
	uint32_t *person, n_persons;	/* of each segment, numbered; GLANE_NONE: nobody known */
	const double *stability;	/* of each class, 0 … 1, or NULL */
} result;

/* profiles.c: all tables but TREE. */
void profiles_write(const result *r, const units_modalities *m);
/* stability.c: how well each class is found again, on average, in resamples of four fifths of the segments: the greatest Jaccard
 * index with a class found there (Hennig 2007). Room for as many as classes. */
int stability_of(pool *p, const segments *s, const classes_rules *rules, const classes *k, uint32_t resamples, double *out);
#endif
