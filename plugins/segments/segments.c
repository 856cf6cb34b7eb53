/* segments: about 40 words of one speaker each, cut where punctuation allows it best: the units of classifications and
 * of graphs of words. */
#include <stdlib.h>
#include <string.h>
#include <glane/plugin.h>
#include "cut.h"
#include "references/references.h"

typedef struct {
	int64_t size;
	int rule;
} config;
static const glane_option options[] = {
	GLANE_OPT_INT(config, size, "size", "40", 5, 1000, "Words of a segment, about"),
	GLANE_OPT_CHOICE(config, rule, "rule", "iramuteq", "iramuteq|rainette", "Whose rule chooses the place of a cut"),
	GLANE_LAST
};

typedef struct {
	glane_rows token, turn, section;
	const glane_sym *form, *kind, *section_kind;
} input;
static const glane_need needs[] = {
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED(input, turn, "turn?"),
	GLANE_NEED(input, section, "section?"),
	GLANE_NEED(input, section_kind, "section.kind?"),
	GLANE_LAST
};

typedef struct { glane_span *span; } segment_rows;
static const glane_layer layers[] = {
	GLANE_LAYER(segment_rows, "segment", GLANE_MAKES, NULL, "About 40 words of one speaker, cut at punctuation"),
	GLANE_LAST
};

/* Tokens first … first + places, as many as a stretch has places; weight[i]: how strongly place i invites a cut, token[i]: the
 * last token of it. */
typedef struct {
	uint32_t n;
	uint16_t *weight;
	uint32_t *token;
} places;

/* ---- Where no segment goes on ---------------------------------------------------------------------- */

/* Offsets at which another speaker or another theme begins, ascending. */
typedef struct { uint32_t n, *at; } borders;

