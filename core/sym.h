/* sym.h - interned strings: one pool per process; workers inherit the parent's and go on alone. */
#ifndef SYM_H
#define SYM_H
#include <glane/plugin.h>

glane_sym sym_of(const char *s);	/* NULL: the empty one */
glane_sym sym_intern(glane_str s);
void sym_intern_all(uint32_t n, const glane_str *in, glane_sym *out);
glane_str sym_string(glane_sym s);	/* a NUL follows; for the whole process */
const char *sym_text(glane_sym s);
/* Code-point order (which is the order of UTF-8 bytes); < 0, 0, > 0. */
int sym_compare(glane_sym a, glane_sym b);
int str_compare(glane_str a, glane_str b);
/* out: 0..n-1 in code-point order of in[]; equal ones keep their order. */
void sym_order(uint32_t n, const glane_sym *in, uint32_t *out);
/* For tests: ids are given out in another sequence from now on. */
void sym_shuffle(uint32_t seed);
#define STR(literal) ((glane_str){ "" literal, sizeof(literal) - 1 })
glane_str str_of(const char *s);	/* NULL: empty */
bool str_equal(glane_str a, glane_str b);
#endif
