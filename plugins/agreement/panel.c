/* panel.c - coefficients of two or more coders, and how far they would move with other speakers. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "panel.h"
#include "statistics/resample.h"

#define N_(text) text		/* said by translate() */

/* A unit to which k of its coders give the theme. */
typedef struct { uint32_t theme, unit, k; bool first, second; } yes;

struct panel {
	const coded *c;
	uint32_t n_coders;
	const uint32_t *coder;
	uint32_t n, *unit, *readers;	/* units; how many of the coders have read each */
	uint32_t n_things, *thing;	/* what is drawn: of each unit its speaker, or itself */
	uint32_t n_pairs, *pair_unit;
	agreement_units *pair;		/* answers to a unit two by two; sets numbered anew */
	uint32_t n_yes;
	yes *yes;
	uint32_t n_sets, *set;
	double *distance, *room;	/* distance: NULL, there are too many sets */
	uint32_t *times;		/* how often each unit counts */
	int64_t *all, *histogram;	/* units by how many have read them; and by how many of these give a theme */
};
enum { SETS_MOST = 1024 };		/* whose distances are kept: 8 MiB */

static void *take(const coded *c, size_t n, size_t size)
{
	return c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, (n + 1) * size);
}

static uint32_t readers_of(const panel *p, uint32_t unit)
{
	uint32_t m = 0;
	for (uint32_t i = 0; i < p->n_coders; i++)
		m += answer_of(p->c, unit, p->coder[i]) != GLANE_NONE;
	return m;
}

/* Units in the order of documents, and who is drawn with each, numbered as they come. */
static void take_units(panel *p, uint32_t group)
{
	const coded *c = p->c;
	const agreement_config *config = c->ctx->config;
	uint32_t *number = take(c, c->speaker.n, sizeof *number);
	p->unit = take(c, c->n_units, sizeof *p->unit);
	p->readers = take(c, c->n_units, sizeof *p->readers);
	p->thing = take(c, c->n_units, sizeof *p->thing);
	for (uint32_t u = 0; u < c->n_units; u++) {
		uint32_t m = c->unit[u].group == group ? readers_of(p, u) : 0, who = c->unit[u].person;
		if (m < 2)
			continue;
		if (config->drawn == DRAW_UNITS)
			p->thing[p->n] = p->n_things++;
		else {
			number[who] = number[who] ? number[who] : ++p->n_things;
			p->thing[p->n] = number[who] - 1;
		}
		p->readers[p->n] = m;
		p->unit[p->n++] = u;
	}
}

static void take_pairs(panel *p)
{
	const coded *c = p->c;
	uint32_t *local = take(c, c->set.n, sizeof *local);
	size_t most = (size_t)p->n * p->n_coders * (p->n_coders - 1) / 2;
	p->pair = take(c, most, sizeof *p->pair);
	p->pair_unit = take(c, most, sizeof *p->pair_unit);
	p->set = take(c, c->set.n, sizeof *p->set);
	for (uint32_t u = 0; u < p->n; u++)
		for (uint32_t i = 0; i < p->n_coders; i++)
			for (uint32_t k = i + 1; k < p->n_coders; k++) {
				const uint32_t set[2] = { answer_of(c, p->unit[u], p->coder[i]), answer_of(c, p->unit[u], p->coder[k]) };
				if (set[0] == GLANE_NONE || set[1] == GLANE_NONE)
					continue;
				for (int s = 0; s < 2; s++)
					if (!local[set[s]]) {
						p->set[p->n_sets] = set[s];
						local[set[s]] = ++p->n_sets;
					}
				p->pair[p->n_pairs] = (agreement_units){ local[set[0]] - 1, local[set[1]] - 1, 1, p->readers[u] };
				p->pair_unit[p->n_pairs++] = u;
			}
	p->room = take(c, p->n_sets, sizeof *p->room);
	if (p->n_sets > SETS_MOST)
		return;
	p->distance = take(c, (size_t)p->n_sets * p->n_sets, sizeof *p->distance);
	for (uint32_t a = 0; a < p->n_sets; a++)
		for (uint32_t b = 0; b < p->n_sets; b++)
			p->distance[(size_t)a * p->n_sets + b] = coded_masi(c, p->set[a], p->set[b]);
}

