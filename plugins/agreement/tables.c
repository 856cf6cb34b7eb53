/* tables.c - coefficients of each theme and of all, and where coders disagree. */
#include "tables.h"

#define N_(text) text		/* said by translate() */

typedef struct {
	glane_sym coder, with, theme, group, note;
	int64_t units, both, first, second, documents, speakers;
	double share, kappa, alpha, pi, ac1, precision, recall, f1, share_chars, kappa_chars;
} theme_line;
static const glane_column theme_columns[] = {
	GLANE_COL_KEY(theme_line, coder, "coder", "Coder"),
	GLANE_COL_KEY(theme_line, with, "with", "Compared with"),
	GLANE_COL_KEY(theme_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(theme_line, group, "group", "Group"),
	GLANE_COL_COUNT(theme_line, units, "units", "units", "Units that both have read"),
	GLANE_COL_COUNT(theme_line, both, "both", "units", "Coded by both"),
	GLANE_COL_COUNT(theme_line, first, "coder_alone", "units", "Coded by the coder alone"),
	GLANE_COL_COUNT(theme_line, second, "with_alone", "units", "Coded by the other alone"),
	GLANE_COL_DOCUMENTS(theme_line, documents, "documents", "Documents that both have read"),
	GLANE_COL_SPEAKERS(theme_line, speakers, "speakers", "Speakers of these units"),
	GLANE_COL_VALUE(theme_line, share, "agreement", "% of the units", 1, "Agreement"),
	GLANE_COL_VALUE(theme_line, kappa, "kappa", "coefficient", 3, "Cohen's kappa"),
	GLANE_COL_VALUE(theme_line, alpha, "alpha", "coefficient", 3, "Krippendorff's alpha"),
	GLANE_COL_VALUE(theme_line, pi, "pi", "coefficient", 3, "Scott's pi"),
	GLANE_COL_VALUE(theme_line, ac1, "ac1", "coefficient", 3, "Gwet's AC1"),
	GLANE_COL_VALUE(theme_line, precision, "precision", "share", 3, "Precision"),
	GLANE_COL_VALUE(theme_line, recall, "recall", "share", 3, "Recall"),
	GLANE_COL_VALUE(theme_line, f1, "f1", "share", 3, "F1 (Holsti's coefficient)"),
	GLANE_COL_VALUE(theme_line, share_chars, "agreement_characters", "% of the characters", 1, "Agreement on characters"),
	GLANE_COL_VALUE(theme_line, kappa_chars, "kappa_characters", "coefficient", 3, "Cohen's kappa of characters"),
	GLANE_COL_LABEL(theme_line, note, "note", "Why a coefficient is not defined"),
	GLANE_LAST
};
static const glane_view theme_views[] = {
	{ "kappa", "theme", "group", "kappa", "Cohen's kappa of each theme" },
	{ "alpha", "theme", "group", "alpha", "Krippendorff's alpha of each theme" },
	{ "f1", "theme", "group", "f1", "F1 of each theme" },
	GLANE_LAST
};

typedef struct {
	glane_sym coder, with, group, note;
	int64_t units, same, documents, speakers, themes;
	double share, masi, jaccard, kappa, precision, recall, micro, macro;
} all_line;
static const glane_column all_columns[] = {
	GLANE_COL_KEY(all_line, coder, "coder", "Coder"),
	GLANE_COL_KEY(all_line, with, "with", "Compared with"),
	GLANE_COL_KEY(all_line, group, "group", "Group"),
	GLANE_COL_COUNT(all_line, units, "units", "units", "Units that both have read"),
	GLANE_COL_COUNT(all_line, same, "same", "units", "Coded with the same themes"),
	GLANE_COL_DOCUMENTS(all_line, documents, "documents", "Documents that both have read"),
	GLANE_COL_SPEAKERS(all_line, speakers, "speakers", "Speakers of these units"),
	GLANE_COL_COUNT(all_line, themes, "themes", "themes", "Themes that one of them uses"),
	GLANE_COL_VALUE(all_line, share, "agreement", "% of the units", 1, "Units with the same themes"),
	GLANE_COL_VALUE(all_line, masi, "alpha_masi", "coefficient", 3, "Krippendorff's alpha of sets of themes (MASI)"),
	GLANE_COL_VALUE(all_line, jaccard, "alpha_jaccard", "coefficient", 3, "Krippendorff's alpha of sets of themes (Jaccard)"),
	GLANE_COL_VALUE(all_line, kappa, "kappa_mean", "coefficient", 3, "Mean of the themes' kappas"),
	GLANE_COL_VALUE(all_line, precision, "precision", "share", 3, "Precision"),
	GLANE_COL_VALUE(all_line, recall, "recall", "share", 3, "Recall"),
	GLANE_COL_VALUE(all_line, micro, "f1", "share", 3, "F1 of all codings (micro)"),
	GLANE_COL_VALUE(all_line, macro, "f1_mean", "share", 3, "Mean of the themes' F1 (macro)"),
	GLANE_COL_LABEL(all_line, note, "note", "Why a coefficient is not defined"),
	GLANE_LAST
};

typedef struct { glane_sym theme, coder, with, group; int64_t passages, documents, speakers; } alone_line;
static const glane_column alone_columns[] = {
	GLANE_COL_KEY(alone_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(alone_line, coder, "coder", "Coded by"),
	GLANE_COL_KEY(alone_line, with, "with", "Not coded by"),
	GLANE_COL_KEY(alone_line, group, "group", "Group"),
	GLANE_COL_PASSAGES(alone_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(alone_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(alone_line, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

enum { THEMES, OVERALL, DISAGREEMENTS };
const glane_table agreement_tables[] = {
	[THEMES] = { "themes", GLANE_REPORTED, theme_columns, sizeof(theme_line), "group coder with theme", theme_views, NULL,
		"Agreement on each theme",
		"{coder} and {with} agree on {theme} in {agreement} % of {units} units: kappa {kappa}, alpha {alpha}" },
	[OVERALL] = { "overall", GLANE_REPORTED, all_columns, sizeof(all_line), "group coder with", NULL, NULL,
		"Agreement on all themes",
		"{coder} and {with} give {agreement} % of {units} units the same themes: alpha {alpha_masi} (MASI), F1 {f1}" },
	[DISAGREEMENTS] = { "disagreements", GLANE_REPORTED, alone_columns, sizeof(alone_line), "group theme coder with", NULL, NULL,
		"Where coders disagree", "{coder} sees {theme} in {passages} passages of {group} where {with} doesn't" },
	GLANE_LAST
};

/* ---- Values ---------------------------------------------------------------------------------- */

static double shown(agreement_value v, double times)
{
	return v.undefined ? GLANE_UNDEFINED_REAL : v.value * times;
}

static glane_sym noted(const coded *c, agreement_value v)
{
	static const char *const why[] = { "", N_("undefined: no unit that both have read"), N_("undefined: single category"),
		N_("undefined: neither of them codes this") };
	const glane_host *h = c->ctx->host;
	return v.undefined ? h->sym(c->ctx, h->translate(c->ctx, why[v.undefined])) : (glane_sym){ 0 };
}

static agreement_pair pair_of(int64_t table[4], int64_t all, int64_t both, int64_t first, int64_t second)
{
	table[0] = all - both - first - second;
	table[1] = second;
	table[2] = first;
	table[3] = both;
	return (agreement_pair){ 2, table };
}

static const theme_cell *cell_of(const coded *c, uint32_t group, uint32_t pair, uint32_t theme)
{
	return &c->cell[((size_t)group * c->n_pairs + pair) * c->theme.n + theme];
}

static bool used(const theme_cell *t)
{
	return t->both + t->first + t->second;
}

static void report_theme(const coded *c, uint32_t group, uint32_t pair, uint32_t theme)
{
	const pair_cell *p = &c->pair[(size_t)group * c->n_pairs + pair];
	const theme_cell *t = cell_of(c, group, pair, theme);
	int64_t units[4], chars[4];
	agreement_pair a = pair_of(units, p->units, t->both, t->first, t->second);
	agreement_pair k = pair_of(chars, p->chars, t->chars_both, t->chars_first, t->chars_second);
	agreement_retrieval r = agreement_against(t->both, t->first, t->second);
	agreement_value kappa = agreement_cohen(a);
	theme_line line = { .coder = c->coder.sym[c->first[pair]], .with = c->coder.sym[c->second[pair]],
		.theme = c->theme.sym[theme], .group = c->group.sym[group], .note = noted(c, kappa),
		.units = p->units, .both = t->both, .first = t->first, .second = t->second, .documents = p->documents, .speakers = p->n_persons,
		.share = shown(agreement_observed(a), 100), .kappa = shown(kappa, 1), .alpha = shown(agreement_alpha(a), 1),
		.pi = shown(agreement_scott(a), 1), .ac1 = shown(agreement_gwet(a), 1), .precision = shown(r.precision, 1),
		.recall = shown(r.recall, 1), .f1 = shown(r.f1, 1), .share_chars = shown(agreement_observed(k), 100),
		.kappa_chars = shown(agreement_cohen(k), 1) };
	c->ctx->host->row(c->ctx, THEMES, &line, NULL);
}

/* ---- All themes ------------------------------------------------------------------------------ */

static uint32_t in_both(const uint32_t *a, const uint32_t *b, uint32_t *n_a, uint32_t *n_b)
{
	uint32_t both = 0;
	*n_a = *n_b = 0;
	while (*a != GLANE_NONE || *b != GLANE_NONE) {
		uint32_t x = *a, y = *b;
		both += x == y;
		*n_a += x <= y;
		*n_b += y <= x;
		a += x <= y;
		b += y <= x;
	}
	return both;
}

static double masi(const void *user, uint32_t a, uint32_t b)
{
	const coded *c = user;
	uint32_t x, y, both = in_both(c->set_of[a], c->set_of[b], &x, &y);
	return agreement_masi(x, y, both);
}

static double jaccard(const void *user, uint32_t a, uint32_t b)
{
	const coded *c = user;
	uint32_t x, y, both = in_both(c->set_of[a], c->set_of[b], &x, &y);
	return agreement_jaccard(x, y, both);
}

static double mean(double sum, int64_t n)
{
	return n ? sum / (double)n : GLANE_UNDEFINED_REAL;
}

static void add_themes(const coded *c, uint32_t group, uint32_t pair, all_line *line)
{
	const pair_cell *p = &c->pair[(size_t)group * c->n_pairs + pair];
	int64_t both = 0, first = 0, second = 0, n_kappa = 0, n_f1 = 0, units[4];
	double kappa = 0, f1 = 0;
	for (uint32_t t = 0; t < c->theme.n; t++) {
		const theme_cell *k = cell_of(c, group, pair, t);
		agreement_value v = agreement_cohen(pair_of(units, p->units, k->both, k->first, k->second));
		agreement_value w = agreement_against(k->both, k->first, k->second).f1;
		if (!used(k))
			continue;
		line->themes++;
		both += k->both;
		first += k->first;
		second += k->second;
		kappa += v.undefined ? 0 : v.value;
		n_kappa += !v.undefined;
		f1 += w.undefined ? 0 : w.value;
		n_f1 += !w.undefined;
	}
	agreement_retrieval r = agreement_against(both, first, second);
	line->precision = shown(r.precision, 1);
	line->recall = shown(r.recall, 1);
	line->micro = shown(r.f1, 1);
	line->kappa = mean(kappa, n_kappa);
	line->macro = mean(f1, n_f1);
}

static void report_all(const coded *c, uint32_t group, uint32_t pair, agreement_units *unit, double *room)
{
	const pair_cell *p = &c->pair[(size_t)group * c->n_pairs + pair];
	all_line line = { .coder = c->coder.sym[c->first[pair]], .with = c->coder.sym[c->second[pair]],
		.group = c->group.sym[group], .units = p->units, .documents = p->documents,
		.speakers = p->n_persons };
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->n_sets; i++)
		if (c->sets[i].group == group && c->sets[i].pair == pair) {
			unit[n++] = c->sets[i].unit;
			line.same += c->sets[i].unit.a == c->sets[i].unit.b ? c->sets[i].unit.units : 0;
		}
	agreement_value m = agreement_of_units(c->set.n, n, unit, masi, c, room);
	line.share = 100 * (double)line.same / (double)p->units;
	line.masi = shown(m, 1);
	line.jaccard = shown(agreement_of_units(c->set.n, n, unit, jaccard, c, room), 1);
	line.note = noted(c, m);
	add_themes(c, group, pair, &line);
	c->ctx->host->row(c->ctx, OVERALL, &line, NULL);
}

/* ---- Disagreements --------------------------------------------------------------------------- */

static void report_alone(const coded *c, uint32_t group, uint32_t pair, uint32_t theme, int side)
{
	const struct alone *a = &cell_of(c, group, pair, theme)->alone[side];
	const agreement_input *in = c->ctx->input;
	uint32_t who = side ? c->second[pair] : c->first[pair], other = side ? c->first[pair] : c->second[pair];
	alone_line line = { .theme = c->theme.sym[theme], .coder = c->coder.sym[who], .with = c->coder.sym[other],
		.group = c->group.sym[group], .passages = a->n };
	if (!a->n)
		return;
	for (uint32_t i = 0; i < a->n; i++) {
		bool new = true;
		line.documents += !i || a->at[i].document.id != a->at[i - 1].document.id;
		for (uint32_t k = i; k-- && new; )
			new = a->person[k].id != a->person[i].id;
		line.speakers += new;
	}
	glane_evidence e = { .in = in->unit.layer, .n_rows = a->n, .rows = a->at };
	c->ctx->host->row(c->ctx, DISAGREEMENTS, &line, &e);
}

void agreement_report(const coded *c)
{
	const glane_host *h = c->ctx->host;
	agreement_units *unit = h->alloc(c->ctx, GLANE_SCRATCH, (c->n_sets + 1) * sizeof *unit);
	double *room = h->alloc(c->ctx, GLANE_SCRATCH, (c->set.n + 1) * sizeof *room);
	for (uint32_t g = 0; g < c->group.n; g++)
		for (uint32_t p = 0; p < c->n_pairs; p++) {
			if (!c->pair[(size_t)g * c->n_pairs + p].units)
				continue;
			report_all(c, g, p, unit, room);
			for (uint32_t t = 0; t < c->theme.n; t++) {
				if (!used(cell_of(c, g, p, t)))
					continue;
				report_theme(c, g, p, t);
				report_alone(c, g, p, t, 0);
				report_alone(c, g, p, t, 1);
			}
		}
}
