/* new_study_files.c - the files of a folder, who reads them, and the <read>s of a study of them. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "file.h"
#include "language.h"
#include "new_study.h"
#include "sym.h"
#include "text.h"

enum { DEEPEST = 3, FILES_MOST = 100000, FOLDERS_MOST = 40 };

/* ---- Finding --------------------------------------------------------------------------------- */

static int visible(const struct dirent *e)
{
	size_t n = strlen(e->d_name);
	return *e->d_name != '.' && strncmp(e->d_name, "~$", 2) && e->d_name[n - 1] != '~' &&
	       strcasecmp(e->d_name, "Thumbs.db") && strcasecmp(e->d_name, "desktop.ini");
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static const char *ending_of(arena *in, const char *name)
{
	const char *dot = strrchr(path_name(name), '.');
	return dot && dot > path_name(name) && strlen(dot) < 8 && !strchr(dot, ' ') ? arena_string(in, dot + 1) : "";
}

static void add_file(study *s, const char *path, const char *name, uint64_t size)
{
	ARRAY_ROOM(s->in, s->file, s->room_files, s->n_files);
	s->file[s->n_files++] = (study_file){ .path = path, .name = name, .ending = ending_of(s->in, name), .size = size,
	                                      .read = GLANE_NONE };
}

/* Results of earlier runs are no documents. */
static bool is_result(study *s, const char *path)
{
	return !access(path_join(s->in, path, "manifest.json"), F_OK);
}

static bool walk(study *s, const char *folder, const char *below, int depth)
{
	struct dirent **entry;
	int n = scandir(folder, &entry, visible, by_bytes);
	if (n < 0) {
		message_now(MESSAGE_ERROR, NOWHERE, _("the folder %s can't be read: %s"), folder, message_reason(errno));
		return false;
	}
	bool ok = true;
	for (int i = 0; i < n; i++) {
		struct stat info;
		const char *path = path_join(s->in, folder, entry[i]->d_name);
		const char *name = *below ? arena_print(s->in, "%s/%s", below, entry[i]->d_name)
		                          : arena_string(s->in, entry[i]->d_name);
		if (ok && !stat(path, &info) && s->n_files < FILES_MOST) {
			if (S_ISDIR(info.st_mode) && depth < DEEPEST && !is_result(s, path))
				ok = walk(s, path, name, depth + 1);
			else if (S_ISREG(info.st_mode))
				add_file(s, path, name, (uint64_t)info.st_size);
		}
		free(entry[i]);
	}
	free(entry);
	return ok;
}

/* ---- Readers --------------------------------------------------------------------------------- */

static bool one_of(const char *word, const char *words)
{
	glane_str rest = str_of(words), part;
	while (text_name(&rest, &part))
		if (part.n == strlen(word) && !strncasecmp(part.p, word, part.n))
			return true;
	return false;
}

/* Tables with a meaning of their own in a study. */
static bool is_table_of_study(const char *name)
{
	return one_of(name, "metadata.csv variables.csv values.csv codebook.csv corrections.csv thesaurus.csv");
}

/* Makes rows of words that came to mind, not texts. */
static bool reads_evocations(const plugin *p)
{
	for (const glane_layer *l = p->def->layers; l && l->name; l++)
		if (!strcmp(l->name, "evocation"))
			return true;
	return false;
}

static void find_reader(study *s, study_file *f, messages *aside)
{
	unsigned char head[4096];
	uint32_t n;
	int fd = open(f->path, O_RDONLY | O_CLOEXEC), best = 0;
	ssize_t got = fd < 0 ? -1 : read(fd, head, sizeof head);
	if (fd >= 0)
		close(fd);
	const char *const *names = loader_names(s->loader, &n);
	for (uint32_t i = 0; got > 0 && i < n; i++) {
		const plugin *p = loader_get(s->loader, names[i], aside, NOWHERE);
		if (!p || !p->reader || !p->def->probe)
			continue;
		int sure = p->def->probe(path_name(f->name), (glane_bytes){ head, (size_t)got });
		if (sure > best) {
			best = sure;
			f->reader = p;
		}
	}
	/* Any text passes for plain text; most of what isn't called so is something else. */
	if (best < 50 && !one_of(*f->ending ? f->ending : "txt", "txt text md asc"))
		f->reader = NULL;
	if (f->reader && reads_evocations(f->reader)) {
		f->other_study = true;
		f->reader = NULL;
	}
}

bool study_find(study *s)
{
	messages *aside = messages_new(s->in);	/* a broken plugin is no matter here */
	if (!walk(s, s->folder, "", 0))
		return false;
	for (uint32_t i = 0; i < s->n_files; i++)
		if (!is_table_of_study(path_name(s->file[i].name)))
			find_reader(s, &s->file[i], aside);
	return true;
}

/* ---- What can't be read ---------------------------------------------------------------------- */

static const char *advice(const study_file *f)
{
	if (one_of(f->ending, "docx doc odt rtf pages"))
		return _("open in the word processor, save as plain text (.txt, UTF-8)");
	if (one_of(f->ending, "pdf"))
		return _("export or copy the text into a plain text file (.txt, UTF-8)");
	if (one_of(f->ending, "xlsx xls ods numbers"))
		return _("open in the spreadsheet, save as CSV (UTF-8)");
	if (one_of(f->ending, "mp3 wav m4a ogg flac wma aac mp4 mov avi mkv"))
		return _("recordings must be transcribed first");
	if (one_of(f->ending, "jpg jpeg png gif tif tiff heic"))
		return _("pictures hold no text that glane could read");
	return _("if it is text, save as plain text (.txt, UTF-8)");
}

/* Nobody reads it, and it isn't a part of a study either. */
static bool is_foreign(const study_file *f)
{
	return !f->reader && !f->other_study && !is_table_of_study(path_name(f->name)) && f->size &&
	       !one_of(f->ending, "xml rng");
}

typedef struct { const study_file *first; uint32_t n; } kind;

void study_say_foreign(const study *s)
{
	uint32_t n = 0, room = 0;
	kind *kinds = NULL;
	for (uint32_t i = 0; i < s->n_files; i++) {
		const study_file *f = &s->file[i];
		uint32_t k = 0;
		if (f->other_study)
			message_now(MESSAGE_NOTE, (place){ f->name, 0, 0 },
			            _("a table of words that came to mind: for a study of associations, see `glane list --study "
			              "associations`"));
		if (!is_foreign(f))
			continue;
		while (k < n && strcasecmp(kinds[k].first->ending, f->ending))
			k++;
		if (k == n) {
			ARRAY_ROOM(s->in, kinds, room, n);
			kinds[n++] = (kind){ f, 0 };
		}
		kinds[k].n++;
	}
	for (uint32_t k = 0; k < n; k++) {
		place at = { kinds[k].first->name, 0, 0 };
		if (kinds[k].n > 1)
			message_now(MESSAGE_WARNING, at, _("this and other files .%s (%u in all) can't be read yet: %s"),
			            kinds[k].first->ending, kinds[k].n, advice(kinds[k].first));
		else
			message_now(MESSAGE_WARNING, at, _("this file can't be read yet: %s"), advice(kinds[k].first));
	}
}

/* ---- Reads ----------------------------------------------------------------------------------- */

static const char *folder_of(study *s, const study_file *f)
{
	return strchr(f->name, '/') ? path_folder(s->in, f->name) : "";
}

/* What would mean something else in `files`. */
static bool plain_name(const char *name)
{
	return !strpbrk(name, "*?[;\n");
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Does a file of the same name lie in another folder? Then the folders are read one by one. */
static bool names_twice(const study *s, const plugin *reader)
{
	arena *in = arena_new();
	const char **names = arena_alloc(in, (s->n_files + 1) * sizeof *names);
	uint32_t n = 0;
	bool twice = false;
	for (uint32_t i = 0; i < s->n_files; i++)
		if (s->file[i].reader == reader)
			names[n++] = path_stem(in, s->file[i].name);
	if (n)
		qsort(names, n, sizeof *names, by_text);
	for (uint32_t i = 1; i < n; i++)
		twice = twice || !strcmp(names[i], names[i - 1]);
	arena_free(in);
	return twice;
}

/* Are there several folders? */
static bool folders_differ(study *s, const plugin *reader)
{
	const char *first = NULL;
	for (uint32_t i = 0; i < s->n_files; i++) {
		if (s->file[i].reader != reader)
			continue;
		if (first && strcmp(first, folder_of(s, &s->file[i])))
			return true;
		first = folder_of(s, &s->file[i]);
	}
	return false;
}

/* "vague-1": small ASCII letters, and not taken. */
static const char *new_id(study *s, const char *name)
{
	char *base = arena_string(s->in, text_fold(s->in, str_of(name)));
	size_t n = 0;
	for (const char *p = base; *p; p++)
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			base[n++] = *p;
		else if (n && base[n - 1] != '-')
			base[n++] = '-';
	while (n && base[n - 1] == '-')
		n--;
	base[n] = 0;
	const char *id = n ? base : "texts";
	for (uint32_t i = 0, number = 1; i < s->n_reads; i++)
		if (!strcmp(s->read[i].id, id)) {
			id = arena_print(s->in, "%s-%u", n ? base : "texts", ++number);
			i = UINT32_MAX;		/* and from the beginning */
		}
	return id;
}

static study_read *add_read(study *s, const char *name, const plugin *reader)
{
	ARRAY_ROOM(s->in, s->read, s->room_reads, s->n_reads);
	study_read *r = &s->read[s->n_reads];
	const char *id = new_id(s, name);
	*r = (study_read){ .id = id, .use = reader->name, .files = "",
	                   .metadata = s->n_reads ? arena_print(s->in, "metadata-%s.csv", id) : "metadata.csv" };
	s->n_reads++;
	return r;
}

static void add_pattern(study *s, study_read *r, const char *pattern)
{
	glane_str rest = str_of(r->files), part;
	while (text_item(&rest, &part))
		if (str_equal(part, str_of(pattern)))
			return;
	r->files = *r->files ? arena_print(s->in, "%s; %s", r->files, pattern) : pattern;
}

/* The files of one ending in one folder, or in all of that depth; a file without an ending by its name. */
static const char *pattern_of(study *s, const study_file *f, bool by_folder)
{
	const char *folder = folder_of(s, f), *up = "";
	if (!*f->ending)
		return f->name;
	if (!by_folder)
		return *folder ? arena_print(s->in, "%s/*.%s", folder, f->ending) : arena_print(s->in, "*.%s", f->ending);
	for (const char *p = f->name; *p; p++)
		if (*p == '/')
			up = arena_print(s->in, "%s*/", up);
	return arena_print(s->in, "%s*.%s", up, f->ending);
}

static bool has_option(const plugin *p, const char *name)
{
	for (const glane_option *o = p->def->options; o && o->name; o++)
		if (!strcmp(o->name, name))
			return true;
	return false;
}

/* The <read> that takes files of that folder (NULL: of any) with that reader. */
static study_read *read_of(study *s, const plugin *reader, const char *folder)
{
	for (uint32_t i = 0; i < s->n_reads; i++) {
		study_read *r = &s->read[i];
		if (!strcmp(r->use, reader->name) && (!folder || !strcmp(r->folder, folder)))
			return r;
	}
	study_read *r = add_read(s, folder && *folder ? folder : "texts", reader);
	r->folder = folder;
	return r;
}

/* Files of which each is a document: one <read>, or one for each folder where names are there twice. */
static void read_files(study *s, const plugin *reader)
{
	bool apart = names_twice(s, reader);
	bool by_folder = !apart && folders_differ(s, reader) && has_option(reader, "group");
	for (uint32_t i = 0; i < s->n_files; i++) {
		study_file *f = &s->file[i];
		if (f->reader != reader)
			continue;
		if (!plain_name(f->name)) {
			message_now(MESSAGE_WARNING, (place){ f->name, 0, 0 },
			            _("left aside for its name: rename it, without * ? [ and ;"));
			continue;
		}
		study_read *r = read_of(s, reader, apart ? folder_of(s, f) : NULL);
		r->by_folder = by_folder;
		f->read = (uint32_t)(r - s->read);
		add_pattern(s, r, pattern_of(s, f, by_folder));
	}
}

static bool is_table(const study_file *f)
{
	return f->reader ? !strcmp(f->reader->name, "read-csv") : !strcmp(f->name, "metadata.csv");
}

/* The first table about the documents is their metadata, before a table that could be read as texts is. Files that several
 * <read>s take need a table each. */
static void find_metadata(study *s)
{
	for (uint32_t i = 0; s->n_reads == 1 && i < s->n_files && !s->read[0].described; i++) {
		study_file *f = &s->file[i];
		if (!is_table(f) || !plain_name(f->name) || !study_describes(s, f, 0))
			continue;
		s->read[0].metadata = f->name;
		s->read[0].described = true;
		f->reader = NULL;
	}
}

/* A table whose rows are documents: a <read> of its own, for its columns are. */
static void read_table(study *s, study_file *f)
{
	bool by_itself;
	const char *column = study_text_column(s, f, &by_itself);
	if (!column || !plain_name(f->name)) {
		message_now(MESSAGE_WARNING, (place){ f->name, 0, 0 }, column
		            ? _("left aside for its name: rename it, without * ? [ and ;")
		            : _("left aside: no column of this table holds texts"));
		return;
	}
	study_read *r = add_read(s, path_stem(s->in, f->name), f->reader);
	r->files = f->name;
	r->text_column = by_itself ? NULL : column;
	f->read = s->n_reads - 1;
}

bool study_make_reads(study *s)
{
	for (uint32_t i = 0; i < s->n_files; i++) {
		study_file *f = &s->file[i];
		if (f->reader && f->read == GLANE_NONE && !is_table(f))
			read_files(s, f->reader);
	}
	find_metadata(s);
	for (uint32_t i = 0; i < s->n_files; i++)
		if (s->file[i].reader && is_table(&s->file[i]))
			read_table(s, &s->file[i]);
	if (!s->n_reads)
		message_now(MESSAGE_ERROR, NOWHERE,
		            _("%s holds nothing that could be read: put interviews there as plain text (.txt, one file each) or "
		              "a table (.csv, one text a row), then try again"), s->folder);
	return s->n_reads > 0;
}
