/* identity.c - what a run reads, and whether two runs are the same: for --resume and merge. */
#include <config.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "language.h"
#include "sym.h"
#include "worker.h"

/* ---- What the run reads ---------------------------------------------------------------------- */

typedef struct {
	arena *in;
	uint32_t n, room, n_aliases, room_aliases;
	input_file *file;
	const char **alias;
} input_list;

static bool add_input(input_list *l, const char *path, const char *name)
{
	struct stat s;
	char sha[65];
	if (stat(path, &s) || S_ISDIR(s.st_mode))
		return true;	/* a folder, as of dictionaries, is its plugin's to hash */
	if (!file_sha256_of(path, sha)) {
		message_now(MESSAGE_ERROR, (place){ name, 0, 0 }, _("the file can't be read: %s"), message_reason(errno));
		return false;
	}
	ARRAY_ROOM(l->in, l->file, l->room, l->n);
	l->file[l->n++] = (input_file){ arena_string(l->in, name), arena_string(l->in, sha),
	                                (uint64_t)s.st_size };
	if (strcmp(path, name)) {
		ARRAY_ROOM(l->in, l->alias, l->room_aliases, l->n_aliases);
		l->alias[l->n_aliases++] = arena_string(l->in, path);
	}
	return true;
}

/* A file that a setting names: shown as the pipeline has it, which is the same on every machine. */
static bool add_named(input_list *l, const char *path, const setting *s)
{
	return !path || !*path ||
	       add_input(l, path, s && s->from == FROM_PIPELINE && s->value ? s->value : path);
}

/* Files of a list: shown from the pipeline's folder, where they lie below it. */
static bool add_files(input_list *l, const pipeline *p, const stage *s, const glane_option *o)
{
	const char *const *list = NULL;
	size_t n = strlen(p->folder);
	bool ok = true;
	memcpy(&list, (const char *)s->config + o->offset, sizeof list);
	for (; list && *list; list++) {
		bool below = !strncmp(*list, p->folder, n) && (*list)[n] == '/';
		ok = add_input(l, *list, below ? *list + n + 1 : *list) && ok;
	}
	return ok;
}

/* The file of a document, which the run hashes once: workers that read it look whether it is still the same. */
static bool add_document_file(input_list *l, corpus_file *f)
{
	file_stamp now;
	uint32_t n = l->n;
	if (!add_input(l, f->path, f->name))
		return false;
	if (l->n > n && file_stamp_of(f->path, &now) && file_same(&now, &f->stamp))
		memcpy(f->sha256, l->file[n].sha256, sizeof f->sha256);
	return true;
}

/* Files that options name; private ones are kept out of everything. */
static bool add_option_files(input_list *l, const pipeline *p, const stage *s)
{
	const glane_option *o = s->plugin ? s->plugin->def->options : NULL;
	bool ok = true;
	for (; o && o->name; o++) {
		const char *path = NULL;
		if (o->type == GLANE_FILES && s->config)
			ok = add_files(l, p, s, o) && ok;
		if (o->type != GLANE_PATH || !s->config)
			continue;
		memcpy(&path, (const char *)s->config + o->offset, sizeof path);
		ok = add_named(l, path, stage_setting(s, o->name)) && ok;
	}
	return ok;
}

