/* Documents: the vocabulary, layers and columns, speakers and persons, signatures. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "document.h"
#include "language.h"
#include "sym.h"

static arena *in;
static corpus *c;
static pipeline *p;
static stage reading;
static corpus_file file;
static planned plan;

static void setup(void)
{
	setenv("LANGUAGE", "en", 1);
	language_init();
	in = arena_new();
	p = arena_alloc(in, sizeof *p);
	p->report_language = "fr";
	c = arena_alloc(in, sizeof *c);
	c->arena = in;
	c->pipeline = p;
	reading = (stage){ .id = "interviews" };
	file = (corpus_file){ .name = "duo.txt", .path = "/duo.txt", .read = &reading };
	plan = (planned){ .file = &file, .read = &reading };
	plan.pub.name = sym_of("duo");
}

static void teardown(void)
{
	arena_free(in);
}

static document *sealed(void)
{
	const char *error;
	document *d = draft_seal(draft_new(in, c, &plan), &error);
	ck_assert_ptr_nonnull(d);
	return d;
}

static const char *person(const document *d, uint32_t i)
{
	return sym_text(d->pub.speaker[i].person);
}

START_TEST(the_vocabulary)
{
	const char *into;
	ck_assert(vocabulary_layer("token") && !vocabulary_layer("form") && !vocabulary_layer("acme:note"));
	ck_assert(vocabulary_shared("note") && vocabulary_shared("theme") && vocabulary_shared("section") &&
	          vocabulary_shared("verbatim") && !vocabulary_shared("token"));
	ck_assert_int_eq(vocabulary_column("token", "form", &into), GLANE_SYM);
	ck_assert_ptr_null(into);
	ck_assert_int_eq(vocabulary_column("word", "token", &into), GLANE_ROW);
	ck_assert_str_eq(into, "token");
	ck_assert_int_eq(vocabulary_column("sentiment", "score", NULL), GLANE_REAL);
	ck_assert_int_eq(vocabulary_column("time", "ms", NULL), GLANE_INT);
	ck_assert_int_eq(vocabulary_column("theme", "origin", NULL), GLANE_SYM);
	ck_assert_int_eq(vocabulary_column("token", "origin", NULL), -1);
	ck_assert_int_eq(vocabulary_column("token", "colour", NULL), -1);
	ck_assert_int_eq(vocabulary_column("acme:note", "kind", NULL), 0);
}
END_TEST

START_TEST(layers_have_columns_whose_cells_are_missing)
{
	document *d = sealed();
	layer *l = document_add_layer(d, "token"), *shared = document_add_layer(d, "note");
	l = document_layer(d, "token");	/* the array may have moved */
	ck_assert_ptr_eq(document_add_layer(d, "note"), shared);
	ck_assert_str_eq(shared->column[0].name, "origin");
	ck_assert_ptr_null(document_layer(d, "word"));
	l->n = 3;
	l->span = arena_alloc(in, 3 * sizeof *l->span);
	static const uint32_t types[] = { GLANE_SYM, GLANE_INT, GLANE_REAL, GLANE_ROW };
	static const size_t sizes[] = { 4, 8, 8, 4 };
	static const char *const names[] = { "a", "b", "c", "d" };
	for (int i = 0; i < 4; i++) {
		column *k = document_add_column(d, l, names[i], types[i], i == 3 ? "token" : NULL, "Label");
		ck_assert_ptr_eq(document_add_column(d, l, names[i], types[i], NULL, "Label"), k);
		ck_assert_uint_eq(column_cell_size(types[i]), sizes[i]);
		if (i)
			k->array = column_array_new(in, types[i], 3);
	}
	ck_assert_int_eq(((int64_t *)layer_column(l, "b")->array)[2], INT64_MIN);
	ck_assert(isnan(((double *)layer_column(l, "c")->array)[2]));
	ck_assert_uint_eq(((uint32_t *)layer_column(l, "d")->array)[2], GLANE_NONE);
	document_view_all(d);
	ck_assert_uint_eq(d->pub.n_layers, 2);
	ck_assert_uint_eq(d->pub.layer[0].n_columns, 3);	/* "a" was never sealed */
	ck_assert_uint_eq(d->pub.layer[0].rows.n, 3);
	ck_assert_str_eq(d->pub.layer[0].column[2].into, "token");
}
END_TEST

START_TEST(without_turns_there_is_one_respondent)
{
	document *d = sealed();
	ck_assert_uint_eq(d->pub.n_speakers, 1);
	ck_assert(d->speaker[0].implied);
	ck_assert_str_eq(person(d, 0), "duo");
	plan.person = "T-1";
	d = sealed();
	ck_assert_str_eq(person(d, 0), "T-1");
	/* It disappears with the first who is named. */
	ck_assert_uint_eq(document_speaker(d, str_of("Enquêteur"), GLANE_INTERVIEWER), 0);
	ck_assert_uint_eq(document_speaker(d, str_of("Enquêtée"), GLANE_RESPONDENT), 1);
	ck_assert_uint_eq(document_speaker(d, str_of("Enquêteur"), GLANE_INTERVIEWER), 0);
	ck_assert_uint_eq(d->pub.n_speakers, 2);
	ck_assert_str_eq(person(d, 0), "duo/Enquêteur");
	ck_assert_str_eq(person(d, 1), "T-1");
}
END_TEST

