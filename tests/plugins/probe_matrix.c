/* probe-matrix: a sentence × form matrix, built in report() from the run store: which two forms
 * stand in the same sentences, each pair with the sentences that say so. */
#include <string.h>
#include <glane/plugin.h>

typedef struct { int64_t least; } config;
static const glane_option options[] = {
	GLANE_OPT_INT(config, least, "least", "2", 1, 1000000, "Sentences that a pair must share"),
	GLANE_LAST };

typedef struct { glane_scope sentence; glane_rows token; const glane_sym *form; } input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, sentence, "sentence"),
	GLANE_NEED_KEPT(input, token, "token"),
	GLANE_NEED_KEPT(input, form, "token.form"),
	GLANE_LAST
};

typedef struct { glane_sym a, b; int64_t sentences; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, a, "a", "Form"),
	GLANE_COL_KEY(row, b, "b", "Other form"),
	GLANE_COL_PASSAGES(row, sentences, "sentences", "sentences", "Sentences"),
	GLANE_LAST
};
static const glane_view views[] = { { "pairs", "a", "b", "sentences", "Pairs of forms" },
        GLANE_LAST };
static const glane_figure figures[] = {
	{ "network", "network", NULL, "edge=sentences x=a y=b", "Forms that stand together" },
	GLANE_LAST };
static const glane_table tables[] = {
	{ "pairs", GLANE_REPORTED, columns, sizeof(row), "-sentences", views, figures,
	        "Pairs of forms",
	  "{a} and {b} share {sentences} sentences" },
	GLANE_LAST
};

/* The matrix by columns: for each form that is not rare the sentences (by number) that hold it. */
enum { FORMS = 64 };
typedef struct {
	uint32_t n_sentences, room, n_forms;
	glane_passage *sentence;
	struct form { glane_sym form; uint32_t n, *sentence; } form[FORMS];
} matrix;

/* Forms of four bytes and more, the first FORMS of them in the corpus. */
static struct form *column_of(glane_ctx *ctx, matrix *m, glane_sym form)
{
	for (uint32_t i = 0; i < m->n_forms; i++)
		if (m->form[i].form.id == form.id)
			return &m->form[i];
	if (m->n_forms == FORMS || ctx->host->string(ctx, form).n < 4)
		return NULL;
	m->form[m->n_forms].form = form;
	return &m->form[m->n_forms++];
}

static void add(glane_ctx *ctx, matrix *m, glane_sym form, uint32_t sentence)
{
	struct form *f = column_of(ctx, m, form);
	if (!f || (f->n && f->sentence[f->n - 1] == sentence))
		return;
	if (!(f->n & (f->n - 1)))	/* 0, 1, 2, 4 …: room doubles */
		f->sentence = ctx->host->grow(ctx, GLANE_SCRATCH, f->sentence,
		                              f->n * sizeof *f->sentence,
		                              (f->n ? f->n : 1) * sizeof *f->sentence);
	f->sentence[f->n++] = sentence;
}

static void read_document(glane_ctx *ctx, matrix *m, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	uint32_t t = 0;
	m->sentence = h->grow(ctx, GLANE_SCRATCH, m->sentence, m->n_sentences * sizeof *m->sentence,
	                      (in->sentence.n + 1u) * sizeof *m->sentence);
	for (uint32_t i = 0; i < in->sentence.n; i++) {
		m->sentence[m->n_sentences] = (glane_passage){ doc->name, in->sentence.row[i] };
		t = glane_seek(in->token, t, in->sentence.span[i].begin);
		for (; t < in->token.n && in->token.span[t].begin < in->sentence.span[i].end; t++)
			add(ctx, m, in->form[t], m->n_sentences);
		m->n_sentences++;
	}
}

static void pair(glane_ctx *ctx, const matrix *m, const struct form *a, const struct form *b)
{
	const config *c = ctx->config;
	glane_passage *rows = ctx->host->alloc(ctx, GLANE_SCRATCH, (a->n + 1u) * sizeof *rows);
	uint32_t n = 0;
	for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
		if (a->sentence[i] == b->sentence[k])
			rows[n++] = m->sentence[a->sentence[i]];
		if (a->sentence[i] <= b->sentence[k])
			i++;
		else
			k++;
	}
	if (n < c->least)
		return;
	row r = { a->form, b->form, n };
	glane_evidence e = { "sentence", 0, n, NULL, rows };
	ctx->host->row(ctx, 0, &r, &e);
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	matrix *m = h->alloc(ctx, GLANE_SCRATCH, sizeof *m);
	glane_sym forms[FORMS];
	uint32_t order[FORMS];
	for (uint32_t d = 0, n = h->documents(ctx); d < n; d++)
		read_document(ctx, m, h->document(ctx, d));
	for (uint32_t i = 0; i < m->n_forms; i++)
		forms[i] = m->form[i].form;
	h->order(ctx, m->n_forms, forms, order);
	for (uint32_t i = 0; i < m->n_forms; i++)
		for (uint32_t k = i + 1; k < m->n_forms; k++)
			pair(ctx, m, &m->form[order[i]], &m->form[order[k]]);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-matrix", .version = "1", .license = "MIT",
	.summary = "Finds forms that stand in the same sentences",
	.options = options, .config_size = sizeof(config), .needs = needs,
	.input_size = sizeof(input),
	.tables = tables, .report = report,
};
