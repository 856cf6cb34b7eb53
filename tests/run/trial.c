/* trial: sentences are lines, tokens are what stands between blanks; some words are trouble.
 *
 *	CRASH	the process dies of a signal
 *	FRAIL	it dies unless this is its first document
 *	HANG	never comes back
 *	GREEDY	takes all the memory there is
 *	LEAVE	ends the process as if all were well
 *	BAD	the document is refused
 *	SLOW	takes the time that the option `delay` says, as every document does
 *
 * Only the tests of runs use it. */
#define _POSIX_C_SOURCE 200809L
#include <glane/plugin.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef struct { int64_t delay; } config;
static const glane_option options[] = {
	GLANE_OPT_INT(config, delay, "delay", "0", 0, 60000000, "Microseconds that every document takes"),
	GLANE_LAST
};

typedef struct { glane_span *span; } sentences;
typedef struct { glane_span *span; glane_sym *form, *kind; } tokens;
static const glane_column token_columns[] = {
	GLANE_COLUMN(tokens, form, "form", "Form"),
	GLANE_COLUMN(tokens, kind, "kind", "Kind"),
	GLANE_LAST
};
enum { SENTENCE, TOKEN };
static const glane_layer layers[] = {
	[SENTENCE] = GLANE_LAYER(sentences, "sentence", GLANE_MAKES, NULL, "Lines"),
	[TOKEN] = GLANE_LAYER(tokens, "token", GLANE_MAKES, token_columns, "What stands between blanks"),
	GLANE_LAST
};

static unsigned seen;	/* documents of this process */

static void take_time(int64_t microseconds)
{
	struct timespec t = { (time_t)(microseconds / 1000000), (long)(microseconds % 1000000) * 1000 };
	nanosleep(&t, NULL);
}

static bool is(glane_str word, const char *what)
{
	return word.n == strlen(what) && !memcmp(word.p, what, word.n);
}

static int trouble(glane_ctx *ctx, const glane_doc *doc, glane_str word, glane_span at)
{
	volatile bool forever = true;
	if (is(word, "CRASH") || (is(word, "FRAIL") && seen > 1))
		abort();
	while (is(word, "HANG") && forever)
		take_time(1000000);
	while (is(word, "GREEDY"))
		memset(ctx->host->alloc(ctx, GLANE_SCRATCH, 1 << 24), 1, 1 << 24);
	if (is(word, "LEAVE"))
		_exit(0);
	if (is(word, "BAD"))
		return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_span(doc, at), "this document is bad");
	return GLANE_OK;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const glane_sym word = h->sym(ctx, "word");
	const char *p = doc->text.p;
	sentences s;
	tokens t;
	uint32_t n_lines = 0, n_words = 0, end = doc->text.n;
	seen++;
	take_time(c->delay);
	h->rows(ctx, SENTENCE, end + 1, &s);
	h->rows(ctx, TOKEN, end + 1, &t);
	for (uint32_t line = 0; line < end;) {
		uint32_t stop = line;
		while (stop < end && p[stop] != '\n')
			stop++;
		if (stop > line)
			s.span[n_lines++] = (glane_span){ line, stop };
		for (uint32_t i = line; i < stop;) {
			uint32_t from = i;
			while (i < stop && p[i] != ' ')
				i++;
			if (i > from) {
				glane_str form = { p + from, i - from };
				glane_span at = { from, i };
				int bad = trouble(ctx, doc, form, at);
				if (bad)
					return bad;
				t.span[n_words] = at;
				h->intern(ctx, 1, &form, &t.form[n_words]);
				t.kind[n_words++] = word;
			}
			i++;
		}
		line = stop + 1;
	}
	h->seal(ctx, SENTENCE, n_lines);
	h->seal(ctx, TOKEN, n_words);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "trial", .version = "1", .license = "MIT",
	.summary = "Lines and words, and trouble on demand", .options = options, .layers = layers,
	.config_size = sizeof(config), .process = process,
};
