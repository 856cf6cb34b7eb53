/* names.h - names of documents and groups from paths of files; for readers. */
#ifndef NAMES_H
#define NAMES_H
#include <string.h>
#include <strings.h>
#include <glane/plugin.h>

#define NAMES_GROUP_CHOICES "none|folder|file"
enum { NAMES_GROUP_NONE, NAMES_GROUP_FOLDER, NAMES_GROUP_FILE };

/* The last part of a path. */
static inline glane_str names_of_file(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	return (glane_str){ name, (uint32_t)strlen(name) };
}

/* Without `ending`, in any case, if something is left. */
static inline glane_str names_without(glane_str name, const char *ending)
{
	uint32_t n = (uint32_t)strlen(ending);
	if (name.n > n && !strncasecmp(name.p + name.n - n, ending, n))
		name.n -= n;
	return name;
}

/* The folder that holds a file, below the one that is read ("" directly in it); or the file's name
 * without its ending. */
static inline glane_str names_group(const char *path, int how)
{
	glane_str none = { "", 0 };
	if (how == NAMES_GROUP_FILE) {
		glane_str name = names_of_file(path);
		const char *dot = memrchr(name.p, '.', name.n);
		if (dot && dot > name.p)
			name.n = (uint32_t)(dot - name.p);
		return name;
	}
	const char *end = strrchr(path, '/'), *begin = end;
	if (how == NAMES_GROUP_NONE || !end)
		return none;
	while (begin > path && begin[-1] != '/')
		begin--;
	return (glane_str){ begin, (uint32_t)(end - begin) };
}
#endif
