/* test_table.c - finished tables: order, states, cells and readings in two languages, pivots. */
#include <config.h>
#include <check.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "language.h"
#include "sym.h"
#include "table.h"

static arena *a;

static void begin(void)
{
	a = arena_new();
}

static void end(void)
{
	arena_free(a);
}

static const char *text(glane_str s)
{
	return arena_copy(a, s.p, s.n);
}

/* ---- A study: craft has a declared order and labels, age an order only ------------------------ */

static pipeline study_pipeline = { .min_speakers = 5, .min_units = 10 };
static variable_def variables[] = {
	{ .name = "craft", .type = GLANE_NOMINAL, .label_fr = "Métier", .label_en = "Craft",
	  .first_modality = 0, .n_modalities = 2 },
	{ .name = "age", .type = GLANE_ORDINAL, .first_modality = 2, .n_modalities = 2 },
};
static modality modalities[] = {
	{ .variable = "craft", .value = "writer", .as = "writer", .label_fr = "écrivaine", .label_en = "writer",
	  .order = 1 },
	{ .variable = "craft", .value = "designer", .as = "designer", .label_fr = "graphiste", .label_en = "designer",
	  .order = 2 },
	{ .variable = "age", .value = "young", .as = "young", .order = 1 },
	{ .variable = "age", .value = "old", .as = "old", .order = 2 },
};
static corpus study = { .pipeline = &study_pipeline, .n_variables = 2, .n_modalities = 4,
                        .variable = variables, .modality = modalities };

static const char *craft[] = { "craft" }, *crossed[] = { "age", "craft" };
static grouping groupings[] = { { "craft", 1, craft, NULL, NULL },
                                { "age*craft", 2, crossed, NULL, NULL },
                                { "verbatim.profile", 0, NULL, "verbatim", "profile" } };
static stage by_craft = { .id = "theme-coder", .n_by = 1, .by = groupings },
	by_three = { .id = "theme-coder", .n_by = 3, .by = groupings },
	by_none = { .id = "theme-coder" };

typedef struct {
	glane_sym theme, group, note;
	int64_t year, mentions, passages, documents, speakers;
	double weight, share, p;
} row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, theme, "theme", "Theme"),
	GLANE_COL_KEY(row, group, "group", "Group"),
	GLANE_COL_KEY(row, year, "year", NULL),
	GLANE_COL_COUNT(row, mentions, "mentions", "tokens", "Mentions"),
	GLANE_COL_SUM(row, weight, "weight", "tokens", 1, "Weight"),
	GLANE_COL_PASSAGES(row, passages, "sentences", "sentences", "Sentences"),
	GLANE_COL_DOCUMENTS(row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(row, share, "share", "%", 2, "Share"),
	GLANE_COL_VALUE(row, p, "p", "p", 4, "p"),
	GLANE_COL_LABEL(row, note, "note", "Note"),
	GLANE_LAST
};
enum { THEME, GROUP, YEAR, MENTIONS, WEIGHT, SENTENCES, DOCUMENTS, SPEAKERS, SHARE, P, NOTE };

static glane_table def_of(const char *order)
{
	return (glane_table){ "themes", GLANE_COUNTED, columns, sizeof(row), order, NULL, NULL, "Themes",
	                      "{speakers} speakers of {group} speak of {theme} {unknown} {" };
}

/* ---- Adding and sorting ---------------------------------------------------------------------- */

static row row_of(const char *theme, const char *group, int64_t speakers)
{
	return (row){ .theme = sym_of(theme), .group = sym_of(group), .speakers = speakers,
	              .mentions = 1, .year = 2024 };
}

static table *finish(const glane_table *def, const stage *s, uint32_t by, uint32_t n, const row *r)
{
	table_draft *t = table_begin(a, &study, s, s->id, def, by, s->n_by ? s->by[by].text : "");
	for (uint32_t i = 0; i < n; i++) {
		found f = { i, 10 + i, { 0, 1 }, 0, { 0 } };
		evidence e = { .layer = "sentence", .total = i, .n_found = 1, .found = &f };
		table_add(t, &r[i], &e);
	}
	return table_finish(t, "en", NULL);
}

static const char *listed(const table *t, int first, int second)
{
	const char *all = "";
	for (uint32_t i = 0; i < t->grid.n; i++) {
		const char *x = text(table_value(a, t, (uint32_t)first, i));
		const char *y = text(table_value(a, t, (uint32_t)second, i));
		all = arena_print(a, "%s%s%s/%s", all, i ? " " : "", x, y);
	}
	return all;
}

