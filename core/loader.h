/* loader.h - finds plugins, trusts or refuses their files, checks their descriptors. */
#ifndef LOADER_H
#define LOADER_H
#include "message.h"

typedef struct plugin {
	const glane_plugin *def;
	const char *path;		/* of the shared object */
	const char *name;
	bool reader, filter, step, writer;
} plugin;

/* Folders are searched in this order: --plugin-dir (in the order given), GLANE_PLUGIN_PATH, the user's
 * data folder, the build tree of an uninstalled program, $(libdir)/glane/plugins-N. The first file of a
 * name wins. */
typedef struct loader loader;
loader *loader_new(arena *in, uint32_t n_folders, const char *const *folder);
/* The plugin of that name, loaded RTLD_NOW | RTLD_LOCAL, once, never unloaded; or NULL after adding a
 * message: not found (with near miss and where was looked), refused (folder or file writable by
 * others, not a regular file), another version, undefined symbols, bad descriptor. */
const plugin *loader_get(loader *l, const char *name, messages *m, place at);
/* All names that can be found, sorted; nothing is loaded. */
const char *const *loader_names(loader *l, uint32_t *n);
/* Full path of the file that loader_get would load, or NULL. */
const char *loader_path(loader *l, const char *name);
/* Loads one file by its path after the same checks (check-plugin, inspect). */
const plugin *loader_open(loader *l, const char *path, messages *m);
/* Loads the file in a short-lived child, where it can crash, hang, print and allocate as it likes, and
 * calls `show` there (NULL: nothing). What that wrote is returned, in memory of `in`; NULL after a message:
 * it can't be loaded, or did the child harm. loader_get and loader_open look in this way first. */
const char *loader_look(loader *l, arena *in, const char *path, void (*show)(const plugin *, FILE *),
                        messages *m, place at);
/* Everything that can be wrong in a descriptor; each a message. true: nothing. */
bool descriptor_check(arena *in, const glane_plugin *p, const char *path, messages *m);

/* Where data of glane's own lies: "pipelines/creatives.xml", "profiles"… beside an uninstalled
 * program, otherwise under $(datadir)/glane. */
const char *glane_data(arena *in, const char *name);
const char *glane_build_tree(void);	/* top build folder of an uninstalled program, or NULL */
#define GLANE_PLUGIN_FOLDER "plugins-0.0"
#endif
