/* composite-index: a score of several questions for each person, as a sum and from 0 to 100, with the types that cut points make of
 * it, how far the questions measure one thing (Cronbach 1951), and how the groups compare. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "matrix/distinct.h"
#include "references/references.h"
#include "statistics/statistics.h"
#include "statistics/survey.h"

typedef struct {
	const char *questions, *cuts, *types;
	double low, high;
	int64_t least;
} config;
static const glane_option options[] = {
	GLANE_OPT_PATTERN(config, questions, "questions", "", "Variables that are added up, each in braces, with - before those that are meant the other "
		"way round: {q1} {q2} -{q3}"),
	GLANE_OPT_REAL(config, low, "lowest", "1", -1000000, 1000000, "The lowest answer that there can be"),
	GLANE_OPT_REAL(config, high, "highest", "5", -1000000, 1000000, "The highest one"),
	GLANE_OPT_INT(config, least, "min-answered", "0", 0, 1000,
		"Whoever answered so many gets the mean of these times the number of questions; 0: whoever left one out has no index"),
	GLANE_OPT_TEXT(config, cuts, "cuts", "", "Sums that part the types, ascending: -7; 7. A sum that is just that is of the upper type"),
	GLANE_OPT_TEXT(config, types, "types", "", "Names of the types from the lowest, one more than cuts: against; waiting; for"),
	GLANE_LAST
};

typedef struct { glane_scope unit; } input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

enum { INDEX, TYPE };
static const glane_variable variables[] = {
	{ "index", GLANE_NUMBER, { NULL, 0 } },
	{ "index-type", GLANE_ORDINAL, { NULL, 0 } },
	GLANE_LAST
};

typedef struct {
	glane_sym document, speaker, type;
	int64_t answered, passages;
	double sum, index;
} person_row;
static const glane_column person_columns[] = {
	GLANE_COL_KEY(person_row, document, "document", "Document"),
	GLANE_COL_KEY(person_row, speaker, "speaker", "Speaker"),
	GLANE_COL_COUNT(person_row, answered, "answered", "questions", "Questions answered"),
	GLANE_COL_VALUE(person_row, sum, "sum", "sum of answers", 2, "Sum"),
	GLANE_COL_VALUE(person_row, index, "index", "0 to 100", 2, "Index"),
	GLANE_COL_LABEL(person_row, type, "type", "Type"),
	GLANE_COL_PASSAGES(person_row, passages, "passages", "documents", "Documents"),
	GLANE_LAST
};
typedef struct {
	glane_sym group;
	int64_t scored, without, passages, documents, speakers;
	double sum, index, deviation, least, most;
} group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "People"),
	GLANE_COL_COUNT(group_row, scored, "scored", "questionnaires", "Questionnaires with an index"),
	GLANE_COL_COUNT(group_row, without, "without", "questionnaires", "Questionnaires without one"),
	GLANE_COL_VALUE(group_row, sum, "sum", "sum of answers", 2, "Mean sum"),
	GLANE_COL_VALUE(group_row, index, "index", "0 to 100", 2, "Mean index"),
	GLANE_COL_VALUE(group_row, deviation, "deviation", "0 to 100", 2, "Standard deviation of the index"),
	GLANE_COL_VALUE(group_row, least, "least", "0 to 100", 2, "Lowest index"),
	GLANE_COL_VALUE(group_row, most, "most", "0 to 100", 2, "Highest index"),
	GLANE_COL_PASSAGES(group_row, passages, "passages", "documents", "Documents they are in"),
	GLANE_COL_DOCUMENTS(group_row, documents, "documents", "Documents"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, type;
	int64_t questionnaires, passages, documents, speakers;
	double percent, low, high;
} type_row;
static const glane_column type_columns[] = {
	GLANE_COL_KEY(type_row, type, "type", "Type"),
	GLANE_COL_KEY(type_row, group, "group", "Group"),
	GLANE_COL_SPEAKERS(type_row, speakers, "speakers", "People"),
	GLANE_COL_COUNT(type_row, questionnaires, "questionnaires", "questionnaires", "Questionnaires"),
	GLANE_COL_VALUE(type_row, percent, "percent", "%", 1, "Of those of the group with an index, %"),
	GLANE_COL_VALUE(type_row, low, "percent-low", "%", 1, "%: from (95%)"),
	GLANE_COL_VALUE(type_row, high, "percent-high", "%", 1, "%: to (95%)"),
	GLANE_COL_PASSAGES(type_row, passages, "passages", "documents", "Documents they are in"),
	GLANE_COL_DOCUMENTS(type_row, documents, "documents", "Documents"),
	GLANE_LAST
};
typedef struct {
	glane_sym question;
	int64_t answered, missing;
	double mean, deviation, without;
} question_row;
static const glane_column question_columns[] = {
	GLANE_COL_KEY(question_row, question, "question", "Question"),
	GLANE_COL_COUNT(question_row, answered, "answered", "questionnaires", "Answered"),
	GLANE_COL_COUNT(question_row, missing, "missing", "questionnaires", "Not answered"),
	GLANE_COL_VALUE(question_row, mean, "mean", "answer", 2, "Mean answer, turned round where it is meant the other way"),
	GLANE_COL_VALUE(question_row, deviation, "deviation", "answer", 2, "Standard deviation"),
	GLANE_COL_VALUE(question_row, without, "alpha-without", "Cronbach's α", 3, "Cronbach's α of the others"),
	GLANE_LAST
};
typedef struct {
	glane_sym scale;
	int64_t questions, questionnaires, complete, prorated, without;
	double alpha, least, most;
} scale_row;
static const glane_column scale_columns[] = {
	GLANE_COL_KEY(scale_row, scale, "scale", "Questions"),
	GLANE_COL_COUNT(scale_row, questions, "questions", "questions", "How many"),
	GLANE_COL_COUNT(scale_row, questionnaires, "questionnaires", "questionnaires", "Questionnaires"),
	GLANE_COL_COUNT(scale_row, complete, "complete", "questionnaires", "All questions answered"),
	GLANE_COL_COUNT(scale_row, prorated, "prorated", "questionnaires", "Index from those answered"),
	GLANE_COL_COUNT(scale_row, without, "without", "questionnaires", "Too few answered: without an index"),
	GLANE_COL_VALUE(scale_row, alpha, "alpha", "Cronbach's α", 3, "Cronbach's α, where all are answered"),
	GLANE_COL_VALUE(scale_row, least, "least", "sum of answers", 2, "Lowest possible sum"),
	GLANE_COL_VALUE(scale_row, most, "most", "sum of answers", 2, "Highest possible sum"),
	GLANE_LAST
};

static const glane_view type_views[] = {
	{ "percent", "group", "type", "percent", "Types of each group, %" },
	{ "speakers", "group", "type", "speakers", "People of each type, by group" },
	GLANE_LAST
};
static const glane_figure type_figures[] = {
	{ "types", "bars", NULL, "x=group y=percent colour=type", "Types of each group, %" },
	GLANE_LAST
};
static const glane_figure group_figures[] = {
	{ "means", "bars", NULL, "x=group y=index", "Mean index of each group" },
	GLANE_LAST
};
enum { SCALE, QUESTIONS, GROUPS, TYPES, PERSONS };
static const glane_table tables[] = {
	[SCALE] = { "scale", GLANE_REPORTED, scale_columns, sizeof(scale_row), "scale", NULL, NULL, "The index",
		"{questionnaires} questionnaires: {complete} are complete, {prorated} have an index from the questions that were answered, {without} have "
		"none; Cronbach's α is {alpha}" },
	[QUESTIONS] = { "questions", GLANE_REPORTED, question_columns, sizeof(question_row), "question", NULL, NULL, "Questions of the index",
		"{question} was answered by {answered}, with {mean} on average; without it Cronbach's α would be {alpha-without}" },
	[GROUPS] = { "groups", GLANE_REPORTED, group_columns, sizeof(group_row), "group", NULL, group_figures, "The index by group",
		"{group}: the mean index of {scored} questionnaires is {index} of 100" },
	[TYPES] = { "types", GLANE_REPORTED, type_columns, sizeof(type_row), "type group", type_views, type_figures, "Types by group",
		"{speakers} of {group} are {type}: {percent}% (between {percent-low} and {percent-high}% if others like them were asked). "
		"Rounded shares may not add up to 100" },
	[PERSONS] = { "persons", GLANE_REPORTED | GLANE_PERSONAL, person_columns, sizeof(person_row), "document speaker", NULL, NULL, "The index of each person",
		"{speaker} answered {answered} questions; the index is {index} of 100" },
	GLANE_LAST
};

/* ---- What the options say ---------------------------------------------------------------------------------- */