START_TEST(order_as_declared)
{
	glane_table def = def_of("group -speakers");
	row r[] = { row_of("peur", "(missing)", 9), row_of("b", "designer", 2), row_of("a", "writer", 3),
	            row_of("é", "designer", 2), row_of("Z", "designer", 2), row_of("b", "writer", 30),
	            row_of("c", "autre", 1), row_of("c", "Autre", GLANE_MISSING_INT),
	            row_of("d", "Autre", 0) };
	table *t = finish(&def, &by_craft, 0, 9, r);
	ck_assert_str_eq(listed(t, GROUP, THEME), "writer/b writer/a designer/Z designer/b designer/é "
	                 "Autre/d Autre/c autre/c (missing)/peur");
	/* The evidence has moved along, copied. */
	ck_assert_uint_eq(t->evidence[0].found->row, 15);
	ck_assert_uint_eq(t->evidence[0].total, 5);
	ck_assert_uint_eq(t->evidence[8].found->document, 0);
	ck_assert(t->any_evidence);
}
END_TEST

START_TEST(order_of_numbers)
{
	glane_table def = def_of("-share year");
	row r[6];
	/* c and a differ by less than 1e-9 of their size: a tie, which the keys break. */
	static const double share[] = { 0.3 * (1 + 1e-12), 0.3, GLANE_UNDEFINED_REAL, -5, 100, 0.3 };
	static const char *const theme[] = { "c", "a", "u", "n", "h", "b" };
	for (uint32_t i = 0; i < 6; i++) {
		r[i] = row_of(theme[i], "writer", 1);
		r[i].share = share[i];
	}
	r[5].year = 1999;
	ck_assert_str_eq(listed(finish(&def, &by_craft, 0, 6, r), THEME, YEAR),
	                 "h/2024 b/1999 a/2024 c/2024 n/2024 u/2024");
	def = def_of("share");
	ck_assert_str_eq(listed(finish(&def, &by_craft, 0, 6, r), THEME, YEAR),
	                 "n/2024 a/2024 b/1999 c/2024 h/2024 u/2024");
	def = def_of(NULL);	/* keys: numbers by size */
	for (uint32_t i = 0; i < 3; i++) {
		r[i] = row_of("t", "writer", 1);
		r[i].year = i == 0 ? 100 : i == 1 ? -3 : 20;
	}
	ck_assert_str_eq(listed(finish(&def, &by_craft, 0, 3, r), YEAR, THEME), "-3/t 20/t 100/t");
}
END_TEST

START_TEST(order_of_crossed_groups)
{
	glane_table def = def_of("group");
	static const char *const in[] = { "(missing) × writer", "old × (missing)", "old × designer",
	                                  "young × zebra", "young × designer", "young × writer" };
	row r[6];
	for (uint32_t i = 0; i < 6; i++)
		r[i] = row_of("t", in[i], 1);
	table *t = finish(&def, &by_three, 1, 6, r);
	for (uint32_t i = 0; i < 6; i++)
		ck_assert_str_eq(text(table_value(a, t, GROUP, i)), in[5 - i]);
	ck_assert_str_eq(text(table_cell(a, &study, t, GROUP, 0, "fr")), "young × écrivaine");
	ck_assert_str_eq(t->id, "theme-coder.themes.by-age-x-craft");
	ck_assert_str_eq(t->grid.column[GROUP].label, "age × Craft");
	ck_assert_str_eq(t->grid.by, "age*craft");
}
END_TEST

