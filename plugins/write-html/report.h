/* report.h - what the files of write-html share: what is to be shown, and how the page says it. */
#ifndef REPORT_H
#define REPORT_H
#include "html/html.h"

typedef struct {
	int64_t passages, rows;
	bool documents;
	const char *style, *script;
} config;

/* The files that every page holds, read once. */
typedef struct { glane_bytes style, script; } look;

/* What document() points at: layers kept in the run store. */
typedef struct {
	glane_rows turn, note;
	const glane_sym *speaker, *kind;
} input;

/* A quotation under a row. The strings are copies; page 0: its document is on no page. */
typedef struct {
	const glane_quote *q;
	uint32_t page;
	bool cut_before, cut, cut_after;	/* text was left out there */
	glane_str before, text, after;		/* of the same turn; text is what was counted */
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
	uint32_t *row;
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

typedef struct {
	glane_ctx *ctx;
	const config *config;
	const look *look;
	const glane_study *study;
	const char *file, *folder;	/* "report.html", "report", as links have them */
	const char *path;		/* of the folder, below the output folder */
	bool apart;			/* passages are on pages of their own, one for each table */
	bool inside;			/* links are written from inside the folder */
	uint32_t n_tables, n_passages, room_passages, n_documents, n_pages;
	shown_table *table;
	passage *passage;
	uint32_t *by_place;		/* numbers of passages, by document and begin */
	shown_document *document;
} report;

/* select.c: chooses rows, views and passages of all tables. */
void select_tables(report *r);
const shown_row *select_find(const shown_table *t, uint32_t row);	/* NULL: not shown */
bool select_is_core(const glane_grid *g);

/* context.c: looks once at every document: which page it comes on, and what stands around passages. */
bool context_find(report *r);		/* false: cancelled */

/* documents.c: the documents, turn by turn: those numbered from … to - 1 of r->document into an open page, each below a
 * heading of its own ("h2"); or all of them on pages of about a megabyte. GLANE_OK or a failure. */
int documents_run(report *r, html *h, const char *heading, uint32_t from, uint32_t to);
int documents_pages(report *r);
const char *documents_href(const report *r, uint32_t page);	/* link to a page of documents */

/* tables.c */
void tables_write(const report *r, html *h, const shown_table *t);
int tables_passages(const report *r, const shown_table *t, const char *title);	/* the page of a table's passages */
const char *tables_id(const report *r, const shown_table *t);
const char *tables_row(const report *r, const shown_table *t, uint32_t row);	/* its id */
void tables_quote(const report *r, html *h, const passage *p);	/* as a quotation of its own */

/* figures.c: in plain HTML, what no writer has drawn. */
const glane_figure *figures_of_kind(const shown_table *t, const char *kind);	/* NULL: none */
double figures_whole(const shown_table *t, const shown_view *v);
const char *figures_bar(const report *r, const shown_table *t, const shown_view *v, uint32_t row, double whole, bool *below);
void figures_quadrants(const report *r, html *h, const shown_table *t, const glane_figure *f);
void figures_quotes(const report *r, html *h, const shown_table *t, const glane_figure *f);

/* words.c: sentences of the page. */
const char *translate(const report *r, const char *english);	/* named for xgettext */
/* With {name} replaced by the value that follows it: pairs of strings, then NULL. */
const char *sentence(const report *r, const char *translated, ...);
const char *number(const report *r, uint64_t n);	/* as the report's language writes it */
const char *join(const report *r, const char *a, const char *b, const char *c);
const char *decimal(const report *r, const char *before, uint32_t n);	/* "t" and 12: "t12" */
const char *url(const report *r, const char *path);	/* escaped for a relative link */
glane_str copy(const report *r, glane_str s);

/* page.c */
int page_create(glane_ctx *ctx, void **self);	/* reads the style sheet and the script */
html *page_begin(const report *r, const char *path, const char *title);	/* up to <body> */
int page_end(const report *r, html *h);		/* closes what is open but <body>; GLANE_OK or a failure */
#endif
