/* scores.c - agreement on scores: variables of documents that people gave, and glane's sentiment. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "csv/headings.h"
#include "panel.h"
#include "statistics/resample.h"
#include "tables.h"

static const char sentiment[] = "sentiment";

/* The next of "{marie} {luc} sentiment": a name, without its braces. false: no more. */
static bool next_score(const char **at, glane_str *name, bool *variable)
{
	*at += strspn(*at, " ,;\t\n");
	*variable = **at == '{';
	if (!**at)
		return false;
	*at += *variable;
	name->p = *at;
	name->n = (uint32_t)strcspn(*at, *variable ? "}" : " ,;\t\n{");
	*at += name->n + (*variable && (*at)[name->n]);
	return true;
}

int scores_check(glane_ctx *ctx)
{
	const agreement_config *config = ctx->config;
	const char *at = config->scores;
	glane_str name;
	uint32_t n = 0;
	for (bool variable; next_score(&at, &name, &variable); n++)
		if (!variable && (name.n != sizeof sentiment - 1 || memcmp(name.p, sentiment, name.n)))
			return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("scores"),
			                       "\"%.*s\" is no score: write sentiment, or the name of a variable in braces, {%.*s}",
			                       GLANE_STR(name), GLANE_STR(name));
	return n == 1 ? ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("scores"),
	                                "one score can't be compared: name two or more, as in {marie} {luc} sentiment") : GLANE_OK;
}

typedef struct {
	const coded *c;
	uint32_t n, n_coders, n_people;
	glane_sym *coder;
	bool *variable;
	uint32_t *group, *person;	/* of documents */
	double *value;			/* [coder * n + document], NaN: none */
	names people;
} scores;

static void *take(const coded *c, size_t n, size_t size)
{
	return c->ctx->host->alloc(c->ctx, GLANE_SCRATCH, (n + 1) * size);
}

/* The mean of the sentences that count. */
static double mean_sentiment(const agreement_input *in)
{
	double sum = 0;
	for (uint32_t i = 0; i < in->sentiment.n && in->score; i++)
		sum += in->score[in->sentiment.row[i]];
	return in->sentiment.n && in->score ? sum / in->sentiment.n : NAN;
}

static const char *value_among(uint32_t n, const glane_variable *v, glane_str name, glane_str *out)
{
	for (uint32_t i = 0; i < n; i++)
		if (strlen(v[i].name) == name.n && !memcmp(v[i].name, name.p, name.n) && v[i].value.n) {
			*out = v[i].value;
			return v[i].name;
		}
	return NULL;
}

static double value_of(const scores *s, const glane_doc *doc, uint32_t coder)
{
	const glane_host *h = s->c->ctx->host;
	glane_str name = h->string(s->c->ctx, s->coder[coder]), text;
	double value;
	bool found = value_among(doc->n_variables, doc->variable, name, &text);
	for (uint32_t i = 0; i < doc->n_speakers && !found; i++)
		found = doc->speaker[i].role == GLANE_RESPONDENT &&
		        value_among(doc->speaker[i].n_variables, doc->speaker[i].variable, name, &text);
	if (!found)
		return NAN;
	if (cell_number(text.p, text.n, &value))
		return value;
	h->log(s->c->ctx, GLANE_WARNING, glane_at_option("scores"), "%.*s of %s is \"%.*s\", which is no number: it counts as no score",
	       GLANE_STR(name), h->string(s->c->ctx, doc->name).p, GLANE_STR(text));
	return NAN;
}

static scores read_scores(const coded *c)
{
	const glane_host *h = c->ctx->host;
	const agreement_config *config = c->ctx->config;
	const char *at = config->scores;
	const uint32_t n = h->documents(c->ctx), most = (uint32_t)strlen(at) / 2 + 1;
	scores s = { .c = c, .coder = take(c, most, sizeof *s.coder), .variable = take(c, most, 1), .group = take(c, n, sizeof *s.group),
		.person = take(c, n, sizeof *s.person) };
	glane_str name;
	for (bool variable; next_score(&at, &name, &variable); s.n_coders++) {
		h->intern(c->ctx, 1, &name, &s.coder[s.n_coders]);
		s.variable[s.n_coders] = variable;
	}
	double *value = take(c, (size_t)n * s.n_coders, sizeof *value);
	const glane_doc *doc;
	for (uint32_t d = 0; d < n && s.n_coders && (doc = h->document(c->ctx, d)) != NULL; d++) {
		const agreement_input *in = c->ctx->input;
		if (!in->unit.n)
			continue;
		s.group[s.n] = coded_number(&c->group, in->unit.group[0]);
		s.person[s.n] = coded_name(c->ctx, &s.people, doc->speaker[in->unit.speaker[0]].person);
		for (uint32_t k = 0; k < s.n_coders; k++)
			value[(size_t)k * n + s.n] = s.variable[k] ? value_of(&s, doc, k) : mean_sentiment(in);
		s.n++;
	}
	s.value = take(c, (size_t)s.n * s.n_coders, sizeof *s.value);
	for (uint32_t k = 0; k < s.n_coders; k++)
		memcpy(s.value + (size_t)k * s.n, value + (size_t)k * n, s.n * sizeof *value);
	return s;
}

/* ---- Some of the coders, in one group -------------------------------------------------------- */

typedef struct {
	uint32_t n, n_coders, n_things, *thing, *times;
	double *value;
	int64_t speakers;
} table;

