/* probe-train: learns how often each word occurs in files, and says it of tokens. Its create() needs the model that
 * train() makes. */
#include <glane/plugin.h>

typedef struct { const char *model; const char *const *files; int64_t least; bool fail; } config;
static const glane_option options[] = {
	GLANE_OPT_PATH(config, model, "model", NULL, "The model"),
	GLANE_OPT_FILES(config, files, "files", "", "Texts to learn from"),
	GLANE_OPT_INT(config, least, "least", "1", 1, 1000, "Words that occur so often are in the model"),
	GLANE_OPT_BOOL(config, fail, "fail", "no", "Does the training fail in its end"),
	GLANE_LAST
};

typedef struct { glane_rows token; const glane_sym *form; } input;
static const glane_need needs[] = { GLANE_NEED(input, token, "token"), GLANE_NEED(input, form, "token.form"), GLANE_LAST };

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	glane_bytes *model = ctx->host->alloc(ctx, GLANE_RUN, sizeof *model);
	*self = model;
	if (!*c->model)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("model"), "make a model with glane train first");
	return ctx->host->file(ctx, c->model, model);
}

/* Counts of words by number of symbol, which are written in code-point order. */
typedef struct { uint32_t n; glane_sym *word; int64_t *count; } words;

static void add(glane_ctx *ctx, words *w, glane_str s)
{
	const glane_host *h = ctx->host;
	glane_sym word;
	h->intern(ctx, 1, &s, &word);
	for (uint32_t i = 0; i < w->n; i++)
		if (w->word[i].id == word.id) {
			w->count[i]++;
			return;
		}
	w->word = h->grow(ctx, GLANE_RUN, w->word, w->n * sizeof *w->word, sizeof *w->word);
	w->count = h->grow(ctx, GLANE_RUN, w->count, w->n * sizeof *w->count, sizeof *w->count);
	w->word[w->n] = word;
	w->count[w->n++] = 1;
}

static void learn(glane_ctx *ctx, words *w, glane_bytes b)
{
	for (size_t i = 0, from = 0; i <= b.n; i++)
		if (i == b.n || b.p[i] <= ' ') {
			if (i > from)
				add(ctx, w, (glane_str){ (const char *)b.p + from, (uint32_t)(i - from) });
			from = i + 1;
		}
}

static int train(glane_ctx *ctx)
{
	const config *c = ctx->config;
	const glane_host *h = ctx->host;
	words w = { 0 };
	uint32_t n_files = 0;
	if (!c->files[0])
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("files"), "name texts to learn from");
	for (; c->files[n_files]; n_files++) {
		glane_bytes b;
		int code = h->file(ctx, c->files[n_files], &b);
		if (code)
			return code;
		learn(ctx, &w, b);
	}
	glane_io *out = h->output(ctx, "words/words.txt");
	uint32_t *order = h->alloc(ctx, GLANE_SCRATCH, (w.n + 1) * sizeof *order);
	h->order(ctx, w.n, w.word, order);
	for (uint32_t i = 0; i < w.n; i++)
		if (w.count[order[i]] >= c->least)
			h->print(out, "%.*s %lld\n", GLANE_STR(h->string(ctx, w.word[order[i]])),
			         (long long)w.count[order[i]]);
	h->write(h->output(ctx, "notes.txt"), "made\n", 5);
	h->log(ctx, GLANE_INFO, glane_here(), "learned from %u files: %u words", n_files, w.n);
	if (c->fail)
		return h->fail(ctx, GLANE_EINPUT, glane_at_line(c->files[0], 1, 2), "no more of this");
	return GLANE_OK;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "probe-train", .version = "1", .license = "MIT",
	.summary = "Learns words from files",
	.options = options, .needs = needs, .config_size = sizeof(config), .input_size = sizeof(input),
	.create = create, .process = process, .train = train,
};
