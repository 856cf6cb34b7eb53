/* sentences_train.c - the model of where sentences end: made from treebanks, read from a file.
 *
 * A treebank's sentences are put one after the other, paragraph by paragraph, as its text had them, and cut anew; what
 * is doubtful about that is learnt by an averaged perceptron (Collins 2002) with a margin: a wrong end within prose is
 * held to be worse than a missed one, so what has no stop must be surer. To this come three copies of the sentences that
 * end with a stop, in a drawn order: two as they are, with a few of the others, for a text that is well punctuated
 * is one where names are many and headings are not; and one all in small letters, as people type. */
#include <stdio.h>
#include "conllu/conllu.h"
#include "tokens/sentences.h"

enum { BITS = 17, ROUNDS = 12, MARGIN = 30, MARGIN_OF_WORDS = 20, LEAST = 3 };

/* A sentence of a treebank. */
typedef struct { glane_str text; bool paragraph, blank_after, stopped; } example;

/* A text with the offsets where its sentences end. */
typedef struct { unsigned char *text; uint32_t n, n_ends, *end; } lesson;

typedef struct { feature f[GAP_FEATURES]; uint8_t n; bool ends, word; } question;

typedef struct {
	glane_ctx *ctx;
	const tokens_language *language;
	sentence_model model;
	example *example;		/* of all files */
	uint32_t n_examples, room_examples;
	uint32_t *small, *finite, *other;	/* at the places of words and endings: how often they were seen small, as a
						   finite verb, and as something else */
	question *question;
	uint32_t n, room;
} course;

static void *room_for(course *c, void *p, uint32_t n, uint32_t *room, size_t size)
{
	if (n < *room)
		return p;
	uint32_t more = *room ? *room : 1024;
	*room += more;
	return c->ctx->host->grow(c->ctx, GLANE_RUN, p, n * size, more * size);
}

/* ---- Treebanks ------------------------------------------------------------------------------- */

/* Does it end with a stop, or with what closes after one? */
static bool stopped(glane_str s)
{
	static const char *const marks[] = { ".", "!", "?", "\xE2\x80\xA6" }, *const closing[] = { " ", "\"", "'", ")", "]",
		"\xC2\xBB", "\xC2\xA0", "\xE2\x80\x9D", "\xE2\x80\x99" };
	for (bool again = true; again; ) {
		again = false;
		for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
			uint32_t n = (uint32_t)strlen(closing[i]);
			if (s.n > n && !memcmp(s.p + s.n - n, closing[i], n))
				s.n -= n, again = true;
		}
	}
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		uint32_t n = (uint32_t)strlen(marks[i]);
		if (s.n >= n && !memcmp(s.p + s.n - n, marks[i], n))
			return true;
	}
	return false;
}

/* The sentence's comment `text`, or its tokens. Of room RUN, for the treebank's reader uses its own again. */
static glane_str text_of(glane_ctx *ctx, const conllu_sentence *s)
{
	uint32_t n = s->text.n, at = 0;
	for (uint32_t i = 0; i < s->n_tokens && !s->text.n; i++)
		n += s->token[i].form.n + 1;
	char *p = ctx->host->alloc(ctx, GLANE_RUN, n + 1);
	if (s->text.n) {
		memcpy(p, s->text.p, n);
		return (glane_str){ p, n };
	}
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		memcpy(p + at, s->token[i].form.p, s->token[i].form.n);
		at += s->token[i].form.n;
		if (s->token[i].space_after && i + 1 < s->n_tokens)
			p[at++] = ' ';
	}
	return (glane_str){ p, at };
}

static bool is_finite(const conllu_word *w)
{
	static const char mark[] = "VerbForm=Fin";
	for (uint32_t i = 0; i + sizeof mark - 1 <= w->feats.n; i++)
		if (!memcmp(w->feats.p + i, mark, sizeof mark - 1))
			return true;
	return false;
}

static void count_verbs(course *c, const conllu_sentence *s)
{
	enum { LONG = 100 };
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		const conllu_token *t = &s->token[i];
		unsigned char form[LONG + SCAN_BEYOND] = { 0 };
		const piece p = { .end = t->form.n, .kind = KIND_WORD };
		if (t->form.n > LONG)
			continue;
		memcpy(form, t->form.p, t->form.n);
		uint32_t *count = is_finite(&s->word[t->first]) ? c->finite : c->other;
		count[gap_known_place(form, &p)]++;
		count[gap_ending_place(form, &p)]++;
	}
}

