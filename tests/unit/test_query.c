/* test_query.c - the run store: rows found by values, against a search that looks at everything; tables. */
#include <config.h>
#include <check.h>
#include "made.h"

#define good(s, call) ck_assert_msg((call), "%s", store_error(s))

enum { N = 70 };

/* ---- A search that looks at everything ------------------------------------------------------- */

static bool cell_is(const column *c, uint32_t row, const char *value)
{
	char number[40];
	if (c->type == GLANE_SYM)
		return !strcmp(sym_text(((const glane_sym *)c->array)[row]), value);
	if (c->type == GLANE_INT) {
		int64_t v = ((const int64_t *)c->array)[row];
		snprintf(number, sizeof number, "%lld", (long long)v);
		return v == INT64_MIN ? !*value : !strcmp(number, value);
	}
	uint32_t v = ((const uint32_t *)c->array)[row];
	snprintf(number, sizeof number, "%u", v);
	return v == GLANE_NONE ? !*value : !strcmp(number, value);
}

static bool holds(document *d, const layer *of, uint32_t row, const char *name, const char *value)
{
	char layer_name[64];
	const char *dot = strchr(name, '.');
	snprintf(layer_name, sizeof layer_name, "%.*s", (int)(dot - name), name);
	layer *l = document_layer(d, layer_name);
	column *c = l ? layer_column(l, dot + 1) : NULL;
	if (!c)
		return false;
	if (l == of)
		return cell_is(c, row, value);
	for (uint32_t i = 0; i < l->n; i++)
		if (l->span[i].begin >= of->span[row].begin && l->span[i].begin < of->span[row].end && cell_is(c, i, value))
			return true;
	return false;
}

static glane_sym speaker_of(document *d, uint32_t at)
{
	layer *turn = document_layer(d, "turn");
	const glane_sym *who = turn && turn->n ? layer_column(turn, "speaker")->array : NULL;
	if (!who)
		return d->speaker[0].pub.id;
	for (uint32_t i = 0; i < turn->n; i++)
		if (turn->span[i].begin <= at && at < turn->span[i].end)
			return who[i];
	return (glane_sym){ 0 };
}

static void compare(store *s, document **d, const char *in_layer, uint32_t n_match, const char *const match[][2])
{
	arena *in = arena_new();
	glane_match m[4];
	found *f;
	uint32_t n, k = 0;
	for (uint32_t i = 0; i < n_match; i++)
		m[i] = (glane_match){ match[i][0], sym_of(match[i][1]) };
	good(s, store_query(s, in, NULL, in_layer, n_match, m, &n, &f));
	for (uint32_t i = 0; i < N; i++) {
		layer *l = document_layer(d[i], in_layer);
		for (uint32_t row = 0; l && row < l->n; row++) {
			bool all = true;
			for (uint32_t j = 0; j < n_match && all; j++)
				all = !strcmp(match[j][0], "group") || holds(d[i], l, row, match[j][0], match[j][1]);
			if (!all)
				continue;
			ck_assert_msg(k < n && f[k].document == i && f[k].row == row, "row %u of %s in %u is not found: %s = %s", row, in_layer, i,
			              n_match ? match[0][0] : "", n_match ? match[0][1] : "");
			ck_assert_mem_eq(&f[k].span, &l->span[row], sizeof(glane_span));
			ck_assert(f[k].hash == found_hash(sym_text(d[i]->pub.name), l->span[row].begin));
			ck_assert_uint_eq(f[k].speaker.id, speaker_of(d[i], l->span[row].begin).id);
			k++;
		}
	}
	ck_assert_uint_eq(k, n);
	arena_free(in);
}

static store *filled(arena *in, document **d)
{
	store *s = store_create(made_path("q"));
	ck_assert_msg(s != NULL, "%s", store_error(NULL));
	for (uint32_t i = 0; i < N; i++) {
		d[i] = made_document(in, i, 20);
		good(s, store_add_document(s, d[i], MADE_KEEP, made_keep));
	}
	return s;
}

