/* coder_rules.c - a codebook as what is to be looked for: entries of the matcher, expressions, traces. */
#include "coder.h"
#include <stdio.h>
#include <string.h>
#include "tokens/tokens.h"

static bool codes(const codebook_rule *r)
{
	return r->kind <= RULE_REGEX;
}

/* ---- Traces ---------------------------------------------------------------------------------- */

static char *print_run(glane_ctx *ctx, const char *a, const char *b, const char *c, const char *d, const char *e)
{
	char *out = ctx->host->alloc(ctx, GLANE_RUN, strlen(a) + strlen(b) + strlen(c) + strlen(d) + strlen(e) + 1);
	sprintf(out, "%s%s%s%s%s", a, b, c, d, e);
	return out;
}

glane_sym coder_place(glane_ctx *ctx, const codebook *book, uint32_t line)
{
	char number[16];
	snprintf(number, sizeof number, "%u", (unsigned)line);
	return ctx->host->sym(ctx, print_run(ctx, book->name, ":", number, "", ""));
}

/* peur, lemmas, « avoir peur », codebook.xml:17 (the rule's id). Quotation marks are those of the rule's language, so
 * that a trace is the same whatever language reports are in. */
static void add_cue(glane_ctx *ctx, coder *c, uint32_t rule, const char *text, uint32_t line)
{
	const glane_host *h = ctx->host;
	const coder_rule *r = &c->rule[rule];
	const codebook_theme *t = &c->book->theme[r->theme];
	bool french = r->rule->language == CODEBOOK_FR;
	glane_sym place = coder_place(ctx, c->book, line);
	const char *quoted = print_run(ctx, french ? "«\u00a0" : "“", text, french ? "\u00a0»" : "”", "", "");
	const char *head = print_run(ctx, t->code, ", ", codebook_kinds[r->rule->kind], ", ", "");
	const char *id = r->rule->id ? print_run(ctx, " (", r->rule->id, ")", "", "") : "";
	c->cue[c->n_cues++] = (cue){ .theme = r->theme,
		.kind = h->sym(ctx, codebook_kinds[r->rule->kind]), .entry = h->sym(ctx, text), .place = place,
		.trace = h->sym(ctx, print_run(ctx, head, quoted, ", ", h->string(ctx, place).p, id)) };
}

/* "disparaître ; menacer … emploi ; métier" */
static const char *near_text(glane_ctx *ctx, const codebook_rule *r)
{
	const char *text = "";
	for (uint32_t g = 0; g < r->n_groups; g++)
		for (uint32_t i = 0; i < r->group[g].n; i++)
			text = print_run(ctx, text, i ? " ; " : g ? " … " : "", r->group[g].entry[i].text, "", "");
	return text;
}

static void add_cues(glane_ctx *ctx, coder *c, uint32_t rule)
{
	const codebook_rule *r = c->rule[rule].rule;
	c->rule[rule].first_cue = c->n_cues;
	if (r->kind == RULE_NEAR)
		add_cue(ctx, c, rule, near_text(ctx, r), r->line);
	else if (codes(r))
		for (uint32_t i = 0; i < r->group->n; i++)
			add_cue(ctx, c, rule, r->group->entry[i].text, r->group->entry[i].line);
}

/* ---- Entries ----------------------------------------------------------------------------------- */

/* Is a word of the entry itself one that denies? Then what it denies is meant. */
static bool denies(glane_ctx *ctx, uint32_t language, glane_str text)
{
	matching_piece *p;
	uint32_t n = matching_cut(ctx, language, text, false, &p);
	glane_str *form = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *form);
	bool *word = ctx->host->alloc(ctx, GLANE_SCRATCH, n + 1), any = false;
	negation *out = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *out);
	for (uint32_t i = 0; i < n; i++) {
		form[i] = p[i].form;
		word[i] = p[i].kind == KIND_WORD || p[i].kind == KIND_NUMBER;
	}
	if (n)
		negation_find(language, &(negation_sentence){ n, form, word }, out);
	for (uint32_t i = 0; i < n; i++)
		any |= negation_denies(&out[i]);
	return any;
}

static void add_target(glane_ctx *ctx, coder *c, const matching_entry *e, target t)
{
	if (matcher_add(c->matcher, e) == GLANE_NONE)
		return;			/* nothing but a star, or no word at all: finds nothing */
	t.denies = denies(ctx, e->language, e->text);
	if (c->n_targets == c->room_targets) {
		uint32_t more = c->room_targets + 64;
		c->target = ctx->host->grow(ctx, GLANE_RUN, c->target, c->room_targets * sizeof t, more * sizeof t);
		c->room_targets += more;
	}
	c->target[c->n_targets++] = t;
}

