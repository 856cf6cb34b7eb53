/* sentiment: what sentences say of good and bad, by words with a valence and rules for what stands around them.
 *
 * One row of the layer `sentiment` per sentence, with its score, its label and the trace of both. Counted are sentences
 * in scope; of speakers first, of groups the mean of their speakers, so that nobody counts for more by talking more. */
#include <math.h>
#include <string.h>
#include "sentiment.h"

typedef sentiment_config config;
static const char *const path_names[LEXICON_LANGUAGES] = { "lexicon-fr", "lexicon-en" };
static const char *const add_names[LEXICON_LANGUAGES] = { "add-fr", "add-en" };
enum { OTHERS_AUTO, OTHERS_KEEP, OTHERS_LEAVE_OUT };
static const glane_option options[] = {
	GLANE_OPT_PATH(config, path[LEXICON_FR], "lexicon-fr", "plugins/sentiment/data/lexicon.fr.tsv",
		"French words and expressions with their valence, -4 to 4: a table word, pos, valence"),
	GLANE_OPT_PATH(config, path[LEXICON_EN], "lexicon-en", "plugins/sentiment/data/lexicon.en.tsv",
		"English words and expressions with their valence, -4 to 4"),
	GLANE_OPT_PATH(config, signs, "lexicon-signs", "plugins/sentiment/data/lexicon.signs.tsv",
		"Smileys and emoji with their valence, for both languages"),
	GLANE_OPT_PATH(config, add[LEXICON_FR], "add-fr", "",
		"A table of French words of your own, which adds to the lexicon or says otherwise; 0 makes a word neutral"),
	GLANE_OPT_PATH(config, add[LEXICON_EN], "add-en", "",
		"A table of English words of your own, which adds to the lexicon or says otherwise; 0 makes a word neutral"),
	GLANE_OPT_REAL(config, neutral, "neutral-below", "0.05", 0, 1,
		"Score, with or without its sign, below which a sentence is neutral"),
	GLANE_OPT_REAL(config, mixed, "mixed-from", "0.5", 0, 1,
		"Mixed is where good and bad are both said, and the weaker comes to this share of the stronger"),
	GLANE_OPT_CHOICE(config, others, "others", "auto", "auto|keep|leave-out",
		"What others say or feel: in the speaker's score, left out of it, or (auto) left out in documents that have turns"),
	GLANE_OPT_INT(config, whole, "whole-below", "1000", 0, 1000000,
		"Documents without turns of at most so many characters (tweets, open answers) have one score; 0: none"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(sentiment_input, lang, "var:lang"),
	GLANE_NEED(sentiment_input, all, "sentence"),
	GLANE_NEED_KEPT(sentiment_input, sentence, "sentence"),
	GLANE_NEED(sentiment_input, token, "token"),
	GLANE_NEED(sentiment_input, form, "token.form"),
	GLANE_NEED(sentiment_input, kind, "token.kind"),
	GLANE_NEED(sentiment_input, word, "word?"),
	GLANE_NEED(sentiment_input, token_of, "word.token?"),
	GLANE_NEED(sentiment_input, readings, "word.readings?"),
	GLANE_NEED(sentiment_input, lemma, "word.lemma?"),
	GLANE_NEED(sentiment_input, upos, "word.upos?"),
	GLANE_NEED(sentiment_input, turn, "turn?"),
	GLANE_NEED(sentiment_input, theme, "theme?"),
	GLANE_NEED(sentiment_input, code, "theme.code?"),
	GLANE_NEED(sentiment_input, themes, "table:theme-coder.themes?"),
	GLANE_LAST
};

typedef struct {
	glane_span *span;
	double *score, *others;
	glane_sym *label, *trace, *holder, *who, *target;
} sentiment_rows;
static const glane_column sentiment_columns[] = {
	GLANE_COLUMN(sentiment_rows, score, "score", "Score"),
	GLANE_COLUMN(sentiment_rows, label, "label", "Sentiment"),
	GLANE_COLUMN(sentiment_rows, trace, "trace", "Why"),
	GLANE_COLUMN(sentiment_rows, holder, "holder", "Whose: speaker, other, both"),
	GLANE_COLUMN(sentiment_rows, who, "who", "Who the other is"),
	GLANE_COLUMN(sentiment_rows, others, "others", "Score of what others say or feel"),
	GLANE_COLUMN(sentiment_rows, target, "target", "About what"),
	GLANE_LAST
};
enum { SENTIMENT };
static const glane_layer layers[] = {
	[SENTIMENT] = GLANE_LAYER(sentiment_rows, "sentiment", GLANE_MAKES, sentiment_columns,
		"What each sentence, or short text, says of good and bad: score from -1 to 1, label, whose feeling about what, and why"),
	GLANE_LAST
};

/* ---- Lexicons -------------------------------------------------------------------------------- */

typedef struct { lexicon *of[LEXICON_LANGUAGES]; } settings;

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	settings *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	int code = GLANE_OK;
	*self = s;
	for (uint32_t k = 0; k < LEXICON_LANGUAGES && !code; k++) {
		s->of[k] = lexicon_new(ctx, k);
		code = lexicon_read(s->of[k], c->path[k], path_names[k]);
		if (!code)
			code = lexicon_read(s->of[k], c->signs, "lexicon-signs");
		if (!code && *c->add[k])
			code = lexicon_read(s->of[k], c->add[k], add_names[k]);
		if (!code)
			lexicon_finish(s->of[k]);
	}
	return code;
}