typedef struct { glane_str name; bool turned; } question;
typedef struct {
	uint32_t n, n_cuts, n_types;
	question *question;
	double *cut;
	glane_sym *type;
} scale;

/* "{q1} -{q2}". Returns where it can't be read any further, or NULL. */
static const char *read_questions(glane_ctx *ctx, int life, const char *text, scale *out)
{
	out->question = ctx->host->alloc(ctx, life, (strlen(text) + 1) * sizeof *out->question);
	for (const char *p = text; ; ) {
		p += strspn(p, " \t\n,;");
		if (!*p)
			return NULL;
		bool turned = *p == '-';
		size_t n = strcspn(p + turned, "}");
		if (p[turned] != '{' || !p[turned + n] || n < 2)
			return p;
		out->question[out->n++] = (question){ { p + turned + 1, (uint32_t)n - 1 }, turned };
		p += turned + n + 1;
	}
}

/* The next part of a list that is cut at ";", without blanks around it; empty at the end. */
static glane_str next_part(const char **list)
{
	const char *p = *list + strspn(*list, " \t\n;");
	size_t n = strcspn(p, ";\n");
	*list = p + n;
	while (n && (p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	return (glane_str){ p, (uint32_t)n };
}

static int read_types(glane_ctx *ctx, int life, const config *c, scale *out)
{
	const glane_host *h = ctx->host;
	const char *list = c->cuts;
	out->cut = h->alloc(ctx, life, (strlen(c->cuts) + 1) * sizeof *out->cut);
	out->type = h->alloc(ctx, life, (strlen(c->types) + 1) * sizeof *out->type);
	for (glane_str part; (part = next_part(&list)).n; out->n_cuts++) {
		if (!survey_number(part.p, part.n, &out->cut[out->n_cuts]))
			return h->fail(ctx, GLANE_EOPTION, glane_at_option("cuts"), "\"%.*s\" is no number; write cut points as in cuts=\"-7; 7\"", GLANE_STR(part));
		if (out->n_cuts && !(out->cut[out->n_cuts] > out->cut[out->n_cuts - 1]))
			return h->fail(ctx, GLANE_EOPTION, glane_at_option("cuts"), "%.*s isn't greater than the cut point before it", GLANE_STR(part));
	}
	list = c->types;
	for (glane_str part; (part = next_part(&list)).n; )
		h->intern(ctx, 1, &part, &out->type[out->n_types++]);
	if (out->n_types != (out->n_cuts ? out->n_cuts + 1 : 0))
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("types"), "%u cut points part the sums into %u types, and %u are named: write them from the "
			"lowest on, with ; between them", out->n_cuts, out->n_cuts ? out->n_cuts + 1 : 0, out->n_types);
	return GLANE_OK;
}

static int read_scale(glane_ctx *ctx, int life, scale *out)
{
	const config *c = ctx->config;
	*out = (scale){ 0 };
	const char *wrong = read_questions(ctx, life, c->questions, out);
	if (wrong)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("questions"), "\"%s\" is no variable in braces; "
			"write questions=\"{q1} {q2} -{q3}\"", wrong);
	if (!(c->low < c->high))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("highest"), "the highest answer (%g) isn't above the lowest one (%g)", c->high, c->low);
	return read_types(ctx, life, c, out);
}

