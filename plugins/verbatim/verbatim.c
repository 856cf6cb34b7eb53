/* verbatim: the most telling passages of interviews, whole sentences that stand by themselves, for each theme and
 * group. Here candidates are found and judged, document by document; choose.c takes the best of them. */
#include "references/references.h"
#include "verbatim.h"
#include "senses.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const glane_option options[] = {
	GLANE_OPT_REF(config, per, "per", "theme", "theme|by",
		"What passages are chosen for: theme, and variables that tell groups apart (otherwise those of by)"),
	GLANE_OPT_INT(config, keep, "keep", "5", 1, 1000, "Passages for each theme and group"),
	GLANE_OPT_TEXT(config, words, "words", "15-60", "Words of a passage, from the least to the most"),
	GLANE_OPT_INT(config, per_speaker, "per-speaker", "1", 1, 1000,
		"Passages of one speaker for a theme and group, at most"),
	GLANE_OPT_INT(config, speaker_share, "speaker-share", "10", 1, 100,
		"Per cent of all passages that one speaker may have, where others can be quoted"),
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
	/* Read again in report(), its own rows among them. */
	GLANE_NEED_KEPT(input, term, "term?"),
	GLANE_NEED_KEPT(input, lemma, "term.lemma?"),
	GLANE_NEED_KEPT(input, status, "term.status?"),
	GLANE_NEED_KEPT(input, passage, "verbatim?"),
	GLANE_NEED_KEPT(input, passage_kind, "verbatim.kind?"),
	GLANE_NEED_KEPT(input, words, "verbatim.words?"),
	GLANE_NEED_KEPT(input, passage_mood, "verbatim.mood?"),
	GLANE_NEED_KEPT(input, complete, "verbatim.complete?"),
	GLANE_NEED_KEPT(input, stance, "verbatim.stance?"),
	GLANE_NEED_KEPT(input, contrast, "verbatim.contrast?"),
	GLANE_NEED_KEPT(input, concrete, "verbatim.concrete?"),
	GLANE_NEED_KEPT(input, feeling, "verbatim.feeling?"),
	GLANE_NEED_KEPT(input, on_theme, "verbatim.on_theme?"),
	GLANE_LAST
};

typedef struct {
	glane_span *span;
	glane_sym *kind, *why;
	double *score, *mood, *complete, *stance, *contrast, *concrete, *feeling, *on_theme;
	int64_t *words;
} passage;
static const glane_column passage_columns[] = {
	GLANE_COLUMN(passage, kind, "kind", "Kind"),
	GLANE_COLUMN(passage, score, "score", "Worth quoting, its specific words left out"),
	GLANE_COLUMN(passage, words, "words", "Words"),
	GLANE_COLUMN(passage, mood, "mood", "Mean sentiment"),
	GLANE_COLUMN(passage, complete, "complete", "How well it stands by itself"),
	GLANE_COLUMN(passage, stance, "stance", "Speaks at first hand and takes a stand"),
	GLANE_COLUMN(passage, contrast, "contrast", "Sets one thing against another"),
	GLANE_COLUMN(passage, concrete, "concrete", "Cases, times and amounts"),
	GLANE_COLUMN(passage, feeling, "feeling", "Strength of sentiment"),
	GLANE_COLUMN(passage, on_theme, "on_theme", "Share that is coded with a theme"),
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
	GLANE_COL_VALUE(chosen_row, complete, "complete", "from 0 to 1", 3, "How well it stands by itself"),
	GLANE_COL_VALUE(chosen_row, specific, "specific", "from 0 to 1", 3, "Specific words (1: a third of them or more)"),
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
	ctx->host->values(ctx, "verbatim", "kind", 1, &(glane_str){ "passage", 7 }, NULL);
	*self = me;
	return GLANE_OK;
}

/* ---- Sentences ------------------------------------------------------------------------------- */

/* Senses of forms by their ids, found once per worker and language; SENSE_UNKNOWN: not yet looked up. */
enum { SENSE_UNKNOWN = 0xffff };
typedef struct {
	uint32_t room[SENSE_LANGUAGES];
	uint16_t *sense[SENSE_LANGUAGES];
} worker;

static unsigned sense_of_form(glane_ctx *ctx, uint32_t language, glane_sym form)
{
	worker *w = ctx->worker;
	uint32_t room = w->room[language];
	if (form.id >= room) {
		uint32_t more = form.id + form.id / 2 + 1024 - room;
		w->sense[language] = ctx->host->grow(ctx, GLANE_WORKER, w->sense[language], room * sizeof(uint16_t),
		                                     more * sizeof(uint16_t));
		for (uint32_t i = room; i < room + more; i++)
			w->sense[language][i] = SENSE_UNKNOWN;
		w->room[language] = room + more;
	}
	uint16_t *s = &w->sense[language][form.id];
	if (*s == SENSE_UNKNOWN)
		*s = (uint16_t)sense_of(language, ctx->host->string(ctx, form));
	return *s;
}

