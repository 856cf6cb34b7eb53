/* crosstab: two variables of people crossed: how many have which values of both, and how far that is from independence. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "matrix/distinct.h"
#include "references/references.h"
#include "statistics/contrast.h"
#include "statistics/survey.h"
#include "room/room.h"

enum { CELLS_MOST = 10000 };
static const double replicated_most = 5e8;	/* people drawn in all random tables together */

enum { MISSING_OUT, MISSING_KEPT };
typedef struct {
	const char *rows, *columns;
	int missing;
	int64_t least_people, replicates, seed;
} config;
static const glane_option options[] = {
	GLANE_OPT_REF(config, rows, "rows", NULL, "var", "The variable whose values are rows"),
	GLANE_OPT_REF(config, columns, "columns", NULL, "var", "The variable whose values are columns"),
	GLANE_OPT_CHOICE(config, missing, "missing", "leave-out", "leave-out|keep",
		"Whoever has no value of one of them is left out, and counted, or is a row or column of their own"),
	GLANE_OPT_INT(config, least_people, "min-speakers", "5", 1, 1000000,
		"Rows and columns of fewer people: no cell of them is called more or less than expected"),
	GLANE_OPT_INT(config, replicates, "replicates", "9999", 99, 1000000,
		"Random tables for p where χ² can't be trusted: less than 5 people are expected in a cell"),
	GLANE_OPT_INT(config, seed, "seed", "1", 0, 1000000000, "Which random tables: the same seed, the same p"),
	GLANE_LAST
};

typedef struct { glane_scope unit; } input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

typedef struct {
	glane_sym row, column, departure;
	int64_t speakers, passages, documents;
	double row_percent, low, high, column_percent, expected, residual, p, q, pem;
} cell_row;
static const glane_column cell_columns[] = {
	GLANE_COL_KEY(cell_row, row, "row", "Row"),
	GLANE_COL_KEY(cell_row, column, "column", "Column"),
	GLANE_COL_SPEAKERS(cell_row, speakers, "speakers", "People"),
	GLANE_COL_VALUE(cell_row, row_percent, "row-percent", "%", 1, "Of the row, %"),
	GLANE_COL_VALUE(cell_row, low, "row-percent-low", "%", 1, "Of the row, %: from (95%)"),
	GLANE_COL_VALUE(cell_row, high, "row-percent-high", "%", 1, "Of the row, %: to (95%)"),
	GLANE_COL_VALUE(cell_row, column_percent, "column-percent", "%", 1, "Of the column, %"),
	GLANE_COL_VALUE(cell_row, expected, "expected", "speakers", 2, "Expected"),
	GLANE_COL_VALUE(cell_row, residual, "residual", "standard deviations", 2, "Adjusted residual"),
	GLANE_COL_VALUE(cell_row, p, "p", "p", 4, "p"),
	GLANE_COL_VALUE(cell_row, q, "q", "q", 4, "q"),
	GLANE_COL_LABEL(cell_row, departure, "departure", "More or less than expected"),
	GLANE_COL_VALUE(cell_row, pem, "pem", "%", 1, "PEM: of the greatest possible departure, %"),
	GLANE_COL_PASSAGES(cell_row, passages, "passages", "documents", "Documents they are in"),
	GLANE_COL_DOCUMENTS(cell_row, documents, "documents", "Documents"),
	GLANE_LAST
};
typedef struct {
	glane_sym crossed, method;
	int64_t speakers, left_out, rows, columns, below_five, replicates;
	double chi2, df, p, g2, g2_p, v, v_corrected, least_expected, p_exact;
} test_row;
static const glane_column test_columns[] = {
	GLANE_COL_KEY(test_row, crossed, "crossed", "Rows × columns"),
	GLANE_COL_SPEAKERS(test_row, speakers, "speakers", "People"),
	GLANE_COL_COUNT(test_row, left_out, "left-out", "speakers", "Left out: without a value"),
	GLANE_COL_COUNT(test_row, rows, "rows", "values", "Rows"),
	GLANE_COL_COUNT(test_row, columns, "columns", "values", "Columns"),
	GLANE_COL_VALUE(test_row, chi2, "chi2", "χ²", 3, "χ²"),
	GLANE_COL_VALUE(test_row, df, "df", "degrees of freedom", 0, "Degrees of freedom"),
	GLANE_COL_VALUE(test_row, p, "p", "p", 4, "p of χ²"),
	GLANE_COL_VALUE(test_row, v, "cramer-v", "0 to 1", 3, "Cramér's V"),
	GLANE_COL_VALUE(test_row, v_corrected, "cramer-v-corrected", "0 to 1", 3, "Cramér's V, without its bias"),
	GLANE_COL_VALUE(test_row, g2, "g2", "G²", 3, "G²"),
	GLANE_COL_VALUE(test_row, g2_p, "g2-p", "p", 4, "p of G²"),
	GLANE_COL_VALUE(test_row, least_expected, "least-expected", "speakers", 2, "Least expected in a cell"),
	GLANE_COL_COUNT(test_row, below_five, "below-five", "cells", "Cells with less than 5 expected"),
	GLANE_COL_VALUE(test_row, p_exact, "p-exact", "p", 4, "p without χ²"),
	GLANE_COL_LABEL(test_row, method, "method", "How"),
	GLANE_COL_COUNT(test_row, replicates, "replicates", "tables", "Random tables"),
	GLANE_LAST
};

