/* The plan of a corpus: files, names, metadata, variables, persons; with the two readers linked in. */
#include <config.h>
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "document.h"
#include "engine.h"
#include "language.h"
#include "sym.h"

/* ---- A loader of two plugins, in the place of loader.c ---------------------------------------- */

extern const glane_plugin glane_plugin_read_text, glane_plugin_read_csv;
struct loader { int unused; };
static const plugin readers[] = {
	{ &glane_plugin_read_csv, "", "read-csv", true, false, false, false },
	{ &glane_plugin_read_text, "", "read-text", true, false, false, false },
};
static loader two;

const char *const *loader_names(loader *l, uint32_t *n)
{
	static const char *const names[] = { "read-csv", "read-text" };
	(void)l;
	*n = 2;
	return names;
}

const plugin *loader_get(loader *l, const char *name, messages *m, place at)
{
	(void)l;
	(void)m;
	(void)at;
	for (int i = 0; i < 2; i++)
		if (!strcmp(readers[i].name, name))
			return &readers[i];
	return NULL;
}

/* ---- A study in a folder of its own ----------------------------------------------------------- */

static arena *in;
static messages *m;
static engine *e;
static char folder[] = "/tmp/glane-corpus-XXXXXX";

static void write_bytes(const char *name, const void *p, size_t n)
{
	const char *path = arena_print(in, "%s/%s", folder, name);
	ck_assert(path_make_folders(path_folder(in, path)));
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(p, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

static void write_file(const char *name, const char *text)
{
	write_bytes(name, text, strlen(text));
}

static void setup(void)
{
	setenv("LANGUAGE", "en", 1);
	language_init();
	in = arena_new();
	m = messages_new(in);
	e = NULL;
	strcpy(folder, "/tmp/glane-corpus-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
	engine_free(e);
	path_remove_all(folder);
	arena_free(in);
}

/* Plans the corpus of <pipeline ATTRIBUTES> READS </pipeline>. */
static corpus *plan_study(const char *attributes, const char *reads)
{
	const char *xml = arena_print(in, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                              "<pipeline version=\"1\" %s>\n%s\n</pipeline>\n", attributes, reads);
	pipeline *p = pipeline_parse(in, arena_print(in, "%s/study.xml", folder),
	                             (glane_bytes){ (const unsigned char *)xml, strlen(xml) }, 0, NULL, m);
	ck_assert_ptr_nonnull(p);
	check_static(p, &two, m);
	ck_assert_uint_eq(messages_count(m, MESSAGE_ERROR), 0);
	e = engine_new(in, p, m);
	ck_assert(engine_create(e));
	corpus *c = corpus_plan(in, e, &two, m);
	engine_set_corpus(e, c);
	return c;
}

/* All messages, without the folder. */
static const char *said(void)
{
	const char *out = "";
	for (uint32_t i = 0; messages_text(m, i, NULL); i++)
		out = arena_print(in, "%s%s\n", out, messages_text(m, i, NULL));
	return out;
}

static void expect_silence(void)
{
	ck_assert_msg(!*said(), "%s", said());
}

static void expect_said(const char *part)
{
	ck_assert_msg(strstr(said(), part) != NULL, "\"%s\" is not in: %s", part, said());
}

static const planned *document_called(const corpus *c, const char *name)
{
	for (uint32_t i = 0; i < c->n_documents; i++)
		if (!strcmp(sym_text(c->document[i].pub.name), name))
			return &c->document[i];
	ck_abort_msg("there is no document %s", name);
	return NULL;
}

/* The value of a variable; of a speaker of metadata where one is named. "-": missing. */
static const char *value(const corpus *c, const char *name, const char *speaker_id, const char *variable)
{
	const planned *p = document_called(c, name);
	uint32_t n = p->n_values;
	const known_value *v = p->value;
	for (uint32_t i = 0; speaker_id && i < p->n_speakers; i++)
		if (!strcmp(p->speaker[i].speaker, speaker_id)) {
			n = p->speaker[i].n;
			v = p->speaker[i].value;
		}
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, variable))
			return v[i].value;
	return "-";
}

/* Names of all documents, in plan order. */
static const char *names(const corpus *c)
{
	const char *out = "";
	for (uint32_t i = 0; i < c->n_documents; i++)
		out = arena_print(in, "%s%s%s", out, i ? " " : "", sym_text(c->document[i].pub.name));
	return out;
}

/* A document as the run store has it after the whole chain. */
static document *read_document(const corpus *c, const char *name)
{
	skip why;
	store *at = store_create(arena_print(in, "%s/store.sqlite", folder));
	ck_assert_ptr_nonnull(at);
	ck_assert(engine_open(e));
	state *s = state_new(e, at);
	const planned *p = document_called(c, name);
	ck_assert_int_eq(engine_process(e, p, s, &why), CHAIN_DONE);
	document *d = store_document(at, in, c, p->number);
	ck_assert_ptr_nonnull(d);
	engine_close(e);
	state_free(s);
	ck_assert(store_close(at));
	return d;
}

/* ---- Files ------------------------------------------------------------------------------------ */

START_TEST(a_folder_is_all_that_people_put_into_it)
{
	static const char *const files[] = { "t/b.txt", "t/a.txt", "t/sub/é.txt", "t/sub/z/c.txt", "t/.hidden.txt",
		"t/~$a.docx", "t/.~lock.a.odt#", "t/Thumbs.db", "t/a.txt~", "t/metadata.csv", "t/.git/x.txt", NULL };
	for (const char *const *f = files; *f; f++)
		write_file(*f, "Oui.\n");
	ck_assert_int_eq(symlink(".", arena_print(in, "%s/t/sub/loop", folder)), 0);
	corpus *c = plan_study("", "<read files=\"t/\"/>");
	expect_silence();
	ck_assert_str_eq(names(c), "a b c é");
	ck_assert_str_eq(c->file[2].name, "t/sub/z/c.txt");
	ck_assert_str_eq(c->file[2].pub.name, "sub/z/c.txt");
	ck_assert_uint_eq(c->bytes, 20);
}
END_TEST

START_TEST(patterns_and_lists)
{
	static const char *const files[] = { "t/1.txt", "t/2.txt", "t/10.txt", "t/ [1].txt", "u/é1.txt", "u/e1.txt",
		"u/v/x.txt", NULL };
	for (const char *const *f = files; *f; f++)
		write_file(*f, "Oui.\n");
	static const struct { const char *pattern, *names; } tests[] = {
		{ "t/?.txt", "1 2" }, { "t/[!2-9]*.txt", " [1] 1 10" }, { "u/?1.txt", "e1 é1" }, { "t/2.txt; t/1.txt", "2 1" },
		{ "t/1*.txt; t/1.txt", "1 10" }, { "*/1.txt", "1" }, { "u/*", "e1 x é1" }, { "t/ [1].txt", " [1]" },
		{ "u/*/*.txt", "x" },
	};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		corpus *c = plan_study("", arena_print(in, "<read files=\"%s\"/>", tests[i].pattern));
		expect_silence();
		ck_assert_str_eq(names(c), tests[i].names);
		engine_free(e);
		e = NULL;
	}
	plan_study("", "<read files=\"t/3?.txt\"/>");
	expect_said("no file matches");
}
END_TEST