/* Says at once what is wrong; names of variables are known later, so that what was read isn't kept. */
static int create(glane_ctx *ctx, void **self)
{
	scale s;
	*self = (void *)(uintptr_t)ctx->config;
	return read_scale(ctx, GLANE_SCRATCH, &s);
}

/* ---- A questionnaire --------------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t answered, type;
	double sum, index;		/* NaN: too few answers */
} score;

static glane_str value_in(const glane_variable *v, uint32_t n, glane_str name)
{
	for (uint32_t i = 0; i < n; i++)
		if (strlen(v[i].name) == name.n && !memcmp(v[i].name, name.p, name.n) && v[i].value.n)
			return v[i].value;
	return (glane_str){ "", 0 };
}

/* Answers of a speaker, or else those of the document; NaN: none. */
static int read_answers(glane_ctx *ctx, const scale *s, const glane_doc *doc, uint32_t who, double *out)
{
	const config *c = ctx->config;
	for (uint32_t q = 0; q < s->n; q++) {
		const question *k = &s->question[q];
		const glane_speaker *speaker = &doc->speaker[who];
		glane_str value = value_in(speaker->variable, speaker->n_variables, k->name);
		if (!value.n)
			value = value_in(doc->variable, doc->n_variables, k->name);
		out[q] = NAN;
		if (!value.n)
			continue;
		double x;
		if (!survey_number(value.p, value.n, &x) || x < c->low || x > c->high)
			return ctx->host->fail(ctx, GLANE_EINPUT, (glane_place){ .doc = doc }, "the answer to %.*s is \"%.*s\", and not a number from %g to %g; leave it "
				"empty where there is no answer, or say the range by lowest and highest", GLANE_STR(k->name), GLANE_STR(value), c->low, c->high);
		out[q] = k->turned ? c->low + c->high - x : x;
	}
	return GLANE_OK;
}

