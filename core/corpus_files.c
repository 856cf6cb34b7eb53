/* corpus_files.c - the files of a <read>: folders, patterns, lists. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/ucasemap.h>
#include "corpus_private.h"
#include "pipeline_parts.h"

enum { DEEPEST = 40 };			/* folders inside folders; more is a loop of links */

const char *corpus_nfc(arena *in, const char *s)
{
	glane_str n = text_nfc(in, str_of(s));
	return n.p == s ? s : arena_copy(in, n.p, n.n);
}

const char *corpus_fold_case(arena *in, const char *s)
{
	UErrorCode e = U_ZERO_ERROR;
	const char *nfc = corpus_nfc(in, s);
	size_t n = strlen(nfc), room = n * 3 + 16;
	char *out = arena_alloc(in, room);
	UCaseMap *map = ucasemap_open("", 0, &e);
	if (U_FAILURE(e))
		return nfc;
	int32_t k = ucasemap_utf8FoldCase(map, out, (int32_t)room, nfc, (int32_t)n, &e);
	ucasemap_close(map);
	if (U_FAILURE(e) || k < 0)
		return nfc;
	return corpus_nfc(in, out);
}

/* ---- Names as they are shown ----------------------------------------------------------------- */

/* `path` below `folder`, or NULL. */
static const char *below(const char *path, const char *folder)
{
	size_t n = strlen(folder);
	if (!strcmp(folder, "/"))
		return path + 1;
	return !strncmp(path, folder, n) && path[n] == '/' ? path + n + 1 : NULL;
}

const char *corpus_shown(planning *b, const char *path, const char *root)
{
	const char *name = below(path, b->p->folder);
	if (!name && root)
		name = below(path, root);
	return corpus_nfc(b->in, name ? name : path_name(path));
}

/* ---- Patterns -------------------------------------------------------------------------------- */

static uint32_t code_point(const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;
	uint32_t c = *s++;
	if (c >= 0xc0)
		c &= c >= 0xf0 ? 7 : c >= 0xe0 ? 15 : 31;
	while ((*s & 0xc0) == 0x80)
		c = c << 6 | (*s++ & 0x3f);
	*p = (const char *)s;
	return c;
}

/* One of the characters in […] at *pattern, which moves behind it; a "[" that isn't closed is itself. */
static bool in_set(const char **pattern, uint32_t c)
{
	const char *p = *pattern + 1, *close;
	bool negated = *p == '!' || *p == '^', hit = false;
	p += negated;
	close = *p ? strchr(p + 1, ']') : NULL;
	if (!close) {
		++*pattern;
		return c == '[';
	}
	while (p < close) {
		uint32_t low = code_point(&p), high = low;
		if (*p == '-' && p + 1 < close) {
			p++;
			high = code_point(&p);
		}
		hit = hit || (c >= low && c <= high);
	}
	*pattern = close + 1;
	return hit != negated;
}

