/* write-conllu: sentences, tokens and words in the format of Universal Dependencies (CoNLL-U), a word a line.
 *
 * https://universaldependencies.org/format.html. What glane doesn't know (features, heads) is `_`. */
#include <glane/plugin.h>
#include <string.h>
#include "treebank.h"

enum { LEMMAS_TREEBANK, LEMMAS_GLANE };
typedef struct { int lemmas; } config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, lemmas, "lemmas", "treebank", "treebank|glane",
		"Lemmas of pronouns and possessives as the treebanks have them (moi, son; I), or as glane does (me, mon; me)"),
	GLANE_LAST
};

typedef struct {
	glane_str lang;
	glane_rows sentence, token, word, turn;
	const glane_sym *speaker, *form, *lemma, *upos;
	const uint32_t *token_of;
} input;
static const glane_need needs[] = {
	GLANE_NEED(input, lang, "var:lang?"),
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, word, "word?"),
	GLANE_NEED(input, token_of, "word.token?"),
	GLANE_NEED(input, form, "word.form?"),
	GLANE_NEED(input, lemma, "word.lemma?"),
	GLANE_NEED(input, upos, "word.upos?"),
	GLANE_NEED(input, turn, "turn?"),
	GLANE_NEED(input, speaker, "turn.speaker?"),
	GLANE_LAST
};

/* The file, as it grows: gathered, because a call per cell would take most of the time. */
enum { GATHERED = 1 << 15 };
typedef struct {
	glane_ctx *ctx;
	glane_io *io;
	const glane_doc *doc;
	const input *in;
	uint32_t token, word, turn, sentence;	/* the next of each */
	treebank treebank;			/* empty: glane's lemmas */
	uint32_t n;
	char text[GATHERED];
} output;

static void flush(output *o)
{
	o->ctx->host->write(o->io, o->text, o->n);
	o->n = 0;
}

static void put(output *o, const char *p, size_t n)
{
	if (n > GATHERED) {
		flush(o);
		o->ctx->host->write(o->io, p, n);
		return;
	}
	if (o->n + n > GATHERED)
		flush(o);
	memcpy(o->text + o->n, p, n);
	o->n += (uint32_t)n;
}

static void put_text(output *o, const char *s)
{
	put(o, s, strlen(s));
}

static void put_number(output *o, uint32_t v)
{
	char digits[10], *p = digits + sizeof digits;
	do
		*--p = (char)('0' + v % 10);
	while (v /= 10);
	put(o, p, (size_t)(digits + sizeof digits - p));
}

/* How many bytes of white space begin at p: none of them may stand in a cell but a blank. */
static uint32_t white(const char *p, const char *end)
{
	const unsigned char *u = (const unsigned char *)p;
	if (*u <= ' ')
		return 1;
	if (end - p >= 2 && u[0] == 0xC2 && (u[1] == 0xA0 || u[1] == 0x85))
		return 2;
	if (end - p >= 3 && u[0] == 0xE2 && u[1] == 0x80 && (u[2] <= 0x8A || u[2] == 0xA8 || u[2] == 0xA9 || u[2] == 0xAF))
		return 3;
	return 0;
}

/* A cell or comment: white space becomes one blank, at the ends none; nothing left: "_". */
static void put_folded(output *o, glane_str s)
{
	const char *p = s.p, *end = s.p + s.n, *begin;
	bool some = false;
	while (p < end) {
		uint32_t n;
		while (p < end && (n = white(p, end)) > 0)
			p += n;
		for (begin = p; p < end && !white(p, end);)
			p++;
		if (p == begin)
			break;
		if (some)
			put(o, " ", 1);
		put(o, begin, (size_t)(p - begin));
		some = true;
	}
	if (!some)
		put(o, "_", 1);
}

static void put_sym(output *o, const glane_sym *column, uint32_t row)
{
	put_folded(o, column && column[row].id ? o->ctx->host->string(o->ctx, column[row]) : (glane_str){ "", 0 });
}

static glane_str text_of(const output *o, glane_span s)
{
	return (glane_str){ o->doc->text.p + s.begin, s.end - s.begin };
}

/* ---- Sentences ------------------------------------------------------------------------------- */

/* Who speaks at an offset; turns are passed in order. */
static glane_sym speaker_at(output *o, uint32_t offset)
{
	const input *in = o->in;
	while (o->turn < in->turn.n && in->turn.span[o->turn].end <= offset)
		o->turn++;
	bool inside = o->turn < in->turn.n && in->turn.span[o->turn].begin <= offset && in->speaker;
	return inside ? in->speaker[o->turn] : (glane_sym){ 0 };
}

/* Is there an empty line between two offsets, or the beginning of the text before? */
static bool paragraph(const output *o, uint32_t from, uint32_t to)
{
	const char *p = o->doc->text.p + from, *end = o->doc->text.p + to;
	uint32_t lines = 0, n;
	for (; p < end && lines < 2; p += n ? n : 1) {
		n = white(p, end);
		lines = *p == '\n' ? lines + 1 : n ? lines : 0;
	}
	return from == 0 || lines > 1;
}

static bool joined(const output *o, uint32_t token)
{
	const glane_rows *t = &o->in->token;
	return token + 1 < t->n && t->span[token + 1].begin == t->span[token].end;
}

/* As its tokens make it: what a transcriber put between them isn't there. */
static void put_sentence(output *o, uint32_t token, uint32_t end)
{
	for (; token < o->in->token.n && o->in->token.span[token].begin < end; token++) {
		bool last = token + 1 == o->in->token.n || o->in->token.span[token + 1].begin >= end;
		put_folded(o, text_of(o, o->in->token.span[token]));
		put(o, " ", !last && !joined(o, token));
	}
}

