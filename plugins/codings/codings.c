/* codings: what people have coded by hand, as rows of `theme` of a coder with a name. */
#include "codings.h"
#include <stdlib.h>
#include <string.h>
#include "anchor/anchor.h"
#include "encoding/files.h"

#define N_(text) text		/* said by translate() */

static const glane_option options[] = {
	GLANE_OPT_FILES(codings_config, files, "codings", NULL,
		"Tables of codings, a row per passage: document, words (or begin and end), theme, coder"),
	GLANE_OPT_TEXT(codings_config, name, "name", "",
		"Who coded, where a table has no column coder; without it the file's name"),
	GLANE_OPT_CHOICE(codings_config, empty, "empty", "read", "read|unread",
		"What a row without a theme says: its coder has read the document and found nothing, or hasn't read it"),
	GLANE_LAST
};

typedef struct { glane_span *span; glane_sym *origin, *code, *rule; } theme_rows;
static const glane_column theme_columns[] = {
	GLANE_COLUMN(theme_rows, origin, "origin", "Coder"),
	GLANE_COLUMN(theme_rows, code, "code", "Theme"),
	GLANE_COLUMN(theme_rows, rule, "rule", "Line of the table"),
	GLANE_LAST
};
enum { THEME };
static const glane_layer layers[] = {
	[THEME] = GLANE_LAYER(theme_rows, "theme", GLANE_MAKES, theme_columns, "Passages that people have coded, each coder's"),
	GLANE_LAST
};

enum { CODERS };
static const glane_variable variables[] = {
	[CODERS] = { "coders", GLANE_MULTIPLE, { NULL, 0 } },
	GLANE_LAST
};

typedef struct { glane_sym coder, theme, state; int64_t n, documents; } coded_row;
static const glane_column coded_columns[] = {
	GLANE_COL_KEY(coded_row, coder, "coder", "Coder"),
	GLANE_COL_KEY(coded_row, theme, "theme", "Theme"),
	GLANE_COL_KEY(coded_row, state, "state", "State"),
	GLANE_COL_COUNT(coded_row, n, "codings", "codings", "Codings"),
	GLANE_COL_DOCUMENTS(coded_row, documents, "documents", "Documents"),
	GLANE_LAST
};
static const glane_view coded_views[] = {
	{ "by-coder", "theme", "coder", "codings", "Codings of each theme, by coder" },
	GLANE_LAST
};
typedef struct { glane_sym document, place, coder, theme, words, state; int64_t n, documents; } lost_row;
static const glane_column lost_columns[] = {
	GLANE_COL_KEY(lost_row, document, "document", "Document"),
	GLANE_COL_KEY(lost_row, place, "place", "Line of the table"),
	GLANE_COL_KEY(lost_row, coder, "coder", "Coder"),
	GLANE_COL_KEY(lost_row, theme, "theme", "Theme"),
	GLANE_COL_KEY(lost_row, words, "words", "Words"),
	GLANE_COL_KEY(lost_row, state, "state", "State"),
	GLANE_COL_COUNT(lost_row, n, "codings", "codings", "Codings"),
	GLANE_COL_DOCUMENTS(lost_row, documents, "documents", "Documents"),
	GLANE_LAST
};
enum { CODED, LOST };
static const glane_table tables[] = {
	[CODED] = { "coded", GLANE_COUNTED, coded_columns, sizeof(coded_row), "coder theme state", coded_views, NULL,
		"Codings by hand", "{coder} coded {theme} {codings} times ({state})" },
	[LOST] = { "lost", GLANE_COUNTED | GLANE_CHECK | GLANE_PERSONAL, lost_columns, sizeof(lost_row), "document place", NULL, NULL,
		"Codings whose words were moved or not found", "{place}: “{words}” in {document}: {state}" },
	GLANE_LAST
};

/* ---- Run ------------------------------------------------------------------------------------- */

static int create(glane_ctx *ctx, void **self)
{
	const glane_host *h = ctx->host;
	codings *c = *self = h->alloc(ctx, GLANE_RUN, sizeof *c);
	int code = codings_read(ctx, c);
	h->values(ctx, "theme", "origin", 0, NULL, NULL);
	for (uint32_t i = 0; i < c->n; i++) {
		glane_str name = h->string(ctx, c->coding[i].coder);
		bool new = true;
		for (uint32_t k = i; k-- && new; )
			new = c->coding[k].coder.id != c->coding[i].coder.id;
		if (new)
			h->values(ctx, "theme", "origin", 1, &name, NULL);
	}
	return code;
}

/* ---- Documents ------------------------------------------------------------------------------- */

typedef struct { glane_span span; const coding *of; } found_coding;

