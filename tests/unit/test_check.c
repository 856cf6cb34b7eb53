/* The static check: what it settles in the stages, and what it lets pass. What it refuses stands in
 * tests/wrong/pipeline. */
#include <config.h>
#include <check.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "fake_loader.h"
#include "file.h"
#include "language.h"
#include "pipeline.h"

static arena *in;
static messages *m;
static char folder[] = "/tmp/glane-check-XXXXXX";

static void touch(const char *name)
{
	const char *path = arena_print(in, "%s/%s", folder, name);
	ck_assert(path_make_folders(path_folder(in, path)));
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fclose(f), 0);
}

static void setup(void)
{
	setenv("LANGUAGE", "en", 1);
	language_init();
	in = arena_new();
	m = messages_new(in);
	strcpy(folder, "/tmp/glane-check-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	touch("a.csv");
	touch("codes.xml");
}

static void teardown(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	path_remove_all(folder);
	arena_free(in);
}

static const char *said(void)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	messages_print(m, f);
	fclose(f);
	const char *copy = arena_string(in, text);
	free(text);
	return copy;
}

/* A pipeline with these attributes and, after its reader, these stages. */
static pipeline *checked(const char *attributes, const char *stages)
{
	const char *text = arena_print(in, "<pipeline version=\"1\" %s>\n"
	                               "<read use=\"read-csv\" files=\"a.csv\"/>\n%s</pipeline>\n",
	                               attributes, stages);
	pipeline *p = pipeline_parse(in, "study.xml", (glane_bytes){ (const unsigned char *)text,
	                             strlen(text) }, 0, NULL, m);
	ck_assert_ptr_nonnull(p);
	check_static(p, loader_new(in, 0, NULL), m);
	return p;
}

static pipeline *good(const char *attributes, const char *stages)
{
	pipeline *p = checked(attributes, stages);
	ck_assert_str_eq(said(), "");
	return p;
}

static void told(const char *attributes, const char *stages, const char *what)
{
	checked(attributes, stages);
	const char *text = said();
	ck_assert_msg(strstr(text, what), "%s\nsaid: %s\nexpected: %s", stages, text, what);
}

#define TOKENS "<step use=\"tokenize-any\"/>\n"

START_TEST(options_fill_the_configuration)
{
	pipeline *p = good("", TOKENS "<step use=\"theme-coder\" codebook=\"codes.xml\" min-words=\" 7 \" "
	                   "min-score=\"0,25\" whole=\"yes\" keep=\"none\" note=\" kept as it is \" "
	                   "over=\"var:age\"/>\n<step id=\"b\" use=\"theme-coder\" codebook=\"./codes.xml\"/>\n");
	const fake_coder *c = p->stage[2].config, *d = p->stage[3].config;
	const char *codes = arena_print(in, "%s/codes.xml", folder);
	ck_assert_str_eq(c->codebook, codes);
	ck_assert_int_eq(c->min_words, 7);
	ck_assert_double_eq(c->min_score, 0.25);
	ck_assert(c->whole);
	ck_assert_int_eq(c->keep, 2);
	ck_assert_str_eq(c->note, " kept as it is ");
	ck_assert_str_eq(c->over, "var:age");
	ck_assert_str_eq(d->codebook, codes);
	ck_assert_int_eq(d->min_words, 1);
	ck_assert_double_eq(d->min_score, 0.5);
	ck_assert(!d->whole);
	ck_assert_int_eq(d->keep, 0);
	ck_assert_str_eq(d->note, "");
	ck_assert_str_eq(d->secret, "");
	ck_assert_str_eq(d->over, "");
}
END_TEST