static int read_treebank(course *c, const char *path)
{
	glane_bytes b;
	conllu from;
	const conllu_sentence *s;
	int code = c->ctx->host->file(c->ctx, path, &b);
	if (code)
		return code;
	conllu_open(&from, c->ctx, GLANE_RUN, path, b);
	while (!(code = conllu_next(&from, &s)) && s) {
		if (!s->n_tokens)
			continue;
		c->example = room_for(c, c->example, c->n_examples, &c->room_examples, sizeof *c->example);
		count_verbs(c, s);
		glane_str text = text_of(c->ctx, s);
		c->example[c->n_examples++] = (example){ text, s->newdoc || s->newpar, s->token[s->n_tokens - 1].space_after,
		                                         stopped(text) };
	}
	return code;
}

/* ---- Lessons --------------------------------------------------------------------------------- */

static void make_small(unsigned char *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if ((p[i] >= 'A' && p[i] <= 'Z') || (i && p[i - 1] == 0xC3 && p[i] < 0x9F))
			p[i] |= 32;
}

/* The sentences of n examples, e[order[i]], or e[i] where order is NULL, which is the treebank's: then paragraphs
 * and missing blanks are as there. */
static lesson lesson_of(course *c, const example *e, const uint32_t *order, uint32_t n, bool small)
{
	lesson l = { .n = 0 };
	size_t size = 1 + SCAN_BEYOND;
	for (uint32_t i = 0; i < n; i++)
		size += e[order ? order[i] : i].text.n + 2;
	l.text = c->ctx->host->alloc(c->ctx, GLANE_RUN, size);
	l.end = c->ctx->host->alloc(c->ctx, GLANE_RUN, (n + 1) * sizeof *l.end);
	for (uint32_t i = 0; i < n; i++) {
		const example *x = &e[order ? order[i] : i];
		if (i && !order && x->paragraph)
			l.text[l.n++] = '\n', l.text[l.n++] = '\n';
		else if (i && (order || x[-1].blank_after))
			l.text[l.n++] = ' ';
		memcpy(l.text + l.n, x->text.p, x->text.n);
		if (small)
			make_small(l.text + l.n, x->text.n);
		l.n += x->text.n;
		l.end[l.n_ends++] = l.n;
	}
	return l;
}

/* The sentences that end with a stop and some of the others, in a drawn order. */
static lesson drawn(course *c, const example *e, uint32_t n, uint32_t seed, bool small)
{
	enum { OTHERS = 33 };		/* one for so many that end with a stop */
	uint32_t *order = c->ctx->host->alloc(c->ctx, GLANE_RUN, (n + 1) * sizeof *order);
	uint32_t *other = c->ctx->host->alloc(c->ctx, GLANE_RUN, (n + 1) * sizeof *other), k = 0, others = 0;
	for (uint32_t i = 0; i < n; i++)
		if (e[i].stopped)
			order[k++] = i;
		else
			other[others++] = i;
	trainer_shuffle(other, others, seed);
	for (uint32_t i = 0, most = k / OTHERS; i < others && i < most; i++)
		order[k++] = other[i];
	trainer_shuffle(order, k, seed + 1);
	return lesson_of(c, e, order, k, small);
}

static scan cut(course *c, const lesson *l)
{
	scan s = { .text = l->text, .at = l->text, .before = BEFORE_TURN };
	do
		scan_room(c->ctx, &s);
	while (c->language->scan(&s));
	for (uint32_t i = 0; i < s.n; i++)
		s.piece[i].look = look_of(s.text, &s.piece[i]);
	return s;
}

static void count_small(course *c, const lesson *l)
{
	scan s = cut(c, l);
	for (uint32_t i = 0; i < s.n; i++)
		if (s.piece[i].look == LOOK_SMALL)
			c->small[gap_known_place(s.text, &s.piece[i])]++;
}

static void learn_known(course *c)
{
	enum { SOME = 2, MANY = 15, PLACES = 1 << KNOWN_BITS };
	unsigned char *known = c->ctx->host->alloc(c->ctx, GLANE_RUN, KNOWN_BYTES);
	for (uint32_t i = 0; i < PLACES; i++) {
		uint32_t n = c->small[i], what = n >= MANY ? 3 : n >= SOME ? 2 : n;
		if (c->finite[i] > c->other[i])
			what |= KNOWN_VERB;
		else if (c->other[i])
			what |= KNOWN_OTHER;
		known[i / 2] |= (unsigned char)(what << i % 2 * 4);
	}
	c->model.known = known;
}

