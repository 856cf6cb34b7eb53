/* probe-tokens: tokens between blanks, sentences between . ? !, so that the other probes need
 * nobody else. */
#include <string.h>
#include <glane/plugin.h>

typedef struct { glane_span *span; glane_sym *form; } token;
typedef struct { glane_span *span; } sentence;
static const glane_column token_columns[] = { GLANE_COLUMN(token, form, "form", "Form"),
        GLANE_LAST };
enum { TOKEN, SENTENCE };
static const glane_layer layers[] = {
	GLANE_LAYER(token, "token", GLANE_MAKES, token_columns, "Runs of bytes between blanks"),
	GLANE_LAYER(sentence, "sentence", GLANE_MAKES, NULL, "Up to . ? or !"),
	GLANE_LAST
};

static bool blank(char c) { return c == ' ' || c == '\n'; }

static void tokens(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	token out;
	uint32_t n = 0;
	h->rows(ctx, TOKEN, doc->text.n, &out);
	glane_str *form = h->alloc(ctx, GLANE_SCRATCH, (doc->text.n + 1u) * sizeof *form);
	for (uint32_t i = 0, b; i < doc->text.n; i++) {
		for (b = i; i < doc->text.n && !blank(doc->text.p[i]); i++) { }
		if (i == b)
			continue;
		form[n] = (glane_str){ doc->text.p + b, i - b };
		out.span[n++] = (glane_span){ b, i };
	}
	h->intern(ctx, n, form, out.form);
	h->seal(ctx, TOKEN, n);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	sentence out;
	uint32_t n = 0;
	tokens(ctx, doc);
	ctx->host->rows(ctx, SENTENCE, doc->text.n, &out);
	for (uint32_t i = 0, b; i < doc->text.n; i++) {
		while (i < doc->text.n && blank(doc->text.p[i]))
			i++;
		for (b = i; i < doc->text.n && !strchr(".?!", doc->text.p[i]); i++) { }
		if (i > b)
			out.span[n++] = (glane_span){ b, i };
	}
	ctx->host->seal(ctx, SENTENCE, n);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-tokens", .version = "1", .license = "MIT",
	.summary = "Splits text at blanks and full stops",
	.layers = layers, .process = process,
};
