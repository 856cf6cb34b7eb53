/* read-conllu: annotated corpora and treebanks in the format of Universal Dependencies (CoNLL-U). The text is put
 * together again from its tokens; sentences, tokens, turns and words are those of the file. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include "analysis/upos.h"
#include "conllu/conllu.h"
#include "encoding/names.h"
#include "form/form.h"
#include "plugins/tokenize-en/tokenize_en.h"
#include "plugins/tokenize-fr/tokenize_fr.h"

typedef struct {
	bool words;
	const char *variables, *interviewer;
} config;
static const glane_option options[] = {
	GLANE_OPT_BOOL(config, words, "words", "yes",
	               "Reads lemmas and parts of speech as well; a lexicon that follows takes their place"),
	GLANE_OPT_TEXT(config, variables, "variables", "",
	               "Comments that are variables of their document: genre for # genre = novel"),
	GLANE_OPT_TEXT(config, interviewer, "interviewer", "",
	               "Speakers (# speaker = …) who ask, separated by ;; all others answer"),
	GLANE_LAST };

typedef struct { glane_span *span; } sentence_rows;
typedef struct { glane_span *span; glane_sym *form, *kind; } token_rows;
typedef struct { glane_span *span; glane_sym *speaker; } turn_rows;
typedef struct {
	glane_span *span;
	uint32_t *token;
	glane_sym *form, *readings, *lemma, *upos;
} word_rows;
static const glane_column token_columns[] = {
	GLANE_COLUMN(token_rows, form, "form", "Form"),
	GLANE_COLUMN(token_rows, kind, "kind", "Kind"),
	GLANE_LAST };
static const glane_column turn_columns[] = {
	GLANE_COLUMN(turn_rows, speaker, "speaker", "Speaker"),
	GLANE_LAST };
static const glane_column word_columns[] = {
	GLANE_COLUMN_ROW(word_rows, token, "token", "token", "Token"),
	GLANE_COLUMN(word_rows, form, "form", "Form"),
	GLANE_COLUMN(word_rows, readings, "readings", "Readings"),
	GLANE_COLUMN(word_rows, lemma, "lemma", "Lemma"),
	GLANE_COLUMN(word_rows, upos, "upos", "Part of speech"),
	GLANE_LAST };
enum { SENTENCE, TOKEN, TURN, WORD };
static const glane_layer layers[] = {
	[SENTENCE] = GLANE_LAYER(sentence_rows, "sentence", GLANE_MAY_MAKE, NULL, "The sentences of the file"),
	[TOKEN] = GLANE_LAYER(token_rows, "token", GLANE_MAY_MAKE, token_columns, "The tokens of the file"),
	[TURN] = GLANE_LAYER(turn_rows, "turn", GLANE_MAY_MAKE, turn_columns, "Sentences of one speaker"),
	[WORD] = GLANE_LAYER(word_rows, "word", GLANE_MAY_MAKE, word_columns, "The words of the file"),
	GLANE_LAST };

/* ---- Texts ----------------------------------------------------------------------------------- */

static glane_str keep(glane_ctx *ctx, glane_str s)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, s.n + 1u);
	memcpy(p, s.p, s.n);
	return (glane_str){ p, s.n };
}

static glane_str folded(glane_ctx *ctx, glane_str s)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, FORM_ROOM(s.n));
	return (glane_str){ p, (uint32_t)form_of(s.p, s.n, p) };
}

static bool same(glane_str a, glane_str b)
{
	return a.n == b.n && !memcmp(a.p, b.p, a.n);
}

/* The next name of a list cut at `at`, moved behind it; n 0: none is left. */
static glane_str next_name(const char **list, const char *at)
{
	glane_str s = { "", 0 };
	while (**list && !s.n) {
		s = (glane_str){ *list, (uint32_t)strcspn(*list, at) };
		*list += s.n + ((*list)[s.n] != '\0');
		for (; s.n && (*s.p == ' ' || *s.p == '\n' || *s.p == '\t'); s.n--)
			s.p++;
		while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\t'))
			s.n--;
	}
	return s;
}

/* ---- Sentences as text ----------------------------------------------------------------------- */

