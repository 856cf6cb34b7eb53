/* lexicon: the words of each token, with their readings, lemma and part of speech, for French and English.
 *
 * What stands first among a word's readings is its lemma and part of speech here, without a look at its neighbours;
 * a tagger may replace it later. */
#include <string.h>
#include "lexicon.h"

typedef struct {
	const char *dictionary[ANALYSIS_LANGUAGES], *lexicon;
} config;
static const char *const option_names[ANALYSIS_LANGUAGES] = { "dictionary-fr", "dictionary-en" };
static const glane_option options[] = {
	GLANE_OPT_PATH(config, dictionary[ANALYSIS_FR], "dictionary-fr", "",
		"A French hunspell dictionary, its .aff beside it; without it the system's"),
	GLANE_OPT_PATH(config, dictionary[ANALYSIS_EN], "dictionary-en", "",
		"An English hunspell dictionary, its .aff beside it; without it the system's"),
	GLANE_OPT_PATH(config, lexicon, "lexicon", "",
		"A table of words of your own: form;lemma;upos;what (add, change or forbid)"),
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
	GLANE_COL_LABEL(unknown_row, upos, "upos", "Guessed part of speech"),
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
		"{form} is in no dictionary; {speakers} speakers say it {tokens} times; it was taken for {upos} {lemma}" },
	GLANE_LAST
};

typedef struct {
	analysis *analysis[ANALYSIS_LANGUAGES];	/* NULL: there is no dictionary */
	user_lexicon user;
} settings;

/* What is made of a form, once per worker: how it is written matters, and what kind of token it is. */
typedef struct {
	uint32_t form;			/* 0: free */
	uint8_t way, n;
	bool unknown;
	struct { glane_sym form, readings, lemma, upos; } word[WORDS_MOST];
} known_form;
typedef struct { uint32_t n, room; known_form *slot; } cache;
typedef struct { cache of[ANALYSIS_LANGUAGES]; } worker;

enum { WAY_NUMBER = ANALYSIS_CAPITALS + 1, WAY_PUNCTUATION, WAY_SYMBOL, WAY_MARK };

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
	return code;
}

static void destroy(void *self)
{
	settings *s = self;
	for (uint32_t l = 0; s && l < ANALYSIS_LANGUAGES; l++)
		analysis_close(s->analysis[l]);
}

/* ---- Distinct forms -------------------------------------------------------------------------- */

static known_form *slot_of(const cache *c, uint32_t form, uint8_t way)
{
	uint32_t h = (form * 8 + way) * 2654435761u, at = (h ^ h >> 15) & (c->room - 1);
	while (c->slot[at].form && (c->slot[at].form != form || c->slot[at].way != way))
		at = (at + 1) & (c->room - 1);
	return &c->slot[at];
}

static void make_room(glane_ctx *ctx, cache *c)
{
	if (2 * (c->n + 1) <= c->room)
		return;
	cache more = { c->n, c->room ? 2 * c->room : 4096, NULL };
	more.slot = ctx->host->alloc(ctx, GLANE_WORKER, more.room * sizeof *more.slot);
	for (uint32_t i = 0; i < c->room; i++)
		if (c->slot[i].form)
			*slot_of(&more, c->slot[i].form, c->slot[i].way) = c->slot[i];
	*c = more;
}

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static void enter(glane_ctx *ctx, known_form *f, glane_str form, glane_str readings, reading first)
{
	const glane_str text[4] = { form, readings, first.lemma, first.upos };
	glane_sym sym[4];
	ctx->host->intern(ctx, 4, text, sym);
	f->word[f->n].form = sym[0];
	f->word[f->n].readings = sym[1];
	f->word[f->n].lemma = sym[2];
	f->word[f->n++].upos = sym[3];
}

static void enter_word(glane_ctx *ctx, uint32_t language, known_form *f, part p)
{
	const settings *s = ctx->self;
	char changed[USER_ROOM];
	int how = ANALYSIS_KNOWN;
	glane_str readings = p.readings ? str(p.readings)
	                                : analysis_readings(s->analysis[language], p.form, f->way, &how);
	if (user_apply(&s->user, language, p.form, readings, how == ANALYSIS_KNOWN, changed)) {
		readings = str(changed);
		how = ANALYSIS_KNOWN;
	}
	reading first = { str("X"), p.form };
	readings_cut(readings, &first, 1);
	f->unknown |= how != ANALYSIS_KNOWN && readings.n;
	enter(ctx, f, p.form, readings, first);
}

