/* topics: which words go together over units of text, as topics of which each unit has more or less: non-negative matrix factorisation
 * (Lee & Seung 1999), with typical passages, groups, and how well each topic is found again. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "analysis/upos.h"
#include "matrix/distinct.h"
#include "matrix/units.h"
#include "nmf.h"
#include "references/sentences.h"
#include "statistics/contrast.h"
#include "statistics/resample.h"

enum { WEIGHTS_TF_IDF, WEIGHTS_COUNTS };
enum { LABEL_WORDS = 4, STEPS_MOST = 200, FRESH = 5 };	/* FRESH: one unit of so many is left out of a resample */
typedef struct {
	units_choice units;
	int weights;
	int64_t topics, terms, typical, resamples;
} config;
static const glane_option options[] = {
	GLANE_OPT_INT(config, topics, "topics", "10", 2, 100, "How many topics"),
	GLANE_OPT_CHOICE(config, weights, "weights", "tf-idf", "tf-idf|counts",
		"What a word weighs in a unit: more the fewer units have it, each unit as much as another; or how often it is there"),
	UNITS_OPTIONS(config, units, "5", "10000"),
	GLANE_OPT_INT(config, terms, "terms", "20", 1, 1000, "Terms of each topic that are listed"),
	GLANE_OPT_INT(config, typical, "typical", "10", 0, 1000, "Typical passages of each topic"),
	GLANE_OPT_INT(config, resamples, "resamples", "5", 0, 1000,
		"How often topics are sought anew in four fifths of the units, for their stability"),
	GLANE_LAST
};

typedef struct { units_input u; } input;
static const glane_need needs[] = {
	UNITS_NEEDS(input, u),
	GLANE_LAST
};

