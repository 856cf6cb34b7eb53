/* method.h - the section "Method": what was done, as one reads it and as a paper has it. */
#ifndef METHOD_H
#define METHOD_H
#include "report.h"
#include "references/citations.h"

typedef struct { const char *name, *text; } method_paragraph;	/* of the corpus, a stage, the program; text cites [@key] */
typedef struct {
	uint32_t n;
	method_paragraph *paragraph;
	citations works;		/* those that are cited */
	const char *version;		/* of glane */
} method;

/* method.c: on the page; and beside it methods.md, which pandoc reads, with references.bib. */
void method_section(const report *r, html *h);
int method_files(const report *r);

/* method_text.c */
method method_gather(const report *r);

/* bibliography.c */
void bibliography_write(const report *r, html *h, const citations *c);
const char *bibliography_bibtex(const report *r, const glane_reference *w);	/* an entry with its line ends */
#endif