static void heading(output *o, glane_span at, uint32_t before)
{
	if (!o->sentence) {
		put_text(o, "# newdoc id = ");
		put_folded(o, o->ctx->host->string(o->ctx, o->doc->name));
		put_text(o, "\n");
	}
	glane_sym speaker = speaker_at(o, at.begin);
	if (!o->sentence || paragraph(o, before, at.begin))
		put_text(o, "# newpar\n");
	put_text(o, "# sent_id = ");
	put_folded(o, o->ctx->host->string(o->ctx, o->doc->name));
	put_text(o, "-");
	put_number(o, ++o->sentence);
	if (speaker.id) {
		put_text(o, "\n# speaker = ");
		put_folded(o, o->ctx->host->string(o->ctx, speaker));
	}
	put_text(o, "\n# text = ");
	put_sentence(o, o->token, at.end);
	put_text(o, "\n");
}

/* FEATS HEAD DEPREL DEPS MISC, end of line. */
static void tail(output *o, bool no_blank)
{
	put_text(o, no_blank ? "\t_\t_\t_\t_\t_\tSpaceAfter=No\n" : "\t_\t_\t_\t_\t_\t_\n");
}

/* first: of its sentence, where a capital says nothing. */
static void put_lemma(output *o, uint32_t word, bool first)
{
	const input *in = o->in;
	glane_str lemma = { "", 0 };
	if (word != GLANE_NONE && in->form && in->upos && in->lemma) {
		const glane_str written = text_of(o, in->word.span[word]);
		glane_sym next = word + 1 < in->word.n ? in->upos[word + 1] : (glane_sym){ 0 };
		lemma = treebank_lemma(&o->treebank, in->form[word], in->upos[word], in->lemma[word], next);
		if (treebank_as_written(&o->treebank, written, in->upos[word], o->ctx->host->string(o->ctx, in->lemma[word]), next, first))
			lemma = written;
	}
	if (lemma.n)
		put_folded(o, lemma);
	else
		put_sym(o, word == GLANE_NONE ? NULL : in->lemma, word);
}

static void word_line(output *o, uint32_t number, glane_str form, uint32_t word)
{
	put_number(o, number);
	put_text(o, "\t");
	put_folded(o, form);
	put_text(o, "\t");
	put_lemma(o, word, number == 1);
	put_text(o, "\t");
	put_sym(o, word == GLANE_NONE ? NULL : o->in->upos, word);
}

/* One token, as one word or as a range and the words below it; returns how many. */
static uint32_t token_lines(output *o, uint32_t token, uint32_t number)
{
	const input *in = o->in;
	glane_span at = in->token.span[token];
	uint32_t first = o->word;
	while (in->token_of && o->word < in->word.n && in->token_of[o->word] == token)
		o->word++;
	uint32_t n = o->word - first;
	if (n <= 1) {
		word_line(o, number, text_of(o, at), n ? first : GLANE_NONE);
		tail(o, joined(o, token));
		return 1;
	}
	put_number(o, number);
	put_text(o, "-");
	put_number(o, number + n - 1);
	put_text(o, "\t");
	put_folded(o, text_of(o, at));
	put_text(o, "\t_\t_");
	tail(o, joined(o, token));
	for (uint32_t i = 0; i < n; i++) {
		word_line(o, number + i, o->ctx->host->string(o->ctx, in->form[first + i]), first + i);
		tail(o, false);
	}
	return n;
}

/* The tokens that begin before `end`, which make a sentence. */
static void sentence(output *o, glane_span at, uint32_t before)
{
	const input *in = o->in;
	uint32_t number = 1;
	if (o->token == in->token.n || in->token.span[o->token].begin >= at.end)
		return;
	heading(o, at, before);
	while (o->token < in->token.n && in->token.span[o->token].begin < at.end) {
		uint32_t token = o->token++;
		while (in->token_of && o->word < in->word.n && in->token_of[o->word] < token)
			o->word++;
		number += token_lines(o, token, number);
	}
	put_text(o, "\n");
}

static int document(glane_ctx *ctx, const glane_doc *doc, glane_io *io)
{
	const input *in = ctx->input;
	output *o = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *o);
	uint32_t before = 0;
	o->ctx = ctx;
	o->io = io;
	o->doc = doc;
	o->in = in;
	if (((const config *)ctx->config)->lemmas == LEMMAS_TREEBANK)
		treebank_open(ctx, in->lang, &o->treebank);
	for (uint32_t i = 0; i < in->sentence.n; i++) {
		glane_span at = in->sentence.span[i];
		/* Tokens that no sentence holds are one of their own: nothing is left out. */
		uint32_t end = o->token;
		while (end < in->token.n && in->token.span[end].begin < at.begin)
			end++;
		if (end > o->token)
			sentence(o, (glane_span){ in->token.span[o->token].begin, in->token.span[end - 1].end }, before);
		sentence(o, at, before);
		before = at.end;
	}
	if (o->token < in->token.n)
		sentence(o, (glane_span){ in->token.span[o->token].begin, in->token.span[in->token.n - 1].end }, before);
	flush(o);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "write-conllu", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Sentences, tokens, words with lemma and part of speech, in the format of Universal Dependencies",
	.options = options, .needs = needs, .config_size = sizeof(config), .input_size = sizeof(input),
	.releases_text = true,
	.document = document,
};
