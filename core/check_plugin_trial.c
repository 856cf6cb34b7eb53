/* check_plugin_trial.c - runs a plugin in the pipeline that hosts it, inside the test's process,
 * and shows what came out as text that can be compared. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "check_plugin.h"

/* The plugin under test, between which and the engine we stand: its create() gets memory of its
 * own, so that writing to it afterwards shows; its work is measured. One trial runs at a time. */
static struct {
	glane_plugin def;
	plugin as;
	const glane_plugin *real;
	arena *made;
	uint64_t (*clock)(void);	/* NULL: not measured */
	uint64_t spent;
} between;

static int create(glane_ctx *ctx, void **self)
{
	engine *e = run_of(ctx)->engine;
	arena *run = e->run;
	e->run = between.made;
	int code = between.real->create(ctx, self);
	e->run = run;
	if (e->n_inputs) {	/* files that create() read; what documents are read from is entered behind them */
		cached_file *own = arena_alloc(run, e->room_inputs * sizeof *own);
		memcpy(own, e->input, e->n_inputs * sizeof *own);
		e->input = own;
	}
	return code;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	uint64_t from = between.clock ? between.clock() : 0;
	int code = between.real->process(ctx, doc);
	between.spent += between.clock ? between.clock() - from : 0;
	return code;
}

static int read_document(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	uint64_t from = between.clock ? between.clock() : 0;
	int code = between.real->read(ctx, item, draft);
	between.spent += between.clock ? between.clock() - from : 0;
	return code;
}

static int edit(glane_ctx *ctx, glane_draft *draft)
{
	uint64_t from = between.clock ? between.clock() : 0;
	int code = between.real->edit(ctx, draft);
	between.spent += between.clock ? between.clock() - from : 0;
	return code;
}

static int document_out(glane_ctx *ctx, const glane_doc *doc, glane_io *out)
{
	uint64_t from = between.clock ? between.clock() : 0;
	int code = between.real->document(ctx, doc, out);
	between.spent += between.clock ? between.clock() - from : 0;
	return code;
}

static int report(glane_ctx *ctx)
{
	uint64_t from = between.clock ? between.clock() : 0;
	int code = between.real->report(ctx);
	between.spent += between.clock ? between.clock() - from : 0;
	return code;
}

static int render(glane_ctx *ctx)
{
	uint64_t from = between.clock ? between.clock() : 0;
	int code = between.real->render(ctx);
	between.spent += between.clock ? between.clock() - from : 0;
	return code;
}

static void step_between(trial *r)
{
	const plugin *p = r->t->c->plugin;
	between.real = p->def;
	between.def = *p->def;
	between.as = *p;
	between.as.def = &between.def;
	between.made = arena_new();
	between.spent = 0;
	between.def.create = p->def->create ? create : NULL;
	between.def.process = p->def->process ? process : NULL;
	between.def.read = p->def->read ? read_document : NULL;
	between.def.edit = p->def->edit ? edit : NULL;
	between.def.document = p->def->document ? document_out : NULL;
	between.def.report = p->def->report ? report : NULL;
	between.def.render = p->def->render ? render : NULL;
	for (uint32_t i = 0; i < r->p->n_stages; i++)
		if (r->p->stage[i].plugin == p)
			r->p->stage[i].plugin = &between.as;
}

void trial_measure(uint64_t (*clock)(void))
{
	between.clock = clock;
	between.spent = 0;
}

uint64_t trial_spent(void)
{
	return between.spent;
}

/* ---- Beginning ------------------------------------------------------------------------------- */

static const char *all_messages(trial *r)
{
	const char *text = "", *one;
	int kind;
	place at;
	for (uint32_t i = 0; (one = messages_part(r->m, i, &kind, &at)) != NULL; i++)
		if (kind == MESSAGE_ERROR)
			text = arena_print(r->t->in, "%s%s%s", text, *text ? "; " : "", one);
	return text;
}

const char *trial_reason(trial *r)
{
	const char *text = all_messages(r);
	return *text ? text : r->skipped ? r->skipped : _("it failed without a message");
}

static void look_for_bug(trial *r)
{
	for (uint32_t i = 0; r->e && i < r->e->n_runs; i++)
		r->bug |= r->e->stage_run[i].failed == GLANE_EBUG;
	for (uint32_t i = 0; r->e && i < r->e->n_readers; i++)
		r->bug |= r->e->reader[i]->failed == GLANE_EBUG;
}