/* "é" as one character in the pipeline and metadata, as two on the disk; and the other way round. */
START_TEST(names_match_however_accents_are_written)
{
	write_file("t/Be\xcc\x81" "a.txt", "Oui.\n");
	write_file("t/R\xc3\xa9mi.txt", "Oui.\n");
	write_file("m.csv", "document;craft\nB\xc3\xa9" "a.docx;image\nRe\xcc\x81mi;son\n");
	corpus *c = plan_study("", "<read files=\"t/*\xc3\xa9*.txt\" metadata=\"m.csv\"/>");
	expect_silence();
	ck_assert_str_eq(names(c), "B\xc3\xa9" "a R\xc3\xa9mi");
	ck_assert_str_eq(value(c, "B\xc3\xa9" "a", NULL, "craft"), "image");
	ck_assert_str_eq(value(c, "R\xc3\xa9mi", NULL, "craft"), "son");
}
END_TEST

START_TEST(readers_are_chosen_by_what_they_know)
{
	write_file("t/a.txt", "Oui.\n");
	write_file("t/b.csv", "id;text\nB1;Non.\n");
	write_file("t/notes", "Des notes.\n");
	corpus *c = plan_study("", "<read files=\"t/\"/>");
	expect_silence();
	ck_assert_str_eq(names(c), "a B1 notes");
	ck_assert_str_eq(value(c, "B1", NULL, "format"), "csv");
	ck_assert_str_eq(value(c, "notes", NULL, "format"), "text");
	ck_assert_str_eq(value(c, "notes", NULL, "source"), "read");
	ck_assert_str_eq(value(c, "notes", NULL, "file"), "t/notes");
}
END_TEST

