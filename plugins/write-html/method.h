/* method.h - the section "Method": what was done, as one reads it and as a paper has it. */
#ifndef METHOD_H
#define METHOD_H
#include "report.h"

typedef struct { const char *name, *text; } method_paragraph;	/* of the corpus, a stage, the program; text cites [@key] */
typedef struct { const glane_reference *of; const char *label; } method_reference;	/* "Lafon 1980" */
typedef struct {
	uint32_t n, n_references;
	method_paragraph *paragraph;
	method_reference *reference;	/* those that are cited, each once, by label */
	const char *version;		/* of glane */
} method;

/* method.c: on the page; and beside it methods.md, which pandoc reads, with references.bib. */
void method_section(const report *r, html *h);
int method_files(const report *r);

/* method_text.c */
method method_gather(const report *r);
/* The next citation of *text, "[@lafon1980; @reinert1990]", whose works are all known: what stands before it, and the numbers
 * of the works, at most `most`; returns how many, and 0 at the end, where *before is the rest. */
uint32_t method_cited(const method *m, const char **text, glane_str *before, uint32_t *number, uint32_t most);
enum { CITED_TOGETHER = 16 };

/* bibliography.c */
void bibliography_sort(const report *r, method *m);	/* gives them their labels */
void bibliography_write(const report *r, html *h, const method *m);
const char *bibliography_bibtex(const report *r, const glane_reference *w);	/* an entry with its line ends */
#endif