START_TEST(titles_and_ids)
{
	glane_table def = def_of("");
	row r = row_of("t", "writer", 1);
	table *t = finish(&def, &by_craft, 0, 1, &r);
	ck_assert_str_eq(t->id, "theme-coder.themes");
	ck_assert_str_eq(t->grid.stage, "theme-coder");
	ck_assert_str_eq(t->grid.title, "Themes");
	ck_assert_str_eq(t->grid.by, "craft");
	ck_assert_str_eq(t->grid.column[GROUP].label, "Craft");
	ck_assert_str_eq(t->grid.column[YEAR].label, "year");
	ck_assert_str_eq(t->grid.column[SHARE].label, "Share");
	ck_assert_ptr_eq(table_of_grid(&t->grid), t);
	ck_assert_int_eq(table_column(t, "share"), SHARE);
	ck_assert_int_eq(table_column(t, "Share"), -1);
	t = finish(&def, &by_three, 2, 1, &r);
	ck_assert_str_eq(t->id, "theme-coder.themes.by-verbatim.profile");
	ck_assert_str_eq(t->grid.column[GROUP].label, "verbatim.profile");
	t = finish(&def, &by_none, 0, 1, &r);
	ck_assert_str_eq(t->id, "theme-coder.themes");
	ck_assert_str_eq(t->grid.by, "");
	ck_assert_str_eq(t->grid.column[GROUP].label, "Group");

	/* Glane's own tables have no stage; a table may be empty. */
	table_draft *d = table_begin(a, &study, NULL, "core", &def, 0, NULL);
	t = table_finish(d, "en", NULL);
	ck_assert_str_eq(t->id, "core.themes");
	ck_assert_uint_eq(t->grid.n, 0);
	ck_assert(!t->any_evidence);
	d = table_begin(a, &study, NULL, "core", &def, 0, NULL);
	table_add(d, &r, NULL);
	t = table_finish(d, "en", NULL);
	ck_assert_ptr_null(t->evidence[0].layer);
	ck_assert(!t->any_evidence);
}
END_TEST

/* Two groupings that would share a file name do not. */
START_TEST(ids_are_unique)
{
	static grouping alike[] = { { "a/b", 1, craft, NULL, NULL }, { "a:b", 1, craft, NULL, NULL } };
	static const stage s = { .id = "s", .n_by = 2, .by = alike };
	glane_table def = def_of("");
	row r = row_of("t", "writer", 1);
	ck_assert_str_eq(finish(&def, &s, 0, 1, &r)->id, "s.themes.by-a-b");
	ck_assert_str_eq(finish(&def, &s, 1, 1, &r)->id, "s.themes.by-a-b-2");
}
END_TEST

/* ---- Cells ----------------------------------------------------------------------------------- */

typedef struct { int column; int64_t whole; double real; const char *english, *french, *value; } cells;

#define NNBSP "\u202f"
static const cells expected[] = {
	{ MENTIONS, 0, 0, "0", "0", "0" },
	{ MENTIONS, 999, 0, "999", "999", "999" },
	{ MENTIONS, 1234, 0, "1,234", "1" NNBSP "234", "1234" },
	{ MENTIONS, -1234567, 0, "\u22121,234,567", "\u22121" NNBSP "234" NNBSP "567", "-1234567" },
	{ MENTIONS, INT64_MAX, 0, "9,223,372,036,854,775,807", "9" NNBSP "223" NNBSP "372" NNBSP "036" NNBSP
	  "854" NNBSP "775" NNBSP "807", "9223372036854775807" },
	{ MENTIONS, GLANE_MISSING_INT, 0, "", "", "" },
	{ MENTIONS, GLANE_UNDEFINED_INT, 0, "–", "–", "" },
	{ YEAR, 2024, 0, "2024", "2024", "2024" },
	{ SHARE, 0, 12345.678, "12,345.68", "12" NNBSP "345,68", "12345.7" },
	{ SHARE, 0, 0.125, "0.12", "0,12", "0.125" },
	{ SHARE, 0, -0.001, "0.00", "0,00", "-0.001" },
	{ SHARE, 0, -0.0, "0.00", "0,00", "0" },
	{ SHARE, 0, 1.0 / 3, "0.33", "0,33", "0.333333" },
	{ SHARE, 0, 1234567, "1,234,567.00", "1" NNBSP "234" NNBSP "567,00", "1234570" },
	{ SHARE, 0, 0.00001234567, "0.00", "0,00", "0.0000123457" },
	{ SHARE, 0, 999999.9, "999,999.90", "999" NNBSP "999,90", "1000000" },
	{ SHARE, 0, -2.5e20, "\u22122.5e+20", "\u22122,5e+20", "-2.5e+20" },
	{ SHARE, 0, 1e-30, "0.00", "0,00", "1e-30" },
	{ SHARE, 0, GLANE_MISSING_REAL, "", "", "" },
	{ SHARE, 0, GLANE_UNDEFINED_REAL, "–", "–", "" },
	{ SHARE, 0, (double)INFINITY, "–", "–", "" },
	{ SHARE, 0, (double)NAN, "–", "–", "" },
	{ P, 0, 0.000999, "< 0.001", "< 0,001", "0.000999" },
	{ P, 0, 1.23456789e-12, "< 0.001", "< 0,001", "1.23457e-12" },
	{ P, 0, 0.001, "0.0010", "0,0010", "0.001" },
	{ P, 0, 0.0498765, "0.0499", "0,0499", "0.0498765" },
	{ P, 0, 1, "1.0000", "1,0000", "1" },
	{ WEIGHT, 0, 1234567.25, "1,234,567.2", "1" NNBSP "234" NNBSP "567,2", "1234567.25" },
	{ WEIGHT, 0, 0.1 + 0.2, "0.3", "0,3", "0.3" },
	{ WEIGHT, 0, 0.000001, "0.0", "0,0", "0.000001" },
};
enum { N_EXPECTED = sizeof expected / sizeof *expected };

