/* test_why.c - glane why: passages of listed evidence and of queries, as they are printed. */
#include <config.h>
#include <check.h>
#include <jansson.h>
#include <unistd.h>
#include "command.h"
#include "made.h"
#include "why.h"

/* ---- A study of three interviews --------------------------------------------------------------- */

/* Speaker | what is said; a turn a line. */
static const char *const said[3][4] = {
	{ "Enq|parlez du travail", "Ana|le travail \033[2J c'est la peur", "Enq|et le travail seul", "Ana|le travail oui" },
	{ "Enq|le travail", "Bo|mon travail me plaît", NULL, NULL },
	{ "Cy|travail travail et repos", NULL, NULL, NULL },
};
static const char *const craft[] = { "photo", "dessin|photo", "dessin" };

static void add_speaker(document *d, const char *id, uint32_t i)
{
	for (uint32_t k = 0; k < d->n_speakers; k++)
		if (d->speaker[k].pub.id.id == sym_of(id).id)
			return;
	ARRAY_ROOM(d->arena, d->speaker, d->room_speakers, d->n_speakers);
	speaker *s = &d->speaker[d->n_speakers++];
	s->pub.id = s->pub.person = sym_of(id);
	s->pub.role = strcmp(id, "Enq") ? GLANE_RESPONDENT : GLANE_INTERVIEWER;
	s->variable = arena_alloc(d->arena, 2 * sizeof *s->variable);
	s->n_own = 2;
	s->variable[0] = made_variable("craft", GLANE_MULTIPLE, craft[i]);
	s->variable[1] = made_variable("consent", GLANE_NOMINAL, i == 1 ? "no" : "yes");
}

static void add_layers(document *d, uint32_t n_turns, const glane_span *turn, const glane_sym *who)
{
	layer *l = document_add_layer(d, "turn"), *t = document_add_layer(d, "token");
	l = document_layer(d, "turn");
	l->n = n_turns;
	l->span = (glane_span *)(uintptr_t)turn;
	memcpy(made_column(d, l, "speaker", GLANE_SYM, NULL)->array, who, n_turns * sizeof *who);
	t->span = arena_alloc(d->arena, (d->pub.text.n + 1) * sizeof *t->span);
	for (uint32_t k = 0; k < n_turns; k++)
		for (uint32_t at = turn[k].begin; at < turn[k].end; at++) {
			uint32_t end = at;
			while (end < turn[k].end && d->pub.text.p[end] != ' ')
				end++;
			t->span[t->n++] = (glane_span){ at, end };
			at = end;
		}
	glane_sym *form = made_column(d, t, "form", GLANE_SYM, NULL)->array;
	for (uint32_t k = 0; k < t->n; k++)
		form[k] = sym_intern((glane_str){ d->pub.text.p + t->span[k].begin, t->span[k].end - t->span[k].begin });
}

static document *interview(arena *in, uint32_t i)
{
	static const char *const name[] = { "ana.txt", "bo.txt", "cy.txt" };
	document *d = arena_alloc(in, sizeof *d);
	char *text = arena_alloc(in, 500);
	glane_span *turn = arena_alloc(in, 4 * sizeof *turn);
	glane_sym *who = arena_alloc(in, 4 * sizeof *who);
	uint32_t n = 0, at = 0;
	d->arena = in;
	d->number = d->pub.number = i;
	d->pub.name = sym_of(name[i]);
	d->source = "interviews";
	d->file = name[i];
	d->run = arena_alloc(in, 4 * sizeof *d->run);
	for (; n < 4 && said[i][n]; n++) {
		const char *bar = strchr(said[i][n], '|');
		uint32_t k = (uint32_t)strlen(bar + 1);
		char *id = arena_copy(in, said[i][n], (size_t)(bar - said[i][n]));
		add_speaker(d, id, i);
		who[n] = sym_of(id);
		memcpy(text + at, bar + 1, k);
		turn[n] = (glane_span){ at, at + k };
		d->run[d->n_runs++] = (source_run){ at, { 10 * n, n + 1, 0, -1 }, k, true };
		text[at + k] = '\n';
		at += k + 1;
	}
	d->pub.text = (glane_str){ text, at };
	document_refresh(d);
	add_layers(d, n, turn, who);
	document_view_all(d);
	return d;
}

