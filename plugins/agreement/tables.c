/* tables.c - coefficients of each theme and of all, and where coders disagree. */
#include <math.h>
#include "panel.h"
#include "tables.h"

#define N_(text) text		/* said by translate() */

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
	GLANE_COL_VALUE(theme_line, kappa_low, "kappa_low", "coefficient", 3, "Kappa, lower end of the interval (95%)"),
	GLANE_COL_VALUE(theme_line, kappa_high, "kappa_high", "coefficient", 3, "Kappa, upper end of the interval (95%)"),
	GLANE_COL_VALUE(theme_line, alpha, "alpha", "coefficient", 3, "Krippendorff's alpha"),
	GLANE_COL_VALUE(theme_line, alpha_low, "alpha_low", "coefficient", 3, "Alpha, lower end of the interval (95%)"),
	GLANE_COL_VALUE(theme_line, alpha_high, "alpha_high", "coefficient", 3, "Alpha, upper end of the interval (95%)"),
	GLANE_COL_VALUE(theme_line, pi, "pi", "coefficient", 3, "Scott's pi"),
	GLANE_COL_VALUE(theme_line, ac1, "ac1", "coefficient", 3, "Gwet's AC1"),
	GLANE_COL_VALUE(theme_line, precision, "precision", "share", 3, "Precision"),
	GLANE_COL_VALUE(theme_line, recall, "recall", "share", 3, "Recall"),
	GLANE_COL_VALUE(theme_line, f1, "f1", "share", 3, "F1 (Holsti's coefficient)"),
	GLANE_COL_VALUE(theme_line, f1_low, "f1_low", "share", 3, "F1, lower end of the interval (95%)"),
	GLANE_COL_VALUE(theme_line, f1_high, "f1_high", "share", 3, "F1, upper end of the interval (95%)"),
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

static const glane_column low_columns[] = {
	GLANE_COL_KEY(low_line, coder, "coder", "Coder"),
	GLANE_COL_KEY(low_line, with, "with", "Compared with"),
	GLANE_COL_KEY(low_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(low_line, group, "group", "Group"),
	GLANE_COL_COUNT(low_line, units, "units", "units", "Units that both have read"),
	GLANE_COL_DOCUMENTS(low_line, documents, "documents", "Documents that both have read"),
	GLANE_COL_SPEAKERS(low_line, speakers, "speakers", "Speakers of these units"),
	GLANE_COL_VALUE(low_line, alpha, "alpha", "coefficient", 3, "Krippendorff's alpha"),
	GLANE_COL_VALUE(low_line, share, "agreement", "% of the units", 1, "Agreement"),
	GLANE_LAST
};

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
	GLANE_COL_VALUE(all_line, masi_low, "alpha_low", "coefficient", 3, "Alpha (MASI), lower end of the interval (95%)"),
	GLANE_COL_VALUE(all_line, masi_high, "alpha_high", "coefficient", 3, "Alpha (MASI), upper end of the interval (95%)"),
	GLANE_COL_VALUE(all_line, jaccard, "alpha_jaccard", "coefficient", 3, "Krippendorff's alpha of sets of themes (Jaccard)"),
	GLANE_COL_VALUE(all_line, kappa, "kappa_mean", "coefficient", 3, "Mean of the themes' kappas"),
	GLANE_COL_VALUE(all_line, precision, "precision", "share", 3, "Precision"),
	GLANE_COL_VALUE(all_line, recall, "recall", "share", 3, "Recall"),
	GLANE_COL_VALUE(all_line, micro, "f1", "share", 3, "F1 of all codings (micro)"),
	GLANE_COL_VALUE(all_line, micro_low, "f1_low", "share", 3, "F1 of all codings, lower end of the interval (95%)"),
	GLANE_COL_VALUE(all_line, micro_high, "f1_high", "share", 3, "F1 of all codings, upper end of the interval (95%)"),
	GLANE_COL_VALUE(all_line, macro, "f1_mean", "share", 3, "Mean of the themes' F1 (macro)"),
	GLANE_COL_LABEL(all_line, drawn, "drawn", "What the intervals are drawn from"),
	GLANE_COL_LABEL(all_line, note, "note", "Why a coefficient is not defined"),
	GLANE_LAST
};

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