static void compare_all(store *s, document **d)
{
	static const char *const where[] = { "token", "sentence", "segment", "theme", "turn" };
	static const char *const numbers[] = { "-1", "0", "127", "9223372036854775807", "", "4", "x" };
	for (int w = 0; w < 5; w++) {
		for (uint32_t i = 0; i < MADE_WORDS; i++)
			compare(s, d, where[w], 1, (const char *const[][2]){ { "token.form", made_words[i] } });
		for (int i = 0; i < 7; i++) {
			compare(s, d, where[w], 1, (const char *const[][2]){ { "token.rank", numbers[i] } });
			compare(s, d, where[w], 1, (const char *const[][2]){ { "token.head", numbers[i] } });
		}
		compare(s, d, where[w], 1, (const char *const[][2]){ { "theme.code", "peur" } });
		compare(s, d, where[w], 2, (const char *const[][2]){ { "theme.code", "peur" }, { "token.form", "travail" } });
		compare(s, d, where[w], 3, (const char *const[][2]){ { "token.form", "IA" }, { "group", "x" }, { "turn.speaker", "MD" } });
		compare(s, d, where[w], 2, (const char *const[][2]){ { "token.form", "IA" }, { "token.form", "ça" } });
		compare(s, d, where[w], 1, (const char *const[][2]){ { "token.form", "nowhere" } });
		compare(s, d, where[w], 1, (const char *const[][2]){ { "nothing.here", "x" } });
		compare(s, d, where[w], 0, NULL);
	}
}

START_TEST(queries_find_all)
{
	arena *in = arena_new();
	document *d[N];
	store *s = filled(in, d);
	compare_all(s, d);		/* the index is made when it is first needed */
	good(s, store_index(s));
	good(s, store_index(s));
	compare_all(s, d);
	ck_assert(store_close(s));
	s = store_open(made_path("q"), false);
	compare_all(s, d);
	found *f;
	uint32_t n;
	glane_match bad = { "form", sym_of("IA") };
	ck_assert(!store_query(s, in, NULL, "token", 1, &bad, &n, &f));
	ck_assert(strstr(store_error(s), "form") != NULL);
	ck_assert(store_close(s));
	made_remove("q");
	arena_free(in);
}
END_TEST

START_TEST(queries_without_an_index)
{
	arena *in = arena_new();
	document *d[N];
	ck_assert(store_close(filled(in, d)));
	store *s = store_open(made_path("q"), false);
	compare_all(s, d);
	ck_assert(store_close(s));
	made_remove("q");
	arena_free(in);
}
END_TEST

/* Labels of segments, given twice, and a document that comes later, are found. */
START_TEST(the_index_follows)
{
	arena *in = arena_new();
	document *d[N];
	store *s = filled(in, d);
	dice r = { 3 };
	good(s, store_index(s));
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 0; i < N; i++) {
			layer *l = document_layer(d[i], "segment");
			column *c = layer_column(l, "class") ? layer_column(l, "class") : made_column(d[i], l, "class", GLANE_SYM, NULL);
			for (uint32_t row = 0; row < l->n; row++)
				if (roll(&r, 3)) {
					glane_sym v = sym_of(roll(&r, 2) ? "1" : "2");
					((glane_sym *)c->array)[row] = v;
					good(s, store_add_labels(s, "segment", "class", GLANE_SYM, i, 1, &row, &v));
				}
		}
		if (round)
			good(s, store_index(s));
		compare(s, d, "segment", 1, (const char *const[][2]){ { "segment.class", "1" } });
		compare(s, d, "turn", 2, (const char *const[][2]){ { "segment.class", "2" }, { "token.form", "de" } });
	}
	found *f;
	uint32_t n, m;
	glane_match one = { "token.form", sym_of("IA") };
	good(s, store_query(s, in, NULL, "token", 1, &one, &n, &f));
	document *later;
	uint32_t k = N;
	while (later = made_document(in, ++k, 21), !strstr(later->pub.text.p, " IA ")) { }
	good(s, store_add_document(s, later, MADE_KEEP, made_keep));
	good(s, store_query(s, in, NULL, "token", 1, &one, &m, &f));
	ck_assert_uint_gt(m, n);
	ck_assert(store_close(s));
	made_remove("q");
	arena_free(in);
}
END_TEST

/* ---- Tables ---------------------------------------------------------------------------------- */