/* Bytes of blank or line end at p, 0: none begins there. */
static size_t white(const char *p, const char *end)
{
	size_t n = form_blank(p, (size_t)(end - p));
	return n ? n : form_line_end(p, (size_t)(end - p));
}

/* Moves *p over what the two have in common: equal bytes, and any white space for any other. */
static bool same_text(glane_str a, glane_str b)
{
	const char *p = a.p, *p_end = a.p + a.n, *q = b.p, *q_end = b.p + b.n;
	while (p < p_end && q < q_end) {
		size_t n = white(p, p_end), k = white(q, q_end);
		if (!n != !k || (!n && *p != *q))
			return false;
		for (; n; n = p < p_end ? white(p, p_end) : 0)
			p += n;
		for (; k; k = q < q_end ? white(q, q_end) : 0)
			q += k;
		if (p == p_end || q == q_end)
			break;
		if (*p++ != *q++)
			return false;
	}
	return p == p_end && q == q_end;
}

/* What its tokens make, without what follows the last. */
static glane_str text_of(glane_ctx *ctx, const conllu_sentence *s)
{
	size_t n = 0, room = 1;
	for (uint32_t i = 0; i < s->n_tokens; i++)
		room += s->token[i].form.n + 1u;
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, room);
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		memcpy(p + n, s->token[i].form.p, s->token[i].form.n);
		n += s->token[i].form.n;
		if (s->token[i].space_after && i + 1 < s->n_tokens)
			p[n++] = ' ';
	}
	return (glane_str){ p, (uint32_t)n };
}

/* ---- Plan ------------------------------------------------------------------------------------ */

typedef struct {
	glane_ctx *ctx;
	const glane_file *file;
	glane_plan *plan;
	glane_str base;			/* the file's name without its ending */
	uint32_t n_documents, n_different, different_line;
	glane_str different;		/* the first sentence whose text isn't what its tokens make */
	/* The document that is open: planned when its end is known. */
	char *name;
	uint64_t begin;
	uint32_t line;
	glane_str comments;		/* of its sentences that are looked at: see take_values() */
	uint32_t n_values;
	glane_str *value;		/* one per name in `variables` */
} planning;

/* Of each variable the first value that a document's comments give. */
static void take_values(planning *k, const conllu_sentence *s)
{
	const config *c = k->ctx->config;
	glane_str comments = s->comments, key, value;
	while (k->n_values && conllu_comment(&comments, &key, &value)) {
		const char *list = c->variables;
		for (uint32_t i = 0; i < k->n_values; i++)
			if (same(next_name(&list, " ;,"), key) && !k->value[i].n && value.n)
				k->value[i] = keep(k->ctx, value);
	}
}

static void plan_open(planning *k, uint64_t end)
{
	const config *c = k->ctx->config;
	const char *list = c->variables;
	if (!k->name)
		return;
	k->ctx->host->plan_document(k->plan, k->name, k->begin, end - k->begin, glane_where_line(k->begin, k->line));
	for (uint32_t i = 0; i < k->n_values; i++) {
		const char *name = keep(k->ctx, next_name(&list, " ;,")).p;
		if (k->value[i].n)
			k->ctx->host->plan_value(k->plan, name, k->value[i]);
		k->value[i] = (glane_str){ "", 0 };
	}
	k->name = NULL;
}

static void begin_document(planning *k, const conllu_sentence *s, uint64_t at, uint32_t line)
{
	const glane_str name = s->doc_id.n ? s->doc_id : k->base;
	const size_t room = name.n + 16u;
	plan_open(k, at);
	k->name = k->ctx->host->alloc(k->ctx, GLANE_SCRATCH, room);
	/* Documents without a name of their own: the file's, from the second one on with a number. */
	if (++k->n_documents > 1 && !s->doc_id.n)
		snprintf(k->name, room, "%.*s-%u", GLANE_STR(name), (unsigned)k->n_documents);
	else
		memcpy(k->name, name.p, name.n);
	k->begin = at;
	k->line = line;
}

/* A part of speech that is none would be wrong in silence. */
static int check_words(glane_ctx *ctx, const char *path, const conllu_sentence *s)
{
	for (uint32_t i = 0; i < s->n_words; i++)
		if (s->word[i].upos.n && !upos_find(s->word[i].upos))
			return upos_refuse(ctx, glane_at_line(path, s->word[i].line, 0), s->word[i].upos);
	return GLANE_OK;
}