/* Documents of the group that two of the coders have scored at least. */
static table table_of(const scores *s, uint32_t group, uint32_t n_coders, const uint32_t *coder)
{
	const coded *c = s->c;
	const agreement_config *config = c->ctx->config;
	uint32_t *document = take(c, s->n, sizeof *document), *number = take(c, s->people.n, sizeof *number);
	table t = { .n_coders = n_coders, .thing = take(c, s->n, sizeof *t.thing), .times = take(c, s->n, sizeof *t.times) };
	for (uint32_t d = 0; d < s->n; d++) {
		uint32_t m = 0, who = s->person[d];
		for (uint32_t k = 0; k < n_coders; k++)
			m += isnan(s->value[(size_t)coder[k] * s->n + d]) ? 0 : 1;
		if (s->group[d] != group || m < 2)
			continue;
		t.speakers += !number[who];
		number[who] = number[who] ? number[who] : (uint32_t)t.speakers;
		t.thing[t.n] = config->drawn == DRAW_UNITS ? t.n : number[who] - 1;
		document[t.n++] = d;
	}
	t.n_things = config->drawn == DRAW_UNITS ? t.n : (uint32_t)t.speakers;
	t.value = take(c, (size_t)t.n * n_coders, sizeof *t.value);
	for (uint32_t k = 0; k < n_coders; k++)
		for (uint32_t i = 0; i < t.n; i++)
			t.value[(size_t)k * t.n + i] = s->value[(size_t)coder[k] * s->n + document[i]];
	return t;
}

/* Of two coders: Pearson's correlation, and how much higher the first scores. */
static void differences(const table *t, score_line *line)
{
	const double *x = t->value, *y = t->value + t->n;
	double n = t->n, mx = 0, my = 0, xx = 0, yy = 0, xy = 0, apart = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		mx += x[i] / n;
		my += y[i] / n;
		apart += fabs(x[i] - y[i]) / n;
	}
	for (uint32_t i = 0; i < t->n; i++) {
		xx += (x[i] - mx) * (x[i] - mx);
		yy += (y[i] - my) * (y[i] - my);
		xy += (x[i] - mx) * (y[i] - my);
	}
	line->r = t->n > 2 && xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : GLANE_UNDEFINED_REAL;
	line->higher = mx - my;
	line->apart = apart;
}

static void interval(const coded *c, table *t, double *low, double *high)
{
	const agreement_config *config = c->ctx->config;
	const uint32_t draws = t->n_things < FEWEST_DRAWN ? 0 : (uint32_t)config->draws;
	double *drawn = take(c, draws, sizeof *drawn);
	uint32_t *often = take(c, t->n_things, sizeof *often);
	resample_stream s = { 1 };
	for (uint32_t i = 0; i < draws; i++) {
		resample_draw(&s, t->n_things, often);
		for (uint32_t u = 0; u < t->n; u++)
			t->times[u] = often[t->thing[u]];
		agreement_value v = agreement_alpha_of_numbers(t->n_coders, t->n, t->value, t->times, NULL);
		drawn[i] = v.undefined ? NAN : v.value;
	}
	if (!resample_interval(draws, drawn, low, high))
		*low = *high = GLANE_UNDEFINED_REAL;
}

static void report_scores_of(const scores *s, uint32_t group, uint32_t n_coders, const uint32_t *coder, glane_sym all)
{
	const coded *c = s->c;
	table t = table_of(s, group, n_coders, coder);
	score_line line = { .coder = n_coders == 2 ? s->coder[coder[0]] : all, .with = n_coders == 2 ? s->coder[coder[1]] : all,
		.group = c->group.sym[group], .documents = t.n, .speakers = t.speakers, .r = GLANE_UNDEFINED_REAL,
		.higher = GLANE_UNDEFINED_REAL, .apart = GLANE_UNDEFINED_REAL };
	if (!t.n)
		return;
	agreement_value v = agreement_alpha_of_numbers(n_coders, t.n, t.value, NULL, NULL);
	line.alpha = coded_shown(v, 1);
	line.note = coded_note(c, v);
	if (n_coders == 2)
		differences(&t, &line);
	interval(c, &t, &line.low, &line.high);
	line.drawn = panel_drawn(c, t.n_things);
	agreement_to_ranks(n_coders, t.n, t.value, take(c, (size_t)t.n * n_coders, sizeof(agreement_rank)));
	line.ordinal = coded_shown(agreement_alpha_of_numbers(n_coders, t.n, t.value, NULL, NULL), 1);
	c->ctx->host->row(c->ctx, SCORES, &line, NULL);
}

void report_scores(const coded *c)
{
	const glane_host *h = c->ctx->host;
	const scores s = read_scores(c);
	const glane_sym all = h->sym(c->ctx, h->translate(c->ctx, "(all coders)"));
	uint32_t *everybody = take(c, s.n_coders, sizeof *everybody);
	for (uint32_t k = 0; k < s.n_coders; k++)
		everybody[k] = k;
	for (uint32_t g = 0; g < c->group.n; g++) {
		for (uint32_t i = 0; i < s.n_coders; i++)
			for (uint32_t k = i + 1; k < s.n_coders; k++)
				report_scores_of(&s, g, 2, (const uint32_t[]){ i, k }, all);
		if (s.n_coders > 2)
			report_scores_of(&s, g, s.n_coders, everybody, all);
	}
}