static const glane_view cell_views[] = {
	{ "speakers", "row", "column", "speakers", "People" },
	{ "row-percent", "row", "column", "row-percent", "Of each row, %" },
	{ "column-percent", "row", "column", "column-percent", "Of each column, %" },
	{ "residual", "row", "column", "residual", "Adjusted residuals" },
	{ "pem", "row", "column", "pem", "PEM, %" },
	GLANE_LAST
};
static const glane_figure cell_figures[] = {
	{ "shares", "bars", NULL, "x=row y=row-percent colour=column", "Shares of each row, %" },
	{ "heat", "heat", "residual", "x=column y=row colour=residual", "Adjusted residuals" },
	GLANE_LAST
};
enum { CELLS, TEST };
static const glane_table tables[] = {
	[CELLS] = { "cells", GLANE_REPORTED, cell_columns, sizeof(cell_row), "row column", cell_views, cell_figures, "Crossed variables",
		"{speakers} of {row} are {column}: {row-percent}% of them (between {row-percent-low} and {row-percent-high}% if others like them "
		"were asked); {expected} would be expected. Rounded shares may not add up to 100" },
	[TEST] = { "test", GLANE_REPORTED, test_columns, sizeof(test_row), "crossed", NULL, NULL, "Whether both variables go together",
		"{crossed}: {speakers} people, Cramér's V {cramer-v} (χ² = {chi2}, {df} degrees of freedom, p = {p})" },
	GLANE_LAST
};

/* ---- Who has which values ------------------------------------------------------------------------------- */

/* A person of a document with a value of each variable. */
typedef struct { uint32_t person, document, row, column; } answer;

typedef struct {
	glane_ctx *ctx;
	const config *c;
	pool *p;
	uint32_t n, room, n_persons, n_ids, *number;	/* number: of a person's symbol, + 1 */
	answer *answer;
	glane_sym *row, *column, *document;		/* of each answer; documents by number */
	distinct rows, columns;
	uint32_t *counted;				/* of each person: how many cells they are in */
} study;

static uint32_t person_of(study *s, glane_sym person)
{
	if (!person.id)
		return s->n_persons++;
	s->number = room_for(s->ctx, GLANE_SCRATCH, s->number, sizeof *s->number, person.id, &s->n_ids, 1);
	if (!s->number[person.id])
		s->number[person.id] = ++s->n_persons;
	return s->number[person.id] - 1;
}

static const glane_variable *value_in(const glane_variable *v, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name) && v[i].value.n)
			return &v[i];
	return NULL;
}

