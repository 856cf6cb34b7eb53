/* probe-filter: changes text before it is sealed: a word becomes another one, in texts,
 * speakers' ids and names of documents. */
#include <string.h>
#include <glane/plugin.h>

typedef struct { const char *word, *with; } config;
static const glane_option options[] = {
	GLANE_OPT_TEXT(config, word, "word", "travail", "What is replaced"),
	GLANE_OPT_TEXT(config, with, "with", "[w]", "What takes its place"),
	GLANE_LAST
};

static glane_str str(const char *s) { return (glane_str){ s, (uint32_t)strlen(s) }; }

/* The first place of `word` at or after `from`; text.n: there is none. */
static uint32_t place(glane_str text, uint32_t from, glane_str word)
{
	for (; word.n && from + word.n <= text.n; from++)
		if (!memcmp(text.p + from, word.p, word.n))
			return from;
	return text.n;
}

static int edit(glane_ctx *ctx, glane_draft *draft)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const glane_doc *doc = h->draft(draft);
	glane_str word = str(c->word), with = str(c->with);
	for (uint32_t at = 0; (at = place(doc->text, at, word)) < doc->text.n; at += word.n)
		h->replace(draft, (glane_span){ at, at + word.n }, with);
	for (uint32_t i = 0; i < doc->n_speakers; i++)
		if (!strcmp(h->string(ctx, doc->speaker[i].id).p, c->word))
			h->rename(draft, i, NULL, with);
	return GLANE_OK;
}

/* A document called by the word gets the other name; the rest of a name stays. */
static const char *plan_name(glane_ctx *ctx, const char *name)
{
	const config *c = ctx->config;
	return *c->word && !strcmp(name, c->word) ? c->with : NULL;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-filter", .version = "1", .license = "MIT",
	.summary = "Replaces a word everywhere",
	.options = options, .config_size = sizeof(config), .edit = edit, .plan_name = plan_name,
};