/* ---- Sentences ------------------------------------------------------------------------------- */

typedef struct {
	glane_ctx *ctx;
	const glane_doc *doc;
	const sentiment_input *in;
	const lexicon *lexicon;
	uint32_t language, at, word;	/* the next token and word */
	glane_str *form;		/* of all tokens; below, of all words */
	glane_str *readings, *lemma, *upos;
	glane_sym kind_word, kind_number;
	sentence s;			/* with room for the longest sentence */
	hit *hit;
	score_options options;
} work;

/* A row: a sentence, or a short text as a whole. */
typedef struct {
	glane_span span;
	double sum, positive, negative, others, score;
	double who_strength, target_strength;	/* of the word that who and target were taken from */
	glane_str trace, who, target;
	uint32_t said, traces;		/* how many sentences count; have a trace */
	int label;
	bool own, other;
} unit;

static bool is_upper(const char *p, uint32_t n)
{
	uint32_t letters = 0;
	for (uint32_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		if ((c >= 'a' && c <= 'z') || (c == 0xC3 && i + 1 < n && (unsigned char)p[i + 1] >= 0x9F))
			return false;
		letters += (c >= 'A' && c <= 'Z') || c == 0xC3;
	}
	return letters > 1;
}

/* What a reading of a word may be: its lemma, and its form with that part of speech. */
static void add_readings(const lexicon *l, glane_str readings, token_keys *k, uint8_t *all)
{
	for (const char *p = readings.p, *end = p + readings.n; p < end; ) {
		const char *bar = memchr(p, '|', (size_t)(end - p)), *stop = bar ? bar : end;
		const char *colon = memchr(p, ':', (size_t)(stop - p));
		if (colon) {
			uint8_t pos = pos_of((glane_str){ p, (uint32_t)(colon - p) });
			lexicon_keys(l, (glane_str){ colon + 1, (uint32_t)(stop - colon - 1) }, pos, k);
			*all = pos ? *all | pos : 0;
		}
		p = stop + 1;
	}
}

/* The words of token t. Where a tagger has preferred another reading than the first, only that one counts. preferred:
 * of the token's last word (*des* is no noun, whatever *de* is). */
static void add_words(work *w, uint32_t t, token_keys *k, uint8_t *pos, uint8_t *preferred)
{
	const sentiment_input *in = w->in;
	for (; w->word < in->word.n && in->token_of[w->word] <= t; w->word++) {
		glane_str readings = w->readings[w->word], upos = w->upos[w->word];
		if (in->token_of[w->word] < t)
			continue;
		bool first = readings.n > upos.n && readings.p[upos.n] == ':' && !memcmp(readings.p, upos.p, upos.n);
		lexicon_keys(w->lexicon, w->lemma[w->word], pos_of(upos), k);
		*pos |= pos_of(upos);
		*preferred = upos.n == 5 && !memcmp(upos.p, "PROPN", 5) ? POS_NOUN : pos_of(upos);
		if (first)
			add_readings(w->lexicon, readings, k, pos);
	}
}

