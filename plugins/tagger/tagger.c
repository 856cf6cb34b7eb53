/* tagger: which of its readings a word has in its sentence: its lemma and part of speech, for French and English.
 *
 * Words that can be one thing only stay as they are. What is asked about a distinct word is asked once per worker. */
#include "references/references.h"
#include <stddef.h>
#include "tagger.h"

typedef struct {
	const char *model[ANALYSIS_LANGUAGES];
	lessons lessons;
} config;
static const char *const kinds[ANALYSIS_LANGUAGES] = { "tagger fr", "tagger en" };
static const glane_option options[] = {
	GLANE_OPT_PATH(config, model[ANALYSIS_FR], "model-fr", "plugins/tagger/data/fr.model",
		"The model for French; \"\": none, lemmas stay as the lexicon has them"),
	GLANE_OPT_PATH(config, model[ANALYSIS_EN], "model-en", "plugins/tagger/data/en.model",
		"The model for English; \"\": none"),
	GLANE_OPT_FILES(config, lessons.files, "files", "",
		"For `glane train`: treebanks in the format CoNLL-U"),
	GLANE_OPT_TEXT(config, lessons.lang, "lang", "fr",
		"For `glane train`: their language, fr or en"),
	GLANE_OPT_TEXT(config, lessons.notice, "notice", "",
		"For `glane train`: licence and source of the treebanks, as it is to stand in the model"),
	GLANE_LAST
};

typedef struct {
	glane_str lang;
	glane_rows sentence, token, word;
	const uint32_t *token_of;
	const glane_sym *form, *readings, *lemma, *upos;
} input;
static const glane_need needs[] = {
	GLANE_NEED(input, lang, "var:lang"),
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, word, "word"),
	GLANE_NEED(input, token_of, "word.token"),
	GLANE_NEED(input, form, "word.form"),
	GLANE_NEED(input, readings, "word.readings"),
	GLANE_NEED(input, lemma, "word.lemma"),
	GLANE_NEED(input, upos, "word.upos"),
	GLANE_LAST
};

typedef struct {
	glane_span *span;
	glane_sym *lemma, *upos;
} word_rows;
static const glane_column word_columns[] = {
	GLANE_COLUMN(word_rows, lemma, "lemma", "Lemma"),
	GLANE_COLUMN(word_rows, upos, "upos", "Part of speech"),
	GLANE_LAST
};
enum { WORD };
static const glane_layer layers[] = {
	[WORD] = GLANE_LAYER(word_rows, "word", GLANE_REPLACES, word_columns,
		"Lemma and part of speech of each word, chosen among its readings by its sentence"),
	GLANE_LAST
};

typedef struct { tagger_model *model[ANALYSIS_LANGUAGES]; } settings;

typedef struct { uint32_t form, readings, shape; known_word *word; } slot;
typedef struct { uint32_t n, room; slot *slot; } cache;
typedef struct { cache of[ANALYSIS_LANGUAGES]; } worker;

static int open_model(glane_ctx *ctx, uint32_t language, const char *path, tagger_model **out)
{
	model m;
	int code = model_open(ctx, path, kinds[language], &m);
	if (code)
		return code;
	*out = ctx->host->alloc(ctx, GLANE_RUN, sizeof **out);
	(*out)->p = m.p;
	if (!memory_read(ctx, m.rest, &(*out)->memory))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, 0, 0),
		                       "the words behind the model's weights are damaged: copy it again, or make it anew with "
		                       "`glane train`");
	return GLANE_OK;
}

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	settings *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	int code = GLANE_OK;
	*self = s;
	for (uint32_t l = 0; l < ANALYSIS_LANGUAGES && !code; l++)
		if (*c->model[l])
			code = open_model(ctx, l, c->model[l], &s->model[l]);
	return code;
}

/* ---- Distinct words -------------------------------------------------------------------------- */

/* Where the search for a word begins, whatever its shape. */
static uint32_t home_of(const cache *c, uint32_t form, uint32_t readings)
{
	uint64_t h = form * 0x9E3779B97F4A7C15u ^ readings * 0xC2B2AE3D27D4EB4Fu;
	return (uint32_t)(h >> 32 ^ h) & (c->room - 1);
}

static slot *slot_of(const cache *c, uint32_t form, uint32_t readings, uint32_t shape)
{
	uint32_t at = home_of(c, form, readings);
	while (c->slot[at].word && (c->slot[at].form != form || c->slot[at].readings != readings || c->slot[at].shape != shape))
		at = (at + 1) & (c->room - 1);
	return &c->slot[at];
}

/* There are more words than caches hold: has memory fetch those that will be asked for soon, and before that where
 * they are. As a function that is called gcc takes it for one without effect, and leaves it out. */
enum { AHEAD = 8 };
__attribute__((always_inline)) static inline void expect(const cache *c, const input *in, uint32_t word)
{
	if (!c->room || word + 2 * AHEAD >= in->word.n)
		return;
	const uint32_t near = word + AHEAD, far = word + 2 * AHEAD;
	const char *k = (const char *)c->slot[home_of(c, in->form[near].id, in->readings[near].id)].word;
	__builtin_prefetch(&c->slot[home_of(c, in->form[far].id, in->readings[far].id)]);
	for (size_t i = 0; k && i < offsetof(known_word, as); i += 64)
		__builtin_prefetch(k + i);
}

