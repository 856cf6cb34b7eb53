/* lexicon: the words of each token, with their readings, lemma and part of speech, for French and English.
 *
 * What stands first among a word's readings is its lemma and part of speech here, without a look at its neighbours;
 * a tagger may replace it later. */
#include <string.h>
#include "analysis/upos.h"
#include "articles.h"
#include "lexicon.h"
#include "references/references.h"

typedef struct {
	const char *dictionary[ANALYSIS_LANGUAGES], *lexicon, *articles, *notice;
	const char *const *files;
} config;
static const char *const option_names[ANALYSIS_LANGUAGES] = { "dictionary-fr", "dictionary-en" };
static const glane_option options[] = {
	GLANE_OPT_PATH(config, dictionary[ANALYSIS_FR], "dictionary-fr", "",
		"A French hunspell dictionary, its .aff beside it; without it the system's"),
	GLANE_OPT_PATH(config, dictionary[ANALYSIS_EN], "dictionary-en", "",
		"An English hunspell dictionary, its .aff beside it; without it the system's"),
	GLANE_OPT_PATH(config, lexicon, "lexicon", "",
		"A table of words of your own: form;lemma;upos;what (add, change or forbid)"),
	GLANE_OPT_PATH(config, articles, "articles", "plugins/lexicon/data/des.model",
		"The model that tells des and du as articles from de + les and de + le; \"\": always de + les"),
	GLANE_OPT_FILES(config, files, "files", "", "For `glane train`: French treebanks in the format CoNLL-U"),
	GLANE_OPT_TEXT(config, notice, "notice", "",
		"For `glane train`: licence and source of the treebanks, as it is to stand in the model"),
	GLANE_LAST
};