static void take_token(work *w, uint32_t t)
{
	sentence *s = &w->s;
	const sentiment_input *in = w->in;
	glane_span span = in->token.span[t];
	const char *p = w->doc->text.p + span.begin;
	uint32_t n = span.end - span.begin, i = s->n++;
	s->form[i] = w->form[t];
	s->word[i] = in->kind[t].id == w->kind_word.id || in->kind[t].id == w->kind_number.id;
	s->upper[i] = s->word[i] && is_upper(p, n);
	s->keys[i].n = 0;
	s->pos[i] = 0;
	uint8_t pos = 0;
	token_keys words = { 0 };
	if (in->token_of)
		add_words(w, t, &words, &pos, &s->pos[i]);
	glane_str form = s->form[i];
	if (form.n > 1 && *form.p == '#')	/* "#love" */
		form = (glane_str){ form.p + 1, form.n - 1 };
	lexicon_keys(w->lexicon, form, pos, &s->keys[i]);
	/* English is matched by its forms, as VADER is. */
	for (uint8_t k = 0; k < words.n && w->language == LEXICON_FR; k++)
		token_keys_add(&s->keys[i], words.key[k], words.pos[k]);
	for (uint32_t b = 0; !s->word[i] && b < n; b++) {
		s->cries += p[b] == '!';
		s->questions += p[b] == '?';
	}
}

static void take_sentence(work *w, glane_span span)
{
	const glane_rows *token = &w->in->token;
	w->at = glane_seek(*token, w->at, span.begin);
	w->s.n = w->s.cries = w->s.questions = 0;
	for (; w->at < token->n && token->span[w->at].begin < span.end; w->at++)
		take_token(w, w->at);
}

static uint32_t longest_sentence(const sentiment_input *in)
{
	uint32_t longest = 0;
	for (uint32_t i = 0, at = 0; i < in->all.n; i++) {
		uint32_t first = at = glane_seek(in->token, at, in->all.span[i].begin);
		at = glane_seek(in->token, at, in->all.span[i].end);
		longest = at - first > longest ? at - first : longest;
	}
	return longest;
}

/* Empty ones where there is no such column. */
static glane_str *strings_of(glane_ctx *ctx, uint32_t n, const glane_sym *column)
{
	glane_str *out = ctx->host->alloc(ctx, GLANE_SCRATCH, n * sizeof *out);
	for (uint32_t i = 0; !column && i < n; i++)
		out[i] = (glane_str){ "", 0 };
	if (column)
		ctx->host->strings(ctx, n, column, out);
	return out;
}

static void prepare(work *w)
{
	const glane_host *h = w->ctx->host;
	const config *c = w->ctx->config;
	uint32_t n = longest_sentence(w->in);
	w->options = (score_options){ c->neutral, c->mixed, c->others == OTHERS_LEAVE_OUT ||
		(c->others == OTHERS_AUTO && w->in->turn.n) };
	w->kind_word = h->sym(w->ctx, "word");
	w->kind_number = h->sym(w->ctx, "number");
	w->form = strings_of(w->ctx, w->in->token.n, w->in->form);
	w->readings = strings_of(w->ctx, w->in->word.n, w->in->readings);
	w->lemma = strings_of(w->ctx, w->in->word.n, w->in->lemma);
	w->upos = strings_of(w->ctx, w->in->word.n, w->in->upos);
	w->s.form = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->s.form);
	w->s.word = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->s.word);
	w->s.upper = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->s.upper);
	w->s.pos = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->s.pos);
	w->s.taken = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->s.taken);
	w->s.keys = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->s.keys);
	w->s.denied = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->s.denied);
	w->hit = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *w->hit);
}

/* The words of a stretch as they are counted. */
static glane_str words_of(work *w, stretch p)
{
	const sentence *s = &w->s;
	size_t n = 0;
	if (p.first == GLANE_NONE)
		return (glane_str){ "", 0 };
	for (uint32_t i = p.first; i <= p.last && i < s->n; i++)
		n += s->form[i].n + 1;
	char *text = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, n), *end = text;
	for (uint32_t i = p.first; i <= p.last && i < s->n; i++) {
		glane_str f = s->form[i];
		if (end > text && end[-1] != '\'' && !(f.n && *f.p == '-'))
			*end++ = ' ';
		memcpy(end, f.p, f.n);
		end += f.n;
	}
	return (glane_str){ text, (uint32_t)(end - text) };
}

