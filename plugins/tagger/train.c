/* train.c - learning from treebanks: their words get the readings that the layer `word` has, and the weights are
 * changed wherever the tagger, which sees its own earlier decisions, chooses wrongly.
 *
 * Each sentence is shown a second time as a transcript would have it: in small letters, without punctuation, several
 * sentences on end. */
#include <stdio.h>
#include <stdlib.h>
#include "conllu/conllu.h"
#include "form/form.h"
#include "room/room.h"
#include "tagger.h"

/* A feature is worth a weight (each sentence is shown twice), and a tag or lemma is remembered, if it was seen that often.
 * Right choices are learnt from as well, as long as they are better by less than MARGIN (Krauth & Mézard 1987). */
enum { ROUNDS = 5, FEATURES_LEAST = 2, SEEN_LEAST = 2, MARGIN = 300, BITS = 21, COUNT_BITS = 24 };

/* A distinct word of the treebanks, and what is asked about it from each place. */
typedef struct {
	uint64_t key;
	glane_str form, readings;
	int shape;
	word_class look;
	uint16_t n[PLACES];
	feature *own[PLACES];
} kind;

/* A gold word: tag TAG_NAMES where the treebank cuts the token otherwise. */
typedef struct { uint32_t kind; uint8_t gold; } example;
typedef struct { uint32_t from, n; bool bare; } run;

/* What training saw of one form with its readings. */
typedef struct { uint64_t key; uint32_t kind, tag, n; glane_str lemma; } seen;

typedef struct {
	glane_ctx *ctx;
	analysis *analysis;
	bool coarse;			/* the language is French */
	bool again;			/* the treebank was named before: it weighs double, what is remembered of words doesn't */
	uint32_t n_kinds, room_kinds, n_slots, n_examples, room_examples, n_runs, room_runs, n_seen, room_seen;
	kind *kind;
	uint32_t *slot;
	example *example;
	run *run;
	seen *seen;
	memory memory;
	uint8_t *times;			/* how often a feature was seen, by its hash */
} course;

static glane_str keep(course *c, glane_str s)
{
	char *p = c->ctx->host->alloc(c->ctx, GLANE_RUN, s.n + 1);
	memcpy(p, s.p, s.n);
	return (glane_str){ p, s.n };
}

/* ---- Words ----------------------------------------------------------------------------------- */

static bool same(glane_str a, glane_str b)
{
	return a.n == b.n && !memcmp(a.p, b.p, a.n);
}

static void more_slots(course *c)
{
	if (2 * (c->n_kinds + 1) <= c->n_slots)
		return;
	c->n_slots = c->n_slots ? 2 * c->n_slots : 1 << 16;
	c->slot = c->ctx->host->alloc(c->ctx, GLANE_RUN, c->n_slots * sizeof *c->slot);
	for (uint32_t i = 0; i < c->n_kinds; i++) {
		uint32_t at = (uint32_t)c->kind[i].key & (c->n_slots - 1);
		while (c->slot[at])
			at = (at + 1) & (c->n_slots - 1);
		c->slot[at] = i + 1;
	}
}

static uint32_t kind_of(course *c, glane_str form, glane_str readings, int shape)
{
	more_slots(c);
	uint64_t key = feature_of((uint32_t)shape, memory_key(form, readings));
	uint32_t at = (uint32_t)key & (c->n_slots - 1);
	for (; c->slot[at]; at = (at + 1) & (c->n_slots - 1)) {
		const kind *k = &c->kind[c->slot[at] - 1];
		if (k->shape == shape && same(k->form, form) && same(k->readings, readings))
			return c->slot[at] - 1;
	}
	c->kind = room_for(c->ctx, GLANE_RUN, c->kind, sizeof *c->kind, c->n_kinds, &c->room_kinds, 1);
	c->kind[c->n_kinds] = (kind){ .key = key, .form = keep(c, form), .readings = keep(c, readings), .shape = shape };
	c->slot[at] = ++c->n_kinds;
	return c->n_kinds - 1;
}

static void add_example(course *c, uint32_t k, uint32_t gold, glane_str lemma)
{
	c->example = room_for(c->ctx, GLANE_RUN, c->example, sizeof *c->example, c->n_examples, &c->room_examples, 1);
	c->example[c->n_examples++] = (example){ k, (uint8_t)gold };
	/* Transcripts' small letters say nothing of lemmas. */
	if (gold > TAG_PUNCT || c->again || c->run[c->n_runs - 1].bare)
		return;
	c->seen = room_for(c->ctx, GLANE_RUN, c->seen, sizeof *c->seen, c->n_seen, &c->room_seen, 1);
	c->seen[c->n_seen++] = (seen){ memory_key(c->kind[k].form, c->kind[k].readings), k, gold, 1, lemma };
}

