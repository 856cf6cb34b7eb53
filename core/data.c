/* data.c - where glane's own files lie: beside an uninstalled program, or where they were
 * installed.
 *
 * configure leaves a file `.glane-build-tree` at the top of a build; its line `srcdir=…` names
 * the source tree. A program that finds it beside itself is not installed. */
#include <config.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "file.h"
#include "loader.h"

static char build_tree[PATH_MAX], source_tree[PATH_MAX];

/* A path with a line break would come out cut: such a tree counts as none. */
static bool read_mark(const char *folder)
{
	char path[PATH_MAX], line[PATH_MAX + 8];
	int n = snprintf(path, sizeof path, "%s/.glane-build-tree", folder);
	if (n < 0 || (size_t)n >= sizeof path)
		return false;
	FILE *f = fopen(path, "re");
	if (!f)
		return false;
	bool found = fgets(line, sizeof line, f) && !strncmp(line, "srcdir=", 7) &&
	        strchr(line, '\n');
	fclose(f);
	if (!found)
		return false;
	line[strcspn(line, "\n")] = '\0';
	n = snprintf(source_tree, sizeof source_tree, "%s", line + 7);
	return n > 0 && (size_t)n < sizeof source_tree;
}

const char *glane_build_tree(void)
{
	static bool looked;
	if (!looked) {
		ssize_t n = readlink("/proc/self/exe", build_tree, sizeof build_tree - 1);
		char *slash;
		looked = true;
		build_tree[n > 0 ? n : 0] = '\0';
		slash = strrchr(build_tree, '/');
		if (slash) {
			*slash = '\0';
			/* A unit test stands two folders below the top. */
			for (int up = 0; up < 4 && *build_tree && !read_mark(build_tree); up++) {
				slash = strrchr(build_tree, '/');
				if (!slash)
					break;
				*slash = '\0';
			}
		}
		if (!*source_tree)
			build_tree[0] = '\0';
	}
	return *build_tree ? build_tree : NULL;
}

const char *glane_data(arena *in, const char *name)
{
	if (glane_build_tree()) {
		/* What the build makes goes before what it was made from. */
		char *made = arena_print(in, "%s/%s", build_tree, name);
		if (!access(made, F_OK))
			return made;
		return arena_print(in, "%s/%s", source_tree, name);
	}
	return arena_print(in, "%s/%s", GLANE_DATADIR, name);
}
