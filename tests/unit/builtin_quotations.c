/* The plugin quotations, linked in. */
#define GLANE_BUILTIN quotations
#include "plugins/quotations/quotations.c"
