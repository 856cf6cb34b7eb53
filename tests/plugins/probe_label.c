/* probe-label: labels the sentences of the whole corpus in report(): longer or shorter than the
 * mean, which nobody knows before the last document. */
#include <glane/plugin.h>

typedef struct { glane_rows sentence; } input;
static const glane_need needs[] = { GLANE_NEED_KEPT(input, sentence, "sentence"), GLANE_LAST };

typedef struct { glane_span *span; glane_sym *length; int64_t *bytes; } label;
static const glane_column label_columns[] = {
	GLANE_COLUMN(label, length, "length", "Longer or shorter than the mean"),
	GLANE_COLUMN(label, bytes, "bytes", "Bytes"),
	GLANE_LAST
};
enum { LABEL };
static const glane_layer layers[] = {
	GLANE_LAYER(label, "sentence", GLANE_LABELS, label_columns, "Long and short sentences"),
	GLANE_LAST };

typedef struct { glane_sym length; int64_t sentences; } row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, length, "length", "Length"),
	GLANE_COL_PASSAGES(row, sentences, "sentences", "sentences", "Sentences"),
	GLANE_LAST
};
static const glane_table tables[] = {
	{ "lengths", GLANE_REPORTED, columns, sizeof(row), "length", NULL, NULL,
	        "Lengths of sentences", NULL }, GLANE_LAST };

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	uint64_t bytes = 0, n = 0;
	glane_sym is[2] = { h->sym(ctx, "short"), h->sym(ctx, "long") };
	row found[2] = { { is[0], 0 }, { is[1], 0 } };
	uint32_t documents = h->documents(ctx);
	for (uint32_t d = 0; d < documents; d++) {
		h->document(ctx, d);
		for (uint32_t i = 0; i < in->sentence.n; i++, n++)
			bytes += in->sentence.span[i].end - in->sentence.span[i].begin;
	}
	for (uint32_t d = 0; d < documents; d++) {
		const glane_doc *doc = h->document(ctx, d);
		uint32_t k = in->sentence.n;
		uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, (k + 1u) * sizeof *at);
		label out = { NULL, h->alloc(ctx, GLANE_SCRATCH, (k + 1u) * sizeof(glane_sym)),
		              h->alloc(ctx, GLANE_SCRATCH, (k + 1u) * sizeof(int64_t)) };
		for (uint32_t i = 0; i < k; i++) {
			out.bytes[i] = in->sentence.span[i].end - in->sentence.span[i].begin;
			bool longer = (uint64_t)out.bytes[i] * n > bytes;
			out.length[i] = is[longer];
			found[longer].sentences++;
			at[i] = i;
		}
		h->label(ctx, LABEL, doc->name, k, at, &out);
	}
	/* The labelled rows are the evidence: whoever asks finds them in the run store. */
	for (int i = 0; i < 2; i++) {
		glane_match match = { "sentence.length", is[i] };
		glane_evidence e = { "sentence", 1, 0, &match, NULL };
		if (found[i].sentences)
			h->row(ctx, 0, &found[i], &e);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-label", .version = "1", .license = "MIT",
	.summary = "Labels long and short sentences",
	.needs = needs, .input_size = sizeof(input), .layers = layers, .tables = tables,
	.report = report,
};