static void make_room(glane_ctx *ctx, cache *c)
{
	if (2 * (c->n + 1) <= c->room)
		return;
	cache more = { c->n, c->room ? 2 * c->room : 4096, NULL };
	more.slot = ctx->host->alloc(ctx, GLANE_WORKER, more.room * sizeof *more.slot);
	for (uint32_t i = 0; i < c->room; i++)
		if (c->slot[i].word)
			*slot_of(&more, c->slot[i].form, c->slot[i].readings, c->slot[i].shape) = c->slot[i];
	*c = more;
}

static const known_word *know(glane_ctx *ctx, uint32_t language, const tagger_model *m, uint32_t word, int shape)
{
	const input *in = ctx->input;
	cache *c = &((worker *)ctx->worker)->of[language];
	make_room(ctx, c);
	slot *s = slot_of(c, in->form[word].id, in->readings[word].id, (uint32_t)shape);
	if (s->word)
		return s->word;
	known_word *k = ctx->host->alloc(ctx, GLANE_WORKER, sizeof *k);
	know_word(ctx, m, ctx->host->string(ctx, in->form[word]), ctx->host->string(ctx, in->readings[word]), shape, k);
	*s = (slot){ in->form[word].id, in->readings[word].id, (uint32_t)shape, k };
	c->n++;
	return k;
}

/* ---- Documents ------------------------------------------------------------------------------- */

/* Room for the words of any sentence of the document. */
typedef struct {
	const word_class **word;	/* LEFT before the first, RIGHT behind the last */
	ahead *ahead;
	uint8_t *tag;
} bench;

/* One sentence: words from..to. */
static void choose_sentence(glane_ctx *ctx, const glane_doc *doc, uint32_t language, uint32_t from, uint32_t to,
                            const bench *b, const word_rows *out)
{
	const input *in = ctx->input;
	const tagger_model *m = ((const settings *)ctx->self)->model[language];
	const cache *c = &((const worker *)ctx->worker)->of[language];
	uint32_t n = to - from, last = GLANE_NONE;
	bool begins = true, some = false;
	const word_class **word = b->word + LEFT;
	for (uint32_t i = 0; i < n; i++) {
		glane_span s = in->token.span[in->token_of[from + i]];
		int shape = in->token_of[from + i] == last ? SHAPE_SMALL
		          : shape_of((glane_str){ doc->text.p + s.begin, s.end - s.begin }, begins);
		expect(c, in, from + i);
		const known_word *k = know(ctx, language, m, from + i, shape);
		word[i] = &k->look;
		last = in->token_of[from + i];
		begins &= word[i]->may == BIT(TAG_PUNCT);
		some |= (word[i]->may & (word[i]->may - 1)) != 0;
	}
	if (some) {
		for (uint32_t i = 0; i < RIGHT; i++)
			word[n + i] = &word_edge;
		look_ahead(word, n, b->ahead);
		choose_tags(m, &(words){ n, word, b->ahead, manner_of(word, n), language == ANALYSIS_FR }, b->tag);
	}
	for (uint32_t i = 0; i < n; i++) {
		const known_word *k = (const known_word *)(const void *)word[i];
		if (some && i + AHEAD < n)
			__builtin_prefetch(&((const known_word *)(const void *)word[i + AHEAD])->as[b->tag[i + AHEAD]]);
		if (!k->given) {
			uint32_t tag = some ? b->tag[i] : k->look.tag;
			out->lemma[from + i] = k->as[tag].lemma;
			out->upos[from + i] = k->as[tag].upos;
		}
	}
}

/* The words that begin before the end of a sentence are its, also those that stand before it, outside of all. */
static void choose_all(glane_ctx *ctx, const glane_doc *doc, uint32_t language, const word_rows *out)
{
	const input *in = ctx->input;
	uint32_t n = in->word.n;
	bench b = { ctx->host->alloc(ctx, GLANE_SCRATCH, (n + LEFT + RIGHT) * sizeof *b.word),
	            ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *b.ahead), ctx->host->alloc(ctx, GLANE_SCRATCH, n + 1) };
	for (uint32_t i = 0; i < LEFT; i++)
		b.word[i] = &word_edge;
	for (uint32_t i = 0, next = 0, to; i < n; i = to) {
		while (next < in->sentence.n && in->sentence.span[next].end <= in->word.span[i].begin)
			next++;
		uint32_t until = next < in->sentence.n ? in->sentence.span[next].end : UINT32_MAX;
		for (to = i + 1; to < n && in->word.span[to].begin < until;)
			to++;
		choose_sentence(ctx, doc, language, i, to, &b, out);
	}
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	const settings *s = ctx->self;
	uint32_t language = analysis_language(in->lang.p, in->lang.n);
	word_rows out;
	ctx->host->rows(ctx, WORD, in->word.n, &out);
	if (in->word.n) {
		memcpy(out.lemma, in->lemma, in->word.n * sizeof *out.lemma);
		memcpy(out.upos, in->upos, in->word.n * sizeof *out.upos);
	}
	if (language != ANALYSIS_LANGUAGES && s->model[language])
		choose_all(ctx, doc, language, &out);
	ctx->host->seal(ctx, WORD, in->word.n);
	return GLANE_OK;
}

static int train(glane_ctx *ctx)
{
	return tagger_train(ctx, &((const config *)ctx->config)->lessons);
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Where a word can be several things its sentence decided: an averaged perceptron [@freund1999; "
	  "@collins2002], learnt from treebanks of Universal Dependencies, chose the lemma and the part of "
	  "speech." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_FREUND_1999,
	REFERENCE_COLLINS_2002,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "tagger", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Chooses between the readings of each word by its sentence: lemma and part of speech",
	.method = method, .references = references,
	.languages = "fr en",
	.options = options, .needs = needs, .layers = layers,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(worker),
	.create = create, .process = process, .train = train,
};
