/* host_report.c - what report() and render() may call. */
#include <config.h>
#include "engine_private.h"
#include <errno.h>
#include <string.h>

static bool reporting(stage_run *r, const char *what)
{
	if (r->phase == PHASE_REPORT || r->phase == PHASE_RENDER)
		return true;
	stage_misuse(r, what);
	return false;
}

/* ---- Tables that are made ------------------------------------------------------------------------ */

uint32_t host_counted(glane_ctx *ctx, uint32_t number, void *rows)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	if (r->phase != PHASE_REPORT || number >= r->n_tables || !r->whole[number]) {
		stage_misuse(r, "counted() of a table that isn't counted, or outside report()");
		memset(rows, 0, sizeof(void *));
		return 0;
	}
	if (!r->rows[number])
		r->rows[number] = counted_rows(e->run, r->whole[number], e->corpus, r->stage);
	memcpy(rows, &r->rows[number], sizeof(void *));
	return r->whole[number]->n;
}

/* "segment.class" is kept, or evidence could not be looked up. */
static bool kept(const engine *e, const char *name)
{
	for (uint32_t i = 0; i < e->n_kept; i++)
		if (!strcmp(e->kept[i], name))
			return true;
	return false;
}

static bool labelled(const engine *e, const char *name)
{
	for (uint32_t i = 0; i < e->n_runs; i++)
		for (uint32_t l = 0; l < e->stage_run[i].n_layers; l++) {
			const glane_layer *def = &e->stage_run[i].def->layers[l];
			size_t n = strlen(def->name);
			for (const glane_column *c = def->columns; def->how == GLANE_LABELS && c && c->name; c++)
				if (!strncmp(name, def->name, n) && name[n] == '.' && !strcmp(name + n + 1, c->name))
					return true;
		}
	return false;
}

static bool query_of(stage_run *r, const glane_evidence *in, evidence *out)
{
	engine *e = r->engine;
	glane_match *match = arena_alloc(e->run, (in->n_match + 1) * sizeof *match);
	for (uint32_t i = 0; i < in->n_match; i++) {
		const char *name = in->match[i].column;
		if (strcmp(name, "group") && !kept(e, name) && !labelled(e, name)) {
			stage_misuse(r, arena_print(e->run, "evidence asks for %s, which no kept need names", name));
			return false;
		}
		match[i] = (glane_match){ sym_text(sym_of(name)), in->match[i].value };
	}
	*out = (evidence){ .layer = sym_text(sym_of(in->in)), .query = true, .n_match = in->n_match,
	                   .match = match };
	return true;
}

void host_row(glane_ctx *ctx, uint32_t number, const void *row, const glane_evidence *in)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	evidence out = { .layer = NULL };
	if (r->failed)
		return;
	if (r->phase != PHASE_REPORT || number >= r->n_tables || r->whole[number]) {
		stage_misuse(r, "row() of a counted or undeclared table, or outside report()");
		return;
	}
	if (in && in->in && strcmp(in->in, "document") && !kept(e, in->in)) {
		stage_misuse(r, arena_print(e->run, "evidence lies in layer %s, which no kept need names", in->in));
		return;
	}
	if (in && in->in && !(in->n_match ? query_of(r, in, &out) : show_listed(r, in, &out)))
		return;
	if (!r->draft[number])
		r->draft[number] = table_begin(e->run, e->corpus, r->stage, r->stage->id,
		                               &r->def->tables[number], 0,
		                               r->stage->n_by ? r->stage->by[0].text : "");
	table_add(r->draft[number], row, in && in->in ? &out : NULL);
}

void host_label(glane_ctx *ctx, uint32_t number, glane_sym name, uint32_t n, const uint32_t *row,
                const void *columns)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	if (r->failed)
		return;
	if (r->phase != PHASE_REPORT || number >= r->n_layers ||
	    r->def->layers[number].how != GLANE_LABELS) {
		stage_misuse(r, "label() of a layer it doesn't declare to label, or outside report()");
		return;
	}
	const glane_layer *def = &r->def->layers[number];
	uint32_t at = show_place_of_name(e, name);
	document *d = at == GLANE_NONE ? NULL : show_document(e, at);
	layer *l = d ? document_layer(d, def->name) : NULL;
	for (uint32_t i = 0; i < n; i++)
		if (!l || row[i] >= l->n || (i && row[i] <= row[i - 1])) {
			stage_misuse(r, arena_print(e->run, "label() of row %u of layer %s in document %s, which is not "
				"there or out of order", row[i], def->name, sym_text(name)));
			return;
		}
	for (const glane_column *c = def->columns; n && c && c->name; c++) {
		const void *cells;
		memcpy(&cells, (const char *)columns + c->offset, sizeof cells);
		if (!store_add_labels(e->whole->store, def->name, c->name, c->type, e->number[at], n, row, cells))
			stage_misuse(r, store_error(e->whole->store));
	}
	e->shown[at] = NULL;	/* the next look at the document sees its labels */
}

