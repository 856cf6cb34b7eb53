/* codebook_private.h - between the two forms of a codebook and what is made of them.
 *
 * XML and table give the same thing, a tree of *items* (an element; a row); one builder makes the codebook of it. */
#ifndef CODEBOOK_PRIVATE_H
#define CODEBOOK_PRIVATE_H
#include "codebook.h"
#include "xml/xml.h"

/* The elements; a row of a table has the same names. RULE_… of the header in their order from E_LEMMAS on. */
enum { E_CODEBOOK, E_TITLE, E_NOTE, E_LIST, E_THEME, E_LABEL, E_DEFINITION, E_LIMIT, E_EXAMPLE, E_LEMMAS, E_WORDS,
       E_NEAR, E_REGEX, E_NOT_IN, E_NOT_WITH, E_ONLY_WITH, N_ELEMENTS };
enum { A_VERSION, A_LANGUAGES, A_ACCENTS, A_CODE, A_COLOUR, A_CODABLE, A_THRESHOLD, A_LANG, A_NEGATED, A_WEIGHT, A_ID,
       A_POS, A_GAP, A_CASE, A_WITHIN, A_ORDER, A_UNIT, N_ATTRIBUTES };

typedef struct { const char *value; uint32_t line, column; } said;	/* value NULL: not said */

typedef struct {
	uint8_t element;
	uint32_t line, column;
	uint32_t parent;		/* an item before it; GLANE_NONE: the codebook itself */
	said attribute[N_ATTRIBUTES];
	xml_text text;
} item;

typedef struct {
	glane_ctx *ctx;
	const glane_host *h;
	const char *path;
	bool table;			/* rows, not elements: how things are called in messages */
	int code;			/* of the last fail() */
	uint32_t n, room;
	item *item;			/* the first is the codebook */

	codebook *out;
	uint32_t n_lists, n_ids;
	struct list_entries *list;
	const codebook_rule **id;	/* rules that have one */
} builder;

/* codebook.c */
glane_place builder_at(const builder *b, uint32_t line, uint32_t column);
item *builder_add(builder *b, int element, uint32_t parent, uint32_t line, uint32_t column);
char *builder_copy(builder *b, int life, const char *p, size_t n);
/* Blanks at the ends away, those inside as single plain ones. */
const char *builder_fold(builder *b, int life, const char *p, size_t n);
/* The language that an item is in; false after a message. */
bool builder_language(builder *b, const item *it, uint8_t *out);

/* codebook_shape.c: what there is, and what was probably meant. */
extern const char *const shape_elements[N_ELEMENTS + 1], *const shape_attributes[N_ATTRIBUTES + 1];
/* May an element stand in another (E_CODEBOOK, E_THEME, E_NEAR)? */
bool shape_holds(int outer, int inner);
/* May it have the attribute, standing there? */
bool shape_has(int outer, int element, int attribute);
/* "label, definition, …": names (up to a NULL); what may stand in an element; which attributes it may have. */
const char *shape_list(builder *b, const char *const *names);
const char *shape_list_elements(builder *b, int outer);
const char *shape_list_attributes(builder *b, int outer, int element);
/* The one of the names (up to a NULL) that was probably meant by a word, in French or misspelt; NULL: none. */
const char *shape_meant(builder *b, const char *word, const char *const *names);
/* One of "a|b|c": its number into *out. false after a message. Not said: *out stays. */
bool shape_choice(builder *b, const item *it, int attribute, const char *choices, uint8_t *out);
/* From UNIT_SENTENCE on. */
#define SHAPE_UNITS "sentence|segment|turn|answer|document|verbatim"
/* A whole number. */
bool shape_whole(builder *b, const item *it, int attribute, int least, int most, uint8_t *out);
/* A number above 0. */
bool shape_number(builder *b, const item *it, int attribute, double most, double *out);
/* A code of small letters, digits, - and _. */
bool shape_code(builder *b, const said *s, const char *what);
/* "VERB NOUN", checked. */
const char *shape_pos(builder *b, const said *s);

/* codebook_entries.c */
/* The named lists, for @id. */
void entries_lists(builder *b);
/* The entries of an item's text, as `how` (RULE_…) reads them. `theirs`: the item that says how. */
bool entries_cut(builder *b, const item *it, int how, uint8_t language, codebook_group *out);
bool entries_regex(builder *b, const item *it, codebook_group *out);
/* Entries that a theme has twice: a warning each. */
void entries_twice(builder *b, const codebook_theme *t);

/* codebook_rules.c */
bool rules_make(builder *b, uint32_t number, codebook_rule *out);

/* codebook_xml.c, codebook_csv.c: fill b->item; false after messages. */
bool items_of_xml(builder *b, glane_bytes bytes);
bool items_of_csv(builder *b, glane_bytes bytes);
#endif