/* What kind of token it would be: the treebank says what is punctuation. */
static uint8_t way_of(const conllu_sentence *s, const conllu_token *t)
{
	const conllu_word *w = &s->word[t->first];
	bool letter = false, digit = false, address = false;
	for (uint32_t i = 0; i < t->form.n; i++) {
		unsigned char b = (unsigned char)t->form.p[i];
		letter |= (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= 0xC3 && b < 0xE2);
		digit |= b >= '0' && b <= '9';
		address |= b == '@' || b == '/' || b == '_';
	}
	if (w->upos.n == 5 && !memcmp(w->upos.p, "PUNCT", 5))
		return WAY_PUNCTUATION;
	if (letter && address)
		return WAY_SYMBOL;
	return *t->form.p >= '0' && *t->form.p <= '9' ? WAY_NUMBER : letter ? ANALYSIS_SMALL : digit ? WAY_NUMBER : WAY_SYMBOL;
}

/* One token: its words as the layer has them, with what the treebank says of them. */
static void add_token(course *c, const conllu_sentence *s, const conllu_token *t, uint8_t way, int shape)
{
	analysed word[WORDS_MOST];
	char *form = c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, FORM_ROOM(t->form.n));
	const glane_str text = { form, (uint32_t)form_of(t->form.p, t->form.n, form) };
	uint32_t n = analysis_token(c->analysis, text, way, word);
	if (n > 1 && t->n == 1)
		n = analysis_token(c->analysis, text, WAY_WHOLE, word);
	for (uint32_t i = 0; i < n; i++) {
		const conllu_word *gold = n == t->n ? &s->word[t->first + i] : NULL;
		uint32_t k = kind_of(c, word[i].form, word[i].readings, i ? SHAPE_SMALL : shape);
		add_example(c, k, gold ? tag_find(gold->upos) : TAG_NAMES, gold ? gold->lemma : (glane_str){ "", 0 });
	}
}

/* The text of a sentence as its tokens make it, and their places. */
static glane_str text_of(course *c, const conllu_sentence *s, glane_span *span)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n_tokens; i++)
		n += s->token[i].form.n + 1;
	char *p = c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, n + 1);
	n = 0;
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		memcpy(p + n, s->token[i].form.p, s->token[i].form.n);
		span[i] = (glane_span){ n, n + s->token[i].form.n };
		n = span[i].end;
		if (s->token[i].space_after)
			p[n++] = ' ';
	}
	return (glane_str){ p, n };
}

static void begin_run(course *c, bool bare)
{
	c->run = room_for(c->ctx, GLANE_RUN, c->run, sizeof *c->run, c->n_runs, &c->room_runs, 1);
	c->run[c->n_runs++] = (run){ c->n_examples, 0, bare };
}

static void end_run(course *c)
{
	run *r = &c->run[c->n_runs - 1];
	r->n = c->n_examples - r->from;
	c->n_runs -= !r->n;
}

static void add_sentence(course *c, const conllu_sentence *s, bool bare)
{
	glane_span *span = c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, (s->n_tokens + 1) * sizeof *span);
	uint8_t *way = c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, s->n_tokens + 1);
	bool first = true;
	for (uint32_t i = 0; i < s->n_tokens; i++)
		way[i] = way_of(s, &s->token[i]);
	glane_str text = text_of(c, s, span);
	if (!bare)
		analysis_capitals(text, span, s->n_tokens, way);
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		if (bare && way[i] == WAY_PUNCTUATION)
			continue;
		add_token(c, s, &s->token[i], way[i], bare ? SHAPE_SMALL : shape_of(s->token[i].form, first));
		first &= way[i] == WAY_PUNCTUATION;
	}
}

/* Both copies; those without punctuation in runs of one to eight sentences. */
static int read_treebank(course *c, const char *path, int copies)
{
	glane_bytes b;
	const conllu_sentence *s;
	conllu file;
	int code = c->ctx->host->file(c->ctx, path, &b);
	for (int bare = 0; bare < copies && !code; bare++) {
		uint32_t left = 0, number = 0;
		conllu_open(&file, c->ctx, GLANE_RUN, path, b);
		begin_run(c, bare);
		while (!(code = conllu_next(&file, &s)) && s) {
			if (!left) {
				end_run(c);
				begin_run(c, bare);
				left = bare ? 1 + (uint32_t)(feature_of(1, number) & 7) : 1;
			}
			add_sentence(c, s, bare);
			left--;
			number++;
		}
		end_run(c);
	}
	return code;
}