/* ---- Documents ----------------------------------------------------------------------------------- */

uint32_t host_documents(glane_ctx *ctx)
{
	stage_run *r = run_of(ctx);
	const uint32_t *at;
	return reporting(r, "documents() outside report() and render()") ? show_documents_of(r, &at) : 0;
}

const glane_doc *host_document(glane_ctx *ctx, uint32_t i)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	const uint32_t *at;
	if (!reporting(r, "document() outside report() and render()"))
		return NULL;
	if (i >= show_documents_of(r, &at)) {
		stage_misuse(r, "document() beyond documents()");
		return NULL;
	}
	arena_reset(e->document);
	document *d = store_document(e->whole->store, e->document, e->corpus, e->number[at[i]]);
	e->doc = d;
	if (!d) {
		stage_misuse(r, store_error(e->whole->store));
		return NULL;
	}
	document_view_all(d);
	document_judge(d, &e->pipeline->quotable);
	input_make(r, d);
	return &d->pub;
}

const glane_study *host_study(glane_ctx *ctx)
{
	return &run_of(ctx)->engine->study;
}

void host_offsets(glane_ctx *ctx, const glane_doc *d, int unit, uint32_t n, const uint32_t *bytes,
                  uint32_t *out)
{
	(void)ctx;
	text_offsets(d->text, unit, n, bytes, out);
}

/* ---- Tables that are read ------------------------------------------------------------------------- */

const glane_grid *const *host_tables(glane_ctx *ctx, uint32_t *n)
{
	engine *e = run_of(ctx)->engine;
	*n = e->n_tables;
	return e->grid;
}

const glane_pivot *host_pivot(glane_ctx *ctx, const glane_grid *g, const char *rows, const char *columns)
{
	engine *e = run_of(ctx)->engine;
	return table_pivot(e->scratch, e->corpus, table_of_grid(g), rows, columns);
}

glane_str host_cell(glane_ctx *ctx, const glane_grid *g, uint32_t c, uint32_t row)
{
	engine *e = run_of(ctx)->engine;
	return table_cell(e->scratch, e->corpus, table_of_grid(g), c, row, e->study.language);
}

glane_str host_value(glane_ctx *ctx, const glane_grid *g, uint32_t c, uint32_t row)
{
	return table_value(run_of(ctx)->engine->scratch, table_of_grid(g), c, row);
}

glane_str host_reading(glane_ctx *ctx, const glane_grid *g, uint32_t row)
{
	engine *e = run_of(ctx)->engine;
	return table_reading(e->scratch, e->corpus, table_of_grid(g), row, e->study.language);
}

static glane_sym group_cell(const glane_grid *g, uint32_t row)
{
	for (uint32_t c = 0; g->def->columns[c].name; c++)
		if (!strcmp(g->def->columns[c].name, "group") && g->column[c].type == GLANE_SYM)
			return ((const glane_sym *)g->column[c].array)[row];
	return (glane_sym){ 0 };
}

/* Leaves of the passages those whose speaker may be quoted. */
static uint32_t only_quotable(engine *e, uint32_t n, const found *f, const found **out)
{
	const condition *may = &e->pipeline->quotable;
	found *left = may->n ? arena_alloc(e->scratch, (n + 1) * sizeof *left) : NULL;
	uint32_t m = 0, who;
	*out = f;
	for (uint32_t i = 0; left && i < n; i++) {
		uint32_t at = show_place(e, f[i].document);
		document *d = at == GLANE_NONE ? NULL : show_document(e, at);
		if (!d)
			continue;
		spans_speakers(d, 1, &f[i].span, &who);
		if (who == GLANE_NONE ? document_quotable(d, who, may) : d->speaker[who].pub.quotable)
			left[m++] = f[i];
	}
	if (left)
		*out = left;
	return left ? m : n;
}

/* One passage as it is read. false: its document can't be. */
static bool quote_of(engine *e, const found *f, glane_quote *q)
{
	uint32_t at = show_place(e, f->document), who;
	document *d = at == GLANE_NONE ? NULL : show_document(e, at);
	if (!d || f->span.end > d->pub.text.n)
		return false;
	spans_speakers(d, 1, &f->span, &who);
	glane_str text = { d->pub.text.p + f->span.begin, f->span.end - f->span.begin };
	const char *pattern = e->pipeline->signature;
	q->document = f->document;
	q->row = f->row;
	q->span = f->span;
	q->text = text_trim(text);
	q->where = str_of(document_place(e->scratch, d, f->span.begin, e->study.language));
	q->name = sym_string(d->pub.name);
	q->speaker = who == GLANE_NONE ? (glane_sym){ 0 } : d->speaker[who].pub.id;
	q->signature = pattern && who != GLANE_NONE ?
		str_of(document_signature(e->scratch, d, who, pattern)) : sym_string(q->speaker);
	return true;
}