static score score_of(const config *c, const scale *s, const double *answer)
{
	score x = { .sum = NAN, .index = NAN };
	x.sum = survey_sum(s->n, answer, c->least ? (uint32_t)c->least : s->n, &x.answered);
	if (isnan(x.sum))
		return x;
	x.index = survey_rescaled(x.sum, s->n, c->low, c->high);
	x.type = survey_type(x.sum, s->n_cuts, s->cut);
	return x;
}

/* A document of one person has that person's index and type as variables, for steps that follow. */
static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	scale s;
	int code = read_scale(ctx, GLANE_SCRATCH, &s);
	double *answer = h->alloc(ctx, GLANE_SCRATCH, (s.n + 1) * sizeof *answer);
	for (uint32_t i = 0; i < in->unit.n && s.n && code == GLANE_OK; i++) {
		code = read_answers(ctx, &s, doc, in->unit.speaker[i], answer);
		score x = code == GLANE_OK ? score_of(ctx->config, &s, answer) : (score){ .sum = NAN };
		if (in->unit.n != 1 || isnan(x.sum))
			continue;
		char text[32];
		int n = snprintf(text, sizeof text, "%.2f", x.index);
		h->set(ctx, INDEX, (glane_str){ text, (uint32_t)n });
		if (s.n_types)
			h->set(ctx, TYPE, h->string(ctx, s.type[x.type]));
	}
	return code;
}

/* ---- Tables ---------------------------------------------------------------------------------------------------------- */

/* All questionnaires, in plan order. */
typedef struct {
	glane_ctx *ctx;
	pool *p;
	scale s;
	uint32_t n, room;
	double *answer;			/* n by questions */
	score *score;
	uint32_t *document, *group;	/* group: in `groups` */
	glane_sym *name, *speaker, *person, *by;
	distinct groups;
} study;

static void *grown(glane_ctx *ctx, void *list, size_t size, uint32_t room, uint32_t more)
{
	return ctx->host->grow(ctx, GLANE_SCRATCH, list, room * size, more * size);
}

static void make_room(study *t, uint32_t n)
{
	uint32_t more = n > t->room ? n : t->room;
	if (t->room - t->n >= n)
		return;
	t->answer = grown(t->ctx, t->answer, (t->s.n + 1) * sizeof *t->answer, t->room, more);
	t->score = grown(t->ctx, t->score, sizeof *t->score, t->room, more);
	t->document = grown(t->ctx, t->document, sizeof *t->document, t->room, more);
	t->name = grown(t->ctx, t->name, sizeof *t->name, t->room, more);
	t->speaker = grown(t->ctx, t->speaker, sizeof *t->speaker, t->room, more);
	t->person = grown(t->ctx, t->person, sizeof *t->person, t->room, more);
	t->by = grown(t->ctx, t->by, sizeof *t->by, t->room, more);
	t->room += more;
}

static int read_all(study *t)
{
	const glane_host *h = t->ctx->host;
	const input *in = t->ctx->input;
	uint32_t n = h->documents(t->ctx);
	for (uint32_t d = 0; d < n; d++) {
		const glane_doc *doc = h->document(t->ctx, d);
		if (!doc)
			break;
		make_room(t, in->unit.n);
		for (uint32_t i = 0; i < in->unit.n; i++, t->n++) {
			const glane_speaker *who = &doc->speaker[in->unit.speaker[i]];
			double *answer = t->answer + (size_t)t->n * t->s.n;
			int code = read_answers(t->ctx, &t->s, doc, in->unit.speaker[i], answer);
			if (code != GLANE_OK)
				return code;
			t->score[t->n] = score_of(t->ctx->config, &t->s, answer);
			t->document[t->n] = d;
			t->name[t->n] = doc->name;
			t->speaker[t->n] = who->id;
			t->person[t->n] = who->person;
			t->by[t->n] = in->unit.group[i];
		}
	}
	t->group = pool_array(t->p, t->group, t->n);
	t->groups = distinct_of(t->p, t->n, t->by, NULL, t->group);
	return GLANE_OK;
}