/* ---- What is remembered ---------------------------------------------------------------------- */

static int by_key(const void *x, const void *y)
{
	const seen *a = x, *b = y;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->tag != b->tag)
		return a->tag < b->tag ? -1 : 1;
	int d = memcmp(a->lemma.p, b->lemma.p, a->lemma.n < b->lemma.n ? a->lemma.n : b->lemma.n);
	return d ? d : (a->lemma.n > b->lemma.n) - (a->lemma.n < b->lemma.n);
}

/* Equal ones become one with their number. */
static void gather(course *c)
{
	uint32_t k = 0;
	qsort(c->seen, c->n_seen, sizeof *c->seen, by_key);
	for (uint32_t i = 0; i < c->n_seen; i++)
		if (k && !by_key(&c->seen[k - 1], &c->seen[i]))
			c->seen[k - 1].n++;
		else
			c->seen[k++] = c->seen[i];
	c->n_seen = k;
}

/* The rows from..to are of one form and tag, seen n times of total: is that to be remembered? Of a mark what it is
 * mostly; of a word each tag that its readings lack and each lemma that they have otherwise, but for pronouns and
 * determiners: treebanks have conventions of their own for those. */
static bool worth(const course *c, const seen *best, uint32_t n, uint32_t total)
{
	const kind *k = &c->kind[best->kind];
	glane_str had = lemma_as(NULL, k->form, k->readings, best->tag);
	bool mark = best->tag == TAG_PUNCT || best->tag == TAG_SYM, closed = best->tag == TAG_PRON || best->tag == TAG_DET;
	/* Parts of words that a blank cut up have no lemma in treebanks. */
	if (n < SEEN_LEAST || !best->lemma.n || memchr(best->lemma.p, '|', best->lemma.n))
		return false;
	if (marks_only(k->readings))
		return mark && !had.n && 2 * n > total;
	return best->tag != TAG_PUNCT && (had.n ? !closed && !same(had, best->lemma) : 300 * n >= total);
}

/* The rows from..to are of one form: writes its line, if there is something to remember. */
static char *remember(const course *c, uint32_t from, uint32_t to, char *out)
{
	const kind *k = &c->kind[c->seen[from].kind];
	uint32_t total = 0, next;
	char *start = out, *empty;
	for (uint32_t i = from; i < to; i++)
		total += c->seen[i].n;
	memcpy(out, k->form.p, k->form.n);
	out += k->form.n;
	out += sprintf(out, "\t%012llx", (unsigned long long)c->seen[from].key);
	empty = out;
	for (uint32_t i = from; i < to; i = next) {
		const seen *best = &c->seen[i];
		uint32_t n = 0;
		glane_str had = lemma_as(NULL, k->form, k->readings, best->tag);
		for (next = i; next < to && c->seen[next].tag == best->tag; next++) {
			const seen *s = &c->seen[next];
			n += s->n;
			best = s->n > best->n || (s->n == best->n && same(s->lemma, had)) ? s : best;
		}
		if (worth(c, best, n, total))
			out += sprintf(out, "%c%s:%.*s", out == empty ? '\t' : '|', tag_names[best->tag], GLANE_STR(best->lemma));
	}
	if (out == empty)
		return start;
	*out++ = '\n';
	return out;
}

static glane_str remember_all(course *c)
{
	size_t room = 1;
	gather(c);
	for (uint32_t i = 0; i < c->n_seen; i++)
		room += c->kind[c->seen[i].kind].form.n + c->seen[i].lemma.n + 40;
	char *text = c->ctx->host->alloc(c->ctx, GLANE_RUN, room), *out = text;
	for (uint32_t i = 0, next; i < c->n_seen; i = next) {
		for (next = i + 1; next < c->n_seen && c->seen[next].key == c->seen[i].key;)
			next++;
		out = remember(c, i, next, out);
	}
	return (glane_str){ text, (uint32_t)(out - text) };
}

/* ---- Learning -------------------------------------------------------------------------------- */

