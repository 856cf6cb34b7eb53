/* The plugin tokenize-en, linked in. */
#define GLANE_BUILTIN tokenize_en
#include "plugins/tokenize-en/tokenize_en.c"