START_TEST(groups_are_folders_or_files)
{
	write_file("t/x.txt", "Oui.\n");
	write_file("t/u/v/y.txt", "Oui.\n");
	write_file("t/w/z.csv", "id;text\nZ;Non.\n");
	corpus *c = plan_study("", "<read id=\"a\" use=\"read-text\" files=\"t/*.txt; t/u/\" group=\"folder\"/>\n"
	                       "<read id=\"b\" use=\"read-csv\" files=\"t/*/*.csv\" group=\"folder\"/>");
	expect_silence();
	ck_assert_str_eq(value(c, "x", NULL, "group"), "-");
	ck_assert_str_eq(value(c, "y", NULL, "group"), "v");
	ck_assert_str_eq(value(c, "Z", NULL, "group"), "w");
	engine_free(e);
	c = plan_study("", "<read use=\"read-csv\" files=\"t/w\" group=\"file\"/>");
	ck_assert_str_eq(value(c, "Z", NULL, "group"), "z");
}
END_TEST

/* ---- Names ------------------------------------------------------------------------------------ */

START_TEST(names_that_clash_between_reads_get_their_source)
{
	write_file("a/1.txt", "Oui.\n");
	write_file("a/2.txt", "Oui.\n");
	write_file("b/1.txt", "Non.\n");
	corpus *c = plan_study("", "<read id=\"first\" files=\"a/\"/>\n<read id=\"second\" files=\"b/\"/>");
	expect_silence();
	ck_assert_str_eq(names(c), "first/1 2 second/1");
	ck_assert_str_eq(value(c, "second/1", NULL, "document"), "second/1");
}
END_TEST

START_TEST(a_name_twice_in_a_read_is_an_error)
{
	write_file("a/1.csv", "id;text\nA;Oui.\nB;Non.\nA;Si.\n");
	write_file("a/2.csv", "id;text\nB;Oui.\n");
	plan_study("", "<read files=\"a/\"/>");
	expect_said("a/1.csv:4: error: the document name \"A\" is there twice: here and in a/1.csv, line 2; rename one of them");
	expect_said("a/2.csv:2: error: the document name \"B\" is there twice: here and in a/1.csv, line 3");
	ck_assert_uint_eq(messages_count(m, MESSAGE_ERROR), 2);
}
END_TEST

/* ---- Metadata --------------------------------------------------------------------------------- */

START_TEST(rows_find_their_documents)
{
	write_file("t/01_Claire.txt", "Oui.\n");
	write_file("t/Dr. Smith.txt", "Oui.\n");
	write_file("t/Dr. Jones.txt", "Oui.\n");
	write_file("t/case.txt", "Oui.\n");
	write_file("m.csv", "Fichier;Métier\nentretiens/01_Claire.docx;a\nDr. Smith;b\ndr. jones.TXT;c\nCASE;d\n");
	corpus *c = plan_study("", "<read files=\"t/\" metadata=\"m.csv\"/>");
	expect_silence();
	ck_assert_str_eq(value(c, "01_Claire", NULL, "Métier"), "a");
	ck_assert_str_eq(value(c, "Dr. Smith", NULL, "Métier"), "b");
	ck_assert_str_eq(value(c, "Dr. Jones", NULL, "Métier"), "c");
	ck_assert_str_eq(value(c, "case", NULL, "Métier"), "d");
}
END_TEST

