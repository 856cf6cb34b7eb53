/* codebook_private.h - between the two forms of a codebook and what is made of them.
 *
 * XML and table give the same thing, a tree of *items* (an element; a row); one builder makes the codebook of it. */
#ifndef CODEBOOK_PRIVATE_H
#define CODEBOOK_PRIVATE_H
#include "codebook.h"
#include "encoding/encoding.h"
#include "xml/xml.h"

/* The elements; a row of a table has the same names. RULE_… of the header in their order from E_LEMMAS on. */
enum { E_CODEBOOK, E_TITLE, E_NOTE, E_LIST, E_SET, E_THEME, E_LABEL, E_DEFINITION, E_LIMIT, E_EXAMPLE, E_LEMMAS, E_WORDS,
       E_NEAR, E_REGEX, E_NOT_IN, E_NOT_WITH, E_ONLY_WITH, N_ELEMENTS };
enum { A_VERSION, A_LANGUAGES, A_ACCENTS, A_CODE, A_COLOUR, A_CODABLE, A_THRESHOLD, A_LANG, A_NEGATED, A_WEIGHT, A_ID,
       A_POS, A_GAP, A_CASE, A_WITHIN, A_ORDER, A_UNIT, A_GUID, N_ATTRIBUTES };

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
	const char *path, *lang;	/* lang: "", or what the user says of a file that doesn't say it */
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
/* The file as UTF-8, in scratch memory; false after a message. */
bool builder_decode(builder *b, glane_bytes bytes, encoding_text *out);
encoding_memory builder_memory(builder *b);
/* n bytes that stand on one line, as the text of an item. */
xml_text builder_text(builder *b, const char *p, size_t n, uint32_t line);
/* The language that an item is in; false after a message. */
bool builder_language(builder *b, const item *it, uint8_t *out);

/* codebook_shape.c: what there is, and what was probably meant. */
extern const char *const shape_elements[N_ELEMENTS + 1], *const shape_attributes[N_ATTRIBUTES + 1];
/* The number of a name among names (up to a NULL); -1: it is none of them. */
int shape_find(const char *name, const char *const *names);
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

/* codebook_xml.c … codebook_yaml.c: fill b->item; false after messages. */
bool items_of_xml(builder *b, glane_bytes bytes);
bool items_of_csv(builder *b, glane_bytes bytes);
bool items_of_qdc(builder *b, glane_bytes bytes);
bool items_of_dic(builder *b, glane_bytes bytes);
bool items_of_yaml(builder *b, glane_bytes bytes);

/* codebook_foreign.c: what the forms of other programs share. */
/* The root of a codebook in languages "fr", "en" or "fr en". */
void foreign_root(builder *b, const char *languages);
/* b->lang, or NULL after a message: a dictionary doesn't say its language. */
const char *foreign_language(builder *b);
/* A theme of this name: its code is the name in small letters without accents, another one where that is taken. */
uint32_t foreign_theme(builder *b, uint32_t parent, const char *name, uint32_t line);
/* An item with a text on one line. */
item *foreign_item(builder *b, int element, uint32_t parent, const char *text, const char *lang, uint32_t line);
/* "near fr within=8: disparaître ; menacer | words: emploi", or an attribute of the theme, "threshold: 2". false: it says
 * nothing that a theme can have, and nothing has come of it. */
bool foreign_line(builder *b, uint32_t theme, const char *text, size_t n, uint32_t line);
/* Entries that come one by one, each with its line, as the <words> of a theme. */
typedef struct { char *text; size_t n, room; uint32_t n_runs, room_runs; xml_run *run; } foreign_words;
void foreign_word(builder *b, foreign_words *w, const char *p, size_t n, uint32_t line);
void foreign_words_end(builder *b, foreign_words *w, uint32_t theme, uint32_t line);

/* codebook_csv.c: "a ; b | words: c" as the groups of item `near`, an item each. */
void items_of_groups(builder *b, uint32_t near, const char *text, uint32_t line);
#endif