bool trial_begin(trial *r, test_case *t, uint32_t n, const sample *docs, uint32_t n_set,
                 const char *const *set)
{
	static uint32_t number;
	arena *in = t->in;
	*r = (trial){ .t = t, .m = messages_new(in) };
	r->folder = arena_print(in, "%s/trial-%u", t->folder, ++number);
	path_make_folders(r->folder);
	message_quiet = true;
	const char *text = hosting_pipeline(r, n, docs, n_set, set);
	const char *path = arena_print(in, "%s/check-plugin.xml", r->folder);
	r->p = pipeline_parse(in, path, (glane_bytes){ (const unsigned char *)text, strlen(text) },
	                      0, NULL, r->m);
	if (r->p)
		check_static(r->p, t->c->loader, r->m);
	if (!r->p || messages_count(r->m, MESSAGE_ERROR))
		return false;
	step_between(r);
	r->e = engine_new(in, r->p, r->m);
	engine_watch(r->e, t->c->stage);
	for (uint32_t i = 0; i < r->p->n_stages; i++)
		if (r->p->stage[i].plugin == &between.as)
			r->run = &r->e->stage_run[i];
	bool ok = engine_create(r->e) &&
	        (r->corpus = corpus_plan(in, r->e, t->c->loader, r->m)) != NULL &&
	          !messages_count(r->m, MESSAGE_ERROR);
	if (ok) {
		engine_set_corpus(r->e, r->corpus);
		ok = engine_open(r->e);
	}
	look_for_bug(r);
	return ok;
}

state *trial_state(trial *r)
{
	store *s = store_create(arena_print(r->t->in, "%s/%u.state", r->folder, ++r->n_stores));
	if (!s)
		messages_add(r->m, MESSAGE_ERROR, NOWHERE, "%s", store_error(NULL));
	return s ? state_new(r->e, s) : NULL;
}

bool trial_documents(trial *r, state *into, uint32_t from, int step)
{
	skip why;
	if (!into)
		return false;
	for (int64_t i = from; i >= 0 && i < r->corpus->n_documents; i += step) {
		int result = engine_process(r->e, &r->corpus->document[i], into, &why);
		look_for_bug(r);
		if (result == CHAIN_FAILED)
			return false;
		if (result == CHAIN_DONE)
			continue;
		if (!r->n_skipped++)
			r->skipped = arena_print(r->t->in, "%s: %s", why.name, why.reason);
		store_add_skip(state_store(into), &why);
	}
	return true;
}

/* Documents, and the files that were read for them. */
static bool copy_stored(trial *r, store *into, store *from)
{
	uint32_t *number, n_inputs, n = store_documents(from, r->t->in, &number);
	const input_file *f = store_inputs(from, r->t->in, &n_inputs);
	bool ok = true;
	for (uint32_t i = 0; ok && i < n; i++)
		ok = store_copy_document(into, from, number[i]);
	for (uint32_t i = 0; ok && f && i < n_inputs; i++)
		ok = store_add_input(into, &f[i]);
	return ok;
}

bool trial_merge(trial *r, state *into, state *from)
{
	if (!copy_stored(r, state_store(into), state_store(from)))
		return false;
	bool ok = state_merge(into, from);
	look_for_bug(r);
	return ok;
}

bool trial_load(trial *r, state *into, const char *path)
{
	store *from = store_open(path, false);
	bool ok = from && copy_stored(r, state_store(into), from) && state_load(into, from);
	store_close(from);
	look_for_bug(r);
	return ok;
}

/* ---- The result ------------------------------------------------------------------------------ */

static void show_evidence(FILE *f, const evidence *v)
{
	if (!v->layer)
		return;
	fprintf(f, " <- %s", v->layer);
	for (uint32_t i = 0; v->query && i < v->n_match; i++)
		fprintf(f, " %s=%s", v->match[i].column, sym_text(v->match[i].value));
	fprintf(f, " %llu:", (unsigned long long)v->total);
	for (uint32_t i = 0; i < v->n_found; i++)
		fprintf(f, " %u/%u", v->found[i].document, v->found[i].row);
}

static void show_table(FILE *f, arena *in, const table *t)
{
	fprintf(f, "table %s\n", t->id);
	for (uint32_t row = 0; row < t->grid.n; row++) {
		fprintf(f, "  %s:", t->id);
		for (uint32_t k = 0; t->def->columns[k].name; k++)
			fprintf(f, " %s=%.*s", t->def->columns[k].name,
			        GLANE_STR(table_value(in, t, k, row)));
		if (t->any_evidence)
			show_evidence(f, &t->evidence[row]);
		fputc('\n', f);
	}
}

static int visible(const struct dirent *e)
{
	return strcmp(e->d_name, ".") && strcmp(e->d_name, "..");
}