static double defined(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

/* Mean and standard deviation of what is there of n numbers, step apart; returns how many. */
static uint32_t describe(uint32_t n, const double *x, uint32_t step, double *mean, double *deviation)
{
	double sum = 0, squares = 0;
	uint32_t there = 0;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(x[(size_t)i * step])) {
			sum += x[(size_t)i * step];
			there++;
		}
	*mean = there ? sum / there : NAN;
	for (uint32_t i = 0; i < n; i++)
		if (!isnan(x[(size_t)i * step]))
			squares += (x[(size_t)i * step] - *mean) * (x[(size_t)i * step] - *mean);
	*deviation = there > 1 ? sqrt(squares / (there - 1)) : NAN;
	return there;
}

static void write_scale(const study *t)
{
	const config *c = t->ctx->config;
	uint32_t complete;
	scale_row row = { .scale = t->ctx->host->sym(t->ctx, c->questions), .questions = t->s.n, .questionnaires = t->n,
		.least = t->s.n * c->low, .most = t->s.n * c->high };
	row.alpha = defined(survey_cronbach(t->n, t->s.n, t->answer, &complete));
	row.complete = complete;
	for (uint32_t i = 0; i < t->n; i++) {
		row.without += isnan(t->score[i].sum);
		row.prorated += !isnan(t->score[i].sum) && t->score[i].answered < t->s.n;
	}
	t->ctx->host->row(t->ctx, SCALE, &row, NULL);
}

static void write_questions(const study *t)
{
	uint32_t k = t->s.n;
	double *others = pool_array(t->p, others, (size_t)t->n * k);
	for (uint32_t q = 0; q < k; q++) {
		uint32_t people, n = 0;
		for (uint32_t i = 0; i < t->n; i++)
			for (uint32_t j = 0; j < k; j++)
				if (j != q)
					others[n++] = t->answer[(size_t)i * k + j];
		double mean, deviation;
		uint32_t answered = describe(t->n, t->answer + q, k, &mean, &deviation);
		question_row row = { .answered = answered, .missing = t->n - answered, .mean = defined(mean), .deviation = defined(deviation),
			.without = defined(survey_cronbach(t->n, k - 1, others, &people)) };
		t->ctx->host->intern(t->ctx, 1, &t->s.question[q].name, &row.question);
		t->ctx->host->row(t->ctx, QUESTIONS, &row, NULL);
	}
}

/* Distinct people and documents of questionnaires in plan order. */
typedef struct {
	uint32_t stamp, *seen, last;
	int64_t speakers, documents;
	glane_passage *passage;
} tally;

static void tally_add(tally *y, const study *t, uint32_t i)
{
	uint32_t who = t->person[i].id;
	y->speakers += !who || y->seen[who] != y->stamp;
	if (who)
		y->seen[who] = y->stamp;
	if (t->document[i] != y->last)
		y->passage[y->documents++] = (glane_passage){ t->name[i], 0 };
	y->last = t->document[i];
}

static void tally_begin(tally *y)
{
	y->stamp++;
	y->last = GLANE_NONE;
	y->speakers = y->documents = 0;
}

static void write_group(const study *t, tally *y, uint32_t group, double *index)
{
	group_row row = { .group = t->groups.name[group], .least = INFINITY, .most = -INFINITY };
	double sum = 0, mean, deviation;
	tally_begin(y);
	for (uint32_t i = 0; i < t->n; i++) {
		if (t->group[i] != group)
			continue;
		tally_add(y, t, i);
		if (isnan(t->score[i].sum)) {
			row.without++;
			continue;
		}
		index[row.scored++] = t->score[i].index;
		sum += t->score[i].sum;
		row.least = fmin(row.least, t->score[i].index);
		row.most = fmax(row.most, t->score[i].index);
	}
	describe((uint32_t)row.scored, index, 1, &mean, &deviation);
	row.sum = row.scored ? sum / (double)row.scored : GLANE_UNDEFINED_REAL;
	row.index = defined(mean);
	row.deviation = defined(deviation);
	if (!row.scored)
		row.least = row.most = GLANE_UNDEFINED_REAL;
	row.speakers = y->speakers;
	row.passages = row.documents = y->documents;
	glane_evidence e = { .in = "document", .n_rows = (uint32_t)y->documents, .rows = y->passage };
	t->ctx->host->row(t->ctx, GROUPS, &row, &e);
}