/* Keeps what the tables are counted from, and what the row of the sentence says of whose and about what. */
static void keep(work *w, findings *f, uint32_t number, const verdict *v, unit *u)
{
	const glane_host *h = w->ctx->host;
	if (f->n + v->n > f->room) {
		uint32_t more = f->room + v->n + 64;
		f->word = h->grow(w->ctx, GLANE_SCRATCH, f->word, f->room * sizeof *f->word, more * sizeof *f->word);
		f->room += more;
	}
	for (uint32_t i = 0; i < v->n; i++) {
		const hit *one = &v->hit[i];
		glane_str who = words_of(w, one->who), target = words_of(w, one->target);
		double strength = fabs(one->value);
		f->word[f->n++] = (found_word){ number, one->entry, one->value, one->denied, one->other, !one->left_out, who,
			target };
		if (target.n && strength > u->target_strength) {
			u->target_strength = strength;
			u->target = target;
		}
		if (who.n && strength > u->who_strength) {
			u->who_strength = strength;
			u->who = who;
		}
		u->own = u->own || !one->other;
		u->other = u->other || one->other;
	}
}

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Sentences as a whole: their sum over the root of how many say something. They repeat and support each other, so that two
 * count for more than one, and not for twice as much. */
static void take_verdict(work *w, unit *u, const verdict *v)
{
	glane_str trace = trace_write(w->ctx, &w->s, v);
	u->others += v->other;
	if (!v->n)
		return;
	if (u->traces)
		trace_join(w->ctx, &u->trace, trace);
	else
		u->trace = trace;
	u->traces++;
	if (!v->said)
		return;
	u->said++;
	u->sum += v->sum;
	u->positive += v->positive;
	u->negative += v->negative;
}

static void settle(work *w, unit *u)
{
	double root = u->said > 1 ? sqrt(u->said) : 1;
	double sum = u->sum / root;
	u->score = score_of(sum);
	u->label = label_of(u->score, u->positive / root, u->negative / root, &w->options);
	if (u->traces > 1)
		trace_end(w->ctx, &u->trace, u->said, sum);
}

/* Is the document scored as a whole? */
static bool is_whole(const work *w)
{
	const config *c = w->ctx->config;
	int64_t characters = 0;
	for (uint32_t i = 0; !w->in->turn.n && i < w->doc->text.n; i++)
		characters += ((unsigned char)w->doc->text.p[i] & 0xC0) != 0x80;
	return !w->in->turn.n && characters <= c->whole;
}

