/* expressions.c - lists of expressions: how each is found, what it counts for, and when it is none. */
#include <string.h>
#include "analysis/analysis.h"
#include "analysis/upos.h"
#include "csv/headings.h"
#include "form/form.h"
#include "terms.h"

static bool same(glane_str a, glane_str b)
{
	return a.n == b.n && !memcmp(a.p, b.p, a.n);
}

static glane_str text(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static bool one_of(glane_str s, const char *words)
{
	for (const char *p = words; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		if (n == s.n && !memcmp(p, s.p, n))
			return true;
		p += n;
	}
	return false;
}

/* Nouns, verbs and adjectives are found in all their forms. Others as they are written: "de fait" isn't "des faits". */
static bool inflected(glane_str upos)
{
	return one_of(upos, "NOUN PROPN VERB AUX ADJ");
}

bool expression_is_tool(glane_str upos)
{
	return one_of(upos, "ADP AUX CCONJ DET INTJ PART PRON SCONJ");
}

/* ---- The fourth field ------------------------------------------------------------------------ */

static const heading status_names[] = {
	[ACTIVE] = { "active", "actif; actifs; actives", false },
	[SUPPLEMENTARY] = { "supplementary", "supplémentaire; supplémentaires; sup; illustratif; illustrative", false },
	[STOP] = { "stop", "vide; mot-outil; outil; ignoré; ignore", false },
	[APART] = { "apart", "séparé; séparée; séparés; séparées; separate; separated", false },
};
enum { N_STATUS_NAMES = sizeof status_names / sizeof *status_names };

static int take_status(glane_ctx *ctx, glane_place at, glane_str said, uint8_t *out)
{
	for (uint8_t i = 0; i < N_STATUS_NAMES; i++)
		if (headings_is(&status_names[i], said.p, said.n)) {
			*out = i;
			return GLANE_OK;
		}
	const char *near = headings_near(status_names, N_STATUS_NAMES, said.p, said.n);
	return ctx->host->fail(ctx, GLANE_EOPTION, at, "\"%.*s\" is no status%s%s%s: write active, supplementary, stop or apart; "
	                       "or a condition such as fait!=VERB", GLANE_STR(said), near ? " (" : "", near ? near : "",
	                       near ? "?)" : "");
}

/* Is `word` one of the expression's? */
static bool holds(glane_ctx *ctx, uint32_t language, glane_str written, glane_str word)
{
	matching_piece *piece;
	uint32_t n = matching_cut(ctx, language, written, false, &piece);
	for (uint32_t i = 0; i < n; i++)
		if (same(piece[i].form, word))
			return true;
	return false;
}

/* "fait!=VERB|AUX" */
static int take_condition(glane_ctx *ctx, glane_place at, const list_line *l, uint32_t language, glane_str said,
                          const condition **list)
{
	condition *c = ctx->host->alloc(ctx, GLANE_RUN, sizeof *c);
	const char *equals = memchr(said.p, '=', said.n), *end = said.p + said.n, *p = equals + 1;
	c->negated = equals > said.p && equals[-1] == '!';
	glane_str word = { said.p, (uint32_t)(equals - said.p) - c->negated };
	char *form = ctx->host->alloc(ctx, GLANE_RUN, FORM_ROOM(word.n));
	c->word = (glane_str){ form, (uint32_t)form_of(word.p, word.n, form) };
	if (!holds(ctx, language, l->field[0], c->word))
		return ctx->host->fail(ctx, GLANE_EOPTION, at, "the condition \"%.*s\" is about \"%.*s\", which isn't a word of "
		                       "\"%.*s\"", GLANE_STR(said), GLANE_STR(word), GLANE_STR(l->field[0]));
	while (p <= end) {
		const char *bar = memchr(p, '|', (size_t)(end - p));
		glane_str name = { p, (uint32_t)((bar ? bar : end) - p) };
		const char *upos = upos_named(name);
		if (!upos)
			return upos_refuse(ctx, at, name);
		if (c->n == CONDITION_UPOS)
			return ctx->host->fail(ctx, GLANE_EOPTION, at, "the condition \"%.*s\" names more than %u parts of speech",
			                       GLANE_STR(said), (unsigned)CONDITION_UPOS);
		c->upos[c->n++] = text(upos);
		p += name.n + 1;
	}
	c->next = *list;
	*list = c;
	return GLANE_OK;
}

/* Status and conditions, separated by blanks. */
static int take_rest(glane_ctx *ctx, glane_place at, const list_line *l, uint32_t language, expression *e)
{
	glane_str rest = list_field(l, 3);
	const char *p = rest.p, *end = rest.p + rest.n;
	while (p < end) {
		const char *blank = memchr(p, ' ', (size_t)(end - p));
		glane_str said = { p, (uint32_t)((blank ? blank : end) - p) };
		int code = !said.n ? GLANE_OK : memchr(said.p, '=', said.n) ?
			take_condition(ctx, at, l, language, said, &e->conditions) : take_status(ctx, at, said, &e->status);
		if (code)
			return code;
		p += said.n + 1;
	}
	return GLANE_OK;
}

/* ---- Adding ---------------------------------------------------------------------------------- */

static bool add(glane_ctx *ctx, expressions *x, uint32_t language, glane_str written, const expression *e)
{
	matching_entry entry = { .text = written, .language = (uint8_t)language,
		.how = inflected(e->upos) ? MATCHING_LEMMAS : MATCHING_WORDS,
		.pos = one_of(e->upos, "VERB AUX") ? "VERB" : NULL };
	uint32_t number = matcher_add(x->matcher, &entry);
	if (number == GLANE_NONE)
		return false;
	while (number >= x->room) {
		uint32_t more = x->room ? x->room : 256;
		x->item = ctx->host->grow(ctx, GLANE_RUN, x->item, x->room * sizeof *e, more * sizeof *e);
		x->room += more;
	}
	x->item[number] = *e;
	x->n = number + 1;
	return true;
}

/* What is found as written has more than one way of being written where it ends with a word that is cut or contracted:
 * "à cause de" is "à cause d'", "à cause du", "à cause des" as well. */
static void add_variants(glane_ctx *ctx, expressions *x, uint32_t language, glane_str written, const expression *e)
{
	static const struct { const char *end, *others[3]; } variants[] = {
		{ " de", { " d'", " du", " des" } }, { " à", { " au", " aux", NULL } }, { " que", { " qu'", NULL, NULL } },
		{ " si", { " s'", NULL, NULL } } };
	for (size_t i = 0; language == ANALYSIS_FR && i < sizeof variants / sizeof *variants; i++) {
		uint32_t n = (uint32_t)strlen(variants[i].end);
		if (written.n <= n || memcmp(written.p + written.n - n, variants[i].end, n) != 0)
			continue;
		for (int k = 0; k < 3 && variants[i].others[k]; k++) {
			const char *other = variants[i].others[k];
			char *p = ctx->host->alloc(ctx, GLANE_RUN, written.n + strlen(other) + 1);
			memcpy(p, written.p, written.n - n);
			strcpy(p + written.n - n, other);
			add(ctx, x, language, text(p), e);
		}
	}
}

static bool one_word(glane_ctx *ctx, uint32_t language, glane_str s)
{
	matching_piece *piece;
	return matching_cut(ctx, language, s, false, &piece) == 1;
}

static int take_line(glane_ctx *ctx, const char *path, uint32_t language, const list_line *l, expressions *x, word_list *words)
{
	const glane_host *h = ctx->host;
	const glane_place at = glane_at_line(path, l->line, 0);
	const glane_str written = l->field[0], lemma = list_field(l, 1), said = list_field(l, 2);
	const char *upos = said.n ? upos_named(said) : "NOUN";
	expression e = { lemma.n ? lemma : written, { "", 0 }, UNSAID, NULL };
	if (!upos)
		return upos_refuse(ctx, at, said);
	e.upos = text(upos);
	int code = take_rest(ctx, at, l, language, &e);
	if (code)
		return code;
	if (words && e.status != APART && one_word(ctx, language, written)) {
		if (e.status == UNSAID)
			return h->fail(ctx, GLANE_EOPTION, at, "\"%.*s\" is one word: say in the fourth part of the line what it counts "
			               "for (active, supplementary, stop)", GLANE_STR(written));
		words_add(ctx, words, written, said.n ? e.upos : said, e.status);
		return GLANE_OK;
	}
	if (!add(ctx, x, language, written, &e))
		return h->fail(ctx, GLANE_EOPTION, at, "\"%.*s\" holds no word", GLANE_STR(written));
	if (!inflected(e.upos))
		add_variants(ctx, x, language, written, &e);
	return GLANE_OK;
}

int expressions_read(glane_ctx *ctx, const char *path, uint32_t language, expressions *out, word_list *words)
{
	list_line *line;
	uint32_t n;
	int code = list_read(ctx, path, LINE_FIELDS, &line, &n);
	for (uint32_t i = 0; i < n; i++) {
		int e = take_line(ctx, path, language, &line[i], out, words);
		code = code ? code : e;
	}
	return code;
}
