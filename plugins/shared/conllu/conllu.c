/* conllu.c - reads the ten columns of CoNLL-U. Strict, because a column that has slipped would teach a tagger
 * nonsense without anybody noticing. */
#include <string.h>
#include "conllu/conllu.h"
#include "room/room.h"

enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC, N_COLUMNS };
static const char *const column_name[N_COLUMNS] = { "ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL",
                                                    "DEPS", "MISC" };

/* A line without its end; and what has been seen of the sentence that it stands in. */
typedef struct {
	const char *p;
	uint32_t n;
} line;
typedef struct {
	uint32_t range_end;		/* number of the last word of the range that is open; 0: none is */
	bool words;
} place_in_sentence;

void conllu_open(conllu *c, glane_ctx *ctx, int life, const char *path, glane_bytes bytes)
{
	*c = (conllu){ .ctx = ctx, .path = path, .bytes = bytes, .life = life };
	if (bytes.n >= 3 && !memcmp(bytes.p, "\xEF\xBB\xBF", 3))
		c->at = 3;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* In characters, from 1, as editors count. */
static uint32_t column_of(const line *l, const char *p)
{
	uint32_t n = 1;
	for (const char *q = l->p; q < p; q++)
		n += ((unsigned char)*q & 0xC0) != 0x80;
	return n;
}

static glane_place place(const conllu *c, const line *l, const char *p)
{
	return glane_at_line(c->path, c->line, column_of(l, p));
}

/* Bytes of the character at p, 0: it isn't UTF-8 (or a surrogate, or too long a sequence). */
static uint32_t character(const unsigned char *p, const unsigned char *end)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (*p < 0x80)
		return *p != 0;
	uint32_t n = *p >= 0xF0 ? 4 : *p >= 0xE0 ? 3 : *p >= 0xC2 ? 2 : 0;
	if (!n || *p > 0xF4 || (size_t)(end - p) < n)
		return 0;
	uint32_t code = *p & (0x7Fu >> n);
	for (uint32_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (p[i] & 0x3F);
	}
	return code < least[n] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000) ? 0 : n;
}

static int check_characters(const conllu *c, const line *l)
{
	const unsigned char *p = (const unsigned char *)l->p, *end = p + l->n;
	while (p < end) {
		uint32_t n = character(p, end);
		if (!n)
			return c->ctx->host->fail(c->ctx, GLANE_EINPUT, place(c, l, (const char *)p), "the byte %02x is no UTF-8, "
			                          "which CoNLL-U always is in: save the file as UTF-8", *p);
		p += n;
	}
	return GLANE_OK;
}

/* The next line, which may lack its end in the last place. false: there is none. */
static bool next_line(conllu *c, line *out)
{
	if (c->at >= c->bytes.n)
		return false;
	const char *p = (const char *)c->bytes.p + c->at;
	size_t left = c->bytes.n - c->at;
	const char *end = memchr(p, '\n', left);
	size_t n = end ? (size_t)(end - p) : left;
	c->at += n + (end != NULL);
	c->line++;
	if (n && p[n - 1] == '\r')
		n--;
	*out = (line){ p, (uint32_t)n };
	return true;
}

static bool blank(const line *l)
{
	for (uint32_t i = 0; i < l->n; i++)
		if (l->p[i] != ' ' && l->p[i] != '\t')
			return false;
	return true;
}

/* ---- Comments -------------------------------------------------------------------------------- */

