/* corpus.c - the plan: files, their documents, and what is known of them before the first is read. */
#include <config.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "corpus_private.h"

/* ---- What is said of a document -------------------------------------------------------------- */

place corpus_place(const draft_document *d)
{
	return (place){ d->p.file->name, d->p.pub.where.line, 0 };
}

const said *corpus_said(const draft_document *d, const char *name, uint32_t number)
{
	for (uint32_t i = 0; i < d->n; i++)
		if (d->said[i].speaker == number && (d->said[i].name == name || !strcmp(d->said[i].name, name)))
			return &d->said[i];
	return NULL;
}

void corpus_say(planning *b, draft_document *d, said s)
{
	said *old = (said *)(uintptr_t)corpus_said(d, s.name, s.speaker);
	variable_def *v = variable_of(b, s.name, s.at);
	s.name = v->name;
	if (!variables_value(b, d->p.read, &s))
		return;
	v->occurs = true;
	if (!old) {
		ARRAY_ROOM(b->in, d->said, d->room, d->n);
		d->said[d->n++] = s;
		return;
	}
	if (old->origin == SAID_BY_READER && s.origin == SAID_IN_METADATA && strcmp(old->value, s.value))
		messages_add(b->m, MESSAGE_WARNING, s.at,
		             _("%s of %s is \"%s\" here and \"%s\" in %s: what metadata says is taken"), s.name,
		             d->own_name, s.value, old->value, d->p.file->name);
	if (s.origin >= old->origin)
		*old = s;
}

static void say_core(planning *b, draft_document *d, const char *name, const char *value)
{
	if (value)
		corpus_say(b, d, (said){ name, value, corpus_place(d), SAID_BY_CORE, GLANE_NONE });
}

/* "read-text" reads the format "text". */
static const char *format_of(const plugin *reader)
{
	return !strncmp(reader->name, "read-", 5) ? reader->name + 5 : reader->name;
}

/* ---- Files to documents ---------------------------------------------------------------------- */

static void add_variable(void *user, const char *name, uint32_t type)
{
	planning *b = user;
	variable_def *v = variable_of(b, name, (place){ b->planning->name, 1, 0 });
	v->occurs = true;
	/* "Nominal" is what a reader says when it doesn't know. */
	if (!v->type && type != GLANE_NOMINAL)
		v->type = type;
}

static void add_document(void *user, const plan_item *item)
{
	planning *b = user;
	const corpus_file *f = b->planning;
	ARRAY_ROOM(b->in, b->d, b->room, b->n);
	draft_document *d = &b->d[b->n++];
	*d = (draft_document){ .own_name = corpus_nfc(b->in, item->name) };
	d->p.file = f;
	d->p.read = f->read;
	d->p.size = item->size;
	d->p.pub = (glane_planned){ &f->pub, item->key, item->where, { 0 } };
	say_core(b, d, "document", d->own_name);
	say_core(b, d, "file", f->name);
	say_core(b, d, "source", f->read->id);
	say_core(b, d, "format", format_of(f->reader));
	for (uint32_t i = 0; i < item->n_values; i++)
		corpus_say(b, d, (said){ variable_of(b, item->value[i].name, corpus_place(d))->name,
		                         arena_copy(b->in, item->value[i].value.p, item->value[i].value.n),
		                         corpus_place(d), SAID_BY_READER, GLANE_NONE });
}

/* The reader plugin that is surest of a file; NULL: none knows it, and *t may say why. */
static const plugin *probe(planning *b, const corpus_file *f, trouble *t)
{
	unsigned char head[4096];
	uint32_t n;
	int fd = open(f->path, O_RDONLY | O_CLOEXEC), best = 0;
	ssize_t got = fd < 0 ? -1 : read(fd, head, sizeof head);
	if (fd >= 0)
		close(fd);
	if (got < 0 || !b->loader)
		return NULL;
	const char *const *names = loader_names(b->loader, &n);
	const plugin *found_plugin = NULL;
	messages *aside = messages_new(b->in);	/* a broken plugin is no matter here */
	for (uint32_t i = 0; i < n; i++) {
		const plugin *p = loader_get(b->loader, names[i], aside, NOWHERE);
		if (!p || !p->reader)
			continue;
		int sure = engine_probe(b->engine, p, path_name(f->pub.name), (glane_bytes){ head, (size_t)got });
		if (sure > best) {
			best = sure;
			found_plugin = p;
		}
	}
	if (!found_plugin)
		encoding_detect((glane_bytes){ head, (size_t)got }, ENCODING_AUTO, t);
	return found_plugin;
}