/* The speaker's values of a variable, or else the document's; more than one of a multiple one. Returns how many are in out. */
static uint32_t values_of(study *s, const glane_doc *doc, uint32_t who, const char *name, glane_sym **out)
{
	const glane_host *h = s->ctx->host;
	const glane_speaker *speaker = &doc->speaker[who];
	const glane_variable *v = value_in(speaker->variable, speaker->n_variables, strncmp(name, "var:", 4) ? name : name + 4);
	uint32_t n = 0;
	if (!v)
		v = value_in(doc->variable, doc->n_variables, strncmp(name, "var:", 4) ? name : name + 4);
	if (!v) {
		*out = pool_array(s->p, *out, 1);
		**out = h->sym(s->ctx, "(missing)");
		return s->c->missing == MISSING_KEPT;
	}
	*out = pool_array(s->p, *out, v->value.n);
	for (uint32_t from = 0, to; from < v->value.n; from = to + 1) {
		for (to = from; to < v->value.n && (v->type != GLANE_MULTIPLE || (v->value.p[to] != '|' && v->value.p[to] != ';')); to++) { }
		glane_str one = { v->value.p + from, to - from };
		while (one.n && *one.p == ' ') {
			one.p++;
			one.n--;
		}
		while (one.n && one.p[one.n - 1] == ' ')
			one.n--;
		if (one.n)
			h->intern(s->ctx, 1, &one, &(*out)[n++]);
	}
	return n;
}

static void add_answer(study *s, uint32_t person, uint32_t document, glane_sym row, glane_sym column)
{
	uint32_t room[2] = { s->room, s->room };
	s->row = room_for(s->ctx, GLANE_SCRATCH, s->row, sizeof *s->row, s->n, &room[0], 1);
	s->column = room_for(s->ctx, GLANE_SCRATCH, s->column, sizeof *s->column, s->n, &room[1], 1);
	s->answer = room_for(s->ctx, GLANE_SCRATCH, s->answer, sizeof *s->answer, s->n, &s->room, 1);
	s->answer[s->n] = (answer){ person, document, 0, 0 };
	s->row[s->n] = row;
	s->column[s->n++] = column;
}

static void read_answers(study *s)
{
	const glane_host *h = s->ctx->host;
	const input *in = s->ctx->input;
	uint32_t n = h->documents(s->ctx);
	s->document = pool_array(s->p, s->document, n);
	for (uint32_t d = 0; d < n; d++) {
		const glane_doc *doc = h->document(s->ctx, d);
		if (!doc)
			break;
		s->document[d] = doc->name;
		for (uint32_t i = 0; i < in->unit.n; i++) {
			uint32_t who = in->unit.speaker[i];
			pool_mark then = pool_now(s->p);
			glane_sym *row, *column;
			uint32_t person = person_of(s, doc->speaker[who].person);
			uint32_t rows = values_of(s, doc, who, s->c->rows, &row), columns = values_of(s, doc, who, s->c->columns, &column);
			for (uint32_t k = 0; k < rows * columns; k++)
				add_answer(s, person, d, row[k / columns], column[k % columns]);
			pool_back(s->p, then);
		}
	}
}

