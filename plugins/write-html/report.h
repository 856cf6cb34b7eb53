/* report.h - what the files of write-html share: what is to be shown, and how the page says it. */
#ifndef REPORT_H
#define REPORT_H
#include "html/html.h"
#include "say/say.h"

typedef struct {
	int64_t most, rows;
	int passages;
	bool documents;
	const char *style, *script;
} config;

enum { PASSAGES_AUTO, PASSAGES_ALL, PASSAGES_QUOTED, PASSAGES_NONE };

/* The files that every page holds, read once. */
typedef struct { glane_bytes style, script; } look;

/* What document() points at: layers kept in the run store. */
typedef struct {
	glane_rows turn, note, theme, hit, segment, sentiment;
	const glane_sym *speaker, *kind, *theme_code, *hit_code, *class, *tone;
} input;

/* A page. An anchor is on one of them: #tN, the sections, and what is in one file, on the report; rows of a table and their
 * passages (#tNrM, #tNeM) on the table's; documents and passages in them (#dN, #dN-B) on a page of documents. */
enum { PAGE_REPORT, PAGE_TABLE, PAGE_DOCUMENTS };
typedef struct {
	int kind;
	uint32_t number;		/* of the table; of the page of documents, from 1 */
} home;

/* A passage behind a row. The string is a copy; page 0: its document is on no page. */
typedef struct {
	const glane_quote *q;
	uint32_t table, row;		/* it was counted in this row of r->table[table] */
	uint32_t page;
	uint32_t from, to;		/* bytes of the document that are shown: those around the passage, of the same turn */
	uint32_t begin, end;		/* of the passage in them */
	bool cut_before, cut, cut_after;	/* text was left out there */
	glane_str text;			/* from … to */
	glane_str language;
} passage;

/* A row that is shown, with its passages: report.passage[first …]. */
typedef struct {
	uint32_t row, first, n;
	uint64_t total;
} shown_row;

/* A view of a table: which of the pivot's rows are shown. */
typedef struct {
	const glane_view *view;
	const glane_pivot *pivot;
	uint32_t cell, n;		/* column of the table; rows shown */
	uint32_t group;			/* a row of the one group that it is of; GLANE_NONE: of all */
	uint32_t *row, *before;		/* how many rows come before it where fewer are shown */
} shown_view;

typedef struct {
	const glane_grid *grid;
	uint32_t number, n_columns, n, n_views;
	int passages, group;		/* columns; -1: none */
	bool evidence;			/* some row has passages */
	shown_row *row;			/* ascending */
	shown_view *view;
} shown_table;

typedef struct {
	uint32_t index, number, page, size;	/* of document(); in the plan; 0: on no page; bytes */
	glane_sym name;
} shown_document;

/* Who was studied, in numbers; of the groups of each variable that a table is grouped by. studied.c */
typedef struct {
	glane_sym name;			/* 0: not known */
	const char *label;
	uint64_t respondents, documents, words;	/* persons; words are what stands between blanks */
} studied_group;
typedef struct {
	const char *by, *label;
	uint32_t n;
	studied_group *group;
} studied_variable;
typedef struct {
	uint64_t respondents, unquotable, words, interviewers;	/* the last: words of theirs */
	uint32_t n_variables;
	studied_variable *variable;
	struct studied_notes *notes;
} studied;

/* How much of a table stands on the report where tables have pages of their own. */
typedef struct { uint32_t rows, view_rows; bool figures; } detail;

typedef struct {
	glane_ctx *ctx;
	const config *config;
	const look *look;
	const glane_study *study;
	const char *title;
	const char *file, *folder;	/* "report.html", "report", as links have them */
	const char *path;		/* of the folder, below the output folder */
	bool apart;			/* tables and documents are on pages of their own; otherwise all is in one file */
	bool public;			/* only what everybody may read */
	int passages;			/* PASSAGES_ALL … */
	home here;			/* the page that is being written: links start from there */
	size_t most;			/* bytes that the report may have */
	detail detail;
	uint32_t n_tables, n_passages, room_passages, n_documents, n_pages;
	shown_table *table;
	passage *passage;
	uint32_t *by_place;		/* numbers of passages, by document and begin */
	shown_document *document;
	studied studied;
} report;

/* select.c: chooses rows, views and passages of all tables. */
void select_tables(report *r);
const shown_row *select_find(const shown_table *t, uint32_t row);	/* NULL: not shown */
bool select_is_core(const glane_grid *g);
int select_column(const glane_grid *g, const char *name);	/* -1: there is none */

/* core_tables.c */
const shown_table *core_table(const report *r, const char *name);	/* one of glane's own; NULL: not there */
uint32_t core_rows(const report *r, const char *name);
glane_str core_fact(const report *r, const shown_table *t, const char *column, uint32_t row);	/* as programs read it */
/* Is a row of core.manifest about that stage? */
bool core_of_stage(const report *r, const shown_table *manifest, uint32_t row, const char *stage);

/* context.c: looks once at every document: which page it comes on, and what stands around passages. */
bool context_find(report *r);		/* false: cancelled */

