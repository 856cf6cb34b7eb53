/* tiled: sets a document aside whose tokens, sentences and words don't tile its text. */
#include <glane/plugin.h>
#include <string.h>

typedef struct {
	glane_rows note, token, sentence, word;
	const uint32_t *token_of;
	const glane_sym *form;
} input;
static const glane_need needs[] = {
	GLANE_NEED(input, note, "note?"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED(input, word, "word?"),
	GLANE_NEED(input, token_of, "word.token?"),
	GLANE_LAST
};

/* Bytes of the blank or line end at p: Unicode's White_Space, and what is not seen at all. A NUL ends the text. */
static uint32_t blank(const char *p)
{
	static const char *const blanks[] = { " ", "\t", "\n", "\r", "\v", "\f", "\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80",
		"\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\x81\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF",
		"\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE",
		"\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9" };
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (!strncmp(p, blanks[i], strlen(blanks[i])))
			return (uint32_t)strlen(blanks[i]);
	return !strncmp(p, "\xE2\x80", 2) && (unsigned char)p[2] <= 0x8B ? 3 : 0;	/* U+2000 to U+200B */
}

static int wrong(glane_ctx *ctx, const glane_doc *doc, glane_span at, const char *what)
{
	return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_span(doc, at), "not tiled: %s", what);
}

/* Is text[begin..end) blank, but for notes? *note is the first that may matter. */
static bool nothing(glane_str text, uint32_t begin, uint32_t end, const glane_rows *notes, uint32_t *note)
{
	while (begin < end) {
		while (*note < notes->n && notes->span[*note].end <= begin)
			++*note;
		bool noted = *note < notes->n && notes->span[*note].begin <= begin;
		uint32_t k = noted ? notes->span[*note].end - begin : blank(text.p + begin);
		if (!k)
			return false;
		begin += k;
	}
	return begin == end || (*note < notes->n && notes->span[*note].end == begin);
}

static bool cut(glane_str text, uint32_t at)
{
	return at < text.n && (text.p[at] & 0xC0) == 0x80;
}

static int check_tokens(glane_ctx *ctx, const glane_doc *doc, const input *in)
{
	glane_str text = { "", 0 };
	uint32_t end = 0, note = 0;
	char *copy = ctx->host->alloc(ctx, GLANE_SCRATCH, (size_t)doc->text.n + 4);	/* with NULs at its end */
	if (doc->text.n)
		text = (glane_str){ memcpy(copy, doc->text.p, doc->text.n), doc->text.n };
	memset(copy + doc->text.n, 0, 4);
	for (uint32_t i = 0; i < in->token.n; i++) {
		glane_span s = in->token.span[i];
		if (s.end <= s.begin || s.end > text.n)
			return wrong(ctx, doc, s, "a token is empty, or ends outside of the text");
		if (s.begin < end)
			return wrong(ctx, doc, s, "a token begins before another one has ended");
		if (cut(text, s.begin) || cut(text, s.end))
			return wrong(ctx, doc, s, "a token begins or ends within a character");
		if (blank(text.p + s.begin))
			return wrong(ctx, doc, s, "a token begins with a blank");
		if (!nothing(text, end, s.begin, &in->note, &note))
			return wrong(ctx, doc, (glane_span){ end, s.begin }, "text is in no token");
		if (note < in->note.n && in->note.span[note].begin < s.end && in->note.span[note].end > s.begin)
			return wrong(ctx, doc, s, "a token lies in a note");
		if (!ctx->host->string(ctx, in->form[i]).n)
			return wrong(ctx, doc, s, "a token has no form");
		end = s.end;
	}
	if (!nothing(text, end, text.n, &in->note, &note))
		return wrong(ctx, doc, (glane_span){ end, text.n }, "text is in no token");
	return GLANE_OK;
}

/* Sentences go from the begin of a token to the end of one, and each token is in one. */
static int check_sentences(glane_ctx *ctx, const glane_doc *doc, const input *in)
{
	uint32_t t = 0;
	for (uint32_t i = 0; i < in->sentence.n; i++) {
		glane_span s = in->sentence.span[i];
		if (t == in->token.n || in->token.span[t].begin != s.begin)
			return wrong(ctx, doc, s, "a sentence begins with no token, or a token before it is in none");
		uint32_t last = GLANE_NONE;
		while (t < in->token.n && in->token.span[t].end <= s.end)
			last = t++;
		if (last == GLANE_NONE || in->token.span[last].end != s.end)
			return wrong(ctx, doc, s, "a sentence ends within a token");
	}
	if (t < in->token.n)
		return wrong(ctx, doc, in->token.span[t], "a token is in no sentence");
	return GLANE_OK;
}

/* Words lie in their tokens, in order, and each token has one. */
static int check_words(glane_ctx *ctx, const glane_doc *doc, const input *in)
{
	for (uint32_t i = 0; i < in->word.n; i++) {
		uint32_t t = in->token_of[i], before = i ? in->token_of[i - 1] : 0;
		glane_span s = in->word.span[i];
		if (t >= in->token.n || s.begin < in->token.span[t].begin || s.end > in->token.span[t].end || s.end <= s.begin)
			return wrong(ctx, doc, s, "a word lies outside of its token");
		if (i ? t < before || t > before + 1 : t > 0)
			return wrong(ctx, doc, s, "a token before this word has no word, or comes after");
	}
	if (in->word.n && in->token_of[in->word.n - 1] + 1 != in->token.n)
		return wrong(ctx, doc, in->token.span[in->token.n - 1], "the last tokens have no words");
	return GLANE_OK;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	int e = check_tokens(ctx, doc, in);
	if (!e)
		e = check_sentences(ctx, doc, in);
	return e ? e : check_words(ctx, doc, in);
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "tiled", .version = "1", .license = "MIT",
	.summary = "Sets documents aside that tokens, sentences and words don't tile",
	.needs = needs, .input_size = sizeof(input), .process = process,
};