static void write_types(const study *t, tally *y, uint32_t group)
{
	int64_t scored = 0;
	for (uint32_t i = 0; i < t->n; i++)
		scored += t->group[i] == group && !isnan(t->score[i].sum);
	for (uint32_t k = 0; k < t->s.n_types && scored; k++) {
		type_row row = { .group = t->groups.name[group], .type = t->s.type[k] };
		tally_begin(y);
		for (uint32_t i = 0; i < t->n; i++)
			if (t->group[i] == group && !isnan(t->score[i].sum) && t->score[i].type == k) {
				tally_add(y, t, i);
				row.questionnaires++;
			}
		wilson_interval((double)row.questionnaires, (double)scored, 1.959964, &row.low, &row.high);
		row.low *= 100;
		row.high *= 100;
		row.percent = 100 * (double)row.questionnaires / (double)scored;
		row.speakers = y->speakers;
		row.passages = row.documents = y->documents;
		glane_evidence e = { .in = "document", .n_rows = (uint32_t)y->documents, .rows = y->passage };
		t->ctx->host->row(t->ctx, TYPES, &row, &e);
	}
}

static void write_persons(const study *t)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const score *x = &t->score[i];
		person_row row = { t->name[i], t->speaker[i], { 0 }, x->answered, 1, defined(x->sum), defined(x->index) };
		if (!isnan(x->sum) && t->s.n_types)
			row.type = t->s.type[x->type];
		glane_passage at = { t->name[i], 0 };
		glane_evidence e = { .in = "document", .n_rows = 1, .rows = &at };
		t->ctx->host->row(t->ctx, PERSONS, &row, &e);
	}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	study t = { .ctx = ctx, .p = pool_new(ctx) };
	int code = read_scale(ctx, GLANE_SCRATCH, &t.s);
	if (code == GLANE_OK && t.s.n)
		code = read_all(&t);
	if (code != GLANE_OK)
		return code;
	if (!t.s.n || !t.n) {
		if (t.s.n)
			h->log(ctx, GLANE_WARNING, glane_here(), "there is no index: nobody is there who could have answered");
		else
			h->log(ctx, GLANE_WARNING, glane_at_option("questions"), "there is no index: write the variables that make it, as in questions=\"{q1} {q2}\"");
		return GLANE_OK;
	}
	uint32_t most = 0;
	for (uint32_t i = 0; i < t.n; i++)
		most = t.person[i].id > most ? t.person[i].id : most;
	tally y = { .seen = pool_array(t.p, y.seen, most + 1), .passage = pool_array(t.p, y.passage, t.n) };
	double *index = pool_array(t.p, index, t.n);
	write_scale(&t);
	write_questions(&t);
	for (uint32_t g = 0; g < t.groups.n; g++) {
		write_group(&t, &y, g, index);
		write_types(&t, &y, g);
	}
	write_persons(&t);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "The answers to {questions} (a minus: meant the other way round), from {lowest} to {highest}, "
	  "were added up for each person; the index is that sum brought to 0–100." },
	{ "min-answered=0", "Whoever left a question out has no index." },
	{ "min-answered!=0", "Whoever answered at least {min-answered} questions has the mean of these times "
	  "the number of questions as a sum; others have no index." },
	{ "cuts!=", "The types {types} are parted by the sums {cuts}; a sum that is just a cut is of the upper "
	  "type." },
	{ NULL, "How far the questions measure one thing is told by Cronbach's α of those who answered all of "
	  "them [@cronbach1951]; percentages have 95 per cent intervals [@wilson1927]." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "cronbach1951", "article", "Cronbach, Lee J.", "1951",
	  "Coefficient alpha and the internal structure of tests", .in = "Psychometrika", .volume = "16(3)",
	  .pages = "297-334", .doi = "10.1007/BF02310555" },
	REFERENCE_WILSON_1927,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "composite-index", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "A score of several questions for each person, with types by cut points",
	.topic = "survey", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "speaker",
	.variables = variables, .tables = tables,
	.create = create, .process = process, .report = report,
};
