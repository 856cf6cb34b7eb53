/* units.h - units of text (segments, sentences, documents: what the stage's `unit` says) by features (lemmas or forms of
 * terms), as analyses of a matrix need them. Read in report() from the run store, document by document. */
#ifndef UNITS_H
#define UNITS_H
#include "matrix/sparse.h"

/* What becomes a feature: a field of the plugin's configuration. The options have the same names everywhere. */
enum { UNITS_LEMMA, UNITS_FORM };
typedef struct {
	int feature;
	int64_t least, most;
	bool stop;			/* stop words count as supplementary ones, where a method is about whole texts */
} units_choice;
#define UNITS_OPTIONS(S, f, least_default, most_default) \
	GLANE_OPT_CHOICE(S, f.feature, "features", "lemma", "lemma|form", "What is counted: lemmas, or forms as they are said"), \
	GLANE_OPT_INT(S, f.least, "min-count", least_default, 1, 1000000, "Rarer features are left out: said at least so many times"), \
	GLANE_OPT_INT(S, f.most, "max-features", most_default, 0, 10000000, \
		"The most frequent ones are kept, at most so many; 0: all")

/* What is read: a field of the plugin's input. */
typedef struct {
	glane_scope unit, term;
	const glane_sym *form, *lemma, *upos, *status;
} units_input;
#define UNITS_NEEDS(S, f) \
	GLANE_NEED_KEPT(S, f.unit, "unit"), \
	GLANE_NEED_KEPT(S, f.term, "term"), \
	GLANE_NEED_KEPT(S, f.form, "term.form"), \
	GLANE_NEED_KEPT(S, f.lemma, "term.lemma"), \
	GLANE_NEED_KEPT(S, f.upos, "term.upos"), \
	GLANE_NEED_KEPT(S, f.status, "term.status")

/* A unit: row `row` of its layer in document number `document` (of documents()), said by `person` of `group`; with so
 * many terms that count, kept or not. */
typedef struct {
	uint32_t document, row, terms;
	glane_sym name, person, group;
} units_row;

/* Features in code-point order, with the part of speech that most of their occurrences have (the first in code-point order
 * of equally many) and how often they are said. cells: units by features, how often each is said in each. */
typedef struct {
	uint32_t n;
	glane_sym *name, *upos;
	int64_t *tokens;
	sparse cells;
} units_features;

typedef struct {
	uint32_t n, n_documents;
	units_row *row;
	/* What makes a result, and what only helps to read it; stop words are neither. The same rows. */
	units_features active, supplementary;
	/* Which feature evidence has to hold: "term.lemma" or "term.form". */
	const char *column;
	/* The layer of the units: where their evidence lies. */
	const char *layer;
} units;

/* In report(). Ends with units.n == 0 where nothing is said; the caller says so. */
units units_read(pool *p, const units_input *in, const units_choice *choice);

/* Numbers people as they first speak: person[i] of unit i, GLANE_NONE where nobody is known. Returns how many there are. */
uint32_t units_people(pool *p, const units *u, uint32_t *person);
/* A zero for each person, in the place of the symbol's id: for marking who was met before. */
uint32_t *units_marks(pool *p, const units *u);
/* How many people each column of a matrix of units is said by: distinct persons of the units that have it. */
int64_t *units_speakers(pool *p, const units *u, const sparse *cells);

/* Modalities of the variables that people have: starred variables, as textometry calls them. Those of the unit's speaker, then of its
 * document; nominal, ordinal and multiple ones (a unit may then have several); not what is different in each document by its nature
 * (name, file). By variable and value in code-point order. cells: units by modalities, 0 and 1. */
typedef struct {
	uint32_t n;
	glane_sym *variable, *value;
	sparse cells;
} units_modalities;
units_modalities units_modalities_read(pool *p, const units *u, const units_input *in);
#endif
