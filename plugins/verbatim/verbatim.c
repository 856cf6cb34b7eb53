/* verbatim: the most telling passages of interviews, whole sentences that stand by themselves, for each theme and
 * group. Here candidates are found and judged, document by document; choose.c takes the best of them. */
#include "verbatim.h"
#include "passages.h"
#include <stdlib.h>
#include <string.h>

static const glane_option options[] = {
	GLANE_OPT_REF(config, per, "per", "theme", "theme|by",
		"What passages are chosen for: theme, and variables that tell groups apart (otherwise those of by)"),
	GLANE_OPT_INT(config, keep, "keep", "5", 1, 1000, "Passages for each theme and group"),
	GLANE_OPT_TEXT(config, words, "words", "15-60", "Words of a passage, from the least to the most"),
	GLANE_OPT_INT(config, per_speaker, "per-speaker", "1", 1, 1000,
		"Passages of one speaker for a theme and group, at most"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED(input, turn, "turn?"),
	GLANE_NEED(input, note, "note?"),
	GLANE_NEED(input, note_kind, "note.kind?"),
	GLANE_NEED(input, sentiment, "sentiment?"),
	GLANE_NEED(input, mood, "sentiment.score?"),
	GLANE_NEED_KEPT(input, theme, "theme?"),
	GLANE_NEED_KEPT(input, code, "theme.code?"),
	GLANE_NEED(input, themes, "table:theme-coder.themes?"),
	GLANE_NEED(input, lang, "var:lang?"),
	/* Its own rows, read again in report(). */
	GLANE_NEED_KEPT(input, passage, "verbatim?"),
	GLANE_NEED_KEPT(input, passage_kind, "verbatim.kind?"),
	GLANE_NEED_KEPT(input, score, "verbatim.score?"),
	GLANE_NEED_KEPT(input, words, "verbatim.words?"),
	GLANE_NEED_KEPT(input, passage_mood, "verbatim.mood?"),
	GLANE_NEED_KEPT(input, why, "verbatim.why?"),
	GLANE_LAST
};

typedef struct {
	glane_span *span;
	glane_sym *kind, *why;
	double *score, *mood;
	int64_t *words;
} passage;
static const glane_column passage_columns[] = {
	GLANE_COLUMN(passage, kind, "kind", "Kind"),
	GLANE_COLUMN(passage, score, "score", "How well it stands by itself"),
	GLANE_COLUMN(passage, words, "words", "Words"),
	GLANE_COLUMN(passage, mood, "mood", "Mean sentiment"),
	GLANE_COLUMN(passage, why, "why", "What speaks for it"),
	GLANE_LAST
};
enum { PASSAGE };
static const glane_layer layers[] = {
	GLANE_LAYER(passage, "verbatim", GLANE_MAKES, passage_columns, "Passages that might be quoted"),
	GLANE_LAST
};

static const glane_column columns[] = {
	GLANE_COL_KEY(chosen_row, theme, "theme", "Theme"),
	GLANE_COL_KEY(chosen_row, group, "group", "Group"),
	GLANE_COL_KEY(chosen_row, rank, "rank", "Rank"),
	GLANE_COL_LABEL(chosen_row, label, "theme_label", "Name of the theme"),
	GLANE_COL_COUNT(chosen_row, words, "words", "words", "Words"),
	GLANE_COL_VALUE(chosen_row, score, "score", "from 0 to 1", 3, "Score"),
	GLANE_COL_LABEL(chosen_row, why, "why", "Why it was chosen"),
	GLANE_COL_PASSAGES(chosen_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(chosen_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(chosen_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_figure figures[] = {
	{ "telling", "quotes", NULL, "heading=theme label=theme_label colour=group order=rank", "Telling passages" },
	GLANE_LAST
};
static const glane_table tables[] = {
	[PASSAGES] = { "passages", GLANE_REPORTED, columns, sizeof(chosen_row), "theme group rank", NULL, figures,
		"Telling passages",
		"number {rank} of the passages of {group} on {theme_label} has {words} words: {why}" },
	GLANE_LAST
};

/* ---- Options --------------------------------------------------------------------------------- */

/* "15-60" */
static bool parse_words(const char *s, uint32_t *least, uint32_t *most)
{
	char *end;
	unsigned long a = strtoul(s, &end, 10), b;
	if (end == s || *end != '-' || s[0] == '-')
		return false;
	s = end + 1;
	b = strtoul(s, &end, 10);
	if (end == s || *end || *s == '-' || a < 1 || b < a || b > 10000)
		return false;
	*least = (uint32_t)a;
	*most = (uint32_t)b;
	return true;
}

/* Is "theme" one of the names in the list? The others are the stage's groups and glane's affair. */
static bool names_theme(const char *list)
{
	while (*list) {
		size_t n = strcspn(list, " \t\n\r");
		if (n == 5 && !memcmp(list, "theme", 5))
			return true;
		list += n + strspn(list + n, " \t\n\r");
	}
	return false;
}

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	extractor *me = ctx->host->alloc(ctx, GLANE_RUN, sizeof *me);
	me->config = c;
	me->per_theme = names_theme(c->per);
	if (!parse_words(c->words, &me->least, &me->most))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("words"),
			"words=\"%s\" is not a range: write the least and the most, as in words=\"15-60\"", c->words);
	*self = me;
	return GLANE_OK;
}

/* ---- Candidates ------------------------------------------------------------------------------ */

/* Senses of forms by their ids, found once per worker and language; SENSE_UNKNOWN: not yet looked up. */
enum { SENSE_UNKNOWN = 0xff };
typedef struct {
	uint32_t room[PASSAGE_LANGUAGES];
	uint8_t *sense[PASSAGE_LANGUAGES];
} worker;

static unsigned sense_of_form(glane_ctx *ctx, uint32_t language, glane_sym form)
{
	worker *w = ctx->worker;
	if (form.id >= w->room[language]) {
		uint32_t room = form.id + form.id / 2 + 1024;
		w->sense[language] = ctx->host->grow(ctx, GLANE_WORKER, w->sense[language], w->room[language],
		                                     room - w->room[language]);
		memset(w->sense[language] + w->room[language], SENSE_UNKNOWN, room - w->room[language]);
		w->room[language] = room;
	}
	uint8_t *s = &w->sense[language][form.id];
	if (*s == SENSE_UNKNOWN)
		*s = (uint8_t)passage_sense(language, ctx->host->string(ctx, form));
	return *s;
}

/* Sentence i of the scope, and who says it in which turn. */
typedef struct {
	passage_traits traits;
	uint32_t turn;
	double mood;
	bool themed;
} sentence;

/* What is known of the sentences: each layer is walked once, beside them. */
typedef struct {
	glane_ctx *ctx;
	const glane_doc *doc;
	const input *in;
	uint32_t language;
	glane_sym word, number, transcriber;
	sentence *s;
} reading;

static void read_tokens(reading *r)
{
	const input *in = r->in;
	for (uint32_t i = 0, t = 0; i < in->sentence.n; i++) {
		passage_traits *p = &r->s[i].traits;
		glane_span at = in->sentence.span[i];
		t = glane_seek(in->token, t, at.begin);
		for (uint32_t k = t; k < in->token.n && in->token.span[k].begin < at.end; k++) {
			if (in->kind[k].id != r->word.id && in->kind[k].id != r->number.id)
				continue;
			unsigned sense = sense_of_form(r->ctx, r->language, in->form[k]);
			if (!p->words++)
				p->first = sense;
			p->own += (sense & SPEAKS_FOR_ITSELF) != 0;
			p->hesitations += (sense & HESITATES) != 0;
		}
	}
}

/* The mark a sentence ends with, quotation marks and brackets after it left aside. */
static void read_end(const glane_doc *doc, glane_span at, passage_traits *p)
{
	static const char *const closing[] = { "»", "”", "\"", ")", "’", "\u00a0", "\u202f", " ", "]", "*" };
	const char *text = doc->text.p;
	for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
		uint32_t n = (uint32_t)strlen(closing[i]);
		if (at.end - at.begin > n && !memcmp(text + at.end - n, closing[i], n)) {
			at.end -= n;
			i = (size_t)-1;
		}
	}
	char last = at.end > at.begin ? text[at.end - 1] : ' ';
	p->asks = last == '?';
	p->ends = last == '.' || last == '!' || last == '?' ||
	          (at.end - at.begin >= 3 && !memcmp(text + at.end - 3, "…", 3));
}

/* The first row that ends after `offset`. */
static uint32_t pass(glane_rows r, uint32_t from, uint32_t offset)
{
	while (from < r.n && r.span[from].end <= offset)
		from++;
	return from;
}

static void read_others(reading *r)
{
	const input *in = r->in;
	for (uint32_t i = 0, turn = 0, note = 0, mood = 0; i < in->sentence.n; i++) {
		sentence *s = &r->s[i];
		glane_span at = in->sentence.span[i];
		read_end(r->doc, at, &s->traits);
		s->turn = turn = pass(in->turn, turn, at.begin);
		note = glane_seek(in->note, note, at.begin);
		for (uint32_t k = note; k < in->note.n && in->note.span[k].begin < at.end; k++)
			s->traits.marked |= in->note_kind && in->note_kind[k].id == r->transcriber.id;
		mood = glane_seek(in->sentiment, mood, at.begin);
		if (in->mood && mood < in->sentiment.n && in->sentiment.span[mood].begin < at.end)
			s->mood = in->mood[mood];
	}
}

/* The first sentence that ends after `offset`. */
static uint32_t sentence_after(const glane_scope *s, uint32_t offset)
{
	uint32_t low = 0, high = s->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (s->span[middle].end <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Themes may be long and lie in one another. */
static void read_themes(reading *r)
{
	const glane_scope *s = &r->in->sentence;
	for (uint32_t k = 0; k < r->in->theme.n; k++) {
		glane_span at = r->in->theme.span[k];
		for (uint32_t i = sentence_after(s, at.begin); i < s->n && s->span[i].begin < at.end; i++)
			r->s[i].themed = true;
	}
}

/* Sentences i..j as one. */
static void join(passage_traits *sum, const passage_traits *more)
{
	sum->words += more->words;
	sum->own += more->own;
	sum->hesitations += more->hesitations;
	sum->ends = more->ends;
	sum->asks |= more->asks;
	sum->marked |= more->marked;
}

static glane_sym reasons(glane_ctx *ctx, const passage_traits *t)
{
	const glane_host *h = ctx->host;
	const char *own = t->own ? h->translate(ctx, "at first hand") : "";
	const char *alone = t->ends && !(t->first & (POINTS_BACK | JOINS | ANSWERS)) ?
		h->translate(ctx, "stands by itself") : "";
	size_t a = strlen(own), b = strlen(alone);
	char *text = h->alloc(ctx, GLANE_SCRATCH, a + b + 3);
	memcpy(text, own, a);
	if (a && b) {
		memcpy(text + a, "; ", 2);
		a += 2;
	}
	memcpy(text + a, alone, b);
	return h->sym(ctx, text);
}

/* The shortest passage that begins with sentence i and has words enough, of one speaker in one turn. Returns its
 * last sentence, or GLANE_NONE. */
static uint32_t extend(const reading *r, const extractor *me, uint32_t i, passage_traits *sum, double *mood, bool *themed)
{
	const glane_scope *s = &r->in->sentence;
	*sum = r->s[i].traits;
	*mood = r->s[i].mood;
	*themed = r->s[i].themed;
	uint32_t last = i;
	while (sum->words < me->least) {
		uint32_t j = last + 1;
		if (j == s->n || s->row[j] != s->row[last] + 1 || s->speaker[j] != s->speaker[i] ||
		    r->s[j].turn != r->s[i].turn)
			return GLANE_NONE;
		join(sum, &r->s[j].traits);
		*mood += r->s[j].mood;
		*themed |= r->s[j].themed;
		last = j;
	}
	*mood /= last - i + 1;
	return sum->words <= me->most ? last : GLANE_NONE;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const extractor *me = ctx->self;
	const input *in = ctx->input;
	bool english = in->lang.n >= 2 && !memcmp(in->lang.p, "en", 2);
	reading r = { ctx, doc, in, english ? PASSAGE_EN : PASSAGE_FR, h->sym(ctx, "word"), h->sym(ctx, "number"),
	              h->sym(ctx, "transcriber"), h->alloc(ctx, GLANE_SCRATCH, in->sentence.n * sizeof(sentence)) };
	const glane_sym kind = h->sym(ctx, "passage");
	passage out;
	uint32_t n = 0;
	read_tokens(&r);
	read_others(&r);
	read_themes(&r);
	h->rows(ctx, PASSAGE, in->sentence.n, &out);
	for (uint32_t i = 0; i < in->sentence.n; i++) {
		passage_traits t;
		double mood;
		bool themed;
		uint32_t last = doc->speaker[in->sentence.speaker[i]].quotable ? extend(&r, me, i, &t, &mood, &themed) :
			GLANE_NONE;
		/* Where nothing is coded, theme or not makes no difference. */
		if (last == GLANE_NONE || (me->per_theme && in->theme.n && !themed))
			continue;
		out.span[n] = (glane_span){ in->sentence.span[i].begin, in->sentence.span[last].end };
		out.kind[n] = kind;
		out.score[n] = passage_readability(&t, me->least, me->most);
		out.words[n] = t.words;
		out.mood[n] = mood;
		out.why[n++] = reasons(ctx, &t);
	}
	h->seal(ctx, PASSAGE, n);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "verbatim", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "The most telling passages for each theme and group, from many speakers",
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input),
	.layers = layers, .tables = tables,
	.worker_size = sizeof(worker),
	.create = create, .process = process, .report = verbatim_choose,
};