static void plan_file(planning *b, corpus_file *f)
{
	trouble t = { .format = NULL };
	f->reader = f->read->plugin ? f->read->plugin : probe(b, f, &t);
	if (!f->reader) {
		if (t.format)
			messages_add(b->m, MESSAGE_ERROR, (place){ f->name, t.line, t.column }, _(t.format), t.a, t.b);
		else
			messages_add(b->m, MESSAGE_ERROR, (place){ f->name, 0, 0 },
			             _("no reader knows this format: name one with use=\"…\" (`glane list` shows all), "
			               "or move the file elsewhere"));
		b->failed = true;
		return;
	}
	b->planning = f;
	if (!engine_plan(b->engine, f->read, f->reader, &f->pub, add_document, add_variable, b))
		b->failed = true;
	b->c->bytes += f->pub.size;
}

static void plan_files(planning *b)
{
	corpus *c = b->c;
	for (uint32_t i = 0; i < b->p->n_stages; i++)
		if (b->p->stage[i].kind == STAGE_READ)
			corpus_files(b, &b->p->stage[i]);
	/* From here on files don't move: documents and readers point at them. */
	c->n_files = b->n_files;
	c->file = arena_alloc(b->in, (b->n_files + 1) * sizeof *c->file);
	for (uint32_t i = 0; i < b->n_files; i++) {
		c->file[i] = *b->file[i];
		plan_file(b, &c->file[i]);
	}
}

/* ---- Names ----------------------------------------------------------------------------------- */

enum { LISTED = 20 };			/* errors of a kind that are told one by one */

typedef struct { const char *name; uint32_t read, document; } naming;

static int by_name(const void *a, const void *b)
{
	const naming *x = a, *y = b;
	int r = strcmp(x->name, y->name);
	if (!r)
		r = (x->read > y->read) - (x->read < y->read);
	return r ? r : (x->document > y->document) - (x->document < y->document);
}

static naming *sorted_names(planning *b)
{
	naming *n = arena_alloc(b->in, (b->n + 1) * sizeof *n);
	for (uint32_t i = 0; i < b->n; i++)
		n[i] = (naming){ corpus_said(&b->d[i], "document", GLANE_NONE)->value,
		                 b->d[i].p.read->number, i };
	if (b->n)
		qsort(n, b->n, sizeof *n, by_name);
	return n;
}

static void set_name(draft_document *d, const char *name)
{
	((said *)(uintptr_t)corpus_said(d, "document", GLANE_NONE))->value = name;
}

static const char *describe(planning *b, const draft_document *d)
{
	place at = corpus_place(d);
	return at.line ? arena_print(b->in, _("%s, line %u"), at.file, at.line) : at.file;
}

/* Names are given by filters (pseudonyms), are unique within a <read>, and where two reads have the same
 * name, both get their source in front. */
static void settle_names(planning *b)
{
	for (uint32_t i = 0; i < b->n; i++)
		set_name(&b->d[i], corpus_nfc(b->in, engine_plan_name(b->engine, b->d[i].own_name)));
	naming *n = sorted_names(b);
	uint32_t twice = 0;
	for (uint32_t i = 0, end; i < b->n; i = end) {
		bool several_reads = false;
		for (end = i + 1; end < b->n && !strcmp(n[end].name, n[i].name); end++) {
			draft_document *d = &b->d[n[end].document], *before = &b->d[n[end - 1].document];
			if (n[end].read != n[end - 1].read) {
				several_reads = true;
				continue;
			}
			b->failed = true;
			if (twice++ >= LISTED)	/* one wrong column makes thousands */
				continue;
			messages_add(b->m, MESSAGE_ERROR, corpus_place(d),
			             _("the document name \"%s\" is there twice: here and in %s; rename one of them"),
			             n[i].name, describe(b, before));
		}
		for (uint32_t k = i; several_reads && k < end; k++) {
			draft_document *d = &b->d[n[k].document];
			set_name(d, arena_print(b->in, "%s/%s", d->p.read->id, n[k].name));
		}
	}
	if (twice > LISTED)
		messages_add(b->m, MESSAGE_ERROR, b->p->at, _("%u more documents have a name that is taken"),
		             twice - LISTED);
}

/* ---- The finished plan ----------------------------------------------------------------------- */

/* set="wave=2024; lang=fr" */
static void say_settings(planning *b)
{
	for (uint32_t i = 0; i < b->n; i++) {
		draft_document *d = &b->d[i];
		const stage *read = d->p.read;
		for (uint32_t k = 0; k < read->n_set; k++)
			corpus_say(b, d, (said){ variable_of(b, read->set[k].name, read->set[k].at)->name,
			                         read->set[k].value, read->set[k].at, SAID_IN_PIPELINE,
			                         GLANE_NONE });
	}
}