static double distance(const void *user, uint32_t a, uint32_t b)
{
	const panel *p = user;
	return p->distance ? p->distance[(size_t)a * p->n_sets + b] : coded_masi(p->c, p->set[a], p->set[b]);
}

/* Who gives which theme, in the order of themes. */
static void take_yes(panel *p)
{
	const coded *c = p->c;
	uint32_t *count = take(c, c->theme.n + 1, sizeof *count), *met = take(c, c->theme.n, sizeof *met);
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t t = 0, before = 0; pass && t <= c->theme.n; t++) {
			uint32_t n = count[t];
			count[t] = before;
			before += n;
			p->n_yes = before;
		}
		if (pass)
			p->yes = take(c, p->n_yes, sizeof *p->yes);
		memset(met, 0, (c->theme.n + 1) * sizeof *met);
		for (uint32_t u = 0; u < p->n; u++)
			for (uint32_t i = 0; i < p->n_coders; i++) {
				uint32_t set = answer_of(c, p->unit[u], p->coder[i]);
				for (const uint32_t *t = set == GLANE_NONE ? NULL : c->set_of[set]; t && *t != GLANE_NONE; t++) {
					bool new = met[*t] != u + 1;
					met[*t] = u + 1;
					if (new)
						count[*t]++;
					if (!pass)
						continue;
					yes *y = &p->yes[count[*t] - 1];
					y->theme = *t;
					y->unit = u;
					y->k++;
					y->first |= i == 0;
					y->second |= i == 1;
				}
			}
	}
}

panel *panel_of(const coded *c, uint32_t group, uint32_t n_coders, const uint32_t *coder)
{
	panel *p = take(c, 1, sizeof *p);
	*p = (panel){ .c = c, .n_coders = n_coders, .coder = coder };
	take_units(p, group);
	take_pairs(p);
	take_yes(p);
	p->times = take(c, p->n, sizeof *p->times);
	p->all = take(c, n_coders + 1, sizeof *p->all);
	p->histogram = take(c, (size_t)(n_coders + 1) * (n_coders + 1), sizeof *p->histogram);
	return p;
}

uint32_t panel_units(const panel *p, const uint32_t **unit)
{
	*unit = p->unit;
	return p->n;
}

/* ---- Coefficients ---------------------------------------------------------------------------- */

static double known(agreement_value v)
{
	return v.undefined ? NAN : v.value;
}

static theme_values measure_theme(panel *p, const yes *y, uint32_t n, int64_t sum[3])
{
	const uint32_t most = p->n_coders;
	int64_t both = 0, first = 0, second = 0, *h = p->histogram;
	memset(h, 0, (size_t)(most + 1) * (most + 1) * sizeof *h);
	for (uint32_t m = 2; m <= most; m++)
		h[(size_t)m * (most + 1)] = p->all[m];
	for (uint32_t i = 0; i < n; i++) {
		int64_t often = p->times[y[i].unit];
		size_t row = (size_t)p->readers[y[i].unit] * (most + 1);
		h[row + y[i].k] += often;
		h[row] -= often;
		both += y[i].first && y[i].second ? often : 0;
		first += y[i].first && !y[i].second ? often : 0;
		second += !y[i].first && y[i].second ? often : 0;
	}
	theme_values v = { NAN, known(agreement_alpha_of_yes(most, h)), NAN };
	if (most != 2)
		return v;
	const int64_t table[] = { p->all[2] - both - first - second, second, first, both };
	v.kappa = known(agreement_cohen((agreement_pair){ 2, table }));
	v.f1 = known(agreement_against(both, first, second).f1);
	sum[0] += both;
	sum[1] += first;
	sum[2] += second;
	return v;
}