glane_str host_corrected(glane_ctx *ctx, const glane_quote *q)
{
	engine *e = run_of(ctx)->engine;
	uint32_t at = show_place(e, q->document);
	document *d = at == GLANE_NONE || !strcmp(e->study.audience, "public") ? NULL : show_document(e, at);
	return str_of(d ? corrections_in(e->scratch, d, q->span) : "");
}

uint32_t host_passages(glane_ctx *ctx, const glane_grid *g, uint32_t row, uint32_t most,
                       const glane_quote **out, uint64_t *total)
{
	engine *e = run_of(ctx)->engine;
	const table *t = table_of_grid(g);
	const found *all, *f;
	uint32_t m = 0, n = show_found(e, t, row, &all, total);
	n = only_quotable(e, n, all, &f);
	uint32_t want = most && most < n ? most : n;
	glane_sym group = group_cell(g, row);
	glane_quote *q = arena_alloc(e->scratch, (want + 1) * sizeof *q);
	/* A few are shown of many: taken evenly, so that not one document says them all. */
	for (uint32_t i = 0; i < want; i++)
		if (quote_of(e, &f[(uint64_t)i * n / want], &q[m]))
			q[m++].group = group;
	*out = q;
	return m;
}

/* ---- Files that are written ------------------------------------------------------------------------ */

static bool inside(const char *path)
{
	if (!*path || *path == '/')
		return false;
	for (const char *p = path; *p; p += strcspn(p, "/") + (p[strcspn(p, "/")] == '/')) {
		size_t n = strcspn(p, "/");
		if (n == 2 && !memcmp(p, "..", 2))
			return false;
	}
	return true;
}

glane_io *host_output(glane_ctx *ctx, const char *path)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	open_output *o = arena_alloc(e->run, sizeof *o);
	io_open_memory(&o->io);
	o->path = arena_string(e->run, path);
	ARRAY_ROOM(e->run, e->output, e->room_outputs, e->n_outputs);
	bool twice = false;
	for (uint32_t i = 0; i < e->n_outputs; i++)
		twice = twice || !strcmp(e->output[i]->path, o->path);
	e->output[e->n_outputs++] = o;
	if (r->phase != PHASE_RENDER && r->phase != PHASE_TRAIN) {
		stage_misuse(r, "output() outside render() and train()");
	} else if (!inside(path)) {
		stage_misuse(r, arena_print(e->run, "output() to %s, outside the output folder", path));
	} else if (twice) {
		stage_misuse(r, arena_print(e->run, "output() to %s, which was written before", path));
	} else if (r->phase == PHASE_RENDER) {	/* train() may fail: it writes in the end */
		const char *full = path_join(e->run, e->folder, path);
		if (!path_make_folders(path_folder(e->run, full)) || !io_open_file(&o->io, full)) {
			glane_place here = glane_here();
			r->ctx.host->fail(ctx, GLANE_EIO, here, N_("cannot write %s: %s"), path, message_reason(errno));
			io_open_memory(&o->io);
		}
	}
	o->io.bad = o->io.bad || r->failed;
	return &o->io;
}

glane_io *host_output_of(glane_ctx *ctx, const char *path, const glane_grid *g, const char *figure)
{
	engine *e = run_of(ctx)->engine;
	glane_io *io = host_output(ctx, path);
	open_output *o = e->output[e->n_outputs - 1];
	o->of = g;
	o->figure = figure;
	return io;
}

const char *host_artefact(glane_ctx *ctx, const char *kind, const glane_grid *g, const char *figure, glane_bytes *out)
{
	engine *e = run_of(ctx)->engine;
	for (uint32_t i = 0; i < e->n_outputs; i++) {
		const open_output *o = e->output[i];
		const char *ending = strrchr(path_name(o->path), '.');
		if (o->of != g || o->io.file || !ending || strcmp(ending + 1, kind) || !o->figure != !figure
		    || (figure && strcmp(o->figure, figure)))
			continue;
		if (out && !file_read(e->scratch, path_join(e->scratch, e->folder, o->path), out, NULL))
			return NULL;
		return o->path;
	}
	return NULL;
}

void host_stream(glane_ctx *ctx, glane_io *out)
{
	stage_run *r = run_of(ctx);
	engine *e = r->engine;
	arena *in = arena_new();
	for (uint32_t i = 0; reporting(r, "stream() outside render()") && i < e->n_documents; i++) {
		glane_bytes b;
		if (store_stream(e->whole->store, r->stage->number, e->number[i], in, &b))
			io_write(out, b.p, b.n);
		arena_reset(in);
	}
	arena_free(in);
}