START_TEST(who_says_it_later_wins)
{
	write_file("t.csv", "id;text;craft;age;wave\nA;Oui.;a;20;1\nB;Non.;b;30;1\n");
	write_file("m.csv", "document;craft;age\nA;x;NSP\nB;b;\n");
	corpus *c = plan_study("", "<read use=\"read-csv\" files=\"t.csv\" metadata=\"m.csv\" set=\"wave=2\" lang=\"fr\"/>");
	expect_said("m.csv:2: warning: craft of A is \"x\" here and \"a\" in t.csv");
	ck_assert_uint_eq(messages_count(m, MESSAGE_WARNING), 1);
	ck_assert_str_eq(value(c, "A", NULL, "craft"), "x");
	ck_assert_str_eq(value(c, "A", NULL, "age"), "20");	/* not known there: nothing changes */
	ck_assert_str_eq(value(c, "B", NULL, "age"), "30");
	ck_assert_str_eq(value(c, "B", NULL, "wave"), "2");
	ck_assert_str_eq(value(c, "B", NULL, "lang"), "fr");
}
END_TEST

START_TEST(rows_of_speakers)
{
	write_file("t/duo.txt", "Oui.\n");
	write_file("t/solo.txt", "Oui.\n");
	write_file("m.csv", "document;locuteur;respondent;initiales;langue;craft;date;ville\n"
	           "duo;AL;T-1;AL;Français;graphiste;2026-03-20;Lyon\n"
	           "duo;PV;T-2;NA;FR;monteur;;Lyon\n"
	           "solo;;T-3;;en;autrice;;\n");
	corpus *c = plan_study("", "<read files=\"t/\" metadata=\"m.csv\"/>");
	expect_silence();
	ck_assert_str_eq(value(c, "duo", "AL", "craft"), "graphiste");
	ck_assert_str_eq(value(c, "duo", "PV", "initials"), "NA");	/* initials, not "not known" */
	ck_assert_str_eq(value(c, "duo", NULL, "craft"), "-");
	/* What is the document's, or the same for all, is known of the document. */
	ck_assert_str_eq(value(c, "duo", NULL, "lang"), "fr");
	ck_assert_str_eq(value(c, "duo", NULL, "date"), "2026-03-20");
	ck_assert_str_eq(value(c, "duo", NULL, "ville"), "Lyon");
	const planned *p = document_called(c, "duo");
	ck_assert_uint_eq(p->n_speakers, 2);
	ck_assert_str_eq(p->speaker[1].person, "T-2");
	ck_assert_ptr_null(p->person);
	ck_assert_str_eq(document_called(c, "solo")->person, "T-3");
}
END_TEST

/* ---- Variables -------------------------------------------------------------------------------- */

static const char survey[] = "id;text;âge;Métier;outils;note;code\n"
	"A;x;17;Illustratrice;ChatGPT|Midjourney;1,5;01\n"
	"B;x;34,0;illustrateur;midjourney;2;02\n"
	"C;x;50;graphiste;;3;03\n"
	"D;x;NSP;;chat gpt|ChatGPT;4;04\n";

static corpus *plan_table(const char *attributes)
{
	write_file("t.csv", survey);
	write_file("variables.csv", "variable;type;label.fr;label.en;identifying;of\n"
	           "age;nombre;Âge;Age;oui;\nmetier;nominal;Métier;Craft;non;document\noutils;multiple;;;;\n");
	write_file("values.csv", "variable,value,as,label.fr,label.en,order\n"
	           "âge,..34,jeune,Moins de 35,Under 35,2\nâge,35..,autre,35 et plus,,1\n"
	           "métier,Illustratrice,illustration,Illustration,Illustration,1\n"
	           "métier,illustrateur,illustration,,,\noutils,midjourney,Midjourney,,,\noutils,chat gpt,ChatGPT,,Chat,\n");
	return plan_study(attributes, "<read files=\"t.csv\"/>");
}

