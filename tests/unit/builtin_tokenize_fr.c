/* The plugin tokenize-fr, linked in. */
#define GLANE_BUILTIN tokenize_fr
#include "plugins/tokenize-fr/tokenize_fr.c"