START_TEST(every_bound_is_allowed_and_nothing_beyond)
{
	static const struct { const char *option, *value; bool good; } cases[] = {
		{ "min-words", "1", true }, { "min-words", "100", true }, { "min-words", "0", false },
		{ "min-words", "101", false }, { "min-words", "1.0", false }, { "min-words", "1e1", false },
		{ "min-words", "", false }, { "min-words", "99999999999999999999", false },
		{ "min-words", "0x10", false }, { "min-words", "+3", true },
		{ "min-score", "0", true }, { "min-score", "1", true }, { "min-score", "1.0000001", false },
		{ "min-score", "-0.0000001", false }, { "min-score", "5e-1", true }, { "min-score", ".5", true },
		{ "min-score", "nan", false }, { "min-score", "inf", false }, { "min-score", "1 %", false },
		{ "whole", "yes", true }, { "whole", "no", true }, { "whole", "1", false },
		{ "whole", "YES", false }, { "whole", "", false },
		{ "keep", "best", true }, { "keep", "none", true }, { "keep", "best|all", false },
		{ "keep", "bes", false }, { "keep", "", false },
		{ "over", "age", true }, { "over", "var:age", true }, { "over", "token.form", true },
		{ "over", "column:token.form", true }, { "over", "table:a.b", false }, { "over", ".b", false },
		{ "over", "a.", false }, { "over", "var:", false }, { "over", "a;b", false },
		{ "secret", "a.csv", true }, { "secret", "b.csv", false }, { "secret", "", true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		checked("", arena_print(in, TOKENS "<step use=\"theme-coder\" codebook=\"codes.xml\" %s=\"%s\"/>\n",
		                        cases[i].option, cases[i].value));
		uint32_t errors = messages_count(m, MESSAGE_ERROR);
		const char *text = said();
		ck_assert_msg((errors == 0) == cases[i].good && errors <= 1, "%s=%s: %s", cases[i].option,
		              cases[i].value, text);
	}
}
END_TEST

START_TEST(by_unit_speakers_and_to)
{
	pipeline *p = good("by=\"craft age\"", TOKENS "<step use=\"quotes\"/>\n"
	     "<step use=\"frequencies\" when=\"lang=fr\" speakers=\"all\" on-error=\"stop\" unit=\"document\"/>\n"
	     "<step id=\"b\" use=\"frequencies\" by=\"craft*age verbatim.profile\" speakers=\"interviewers\"/>\n"
	     "<step id=\"c\" use=\"frequencies\" by=\"\"/>\n<step use=\"words\"/>\n"
	     "<write use=\"write-csv\" to=\"./a//b/\"/>\n");
	const stage *s = pipeline_stage(p, "frequencies");
	ck_assert_str_eq(s->unit, "document");
	ck_assert_int_eq(s->speakers, SPEAKERS_ALL);
	ck_assert_int_eq(s->on_error, ON_ERROR_STOP);
	ck_assert_uint_eq(s->when.n, 1);
	ck_assert_uint_eq(s->n_by, 2);
	ck_assert_str_eq(s->by[1].text, "age");
	ck_assert_uint_eq(s->by[1].n, 1);
	s = pipeline_stage(p, "b");
	ck_assert_str_eq(s->unit, "sentence");
	ck_assert_int_eq(s->speakers, SPEAKERS_INTERVIEWERS);
	ck_assert_int_eq(s->on_error, ON_ERROR_SKIP);
	ck_assert_uint_eq(s->n_by, 2);
	ck_assert_uint_eq(s->by[0].n, 2);
	ck_assert_str_eq(s->by[0].variable[1], "age");
	ck_assert_uint_eq(s->by[1].n, 0);
	ck_assert_str_eq(s->by[1].layer, "verbatim");
	ck_assert_str_eq(s->by[1].column, "profile");
	ck_assert_uint_eq(pipeline_stage(p, "c")->n_by, 0);
	ck_assert_uint_eq(pipeline_stage(p, "words")->n_by, 0);
	ck_assert_ptr_null(pipeline_stage(p, "words")->unit);
	ck_assert_str_eq(pipeline_stage(p, "write-csv")->to, "a/b");
	ck_assert(!pipeline_stage(p, "frequencies")->may_read);
}
END_TEST

START_TEST(two_providers_that_never_meet_are_allowed)
{
	good("languages=\"fr en\"", "<step use=\"tokenize-fr\"/>\n<step use=\"tokenize-en\"/>\n<step use=\"words\"/>\n");
	good("", "<step use=\"turns\" when=\"kind=a|b\"/>\n<step use=\"turns\" id=\"t\" when=\"x=1 and kind=c\"/>\n");
	good("", "<step use=\"turns\" when=\"kind=a\"/>\n<step use=\"turns\" id=\"t\" when=\"kind!=a|b\"/>\n");
	good("", "<step use=\"tokenize-any\" when=\"lang!=fr\"/>\n<step use=\"tokenize-fr\"/>\n");
	good("", "<read id=\"b\" use=\"read-tei\" files=\"a.csv\"/>\n<step use=\"turns\" when=\"source=read-csv\"/>\n");
	/* The vocabulary shares themes; a tagger replaces what the lexicon gave. */
	good("", TOKENS "<step use=\"theme-coder\" codebook=\"codes.xml\"/>\n"
	     "<step id=\"b\" use=\"theme-coder\" codebook=\"codes.xml\"/>\n");
	good("", TOKENS "<step use=\"words\"/>\n<step use=\"tagger\"/>\n");
	static const char already[] = "already";
	told("", "<step use=\"turns\" when=\"kind=a|b\"/>\n<step use=\"turns\" id=\"t\" when=\"kind=b\"/>\n", already);
	told("", "<step use=\"turns\" when=\"kind=a\"/>\n<step use=\"turns\" id=\"t\" when=\"other=b\"/>\n", already);
	told("", "<step use=\"turns\" when=\"kind!=a\"/>\n<step use=\"turns\" id=\"t\" when=\"kind!=b\"/>\n", already);
	told("", "<step use=\"turns\" when=\"kind\"/>\n<step use=\"turns\" id=\"t\" when=\"kind=b\"/>\n", already);
	told("", TOKENS "<step use=\"words\"/>\n<step use=\"tagger\"/>\n<step use=\"tagger\" id=\"t\"/>\n", already);
	told("", "<step use=\"tokenize-any\" when=\"lang=fr|en\"/>\n<step use=\"tokenize-fr\"/>\n", already);
}
END_TEST

START_TEST(needs_are_met_by_earlier_stages)
{
	pipeline *p = good("", TOKENS "<step use=\"words\"/>\n<step use=\"segments\"/>\n<step use=\"classes\"/>\n"
	                   "<step use=\"map\"/>\n<step id=\"m\" use=\"map\" of=\"classes.profiles\"/>\n"
	                   "<step use=\"frequencies\" where=\"segment.class=3 and word.lemma=a\"/>\n");
	ck_assert(pipeline_stage(p, "classes")->may_read);
	/* By the unit that was chosen, and by what a ref option names. */
	good("", TOKENS "<step use=\"words\"/>\n<step use=\"segments\"/>\n<step use=\"classes\" unit=\"sentence\"/>\n");
	told("", "<step use=\"tokenize-any\"/>\n<step use=\"words\"/>\n<step use=\"classes\" unit=\"sentence\"/>\n",
	     "needs segment");
	told("", TOKENS "<step use=\"words\" when=\"a=1\"/>\n<step use=\"segments\"/>\n"
	     "<step use=\"classes\" when=\"a=2\"/>\n", "needs word.lemma");
	/* Optional: what the ref option names may be missing. */
	good("", TOKENS "<step use=\"theme-coder\" codebook=\"codes.xml\" over=\"word.lemma\"/>\n");
	/* A plugin that is missing is told once, not again by all who needed it. */
	checked("", "<step use=\"tokenise\"/>\n<step use=\"words\"/>\n");
	ck_assert_str_eq(said(), "study.xml:3:12: error: (loader) tokenise\n");
}
END_TEST

START_TEST(a_reader_that_is_not_named_may_give_what_readers_give)
{
	const char *text = "<pipeline version=\"1\">\n<read files=\"a.csv\"/>\n"
	                   "<step use=\"frequencies\" where=\"turn\"/>\n</pipeline>\n";
	pipeline *p = pipeline_parse(in, "study.xml", (glane_bytes){ (const unsigned char *)text,
	                             strlen(text) }, 0, NULL, m);
	check_static(p, loader_new(in, 0, NULL), m);
	const char *all = said();
	ck_assert_ptr_null(p->stage[0].plugin);
	ck_assert_ptr_null(strstr(all, "needs turn"));
	ck_assert_ptr_nonnull(strstr(all, "needs token"));
	told("", TOKENS "<step use=\"frequencies\" where=\"turn\"/>\n", "needs turn");
}
END_TEST

START_TEST(languages_that_lack_something_are_warned_of)
{
	good("languages=\"fr\"", "<step use=\"tokenize-fr\"/>\n<step use=\"words\"/>\n");
	good("", "<step use=\"tokenize-fr\"/>\n<step use=\"words\"/>\n");
	good("languages=\"fr en\"", "<step use=\"tokenize-fr\"/>\n<step use=\"words\" when=\"lang=fr\"/>\n");
	good("languages=\"fr en\"", "<step use=\"tokenize-fr\"/>\n<step use=\"tokenize-any\" when=\"lang=en\"/>\n"
	     "<step use=\"words\"/>\n");
	told("languages=\"fr en\"", "<step use=\"tokenize-fr\"/>\n<step use=\"words\"/>\n",
	     "warning: words: documents in the language en will lack token");
	told("languages=\"fr en de\"", "<step use=\"tokenize-fr\"/>\n<step use=\"words\" when=\"lang!=de\"/>\n",
	     "language en");
}
END_TEST

START_TEST(messages_come_by_line_and_all_at_once)
{
	checked("", "<step use=\"theme-coder\" codebook=\"codes.xml\" min-words=\"0\"/>\n"
	        "<step use=\"words\" when=\"a or b\"/>\n<write use=\"write-csv\" to=\"../x\"/>\n");
	const char *text = said(), *p = text;
	uint32_t lines[16], n = 0;
	while ((p = strstr(p, "study.xml:")) && n < 16)
		lines[n++] = (uint32_t)strtoul(p += 10, NULL, 10);
	ck_assert_uint_ge(n, 5);
	for (uint32_t i = 1; i < n; i++)
		ck_assert_uint_le(lines[i - 1], lines[i]);
	ck_assert_uint_eq(lines[0], 3);
	ck_assert_uint_eq(lines[n - 1], 5);
}
END_TEST

/* ---- The schema ---- */

static void quiet(void *user, const char *format, ...) { (void)user; (void)format; }

static bool valid(xmlRelaxNGPtr schema, const char *text)
{
	xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), NULL, "UTF-8", XML_PARSE_NONET);
	ck_assert_ptr_nonnull(doc);
	xmlRelaxNGValidCtxtPtr c = xmlRelaxNGNewValidCtxt(schema);
	xmlRelaxNGSetValidErrors(c, quiet, quiet, NULL);
	int result = xmlRelaxNGValidateDoc(c, doc);
	xmlRelaxNGFreeValidCtxt(c);
	xmlFreeDoc(doc);
	return result == 0;
}

