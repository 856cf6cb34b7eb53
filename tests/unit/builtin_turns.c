/* The plugin turns, linked in. */
#define GLANE_BUILTIN turns
#include "plugins/turns/turns.c"
