/* theme_check.c - what people should look at first: rules that never fire, or that alone make a theme; examples that their
 * theme doesn't code; passages that no theme codes, the long ones before all. */
#include "theme_check.h"
#include <string.h>

const glane_column silent_columns[] = {
	GLANE_COL_KEY(silent_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(silent_line, kind, "kind", "Kind of rule"),
	GLANE_COL_KEY(silent_line, entry, "entry", "Entry"),
	GLANE_COL_KEY(silent_line, place, "place", "Line of the codebook"),
	GLANE_COL_LABEL(silent_line, label, "theme_label", "Name of the theme"),
	GLANE_COL_COUNT(silent_line, hits, "hits", "hits", "Hits"),
	GLANE_LAST
};

const glane_column dominant_columns[] = {
	GLANE_COL_KEY(dominant_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(dominant_line, kind, "kind", "Kind of rule"),
	GLANE_COL_KEY(dominant_line, entry, "entry", "Entry"),
	GLANE_COL_KEY(dominant_line, place, "place", "Line of the codebook"),
	GLANE_COL_LABEL(dominant_line, label, "theme_label", "Name of the theme"),
	GLANE_COL_COUNT(dominant_line, hits, "hits", "hits", "Hits"),
	GLANE_COL_VALUE(dominant_line, of_hits, "of_hits", "hits", 0, "Hits of the theme"),
	GLANE_COL_VALUE(dominant_line, share, "share", "% of the theme's hits", 1, "Share of the theme's hits"),
	GLANE_LAST
};

const glane_column uncoded_columns[] = {
	GLANE_COL_KEY(uncoded_line, length, "length", "Length"),
	GLANE_COL_KEY(uncoded_line, group, "group", "Group"),
	GLANE_COL_LABEL(uncoded_line, label, "length_label", "Length in words"),
	GLANE_COL_PASSAGES(uncoded_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_COUNT(uncoded_line, words, "words", "tokens", "Words"),
	GLANE_COL_DOCUMENTS(uncoded_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(uncoded_line, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(uncoded_line, share, "share", "% of the group's passages", 1, "Share of the group's passages"),
	GLANE_LAST
};

const glane_column example_columns[] = {
	GLANE_COL_KEY(example_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(example_line, example, "example", "Example"),
	GLANE_COL_KEY(example_line, place, "place", "Line of the codebook"),
	GLANE_COL_LABEL(example_line, label, "theme_label", "Name of the theme"),
	GLANE_COL_LABEL(example_line, result, "result", "Coded by its theme?"),
	GLANE_LAST
};

const glane_column failed_columns[] = {
	GLANE_COL_KEY(failed_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(failed_line, example, "example", "Example"),
	GLANE_COL_KEY(failed_line, place, "place", "Line of the codebook"),
	GLANE_COL_LABEL(failed_line, label, "theme_label", "Name of the theme"),
	GLANE_COL_LABEL(failed_line, why, "why", "Why"),
	GLANE_COL_LABEL(failed_line, todo, "todo", "What to do"),
	GLANE_LAST
};

/* ---- Rules ----------------------------------------------------------------------------------------- */

int64_t *state_hits(glane_ctx *ctx, const coder *c)
{
	state *s = ctx->state;
	if (!s->hits)
		s->hits = ctx->host->alloc(ctx, GLANE_STATE, ((size_t)c->n_cues + 1) * sizeof *s->hits);
	return s->hits;
}

static bool same_cue(const cue *x, const cue *y)
{
	return x->place.id == y->place.id && x->entry.id == y->entry.id && x->kind.id == y->kind.id && x->theme == y->theme;
}

/* An entry may stand twice on a line: the hits of all that are written alike; *first: none of them stands before. */
static int64_t hits_of(const coder *c, const int64_t *hits, uint32_t i, bool *first)
{
	int64_t n = 0;
	*first = true;
	for (uint32_t k = 0; k < c->n_cues; k++) {
		if (!same_cue(&c->cue[i], &c->cue[k]))
			continue;
		n += hits[k];
		*first &= k >= i;
	}
	return n;
}

/* With fewer hits, any rule may find most of them. */
enum { FEWEST_HITS = 10 };

void report_rules(glane_ctx *ctx, const glane_sym *label)
{
	const glane_host *h = ctx->host;
	const coder *c = ((const theme_coder *)ctx->self)->coder;
	const int64_t *hits = state_hits(ctx, c);
	int64_t *of_theme = h->alloc(ctx, GLANE_SCRATCH, ((size_t)c->book->n_themes + 1) * sizeof *of_theme);
	uint32_t *cues = h->alloc(ctx, GLANE_SCRATCH, ((size_t)c->book->n_themes + 1) * sizeof *cues);
	for (uint32_t i = 0; i < c->n_cues; i++) {
		of_theme[c->cue[i].theme] += hits[i];
		cues[c->cue[i].theme]++;
	}
	for (uint32_t i = 0; i < c->n_cues; i++) {
		const cue *q = &c->cue[i];
		bool first;
		int64_t n = hits_of(c, hits, i, &first), all = of_theme[q->theme];
		if (!first)
			continue;
		if (!n)
			h->row(ctx, SILENT_RULES, &(silent_line){ c->code[q->theme], q->kind, q->entry, q->place, label[q->theme], 0 }, NULL);
		if (all >= FEWEST_HITS && 2 * n > all && cues[q->theme] > 1)
			h->row(ctx, DOMINANT_RULES, &(dominant_line){ c->code[q->theme], q->kind, q->entry, q->place, label[q->theme], n,
			       (double)all, 100 * (double)n / (double)all }, NULL);
	}
}

/* ---- Passages that no theme codes ------------------------------------------------------------------ */

/* What is said in a few words (of course, I don't know) seldom speaks of anything. */
enum { SHORT = 5, LONG = 15 };
static const char *const lengths[] = { "long", "middle", "short" };

void count_uncoded(glane_ctx *ctx, const int64_t *words)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	uint32_t n = 0;
	uncoded_line *line = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->unit.n + 1) * sizeof *line);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->unit.n + 1) * sizeof *at);
	const glane_sym length[] = { h->sym(ctx, lengths[0]), h->sym(ctx, lengths[1]), h->sym(ctx, lengths[2]) };
	for (uint32_t p = 0; p < in->unit.n; p++) {
		if (words[p] < 0)
			continue;
		line[n] = (uncoded_line){ .length = length[words[p] >= LONG ? 0 : words[p] >= SHORT ? 1 : 2], .words = words[p] };
		at[n++] = p;
	}
	h->count(ctx, UNCODED, n, line, &in->unit, at);
}

void label_uncoded(glane_ctx *ctx, uint32_t n, uncoded_line *line)
{
	const glane_host *h = ctx->host;
	const glane_sym length[] = { h->sym(ctx, lengths[0]), h->sym(ctx, lengths[1]) };
	const glane_sym label[] = { h->sym(ctx, h->translate(ctx, "15 words and more")), h->sym(ctx, h->translate(ctx, "5 to 14 words")),
		h->sym(ctx, h->translate(ctx, "fewer than 5 words")) };
	for (uint32_t i = 0; i < n; i++)
		line[i].label = label[line[i].length.id == length[0].id ? 0 : line[i].length.id == length[1].id ? 1 : 2];
}

/* ---- Examples ---------------------------------------------------------------------------------------- */

/* What kept a theme from coding its example, and what to do; in the words of neither a program nor a codebook's format. */
static void explain(glane_ctx *ctx, uint8_t came, const char **why, const char **todo)
{
	const glane_host *h = ctx->host;
	switch (came) {
	case CAME_DENIED:
		*why = h->translate(ctx, "what its rules find there is denied, or isn't, against their negated");
		*todo = h->translate(ctx, "look at negated of these rules");
		break;
	case CAME_INSIDE:
		*why = h->translate(ctx, "what its rules find there stands inside one of its not-in expressions");
		*todo = h->translate(ctx, "make this not-in narrower");
		break;
	case CAME_LIGHT:
		*why = h->translate(ctx, "what its rules find there weighs less than its threshold");
		*todo = h->translate(ctx, "lower the threshold, or give more weight to a rule");
		break;
	case CAME_WITH:
		*why = h->translate(ctx, "an entry of its not-with holds it back");
		*todo = h->translate(ctx, "make this not-with narrower");
		break;
	case CAME_WITHOUT:
		*why = h->translate(ctx, "no entry of one of its only-with is there");
		*todo = h->translate(ctx, "add to this only-with what is said there");
		break;
	default:
		*why = h->translate(ctx, "none of its rules finds anything there");
		*todo = h->translate(ctx, "add a rule that does, or put the example where it belongs");
	}
}

void report_examples(glane_ctx *ctx, const glane_sym *label)
{
	const theme_coder *me = ctx->self;
	const glane_host *h = ctx->host;
	for (uint32_t i = 0; i < me->n_examples; i++) {
		const checked_example *x = &me->example[i];
		glane_sym theme = me->coder->code[x->theme], name = label[x->theme], text = h->sym(ctx, x->example->text);
		const char *result = x->came == CAME_CODED ? h->translate(ctx, "coded") : h->translate(ctx, "not coded"), *why, *todo;
		h->row(ctx, EXAMPLES, &(example_line){ theme, text, x->place, name, h->sym(ctx, result) }, NULL);
		if (x->came == CAME_CODED)
			continue;
		explain(ctx, x->came, &why, &todo);
		h->row(ctx, FAILED_EXAMPLES, &(failed_line){ theme, text, x->place, name, h->sym(ctx, why), h->sym(ctx, todo) }, NULL);
	}
}
