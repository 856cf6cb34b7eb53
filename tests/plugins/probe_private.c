/* probe-private: a layer of its own, vendor:name, whose rows point at tokens and at each other. */
#include <glane/plugin.h>

typedef struct { glane_rows token; const glane_sym *form; } input;
static const glane_need needs[] = {
	GLANE_NEED(input, token, "token"), GLANE_NEED(input, form, "token.form"), GLANE_LAST };

typedef struct {
	glane_span *span;
	uint32_t *token, *before;
	double *share;
	int64_t *bytes;
} loud;
static const glane_column columns[] = {
	GLANE_COLUMN_ROW(loud, token, "token", "token", "The token"),
	GLANE_COLUMN_ROW(loud, before, "before", "probe:loud", "The loud one before it"),
	GLANE_COLUMN(loud, share, "share", "Share of the text before it"),
	GLANE_COLUMN(loud, bytes, "bytes", "Bytes"),
	GLANE_LAST
};
static const glane_layer layers[] = {
	GLANE_LAYER(loud, "probe:loud", GLANE_MAKES, columns,
	            "Tokens that begin with a capital letter"), GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	loud out;
	uint32_t n = 0;
	ctx->host->rows(ctx, 0, in->token.n, &out);
	for (uint32_t i = 0; i < in->token.n; i++) {
		glane_span s = in->token.span[i];
		char c = doc->text.p[s.begin];
		if (c < 'A' || c > 'Z')
			continue;
		out.span[n] = s;
		out.token[n] = i;
		out.before[n] = n ? n - 1 : GLANE_NONE;
		out.share[n] = (double)s.begin / (double)doc->text.n;
		out.bytes[n] = s.end - s.begin;
		n++;
	}
	ctx->host->seal(ctx, 0, n);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-private", .version = "1", .license = "MIT",
	.summary = "Marks tokens with a capital letter",
	.needs = needs, .input_size = sizeof(input), .layers = layers, .process = process,
};
