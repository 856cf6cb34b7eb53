/* The reader of text, linked in. */
#define GLANE_BUILTIN read_text
#include "../../plugins/read-text/read_text.c"