/* ---- Its tables -------------------------------------------------------------------------------- */

typedef struct { glane_sym group, form; int64_t tokens; } line;
static const glane_column line_columns[] = {
	GLANE_COL_KEY(line, group, "group", "Groupe"),
	GLANE_COL_KEY(line, form, "form", "Forme"),
	GLANE_COL_PASSAGES(line, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_LAST
};
static const glane_table line_def = { "forms", GLANE_REPORTED, line_columns, sizeof(line), "group", NULL, NULL, "Formes",
	"{form} is said {tokens} times by {group}" };

static bool add_table(store *s, arena *in, stage *st, const char *id, uint32_t n, const char *const *group,
                      const char *form, const evidence *e)
{
	table *t = arena_alloc(in, sizeof *t);
	glane_cells *c = arena_alloc(in, 3 * sizeof *c);
	glane_sym *g = arena_alloc(in, n * sizeof *g), *f = arena_alloc(in, n * sizeof *f);
	int64_t *tokens = arena_alloc(in, n * sizeof *tokens);
	for (uint32_t i = 0; i < n; i++) {
		g[i] = sym_of(group[i]);
		f[i] = sym_of(form);
		tokens[i] = 2;
	}
	c[0] = (glane_cells){ "Groupe", GLANE_SYM, g, NULL };
	c[1] = (glane_cells){ "Forme", GLANE_SYM, f, NULL };
	c[2] = (glane_cells){ "Occurrences", GLANE_INT, tokens, NULL };
	*t = (table){ .def = &line_def, .stage = st, .stage_id = st->id, .name = strchr(id, '.') + 1, .id = id,
		.evidence = (evidence *)(uintptr_t)e };
	t->grid = (glane_grid){ st->id, "Formes", line_def.reading, "craft", &line_def, n, c, NULL, NULL, 0, "" };
	return store_add_table(s, t);
}

/* What the report calls crafts: values.csv recodes "dessin" and says how it is read. */
static bool add_signatures(store *s, arena *in)
{
	static variable_def craft_def[] = { { .name = "craft", .type = GLANE_MULTIPLE, .n_modalities = 2 } };
	static modality crafts[] = {
		{ .variable = "craft", .value = "1", .as = "dessin", .label_fr = "Dessinatrice", .label_en = "Drawing" },
		{ .variable = "craft", .value = "2", .as = "photo" },
	};
	pipeline *p = arena_alloc(in, sizeof *p);
	p->report_language = "fr";
	return store_set_text(s, "signature", "{craft}") &&
		store_set_labels(s, &(corpus){ .arena = in, .pipeline = p, .n_variables = 1, .variable = craft_def,
			.n_modalities = 2, .modality = crafts });
}

/* The n-th token of each document. */
static void make_study(const char *quotable, const char *where)
{
	static const char *const keep[] = { "token.form", "turn.speaker" }, *const group[] = { "photo", "dessin", "(missing)" };
	arena *in = arena_new();
	store *s = store_create(made_path("w"));
	ck_assert_ptr_nonnull(s);
	bool good = store_set_identity(s, &(run_identity){ "i", "p", 1, 1, 500 });
	for (uint32_t i = 0; i < 3; i++)
		good = good && store_add_document(s, interview(in, i), 2, keep);
	if (quotable)
		good = good && store_set_text(s, "quotable", quotable);
	good = good && add_signatures(s, in);
	stage counted = { .id = "frequencies", .where = condition_of_text(in, where) }, two = { .id = "two" };
	evidence query[3] = { { .layer = NULL } }, list[3] = { { .layer = NULL } };
	for (int i = 0; i < 2; i++) {
		glane_match *m = arena_alloc(in, 2 * sizeof *m);
		m[0] = (glane_match){ "token.form", sym_of("travail") };
		m[1] = (glane_match){ "group", sym_of(group[i]) };
		query[i] = (evidence){ .layer = "token", .query = true, .n_match = 2, .match = m };
	}
	found *f = arena_alloc(in, 2 * sizeof *f);
	f[0] = (found){ 0, 0, { 21, 24 }, 0, sym_of("Ana") };
	f[1] = (found){ 2, 1, { 8, 15 }, 0, sym_of("Cy") };
	list[0] = (evidence){ .layer = "token", .total = 12431, .n_found = 2, .found = f };
	good = good && add_table(s, in, &counted, "frequencies.forms", 3, group, "travail", query) &&
		add_table(s, in, &two, "two.listed", 3, group, "travail", list) &&
		add_table(s, in, &two, "two.other", 3, group, "travail", list);
	ck_assert_msg(good, "%s", store_error(s));
	ck_assert(store_close(s));
	arena_free(in);
}

/* ---- What is printed --------------------------------------------------------------------------- */

static char out[20000];

/* The command with these words behind the store's path; `out` is what it printed. */
static int why_says(int n, const char *const *word)
{
	char *argv[12] = { (char *)(uintptr_t)"why" };
	char path[300], to[300];
	snprintf(path, sizeof path, "%s", made_path("w"));
	snprintf(to, sizeof to, "%s", made_path("out"));
	argv[1] = path;
	for (int i = 0; i < n; i++)
		argv[i + 2] = (char *)(uintptr_t)word[i];
	fflush(stdout);
	fflush(stderr);
	int was = dup(STDOUT_FILENO), was_error = dup(STDERR_FILENO);
	ck_assert(freopen(to, "w", stdout) && dup2(STDOUT_FILENO, STDERR_FILENO) >= 0);
	int status = command_why.run(n + 2, argv);
	fflush(stdout);
	fflush(stderr);
	dup2(was, STDOUT_FILENO);
	dup2(was_error, STDERR_FILENO);
	close(was);
	close(was_error);
	FILE *f = fopen(to, "r");
	ck_assert_ptr_nonnull(f);
	out[fread(out, 1, sizeof out - 1, f)] = 0;
	fclose(f);
	made_remove("out");
	return status;
}
#define why(...) why_says((int)(sizeof (const char *[]){ __VA_ARGS__ } / sizeof(char *)), (const char *[]){ __VA_ARGS__ })

static void says(const char *text)
{
	ck_assert_msg(strstr(out, text) != NULL, "“%s” is not in:\n%s", text, out);
}

static void says_not(const char *text)
{
	ck_assert_msg(strstr(out, text) == NULL, "“%s” is in:\n%s", text, out);
}

START_TEST(a_query_finds_what_was_counted)
{
	make_study(NULL, NULL);
	ck_assert_int_eq(why("frequencies", "group=photo", "form=travail"), STATUS_DONE);
	says("travail is said 2 times by photo");
	says("passages: 3");			/* twice Ana, once Bo; never the interviewer */
	says("1. ana.txt (ana.txt, l. 2)");
	says("le [travail] [2J c'est la peur");	/* what a terminal would obey is gone */
	says("et le travail seul le [travail] oui");
	says("3. bo.txt (bo.txt, l. 2)");
	says("le travail mon [travail] me plaît\n");
	says_not("\033");
	ck_assert_int_eq(why("frequencies.forms", "craft=dessin"), STATUS_DONE);
	says("passages: 3");			/* Bo draws as well */
	says("[travail] travail et repos");
	says("travail [travail] et repos");
	ck_assert_int_eq(why("frequencies.forms", "craft=dessin", "--most", "1"), STATUS_DONE);
	says("1 of 3 passages");
	ck_assert_int_eq(why("frequencies.forms", "group=(missing)"), STATUS_DONE);
	says("no passages are kept");
	made_remove("w");
}
END_TEST

START_TEST(only_where_the_stage_counts)
{
	make_study(NULL, "turn.speaker=Bo|Cy");
	ck_assert_int_eq(why("frequencies", "group=photo"), STATUS_DONE);
	says("passages: 1");
	says("bo.txt");
	says_not("ana.txt");
	made_remove("w");
}
END_TEST

START_TEST(listed_passages)
{
	make_study(NULL, NULL);
	ck_assert_int_eq(why("two.listed", "group=photo"), STATUS_DONE);
	says("2 of 12,431 passages");
	says("parlez du travail le [tra]vail");
	says("2. cy.txt (cy.txt, l. 1)");
	ck_assert_int_eq(why("two.listed", "group=photo", "--json"), STATUS_DONE);
	json_t *all = json_loads(out, 0, NULL), *row = json_array_get(all, 0), *one;
	ck_assert_uint_eq(json_array_size(all), 1);
	ck_assert_int_eq(json_integer_value(json_object_get(row, "total")), 12431);
	ck_assert_int_eq(json_integer_value(json_object_get(json_object_get(row, "row"), "tokens")), 2);
	ck_assert_uint_eq(json_array_size(json_object_get(row, "passages")), 2);
	one = json_array_get(json_object_get(row, "passages"), 1);
	ck_assert_str_eq(json_string_value(json_object_get(one, "text")), "travail");
	ck_assert_int_eq(json_integer_value(json_object_get(one, "begin")), 8);
	ck_assert_str_eq(json_string_value(json_object_get(one, "document")), "cy.txt");
	json_decref(all);
	made_remove("w");
}
END_TEST

START_TEST(what_may_not_be_quoted)
{
	make_study("consent=yes", NULL);
	ck_assert_int_eq(why("frequencies", "group=photo"), STATUS_DONE);
	says("passages: 3");
	says("3. bo.txt (bo.txt, l. 2)\n   (not quotable)");
	says_not("plaît");
	ck_assert_int_eq(why("frequencies", "group=photo", "--json"), STATUS_DONE);
	says("\"quotable\": false");
	says_not("plaît");
	make_study("consent!=no\ncraft=dessin", NULL);
	ck_assert_int_eq(why("frequencies", "group=photo"), STATUS_DONE);
	says("1. ana.txt (ana.txt, l. 2)\n   (not quotable)");
	ck_assert_int_eq(why("frequencies", "group=dessin"), STATUS_DONE);
	says("[travail] travail et repos");
	made_remove("w");
}
END_TEST

/* As in the report, each of several values; in the report's language. */
START_TEST(signed_with_labels)
{
	make_study(NULL, NULL);
	ck_assert_int_eq(why("frequencies", "group=photo"), STATUS_DONE);
	says("1. ana.txt (ana.txt, l. 2) — photo\n");
	says("3. bo.txt (bo.txt, l. 2) — Dessinatrice, photo\n");
	made_remove("w");
}
END_TEST

START_TEST(wrong_words)
{
	make_study(NULL, NULL);
	ck_assert_int_eq(why("frequences", "form=travail"), STATUS_FAILED);
	says("frequencies");
	ck_assert_int_eq(why("two", "form=travail"), STATUS_FAILED);
	says("two.listed, two.other");
	ck_assert_int_eq(why("frequencies", "forme=travail"), STATUS_FAILED);
	says("form");
	ck_assert_int_eq(why("frequencies", "form=travial"), STATUS_FAILED);
	says("did you mean form=travail?");
	ck_assert_int_eq(why("frequencies", "form=zzzzzz"), STATUS_FAILED);
	says("there are travail");
	ck_assert_int_eq(why("frequencies", "tokens=2", "group=photo", "form=travail"), STATUS_DONE);
	ck_assert_int_eq(why("frequencies"), STATUS_USAGE);
	ck_assert_int_eq(why("frequencies", "travail"), STATUS_USAGE);
	ck_assert_int_eq(why("frequencies", "=travail"), STATUS_USAGE);
	ck_assert_int_eq(why("frequencies", "form=travail", "--most", "none"), STATUS_USAGE);
	ck_assert_int_eq(why("frequencies", "form=travail", "--many"), STATUS_USAGE);
	made_remove("w");
	ck_assert_int_eq(why("frequencies", "form=travail"), STATUS_FAILED);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("why");
	TCase *t = tcase_create("why");
	suite_add_tcase(s, t);
	tcase_add_test(t, a_query_finds_what_was_counted);
	tcase_add_test(t, only_where_the_stage_counts);
	tcase_add_test(t, listed_passages);
	tcase_add_test(t, what_may_not_be_quoted);
	tcase_add_test(t, signed_with_labels);
	tcase_add_test(t, wrong_words);
	SRunner *run = srunner_create(s);
	srunner_run_all(run, CK_NORMAL);
	int failed = srunner_ntests_failed(run);
	srunner_free(run);
	return failed != 0;
}