typedef struct { glane_sym group, form; int64_t row, documents; double share; } line;
static const glane_column line_columns[] = {
	GLANE_COL_KEY(line, group, "group", "Groupe"),
	GLANE_COL_KEY(line, form, "say \"form\"", "Forme"),
	GLANE_COL_COUNT(line, row, "ROW", "tokens", "Occurrences"),
	GLANE_COL_VALUE(line, share, "share", "%", 1, "Part"),
	GLANE_LAST
};
enum { LINES = 4 };
static const glane_table line_def = { "forms", GLANE_REPORTED, line_columns, sizeof(line), "group", NULL, NULL, "Formes",
	"{form}" };

static table *made_table(arena *in, stage *st)
{
	table *t = arena_alloc(in, sizeof *t);
	glane_cells *c = arena_alloc(in, 4 * sizeof *c);
	glane_sym *group = arena_alloc(in, LINES * sizeof *group), *form = arena_alloc(in, LINES * sizeof *form);
	int64_t *row = arena_alloc(in, LINES * sizeof *row);
	double *share = arena_alloc(in, LINES * sizeof *share);
	uint8_t *state = arena_alloc(in, LINES);
	for (int i = 0; i < LINES; i++) {
		group[i] = sym_of(i < 2 ? "photo" : "(missing)");
		form[i] = sym_of(i == 3 ? "" : i % 2 ? "12" : "l'image");
		row[i] = i == 3 ? INT64_MIN : i * 10;
		share[i] = i / 3.0;
		state[i] = i == 3 ? GLANE_MISSING : 0;
	}
	c[0] = (glane_cells){ "Groupe", GLANE_SYM, group, NULL };
	c[1] = (glane_cells){ "Forme", GLANE_SYM, form, NULL };
	c[2] = (glane_cells){ "Occurrences", GLANE_INT, row, state };
	c[3] = (glane_cells){ "Part", GLANE_REAL, share, state };
	t->def = &line_def;
	t->stage = st;
	t->stage_id = "frequencies";
	t->name = "forms";
	t->id = "frequencies.forms";
	t->grid = (glane_grid){ "frequencies", "Formes par métier", "{form}", "craft", &line_def, LINES, c, NULL, NULL, 0, "" };
	t->evidence = arena_alloc(in, LINES * sizeof *t->evidence);
	found *f = arena_alloc(in, 5 * sizeof *f);
	for (uint32_t i = 0; i < 5; i++)
		f[i] = (found){ i / 2 * 3, i == 4 ? GLANE_NONE : i * 5, { i * 70, i * 70 + 9 }, 0, sym_of(i < 2 ? "MD" : i == 3 ? "" : "Claire") };
	for (uint32_t i = 0; i < 5; i++)
		f[i].hash = found_hash(arena_print(in, "entretien n°%u", f[i].document), f[i].span.begin);
	glane_match *m = arena_alloc(in, 2 * sizeof *m);
	m[0] = (glane_match){ "token.form", sym_of("l'image") };
	m[1] = (glane_match){ "group", sym_of("photo") };
	t->evidence[0] = (evidence){ "token", false, 12431, 5, 0, f, NULL };
	t->evidence[1] = (evidence){ "sentence", true, 0, 0, 2, NULL, m };
	return t;
}