static void measure(panel *p, panel_values *v)
{
	int64_t sum[3] = { 0 };
	memset(p->all, 0, (p->n_coders + 1) * sizeof *p->all);
	for (uint32_t u = 0; u < p->n; u++)
		p->all[p->readers[u]] += p->times[u];
	for (uint32_t i = 0; i < p->n_pairs; i++)
		p->pair[i].units = p->times[p->pair_unit[i]];
	v->masi = known(agreement_of_units(p->n_sets, p->n_pairs, p->pair, distance, p, p->room));
	for (uint32_t t = 0, i = 0, end; t < p->c->theme.n; t++, i = end) {
		for (end = i; end < p->n_yes && p->yes[end].theme == t; end++)
			;
		v->theme[t] = measure_theme(p, p->yes + i, end - i, sum);
	}
	v->micro = p->n_coders == 2 ? known(agreement_against(sum[0], sum[1], sum[2]).f1) : NAN;
}

panel_values panel_measured(panel *p)
{
	panel_values v = { .theme = take(p->c, p->c->theme.n, sizeof *v.theme) };
	for (uint32_t u = 0; u < p->n; u++)
		p->times[u] = 1;
	measure(p, &v);
	return v;
}

/* ---- Intervals ------------------------------------------------------------------------------- */

static void ends(uint32_t n, double *value, double *low, double *high)
{
	if (!resample_interval(n, value, low, high))
		*low = *high = NAN;
}

uint32_t panel_intervals(panel *p, panel_values *low, panel_values *high)
{
	const coded *c = p->c;
	const agreement_config *config = c->ctx->config;
	const uint32_t draws = p->n_things < FEWEST_DRAWN ? 0 : (uint32_t)config->draws;
	const size_t values = (size_t)c->theme.n * 3 + 2;	/* a row of draws for each */
	double *drawn = take(c, values * draws, sizeof *drawn);
	uint32_t *often = take(c, p->n_things, sizeof *often);
	panel_values v = { .theme = take(c, c->theme.n, sizeof *v.theme) };
	resample_stream s = { 1 };
	low->theme = take(c, c->theme.n, sizeof *low->theme);
	high->theme = take(c, c->theme.n, sizeof *high->theme);
	for (uint32_t i = 0; i < draws; i++) {
		resample_draw(&s, p->n_things, often);
		for (uint32_t u = 0; u < p->n; u++)
			p->times[u] = often[p->thing[u]];
		measure(p, &v);
		drawn[i] = v.masi;
		drawn[draws + i] = v.micro;
		for (uint32_t t = 0; t < c->theme.n; t++) {
			double *at = drawn + (size_t)(3 * t + 2) * draws + i;
			at[0] = v.theme[t].kappa;
			at[draws] = v.theme[t].alpha;
			at[2 * (size_t)draws] = v.theme[t].f1;
		}
	}
	ends(draws, drawn, &low->masi, &high->masi);
	ends(draws, drawn + draws, &low->micro, &high->micro);
	for (uint32_t t = 0; t < c->theme.n; t++) {
		double *at = drawn + (size_t)(3 * t + 2) * draws;
		ends(draws, at, &low->theme[t].kappa, &high->theme[t].kappa);
		ends(draws, at + draws, &low->theme[t].alpha, &high->theme[t].alpha);
		ends(draws, at + 2 * (size_t)draws, &low->theme[t].f1, &high->theme[t].f1);
	}
	return p->n_things;
}

glane_sym panel_drawn(const coded *c, uint32_t n)
{
	const glane_host *h = c->ctx->host;
	const agreement_config *config = c->ctx->config;
	const char *of = h->translate(c->ctx, config->drawn == DRAW_UNITS ? N_("units drawn from") : N_("speakers drawn from"));
	const char *few = n < FEWEST_DRAWN ? h->translate(c->ctx, N_(", too few for intervals")) : "";
	char text[200];
	if (!config->draws)
		return (glane_sym){ 0 };
	snprintf(text, sizeof text, "%u %s%s", (unsigned)n, of, few);
	return h->sym(c->ctx, text);
}