static bool has_letter(glane_str s)
{
	for (uint32_t i = 0; i < s.n; i++)
		if ((s.p[i] >= 'a' && s.p[i] <= 'z') || (unsigned char)s.p[i] == 0xC3)
			return true;
	return false;
}

/* 2e, 3ème, 20th: adjectives; 1er too, as French treebanks have it. */
static bool ordinal(glane_str s)
{
	static const char *const ends[] = { "e", "er", "re", "ère", "ème", "ième", "nd", "nde", "st", "rd", "th" };
	uint32_t digits = 0;
	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	for (size_t i = 0; digits && i < sizeof ends / sizeof *ends; i++)
		if (s.n - digits == strlen(ends[i]) && !memcmp(s.p + digits, ends[i], s.n - digits))
			return true;
	return false;
}

static void enter_other(glane_ctx *ctx, known_form *f, glane_str form)
{
	const char *upos = f->way == WAY_NUMBER ? (ordinal(form) ? "ADJ" : "NUM") : f->way == WAY_PUNCTUATION ? "PUNCT"
	                 : form.n == 1 && *form.p == '&' ? "CCONJ"
	                 : f->way == WAY_MARK ? "PROPN" : has_letter(form) ? "X" : "SYM";
	char *readings = ctx->host->alloc(ctx, GLANE_SCRATCH, form.n + 8);
	uint32_t n = (uint32_t)strlen(upos);
	memcpy(readings, upos, n);
	readings[n++] = ':';
	memcpy(readings + n, form.p, form.n);
	/* "|" stands between readings. */
	glane_str all = { readings, memchr(form.p, '|', form.n) ? 0 : n + form.n };
	enter(ctx, f, form, all, (reading){ str(upos), form });
}

static const known_form *know(glane_ctx *ctx, uint32_t language, glane_sym form, uint8_t way)
{
	cache *c = &((worker *)ctx->worker)->of[language];
	make_room(ctx, c);
	known_form *f = slot_of(c, form.id, way);
	if (f->form)
		return f;
	glane_str text = ctx->host->string(ctx, form);
	*f = (known_form){ .form = form.id, .way = way };
	c->n++;
	if (way > ANALYSIS_CAPITALS) {
		enter_other(ctx, f, text);
		return f;
	}
	part p[WORDS_MOST];
	uint32_t n = split_token(language, text, p);
	for (uint32_t i = 0; i < n; i++)
		enter_word(ctx, language, f, p[i]);
	return f;
}

/* ---- Capitals -------------------------------------------------------------------------------- */

/* Bytes of the capital at p, or 0: A to Z, À to Þ, Œ. */
static uint32_t capital_at(const unsigned char *p, uint32_t n)
{
	if (n && *p >= 'A' && *p <= 'Z')
		return 1;
	if (n > 1 && ((*p == 0xC3 && p[1] >= 0x80 && p[1] <= 0x9E && p[1] != 0x97) || (*p == 0xC5 && p[1] == 0x92)))
		return 2;
	return 0;
}

static uint8_t written(glane_str text, glane_span s)
{
	const unsigned char *p = (const unsigned char *)text.p + s.begin;
	uint32_t n = s.end - s.begin, at = capital_at(p, n), letters = 1;
	if (!at)
		return ANALYSIS_SMALL;
	for (uint32_t k; at < n; at += k, letters++) {
		k = capital_at(p + at, n - at);
		if (!k && p[at] != '-' && p[at] != '.' && (p[at] < '0' || p[at] > '9'))
			return ANALYSIS_CAPITAL;
		k = k ? k : 1;
	}
	return letters > 1 ? ANALYSIS_CAPITALS : ANALYSIS_CAPITAL;
}

