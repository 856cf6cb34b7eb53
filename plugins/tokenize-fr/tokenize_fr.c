/* tokenize-fr: French tokens and sentences. The rules are in tokenize_fr_lex.re, what all languages share
 * in plugins/shared/tokens. */
#include "plugins/tokenize-fr/tokenize_fr.h"
#include "references/references.h"

static const tokens_language language = { .model = "sentences fr", .scan = tokenize_fr_scan, .cry_ends = false };
static const glane_option options[] = TOKENS_OPTIONS("plugins/tokenize-fr/data/sentences.model");

static int create(glane_ctx *ctx, void **self)
{
	return tokens_create(ctx, &language, self);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	return tokens_process(ctx, doc, &language);
}

static int train(glane_ctx *ctx)
{
	return tokens_train(ctx, &language);
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "French texts were cut into words and sentences by rules that follow the French treebanks of "
	  "Universal Dependencies." },
	{ "sentences!=", "Where the end of a sentence is doubtful, an averaged perceptron [@collins2002] learnt "
	  "from such treebanks decided." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_COLLINS_2002,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "tokenize-fr", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "French tokens and sentences", .languages = "fr",
	.method = method, .references = references,
	.options = options, .needs = tokens_needs, .layers = tokens_layers,
	.config_size = sizeof(tokens_config), .input_size = sizeof(tokens_input), .worker_size = sizeof(tokens_worker),
	.create = create, .process = process, .train = train,
};
