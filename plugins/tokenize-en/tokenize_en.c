/* tokenize-en: English tokens and sentences. The rules are in tokenize_en_lex.re, what all languages share
 * in plugins/shared/tokens. */
#include "plugins/tokenize-en/tokenize_en.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	static const tokens_language language = { .scan = tokenize_en_scan, .cry_ends = true };
	return tokens_process(ctx, doc, &language);
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "tokenize-en", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "English tokens and sentences", .languages = "en",
	.needs = tokens_needs, .layers = tokens_layers, .input_size = sizeof(tokens_input),
	.process = process,
};
