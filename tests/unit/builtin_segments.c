/* The plugin segments, linked in. */
#define GLANE_BUILTIN segments
#include "plugins/segments/segments.c"
