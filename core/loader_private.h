/* loader_private.h - what the files of the loader share. */
#ifndef LOADER_PRIVATE_H
#define LOADER_PRIVATE_H
#include "loader.h"

/* loader_trust.c. Follows an absolute path from / to a regular file, symbolic links included,
 * and looks at all that is passed: only root or the user may own it, only they may write to it.
 * A folder that lets all write but is sticky (like /tmp) may be passed, unless it is the one
 * that holds the file. NULL: the file can be trusted; otherwise what is wrong and what to do,
 * translated. */
const char *trust_file(arena *in, const char *path);

/* loader.c. Loads a file into this process, without looking first. NULL after messages. */
plugin *load_here(loader *l, const char *path, messages *m, place at);

/* A plugin that is part of glane itself, found by its name before all files: check-plugin's own. */
void loader_add(loader *l, const glane_plugin *def);

/* loader_look.c. load_here() and `show` in a child; see loader_look. */
const char *look_in_child(loader *l, arena *in, const char *path,
                          void (*show)(const plugin *, FILE *), messages *m, place at);
#endif