static void look_at_kinds(course *c)
{
	for (uint32_t i = 0; i < c->n_kinds; i++) {
		kind *k = &c->kind[i];
		uint32_t may = may_be(&c->memory, k->form, k->readings);
		word_look(k->form, k->readings, k->shape, may, &k->look);
		for (int where = -LEFT; where <= RIGHT; where++) {
			feature f[OWN_MOST];
			uint32_t n = own_features(k->form, k->readings, &k->look, where, f);
			k->n[where + LEFT] = (uint16_t)n;
			k->own[where + LEFT] = c->ctx->host->alloc(c->ctx, GLANE_RUN, n * sizeof *f);
			memcpy(k->own[where + LEFT], f, n * sizeof *f);
		}
	}
}

/* The words of a run with the edges around them. */
typedef struct {
	words w;
	const word_class **room;
	const example *e;
} lesson;

static lesson lesson_of(course *c, const run *r)
{
	lesson l = { .e = c->example + r->from };
	l.room = c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, (r->n + LEFT + RIGHT) * sizeof *l.room);
	ahead *a = c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, (r->n + 1) * sizeof *a);
	for (uint32_t i = 0; i < r->n + LEFT + RIGHT; i++)
		l.room[i] = i < LEFT || i >= r->n + LEFT ? &word_edge : &c->kind[l.e[i - LEFT].kind].look;
	look_ahead(l.room + LEFT, r->n, a);
	l.w = (words){ r->n, l.room + LEFT, a, manner_of(l.room + LEFT, r->n), c->coarse };
	return l;
}

enum { ALL_MOST = PLACES * OWN_MOST + STAGES * AROUND_MOST };

/* end[s]: of what is known before stage s; end[STAGES]: of all. */
static void all_features(const course *c, const lesson *l, uint32_t i, const past *p, feature *out, uint32_t end[STAGES + 1])
{
	uint32_t n = 0;
	for (int where = -LEFT; where <= RIGHT; where++) {
		int64_t at = (int64_t)i + where;
		if (at < 0 || at >= l->w.n)
			continue;
		const kind *k = &c->kind[l->e[at].kind];
		memcpy(out + n, k->own[where + LEFT], k->n[where + LEFT] * sizeof *out);
		n += k->n[where + LEFT];
	}
	end[0] = n;
	for (uint32_t s = 0; s < STAGES; s++)
		end[s + 1] = n += around_features(&l->w, i, p, s, out + n);
}

static uint8_t *times_of(const course *c, feature f)
{
	return &c->times[f * 0x9E3779B97F4A7C15u >> (64 - COUNT_BITS)];
}

static void once_more(uint8_t *times)
{
	if (*times < UINT8_MAX)
		++*times;
}

static void without_rare(const course *c, feature *f, uint32_t end[STAGES + 1])
{
	uint32_t k = 0, i = 0;
	for (uint32_t s = 0; s <= STAGES; s++) {
		for (; i < end[s]; i++)
			if (*times_of(c, f[i]) >= FEATURES_LEAST)
				f[k++] = f[i];
		end[s] = k;
	}
}

static bool ambiguous(const word_class *w)
{
	return (w->may & (w->may - 1)) != 0;
}

static void count_features(course *c, const lesson *l)
{
	past p = past_begin();
	feature f[ALL_MOST];
	for (uint32_t i = 0; i < l->w.n; i++) {
		uint32_t gold = l->e[i].gold < TAG_NAMES ? l->e[i].gold : l->w.word[i]->tag;
		if (ambiguous(l->w.word[i])) {
			uint32_t end[STAGES + 1];
			all_features(c, l, i, &p, f, end);
			for (uint32_t k = 0; k < end[STAGES]; k++)
				once_more(times_of(c, f[k]));
		}
		past_add(&p, l->w.word[i], (uint8_t)gold);
	}
}

static uint32_t best_of(const int32_t *score, uint32_t may)
{
	uint32_t best = TAGS;
	for (uint32_t t = 0; t < TAGS; t++)
		if (may & BIT(t) && (best == TAGS || score[t] > score[best]))
			best = t;
	return best;
}

/* Each stage is to be right by itself, what comes later left out (Strubell et al. 2015); the last one by MARGIN, so that
 * right choices are learnt from as well. Returns what is chosen in the end. */