static const glane_column confusion_columns[] = {
	GLANE_COL_KEY(confusion_line, coder, "coder", "Coder"),
	GLANE_COL_KEY(confusion_line, with, "with", "Compared with"),
	GLANE_COL_KEY(confusion_line, theme, "theme", "Theme of the coder"),
	GLANE_COL_KEY(confusion_line, other, "other", "Theme of the other"),
	GLANE_COL_KEY(confusion_line, group, "group", "Group"),
	GLANE_COL_PASSAGES(confusion_line, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(confusion_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(confusion_line, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_view confusion_views[] = {
	{ "passages", "theme", "other", "passages", "Themes of the coder by themes of the other" },
	GLANE_LAST
};
static const glane_figure confusion_figures[] = {
	{ "confusions", "heat", "passages", "x=other y=theme colour=passages", "Themes of one coder by themes of another" },
	GLANE_LAST
};

static const glane_column panel_columns[] = {
	GLANE_COL_KEY(panel_line, theme, "theme", "Theme"),
	GLANE_COL_KEY(panel_line, group, "group", "Group"),
	GLANE_COL_COUNT(panel_line, coders, "coders", "coders", "Coders"),
	GLANE_COL_COUNT(panel_line, units, "units", "units", "Units that two of them have read at least"),
	GLANE_COL_COUNT(panel_line, all, "all", "units", "Coded by all who have read them"),
	GLANE_COL_PASSAGES(panel_line, some, "disputed", "units", "Coded by some of them"),
	GLANE_COL_DOCUMENTS(panel_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(panel_line, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(panel_line, alpha, "alpha", "coefficient", 3, "Krippendorff's alpha of all coders"),
	GLANE_COL_VALUE(panel_line, low, "alpha_low", "coefficient", 3, "Alpha, lower end of the interval (95%)"),
	GLANE_COL_VALUE(panel_line, high, "alpha_high", "coefficient", 3, "Alpha, upper end of the interval (95%)"),
	GLANE_COL_VALUE(panel_line, kappa, "kappa_mean", "coefficient", 3, "Mean of the pairs' kappas"),
	GLANE_COL_LABEL(panel_line, note, "note", "Why a coefficient is not defined"),
	GLANE_LAST
};
static const glane_column panel_all_columns[] = {
	GLANE_COL_KEY(panel_all_line, group, "group", "Group"),
	GLANE_COL_COUNT(panel_all_line, coders, "coders", "coders", "Coders"),
	GLANE_COL_COUNT(panel_all_line, units, "units", "units", "Units that two of them have read at least"),
	GLANE_COL_COUNT(panel_all_line, same, "same", "units", "Coded with the same themes by all who have read them"),
	GLANE_COL_DOCUMENTS(panel_all_line, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(panel_all_line, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(panel_all_line, share, "agreement", "% of the units", 1, "Units with the same themes"),
	GLANE_COL_VALUE(panel_all_line, masi, "alpha_masi", "coefficient", 3, "Krippendorff's alpha of sets of themes (MASI)"),
	GLANE_COL_VALUE(panel_all_line, low, "alpha_low", "coefficient", 3, "Alpha (MASI), lower end of the interval (95%)"),
	GLANE_COL_VALUE(panel_all_line, high, "alpha_high", "coefficient", 3, "Alpha (MASI), upper end of the interval (95%)"),
	GLANE_COL_LABEL(panel_all_line, drawn, "drawn", "What the intervals are drawn from"),
	GLANE_COL_LABEL(panel_all_line, note, "note", "Why a coefficient is not defined"),
	GLANE_LAST
};

static const glane_column score_columns[] = {
	GLANE_COL_KEY(score_line, coder, "coder", "Coder"),
	GLANE_COL_KEY(score_line, with, "with", "Compared with"),
	GLANE_COL_KEY(score_line, group, "group", "Group"),
	GLANE_COL_DOCUMENTS(score_line, documents, "documents", "Documents that two have scored"),
	GLANE_COL_SPEAKERS(score_line, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(score_line, alpha, "alpha_interval", "coefficient", 3, "Krippendorff's alpha (interval)"),
	GLANE_COL_VALUE(score_line, low, "alpha_low", "coefficient", 3, "Alpha (interval), lower end of the interval (95%)"),
	GLANE_COL_VALUE(score_line, high, "alpha_high", "coefficient", 3, "Alpha (interval), upper end of the interval (95%)"),
	GLANE_COL_VALUE(score_line, ordinal, "alpha_ordinal", "coefficient", 3, "Krippendorff's alpha (ordinal)"),
	GLANE_COL_VALUE(score_line, r, "r", "correlation", 3, "Pearson's correlation"),
	GLANE_COL_VALUE(score_line, higher, "higher", "score", 3, "How much higher the coder scores, in the mean"),
	GLANE_COL_VALUE(score_line, apart, "apart", "score", 3, "How far apart they are, in the mean"),
	GLANE_COL_LABEL(score_line, drawn, "drawn", "What the intervals are drawn from"),
	GLANE_COL_LABEL(score_line, note, "note", "Why a coefficient is not defined"),
	GLANE_LAST
};

const glane_table agreement_tables[] = {
	[THEMES] = { "themes", GLANE_REPORTED, theme_columns, sizeof(theme_line), "group coder with theme", theme_views, NULL,
		"Agreement on each theme",
		"{coder} and {with} agree on {theme} in {agreement}% of {units} units: kappa {kappa}, alpha {alpha}" },
	[OVERALL] = { "overall", GLANE_REPORTED, all_columns, sizeof(all_line), "group coder with", NULL, NULL,
		"Agreement on all themes",
		"{coder} and {with} give {agreement}% of {units} units the same themes: alpha {alpha_masi} (MASI), F1 {f1}" },
	[DISAGREEMENTS] = { "disagreements", GLANE_REPORTED, alone_columns, sizeof(alone_line), "group theme coder with", NULL, NULL,
		"Where coders disagree", "{coder} sees {theme} in {passages} passages of {group} where {with} doesn't" },
	[CONFUSIONS] = { "confusions", GLANE_REPORTED, confusion_columns, sizeof(confusion_line), "group coder with -passages",
		confusion_views, confusion_figures, "Which theme is taken for which",
		"in {passages} passages {coder} sees {theme} and {with} {other}" },
	[PANEL] = { "panel", GLANE_REPORTED, panel_columns, sizeof(panel_line), "group theme", NULL, NULL,
		"Agreement of all coders on each theme",
		"{coders} coders have read {units} units: all see {theme} in {all}, some in {disputed}; alpha {alpha}" },
	[PANEL_OVERALL] = { "panel-overall", GLANE_REPORTED, panel_all_columns, sizeof(panel_all_line), "group", NULL, NULL,
		"Agreement of all coders on all themes",
		"{coders} coders give {agreement}% of {units} units the same themes: alpha {alpha_masi} (MASI)" },
	[SCORES] = { "scores", GLANE_REPORTED, score_columns, sizeof(score_line), "group coder with", NULL, NULL,
		"Agreement on scores", "{coder} and {with} have scored {documents} documents: alpha {alpha_interval}, they are {apart} apart" },
	[LOW] = { "low-agreement", GLANE_REPORTED | GLANE_CHECK, low_columns, sizeof(low_line), "group alpha", NULL, NULL,
		"Themes on which coders don't agree",
		"{coder} and {with} don't agree on {theme} (alpha {alpha}): read where they disagree, and write the definition anew or leave "
		"the theme out of conclusions" },
	GLANE_LAST
};

/* ---- Values ---------------------------------------------------------------------------------- */

double coded_shown(agreement_value v, double times)
{
	return v.undefined ? GLANE_UNDEFINED_REAL : v.value * times;
}

glane_sym coded_note(const coded *c, agreement_value v)
{
	static const char *const why[] = { "", N_("undefined: no unit that both have read"), N_("undefined: single category"),
		N_("undefined: neither of them codes this") };
	const glane_host *h = c->ctx->host;
	return v.undefined ? h->sym(c->ctx, h->translate(c->ctx, why[v.undefined])) : (glane_sym){ 0 };
}

double coded_cell(double v)
{
	return isnan(v) ? GLANE_UNDEFINED_REAL : v;
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

/* What a pair's rows have in common: who they are about, and the ends of the intervals. */
typedef struct {
	uint32_t group, pair;
	unit_list read;
	panel_values low, high;
	uint32_t drawn;
} pair_frame;

/* Krippendorff (2004, p. 241): below it, no conclusion, not even a tentative one. */
#define ALPHA_LEAST 0.667

static void report_theme(const coded *c, const pair_frame *f, uint32_t theme)
{
	const pair_cell *p = &c->pair[(size_t)f->group * c->n_pairs + f->pair];
	const theme_cell *t = cell_of(c, f->group, f->pair, theme);
	int64_t units[4], chars[4];
	agreement_pair a = pair_of(units, p->units, t->both, t->first, t->second);
	agreement_pair k = pair_of(chars, p->chars, t->chars_both, t->chars_first, t->chars_second);
	agreement_retrieval r = agreement_against(t->both, t->first, t->second);
	agreement_value kappa = agreement_cohen(a);
	const theme_values *low = &f->low.theme[theme], *high = &f->high.theme[theme];
	theme_line line = { .coder = c->coder.sym[c->first[f->pair]], .with = c->coder.sym[c->second[f->pair]],
		.theme = c->theme.sym[theme], .group = c->group.sym[f->group], .note = coded_note(c, kappa),
		.units = p->units, .both = t->both, .first = t->first, .second = t->second, .documents = f->read.documents,
		.speakers = f->read.speakers, .share = coded_shown(agreement_observed(a), 100), .kappa = coded_shown(kappa, 1),
		.kappa_low = coded_cell(low->kappa), .kappa_high = coded_cell(high->kappa), .alpha = coded_shown(agreement_alpha(a), 1),
		.alpha_low = coded_cell(low->alpha), .alpha_high = coded_cell(high->alpha), .pi = coded_shown(agreement_scott(a), 1),
		.ac1 = coded_shown(agreement_gwet(a), 1), .precision = coded_shown(r.precision, 1), .recall = coded_shown(r.recall, 1),
		.f1 = coded_shown(r.f1, 1), .f1_low = coded_cell(low->f1), .f1_high = coded_cell(high->f1),
		.share_chars = coded_shown(agreement_observed(k), 100), .kappa_chars = coded_shown(agreement_cohen(k), 1) };
	c->ctx->host->row(c->ctx, THEMES, &line, NULL);
	if (line.alpha >= -1 && line.alpha < ALPHA_LEAST)	/* what isn't defined lies far below */
		c->ctx->host->row(c->ctx, LOW, &(low_line){ line.coder, line.with, line.theme, line.group, line.units, line.documents,
		                                            line.speakers, line.alpha, line.share }, NULL);
}

/* ---- All themes ------------------------------------------------------------------------------ */

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
	line->precision = coded_shown(r.precision, 1);
	line->recall = coded_shown(r.recall, 1);
	line->micro = coded_shown(r.f1, 1);
	line->kappa = mean(kappa, n_kappa);
	line->macro = mean(f1, n_f1);
}

/* The units of a panel as pairs of sets, and how many have one set. */
static uint32_t units_of(const coded *c, const pair_frame *f, agreement_units *unit, int64_t *same)
{
	uint32_t n = 0;
	*same = 0;
	for (uint32_t u = 0; u < c->n_units; u++) {
		uint32_t a = answer_of(c, u, c->first[f->pair]), b = answer_of(c, u, c->second[f->pair]);
		if (c->unit[u].group != f->group || a == GLANE_NONE || b == GLANE_NONE)
			continue;
		unit[n++] = (agreement_units){ a, b, 1, 2 };
		*same += a == b;
	}
	return n;
}

static void report_all(const coded *c, const pair_frame *f)
{
	const glane_host *h = c->ctx->host;
	const pair_cell *p = &c->pair[(size_t)f->group * c->n_pairs + f->pair];
	agreement_units *unit = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)c->n_units + 1) * sizeof *unit);
	double *room = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)c->set.n + 1) * sizeof *room);
	all_line line = { .coder = c->coder.sym[c->first[f->pair]], .with = c->coder.sym[c->second[f->pair]],
		.group = c->group.sym[f->group], .units = p->units, .documents = f->read.documents, .speakers = f->read.speakers,
		.drawn = panel_drawn(c, f->drawn) };
	uint32_t n = units_of(c, f, unit, &line.same);
	agreement_value m = agreement_of_units(c->set.n, n, unit, coded_masi, c, room);
	line.share = 100 * (double)line.same / (double)p->units;
	line.masi = coded_shown(m, 1);
	line.masi_low = coded_cell(f->low.masi);
	line.masi_high = coded_cell(f->high.masi);
	line.jaccard = coded_shown(agreement_of_units(c->set.n, n, unit, coded_jaccard, c, room), 1);
	line.note = coded_note(c, m);
	line.micro_low = coded_cell(f->low.micro);
	line.micro_high = coded_cell(f->high.micro);
	add_themes(c, f->group, f->pair, &line);
	h->row(c->ctx, OVERALL, &line, NULL);
}

/* ---- Disagreements --------------------------------------------------------------------------- */

static void report_alone(const coded *c, uint32_t group, uint32_t pair, uint32_t theme, int side)
{
	const struct alone *a = &cell_of(c, group, pair, theme)->alone[side];
	uint32_t who = side ? c->second[pair] : c->first[pair], other = side ? c->first[pair] : c->second[pair];
	if (!a->n)
		return;
	unit_list l = units_listed(c, a->n, a->unit);
	alone_line line = { .theme = c->theme.sym[theme], .coder = c->coder.sym[who], .with = c->coder.sym[other],
		.group = c->group.sym[group], .passages = a->n, .documents = l.documents, .speakers = l.speakers };
	c->ctx->host->row(c->ctx, DISAGREEMENTS, &line, &l.evidence);
}

static void report_pair(const coded *c, uint32_t group, uint32_t pair)
{
	const uint32_t coder[2] = { c->first[pair], c->second[pair] }, *unit;
	pair_frame f = { .group = group, .pair = pair };
	panel *p = panel_of(c, group, 2, coder);
	uint32_t n = panel_units(p, &unit);
	f.read = units_listed(c, n, unit);
	f.drawn = panel_intervals(p, &f.low, &f.high);
	report_all(c, &f);
	report_confusions(c, group, pair);
	for (uint32_t t = 0; t < c->theme.n; t++) {
		if (!used(cell_of(c, group, pair, t)))
			continue;
		report_theme(c, &f, t);
		report_alone(c, group, pair, t, 0);
		report_alone(c, group, pair, t, 1);
	}
}

/* ---- All coders ------------------------------------------------------------------------------ */

/* How many of those who have read a unit give the theme. */
static uint32_t givers(const coded *c, uint32_t unit, uint32_t theme, uint32_t *readers)
{
	uint32_t n = 0;
	*readers = 0;
	for (uint32_t i = 0; i < c->coder.n; i++) {
		uint32_t set = answer_of(c, unit, i);
		*readers += set != GLANE_NONE;
		for (const uint32_t *t = set == GLANE_NONE ? NULL : c->set_of[set]; t && *t != GLANE_NONE; t++)
			n += *t == theme;
	}
	return n;
}

static double mean_kappa(const coded *c, uint32_t group, uint32_t theme)
{
	double sum = 0;
	int64_t n = 0, units[4];
	for (uint32_t p = 0; p < c->n_pairs; p++) {
		const theme_cell *t = cell_of(c, group, p, theme);
		int64_t all = c->pair[(size_t)group * c->n_pairs + p].units;
		agreement_value v = agreement_cohen(pair_of(units, all, t->both, t->first, t->second));
		sum += v.undefined ? 0 : v.value;
		n += !v.undefined;
	}
	return mean(sum, n);
}

static void report_panel_theme(const coded *c, uint32_t group, panel_line line, uint32_t theme, uint32_t n, const uint32_t *unit,
                               uint32_t *some)
{
	uint32_t n_some = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t readers, k = givers(c, unit[i], theme, &readers);
		line.all += k == readers;
		if (k && k < readers)
			some[n_some++] = unit[i];
	}
	if (!line.all && !n_some)
		return;
	unit_list l = units_listed(c, n_some, some);
	line.theme = c->theme.sym[theme];
	line.some = n_some;
	line.documents = l.documents;
	line.speakers = l.speakers;
	line.kappa = mean_kappa(c, group, theme);
	c->ctx->host->row(c->ctx, PANEL, &line, &l.evidence);
}

static bool unanimous(const coded *c, uint32_t unit)
{
	uint32_t first = GLANE_NONE;
	for (uint32_t i = 0; i < c->coder.n; i++) {
		uint32_t set = answer_of(c, unit, i);
		if (set != GLANE_NONE && first != GLANE_NONE && set != first)
			return false;
		first = set != GLANE_NONE ? set : first;
	}
	return true;
}

static void report_panel(const coded *c, uint32_t group)
{
	const glane_host *h = c->ctx->host;
	uint32_t *coder = h->alloc(c->ctx, GLANE_SCRATCH, (c->coder.n + 1) * sizeof *coder), n_coders = 0;
	for (uint32_t i = 0; i < c->coder.n; i++)
		coder[n_coders++] = i;
	panel *p = panel_of(c, group, n_coders, coder);
	const uint32_t *unit, n = panel_units(p, &unit);
	panel_values low, high, v = panel_measured(p);
	unit_list read = units_listed(c, n, unit);
	uint32_t drawn = panel_intervals(p, &low, &high), *some = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *some);
	panel_all_line line = { .group = c->group.sym[group], .coders = n_coders, .units = n, .documents = read.documents,
		.speakers = read.speakers, .masi = coded_cell(v.masi), .low = coded_cell(low.masi), .high = coded_cell(high.masi),
		.drawn = panel_drawn(c, drawn) };
	if (!n)
		return;
	for (uint32_t i = 0; i < n; i++)
		line.same += unanimous(c, unit[i]);
	line.share = 100 * (double)line.same / n;
	if (isnan(v.masi))
		line.note = coded_note(c, (agreement_value){ 0, AGREEMENT_SINGLE });
	h->row(c->ctx, PANEL_OVERALL, &line, NULL);
	for (uint32_t t = 0; t < c->theme.n; t++) {
		panel_line one = { .group = c->group.sym[group], .coders = n_coders, .units = n, .alpha = coded_cell(v.theme[t].alpha),
			.low = coded_cell(low.theme[t].alpha), .high = coded_cell(high.theme[t].alpha) };
		if (isnan(v.theme[t].alpha))
			one.note = coded_note(c, (agreement_value){ 0, AGREEMENT_SINGLE });
		report_panel_theme(c, group, one, t, n, unit, some);
	}
}

void agreement_report(const coded *c)
{
	for (uint32_t g = 0; g < c->group.n; g++) {
		for (uint32_t p = 0; p < c->n_pairs; p++)
			if (c->pair[(size_t)g * c->n_pairs + p].units)
				report_pair(c, g, p);
		if (c->coder.n > 2)
			report_panel(c, g);
	}
}
