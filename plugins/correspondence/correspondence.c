/* correspondence: which words go with which groups, on a map: correspondence analysis of terms by groups, or of a table that an
 * earlier stage found (Benzécri 1973; Greenacre 2017). */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "cloud.h"
#include "correspondence.h"

static const glane_option options[] = {
	GLANE_OPT_REF(config, of, "rows", "", "table", "The table that is mapped, as table:reinert.profiles; none: terms by what `by` says"),
	GLANE_OPT_TEXT(config, row_key, "row-key", "", "Of a table: the column that names its rows; none: as its first view with counts"),
	GLANE_OPT_TEXT(config, column_key, "column-key", "", "The column that names its columns"),
	GLANE_OPT_TEXT(config, cell, "cell", "", "The column of counts that fills its cells"),
	GLANE_OPT_TEXT(config, supplementary, "supplementary", "",
		"Of terms: variables whose values are put on the map without making it, separated by blanks; *: all"),
	GLANE_OPT_BOOL(config, other_terms, "supplementary-terms", "no", "Put supplementary terms on the map, too"),
	GLANE_OPT_INT(config, axes, "axes", "5", 1, 50, "Axes that are kept"),
	UNITS_OPTIONS(config, units, "10", "2000"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, u.unit, "unit"),
	GLANE_NEED_KEPT(input, u.term, "term?"),
	GLANE_NEED_KEPT(input, u.form, "term.form?"),
	GLANE_NEED_KEPT(input, u.lemma, "term.lemma?"),
	GLANE_NEED_KEPT(input, u.upos, "term.upos?"),
	GLANE_NEED_KEPT(input, u.status, "term.status?"),
	GLANE_NEED(input, of, "@rows?"),
	GLANE_LAST
};

