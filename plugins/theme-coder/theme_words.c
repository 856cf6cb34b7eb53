/* theme_words.c - what helps to write rules: which ones find the same words, and which words are specific to the passages
 * that no theme codes, as suggestions for new ones. */
#include "theme_words.h"
#include <stdlib.h>
#include <string.h>
#include "statistics/statistics.h"

const glane_column overlap_columns[] = {
	GLANE_COL_KEY(overlap_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(overlap_line, entry, "entry", "Entry"),
	GLANE_COL_KEY(overlap_line, place, "place", "Line of the codebook"),
	GLANE_COL_KEY(overlap_line, with, "with", "With the theme"),
	GLANE_COL_KEY(overlap_line, with_entry, "with_entry", "With the entry"),
	GLANE_COL_KEY(overlap_line, with_place, "with_place", "Its line of the codebook"),
	GLANE_COL_KEY(overlap_line, group, "group", "Group"),
	GLANE_COL_LABEL(overlap_line, label, "theme_label", "Name of the theme"),
	GLANE_COL_LABEL(overlap_line, with_label, "with_label", "Name of the other theme"),
	GLANE_COL_COUNT(overlap_line, hits, "hits", "hits", "Hits over the same words"),
	GLANE_COL_PASSAGES(overlap_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(overlap_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(overlap_line, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

const glane_column word_columns[] = {
	GLANE_COL_KEY(word_line, lang, "lang", "Language"),
	GLANE_COL_KEY_WORD(word_line, coded, "coded", CODED_WORDS, "Coded or not"),
	GLANE_COL_KEY(word_line, word, "word", "Word"),
	GLANE_COL_KEY(word_line, group, "group", "Group"),
	GLANE_COL_COUNT(word_line, tokens, "tokens", "tokens", "Tokens"),
	GLANE_COL_PASSAGES(word_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(word_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(word_line, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(word_line, specificity, "specificity", "powers of ten", 2, "Specificity"),
	GLANE_LAST
};

static void *scratch(glane_ctx *ctx, size_t n)
{
	return ctx->host->alloc(ctx, GLANE_SCRATCH, n ? n : 1);
}

/* ---- Rules over the same words ----------------------------------------------------------------------- */

/* A parent's units have their children's hits: each hit is looked at with its own theme alone. */
static uint32_t own_hits(glane_ctx *ctx, const coded_theme *theme, const hit ***out)
{
	const coder *c = ((const theme_coder *)ctx->self)->coder;
	uint32_t n = 0;
	for (int pass = 0; pass < 2; pass++) {
		if (pass)
			*out = scratch(ctx, n * sizeof **out);
		n = 0;
		for (uint32_t t = 0; t < c->book->n_themes; t++)
			for (uint32_t u = 0; u < theme[t].n; u++)
				for (uint32_t i = 0; i < theme[t].unit[u].n; i++)
					if (c->cue[theme[t].unit[u].hit[i]->cue].theme == t) {
						if (pass)
							(*out)[n] = theme[t].unit[u].hit[i];
						n++;
					}
	}
	return n;
}

void count_overlaps(glane_ctx *ctx, const coded_theme *theme, const uint32_t *passage_of)
{
	const coder *c = ((const theme_coder *)ctx->self)->coder;
	const input *in = ctx->input;
	const hit **h = NULL;
	uint32_t n = own_hits(ctx, theme, &h), m = 0, room = 0, *at = NULL;
	overlap_line *line = NULL;
	if (n)
		qsort(h, n, sizeof *h, compare_places);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = i + 1; k < n && h[k]->first <= h[i]->last; k++) {
			bool in_order = h[i]->cue < h[k]->cue;
			const cue *x = &c->cue[in_order ? h[i]->cue : h[k]->cue], *y = &c->cue[in_order ? h[k]->cue : h[i]->cue];
			if (x == y || passage_of[h[i]->first] == GLANE_NONE)
				continue;
			if (m == room) {
				uint32_t more = m + 128;
				line = ctx->host->grow(ctx, GLANE_SCRATCH, line, m * sizeof *line, more * sizeof *line);
				at = ctx->host->grow(ctx, GLANE_SCRATCH, at, m * sizeof *at, more * sizeof *at);
				room += more;
			}
			line[m] = (overlap_line){ .theme = c->code[x->theme], .entry = x->entry, .place = x->place,
				.with = c->code[y->theme], .with_entry = y->entry, .with_place = y->place, .hits = 1 };
			at[m++] = passage_of[h[i]->first];
		}
	ctx->host->count(ctx, OVERLAPS, m, line, &in->unit, at);
}

void label_overlaps(glane_ctx *ctx, const glane_sym *label)
{
	const coder *c = ((const theme_coder *)ctx->self)->coder;
	overlap_line *line;
	for (uint32_t i = ctx->host->counted(ctx, OVERLAPS, &line); i-- > 0; ) {
		line[i].label = label[theme_of_code(c, line[i].theme)];
		line[i].with_label = label[theme_of_code(c, line[i].with)];
	}
}

/* ---- Words of what isn't coded ------------------------------------------------------------------------- */

/* Is it a word that a rule might ask for? Pronouns, articles, numbers and the like are not; nor is a lone letter. */
static bool says_something(glane_ctx *ctx, const glane_sym *open, glane_sym upos, glane_sym lemma)
{
	bool named = false;
	for (int i = 0; i < 4; i++)
		named |= upos.id == open[i].id;
	return named && ctx->host->string(ctx, lemma).n > 2;
}

void count_words(glane_ctx *ctx, const coded_theme *theme, const uint32_t *passage_of)
{
	const glane_host *h = ctx->host;
	const coder *c = ((const theme_coder *)ctx->self)->coder;
	const input *in = ctx->input;
	if (!in->word.n || !in->lemma || !in->upos || !in->token_of)
		return;
	const glane_sym open[4] = { h->sym(ctx, "NOUN"), h->sym(ctx, "VERB"), h->sym(ctx, "ADJ"), h->sym(ctx, "PROPN") };
	const glane_sym yes = h->sym(ctx, "coded"), no = h->sym(ctx, "not coded");
	bool *is_coded = scratch(ctx, in->unit.n);
	word_line *line = scratch(ctx, in->word.n * sizeof *line);
	uint32_t *at = scratch(ctx, in->word.n * sizeof *at), n = 0;
	glane_sym lang;
	h->intern(ctx, 1, &in->lang, &lang);
	for (uint32_t t = 0; t < c->book->n_themes; t++)
		for (uint32_t u = 0; u < theme[t].n; u++)
			for (uint32_t i = 0; i < theme[t].unit[u].n; i++) {
				uint32_t p = passage_of[theme[t].unit[u].hit[i]->first];
				if (p != GLANE_NONE)
					is_coded[p] = true;
			}
	for (uint32_t w = 0; w < in->word.n; w++) {
		uint32_t p = passage_of[in->token_of[w]];
		if (p == GLANE_NONE || !says_something(ctx, open, in->upos[w], in->lemma[w]))
			continue;
		line[n] = (word_line){ .lang = lang, .coded = is_coded[p] ? yes : no, .word = in->lemma[w], .tokens = 1 };
		at[n++] = p;
	}
	h->count(ctx, WORDS, n, line, &in->unit, at);
}

/* Rows come group after group, in it language after language, coded before not coded: a block is what is compared. */
static uint32_t block_end(const word_line *l, uint32_t n, uint32_t from)
{
	uint32_t i = from;
	while (i < n && l[i].group.id == l[from].group.id && l[i].lang.id == l[from].lang.id)
		i++;
	return i;
}

static uint32_t first_not_coded(const word_line *l, uint32_t from, uint32_t end)
{
	uint32_t i = from;
	while (i < end && l[i].coded.id == l[from].coded.id)
		i++;
	return i;
}

static int64_t tokens_of(const word_line *l, uint32_t from, uint32_t end)
{
	int64_t n = 0;
	for (uint32_t i = from; i < end; i++)
		n += l[i].tokens;
	return n;
}

/* Both halves are in code-point order of their words, so that one walk meets each word of both. */
static void compare_halves(glane_ctx *ctx, word_line *l, uint32_t from, uint32_t middle, uint32_t end)
{
	const glane_host *h = ctx->host;
	double x = (double)tokens_of(l, from, middle), y = (double)tokens_of(l, middle, end);
	uint32_t k = middle;
	for (uint32_t i = from; i < end; i++)
		l[i].specificity = GLANE_UNDEFINED_REAL;
	for (uint32_t i = from; i < middle && middle < end; i++) {
		glane_str word = h->string(ctx, l[i].word);
		while (k < end && strcmp(h->string(ctx, l[k].word).p, word.p) < 0)
			k++;
		bool both = k < end && l[k].word.id == l[i].word.id;
		double all = (double)(l[i].tokens + (both ? l[k].tokens : 0));
		l[i].specificity = lafon_specificity((double)l[i].tokens, all, x, x + y);
		if (both)
			l[k].specificity = lafon_specificity((double)l[k].tokens, all, y, x + y);
	}
	for (uint32_t i = middle; i < end; i++)	/* words of the second half alone */
		if (l[i].specificity <= GLANE_UNDEFINED_REAL)
			l[i].specificity = lafon_specificity((double)l[i].tokens, (double)l[i].tokens, y, x + y);
}

void report_words(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	word_line *l;
	uint32_t n = h->counted(ctx, WORDS, &l);
	const glane_sym yes = h->sym(ctx, "coded");
	for (uint32_t i = 0, end; i < n; i = end) {
		end = block_end(l, n, i);
		uint32_t middle = first_not_coded(l, i, end);
		if (l[i].coded.id == yes.id)
			compare_halves(ctx, l, i, middle, end);
		else
			compare_halves(ctx, l, i, i, end);
	}
}
