/* The schema of `glane schema`, with the plugins that were built, and the pipelines that come with glane. */
#include <config.h>
#include <check.h>
#include <glob.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "pipeline.h"

static arena *in;
static xmlRelaxNGPtr schema;

static void setup(void)
{
	char *text = NULL;
	size_t n = 0;
	setenv("LANGUAGE", "en", 1);
	language_init();
	in = arena_new();
	FILE *f = open_memstream(&text, &n);
	schema_print(loader_new(in, 0, NULL), f);
	fclose(f);
	xmlRelaxNGParserCtxtPtr c = xmlRelaxNGNewMemParserCtxt(text, (int)n);
	schema = xmlRelaxNGParse(c);
	xmlRelaxNGFreeParserCtxt(c);
	free(text);
	ck_assert_ptr_nonnull(schema);
}

static void teardown(void)
{
	xmlRelaxNGFree(schema);
	arena_free(in);
}

static int validate(xmlDocPtr doc)
{
	ck_assert_ptr_nonnull(doc);
	xmlRelaxNGValidCtxtPtr c = xmlRelaxNGNewValidCtxt(schema);
	int result = xmlRelaxNGValidateDoc(c, doc);
	xmlRelaxNGFreeValidCtxt(c);
	xmlFreeDoc(doc);
	return result;
}

START_TEST(pipelines_that_come_with_glane_are_valid)
{
	static const char *const patterns[] = { "pipelines/*.xml", "pipelines/profiles/*.xml" };
	const char *top = getenv("top_srcdir");
	size_t files = 0;
	for (int i = 0; i < 2; i++) {
		glob_t found;
		ck_assert_int_eq(glob(arena_print(in, "%s/%s", top ? top : ".", patterns[i]), 0, NULL, &found), 0);
		for (size_t k = 0; k < found.gl_pathc; k++, files++)
			ck_assert_msg(validate(xmlReadFile(found.gl_pathv[k], NULL, XML_PARSE_NONET)) == 0, "%s",
			              found.gl_pathv[k]);
		globfree(&found);
	}
	ck_assert_uint_ge(files, 3);
}
END_TEST

/* Without the plugins any stage would do by its id, and the test above would show nothing. */
START_TEST(their_options_are_known)
{
	static const char wrong[] = "<pipeline version='1'><read files='a'/>"
	                            "<step use='turns' interviwer='x'/></pipeline>";
	static const char right[] = "<pipeline version='1'><read files='a'/>"
	                            "<step use='turns' interviewer='x'/></pipeline>";
	ck_assert_int_eq(validate(xmlReadMemory(right, sizeof right - 1, NULL, NULL, 0)), 0);
	ck_assert_int_ne(validate(xmlReadMemory(wrong, sizeof wrong - 1, NULL, NULL, 0)), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("schema");
	TCase *t = tcase_create("schema");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, pipelines_that_come_with_glane_are_valid);
	tcase_add_test(t, their_options_are_known);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
