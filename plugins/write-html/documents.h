/* documents.h - what the files share that write the documents: who has which colour (colours.c), what is marked inside the text
 * (marks.c), what was counted there (counted.c), and the pages around it (documents.c). */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H
#include "report.h"

/* ---- colours.c: themes and classes, in the order of their table -------------------------------------------------------- */

typedef struct {
	glane_sym value;		/* of theme.code, segment.class */
	glane_str label;
	const shown_table *table;	/* whose rows tell of it; its key column */
	int column;
} colour;
typedef struct { uint32_t n; colour *of; } palette;

palette colours_themes(const report *r);
palette colours_classes(const report *r);
uint32_t colours_find(const palette *p, glane_sym value);	/* n: none */
const char *colours_class(uint32_t i);		/* "k3", and the eleventh "k3 two": of the style sheet, constant */
/* A link to the row that tells of it, of the group in which a speaker is, or of any where that isn't shown; NULL: none is shown. */
const char *colours_href(const report *r, const colour *c, const glane_doc *d, const glane_speaker *who);
/* What the colours and signs mean, each leading to its row. Nothing where there are none. */
void colours_legend(const report *r, html *h, const palette *themes, const palette *classes);

/* ---- marks.c: passages, notes, themes, classes and tones inside the text ------------------------------------------------- */

/* In a text that is written from begin to end, pieces of it are wrapped into elements, of which one that ends earlier is inside
 * of one that ends later: what overlaps is cut in two. */
enum { MARK_PASSAGE, MARK_NOTE, MARK_THEME, MARK_WORDS, MARK_CLASS, MARK_TONE };
typedef struct {
	uint32_t begin, end;
	uint8_t kind;
	bool begun;
	uint32_t what;			/* number in a palette; of a tone: TONE_… */
} mark;
enum { TONE_NEGATIVE, TONE_MIXED, TONE_POSITIVE, TONES };
extern const char *const marks_tone[TONES];	/* the signs: − ± + */

enum { MARKS_OPEN = 16 };
typedef struct {
	report *r;
	html *h;
	const glane_doc *d;
	const palette *themes, *classes;
	bool plain;			/* nothing that was coded is marked: words of interviewers */
	uint32_t n, next, n_open, n_active;
	mark *mark;			/* by begin, longer first */
	mark *active[MARKS_OPEN], *open[MARKS_OPEN];	/* what goes on here, the longest first; elements that are open */
} marked_text;

/* All that is to be marked in the document; of passages one for each begin, those at by_place[from … to - 1]. */
void marks_collect(marked_text *t, uint32_t from, uint32_t to);
/* Writes begin … end, a line of the text; what stands before `next` and isn't written (blanks) belongs to it. */
void marks_write(marked_text *t, uint32_t begin, uint32_t end, uint32_t next);
/* Goes on behind `end` without writing; a place to jump to remains for each passage. */
void marks_skip(marked_text *t, uint32_t end);
/* As the attribute id of the element that is open; in place of passages that begin in begin … end and hold all of it. */
bool marks_whole(marked_text *t, uint32_t begin, uint32_t end);
/* Which themes of the palette are said in begin … end; returns how many. */
uint32_t marks_themes(const marked_text *t, uint32_t begin, uint32_t end, bool *said);

/* ---- counted.c: rows whose passages lie in a part of a document --------------------------------------------------------- */

/* Of the passages by_place[from … to - 1]: the rows that they were counted in, by table, each a link to its passages, below a
 * summary for one row or, with {n}, for several. Nothing where there are none. */
void counted_write(const report *r, html *h, uint32_t from, uint32_t to, const char *one, const char *several);
#endif