static xmlRelaxNGPtr schema_of(char **text)
{
	size_t n = 0;
	FILE *f = open_memstream(text, &n);
	schema_print(loader_new(in, 0, NULL), f);
	fclose(f);
	xmlRelaxNGParserCtxtPtr c = xmlRelaxNGNewMemParserCtxt(*text, (int)n);
	xmlRelaxNGPtr schema = xmlRelaxNGParse(c);
	xmlRelaxNGFreeParserCtxt(c);
	ck_assert_ptr_nonnull(schema);
	return schema;
}

#define STUDY(stages) "<pipeline version='1' by='a'><title>T</title><read files='a' use='read-csv' " \
	"header='no'/>" stages "</pipeline>"

START_TEST(the_schema_knows_every_plugin)
{
	static const struct { const char *text; bool valid; } cases[] = {
		{ STUDY(""), true }, { STUDY("<step use='turns' interviewer='x' when='a'/>"), true },
		{ STUDY("<include profile='x'/><step use='turns' off='yes'/><write use='write-csv' to='a'/>"), true },
		{ STUDY("<step use='theme-coder' codebook='c' min-words='100' min-score='0.5' keep='all'/>"), true },
		{ STUDY("<step id='themes' min-words='3'/>"), true },
		{ STUDY("<step use='frequencies' unit='document' by='a' speakers='all'/>"), true },
		{ "<pipeline version='1'><read files='a'/></pipeline>", true },
		{ "<profile version='1' name='x'><step use='turns'/></profile>", true },
		{ STUDY("<step use='turn'/>"), false }, { STUDY("<step use='turns' interviewr='x'/>"), false },
		{ STUDY("<step use='theme-coder' min-words='101'/>"), false },
		{ STUDY("<step use='theme-coder' min-words='1.5'/>"), false },
		{ STUDY("<step use='theme-coder' min-score='2'/>"), false },
		{ STUDY("<step use='theme-coder' keep='some'/>"), false },
		{ STUDY("<step use='theme-coder' whole='oui'/>"), false },
		{ STUDY("<step use='frequencies' unit='phrase'/>"), false },
		{ STUDY("<step use='frequencies' speakers='tous'/>"), false },
		{ STUDY("<step use='write-csv' to='a'/>"), false }, { STUDY("<write use='write-csv' too='a'/>"), false },
		{ STUDY("<write use='write-csv' to='a'/><step use='turns'/>"), false },
		{ STUDY("text"), false }, { STUDY("<etape use='turns'/>"), false },
		{ "<pipeline><read files='a'/></pipeline>", false }, { "<pipeline version='1'/>", false },
		{ "<pipeline version='1' audience='all'><read files='a'/></pipeline>", false },
		{ "<profile version='1'><read files='a'/></profile>", false },
	};
	char *text = NULL;
	xmlRelaxNGPtr schema = schema_of(&text);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_msg(valid(schema, cases[i].text) == cases[i].valid, "%s", cases[i].text);
	ck_assert_ptr_nonnull(strstr(text, "<a:documentation>File of codes (must be given)</a:documentation>"));
	ck_assert_ptr_nonnull(strstr(text, "Least score (default: 0.5)"));
	xmlRelaxNGFree(schema);
	free(text);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("check");
	TCase *t = tcase_create("check");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, options_fill_the_configuration);
	tcase_add_test(t, every_bound_is_allowed_and_nothing_beyond);
	tcase_add_test(t, by_unit_speakers_and_to);
	tcase_add_test(t, two_providers_that_never_meet_are_allowed);
	tcase_add_test(t, needs_are_met_by_earlier_stages);
	tcase_add_test(t, a_reader_that_is_not_named_may_give_what_readers_give);
	tcase_add_test(t, languages_that_lack_something_are_warned_of);
	tcase_add_test(t, messages_come_by_line_and_all_at_once);
	tcase_add_test(t, the_schema_knows_every_plugin);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