static void check_cell(const cells *e)
{
	glane_table def = def_of("");
	row r = row_of("t", "writer", 1);
	*(e->column == YEAR ? &r.year : &r.mentions) = e->column <= MENTIONS ? e->whole : 1;
	*(e->column == P ? &r.p : e->column == WEIGHT ? &r.weight : &r.share) = e->real;
	table *t = finish(&def, &by_craft, 0, 1, &r);
	uint32_t k = (uint32_t)e->column;
	ck_assert_str_eq(text(table_cell(a, &study, t, k, 0, "en")), e->english);
	ck_assert_str_eq(text(table_cell(a, &study, t, k, 0, "fr")), e->french);
	ck_assert_str_eq(text(table_value(a, t, k, 0)), e->value);
	/* A cell that is not known holds no number by mistake. */
	if (t->grid.column[k].state[0] && t->grid.column[k].type == GLANE_REAL)
		ck_assert(((const double *)t->grid.column[k].array)[0] == 0);
	if (t->grid.column[k].state[0] && t->grid.column[k].type == GLANE_INT)
		ck_assert(((const int64_t *)t->grid.column[k].array)[0] == 0);
}

START_TEST(cells_in_both_languages)
{
	check_cell(&expected[_i]);
}
END_TEST

/* The same in a locale with a decimal comma, where the machine has one. */
START_TEST(cells_in_any_locale)
{
	static const char *const names[] = { "fr_FR.UTF-8", "fr_FR.utf8", "de_DE.UTF-8", "fr_FR", "C" };
	uint32_t i = 0;
	while (!setlocale(LC_ALL, names[i]))
		i++;
	for (uint32_t k = 0; k < N_EXPECTED; k++)
		check_cell(&expected[k]);
}
END_TEST

START_TEST(cells_of_symbols)
{
	glane_table def = def_of("group");
	row r[] = { row_of("writer", "designer", 1), row_of("t", "(missing)", 1), row_of("t", "", 1) };
	r[0].note = sym_of("writer");
	table *t = finish(&def, &by_craft, 0, 3, r);
	uint32_t missing_group = 2, none = 0;
	for (uint32_t i = 0; i < 3; i++) {
		const char *v = text(table_value(a, t, GROUP, i));
		missing_group = !strcmp(v, "(missing)") ? i : missing_group;
		none = !*v ? i : none;
	}
	ck_assert_uint_eq(missing_group, 1);
	ck_assert_uint_eq(none, 2);
	ck_assert_str_eq(text(table_cell(a, &study, t, GROUP, 0, "fr")), "graphiste");
	ck_assert_str_eq(text(table_cell(a, &study, t, GROUP, 0, "en")), "designer");
	ck_assert_str_eq(text(table_value(a, t, GROUP, 0)), "designer");
	ck_assert_str_eq(text(table_cell(a, &study, t, GROUP, 1, "en")), "(missing)");
	ck_assert_str_eq(text(table_cell(a, &study, t, GROUP, 2, "fr")), "");
	/* Only the key `group` holds modalities. */
	ck_assert_str_eq(text(table_cell(a, &study, t, THEME, 0, "fr")), "writer");
	ck_assert_str_eq(text(table_cell(a, &study, t, NOTE, 0, "fr")), "writer");
	ck_assert_uint_eq(t->grid.column[NOTE].state[1], GLANE_MISSING);
	/* Outside the table there is nothing. */
	ck_assert_str_eq(text(table_cell(a, &study, t, NOTE + 1, 0, "fr")), "");
	ck_assert_str_eq(text(table_value(a, t, THEME, 3)), "");
}
END_TEST

