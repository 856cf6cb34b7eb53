/* theme_tables.c - who speaks of what, together with what, by which rule, and how much is not coded. */
#include "theme_check.h"
#include "theme_words.h"
#include <math.h>
#include <string.h>

typedef struct {
	glane_sym theme, group, label, parent, kind;
	int64_t mentions, several, passages, documents, speakers;
	double of_speakers, share;
} theme_line;
static const glane_column theme_columns[] = {
	GLANE_COL_KEY(theme_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(theme_line, group, "group", "Group"),
	GLANE_COL_LABEL(theme_line, label, "theme_label", "Name of the theme"),
	GLANE_COL_LABEL(theme_line, parent, "parent", "Part of"),
	GLANE_COL_LABEL(theme_line, kind, "kind", "Theme or heading"),
	GLANE_COL_COUNT(theme_line, mentions, "mentions", "hits", "Mentions"),
	GLANE_COL_COUNT(theme_line, several, "several", "hits", "Mentions by words with several readings"),
	GLANE_COL_PASSAGES(theme_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(theme_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(theme_line, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(theme_line, of_speakers, "of_speakers", "speakers", 0, "Speakers of the group"),
	GLANE_COL_VALUE(theme_line, share, "share", "% of the group's speakers", 1, "Share of the group's speakers"),
	GLANE_LAST
};
static const glane_view theme_views[] = {
	{ "share", "theme", "group", "share", "Share of each group's speakers who speak of a theme" },
	{ "by-group", "theme", "group", "speakers", "Speakers per theme and group" },
	{ "mentions", "theme", "group", "mentions", "Mentions per theme and group" },
	GLANE_LAST
};
static const glane_figure theme_figures[] = {
	{ "share", "bars", "share", "x=theme y=share colour=group", "Who speaks of what: share of each group's speakers" },
	GLANE_LAST
};

typedef struct {
	glane_sym a, b, group, label_a, label_b;
	int64_t passages, documents, speakers;
	double jaccard, lift, phi;
} pair_line;
#define PAIR_COLUMNS(name, passages_label) \
	static const glane_column name[] = { \
		GLANE_COL_KEY(pair_line, a, "theme", "Theme"), \
		GLANE_COL_KEY(pair_line, b, "with", "With the theme"), \
		GLANE_COL_KEY(pair_line, group, "group", "Group"), \
		GLANE_COL_LABEL(pair_line, label_a, "theme_label", "Name of the theme"), \
		GLANE_COL_LABEL(pair_line, label_b, "with_label", "Name of the other theme"), \
		GLANE_COL_PASSAGES(pair_line, passages, "passages", "passages", passages_label), \
		GLANE_COL_DOCUMENTS(pair_line, documents, "documents", "Documents"), \
		GLANE_COL_SPEAKERS(pair_line, speakers, "speakers", "Speakers"), \
		GLANE_COL_VALUE(pair_line, jaccard, "jaccard", "index", 3, "Jaccard index"), \
		GLANE_COL_VALUE(pair_line, lift, "lift", "ratio", 2, "Lift"), \
		GLANE_COL_VALUE(pair_line, phi, "phi", "coefficient", 3, "Phi"), \
		GLANE_LAST \
	}
PAIR_COLUMNS(together_columns, "Passages that hold both");
PAIR_COLUMNS(speakers_columns, "Passages, the first of each theme");
static const glane_view together_views[] = {
	{ "passages", "theme", "with", "passages", "Passages that hold both themes" },
	{ "lift", "theme", "with", "lift", "Lift of two themes in one passage" },
	GLANE_LAST
};
static const glane_view speakers_views[] = {
	{ "speakers", "theme", "with", "speakers", "Speakers who speak of both themes" },
	{ "lift", "theme", "with", "lift", "Lift of two themes with one speaker" },
	GLANE_LAST
};

typedef struct {
	glane_sym theme, kind, entry, place, group, label;
	int64_t hits, passages, documents, speakers;
} rule_line;
static const glane_column rule_columns[] = {
	GLANE_COL_KEY(rule_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(rule_line, kind, "kind", "Kind of rule"),
	GLANE_COL_KEY(rule_line, entry, "entry", "Entry"),
	GLANE_COL_KEY(rule_line, place, "place", "Line of the codebook"),
	GLANE_COL_KEY(rule_line, group, "group", "Group"),
	GLANE_COL_LABEL(rule_line, label, "theme_label", "Name of the theme"),
	GLANE_COL_COUNT(rule_line, hits, "hits", "hits", "Hits"),
	GLANE_COL_PASSAGES(rule_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(rule_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(rule_line, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

typedef struct {
	glane_sym group, coded;
	int64_t passages, words, documents, speakers;
	double share, share_words;
} coverage_line;
static const glane_column coverage_columns[] = {
	GLANE_COL_KEY(coverage_line, group, "group", "Group"),
	GLANE_COL_KEY_WORD(coverage_line, coded, "coded", CODED_WORDS, "Coded or not"),
	GLANE_COL_PASSAGES(coverage_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_COUNT(coverage_line, words, "words", "tokens", "Words"),
	GLANE_COL_DOCUMENTS(coverage_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(coverage_line, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(coverage_line, share, "share", "% of the group's passages", 1, "Share of the group's passages"),
	GLANE_COL_VALUE(coverage_line, share_words, "share_words", "% of the group's words", 1, "Share of the group's words"),
	GLANE_LAST
};

const glane_table tables[] = {
	[THEMES] = { "themes", GLANE_COUNTED, theme_columns, sizeof(theme_line), "group -speakers", theme_views, theme_figures,
		"Themes by group",
		"{speakers} of {of_speakers} speakers of {group} ({share}%) speak of {theme_label}, in {passages} passages" },
	[COOCCURRENCE] = { "cooccurrence", GLANE_COUNTED | GLANE_PAIRS, together_columns, sizeof(pair_line), "group -passages", together_views, NULL,
		"Themes in the same passage",
		"{passages} passages of {group} speak of {theme_label} and of {with_label}: {lift} times as many as if they had "
		"nothing to do with each other" },
	[COOCCURRENCE_SPEAKERS] = { "cooccurrence-speakers", GLANE_COUNTED | GLANE_PAIRS, speakers_columns, sizeof(pair_line), "group -speakers",
		speakers_views, NULL, "Themes of the same speaker",
		"{speakers} speakers of {group} speak of {theme_label} and of {with_label}: {lift} times as many as if they had "
		"nothing to do with each other" },
	[RULES] = { "rules", GLANE_COUNTED, rule_columns, sizeof(rule_line), "group theme -hits", NULL, NULL,
		"Rules that fired",
		"in {group}, “{entry}” ({place}) finds the theme “{theme_label}” {hits} times, in {passages} passages, "
		"with {speakers} speakers" },
	[SILENT_RULES] = { "silent-rules", GLANE_REPORTED | GLANE_CHECK, silent_columns, sizeof(silent_line), "theme place entry", NULL, NULL,
		"Rules that never fired",
		"“{entry}” ({place}), a rule of the theme “{theme_label}”, has found nothing: look whether it is written "
		"as people say it; correct it, or leave it if nobody says it here" },
	[DOMINANT_RULES] = { "dominant-rules", GLANE_REPORTED | GLANE_CHECK, dominant_columns, sizeof(dominant_line), "-share theme entry",
		NULL, NULL, "Rules that find most of a theme",
		"“{entry}” ({place}) makes {hits} of the {of_hits} hits of the theme “{theme_label}” ({share}%): read "
		"its passages; if they speak of something else, the theme's numbers do, too" },
	[UNCODED] = { "uncoded", GLANE_COUNTED | GLANE_CHECK, uncoded_columns, sizeof(uncoded_line), "group length", NULL, NULL,
		"Passages that no theme codes",
		"in {group}, {passages} passages of {length_label} ({share}% of all its passages) speak of no theme: "
		"read some, and add rules or themes for what is missing" },
	[OVERLAPS] = { "overlaps", GLANE_COUNTED, overlap_columns, sizeof(overlap_line), "group -hits", NULL, NULL,
		"Rules that find the same words",
		"in {group}, “{entry}” (theme “{theme_label}”, {place}) and “{with_entry}” (theme “{with_label}”, "
		"{with_place}) find the same words {hits} times" },
	[COVERAGE] = { "coverage", GLANE_COUNTED, coverage_columns, sizeof(coverage_line), "group coded", NULL, NULL,
		"What the codebook covers", "in {group}, passages ({coded}): {passages} ({share}% of all), {words} words, {speakers} speakers" },
	[WORDS] = { "words", GLANE_COUNTED, word_columns, sizeof(word_line), "group lang -coded -specificity", NULL, NULL,
		"Words of what is coded and of what isn't",
		"in {group}, passages ({coded}): “{word}” is said there {tokens} times, in {passages} of them, "
		"specificity {specificity}" },
	[EXAMPLES] = { "examples", GLANE_REPORTED, example_columns, sizeof(example_line), "theme place", NULL, NULL,
		"Examples of the codebook", "an example of the theme “{theme_label}” ({place}) is “{example}”: {result}" },
	[FAILED_EXAMPLES] = { "failed-examples", GLANE_REPORTED | GLANE_CHECK, failed_columns, sizeof(failed_line), "theme place", NULL, NULL,
		"Examples that their theme doesn't code", "the theme “{theme_label}” does not code its example “{example}” ({place}): {why}; {todo}" },
	GLANE_LAST
};

/* ---- Counting: themes and rules ------------------------------------------------------------------ */

/* One document being counted. A *mention* is a theme in a passage. */
typedef struct {
	glane_ctx *ctx;
	const coder *c;
	const input *in;
	const uint32_t *passage_of;
	uint32_t n_mentions, room;
	theme_line *mention;		/* of theme number theme_of[i] in passage at[i] */
	uint32_t *theme_of, *at;
} counting;

static void *scratch(counting *k, size_t n)
{
	return k->ctx->host->alloc(k->ctx, GLANE_SCRATCH, n ? n : 1);
}

static theme_line *new_mention(counting *k, uint32_t theme, uint32_t passage)
{
	if (k->n_mentions == k->room) {
		const glane_host *h = k->ctx->host;
		uint32_t n = k->n_mentions, more = n + 256;
		k->mention = h->grow(k->ctx, GLANE_SCRATCH, k->mention, n * sizeof *k->mention, more * sizeof *k->mention);
		k->theme_of = h->grow(k->ctx, GLANE_SCRATCH, k->theme_of, n * sizeof *k->theme_of, more * sizeof *k->theme_of);
		k->at = h->grow(k->ctx, GLANE_SCRATCH, k->at, n * sizeof *k->at, more * sizeof *k->at);
		k->room += more;
	}
	uint32_t i = k->n_mentions++;
	k->mention[i] = (theme_line){ .theme = k->c->code[theme] };
	k->theme_of[i] = theme;
	k->at[i] = passage;
	return &k->mention[i];
}

/* A passage is counted for a theme when it holds words by which a unit was coded. */
static void count_themes(counting *k, const coded_theme *theme)
{
	/* The mention of the theme at work in each passage, and of which theme it is the mention. */
	uint32_t *mention = scratch(k, k->in->unit.n * sizeof *mention), *of = scratch(k, k->in->unit.n * sizeof *of);
	for (uint32_t t = 0; t < k->c->book->n_themes; t++)
		for (uint32_t u = 0; u < theme[t].n; u++) {
			const coded *unit = &theme[t].unit[u];
			for (uint32_t p = 0; !unit->n && p < k->in->unit.n; p++)	/* coded by hand */
				if (k->in->unit.span[p].begin < unit->span.end && unit->span.begin < k->in->unit.span[p].end && of[p] != t + 1) {
					of[p] = t + 1;
					mention[p] = k->n_mentions;
					new_mention(k, t, p);
				}
			for (uint32_t i = 0, end; i < unit->n; i = end) {
				const hit *h = unit->hit[i];
				uint32_t p = k->passage_of[h->first];
				bool several = true;
				for (end = i; end < unit->n && unit->hit[end]->first == h->first && unit->hit[end]->last == h->last; end++)
					several &= unit->hit[end]->several;
				if (p == GLANE_NONE)
					continue;
				if (of[p] != t + 1) {
					of[p] = t + 1;
					mention[p] = k->n_mentions;
					new_mention(k, t, p);
				}
				k->mention[mention[p]].mentions++;
				k->mention[mention[p]].several += several;
			}
		}
	k->ctx->host->count(k->ctx, THEMES, k->n_mentions, k->mention, &k->in->unit, k->at);
}

static void count_rules(counting *k, const coded_theme *theme)
{
	const coder *c = k->c;
	uint32_t n = 0;
	for (uint32_t pass = 0, all = 0; pass < 2; pass++) {
		rule_line *line = pass ? scratch(k, all * sizeof *line) : NULL;
		uint32_t *at = pass ? scratch(k, all * sizeof *at) : NULL;
		n = 0;
		for (uint32_t t = 0; t < c->book->n_themes; t++)
			for (uint32_t u = 0; u < theme[t].n; u++)
				for (uint32_t i = 0; i < theme[t].unit[u].n; i++) {
					const hit *h = theme[t].unit[u].hit[i];
					const cue *q = &c->cue[h->cue];
					if (q->theme != t || k->passage_of[h->first] == GLANE_NONE)
						continue;
					if (pass) {
						line[n] = (rule_line){ .theme = c->code[t], .kind = q->kind, .entry = q->entry,
						                       .place = q->place, .hits = 1 };
						at[n] = k->passage_of[h->first];
						state_hits(k->ctx, c)[h->cue]++;
					}
					n++;
				}
		all = n;
		if (pass)
			k->ctx->host->count(k->ctx, RULES, n, line, &k->in->unit, at);
	}
}

/* ---- Counting: pairs ------------------------------------------------------------------------------- */

static bool above(const codebook *b, uint32_t parent, uint32_t child)
{
	while (child != GLANE_NONE && child != parent)
		child = b->theme[child].parent;
	return child == parent;
}

/* Are two themes worth being counted together? A parent is always with its children. */
static bool worth(const codebook *b, uint32_t x, uint32_t y)
{
	return b->theme[x].codable && b->theme[y].codable && !above(b, x, y) && !above(b, y, x);
}

typedef struct { uint32_t n, room; pair_line *line; uint32_t *at; } pair_list;

static void add_pair(counting *k, pair_list *l, uint32_t x, uint32_t y, uint32_t at)
{
	if (l->n == l->room) {
		const glane_host *h = k->ctx->host;
		uint32_t more = l->n + 256;
		l->line = h->grow(k->ctx, GLANE_SCRATCH, l->line, l->n * sizeof *l->line, more * sizeof *l->line);
		l->at = h->grow(k->ctx, GLANE_SCRATCH, l->at, l->n * sizeof *l->at, more * sizeof *l->at);
		l->room += more;
	}
	l->line[l->n] = (pair_line){ .a = k->c->code[x], .b = k->c->code[y] };
	l->at[l->n++] = at;
}

/* The mentions of each passage follow each other in the order of themes: list[first[p] … first[p + 1]). */
static void count_pairs(counting *k)
{
	uint32_t n = k->in->unit.n, sum = 0;
	uint32_t *first = scratch(k, ((size_t)n + 2) * sizeof *first), *at = first + 1;
	uint32_t *list = scratch(k, k->n_mentions * sizeof *list);
	pair_list l = { 0 };
	for (uint32_t i = 0; i < k->n_mentions; i++)
		at[k->at[i]]++;
	for (uint32_t p = 0; p < n; p++) {
		uint32_t m = at[p];
		at[p] = sum;
		sum += m;
	}
	for (uint32_t i = 0; i < k->n_mentions; i++)
		list[at[k->at[i]]++] = k->theme_of[i];
	for (uint32_t p = 0; p < n; p++)
		for (uint32_t i = first[p]; i < first[p + 1]; i++)
			for (uint32_t j = i + 1; j < first[p + 1]; j++)
				if (worth(k->c->book, list[i], list[j]))
					add_pair(k, &l, list[i], list[j], p);
	k->ctx->host->count(k->ctx, COOCCURRENCE, l.n, l.line, &k->in->unit, l.at);
}

/* Of each speaker the first passage of each theme stands for that theme. */
static void count_speakers(counting *k, uint32_t n_speakers)
{
	const codebook *b = k->c->book;
	uint32_t n = b->n_themes;
	uint32_t *first = scratch(k, (size_t)n * n_speakers * sizeof *first);	/* passage + 1 */
	pair_list l = { 0 };
	for (uint32_t i = 0; i < k->n_mentions; i++) {
		uint32_t *f = &first[(size_t)k->in->unit.speaker[k->at[i]] * n + k->theme_of[i]];
		if (!*f || *f > k->at[i] + 1)
			*f = k->at[i] + 1;
	}
	for (uint32_t s = 0; s < n_speakers; s++) {
		const uint32_t *f = first + (size_t)s * n;
		for (uint32_t x = 0; x < n; x++)
			for (uint32_t y = x + 1; f[x] && y < n; y++)
				if (f[y] && worth(b, x, y)) {
					add_pair(k, &l, x, y, f[x] - 1);
					if (f[x] != f[y])
						add_pair(k, &l, x, y, f[y] - 1);
				}
	}
	k->ctx->host->count(k->ctx, COOCCURRENCE_SPEAKERS, l.n, l.line, &k->in->unit, l.at);
}

/* ---- Counting: coverage ------------------------------------------------------------------------------ */

static void count_coverage(counting *k)
{
	const glane_host *h = k->ctx->host;
	const input *in = k->in;
	glane_sym all = h->sym(k->ctx, "all"), yes = h->sym(k->ctx, "coded"), no = h->sym(k->ctx, "not coded");
	uint32_t n = in->unit.n;
	coverage_line *line = scratch(k, 2 * (size_t)n * sizeof *line);
	uint32_t *at = scratch(k, 2 * (size_t)n * sizeof *at);
	for (uint32_t p = 0; p < n; p++) {
		line[2 * p].coded = all;
		line[2 * p + 1].coded = no;
		at[2 * p] = at[2 * p + 1] = p;
	}
	for (uint32_t i = 0; i < k->n_mentions; i++)
		line[2 * k->at[i] + 1].coded = yes;
	for (uint32_t i = 0; i < in->token.n; i++) {
		uint32_t p = k->passage_of[i];
		if (p != GLANE_NONE && in->kind[i].id == k->c->word.id) {
			line[2 * p].words++;
			line[2 * p + 1].words++;
		}
	}
	h->count(k->ctx, COVERAGE, 2 * n, line, &in->unit, at);
	int64_t *words = scratch(k, n * sizeof *words);
	for (uint32_t p = 0; p < n; p++)
		words[p] = line[2 * p + 1].coded.id == yes.id ? -1 : line[2 * p + 1].words;
	count_uncoded(k->ctx, words);
}

void count_tables(glane_ctx *ctx, const glane_doc *doc, const coded_theme *theme, const uint32_t *passage_of)
{
	const theme_coder *me = ctx->self;
	counting k = { .ctx = ctx, .c = me->coder, .in = ctx->input, .passage_of = passage_of };
	count_themes(&k, theme);
	count_rules(&k, theme);
	count_pairs(&k);
	count_speakers(&k, doc->n_speakers);
	count_coverage(&k);
	count_overlaps(ctx, theme, passage_of);
	count_words(ctx, theme, passage_of);
}

/* ---- Report ------------------------------------------------------------------------------------------ */

/* What there is in a group, by grouping: the denominators. Of themes by their number. */
typedef struct { glane_sym group; int64_t passages, words, speakers, *of_passages, *of_speakers; } totals;

typedef struct {
	glane_ctx *ctx;
	const coder *c;
	uint32_t n, *rank;		/* groups; of themes in code-point order, in which rows come */
	totals *group;
	glane_sym *label;
} reporting;

uint32_t theme_of_code(const coder *c, glane_sym code)
{
	uint32_t t = 0;
	while (t < c->book->n_themes && c->code[t].id != code.id)
		t++;
	return t;
}

static glane_sym label_of(reporting *k, const codebook_theme *t)
{
	const glane_host *h = k->ctx->host;
	uint32_t l = !strcmp(h->study(k->ctx)->language, "fr") ? CODEBOOK_FR : CODEBOOK_EN;
	return h->sym(k->ctx, t->label[l] ? t->label[l] : t->label[!l] ? t->label[!l] : t->code);
}

static double percent(int64_t part, int64_t whole)
{
	return whole ? 100.0 * (double)part / (double)whole : GLANE_UNDEFINED_REAL;
}

/* Rows come group after group, one grouping (by="a b" has two) after the other; each group begins with "all". */
static void report_coverage(reporting *k)
{
	const glane_host *h = k->ctx->host;
	coverage_line *line;
	uint32_t n = h->counted(k->ctx, COVERAGE, &line);
	glane_sym all = h->sym(k->ctx, "all");
	k->group = h->alloc(k->ctx, GLANE_SCRATCH, (n + 1) * sizeof *k->group);
	for (uint32_t i = 0; i < n; i++) {
		if (line[i].coded.id == all.id) {
			totals *t = &k->group[k->n++];
			size_t themes = k->c->book->n_themes + 1;
			*t = (totals){ line[i].group, line[i].passages, line[i].words, line[i].speakers,
				h->alloc(k->ctx, GLANE_SCRATCH, themes * sizeof *t->of_passages),
				h->alloc(k->ctx, GLANE_SCRATCH, themes * sizeof *t->of_speakers) };
		}
		line[i].share = percent(line[i].passages, k->group[k->n - 1].passages);
		line[i].share_words = percent(line[i].words, k->group[k->n - 1].words);
	}
}

/* The totals of a row's group. A table may lack groups that the coverage has; rows of one group come in the order of
 * their themes, so one that precedes the row before it begins the next grouping. */
typedef struct { uint32_t at; glane_sym group; uint64_t key; bool begun; } group_walk;

static totals *group_of(reporting *k, group_walk *w, glane_sym group, uint64_t key)
{
	if (!w->begun || w->group.id != group.id || key <= w->key) {
		w->at += w->begun;
		while (w->at + 1 < k->n && k->group[w->at].group.id != group.id)
			w->at++;
	}
	w->begun = true;
	w->group = group;
	w->key = key;
	return &k->group[w->at];
}

static void report_themes(reporting *k)
{
	const glane_host *h = k->ctx->host;
	const codebook *b = k->c->book;
	glane_sym kind[2] = { h->sym(k->ctx, h->translate(k->ctx, "heading")), h->sym(k->ctx, h->translate(k->ctx, "theme")) };
	theme_line *line;
	group_walk w = { 0 };
	uint32_t n = h->counted(k->ctx, THEMES, &line);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t t = theme_of_code(k->c, line[i].theme);
		totals *g = group_of(k, &w, line[i].group, k->rank[t]);
		g->of_passages[t] = line[i].passages;
		g->of_speakers[t] = line[i].speakers;
		line[i].label = k->label[t];
		if (b->theme[t].parent != GLANE_NONE)
			line[i].parent = k->label[b->theme[t].parent];
		line[i].kind = kind[b->theme[t].codable];
		line[i].of_speakers = (double)g->speakers;
		line[i].share = percent(line[i].speakers, g->speakers);
	}
}

/* Of `all` passages or speakers x have one theme, y the other, both have both. */
static void associate(pair_line *l, int64_t both, int64_t x, int64_t y, int64_t all)
{
	double n11 = (double)both, n10 = (double)(x - both), n01 = (double)(y - both), n00 = (double)(all - x - y + both);
	double square = (double)x * (double)y * (double)(all - x) * (double)(all - y);
	l->jaccard = n11 / (n11 + n10 + n01);
	l->lift = n11 * (double)all / ((double)x * (double)y);
	l->phi = square > 0 ? (n11 * n00 - n10 * n01) / sqrt(square) : GLANE_UNDEFINED_REAL;
}

static void report_pairs(reporting *k, uint32_t table)
{
	pair_line *line;
	group_walk w = { 0 };
	uint32_t n = k->ctx->host->counted(k->ctx, table, &line);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t x = theme_of_code(k->c, line[i].a), y = theme_of_code(k->c, line[i].b);
		totals *g = group_of(k, &w, line[i].group, (uint64_t)k->rank[x] << 32 | k->rank[y]);
		line[i].label_a = k->label[x];
		line[i].label_b = k->label[y];
		if (table == COOCCURRENCE)
			associate(&line[i], line[i].passages, g->of_passages[x], g->of_passages[y], g->passages);
		else
			associate(&line[i], line[i].speakers, g->of_speakers[x], g->of_speakers[y], g->speakers);
	}
}

static void report_uncoded(reporting *k)
{
	uncoded_line *line;
	group_walk w = { 0 };
	uint32_t n = k->ctx->host->counted(k->ctx, UNCODED, &line);
	for (uint32_t i = 0; i < n; i++) {
		glane_str length = k->ctx->host->string(k->ctx, line[i].length);
		totals *g = group_of(k, &w, line[i].group, (unsigned char)length.p[0]);	/* long, middle, short */
		line[i].share = percent(line[i].passages, g->passages);
	}
	label_uncoded(k->ctx, n, line);
}

static void label_rules(reporting *k)
{
	rule_line *line;
	for (uint32_t i = k->ctx->host->counted(k->ctx, RULES, &line); i-- > 0; )
		line[i].label = k->label[theme_of_code(k->c, line[i].theme)];
}

int report_tables(glane_ctx *ctx)
{
	const theme_coder *me = ctx->self;
	const glane_host *h = ctx->host;
	reporting k = { .ctx = ctx, .c = me->coder };
	uint32_t n = me->coder->book->n_themes;
	uint32_t *order = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *order);
	k.rank = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *k.rank);
	k.label = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *k.label);
	h->order(ctx, n, me->coder->code, order);
	for (uint32_t i = 0; i < n; i++) {
		k.rank[order[i]] = i;
		k.label[i] = label_of(&k, &me->coder->book->theme[i]);
	}
	report_coverage(&k);
	report_themes(&k);
	report_pairs(&k, COOCCURRENCE);
	report_pairs(&k, COOCCURRENCE_SPEAKERS);
	report_uncoded(&k);
	label_rules(&k);
	label_overlaps(ctx, k.label);
	report_rules(ctx, k.label);
	report_words(ctx);
	report_examples(ctx, k.label);
	return GLANE_OK;
}
