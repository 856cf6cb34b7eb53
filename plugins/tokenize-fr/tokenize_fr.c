/* tokenize-fr: French tokens and sentences. The rules are in tokenize_fr_lex.re, what all languages share
 * in plugins/shared/tokens. */
#include "plugins/tokenize-fr/tokenize_fr.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	static const tokens_language language = { .scan = tokenize_fr_scan, .cry_ends = false };
	return tokens_process(ctx, doc, &language);
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "tokenize-fr", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "French tokens and sentences", .languages = "fr",
	.needs = tokens_needs, .layers = tokens_layers, .input_size = sizeof(tokens_input),
	.process = process,
};