static int compare_found(const void *a, const void *b)
{
	const found_coding *x = a, *y = b;
	if (x->span.begin != y->span.begin)
		return x->span.begin < y->span.begin ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->of > y->of) - (x->of < y->of);	/* in the order of files and lines */
}

typedef struct {
	glane_ctx *ctx;
	const glane_doc *doc;
	encoding_memory memory;
	anchor_text text;
	uint32_t n_found, n_coded, n_lost, n_coders;
	found_coding *found;
	coded_row *coded;
	lost_row *lost;
	glane_sym *coder;
} work;

static glane_sym place_of(work *w, const coding *c)
{
	char digits[11], *d = digits + sizeof digits - 1;
	size_t n = strlen(c->file);
	*d = 0;
	for (uint32_t v = c->line; v || !*d; v /= 10)
		*--d = (char)('0' + v % 10);
	char *text = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, n + 12);
	memcpy(text, c->file, n);
	text[n] = ':';
	strcpy(text + n + 1, d);
	return w->ctx->host->sym(w->ctx, text);
}

static int find_place(work *w, const coding *c, glane_span *span)
{
	glane_str text = w->doc->text;
	uint32_t times, begin = c->begin == GLANE_NONE ? GLANE_NONE : anchor_byte(text, c->begin);
	uint32_t end = c->end == GLANE_NONE ? GLANE_NONE : anchor_byte(text, c->end);
	if (!c->words.n && c->begin == GLANE_NONE) {	/* all of it */
		*span = (glane_span){ 0, text.n };
		return ANCHOR_HERE;
	}
	if (c->words.n && c->begin != GLANE_NONE && begin == GLANE_NONE)
		begin = text.n;
	return anchor_find(&w->text, c->words, begin, end, w->memory, span, &times);
}

static void take_coding(work *w, const coding *c)
{
	static const char *const states[] = { N_("not found"), N_("several places"), N_("found"), N_("moved") };
	const glane_host *h = w->ctx->host;
	glane_span span;
	bool known = false;
	for (uint32_t i = 0; i < w->n_coders && !known; i++)
		known = w->coder[i].id == c->coder.id;
	if (!known)
		w->coder[w->n_coders++] = c->coder;
	if (!c->theme.n)
		return;
	int how = find_place(w, c, &span);
	glane_sym state = h->sym(w->ctx, h->translate(w->ctx, states[how]));
	w->coded[w->n_coded++] = (coded_row){ .coder = c->coder, .theme = c->code, .state = state, .n = 1 };
	if (how != ANCHOR_HERE) {
		glane_sym words;
		h->intern(w->ctx, 1, &c->words, &words);
		w->lost[w->n_lost++] = (lost_row){ .document = w->doc->name, .place = place_of(w, c), .coder = c->coder,
			.theme = c->code, .words = words, .state = state, .n = 1 };
	}
	if (how == ANCHOR_HERE || how == ANCHOR_MOVED)
		w->found[w->n_found++] = (found_coding){ span, c };
}

static bool again(const work *w, uint32_t i)
{
	const found_coding *f = &w->found[i];
	for (uint32_t k = i; k-- && w->found[k].span.begin == f->span.begin && w->found[k].span.end == f->span.end; )
		if (w->found[k].of->code.id == f->of->code.id && w->found[k].of->coder.id == f->of->coder.id)
			return true;
	return false;
}

static void write_themes(work *w)
{
	const glane_host *h = w->ctx->host;
	theme_rows out;
	uint32_t n = 0;
	if (w->n_found)
		qsort(w->found, w->n_found, sizeof *w->found, compare_found);
	h->rows(w->ctx, THEME, w->n_found, &out);
	for (uint32_t i = 0; i < w->n_found; i++) {
		if (again(w, i))	/* coded twice is coded */
			continue;
		out.span[n] = w->found[i].span;
		out.origin[n] = w->found[i].of->coder;
		out.code[n] = w->found[i].of->code;
		out.rule[n++] = place_of(w, w->found[i].of);
	}
	h->seal(w->ctx, THEME, n);
}

