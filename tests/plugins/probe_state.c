/* probe-state: a state of its own, with all that belongs to one: of each first letter the
 * longest form (of equal ones the first of the alphabet), which no sum can say. */
#include <string.h>
#include <glane/plugin.h>

typedef struct { glane_scope token; const glane_sym *form; } input;
static const glane_need needs[] = {
	GLANE_NEED(input, token, "token"), GLANE_NEED(input, form, "token.form"), GLANE_LAST };

enum { LETTERS = 256 };
typedef struct { glane_str longest[LETTERS]; } state;	/* n 0: none */

typedef struct { glane_sym letter, form; int64_t bytes; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, letter, "letter", "First byte"),
	GLANE_COL_LABEL(row, form, "form", "Longest form"),
	GLANE_COL_COUNT(row, bytes, "bytes", "bytes", "Bytes"),
	GLANE_LAST
};
static const glane_table tables[] = {
	{ "longest", GLANE_REPORTED, columns, sizeof(row), "letter", NULL, NULL, "Longest forms",
	        NULL }, GLANE_LAST };

/* Keeps the greater one, in memory of the state. The greatest of three is the same in any order. */
static void take(glane_ctx *ctx, state *s, glane_str form)
{
	glane_str *best = form.n ? &s->longest[(unsigned char)form.p[0]] : NULL;
	if (!best || form.n < best->n ||
	    (form.n == best->n && memcmp(form.p, best->p, form.n) >= 0))
		return;
	char *copy = ctx->host->alloc(ctx, GLANE_STATE, form.n);
	memcpy(copy, form.p, form.n);
	*best = (glane_str){ copy, form.n };
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	(void)doc;
	for (uint32_t i = 0; i < in->token.n; i++)
		take(ctx, ctx->state, ctx->host->string(ctx, in->form[in->token.row[i]]));
	return GLANE_OK;
}

static int merge(glane_ctx *ctx, const void *from)
{
	const state *more = from;
	for (int i = 0; i < LETTERS; i++)
		take(ctx, ctx->state, more->longest[i]);
	return GLANE_OK;
}

static int save(glane_ctx *ctx, glane_io *io)
{
	const state *s = ctx->state;
	uint32_t n = 0;
	for (int i = 0; i < LETTERS; i++)
		n += s->longest[i].n > 0;
	ctx->host->put_int(io, n);
	for (int i = 0; i < LETTERS; i++)
		if (s->longest[i].n)
			ctx->host->put_str(io, s->longest[i]);
	return GLANE_OK;
}

static int load(glane_ctx *ctx, glane_io *io)
{
	for (uint32_t n = ctx->host->get_number(io); n; n--)
		take(ctx, ctx->state, ctx->host->get_str(io));
	return GLANE_OK;
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const state *s = ctx->state;
	for (int i = 0; i < LETTERS; i++) {
		static const char digits[] = "0123456789abcdef";
		char letter[3] = { digits[i >> 4], digits[i & 15], 0 };
		row r = { h->sym(ctx, letter), { 0 }, s->longest[i].n };
		if (!s->longest[i].n)
			continue;
		h->intern(ctx, 1, &s->longest[i], &r.form);
		h->row(ctx, 0, &r, NULL);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-state", .version = "1", .license = "MIT",
	.summary = "Finds the longest form of each letter",
	.needs = needs, .input_size = sizeof(input), .tables = tables,
	.state_size = sizeof(state), .state_version = 1,
	.process = process, .merge = merge, .save = save, .load = load, .report = report,
};