static glane_str trimmed(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	while (p < end && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r'))
		end--;
	return (glane_str){ p, (uint32_t)(end - p) };
}

static bool is(glane_str s, const char *text)
{
	return s.n == strlen(text) && !memcmp(s.p, text, s.n);
}

bool conllu_comment(glane_str *comments, glane_str *key, glane_str *value)
{
	if (!comments->n)
		return false;
	const char *p = comments->p, *end = memchr(p, '\n', comments->n), *stop = p + comments->n;
	end = end ? end : stop;
	*comments = (glane_str){ end < stop ? end + 1 : stop, end < stop ? (uint32_t)(stop - end - 1) : 0 };
	p += p < end && *p == '#';
	const char *equals = memchr(p, '=', (size_t)(end - p));
	*key = trimmed(p, equals ? equals : end);
	*value = equals ? trimmed(equals + 1, end) : (glane_str){ "", 0 };
	return true;
}

static int take_comment(conllu *c, const line *l)
{
	conllu_sentence *s = &c->s;
	glane_str text = { l->p, l->n }, key, value;
	s->comments.p = s->comments.n ? s->comments.p : l->p;
	s->comments.n = (uint32_t)(l->p + l->n - s->comments.p);
	conllu_comment(&text, &key, &value);
	if (is(key, "sent_id"))
		s->id = value;
	else if (is(key, "text"))
		s->text = value;
	else if (is(key, "speaker") || is(key, "speaker_id"))
		s->speaker = value;
	else if (is(key, "newpar") || is(key, "newpar id"))
		s->newpar = true;
	else if (is(key, "newdoc") || is(key, "newdoc id")) {
		s->newdoc = true;
		s->doc_id = value;
	} else if (is(key, "global.columns") && !is(value, "ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC"))
		return c->ctx->host->fail(c->ctx, GLANE_EINPUT, place(c, l, l->p), "the columns are \"%.*s\" (CoNLL-U Plus): "
		                          "write the ten of CoNLL-U, ID to MISC, and take this line out", GLANE_STR(value));
	return GLANE_OK;
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* Cuts the line into its ten cells. */
static int cut(conllu *c, const line *l, glane_str cell[N_COLUMNS])
{
	const glane_host *h = c->ctx->host;
	const char *p = l->p, *end = l->p + l->n;
	for (uint32_t i = 0;; i++) {
		const char *tab = memchr(p, '\t', (size_t)(end - p)), *stop = tab ? tab : end;
		if (i == N_COLUMNS)
			return h->fail(c->ctx, GLANE_EINPUT, place(c, l, p), "this line has more than ten columns: take out what "
			               "follows the column MISC");
		cell[i] = (glane_str){ p, (uint32_t)(stop - p) };
		if (stop == p)
			return h->fail(c->ctx, GLANE_EINPUT, place(c, l, p), "the column %s (%u) is empty: write _ where there is "
			               "nothing to say", column_name[i], (unsigned)i + 1);
		if (!tab && i == 0 && memchr(p, ' ', l->n))
			return h->fail(c->ctx, GLANE_EINPUT, place(c, l, p), "this line has one column, ten were expected: separate "
			               "columns by tabs, not by blanks");
		if (!tab && i + 1 < N_COLUMNS)
			return h->fail(c->ctx, GLANE_EINPUT, place(c, l, end), "this line has %u columns, ten were expected: add %s "
			               "and what follows, _ where there is nothing to say", (unsigned)i + 1, column_name[i + 1]);
		if (!tab)
			return GLANE_OK;
		p = tab + 1;
	}
}

/* A number at *p, which is moved behind it. false: there is none, or one beyond reason. */
static bool number(const char **p, const char *end, uint32_t *out)
{
	const char *from = *p;
	uint32_t n = 0;
	for (; *p < end && **p >= '0' && **p <= '9' && *p - from < 8; ++*p)
		n = 10 * n + (uint32_t)(**p - '0');
	*out = n;
	return *p > from;
}

/* Is NAME=VALUE, or NAME of NAME|NAME, in a column of features? */
static bool has(glane_str features, const char *what)
{
	size_t n = strlen(what);
	for (const char *p = features.p, *end = p + features.n; p < end; p++) {
		const char *bar = memchr(p, '|', (size_t)(end - p));
		bar = bar ? bar : end;
		if ((size_t)(bar - p) == n && !memcmp(p, what, n))
			return true;
		p = bar;
	}
	return false;
}

static glane_str said(glane_str cell)
{
	return is(cell, "_") ? (glane_str){ "", 0 } : cell;
}

static void add_token(conllu *c, const glane_str *cell, uint32_t n)
{
	conllu_sentence *s = &c->s;
	s->token = room_for(c->ctx, c->life, s->token, sizeof *s->token, s->n_tokens, &c->token_room, 1);
	s->token[s->n_tokens++] = (conllu_token){ cell[FORM], s->n_words, n, !has(cell[MISC], "SpaceAfter=No") };
}

static int add_word(conllu *c, const line *l, const glane_str *cell, uint32_t id, place_in_sentence *at)
{
	conllu_sentence *s = &c->s;
	if (id != s->n_words + 1)
		return c->ctx->host->fail(c->ctx, GLANE_EINPUT, place(c, l, l->p), "the word has the number %.*s, %u was "
		                          "expected: number the words of a sentence from 1, and end it with an empty line",
		                          GLANE_STR(cell[ID]), (unsigned)s->n_words + 1);
	if (id > at->range_end)
		add_token(c, cell, 1);
	s->word = room_for(c->ctx, c->life, s->word, sizeof *s->word, s->n_words, &c->word_room, 1);
	bool underscore = is(cell[FORM], "_");
	s->word[s->n_words++] = (conllu_word){ .form = cell[FORM], .lemma = underscore ? cell[LEMMA] : said(cell[LEMMA]),
		.upos = said(cell[UPOS]), .xpos = said(cell[XPOS]), .feats = said(cell[FEATS]), .misc = said(cell[MISC]),
		.token = s->n_tokens - 1, .line = c->line };
	return GLANE_OK;
}

static int add_range(conllu *c, const line *l, const glane_str *cell, uint32_t first, uint32_t last,
                     place_in_sentence *at)
{
	const conllu_sentence *s = &c->s;
	if (first != s->n_words + 1 || last < first || first <= at->range_end)
		return c->ctx->host->fail(c->ctx, GLANE_EINPUT, place(c, l, l->p), "the range %.*s was not expected here: a range "
		                          "begins with the next word's number, here %u, stands before that word, and in no "
		                          "other range", GLANE_STR(cell[ID]), (unsigned)s->n_words + 1);
	add_token(c, cell, last - first + 1);
	at->range_end = last;
	return GLANE_OK;
}

static int take_word(conllu *c, const line *l, place_in_sentence *at)
{
	glane_str cell[N_COLUMNS];
	int e = cut(c, l, cell);
	if (e)
		return e;
	const char *p = cell[ID].p, *end = p + cell[ID].n;
	uint32_t first, last;
	at->words = true;
	if (number(&p, end, &first)) {
		if (p == end)
			return add_word(c, l, cell, first, at);
		bool range = *p == '-', empty = *p == '.';
		p++;
		if ((range || empty) && number(&p, end, &last) && p == end)
			return range ? add_range(c, l, cell, first, last, at) : GLANE_OK;
	}
	return c->ctx->host->fail(c->ctx, GLANE_EINPUT, place(c, l, l->p), "\"%.*s\" is no number of a word: write 1, a range "
	                          "as 1-2, or 1.1 for a word that isn't in the text", GLANE_STR(cell[ID]));
}

/* ---- Sentences ------------------------------------------------------------------------------- */

static int end_sentence(conllu *c, const place_in_sentence *at)
{
	if (at->range_end > c->s.n_words)
		return c->ctx->host->fail(c->ctx, GLANE_EINPUT, glane_at_line(c->path, c->s.line, 0), "the sentence that begins "
		                          "here has a range up to %u, but %u words", (unsigned)at->range_end,
		                          (unsigned)c->s.n_words);
	if (at->words && !c->s.n_words)
		return c->ctx->host->fail(c->ctx, GLANE_EINPUT, glane_at_line(c->path, c->s.line, 0), "the sentence that begins "
		                          "here has no word: take it out");
	return GLANE_OK;
}

/* A comment that stands after words belongs to the next sentence, whose empty line was forgotten. */
static int take_line(conllu *c, const line *l, place_in_sentence *at)
{
	int e = check_characters(c, l);
	if (e)
		return e;
	if (!c->s.line)
		c->s.line = c->line;
	if (*l->p != '#')
		return take_word(c, l, at);
	if (at->words)
		return c->ctx->host->fail(c->ctx, GLANE_EINPUT, place(c, l, l->p), "a comment stands inside of a sentence: end "
		                          "the sentence before it with an empty line, or move it before the first word");
	return take_comment(c, l);
}

int conllu_next(conllu *c, const conllu_sentence **out)
{
	const glane_str none = { "", 0 };
	place_in_sentence at = { 0, false };
	line l;
	c->s = (conllu_sentence){ .id = none, .text = none, .doc_id = none, .speaker = none, .comments = none,
		.token = c->s.token, .word = c->s.word };
	*out = NULL;
	/* Comments alone, as some files have at their top, belong to the sentence that follows. */
	while (next_line(c, &l)) {
		if (blank(&l)) {
			if (at.words)
				break;
			continue;
		}
		int e = take_line(c, &l, &at);
		if (e)
			return e;
	}
	int e = end_sentence(c, &at);
	if (!e && c->s.n_words)
		*out = &c->s;
	return e;
}