/* Writes the rows; what people corrected in them is taken over into the units. */
static void write_rows(work *w, unit *u, uint32_t n)
{
	static const char *const holders[] = { "", "speaker", "other", "both" };
	const glane_host *h = w->ctx->host;
	sentiment_rows out;
	glane_sym label[N_LABELS], holder[4];
	glane_str *text = h->alloc(w->ctx, GLANE_SCRATCH, n * sizeof *text);
	for (int i = 0; i < N_LABELS; i++)
		label[i] = h->sym(w->ctx, sentiment_labels[i]);
	for (int i = 0; i < 4; i++)
		holder[i] = h->sym(w->ctx, holders[i]);
	h->rows(w->ctx, SENTIMENT, n, &out);
	for (uint32_t i = 0; i < n; i++) {
		out.span[i] = u[i].span;
		out.score[i] = u[i].score;
		out.label[i] = label[u[i].label];
		out.holder[i] = holder[u[i].own + 2 * u[i].other];
		if (u[i].other)
			out.others[i] = score_of(u[i].others);
		text[i] = u[i].trace;
	}
	h->intern(w->ctx, n, text, out.trace);
	for (uint32_t i = 0; i < n; i++)
		text[i] = u[i].who;
	h->intern(w->ctx, n, text, out.who);
	for (uint32_t i = 0; i < n; i++)
		text[i] = u[i].target;
	h->intern(w->ctx, n, text, out.target);
	n = h->correct(w->ctx, SENTIMENT, n, &out);
	for (uint32_t i = 0; i < n; i++) {
		u[i].score = out.score[i];
		for (int k = 0; k < N_LABELS; k++)
			if (out.label[i].id == label[k].id)
				u[i].label = k;
	}
	h->seal(w->ctx, SENTIMENT, n);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const sentiment_input *in = ctx->input;
	const settings *set = ctx->self;
	uint32_t language = in->lang.n == 2 && !memcmp(in->lang.p, "fr", 2) ? LEXICON_FR : LEXICON_EN, n = in->all.n;
	work w = { .ctx = ctx, .doc = doc, .in = in, .lexicon = set->of[language], .language = language };
	findings f = { .lexicon = w.lexicon, .lang = h->sym(ctx, language == LEXICON_FR ? "fr" : "en") };
	prepare(&w);
	bool whole = n && is_whole(&w);
	uint32_t n_units = whole ? 1 : n;
	unit *units = h->alloc(ctx, GLANE_SCRATCH, n_units * sizeof *units);
	f.score = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *f.score);
	f.label = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *f.label);
	for (uint32_t i = 0; i < n; i++) {
		unit *u = &units[whole ? 0 : i];
		verdict v;
		if (!whole || !i)
			u->span = in->all.span[i];
		u->span.end = in->all.span[i].end;
		take_sentence(&w, in->all.span[i]);
		sentence_score(language, w.lexicon, &w.s, &w.options, w.hit, &v);
		take_verdict(&w, u, &v);
		keep(&w, &f, i, &v, u);
	}
	for (uint32_t i = 0; i < n_units; i++)
		settle(&w, &units[i]);
	write_rows(&w, units, n_units);
	for (uint32_t i = 0; i < n; i++) {
		f.score[i] = units[whole ? 0 : i].score;
		f.label[i] = (uint8_t)units[whole ? 0 : i].label;
	}
	sentiment_count(ctx, doc, &f);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "The tone of each sentence, from −1 to 1, was computed from lexicons of words with valences and "
	  "from rules of degree, denial and opposition: in English after VADER [@hutto2014], in French by rules "
	  "made for the language, where what is extreme is weakened by denial, not reversed [@taboada2011]. "
	  "Each score is kept with the words and rules that made it." },
	{ "add-fr!=", "A French lexicon made for this study adds words, or says otherwise of them." },
	{ "add-en!=", "An English lexicon made for this study adds words, or says otherwise of them." },
	{ NULL, "Scores below {neutral-below}, whatever their sign, are neutral; mixed is what is said both "
	  "well and ill, the weaker being at least {mixed-from} of the stronger." },
	{ "others=auto", "What others are said to say or feel is left out of the speaker's score in documents "
	  "with turns." },
	{ "others=leave-out", "What others are said to say or feel is left out of the speaker's score." },
	{ "whole-below!=0", "Documents without turns of at most {whole-below} characters have one score." },
	{ NULL, "A group's score is the mean of its speakers' scores, so that who talks more does not count for "
	  "more. Irony is not seen." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "hutto2014", "inproceedings", "Hutto, C. J. and Gilbert, Eric", "2014",
	  "VADER: a parsimonious rule-based model for sentiment analysis of social media text",
	  .in = "Proceedings of the International AAAI Conference on Web and Social Media (ICWSM-14)",
	  .volume = "8(1)", .pages = "216-225" },
	{ "taboada2011", "article",
	  "Taboada, Maite and Brooke, Julian and Tofiloski, Milan and Voll, Kimberly and Stede, Manfred", "2011",
	  "Lexicon-based methods for sentiment analysis", .in = "Computational Linguistics", .volume = "37(2)",
	  .pages = "267-307", .doi = "10.1162/COLI_a_00049" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "sentiment", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "What sentences say of good and bad, in French and English, with the words and rules that made the score",
	.topic = "sentiment", .method = method, .references = references,
	.languages = "fr en",
	.options = options, .needs = needs, .layers = layers, .tables = sentiment_tables,
	.config_size = sizeof(config), .input_size = sizeof(sentiment_input),
	.create = create, .process = process, .report = sentiment_report,
};