static void check_text(planning *k, const conllu_sentence *s)
{
	if (!s->text.n)
		return;
	glane_str made = text_of(k->ctx, s);
	if (same_text(made, s->text) || k->n_different++)
		return;
	k->different = made;
	k->different_line = s->line;
}

static void say(const planning *k, bool empty)
{
	const glane_host *h = k->ctx->host;
	if (k->n_different)
		h->log(k->ctx, GLANE_WARNING, glane_at_line(k->file->path, k->different_line, 0), "the comment text of this "
		       "sentence isn't what its tokens make, \"%.*s\", which is taken; sentences of which that is true: %u",
		       GLANE_STR(k->different), (unsigned)k->n_different);
	if (empty)
		h->log(k->ctx, GLANE_WARNING, glane_at_line(k->file->path, 0, 0), "the file holds no sentence");
}

static int plan(glane_ctx *ctx, const glane_file *file, glane_plan *out)
{
	const config *c = ctx->config;
	const char *list = c->variables;
	glane_bytes bytes;
	const conllu_sentence *s = NULL;
	conllu in;
	planning k = { .ctx = ctx, .file = file, .plan = out };
	int e = ctx->host->file(ctx, file->path, &bytes);
	k.base = names_without(names_of_file(file->name), ".conllu");
	for (glane_str name; (name = next_name(&list, " ;,")).n; k.n_values++)
		ctx->host->plan_variable(out, keep(ctx, name).p, GLANE_NOMINAL);
	k.value = ctx->host->alloc(ctx, GLANE_SCRATCH, (k.n_values + 1) * sizeof *k.value);
	conllu_open(&in, ctx, GLANE_SCRATCH, file->path, bytes);
	while (!e) {
		uint64_t at = in.at;
		uint32_t line = in.line + 1;
		e = conllu_next(&in, &s);
		if (e || !s)
			break;
		if (s->newdoc || !k.n_documents)
			begin_document(&k, s, at, line);
		take_values(&k, s);
		check_text(&k, s);
		e = c->words ? check_words(ctx, file->path, s) : GLANE_OK;
	}
	if (e)
		return e;
	plan_open(&k, bytes.n);
	say(&k, !k.n_documents);
	return GLANE_OK;
}

/* ---- Read ------------------------------------------------------------------------------------ */

typedef struct {
	glane_ctx *ctx;
	glane_draft *draft;
	const char *bytes;		/* of the file */
	glane_sym kind[N_KINDS], speaker;
	bool glued;			/* no blank follows the last token */
	uint32_t n[WORD + 1], room[WORD + 1];	/* rows of each layer */
	sentence_rows sentence;
	token_rows token;
	turn_rows turn;
	word_rows word;
	unsigned char *form;		/* of a token, for the lexers */
	piece *piece;
	uint32_t form_room;
} reading_state;

/* Room for n more rows of a layer; returns how many there are already. */
static uint32_t more_rows(reading_state *r, uint32_t layer, uint32_t n)
{
	void *const columns[] = { [SENTENCE] = &r->sentence, [TOKEN] = &r->token, [TURN] = &r->turn, [WORD] = &r->word };
	uint32_t had = r->n[layer];
	r->n[layer] += n;
	if (r->n[layer] > r->room[layer]) {
		r->room[layer] = 2 * r->n[layer] + 256;
		r->ctx->host->rows(r->ctx, layer, r->room[layer], columns[layer]);
	}
	return had;
}

/* The kind of a token as a lexer sees it: where it cuts it into several, a word comes before a number before a sign. */
static uint8_t kind_by(const reading_state *r, scanner *cut, bool *whole)
{
	scan s = { .text = r->form, .at = r->form, .piece = r->piece, .room = r->form_room, .before = BEFORE_TURN };
	uint8_t kind = KIND_SYMBOL;
	while (cut(&s)) { }
	*whole = s.n == 1;
	for (uint32_t i = 0; i < s.n; i++)
		kind = !i || s.piece[i].kind < kind ? s.piece[i].kind : kind;
	return kind;
}

