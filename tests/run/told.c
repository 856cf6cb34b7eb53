/* told: a writer that writes down what the stages did, and its own pipeline. With -DWRONG=n its descriptor says what
 * isn't so. */
#include <glane/plugin.h>
#include <string.h>

#ifndef WRONG
#define WRONG 0
#endif

typedef struct { int test; double level; const char *key; bool yates; } config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, test, "test", "chi2", "chi2|g2|none", "Test"),
	GLANE_OPT_REAL(config, level, "level", "0.05", 0, 1, "Level"),
	GLANE_OPT_BOOL(config, yates, "yates", "no", "Correction"),
	GLANE_OPT_PRIVATE(config, key, "key", "", "A file that nobody is told of"),
	GLANE_LAST
};

static const glane_sentence method[] = {
	{ NULL, "Words were compared at the level {level} [@first2001; @second2002]." },
	{ "test=chi2|g2", "The test was {test}." },
	{ "test!=none", "There was a test." },
	{ "yates=yes", "It was corrected." },
	{ "by=", "Nothing was grouped." },
	{ "by!=", "Groups were those of {by}." },
#if WRONG == 1
	{ "tset=chi2", "There is no such option." },
#elif WRONG == 2
	{ "test=fisher", "There is no such value." },
#elif WRONG == 3
	{ NULL, "{levle} is no option, and {key} is private." },
#elif WRONG == 4
	{ NULL, "Nobody knows this one [@third2003]." },
#endif
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "first2001", "article", "First, Ann", "2001", "One", "Journal", "1(2)", "3-4", NULL, NULL },
	{ "second2002", "book", "Second, Bea and Third, Cy", "2002", "Two", "Press", NULL, NULL, NULL, NULL },
#if WRONG == 5
	{ "Nobody 2004", "novel", "", "2004", "Four", NULL, NULL, NULL, NULL, NULL },
#endif
	GLANE_LAST
};

static int render(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const glane_study *s = h->study(ctx);
	glane_io *out = h->output(ctx, ctx->to);
	uint32_t n, n_tables;
	const glane_method *m = h->methods(ctx, &n);
	const glane_grid *const *table = h->tables(ctx, &n_tables);
	h->print(out, "k %d %s\n", (int)s->min_speakers, s->pipeline);
	for (uint32_t i = 0; i < n; i++) {
		h->print(out, "%s %s %s %s:", m[i].stage, m[i].plugin, m[i].version, m[i].license);
		for (const glane_reference *r = m[i].references; r && r->key; r++)
			h->print(out, " %s", r->key);
		if (!strcmp(m[i].plugin, "told"))
			h->print(out, " %s", m[i].text);
		h->print(out, "\n");
	}
	for (uint32_t i = 0; i < n_tables; i++)
		h->print(out, "%s.%s topic \"%s\"%s\n", table[i]->stage, table[i]->def->name, table[i]->topic,
		         table[i]->def->how & GLANE_CHECK ? " to check" : "");
	h->write(out, s->source.p, s->source.n);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "told", .version = "7", .license = "MIT", .summary = "Writes down what the stages did",
	.options = options, .config_size = sizeof(config),
	.render = render,
	.method = method, .references = references,
#if WRONG == 6
	.topic = "thmes",
#endif
#if WRONG == 7
	.redacts = true,
#endif
};