START_TEST(values_are_recoded_typed_and_labelled)
{
	corpus *c = plan_table("variables=\"variables.csv\" values=\"values.csv\"");
	expect_silence();
	ck_assert_str_eq(value(c, "A", NULL, "age"), "jeune");
	ck_assert_str_eq(value(c, "B", NULL, "age"), "jeune");
	ck_assert_str_eq(value(c, "C", NULL, "age"), "autre");
	ck_assert_str_eq(value(c, "D", NULL, "age"), "-");
	ck_assert_str_eq(value(c, "B", NULL, "metier"), "illustration");
	ck_assert_str_eq(value(c, "C", NULL, "metier"), "graphiste");
	ck_assert_str_eq(value(c, "A", NULL, "outils"), "ChatGPT|Midjourney");
	ck_assert_str_eq(value(c, "D", NULL, "outils"), "ChatGPT");	/* each once */
	const variable_def *age = corpus_variable(c, "Âge");
	ck_assert_ptr_eq(age, corpus_variable(c, "age"));
	ck_assert(age->identifying && !age->of_document);
	ck_assert_uint_eq(age->type, GLANE_ORDINAL);	/* ranges of a number */
	ck_assert(corpus_variable(c, "Métier")->of_document);
	ck_assert_uint_eq(corpus_variable(c, "note")->type, GLANE_NUMBER);	/* by its values */
	ck_assert_uint_eq(corpus_variable(c, "code")->type, GLANE_NOMINAL);	/* "01" is no number */
	ck_assert_ptr_null(corpus_variable(c, "nothing"));
	ck_assert_double_lt(corpus_order(c, "age", "autre"), corpus_order(c, "age", "jeune"));
	ck_assert_double_ge(corpus_order(c, "metier", "graphiste"), 1e300);
	ck_assert_double_eq(corpus_order(c, "note", "1,5"), 1.5);
	ck_assert_str_eq(corpus_value_label(c, "age", "jeune", "fr"), "Moins de 35");
	ck_assert_str_eq(corpus_value_label(c, "age", "autre", "en"), "autre");
	ck_assert_str_eq(corpus_value_label(c, "outils", "ChatGPT|Midjourney", "en"), "Chat, Midjourney");
	ck_assert_str_eq(corpus_variable_label(c, "metier", "fr"), "Métier");
	ck_assert_str_eq(corpus_variable_label(c, "note", "fr"), "note");
}
END_TEST

/* What can't be meant is refused, what can be misspelt is told with what is near. */
START_TEST(rows_of_values_that_are_wrong)
{
	write_file("t.csv", "id;text;age;metier\nA;x;17;illustratrice\nB;x;30;graphiste\nC;x;65;voix\n");
	write_file("values.csv", "variable;value;as;label.fr;ordr\nage;15-25;jeunes;Jeunes;1\nage;26 à 40;moyens;;\nage;60+;anciens;;\n"
	           "metier;illustratrise;illustration;Illustration;\nmetier;illustrateur;illustration;Dessin;\n"
	           "metier;graphiste;graphisme;;\nmetier;graphisme;image;;\nmetier;peintre;peinture;;\n");
	plan_study("values=\"values.csv\"", "<read files=\"t.csv\"/>");
	expect_said("values.csv:1: warning: the column \"ordr\" isn't read: did you mean \"order\"?");
	expect_said("values.csv:2: error: no document has 15-25 as its age: for a class of numbers write 15..25");
	expect_said("values.csv:3: error: no document has 26 à 40 as its age: for a class of numbers write 26..40");
	expect_said("values.csv:4: error: no document has 60+ as its age: for a class of numbers write 60..");
	expect_said("values.csv:5: warning: no document has metier=illustratrise: did you mean \"illustratrice\"?");
	expect_said("values.csv:6: error: illustration of metier is labelled \"Illustration\" in line 5");
	expect_said("values.csv:7: error: graphiste of metier becomes graphisme, which line 8 makes image of");
	ck_assert_uint_eq(messages_count(m, MESSAGE_ERROR), 5);
}
END_TEST

START_TEST(without_tables_values_stay)
{
	corpus *c = plan_table("");
	expect_silence();
	ck_assert_str_eq(value(c, "B", NULL, "âge"), "34,0");
	ck_assert_uint_eq(corpus_variable(c, "age")->type, GLANE_NUMBER);
	corpus *none = corpus_empty(in, e, m);
	ck_assert_uint_eq(none->n_documents, 0);
}
END_TEST