/* As the tokenizers have it: as the one says that takes it for one token. */
static uint8_t kind_of(reading_state *r, glane_str form)
{
	const glane_host *h = r->ctx->host;
	uint32_t room = form.n + 2 + SCAN_BEYOND;
	bool whole;
	if (room > r->form_room) {
		r->form_room = 2 * room;
		r->form = h->alloc(r->ctx, GLANE_SCRATCH, r->form_room);
		r->piece = h->alloc(r->ctx, GLANE_SCRATCH, r->form_room * sizeof *r->piece);
	}
	memcpy(r->form, form.p, form.n);
	memset(r->form + form.n, 0, 2 + SCAN_BEYOND);
	uint8_t french = kind_by(r, tokenize_fr_scan, &whole);
	return whole ? french : kind_by(r, tokenize_en_scan, &whole);
}

/* What stands between two sentences. */
static void separate(reading_state *r, const conllu_sentence *s, glane_sym speaker)
{
	const char *between = s->newpar ? "\n\n" : speaker.id != r->speaker.id ? "\n" : r->glued ? "" : " ";
	glane_where at = glane_where_line((uint64_t)(s->token[0].form.p - r->bytes), s->word[0].line);
	if (r->n[SENTENCE] && *between)
		r->ctx->host->text(r->draft, (glane_str){ between, (uint32_t)strlen(between) }, at);
}

static bool asks(const config *c, glane_str speaker)
{
	const char *list = c->interviewer;
	for (glane_str name; (name = next_name(&list, ";")).n; )
		if (same(name, speaker))
			return true;
	return false;
}

static void take_speaker(reading_state *r, const conllu_sentence *s, glane_sym speaker, glane_span at)
{
	const glane_host *h = r->ctx->host;
	bool goes_on = r->n[TURN] && speaker.id == r->speaker.id;
	r->speaker = speaker;
	if (!speaker.id)
		return;
	if (goes_on) {
		r->turn.span[r->n[TURN] - 1].end = at.end;
		return;
	}
	h->speaker(r->draft, s->speaker, asks(r->ctx->config, s->speaker) ? GLANE_INTERVIEWER : GLANE_RESPONDENT);
	uint32_t row = more_rows(r, TURN, 1);
	r->turn.span[row] = at;
	r->turn.speaker[row] = speaker;
}

/* Its text, one piece a token: each stands elsewhere in the file. */
static glane_span add_tokens(reading_state *r, const conllu_sentence *s)
{
	const glane_host *h = r->ctx->host;
	glane_str *form = h->alloc(r->ctx, GLANE_SCRATCH, s->n_tokens * sizeof *form);
	uint32_t first = more_rows(r, TOKEN, s->n_tokens);
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		const conllu_token *t = &s->token[i];
		glane_where at = glane_where_line((uint64_t)(t->form.p - r->bytes), s->word[t->first].line - (t->n > 1));
		uint32_t begin = h->text(r->draft, t->form, at);
		if (t->space_after && i + 1 < s->n_tokens)
			h->text(r->draft, (glane_str){ " ", 1 }, at);
		r->token.span[first + i] = (glane_span){ begin, begin + t->form.n };
		r->token.kind[first + i] = r->kind[kind_of(r, t->form)];
		form[i] = folded(r->ctx, t->form);
	}
	h->intern(r->ctx, s->n_tokens, form, r->token.form + first);
	r->glued = !s->token[s->n_tokens - 1].space_after;
	return (glane_span){ r->token.span[first].begin, r->token.span[r->n[TOKEN] - 1].end };
}

/* "VERB:suivre"; nothing where the bar of the lemma would be read as another reading's. */
static glane_str reading_of(glane_ctx *ctx, const conllu_word *w)
{
	if (!w->upos.n || !w->lemma.n || memchr(w->lemma.p, '|', w->lemma.n))
		return (glane_str){ "", 0 };
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, w->upos.n + w->lemma.n + 2u);
	memcpy(p, w->upos.p, w->upos.n);
	p[w->upos.n] = ':';
	memcpy(p + w->upos.n + 1, w->lemma.p, w->lemma.n);
	return (glane_str){ p, w->upos.n + w->lemma.n + 1 };
}