static void add_group(glane_ctx *ctx, coder *c, const dictionaries *d, uint32_t rule, uint32_t group)
{
	const codebook_rule *r = c->rule[rule].rule;
	const codebook_group *g = &r->group[group];
	for (uint32_t i = 0; i < g->n; i++) {
		matching_entry e = { .text = { g->entry[i].text, (uint32_t)strlen(g->entry[i].text) },
			.language = r->language == CODEBOOK_FR ? MATCHING_FR : MATCHING_EN,
			.how = g->how == RULE_LEMMAS ? MATCHING_LEMMAS : MATCHING_WORDS,
			.gap = g->gap, .exact = g->exact, .loose = c->book->loose, .pos = g->pos };
		bool single = r->kind == RULE_LEMMAS || r->kind == RULE_WORDS;
		target t = { .rule = rule, .group = group, .cue = single ? c->rule[rule].first_cue + i : GLANE_NONE };
		if (e.how == MATCHING_LEMMAS)
			e.text = dictionaries_agree(ctx, d, r->language, e.text);
		add_target(ctx, c, &e, t);
		if (!codes(r)) {	/* not-in, not-with, only-with say neither: as written, and as lemmas */
			e.how = MATCHING_LEMMAS;
			e.text = dictionaries_agree(ctx, d, r->language, e.text);
			if (!strchr(g->entry[i].text, '*'))
				add_target(ctx, c, &e, t);
		}
	}
}

/* codebook_read() has compiled it once, to say where it is wrong; what fails here is memory. */
static int compile(glane_ctx *ctx, coder *c, uint32_t rule)
{
	const codebook_rule *r = c->rule[rule].rule;
	int error;
	PCRE2_SIZE at;
	uint32_t options = PCRE2_UTF | PCRE2_UCP | (r->group->exact ? 0 : PCRE2_CASELESS);
	pcre2_code *regex = pcre2_compile((PCRE2_SPTR)r->group->entry->text, PCRE2_ZERO_TERMINATED, options, &error, &at, NULL);
	PCRE2_UCHAR message[256];
	if (!regex) {
		pcre2_get_error_message(error, message, sizeof message);
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(c->book->path, r->line, r->column),
		                       "the regular expression can't be used: %s", (const char *)message);
	}
	pcre2_jit_compile(regex, PCRE2_JIT_COMPLETE);	/* faster where there is one; nothing else depends on it */
	c->rule[rule].regex = regex;
	return GLANE_OK;
}

/* ---- All of it --------------------------------------------------------------------------------- */

static uint32_t count_cues(const codebook *b, uint32_t *rules)
{
	uint32_t n = 0;
	*rules = 0;
	for (uint32_t t = 0; t < b->n_themes; t++)
		for (uint32_t i = 0; i < b->theme[t].n_rules; i++) {
			const codebook_rule *r = &b->theme[t].rule[i];
			++*rules;
			n += !codes(r) ? 0 : r->kind == RULE_NEAR ? 1 : r->group->n;
		}
	return n;
}

static int add_rule(glane_ctx *ctx, coder *c, const dictionaries *d, uint32_t theme, const codebook_rule *r)
{
	uint32_t number = c->n_rules++;
	c->rule[number] = (coder_rule){ .theme = theme, .rule = r };
	c->near |= r->kind == RULE_NEAR;
	c->regex |= r->kind == RULE_REGEX;
	add_cues(ctx, c, number);
	if (r->kind == RULE_REGEX)
		return compile(ctx, c, number);
	for (uint32_t g = 0; g < r->n_groups; g++)
		add_group(ctx, c, d, number, g);
	return GLANE_OK;
}

int coder_make(glane_ctx *ctx, const codebook *book, const dictionaries *d, coder **out)
{
	const glane_host *h = ctx->host;
	uint32_t rules, cues = count_cues(book, &rules);
	int code = GLANE_OK;
	coder *c = *out = h->alloc(ctx, GLANE_RUN, sizeof *c);
	*c = (coder){ .book = book, .matcher = matcher_new(ctx), .word = h->sym(ctx, "word"), .number = h->sym(ctx, "number"),
		.only_language = GLANE_NONE };
	c->rule = h->alloc(ctx, GLANE_RUN, (rules + 1) * sizeof *c->rule);
	c->cue = h->alloc(ctx, GLANE_RUN, (cues + 1) * sizeof *c->cue);
	c->first_rule = h->alloc(ctx, GLANE_RUN, ((size_t)book->n_themes + 1) * sizeof *c->first_rule);
	c->code = h->alloc(ctx, GLANE_RUN, ((size_t)book->n_themes + 1) * sizeof *c->code);
	for (uint32_t l = 0, n = 0; l < CODEBOOK_LANGUAGES; l++)
		if (book->language[l])
			c->only_language = n++ ? GLANE_NONE : l;
	for (uint32_t t = 0; t < book->n_themes && !code; t++) {
		c->first_rule[t] = c->n_rules;
		c->code[t] = h->sym(ctx, book->theme[t].code);
		for (uint32_t i = 0; i < book->theme[t].n_rules && !code; i++)
			code = add_rule(ctx, c, d, t, &book->theme[t].rule[i]);
		c->first_rule[t + 1] = c->n_rules;
	}
	matcher_finish(c->matcher);
	return code;
}

void coder_free(coder *c)
{
	for (uint32_t i = 0; c && i < c->n_rules; i++)
		pcre2_code_free(c->rule[i].regex);
}