static int by_offset(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static borders borders_of(glane_ctx *ctx, const input *in)
{
	const glane_host *h = ctx->host;
	const glane_sym paragraph = h->sym(ctx, "paragraph"), page = h->sym(ctx, "page");
	borders b = { 0, h->alloc(ctx, GLANE_SCRATCH, 2 * ((size_t)in->turn.n + in->section.n) * sizeof *b.at) };
	for (uint32_t i = 0; i < in->turn.n; i++) {
		b.at[b.n++] = in->turn.span[i].begin;
		b.at[b.n++] = in->turn.span[i].end;
	}
	/* A paragraph may end in the middle of a thought, and a page of a word; questions, headings and marks of themes don't. */
	for (uint32_t i = 0; i < in->section.n; i++)
		if (!in->section_kind || (in->section_kind[i].id != paragraph.id && in->section_kind[i].id != page.id)) {
			b.at[b.n++] = in->section.span[i].begin;
			b.at[b.n++] = in->section.span[i].end;
		}
	if (b.n)
		qsort(b.at, b.n, sizeof *b.at, by_offset);
	return b;
}

/* ---- Places ---------------------------------------------------------------------------------------- */

static uint16_t weight_of(glane_str form)
{
	static const struct { const char *sign; uint16_t weight; } signs[] = {
		{ ".", CUT_HERE }, { "?", CUT_HERE }, { "!", CUT_HERE }, { "…", CUT_HERE },
		{ ":", CUT_COLON }, { ";", CUT_SEMICOLON }, { ",", CUT_COMMA },
	};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (form.n >= strlen(signs[i].sign) && !memcmp(form.p, signs[i].sign, strlen(signs[i].sign)))
			return signs[i].weight;
	return 0;
}

/* Signs that go with what follows them, though a blank may stand between. */
static bool opens(glane_str form)
{
	static const char *const signs[] = { "«", "“", "„", "‘", "‹", "(", "[", "{", "\"" };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (form.n == strlen(signs[i]) && !memcmp(form.p, signs[i], form.n))
			return true;
	return false;
}

typedef struct {
	const input *in;
	int rule;
	glane_sym word, number, mark;
	const glane_str *form;
} reader;

static bool is_word(const reader *r, uint32_t token)
{
	glane_sym kind = r->in->kind[token];
	return kind.id == r->word.id || kind.id == r->number.id || kind.id == r->mark.id;
}

/* Adds token i to the places of its stretch, which begins with token `first`: as a place of its own, with the one before, or
 * with the one to come. */
static void add_token(const reader *r, places *p, uint32_t first, uint32_t i)
{
	const glane_span *span = r->in->token.span;
	bool word = is_word(r, i), close = i > first && span[i - 1].end == span[i].begin, between_blanks = r->rule == CUT_RAINETTE;
	uint16_t weight = word ? 0 : weight_of(r->form[i]);
	if (between_blanks ? !close || !p->n : word || weight) {
		p->token[p->n] = i;
		p->weight[p->n++] = weight ? weight : CUT_ANYWHERE;
	} else if (p->n && (close || !opens(r->form[i]))) {
		p->token[p->n - 1] = i;
		/* A mark that closes after a full stop leaves it the end that it is. */
		if (between_blanks && (word || weight))
			p->weight[p->n - 1] = word ? CUT_ANYWHERE : weight;
	}
}

/* ---- Segments -------------------------------------------------------------------------------------- */

/* Cuts tokens from..to, of one speaker on one theme, and adds to the n segments. Returns how many there are then. */
static uint32_t cut_stretch(const reader *r, places *p, uint32_t size, uint32_t from, uint32_t to, glane_span *out, uint32_t n)
{
	const glane_span *span = r->in->token.span;
	uint32_t begin = from;
	p->n = 0;
	for (uint32_t i = from; i < to; i++)
		add_token(r, p, from, i);
	for (uint32_t at = 0, k; at < p->n; at += k) {
		k = cut_ahead(r->rule, size, p->n - at, p->weight + at);
		uint32_t last = at + k == p->n ? to - 1 : p->token[at + k - 1], words = 0;
		for (uint32_t i = begin; i <= last; i++)
			words += is_word(r, i);
		/* Signs alone, as a stretch that is only "…", are nothing that anybody said. */
		if (words)
			out[n++] = (glane_span){ span[begin].begin, span[last].end };
		begin = last + 1;
	}
	return n;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const input *in = ctx->input;
	const glane_span *span = in->token.span;
	glane_str *form = h->alloc(ctx, GLANE_SCRATCH, in->token.n * sizeof *form);
	h->strings(ctx, in->token.n, in->form, form);
	const reader r = { in, c->rule, h->sym(ctx, "word"), h->sym(ctx, "number"), h->sym(ctx, "mark"), form };
	places p = { 0, h->alloc(ctx, GLANE_SCRATCH, in->token.n * sizeof *p.weight),
	             h->alloc(ctx, GLANE_SCRATCH, in->token.n * sizeof *p.token) };
	borders b = borders_of(ctx, in);
	segment_rows out;
	uint32_t n = 0, k = 0;
	(void)doc;
	h->rows(ctx, 0, in->token.n, &out);
	for (uint32_t from = 0, to; from < in->token.n; from = to) {
		while (k < b.n && b.at[k] <= span[from].begin)
			k++;
		for (to = from + 1; to < in->token.n && (k == b.n || span[to].begin < b.at[k]); to++) { }
		n = cut_stretch(&r, &p, (uint32_t)c->size, from, to, out.span, n);
	}
	h->seal(ctx, 0, n);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "What a speaker says in one turn was cut into segments of about {size} words, at strong "
	  "punctuation where that is possible [@reinert1990]; no segment goes beyond a turn." },
	{ "rule=iramuteq", "The place of a cut is chosen by the rule of IRaMuTeQ [@ratinaud2009]." },
	{ "rule=rainette", "The place of a cut is chosen by the rule of the R package rainette." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_REINERT_1990,
	REFERENCE_RATINAUD_2009,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "segments", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Cuts speech into segments of about 40 words, the units of classifications and graphs",
	.method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input),
	.layers = layers,
	.process = process,
};