START_TEST(what_means_not_known)
{
	stage s = { .missing = "aucun; ?" };
	ck_assert(corpus_missing(NULL, "") && corpus_missing(NULL, " ") && corpus_missing(NULL, "nsp") &&
	          corpus_missing(NULL, "NA") && !corpus_missing(NULL, "aucun"));
	ck_assert(corpus_missing(&s, "Aucun") && corpus_missing(&s, "?") && !corpus_missing(&s, "NSP"));
}
END_TEST

START_TEST(names_of_the_pipeline_become_those_of_the_corpus)
{
	corpus *c = plan_table("by=\"metier*Age\" signature=\"{METIER}, {age} ans\" quotable=\"metier=graphiste|poète\"");
	expect_said("quotable: no document has Métier=poète");
	ck_assert_uint_eq(messages_count(m, MESSAGE_ERROR), 0);
	ck_assert_str_eq(c->pipeline->signature, "{Métier}, {âge} ans");
	ck_assert_str_eq(c->pipeline->quotable.term[0].name, "Métier");
}
END_TEST

/* A merge has the variables from its parts and the pipeline from its file. */
START_TEST(names_are_resolved_without_documents)
{
	static const char attributes[] = "signature=\"{METIER}, {age} ans\" quotable=\"metier=graphiste\"";
	corpus *c = plan_table(attributes);
	expect_silence();
	engine_free(e);
	plan_study(attributes, "<read files=\"t.csv\" when=\"code=01\"/>");
	pipeline *p = engine_pipeline(e);
	p->signature = "{METIER}, {age} ans";
	p->quotable.term[0].name = "metier";
	corpus_rename(c, e);
	expect_silence();
	ck_assert_str_eq(p->signature, "{Métier}, {âge} ans");
	ck_assert_str_eq(p->quotable.term[0].name, "Métier");
}
END_TEST

START_TEST(reads_choose_their_documents)
{
	write_file("t.csv", survey);
	corpus *c = plan_study("", "<read files=\"t.csv\" when=\"note=2|3 and metier!=graphiste\"/>");
	ck_assert_str_eq(names(c), "B");
	ck_assert_uint_eq(c->document[0].number, 0);
}
END_TEST

/* ---- Persons ---------------------------------------------------------------------------------- */

static void write_waves(const char *second)
{
	write_file("t/1.txt", "Oui.\n");
	write_file("t/2.txt", "Oui.\n");
	write_file("t/duo.txt", "Oui.\n");
	write_file("m.csv", arena_print(in, "document;locuteur;répondant;craft;date;age\n"
	           "1;;T-1;image;2025;34\n2;;T-1;%s;2026;NSP\nduo;X;T-1;;;\nduo;Y;T-2;son;;50\n", second));
	write_file("s.csv", "id;text;q1\nT-1;Réponse.;souvent\n");
}

START_TEST(what_is_known_of_a_person_holds_in_all_its_documents)
{
	write_waves("");
	corpus *c = plan_study("", "<read id=\"i\" files=\"t/\" metadata=\"m.csv\"/>\n"
	                       "<read id=\"s\" use=\"read-csv\" files=\"s.csv\" respondent-column=\"id\"/>");
	expect_silence();
	ck_assert_str_eq(value(c, "2", NULL, "craft"), "image");
	ck_assert_str_eq(value(c, "2", NULL, "age"), "34");
	ck_assert_str_eq(value(c, "2", NULL, "date"), "2026");	/* of the document */
	ck_assert_str_eq(value(c, "duo", "X", "craft"), "image");
	ck_assert_str_eq(value(c, "duo", "Y", "craft"), "son");
	ck_assert_str_eq(value(c, "1", NULL, "q1"), "souvent");	/* from the survey */
	ck_assert_str_eq(value(c, "T-1", NULL, "age"), "34");	/* to the survey */
	ck_assert_str_eq(value(c, "duo", "Y", "q1"), "-");
	ck_assert_str_eq(document_called(c, "T-1")->person, "T-1");
}
END_TEST