START_TEST(suppressed_cells)
{
	glane_table def = def_of("");
	row r = row_of("t", "writer", 3);
	table *t = finish(&def, &by_craft, 0, 1, &r);
	uint8_t suppressed = GLANE_SUPPRESSED;
	glane_cells *k = arena_alloc(a, (NOTE + 1) * sizeof *k);
	memcpy(k, t->grid.column, (NOTE + 1) * sizeof *k);
	k[SPEAKERS].state = k[MENTIONS].state = &suppressed;
	t->grid.column = k;
	ck_assert_str_eq(text(table_cell(a, &study, t, SPEAKERS, 0, "fr")), "<5");
	ck_assert_str_eq(text(table_cell(a, &study, t, MENTIONS, 0, "en")), "hidden");
	t->few = &(uint8_t){ FEW_UNITS };
	ck_assert_str_eq(text(table_cell(a, &study, t, SPEAKERS, 0, "en")), "hidden");
	ck_assert_str_eq(text(table_value(a, t, SPEAKERS, 0)), "");
}
END_TEST

/* ---- Readings -------------------------------------------------------------------------------- */

START_TEST(readings)
{
	glane_table def = def_of("");
	row r = row_of("peur", "designer", 1250);
	table *t = finish(&def, &by_craft, 0, 1, &r);
	ck_assert_str_eq(text(table_reading(a, &study, t, 0, "en")),
	                 "1,250 speakers of designer speak of peur {unknown} {");
	ck_assert_str_eq(text(table_reading(a, &study, t, 1, "en")), "");
	r.group = sym_of("");
	t = finish(&def, &by_none, 0, 1, &r);
	ck_assert_str_eq(text(table_reading(a, &study, t, 0, "en")),
	                 "1,250 speakers of the whole corpus speak of peur {unknown} {");
	def.reading = NULL;
	t = finish(&def, &by_none, 0, 1, &r);
	ck_assert_str_eq(text(table_reading(a, &study, t, 0, "en")), "");
	ck_assert_str_eq(t->grid.reading, "");
}
END_TEST

/* Of rows in the order of their keys the one without a gap and in the plural. */
START_TEST(readings_of_the_best_row)
{
	glane_table def = def_of("theme");
	row r[] = { row_of("", "designer", 12), row_of("anger", "", 12), row_of("fear", "designer", 1), row_of("joy", "writer", 5),
	            row_of("trust", "writer", 7) };
	def.reading = "{speakers} speakers of {group} speak of {theme}";
	table *t = finish(&def, &by_craft, 0, 5, r);
	ck_assert_str_eq(text(table_reading(a, &study, t, GLANE_NONE, "en")), "5 speakers of writer speak of joy");
	t = finish(&def, &by_craft, 0, 3, r);
	ck_assert_str_eq(text(table_reading(a, &study, t, GLANE_NONE, "en")), "1 speakers of designer speak of fear");
	t = finish(&def, &by_craft, 0, 2, r);
	ck_assert_str_eq(text(table_reading(a, &study, t, GLANE_NONE, "en")), "");

	/* The group of a table that isn't grouped is no gap; nor is one of two that stand for each other. */
	r[1].note = sym_of("sigh");
	t = finish(&def, &by_none, 0, 2, r);
	ck_assert_str_eq(text(table_reading(a, &study, t, GLANE_NONE, "en")), "12 speakers of the whole corpus speak of anger");
	def.reading = "{theme}{note} is said";
	t = finish(&def, &by_none, 0, 1, r);
	ck_assert_str_eq(text(table_reading(a, &study, t, GLANE_NONE, "en")), "");
	t = finish(&def, &by_none, 0, 2, r);
	ck_assert_str_eq(text(table_reading(a, &study, t, GLANE_NONE, "en")), "angersigh is said");

	/* What the public may not see is said nowhere. */
	def.reading = "{speakers} speakers of {group} speak of {theme}";
	t = finish(&def, &by_craft, 0, 5, r);
	uint8_t state[5] = { 0 };
	for (uint32_t i = 0; i < 5; i++)
		state[i] = strcmp(text(table_value(a, t, THEME, i)), "trust") ? GLANE_SUPPRESSED : 0;
	glane_cells k[NOTE + 1];
	memcpy(k, t->grid.column, sizeof k);
	k[SPEAKERS].state = state;
	t->grid.column = k;
	ck_assert_str_eq(text(table_reading(a, &study, t, GLANE_NONE, "en")), "7 speakers of writer speak of trust");
}
END_TEST