/* By cell, then person, then document. */
static int by_cell(const void *a, const void *b)
{
	const answer *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

static void order_answers(study *s)
{
	uint32_t *row = pool_array(s->p, row, s->n), *column = pool_array(s->p, column, s->n);
	s->rows = distinct_of(s->p, s->n, s->row, NULL, row);
	s->columns = distinct_of(s->p, s->n, s->column, NULL, column);
	for (uint32_t i = 0; i < s->n; i++) {
		s->answer[i].row = row[i];
		s->answer[i].column = column[i];
	}
	if (s->n)
		qsort(s->answer, s->n, sizeof *s->answer, by_cell);
}

/* People of each cell, each once. */
static double *count_people(study *s)
{
	double *count = pool_array(s->p, count, (size_t)s->rows.n * s->columns.n);
	s->counted = pool_array(s->p, s->counted, s->n_persons);
	for (uint32_t i = 0; i < s->n; i++) {
		const answer *a = &s->answer[i], *b = i ? a - 1 : a;
		if (i && a->row == b->row && a->column == b->column && a->person == b->person)
			continue;
		count[a->row * s->columns.n + a->column]++;
		s->counted[a->person]++;
	}
	return count;
}

/* ---- Tables ------------------------------------------------------------------------------------------------ */

static double defined(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* The documents of the answers from..to, each once; room for as many as answers. Returns how many. */
static uint32_t documents_of(const study *s, uint32_t from, uint32_t to, glane_passage *out)
{
	pool_mark then = pool_now(s->p);
	uint32_t *d = pool_array(s->p, d, to - from), n = 0;
	for (uint32_t i = from; i < to; i++)
		d[i - from] = s->answer[i].document;
	if (to > from)
		qsort(d, to - from, sizeof *d, by_number);
	for (uint32_t i = 0; i < to - from; i++)
		if (!i || d[i] != d[i - 1])
			out[n++] = (glane_passage){ s->document[d[i]], 0 };
	pool_back(s->p, then);
	return n;
}

static void write_cells(const study *s, const survey_table *t)
{
	uint32_t n = t->rows * t->columns;
	survey_cell *cell = pool_array(s->p, cell, n);
	double *p = pool_array(s->p, p, n), *q = pool_array(s->p, q, n);
	uint32_t *room = pool_array(s->p, room, n);
	glane_passage *passage = pool_array(s->p, passage, s->n);
	const glane_sym more = s->ctx->host->sym(s->ctx, "more"), less = s->ctx->host->sym(s->ctx, "less");
	for (uint32_t i = 0; i < n; i++) {
		cell[i] = survey_cell_of(t, i / t->columns, i % t->columns);
		p[i] = isnan(cell[i].residual) ? NAN : normal_two_sided(cell[i].residual);
	}
	false_discovery_rate(n, p, q, room);
	for (uint32_t i = 0, from = 0, to; i < n; i++, from = to) {
		uint32_t r = i / t->columns, c = i % t->columns;
		for (to = from; to < s->n && s->answer[to].row == r && s->answer[to].column == c; to++) { }
		double low, high, o = t->count[i];
		wilson_interval(o, t->of_row[r], 1.959964, &low, &high);
		cell_row row = { .row = s->rows.name[r], .column = s->columns.name[c], .speakers = (int64_t)o,
			.row_percent = 100 * o / t->of_row[r], .low = 100 * low, .high = 100 * high, .column_percent = 100 * o / t->of_column[c],
			.expected = cell[i].expected, .residual = defined(cell[i].residual), .p = defined(p[i]), .q = defined(q[i]),
			.pem = defined(cell[i].pem) };
		row.passages = row.documents = documents_of(s, from, to, passage);
		bool enough = t->of_row[r] >= (double)s->c->least_people && t->of_column[c] >= (double)s->c->least_people;
		if (enough && decided(q[i]) < .05)
			row.departure = cell[i].residual > 0 ? more : less;
		glane_evidence e = { .in = "document", .n_rows = (uint32_t)row.passages, .rows = passage };
		s->ctx->host->row(s->ctx, CELLS, &row, &e);
	}
}

/* p where too few are expected: exact for two by two, otherwise by random tables. */
static void test_otherwise(const study *s, const survey_table *t, test_row *row)
{
	const glane_host *h = s->ctx->host;
	const double *o = t->count;
	if (t->rows == 2 && t->columns == 2) {
		row->p_exact = fisher_exact((two_by_two){ o[0], o[2], o[1], o[3] });
		row->method = h->sym(s->ctx, "Fisher");
	} else {
		double most = fmax(99, floor(replicated_most / t->n));
		row->replicates = most < (double)s->c->replicates ? (int64_t)most : s->c->replicates;
		uint32_t *room = pool_array(s->p, room, 2 * t->n);
		double *cells = pool_array(s->p, cells, (size_t)t->rows * t->columns);
		row->p_exact = survey_monte_carlo(t, (uint32_t)row->replicates, (uint64_t)s->c->seed, room, cells);
		row->method = h->sym(s->ctx, "Monte Carlo");
	}
	h->log(s->ctx, GLANE_WARNING, glane_here(), "less than 5 people are expected in %u of %u cells (%.2f at least): p of χ² can't be trusted; "
		"read p-exact, or join values", (unsigned)row->below_five, t->rows * t->columns, row->least_expected);
}

static glane_sym crossed(const study *s)
{
	const char *r = s->c->rows, *c = s->c->columns;
	r += strncmp(r, "var:", 4) ? 0 : 4;
	c += strncmp(c, "var:", 4) ? 0 : 4;
	size_t n = strlen(r), m = strlen(c);
	char *text = pool_alloc(s->p, n + m + 8);
	memcpy(text, r, n);
	memcpy(text + n, " × ", sizeof " × ");
	memcpy(text + n + sizeof " × " - 1, c, m + 1);
	return s->ctx->host->sym(s->ctx, text);
}

static void write_test(const study *s, const survey_table *t)
{
	const glane_host *h = s->ctx->host;
	uint32_t people = 0, several = 0;
	for (uint32_t i = 0; i < s->n_persons; i++) {
		people += s->counted[i] > 0;
		several += s->counted[i] > 1;
	}
	survey_test test = survey_test_of(t);
	test_row row = { .crossed = crossed(s), .speakers = people, .left_out = s->n_persons - people, .rows = t->rows, .columns = t->columns,
		.below_five = test.below_five, .chi2 = defined(test.chi2), .df = defined(test.df), .p = defined(test.p), .g2 = defined(test.g2),
		.g2_p = defined(test.g2_p), .v = defined(test.v), .v_corrected = defined(test.v_corrected), .least_expected = test.least_expected,
		.p_exact = GLANE_UNDEFINED_REAL };
	if (several)
		h->log(s->ctx, GLANE_WARNING, glane_here(), "%u people are in several cells (several answers, or several documents): tests suppose "
			"that each is in one", several);
	if (isnan(test.chi2))
		h->log(s->ctx, GLANE_WARNING, glane_here(), "there is no test: it needs two rows and two columns, and there are %u and %u",
			t->rows, t->columns);
	else if (test.below_five)
		test_otherwise(s, t, &row);
	h->row(s->ctx, TEST, &row, NULL);
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	study s = { .ctx = ctx, .c = ctx->config, .p = pool_new(ctx) };
	read_answers(&s);
	order_answers(&s);
	if (!s.n) {
		h->log(ctx, GLANE_WARNING, glane_here(), "there is nothing to cross: of %u people none has a value of both variables", s.n_persons);
		return GLANE_OK;
	}
	if ((uint64_t)s.rows.n * s.columns.n > CELLS_MOST)
		return h->fail(ctx, GLANE_EOPTION, glane_at_option("rows"), "%u by %u values are too many to cross: at most %u cells are; join values "
			"in values=\"…\", or take ranges of numbers", s.rows.n, s.columns.n, (unsigned)CELLS_MOST);
	double *of_row = pool_array(s.p, of_row, s.rows.n), *of_column = pool_array(s.p, of_column, s.columns.n);
	survey_table t = survey_margins(s.rows.n, s.columns.n, count_people(&s), of_row, of_column);
	write_cells(&s, &t);
	write_test(&s, &t);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "{rows} was crossed with {columns}, each person counting once in a cell. Percentages have 95 "
	  "per cent intervals [@wilson1927]." },
	{ "missing=leave-out", "Whoever has no value of one of the two was left out; how many these are is told." },
	{ "missing=keep", "A missing value is a row or a column of its own." },
	{ NULL, "Independence was tested by χ², with Cramér's V [@cramer1946], also without its bias "
	  "[@bergsma2013]; where fewer than 5 people are expected in a cell, also by Fisher's exact test "
	  "[@fisher1934] or, in larger tables, {replicates} random tables with the same margins (seed {seed})." },
	{ NULL, "Cells have adjusted residuals [@haberman1973] and the PEM [@cibois1993]; a cell is called "
	  "more, or less, than expected where its false discovery rate q [@benjamini1995] is below 0.05 and its "
	  "row and column have at least {min-speakers} people." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_WILSON_1927,
	{ "cramer1946", "book", "Cramér, Harald", "1946", "Mathematical Methods of Statistics",
	  .in = "Princeton University Press" },
	{ "bergsma2013", "article", "Bergsma, Wicher", "2013", "A bias-correction for Cramér's V and Tschuprow's T",
	  .in = "Journal of the Korean Statistical Society", .volume = "42(3)", .pages = "323-328",
	  .doi = "10.1016/j.jkss.2012.10.002" },
	REFERENCE_FISHER_1934,
	{ "haberman1973", "article", "Haberman, Shelby J.", "1973",
	  "The analysis of residuals in cross-classified tables", .in = "Biometrics", .volume = "29(1)",
	  .pages = "205-220", .doi = "10.2307/2529686" },
	{ "cibois1993", "article", "Cibois, Philippe", "1993",
	  "Le PEM, pourcentage de l'écart maximum : un indice de liaison entre modalités d'un tableau de contingence",
	  .in = "Bulletin de méthodologie sociologique", .volume = "40", .pages = "43-63" },
	REFERENCE_BENJAMINI_1995,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "crosstab", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Two variables of people crossed, with tests and percentages",
	.topic = "survey", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "speaker",
	.tables = tables,
	.report = report,
};
