/* Reading a pipeline: stages, places, profiles, --set, conditions, options, suggestions, words. */
#include <config.h>
#include <check.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "fake_loader.h"
#include "file.h"
#include "language.h"
#include "pipeline.h"
#include "sym.h"

static arena *in;
static messages *m;
static char folder[] = "/tmp/glane-pipeline-XXXXXX";

static void write_file(const char *name, const char *text)
{
	const char *path = arena_print(in, "%s/%s", folder, name);
	ck_assert(path_make_folders(path_folder(in, path)));
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

static void setup(void)
{
	setenv("LANGUAGE", "en", 1);
	language_init();
	in = arena_new();
	m = messages_new(in);
	strcpy(folder, "/tmp/glane-pipeline-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	write_file("data/a.csv", "id,text\n");
	write_file("data/b.csv", "id,text\n");
	write_file("data/codes.xml", "<codebook/>\n");
	write_file("profiles/talks.xml",
	           "<profile version=\"1\" name=\"talks\">\n"
	           "  <step use=\"turns\" interviewer=\"I\" respondent=\"R\"/>\n"
	           "  <step use=\"tokenize-any\"/>\n"
	           "  <step use=\"theme-coder\" id=\"themes\" codebook=\"../data/codes.xml\"/>\n"
	           "</profile>\n");
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

static pipeline *parse_set(const char *text, uint32_t n, const char *const *set)
{
	glane_bytes b = { (const unsigned char *)text, strlen(text) };
	return pipeline_parse(in, "study.xml", b, n, set, m);
}

static pipeline *parse(const char *text)
{
	pipeline *p = parse_set(text, 0, NULL);
	ck_assert_str_eq(said(), "");
	ck_assert_ptr_nonnull(p);
	return p;
}

#define HEAD "<pipeline version=\"1\">\n  <read use=\"read-csv\" files=\"data/a.csv\"/>\n"

static const char *ids(const pipeline *p)
{
	const char *s = "";
	for (uint32_t i = 0; i < p->n_stages; i++)
		s = arena_print(in, "%s%s%s", s, i ? " " : "", p->stage[i].id);
	return s;
}

static const char *value(const pipeline *p, const char *id, const char *name)
{
	const stage *s = pipeline_stage(p, id);
	const setting *k = s ? stage_setting(s, name) : NULL;
	return k ? k->value : NULL;
}

START_TEST(places_are_those_of_values)
{
	pipeline *p = parse("<?xml version='1.0'?>\n<!-- <step use=\"no\"/> -->\n<pipeline version=\"1\"\n"
	                    "          by='âge'   signature = \"x\">\n"
	                    "  <title><![CDATA[A & B]]></title>\n"
	                    "  <read id=\"é\" use=\"read-csv\" files=\"data/a.csv\"/>\n"
	                    "  <step\n\tuse=\"turns\" interviewer=\"Enquêteur &amp; &#233;\" respondent='>'/>\n"
	                    "</pipeline>\n");
	ck_assert_str_eq(p->title, "A & B");
	ck_assert_uint_eq(p->at.line, 3);
	const setting *by = &p->setting[1];
	ck_assert_str_eq(by->value, "âge");
	ck_assert(by->at.line == 4 && by->at.column == 15);
	ck_assert(p->setting[2].at.line == 4 && p->setting[2].at.column == 35);
	const stage *s = &p->stage[1];
	ck_assert(s->at.line == 7 && s->at.column == 3);
	ck_assert(s->use_at.line == 8 && s->use_at.column == 7);
	const setting *k = stage_setting(s, "interviewer");
	ck_assert_str_eq(k->value, "Enquêteur & é");
	ck_assert(k->at.line == 8 && k->at.column == 27);
	k = stage_setting(s, "respondent");
	ck_assert_str_eq(k->value, ">");
	ck_assert(k->at.line == 8 && k->at.column == 63);
	ck_assert_str_eq(k->at.file, "study.xml");
}
END_TEST

START_TEST(a_byte_order_mark_and_other_line_ends_do_no_harm)
{
	pipeline *p = parse("\xef\xbb\xbf<pipeline version=\"1\">\r\n  <read files=\"data/a.csv\"></read>\r\n"
	                    "</pipeline>\r\n");
	ck_assert_str_eq(ids(p), "read");
	ck_assert(p->at.line == 1 && p->at.column == 1);
	ck_assert(p->stage[0].at.line == 2 && p->stage[0].at.column == 3);
	ck_assert_ptr_null(p->stage[0].use);
}
END_TEST

START_TEST(attributes_of_the_pipeline)
{
	pipeline *p = parse("<pipeline version=\"1\" languages=\"fr, en\" quotable=\"ok=yes|maybe and lang!=en\""
	                    " min-speakers=\"3\" values=\"data/a.csv\" study=\"none\">\n"
	                    "  <read files=\"data/*.csv; data\" set=\"wave=2024; country=fr\" lang=\"fr\""
	                    " missing=\"NSP\" metadata=\"data/b.csv\"/>\n</pipeline>\n");
	ck_assert_uint_eq(p->n_languages, 2);
	ck_assert_str_eq(p->language[1], "en");
	ck_assert_str_eq(p->report_language, "fr");
	ck_assert_str_eq(p->audience, "team");
	ck_assert_int_eq(p->min_speakers, 3);
	ck_assert_int_eq(p->min_units, 10);
	ck_assert_str_eq(p->values, arena_print(in, "%s/data/a.csv", folder));
	ck_assert_ptr_null(p->variables);
	ck_assert_str_eq(p->study, "none");
	ck_assert_uint_eq(p->quotable.n, 2);
	const stage *s = &p->stage[0];
	ck_assert_str_eq(s->files, arena_print(in, "%s/data/*.csv; %s/data", folder, folder));
	ck_assert_str_eq(s->metadata, arena_print(in, "%s/data/b.csv", folder));
	ck_assert_uint_eq(s->n_set, 3);
	ck_assert_str_eq(s->set[1].name, "country");
	ck_assert_str_eq(s->set[1].value, "fr");
	ck_assert_str_eq(s->set[2].name, "lang");
}
END_TEST

START_TEST(a_profile_is_expanded_in_place_and_overridden_there)
{
	pipeline *p = parse(HEAD
	                    "  <step use=\"language\"/>\n"
	                    "  <include profile=\"talks\"/>\n"
	                    "  <step use=\"words\"/>\n"
	                    "  <step use=\"turns\" interviewer=\"E\"/>\n"
	                    "  <write use=\"write-csv\" to=\"x\"/>\n"
	                    "</pipeline>\n");
	ck_assert_str_eq(ids(p), "read-csv language turns tokenize-any themes words write-csv");
	ck_assert_str_eq(value(p, "turns", "interviewer"), "E");
	ck_assert_str_eq(value(p, "turns", "respondent"), "R");
	const stage *s = pipeline_stage(p, "turns");
	ck_assert_int_eq(stage_setting(s, "interviewer")->from, FROM_PIPELINE);
	ck_assert_int_eq(stage_setting(s, "respondent")->from, FROM_PROFILE);
	ck_assert_str_eq(stage_setting(s, "respondent")->at.file, "profiles/talks.xml");
	for (uint32_t i = 0; i < p->n_stages; i++)
		ck_assert_uint_eq(p->stage[i].number, i);
}
END_TEST

START_TEST(a_stage_of_a_profile_can_be_taken_out_or_exchanged)
{
	pipeline *p = parse(HEAD "  <include profile=\"talks\"/>\n  <step use=\"turns\" off=\"yes\"/>\n"
	                    "  <step id=\"themes\" use=\"quotes\"/>\n  <step use=\"turns\" interviewer=\"X\"/>\n"
	                    "</pipeline>\n");
	/* Taken out there, it may stand elsewhere. */
	ck_assert_str_eq(ids(p), "read-csv tokenize-any themes turns");
	ck_assert_str_eq(pipeline_stage(p, "themes")->use, "quotes");
	ck_assert_ptr_null(value(p, "themes", "codebook"));
	ck_assert_str_eq(value(p, "turns", "interviewer"), "X");
	ck_assert_ptr_null(value(p, "turns", "respondent"));
}
END_TEST

/* A profile may begin with another, and say what is different in its stages; the pipeline has the last word. */
START_TEST(a_profile_includes_another)
{
	write_file("profiles/long-talks.xml",
	           "<profile version=\"1\" name=\"long-talks\">\n"
	           "  <include profile=\"talks\"/>\n"
	           "  <step use=\"turns\" respondent=\"Gast\"/>\n"
	           "  <step use=\"frequencies\"/>\n"
	           "</profile>\n");
	write_file("profiles/circle.xml",
	           "<profile version=\"1\" name=\"circle\"><include profile=\"circle\"/></profile>\n");
	pipeline *p = parse(HEAD "  <include profile=\"long-talks\"/>\n</pipeline>\n");
	ck_assert_str_eq(ids(p), "read-csv turns tokenize-any themes frequencies");
	ck_assert_str_eq(value(p, "turns", "respondent"), "Gast");
	ck_assert_str_eq(value(p, "turns", "interviewer"), "I");
	ck_assert_str_eq(stage_setting(pipeline_stage(p, "turns"), "respondent")->at.file, "profiles/long-talks.xml");
	p = parse(HEAD "  <include profile=\"long-talks\"/>\n  <step use=\"turns\" respondent=\"Q\"/>\n</pipeline>\n");
	ck_assert_str_eq(value(p, "turns", "respondent"), "Q");
	parse_set(HEAD "  <include profile=\"circle\"/>\n</pipeline>\n", 0, NULL);
	ck_assert_ptr_nonnull(strstr(said(), "included by itself"));
}
END_TEST

START_TEST(study_chooses_a_profile_where_none_is_included)
{
	pipeline *p = parse("<pipeline version=\"1\" study=\"talks\">\n  <read files=\"data/a.csv\"/>\n"
	                    "  <step use=\"words\"/>\n</pipeline>\n");
	ck_assert_str_eq(ids(p), "read turns tokenize-any themes words");
	p = parse("<pipeline version=\"1\" study=\"other\">\n  <read files=\"data/a.csv\"/>\n</pipeline>\n");
	ck_assert_str_eq(ids(p), "read");
}
END_TEST

START_TEST(set_changes_what_is_written)
{
	static const char *const set[] = { "turns.interviewer=Z=1", "themes.off=yes", "audience=public",
		"read-csv.files=b.csv", "tokenize-any.use=tokenize-fr", "values=a.csv" };
	ck_assert_int_eq(chdir("data"), 0);
	glane_bytes text;
	write_file("s.xml", "<pipeline version=\"1\">\n  <read use=\"read-csv\" files=\"none.csv\"/>\n"
	                    "  <include profile=\"talks\"/>\n</pipeline>\n");
	ck_assert(file_read(in, "../s.xml", &text, NULL));
	pipeline *p = pipeline_load(in, "../s.xml", 6, set, m);
	ck_assert_str_eq(said(), "");
	ck_assert_str_eq(ids(p), "read-csv turns tokenize-any");
	ck_assert_str_eq(value(p, "turns", "interviewer"), "Z=1");
	ck_assert_int_eq(stage_setting(pipeline_stage(p, "turns"), "interviewer")->from, FROM_COMMAND);
	ck_assert_str_eq(p->audience, "public");
	ck_assert_str_eq(p->stage[0].files, arena_print(in, "%s/data/b.csv", folder));
	ck_assert_str_eq(p->values, arena_print(in, "%s/data/a.csv", folder));
	ck_assert_str_eq(pipeline_stage(p, "tokenize-any")->use, "tokenize-fr");
}
END_TEST

static const char *printed(const pipeline *p)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	pipeline_print(p, f);
	fclose(f);
	const char *copy = arena_string(in, text);
	free(text);
	return copy;
}

START_TEST(what_is_printed_is_the_same_pipeline)
{
	static const char *const set[] = { "themes.min-words=7", "themes.note=a--b <&\"" };
	const char *text = "<pipeline version=\"1\" study=\"talks\" languages=\"fr\" by=\"age\">\n"
	                   "  <title>A &lt; B</title>\n  <read use=\"read-csv\" files=\"data/a.csv\"/>\n"
	                   "  <include profile=\"talks\"/>\n  <step use=\"frequencies\"/>\n"
	                   "  <write use=\"write-csv\" to=\"t--t\"/>\n</pipeline>\n";
	pipeline *p = parse_set(text, 2, set);
	check_static(p, loader_new(in, 0, NULL), m);
	ck_assert_str_eq(said(), "");
	const char *xml = printed(p);
	ck_assert_ptr_nonnull(strstr(xml, "min-words (command line)"));
	ck_assert_ptr_nonnull(strstr(xml, "codebook (profiles/talks.xml:4)"));
	ck_assert_ptr_nonnull(strstr(xml, "by (study.xml:1)"));
	ck_assert_ptr_nonnull(strstr(xml, "min-score (default)"));
	ck_assert_ptr_nonnull(strstr(xml, "unit (default)"));
	pipeline *again = parse(xml);
	check_static(again, loader_new(in, 0, NULL), m);
	ck_assert_str_eq(said(), "");
	ck_assert_str_eq(ids(again), ids(p));
	ck_assert_str_eq(again->title, "A < B");
	ck_assert_str_eq(pipeline_identity(again), pipeline_identity(p));
	for (uint32_t i = 0; i < p->n_stages; i++)
		for (uint32_t k = 0; k < p->stage[i].n_settings; k++)
			if (strcmp(p->stage[i].setting[k].name, "codebook"))
				ck_assert_str_eq(value(again, p->stage[i].id, p->stage[i].setting[k].name),
				                 p->stage[i].setting[k].value);
}
END_TEST

static const char *identity(const char *body)
{
	pipeline *p = parse(arena_print(in, "<pipeline version=\"1\">\n<read use=\"read-csv\" "
	                                "files=\"data/a.csv\"/>\n<step use=\"tokenize-any\"/>\n%s</pipeline>",
	                                body));
	check_static(p, loader_new(in, 0, NULL), m);
	ck_assert_str_eq(said(), "");
	return pipeline_identity(p);
}

START_TEST(identity_is_of_what_is_done_not_of_how_it_is_written)
{
	const char *a = identity("<step use=\"theme-coder\" codebook=\"data/codes.xml\"/>");
	const char *b = identity("<!-- x -->\n<step min-words=\"1\" codebook='data/../data/codes.xml'\n"
	                         " use=\"theme-coder\" speakers=\"respondents\"></step>");
	ck_assert_str_eq(a, b);
	ck_assert_str_ne(a, identity("<step use=\"theme-coder\" codebook=\"data/codes.xml\" min-words=\"2\"/>"));
	ck_assert_str_ne(a, identity("<step use=\"theme-coder\" codebook=\"data/codes.xml\" when=\"lang=fr\"/>"));
	ck_assert_str_ne(a, identity("<step use=\"theme-coder\" id=\"x\" codebook=\"data/codes.xml\"/>"));
	/* A file counts by what it holds; a private one is kept out altogether. */
	ck_assert_str_ne(a, identity("<step use=\"theme-coder\" codebook=\"data/a.csv\"/>"));
	ck_assert_str_eq(a, identity("<step use=\"theme-coder\" codebook=\"data/codes.xml\" "
	                             "secret=\"data/a.csv\"/>"));
	write_file("data/codes.xml", "<codebook><theme/></codebook>\n");
	ck_assert_str_ne(a, identity("<step use=\"theme-coder\" codebook=\"data/codes.xml\"/>"));
}
END_TEST

/* ---- Conditions ---- */

static const glane_variable people[] = {
	{ "lang", GLANE_NOMINAL, { "fr", 2 } }, { "group", GLANE_NOMINAL, { "x y", 3 } },
	{ "tools", GLANE_MULTIPLE, { "a; b|c", 6 } }, { "empty", GLANE_NOMINAL, { "", 0 } },
	{ "lang", GLANE_NOMINAL, { "en", 2 } },
};

static bool holds(const char *text)
{
	condition c;
	ck_assert(condition_parse(in, text, &c, m, NOWHERE));
	return condition_holds(&c, 5, people);
}

START_TEST(conditions_hold)
{
	static const struct { const char *text; bool holds; } cases[] = {
		{ "", true }, { "lang=en", true }, { "lang=fr", false }, { "lang = fr | en", true },
		{ "lang!=fr", true }, { "lang!=en|de", false }, { "group=x y", true }, { "lang", true },
		{ "empty", false }, { "nothing", false }, { "nothing=a", false }, { "nothing!=a", true },
		{ "tools=b", true }, { "tools=b|z", true }, { "tools=a; b|c", true }, { "tools!=c", false },
		{ "tools=d", false }, { "lang=en and group=x y", true }, { "lang=en and lang=fr", false },
		{ "lang=en AND tools", true }, { "group=x\ny", false },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_msg(holds(cases[i].text) == cases[i].holds, "%s", cases[i].text);
}
END_TEST

START_TEST(a_name_with_and_in_it_is_a_name)
{
	condition c;
	ck_assert(condition_parse(in, "brand=andre and grande=yes", &c, m, NOWHERE));
	ck_assert_uint_eq(c.n, 2);
	ck_assert_str_eq(c.term[0].value[0], "andre");
	ck_assert_str_eq(c.term[1].name, "grande");
	ck_assert_str_eq(sym_text(c.term[0].sym[0]), "andre");
	ck_assert(!condition_parse(in, "a=1 or b=2", &c, m, NOWHERE));
	ck_assert_uint_eq(c.n, 0);
	ck_assert_ptr_nonnull(strstr(said(), "no \"or\""));
}
END_TEST

START_TEST(names_of_a_condition_are_composed)
{
	condition c;	/* "métier" as typed on another system: e and a combining accent */
	ck_assert(condition_parse(in, "me\xcc\x81tier=e\xcc\x81", &c, m, NOWHERE));
	ck_assert_str_eq(c.term[0].name, "métier");
	ck_assert_str_eq(c.term[0].value[0], "é");
}
END_TEST

/* ---- Suggestions ---- */

START_TEST(near_misses)
{
	static const char *const known[] = { "min-count", "codebook", "by", "tokenize-fr", "évocation" };
	static const struct { const char *word, *near; } cases[] = {
		{ "min_count", "min-count" }, { "mincount", "min-count" }, { "MIN-COUNT", "min-count" },
		{ "codebok", "codebook" }, { "codeboook", "codebook" }, { "ocdebook", "codebook" },
		{ "tokenise-fr", "tokenize-fr" }, { "evocation", "évocation" }, { "xy", NULL }, { "", NULL },
		{ "threshold", NULL }, { "yb", NULL }, { "code", NULL },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *near = suggest_name(cases[i].word, 5, known);
		if (cases[i].near)
			ck_assert_msg(near && !strcmp(near, cases[i].near), "%s: %s", cases[i].word, near);
		else
			ck_assert_msg(!near, "%s: %s", cases[i].word, near);
	}
	/* Words longer than any name, and none at all. */
	char *longest = arena_alloc(in, 5000);
	memset(longest, 'a', 4999);
	ck_assert_ptr_null(suggest_name(longest, 5, known));
	ck_assert_ptr_null(suggest_name("by", 0, NULL));
}
END_TEST

START_TEST(french_words)
{
	static const char *const words[][2] = { { "par", "by" }, { "Phrase", "sentence" }, { "où", "where" },
		{ "OU", "where" }, { "unité", "unit" }, { "unite\xcc\x81", "unit" }, { "fichiers", "files" },
		{ "métadonnées", "metadata" }, { "tous", "all" }, { "oui", "yes" }, { "Équipe", "team" },
		{ "langue du rapport", "report-language" } };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		ck_assert_str_eq(suggest_english(words[i][0]), words[i][1]);
	ck_assert_ptr_null(suggest_english("by"));
	ck_assert_ptr_null(suggest_english(""));
}
END_TEST

/* ---- Pipelines on one line ---- */

static const char *words_of(const char *line)
{
	char *word[32], *save = NULL, *copy = arena_string(in, line);
	int n = 0;
	for (char *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
		word[n++] = w;
	return pipeline_of_words(in, n, word, m);
}

START_TEST(words_become_a_pipeline)
{
	const char *xml = words_of("languages=fr read-csv files=data/a.csv text-column=a<b&\"c ! tokenize-fr ! "
	                           "write-csv ! write-html to=r.html");
	ck_assert_str_eq(said(), "");
	pipeline *p = parse(xml);
	ck_assert_str_eq(ids(p), "read-csv tokenize-fr write-csv write-html");
	ck_assert_str_eq(value(p, "read-csv", "text-column"), "a<b&\"c");
	ck_assert_str_eq(value(p, "write-csv", "to"), "output.csv");
	ck_assert_str_eq(value(p, "write-html", "to"), "r.html");
	ck_assert_str_eq(p->language[0], "fr");
	p = parse(words_of("read files=data/a.csv ! turns"));
	ck_assert_ptr_null(p->stage[0].use);
}
END_TEST

START_TEST(wrong_words_are_told)
{
	static const struct { const char *line, *told; } cases[] = {
		{ "", "which plugins?" }, { "! a", "no plugin before" }, { "a ! ! b", "no plugin before" },
		{ "a !", "missing after the last" }, { "a b", "neither name=value" }, { "a ! b=c", "stands after" },
		{ "a 1=2", "no name of an option" }, { "a =2", "no name of an option" },
		{ "a b=\xff", "not UTF-8" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ck_assert_ptr_null(words_of(cases[i].line));
		const char *told = said();
		ck_assert_msg(strstr(told, cases[i].told), "%s: %s", cases[i].line, told);
	}
}
END_TEST

/* ---- Nothing that is handed over crashes ---- */

START_TEST(damaged_pipelines_are_refused_or_read_never_worse)
{
	const char *whole = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<pipeline version=\"1\" by='é'>\n"
	                    "  <title>T</title><!-- r -->\n  <read files=\"data/a.csv\" set=\"a=b\"/>\n"
	                    "  <include profile=\"talks\"/>\n  <step use=\"turns\" off=\"no\"></step>\n"
	                    "  <write use=\"write-csv\" to=\"x\"/>\n</pipeline>\n";
	static const char bytes[] = "<>&\"'/=\x00\xff\xc3 \n-!?]a";
	size_t n = strlen(whole);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < sizeof bytes; k++) {
			arena *own = arena_new();
			messages *quiet = messages_new(own);
			char *text = malloc(n);		/* exactly as long: a byte beyond is found by ASan */
			memcpy(text, whole, n);
			text[i] = bytes[k];
			size_t length = k ? n : i;	/* and cut off at every place */
			char *cut = malloc(length ? length : 1);
			memcpy(cut, text, length);
			pipeline *p = pipeline_parse(own, "study.xml",
			                             (glane_bytes){ (unsigned char *)cut, length }, 0, NULL, quiet);
			if (p)
				check_static(p, loader_new(own, 0, NULL), quiet);
			else
				ck_assert_uint_ge(messages_count(quiet, MESSAGE_ERROR), 1);
			free(cut);
			free(text);
			arena_free(own);
		}
}
END_TEST

START_TEST(large_files_are_refused_at_once)
{
	size_t n = 5 << 20;
	char *text = malloc(n);
	memset(text, ' ', n);
	memcpy(text, "<pipeline>", 10);
	ck_assert_ptr_null(pipeline_parse(in, "study.xml", (glane_bytes){ (unsigned char *)text, n }, 0, NULL, m));
	ck_assert_ptr_nonnull(strstr(said(), "larger than 4 MiB"));
	for (size_t i = 0; i + 4 <= n; i += 4)
		memcpy(text + i, "<a/>", 4);
	ck_assert_ptr_null(pipeline_parse(in, "study.xml", (glane_bytes){ (unsigned char *)text, 4 << 20 }, 0,
	                                  NULL, m));
	ck_assert_ptr_nonnull(strstr(said(), "nothing may follow"));
	memcpy(text, "<b >", 4);
	ck_assert_ptr_null(pipeline_parse(in, "study.xml", (glane_bytes){ (unsigned char *)text, 4 << 20 }, 0,
	                                  NULL, m));
	ck_assert_ptr_nonnull(strstr(said(), "more than 10000 elements"));
	free(text);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pipeline");
	TCase *t = tcase_create("pipeline");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, places_are_those_of_values);
	tcase_add_test(t, a_byte_order_mark_and_other_line_ends_do_no_harm);
	tcase_add_test(t, attributes_of_the_pipeline);
	tcase_add_test(t, a_profile_is_expanded_in_place_and_overridden_there);
	tcase_add_test(t, a_stage_of_a_profile_can_be_taken_out_or_exchanged);
	tcase_add_test(t, a_profile_includes_another);
	tcase_add_test(t, study_chooses_a_profile_where_none_is_included);
	tcase_add_test(t, set_changes_what_is_written);
	tcase_add_test(t, what_is_printed_is_the_same_pipeline);
	tcase_add_test(t, identity_is_of_what_is_done_not_of_how_it_is_written);
	tcase_add_test(t, conditions_hold);
	tcase_add_test(t, a_name_with_and_in_it_is_a_name);
	tcase_add_test(t, names_of_a_condition_are_composed);
	tcase_add_test(t, near_misses);
	tcase_add_test(t, french_words);
	tcase_add_test(t, words_become_a_pipeline);
	tcase_add_test(t, wrong_words_are_told);
	tcase_add_test(t, damaged_pipelines_are_refused_or_read_never_worse);
	tcase_add_test(t, large_files_are_refused_at_once);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
