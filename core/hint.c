/* hint.c - the end of a message about a name that is not known: which one was probably meant. */
#include <config.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include "pipeline_parts.h"

const char *hint_list(arena *in, uint32_t n, const char *const *names)
{
	const char *s = "";
	for (uint32_t i = 0; i < n; i++)
		s = i ? arena_print(in, "%s, %s", s, names[i]) : names[i];
	return s;
}

const char *hint(arena *in, const char *word, uint32_t n, const char *const *known, bool all)
{
	const char *english = suggest_translated(word, n, known);
	if (english)
		return arena_print(in, _(": write \"%s\", names are English here"), english);
	const char *near = suggest_name(word, n, known);
	if (near)
		return arena_print(in, _(": did you mean \"%s\"?"), near);
	if (all && n)
		return arena_print(in, _(": expected is one of %s"), hint_list(in, n, known));
	return "";
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *hint_file(arena *in, const char *path)
{
	uint32_t n = 0, room = 0;
	const char **names = NULL;
	const char *folder = path_folder(in, path);
	DIR *d = opendir(folder);
	if (!d) {
		file_stamp stamp;
		return file_stamp_of(folder, &stamp) ? "" :
			arena_print(in, _(" (there is no folder %s)"), folder);
	}
	for (struct dirent *e; (e = readdir(d)) && n < 10000;) {
		if (e->d_name[0] == '.')
			continue;
		ARRAY_ROOM(in, names, room, n);
		names[n++] = arena_string(in, e->d_name);
	}
	closedir(d);
	if (n)
		qsort(names, n, sizeof *names, compare);
	const char *near = suggest_name(path_name(path), n, names);
	return near ? arena_print(in, _(": did you mean \"%s\"?"), near)
	            : _(": correct the name, or put the file there");
}