/* Does a name (NFC) match a pattern (NFC) of * ? […]? In time linear in both but for the last star. */
static bool matches(const char *pattern, const char *name)
{
	const char *star = NULL, *from = NULL;
	while (*name) {
		const char *p = pattern, *n = name;
		if (*p == '*') {
			star = ++pattern;
			from = name;
			continue;
		}
		uint32_t c = code_point(&n);
		bool ok;
		if (*p == '[')
			ok = in_set(&p, c);
		else if (*p == '?')
			ok = p++ != NULL;
		else
			ok = *p && code_point(&p) == c;
		if (ok) {
			pattern = p;
			name = n;
		} else if (star) {
			code_point(&from);
			name = from;
			pattern = star;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

/* ---- The walk -------------------------------------------------------------------------------- */

typedef struct { const char *path, *key; } found_file;
typedef struct {
	planning *b;
	const stage *read;
	place at;
	const char *root;
	uint32_t n, room;
	found_file *file;
} search;

/* Files that programs leave beside those of people. */
static bool passed_over(const char *name)
{
	size_t n = strlen(name);
	return *name == '.' || !strncmp(name, "~$", 2) || name[n - 1] == '~' ||
	       !strcasecmp(name, "Thumbs.db") || !strcasecmp(name, "desktop.ini");
}

/* Tables that the pipeline names are no documents. */
static bool is_table(const search *s, const char *path)
{
	const pipeline *p = s->b->p;
	const char *const tables[] = { p->variables, p->values, p->corrections };
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		if (tables[i] && !strcmp(tables[i], path))
			return true;
	for (uint32_t i = 0; i < p->n_stages; i++)
		if (p->stage[i].kind == STAGE_READ && p->stage[i].metadata &&
		    !strcmp(p->stage[i].metadata, path))
			return true;
	/* Those that lie there and are named nowhere yet: a first run often goes without them. */
	return !strcmp(path_name(path), "metadata.csv") || !strcmp(path_name(path), "variables.csv") ||
	       !strcmp(path_name(path), "values.csv") || !strcmp(path_name(path), "corrections.csv");
}

static void add_file(search *s, const char *path)
{
	ARRAY_ROOM(s->b->in, s->file, s->room, s->n);
	s->file[s->n++] = (found_file){ path, corpus_nfc(s->b->in, path) };
}

static int by_key(const void *a, const void *b)
{
	const found_file *x = a, *y = b;
	int r = strcmp(x->key, y->key);
	return r ? r : strcmp(x->path, y->path);
}

/* Names in a folder, sorted; NULL after a message. */
static found_file *folder_names(search *s, const char *folder, uint32_t *n)
{
	arena *in = s->b->in;
	uint32_t room = 0;
	found_file *names = arena_alloc(in, sizeof *names);
	DIR *d = opendir(folder);
	*n = 0;
	if (!d) {
		messages_add(s->b->m, MESSAGE_ERROR, s->at, _("the folder %s can't be read: %s"), folder,
		             message_reason(errno));
		s->b->failed = true;
		return names;
	}
	for (struct dirent *e; (e = readdir(d)) != NULL;) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		ARRAY_ROOM(in, names, room, *n);
		const char *name = arena_string(in, e->d_name);
		names[(*n)++] = (found_file){ name, corpus_nfc(in, name) };
	}
	closedir(d);
	if (*n)
		qsort(names, *n, sizeof *names, by_key);
	return names;
}

/* A link to a folder that it lies in would never end. */
typedef struct ancestor { const struct ancestor *above; dev_t device; ino_t inode; } ancestor;

static void walk_folder(search *s, const char *folder, const ancestor *above, int depth)
{
	struct stat info;
	uint32_t n;
	if (stat(folder, &info) || depth > DEEPEST)
		return;
	for (const ancestor *a = above; a; a = a->above)
		if (a->device == info.st_dev && a->inode == info.st_ino)
			return;
	const ancestor here = { above, info.st_dev, info.st_ino };
	found_file *names = folder_names(s, folder, &n);
	for (uint32_t i = 0; i < n; i++) {
		const char *path = path_join(s->b->in, folder, names[i].path);
		if (passed_over(names[i].key) || stat(path, &info))
			continue;
		if (S_ISDIR(info.st_mode))
			walk_folder(s, path, &here, depth + 1);
		else if (S_ISREG(info.st_mode) && !is_table(s, path))
			add_file(s, path);
	}
}

/* What a path with patterns means, from the folder on that is already known. */
static void walk_pattern(search *s, const char *folder, const char *rest, int depth)
{
	arena *in = s->b->in;
	struct stat info;
	while (*rest == '/')
		rest++;
	size_t k = strcspn(rest, "/");
	const char *part = corpus_nfc(in, arena_copy(in, rest, k));
	bool last = !rest[k], pattern = strpbrk(part, "*?[") != NULL;
	if (depth > DEEPEST)
		return;
	const char *exact = path_join(in, folder, arena_copy(in, rest, k));
	if (!stat(exact, &info) && (!pattern || last)) {	/* also a file whose name has a "[" */
		if (!last)
			walk_pattern(s, exact, rest + k, depth + 1);
		else if (S_ISDIR(info.st_mode))
			walk_folder(s, exact, NULL, 0);
		else
			add_file(s, exact);
		return;
	}
	uint32_t n;
	found_file *names = folder_names(s, folder, &n);
	for (uint32_t i = 0; i < n; i++) {
		bool hit = pattern ? matches(part, names[i].key) : !strcmp(part, names[i].key);
		const char *path = path_join(in, folder, names[i].path);
		if (!hit || (pattern && passed_over(names[i].key)) || stat(path, &info))
			continue;
		if (!last && S_ISDIR(info.st_mode))
			walk_pattern(s, path, rest + k, depth + 1);
		else if (last && S_ISDIR(info.st_mode))
			walk_folder(s, path, NULL, 0);
		else if (last && !(pattern && is_table(s, path)))
			add_file(s, path);
	}
}

/* The folder that the names of files are shown from: what comes before the first pattern, or the
 * folder itself. */
static const char *root_of(planning *b, const char *item)
{
	struct stat info;
	const char *special = strpbrk(item, "*?[");
	if (!special && !stat(item, &info) && S_ISDIR(info.st_mode))
		return path_join(b->in, "/", item);
	size_t n = special ? (size_t)(special - item) : strlen(item);
	while (n && item[n - 1] != '/')
		n--;
	return path_join(b->in, "/", arena_copy(b->in, item, n));
}

static bool already(const planning *b, const stage *read, const char *path)
{
	for (uint32_t i = 0; i < b->n_files; i++)
		if (b->file[i]->read == read && !strcmp(b->file[i]->path, path))
			return true;
	return false;
}

static void take(search *s)
{
	planning *b = s->b;
	for (uint32_t i = 0; i < s->n; i++) {
		const char *path = s->file[i].path;
		if (already(b, s->read, path))
			continue;
		corpus_file *f = arena_alloc(b->in, sizeof *f);
		f->path = path;
		f->name = corpus_shown(b, path, s->root);
		f->read = s->read;
		if (!file_stamp_of(path, &f->stamp)) {
			messages_add(b->m, MESSAGE_ERROR, s->at, _("%s can't be read: %s"), path,
			             message_reason(errno));
			b->failed = true;
			continue;
		}
		const char *name = below(path, s->root);
		f->pub = (glane_file){ path, corpus_nfc(b->in, name ? name : path_name(path)), f->stamp.size,
		                       b->n_files };
		ARRAY_ROOM(b->in, b->file, b->room_files, b->n_files);
		b->file[b->n_files++] = f;
	}
}

static void search_item(planning *b, const stage *read, place at, const char *item)
{
	search s = { .b = b, .read = read, .at = at, .root = root_of(b, item) };
	struct stat info;
	walk_pattern(&s, "/", item, 0);
	take(&s);
	if (s.n || b->failed)
		return;
	b->failed = true;
	if (strpbrk(item, "*?["))
		messages_add(b->m, MESSAGE_ERROR, at, _("no file matches %s%s"), item,
		             strpbrk(path_folder(b->in, item), "*?[") ? "" : hint_file(b->in, item));
	else if (!stat(item, &info) && S_ISDIR(info.st_mode))
		messages_add(b->m, MESSAGE_ERROR, at, _("the folder %s holds no files to read: put the documents "
		             "there, or name another one in files"),
		             item);
	else
		messages_add(b->m, MESSAGE_ERROR, at, _("there is no file %s%s"), item, hint_file(b->in, item));
}

uint32_t corpus_matching(arena *in, const char *pattern, messages *m, place at, const char ***out)
{
	const pipeline none = { 0 };
	planning b = { .in = in, .m = m, .p = &none };
	search s = { .b = &b, .at = at };
	walk_pattern(&s, "/", pattern, 0);
	*out = arena_alloc(in, (s.n + 1) * sizeof **out);
	for (uint32_t i = 0; i < s.n; i++)
		(*out)[i] = s.file[i].path;
	return s.n;
}

void corpus_files(planning *b, const stage *read)
{
	const setting *files = stage_setting(read, "files");
	glane_str rest = str_of(read->files), part;
	place at = files ? files->at : read->at;
	while (text_item(&rest, &part)) {
		bool before = b->failed;
		b->failed = false;
		search_item(b, read, at, path_join(b->in, b->p->folder, arena_copy(b->in, part.p, part.n)));
		b->failed = b->failed || before;
	}
}