typedef struct {
	int64_t axis;
	double eigenvalue, percent, cumulative;
} axis_row;
static const glane_column axis_columns[] = {
	GLANE_COL_KEY(axis_row, axis, "axis", "Axis"),
	GLANE_COL_VALUE(axis_row, eigenvalue, "eigenvalue", "inertia", 6, "Eigenvalue"),
	GLANE_COL_VALUE(axis_row, percent, "percent", "%", 2, "Of the inertia, %"),
	GLANE_COL_VALUE(axis_row, cumulative, "cumulative", "%", 2, "Together, %"),
	GLANE_LAST
};
typedef struct {
	glane_sym kind, name;
	int64_t mass, speakers;
	double percent, inertia, quality, axis1, axis2, axis3;
} point_row;
static const glane_column point_columns[] = {
	GLANE_COL_KEY_WORD(point_row, kind, "kind", "row|column|supplementary row|supplementary column", "Row or column"),
	GLANE_COL_KEY(point_row, name, "name", "Name"),
	GLANE_COL_COUNT(point_row, mass, "count", "tokens", "Count"),
	GLANE_COL_SPEAKERS(point_row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(point_row, percent, "mass", "%", 2, "Mass, %"),
	GLANE_COL_VALUE(point_row, inertia, "inertia", "%", 2, "Of the inertia, %"),
	GLANE_COL_VALUE(point_row, quality, "quality", "cos²", 3, "Quality on axes 1 and 2"),
	GLANE_COL_VALUE(point_row, axis1, "axis1", NULL, 4, "Axis 1"),
	GLANE_COL_VALUE(point_row, axis2, "axis2", NULL, 4, "Axis 2"),
	GLANE_COL_VALUE(point_row, axis3, "axis3", NULL, 4, "Axis 3"),
	GLANE_LAST
};
typedef struct {
	glane_sym kind, name;
	int64_t axis, speakers;
	double coordinate, contribution, cos2;
} coordinate_row;
static const glane_column coordinate_columns[] = {
	GLANE_COL_KEY(coordinate_row, axis, "axis", "Axis"),
	GLANE_COL_KEY_WORD(coordinate_row, kind, "kind", "row|column|supplementary row|supplementary column", "Row or column"),
	GLANE_COL_KEY(coordinate_row, name, "name", "Name"),
	GLANE_COL_VALUE(coordinate_row, coordinate, "coordinate", NULL, 4, "Coordinate"),
	GLANE_COL_VALUE(coordinate_row, contribution, "contribution", "%", 2, "Contribution to the axis, %"),
	GLANE_COL_VALUE(coordinate_row, cos2, "cos2", "cos²", 4, "cos²"),
	GLANE_COL_SPEAKERS(coordinate_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_figure point_figures[] = {
	{ "map", "map", NULL, "x=axis1 y=axis2 label=name size=count colour=kind", "Map of rows and columns" },
	GLANE_LAST
};
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_COUNT(group_row, terms, "terms", "tokens", "Terms that count, kept on the map or not"),
	GLANE_COL_PASSAGES(group_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(group_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_table tables[] = {
	[AXES] = { "axes", GLANE_REPORTED, axis_columns, sizeof(axis_row), "axis", NULL, NULL, "Axes",
		"axis {axis} has {percent}% of the inertia" },
	[POINTS] = { "points", GLANE_REPORTED, point_columns, sizeof(point_row), "kind name", NULL, point_figures,
		"Rows and columns on the map", "{name} is counted {count} times" },
	[COORDINATES] = { "coordinates", GLANE_REPORTED, coordinate_columns, sizeof(coordinate_row), "axis kind -contribution", NULL, NULL,
		"Coordinates, contributions and cos² on each axis", "{name} makes {contribution}% of axis {axis}" },
	[GROUPS] = { "groups", GLANE_REPORTED, group_columns, sizeof(group_row), "group", NULL, NULL, "Groups that are compared",
		"{speakers} speakers of {group} say {terms} terms" },
	GLANE_LAST
};

/* ---- Empty rows and columns ---------------------------------------------------------------------------- */

static uint32_t numbers_left(uint32_t n, const double *sum, uint32_t *to, points *names)
{
	uint32_t k = 0;
	for (uint32_t i = 0; i < n; i++) {
		to[i] = sum[i] > 0 ? k : GLANE_NONE;
		if (sum[i] > 0) {
			names->speakers[k] = names->speakers[i];
			names->name[k++] = names->name[i];
		}
	}
	names->n = k;
	return n - k;
}

void source_trim(pool *p, source *s)
{
	double *of_rows = pool_array(p, of_rows, s->row.n), *of_columns = pool_array(p, of_columns, s->column.n);
	uint32_t *row_to = pool_array(p, row_to, s->row.n), *column_to = pool_array(p, column_to, s->column.n);
	sparse_sums(&s->cells, of_rows, of_columns);
	s->empty = numbers_left(s->row.n, of_rows, row_to, &s->row) + numbers_left(s->column.n, of_columns, column_to, &s->column);
	if (!s->empty)
		return;
	s->cells = sparse_part(p, &s->cells, row_to, column_to);
	if (s->more_row.n)
		s->more_rows = sparse_part(p, &s->more_rows, NULL, column_to);
	if (s->more_column.n)
		s->more_columns = sparse_part(p, &s->more_columns, NULL, row_to);
}

/* ---- Points --------------------------------------------------------------------------------------------- */

/* Points of one kind; supplementary ones have no part in the axes. */
typedef struct {
	const char *kind;
	const points *name;
	cloud of;
	bool active;
} drawn;

static double undefined(double x, bool known)
{
	return known && isfinite(x) ? x : GLANE_UNDEFINED_REAL;
}

static void write_cloud(glane_ctx *ctx, const axes *a, const drawn *d)
{
	const glane_host *h = ctx->host;
	const glane_sym kind = h->sym(ctx, d->kind);
	const cloud *c = &d->of;
	for (uint32_t i = 0; i < c->n; i++) {
		const double *x = c->x + (size_t)i * c->k;
		bool there = c->count[i] > 0;
		point_row row = { kind, d->name->name[i], (int64_t)c->count[i], d->name->speakers[i],
			undefined(100 * c->count[i] / a->total, d->active), undefined(100 * cloud_contribution(c, a, i, GLANE_NONE), d->active), undefined(cloud_cos2(c, i, 0, 2), there),
			undefined(x[0], there), undefined(c->k > 1 ? x[1] : 0, there && c->k > 1), undefined(c->k > 2 ? x[2] : 0, there && c->k > 2) };
		h->row(ctx, POINTS, &row, NULL);
		for (uint32_t k = 0; k < c->k && there; k++) {
			coordinate_row r = { kind, d->name->name[i], k + 1, d->name->speakers[i], x[k], undefined(100 * cloud_contribution(c, a, i, k), d->active),
				undefined(cloud_cos2(c, i, k, 1), true) };
			h->row(ctx, COORDINATES, &r, NULL);
		}
	}
}

static void write_points(glane_ctx *ctx, pool *p, const source *s, const axes *a)
{
	sparse columns = sparse_transposed(p, &s->cells);
	const drawn rows = { "row", &s->row, cloud_of(p, &s->cells, a->k, a->column, a->column_mass), true };
	const drawn others = { "column", &s->column, cloud_of(p, &columns, a->k, a->row, a->row_mass), true };
	write_cloud(ctx, a, &rows);
	write_cloud(ctx, a, &others);
	if (s->more_row.n)
		write_cloud(ctx, a, &(drawn){ "supplementary row", &s->more_row,
			cloud_of(p, &s->more_rows, a->k, a->column, a->column_mass), false });
	if (s->more_column.n)
		write_cloud(ctx, a, &(drawn){ "supplementary column", &s->more_column,
			cloud_of(p, &s->more_columns, a->k, a->row, a->row_mass), false });
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	pool *p = pool_new(ctx);
	source s;
	int code = *c->of ? source_from_table(ctx, p, &s) : source_from_texts(ctx, p, &s);
	if (code != GLANE_OK)
		return code;
	source_trim(p, &s);
	if (s.empty)
		h->log(ctx, GLANE_INFO, glane_here(), "%u rows and columns without any count are left out of the map", s.empty);
	axes a = { .k = 0 };
	if (s.row.n >= 2 && s.column.n >= 2 && (code = axes_of(p, &s.cells, (uint32_t)c->axes, &a)) != GLANE_OK)
		return code;
	if (!a.k) {
		h->log(ctx, GLANE_WARNING, glane_here(), "there is no map: it needs two rows and two columns that differ, and there are %u and %u%s",
			s.row.n, s.column.n, !*c->of && s.column.n < 2 ? h->translate(ctx, " (write by=\"…\" with a variable of several values)") : "");
		return GLANE_OK;
	}
	double sum = 0;
	for (uint32_t k = 0; k < a.k; k++) {
		double eigenvalue = a.value[k] * a.value[k];
		sum += eigenvalue;
		axis_row row = { k + 1, eigenvalue, 100 * eigenvalue / a.inertia, 100 * sum / a.inertia };
		h->row(ctx, AXES, &row, NULL);
	}
	write_points(ctx, p, &s, &a);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "rows=", "Correspondence analysis [@benzecri1973; @greenacre2017] puts words and groups on one map: "
	  "words near a group are said more in it than elsewhere." },
	{ "rows=", "Groups are the values of {by}." },
	{ "rows= and features=lemma", "Words are lemmas." },
	{ "rows= and features=form", "Words are forms as they are said." },
	{ "rows= and min-count!=1", "Words said fewer than {min-count} times in all were left out." },
	{ "rows= and max-features!=0", "Of more than {max-features} words the most frequent ones were kept." },
	{ "rows!=", "Correspondence analysis [@benzecri1973; @greenacre2017] puts the rows and the columns of "
	  "an earlier table ({rows}) on one map." },
	{ "supplementary!=", "The values of {supplementary} are supplementary: they are on the map without "
	  "making it." },
	{ NULL, "Rows and columns are in principal coordinates; {axes} axes at most were kept. The sign of an "
	  "axis is arbitrary." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "benzecri1973", "book", "Benzécri, Jean-Paul", "1973", "L'Analyse des données", .in = "Dunod" },
	{ "greenacre2017", "book", "Greenacre, Michael", "2017", "Correspondence Analysis in Practice",
	  .in = "Chapman & Hall/CRC" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "correspondence", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Which words go with which groups, on a map: correspondence analysis",
	.topic = "maps", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "document segment sentence turn",
	.tables = tables,
	.report = report,
};