START_TEST(tables_come_back)
{
	arena *in = arena_new();
	document *d[N];
	store *s = filled(in, d);
	stage st = { .id = "frequencies", .where = condition_of_text(in, "theme=peur|argent\nmode d'entretien!=visio") };
	table *t = made_table(in, &st), core = *t;
	core.id = "core.documents";
	core.stage = NULL;
	core.evidence = NULL;
	good(s, store_add_table(s, t));
	good(s, store_add_table(s, &core));
	ck_assert(store_close(s));
	s = store_open(made_path("q"), false);
	uint32_t n, *row;
	stored_table *all = store_tables(s, in, &n);
	ck_assert_uint_eq(n, 2);
	ck_assert_str_eq(all[0].id, "frequencies.forms");
	ck_assert_str_eq(all[0].stage, "frequencies");
	ck_assert_str_eq(all[0].by, "craft");
	ck_assert_str_eq(all[0].where, "theme=peur|argent\nmode d'entretien!=visio");
	ck_assert_str_eq(all[0].speakers, "respondents");
	ck_assert_ptr_null(all[0].when);
	ck_assert_ptr_null(all[1].where);
	ck_assert_uint_eq(all[0].n_columns, 4);
	ck_assert_uint_eq(all[0].n_rows, LINES);
	ck_assert_str_eq(all[0].column[1].name, "say \"form\"");
	ck_assert_str_eq(all[0].column[3].role, "value");
	ck_assert_str_eq(all[0].column[3].unit, "%");
	ck_assert_int_eq(all[0].column[3].decimals, 1);

	const char *id = "frequencies.forms", *name[] = { "group", "say \"form\"", "share", "ROW" };
	const char *value[] = { "photo", "12", "0,333333", "10" };
	good(s, store_table_rows(s, in, id, 4, name, value, &n, &row));
	ck_assert(n == 1 && row[0] == 1);
	good(s, store_table_rows(s, in, id, 1, name, value, &n, &row));
	ck_assert(n == 2 && row[0] == 0 && row[1] == 1);
	good(s, store_table_rows(s, in, id, 2, name + 1, (const char *[]){ "", "" }, &n, &row));
	ck_assert(n == 1 && row[0] == 3);
	good(s, store_table_rows(s, in, id, 0, NULL, NULL, &n, &row));
	ck_assert_uint_eq(n, LINES);
	good(s, store_table_rows(s, in, id, 1, name, (const char *[]){ "Photo" }, &n, &row));
	ck_assert_uint_eq(n, 0);
	ck_assert(!store_table_rows(s, in, id, 1, (const char *[]){ "craft" }, value, &n, &row));
	ck_assert(!store_table_rows(s, in, "frequencies.lemmas", 1, name, value, &n, &row));
	ck_assert(strstr(store_error(s), "frequencies.lemmas") != NULL);

	const char **cell;
	good(s, store_table_cells(s, in, id, 1, &cell));
	ck_assert_str_eq(cell[0], "photo");
	ck_assert_str_eq(cell[1], "12");
	ck_assert_str_eq(cell[2], "10");
	ck_assert_str_eq(cell[3], "0.333333");
	good(s, store_table_cells(s, in, id, 3, &cell));
	ck_assert(!cell[1] && !cell[2] && !cell[3]);
	ck_assert(!store_table_cells(s, in, id, LINES, &cell));
	ck_assert_uint_eq(store_table_values(s, in, id, "group", &cell), 2);
	ck_assert_str_eq(cell[0], "(missing)");
	ck_assert_uint_eq(store_table_values(s, in, id, "say \"form\"", &cell), 2);
	ck_assert_uint_eq(store_table_values(s, in, id, "nothing", &cell), 0);

	evidence e;
	good(s, store_table_evidence(s, in, id, 0, &e));
	ck_assert_str_eq(e.layer, "token");
	ck_assert(!e.query && e.total == 12431 && e.n_found == 5 && !e.n_match);
	for (uint32_t i = 0; i < 5; i++) {
		const found *f = &t->evidence[0].found[i], *g = &e.found[i];
		ck_assert(f->document == g->document && f->row == g->row && f->hash == g->hash && f->speaker.id == g->speaker.id);
		ck_assert_mem_eq(&f->span, &g->span, sizeof f->span);
	}
	good(s, store_table_evidence(s, in, id, 1, &e));
	ck_assert(e.query && e.n_match == 2 && !e.n_found);
	ck_assert_str_eq(e.match[0].column, "token.form");
	ck_assert_str_eq(sym_text(e.match[1].value), "photo");
	good(s, store_table_evidence(s, in, id, 2, &e));
	ck_assert_ptr_null(e.layer);
	good(s, store_table_evidence(s, in, "core.documents", 0, &e));
	ck_assert_ptr_null(e.layer);
	ck_assert(store_close(s));
	made_remove("q");
	arena_free(in);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("query");
	TCase *t = tcase_create("query");
	suite_add_tcase(s, t);
	tcase_add_test(t, queries_find_all);
	tcase_add_test(t, queries_without_an_index);
	tcase_add_test(t, the_index_follows);
	tcase_add_test(t, tables_come_back);
	SRunner *run = srunner_create(s);
	srunner_run_all(run, CK_NORMAL);
	int failed = srunner_ntests_failed(run);
	srunner_free(run);
	return failed != 0;
}
