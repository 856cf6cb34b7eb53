/* write_codebook.h - a codebook in the forms of other programs: what it says line by line (lines.c), and a file for each
 * form. */
#ifndef WRITE_CODEBOOK_H
#define WRITE_CODEBOOK_H
#include <libxml/xmlwriter.h>
#include "codebook/codebook.h"

/* What a form has no place for, by kind: said once, with how many. */
enum { LOST_RULES, LOST_HELD_BACK, LOST_SHADES, LOST_TEXTS, LOST_SETS, LOST_LANGUAGE, N_LOST };

typedef struct {
	glane_ctx *ctx;
	const codebook *book;
	uint32_t language;		/* of names where a form has one: the report's, or the codebook's */
	uint32_t only;			/* of entries, in forms that have one language; CODEBOOK_LANGUAGES: all */
	uint32_t lost[N_LOST];
	glane_io *out;
} writing;

/* A thing that is said of a theme, as a row of a table of the codebook has it. "" where nothing is said. */
enum { SAID_RULE, SAID_LANG, SAID_TEXT, SAID_WITHIN, SAID_NEGATED, SAID_WEIGHT, SAID_POS, SAID_GAP, SAID_CASE, SAID_ID,
       SAID_ORDER, SAID_UNIT, N_SAID };
typedef struct { const char *cell[N_SAID]; } said_line;
extern const char *const said_names[N_SAID];

/* lines.c. All of a theme, in order: attributes (rule "colour", …), names and texts, examples, rules. The groups of a near
 * stand in its text, as tables of codebooks write them. Memory is scratch. */
uint32_t theme_lines(writing *w, uint32_t theme, said_line **out);
const char *line_text(writing *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The name of a theme for people. */
const char *theme_name(const writing *w, uint32_t theme);

/* xml.c. A file of XML, indented: the element `root` with what fill() puts into it. */
void write_markup(writing *w, const char *root, void (*fill)(writing *w, xmlTextWriter *x));

void write_qdc(writing *w);
void write_xml(writing *w);
void write_csv_rows(writing *w);
void write_dic(writing *w);
void write_yaml(writing *w);
#endif