static uint32_t learn_word(const course *c, trainer *t, const lesson *l, uint32_t i, const past *p)
{
	const uint32_t may = l->w.word[i]->may, gold = l->e[i].gold;
	const bool learnt = gold < TAGS && may & BIT(gold);
	feature f[ALL_MOST];
	uint32_t end[STAGES + 1], wrong[STAGES + 1];
	int32_t score[TAGS] = { 0 }, more[TAGS];
	all_features(c, l, i, p, f, end);
	without_rare(c, f, end);
	for (uint32_t s = 0, from = 0; s <= STAGES; from = end[s++]) {
		trainer_scores(t, f + from, end[s] - from, more);
		for (uint32_t k = 0; k < TAGS; k++)
			score[k] += more[k];
		wrong[s] = learnt ? best_of(score, may & ~BIT(gold)) : TAGS;
		if (learnt && score[gold] - score[wrong[s]] > (s < STAGES ? 0 : MARGIN))
			wrong[s] = gold;
	}
	for (uint32_t s = 0; learnt && s <= STAGES; s++)
		if (wrong[s] != gold) {
			trainer_change(t, f, end[s], gold, 1);
			trainer_change(t, f, end[s], wrong[s], -1);
		}
	if (learnt)
		trainer_step(t);
	return best_of(score, may);
}

static void learn(const course *c, trainer *t, const lesson *l)
{
	past p = past_begin();
	for (uint32_t i = 0; i < l->w.n; i++) {
		const word_class *w = l->w.word[i];
		past_add(&p, w, (uint8_t)(ambiguous(w) ? learn_word(c, t, l, i, &p) : w->tag));
	}
}

/* ---- The command ----------------------------------------------------------------------------- */

static trainer *teach(course *c)
{
	lesson *l = c->ctx->host->alloc(c->ctx, GLANE_RUN, c->n_runs * sizeof *l);
	uint32_t *order = c->ctx->host->alloc(c->ctx, GLANE_RUN, c->n_runs * sizeof *order);
	trainer *t = trainer_new(c->ctx, GLANE_RUN, BITS, TAGS);
	c->times = c->ctx->host->alloc(c->ctx, GLANE_RUN, (size_t)1 << COUNT_BITS);
	for (uint32_t i = 0; i < c->n_runs; i++) {
		l[i] = lesson_of(c, &c->run[i]);
		order[i] = i;
		count_features(c, &l[i]);
	}
	for (uint32_t round = 0; round < ROUNDS; round++) {
		trainer_shuffle(order, c->n_runs, round);
		for (uint32_t i = 0; i < c->n_runs; i++)
			learn(c, t, &l[order[i]]);
	}
	return t;
}

/* The text of a model's head. */
static char *head_of(course *c, const lessons *l)
{
	size_t room = strlen(l->notice) + 200;
	char *head = c->ctx->host->alloc(c->ctx, GLANE_RUN, room);
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->n_runs; i++)
		n += c->run[i].bare ? 0 : c->run[i].n;
	snprintf(head, room, "language: %s\nwords: %u\n%s%s%s", l->lang, (unsigned)n, *l->notice ? "notice: " : "", l->notice,
	         *l->notice ? "\n" : "");
	return head;
}

int tagger_train(glane_ctx *ctx, const lessons *l)
{
	uint32_t language = analysis_language(l->lang, (uint32_t)strlen(l->lang));
	if (language == ANALYSIS_LANGUAGES)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("lang"),
		                       "there are readings for French and English only, not for \"%s\": write fr or en", l->lang);
	if (!l->files || !l->files[0])
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("files"),
		                       "no treebank is named: write files=\"a.conllu;b.conllu\"");
	if (!analysis_there(language))
		return analysis_missing(ctx, language, "lang");
	course c = { .ctx = ctx, .coarse = language == ANALYSIS_FR };
	int code = analysis_open(ctx, language, "", "lang", &c.analysis);
	for (uint32_t i = 0; l->files[i] && !code; i++) {
		c.again = false;
		for (uint32_t k = 0; k < i; k++)
			c.again |= !strcmp(l->files[k], l->files[i]);
		code = read_treebank(&c, l->files[i], 2);
	}
	if (!code) {
		glane_str rest = remember_all(&c);
		memory_read(ctx, rest, &c.memory);
		look_at_kinds(&c);
		trainer *t = teach(&c);
		int8_t *weight = ctx->host->alloc(ctx, GLANE_RUN, perceptron_size(BITS));
		perceptron p = { BITS, weight };
		trainer_finish(t, 1, weight);
		model_write(ctx, language == ANALYSIS_FR ? "fr.model" : "en.model", language == ANALYSIS_FR ? "tagger fr" : "tagger en",
		            head_of(&c, l), &p, rest);
	}
	analysis_close(c.analysis);
	return code;
}
