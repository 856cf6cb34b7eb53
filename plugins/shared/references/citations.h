/* citations.h - the works that texts cite as "[@lafon1980; @reinert1990]": found in the texts, called and put in order.
 *
 * Texts and works are those of a stage's descriptor (glane_method). All lives as long as GLANE_SCRATCH. */
#ifndef CITATIONS_H
#define CITATIONS_H
#include <glane/plugin.h>

/* A work as texts call it: "Lafon" 1980, "Flament and Rouquette" 2003, "Blondel et al." 2008; works of the same people in the same
 * year are told apart by letters: 1980a, 1980b. */
typedef struct { const glane_reference *of; const char *who, *year; } cited_work;
typedef struct { uint32_t n, room; cited_work *work; } citations;

/* Works that may be cited, each key once, the first that has it; NULL: none. */
void citations_offer(glane_ctx *ctx, citations *c, const glane_reference *list);
/* Keeps those that the texts cite, each once, by people, then years; gives them their names. */
void citations_keep(glane_ctx *ctx, citations *c, uint32_t n, const char *const *text);

/* The next citation of *text whose works are all known: what stands before it, and the numbers of the works, at most CITED_TOGETHER;
 * returns how many, and 0 at the end, where *before is the rest. What is no citation, or of a work that is not known, stays text. */
enum { CITED_TOGETHER = 16 };
uint32_t citations_next(const citations *c, const char **text, glane_str *before, uint32_t number[CITED_TOGETHER]);

/* The next author of "Lafon, Pierre and Muller, Charles"; NULL: there is none. */
const char *citations_author(glane_ctx *ctx, const char **authors);
/* Whether a work stands in another, a journal or a book, whose title then is in italics rather than its own. */
bool citations_within(const glane_reference *w);
#endif
