/* The plugin language, linked in. */
#define GLANE_BUILTIN language
#include "plugins/language/language.c"
