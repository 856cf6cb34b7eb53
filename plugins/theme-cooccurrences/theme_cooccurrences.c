/* theme-cooccurrences: which themes are spoken of together: units of text that hold both, against what chance would have. */
#include <math.h>
#include "codebook/labels.h"
#include "matrix/distinct.h"
#include "matrix/pairs.h"
#include "references/references.h"
#include "references/sentences.h"
#include "statistics/association.h"
#include "statistics/contrast.h"

typedef struct { int64_t together, speakers; } config;
static const glane_option options[] = {
	GLANE_OPT_INT(config, together, "min-together", "1", 0, 1000000, "Pairs that fewer units hold are not listed; 0: those that never meet, too"),
	GLANE_OPT_INT(config, speakers, "min-speakers", "0", 0, 1000000, "Pairs that fewer speakers have are not listed"),
	GLANE_LAST
};

typedef struct {
	glane_scope unit, theme;
	const glane_sym *code;
	const glane_grid *themes;	/* for their names */
} input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_NEED_KEPT(input, theme, "theme"),
	GLANE_NEED_KEPT(input, code, "theme.code"),
	GLANE_NEED(input, themes, "table:theme-coder.themes?"),
	GLANE_LAST
};

typedef struct {
	glane_sym group, theme, label;
	int64_t units, all, documents, speakers;
	double percent;
} theme_row;
static const glane_column theme_columns[] = {
	GLANE_COL_KEY(theme_row, group, "group", "Group"),
	GLANE_COL_KEY(theme_row, theme, "theme", "Theme"),
	GLANE_COL_LABEL(theme_row, label, "theme_label", "Name of the theme"),
	GLANE_COL_PASSAGES(theme_row, units, "units", "units", "Units that hold it"),
	GLANE_COL_COUNT(theme_row, all, "all", "units", "Units of the group"),
	GLANE_COL_VALUE(theme_row, percent, "percent", "%", 1, "Of the units of the group, %"),
	GLANE_COL_DOCUMENTS(theme_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(theme_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, first, second, first_label, second_label;
	int64_t units, first_units, second_units, documents, speakers;
	double expected, lift, phi, jaccard, of_first, of_second, p, q;
} pair_row;
static const glane_column pair_columns[] = {
	GLANE_COL_KEY(pair_row, group, "group", "Group"),
	GLANE_COL_KEY(pair_row, first, "first", "Theme"),
	GLANE_COL_KEY(pair_row, second, "second", "Other theme"),
	GLANE_COL_LABEL(pair_row, first_label, "first_label", "Name of the theme"),
	GLANE_COL_LABEL(pair_row, second_label, "second_label", "Name of the other theme"),
	GLANE_COL_PASSAGES(pair_row, units, "units", "units", "Units that hold both"),
	GLANE_COL_COUNT(pair_row, first_units, "first-units", "units", "Units that hold the theme"),
	GLANE_COL_COUNT(pair_row, second_units, "second-units", "units", "Units that hold the other theme"),
	GLANE_COL_VALUE(pair_row, of_first, "of-first", "%", 1, "Of the theme's units, %"),
	GLANE_COL_VALUE(pair_row, of_second, "of-second", "%", 1, "Of the other theme's units, %"),
	GLANE_COL_VALUE(pair_row, expected, "expected", "units", 2, "Expected"),
	GLANE_COL_VALUE(pair_row, lift, "lift", "times", 2, "Lift: found, divided by expected"),
	GLANE_COL_VALUE(pair_row, phi, "phi", "φ", 3, "φ"),
	GLANE_COL_VALUE(pair_row, jaccard, "jaccard", "index", 3, "Jaccard"),
	GLANE_COL_VALUE(pair_row, p, "p", "p", 4, "p"),
	GLANE_COL_VALUE(pair_row, q, "q", "q", 4, "q"),
	GLANE_COL_DOCUMENTS(pair_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(pair_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_view theme_views[] = {
	{ "units", "theme", "group", "units", "Units that hold each theme, by group" },
	GLANE_LAST
};
static const glane_view pair_views[] = {
	{ "units", "first", "second", "units", "Units that hold both themes" },
	{ "lift", "first", "second", "lift", "Lift of each pair of themes" },
	{ "speakers", "first", "second", "speakers", "Speakers who have both themes in one unit" },
	GLANE_LAST
};
static const glane_figure pair_figures[] = {
	{ "lift", "heat", "lift", "x=first y=second colour=lift", "Themes that go together" },
	{ "network", "network", NULL, "x=first y=second edge=units", "Themes that are spoken of together" },
	GLANE_LAST
};
enum { THEMES, PAIRS };
static const glane_table tables[] = {
	[THEMES] = { "themes", GLANE_REPORTED, theme_columns, sizeof(theme_row), "group -units", theme_views, NULL, "Themes",
		"{speakers} speakers speak of “{theme_label}”, in {units} of {all} units" },
	[PAIRS] = { "pairs", GLANE_REPORTED | GLANE_PAIRS, pair_columns, sizeof(pair_row), "group -phi -units", pair_views, pair_figures,
		"Themes that are spoken of together",
		"{speakers} speakers have “{first_label}” and “{second_label}” in one unit: {units} units, {lift} times "
		"what chance would have" },
	GLANE_LAST
};

/* ---- Units by themes --------------------------------------------------------------------------------- */

/* What is read: units, and where which theme is. */
typedef struct {
	pool *p;
	units u;
	uint32_t room, n, room_cells, *row;
	glane_sym *code;
} reading;

/* Room for `more` behind n things: a list that grows by doubling. */
static void *longer(reading *r, void *list, size_t size, uint32_t n, uint32_t *room, uint32_t more)
{
	if (list && *room - n >= more)
		return list;
	uint32_t add = more > *room ? more : *room;
	glane_ctx *ctx = pool_context(r->p);
	list = ctx->host->grow(ctx, GLANE_SCRATCH, list, *room * size, add * size);
	*room += add;
	return list;
}

static void add_cell(reading *r, uint32_t unit, glane_sym code)
{
	uint32_t room = r->room_cells;
	r->row = longer(r, r->row, sizeof *r->row, r->n, &room, 1);
	r->code = longer(r, r->code, sizeof *r->code, r->n, &r->room_cells, 1);
	r->row[r->n] = unit;
	r->code[r->n++] = code;
}

/* A unit holds a theme if one of its passages reaches into it. Units come in order and don't overlap. */
static void read_themes(reading *r, const input *in, uint32_t base)
{
	for (uint32_t i = 0; in->code && i < in->theme.n; i++) {
		const glane_span span = in->theme.span[i];
		const glane_sym code = in->code[in->theme.row[i]];
		uint32_t low = 0, high = in->unit.n;
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;
			if (in->unit.span[middle].end <= span.begin)
				low = middle + 1;
			else
				high = middle;
		}
		for (; code.id && low < in->unit.n && in->unit.span[low].begin < span.end; low++)
			add_cell(r, base + low, code);
	}
}

static void read_document(reading *r, const input *in, uint32_t number, const glane_doc *doc)
{
	const glane_scope *s = &in->unit;
	uint32_t base = r->u.n;
	r->u.layer = s->layer;
	r->u.row = longer(r, r->u.row, sizeof *r->u.row, base, &r->room, s->n);
	for (uint32_t i = 0; i < s->n; i++) {
		glane_sym person = s->speaker[i] == GLANE_NONE ? (glane_sym){ 0 } : doc->speaker[s->speaker[i]].person;
		r->u.row[r->u.n++] = (units_row){ number, s->row[i], 0, doc->name, person, s->group[i] };
	}
	read_themes(r, in, base);
}

/* ---- Pairs ------------------------------------------------------------------------------------------- */

typedef struct {
	glane_ctx *ctx;
	const config *c;
	pool *p;
	const units *u;
	lexical_groups g;
	distinct theme;
	sparse presence;
	tally count;
} study;

static double cell(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

static double percent(double part, double whole)
{
	return whole > 0 ? 100 * part / whole : GLANE_UNDEFINED_REAL;
}

static glane_sym name_of(const study *s, glane_sym code)
{
	return codebook_name(((const input *)s->ctx->input)->themes, code);
}

static void write_themes(study *s, const group_units *of, uint32_t group)
{
	for (uint32_t k = 0; k < s->theme.n; k++) {
		tally_feature(&s->count, of, k);
		glane_evidence e = tally_evidence(&s->count);
		theme_row row = { s->g.name[group], s->theme.name[k], name_of(s, s->theme.name[k]), s->count.units, of->rows.rows, s->count.documents, s->count.speakers,
			percent((double)s->count.units, of->rows.rows) };
		s->ctx->host->row(s->ctx, THEMES, &row, &e);
	}
}

/* A theme that nobody of the group has, or all units, can go with nothing: what isn't defined. */
static pair_row measured(collocation c)
{
	two_by_two t = collocation_table(c);
	double e = collocation_expected(c);
	return (pair_row){ .units = (int64_t)c.together, .first_units = (int64_t)c.first, .second_units = (int64_t)c.second,
		.expected = cell(e), .lift = e > 0 ? c.together / e : GLANE_UNDEFINED_REAL, .phi = cell(phi_coefficient(t)),
		.jaccard = cell(similarity_index(SIMILARITY_JACCARD, t)), .of_first = percent(c.together, c.first),
		.of_second = percent(c.together, c.second), .p = c.first > 0 && c.second > 0 ? fisher_exact(t) : NAN };
}

static void write_pairs(study *s, const group_units *of, uint32_t group)
{
	const uint32_t *start = of->by_feature.start;
	pair_counts pairs = pairs_of(s->p, &of->rows, &of->by_feature, 0);
	pair_row *row = pool_array(s->p, row, pairs.n);
	double *q = pool_array(s->p, q, pairs.n);
	uint32_t *room = pool_array(s->p, room, pairs.n);
	for (uint32_t i = 0; i < pairs.n; i++) {
		const pair_count *k = &pairs.pair[i];
		row[i] = measured((collocation){ k->together, start[k->first + 1] - start[k->first], start[k->second + 1] - start[k->second],
			of->rows.rows, 1 });
		q[i] = row[i].p;
	}
	false_discovery_rate(pairs.n, q, q, room);
	for (uint32_t i = 0; i < pairs.n; i++) {
		tally_pair(&s->count, of, pairs.pair[i].first, pairs.pair[i].second);
		if (s->count.units < s->c->together || s->count.speakers < s->c->speakers)
			continue;
		glane_evidence e = tally_evidence(&s->count);
		row[i].group = s->g.name[group];
		row[i].first = s->theme.name[pairs.pair[i].first];
		row[i].second = s->theme.name[pairs.pair[i].second];
		row[i].first_label = name_of(s, row[i].first);
		row[i].second_label = name_of(s, row[i].second);
		row[i].documents = s->count.documents;
		row[i].speakers = s->count.speakers;
		row[i].p = cell(row[i].p);
		row[i].q = cell(q[i]);
		s->ctx->host->row(s->ctx, PAIRS, &row[i], &e);
	}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	reading r = { .p = pool_new(ctx) };
	r.u.n_documents = h->documents(ctx);
	for (uint32_t d = 0; d < r.u.n_documents; d++) {
		const glane_doc *doc = h->document(ctx, d);
		if (doc)
			read_document(&r, in, d, doc);
	}
	study s = { .ctx = ctx, .c = ctx->config, .p = r.p, .u = &r.u };
	uint32_t *of = pool_array(r.p, of, r.n);
	s.theme = distinct_of(r.p, r.n, r.code, NULL, of);
	if (s.theme.n < 2) {
		h->log(ctx, GLANE_WARNING, glane_here(), "there are no pairs of themes: %u units were said, and %u themes were coded in them; two are needed, "
			"by a codebook (theme-coder) or by hand (codings)", r.u.n, s.theme.n);
		return GLANE_OK;
	}
	sparse cells = sparse_of(r.p, r.u.n, s.theme.n, r.n, r.row, of);
	s.presence = sparse_presence(r.p, &cells);
	s.g = lexical_groups_of(r.p, &r.u);
	s.count = tally_new(r.p, &r.u, &s.g);
	for (uint32_t group = 0; group < s.g.n; group++) {
		pool_mark then = pool_now(r.p);
		group_units units_of = group_units_of(r.p, &s.g, group, &s.presence);
		write_themes(&s, &units_of, group);
		write_pairs(&s, &units_of, group);
		pool_back(r.p, then);
	}
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Themes were taken as spoken of together where a unit holds passages of both; all units that "
	  "count are the denominator, those without a theme too. Each pair has its lift, the number of units "
	  "over what chance would have [@brin1997], φ [@yule1912], Jaccard's index [@jaccard1912], and p of "
	  "Fisher's exact test, two-sided [@fisher1934], with q, the false discovery rate over all pairs of the "
	  "group [@benjamini1995]." },
	METHOD_UNIT,
	{ "min-together!=0|1", "Pairs that fewer than {min-together} units hold are not listed." },
	{ "min-speakers!=0|1", "Pairs of fewer than {min-speakers} speakers are not listed." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_BRIN_1997,
	REFERENCE_YULE_1912,
	REFERENCE_JACCARD_1912,
	REFERENCE_FISHER_1934,
	REFERENCE_BENJAMINI_1995,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "theme-cooccurrences", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Themes that are spoken of together: pairs with lift and φ, in units, documents, and of speakers",
	.topic = "themes", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "sentence segment turn answer document",
	.tables = tables,
	.report = report,
};