START_TEST(several_respondents_are_several_persons)
{
	document *d = sealed();
	document_speaker(d, str_of("Q"), GLANE_INTERVIEWER);
	document_speaker(d, str_of("A"), GLANE_RESPONDENT);
	ck_assert_str_eq(person(d, 1), "duo");
	document_speaker(d, str_of("B"), GLANE_RESPONDENT);
	document_speaker(d, str_of("C"), GLANE_RESPONDENT);
	ck_assert_str_eq(person(d, 0), "duo/Q");
	ck_assert_str_eq(person(d, 1), "duo/A");
	ck_assert_str_eq(person(d, 2), "duo/B");
	ck_assert_str_eq(person(d, 3), "duo/C");
}
END_TEST

static known_value anna[] = { { .name = "initials", .value = "AL" }, { .name = "craft", .value = "graphiste" } };
static known_value paul[] = { { .name = "pseudo", .value = "Pàul" }, { .name = "craft", .value = "monteur" } };
static known_speaker rows[] = { { "Anna", "T-31", 2, anna }, { "PV", NULL, 2, paul } };

START_TEST(speakers_are_those_of_metadata)
{
	plan.speaker = rows;
	plan.n_speakers = 2;
	document *d = sealed();
	uint32_t q = document_speaker(d, str_of("Q"), GLANE_INTERVIEWER);
	uint32_t a = document_speaker(d, str_of("al"), GLANE_RESPONDENT);	/* by initials, in another case */
	uint32_t v = document_speaker(d, str_of("paul"), GLANE_RESPONDENT);	/* by pseudonym */
	uint32_t x = document_speaker(d, str_of("X"), GLANE_RESPONDENT);
	ck_assert_str_eq(person(d, a), "T-31");
	ck_assert_str_eq(person(d, v), "duo/paul");
	ck_assert_str_eq(person(d, x), "duo/X");
	ck_assert_str_eq(document_speaker_variable(d, a, "craft"), "graphiste");
	ck_assert_str_eq(document_speaker_variable(d, v, "craft"), "monteur");
	ck_assert_ptr_null(document_speaker_variable(d, x, "craft"));
	ck_assert_ptr_null(document_speaker_variable(d, q, "craft"));
	ck_assert_uint_eq(d->pub.speaker[a].n_variables, 2);
}
END_TEST

START_TEST(one_row_and_one_respondent_are_the_same)
{
	plan.speaker = rows;
	plan.n_speakers = 1;
	document *d = sealed();
	ck_assert_str_eq(person(d, 0), "T-31");
	uint32_t e = document_speaker(d, str_of("Enquêtée"), GLANE_RESPONDENT);
	ck_assert_str_eq(person(d, e), "T-31");
	ck_assert_str_eq(document_speaker_variable(d, e, "craft"), "graphiste");
	/* A second respondent: nobody knows any more which of them it is. */
	uint32_t f = document_speaker(d, str_of("Ami"), GLANE_RESPONDENT);
	ck_assert_str_eq(person(d, e), "duo/Enquêtée");
	ck_assert_str_eq(person(d, f), "duo/Ami");
	ck_assert_ptr_null(document_speaker_variable(d, e, "craft"));
}
END_TEST

START_TEST(signatures)
{
	static modality m[] = { { .variable = "craft", .value = "illustratrice", .as = "image",
	                          .label_fr = "Image" } };
	static variable_def v[] = { { .name = "craft", .type = GLANE_NOMINAL, .n_modalities = 1 } };
	c->modality = m;
	c->n_modalities = 1;
	c->variable = v;
	c->n_variables = 1;
	known_value values[] = { { "craft", "image", NOWHERE } };
	plan.value = values;
	plan.n_values = 1;
	document *d = sealed();
	ck_assert_str_eq(document_signature(in, d, 0, NULL), "duo");
	ck_assert_str_eq(document_signature(in, d, 0, "{craft}, {age} ans"), "Image");	/* age isn't known */
	document_set_variable(d, "age", GLANE_NUMBER, str_of("34"));
	ck_assert_str_eq(document_signature(in, d, 0, "{craft}, {age} ans"), "Image, 34 ans");
	ck_assert_str_eq(document_signature(in, d, 0, "{nothing}"), "duo");
	ck_assert_str_eq(document_signature(in, d, GLANE_NONE, "{document} ({craft"), "duo ({craft");
	document_speaker(d, str_of("Q"), GLANE_INTERVIEWER);
	document_speaker(d, str_of("R"), GLANE_RESPONDENT);
	ck_assert_str_eq(document_signature(in, d, 0, NULL), "duo, Q");
	ck_assert_str_eq(document_signature(in, d, 1, NULL), "duo");
	ck_assert_str_eq(document_signature(in, d, 1, "{speaker}, {document}"), "R, duo");
}
END_TEST

START_TEST(a_variable_is_set_once)
{
	document *d = sealed();
	document_set_variable(d, "lang", GLANE_NOMINAL, str_of("fr"));
	document_set_variable(d, "lang", GLANE_NOMINAL, str_of("en"));
	ck_assert_uint_eq(d->pub.n_variables, 1);
	ck_assert_str_eq(document_variable(d, "lang"), "en");
	document_set_variable(d, "lang", GLANE_NOMINAL, str_of(""));
	ck_assert_ptr_null(document_variable(d, "lang"));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("document");
	TCase *t = tcase_create("document");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, the_vocabulary);
	tcase_add_test(t, layers_have_columns_whose_cells_are_missing);
	tcase_add_test(t, without_turns_there_is_one_respondent);
	tcase_add_test(t, several_respondents_are_several_persons);
	tcase_add_test(t, speakers_are_those_of_metadata);
	tcase_add_test(t, one_row_and_one_respondent_are_the_same);
	tcase_add_test(t, signatures);
	tcase_add_test(t, a_variable_is_set_once);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