START_TEST(a_person_has_one_value)
{
	write_waves("voix");
	plan_study("", "<read id=\"i\" files=\"t/\" metadata=\"m.csv\"/>");
	expect_said("m.csv:3: error: craft is \"voix\" for the person T-1, but \"image\" in m.csv, line 2");
	ck_assert_uint_eq(messages_count(m, MESSAGE_ERROR), 1);
}
END_TEST

START_TEST(unless_it_is_of_the_document_or_recoded)
{
	write_waves("voix");
	write_file("variables.csv", "variable;of\ncraft;document\n");
	corpus *c = plan_study("variables=\"variables.csv\"", "<read id=\"i\" files=\"t/\" metadata=\"m.csv\"/>");
	expect_silence();
	ck_assert_str_eq(value(c, "2", NULL, "craft"), "voix");
	engine_free(e);
	write_file("values.csv", "variable;value;as\ncraft;voix;image\n");
	c = plan_study("values=\"values.csv\"", "<read id=\"i\" files=\"t/\" metadata=\"m.csv\"/>");
	expect_silence();
	ck_assert_str_eq(value(c, "2", NULL, "craft"), "image");
}
END_TEST

/* ---- Reading ---------------------------------------------------------------------------------- */

START_TEST(text_leads_back_to_its_file)
{
	static const char bytes[] = "\xef\xbb\xbf" "Un.\r\nD\xc3\xa9j\xc3\xa0 deux.\r\nTrois.";
	write_bytes("t/a.txt", bytes, sizeof bytes - 1);
	corpus *c = plan_study("", "<read files=\"t/\"/>");
	document *d = read_document(c, "a");
	ck_assert_str_eq(d->pub.text.p, "Un.\nDéjà deux.\nTrois.");
	glane_where w;
	const char *three = strstr(d->pub.text.p, "Trois");
	ck_assert(document_where(d, (uint32_t)(three - d->pub.text.p), &w));
	ck_assert_uint_eq(w.line, 3);
	ck_assert_uint_eq(w.offset, (uint64_t)(strstr(bytes, "Trois") - bytes));
	ck_assert_str_eq(document_place(in, d, (uint32_t)(three - d->pub.text.p), "en"), "t/a.txt, l. 3");
	ck_assert_uint_eq(d->n_repairs, 1);
	ck_assert_str_eq(d->repair[0].kind, "line ends");
}
END_TEST

/* A table in each encoding, and one with records longer than what is decoded at once. */
START_TEST(records_are_read_alone)
{
	static const char *const separators[] = { ";", ",", "\t" };
	enum { LONG = 70000 };
	char *big = arena_alloc(in, LONG + 1);
	memset(big, 'x', LONG);
	for (int i = 0; i < LONG; i += 100)
		big[i] = '\n';
	for (int k = 0; k < 3; k++) {
		const char *s = separators[k], *accent = k == 1 ? "\xe9" : "é";
		const char *text = arena_print(in, "id%stext%scraft\r\nA%s\"Il dit \"\"oui\"\"%s\r\nl'%st%s.\"%sx\r\n"
			"B%s\"%s\"%sy\r\nC%sFin.%sz\r\n", s, s, s, s, accent, accent, s, s, big, s, s, s);
		write_file("t.csv", text);
		corpus *c = plan_study("", "<read files=\"t.csv\"/>");
		expect_silence();
		ck_assert_str_eq(names(c), "A B C");
		ck_assert_str_eq(value(c, "C", NULL, "craft"), "z");
		document *d = read_document(c, "A");
		ck_assert_str_eq(d->pub.text.p, k == 1 ? "Il dit \"oui\",\nl'été." : k ? "Il dit \"oui\"\t\nl'été."
		                 : "Il dit \"oui\";\nl'été.");
		glane_where w;
		uint32_t at = (uint32_t)(strstr(d->pub.text.p, "l'") - d->pub.text.p);
		ck_assert(document_where(d, at, &w));
		ck_assert_uint_eq(w.offset, (uint64_t)(strstr(text, "l'") - text));
		ck_assert_uint_eq(w.line, 3);
		d = read_document(c, "B");
		ck_assert_uint_eq(d->pub.text.n, LONG);
		ck_assert(!memcmp(d->pub.text.p, big, LONG));
		d = read_document(c, "C");
		ck_assert_str_eq(d->pub.text.p, "Fin.");
		ck_assert(document_where(d, 0, &w));
		ck_assert_uint_eq(w.offset, (uint64_t)(strstr(text, "Fin.") - text));
		ck_assert_uint_eq(w.line, 5 + LONG / 100);
		engine_free(e);
		e = NULL;
	}
}
END_TEST

