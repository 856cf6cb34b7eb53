/* The plugin sentiment, linked in. */
#define GLANE_BUILTIN sentiment
#include "plugins/sentiment/sentiment.c"