static void add_words(reading_state *r, const conllu_sentence *s)
{
	const glane_host *h = r->ctx->host;
	uint32_t n = s->n_words, first = more_rows(r, WORD, n), token = r->n[TOKEN] - s->n_tokens;
	glane_str *text = h->alloc(r->ctx, GLANE_SCRATCH, 4 * n * sizeof *text);
	for (uint32_t i = 0; i < n; i++) {
		const conllu_word *w = &s->word[i];
		r->word.token[first + i] = token + w->token;
		r->word.span[first + i] = r->token.span[token + w->token];
		text[i] = folded(r->ctx, s->token[w->token].n > 1 ? w->form : s->token[w->token].form);
		text[n + i] = reading_of(r->ctx, w);
		text[2 * n + i] = w->lemma;
		text[3 * n + i] = w->upos;
	}
	h->intern(r->ctx, n, text, r->word.form + first);
	h->intern(r->ctx, n, text + n, r->word.readings + first);
	h->intern(r->ctx, n, text + 2 * n, r->word.lemma + first);
	h->intern(r->ctx, n, text + 3 * n, r->word.upos + first);
}

static void add_sentence(reading_state *r, const conllu_sentence *s)
{
	const config *c = r->ctx->config;
	const glane_host *h = r->ctx->host;
	glane_sym speaker;
	h->intern(r->ctx, 1, &s->speaker, &speaker);
	separate(r, s, speaker);
	glane_span at = add_tokens(r, s);
	if (c->words)
		add_words(r, s);
	take_speaker(r, s, speaker, at);
	uint32_t row = more_rows(r, SENTENCE, 1);
	r->sentence.span[row] = at;
}

static int read(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	static const char *const kinds[N_KINDS] = { [KIND_WORD] = "word", [KIND_NUMBER] = "number",
		[KIND_PUNCTUATION] = "punctuation", [KIND_SYMBOL] = "symbol", [KIND_MARK] = "mark" };
	const glane_host *h = ctx->host;
	reading_state r = { .ctx = ctx, .draft = draft };
	const char *path = item->file->path;
	const conllu_sentence *s;
	glane_bytes bytes;
	conllu in;
	int e = h->file(ctx, path, &bytes);
	if (e)
		return e;
	if (item->key >= bytes.n)
		return h->fail(ctx, GLANE_EINPUT, glane_at_line(path, item->where.line, 0), "the sentences that were here have "
		               "gone");
	for (int i = 0; i < N_KINDS; i++)
		r.kind[i] = h->sym(ctx, kinds[i]);
	r.bytes = (const char *)bytes.p;
	conllu_open(&in, ctx, GLANE_SCRATCH, path, bytes);
	in.at = item->key > in.at ? item->key : in.at;
	in.line = item->where.line - 1;
	while (!(e = conllu_next(&in, &s)) && s && !(s->newdoc && r.n[SENTENCE]))
		add_sentence(&r, s);
	if (e)
		return e;
	for (uint32_t layer = SENTENCE; layer <= WORD; layer++)
		if (r.n[layer])
			h->seal(ctx, layer, r.n[layer]);
	return GLANE_OK;
}

/* ---- Probe ----------------------------------------------------------------------------------- */

/* By the first line that is no comment: ten columns, the first of them 1 or a range from 1 on. */
static int probe(const char *name, glane_bytes head)
{
	const char *p = (const char *)head.p, *end = p + head.n;
	bool named = names_without(names_of_file(name), ".conllu").n < names_of_file(name).n;
	if (head.n >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		p += 3;
	while (p < end && (*p == '#' || *p == '\n' || *p == '\r')) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		p = stop ? stop + 1 : end;
	}
	const char *stop = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
	uint32_t tabs = 0;
	for (const char *q = p; q < (stop ? stop : end); q++)
		tabs += *q == '\t';
	bool one = end - p > 2 && *p == '1' && (p[1] == '\t' || p[1] == '-');
	return one && tabs == 9 ? 95 : named ? 70 : 0;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "words=yes", "Sentences, tokens, lemmas and parts of speech are those of the annotated files "
	  "(CoNLL-U)." },
	{ "words=no", "Sentences and tokens are those of the annotated files (CoNLL-U)." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "read-conllu", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Reads annotated corpora and treebanks (CoNLL-U) with their sentences, tokens, words and speakers",
	.method = method,
	.options = options, .config_size = sizeof(config), .layers = layers,
	.probe = probe, .plan = plan, .read = read,
};