/* Variables that steps give are known, though no document has them yet. */
static void expect_steps(planning *b)
{
	for (uint32_t i = 0; i < b->p->n_stages; i++) {
		const plugin *p = b->p->stage[i].plugin;
		for (const glane_variable *v = p ? p->def->variables : NULL; v && v->name; v++) {
			variable_def *def = variable_of(b, v->name, b->p->stage[i].at);
			def->occurs = true;
			if (!def->type)
				def->type = v->type;
		}
	}
}

static known_value known(planning *b, const draft_document *d, const said *s)
{
	bool core = s->origin == SAID_BY_CORE;
	return (known_value){ s->name, core ? s->value : variables_value(b, d->p.read, s), s->at };
}

/* Values of the document and of each row of metadata that names a speaker. */
static void finish_values(planning *b, draft_document *d)
{
	planned *p = &d->p;
	const said *person = corpus_said(d, "respondent", GLANE_NONE);
	p->value = arena_alloc(b->in, (d->n + 1) * sizeof *p->value);
	p->speaker = arena_alloc(b->in, (d->n_rows + 1) * sizeof *p->speaker);
	p->n_speakers = d->n_rows;
	p->person = person ? person->value : NULL;
	for (uint32_t r = 0; r < d->n_rows; r++) {
		known_speaker *k = &p->speaker[r];
		person = corpus_said(d, "respondent", r);
		k->speaker = d->row[r].speaker;
		k->person = person ? person->value : NULL;
		k->value = arena_alloc(b->in, (d->n + 1) * sizeof *k->value);
	}
	for (uint32_t i = 0; i < d->n; i++) {
		const said *s = &d->said[i];
		if (s->speaker == GLANE_NONE)
			p->value[p->n_values++] = known(b, d, s);
		else
			p->speaker[s->speaker].value[p->speaker[s->speaker].n++] = known(b, d, s);
	}
	p->pub.name = sym_of(corpus_said(d, "document", GLANE_NONE)->value);
}

/* The `when` of its <read>. */
static bool chosen(planning *b, const planned *p)
{
	const condition *when = &p->read->when;
	glane_variable *v = arena_alloc(b->in, (p->n_values + 1) * sizeof *v);
	for (uint32_t i = 0; i < p->n_values; i++) {
		const variable_def *def = corpus_variable(b->c, p->value[i].name);
		v[i] = (glane_variable){ p->value[i].name, def->type, str_of(p->value[i].value) };
	}
	return condition_holds(when, p->n_values, v);
}

static void finish(planning *b)
{
	corpus *c = b->c;
	c->document = arena_alloc(b->in, (b->n + 1) * sizeof *c->document);
	for (uint32_t i = 0; i < b->n; i++) {
		if (b->d[i].p.read->when.n && !chosen(b, &b->d[i].p))
			continue;
		b->d[i].p.number = c->n_documents;
		c->document[c->n_documents++] = b->d[i].p;
	}
	if (!c->n_documents && !b->failed)
		messages_add(b->m, MESSAGE_ERROR, b->p->stage[0].at,
		             b->n ? _("none of the %u documents is chosen by `when`: nothing is read; correct the condition")
		                  : _("the corpus is empty: no document was found in the files; do the tables have "
		                      "rows with a text?"), b->n);
}

static planning *begin(arena *in, const pipeline *p, messages *m)
{
	planning *b = arena_alloc(in, sizeof *b);
	b->in = in;
	b->m = m;
	b->p = p;
	b->c = arena_alloc(in, sizeof *b->c);
	b->c->arena = in;
	b->c->pipeline = p;
	variables_read(b);
	return b;
}

corpus *corpus_plan(arena *in, engine *e, loader *l, messages *m)
{
	planning *b = begin(in, engine_pipeline(e), m);
	b->engine = e;
	b->loader = l;
	plan_files(b);
	for (uint32_t i = 0; i < b->p->n_stages; i++)
		if (b->p->stage[i].kind == STAGE_READ)
			metadata_join(b, &b->p->stage[i]);
	say_settings(b);
	settle_names(b);
	expect_steps(b);
	variables_settle(b);
	persons_settle(b);
	corrections_read(b, e);
	coders_check(b, e);
	for (uint32_t i = 0; i < b->n; i++)
		finish_values(b, &b->d[i]);
	corpus_check(b);
	finish(b);
	return b->c;
}

corpus *corpus_empty(arena *in, engine *e, messages *m)
{
	planning *b = begin(in, engine_pipeline(e), m);
	expect_steps(b);
	variables_settle(b);
	corrections_read(b, e);
	return b->c;
}
