/* coder_check.c - does a codebook do what it says of itself? Lemmas that are forms, lemmas that no dictionary knows,
 * examples that their theme doesn't code. Only messages come of it: a codebook is a thing that one works on. */
#include "coder.h"
#include <stdio.h>
#include <string.h>
#include "form/form.h"
#include "tokens/tokens.h"

typedef struct {
	glane_ctx *ctx;
	const coder *c;
	analysis *const *dictionary;
	char *unknown;			/* "sous-payé, opt-out" */
	size_t n_unknown;
} checker;

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static bool equal(glane_str a, glane_str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

static char *copy(checker *k, glane_str s)
{
	char *out = k->ctx->host->alloc(k->ctx, GLANE_SCRATCH, (size_t)s.n + 1);
	if (s.n)
		memcpy(out, s.p, s.n);
	return out;
}

/* ---- Lemmas ------------------------------------------------------------------------------------ */

static int capitals(const char *p, uint32_t n)
{
	const unsigned char *s = (const unsigned char *)p;
	if (!n || !((s[0] >= 'A' && s[0] <= 'Z') || (n > 1 && s[0] == 0xC3 && s[1] <= 0x9E)))
		return ANALYSIS_SMALL;
	return n > 1 && s[1] >= 'A' && s[1] <= 'Z' ? ANALYSIS_CAPITALS : ANALYSIS_CAPITAL;
}

static glane_str folded(checker *k, glane_str s, bool loose)
{
	char *out = k->ctx->host->alloc(k->ctx, GLANE_SCRATCH, FORM_ROOM(s.n));
	size_t n = form_of(s.p, s.n, out);
	return (glane_str){ out, (uint32_t)(loose ? form_without_accents(out, n) : n) };
}

static bool among(const char *names, glane_str name)
{
	for (const char *p = names; *p; p += strcspn(p, " ") + (p[strcspn(p, " ")] == ' '))
		if (equal((glane_str){ p, (uint32_t)strcspn(p, " ") }, name))
			return true;
	return false;
}

static bool may_be(const char *pos, glane_str upos)
{
	return among(pos, upos) || (among(pos, str("VERB")) && equal(upos, str("AUX")));
}

/* Codebooks look for these; pronouns and the like have lemmas that nobody would look up. */
static bool is_open(glane_str upos)
{
	return among("NOUN VERB ADJ ADV", upos);
}

static void say_unknown(checker *k, glane_str form)
{
	if (k->n_unknown && strstr(k->unknown, copy(k, form)))
		return;
	const char *comma = k->n_unknown ? ", " : "";
	k->unknown = k->ctx->host->grow(k->ctx, GLANE_SCRATCH, k->unknown, k->n_unknown, form.n + 3);
	k->n_unknown += (size_t)sprintf(k->unknown + k->n_unknown, "%s%.*s", comma, GLANE_STR(form));
}

/* In "intelligence artificielle" the adjective agrees, as everybody writes it; in "perdre ses emplois" a noun is in the
 * plural that would better be a lemma. */
static bool agrees(uint32_t n, const reading *r, uint32_t best)
{
	for (uint32_t i = 0; i < n; i++)
		if (equal(r[i].upos, str("ADJ")))
			return true;
	return !equal(r[best].upos, str("NOUN"));
}

/* One word of an entry of lemmas; pos: what it has to be, "" for anything. head: its first. */
static void check_word(checker *k, uint32_t language, const codebook_entry *e, const matching_piece *p, const char *pos,
                       bool head)
{
	reading r[READINGS_MOST];
	int how;
	const bool loose = k->c->book->loose;
	glane_place at = glane_at_line(k->c->book->path, e->line, e->column);
	glane_str all = analysis_readings(k->dictionary[language], p->form, capitals(e->text + p->begin, p->end - p->begin), &how);
	uint32_t n = readings_cut(all, r, READINGS_MOST), open = 0, allowed = 0, best = 0;
	glane_str form = folded(k, p->form, loose);
	if (how != ANALYSIS_KNOWN) {
		say_unknown(k, p->form);
		return;
	}
	for (uint32_t i = n; i--; ) {
		open += is_open(r[i].upos);
		if (*pos && !may_be(pos, r[i].upos))
			continue;
		if (equal(folded(k, r[i].lemma, loose), form))
			return;
		allowed++;
		best = i;
	}
	if (*pos && !allowed)
		k->ctx->host->log(k->ctx, GLANE_WARNING, at, "\"%.*s\" is no %s in the dictionary, so that pos=\"%s\" lets it find "
		                  "nothing: change pos, or write another lemma", GLANE_STR(p->form), pos, pos);
	else if (open && (head || !agrees(n, r, best)))
		k->ctx->host->log(k->ctx, GLANE_WARNING, at, "\"%.*s\" is a form of the lemma \"%.*s\": write %.*s, or move it to "
		                  "<words>", GLANE_STR(p->form), GLANE_STR(r[best].lemma), GLANE_STR(r[best].lemma));
}

static void check_entry(checker *k, const codebook_rule *r, const codebook_group *g, const codebook_entry *e)
{
	matching_piece *p;
	uint32_t n = matching_cut(k->ctx, r->language, str(e->text), false, &p);
	bool head = true;
	for (uint32_t i = 0; i < n; i++) {
		bool elided = p[i].form.n && p[i].form.p[p[i].form.n - 1] == '\'';
		if (p[i].kind != KIND_WORD || p[i].special || elided)
			continue;
		check_word(k, r->language, e, &p[i], head && g->pos ? g->pos : "", head);
		head = false;
	}
}

static void check_lemmas(checker *k)
{
	const coder *c = k->c;
	for (uint32_t i = 0; i < c->n_rules; i++) {
		const codebook_rule *r = c->rule[i].rule;
		for (uint32_t g = 0; g < r->n_groups && k->dictionary[r->language]; g++)
			for (uint32_t e = 0; r->group[g].how == RULE_LEMMAS && e < r->group[g].n; e++)
				check_entry(k, r, &r->group[g], &r->group[g].entry[e]);
	}
	if (k->n_unknown)
		k->ctx->host->log(k->ctx, GLANE_INFO, glane_at_line(c->book->path, 0, 0),
		                  "lemmas that are in no dictionary, taken as they are written: %s", k->unknown);
}

/* ---- Examples ---------------------------------------------------------------------------------- */

/* An example as a document would be: tokens, and the words below them with their readings. */
typedef struct {
	glane_span *token, *word;
	glane_sym *form, *kind, *word_form, *readings;
	uint32_t *token_of, n_words;
} example_rows;

static void add_words(checker *k, uint32_t language, const matching_piece *p, const char *text, uint32_t token, example_rows *x)
{
	analysed words[WORDS_MOST];
	/* The first word of a sentence has a capital that says nothing. */
	uint8_t way = token ? (uint8_t)capitals(text + p->begin, p->end - p->begin) : ANALYSIS_SMALL;
	uint32_t n = p->kind == KIND_WORD ? analysis_token(k->dictionary[language], p->form, way, words) : 0;
	for (uint32_t i = 0; i < n; i++) {
		glane_str said[2] = { words[i].form, words[i].readings };
		glane_sym sym[2];
		k->ctx->host->intern(k->ctx, 2, said, sym);
		x->word[x->n_words] = (glane_span){ p->begin, p->end };
		x->token_of[x->n_words] = token;
		x->word_form[x->n_words] = sym[0];
		x->readings[x->n_words++] = sym[1];
	}
}

static example_rows rows_of(checker *k, uint32_t language, const char *text, uint32_t *n)
{
	static const char *const names[N_KINDS] = { "word", "number", "punctuation", "symbol", "mark" };
	const glane_host *h = k->ctx->host;
	matching_piece *p;
	*n = matching_cut(k->ctx, language, str(text), false, &p);
	size_t room = *n + 1, words = WORDS_MOST * room;
	example_rows x = { .token = h->alloc(k->ctx, GLANE_SCRATCH, room * sizeof(glane_span)),
		.form = h->alloc(k->ctx, GLANE_SCRATCH, room * sizeof(glane_sym)),
		.kind = h->alloc(k->ctx, GLANE_SCRATCH, room * sizeof(glane_sym)),
		.word = h->alloc(k->ctx, GLANE_SCRATCH, words * sizeof(glane_span)),
		.word_form = h->alloc(k->ctx, GLANE_SCRATCH, words * sizeof(glane_sym)),
		.readings = h->alloc(k->ctx, GLANE_SCRATCH, words * sizeof(glane_sym)),
		.token_of = h->alloc(k->ctx, GLANE_SCRATCH, words * sizeof(uint32_t)) };
	for (uint32_t i = 0; i < *n; i++) {
		x.token[i] = (glane_span){ p[i].begin, p[i].end };
		x.kind[i] = h->sym(k->ctx, names[p[i].kind]);
		h->intern(k->ctx, 1, &p[i].form, &x.form[i]);
		if (k->dictionary[language])
			add_words(k, language, &p[i], text, i, &x);
	}
	return x;
}

static uint8_t try_example(checker *k, coder_memory *m, uint32_t theme, const codebook_example *e)
{
	uint32_t n;
	example_rows x = rows_of(k, e->language, e->text, &n);
	const glane_doc doc = { .name = k->c->code[theme], .text = str(e->text) };
	coder_text t = { .whole = true, .text = { .language = e->language, .doc = &doc, .token = { n, x.token },
		.form = x.form, .kind = x.kind } };
	if (k->dictionary[e->language]) {
		t.text.word = (glane_rows){ x.n_words, x.word };
		t.text.token_of = x.token_of;
		t.text.word_form = x.word_form;
		t.text.readings = x.readings;
	}
	return coder_code(k->ctx, k->c, m, &t)[theme].came;
}

static void say_example(checker *k, const checked_example *x)
{
	const char *code = k->c->book->theme[x->theme].code;
	glane_place at = glane_at_line(k->c->book->path, x->example->line, x->example->column);
	const glane_host *h = k->ctx->host;
	switch (x->came) {
	case CAME_CODED:
		break;
	case CAME_DENIED:
		h->log(k->ctx, GLANE_WARNING, at, "%s does not code its example: what its rules find there is denied, or not, "
		       "against their negated", code);
		break;
	case CAME_INSIDE:
		h->log(k->ctx, GLANE_WARNING, at, "%s does not code its example: what its rules find there stands inside one of "
		       "its not-in expressions", code);
		break;
	case CAME_LIGHT:
		h->log(k->ctx, GLANE_WARNING, at, "%s does not code its example: what its rules find there weighs less than its "
		       "threshold", code);
		break;
	case CAME_WITH:
		h->log(k->ctx, GLANE_WARNING, at, "%s does not code its example, which holds an entry of its not-with", code);
		break;
	case CAME_WITHOUT:
		h->log(k->ctx, GLANE_WARNING, at, "%s does not code its example, which holds no entry of its only-with", code);
		break;
	default:
		h->log(k->ctx, GLANE_WARNING, at, "%s does not code its example: none of its rules finds anything there; add an "
		       "entry, or change the example", code);
	}
}

static void check_examples(checker *k, uint32_t *n, checked_example **out)
{
	const codebook *b = k->c->book;
	const glane_host *h = k->ctx->host;
	uint32_t all = 0;
	coder_memory m = { .data = pcre2_match_data_create(1, NULL) };
	for (uint32_t t = 0; t < b->n_themes; t++)
		all += b->theme[t].n_examples;
	*n = 0;
	*out = h->alloc(k->ctx, GLANE_RUN, (all + 1) * sizeof **out);
	for (uint32_t t = 0; t < b->n_themes; t++)
		for (uint32_t i = 0; i < b->theme[t].n_examples; i++) {
			const codebook_example *e = &b->theme[t].example[i];
			if (dictionaries_asked(b, e->language) && !k->dictionary[e->language])
				continue;
			checked_example *x = &(*out)[(*n)++];
			*x = (checked_example){ t, e, coder_place(k->ctx, b, e->line), try_example(k, &m, t, e) };
			say_example(k, x);
		}
	pcre2_match_data_free(m.data);
}

void coder_check(glane_ctx *ctx, const coder *c, const dictionaries *d, uint32_t *n, checked_example **out)
{
	checker k = { .ctx = ctx, .c = c, .dictionary = d->of };
	check_lemmas(&k);
	check_examples(&k, n, out);
}