/* One sentence at a time, tokens from..to: how each word's capitals are to be taken. At the beginning of a sentence, of
 * a quotation and after a colon one says nothing; nor do capitals in a sentence that is all in capitals. */
typedef struct { glane_sym word, number, punctuation, symbol; } kinds;

static void look_at_capitals(const input *in, const kinds *k, const glane_doc *doc, uint32_t from, uint32_t to,
                             uint8_t *way)
{
	uint32_t loud = 0, words = 0;
	bool fresh = true;
	for (uint32_t i = from; i < to; i++) {
		glane_span s = in->token.span[i];
		if (in->kind[i].id != k->word.id) {
			fresh |= in->kind[i].id == k->punctuation.id && !strchr(",;.()[]-'/", doc->text.p[s.begin]);
			way[i] = in->kind[i].id == k->number.id ? WAY_NUMBER : in->kind[i].id == k->punctuation.id ? WAY_PUNCTUATION
			       : in->kind[i].id == k->symbol.id ? WAY_SYMBOL : WAY_MARK;
			continue;
		}
		way[i] = written(doc->text, s);
		words += s.end - s.begin > 1;
		loud += way[i] == ANALYSIS_CAPITALS;
		if (way[i] == ANALYSIS_CAPITAL && fresh)
			way[i] = ANALYSIS_SMALL;
		fresh = false;
	}
	if (loud < 3 || 2 * loud < words)
		return;
	for (uint32_t i = from; i < to; i++)
		if (way[i] <= ANALYSIS_CAPITALS)
			way[i] = ANALYSIS_SMALL;
}

static uint8_t *ways(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	const kinds k = { h->sym(ctx, "word"), h->sym(ctx, "number"), h->sym(ctx, "punctuation"), h->sym(ctx, "symbol") };
	uint8_t *way = h->alloc(ctx, GLANE_SCRATCH, in->token.n + 1);
	for (uint32_t i = 0, next = 0, to; i < in->token.n; i = to) {
		uint32_t end = in->token.span[i].end;
		while (next < in->sentence.n && in->sentence.span[next].end < end)
			next++;
		uint32_t until = next < in->sentence.n ? in->sentence.span[next].end : UINT32_MAX;
		for (to = i + 1; to < in->token.n && in->token.span[to].end <= until; )
			to++;
		look_at_capitals(in, &k, doc, i, to, way);
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
	const uint8_t *way = ways(ctx, doc);
	uint8_t *unknown = h->alloc(ctx, GLANE_SCRATCH, in->token.n + 1);
	word_rows out;
	h->rows(ctx, WORD, room, &out);
	for (uint32_t i = 0; i < in->token.n; i++) {
		const known_form *f = know(ctx, language, in->form[i], way[i]);
		if (n + WORDS_MOST > room) {
			room += room / 2 + WORDS_MOST;
			h->rows(ctx, WORD, room, &out);
		}
		unknown[i] = f->unknown;
		for (uint32_t k = 0; k < f->n; k++, n++) {
			out.span[n] = in->token.span[i];
			out.token[n] = i;
			out.form[n] = f->word[k].form;
			out.readings[n] = f->word[k].readings;
			out.lemma[n] = f->word[k].lemma;
			out.upos[n] = f->word[k].upos;
		}
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
		part p[WORDS_MOST];
		reading first = { str("X"), form };
		int how, capital = 2 * row[i].upper > row[i].tokens ? ANALYSIS_CAPITALS
		                 : 2 * (row[i].capitals + row[i].upper) > row[i].tokens ? ANALYSIS_CAPITAL : ANALYSIS_SMALL;
		split_token(language, form, p);
		readings_cut(analysis_readings(s->analysis[language], p[0].form, capital, &how), &first, 1);
		h->intern(ctx, 1, &first.lemma, &row[i].lemma);
		h->intern(ctx, 1, &first.upos, &row[i].upos);
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "lexicon", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Words with their readings, lemma and part of speech, from hunspell's dictionaries",
	.languages = "fr en", .units = "sentence segment turn answer verbatim document speaker",
	.options = options, .needs = needs, .layers = layers, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(worker),
	.create = create, .destroy = destroy, .process = process, .report = report,
};