typedef struct {
	glane_sym name, label;
	int64_t passages, documents, speakers;
	double percent, weight, stability;
} topic_row;
static const glane_column topic_columns[] = {
	GLANE_COL_KEY(topic_row, name, "topic", "Topic"),
	GLANE_COL_LABEL(topic_row, label, "label", "Its first terms"),
	GLANE_COL_VALUE(topic_row, weight, "weight", "%", 1, "Mean share of the units, %"),
	GLANE_COL_PASSAGES(topic_row, passages, "passages", "passages", "Units of which it is the greatest topic"),
	GLANE_COL_VALUE(topic_row, percent, "percent", "%", 1, "Of the units that have a topic, %"),
	GLANE_COL_DOCUMENTS(topic_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(topic_row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(topic_row, stability, "stability", "%", 0, "Found again in resamples, %"),
	GLANE_LAST
};
typedef struct {
	glane_sym name, form, upos;
	int64_t tokens, passages, documents, speakers;
	double weight, exclusivity, lift;
} term_row;
static const glane_column term_columns[] = {
	GLANE_COL_KEY(term_row, name, "topic", "Topic"),
	GLANE_COL_KEY(term_row, form, "form", "Term"),
	GLANE_COL_LABEL_WORD(term_row, upos, "upos", UPOS_WORDS, "Part of speech"),
	GLANE_COL_VALUE(term_row, weight, "weight", "%", 2, "Weight in the topic, %"),
	GLANE_COL_VALUE(term_row, exclusivity, "exclusivity", "%", 1, "Exclusivity: the topic's part of its weight in all topics, %"),
	GLANE_COL_VALUE(term_row, lift, "lift", "times", 2, "Lift: share of the topic's units that have it, of that of all units"),
	GLANE_COL_COUNT(term_row, tokens, "tokens", "tokens", "Said in all units"),
	GLANE_COL_PASSAGES(term_row, passages, "passages", "passages", "Units of the topic that have it"),
	GLANE_COL_DOCUMENTS(term_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(term_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym name;
	int64_t rank, passages;
	double share, weight;
} typical_row;
static const glane_column typical_columns[] = {
	GLANE_COL_KEY(typical_row, name, "topic", "Topic"),
	GLANE_COL_KEY(typical_row, rank, "rank", "Rank"),
	GLANE_COL_PASSAGES(typical_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_VALUE(typical_row, weight, "weight", "weight", 4, "Weight of the topic in it"),
	GLANE_COL_VALUE(typical_row, share, "share", "%", 1, "Share of the topic in it, %"),
	GLANE_LAST
};
typedef struct {
	glane_sym name, label, group;
	int64_t passages, documents, speakers;
	double percent, weight;
} group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, name, "topic", "Topic"),
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_LABEL(group_row, label, "label", "Its first terms"),
	GLANE_COL_VALUE(group_row, weight, "weight", "%", 1, "Mean share of the group's units, %"),
	GLANE_COL_PASSAGES(group_row, passages, "passages", "passages", "Units of which it is the greatest topic"),
	GLANE_COL_VALUE(group_row, percent, "percent", "%", 1, "Of the group's units that have a topic, %"),
	GLANE_COL_DOCUMENTS(group_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

static const glane_figure topic_figures[] = {
	{ "weights", "bars", NULL, "x=label y=weight", "Mean share of each topic, %" },
	GLANE_LAST
};
static const glane_figure term_figures[] = {
	{ "terms", "bars", NULL, "x=form y=weight colour=topic", "The first terms of each topic" },
	GLANE_LAST
};
static const glane_view group_views[] = {
	{ "weight", "topic", "group", "weight", "Mean share of each topic, by group" },
	{ "passages", "topic", "group", "passages", "Units of each topic, by group" },
	GLANE_LAST
};
static const glane_figure group_figures[] = {
	{ "heat", "heat", "weight", "x=group y=topic colour=weight", "Topics by group" },
	GLANE_LAST
};
enum { TOPICS, TERMS, TYPICAL, GROUPS };
static const glane_table tables[] = {
	[TOPICS] = { "topics", GLANE_REPORTED, topic_columns, sizeof(topic_row), "-weight", NULL, topic_figures, "Topics",
		"topic {topic} ({label}) has {weight}% of the units on average, and is the greatest of {passages}, of {speakers} speakers" },
	[TERMS] = { "terms", GLANE_REPORTED, term_columns, sizeof(term_row), "topic -weight", NULL, term_figures, "Terms of the topics",
		"{form} has {weight}% of the weight of topic {topic}, which has {exclusivity}% of its weight in all topics" },
	[TYPICAL] = { "typical", GLANE_REPORTED | GLANE_PERSONAL, typical_columns, sizeof(typical_row), "topic rank", NULL, NULL, "Typical passages", NULL },
	[GROUPS] = { "groups", GLANE_REPORTED, group_columns, sizeof(group_row), "topic group", group_views, group_figures, "Topics by group",
		"topic {topic} ({label}) has {weight}% of the units of {group} on average, and is the greatest of {passages}" },
	GLANE_LAST
};

/* ---- From units to topics ------------------------------------------------------------------------------------ */

typedef struct {
	glane_ctx *ctx;
	const config *c;
	pool *p;
	units u;
	uint32_t n, *at;		/* units with a feature, in the order of what is in them: at[i] is one of u */
	sparse m;			/* their weights */
	uint32_t k;
	double *unit, *word;		/* n by k; features by k: the greatest topic first, and none that is empty */
	double *sum;			/* of each unit */
	uint32_t *of;			/* of each unit its greatest topic; GLANE_NONE: it has none */
	double *stability;
	glane_sym *name, *label;
	uint32_t *seen, stamp;		/* of people by their symbol: the last list that had them */
} study;

/* Units that have a feature, weighted; then in the order of what is in them. */
static void weigh(study *s)
{
	const sparse *cells = &s->u.active.cells;
	uint32_t *row_to = pool_array(s->p, row_to, s->u.n), *which = pool_array(s->p, which, s->u.n);
	double *have = pool_array(s->p, have, s->u.active.n);
	for (uint32_t r = 0; r < s->u.n; r++) {
		row_to[r] = cells->start[r] < cells->start[r + 1] ? s->n : GLANE_NONE;
		if (row_to[r] != GLANE_NONE)
			which[s->n++] = r;
	}
	sparse m = sparse_part(s->p, cells, row_to, NULL), presence = sparse_presence(s->p, &m);
	sparse_sums(&presence, NULL, have);
	for (uint32_t r = 0; r < s->n && s->c->weights == WEIGHTS_TF_IDF; r++) {
		double squares = 0;
		for (uint32_t i = m.start[r]; i < m.start[r + 1]; i++) {
			m.value[i] *= 1 + log(s->n / have[m.column[i]]);
			squares += m.value[i] * m.value[i];
		}
		for (uint32_t i = m.start[r]; i < m.start[r + 1]; i++)
			m.value[i] /= sqrt(squares);
	}
	uint32_t *order = pool_array(s->p, order, s->n);
	nmf_order(&m, order);
	s->m = sparse_ordered(s->p, &m, order);
	s->at = pool_array(s->p, s->at, s->n);
	for (uint32_t i = 0; i < s->n; i++)
		s->at[i] = which[order[i]];
}

typedef struct { double weight; uint32_t topic; } ranked;

/* The heaviest first, then as they were. */
static int by_weight(const void *a, const void *b)
{
	const ranked *x = a, *y = b;
	double v = decided(x->weight), w = decided(y->weight);
	return v != w ? (v > w ? -1 : 1) : (x->topic > y->topic) - (x->topic < y->topic);
}

/* Shares of units in topics, on average, put topics in order; those that came out empty are left out. */
static void settle(study *s, const nmf *f)
{
	ranked *by = pool_array(s->p, by, f->k);
	for (uint32_t t = 0; t < f->k; t++)
		by[t].topic = t;
	for (uint32_t i = 0; i < s->n; i++) {
		double sum = 0;
		for (uint32_t t = 0; t < f->k; t++)
			sum += f->unit[(size_t)i * f->k + t];
		for (uint32_t t = 0; t < f->k && sum > 0; t++)
			by[t].weight += f->unit[(size_t)i * f->k + t] / sum;
	}
	qsort(by, f->k, sizeof *by, by_weight);
	while (s->k < f->k && by[s->k].weight > 0)
		s->k++;
	s->unit = pool_array(s->p, s->unit, (size_t)s->n * s->k);
	s->word = pool_array(s->p, s->word, (size_t)s->m.columns * s->k);
	s->sum = pool_array(s->p, s->sum, s->n);
	s->of = pool_array(s->p, s->of, s->n);
	for (uint32_t t = 0; t < s->k; t++)
		for (uint32_t c = 0; c < s->m.columns; c++)
			s->word[(size_t)c * s->k + t] = f->word[(size_t)c * f->k + by[t].topic];
	for (uint32_t i = 0; i < s->n; i++) {
		s->of[i] = GLANE_NONE;
		for (uint32_t t = 0; t < s->k; t++) {
			double x = s->unit[(size_t)i * s->k + t] = f->unit[(size_t)i * f->k + by[t].topic];
			s->sum[i] += x;
			if (x > 0 && (s->of[i] == GLANE_NONE || decided(x) > decided(s->unit[(size_t)i * s->k + s->of[i]])))
				s->of[i] = t;
		}
	}
}

/* The cosine of the words of topic t and of one that was found elsewhere. */
static double cosine(const study *s, uint32_t t, const nmf *f, uint32_t other)
{
	double both = 0, own = 0, theirs = 0;
	for (uint32_t c = 0; c < s->m.columns; c++) {
		double x = s->word[(size_t)c * s->k + t], y = f->word[(size_t)c * f->k + other];
		both += x * y;
		own += x * x;
		theirs += y * y;
	}
	return own > 0 && theirs > 0 ? both / sqrt(own * theirs) : 0;
}

static int find_stability(study *s)
{
	uint32_t *row_to = pool_array(s->p, row_to, s->n);
	s->stability = pool_array(s->p, s->stability, s->k);
	for (uint32_t i = 0; i < s->c->resamples; i++) {
		pool_mark then = pool_now(s->p);
		resample_stream stream = { i };
		uint32_t n = 0;
		if (!s->ctx->host->progress(s->ctx, i, (uint64_t)s->c->resamples))
			return GLANE_ECANCEL;
		for (uint32_t r = 0; r < s->n; r++)
			row_to[r] = resample_below(&stream, FRESH) ? n++ : GLANE_NONE;
		sparse part = sparse_part(s->p, &s->m, row_to, NULL);
		nmf f = nmf_of(s->p, &part, n < s->k ? n : s->k, STEPS_MOST);
		for (uint32_t t = 0; t < s->k; t++) {
			double best = 0;
			for (uint32_t other = 0; other < f.k; other++)
				best = fmax(best, cosine(s, t, &f, other));
			s->stability[t] += best / (double)s->c->resamples;
		}
		pool_back(s->p, then);
	}
	return GLANE_OK;
}

/* ---- Tables ---------------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* Passages, documents and people of units, numbers in u, which are put in the order of the corpus. */
typedef struct { int64_t passages, documents, speakers; glane_evidence evidence; } found;

static found find(study *s, uint32_t n, uint32_t *unit)
{
	glane_passage *passage = pool_array(s->p, passage, n);
	found f = { n, 0, 0, { .in = s->u.layer, .n_rows = n, .rows = passage } };
	uint32_t document = GLANE_NONE;
	if (n)
		qsort(unit, n, sizeof *unit, by_number);
	s->stamp++;
	for (uint32_t i = 0; i < n; i++) {
		const units_row *at = &s->u.row[unit[i]];
		passage[i] = (glane_passage){ at->name, at->row };
		f.documents += at->document != document;
		document = at->document;
		f.speakers += at->person.id && s->seen[at->person.id] != s->stamp;
		s->seen[at->person.id] = s->stamp;
	}
	return f;
}

static ranked *ranked_terms(study *s, uint32_t t)
{
	ranked *r = pool_array(s->p, r, s->m.columns);
	for (uint32_t c = 0; c < s->m.columns; c++)
		r[c] = (ranked){ s->word[(size_t)c * s->k + t], c };
	qsort(r, s->m.columns, sizeof *r, by_weight);
	return r;
}

static void name_topics(study *s)
{
	const glane_host *h = s->ctx->host;
	s->name = pool_array(s->p, s->name, s->k);
	s->label = pool_array(s->p, s->label, s->k);
	for (uint32_t t = 0; t < s->k; t++) {
		pool_mark then = pool_now(s->p);
		const ranked *r = ranked_terms(s, t);
		char number[16], *text;
		size_t n = 0, room = 1;
		for (uint32_t i = 0; i < LABEL_WORDS && i < s->m.columns; i++)
			room += h->string(s->ctx, s->u.active.name[r[i].topic]).n + 1;
		text = pool_alloc(s->p, room);
		for (uint32_t i = 0; i < LABEL_WORDS && i < s->m.columns && r[i].weight > 0; i++) {
			glane_str word = h->string(s->ctx, s->u.active.name[r[i].topic]);
			if (i)
				text[n++] = ' ';
			memcpy(text + n, word.p, word.n);
			n += word.n;
		}
		s->label[t] = h->sym(s->ctx, text);
		snprintf(number, sizeof number, "%u", t + 1);
		s->name[t] = h->sym(s->ctx, number);
		pool_back(s->p, then);
	}
}

static double share(const study *s, uint32_t i, uint32_t t)
{
	return s->sum[i] > 0 ? s->unit[(size_t)i * s->k + t] / s->sum[i] : 0;
}

static void write_topic(study *s, uint32_t t, uint32_t with)
{
	uint32_t *unit = pool_array(s->p, unit, s->n), n = 0;
	double sum = 0;
	for (uint32_t i = 0; i < s->n; i++) {
		sum += share(s, i, t);
		if (s->of[i] == t)
			unit[n++] = s->at[i];
	}
	found f = find(s, n, unit);
	topic_row row = { s->name[t], s->label[t], f.passages, f.documents, f.speakers, 100.0 * n / with, 100 * sum / with,
		s->c->resamples ? 100 * s->stability[t] : GLANE_UNDEFINED_REAL };
	s->ctx->host->row(s->ctx, TOPICS, &row, &f.evidence);
}

static void write_terms(study *s, const sparse *by_feature, uint32_t t)
{
	const ranked *r = ranked_terms(s, t);
	double of_topic = 0;
	for (uint32_t i = 0; i < s->n; i++)
		of_topic += s->of[i] == t;
	for (uint32_t k = 0; k < s->c->terms && k < s->m.columns && r[k].weight > 0; k++) {
		pool_mark then = pool_now(s->p);
		uint32_t c = r[k].topic, n = 0, all = by_feature->start[c + 1] - by_feature->start[c];
		uint32_t *unit = pool_array(s->p, unit, all);
		double sum = 0;
		for (uint32_t other = 0; other < s->k; other++)
			sum += s->word[(size_t)c * s->k + other];
		for (uint32_t i = by_feature->start[c]; i < by_feature->start[c + 1]; i++)
			if (s->of[by_feature->column[i]] == t)
				unit[n++] = s->at[by_feature->column[i]];
		found f = find(s, n, unit);
		term_row row = { s->name[t], s->u.active.name[c], s->u.active.upos[c], s->u.active.tokens[c], f.passages, f.documents, f.speakers,
			100 * r[k].weight, 100 * r[k].weight / sum, of_topic > 0 ? n / of_topic / (all / (double)s->n) : GLANE_UNDEFINED_REAL };
		s->ctx->host->row(s->ctx, TERMS, &row, &f.evidence);
		pool_back(s->p, then);
	}
}

static void write_typical(study *s, uint32_t t)
{
	ranked *r = pool_array(s->p, r, s->n);
	for (uint32_t i = 0; i < s->n; i++)
		r[i] = (ranked){ s->unit[(size_t)i * s->k + t], i };
	qsort(r, s->n, sizeof *r, by_weight);
	for (uint32_t k = 0; k < s->c->typical && k < s->n && r[k].weight > 0; k++) {
		const units_row *at = &s->u.row[s->at[r[k].topic]];
		glane_passage passage = { at->name, at->row };
		glane_evidence e = { .in = s->u.layer, .n_rows = 1, .rows = &passage };
		typical_row row = { s->name[t], k + 1, 1, 100 * share(s, r[k].topic, t), r[k].weight };
		s->ctx->host->row(s->ctx, TYPICAL, &row, &e);
	}
}

static void write_groups(study *s, const distinct *groups, const uint32_t *of, uint32_t t)
{
	double *sum = pool_array(s->p, sum, groups->n), *with = pool_array(s->p, with, groups->n);
	uint32_t *unit = pool_array(s->p, unit, s->n);
	for (uint32_t i = 0; i < s->n; i++) {
		sum[of[i]] += share(s, i, t);
		with[of[i]] += s->sum[i] > 0;
	}
	for (uint32_t g = 0; g < groups->n; g++) {
		uint32_t n = 0;
		for (uint32_t i = 0; i < s->n; i++)
			if (of[i] == g && s->of[i] == t)
				unit[n++] = s->at[i];
		found f = find(s, n, unit);
		bool any = with[g] > 0;
		group_row row = { s->name[t], s->label[t], groups->name[g], f.passages, f.documents, f.speakers,
			any ? 100 * n / with[g] : GLANE_UNDEFINED_REAL, any ? 100 * sum[g] / with[g] : GLANE_UNDEFINED_REAL };
		s->ctx->host->row(s->ctx, GROUPS, &row, &f.evidence);
	}
}

static void write_tables(study *s)
{
	uint32_t with = 0, *of = pool_array(s->p, of, s->n);
	glane_sym *group = pool_array(s->p, group, s->n);
	s->seen = units_marks(s->p, &s->u);
	for (uint32_t i = 0; i < s->n; i++) {
		group[i] = s->u.row[s->at[i]].group;
		with += s->sum[i] > 0;
	}
	const distinct groups = distinct_of(s->p, s->n, group, NULL, of);
	const sparse by_feature = sparse_transposed(s->p, &s->m);
	name_topics(s);
	for (uint32_t t = 0; t < s->k; t++) {
		pool_mark then = pool_now(s->p);
		write_topic(s, t, with);
		write_terms(s, &by_feature, t);
		write_typical(s, t);
		write_groups(s, &groups, of, t);
		pool_back(s->p, then);
	}
	if (with < s->u.n)
		s->ctx->host->log(s->ctx, GLANE_INFO, glane_here(), "%u of %u units have no topic: none of their terms is said often enough (option min-count)",
			s->u.n - with, s->u.n);
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	study s = { .ctx = ctx, .c = ctx->config, .p = pool_new(ctx) };
	s.u = units_read(s.p, &in->u, &s.c->units);
	weigh(&s);
	uint32_t wanted = (uint32_t)s.c->topics, least = s.n < s.m.columns ? s.n : s.m.columns;
	if (s.n < 2 || least < 2) {
		h->log(ctx, GLANE_WARNING, glane_here(), "there are no topics: %u units have one of the %u terms that are said often enough (option "
			"min-count: %u)", s.n, s.u.active.n, (unsigned)s.c->units.least);
		return GLANE_OK;
	}
	nmf f = nmf_of(s.p, &s.m, wanted < least ? wanted : least, STEPS_MOST);
	settle(&s, &f);
	if (s.k < wanted)
		h->log(ctx, GLANE_WARNING, glane_at_option("topics"), "there are %u topics, and not %u: %u units and %u terms have no more", s.k, wanted, s.n,
			s.m.columns);
	int code = find_stability(&s);
	if (code == GLANE_OK)
		write_tables(&s);
	return code;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "{topics} topics were sought by non-negative matrix factorisation of the table of units by "
	  "active words [@lee1999], by hierarchical alternating least squares [@cichocki2009] from a start "
	  "without chance [@boutsidis2008]: the same corpus gives the same topics. A unit has more or less of "
	  "each topic; a topic is a list of words that occur together until its passages have been read." },
	METHOD_UNIT,
	METHOD_WORDS,
	{ "weights=tf-idf", "A word weighs the more in a unit the fewer units have it, and each unit as much as "
	  "another." },
	{ "weights=counts", "A word weighs in a unit as often as it is said there." },
	{ "resamples!=0", "The stability of a topic is the mean, over {resamples} samples of four fifths of the "
	  "units, of the greatest cosine of its words with a topic that is found there." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "lee1999", "article", "Lee, Daniel D. and Seung, H. Sebastian", "1999",
	  "Learning the parts of objects by non-negative matrix factorization", .in = "Nature", .volume = "401",
	  .pages = "788-791", .doi = "10.1038/44565" },
	{ "cichocki2009", "article", "Cichocki, Andrzej and Phan, Anh-Huy", "2009",
	  "Fast local algorithms for large scale nonnegative matrix and tensor factorizations",
	  .in = "IEICE Transactions on Fundamentals of Electronics, Communications and Computer Sciences",
	  .volume = "E92-A(3)", .pages = "708-721", .doi = "10.1587/transfun.E92.A.708" },
	{ "boutsidis2008", "article", "Boutsidis, Christos and Gallopoulos, Efstratios", "2008",
	  "SVD based initialization: a head start for nonnegative matrix factorization",
	  .in = "Pattern Recognition", .volume = "41(4)", .pages = "1350-1362",
	  .doi = "10.1016/j.patcog.2007.09.010" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "topics", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Topics: words that go together over passages, by non-negative matrix factorisation",
	.topic = "classes", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "segment sentence turn answer document",
	.tables = tables,
	.report = report,
};