/* A catalogue with three texts, sorted; lengths and offsets as gettext's manual has them. */
static void write_catalogue(const char *path)
{
	static const char *const said[][2] = {
		{ "", "Content-Type: text/plain; charset=UTF-8\n" },
		{ "Mentions", "Occurrences" },
		{ "Themes", "Thèmes" },
		{ "{speakers} speakers of {group} speak of {theme} {unknown} {",
		  "Parmi {group}, {speakers} locuteurs parlent de {theme}" },
	};
	enum { N = sizeof said / sizeof *said };
	uint32_t head[7] = { 0x950412de, 0, N, 28, 28 + 8 * N, 0, 28 + 16 * N }, at = 28 + 16 * N;
	FILE *f = fopen(path, "wb");
	ck_assert_ptr_nonnull(f);
	fwrite(head, sizeof head, 1, f);
	for (int which = 0; which < 2; which++)
		for (int i = 0; i < N; i++) {
			uint32_t pair[2] = { (uint32_t)strlen(said[i][which]), at };
			fwrite(pair, sizeof pair, 1, f);
			at += pair[0] + 1;
		}
	for (int which = 0; which < 2; which++)
		for (int i = 0; i < N; i++)
			fwrite(said[i][which], strlen(said[i][which]) + 1, 1, f);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(readings_in_french)
{
	char folder[] = "/tmp/glane-test-XXXXXX";
	ck_assert_ptr_nonnull(mkdtemp(folder));
	const char *fr = arena_print(a, "%s/fr", folder);
	const char *below = arena_print(a, "%s/LC_MESSAGES", fr);
	const char *path = arena_print(a, "%s/glane-test.mo", below);
	ck_assert_int_eq(mkdir(fr, 0700), 0);
	ck_assert_int_eq(mkdir(below, 0700), 0);
	write_catalogue(path);
	language_init();
	language_domain("glane-test", folder);

	glane_table def = def_of("");
	row r = row_of("peur", "designer", 1250);
	table_draft *d = table_begin(a, &study, &by_craft, by_craft.id, &def, 0, "craft");
	table_add(d, &r, NULL);
	table *t = table_finish(d, "fr", "glane-test");
	ck_assert_str_eq(t->grid.title, "Thèmes");
	ck_assert_str_eq(t->grid.column[MENTIONS].label, "Occurrences");
	ck_assert_str_eq(t->grid.column[GROUP].label, "Métier");
	ck_assert_str_eq(t->grid.column[SHARE].label, "Share");
	ck_assert_str_eq(text(table_reading(a, &study, t, 0, "fr")),
	                 "Parmi graphiste, 1" NNBSP "250 locuteurs parlent de peur");
	unlink(path);
	rmdir(below);
	rmdir(fr);
	rmdir(folder);
}
END_TEST

/* ---- Counted tables -------------------------------------------------------------------------- */

static void count(counts *c, uint32_t number, uint32_t by, const char *theme, const char *group,
                  uint32_t passage, const char *person)
{
	document d = { .number = number };
	row r = { .theme = sym_of(theme), .year = 2024, .mentions = 2, .weight = 0.25 };
	glane_span s = { passage * 10, passage * 10 + 5 };
	d.pub.name = sym_of(number ? "deux" : "un");
	counts_add(c, &r, by, sym_of(group), &d, "sentence", passage, s, sym_of(person));
}

START_TEST(tables_of_counts)
{
	glane_table def = def_of("group -speakers");
	counts *c = counts_new(a, &def, 2);
	table **t;
	count(c, 0, 0, "peur", "designer", 4, "anne");
	count(c, 0, 0, "peur", "designer", 4, "anne");
	count(c, 0, 0, "peur", "designer", 7, "anne");
	count(c, 0, 0, "joie", "writer", 1, "bob");
	count(c, 0, 1, "peur", "old × designer", 4, "anne");
	count(c, 1, 0, "peur", "designer", 3, "bob");
	count(c, 1, 0, "joie", "designer", 2, "bob");
	row *r = counted_rows(a, c, &study, &by_three);
	ck_assert_uint_eq(c->n, 4);
	ck_assert_str_eq(sym_text(r[0].group), "writer");
	ck_assert_str_eq(sym_text(r[1].theme), "joie");
	ck_assert_str_eq(sym_text(r[2].theme), "peur");
	ck_assert_int_eq(r[2].mentions, 8);
	ck_assert(r[2].weight == 1.0);
	ck_assert_int_eq(r[2].passages, 3);
	ck_assert_int_eq(r[2].documents, 2);
	ck_assert_int_eq(r[2].speakers, 2);
	ck_assert_int_eq(r[2].year, 2024);
	ck_assert(r[2].share == GLANE_MISSING_REAL);
	ck_assert_uint_eq(r[2].note.id, 0);
	r[2].share = 37.5;		/* as a plugin does */
	r[2].note = sym_of("souvent");

	ck_assert_uint_eq(counted_tables(a, c, r, &study, &by_three, "fr", NULL, &t), 3);
	ck_assert_str_eq(t[0]->id, "theme-coder.themes.by-craft");
	ck_assert_str_eq(t[1]->id, "theme-coder.themes.by-age-x-craft");
	ck_assert_str_eq(t[2]->id, "theme-coder.themes.by-verbatim.profile");
	ck_assert_str_eq(t[0]->grid.column[GROUP].label, "Métier");
	ck_assert_uint_eq(t[2]->grid.n, 0);
	ck_assert_str_eq(listed(t[0], GROUP, THEME), "writer/joie designer/peur designer/joie");
	ck_assert_str_eq(listed(t[1], GROUP, SPEAKERS), "old × designer/1");
	ck_assert_str_eq(listed(t[0], SHARE, NOTE), "/ 37.5/souvent /");
	const evidence *e = &t[0]->evidence[1];
	ck_assert_str_eq(e->layer, "sentence");
	ck_assert(!e->query);
	ck_assert_uint_eq(e->total, 3);
	ck_assert_uint_eq(e->n_found, 2);
	ck_assert(e->found[0].document < e->found[1].document || e->found[0].row < e->found[1].row);
	ck_assert_uint_eq(t[1]->evidence[0].found[0].row, 4);
	ck_assert_str_eq(sym_text(t[1]->evidence[0].found[0].speaker), "anne");
}
END_TEST

START_TEST(counted_without_by)
{
	glane_table def = def_of("-speakers");
	counts *c = counts_new(a, &def, 2);
	table **t;
	count(c, 0, 0, "peur", "", 4, "anne");
	count(c, 1, 0, "joie", "", 4, "bob");
	count(c, 1, 0, "joie", "", 5, "anne");
	void *r = counted_rows(a, c, &study, &by_none);
	ck_assert_uint_eq(counted_tables(a, c, r, &study, &by_none, "en", NULL, &t), 1);
	ck_assert_str_eq(t[0]->id, "theme-coder.themes");
	ck_assert_str_eq(listed(t[0], THEME, GROUP), "joie/ peur/");
	ck_assert_int_eq(table_column(t[0], "group"), GROUP);

	c = counts_new(a, &def, 2);	/* nothing counted: a table without rows */
	r = counted_rows(a, c, &study, &by_none);
	ck_assert_uint_eq(counted_tables(a, c, r, &study, &by_none, "en", NULL, &t), 1);
	ck_assert_uint_eq(t[0]->grid.n, 0);
}
END_TEST

/* ---- Pivots ---------------------------------------------------------------------------------- */

START_TEST(pivots)
{
	glane_table def = def_of("-speakers");
	row r[] = { row_of("peur", "designer", 50), row_of("joie", "(missing)", 40),
	            row_of("joie", "writer", 30), row_of("art", "designer", 20),
	            row_of("joie", "writer", 10) };
	table *t = finish(&def, &by_craft, 0, 5, r);
	const glane_pivot *p = table_pivot(a, &study, t, "theme", "group");
	static const uint32_t cell[] = { GLANE_NONE, 0, GLANE_NONE, 2, GLANE_NONE, 1, GLANE_NONE, 3,
	                                 GLANE_NONE };
	ck_assert_uint_eq(p->n_rows, 3);
	ck_assert_uint_eq(p->n_columns, 3);
	ck_assert_str_eq(text(p->row[0]), "peur");
	ck_assert_str_eq(text(p->row[1]), "joie");
	ck_assert_str_eq(text(p->row[2]), "art");
	ck_assert_str_eq(text(p->column[0]), "writer");
	ck_assert_str_eq(text(p->column[1]), "designer");
	ck_assert_str_eq(text(p->column[2]), "(missing)");
	ck_assert_mem_eq(p->cell, cell, sizeof cell);
	p = table_pivot(a, &study, t, "year", "theme");
	ck_assert_uint_eq(p->n_rows, 1);
	ck_assert_str_eq(text(p->row[0]), "2024");
	ck_assert_uint_eq(p->cell[1], 1);
	ck_assert_ptr_null(table_pivot(a, &study, t, "theme", "grup"));
	t = finish(&def, &by_craft, 0, 0, NULL);
	p = table_pivot(a, &study, t, "theme", "group");
	ck_assert_uint_eq(p->n_rows + p->n_columns, 0);
}
END_TEST

START_TEST(pivots_that_are_too_large)
{
	glane_table def = def_of("");
	enum { N = 4097 };
	table_draft *d = table_begin(a, &study, &by_none, "s", &def, 0, "");
	for (uint32_t i = 0; i < N; i++) {
		char name[16];
		snprintf(name, sizeof name, "t%u", i);
		row r = row_of(name, "", 1);
		r.year = i;
		table_add(d, &r, NULL);
	}
	table *t = table_finish(d, "en", NULL);
	ck_assert_ptr_null(table_pivot(a, &study, t, "theme", "year"));
	ck_assert_uint_eq(table_pivot(a, &study, t, "theme", "group")->n_rows, N);
}
END_TEST

/* Pairs of the order a b c d, in which rows that are earlier tell otherwise: views of both keys are in it, and nothing stands below
 * the diagonal. Pairs in a circle, which no order has, are all there. */
typedef struct { glane_sym first, second, group; int64_t passages; } pair;

static const glane_pivot *pivot_of_pairs(const char *const (*of)[2], uint32_t n)
{
	static const glane_column of_pairs[] = {
		GLANE_COL_KEY(pair, group, "group", "Group"),
		GLANE_COL_KEY(pair, first, "first", "Theme"),
		GLANE_COL_KEY(pair, second, "second", "Other theme"),
		GLANE_COL_PASSAGES(pair, passages, "passages", "passages", "Passages"),
		GLANE_LAST
	};
	static const glane_table def = { "pairs", GLANE_REPORTED | GLANE_PAIRS, of_pairs, sizeof(pair), "-passages", NULL, NULL, "Pairs", "" };
	table_draft *d = table_begin(a, &study, &by_none, "s", &def, 0, "");
	for (uint32_t i = 0; i < n; i++)
		table_add(d, &(pair){ sym_of(of[i][0]), sym_of(of[i][1]), { 0 }, 100 - i }, NULL);
	return table_pivot(a, &study, table_finish(d, "en", NULL), "first", "second");
}

START_TEST(pivots_of_pairs)
{
	static const char *const of[][2] = { { "c", "d" }, { "a", "d" }, { "b", "c" }, { "a", "b" }, { "a", "c" } };
	static const uint32_t cell[] = { 3, 4, 1, GLANE_NONE, 2, GLANE_NONE, GLANE_NONE, GLANE_NONE, 0 };
	static const char *const circle[][2] = { { "a", "b" }, { "b", "c" }, { "c", "a" } };
	const glane_pivot *p = pivot_of_pairs(of, 5);
	ck_assert_uint_eq(p->n_rows, 3);
	ck_assert_uint_eq(p->n_columns, 3);
	for (uint32_t i = 0; i < 3; i++) {
		ck_assert_str_eq(text(p->row[i]), i == 0 ? "a" : i == 1 ? "b" : "c");
		ck_assert_str_eq(text(p->column[i]), i == 0 ? "b" : i == 1 ? "c" : "d");
	}
	ck_assert_mem_eq(p->cell, cell, sizeof cell);
	p = pivot_of_pairs(circle, 3);
	ck_assert_str_eq(text(p->row[0]), "a");
	ck_assert_uint_eq(p->n_rows + p->n_columns, 6);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("table");
	TCase *t = tcase_create("table");
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, order_as_declared);
	tcase_add_test(t, order_of_numbers);
	tcase_add_test(t, order_of_crossed_groups);
	tcase_add_test(t, titles_and_ids);
	tcase_add_test(t, ids_are_unique);
	tcase_add_loop_test(t, cells_in_both_languages, 0, N_EXPECTED);
	tcase_add_test(t, cells_in_any_locale);
	tcase_add_test(t, cells_of_symbols);
	tcase_add_test(t, suppressed_cells);
	tcase_add_test(t, readings);
	tcase_add_test(t, readings_of_the_best_row);
	tcase_add_test(t, readings_in_french);
	tcase_add_test(t, tables_of_counts);
	tcase_add_test(t, counted_without_by);
	tcase_add_test(t, pivots);
	tcase_add_test(t, pivots_that_are_too_large);
	tcase_add_test(t, pivots_of_pairs);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