/* Sentence i of the scope, and in which turn it is said. */
typedef struct {
	passage_traits traits;
	uint32_t turn;
} sentence;

/* What is known of the sentences: each layer is walked once, beside them. */
typedef struct {
	glane_ctx *ctx;
	const glane_doc *doc;
	const input *in;
	uint32_t language;
	glane_sym word, number, transcriber, passage;
	sentence *s;
} reading;

/* What the next few words may excuse of a first word that points back: "it is hard to …". */
typedef struct { unsigned first, excused; uint32_t after; } beginning;
enum { LATER = 6 };			/* words after the first */

static void begin(beginning *b, unsigned sense)
{
	if (sense & PASSED_OVER || b->after > LATER)
		return;
	if (b->after == 1 && sense & EXCUSES_NEXT)
		b->excused |= UNLESS_NEXT;
	if (b->after && sense & EXCUSES_LATER)
		b->excused |= UNLESS_LATER;
	if (!b->after)
		b->first = sense;
	b->after++;
}

static unsigned how_it_begins(const beginning *b)
{
	unsigned needed = b->first & (UNLESS_NEXT | UNLESS_LATER);
	bool excused = needed && (b->excused & needed) == needed;
	return b->first & (excused ? JOINS | ANSWERS : POINTS_BACK | JOINS | ANSWERS);
}

/* "euh"; "tra- travaille"; "la la machine". Longer words are said twice on purpose, and so are answers. */
static bool stumbles(unsigned sense, bool again)
{
	return sense & (HESITATES | BEGUN) || (again && sense & SHORT && !(sense & ANSWERS));
}

static void count_word(const reading *r, passage_traits *p, beginning *b, glane_sym form, glane_sym before)
{
	const glane_host *h = r->ctx->host;
	unsigned sense = sense_of_form(r->ctx, r->language, form);
	if (sense & AFTER && before.id)
		sense |= sense_after(r->language, h->string(r->ctx, before), h->string(r->ctx, form));
	begin(b, sense);
	p->words++;
	p->own += (sense & OWN) != 0;
	p->stance += (sense & STANCE) != 0;
	p->disclaims += (sense & DISCLAIMS) != 0;
	p->concrete += (sense & CONCRETE) != 0;
	p->stumbles += stumbles(sense, form.id == before.id);
}

static void read_tokens(reading *r)
{
	const input *in = r->in;
	for (uint32_t i = 0, t = 0; i < in->sentence.n; i++) {
		passage_traits *p = &r->s[i].traits;
		glane_span at = in->sentence.span[i];
		beginning b = { 0 };
		glane_sym before = { 0 };
		t = glane_seek(in->token, t, at.begin);
		for (uint32_t k = t; k < in->token.n && in->token.span[k].begin < at.end; k++) {
			bool number = in->kind[k].id == r->number.id;
			if (number || in->kind[k].id == r->word.id)
				count_word(r, p, &b, in->form[k], before);
			p->concrete += number;
			before = in->form[k];
		}
		p->first = how_it_begins(&b);
		p->sentences = 1;
		p->bytes = at.end - at.begin;
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
		passage_traits *p = &r->s[i].traits;
		glane_span at = in->sentence.span[i];
		read_end(r->doc, at, p);
		r->s[i].turn = turn = pass(in->turn, turn, at.begin);
		if (i && r->s[i - 1].turn != turn)
			r->s[i - 1].traits.closes = true;
		p->closes = i + 1 == in->sentence.n;
		note = glane_seek(in->note, note, at.begin);
		for (uint32_t k = note; k < in->note.n && in->note.span[k].begin < at.end; k++)
			p->marked |= in->note_kind && in->note_kind[k].id == r->transcriber.id;
		mood = glane_seek(in->sentiment, mood, at.begin);
		if (in->mood && mood < in->sentiment.n && in->sentiment.span[mood].begin < at.end) {
			p->mood = in->mood[mood];
			p->strongest = fabs(p->mood);
		}
	}
}