START_TEST(wide_tables_are_read_too)
{
	const char *narrow = "id\ttext\r\nA\tUn.\r\nB\tDeux.\r\n";
	unsigned char wide[256] = { 0xff, 0xfe };
	size_t n = 2;
	for (const char *p = narrow; *p; p++, n += 2)
		wide[n] = (unsigned char)*p;
	write_bytes("t.csv", wide, n);
	corpus *c = plan_study("", "<read files=\"t.csv\"/>");
	expect_silence();
	document *d = read_document(c, "B");
	ck_assert_str_eq(d->pub.text.p, "Deux.");
	glane_where w;
	ck_assert(document_where(d, 0, &w));
	ck_assert_uint_eq(w.line, 3);
}
END_TEST

/* ---- check --variables ------------------------------------------------------------------------ */

START_TEST(variables_are_listed)
{
	write_file("t/1.txt", "Oui.\n");
	write_file("t/2.txt", "Oui.\n");
	write_file("t/3.txt", "Oui.\n");
	write_file("m.csv", "document;respondent;tool;id2\n1;T-1;Mid journey|ChatGPT;C-0001\n2;T-1;;C-0001\n"
	           "3;T-2;midjourney|Midjourny;C-0002\n");
	write_file("variables.csv", "variable;type\ntool;multiple\n");
	corpus *c = plan_study("variables=\"variables.csv\"", "<read files=\"t/\" metadata=\"m.csv\"/>");
	expect_silence();
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	corpus_print_variables(c, f);
	fclose(f);
	static const char *const expected[] = { "documents: 3, persons: 2\n", "tool: multiple, variables.csv:2\n",
		"             2          1  ChatGPT\n", "             1          1  midjourney\n",
		"\"Mid journey\" and \"midjourney\" are nearly the same",
		"\"Midjourny\" and \"midjourney\" are nearly the same", NULL };
	for (const char *const *x = expected; *x; x++)
		ck_assert_msg(strstr(text, *x) != NULL, "\"%s\" is not in:\n%s", *x, text);
	ck_assert_msg(!strstr(text, "C-0001\" and"), "%s", text);	/* codes differ by a digit */
	free(text);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("corpus");
	TCase *t = tcase_create("corpus");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, a_folder_is_all_that_people_put_into_it);
	tcase_add_test(t, patterns_and_lists);
	tcase_add_test(t, names_match_however_accents_are_written);
	tcase_add_test(t, readers_are_chosen_by_what_they_know);
	tcase_add_test(t, groups_are_folders_or_files);
	tcase_add_test(t, names_that_clash_between_reads_get_their_source);
	tcase_add_test(t, a_name_twice_in_a_read_is_an_error);
	tcase_add_test(t, rows_find_their_documents);
	tcase_add_test(t, who_says_it_later_wins);
	tcase_add_test(t, rows_of_speakers);
	tcase_add_test(t, values_are_recoded_typed_and_labelled);
	tcase_add_test(t, rows_of_values_that_are_wrong);
	tcase_add_test(t, without_tables_values_stay);
	tcase_add_test(t, what_means_not_known);
	tcase_add_test(t, names_of_the_pipeline_become_those_of_the_corpus);
	tcase_add_test(t, names_are_resolved_without_documents);
	tcase_add_test(t, reads_choose_their_documents);
	tcase_add_test(t, what_is_known_of_a_person_holds_in_all_its_documents);
	tcase_add_test(t, a_person_has_one_value);
	tcase_add_test(t, unless_it_is_of_the_document_or_recoded);
	tcase_add_test(t, text_leads_back_to_its_file);
	tcase_add_test(t, records_are_read_alone);
	tcase_add_test(t, wide_tables_are_read_too);
	tcase_add_test(t, variables_are_listed);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