/* studied.c */
void studied_begin(report *r);
void studied_look(report *r, const glane_doc *d);	/* at every document, once */
void studied_end(report *r);
const studied_variable *studied_by(const report *r, const char *by);	/* NULL: not known */
uint64_t studied_words(const char *text, glane_span s);	/* what stands between blanks and has a letter or digit */
void studied_write(const report *r, html *h);

/* documents.c: the documents, turn by turn: those numbered from … to - 1 of r->document into an open page, each below a
 * heading of its own ("h2"); or all of them on pages of about a megabyte. GLANE_OK or a failure. */
int documents_run(report *r, html *h, const char *heading, uint32_t from, uint32_t to);
int documents_pages(report *r);
const char *documents_href(const report *r, uint32_t page);	/* link to a page of documents, without an anchor */

/* sections.c: the report, in the order in which it is read. */
int sections_write(report *r, bool *full);	/* *full: it would be longer than r->most, and wasn't written */

/* tables.c */
void tables_reading(const report *r, html *h, const shown_table *t);	/* how one of its rows is read */
void tables_write(const report *r, html *h, const shown_table *t);	/* below its heading and reading, on the report */
int tables_page(report *r, const shown_table *t);	/* its own page */
bool tables_apart(const report *r, const shown_table *t);	/* whether it has one */
bool tables_looked_up(const shown_table *t);	/* a row for each document or person: for who looks for one of them */
const char *tables_id(const report *r, const shown_table *t);	/* "t3" */
const char *tables_row(const report *r, const shown_table *t, uint32_t row);	/* "t3r12" */
const char *tables_title(const report *r, const shown_table *t);	/* no other table has it */
/* "gain_temps · image": the keys of a row, in words where the table has them. */
const char *tables_keys(const report *r, const shown_table *t, uint32_t row);
glane_str tables_key(const report *r, const shown_table *t, uint32_t column, uint32_t row);	/* one of them */
glane_str tables_cell(const report *r, const shown_table *t, uint32_t column, uint32_t row);
void tables_open(html *h, const char *class, const char *label);	/* <table> in a region that scrolls */
void tables_close(html *h);		/* and an open <tbody> */

/* views.c: two keys of a table against each other. */
/* At most `most` rows of each; those behind the first `shown` are below a line that opens them. */
void views_write(const report *r, html *h, const shown_table *t, uint32_t most, uint32_t shown);

/* basis.c: what stands below a table: units, n, cut-offs, how many rows. */
void basis_write(const report *r, html *h, const shown_table *t);
const char *basis_rows(const report *r, const shown_table *t);	/* "200 of 2,710 rows; all of them are in …" */

/* evidence.c: the passages of rows. */
/* Where a number of the row leads, from the page that is being written: to its passages, or where there are none to the
 * row; NULL: it isn't shown. */
const char *evidence_href(const report *r, const shown_table *t, uint32_t row);
void evidence_write(const report *r, html *h, const shown_table *t, const char *heading);	/* of all rows of the table */
void evidence_quote(const report *r, html *h, const passage *p);	/* as a quotation of its own */

/* figures.c: those that an earlier writer drew, with links, and passages as quotations. */
void figures_write(const report *r, html *h, const shown_table *t);	/* all of the table's */
bool figures_any(const report *r, const shown_table *t);		/* whether there are any */
const glane_figure *figures_of_kind(const shown_table *t, const char *kind);	/* NULL: none */
double figures_whole(const shown_table *t, const shown_view *v);
const char *figures_bar(const report *r, const shown_table *t, const shown_view *v, uint32_t row, double whole, bool *below);

/* words.c: sentences of the page. */
const char *translate(const report *r, const char *english);	/* named for xgettext */
const char *number_written(const report *r, glane_str n);	/* of a pipeline: "0.5" with the report's decimal mark */
const char *url(const report *r, const char *path);	/* escaped for a relative link */

/* say/say.h, for this report. */
#define sentence(r, ...) say_sentence((r)->ctx, __VA_ARGS__)
static inline const char *number(const report *r, uint64_t n)
{
	return say_number(r->ctx, r->study->language, n);
}
static inline const char *join(const report *r, const char *a, const char *b, const char *c)
{
	return say_join(r->ctx, a, b, c);
}
static inline const char *decimal(const report *r, const char *before, uint32_t n)
{
	return say_decimal(r->ctx, before, n);
}
static inline glane_str copy(const report *r, glane_str s)
{
	return (glane_str){ say_part(r->ctx, s.p, s.n), s.n };
}

/* page.c */
int page_create(glane_ctx *ctx, void **self);	/* reads the style sheet and the script */
home page_home(const report *r, const shown_table *t);	/* where the rows of a table and their passages are */
/* A link from the page that is being written: page_href(r, page_home(r, t), "t3e12"); "" for the whole page. */
const char *page_href(const report *r, home to, const char *anchor);
/* Begins the page `here`, up to <body> and a link past the navigation; the report is written into memory, the others as files. */
html *page_begin(report *r, home here, const char *title);
int page_end(const report *r, html *h);		/* closes what is open but <body>; GLANE_OK or a failure */
#endif