typedef struct {
	glane_str lang;
	glane_rows sentence, token;
	glane_scope said, unit;
	const glane_sym *form, *kind;
} input;
static const glane_need needs[] = {
	GLANE_NEED(input, lang, "var:lang"),
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, said, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

typedef struct {
	glane_span *span;
	uint32_t *token;
	glane_sym *form, *readings, *lemma, *upos;
} word_rows;
static const glane_column word_columns[] = {
	GLANE_COLUMN_ROW(word_rows, token, "token", "token", "Token"),
	GLANE_COLUMN(word_rows, form, "form", "Form"),
	GLANE_COLUMN(word_rows, readings, "readings", "Readings"),
	GLANE_COLUMN(word_rows, lemma, "lemma", "Lemma"),
	GLANE_COLUMN(word_rows, upos, "upos", "Part of speech"),
	GLANE_LAST
};
enum { WORD };
static const glane_layer layers[] = {
	[WORD] = GLANE_LAYER(word_rows, "word", GLANE_MAKES, word_columns,
		"The words of each token, with their readings; lemma and part of speech are those of the likelier one"),
	GLANE_LAST
};

typedef struct {
	glane_sym form, lang, group, lemma, upos;
	int64_t tokens, capitals, upper, passages, documents, speakers;
} unknown_row;
static const glane_column unknown_columns[] = {
	GLANE_COL_KEY(unknown_row, form, "form", "Form"),
	GLANE_COL_KEY(unknown_row, lang, "lang", "Language"),
	GLANE_COL_KEY(unknown_row, group, "group", "Group"),
	GLANE_COL_LABEL(unknown_row, lemma, "lemma", "Guessed lemma"),
	GLANE_COL_LABEL_WORD(unknown_row, upos, "upos", UPOS_WORDS, "Guessed part of speech"),
	GLANE_COL_COUNT(unknown_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_COUNT(unknown_row, capitals, "capitals", "tokens", "With a capital inside a sentence"),
	GLANE_COL_COUNT(unknown_row, upper, "upper", "tokens", "All in capitals"),
	GLANE_COL_PASSAGES(unknown_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(unknown_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(unknown_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
enum { UNKNOWN };
static const glane_table tables[] = {
	[UNKNOWN] = { "unknown", GLANE_COUNTED, unknown_columns, sizeof(unknown_row), "group -tokens", NULL, NULL,
		"Words that are in no dictionary",
		"“{form}” is in no dictionary; {speakers} speakers say it {tokens} times; it was taken for “{lemma}” ({upos})" },
	GLANE_LAST
};

typedef struct {
	analysis *analysis[ANALYSIS_LANGUAGES];	/* NULL: there is no dictionary */
	user_lexicon user;
	perceptron articles;			/* no weights: there is no model */
} settings;

/* What is made of a form, once per worker: how it is written matters, and what kind of token it is. Forms are found by
 * the number of their symbol, those of one form (few) one after the other; and a frequent one is half a cache line. */
typedef struct {
	uint32_t from, to;		/* letters of the token */
	glane_sym form, readings, lemma, upos;
} known_word;
typedef struct {
	article_word article;		/* French: for "des" beside it; looked at when first asked for */
	uint32_t letters;
	known_word word[WORDS_MOST];
} known_more;
typedef struct {
	uint32_t next;			/* the same form, written in another way */
	uint8_t way, n;
	bool unknown, looked;
	glane_sym form, readings, lemma, upos;	/* of the first word */
	known_more *more;
} known_form;
typedef struct {
	uint32_t n, room, n_first;
	known_form *known;		/* [0] isn't used */
	uint32_t *first;		/* [form.id]: a number in known[]; 0: none yet */
} cache;
typedef struct { cache of[ANALYSIS_LANGUAGES]; } worker;
enum { AHEAD = 12 };			/* tokens: as many as are worked on while the memory answers */

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	settings *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	int code = GLANE_OK;
	*self = s;
	for (uint32_t l = 0; l < ANALYSIS_LANGUAGES && !code; l++)
		/* Nobody needs an English dictionary for a French study. */
		if (*c->dictionary[l] || analysis_there(l))
			code = analysis_open(ctx, l, c->dictionary[l], option_names[l], &s->analysis[l]);
	if (!code && *c->lexicon)
		code = user_read(ctx, c->lexicon, &s->user);
	if (!code && *c->articles && s->analysis[ANALYSIS_FR]) {
		model m;
		code = model_open(ctx, c->articles, articles_kind, &m);
		s->articles = m.p;
	}
	return code;
}

static void destroy(void *self)
{
	settings *s = self;
	for (uint32_t l = 0; s && l < ANALYSIS_LANGUAGES; l++)
		analysis_close(s->analysis[l]);
}

/* ---- Distinct forms -------------------------------------------------------------------------- */

/* Room for a form of that number, and for one more. */
static void make_room(glane_ctx *ctx, cache *c, uint32_t form)
{
	if (form >= c->n_first) {
		uint32_t more = form + 1 - c->n_first > c->n_first ? form + 4096 - c->n_first : c->n_first;
		c->first = ctx->host->grow(ctx, GLANE_WORKER, c->first, c->n_first * sizeof *c->first, more * sizeof *c->first);
		c->n_first += more;
	}
	if (c->n + 1 >= c->room) {
		uint32_t more = c->room ? c->room : 1024;
		c->known = ctx->host->grow(ctx, GLANE_WORKER, c->known, c->room * sizeof *c->known, more * sizeof *c->known);
		c->room += more;
	}
}

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

/* In the first n bytes. */
static uint32_t letters(const char *p, uint32_t n)
{
	uint32_t k = 0;
	for (uint32_t i = 0; i < n; i++)
		k += ((unsigned char)p[i] & 0xC0) != 0x80;
	return k;
}

/* A user's rows for the word come first. */
static void enter(glane_ctx *ctx, uint32_t language, const char *token, const analysed *w, bool *unknown, known_word *out)
{
	const settings *s = ctx->self;
	char changed[USER_ROOM];
	glane_str readings = w->readings;
	reading first = w->first;
	bool known = w->known;
	if (user_apply(&s->user, language, w->form, readings, known, changed)) {
		readings = str(changed);
		first = (reading){ str("X"), w->form };
		readings_cut(readings, &first, 1);
		known = true;
	}
	*unknown |= !known;
	const glane_str text[4] = { w->form, readings, first.lemma, first.upos };
	glane_sym sym[4];
	ctx->host->intern(ctx, 4, text, sym);
	*out = (known_word){ letters(token, w->from), letters(token, w->to), sym[0], sym[1], sym[2], sym[3] };
}

static known_form *look_at(glane_ctx *ctx, uint32_t language, cache *c, glane_sym form, glane_sym written, uint8_t way)
{
	const settings *s = ctx->self;
	glane_str text = ctx->host->string(ctx, form);
	analysed w[WORDS_MOST];
	known_more *more = ctx->host->alloc(ctx, GLANE_WORKER, sizeof *more);
	bool unknown = false;
	make_room(ctx, c, written.id);
	uint32_t n = analysis_token(s->analysis[language], ctx->host->string(ctx, written), way, w);
	/* What the user has a row for is one word. */
	if (n > 1 && user_has(&s->user, language, text))
		n = analysis_token(s->analysis[language], text, WAY_WHOLE, w);
	more->letters = letters(text.p, text.n);
	for (uint32_t i = 0; i < n; i++)
		enter(ctx, language, text.p, &w[i], &unknown, &more->word[i]);
	const known_word *first = &more->word[0];
	/* In small letters, as most are, before the others. */
	uint32_t *at = &c->first[written.id];
	while (*at && c->known[*at].way < way)
		at = &c->known[*at].next;
	c->known[++c->n] = (known_form){ *at, way, (uint8_t)n, unknown, false, first->form, first->readings, first->lemma,
		first->upos, more };
	*at = c->n;
	return &c->known[c->n];
}

/* Has the memory fetch what will be asked for soon: near, and before that where it is. As a function that is called gcc
 * takes it for one without effect, and leaves it out. */
__attribute__((always_inline)) static inline void expect(const cache *c, glane_sym near, glane_sym far)
{
	if (far.id < c->n_first)
		__builtin_prefetch(&c->first[far.id]);
	if (near.id < c->n_first)
		__builtin_prefetch(&c->known[c->first[near.id]]);
}

/* written: the form with the capitals inside, or the same. */
static inline known_form *know(glane_ctx *ctx, uint32_t language, glane_sym form, glane_sym written, uint8_t way)
{
	cache *c = &((worker *)ctx->worker)->of[language];
	for (uint32_t i = written.id < c->n_first ? c->first[written.id] : 0; i; i = c->known[i].next)
		if (c->known[i].way == way)
			return &c->known[i];
	return look_at(ctx, language, c, form, written, way);
}

/* ---- Sentences ------------------------------------------------------------------------------- */

static const article_word *article_word_of(glane_ctx *ctx, glane_sym form, uint8_t way)
{
	known_form *f = know(ctx, ANALYSIS_FR, form, form, way);
	if (!f->looked)
		articles_look(ctx->host->string(ctx, form), ctx->host->string(ctx, f->readings), &f->more->article);
	f->looked = true;
	return &f->more->article;
}

/* "des" and "du" of a sentence, tokens from..to: those that are articles stay whole. */
static void decide_articles(glane_ctx *ctx, const uint32_t form[2], uint32_t from, uint32_t to, uint8_t *way)
{
	const input *in = ctx->input;
	const settings *s = ctx->self;
	article_token *t = NULL;
	for (uint32_t i = from; i < to; i++) {
		if ((in->form[i].id != form[0] && in->form[i].id != form[1]) || way[i] >= WAY_NUMBER)
			continue;
		if (!t) {
			t = ctx->host->alloc(ctx, GLANE_SCRATCH, (to - from) * sizeof *t);
			for (uint32_t k = from; k < to; k++)
				t[k - from] = (article_token){ article_word_of(ctx, in->form[k], way[k]),
					way[k] == ANALYSIS_CAPITAL || way[k] == ANALYSIS_CAPITALS, ARTICLE_NONE };
		}
		t[i - from].taken = articles_decide(&s->articles, t, to - from, i - from);
		if (t[i - from].taken == ARTICLE_WHOLE)
			way[i] = WAY_WHOLE;
	}
}

/* "its" typed for "it's": before words that no noun phrase goes on with. */
static bool is_it_is(glane_str next)
{
	static const char *const words[] = { "a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "their",
		"not", "been", "so", "too", "just", "really", "simply", "quite", "pretty", "rather", "definitely", "probably",
		"basically", "actually", "still", "already", "always", "never", "also", "now", "here", "there", "all", "nothing",
		"something", "everything", "like", "about", "in", "on", "at", "for", "from", "with", "to", "of", "by", "between",
		"because", "if", "when", "what", "why", "how", "where", "who", "i", "you", "he", "she", "we", "they", "me", "him",
		"no", "okay", "ok", "going", "getting", "gonna", "gotta", "prolly", "hard", "easy", "impossible", "worth", "up" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (next.n == strlen(words[i]) && !memcmp(next.p, words[i], next.n))
			return true;
	return false;
}

/* What English tokens are beside their neighbours: its; and the sign between numbers is said ("10-12", ten to twelve). */
static void look_beside(glane_ctx *ctx, const uint32_t form[2], uint32_t from, uint32_t to, uint8_t *way)
{
	const input *in = ctx->input;
	for (uint32_t i = from; i + 1 < to; i++) {
		if (in->form[i].id == form[0] && way[i] < WAY_NUMBER && way[i + 1] < WAY_NUMBER &&
		    is_it_is(ctx->host->string(ctx, in->form[i + 1])))
			way[i] = WAY_CUT;
		else if (in->form[i].id == form[1] && i > from && way[i - 1] == WAY_NUMBER && way[i + 1] == WAY_NUMBER)
			way[i] = WAY_SYMBOL;
	}
}

/* How each token is to be looked up, sentence by sentence. */
static uint8_t *ways(glane_ctx *ctx, const glane_doc *doc, uint32_t language)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	const uint32_t word = h->sym(ctx, "word").id, number = h->sym(ctx, "number").id,
		punctuation = h->sym(ctx, "punctuation").id, symbol = h->sym(ctx, "symbol").id;
	const uint32_t form[2] = { h->sym(ctx, "des").id, h->sym(ctx, "du").id };
	const uint32_t english[2] = { h->sym(ctx, "its").id, h->sym(ctx, "-").id };
	const bool articles = language == ANALYSIS_FR && ((const settings *)ctx->self)->articles.weight;
	uint8_t *way = h->alloc(ctx, GLANE_SCRATCH, in->token.n + 1);
	for (uint32_t i = 0; i < in->token.n; i++) {
		uint32_t kind = in->kind[i].id;
		way[i] = kind == word ? ANALYSIS_SMALL : kind == number ? WAY_NUMBER : kind == punctuation ? WAY_PUNCTUATION
		       : kind == symbol ? WAY_SYMBOL : WAY_MARK;
	}
	for (uint32_t i = 0, next = 0, to; i < in->token.n; i = to) {
		uint32_t end = in->token.span[i].end;
		while (next < in->sentence.n && in->sentence.span[next].end < end)
			next++;
		uint32_t until = next < in->sentence.n ? in->sentence.span[next].end : UINT32_MAX;
		for (to = i + 1; to < in->token.n && in->token.span[to].end <= until; )
			to++;
		analysis_capitals(doc->text, in->token.span + i, to - i, way + i);
		if (articles)
			decide_articles(ctx, form, i, to, way);
		if (language == ANALYSIS_EN)
			look_beside(ctx, english, i, to, way);
	}
	return way;
}

/* ---- Documents ------------------------------------------------------------------------------- */

/* Tokens in scope whose words are in no dictionary. */
static void count_unknown(glane_ctx *ctx, const uint8_t *unknown, const uint8_t *way)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	uint32_t n = 0;
	for (uint32_t i = 0; i < in->said.n; i++)
		n += unknown[in->said.row[i]] && in->said.unit[i] != GLANE_NONE;
	if (!n)
		return;
	unknown_row *row = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *row);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *at);
	glane_sym lang;
	h->intern(ctx, 1, &in->lang, &lang);
	n = 0;
	for (uint32_t i = 0; i < in->said.n; i++) {
		uint32_t token = in->said.row[i];
		if (!unknown[token] || in->said.unit[i] == GLANE_NONE)
			continue;
		row[n] = (unknown_row){ .form = in->form[token], .lang = lang, .tokens = 1,
			.capitals = way[token] == ANALYSIS_CAPITAL, .upper = way[token] == ANALYSIS_CAPITALS };
		at[n++] = in->said.unit[i];
	}
	h->count(ctx, UNKNOWN, n, row, &in->unit, at);
}

/* Where the k-th word of a token stands in it. Letters of form and text correspond one by one, though their sizes may
 * differ (' and ’); where they don't, as where words overlap ("du"), it is the token. */
static glane_span place_of(const glane_doc *doc, glane_span token, const known_more *f, uint32_t k)
{
	glane_span s = token;
	uint32_t letter = 0;
	for (uint32_t at = token.begin; at < token.end; at++) {
		bool begins = ((unsigned char)doc->text.p[at] & 0xC0) != 0x80;
		if (begins && letter == f->word[k].from)
			s.begin = at;
		if (begins && letter == f->word[k].to)
			s.end = at;
		letter += begins;
	}
	return letter == f->letters ? s : token;
}

/* A token of several words, from row n on; returns the next row. */
static uint32_t put_words(const glane_doc *doc, const glane_span *token, const known_form *f, const word_rows *out, uint32_t n)
{
	const uint32_t number = out->token[n];
	for (uint32_t k = 0; k < f->n; k++, n++) {
		const known_word *w = &f->more->word[k];
		out->span[n] = place_of(doc, *token, f->more, k);
		out->token[n] = number;
		out->form[n] = w->form;
		out->readings[n] = w->readings;
		out->lemma[n] = w->lemma;
		out->upos[n] = w->upos;
	}
	return n;
}

/* McNamara, PetSmart: with capitals and small letters behind the first one; what else there is, is its form. */
static glane_sym as_written(glane_ctx *ctx, const glane_doc *doc, glane_span token, glane_sym form)
{
	const char *p = doc->text.p + token.begin;
	uint32_t n = token.end - token.begin;
	bool capital = false, small = false;
	for (uint32_t i = 1; i < n; i++) {
		capital |= p[i] >= 'A' && p[i] <= 'Z';
		small |= p[i] >= 'a' && p[i] <= 'z';
	}
	if (!capital || !small || ctx->host->string(ctx, form).n != n)
		return form;
	glane_sym out;
	ctx->host->intern(ctx, 1, &(glane_str){ p, n }, &out);
	return out;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	const settings *s = ctx->self;
	const glane_host *h = ctx->host;
	uint32_t language = analysis_language(in->lang.p, in->lang.n);
	uint32_t n = 0, room = in->token.n + in->token.n / 8 + WORDS_MOST;
	if (language == ANALYSIS_LANGUAGES)
		return GLANE_OK;
	if (!s->analysis[language])
		return analysis_missing(ctx, language, option_names[language]);
	const cache *c = &((const worker *)ctx->worker)->of[language];
	const uint8_t *way = ways(ctx, doc, language);
	uint8_t *unknown = h->alloc(ctx, GLANE_SCRATCH, in->token.n + 1);
	word_rows out;
	h->rows(ctx, WORD, room, &out);
	for (uint32_t i = 0; i < in->token.n; i++) {
		if (i + 2 * AHEAD < in->token.n)
			expect(c, in->form[i + AHEAD], in->form[i + 2 * AHEAD]);
		glane_sym written = way[i] == ANALYSIS_CAPITAL || way[i] == ANALYSIS_BEGINS
			? as_written(ctx, doc, in->token.span[i], in->form[i]) : in->form[i];
		const known_form *f = know(ctx, language, in->form[i], written, way[i]);
		if (n + WORDS_MOST > room) {
			room += room / 2 + WORDS_MOST;
			h->rows(ctx, WORD, room, &out);
		}
		unknown[i] = f->unknown;
		out.span[n] = in->token.span[i];
		out.token[n] = i;
		out.form[n] = f->form;
		out.readings[n] = f->readings;
		out.lemma[n] = f->lemma;
		out.upos[n++] = f->upos;
		if (f->n > 1)
			n = put_words(doc, &in->token.span[i], f, &out, n - 1);
	}
	h->seal(ctx, WORD, n);
	count_unknown(ctx, unknown, way);
	return GLANE_OK;
}

/* A form is guessed as it is mostly written. */
static int report(glane_ctx *ctx)
{
	const settings *s = ctx->self;
	const glane_host *h = ctx->host;
	unknown_row *row;
	uint32_t n = h->counted(ctx, UNKNOWN, &row);
	for (uint32_t i = 0; i < n; i++) {
		glane_str lang = h->string(ctx, row[i].lang), form = h->string(ctx, row[i].form);
		uint32_t language = analysis_language(lang.p, lang.n);
		if (language == ANALYSIS_LANGUAGES || !s->analysis[language])
			continue;
		analysed w[WORDS_MOST];
		uint8_t capital = 2 * row[i].upper > row[i].tokens ? ANALYSIS_CAPITALS
		                 : 2 * (row[i].capitals + row[i].upper) > row[i].tokens ? ANALYSIS_CAPITAL : ANALYSIS_SMALL;
		analysis_token(s->analysis[language], form, capital, w);
		h->intern(ctx, 1, &w[0].first.lemma, &row[i].lemma);
		h->intern(ctx, 1, &w[0].first.upos, &row[i].upos);
	}
	return GLANE_OK;
}

static int train(glane_ctx *ctx)
{
	const config *c = ctx->config;
	analysis *a;
	int code = analysis_open(ctx, ANALYSIS_FR, c->dictionary[ANALYSIS_FR], option_names[ANALYSIS_FR], &a);
	if (code)
		return code;
	code = articles_train(ctx, a, c->files, c->notice);
	analysis_close(a);
	return code;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Lemmas and parts of speech are those of hunspell's dictionaries; words that they do not have "
	  "were judged by their spelling, and are listed." },
	{ "lexicon!=", "A lexicon made for this study adds to the dictionaries, or says otherwise." },
	{ "articles!=", "Whether the French “des” and “du” are articles, or a preposition with an article, was "
	  "decided by an averaged perceptron [@freund1999; @collins2002]." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_FREUND_1999,
	REFERENCE_COLLINS_2002,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "lexicon", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Words with their readings, lemma and part of speech, from hunspell's dictionaries",
	.topic = "corpus", .method = method, .references = references,
	.languages = "fr en", .units = "sentence segment turn answer verbatim document speaker",
	.options = options, .needs = needs, .layers = layers, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(worker),
	.create = create, .destroy = destroy, .process = process, .report = report, .train = train,
};