/* "Ana|Luc", in code-point order: who has read the document. */
static void write_coders(work *w)
{
	const glane_host *h = w->ctx->host;
	uint32_t *order = h->alloc(w->ctx, GLANE_SCRATCH, (w->n_coders + 1) * sizeof *order), size = 1;
	h->order(w->ctx, w->n_coders, w->coder, order);
	for (uint32_t i = 0; i < w->n_coders; i++)
		size += h->string(w->ctx, w->coder[i]).n + 1;
	char *text = h->alloc(w->ctx, GLANE_SCRATCH, size);
	uint32_t n = 0;
	for (uint32_t i = 0; i < w->n_coders; i++) {
		glane_str s = h->string(w->ctx, w->coder[order[i]]);
		if (i)
			text[n++] = '|';
		memcpy(text + n, s.p, s.n);
		n += s.n;
	}
	h->set(w->ctx, CODERS, (glane_str){ text, n });
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const codings *c = ctx->self;
	const glane_host *h = ctx->host;
	glane_str name = h->string(ctx, doc->name);
	uint32_t first = codings_find(c, name), n = 0;
	while (first + n < c->n_keys && c->key[first + n].name.n == name.n && !memcmp(c->key[first + n].name.p, name.p, name.n))
		n++;
	if (!n)
		return GLANE_OK;
	work w = { .ctx = ctx, .doc = doc, .memory = files_memory(ctx, GLANE_SCRATCH) };
	w.found = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *w.found);
	w.coded = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *w.coded);
	w.lost = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *w.lost);
	w.coder = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *w.coder);
	anchor_open(&w.text, doc->text, w.memory);
	for (uint32_t i = 0; i < n; i++)
		take_coding(&w, &c->coding[c->key[first + i].coding]);
	write_themes(&w);
	write_coders(&w);
	h->count(ctx, CODED, w.n_coded, w.coded, NULL, NULL);
	h->count(ctx, LOST, w.n_lost, w.lost, NULL, NULL);
	return GLANE_OK;
}

/* ---- Report ---------------------------------------------------------------------------------- */

enum { NAMED = 10 };			/* as many documents are named that the corpus hasn't */

static uint32_t apart(glane_str a, glane_str b)
{
	uint32_t row[65];
	if (a.n > 64 || b.n > 64)
		return 64;
	for (uint32_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (uint32_t i = 1; i <= a.n; i++) {
		uint32_t corner = row[0];
		row[0] = i;
		for (uint32_t j = 1; j <= b.n; j++) {
			uint32_t above = row[j], d = corner + (a.p[i - 1] != b.p[j - 1]);
			d = above + 1 < d ? above + 1 : d;
			row[j] = row[j - 1] + 1 < d ? row[j - 1] + 1 : d;
			corner = above;
		}
	}
	return row[b.n];
}

static void tell_stranger(glane_ctx *ctx, const coding *c, uint32_t n, const glane_str *name)
{
	glane_str stem = codings_stem(c->document);
	uint32_t best = GLANE_NONE, best_apart = stem.n / 3;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t d = apart(stem, name[i]);
		if (d <= best_apart && (best == GLANE_NONE || d < best_apart)) {
			best = i;
			best_apart = d;
		}
	}
	if (best != GLANE_NONE)
		ctx->host->log(ctx, GLANE_WARNING, glane_at_line(c->path, c->line, 0),
		               "no document is called \"%.*s\": did you mean \"%.*s\"? Its codings are left aside",
		               GLANE_STR(c->document), GLANE_STR(name[best]));
	else
		ctx->host->log(ctx, GLANE_WARNING, glane_at_line(c->path, c->line, 0),
		               "no document is called \"%.*s\": its codings are left aside", GLANE_STR(c->document));
}

static int report(glane_ctx *ctx)
{
	const codings *c = ctx->self;
	const glane_host *h = ctx->host;
	uint32_t n = h->documents(ctx), strangers = 0;
	glane_str *name = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *name);
	bool *met = h->alloc(ctx, GLANE_SCRATCH, c->n + 1);
	for (uint32_t i = 0; i < n; i++) {
		name[i] = h->string(ctx, h->document(ctx, i)->name);
		for (uint32_t k = codings_find(c, name[i]); k < c->n_keys && c->key[k].name.n == name[i].n &&
		     !memcmp(c->key[k].name.p, name[i].p, name[i].n); k++)
			met[c->key[k].coding] = true;
	}
	glane_str last = { "", 0 };
	for (uint32_t i = 0; i < c->n; i++) {
		glane_str one = c->coding[i].document;
		bool same = last.n == one.n && !memcmp(last.p, one.p, one.n);
		last = one;
		if (!met[i] && !same && strangers++ < NAMED)
			tell_stranger(ctx, &c->coding[i], n, name);
	}
	if (strangers > NAMED)
		h->log(ctx, GLANE_WARNING, glane_at_option("codings"), "%u more documents of the tables are not in the corpus",
		       strangers - NAMED);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Passages coded by hand were found again in the documents by their words; codings that had "
	  "moved, or were not found, are listed." },
	{ "empty=unread", "A row without a theme means that its coder has not read the document." },
	{ "empty=read", "A row without a theme means that its coder has read the document and found nothing." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "codings", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Codings that people made by hand, found again in the documents as themes of a coder with a name",
	.topic = "themes", .method = method,
	.options = options, .layers = layers, .variables = variables, .tables = tables,
	.config_size = sizeof(codings_config),
	.create = create, .process = process, .report = report,
};