/* Files by name; what check-dump wrote in full, of others the sum. */
static void show_files(FILE *f, arena *in, const char *folder, const char *below)
{
	struct dirent **list;
	int n = scandir(folder, &list, visible, alphasort);
	for (int i = 0; i < n; i++) {
		const char *path = arena_print(in, "%s/%s", folder, list[i]->d_name);
		const char *name = arena_print(in, "%s%s", below, list[i]->d_name);
		struct stat s;
		char sum[65];
		glane_bytes b;
		if (!lstat(path, &s) && S_ISDIR(s.st_mode))
			show_files(f, in, path, arena_print(in, "%s/", name));
		else if (!strcmp(name, "check-dump.txt") && file_read(in, path, &b, NULL))
			fwrite(b.p, 1, b.n, f);
		else if (file_sha256_of(path, sum))
			fprintf(f, "file %s %s\n", name, sum);
		free(list[i]);
	}
	free(n < 0 ? NULL : list);
}

const char *trial_result(trial *r, state *s)
{
	arena *in = r->t->in;
	const char *out = arena_print(in, "%s/out", r->folder);
	char *text = NULL;
	size_t size = 0;
	uint32_t n;
	path_make_folders(out);
	bool ok = store_set_plan(state_store(s), r->corpus) && engine_report(r->e, s) &&
	        store_index(state_store(s)) &&
	          engine_render(r->e, s, out);
	look_for_bug(r);
	if (!ok)
		return NULL;
	FILE *f = open_memstream(&text, &size);
	const table *const *t = engine_tables(r->e, &n);
	for (uint32_t i = 0; i < n; i++)
		if (t[i]->stage)
			show_table(f, in, t[i]);
	show_files(f, in, out, "");
	fclose(f);
	const char *shown = arena_copy(in, text, size);
	free(text);
	return shown;
}

const char *trial_all(trial *r)
{
	state *s = trial_state(r);
	return trial_documents(r, s, 0, 1) ? trial_result(r, s) : NULL;
}

void trial_end(trial *r)
{
	if (!r->e)
		return;
	engine_close(r->e);
	engine_free(r->e);
}

/* ---- Sums ------------------------------------------------------------------------------------ */

/* Byte by byte, and unseen by the address sanitizer, which surrounds variables with bytes that
 * nobody may read. (FNV-1a, Fowler, Noll and Vo 1991.) */
__attribute__((no_sanitize_address)) static void add_sum(void *user, const void *p, size_t n)
{
	uint64_t *sum = user, h = *sum ^ 14695981039346656037u;
	const unsigned char *b = p;
	for (size_t i = 0; i < n; i++)
		h = (h ^ b[i]) * 1099511628211u;
	*sum = h;
}

typedef struct { const void *of; uint64_t sum; } own_segments;

/* Variables of the object that holds the descriptor; what the linker makes read-only after
 * loading is left out. */
static int sum_object(struct dl_phdr_info *o, size_t size, void *user)
{
	own_segments *s = user;
	uintptr_t at = (uintptr_t)s->of, relro = 0, relro_end = 0;
	bool mine = false;
	(void)size;
	for (int i = 0; i < o->dlpi_phnum; i++) {
		const ElfW(Phdr) *h = &o->dlpi_phdr[i];
		uintptr_t from = o->dlpi_addr + h->p_vaddr;
		mine |= h->p_type == PT_LOAD && at >= from && at < from + h->p_memsz;
		if (h->p_type == PT_GNU_RELRO) {
			relro = from;
			relro_end = from + h->p_memsz;
		}
	}
	for (int i = 0; mine && i < o->dlpi_phnum; i++) {
		const ElfW(Phdr) *h = &o->dlpi_phdr[i];
		uintptr_t from = o->dlpi_addr + h->p_vaddr, to = from + h->p_memsz;
		if (h->p_type != PT_LOAD || !(h->p_flags & PF_W))
			continue;
		if (relro_end > from && relro <= from)
			from = relro_end < to ? relro_end : to;
		add_sum(&s->sum, (const void *)from, to - from);
	}
	return mine;
}

void trial_sums(trial *r)
{
	own_segments s = { between.real, 0 };
	r->self = 0;
	if (between.made)
		arena_each(between.made, add_sum, &r->self);
	dl_iterate_phdr(sum_object, &s);
	r->statics = s.sum;
}

/* ---- Differences ----------------------------------------------------------------------------- */

const char *first_difference(arena *in, const char *a, const char *b)
{
	if (!strcmp(a, b))
		return NULL;
	while (*a && *b) {
		size_t n = strcspn(a, "\n"), k = strcspn(b, "\n");
		if (n != k || memcmp(a, b, n))
			break;
		a += n + (a[n] == '\n');
		b += k + (b[k] == '\n');
	}
	int n = (int)strcspn(a, "\n"), k = (int)strcspn(b, "\n");
	return arena_print(in, "\"%.*s\" / \"%.*s\"", n < 120 ? n : 120, a, k < 120 ? k : 120, b);
}