/* Interviews begin with who one is and what one does: the first quarter of the turns, where there are eight or more. */
static void read_opening(reading *r)
{
	uint32_t turns = 0, turn = 0;
	for (uint32_t i = 0; i < r->in->sentence.n; i++)
		turns += !i || r->s[i].turn != r->s[i - 1].turn;
	for (uint32_t i = 0; turns >= 8 && i < r->in->sentence.n; i++) {
		turn += i && r->s[i].turn != r->s[i - 1].turn;
		r->s[i].traits.opening = 4 * turn < turns;
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

/* Themes may be long and lie in one another: what has been covered isn't covered again. */
static void read_themes(reading *r)
{
	const glane_scope *s = &r->in->sentence;
	for (uint32_t k = 0, covered = 0; k < r->in->theme.n; k++) {
		glane_span at = r->in->theme.span[k];
		if (at.begin < covered)
			at.begin = covered;
		for (uint32_t i = sentence_after(s, at.begin); i < s->n && s->span[i].begin < at.end; i++) {
			uint32_t from = s->span[i].begin > at.begin ? s->span[i].begin : at.begin;
			uint32_t to = s->span[i].end < at.end ? s->span[i].end : at.end;
			r->s[i].traits.themed += to - from;
		}
		if (at.end > covered)
			covered = at.end;
	}
}

/* ---- Candidates ------------------------------------------------------------------------------ */

/* Of the runs of sentences that begin with sentence i, of one speaker in one turn and with words enough, the one that
 * stands best by itself; the shorter of equals. Returns its last sentence, or GLANE_NONE. */
static uint32_t extend(const reading *r, const extractor *me, uint32_t i, passage_traits *best)
{
	const glane_scope *s = &r->in->sentence;
	passage_traits sum = r->s[i].traits;
	uint32_t found = GLANE_NONE;
	double most = 0;
	for (uint32_t j = i; sum.words <= me->most; ) {
		double complete = sum.words >= me->least ? passage_judged(&sum, me->least, me->most).complete : 0;
		if (complete > most) {
			most = complete;
			found = j;
			*best = sum;
		}
		if (++j == s->n || s->row[j] != s->row[j - 1] + 1 || s->speaker[j] != s->speaker[i] ||
		    r->s[j].turn != r->s[i].turn)
			break;
		passage_join(&sum, &r->s[j].traits);
	}
	return found;
}

static void add_passage(const reading *r, const extractor *me, glane_span at, const passage_traits *t, passage *out,
                        uint32_t n)
{
	passage_parts p = passage_judged(t, me->least, me->most);
	double mood = t->mood / t->sentences;
	p.feeling = r->in->mood ? p.feeling : NAN;
	p.theme = r->in->code ? (double)t->themed / t->bytes : NAN;
	out->span[n] = at;
	out->kind[n] = r->passage;
	out->score[n] = passage_score(&p);
	out->words[n] = t->words;
	out->mood[n] = mood;
	out->complete[n] = p.complete;
	out->stance[n] = p.stance;
	out->contrast[n] = p.contrast;
	out->concrete[n] = p.concrete;
	out->feeling[n] = t->strongest;
	out->on_theme[n] = (double)t->themed / t->bytes;
	out->why[n] = verbatim_reasons(r->ctx, &p, mood >= MOOD ? 1 : mood <= -MOOD ? -1 : 0, false, NULL);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	bool english = in->lang.n >= 2 && !memcmp(in->lang.p, "en", 2);
	reading r = { ctx, doc, in, english ? SENSE_EN : SENSE_FR, h->sym(ctx, "word"), h->sym(ctx, "number"),
	              h->sym(ctx, "transcriber"), h->sym(ctx, "passage"),
	              h->alloc(ctx, GLANE_SCRATCH, in->sentence.n * sizeof(sentence)) };
	passage out;
	uint32_t n = 0;
	read_tokens(&r);
	read_others(&r);
	read_opening(&r);
	read_themes(&r);
	h->rows(ctx, PASSAGE, in->sentence.n, &out);
	for (uint32_t i = 0; i < in->sentence.n; i++) {
		passage_traits t;
		bool quotable = doc->speaker[in->sentence.speaker[i]].quotable;
		uint32_t last = quotable ? extend(&r, ctx->self, i, &t) : GLANE_NONE;
		if (last == GLANE_NONE)
			continue;
		glane_span at = { in->sentence.span[i].begin, in->sentence.span[last].end };
		add_passage(&r, ctx->self, at, &t, &out, n++);
	}
	h->seal(ctx, PASSAGE, n);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Passages worth quoting were proposed among whole sentences of one respondent, of {words} "
	  "words, at most {keep} for each theme or group and {per-speaker} of one speaker. They are ordered by "
	  "how well they can be read alone, and by what they hold: a stance and contrasts [@martin2005], cases, "
	  "feeling, the theme, and words specific to it [@lafon1980]. The order is a convention that helps to "
	  "choose, no measure; no more than {speaker-share} per cent of all passages are of one speaker where "
	  "others can be quoted." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "martin2005", "book", "Martin, J. R. and White, P. R. R.", "2005",
	  "The Language of Evaluation: Appraisal in English", .in = "Palgrave Macmillan" },
	REFERENCE_LAFON_1980,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "verbatim", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "The most telling passages for each theme and group, from many speakers",
	.topic = "quotations", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input),
	.layers = layers, .tables = tables,
	.worker_size = sizeof(worker),
	.create = create, .process = process, .report = verbatim_choose,
};