static const setting *attribute(const pipeline *p, const char *name)
{
	for (uint32_t i = 0; i < p->n_settings; i++)
		if (!strcmp(p->setting[i].name, name))
			return &p->setting[i];
	return NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_name(const void *a, const void *b)
{
	const input_file *x = a, *y = b;
	return strcmp(x->path, y->path);
}

static void sort_inputs(input_list *l)
{
	uint32_t n = 0;
	if (l->n)
		qsort(l->file, l->n, sizeof *l->file, by_name);
	for (uint32_t i = 0; i < l->n; i++)
		if (!i || strcmp(l->file[i].path, l->file[n - 1].path))
			l->file[n++] = l->file[i];
	l->n = n;
}

/* The plan in one line: numbers, names, sources and sizes decide how shards are cut. */
static void hash_plan(const corpus *c, char out[65])
{
	glane_io io;
	io_open_memory(&io);
	for (uint32_t i = 0; i < c->n_documents; i++) {
		const planned *p = &c->document[i];
		io_put_sym(&io, p->pub.name);
		io_put_str(&io, str_of(p->read->id));
		io_put_int(&io, (int64_t)p->size);
	}
	file_sha256((glane_bytes){ io.p, io.n }, out);
	io_close(&io);
}

const char *work_inputs(arena *in, engine *e, run_inputs *out)
{
	corpus *c = engine_corpus(e);
	const pipeline *p = engine_pipeline(e);
	input_list l = { .in = in };
	char plan[65];
	bool ok = true;
	for (uint32_t i = 0; i < c->n_files; i++)
		ok = add_document_file(&l, &c->file[i]) && ok;
	for (uint32_t i = 0; i < p->n_stages; i++)
		if (p->stage[i].kind == STAGE_READ)
			ok = add_named(&l, p->stage[i].metadata, stage_setting(&p->stage[i], "metadata")) && ok;
	ok = add_named(&l, p->variables, attribute(p, "variables")) && ok;
	ok = add_named(&l, p->values, attribute(p, "values")) && ok;
	ok = add_named(&l, p->corrections, attribute(p, "corrections")) && ok;
	sort_inputs(&l);
	glane_io io;
	io_open_memory(&io);
	for (uint32_t i = 0; i < l.n; i++)
		io_print(&io, "%s %" PRIu64 " %s\n", l.file[i].sha256, l.file[i].size, l.file[i].path);
	hash_plan(c, plan);
	io_print(&io, "documents %u %s\n", c->n_documents, plan);
	const char *text = arena_copy(in, (const char *)io.p, io.n);
	io_close(&io);

	/* The rest is in the pipeline's identity already, but is listed with the inputs. */
	if (file_stamp_of(p->path, &(file_stamp){ 0 }))
		ok = add_input(&l, p->path, path_name(p->path)) && ok;
	for (uint32_t i = 0; i < p->n_stages; i++)
		ok = add_option_files(&l, p, &p->stage[i]) && ok;
	sort_inputs(&l);
	if (l.n_aliases)
		qsort(l.alias, l.n_aliases, sizeof *l.alias, by_text);
	*out = (run_inputs){ l.n, l.n_aliases, l.file, l.alias };
	return ok ? text : NULL;
}

/* ---- Is it the same run? --------------------------------------------------------------------- */

typedef struct { uint32_t n; const char **line; } lines;

static lines cut_lines(arena *in, const char *text)
{
	lines l = { 0, NULL };
	uint32_t room = 0;
	for (const char *p = text; *p;) {
		size_t k = strcspn(p, "\n");
		ARRAY_ROOM(in, l.line, room, l.n);
		l.line[l.n++] = arena_copy(in, p, k);
		p += k + (p[k] == '\n');
	}
	if (l.n)
		qsort(l.line, l.n, sizeof *l.line, by_text);
	return l;
}

static bool has_line(const lines *l, const char *line)
{
	return l->n && bsearch(&line, l->line, l->n, sizeof *l->line, by_text);
}

/* Lines of a that b has not, cut to what a message can hold. */
static const char *lines_only_in(arena *in, const lines *a, const lines *b, uint32_t *n)
{
	const char *text = "";
	*n = 0;
	for (uint32_t i = 0; i < a->n; i++) {
		if (has_line(b, a->line[i]))
			continue;
		if (*n < 6)
			text = arena_print(in, "%s\n\t%s", text, a->line[i]);
		else if (*n == 6)
			text = arena_print(in, "%s\n\t…", text);
		++*n;
	}
	return text;
}

/* The lines of a pipeline's identity, with the stage before the option: "sentiment.window=5". */
static lines cut_settings(arena *in, const char *text)
{
	static const char *const element[] = { "read=", "step=", "write=" };
	lines l = { 0, NULL };
	uint32_t room = 0;
	const char *id = NULL;
	for (const char *p = text; *p;) {
		size_t k = strcspn(p, "\n");
		const char *line = arena_copy(in, p, k), *opens = NULL;
		for (size_t i = 0; i < sizeof element / sizeof *element; i++)
			if (!strncmp(line, element[i], strlen(element[i])))
				opens = line + strlen(element[i]);
		id = opens ? opens : id;
		ARRAY_ROOM(in, l.line, room, l.n);
		l.line[l.n++] = id && !opens ? arena_print(in, "%s.%s", id, line) : line;
		p += k + (p[k] == '\n');
	}
	if (l.n)
		qsort(l.line, l.n, sizeof *l.line, by_text);
	return l;
}

static bool same_pipeline(arena *in, const char *now, const char *then, const char *path)
{
	lines a = cut_settings(in, now), b = cut_settings(in, then);
	uint32_t n_now, n_then;
	const char *is = lines_only_in(in, &a, &b, &n_now), *was = lines_only_in(in, &b, &a, &n_then);
	if (!strcmp(now, then))
		return true;
	if (!n_now && !n_then) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s was made with the stages in another order"), path);
		return false;
	}
	message_now(MESSAGE_ERROR, NOWHERE, _("%s was made by another pipeline"), path);
	if (n_then)
		message_now(MESSAGE_NOTE, NOWHERE, _("it had:%s"), was);
	if (n_now)
		message_now(MESSAGE_NOTE, NOWHERE, _("the pipeline now has:%s"), is);
	return false;
}