/* The doubtful gaps of a lesson. */
static void ask(course *c, const lesson *l)
{
	scan t = cut(c, l);
	sentences s;
	sentences_begin(c->ctx, c->language, &c->model, t.text, t.piece, t.n, &s);
	for (uint32_t i = 0, k = 0; i + 1 < t.n; i++) {
		while (k < l->n_ends && l->end[k] < t.piece[i].end)
			k++;
		bool ends = k < l->n_ends && l->end[k] == t.piece[i].end;
		if (sentences_clear(&s, i) == DOUBTFUL) {
			c->question = room_for(c, c->question, c->n, &c->room, sizeof *c->question);
			question *q = &c->question[c->n++];
			q->n = (uint8_t)gap_features(&s, i, q->f);
			q->ends = ends;
			q->word = is_word(&t.piece[i]);
		}
		sentences_passed(&s, i, ends);
	}
}

/* ---- Learning -------------------------------------------------------------------------------- */

static void learn(course *c, int8_t *weight)
{
	trainer *t = trainer_new(c->ctx, GLANE_RUN, BITS, 1);
	uint32_t *order = c->ctx->host->alloc(c->ctx, GLANE_RUN, (c->n + 1) * sizeof *order);
	for (uint32_t i = 0; i < c->n; i++)
		order[i] = i;
	for (uint32_t round = 0; round < ROUNDS; round++) {
		trainer_shuffle(order, c->n, round + 1);
		for (uint32_t i = 0; i < c->n; i++) {
			const question *q = &c->question[order[i]];
			int32_t score;
			trainer_scores(t, q->f, q->n, &score);
			if (q->ends ? score <= MARGIN : score > -(q->word ? MARGIN + MARGIN_OF_WORDS : MARGIN))
				trainer_change(t, q->f, q->n, 0, q->ends ? 1 : -1);
			trainer_step(t);
		}
	}
	trainer_finish(t, LEAST, weight);
}

/* Each treebank's examples on their own, so that none is drawn into another's text. */
static void ask_all(course *c, const uint32_t *from, uint32_t files)
{
	for (uint32_t i = 0; i < files; i++) {
		lesson l = lesson_of(c, c->example + from[i], NULL, from[i + 1] - from[i], false);
		count_small(c, &l);
	}
	learn_known(c);
	for (uint32_t i = 0; i < files; i++) {
		const example *e = c->example + from[i];
		uint32_t n = from[i + 1] - from[i];
		const lesson l[] = { lesson_of(c, e, NULL, n, false), drawn(c, e, n, 1, false), drawn(c, e, n, 3, false),
		                     drawn(c, e, n, 5, true) };
		for (size_t k = 0; k < sizeof l / sizeof *l; k++)
			ask(c, &l[k]);
	}
}

int tokens_train(glane_ctx *ctx, const tokens_language *l)
{
	const glane_host *h = ctx->host;
	const tokens_config *o = ctx->config;
	course c = { .ctx = ctx, .language = l };
	uint32_t files = 0;
	int code = GLANE_OK;
	if (!o->files || !o->files[0])
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("files"),
		               "no treebank is named: write files=\"a.conllu;b.conllu\"");
	while (o->files[files])
		files++;
	uint32_t *from = h->alloc(ctx, GLANE_RUN, (files + 1) * sizeof *from);
	c.small = h->alloc(ctx, GLANE_RUN, sizeof *c.small << KNOWN_BITS);
	c.finite = h->alloc(ctx, GLANE_RUN, sizeof *c.finite << KNOWN_BITS);
	c.other = h->alloc(ctx, GLANE_RUN, sizeof *c.other << KNOWN_BITS);
	for (uint32_t i = 0; i < files && !code; i++) {
		code = read_treebank(&c, o->files[i]);
		from[i + 1] = c.n_examples;
	}
	if (code)
		return code;
	ask_all(&c, from, files);
	int8_t *weight = h->alloc(ctx, GLANE_RUN, perceptron_size(BITS));
	learn(&c, weight);
	size_t room = strlen(o->notice) + 100;
	char *head = h->alloc(ctx, GLANE_RUN, room);
	snprintf(head, room, "sentences: %u\n%s%s%s", (unsigned)c.n_examples, *o->notice ? "notice: " : "", o->notice,
	         *o->notice ? "\n" : "");
	const perceptron p = { BITS, weight };
	model_write(ctx, "sentences.model", l->model, head, &p, (glane_str){ (const char *)c.model.known, KNOWN_BYTES });
	return GLANE_OK;
}

int sentences_open(glane_ctx *ctx, const char *path, const tokens_language *l, sentence_model **out)
{
	model m;
	int code = model_open(ctx, path, l->model, &m);
	if (code)
		return code;
	if (m.rest.n != KNOWN_BYTES)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, 0, 0),
		                       "the model is cut short: copy it again, or make it anew with `glane train`");
	*out = ctx->host->alloc(ctx, GLANE_RUN, sizeof **out);
	**out = (sentence_model){ m.p, (const unsigned char *)m.rest.p };
	return GLANE_OK;
}
