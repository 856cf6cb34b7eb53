/* codebook.h - the file in which a sociologist writes themes and the words that call for them, as XML
 * (codebook.rng is its shape) or as a table (CSV, one row per rule, the same names); also what other programs write:
 * REFI-QDA codebooks (.qdc), dictionaries of LIWC (.dic) and of quanteda (.yml).
 *
 * Reading checks everything that can be said without looking at a text, all at once, each with file, line and
 * column, and the near miss where a name is unknown. What entries mean is matching.h's. */
#ifndef CODEBOOK_H
#define CODEBOOK_H
#include <glane/plugin.h>

enum { CODEBOOK_FR, CODEBOOK_EN, CODEBOOK_LANGUAGES };
enum { RULE_LEMMAS, RULE_WORDS, RULE_NEAR, RULE_REGEX, RULE_NOT_IN, RULE_NOT_WITH, RULE_ONLY_WITH, N_RULES };
enum { NEGATED_ANY, NEGATED_NO, NEGATED_ONLY };
/* Of verbatims: what is quoted, each quotation as one; around them, and where nothing is quoted, sentences. */
enum { UNIT_NONE, UNIT_SENTENCE, UNIT_SEGMENT, UNIT_TURN, UNIT_ANSWER, UNIT_DOCUMENT, UNIT_VERBATIM, N_UNITS };

/* As files name them: "not-in", "fr", "sentence" (of UNIT_NONE ""). */
extern const char *const codebook_kinds[N_RULES], *const codebook_languages[CODEBOOK_LANGUAGES], *const codebook_units[N_UNITS];

/* What stands between two ";". An @list is already replaced by its entries, which keep their own places. */
typedef struct {
	const char *text;		/* trimmed, white space folded */
	uint32_t line, column;
} codebook_entry;

typedef struct {
	uint8_t how;			/* RULE_LEMMAS, RULE_WORDS, or the rule's own kind */
	uint8_t gap;			/* words that may stand between two words of an entry */
	bool exact;			/* capitals matter */
	const char *pos;		/* "VERB NOUN"; NULL: any */
	uint32_t n;
	const codebook_entry *entry;
} codebook_group;

typedef struct {
	uint8_t kind, language, negated;
	uint8_t unit;			/* of not-with, only-with; UNIT_NONE: the theme's */
	uint8_t within;			/* of near, in words */
	bool in_order;
	double weight;			/* 0 < weight <= 1 */
	const char *id;			/* NULL: none */
	uint32_t line, column;
	uint32_t n_groups;		/* near: two or more; otherwise one; regex: one of one entry */
	const codebook_group *group;
} codebook_rule;

typedef struct { const char *text; uint8_t language; uint32_t line, column; } codebook_example;

typedef struct {
	const char *code, *colour;	/* colour NULL: none */
	const char *guid;		/* what other programs know it by; NULL: none */
	const char *label[CODEBOOK_LANGUAGES], *definition[CODEBOOK_LANGUAGES], *limit[CODEBOOK_LANGUAGES];
	uint32_t parent;		/* GLANE_NONE: at the top */
	uint32_t line, column;
	uint8_t unit;			/* UNIT_NONE: the codebook's */
	bool codable;			/* false: a heading */
	double threshold;		/* weights of a unit must come to this; 1 */
	uint32_t n_rules, n_examples;
	const codebook_rule *rule;
	const codebook_example *example;
} codebook_theme;

/* Themes that belong together without one being above the other, as programs of qualitative analysis have them. */
typedef struct {
	const char *name, *guid;	/* guid NULL: none */
	uint32_t n, *theme;
} codebook_set;

typedef struct {
	const char *path, *name;	/* name: without folders, for traces */
	const char *title[CODEBOOK_LANGUAGES];
	bool language[CODEBOOK_LANGUAGES];
	uint8_t unit;			/* UNIT_SENTENCE where none is given */
	bool loose;			/* accents don't matter */
	uint32_t n_themes;
	const codebook_theme *theme;	/* in the order of the file; a parent before its children */
	uint32_t n_sets;
	const codebook_set *set;
} codebook;

typedef struct {
	const char *path, *option;	/* the option that names it */
	const char *lang;		/* "fr" or "en", for files that don't say it themselves (.dic, .yml, .qdc of other
					   programs); "": not known */
	const char *rule;		/* "": none; otherwise a rule that is tried, as a theme of its own, CODEBOOK_TRIED: "words fr:
					   débord* ; au bout du rouleau", or entries alone, which are lemmas. The path may then be "" */
} codebook_source;
#define CODEBOOK_TRIED "try"

/* In create(). Everything of *out lives as long as the run. Returns GLANE_OK, or the value of fail() after all messages. */
int codebook_read(glane_ctx *ctx, const codebook_source *from, const codebook **out);
#endif