/* "SHA SIZE NAME" → NAME */
static const char *input_name(const char *line)
{
	const char *p = strchr(line, ' ');
	p = p ? strchr(p + 1, ' ') : NULL;
	return p ? p + 1 : line;
}

static bool has_input(const lines *l, const char *name)
{
	for (uint32_t i = 0; i < l->n; i++)
		if (!strcmp(input_name(l->line[i]), name))
			return true;
	return false;
}

static bool same_inputs(arena *in, const char *now, const char *then, const char *path)
{
	lines a = cut_lines(in, now), b = cut_lines(in, then);
	uint32_t n = 0;
	for (uint32_t i = 0; i < a.n && n < 6; i++) {
		if (has_line(&b, a.line[i]) || !strncmp(a.line[i], "documents ", 10))
			continue;
		const char *name = input_name(a.line[i]);
		message_now(MESSAGE_ERROR, NOWHERE,
		            has_input(&b, name) ? _("%s was made from another content of the file %s")
		                                : _("%s was made without the file %s"), path, name);
		n++;
	}
	for (uint32_t i = 0; i < b.n && n < 6; i++) {
		const char *name = input_name(b.line[i]);
		if (has_line(&a, b.line[i]) || has_input(&a, name) ||
		    !strncmp(b.line[i], "documents ", 10))
			continue;
		message_now(MESSAGE_ERROR, NOWHERE, _("%s was made with the file %s, which is not there now"),
		            path, name);
		n++;
	}
	if (!n && strcmp(now, then)) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s was made from another list of documents"), path);
		n++;
	}
	return !n;
}

bool identity_same(const run_identity *now, const run_identity *then, const char *path)
{
	arena *in = arena_new();
	bool ok = same_pipeline(in, now->identity, then->identity, path);
	ok = same_inputs(in, now->inputs, then->inputs, path) && ok;
	if (now->evidence_max != then->evidence_max) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s was made with --evidence-max %u, not %u"), path,
		            then->evidence_max, now->evidence_max);
		ok = false;
	}
	if (now->shards != then->shards || (now->shard && now->shard != then->shard)) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s is shard %u/%u, not %u/%u"), path, then->shard,
		            then->shards, now->shard, now->shards);
		ok = false;
	}
	arena_free(in);
	return ok;
}
