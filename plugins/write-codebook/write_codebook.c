/* write-codebook: the codebook of a study beside its results, in the form that another program reads. */
#include "write_codebook.h"
#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct { const char *codebook; int lang, from; } config;
static const char *const langs[] = { "", "fr", "en" };
static const glane_option options[] = {
	GLANE_OPT_PATH(config, codebook, "codebook", NULL, "The codebook to write in another form (.xml, .csv, .qdc, .dic, .yml)"),
	GLANE_OPT_CHOICE(config, lang, "entries", "auto", "auto|fr|en",
		"Which language's words a .dic or .yml gets, which has one: auto is the report's, or the codebook's only one"),
	GLANE_OPT_CHOICE(config, from, "lang", "as-written", "as-written|fr|en",
		"The codebook's language, where the file doesn't say it (.dic, .yml, .qdc)"),
	GLANE_LAST
};

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	const codebook *book;
	int code = codebook_read(ctx, &(codebook_source){ c->codebook, "codebook", langs[c->from], "" }, &book);
	*self = (void *)(uintptr_t)book;
	return code;
}

static void say_lost(const writing *w)
{
	glane_ctx *ctx = w->ctx;
	const glane_host *h = ctx->host;
	glane_place at = glane_at_option("to");
	const unsigned *n = w->lost;
	if (n[LOST_RULES])
		h->log(ctx, GLANE_WARNING, at, "this form has no rules of proximity and no regular expressions: left out are %u", n[LOST_RULES]);
	if (n[LOST_HELD_BACK])
		h->log(ctx, GLANE_WARNING, at, "this form holds nothing back (not-in, not-with, only-with): left out are %u", n[LOST_HELD_BACK]);
	if (n[LOST_SHADES])
		h->log(ctx, GLANE_WARNING, at, "this form knows no dictionary forms, parts of speech, gaps, capitals, weights or denial: "
		       "rules whose words are written without them: %u", n[LOST_SHADES]);
	if (n[LOST_TEXTS])
		h->log(ctx, GLANE_WARNING, at, "this form has no place for all titles, definitions, examples, colours or units: left out of %u", n[LOST_TEXTS]);
	if (n[LOST_SETS])
		h->log(ctx, GLANE_WARNING, at, "this form has no place for sets of themes or their guids: left out are %u", n[LOST_SETS]);
	if (n[LOST_LANGUAGE])
		h->log(ctx, GLANE_WARNING, at, "this form has one language: rules of the other that are left out: %u", n[LOST_LANGUAGE]);
}

typedef void form(writing *);

static form *form_of(const char *to)
{
	static const struct { const char *end; form *write; } forms[] = { { ".qdc", write_qdc }, { ".xml", write_xml },
		{ ".csv", write_csv_rows }, { ".dic", write_dic }, { ".yml", write_yaml }, { ".yaml", write_yaml } };
	size_t n = strlen(to);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		size_t k = strlen(forms[i].end);
		if (n > k && !strcasecmp(to + n - k, forms[i].end))
			return forms[i].write;
	}
	return NULL;
}

static int render(glane_ctx *ctx)
{
	const config *c = ctx->config;
	const glane_host *h = ctx->host;
	const codebook *b = ctx->self;
	const char *to = ctx->to && *ctx->to ? ctx->to : "codebook.qdc";
	form *write = form_of(to);
	if (!write)
		h->log(ctx, GLANE_WARNING, glane_at_option("to"), "%s: the name says no form (.qdc, .xml, .csv, .dic or .yml), so that "
		       "it becomes a REFI-QDA codebook", to);
	writing w = { .ctx = ctx, .book = b, .only = CODEBOOK_LANGUAGES };
	w.language = !strcmp(h->study(ctx)->language, "fr") ? CODEBOOK_FR : CODEBOOK_EN;
	if (!b->language[w.language])
		w.language = !w.language;
	w.only = c->lang ? (uint32_t)c->lang - 1 : w.language;
	w.out = h->output(ctx, to);
	(write ? write : write_qdc)(&w);
	say_lost(&w);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "write-codebook", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "A codebook for other programs: REFI-QDA, table, LIWC, quanteda",
	.options = options, .config_size = sizeof(config), .create = create, .render = render,
};
