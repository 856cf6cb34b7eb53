/* probe-writer: everything as plain lines: documents as they stream by, then tables with their
 * passages. */
#include <glane/plugin.h>

static void cells(glane_ctx *ctx, const glane_layer_data *y, uint32_t row, glane_io *out)
{
	const glane_host *h = ctx->host;
	for (uint32_t k = 0; k < y->n_columns; k++) {
		const glane_layer_column *c = &y->column[k];
		if (c->type == GLANE_SYM)
			h->print(out, " %s=%.*s", c->name,
			         GLANE_STR(h->string(ctx, ((const glane_sym *)c->array)[row])));
		else if (c->type == GLANE_INT)
			h->print(out, " %s=%lld", c->name,
			         (long long)((const int64_t *)c->array)[row]);
		else if (c->type == GLANE_REAL)
			h->print(out, " %s=%.3f", c->name, ((const double *)c->array)[row]);
		else
			h->print(out, " %s=%u", c->name, ((const uint32_t *)c->array)[row]);
	}
}

static void layers(glane_ctx *ctx, const glane_doc *doc, glane_io *out)
{
	const glane_host *h = ctx->host;
	for (uint32_t i = 0; i < doc->n_layers; i++)
		for (uint32_t row = 0; row < doc->layer[i].rows.n; row++) {
			glane_span s = doc->layer[i].rows.span[row];
			h->print(out, "%s %u-%u", doc->layer[i].name, s.begin, s.end);
			cells(ctx, &doc->layer[i], row, out);
			h->print(out, "\n");
		}
}

static int document(glane_ctx *ctx, const glane_doc *doc, glane_io *out)
{
	const glane_host *h = ctx->host;
	h->print(out, "document %.*s", GLANE_STR(h->string(ctx, doc->name)));
	for (uint32_t i = 0; i < doc->n_variables; i++)
		h->print(out, " %s=%.*s", doc->variable[i].name, GLANE_STR(doc->variable[i].value));
	h->print(out, "\n%.*s\n", GLANE_STR(doc->text));
	layers(ctx, doc, out);
	return GLANE_OK;
}

static void table(glane_ctx *ctx, const glane_grid *t, glane_io *out)
{
	const glane_host *h = ctx->host;
	for (uint32_t row = 0; row < t->n; row++) {
		const glane_quote *q;
		uint64_t total;
		h->print(out, "%s.%s", t->stage, t->def->name);
		for (uint32_t k = 0; t->def->columns[k].name; k++)
			h->print(out, " %s=%.*s", t->def->columns[k].name,
			         GLANE_STR(h->value(ctx, t, k, row)));
		uint32_t n = h->passages(ctx, t, row, 3, &q, &total);
		if (n)
			h->print(out, " passages=%llu", (unsigned long long)total);
		h->print(out, "\n");
		for (uint32_t i = 0; i < n; i++)
			h->print(out, "  \"%.*s\" %.*s %.*s\n", GLANE_STR(q[i].text),
			         GLANE_STR(q[i].name), GLANE_STR(q[i].where));
	}
}

static int render(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	uint32_t n;
	const glane_grid *const *t = h->tables(ctx, &n);
	glane_io *out = h->output(ctx, ctx->to);
	h->stream(ctx, out);
	for (uint32_t d = 0, k = h->documents(ctx); d < k; d++) {
		const glane_doc *doc = h->document(ctx, d);
		h->print(out, "kept %.*s\n", GLANE_STR(h->string(ctx, doc->name)));
		layers(ctx, doc, out);
	}
	for (uint32_t i = 0; i < n; i++)
		table(ctx, t[i], out);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-writer", .version = "1", .license = "MIT",
	.summary = "Writes everything as lines",
	.releases_text = true, .document = document, .render = render,
};
